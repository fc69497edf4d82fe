"""Search for replies that coalitions make: a turn is what one of them does together and gains by.

A node is a state with the coalition that moved last. What a coalition reaches from a state is a
search of its own, made when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Sure
from parley.analysis.proofs.reply_search import Search
from parley.errors import LimitError
from parley.model.certificate import Step
from parley.model.certificate_group import Turn

if TYPE_CHECKING:
    from parley.analysis.proofs.certify import Prover

__all__ = ["Found", "TurnSearch", "joint_gains"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Members = tuple[str, ...]
LIMIT = 2**20
"""States that coalitions reach which are looked at: as many as whoever checks goes through."""


def joint_gains(
    prover: Prover, members: Members, start: int, states: Ints, gain: str, sure: Sure
) -> Bools:
    """Whether a coalition gains at each state over a start, in every completion or conceivably."""
    orders = [prover.setting.order(member) for member in members]
    here = np.full(len(states), start)
    strict = [order.improves(here, states, sure) for order in orders]
    if gain == "strict" or len(orders) == 1:
        return np.asarray(np.logical_and.reduce(strict))
    weak = [order.above(start, start + 1, sure, weak=True)[0][states] for order in orders]
    return np.asarray(np.logical_and.reduce(weak) & np.logical_or.reduce(strict))


@dataclass(slots=True)
class Found:
    """A reply that deters; or all that replies lead to, with who may have moved last."""

    turns: tuple[Turn, ...] = ()
    last: dict[int, list[Members]] = field(default_factory=dict)


class TurnSearch:
    """The turns of coalitions of some parties."""

    def __init__(self, prover: Prover, others: Members, gain: str, order: str) -> None:
        self.prover, self.gain, self.order = prover, gain, order
        self.coalitions = [
            some for size in range(1, len(others) + 1) for some in combinations(others, size)
        ]
        self._searches = {
            some: Search(prover.successors, some, None, "certain") for some in self.coalitions
        }
        self._reached: dict[tuple[Members, int], Ints] = {}

    def run(self, start: int, deters: Callable[[Ints], Bools], sure: Sure) -> Found:
        """Search from a gain until a state deters, or everything is seen.

        Parameters
        ----------
        start : int
        deters : callable
        sure : {"certain", "conceivable"}
            Which gains of those who reply count.
        """
        found = Found(last={start: []})
        came: dict[tuple[int, Members], tuple[int, Members]] = {}
        tried: set[tuple[int, Members]] = set()
        fresh: list[tuple[int, Members]] = [(start, ())]
        seen = 0
        while fresh:
            coming: list[tuple[int, Members]] = []
            for state, last in fresh:
                for mover in self.coalitions:
                    if (state, mover) in tried or (last and not self._may_follow(mover, last)):
                        continue
                    tried.add((state, mover))
                    reached = self._reach(mover, state)
                    seen += len(reached)
                    self._refuse(seen, start)
                    gains = joint_gains(self.prover, mover, state, reached, self.gain, sure)
                    ends = reached[gains]
                    new = [end for end in ends.tolist() if mover not in found.last.get(end, ())]
                    for end in new:
                        came[end, mover] = state, last
                        found.last.setdefault(end, []).append(mover)
                    struck = ends[deters(ends)].tolist()
                    if struck:
                        return Found(turns=self._back((struck[0], mover), came))
                    coming += [(end, mover) for end in new]
            fresh = coming
        return found

    def _reach(self, mover: Members, state: int) -> Ints:
        if (mover, state) not in self._reached:
            found = self._searches[mover].run(state, lambda ends: np.zeros(len(ends), np.bool_))
            arrived = np.logical_or.reduce(list(found.arrived.values()))
            self._reached[mover, state] = np.flatnonzero(arrived).astype(np.int64)
        return self._reached[mover, state]

    def _back(
        self,
        node: tuple[int, Members],
        came: dict[tuple[int, Members], tuple[int, Members]],
    ) -> tuple[Turn, ...]:
        turns: list[Turn] = []
        while node in came:
            (end, mover), node = node, came[node]
            turns.append(Turn(mover, self._steps(mover, node[0], end)))
            if not node[1]:
                break
        return tuple(reversed(turns))

    def _steps(self, mover: Members, start: int, end: int) -> tuple[Step, ...]:
        return self._searches[mover].run(start, lambda ends: np.asarray(ends == end)).steps

    def _may_follow(self, mover: Members, last: Members) -> bool:
        if self.order == "disjoint":
            return not set(mover) & set(last)
        return mover != last

    def _refuse(self, seen: int, start: int) -> None:
        if seen > LIMIT:
            raise LimitError(
                f"the replies of coalitions from state {start} reach more than the {LIMIT:,} "
                "states that a certificate is checked by"
            )
