"""What a number measures: ranges, percent, money, shares, and counted nouns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from parley.reading.counted import Clause, Counted, read_counted
from parley.reading.hedges import APPROXIMATE, NO_HEDGE, Hedge, hedge_after
from parley.reading.money import CURRENCIES, currency_before
from parley.reading.numbers import Number

__all__ = ["Measure", "Sized", "hedge_behind", "read_measure", "read_sized", "voted"]


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
    """Join *between 10 and about 20*, *10 to 20*, *10-20*, *three or four*."""
    single = Sized(number, number.stop)
    if number.value is None or number.suffix or number.kind not in ("digits", "words"):
        return single
    k = number.stop
    own_unit = clause.word(k) in ("percent", "%")
    k += own_unit
    lead = number.start - 1 - (clause.word(number.start - 1) in APPROXIMATE)
    link, before = clause.word(k), clause.word(lead)
    joins = link in ("to", "or", "-", "–") or (link == "and" and before == "between")
    then = k + 1 + (joins and clause.word(k + 1) in APPROXIMATE)
    second = clause.number(then) if joins and then not in clause.taken else None
    if second is None or second.value is None or second.kind not in ("digits", "words"):
        return single
    low = number.value * _shared_scale(clause, number, second)
    ranges = clause.word(lead - 1).startswith("rang")
    if before == "from" and link == "to" and not ranges:
        return replace(single, change=not own_unit)
    if link == "to" and (voted(clause, number.start) or low >= second.value):
        return single
    if not low < second.value or (link == "or" and second.value > 2 * low + 1):
        return single
    opens = before == "between" or (before == "from" and ranges)
    return Sized(number, second.stop, low, second.value, lead if opens else -1)


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
    if number.kind in ("odds", "fold"):
        return Measure(stop, "percent" if number.kind == "odds" else "times")
    if sized.change:
        second = clause.number(stop + 1)
        behind = read_measure(clause, Sized(second, second.stop)) if second else None
        return replace(behind, stop=stop, of_tokens=None) if behind else None
    currency = currency_before(clause, number.start)
    if currency is not None:
        return _money(clause, stop, currency)
    if number.suffix:
        return _joined(clause, number)
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
    inner = _numbered(clause, stop, counted)
    unit = counted.unit
    if number.value in (0, 1) and unit == clause.words[counted.head] and unit[-1] not in "sy":
        unit += "s"
    # *Four of the 28 people*: the second number is a figure of its own.
    return Measure(stop if inner else counted.stop, unit, None, phrase, counted)


def _numbered(clause: Clause, stop: int, counted: Counted) -> bool:
    """Whether a number of its own stands between a number and what both count."""
    return any(clause.number(k) is not None for k in range(stop, counted.start))


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
    unit = _JOINED.get(number.suffix) or CURRENCIES.get(number.suffix)
    if unit is None or number.value is None:
        return None
    of = "members" if number.suffix == "member" else unit
    return Measure(number.stop, unit, of if unit == "people" else None)


_JOINED = {
    **{"member": "people", "strong": "people", "man": "people", "person": "people"},
    **{"woman": "people", "percent": "percent", "km": "km", "kilometer": "km", "kilometre": "km"},
    **{"mile": "miles", "tonne": "tonnes", "ton": "tonnes", "point": "points", "page": "pages"},
    **{"nation": "states", "country": "states", "seat": "seats", "metre": "m", "meter": "m"},
}
"""What a number joined by a hyphen counts."""


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
    """*Half of the seats*, *two-thirds of those held*, *cut by half*, *a quarter more*."""
    stop, before = number.stop, clause.word(number.start - 1)
    if before in _HALVES:
        return None
    following = clause.word(stop)
    if following == "of" and clause.word(stop + 1) in _PRONOUNS:
        return Measure(stop + 2, "percent")
    if following in ("more", "less", "fewer") and clause.words[number.start] != "half":
        return Measure(stop + 1, "percent")
    if before == "by" and not (counted is not None and counted.start == stop):
        return Measure(stop, "percent")
    if counted is None or counted.start == stop:
        return None
    phrase = (counted.start, counted.stop)
    inner = _numbered(clause, stop, counted)  # *a third of the 9,000 fighters*
    return Measure(stop if inner else counted.stop, "percent", None, phrase, counted)


_HALVES = frozenset("first second other better latter former next last".split())
_PRONOUNS = frozenset("it them this that those these which whom him us you".split())


# --- votes ---------------------------------------------------------------------------------------
_VOTING = frozenset("vote votes voted voting ballot ballots".split())


def voted(clause: Clause, i: int) -> bool:
    """Whether the words near token `i` tell of a vote (*by 61 votes to 14*)."""
    return not _VOTING.isdisjoint(clause.words[max(0, i - 10) : i + 6])
