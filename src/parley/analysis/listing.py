"""A party's moves as lists of sources and targets, and whether there is room for them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from parley.errors import LimitError
from parley.model import OptionMoves

__all__ = ["LIMIT", "check_room", "counted", "listed"]

Arcs = tuple[NDArray[np.int64], NDArray[np.int64]]
LIMIT = 2**26
"""Moves of one party that are listed: about 1 GB."""


def listed(moves: csr_array | OptionMoves | None, n: int, party: str) -> Arcs:
    """List a party's moves, by source and then by target, without moves to the same state.

    Raises
    ------
    LimitError
        There would be too many; nothing has been built.

    Examples
    --------
    >>> start, end = listed(OptionMoves(np.array([0, 1, 0])), 3, "a")
    >>> start.tolist(), end.tolist()
    ([0, 2], [2, 0])
    """
    if moves is None:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    if isinstance(moves, OptionMoves):
        return _of_blocks(moves, party)
    entries = coo_array(moves)
    entries.sum_duplicates()
    source, target = entries.coords
    keep = (source != target) & (np.asarray(entries.data) != 0)
    return _ascending(source[keep].astype(np.int64), target[keep].astype(np.int64))


def counted(moves: csr_array | OptionMoves | None, n: int) -> NDArray[np.int64]:
    """How many moves there are from each state, or somewhat more, without listing them.

    Examples
    --------
    >>> counted(OptionMoves(np.array([0, 1, 0])), 3).tolist()
    [1, 0, 1]
    """
    if moves is None:
        return np.zeros(n, np.int64)
    if isinstance(moves, OptionMoves):
        _, block, size = np.unique(moves.block, return_inverse=True, return_counts=True)
        return np.asarray(size[block.reshape(-1)] - 1, dtype=np.int64)
    return np.bincount(coo_array(moves).coords[0], minlength=n).astype(np.int64)


def check_room(moves: csr_array | OptionMoves | None, n: int, party: str) -> None:
    """Refuse to list moves in option form where there are too many.

    Raises
    ------
    LimitError
        With how many there would be; nothing has been built.
    """
    total = int(counted(moves, n).sum()) if isinstance(moves, OptionMoves) else 0
    if total > LIMIT:
        raise LimitError(
            f"{party} would have {total:,} moves to be listed, more than the limit of {LIMIT:,} "
            f"({16 * total / 1e9:.1f} GB); leave out options or give them fewer values"
        )


def _of_blocks(moves: OptionMoves, party: str) -> Arcs:
    check_room(moves, len(moves.block), party)
    order = np.argsort(moves.block, kind="stable")
    at = moves.block[order]
    begin = np.flatnonzero(np.append(True, at[1:] != at[:-1]))
    sizes = np.diff(np.append(begin, len(order)))
    mates = np.repeat(sizes, sizes)
    source = np.repeat(order, mates)
    first = np.repeat(np.repeat(begin, sizes), mates)
    within = np.arange(len(source)) - np.repeat(np.cumsum(mates) - mates, mates)
    target = order[first + within]
    keep = source != target
    if moves.kind is not None and moves.allowed is not None:
        keep &= moves.allowed[moves.kind[source], moves.kind[target]]
    return _ascending(source[keep], target[keep])


def _ascending(source: NDArray[np.int64], target: NDArray[np.int64]) -> Arcs:
    ascending = np.lexsort((target, source))
    return source[ascending], target[ascending]
