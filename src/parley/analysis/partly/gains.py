"""Least and greatest values over a party's gains in option form, where its order is open.

`parley.analysis.blocks` does this for full orders. Here what stands above a state is told by two
numbers (`parley.analysis.partly.nested`): its own as a start, and another as a state that may stand
above one. Within a block of states that agree in everything the party does not control, sorted from
the highest value to the lowest, what stands above a start comes first, so that a running minimum
answers. It starts anew with every block, because the block is part of the number that runs.

Of what is only conceivable a start may stand among those above it, for nothing is known between it
and its like. It is no gain over itself: then the second least counts where its own is the least.

Cost: states, not moves; and only those blocks, and states in them, that some start gains by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocks import EMPTY
from parley.analysis.partly.nested import Nest
from parley.model import OptionMoves

__all__ = ["Gains"]

Bools = NDArray[np.bool_]
Values = NDArray[np.int32]
Places = NDArray[np.intp]
Long = NDArray[np.int64]

_SHIFT = 32
_LOW = (1 << _SHIFT) - 1
_NOUGHT = 1 << 31
"""Added to a value so that it is none below nought."""


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """States block by block, highest value first, and the starts that ask about them."""

    members: Places
    """(m,) states."""
    block: Long
    """(m,) number of the block, from the last, shifted."""
    starts: Places
    """(k,) states that have gains here."""
    ends: Places
    """(k,) the last place of what stands above each."""
    among: Bools | None
    """(k,) whether a start itself stands there; None where none does."""


class Gains:
    """One party's gains by one chain of sets, ready for questions about all its starts at once.

    Parameters
    ----------
    moves : OptionMoves
    nest : Nest

    Examples
    --------
    One block of three states of which nothing is known: each may be a gain over the others.

    >>> everything = np.ones(3, dtype=np.int32)
    >>> nest = Nest(everything, everything - 1, everything > 0, True)
    >>> own = Gains(OptionMoves(np.array([0, 0, 0])), nest)
    >>> own.least(np.array([5, 7, 6], dtype=np.int32)).tolist()
    [6, 5, 5]
    """

    def __init__(self, moves: OptionMoves, nest: Nest) -> None:
        self.n = len(moves.block)
        self._runs = list(_runs(moves, nest.value, nest.bar, nest.starts))

    def improves(self) -> Bools:
        """Whether each state is a start with a gain."""
        found = np.zeros(self.n, dtype=np.bool_)
        for run in self._runs:
            found[run.starts] = True
        return found

    def least(self, field: Values) -> Values:
        """The least value over the gains from each start; `EMPTY` where there are none."""
        found = np.full(self.n, EMPTY, dtype=np.int32)
        for run in self._runs:
            found[run.starts] = _least(run, field)
        return found

    def greatest(self, field: Values) -> Values:
        """The greatest value over the gains from each start; -`EMPTY` where there are none."""
        return -self.least(-field)


def _least(run: _Run, field: Values) -> Values:
    key = run.block + (field[run.members].astype(np.int64) + _NOUGHT)
    least = np.minimum.accumulate(key)
    found = least[run.ends]
    if run.among is not None:
        # The greater of each number and the least before it: the least of these is the second.
        greater = np.maximum(least[:-1], key[1:])
        second = np.append(np.iinfo(np.int64).max, np.minimum.accumulate(greater))[run.ends]
        second = np.where(second >> _SHIFT == found >> _SHIFT, second, _LOW)
        own = field[run.starts].astype(np.int64) + _NOUGHT
        found = np.where(run.among & (own == found & _LOW), second, found)
    return ((found & _LOW) - _NOUGHT).astype(np.int32)


def _runs(moves: OptionMoves, value: Values, bar: Values, starts: Bools) -> Iterator[_Run]:
    asked = np.zeros(int(moves.block.max(initial=-1)) + 1, dtype=np.bool_)
    asked[moves.block[starts]] = True
    states = np.flatnonzero(asked[moves.block])
    if moves.kind is None or moves.allowed is None:
        yield from _run(states, starts, moves.block, value, bar)
        return
    for kind in range(len(moves.allowed)):
        own = starts & (moves.kind == kind)
        if own.any():
            there = states[moves.allowed[kind][moves.kind[states]]]
            yield from _run(there, own, moves.block, value, bar)


def _run(states: Places, starts: Bools, block: Long, value: Values, bar: Values) -> Iterator[_Run]:
    """Sort the states, and cut off what stands above no start."""
    names, number = np.unique(block[states], return_inverse=True)
    number = number.reshape(-1).astype(np.int64)
    span = int(max(value.max(initial=0), bar.max(initial=0))) + 2
    key = number * span + (span - 1 - value[states])
    order = np.argsort(key)
    members, number, key = states[order], number[order], key[order]
    begin = np.searchsorted(number, np.arange(len(names)))
    mine = np.flatnonzero(starts[members])
    asks, at = members[mine], number[mine]
    above = np.searchsorted(key, at * span + (span - 1 - bar[asks])) - begin[at]
    among = value[asks] > bar[asks]
    gains = above > among
    asks, at, above, among = asks[gains], at[gains], above[gains], among[gains]
    if not len(asks):
        return
    wanted = np.zeros(len(names), dtype=np.int64)
    np.maximum.at(wanted, at, above)
    keep = np.arange(len(members)) - begin[number] < wanted[number]
    cut = np.cumsum(wanted) - wanted
    shifted = (len(names) - number[keep]) << _SHIFT
    yield _Run(members[keep], shifted, asks, cut[at] + above - 1, among if among.any() else None)
