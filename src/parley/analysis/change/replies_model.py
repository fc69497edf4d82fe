"""The others' replies as part of a CP-SAT model: a path of gains, or a set that gains never leave.

A reply deters where there is a path: every step a move that its mover gains by, nobody twice in a
row, to a state that is not better. It fails to where a set of positions holds every step that
gains, and nothing in it deters. The first is what a smallest change has to make, the second what
has to be made to break an outcome.

A position is a state and who moved last. Where everybody's moves are transitive two moves of one
party in a row are one, and the state alone will do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from parley.analysis.change.order_model import Literal, OrderModel, clause, negated
from parley.analysis.setting import Setting

__all__ = ["Board", "board_of", "holds_together", "must_deter"]

Position = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Board:
    """Every party's moves, as lists of states, and whether all of them are transitive."""

    moves: Mapping[str, tuple[tuple[int, ...], ...]]
    transitive: bool

    def steps(self, party: str, at: Position) -> list[tuple[Position, str]]:
        """The others' moves from a position: where they lead, and whose they are."""
        state, last = at
        return [
            ((end, "" if self.transitive else other), other)
            for other, rows in self.moves.items()
            if other not in (party, last)
            for end in rows[state]
        ]


def board_of(setting: Setting) -> Board:
    """List the moves of a small conflict."""
    moves, transitive = {}, True
    for party in setting.parties:
        start, end = setting.arcs(party)
        rows: list[list[int]] = [[] for _ in range(setting.n)]
        for s, x in zip(start.tolist(), end.tolist(), strict=True):
            rows[s].append(x)
        moves[party] = tuple(tuple(row) for row in rows)
        graph = csr_array((np.ones(len(start), np.int32), (start, end)), shape=(setting.n,) * 2)
        twice, once = ((graph @ graph).toarray() > 0), (graph.toarray() > 0)
        np.fill_diagonal(twice, False)
        transitive = transitive and not bool((twice & ~once).any())
    return Board(moves, transitive)


@dataclass(frozen=True, slots=True)
class _Reach:
    """What the others may be able to reach from an improvement, and at what cost in literals."""

    arcs: Mapping[Position, Mapping[Position, list[Literal]]]
    """Position → next position → literals any of which makes the step a gain."""
    ends: Mapping[Position, Literal]
    """Positions that may deter, and whether they do."""


def _reach(
    board: Board, orders: Mapping[str, OrderModel], party: str, state: int, x: int
) -> _Reach:
    own = orders[party]
    arcs: dict[Position, dict[Position, list[Literal]]] = {}
    ends: dict[Position, Literal] = {}
    waiting: list[Position] = [(x, "")]
    for at in waiting:
        if at in arcs:
            continue
        arcs[at] = {}
        for after, mover in board.steps(party, at):
            gain = orders[mover].above(after[0], at[0])
            if gain is not False:
                arcs[at].setdefault(after, []).append(gain)
                waiting.append(after)
                deters = own.at_most(after[0], state)
                if deters is not False:
                    ends[after] = deters
    return _Reach(arcs, ends)


def must_deter(
    model: Any, board: Board, orders: Mapping[str, OrderModel], party: str, state: int, x: int
) -> None:
    """Have the move of a party to x be no improvement, or be met by a reply that deters."""
    better = orders[party].above(x, state)
    if better is False:
        return
    reach = _reach(board, orders, party, state, x)
    if _already(reach, (x, "")):
        return
    useful = _leading(reach)
    if (x, "") not in useful:
        clause(model, negated(better))
        return
    _path(model, reach, useful, better, (x, ""))


def _already(reach: _Reach, start: Position) -> bool:
    """Whether a reply that deters is certain, whatever is still open."""
    seen, waiting = {start}, [start]
    for at in waiting:
        for after, gains in reach.arcs[at].items():
            if after not in seen and any(gain is True for gain in gains):
                if reach.ends.get(after) is True:
                    return True
                seen.add(after)
                waiting.append(after)
    return False


def _leading(reach: _Reach) -> set[Position]:
    """Positions from which some end may be reached."""
    back: dict[Position, list[Position]] = {}
    for at, arcs in reach.arcs.items():
        for after in arcs:
            back.setdefault(after, []).append(at)
    waiting = list(reach.ends)
    useful = set(waiting)
    for at in waiting:
        for before in back.get(at, ()):
            if before not in useful:
                useful.add(before)
                waiting.append(before)
    return useful


def _path(
    model: Any, reach: _Reach, useful: set[Position], better: Literal, start: Position
) -> None:
    """A circuit through a node of its own: out to the improvement, back from where it deters."""
    number = {at: k for k, at in enumerate(sorted(useful), 1)}
    used = {at: model.new_bool_var("") for at in useful}
    whole = model.new_bool_var("")
    clause(model, negated(better), whole)
    arcs: list[tuple[int, int, Any]] = [(0, 0, whole.negated()), (0, number[start], whole)]
    arcs += [(number[at], number[at], used[at].negated()) for at in useful]
    for at in useful:
        for after, gains in reach.arcs[at].items():
            # A reply needs to come to where it deters no more than once, and to go no further.
            if after not in useful or reach.ends.get(at) is True:
                continue
            step = model.new_bool_var("")
            clause(model, step.negated(), *gains)
            arcs.append((number[at], number[after], step))
        if at in reach.ends:
            last = model.new_bool_var("")
            clause(model, last.negated(), reach.ends[at])
            arcs.append((number[at], 0, last))
    model.add_circuit(arcs)


def holds_together(
    model: Any, board: Board, orders: Mapping[str, OrderModel], party: str, state: int, x: int
) -> Literal:
    """A literal that makes the move of a party to x an improvement that no reply deters.

    Returns
    -------
    literal
        False where no order within the budgets does it.
    """
    own = orders[party]
    better = own.above(x, state)
    if better is False:
        return False
    reach = _reach(board, orders, party, state, x)
    if _already(reach, (x, "")):
        return False
    chosen = model.new_bool_var("")
    clause(model, chosen.negated(), better)
    inside: dict[Position, Any] = {at: model.new_bool_var("") for at in reach.arcs}
    clause(model, chosen.negated(), inside[x, ""])
    for at, arcs in reach.arcs.items():
        for after, gains in arcs.items():
            for gain in gains:
                clause(model, inside[at].negated(), negated(gain), inside[after])
        if at in reach.ends:
            clause(model, inside[at].negated(), negated(reach.ends[at]))
    return chosen
