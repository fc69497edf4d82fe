"""A reply set as a block of option values, where listing its states would be too much."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.case import Case

__all__ = ["block_around"]


def block_around(
    case: Case, party: str, state: int
) -> tuple[dict[str, tuple[str, ...]], NDArray[np.int64]]:
    """The smallest block of option values that no move of the others leads out of.

    A column that none of the others controls stays as it is; one that they control may take every
    value that they can bring it to, step by step, against no one-way rule.

    Returns
    -------
    dict of str to tuple of str
        Column → its values, where not all of them are possible.
    (k,) int array
        The feasible states of the block, ascending.
    """
    space = case.states
    within: dict[str, tuple[str, ...]] = {}
    inside = np.ones(len(space), np.bool_)
    for i, column in enumerate(space.columns):
        by = (column.party,) if column.party else space.options[column.option].by
        movers = [mover for mover in by if mover != party]
        at = column.values[int(space.table[state, i])]
        values = {at}
        for mover in movers * len(column.values):
            values |= _onward(case, column.name, column.values, values, mover)
        if len(values) < len(column.values):
            kept = tuple(value for value in column.values if value in values)
            within[column.name] = kept
            inside &= np.isin(column.values, kept)[space.table[:, i]]
    if not within and space.columns:  # everything: a block names at least one column
        within[space.columns[0].name] = space.columns[0].values
    return within, np.flatnonzero(inside)


def _onward(
    case: Case, name: str, every: tuple[str, ...], values: set[str], mover: str
) -> set[str]:
    """The values that a mover can change a column to, from one of some values."""
    barred = {
        (after, before)
        for entry in case.one_way
        if entry.option == name and entry.when is None
        for before, after in entry.changes
    } | {
        entry.change
        for entry in case.no_move
        if entry.by == mover and entry.option == name and entry.when is None
    }
    return {new for new in every if any((old, new) not in barred for old in values if old != new)}
