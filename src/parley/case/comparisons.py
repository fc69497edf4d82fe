"""Single comparisons (`prefers`): which states they speak of, and whether they can all hold.

Comparisons that cannot all hold are a fault, shown as a smallest set. An inferred one never
contradicts by itself: a later one, or one that is stated, reported or assumed, sets it aside.
Which sets are smallest: `parley.case.contradictions`, and `parley.case.ranges` for weights.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parley.case.contradictions import Circle, Pair, circles, in_one_knot, knots
from parley.case.given import Given
from parley.case.ranges import difference, smallest_contradiction
from parley.case.states import StateSpace
from parley.errors import UsageError
from parley.model import CaseSource, Prefers, WeightRanges

__all__ = ["Settled", "settle", "state_of", "words_of"]


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a party's comparisons."""

    pairs: tuple[tuple[int, int], ...]
    """(better, worse) of every comparison that counts and that the given order leaves open."""
    faults: tuple[tuple[int, str], ...]
    """(number, what is wrong)."""
    aside: tuple[tuple[int, str], ...]
    """(number, why this inferred one does not count)."""


def state_of(
    space: StateSpace, side: Mapping[str, str] | str, status_quo: Mapping[str, str] | None
) -> int:
    """Return the state that a side names; options not named keep their status-quo value.

    Raises
    ------
    UsageError
        There is no status quo to keep, or the state is not feasible.
    """
    if status_quo is None and (
        isinstance(side, str) or len(space.expand(side)) < len(space.columns)
    ):
        raise UsageError(
            "options not named keep their status-quo value, and the case names no status quo"
        )
    kept = space.expand(status_quo or {})
    own = {} if isinstance(side, str) else space.expand(side)
    return space.index({**kept, **own})


def words_of(side: Mapping[str, str] | str) -> str:
    """Return a side as the case writes it."""
    if isinstance(side, str):
        return side
    return ", ".join(f"{name}: {value}" for name, value in side.items())


def settle(
    given: Given,
    status_quo: Mapping[str, str] | None,
    sources: Mapping[str, CaseSource],
    *,
    include_inferred: bool,
) -> Settled:
    """Say which of a party's comparisons count, and what is wrong with them.

    Parameters
    ----------
    given : Given
        The party's preferences, and what the others than comparisons give.
    status_quo : mapping, optional
        The state that options not named keep.
    sources : mapping
        For the dates of what is inferred.
    include_inferred : bool
        Whether inferred comparisons count.
    """
    faults: list[tuple[int, str]] = []
    pairs: list[Pair] = []
    for number, entry in enumerate(given.preferences.prefers):
        try:
            up = state_of(given.space, entry.better, status_quo)
            down = state_of(given.space, entry.worse, status_quo)
        except UsageError as error:
            faults.append((number, str(error)))
            continue
        if up == down:
            faults.append((number, "both sides are the same state"))
            continue
        against = given.against(up, down)
        if against:
            faults.append((number, against))
        elif not given.says(up, down):
            inferred = entry.basis == "inferred"
            pairs.append(Pair(number, up, down, inferred, _date(entry, sources)))
    certain = [pair for pair in pairs if not pair.inferred]
    faults += _contradictions(given, certain)
    aside: list[tuple[int, str]] = []
    if include_inferred and not faults:
        certain, aside = _inferred(given, certain, [p for p in pairs if p.inferred])
    return Settled(tuple((p.better, p.worse) for p in certain), tuple(faults), tuple(aside))


def _contradictions(given: Given, pairs: Sequence[Pair]) -> list[tuple[int, str]]:
    """Smallest sets of comparisons that cannot all hold, each told at its first one."""
    if given.ranges is None:
        found = circles(pairs, given.base)
    else:  # a circle is one kind of what no choice of weights gives
        found, left = [], list(pairs)
        while together := _impossible(given.ranges, left):
            found.append(Circle(tuple(pair.number for pair in together), ()))
            left = [pair for pair in left if pair not in together]
    told = []
    for circle in found:
        entries = [
            _named(given.preferences.prefers[i], given.at("prefers", i)) for i in circle.numbers
        ]
        rest = given.leading(circle.given)
        told.append((circle.numbers[0], f"these cannot all hold{rest}: {'; '.join(entries)}"))
    return told


def _impossible(ranges: WeightRanges, pairs: Sequence[Pair]) -> list[Pair]:
    """A smallest set of comparisons that no choice of weights gives; empty if there is none."""
    rows = [difference(ranges, pair.better, pair.worse) for pair in pairs]
    return [pairs[i] for i in smallest_contradiction(ranges, rows)]


def _date(entry: Prefers, sources: Mapping[str, CaseSource]) -> str:
    dates = [sources[e.source].published for e in entry.evidence if e.source in sources]
    return max((date for date in dates if date), default="")


def _named(entry: Prefers, place: str) -> str:
    evidence = f" [{', '.join(map(str, entry.evidence))}]" if entry.evidence else ""
    where = f" ({place})" if place else ""
    return f"{words_of(entry.better)} over {words_of(entry.worse)}{evidence}{where}"


def _inferred(
    given: Given, certain: list[Pair], inferred: Sequence[Pair]
) -> tuple[list[Pair], list[tuple[int, str]]]:
    """Add inferred comparisons, the latest first; those that then cannot hold are set aside."""
    kept, aside = list(certain), []
    for _, group in itertools.groupby(
        sorted(inferred, key=lambda pair: pair.date, reverse=True), key=lambda pair: pair.date
    ):
        newer = list(group)
        lost = _against_the_rest(given, kept, newer)
        kept += [pair for pair in newer if pair not in lost]
        aside += [
            (pair.number, "set aside: what is known since, or said at the same time, is against "
                          "this inference")
            for pair in newer if pair in lost
        ]  # fmt: skip
    return kept, aside


def _against_the_rest(given: Given, kept: Sequence[Pair], newer: Sequence[Pair]) -> list[Pair]:
    """Those of the newer comparisons that cannot hold with what is kept, or with one another."""
    label = knots([*kept, *newer], given.base)
    lost = [pair for pair in newer if in_one_knot(pair, label, given.base)]
    while given.ranges is not None:
        left = [pair for pair in newer if pair not in lost]
        together = [pair for pair in _impossible(given.ranges, [*kept, *left]) if pair in left]
        if not together:
            break
        lost += together
    return lost
