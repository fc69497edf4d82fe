"""Search for a reply to one gain in which each of the others moves at most once, or one moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Order, Sure
from parley.analysis.successors import Successors
from parley.model.certificate import Member, Step

__all__ = ["Few", "FewSearch"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Way = tuple[str, ...]
"""Who has moved, in the case's order."""


@dataclass(slots=True)
class Few:
    """What a search found: a reply that deters, or all that such replies lead to."""

    start: int
    single: bool
    """Whether a reply is one move; else each of the others moves at most once."""
    steps: tuple[Step, ...] = ()
    whole: bool = True
    """Whether everything was seen; False where the search was cut short."""
    ways: dict[int, dict[Way, tuple[int, Way, str]]] = field(default_factory=dict)
    """State → who has moved → the state before, who had moved by then, and who moves."""

    @property
    def size(self) -> int:
        """How many lines it takes to tell."""
        return sum(len(ways) for ways in self.ways.values()) + (self.start not in self.ways)

    def states(self) -> Ints:
        """The states reached and the start, ascending."""
        return np.array(sorted({self.start, *self.ways}), np.int64)

    def member(self, state: int, escape: int | None) -> Member:
        """What a certificate says of one of them."""
        ways = tuple(sorted(self.ways.get(state, {})))
        if self.single:
            return Member(state, tuple(mover for (mover,) in ways), escape)
        return Member(state, (), escape, ways)


@dataclass(slots=True)
class FewSearch:
    """The others' moves around one conflict; asked as `parley.analysis.reply_search.Search` is."""

    successors: Successors
    others: Sequence[str]
    orders: Mapping[str, Order] | None
    sure: Sure
    single: bool

    def run(self, start: int, deters: Callable[[Ints], Bools], *, limit: int | None = None) -> Few:
        """Search from a gain until a state deters, or everything, or `limit` lines, are seen."""
        found = Few(start, self.single)
        fresh: list[tuple[int, Way]] = [(start, ())]
        for _ in range(1 if self.single else len(self.others)):
            coming: list[tuple[int, Way]] = []
            for state, way in fresh:
                for mover in self.others:
                    if mover in way:
                        continue
                    then = tuple(one for one in self.others if one in way or one == mover)
                    ends = self._ends(mover, state)
                    for end in ends.tolist():
                        if then not in found.ways.setdefault(end, {}):
                            found.ways[end][then] = state, way, mover
                            coming.append((end, then))
                    struck = ends[deters(ends)]
                    if len(struck):
                        found.steps = self._back(int(struck.min()), then, found)
                        return found
                    if limit is not None and len(found.ways) > limit and found.size > limit:
                        found.whole = False
                        return found
            fresh = coming
        return found

    def _ends(self, mover: str, state: int) -> Ints:
        ends = np.unique(self.successors.of(mover, np.array([state]))[1])
        if self.orders is None:
            return ends
        start = np.full(len(ends), state)
        return ends[self.orders[mover].improves(start, ends, self.sure)]

    def _back(self, end: int, way: Way, found: Few) -> tuple[Step, ...]:
        steps: list[Step] = []
        while way:
            before, way_before, mover = found.ways[end][way]
            steps.append(Step(mover, end))
            end, way = before, way_before
        return tuple(reversed(steps))
