"""A party's moves from a few states, without listing its moves from all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from parley.model import Conflict, OptionMoves

__all__ = ["Successors"]

Ints = NDArray[np.int64]


class Successors:
    """The moves of every party of a conflict, made ready party by party when first asked for.

    Examples
    --------
    >>> moves = {"a": OptionMoves(np.array([0, 1, 0, 0]))}
    >>> position, end = Successors(Conflict(4, ("a",), moves, {})).of("a", np.array([1, 2]))
    >>> position.tolist(), end.tolist()
    ([1, 1], [0, 3])
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self._rows: dict[str, csr_array] = {}
        self._blocks: dict[str, tuple[Ints, Ints]] = {}

    def of(self, party: str, states: Ints) -> tuple[Ints, Ints]:
        """All moves from some states, as (position in `states`, target)."""
        moves = self.conflict.moves.get(party)
        if moves is None or not len(states):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        if isinstance(moves, OptionMoves):
            return self._in_blocks(party, moves, states)
        if party not in self._rows:
            rows = csr_array(moves, dtype=bool, copy=True)
            rows.sum_duplicates()
            rows.eliminate_zeros()
            self._rows[party] = rows
        rows = self._rows[party]
        position, place = _ranges(rows.indptr[states], rows.indptr[states + 1])
        end = rows.indices[place].astype(np.int64)
        keep = end != states[position]
        return position[keep], end[keep]

    def _in_blocks(self, party: str, moves: OptionMoves, states: Ints) -> tuple[Ints, Ints]:
        if party not in self._blocks:
            order = np.argsort(moves.block, kind="stable").astype(np.int64)
            self._blocks[party] = order, moves.block[order]
        order, at = self._blocks[party]
        block = moves.block[states]
        position, place = _ranges(
            np.searchsorted(at, block, side="left"), np.searchsorted(at, block, side="right")
        )
        end = order[place]
        keep = end != states[position]
        if moves.kind is not None and moves.allowed is not None:
            keep &= moves.allowed[moves.kind[states[position]], moves.kind[end]]
        return position[keep], end[keep]


def _ranges(begin: NDArray[np.integer], end: NDArray[np.integer]) -> tuple[Ints, Ints]:
    """Every number from begin[k] to end[k] - 1, with its k."""
    sizes = (end - begin).astype(np.int64)
    position = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(len(position)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return position, np.repeat(begin.astype(np.int64), sizes) + within
