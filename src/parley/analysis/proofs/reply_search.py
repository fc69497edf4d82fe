"""Search for a reply to one gain: legal sequences of the others' moves, shortest first.

A node is a state with who moved last; nobody moves twice in a row. Each mover's moves from a state
are tried once, so the cost is the moves from the states that are reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Order, Sure
from parley.analysis.successors import Successors
from parley.model.certificate import Step

__all__ = ["Reached", "Search"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """What a search found: a reply that deters, or all that can be reached without one."""

    start: int
    steps: tuple[Step, ...]
    """The reply; empty where nothing deters, or where the search was cut short."""
    whole: bool
    """Whether everything that can be reached was seen."""
    size: int
    """How many states were reached, the start counted."""
    arrived: Mapping[str, Bools]
    """Per mover, (n,): whether it may have moved to a state last."""

    def members(self) -> tuple[Ints, list[tuple[str, ...]]]:
        """The states reached, ascending, and the start; with who may have moved there last."""
        seen = np.flatnonzero(np.logical_or.reduce(list(self.arrived.values()))) if (
            self.arrived) else np.zeros(0, np.int64)  # fmt: skip
        states = np.union1d(seen, [self.start]).astype(np.int64)
        rows = [arrived[states] for arrived in self.arrived.values()]
        movers = list(self.arrived)
        last = [
            tuple(movers[k] for k, row in enumerate(rows) if row[i]) for i in range(len(states))
        ]
        return states, last


@dataclass(slots=True)
class Search:
    """The others' moves around one conflict."""

    successors: Successors
    others: Sequence[str]
    orders: Mapping[str, Order] | None
    """Their orders where only their gains count."""
    sure: Sure
    """Which gains count: certain ones, or conceivable ones too."""
    hope: tuple[NDArray[np.int32], int] | None = None
    """Per state the least rank that can be reached from there, and the most that deters."""

    def run(
        self, start: int, deters: Callable[[Ints], Bools], *, limit: int | None = None
    ) -> Reached:
        """Search from a gain until a state deters, or everything, or `limit` states, are seen."""
        n = self.successors.conflict.n
        # calloc: memory is taken only where a search goes
        arrived = {k: np.zeros(n, np.bool_) for k in self.others}
        came = {k: np.zeros(n, np.int32) for k in self.others}
        via = {k: np.zeros(n, np.int8) for k in self.others}
        tried = {k: np.zeros(n, np.bool_) for k in self.others}
        seen = np.zeros(n, np.bool_)
        seen[start] = True
        size = 1
        fresh: list[tuple[int, Ints]] = [(-1, np.array([start]))]
        while fresh:
            coming: list[tuple[int, Ints]] = []
            for k, mover in enumerate(self.others):
                for j, states in fresh:
                    if j == k:
                        continue
                    source = states[~tried[mover][states]]
                    tried[mover][source] = True
                    source, end = self._new(mover, source, arrived[mover])
                    arrived[mover][end] = True
                    came[mover][end], via[mover][end] = source, j
                    found = end[deters(end)]
                    if len(found):
                        steps = self._back(k, int(found.min()), came, via)
                        return Reached(start, steps, False, size, arrived)
                    size += int((~seen[end]).sum())
                    seen[end] = True
                    if limit is not None and size > limit:
                        return Reached(start, (), False, size, arrived)
                    if len(end):
                        coming.append((k, end))
            fresh = coming
        return Reached(start, (), True, size, arrived)

    def _new(self, mover: str, states: Ints, arrived: Bools) -> tuple[Ints, Ints]:
        """Moves to states that the mover has not moved to yet, one for each, ends ascending."""
        position, end = self.successors.of(mover, states)
        keep = ~arrived[end]
        if self.hope is not None:
            keep &= self.hope[0][end] <= self.hope[1]
        source, end = states[position[keep]], end[keep]
        if self.orders is not None:
            gain = self.orders[mover].improves(source, end, self.sure)
            source, end = source[gain], end[gain]
        end, first = np.unique(end, return_index=True)
        return source[first], end

    def _back(
        self,
        k: int,
        end: int,
        came: Mapping[str, NDArray[np.int32]],
        via: Mapping[str, NDArray[np.int8]],
    ) -> tuple[Step, ...]:
        steps: list[Step] = []
        while k >= 0:
            mover = self.others[k]
            steps.append(Step(mover, end))
            k, end = int(via[mover][end]), int(came[mover][end])
        return tuple(reversed(steps))
