"""The smallest change of several parties' orders at once, under seq.

There a reply counts only if it pays those who make it, so what one party would do rests on the
others' orders too, and the parties cannot be treated one by one. An answer is first found by
lifting the state, party after party; what it costs bounds the search for a smaller one, which
CP-SAT then finds or proves not to exist. Below it lies a second bound: what holds under seq holds
under gmr, for which the parties are apart.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from parley.analysis.change.lifts import lifted, lowered, moves_from, with_orders
from parley.analysis.change.order_model import OrderModel, circles, spent
from parley.analysis.change.orderings import RankShift, shift_between
from parley.analysis.change.replies_model import Board, board_of, holds_together, must_deter
from parley.analysis.setting import Setting

__all__ = ["MOST", "Found", "breaking", "holding"]

Ints = NDArray[np.int64]
Orders = dict[str, OrderModel]

MOST = 512
"""States up to which the search is made; beyond, the first answer stands, not proven."""
_CIRCLES = 1_000_000
"""Clauses that a model may have: what Python builds in some seconds."""
_SPREAD = 8
"""Steps by which the first budget exceeds what is needed anyway; every further one adds double."""
_TURNS = 24
"""Sequences of parties in which lifts are tried."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a search for the fewest steps came to."""

    shifts: tuple[RankShift, ...] | None
    """One for every party whose order changes; None where nothing was found."""
    proven: bool
    """Whether nothing smaller does it; without shifts, whether nothing does."""
    at_least: int
    """Steps that any answer takes."""

    @property
    def steps(self) -> int:
        """Steps that this answer takes."""
        return sum(shift.steps for shift in self.shifts or ())


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """A question to CP-SAT."""

    setting: Setting
    state: int
    parties: Sequence[str]
    """Whose orders may change."""
    floors: Mapping[str, int]
    """Steps that each party cannot do without."""
    build: Callable[[Any, Orders, Board], bool]
    """Says what the orders have to bring about; False where that took too long."""
    deadline: float
    board: Board
    only: int | None = None
    """The one state that may move."""


def holding(
    setting: Setting,
    state: int,
    parties: Sequence[str],
    deadline: float,
    *,
    only_state: bool = False,
) -> Found:
    """The smallest change of some parties' orders that makes a state an equilibrium under seq.

    Parameters
    ----------
    setting : Setting
        Every order a ranking.
    parties : sequence of str
        Whose orders may change.
    deadline : float
        By `time.monotonic`.
    only_state : bool
        Whether the state is all that may change its place.
    """
    floors = {}
    for party in setting.parties:
        lift = lifted(setting, party, state, "gmr")
        floors[party] = 0 if lift is None else lift.steps
    if any(floors[party] for party in setting.parties if party not in parties):
        return Found(None, True, 0)
    first = _by_lifts(setting, state, parties, deadline)
    floor = sum(floors.values())
    if first is not None and first.steps <= floor:
        return Found(first.shifts, True, floor)
    if setting.n > MOST:
        return Found(None if first is None else first.shifts, False, floor)

    def build(model: Any, orders: Orders, board: Board) -> bool:
        for party in setting.parties:
            for x in moves_from(setting, party, state).tolist():
                must_deter(model, board, orders, party, state, x)
                if time.monotonic() > deadline:
                    return False
        return True

    start = first or Found(None, False, floor)
    only = state if only_state else None
    board = board_of(setting)
    return _searched(_Search(setting, state, parties, floors, build, deadline, board, only), start)


def breaking(
    setting: Setting, state: int, parties: Sequence[str], deadline: float, *, at_least: int = 1
) -> Found:
    """The smallest change of some parties' orders after which a state is no equilibrium under seq.

    Parameters as for `holding`, and `at_least`: steps that any answer is known to take.
    """
    own = [lowered(setting, party, state, "seq") for party in parties]
    least = min((shift for shift in own if shift), key=lambda shift: shift.steps, default=None)
    first = Found(None if least is None else (least,), False, at_least)
    if least is not None and least.steps <= at_least:
        return Found(first.shifts, True, at_least)
    if len(parties) == 1 and _no_part(setting, state, parties[0]):
        return Found(first.shifts, True, first.steps)
    if setting.n > MOST:
        return first

    def build(model: Any, orders: Orders, board: Board) -> bool:
        ways = []
        for party in setting.parties:
            for x in moves_from(setting, party, state).tolist():
                ways.append(holds_together(model, board, orders, party, state, x))
                if time.monotonic() > deadline:
                    return False
        model.add_bool_or([way for way in ways if way is not False])
        return True

    return _searched(
        _Search(setting, state, parties, {}, build, deadline, board_of(setting)), first
    )


def _no_part(setting: Setting, state: int, party: str) -> bool:
    """Whether nobody else's verdict can fall by this party's order alone.

    The less a party gains by its moves, the less it answers. Where the others stay even without
    any of its moves, its order can end the outcome by its own verdict only; and for that nothing
    but the outcome's place in it has to change, so the first answer is the least.
    """
    n = setting.n
    without = {**setting.conflict.moves, party: csr_array((n, n), dtype=np.bool_)}
    silent = Setting(replace(setting.conflict, moves=without))
    return all(lifted(silent, p, state, "seq") is None for p in setting.parties if p != party)


def _by_lifts(
    setting: Setting, state: int, parties: Sequence[str], deadline: float
) -> Found | None:
    """Lift the state for one party after another until it holds for all: once for each turn.

    A lift for one helps the others: a step back to the state pays more, and ends a reply. So
    each lift stays enough, and lifts never have to be taken back.
    """
    best: Found | None = None
    for turn in islice(permutations(parties), _TURNS):
        shifts: dict[str, RankShift] = {}
        now = setting
        for party in turn:
            shift = lifted(now, party, state, "seq")
            if shift is not None:
                shifts[party] = shift
                orders = {p: s.ranks for p, s in shifts.items()}
                now = Setting(with_orders(setting.conflict, orders))
        if any(lifted(now, party, state, "seq") for party in setting.parties):
            continue
        found = Found(tuple(shifts[p] for p in setting.parties if p in shifts), False, 0)
        if best is None or found.steps < best.steps:
            best = found
        if time.monotonic() > deadline:
            break
    return best


def _searched(search: _Search, first: Found) -> Found:
    """Look for less than a first answer takes, or prove that there is none.

    With a small budget few pairs are open and the search is short; what it finds is then the
    least of all. So budgets grow until something is found, or the first answer is reached.
    """
    n = search.setting.n
    floor = max(sum(search.floors.values()), first.at_least)
    most = first.steps if first.shifts is not None else n * (n - 1) * len(search.parties)
    budget, spread = floor, _SPREAD
    while True:
        budget = min(budget + spread, most)
        found = _within(search, floor, budget)
        if found.shifts is not None or not found.proven:
            break
        if budget >= most:
            return Found(first.shifts, True, most if first.shifts is not None else 0)
        floor, spread = budget + 1, spread + spread // 2
    if first.shifts is not None and (found.shifts is None or first.steps <= found.steps):
        return Found(first.shifts, found.proven, found.at_least)
    return found


def _within(search: _Search, floor: int, budget: int) -> Found:
    """The least within a budget; proven and without shifts where there is nothing."""
    from ortools.sat.python import cp_model

    left = search.deadline - time.monotonic()
    if left <= 0:
        return Found(None, False, floor)
    setting, model = search.setting, cp_model.CpModel()
    budgets = {
        party: budget - sum(search.floors.values()) + search.floors.get(party, 0)
        for party in search.parties
    }
    if sum(circles(_ranks(setting, p), own) for p, own in budgets.items()) > _CIRCLES:
        return Found(None, False, floor)
    orders: Orders = {
        party: OrderModel(model, _ranks(setting, party), budgets.get(party, 0), search.only)
        for party in setting.parties
    }
    if not search.build(model, orders, search.board):
        return Found(None, False, floor)
    total = spent(model, orders, search.floors)
    if not isinstance(total, int):
        model.add(total <= budget)
        model.add(total >= floor)
        model.minimize(total)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, search.deadline - time.monotonic())
    solver.parameters.num_workers = 1  # so that the same question has the same answer
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 0
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return Found(None, True, budget + 1)
    bound = floor
    if not isinstance(total, int) and np.isfinite(solver.best_objective_bound):
        bound = max(floor, round(solver.best_objective_bound))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Found(None, False, bound)
    shifts = [
        shift_between(party, _ranks(setting, party), order.solved(solver), search.state)
        for party, order in orders.items()
    ]
    changed = tuple(shift for shift in shifts if shift.steps)
    return Found(changed, status == cp_model.OPTIMAL, bound)


def _ranks(setting: Setting, party: str) -> Ints:
    ranks = setting.order(party).ranks
    assert ranks is not None
    return ranks
