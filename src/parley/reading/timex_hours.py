"""Hours and parts of a day: *5 p.m.*, *six this morning*, *in the evening*, *that night*."""

from __future__ import annotations

from datetime import date

from parley.reading.numbers import spelled_value
from parley.reading.timex_calendar import ELSEWHERE, relative, shift
from parley.reading.timex_lengths import PARTS
from parley.reading.timex_patterns import Answer, Found

__all__ = ["HOUR_RULES"]


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


def _partday(found: Found, published: date | None) -> Answer:
    """*In the evening*, *mid-afternoon*, *that night*: of the day told before."""
    word = found["part"] or found["the"] or found["mid"] or found["dawn"]
    word = word.lower().replace("mid-", "").replace("mid ", "")
    if word == "day":
        return Answer("DATE", None, None, ELSEWHERE, shift("day", 0))
    word = {"dawn": "morning", "daybreak": "morning"}.get(word, word)
    word = {"dusk": "evening", "nightfall": "evening"}.get(word, word)
    return Answer("TIME", f"XXXX-XX-XX{PARTS[word]}")


def _hourday(found: Found, published: date | None) -> Answer | None:
    """*Six this morning*, *five in the afternoon*, *seven o'clock*."""
    hour = spelled_value(found["h"] or found["h2"])
    if hour is None or not 1 <= hour <= 12:
        return None
    pod = (found["this"] or found["pod"]).lower()
    late = pod in ("afternoon", "evening")
    clock = f"T{int(hour) % 12 + (12 if late else 0) if pod else int(hour):02d}:00"
    if found["this"]:
        return relative(
            "TIME", published, lambda day: day.isoformat() + clock, "XXXX-XX-XX" + clock
        )
    return Answer("TIME", "XXXX-XX-XX" + clock)


HOUR_RULES = {"clock": _clock, "partday": _partday, "hourday": _hourday}
"""Rule by pattern name; each takes what was found and the publication date."""
