"""What a time is reckoned from when it is not the publication date.

A line may open with a date of its own, which all below it hangs on (a digest, a diary); a clock
time or *the same evening* takes the day told before it, *two days later* counts from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from parley.model import Timex
from parley.reading.timex_patterns import MONTHS, Raw

__all__ = ["ItemDates", "joined", "tied"]

_MONTH = "|".join(name.capitalize() for name in MONTHS)
_OPENING = re.compile(
    rf"""^[ \t]*(?:[-*•][ ])?(?:[A-Z][A-Za-z.'’ -]{{1,30}},[ ])?
    (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ])?
    (?P<date>(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)
    |(?P<mon>{_MONTH})\.?[ ](?P<day>\d\d?),?[ ](?P<year>\d{{4}})
    |(?P<day2>\d\d?)[ ](?P<mon2>{_MONTH})\.?,?[ ](?P<year2>\d{{4}}))
    (?=[ \t]*(?:$|[.:;,)(–—-]))""",
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class ItemDates:
    """The dates that lines open with, and where each begins to hold."""

    starts: tuple[int, ...]
    days: tuple[date, ...]

    @classmethod
    def of(cls, text: str) -> ItemDates:
        r"""Find them.

        Examples
        --------
        >>> ItemDates.of("2026-03-12. Talks began.\n2026-03-14. They ended.").starts
        (0, 25)
        """
        found = [(m.start("date"), day) for m in _OPENING.finditer(text) if (day := _day(m))]
        return cls(tuple(at for at, _ in found), tuple(day for _, day in found))

    def at(self, offset: int) -> tuple[int, date] | None:
        """Where the date stands that holds at an offset, and the day; None where none does."""
        n = bisect_right(self.starts, offset) - 1
        return None if n < 0 or self.starts[n] == offset else (self.starts[n], self.days[n])


def _day(match: re.Match[str]) -> date | None:
    try:
        if match["y"]:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        month = MONTHS[(match["mon"] or match["mon2"]).lower()]
        return date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
    except ValueError:  # a day that no calendar has
        return None


# --- a clock time beside its day -----------------------------------------------------------------
NO_DAY = "XXXX-XX-XX"
_BETWEEN = re.compile(r"\s*(?:,|\()?\s*(?:on|at|by|GMT on|GMT|local time on)?\s*(?:\))?\s*")
_FULL_DAY = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d-\d\d|WXX-\d)(?!T)")


def joined(text: str, row: Sequence[Raw]) -> list[Raw]:
    """Make one time of a clock time and the day beside it (*5 p.m. on 12 March*)."""
    out: list[Raw] = []
    for raw in row:
        one = _of_both(text, out[-1], raw) if out else None
        if one is not None:
            out[-1] = one
        else:
            out.append(raw)
    return out


def _of_both(text: str, first: Raw, second: Raw) -> Raw | None:
    if not _BETWEEN.fullmatch(text, first.timex.span.end, second.timex.span.start):
        return None
    for clock, day in ((first.timex, second.timex), (second.timex, first.timex)):
        hour = _hour(clock) if clock.type == "TIME" else ""
        known = _FULL_DAY.match(day.value or "")
        if hour and known and day.type in ("DATE", "TIME"):
            span = replace(first.timex.span, end=second.timex.span.end)
            value = known.group() + hour
            if _hour(day):
                continue
            ahead = first.ahead or second.ahead
            timex = Timex("", span, "TIME", value, day.anchor, day.why)
            return Raw(timex, first.sentence, None, ahead)
    return None


def _hour(timex: Timex) -> str:
    """``T17:00`` of a clock time without its day."""
    value = timex.value or ""
    return value[len(NO_DAY) :] if value.startswith(NO_DAY + "T") else ""


# --- a day told before ---------------------------------------------------------------------------
_NEAR = 2
"""Sentences back within which *two days later* finds what it counts from."""


def tied(row: Sequence[Raw]) -> tuple[Timex, ...]:
    """Number times, and reckon those that hang on one before them.

    A clock time or a part of a day takes the last day told; *two days later* or *the same day*
    only one told in the same sentence or shortly before.
    """
    out: list[Timex] = []
    any_time: tuple[int, Timex] | None = None
    day: tuple[int, Timex] | None = None
    ids = {raw.timex.span.start: f"t{n}" for n, raw in enumerate(row, start=1)}
    for n, raw in enumerate(row, start=1):
        timex = replace(raw.timex, id=f"t{n}")
        if timex.anchor is not None and timex.anchor.startswith("@"):
            timex = replace(timex, anchor=ids.get(int(timex.anchor[1:])))
        if any_time is not None and raw.onward is not None:
            timex = _onward(raw, timex, *any_time)
        elif day is not None and timex.why is None and _hour(timex):
            value = (day[1].value or "")[:10] + _hour(timex)
            timex = replace(timex, value=value, anchor=day[1].id, why=day[1].why)
        out.append(timex)
        if timex.type in ("DATE", "TIME") and _POINT.match(timex.value or ""):
            if not raw.ahead:
                any_time = (raw.sentence, timex)
            day = (raw.sentence, timex) if _DAY.match(timex.value or "") else day
    return tuple(out)


_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
_POINT = re.compile(r"(?:\d{4}|XXXX-\d\d)(?:-|$)")


def _onward(raw: Raw, timex: Timex, sentence: int, before: Timex) -> Timex:
    if raw.onward is None or raw.sentence - sentence > _NEAR:
        return timex
    value = raw.onward(before.value or "")
    if value is None:
        return timex
    return replace(timex, value=value, anchor=before.id, why=before.why)
