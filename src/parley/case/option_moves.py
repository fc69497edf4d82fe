"""A party's moves in option form without listing them: blocks of states, and kinds of states.

What a one-way option stands at, and whether a condition holds, give every state a kind; a move is
allowed by the kinds of its ends alone. Where what is allowed is not transitive (a one-way step,
and a free way around it) a move would do what no sequence of moves is needed for, and the moves
have to be listed: see `parley.case.moves`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from parley.case.moves import Removed, controlled, numbered, removed_steps
from parley.case.states import StateSpace
from parley.model import NoMove, OneWay, OptionForm, OptionMoves

__all__ = ["compact_moves", "option_form"]

_KINDS = 64
"""Kinds of states for which tables are kept; with more the moves are listed."""


def option_form(space: StateSpace) -> OptionForm:
    """Return what the states are made of, and who can change which columns."""
    columns = space.columns
    return OptionForm(
        space.table,
        tuple(column.name for column in columns),
        tuple((c.party,) if c.party else space.options[c.option].by for c in columns),
        tuple(column.party is not None for column in columns),
    )


def compact_moves(
    space: StateSpace,
    party: str,
    one_way: Iterable[OneWay] = (),
    no_move: Iterable[NoMove] = (),
) -> OptionMoves | None:
    """Return a party's moves in option form; None where they have to be listed.

    Parameters
    ----------
    space : StateSpace
        The feasible states.
    party : str
        The party that moves.
    one_way, no_move
        What is taken out; of `no_move` only this party's entries count.

    Examples
    --------
    >>> from parley.case.feasible import compile_states
    >>> from parley.model import Option
    >>> space = compile_states({"a": Option("a", ("x",)), "b": Option("b", ("y",))})
    >>> compact_moves(space, "x").block.tolist()
    [0, 1, 0, 1]
    """
    own = set(controlled(space.options, space.columns, party))
    if not own:
        return OptionMoves(np.arange(len(space), dtype=np.int64))
    block = numbered(space, [i for i in range(len(space.columns)) if i not in own])
    removed = [
        entry
        for entry in removed_steps(party, one_way, no_move)
        if any(i in own and entry[0] in (c.name, c.option) for i, c in enumerate(space.columns))
    ]
    if not removed:
        return OptionMoves(block)
    kinds = _kinds(space, removed)
    if kinds is None:
        return None
    return OptionMoves(block, *kinds)


def _kinds(
    space: StateSpace, removed: Sequence[Removed]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]] | None:
    """Kinds of states and which leads to which; None where that is not transitive."""
    options = list(dict.fromkeys(option for option, *_ in removed))
    conditions = [when for *_, when in removed if when is not None]
    marks = [np.asarray(space.column(option), np.int64) for option in options]
    marks += [space.where(when).astype(np.int64) for when in conditions]
    table, kind = _different(marks)
    if len(table) > _KINDS:
        return None
    allowed = np.ones((len(table), len(table)), dtype=np.bool_)
    holding = len(options)
    for option, before, after, when in removed:
        values = next(c.values for c in space.columns if option in {c.name, c.option})
        at = table[:, options.index(option)]
        source = at == values.index(before)
        if when is not None:
            source = source & (table[:, holding] == 1)
            holding += 1
        allowed &= ~(source[:, None] & (at == values.index(after))[None, :])
    steps = allowed.astype(np.int64)
    if bool(((steps @ steps > 0) & ~allowed).any()):
        return None
    return kind, allowed


def _different(
    marks: Sequence[NDArray[np.int64]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different rows of some columns, and for every state the number of its row."""
    key = np.zeros(len(marks[0]), np.int64)
    for mark in marks:
        key = key * (int(mark.max(initial=0)) + 1) + mark
        if int(key.max(initial=0)) > 2**32:
            key = np.unique(key, return_inverse=True)[1].reshape(-1).astype(np.int64)
    _, first, kind = np.unique(key, return_index=True, return_inverse=True)
    rows = np.stack([mark[first] for mark in marks], axis=1)
    return rows, kind.reshape(-1).astype(np.int64)
