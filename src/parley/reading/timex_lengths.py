"""Lengths of time and repeats: *two weeks*, *half an hour*, *48-hour*, *every Friday*."""

from __future__ import annotations

import re
from datetime import date

from parley.reading.numbers import spelled_value
from parley.reading.timex_patterns import WEEKDAYS, Answer, Found

__all__ = ["ISO_UNITS", "LENGTH_RULES", "PARTS", "SEASONS", "count", "length", "singular"]

PARTS = {
    **{"hours": "TMO", "morning": "TMO", "noon": "T12:00", "afternoon": "TAF"},
    **{"evening": "TEV", "night": "TNI", "midnight": "T24:00"},
}
"""TIMEX3 codes of the parts of a day."""
ISO_UNITS = {
    "minute": ("PT", "M"),
    "hour": ("PT", "H"),
    "day": ("P", "D"),
    "night": ("P", "D"),
    "quarter": ("P", "Q"),
    "week": ("P", "W"),
    "fortnight": ("P", "W"),
    "month": ("P", "M"),
    "year": ("P", "Y"),
    "decade": ("P", "DE"),
}
SEASONS = {
    **{"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9)},
    **{"winter": ("WI", 12)},
}
"""TIMEX3 code and first month of each season."""
_IN_SMALLER = {"week": (7, "day"), "fortnight": (14, "day"), "decade": (10, "year")}
_HALVES = {
    "hour": "PT30M", "day": "PT12H", "week": "P3.5D", "month": "P0.5M", "year": "P6M",
    "decade": "P5Y",
}  # fmt: skip


def length(n: float | None, unit: str) -> str:
    """An ISO 8601 duration; ``X`` where the words give no number."""
    if n is None:
        return "{}X{}".format(*ISO_UNITS[unit])
    if unit in _IN_SMALLER:
        factor, unit = _IN_SMALLER[unit]
        n *= factor
    return f"{ISO_UNITS[unit][0]}{n:g}{ISO_UNITS[unit][1]}"


def singular(unit: str) -> str:
    """*Weeks* to ``week``."""
    return unit.lower().removesuffix("s")


def count(words: str) -> float | None:
    """How many; None where the words give no number (*several*)."""
    known = {"a": 1.0, "an": 1.0, "a dozen": 12.0, "a hundred": 100.0, "one hundred": 100.0}
    lower = words.lower()
    return known[lower] if lower in known else spelled_value(lower)


def _duration(found: Found, published: date | None) -> Answer | None:
    unit = singular(found["unit"])
    if found["tail"].lower().endswith("old"):
        return None
    return Answer("SET" if found.rate else "DURATION", length(count(found["n"]), unit))


def _nights(found: Found, published: date | None) -> Answer:
    n, unit = (found["n"], "night") if found["n"] else (found["n2"], "quarter")
    return Answer("DURATION", length(count(n), unit))


def _within(found: Found, published: date | None) -> Answer:
    """*Within the hour*, *for the first week*."""
    return Answer("DURATION", length(1, found["unit"].lower()))


def _half(found: Found, published: date | None) -> Answer:
    if found["unit3"]:
        return Answer("DURATION", _HALVES.get(singular(found["unit3"])), None)
    unit = singular(found["unit"] or found["unit2"])
    n = count(found["n"]) if found["unit"] else 1.0
    return Answer("DURATION", length(None if n is None else n + 0.5, unit))


def _long(found: Found, published: date | None) -> Answer:
    unit = found["unit"].lower()
    return Answer("DURATION", length(None if unit.endswith("s") else 1, singular(unit)))


def _bare(found: Found, published: date | None) -> Answer:
    return Answer("DURATION", length(None, singular(found["unit"])))


def _span(found: Found, published: date | None) -> Answer | None:
    way, unit = found["dir"].lower(), found["unit"].lower()
    if found["n"] or re.search(r"\sfew\s", found.match.group()):
        return Answer("DURATION", length(count(found["n"] or "few"), singular(unit)))
    if way in ("last", "next") or not unit.endswith("s"):
        return None
    return Answer("DATE", "FUTURE_REF" if way == "coming" else "PAST_REF")


_ADVERBS = {
    "daily": "P1D", "hourly": "PT1H", "nightly": "XXXX-XX-XXTNI", "weekly": "P7D",
    "monthly": "P1M", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y",
}  # fmt: skip


def _set(found: Found, published: date | None) -> Answer:
    if found["adverb"]:
        return Answer("SET", _ADVERBS[found["adverb"].lower()])
    if found["wd"]:
        return Answer("SET", f"XXXX-WXX-{WEEKDAYS[found['wd'].lower()]}")
    if found["pod"]:
        return Answer("SET", f"XXXX-XX-XX{PARTS[found['pod'].lower()]}")
    if found["season"]:
        return Answer("SET", f"XXXX-{SEASONS[found['season'].lower()][0]}")
    words = found["n"].lower()
    n = 2.0 if words == "other" else count(words) if words else 1.0
    return Answer("SET", length(n, singular(found["unit"] or found["unit2"])))


LENGTH_RULES = {
    "duration": _duration,
    "half": _half,
    "long": _long,
    "bare": _bare,
    "span": _span,
    "nights": _nights,
    "within": _within,
    "set": _set,
}
"""Rule by pattern name; each takes what was found and the publication date, here unused."""
