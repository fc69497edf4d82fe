"""TIMEX3 values of time expressions, reckoned from a publication date where they need one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from parley.reading.timex_lengths import ISO_UNITS, LENGTH_RULES, PARTS, count, length, singular
from parley.reading.timex_patterns import MONTHS, WEEKDAYS, Answer, Found, Kind

__all__ = ["NO_DATE", "resolve"]

NO_DATE = "no publication date"
_ELSEWHERE = "reckoned from another moment in the text"
_NO_NUMBER = "the words give no number"


Rule = Callable[[Found, date | None], Answer | None]


def resolve(found: Found, published: date | None) -> Answer | None:
    """Reckon the value of a match; None where its words are no time after all (31 June)."""
    try:
        return _RULES[found.name](found, published)
    except (OverflowError, ValueError):  # a day that no calendar has
        return None


def _relative(kind: Kind, published: date | None, value: Callable[[date], str]) -> Answer:
    if published is None:
        return Answer(kind, None, None, NO_DATE)
    return Answer(kind, value(published), "published")


# --- periods -------------------------------------------------------------------------------------
_SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9)}
_SEASONS["winter"] = ("WI", 12)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _months_on(day: date, n: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return f"{year:04d}-{month + 1:02d}"


def _years_on(day: date, n: int) -> str:
    return f"{day.year + n:04d}"


def _period(unit: str, n: int, day: date) -> str:
    """The week, month, year, … that lies `n` after that of `day`."""
    if unit == "day":
        return (day + timedelta(n)).isoformat()
    if unit in ("week", "fortnight", "weekend"):
        weeks = _week(day + timedelta(weeks=n * (2 if unit == "fortnight" else 1)))
        return weeks + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return _months_on(day, n)
    if unit == "quarter":
        year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + n, 4)
        return f"{year:04d}-Q{quarter + 1}"
    if unit == "decade":
        return f"{day.year // 10 + n:03d}"
    if unit == "century":
        return f"{day.year // 100 + n:02d}"
    if unit == "year":
        return _years_on(day, n)
    code, first = _SEASONS[unit]
    begun = day.month >= first
    year = day.year + (n if n == 0 else (0 if begun and day.month >= first + 3 else -1))
    if n > 0:
        year = day.year + (1 if begun else 0)
    return f"{year:04d}-{code}"


def _unit(found: Found, published: date | None) -> Answer:
    way, unit = found["dir"].lower(), found["unit"].lower()
    if way in ("same", "previous", "following") or unit == "day":
        return Answer("DATE", None, None, _ELSEWHERE)
    if way in ("past", "coming") and unit in ISO_UNITS:
        return Answer("DURATION", length(1, unit))
    step = {"last": -1, "past": -1, "this": 0}.get(way, 1)
    if way == "this coming":
        step = 0 if unit == "weekend" else 1
    return _relative("DATE", published, lambda day: _period(unit, step, day))


def _edge(found: Found, published: date | None) -> Answer:
    unit = "year" if found["yearend"] else found["unit"].lower()
    if unit:
        return _relative("DATE", published, lambda day: _period(unit, 0, day))
    # A weekend without *last* or *next*: the one at hand, or the one before.
    return _relative(
        "DATE",
        published,
        lambda day: _period("weekend", 0 if found.ahead or day.weekday() >= 5 else -1, day),
    )


# --- days ----------------------------------------------------------------------------------------


def _part(found: Found) -> str:
    """``TMO`` for *morning*, *the early hours of*; empty where none is named."""
    names = found.match.re.groupindex
    words = (found["pod"] if "pod" in names else "") or (found["part"] if "part" in names else "")
    if words.lower().split()[:-1][-2:] == ["late", "hours"]:
        return "TNI"
    return next((code for word, code in PARTS.items() if word in words.lower().split()), "")


def _nearest(days: Callable[[int], date], published: date, ahead: bool) -> date:
    """The day of the year before, this or after: the last one past, or the next one."""
    candidates = []
    for year in range(published.year - 8, published.year + 9):  # 29 February may be far
        try:
            candidates.append(days(year))
        except ValueError:
            continue
    if ahead:
        return min(day for day in candidates if day >= published)
    return max(day for day in candidates if day <= published)


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
        year = published.year - (month > published.month)
    return Answer("DATE", f"{year:04d}-{month:02d}", "published")


def _weekday(found: Found, published: date | None) -> Answer:
    number = WEEKDAYS[found["wd"].lower()]
    part = _part(found)
    if found["many"]:
        return Answer("SET", f"XXXX-WXX-{number}{part}")
    kind: Kind = "TIME" if part else "DATE"
    return _relative(kind, published, lambda day: _that_weekday(found, number, day) + part)


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
    if night or this:
        part = PARTS[this or "night"]
        step = -1 if night.startswith("last") else 0
    else:
        part = PARTS[found["pod"].lower()] if found["pod"] else ""
        step = {"yesterday": -1, "today": 0, "tomorrow": 1}[found["word"].lower()]
    kind: Kind = "TIME" if part else "DATE"
    return _relative(kind, published, lambda day: (day + timedelta(step)).isoformat() + part)


def _ago(found: Found, published: date | None) -> Answer:
    way, unit = found["way"].lower(), singular(found["unit"])
    n = count(found["n"]) if found["n"] else None
    if way in ("earlier", "later"):
        return Answer("DATE", None, None, _ELSEWHERE)
    if n is None:
        return Answer("DATE", None, None, _NO_NUMBER)
    sign = -1 if way == "ago" else 1
    if unit in ("minute", "hour"):
        step = timedelta(hours=sign * n / (60 if unit == "minute" else 1))
        return _relative(
            "DATE",
            published,
            lambda day: day.isoformat() if step.days in (0, -1) else (day + step).isoformat(),
        )
    return _relative("DATE", published, lambda day: _period(unit, int(sign * n), day))


# --- the rest
def _season(found: Found, published: date | None) -> Answer:
    if found["q"]:
        quarter = ("first", "second", "third", "fourth").index(found["q"].lower()) + 1
        return Answer("DATE", f"{found['y2']}-Q{quarter}")
    return Answer("DATE", f"{found['y']}-{_SEASONS[found['season'].lower()][0]}")


def _decade(found: Found, published: date | None) -> Answer:
    return Answer("DATE", found["y"][:3])


def _year(found: Found, published: date | None) -> Answer:
    return Answer("DATE", found["y"])


def _clock(found: Found, published: date | None) -> Answer | None:
    day = "XXXX-XX-XX"
    if found["noon"]:
        return Answer("TIME", day + PARTS[found["noon"].lower()])
    hour = int(found["h"] or found["h2"] or found["h3"])
    minute = int(found["min"] or found["min2"] or found["min3"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return Answer("TIME", f"{day}T{hour:02d}:{minute:02d}") if hour < 24 else None


_FEASTS = {"Christmas Eve": (12, 24), "New Year's Eve": (12, 31), "New Year's Day": (1, 1)}
_FEASTS |= {"Christmas": (12, 25), "Christmas Day": (12, 25)}


def _holiday(found: Found, published: date | None) -> Answer:
    words = found["holiday"].replace("’", "'")
    if words not in _FEASTS:
        return Answer("DATE", None, None, "a feast whose day moves")
    value, anchor, why = _calendar_day(*_FEASTS[words], "", "", found, published)
    return Answer("DATE", value, anchor, why)


def _ref(found: Found, published: date | None) -> Answer:
    when = "PRESENT" if found["now"] else "PAST" if found["past"] else "FUTURE"
    return Answer("DATE", f"{when}_REF")


_RULES: dict[str, Rule] = {
    "iso": _iso, "day": _day, "month": _month, "weekday": _weekday, "dayword": _dayword,
    "unit": _unit, "edge": _edge, "ago": _ago, "season": _season, "decade": _decade,
    "year": _year, "clock": _clock, "holiday": _holiday, "ref": _ref, **LENGTH_RULES,
}  # fmt: skip
