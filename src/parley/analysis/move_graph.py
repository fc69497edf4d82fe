"""The graph of moves as a picture shows it: who can move where, and whether that gains.

Of a large case only the part round the status quo and the outcomes that nobody would have reason
to leave: those, and shortest ways to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawing import Stroke, circle, strokes
from parley.analysis.orders import Order
from parley.analysis.setting import Setting
from parley.analysis.stability import HasConflict
from parley.analysis.steps import Steps, searched
from parley.analysis.successors import Successors
from parley.model import Conflict, Result

__all__ = ["MOST", "Gain", "Move", "MoveGraph", "Node", "foremost", "move_graph"]

MOST = 16
"""Most outcomes that one picture shows."""
_ENDS = 8
"""Of a large case, most outcomes to which ways are shown."""
_LINES = 48
"""Most lines that stay readable; beyond, only the best gains of each party are drawn."""

Gain = Literal["gains", "none", "open"]
"""Whether the mover is better off: surely, surely not, or that is not known."""


@dataclass(frozen=True, slots=True)
class Node:
    """One outcome in the picture."""

    state: int
    x: float
    y: float
    status_quo: bool
    ways: int
    """In how many ways of looking ahead nobody would have reason to leave it."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a party can do between two outcomes: one line, whether it can be undone or not.

    Where the move can be made both ways, `end` is what the party prefers, if it prefers one.
    """

    start: int
    end: int
    party: str
    gain: Gain
    back: bool
    """Whether the same party can move back."""
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class MoveGraph:
    """Nodes with places and moves between them; coordinates round the origin, y downwards."""

    nodes: tuple[Node, ...]
    moves: tuple[Move, ...]
    states: int
    """How many outcomes the case has."""
    settled: int
    """How many of them nobody would have reason to leave, in at least one way."""
    thinned: bool
    """Whether moves were left out between the outcomes that are shown."""
    apart: tuple[int, ...] = ()
    """Outcomes shown to which no way leads from where the ways begin."""


def settled(results: Mapping[str, Result], n: int) -> NDArray[np.int64]:
    """In how many ways of looking ahead nobody leaves an outcome, (n,)."""
    ways = np.zeros(n, np.int64)
    for result in results.values():
        ways[result.equilibria] += 1
    return ways


def foremost(
    results: Mapping[str, Result], n: int, graph: MoveGraph | None, most: int
) -> list[int]:
    """The first outcomes on a list: held in most ways, then those in the picture."""
    ways = settled(results, n)
    held = np.flatnonzero(ways)
    drawn = [node.state for node in graph.nodes] if graph else []
    order = np.lexsort((held, ~np.isin(held, drawn), -ways[held]))
    return [int(state) for state in held[order][:most]]


def move_graph(
    case: HasConflict | Conflict, results: Mapping[str, Result], *, most: int = MOST
) -> MoveGraph | None:
    """Lay out the graph of moves, or the part of it that matters.

    Parameters
    ----------
    case : a case or a Conflict
    results : mapping of str to Result
        What `parley.analysis.stability` says of the same case, by concept.
    most : int
        Most outcomes to show.

    Returns
    -------
    MoveGraph or None
        None where there is nothing to show: fewer than two outcomes.
    """
    conflict = case if isinstance(case, Conflict) else case.conflict()
    if conflict.n < 2:
        return None
    ways, setting = settled(results, conflict.n), Setting(conflict)
    shown, apart = _shown(setting, ways, most)
    if len(shown) < 2:
        return None
    found = _moves(setting, shown)
    kept = found if len(found) <= _LINES else _best(setting, found)
    place = {state: k for k, state in enumerate(shown)}
    pairs = [(place[start], place[end]) for start, end, *_ in kept]
    places = circle(len(shown), pairs)
    return MoveGraph(
        nodes=tuple(
            Node(state, *places[k], state == conflict.status_quo, int(ways[state]))
            for k, state in enumerate(shown)
        ),
        moves=tuple(
            Move(*move, stroke) for move, stroke in zip(kept, strokes(places, pairs), strict=True)
        ),
        states=conflict.n,
        settled=int(np.count_nonzero(ways)),
        thinned=len(kept) < len(found),
        apart=apart,
    )


def _shown(
    setting: Setting, held: NDArray[np.int64], most: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Outcomes in the picture, the one where ways begin first; and those that no way leads to."""
    conflict = setting.conflict
    start = conflict.status_quo if conflict.status_quo is not None else _first(held)
    if conflict.n <= most:
        rest = [state for state in range(conflict.n) if state != start]
        return (*([] if start is None else [start]), *rest), ()
    if start is None:
        return (), ()
    steps = searched(setting, setting.parties, [start], "any")
    shown, apart = {start}, []
    for end in _nearest(np.flatnonzero(held), held, steps)[:_ENDS].tolist():
        if not steps.reached[end]:
            apart.append(end)
        between = {state for _, state, _ in steps.way(end)}
        if len(shown | {*between, end}) <= most:
            shown |= {*between, end}
    rest = sorted(shown - {start})
    return (start, *rest), tuple(end for end in apart if end in shown)


def _nearest(ends: NDArray[np.int64], held: NDArray[np.int64], steps: Steps) -> NDArray[np.int64]:
    """Outcomes held in most ways first; of those alike in this, those that fewer moves lead to."""
    far = np.where(steps.reached, steps.distance, np.iinfo(np.int32).max)
    return np.asarray(ends[np.lexsort((ends, far[ends], -held[ends]))])


def _first(held: NDArray[np.int64]) -> int | None:
    return int(held.argmax()) if held.any() else None


Found = tuple[int, int, str, Gain, bool]


def _moves(setting: Setting, shown: Sequence[int]) -> list[Found]:
    """Every move between outcomes shown, one line for both directions."""
    found: list[Found] = []
    here, successors = np.array(shown, np.int64), Successors(setting.conflict)
    for party in setting.parties:
        order = setting.order(party)
        position, ends = successors.of(party, here)
        among = np.isin(ends, here)
        arcs = set(zip(here[position[among]].tolist(), ends[among].tolist(), strict=True))
        for a, b in sorted(arcs):
            if (b, a) not in arcs:
                found.append((a, b, party, gain(order, a, b), False))
            elif a < b:
                start, end = (b, a) if gain(order, b, a) == "gains" else (a, b)
                found.append((start, end, party, gain(order, start, end), True))
    return found


def gain(order: Order, before: int, after: int) -> Gain:
    """Whether a party with this order gains from one outcome to another."""
    if _improves(order, before, after, "certain"):
        return "gains"
    return "open" if _improves(order, before, after, "conceivable") else "none"


def _improves(
    order: Order, before: int, after: int, sure: Literal["certain", "conceivable"]
) -> bool:
    return bool(order.improves(np.array([before]), np.array([after]), sure)[0])


def _best(setting: Setting, found: Sequence[Found]) -> list[Found]:
    """Of the gains of one party from one outcome only the best."""
    kept = []
    for move in found:
        start, end, party, gains, _ = move
        order = setting.order(party)
        rivals = [m for m in found if m[0] == start and m[2] == party and m[3] == "gains"]
        if gains == "gains" and not any(gain(order, end, rival[1]) == "gains" for rival in rivals):
            kept.append(move)
    return kept
