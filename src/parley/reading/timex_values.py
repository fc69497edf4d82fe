"""TIMEX3 values of time expressions, reckoned from a publication date where they need one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from parley.reading.timex_calendar import ELSEWHERE, NO_DATE, month_on, period, relative, shift
from parley.reading.timex_hours import HOUR_RULES
from parley.reading.timex_lengths import (
    ISO_UNITS,
    LENGTH_RULES,
    PARTS,
    SEASONS,
    count,
    length,
    singular,
)
from parley.reading.timex_patterns import MONTHS, WEEKDAYS, Answer, Found, Kind

__all__ = ["resolve"]

_NO_NUMBER = "the words give no number"


Rule = Callable[[Found, date | None], Answer | None]


def resolve(found: Found, published: date | None) -> Answer | None:
    """Reckon the value of a match; None where its words are no time after all (31 June)."""
    try:
        return _RULES[found.name](found, published)
    except (OverflowError, ValueError):  # a day that no calendar has
        return None


# --- periods -------------------------------------------------------------------------------------
def _unit(found: Found, published: date | None) -> Answer:
    way, unit = found["dir"].lower(), found["unit"].lower()
    if way in ("same", "previous", "following") or unit == "day":
        step = {"same": 0, "this": 0, "previous": -1, "last": -1, "past": -1}.get(way, 1)
        return Answer("DATE", None, None, ELSEWHERE, shift(unit, step))
    if way in ("past", "coming") and unit in ISO_UNITS:
        return Answer("DURATION", length(1, unit))
    step = {"last": -1, "past": -1, "this": 0}.get(way, 1)
    if way == "this coming":
        step = 0 if unit == "weekend" else 1
    return relative("DATE", published, lambda day: period(unit, step, day))


def _edge(found: Found, published: date | None) -> Answer:
    if found["yearend"]:
        return relative("DATE", published, lambda day: f"{day.year:04d}-12-31", "XXXX-12-31")
    unit = found["unit"].lower()
    if unit:
        return relative("DATE", published, lambda day: period(unit, 0, day))
    # A weekend without *last* or *next*: the one at hand, or the one before.
    return relative(
        "DATE",
        published,
        lambda day: period("weekend", 0 if found.ahead or day.weekday() >= 5 else -1, day),
    )


# --- days ----------------------------------------------------------------------------------------


_EARLY_LATE = {"early": "TMO", "late": "TNI"}


def _part(found: Found) -> str:
    """``TMO`` for *morning*, *the early hours of*, *early on*; empty where none is named."""
    names = found.match.re.groupindex
    words = (found["pod"] if "pod" in names else "") or (found["part"] if "part" in names else "")
    if words.lower().split()[:-1][-2:] == ["late", "hours"]:
        return "TNI"
    named = next((code for word, code in PARTS.items() if word in words.lower().split()), "")
    when = found["when"].lower().strip("- ") if "when" in names else ""
    return named or _EARLY_LATE.get(when, "")


_LONG_AGO, _SOON = 240, 130
"""A day without its year that lies so far back and so near ahead is the one ahead."""


def _nearest(days: Callable[[int], date], published: date, ahead: bool) -> date:
    """The day of the year before, this or after: the last one past, or the next one."""
    candidates = []
    for year in range(published.year - 8, published.year + 9):  # 29 February may be far
        try:
            candidates.append(days(year))
        except ValueError:
            continue
    on = min((day for day in candidates if day >= published), default=published)
    back = max((day for day in candidates if day <= published), default=published)
    soon = (published - back).days > _LONG_AGO and (on - published).days < _SOON
    return on if ahead or soon else back


def _calendar_day(
    month: int, day: int, year: str, rel: str, found: Found, published: date | None
) -> tuple[str, str | None, str | None]:
    """Value, anchor and why of a day of a month."""
    if year:
        return date(int(year), month, day).isoformat(), None, None
    date(2000, month, day)  # raises for a day that no year has
    if published is None:
        return f"XXXX-{month:02d}-{day:02d}", None, NO_DATE
    if rel:
        step = {"last": -1, "this": 0, "next": 1}[rel]
        return date(published.year + step, month, day).isoformat(), "published", None
    near = _nearest(lambda y: date(y, month, day), published, found.ahead)
    return near.isoformat(), "published", None


def _month_number(words: str) -> int:
    return MONTHS[words.rstrip(".").lower()]


def _number_of_day(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _day(found: Found, published: date | None) -> Answer:
    month = _month_number(found["mon"] or found["mon2"])
    first = _number_of_day(found["d"] or found["d2"])
    to = found["to"] or found["to2"]
    part = _part(found)
    value, anchor, why = _calendar_day(month, first, found["y"], found["rel"], found, published)
    if to and _number_of_day(to) > first:
        value += f"/{value[:-2]}{_number_of_day(to):02d}"
    return Answer("TIME" if part else "DATE", value + part, anchor, why)


def _iso(found: Found, published: date | None) -> Answer:
    return Answer("DATE", date.fromisoformat(found.match.group()).isoformat())


_MONTHS_SOON = 2
"""A month so near ahead is the one ahead, since the last one would be called so."""


def _month(found: Found, published: date | None) -> Answer:
    month = _month_number(found["mon"])
    if found["y"]:
        return Answer("DATE", f"{found['y']}-{month:02d}")
    if published is None:
        return Answer("DATE", f"XXXX-{month:02d}", None, NO_DATE)
    way = found["dir"].lower()
    if found["rel"]:
        year = published.year + {"last": -1, "this": 0, "next": 1}[found["rel"]]
    elif way in ("last", "past", "this past"):
        year = published.year - (month >= published.month)
    elif way in ("next", "coming", "this coming"):
        year = published.year + (month <= published.month)
    elif way == "this":
        year = published.year
    elif found.ahead:
        year = published.year + (month < published.month)
    else:
        soon = 0 < month - published.month <= _MONTHS_SOON
        year = published.year - (month > published.month and not soon)
    return Answer("DATE", f"{year:04d}-{month:02d}", "published")


def _weekday(found: Found, published: date | None) -> Answer:
    number = WEEKDAYS[found["wd"].lower()]
    part = _part(found)
    if found["many"]:
        return Answer("SET", f"XXXX-WXX-{number}{part}")
    kind: Kind = "TIME" if part else "DATE"
    plain = f"XXXX-WXX-{number}{part}" if not (found["dir"] or found["rel"]) else None
    return relative(kind, published, lambda day: _that_weekday(found, number, day) + part, plain)


def _that_weekday(found: Found, number: int, published: date) -> str:
    way, rel = found["dir"].lower(), found["rel"]
    if rel:
        monday = published - timedelta(published.weekday())
        weeks = {"last": -1, "this": 0, "next": 1}[rel]
        return (monday + timedelta(weeks=weeks, days=number - 1)).isoformat()
    back = (published.isoweekday() - number) % 7
    on = (number - published.isoweekday()) % 7
    if way in ("last", "past", "this past"):
        return (published - timedelta(back or 7)).isoformat()
    if way in ("next", "coming", "this coming"):
        return (published + timedelta(on or 7)).isoformat()
    return (published + timedelta(on if found.ahead else -back)).isoformat()


def _dayword(found: Found, published: date | None) -> Answer:
    night, this = found["night"].lower(), found["this"].lower()
    plain = None
    if night or this:
        part = PARTS[this or "night"]
        step = -1 if night.startswith(("last", "over")) else 0
        plain = f"XXXX-XX-XX{part}" if this or night == "tonight" else None
    else:
        part = _part(found)
        step = {"yesterday": -1, "today": 0, "tomorrow": 1}[found["word"].lower()]
    kind: Kind = "TIME" if part else "DATE"
    return relative(kind, published, lambda day: (day + timedelta(step)).isoformat() + part, plain)


def _ago(found: Found, published: date | None) -> Answer:
    way, unit = found["way"].lower(), singular(found["unit"])
    n = count(found["n"]) if found["n"] else None
    if way in ("earlier", "later"):
        onward = shift(unit, int(n if way == "later" else -n)) if n and n == int(n) else None
        return Answer("DATE", None, None, ELSEWHERE if n else _NO_NUMBER, onward)
    if n is None:
        known = {"ago": "PAST_REF", "from now": "FUTURE_REF"}.get(" ".join(way.split()))
        return Answer("DATE", known, None, _NO_NUMBER)
    sign = -1 if way == "ago" else 1
    if unit in ("minute", "hour"):
        step = timedelta(hours=sign * n / (60 if unit == "minute" else 1))
        return relative(
            "DATE",
            published,
            lambda day: day.isoformat() if step.days in (0, -1) else (day + step).isoformat(),
        )
    return relative("DATE", published, lambda day: period(unit, int(sign * n), day))


def _nth(found: Found, published: date | None) -> Answer:
    """*Since the 3rd*: of this month or the one before, or to come."""
    number = _number_of_day(found["d"])

    def near(day: date) -> str:
        for n in (0, 1, 2) if found.ahead else (0, -1, -2):
            year, month = map(int, month_on(day, n).split("-"))
            try:
                that = date(year, month, number)
            except ValueError:
                continue
            if (that >= day) if found.ahead else (that <= day):
                return that.isoformat()
        raise ValueError("no such day")

    return relative("DATE", published, near, f"XXXX-XX-{number:02d}")


def _seasonal(found: Found, published: date | None) -> Answer:
    """*By the autumn*, *in spring*: the nearest to come or gone by."""
    code, first = SEASONS[found["season"].lower()]

    def near(day: date) -> str:
        begun = day.month >= first
        if found.ahead:
            return f"{day.year + (begun and day.month > first + 1):04d}-{code}"
        return f"{day.year - (not begun):04d}-{code}"

    return relative("DATE", published, near, f"XXXX-{code}")


# --- the rest ------------------------------------------------------------------------------------
def _season(found: Found, published: date | None) -> Answer:
    if found["q"]:
        quarter = ("first", "second", "third", "fourth").index(found["q"].lower()) + 1
        return Answer("DATE", f"{found['y2']}-Q{quarter}")
    return Answer("DATE", f"{found['y']}-{SEASONS[found['season'].lower()][0]}")


def _decade(found: Found, published: date | None) -> Answer:
    return Answer("DATE", found["y"][:3])


def _year(found: Found, published: date | None) -> Answer:
    return Answer("DATE", found["y"])


_FEASTS = {"Christmas Eve": (12, 24), "New Year's Eve": (12, 31), "New Year's Day": (1, 1)}
_FEASTS |= {"Christmas": (12, 25), "Christmas Day": (12, 25)}


def _holiday(found: Found, published: date | None) -> Answer:
    words = found["holiday"].replace("’", "'")
    if words not in _FEASTS:
        return Answer("DATE", None, None, "a feast whose day moves")
    value, anchor, why = _calendar_day(*_FEASTS[words], "", "", found, published)
    return Answer("DATE", value, anchor, why)


def _ref(found: Found, published: date | None) -> Answer:
    if found["then"]:
        return Answer("DATE", None, None, ELSEWHERE, lambda value: value)
    return Answer("DATE", "PRESENT_REF" if found["now"] else "FUTURE_REF")


_RULES: dict[str, Rule] = {
    "iso": _iso, "day": _day, "month": _month, "weekday": _weekday, "dayword": _dayword,
    "unit": _unit, "edge": _edge, "ago": _ago, "season": _season, "decade": _decade,
    **HOUR_RULES, "nth": _nth, "seasonal": _seasonal,
    "year": _year, "holiday": _holiday, "ref": _ref, **LENGTH_RULES,
}  # fmt: skip
