"""Least and greatest values over a party's moves in option form, without listing the moves.

A party moves within *blocks* of states that agree in everything it does not control. A block,
sorted from the party's best state to its worst, answers at once for all of its states what is
least over everything better: a running minimum. Blocks of about one size stand in one table, a
block a column, so that one pass of NumPy serves them all. Cost: states, not moves.

A table holds no more than a processor keeps near, and its states as 32-bit numbers, widened when
they are looked up: what is not in use costs four bytes a state and party.

One-way options part the states into kinds; from each kind some kinds can be reached, and every
kind has tables of its own with the states that it leads to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.model import OptionMoves

__all__ = ["EMPTY", "Blocks"]

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

_CELLS = 1 << 16
"""Members of a table: what is gathered for one stays in a processor's cache."""
_WIDE = 256
"""Columns that a table has at least, if there are so many, for a row is a call of NumPy."""
_LONG = 4096
EMPTY = np.int32(np.iinfo(np.int32).max)
"""The least value over no state at all."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Blocks of similar size: a column a block, best state first, its last state repeated."""

    members: Ints
    """(rows, blocks) states."""
    level: Bools | None
    """(rows, blocks): whether the party likes a member no less than the one above it; None where
    that holds nowhere."""
    deaf: Bools | None
    """(rows, blocks): the members that this table does not answer for; None where it does for all.
    """


class Blocks:
    """One party's moves and order, ready for questions about all states at once.

    Parameters
    ----------
    moves : OptionMoves
    ranks : (n,) int array
        The party's order: higher is better, 0 or more.

    Examples
    --------
    Two blocks, {0, 1} and {2, 3}; in each the party likes the second state better:

    >>> import numpy as np
    >>> own = Blocks(OptionMoves(np.array([0, 0, 1, 1])), np.array([0, 1, 0, 1]))
    >>> own.least(np.array([5, 7, 6, 4], dtype=np.int32)).tolist()
    [5, 5, 4, 4]
    >>> gains = own.least_gain(np.array([5, 7, 6, 4], dtype=np.int32))
    >>> [value if value < EMPTY else None for value in gains.tolist()]
    [7, None, 4, None]
    """

    def __init__(self, moves: OptionMoves, ranks: NDArray[np.int64]) -> None:
        self.n = len(ranks)
        self._tables = list(_tables(moves, ranks))

    def improves(self) -> Bools:
        """Whether the party has a move to something that it likes better, at every state."""
        return np.asarray(self.least_gain(np.zeros(self.n, dtype=np.int32)) != EMPTY)

    def least(self, field: Ints) -> Ints:
        """The least value at a state and over all moves from it, for every state."""
        return self._asked(field, gains=False)

    def least_gain(self, field: Ints) -> Ints:
        """The least value over all moves to what the party likes better; `EMPTY` without one."""
        return self._asked(field, gains=True)

    def greatest(self, field: Ints) -> Ints:
        """The greatest value at a state and over all moves from it."""
        out = self._asked(np.negative(field), gains=False)
        return np.negative(out, out=out)

    def greatest_gain(self, field: Ints) -> Ints:
        """The greatest value over all moves to what the party likes better; -`EMPTY` without."""
        out = self._asked(np.negative(field), gains=True)
        return np.negative(out, out=out)

    def lower(self, field: Ints, *, gains: bool) -> bool:
        """Put the least value over the party's moves, or gains, in place of each greater one.

        What one table puts in, another may read: where that is asked for until nothing falls,
        nothing is lost by it.

        Returns
        -------
        bool
            Whether anything fell.
        """
        fell = False
        for table in self._tables:
            place = table.members.astype(np.intp)
            values = field[place]
            found = _over(values, table, gains=gains)
            if table.deaf is not None:
                np.copyto(found, EMPTY, where=table.deaf)
            if bool((found < values).any()):
                field[place] = np.minimum(found, values, out=found)
                fell = True
        return fell

    def _asked(self, field: Ints, *, gains: bool) -> Ints:
        out = np.full(self.n, EMPTY, dtype=np.int32)
        for table in self._tables:
            place = table.members.astype(np.intp)
            found = _over(field[place], table, gains=gains)
            if table.deaf is None:
                out[place] = found
            else:
                asking = ~table.deaf
                out[place[asking]] = found[asking]
        return out


def _over(values: Ints, table: _Table, *, gains: bool) -> Ints:
    """The least of each block's values, or of those that stand above each one and are better."""
    found = np.empty_like(values)
    rows = len(values)
    if not gains:
        found[:] = values.min(axis=0)
        return found
    found[0] = EMPTY
    if rows > _LONG:
        np.minimum.accumulate(values[:-1], axis=0, out=found[1:])
    else:  # row by row takes a tenth of the time where rows are wide
        for row in range(rows - 1):
            np.minimum(found[row], values[row], out=found[row + 1])
    if table.level is None:
        return found
    if rows > _LONG:
        first = np.where(table.level, 0, np.arange(rows)[:, None])
        return np.take_along_axis(found, np.maximum.accumulate(first, axis=0), axis=0)
    for row in np.flatnonzero(table.level.any(axis=1)).tolist():
        np.copyto(found[row], found[row - 1], where=table.level[row])
    return found


def _tables(moves: OptionMoves, ranks: NDArray[np.int64]) -> Iterator[_Table]:
    order = _by_block(moves.block, ranks)
    if moves.kind is None or moves.allowed is None:
        yield from _sorted_tables(order, moves.block, ranks, None)
        return
    for kind in range(len(moves.allowed)):
        chosen = order[moves.allowed[kind][moves.kind[order]]]
        if len(chosen):
            yield from _sorted_tables(chosen, moves.block, ranks, moves.kind == kind)


def _by_block(block: NDArray[np.int64], ranks: NDArray[np.int64]) -> Ints:
    """States block by block, each from the best state to the worst."""
    span = int(ranks.max(initial=0)) + 1
    if (
        int(block.max(initial=0)) < np.iinfo(np.int64).max // span
        and int(block.min(initial=0)) >= 0
    ):
        key = block * np.int64(span)
        key -= ranks
        return np.argsort(key).astype(np.int32)
    return np.lexsort((-ranks, block)).astype(np.int32)


def _sorted_tables(
    order: Ints, block: NDArray[np.int64], ranks: NDArray[np.int64], asks: Bools | None
) -> Iterator[_Table]:
    """Tables of states that stand block by block, best first; some for each power of two."""
    begin = _beginnings(block, order)
    sizes = np.diff(np.append(begin, len(order)))
    if asks is not None:  # blocks in which nobody asks
        wanted = np.add.reduceat(asks[order], begin) > 0
        begin, sizes = begin[wanted], sizes[wanted]
    width = np.ceil(np.log2(sizes)).astype(np.int8)
    for exponent in np.unique(width):
        first, size = begin[width == exponent], sizes[width == exponent]
        columns = max(_WIDE, _CELLS >> int(exponent))
        for at in range(0, len(first), columns):
            yield _table(order, first[at : at + columns], size[at : at + columns], ranks, asks)


def _beginnings(block: NDArray[np.int64], order: Ints) -> NDArray[np.int64]:
    at = block[order]
    return np.flatnonzero(np.append(True, at[1:] != at[:-1]))


def _table(
    order: Ints,
    first: NDArray[np.int64],
    size: NDArray[np.int64],
    ranks: NDArray[np.int64],
    asks: Bools | None,
) -> _Table:
    row = np.arange(int(size.max()))[:, None]
    place = first + np.minimum(row, size - 1)
    members = order[place]
    value = ranks[members]
    level = np.zeros(members.shape, dtype=np.bool_)
    np.equal(value[1:], value[:-1], out=level[1:])
    deaf = None if asks is None else ~asks[members]
    return _Table(members, level if level.any() else None, deaf)
