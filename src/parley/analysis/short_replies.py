"""Replies of few moves: each opponent at most once, or one move of one opponent.

Published texts and programs differ in how long a reply may be. Beside legal sequences (see
`parley.analysis.walks`) these are the two that are in use; both are finite, so what a reply can
reach is built up move by move: for a set of opponents who have not moved yet, what each of them
reaches in one move, there or over what the rest then reach.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocks import EMPTY
from parley.analysis.blocks import Ints as Field
from parley.errors import LimitError

__all__ = ["LEGAL", "Sequences", "ShortReplies", "least_in_few"]

T = TypeVar("T")
Arcs = tuple[NDArray[np.int64], NDArray[np.int64]]
Sequences = Literal["legal", "once", "single"]
"""``legal``: anybody may return, nobody moves twice in a row; ``once``: each of the others moves at
most once; ``single``: one of them moves, once."""
LEGAL: Sequences = "legal"
_ORDERS = 8
"""Opponents up to which every set of them is gone through."""
_CHUNK = 64_000_000
"""Bytes of rows that are joined at a time."""


def least_in_few(
    movers: int, field: Field, step: Callable[[int, Field], Field], sequences: Sequences
) -> Field:
    """The least value over all that a short reply can reach, from every state.

    Parameters
    ----------
    movers : int
        How many opponents there are.
    field : (n,) int32 array
    step : callable
        Of an opponent's number and a field: the least over its moves from every state; `EMPTY`,
        or no less than at the state itself, where it has none.
    sequences : {"once", "single"}

    Returns
    -------
    (n,) int32 array

    Raises
    ------
    LimitError
        There are too many opponents to go through all orders in which each moves once.

    Examples
    --------
    Two opponents; the first moves 0 → 1, the second 1 → 2:

    >>> def step(j, field):
    ...     return np.append(field[1:], EMPTY) if j == 0 else np.array([EMPTY, field[2], EMPTY])
    >>> least_in_few(2, np.array([5, 3, 1], np.int32), step, "once")[:2].tolist()
    [1, 1]
    >>> least_in_few(2, np.array([5, 3, 1], np.int32), step, "single")[:2].tolist()
    [3, 1]
    """
    nothing = np.full(len(field), EMPTY, dtype=np.int32)

    def on(j: int, rest: Field) -> Field:
        return step(j, np.minimum(field, rest))

    return _built(movers, nothing, on, np.minimum, sequences)


class ShortReplies:
    """The same over listed moves, of values and of bits; asked as `Replies` and `Closure` are.

    Parameters
    ----------
    n : int
        Number of states.
    arcs : sequence of (source, target) pairs of (m,) int arrays
        One pair for each opponent, sources ascending.
    sequences : {"once", "single"}

    Examples
    --------
    >>> arcs = [(np.array([0]), np.array([1])), (np.array([1]), np.array([2]))]
    >>> once = ShortReplies(3, arcs, "once")
    >>> once.lowest(np.array([5, 3, 1]))[:2].tolist()
    [1, 1]
    >>> once.every(np.array([[7], [6], [3]], np.uint64))[:2].ravel().tolist()
    [2, 3]
    """

    def __init__(self, n: int, arcs: Sequence[Arcs], sequences: Sequences) -> None:
        self.n, self.arcs, self.sequences = n, tuple(arcs), sequences
        self._begin = [np.flatnonzero(np.diff(source, prepend=-1)) for source, _ in self.arcs]

    def lowest(self, field: NDArray[np.int64]) -> NDArray[np.int64]:
        """Least value of a field over all that a reply reaches; `EMPTY` where there is none."""
        values = np.minimum(field, EMPTY).astype(np.int32)
        return least_in_few(len(self.arcs), values, self._least, self.sequences).astype(np.int64)

    def every(self, rows: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Which bits are set at every state that a reply reaches, for every state.

        Parameters
        ----------
        rows : (n, words) uint64 array
            A row a state; all bits are set in what is given back where there is no reply.
        """

        def on(j: int, rest: NDArray[np.uint64]) -> NDArray[np.uint64]:
            return self._joined(j, rows & rest)

        nothing = np.full_like(rows, np.iinfo(np.uint64).max)
        return _built(len(self.arcs), nothing, on, np.bitwise_and, self.sequences)

    def _least(self, j: int, field: Field) -> Field:
        (source, target), begin = self.arcs[j], self._begin[j]
        found = np.full(self.n, EMPTY, dtype=np.int32)
        if len(source):
            found[source[begin]] = np.minimum.reduceat(field[target], begin)
        return found

    def _joined(self, j: int, rows: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """What the ends of a mover's moves have in common, for every state."""
        (source, target), begin = self.arcs[j], self._begin[j]
        found = np.full_like(rows, np.iinfo(np.uint64).max)
        ends = np.append(begin[1:], len(source))
        first, room = 0, max(1, _CHUNK // max(1, 8 * rows.shape[1]))
        while first < len(begin):
            last = max(first + 1, int(np.searchsorted(ends, begin[first] + room, side="right")))
            part = slice(int(begin[first]), int(ends[last - 1]))
            cuts = begin[first:last] - begin[first]
            found[source[begin[first:last]]] = np.bitwise_and.reduceat(
                rows[target[part]], cuts, axis=0
            )
            first = last
        return found


def _built(
    movers: int,
    nothing: T,
    on: Callable[[int, T], T],
    join: Callable[[T, T], T],
    sequences: Sequences,
) -> T:
    """What replies reach: of each mover's move joined with what then is reached by the rest."""
    if sequences == "single":
        found = nothing
        for j in range(movers):
            found = join(found, on(j, nothing))
        return found
    if movers > _ORDERS:
        raise LimitError(
            f"replies in which each of the others moves once are gone through in every order, of "
            f"{_ORDERS} others at most; here are {movers}: leave out sequences=once"
        )
    before = {frozenset[int](): nothing}
    for size in range(1, movers + 1):
        now = {}
        for some in combinations(range(movers), size):
            found = nothing
            for j in some:
                found = join(found, on(j, before[frozenset(some) - {j}]))
            now[frozenset(some)] = found
        before = now
    return before[frozenset(range(movers))]
