"""The least value over legal sequences of arbitrary moves, where the last mover counts.

Moves that are listed one by one need not be transitive, so two moves in a row of one party may
lead where no legal sequence does. For every opponent j this keeps what is least over all legal
sequences that j begins, at every state; each is what is least over j's moves, at their ends or
over what the others then begin there. Rounds of that end where nothing falls. A conflict with
very long sequences would take very many rounds; after some the strongly connected components of
`parley.analysis.replies` finish it.

Source of the rule: Fang, Hipel and Kilgour 1993, Interactive Decision Making.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocks import EMPTY, Ints
from parley.analysis.replies import NOWHERE, Replies

__all__ = ["Walks"]

Arcs = tuple[NDArray[np.int64], NDArray[np.int64]]
_ROUNDS = 64


class Walks:
    """The opponents' legal sequences over one set of arcs.

    Parameters
    ----------
    n : int
        Number of states.
    arcs : sequence of (source, target) pairs of (m,) int arrays
        One pair for each opponent, sources ascending; no arc leads from a state to itself.

    Examples
    --------
    One opponent moves once, 0 → 1 or 1 → 2, and never twice in a row:

    >>> one = Walks(3, [(np.array([0, 1]), np.array([1, 2]))])
    >>> one.least(np.array([5, 3, 1], dtype=np.int32))[:2].tolist()
    [3, 1]
    """

    def __init__(self, n: int, arcs: Sequence[Arcs]) -> None:
        self.n, self.arcs = n, tuple(arcs)
        self._movers = [_rows(source) for source, _ in arcs]
        self._replies: Replies | None = None

    def least(self, field: Ints) -> Ints:
        """The least value over all that the opponents can reach; `EMPTY` where they cannot move."""
        begun = [np.full(self.n, EMPTY, dtype=np.int32) for _ in self.arcs]
        waiting, turn = len(begun), 0
        while waiting:
            if turn >= _ROUNDS * len(begun):
                return self._by_components(field)
            j = turn % len(begun)
            found = self._step(j, field, begun)
            waiting = waiting - 1 if np.array_equal(found, begun[j]) else len(begun) - 1
            begun[j], turn = found, turn + 1
        return np.minimum.reduce(begun) if begun else np.full(self.n, EMPTY, dtype=np.int32)

    def _step(self, j: int, field: Ints, begun: Sequence[Ints]) -> Ints:
        """What is least over sequences that j begins, by what the others are known to begin."""
        there = field
        for k, other in enumerate(begun):
            if k != j:
                there = np.minimum(there, other)
        found = begun[j].copy()
        starts, cuts = self._movers[j]
        if len(starts):
            found[starts] = np.minimum.reduceat(there[self.arcs[j][1]], cuts)
        return found

    def _by_components(self, field: Ints) -> Ints:
        if self._replies is None:
            self._replies = Replies(self.n, self.arcs)
        lowest = self._replies.lowest(field.astype(np.int64))
        return np.where(lowest == NOWHERE, EMPTY, lowest).astype(np.int32)


def _rows(source: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """States that have moves, and where the moves of each begin."""
    cuts = np.flatnonzero(np.append(True, source[1:] != source[:-1])) if len(source) else source
    return np.asarray(source[cuts], dtype=np.intp), np.asarray(cuts, dtype=np.intp)
