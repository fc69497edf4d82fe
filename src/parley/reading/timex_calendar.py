"""Reckoning on the calendar: from the publication date, and from a time told before."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from parley.reading.timex_lengths import SEASONS
from parley.reading.timex_patterns import Answer, Kind

__all__ = ["ELSEWHERE", "NO_DATE", "month_on", "period", "relative", "shift"]

NO_DATE = "no publication date"
ELSEWHERE = "reckoned from another moment in the text"


def relative(
    kind: Kind, published: date | None, value: Callable[[date], str], undated: str | None = None
) -> Answer:
    """Reckon from the publication date; without one keep what the words alone give."""
    if published is None:
        return Answer(kind, undated, None, NO_DATE)
    return Answer(kind, value(published), "published")


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_on(day: date, n: int) -> str:
    """The month that lies `n` after that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return f"{year:04d}-{month + 1:02d}"


def _years_on(day: date, n: int) -> str:
    return f"{day.year + n:04d}"


def period(unit: str, n: int, day: date) -> str:
    """Value of the week, month, year, … that lies `n` after that of `day`."""
    if unit in ("day", "night"):
        return (day + timedelta(n)).isoformat()
    if unit in ("week", "fortnight", "weekend"):
        weeks = _week(day + timedelta(weeks=n * (2 if unit == "fortnight" else 1)))
        return weeks + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return month_on(day, n)
    if unit == "quarter":
        year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + n, 4)
        return f"{year:04d}-Q{quarter + 1}"
    if unit == "decade":
        return f"{day.year // 10 + n:03d}"
    if unit == "century":
        return f"{day.year // 100 + n:02d}"
    if unit == "year":
        return _years_on(day, n)
    code, first = SEASONS[unit]
    begun = day.month >= first
    year = day.year + (n if n == 0 else (0 if begun and day.month >= first + 3 else -1))
    if n > 0:
        year = day.year + (1 if begun else 0)
    return f"{year:04d}-{code}"


_TOLD = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$")
_PRECISE = {"month": 2, "quarter": 2, "year": 1, "decade": 1, "century": 1}


def shift(unit: str, n: int) -> Callable[[str], str | None]:
    """Reckon the day, week, … that lies `n` after one told before."""

    def onward(value: str) -> str | None:
        match = _TOLD.match(value)
        if match is None or unit in ("hour", "minute"):
            return None
        if sum(part is not None for part in match.groups()) < _PRECISE.get(unit, 3):
            return None
        year = 2001 if match[1] == "XXXX" else int(match[1])
        try:
            day = date(year, int(match[2] or 1), int(match[3] or 1))
            told = period("day" if match[1] == "XXXX" else unit, n * _days(unit, match[1]), day)
        except (OverflowError, ValueError):
            return None
        if match[1] == "XXXX":
            return f"XXXX{told[4:]}" if told[:4] == "2001" and _days(unit, "XXXX") else None
        return told

    return onward


def _days(unit: str, year: str) -> int:
    """What a step is multiplied by: without its year a date moves by days alone."""
    if year != "XXXX":
        return 1
    return {"day": 1, "night": 1, "week": 7, "fortnight": 14}.get(unit, 0)
