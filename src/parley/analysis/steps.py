"""Shortest legal sequences from some states: breadth first, by any moves or by gains only.

A sequence is legal where nobody moves twice in a row. Where every move is in option form (and, for
gains, every order full), two moves (two gains) in a row of one party are one, so a shortest
sequence of any kind is legal; then a round costs as much as there are states, and no move is
listed: of the states in a block that have been reached, the one that a party likes least leads to
whatever it likes better. Else the search goes over (state, last mover).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Order
from parley.analysis.setting import Kind, Setting
from parley.model import OptionMoves

__all__ = ["Step", "Steps", "changed", "searched", "told"]

Ints = NDArray[np.int64]
Near = NDArray[np.int64]
_NONE = -1


@dataclass(frozen=True, slots=True)
class Step:
    """One move of one party."""

    mover: str
    start: int
    end: int
    gains: bool | None
    """Whether the mover prefers where it leads; None where that is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """What was reached, after how many steps, and how."""

    distance: NDArray[np.int32]
    """(n,): the fewest steps; 0 where the search began, -1 where nothing leads."""
    _came: NDArray[np.int64] = field(repr=False)
    """(layers, n): the node before, as ``layer n + state``; -1 where a search began."""
    _layer: NDArray[np.int16] = field(repr=False)
    """(n,): in which layer a state was first reached."""
    _mover: tuple[NDArray[np.int16] | int, ...] = field(repr=False)
    """Per layer who moved into it."""

    def way(self, end: int) -> list[tuple[int, int, int]]:
        """Return the steps of a shortest sequence to a state: (mover, from, to), movers by number.

        Empty where the state is where the search began, and where it was not reached.
        """
        if self.distance[end] < 0:
            return []
        n, way = len(self.distance), []
        layer, state = int(self._layer[end]), end
        while (before := int(self._came[layer, state])) >= 0:
            mover = self._mover[layer]
            who = mover if isinstance(mover, int) else int(mover[state])
            way.append((who, before % n, state))
            layer, state = divmod(before, n)
        return way[::-1]

    @property
    def reached(self) -> NDArray[np.bool_]:
        """(n,): whether a state was reached, or is where the search began."""
        return np.asarray(self.distance >= 0)


def searched(
    setting: Setting,
    movers: Sequence[str],
    starts: Sequence[int] | Steps,
    kind: Kind,
    *,
    near: Near | None = None,
) -> Steps:
    """Search from some states, or on from all that another search of the same movers reached.

    Parameters
    ----------
    setting : Setting
    movers : sequence of str
        Who may move; of several ways of the same length one is taken whose last step
        an earlier one makes.
    starts : sequence of int, or Steps
    kind : {"any", "certain", "conceivable"}
        Which moves count: any, or those by which the mover gains, for certain or conceivably.
    near : (n,) int array, optional
        Of several ways of the same length one is taken through states where this is low, as far
        as a step at a time can see: see `changed`.
    """
    if near is None:
        near = np.zeros(setting.n, dtype=np.int64)
    if setting.compact or (kind == "any" and _in_option_form(setting, movers, starts)):
        return _by_blocks(setting, movers, starts, near, gains=kind != "any")
    return _by_last_mover(setting, movers, starts, kind, near)


def _in_option_form(setting: Setting, movers: Sequence[str], starts: Sequence[int] | Steps) -> bool:
    """Whether moves need no order, nor who moved last in a search that this one goes on from."""
    forms = [setting.conflict.moves.get(party) for party in movers]
    return not isinstance(starts, Steps) and all(isinstance(own, OptionMoves) for own in forms)


def changed(case: object, start: int) -> Near | None:
    """How many options stand otherwise than in a state; None where a case has no table.

    Ways through states where few do change nothing that they then change back.
    """
    table = getattr(getattr(case, "states", None), "table", None)
    return None if table is None else np.asarray((table != table[start]).sum(axis=1), np.int64)


def told(
    setting: Setting, movers: Sequence[str], way: Sequence[tuple[int, int, int]]
) -> tuple[Step, ...]:
    """Put the steps of a way as who moves, from where to where, and whether they gain."""
    return tuple(
        Step(movers[who], start, end, _gains(setting.order(movers[who]), start, end))
        for who, start, end in way
    )


def _gains(order: Order, start: int, end: int) -> bool | None:
    ends = np.array([start]), np.array([end])
    if order.improves(*ends, "certain")[0]:
        return True
    return None if order.improves(*ends, "conceivable")[0] else False


def _by_blocks(
    setting: Setting,
    movers: Sequence[str],
    starts: Sequence[int] | Steps,
    near: Near,
    *,
    gains: bool,
) -> Steps:
    """Search over blocks, listing no move."""
    n = setting.n
    distance = np.full(n, -1, dtype=np.int32)
    came = np.full((1, n), _NONE, dtype=np.int64)
    mover = np.full(n, _NONE, dtype=np.int16)
    begin = np.flatnonzero(starts.reached) if isinstance(starts, Steps) else np.unique(starts)
    frontier = np.asarray(begin, dtype=np.int64)
    distance[frontier] = 0
    rest = np.flatnonzero(distance < 0)
    shapes = [_shape(setting, party) for party in movers] if len(rest) else []
    depth = 0
    while len(frontier) and len(rest):
        depth += 1
        found = [rest[:0]]
        for number, shape in enumerate(shapes):
            new, before = shape.next(frontier, rest, near, gains=gains)
            distance[new], came[0, new], mover[new] = depth, before, number
            found.append(new)
            rest = rest[distance[rest] < 0]
        frontier = np.sort(np.concatenate(found))
    return Steps(distance, came, np.zeros(n, dtype=np.int16), (mover,))


@dataclass(frozen=True, slots=True, eq=False)
class _Shape:
    """A party's blocks, numbered without gaps, and its order."""

    block: Ints
    blocks: int
    kind: Ints | None
    allowed: NDArray[np.bool_] | None
    ranks: Ints | None
    """None where only moves are asked for, gains or not."""

    def next(self, frontier: Ints, rest: Ints, near: Near, *, gains: bool) -> tuple[Ints, Ints]:
        """States of `rest` into which the party moves from the frontier, and from where."""
        # What comes last stays: the state that the party likes least where gains are asked for,
        # else one that is near.
        ranks = self.ranks if gains else None
        last = near if ranks is None else ranks
        low_last = np.lexsort((-frontier, -last[frontier]))
        frontier = frontier[low_last]
        new, before = [rest[:0]], [rest[:0]]
        for kind in [None] if self.kind is None else np.unique(self.kind[frontier]).tolist():
            own, there = frontier, rest
            if self.kind is not None and self.allowed is not None:
                own = frontier[self.kind[frontier] == kind]
                there = rest[self.allowed[kind][self.kind[rest]]]
            lead = np.full(self.blocks, _NONE, dtype=np.int64)
            lead[self.block[own]] = own
            from_ = lead[self.block[there]]
            hit = from_ >= 0
            if ranks is not None:
                hit &= ranks[there] > ranks[from_]
            new.append(there[hit])
            before.append(from_[hit])
            rest = (
                rest[~np.isin(rest, new[-1], assume_unique=True)] if self.kind is not None else rest
            )
        return np.concatenate(new), np.concatenate(before)


def _shape(setting: Setting, party: str) -> _Shape:
    moves, ranks = setting.conflict.moves[party], setting.order(party).ranks
    assert isinstance(moves, OptionMoves)
    known, block = np.unique(moves.block, return_inverse=True)
    return _Shape(block.reshape(-1), len(known), moves.kind, moves.allowed, ranks)


def _by_last_mover(
    setting: Setting,
    movers: Sequence[str],
    starts: Sequence[int] | Steps,
    kind: Kind,
    near: Near,
) -> Steps:
    """Search over (state, last mover); one layer a mover, and one of who has not moved yet."""
    n, count = setting.n, len(movers)
    arcs = [setting.arcs(party, kind) for party in movers]
    pointers = [np.searchsorted(start, np.arange(n + 1)) for start, _ in arcs]
    came = np.full((count + 1, n), _NONE, dtype=np.int64)
    seen = np.zeros((count + 1, n), dtype=np.bool_)
    distance = np.full(n, -1, dtype=np.int32)
    layer = np.full(n, count, dtype=np.int16)
    if isinstance(starts, Steps):
        seen |= _nodes(starts, count)
        distance[starts.reached] = 0
        layer[:] = np.argmax(seen, axis=0)
    else:
        seen[count, list(starts)] = True
        distance[list(starts)] = 0
    frontier = [np.flatnonzero(own).astype(np.int64) for own in seen]
    depth = 0
    while any(len(own) for own in frontier):
        depth += 1
        after = [frontier[0][:0]] * (count + 1)
        for j, (_, ends) in enumerate(arcs):
            nodes = np.concatenate([k * n + own for k, own in enumerate(frontier) if k != j])
            nodes = nodes[np.argsort(near[nodes % n], kind="stable")]
            first, last = pointers[j][nodes % n], pointers[j][nodes % n + 1]
            sizes = last - first
            place = np.repeat(first - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
            end, before = ends[place], np.repeat(nodes, sizes)
            new = ~seen[j, end]
            state, at = np.unique(end[new], return_index=True)
            seen[j, state], came[j, state] = True, before[new][at]
            first_time = state[distance[state] < 0]
            distance[first_time], layer[first_time] = depth, j
            after[j] = state
        frontier = after
    return Steps(distance, came, layer, (*range(count), _NONE))


def _nodes(steps: Steps, count: int) -> NDArray[np.bool_]:
    """The (last mover, state) nodes that a search has seen."""
    seen = steps._came >= 0
    begun = np.flatnonzero(steps.distance == 0)
    seen[count, begun] = True
    return np.asarray(seen)
