"""One option that is in the case made one-way, or out of play, so that an outcome holds.

Nothing is added to what anybody can do. A change counts only where it takes away each move by
which a party would leave: that is what somebody who vouches for the outcome would have to ensure.
One that leaves such a move in place and makes what follows it harsher is a threat; it is counted
and not told.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from parley.analysis.change.lifts import moves_from
from parley.analysis.setting import Setting
from parley.case.moves import option_moves
from parley.case.option_moves import compact_moves
from parley.errors import LimitError
from parley.model import Conflict, OneWay, Option, OptionMoves

__all__ = ["OptionChange", "option_changes"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OptionChange:
    """An option that could not be taken back, or would be out of play."""

    option: Option
    kind: Literal["one_way", "fixed"]
    changes: tuple[tuple[str, str], ...]
    """(from, to) that could not be taken back; none where it is fixed."""
    value: str
    """What it has in the outcome; where it is fixed it keeps that."""
    status_quo: str | None
    """What it has as things are, where the case says so."""


def option_changes(
    case: Any,
    setting: Setting,
    state: int,
    concept: str,
    holds: Callable[[Conflict], bool],
    deadline: float,
) -> tuple[tuple[OptionChange, ...], int, bool]:
    """Every option that does it, in the least way; how many were withheld; whether all were tried.

    Parameters
    ----------
    case : Case
    setting : Setting
        Of the case's conflict.
    state : int
        The outcome that is to hold.
    concept : str
    holds : callable
        Judges a changed conflict.
    deadline : float
        By `time.monotonic`.
    """
    if case.graph is not None:
        return (), 0, True
    found: list[OptionChange] = []
    withheld = 0
    leaving = _leaving(setting, state, concept)
    for option in case.options.values():
        harsher = False
        for group in _ways(case, option, state):
            for change in group:
                if time.monotonic() > deadline:
                    return tuple(found), withheld, False
                conflict = _changed(case, setting.conflict, change)
                if conflict is None or not holds(conflict):
                    continue
                after = Setting(conflict)
                if any(np.isin(moves_from(after, p, state), x).any() for p, x in leaving.items()):
                    harsher = True
                else:
                    found.append(change)
            if found and found[-1].option.id == option.id:
                break
        else:
            withheld += harsher
    return tuple(sorted(found, key=lambda c: (c.kind == "fixed", len(c.changes)))), withheld, True


def _ways(case: Any, option: Option, state: int) -> Iterator[list[OptionChange]]:
    """One step one-way; then a whole direction; then out of play: each only if no less does it."""
    values = option.values
    value = values[int(case.states.column(option.id)[state])]
    now = case.status_quo_index
    status_quo = None if now is None else values[int(case.states.column(option.id)[now])]

    def one_way(*changes: tuple[str, str]) -> OptionChange:
        return OptionChange(option, "one_way", changes, value, status_quo)

    yield [one_way((a, b)) for a in values for b in values if a != b]
    if len(values) > 2:
        up = [(a, b) for k, a in enumerate(values) for b in values[k + 1 :]]
        yield [one_way(*up), one_way(*((b, a) for a, b in up))]
    yield [OptionChange(option, "fixed", (), value, status_quo)]


def _changed(case: Any, conflict: Conflict, change: OptionChange) -> Conflict | None:
    if change.kind == "fixed":
        column = np.asarray(case.states.column(change.option.id), np.int64)
        moves = {p: _kept(m, column) for p, m in conflict.moves.items()}
        return replace(conflict, moves=moves)
    entries = (*case.one_way, OneWay(change.option.id, change.changes))
    found = dict(conflict.moves)
    try:
        for party in change.option.by:
            found[party] = compact_moves(case.states, party, entries, case.no_move) or option_moves(
                case.states, party, entries, case.no_move
            )
    except LimitError:
        return None
    return replace(conflict, moves=found)


def _kept(moves: csr_array | OptionMoves, column: Ints) -> csr_array | OptionMoves:
    """The moves that leave an option as it is."""
    if isinstance(moves, OptionMoves):
        _, block = np.unique(np.stack([moves.block, column]), axis=1, return_inverse=True)
        return replace(moves, block=np.asarray(block, np.int64).reshape(-1))
    start, end = moves.nonzero()
    same = column[start] == column[end]
    ones = np.ones(int(same.sum()), dtype=np.bool_)
    return csr_array((ones, (start[same], end[same])), shape=moves.shape)


def _leaving(setting: Setting, state: int, concept: str) -> dict[str, Ints]:
    """Per party its moves from the state that gain and that nothing deters as things are.

    Where orders are known in part every gain that cannot be ruled out counts.
    """
    total = all(setting.order(party).total for party in setting.parties)
    found = {}
    for party in setting.parties:
        ends = moves_from(setting, party, state)
        here = np.full(len(ends), state)
        ends = ends[setting.order(party).improves(here, ends, "conceivable")]
        ranks = setting.order(party).ranks
        if total and ranks is not None and concept != "nash":
            low = setting.lowest(party, gains=concept == "seq", escape=concept == "smr")
            ends = ends[low[ends] > ranks[state]]
        found[party] = ends
    return found
