"""Parties' orders as unknowns of one CP-SAT model: a yes or no for every pair of states.

A pair is left open only where it can change at all within what a party may spend: between two
states every state in between costs a full swap as well. So a small change is a small model,
however many states there are. Three states may not stand in a circle: one clause each, wherever
two of their three pairs are open.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.change.orderings import dense, is_strict

__all__ = ["Literal", "OrderModel", "circles", "clause", "negated", "spent"]

Ints = NDArray[np.int64]
Literal = Any
"""A literal of CP-SAT, or True or False where the answer is fixed."""


class OrderModel:
    """One party's order as unknowns.

    Parameters
    ----------
    model : CpModel
    ranks : (n,) int array
        The order that the case gives; where it has no ties, neither has the one looked for.
    budget : int
        The most steps (see `RankShift.steps`) by which the order may change.
    only : int, optional
        The one state that may move.
    """

    def __init__(self, model: Any, ranks: Ints, budget: int, only: int | None = None) -> None:
        self.model = model
        self.ranks = dense(ranks)
        self.strict = is_strict(ranks)
        self.cost: list[Any] = []
        """Terms whose sum is the steps taken."""
        self._above: dict[tuple[int, int], Literal] = {}
        self._open: dict[int, set[int]] = {}
        self._sizes = np.bincount(self.ranks)
        self._below = np.cumsum(self._sizes)
        if budget > 0:
            self._pairs(budget, only)
            self._circles()

    def above(self, x: int, y: int) -> Literal:
        """Whether x stands strictly above y."""
        found = self._above.get((x, y))
        return bool(self.ranks[x] > self.ranks[y]) if found is None else found

    def at_most(self, x: int, y: int) -> Literal:
        """Whether x stands no higher than y."""
        return negated(self.above(x, y))

    def solved(self, solver: Any) -> Ints:
        """The order that a solver found."""
        wins = np.array(
            [int((self.ranks[x] > self.ranks).sum()) for x in range(len(self.ranks))], np.int64
        )
        for (x, y), literal in self._above.items():
            wins[x] += int(solver.boolean_value(literal)) - int(self.ranks[x] > self.ranks[y])
        return dense(wins)

    def _pairs(self, budget: int, only: int | None) -> None:
        order = np.argsort(self.ranks, kind="stable").tolist()
        for place, low in enumerate(order):
            for high in order[place + 1 :]:
                if self._least(low, high) > budget:
                    break
                if only is None or only in (low, high):
                    self._pair(low, high)

    def _least(self, low: int, high: int) -> int:
        """The fewest steps of any order in which the two stand differently."""
        a, b = int(self.ranks[low]), int(self.ranks[high])
        if a == b:
            return int(self._sizes[a]) - 1
        between = int(self._below[b - 1] - self._below[a])
        if self.strict:
            return 2 * (between + 1)
        return 2 * between + int(self._sizes[a] + self._sizes[b]) - 1

    def _pair(self, low: int, high: int) -> None:
        self._open.setdefault(low, set()).add(high)
        self._open.setdefault(high, set()).add(low)
        down = self.model.new_bool_var(f"{low}>{high}")
        if self.strict:
            self._above[low, high], self._above[high, low] = down, down.negated()
            self.cost.append(2 * down)
            return
        up = self.model.new_bool_var(f"{high}>{low}")
        self._above[low, high], self._above[high, low] = down, up
        self.model.add_bool_or([down.negated(), up.negated()])
        level = self.ranks[low] == self.ranks[high]
        self.cost += [down, up] if level else [down, 1 - up]

    def _circles(self) -> None:
        place = {state: k for k, state in enumerate(np.argsort(self.ranks, kind="stable"))}
        for b, mates in self._open.items():
            for a, c in combinations(sorted(mates, key=place.__getitem__), 2):
                if place[a] < place[b] < place[c] or c not in self._open[a]:
                    self._circle(a, b, c)

    def _circle(self, a: int, b: int, c: int) -> None:
        """No circle among three states: p at most q at most r makes p at most r."""
        ways = [(a, b, c), (a, c, b)] if self.strict else permutations((a, b, c))
        for p, q, r in ways:
            clause(self.model, self.above(p, q), self.above(q, r), self.at_most(p, r))


def circles(ranks: Ints, budget: int) -> int:
    """About how many clauses against circles the order takes, at most."""
    n = len(ranks)
    near = min(max(budget, 0) // 2 + 1, n)
    return n * near * near // 2 * (2 if is_strict(ranks) else 6)


def negated(literal: Literal) -> Literal:
    """Not the literal."""
    return not literal if isinstance(literal, bool) else literal.negated()


def clause(model: Any, *literals: Literal) -> None:
    """At least one of the literals holds."""
    if not any(literal is True for literal in literals):
        model.add_bool_or([literal for literal in literals if literal is not False])


def spent(model: Any, orders: Mapping[str, OrderModel], floors: Mapping[str, int]) -> Any:
    """The steps of all parties together; each party's at least what it cannot do without."""
    total: Any = 0
    for party, order in orders.items():
        own = sum(order.cost)
        if order.cost and floors.get(party, 0):
            model.add(own >= floors[party])
        total = total + own
    return total
