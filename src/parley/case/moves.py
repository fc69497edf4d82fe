"""Every party's one-step moves among the feasible states.

A party can move from a state to any other that differs only in what it controls: its own options,
a common option of which it is one of the actors, its own switch of a joint option. Moves that are
one-way the wrong way, or that a party cannot make, are taken out. In graph form the moves are
those that the case lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from parley.case.states import Column, StateSpace
from parley.errors import LimitError
from parley.model import Logic, NoMove, OneWay, Option

__all__ = [
    "MOVE_LIMIT",
    "Removed",
    "controlled",
    "graph_moves",
    "numbered",
    "option_moves",
    "removed_steps",
]

MOVE_LIMIT = 2**26
"""Moves of one party that are listed without being asked to go further."""
_HALF = 2**31 - 1
"""Numbers up to here take half the memory, and half the time."""
Steps = NDArray[np.int64]
Removed = tuple[str, str, str, Logic | None]
"""A step that cannot be taken: option, from, to, and where, if not everywhere."""


def controlled(options: Mapping[str, Option], columns: Sequence[Column], party: str) -> list[int]:
    """Return the columns that a party can change, as indices."""
    return [
        i
        for i, column in enumerate(columns)
        if (party == column.party if column.party else party in options[column.option].by)
    ]


def option_moves(
    space: StateSpace,
    party: str,
    one_way: Iterable[OneWay] = (),
    no_move: Iterable[NoMove] = (),
    *,
    limit: int = MOVE_LIMIT,
) -> csr_array:
    """Return a party's moves in option form.

    Parameters
    ----------
    space : StateSpace
        The feasible states.
    party : str
        The party that moves.
    one_way, no_move
        What is taken out; of `no_move` only this party's entries count.
    limit : int
        How many moves may be listed.

    Returns
    -------
    (n, n) csr_array of bool
        True at ``[s, x]`` where the party can move from s to x.

    Raises
    ------
    LimitError
        There would be more moves than that; nothing has been built.
    """
    own = controlled(space.options, space.columns, party)
    start, end = _within_groups(space, own, party, limit)
    for option, before, after, when in removed_steps(party, one_way, no_move):
        keep = ~_includes(space, start, end, option, before, after, when)
        start, end = start[keep], end[keep]
    return _matrix(len(space), start, end)


def removed_steps(
    party: str, one_way: Iterable[OneWay], no_move: Iterable[NoMove]
) -> list[Removed]:
    """Return what a party cannot do: (option, from, to, where), as `one_way` and `no_move` say."""
    removed: list[Removed] = [
        (entry.option, after, before, entry.when)
        for entry in one_way
        for before, after in entry.changes
    ]
    return removed + [(e.option, *e.change, e.when) for e in no_move if e.by == party]


def graph_moves(space: StateSpace, given: Iterable[tuple[str, str]]) -> csr_array:
    """Return the moves that a case in graph form lists, as (from, to) names of states."""
    place = {state["state"]: i for i, state in enumerate(space)}
    pairs = [(place[before], place[after]) for before, after in given]
    start = np.array([before for before, _ in pairs], np.int64)
    end = np.array([after for _, after in pairs], np.int64)
    return _matrix(len(space), start, end)


def _within_groups(
    space: StateSpace, own: Sequence[int], party: str, limit: int
) -> tuple[Steps, Steps]:
    """Return all (from, to) pairs of different states that agree outside the own columns."""
    n = len(space)
    if not own or not n:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    mine = set(own)
    key = numbered(space, [i for i in range(len(space.columns)) if i not in mine])
    group = np.unique(key, return_inverse=True)[1].reshape(-1).astype(np.int64)
    order = np.argsort(group, kind="stable")
    sizes = np.bincount(group)
    total = int((sizes.astype(np.int64) * (sizes - 1)).sum())
    if total > limit:
        raise LimitError(
            f"{party} would have {total:,} moves, more than the limit of {limit:,}; "
            "leave out options or give them fewer values"
        )
    begin = np.cumsum(sizes) - sizes
    mates = sizes[group[order]]
    start = np.repeat(order, mates)
    within = np.arange(len(start)) - np.repeat(np.cumsum(mates) - mates, mates)
    end = order[np.repeat(begin[group[order]], mates) + within]
    keep = start != end
    return start[keep], end[keep]


def numbered(space: StateSpace, columns: Sequence[int]) -> NDArray[np.int64]:
    """Number the states by what stands in some columns: equal numbers, equal values there."""
    key: NDArray[np.signedinteger] = np.zeros(len(space), np.int32)
    span = 1
    for i in columns:
        width = len(space.columns[i].values)
        if span * width > _HALF and key.dtype == np.int32:
            key = key.astype(np.int64)
        if span * width > 2**40:  # renumbered, so that no product of many columns overflows
            key = np.unique(key, return_inverse=True)[1].reshape(-1).astype(np.int64)
            span = len(space)
        key *= width
        key += space.table[:, i]
        span *= width
    return key.astype(np.int64)


def _includes(
    space: StateSpace,
    start: Steps,
    end: Steps,
    option: str,
    before: str,
    after: str,
    when: Logic | None,
) -> NDArray[np.bool_]:
    """Return which steps change an option from one value to another, where a statement holds."""
    values = next(c.values for c in space.columns if option in {c.name, c.option})
    column = space.column(option)
    found = (column[start] == values.index(before)) & (column[end] == values.index(after))
    if when is not None:
        found &= space.where(when)[start]
    return np.asarray(found, bool)


def _matrix(n: int, start: Steps, end: Steps) -> csr_array:
    ones = np.ones(len(start), bool)
    matrix = csr_array((ones, (start, end)), shape=(n, n), dtype=bool)
    matrix.sum_duplicates()
    matrix.sort_indices()
    return matrix
