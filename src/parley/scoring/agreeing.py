"""When a found mark agrees with a gold one, field by field."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from parley.model import Span
from parley.scoring.ground import Ground, touch, ways
from parley.scoring.marks import (
    Condition,
    Happening,
    Mark,
    Measure,
    Moment,
    Offered,
    Said,
    Swap,
)

__all__ = ["BASE", "FIELDS", "LOOSE", "STRICT", "Field", "place_of", "same_time"]

LOOSE, STRICT = 0.5, 0.9
"""Least overlap of content words (Dice)."""

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind of mark.

    Parameters
    ----------
    agree : callable
        ``agree(ground, gold, found)``: whether the found mark has what the gold accepts.
    told : callable
        ``told(ground, mark)``: what a mark has there, for a listing.
    """

    agree: Callable[[Ground, Any, Any], bool]
    told: Callable[[Ground, Any], str]


# -- statements


def _overlap(ground: Ground, gold: Said, found: Said) -> float:
    return max(ground.dice(content, found.contents[0]) for content in gold.contents)


def _same_chain(ground: Ground, gold: Said, found: Said) -> bool:
    return any(_chain(ground, gold.joint, chain, found.chains[0]) for chain in gold.chains)


def _chain(ground: Ground, joint: bool, gold: Ids, found: Ids) -> bool:
    if len(gold) == len(found) and all(map(ground.cast.same, gold, found)):
        return True
    return joint and any(
        len(found) == at + 1
        and all(map(ground.cast.same, gold[:at], found[:at]))
        and ground.cast.all_same(gold[at:], found[at:])
        for at in range(len(gold) - 1)
    )


def _same_source(ground: Ground, gold: Said, found: Said) -> bool:
    last = found.chains[0][-1:]
    return any(
        _chain(ground, False, chain[-1:], last)
        or (
            gold.joint
            and any(ground.cast.all_same(chain[at:], last) for at in range(len(chain) - 1))
        )
        for chain in gold.chains
    )


# -- figures and times


def _same_value(ground: Ground, gold: Measure, found: Measure) -> bool:
    """The value; of a range the bounds, since it has no one value."""
    if found.comparators[0] == "range":
        own = found.bounds[0] if found.bounds else (None, None)
        return any(all(map(_close, bounds, own)) for bounds in gold.bounds)
    return any(_close(value, found.values[0]) for value in gold.values)


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    # A third is 33.3 to a person and 33.333... to a reader.
    return math.isclose(one, other, rel_tol=2e-3)


def same_time(one: str | None, other: str | None) -> bool:
    """Whether two TIMEX3 values are one: a week is seven days.

    Examples
    --------
    >>> same_time("P2W", "P14D"), same_time("2026-03-06", "2026-03"), same_time(None, None)
    (True, False, True)
    """
    return _in_days(one) == _in_days(other)


def _in_days(value: str | None) -> str | None:
    weeks = re.fullmatch(r"P(\d+)W", value or "")
    return f"P{7 * int(weeks[1])}D" if weeks else value


# -- proposals, preconditions, exchanges


def _any_term(ground: Ground, gold: Offered, found: Offered) -> bool:
    """A term of either side; where neither names one, the parties are all there is."""
    if not gold.terms:
        return not found.terms
    return any(touch(term, found.terms) for term in gold.terms)


def _side(name: str) -> Callable[[Ground, Offered, Offered], bool]:
    def agree(ground: Ground, gold: Offered, found: Offered) -> bool:
        mine: tuple[Span, ...] = getattr(gold, name)
        theirs = found.terms if gold.pooled else getattr(found, name)
        return not mine or any(touch(term, theirs) for term in mine)

    return agree


def _all(name: str) -> Callable[[Ground, Any, Any], bool]:
    """The same actors, by one of the accepted lists."""

    def agree(ground: Ground, gold: Any, found: Any) -> bool:
        return any(
            ground.cast.all_same(ids, getattr(found, name)[0]) for ids in getattr(gold, name)
        )

    return agree


def _any(name: str) -> Callable[[Ground, Any, Any], bool]:
    """One of the actors, by one of the accepted lists; anything where the gold names none."""

    def agree(ground: Ground, gold: Any, found: Any) -> bool:
        lists = getattr(gold, name)
        return any(not ids or ground.cast.any_same(ids, getattr(found, name)[0]) for ids in lists)

    return agree


def _same_place(name: str) -> Callable[[Ground, Any, Any], bool]:
    """Overlapping places; anything where the gold has none."""

    def agree(ground: Ground, gold: Any, found: Any) -> bool:
        mine = getattr(gold, name)
        return mine is None or touch(mine, [getattr(found, name)])

    return agree


def _same_order(ground: Ground, gold: Condition, found: Condition) -> bool:
    if gold.orders and found.orders:
        return found.orders[0] in gold.orders
    return not (gold.logics and found.logics) or found.logics[0] in gold.logics


def _both_sides(ground: Ground, gold: Swap, found: Swap) -> bool:
    return (touch(gold.side_a, [found.side_a]) and touch(gold.side_b, [found.side_b])) or (
        touch(gold.side_a, [found.side_b]) and touch(gold.side_b, [found.side_a])
    )


# -- events


def _category(ground: Ground, gold: Happening, found: Happening) -> bool:
    if gold.plovers:
        return bool(found.plovers) and found.plovers[0] in gold.plovers
    return not gold.acts or (bool(found.acts) and found.acts[0] in gold.acts)


def _both_actors(ground: Ground, gold: Happening, found: Happening) -> bool:
    source, target = _any("sources"), _any("targets")
    if source(ground, gold, found) and target(ground, gold, found):
        return True
    turned = Happening(found.id, found.trigger, (), (), found.targets, found.sources)
    return gold.reciprocal and source(ground, gold, turned) and target(ground, gold, turned)


def _listed(name: str) -> Callable[[Ground, Any], str]:
    def told(ground: Ground, mark: Any) -> str:
        return ways(getattr(mark, name))

    return told


def _quoted(*names: str) -> Callable[[Ground, Any], str]:
    def told(ground: Ground, mark: Any) -> str:
        found: list[Span | None] = []
        for name in names:
            value = getattr(mark, name)
            found += value if isinstance(value, tuple) else [value]
        return ground.told(found)

    return told


def _amount(ground: Ground, mark: Measure) -> str:
    if "range" in mark.comparators and mark.bounds:
        return " to ".join("?" if b is None else f"{b:g}" for b in mark.bounds[0])
    return ways(mark.values)


FIELDS: dict[str, dict[str, Field]] = {
    "statements": {
        "content": Field(lambda w, g, f: _overlap(w, g, f) >= LOOSE, _quoted("contents")),
        "extent": Field(lambda w, g, f: _overlap(w, g, f) >= STRICT, _quoted("contents")),
        "source": Field(_same_source, lambda w, m: ways(c[-1] for c in m.chains)),
        "chain": Field(_same_chain, _listed("chains")),
        "speech act": Field(
            lambda w, g, f: f.speech_acts[0] in g.speech_acts, _listed("speech_acts")
        ),
        "act": Field(lambda w, g, f: f.acts[0] in g.acts, _listed("acts")),
    },
    "figures": {
        "place": Field(_same_place("number"), _quoted("span")),
        "comparator": Field(
            lambda w, g, f: f.comparators[0] in g.comparators, _listed("comparators")
        ),
        "value": Field(_same_value, _amount),
    },
    "timexes": {
        "place": Field(_same_place("span"), _quoted("span")),
        "value": Field(
            lambda w, g, f: any(same_time(v, f.values[0]) for v in g.values), _listed("values")
        ),
    },
    "proposals": {
        "a term": Field(_any_term, _quoted("terms")),
        "one of by": Field(_any("by"), _listed("by")),
        "by": Field(_all("by"), _listed("by")),
        "to": Field(_any("to"), _listed("to")),
        "gives": Field(_side("gives"), _quoted("gives")),
        "wants": Field(_side("wants"), _quoted("wants")),
    },
    "preconditions": {
        "first": Field(_same_place("first"), _quoted("first")),
        "then": Field(_same_place("then"), _quoted("then")),
        "holder": Field(_all("holders"), _listed("holders")),
        "order": Field(_same_order, lambda w, m: ways(m.orders or m.logics)),
    },
    "exchanges": {"sides": Field(_both_sides, _quoted("side_a", "side_b"))},
    "events": {
        "trigger": Field(_same_place("trigger"), _quoted("trigger")),
        "category": Field(_category, lambda w, m: ways(m.plovers or m.acts)),
        "actors": Field(_both_actors, lambda w, m: f"{ways(m.sources)} → {ways(m.targets)}"),
    },
}
"""Kind → field → when it agrees and how it is told."""

BASE = {
    "statements": ("content",),
    "figures": ("place",),
    "timexes": ("place",),
    "proposals": ("a term",),
    "preconditions": ("first", "then"),
    "exchanges": ("sides",),
    "events": ("trigger",),
}
"""The fields that make two marks one thing, read rightly or wrongly."""


def place_of(mark: Mark) -> Span:
    """Where a mark stands: its main place, or from its first words to its last."""
    spans: Sequence[Span | None]
    match mark:
        case Said():
            return mark.contents[0]
        case Measure() | Moment():
            return mark.span
        case Happening():
            return mark.trigger
        case Offered():
            spans = mark.terms
        case Condition():
            spans = (mark.first, mark.then)
        case Swap():
            spans = (mark.side_a, mark.side_b)
        case _:
            spans = ()
    there = [s for s in spans if s is not None]
    return Span(min(s.start for s in there), max(s.end for s in there)) if there else Span(0, 0)
