"""Moves from one state, and the shortest ways between states, without listing every move.

A way is a legal sequence of moves: anybody may move, and nobody twice in a row.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from parley.model import Conflict, OptionMoves

__all__ = ["Ways", "moves_from"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
_NOT = -1


def moves_from(conflict: Conflict, party: str, state: int) -> Ints:
    """States to which a party can move from a state, ascending.

    Examples
    --------
    >>> moves = {"a": OptionMoves(np.array([0, 1, 0]))}
    >>> moves_from(Conflict(3, ("a",), moves, {}), "a", 0).tolist()
    [2]
    """
    moves = conflict.moves.get(party)
    if moves is None:
        return np.zeros(0, np.int64)
    if not isinstance(moves, OptionMoves):
        row = moves[[state]].tocoo()
        targets = np.unique(row.coords[1][np.asarray(row.data) != 0]).astype(np.int64)
        return np.asarray(targets[targets != state])
    mates = np.flatnonzero(moves.block == moves.block[state])
    if moves.kind is not None and moves.allowed is not None:
        mates = mates[moves.allowed[moves.kind[state], moves.kind[mates]]]
    return np.asarray(mates[mates != state], np.int64)


class Ways:
    """The shortest ways from one state to all that can be reached from it.

    Parameters
    ----------
    conflict : Conflict
    start : int
        The state from which the ways lead.

    Examples
    --------
    >>> moves = {"a": OptionMoves(np.array([0, 0, 1, 1])), "b": OptionMoves(np.array([0, 1, 0, 1]))}
    >>> Ways(Conflict(4, ("a", "b"), moves, {}), 0).to(3)
    (0, 2, 3)
    """

    def __init__(self, conflict: Conflict, start: int) -> None:
        self.conflict, self.start = conflict, start
        self._first = {p: np.full(conflict.n, _NOT, np.int16) for p in conflict.parties}
        self._spread()

    def to(self, state: int) -> tuple[int, ...]:
        """The states of one shortest way, both ends with it; empty where there is none.

        Of several shortest ways that whose states come first, looked at from its end.
        """
        if state == self.start:
            return (state,)
        lengths = [
            (int(first[state]), k, party)
            for k, (party, first) in enumerate(self._first.items())
            if first[state] != _NOT
        ]
        if not lengths:
            return ()
        length, _, mover = min(lengths)
        way = [state]
        for step in range(length - 1, -1, -1):
            state, mover = self._before(state, mover, step)
            way.append(state)
        return tuple(reversed(way))

    def steps(self) -> Ints:
        """How many moves the shortest ways have, (n,); where there is none, more than any."""
        far = np.iinfo(np.int16).max
        least = np.full(self.conflict.n, far, np.int64)
        for first in self._first.values():
            least = np.minimum(least, np.where(first == _NOT, far, first))
        least[self.start] = 0
        return least

    def _spread(self) -> None:
        """Number, for every party, the states that it can be the last to reach, by steps."""
        n, parties = self.conflict.n, self.conflict.parties
        here = np.zeros(n, np.bool_)
        here[self.start] = True
        fresh = dict.fromkeys(parties, here)  # at the start anybody may move
        step = 0
        while any(new.any() for new in fresh.values()) and step < np.iinfo(np.int16).max:
            step += 1
            reached = {}
            for party in parties:
                others = [fresh[q] for q in parties if q != party or step == 1]
                begun = np.logical_or.reduce(others) if others else np.zeros(n, np.bool_)
                new = self._moved(party, begun) & (self._first[party] == _NOT)
                self._first[party][new] = step
                reached[party] = new
            fresh = reached

    def _moved(self, party: str, begun: Bools) -> Bools:
        """Where a party can move from any of some states."""
        moves = self.conflict.moves.get(party)
        if moves is None or not begun.any():
            return np.zeros(self.conflict.n, np.bool_)
        if not isinstance(moves, OptionMoves):
            return np.asarray((begun.astype(np.int32) @ moves.astype(np.int32)) > 0)
        kind = np.zeros(self.conflict.n, np.int64) if moves.kind is None else moves.kind
        allowed = np.ones((1, 1), np.bool_) if moves.allowed is None else moves.allowed
        present = np.zeros((int(moves.block.max()) + 1, len(allowed)), np.int64)
        np.add.at(present, (moves.block[begun], kind[begun]), 1)
        # To stay is no move, so a state does not count for itself.
        return np.asarray((present @ allowed.astype(np.int64))[moves.block, kind] > begun)

    def _before(self, state: int, mover: str, step: int) -> tuple[int, str]:
        """The state from which, after `step` steps, the mover came here; and who came there."""
        if step == 0:
            return self.start, ""
        found = [
            (before, k, party)
            for k, (party, first) in enumerate(self._first.items())
            if party != mover
            for before in self._sources(mover, state, np.flatnonzero(first == step))
        ]
        before, _, party = min(found)
        return before, party

    def _sources(self, mover: str, state: int, among: Ints) -> Iterator[int]:
        """The first of some states from which the mover can move here."""
        moves = self.conflict.moves[mover]
        if isinstance(moves, OptionMoves):
            among = among[moves.block[among] == moves.block[state]]
            if moves.kind is not None and moves.allowed is not None:
                among = among[moves.allowed[moves.kind[among], moves.kind[state]]]
            fit = among[among != state]
        else:
            column = moves[:, [state]].tocoo()
            sources = column.coords[0][np.asarray(column.data) != 0]
            fit = among[np.isin(among, sources) & (among != state)]
        yield from fit[:1].tolist()
