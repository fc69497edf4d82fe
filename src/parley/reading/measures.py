"""What a number measures: ranges, percent, money, shares, and counted nouns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from parley.reading.counted import SYMBOLS, Clause, Counted, read_counted
from parley.reading.hedges import NO_HEDGE, Hedge, hedge_after
from parley.reading.numbers import Number

__all__ = ["Measure", "Sized", "hedge_behind", "read_measure", "read_sized"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What stands behind a number: its unit and where the figure stops."""

    stop: int
    unit: str | None = None
    of: str | None = None
    of_tokens: tuple[int, int] | None = None
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class Sized:
    """A number, or two that bound a range."""

    number: Number
    stop: int
    low: float | None = None
    high: float | None = None
    lead: int = -1
    """Where *between* stands."""
    change: bool = False
    """*From 5 to 8*: the first of two figures, not the lower bound of one."""


# --- ranges --------------------------------------------------------------------------------------
def read_sized(clause: Clause, number: Number) -> Sized:
    """Join *between 10 and 20*, *10 to 20*, *10-20*, *three or four*."""
    single = Sized(number, number.stop)
    if number.value is None or number.suffix or number.kind == "share":
        return single
    k = number.stop
    own_unit = clause.word(k) in ("percent", "%")
    k += own_unit
    link, before = clause.word(k), clause.word(number.start - 1)
    joins = link in ("to", "or", "-", "–") or (link == "and" and before == "between")
    second = clause.number(k + 1) if joins and k + 1 not in clause.taken else None
    if second is None or second.value is None or second.kind == "share":
        return single
    low = number.value * _shared_scale(clause, number, second)
    ranges = clause.word(number.start - 2).startswith("rang")
    if before == "from" and link == "to" and not ranges:
        return replace(single, change=not own_unit)
    if not low < second.value or (link == "or" and second.value > 2 * low + 1):
        return single
    lead = number.start - 1 if before == "between" or (before == "from" and ranges) else -1
    return Sized(number, second.stop, low, second.value, lead)


def _shared_scale(clause: Clause, number: Number, second: Number) -> float:
    """*2 to 3 million* counts millions on both sides."""
    scales = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
    last = clause.words[second.stop - 1]
    if clause.words[number.stop - 1] in scales or (number.value or 0) >= 1000:
        return 1.0
    return scales.get(last, 1.0)


# --- what is measured ----------------------------------------------------------------------------
def read_measure(clause: Clause, sized: Sized) -> Measure | None:
    """What stands behind a number; None where a hyphen joins it to something not counted."""
    number, stop = sized.number, sized.stop
    if sized.change:
        second = clause.number(stop + 1)
        behind = read_measure(clause, Sized(second, second.stop)) if second else None
        return replace(behind, stop=stop, of_tokens=None) if behind else None
    if number.suffix:
        return _joined(clause, number)
    symbol = clause.words[number.start][0]
    if symbol in SYMBOLS:
        return _money(clause, stop, SYMBOLS[symbol])
    percent = _percent(clause, number, stop)
    if percent is not None:
        return percent
    hedge = hedge_behind(clause, stop)
    counted = read_counted(clause, stop if hedge is NO_HEDGE else hedge.stop)
    if number.kind == "share":
        return _share(clause, number, counted)
    if counted is None or (number.kind == "vague" and not _may_follow(clause, stop, counted)):
        return Measure(stop)
    if counted.unit is not None and counted.unit.isupper():
        return _money(clause, counted.stop, counted.unit)
    phrase = (counted.start, counted.stop)
    inner = counted.start > stop and clause.number(counted.start - 1) is not None
    # *Four of the 28 people*: the second number is a figure of its own.
    return Measure(stop if inner else counted.stop, counted.unit, None, phrase, counted)


def hedge_behind(clause: Clause, i: int) -> Hedge:
    """A hedge behind a number, where it is not that of the next (*at least 20*)."""
    hedge = hedge_after(clause.words, i, clause.stop)
    return NO_HEDGE if clause.number(hedge.stop) is not None else hedge


def _may_follow(clause: Clause, stop: int, counted: Counted) -> bool:
    """*Thousands of trucks*, *dozens more trucks*; not *thousands rally*."""
    return (
        clause.word(stop) == "of" or counted.people or clause.tag(counted.head) in ("NNS", "NNPS")
    )


def _money(clause: Clause, stop: int, unit: str) -> Measure:
    """*$5 million in aid*, *$86 for a housing allowance*, *$3 billion worth of grain*."""
    k = stop + (clause.word(stop) == "worth")
    if clause.word(k) not in ("in", "for", "of"):
        return Measure(stop, unit)
    k += 1
    while clause.word(k) in ("a", "an", "the", "its", "their", "each", "every"):
        k += 1
    counted = read_counted(clause, k)
    if counted is None or counted.people or clause.tokens[counted.head].text[0].isupper():
        return Measure(stop, unit)
    phrase = (counted.start, counted.stop)
    return Measure(stop, unit, _plain(clause, phrase), phrase)


def _plain(clause: Clause, phrase: tuple[int, int]) -> str:
    return " ".join(token.text for token in clause.tokens[phrase[0] : phrase[1]])


def _joined(clause: Clause, number: Number) -> Measure | None:
    """*20-member*, *8-percent*, *40-strong*."""
    units = {"member": "people", "strong": "people", "man": "people", "person": "people"}
    units |= {"percent": "percent", "km": "km", "kilometer": "km", "mile": "miles"}
    unit = units.get(number.suffix)
    if unit is None or number.value is None:
        return None
    of = "members" if number.suffix == "member" else unit
    return Measure(number.stop, unit, of if unit == "people" else None)


def _percent(clause: Clause, number: Number, stop: int) -> Measure | None:
    word = clause.word(stop)
    n = 2 if word == "per" and clause.word(stop + 1) == "cent" else 1
    if n == 1 and word not in ("percent", "%", "percentage", "pct"):
        return None
    unit, stop = "percent", stop + n
    if clause.word(stop).startswith("point"):
        unit, stop = "percentage points", stop + 1
    phrase = _percent_of(clause, number.start, stop)
    return Measure(stop, unit, _plain(clause, phrase) if phrase else None, phrase)


_CHANGES = frozenset("raise rise increase cut decrease fall drop hike reduction gain".split())


def _percent_of(clause: Clause, start: int, stop: int) -> tuple[int, int] | None:
    """*8 percent of seats*, *8 percent raise*, *a raise of 8 percent*, *cut pay by 8 percent*."""
    if clause.word(stop) in _CHANGES:
        return stop, stop + 1
    counted = read_counted(clause, stop)
    if counted is not None:
        return counted.start, counted.stop
    k = start - 1
    while k > 0 and clause.tag(k) not in ("IN", "TO") and not clause.is_noun(k):
        if clause.tag(k).startswith("VB") or clause.word(k) in (",", ";", "and"):
            return None
        k -= 1
    if clause.word(k) not in ("of", "by") and not clause.is_noun(k):
        return None
    end = k + 1 if clause.is_noun(k) else k
    first = end
    while clause.is_noun(first - 1) or clause.tag(first - 1).startswith("JJ"):
        first -= 1
    return (first, end) if first < end else None


def _share(clause: Clause, number: Number, counted: Counted | None) -> Measure | None:
    """*Half of the seats*, *two-thirds of those held*."""
    if counted is None or counted.start == number.stop:
        return None
    phrase = (counted.start, counted.stop)
    inner = clause.number(counted.start - 1) is not None  # *a third of the 9,000 fighters*
    return Measure(number.stop if inner else counted.stop, "share", None, phrase, counted)
