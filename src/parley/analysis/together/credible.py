"""Replies by coalitions that gain: the sequences that coalitional sequential stability asks about.

Each step of such a reply is made by one coalition of those who answer, to a state that it reaches
by legal sequences of its own members and by which it gains; the same coalition does not make two
steps in a row, or, as a variant, no two in a row share a member (`parley.analysis.together.turns`).
Where everybody's order is full and every move is in option form, such steps are transitive, so that
the first of these rules takes nothing away, and a number for each member is enough: all that
replies bring about is a gain over a start where the least ranks over it are. Else the steps are
listed and walked over with their last mover.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocks import EMPTY
from parley.analysis.blocks import Ints as Field
from parley.analysis.orders import Order, Sure
from parley.analysis.setting import Setting
from parley.analysis.together.closure import Closure, Rows, each_itself, unpacked
from parley.analysis.together.turns import Turns, followers, least_by_turns
from parley.errors import LimitError

if TYPE_CHECKING:
    from parley.analysis.together.groups import Gain, Members, View

__all__ = ["STEP_LIMIT", "Credible", "subsets"]

STEP_LIMIT = 2**29
"""Coalitions' steps that may have to be kept, at most 2 GB; half of that where moves are listed."""
_COALITIONS = 2**10
_CELLS = 2**26
Steps = tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.int32]]
"""States with steps, where the steps of each begin, and the ends of all."""


def subsets(parties: Members) -> list[Members]:
    """Every coalition of some parties, the small ones first.

    Examples
    --------
    >>> subsets(("a", "b"))
    [('a',), ('b',), ('a', 'b')]
    """
    return [some for size in range(1, len(parties) + 1) for some in combinations(parties, size)]


class Credible:
    """What coalitions of those who answer would do, since they gain by it.

    Parameters
    ----------
    setting : Setting
    gain : {"strict", "pareto"}
    closure : callable
        Gives what a coalition can reach.
    check : callable
        Called between pieces of work; raises where the time is over.
    turns : {"not_twice", "disjoint"}
        Which coalition may make a step after which.
    """

    def __init__(
        self,
        setting: Setting,
        gain: Gain,
        closure: Callable[[Members], Closure],
        check: Callable[[], None],
        turns: Turns = "not_twice",
    ) -> None:
        self._setting, self._gain, self._closure, self._check = setting, gain, closure, check
        self._turns: Turns = turns
        self._steps: dict[Members, Steps] = {}
        self._listed: dict[tuple[Members, Sure], tuple[NDArray[np.int64], NDArray[np.int64]]] = {}
        self._walks: dict[tuple[Members, Sure], Closure] = {}
        self._fields: dict[tuple[Members, Members], Field] = {}
        self._fits: set[Members] = set()

    def met_with_gains(self, view: View, members: Members, others: Members, kind: Sure) -> Rows:
        """Where every credible reply of the others leads to a gain of the members, if any does.

        Returns
        -------
        (n, words) rows
            Of states that are gains themselves; of others a bit says nothing.
        """
        self._refuse_too_many(others)
        if not self._setting.compact:
            return self._walk(others, kind).every(view.gains(members))
        orders = {member: self._setting.order(member) for member in members}
        if self._gain == "strict" or len(members) == 1:
            return self._at_least(view, others, orders, weak=False)
        # No member is worse off anywhere, and the sum says whether somebody is better off: it
        # equals the start's only where every rank does.
        out = self._at_least(view, others, orders, weak=True)
        total = _sum([_ranks(order) for order in orders.values()])
        worst = self._lowest(others, members, total)
        out &= view.of_order(Order(len(total), total.astype(np.int64)))[_places(total, worst)]
        return out

    def _at_least(
        self, view: View, others: Members, orders: dict[str, Order], *, weak: bool
    ) -> Rows:
        out: Rows | None = None
        for member, order in orders.items():
            ranks = _ranks(order)
            table = view.above(member, weak=weak)[
                _places(ranks, self._lowest(others, (member,), ranks))
            ]
            out = table if out is None else np.bitwise_and(out, table, out=out)
        assert out is not None
        return out

    def _lowest(self, others: Members, members: Members, field: Field) -> Field:
        """The least value at each state and over all that credible replies lead to."""
        if (others, members) not in self._fields:
            self._fields[others, members] = self._propagated(others, field)
        return self._fields[others, members]

    def _propagated(self, others: Members, field: Field) -> Field:
        movers = subsets(others)
        if self._turns == "disjoint":
            return least_by_turns(movers, self._least_step, field)
        lowest, waiting, turn = field, len(movers), 0
        while waiting:
            found = np.minimum(lowest, self._least_step(movers[turn % len(movers)], lowest))
            waiting = waiting - 1 if np.array_equal(found, lowest) else len(movers) - 1
            lowest, turn = found, turn + 1
        return lowest

    def _least_step(self, mover: Members, field: Field) -> Field:
        """The least value over a coalition's steps from each state; `EMPTY` without one."""
        self._check()
        if len(mover) == 1:
            return self._setting.blocks(mover[0]).least_gain(field)
        starts, cuts, ends = self._steps_of(mover)
        found = np.full(len(field), EMPTY, dtype=np.int32)
        if len(starts):
            found[starts] = np.minimum.reduceat(field[ends], cuts)
        return found

    def _steps_of(self, mover: Members) -> Steps:
        """A coalition's steps in option form, component by component of what it can reach."""
        if mover not in self._steps:
            self._check()
            self._steps[mover] = self._component_steps(mover)
        return self._steps[mover]

    def _component_steps(self, mover: Members) -> Steps:
        closure = self._closure(mover)
        n = self._setting.n
        reached = None if closure.mutual else closure.some(each_itself(n))
        ranks = [_ranks(self._setting.order(member)) for member in mover]
        starts, counts, ends = [], [], []
        for knot in closure.knots():
            there = knot
            if reached is not None:
                there = np.flatnonzero(unpacked(reached[knot[:1]], n)[0])
            if len(there) == 1:
                continue
            stride = max(1, _CELLS // len(there))
            for at in range(0, len(knot), stride):
                part = knot[at : at + stride]
                gains = _gains([own[part] for own in ranks], [own[there] for own in ranks],
                               self._gain)  # fmt: skip
                starts.append(part)
                counts.append(gains.sum(axis=1))
                ends.append(there[np.nonzero(gains)[1]].astype(np.int32))
        if not starts:
            nothing = np.zeros(0, dtype=np.intp)
            return nothing, nothing, nothing.astype(np.int32)
        start, count = np.concatenate(starts), np.concatenate(counts)
        cuts = np.cumsum(count) - count
        return start[count > 0], cuts[count > 0], np.concatenate(ends)

    def _walk(self, others: Members, kind: Sure) -> Closure:
        if (others, kind) not in self._walks:
            movers = subsets(others)
            arcs = [self._arcs(mover, kind) for mover in movers]
            self._check()
            after = None if self._turns == "not_twice" else followers(movers, self._turns)
            self._walks[others, kind] = Closure.of_arcs(self._setting.n, arcs, after)
        return self._walks[others, kind]

    def _arcs(self, mover: Members, kind: Sure) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """A coalition's steps, listed from what it can reach, for orders of any kind."""
        if (mover, kind) in self._listed:
            return self._listed[mover, kind]
        self._check()
        if len(mover) == 1:
            return self._setting.arcs(mover[0], kind)
        n = self._setting.n
        reached = self._closure(mover).some(each_itself(n))
        starts, ends = [], []
        step = max(1, min(n, _CELLS // n))
        orders = [self._setting.order(member) for member in mover]
        for first in range(0, n, step):
            last = min(n, first + step)
            gains = unpacked(reached[first:last], n)
            for order in orders:
                gains &= order.above(first, last, kind, weak=self._gain == "pareto")
            if self._gain == "pareto":
                better = [order.above(first, last, kind) for order in orders]
                gains &= np.logical_or.reduce(better)
            start, end = np.nonzero(gains)
            starts.append(start.astype(np.int64) + first)
            ends.append(end.astype(np.int64))
        self._listed[mover, kind] = np.concatenate(starts), np.concatenate(ends)
        return self._listed[mover, kind]

    def _refuse_too_many(self, others: Members) -> None:
        """Say how much the steps could take before they are made."""
        if others in self._fits:
            return
        if 2 ** len(others) > _COALITIONS:
            raise LimitError(
                f"cseq asks for the replies of {2 ** len(others) - 1:,} coalitions of "
                f"{len(others)} parties, more than the limit of {_COALITIONS - 1:,}; ask about "
                f"larger coalitions, or leave cseq out"
            )
        n, compact = self._setting.n, self._setting.compact
        limit, each = (STEP_LIMIT, 4) if compact else (STEP_LIMIT // 2, 16)
        pairs = 0
        for mover in subsets(others):
            if len(mover) > 1:
                pairs += self._closure(mover).pairs if compact else n * n
            if pairs > limit:
                raise LimitError(
                    f"cseq could have to keep {pairs:,} steps of coalitions of "
                    f"{', '.join(others)} over {n:,} states ({each * pairs / 1e9:.1f} GB), more "
                    f"than the limit of {limit:,}; leave cseq out, or give fewer options"
                )
        self._fits.add(others)


def _gains(start: list[Field], end: list[Field], gain: Gain) -> NDArray[np.bool_]:
    """(starts, ends): whether a coalition gains, its ranks given member by member."""
    if gain == "strict":
        out = end[0][None, :] > start[0][:, None]
        for low, high in zip(start[1:], end[1:], strict=True):
            out &= high[None, :] > low[:, None]
        return out
    out = end[0][None, :] >= start[0][:, None]
    better = end[0][None, :] > start[0][:, None]
    for low, high in zip(start[1:], end[1:], strict=True):
        out &= high[None, :] >= low[:, None]
        better |= high[None, :] > low[:, None]
    return np.asarray(out & better)


def _ranks(order: Order) -> Field:
    assert order.ranks is not None
    return order.ranks.astype(np.int32)


def _sum(ranks: list[Field]) -> Field:
    """The order of the sums of some ranks."""
    total = np.sum([own.astype(np.int64) for own in ranks], axis=0)
    return np.unique(total, return_inverse=True)[1].reshape(-1).astype(np.int32)


def _places(ranks: Field, values: Field) -> NDArray[np.intp]:
    """For each value a state that has it as its rank."""
    known, first = np.unique(ranks, return_index=True)
    return np.asarray(first[np.searchsorted(known, values)], dtype=np.intp)
