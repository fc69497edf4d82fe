"""A date as a record or a page gives it, to an ISO date; never from a guess."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["iso_date"]

_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAME = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DAY_FIRST = re.compile(rf"\b(\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAME},?\s+(\d{{4}})\b", re.I)
_MONTH_FIRST = re.compile(rf"\b{_NAME}\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.I)


def iso_date(given: str) -> str | None:
    """The ISO date of a date in writing; None of one that has two readings or is none.

    The day is the one written: a time zone does not move it.

    Examples
    --------
    >>> iso_date("2026-03-31T23:30:00-05:00"), iso_date("20260331"), iso_date("March 31, 2026")
    ('2026-03-31', '2026-03-31', '2026-03-31')
    >>> iso_date("Tue, 31 Mar 2026 10:00:00 GMT"), iso_date("03/04/2026"), iso_date("Tuesday")
    ('2026-03-31', None, None)
    """
    given = given[:100]
    if match := _ISO.match(given):
        return _date(*match.groups())
    if match := _DAY_FIRST.search(given):
        return _date(match[3], str(_MONTHS.index(match[2][:3].lower()) + 1), match[1])
    if match := _MONTH_FIRST.search(given):
        return _date(match[3], str(_MONTHS.index(match[1][:3].lower()) + 1), match[2])
    return None


def _date(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
