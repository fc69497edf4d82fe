"""From here to there: what can be reached from a state, by which moves, and what stands between.

Source: Li, Kilgour and Hipel 2005 (status quo analysis in the graph model): states reachable from
the status quo by legal moves, and by moves that improve things for whoever makes them, with
shortest sequences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from parley.analysis.entries import Entries
from parley.analysis.setting import Setting
from parley.analysis.stability import HasConflict, compiled
from parley.analysis.steps import Step, Steps, changed, searched, told
from parley.errors import UsageError
from parley.model import Conflict

__all__ = ["Paths", "Way", "paths"]

Reached = Literal["here", "gains", "perhaps", "moves", "nothing"]
VARIANT = (
    "legal sequences of everybody's moves, nobody twice in a row, returns allowed; by gains: each "
    "step is strictly better for its mover than the state just before it"
)


@dataclass(frozen=True, slots=True)
class Way:
    """How one state can be reached from the start, or what stands between."""

    end: int
    reached: Reached
    """``here``: it is the start; ``gains``: by steps by each of which its mover gains;
    ``perhaps``: by steps each of which may be a gain, as far as is known; ``moves``: by legal
    moves, but some mover does not gain; ``nothing``: no legal sequence leads there."""
    moves: tuple[Step, ...] = ()
    """A shortest legal sequence, whoever gains."""
    gains: tuple[Step, ...] = ()
    """A shortest one by whose every step its mover gains; where ``perhaps``, may gain."""
    frontier: int | None = None
    """Where gains do not lead all the way: the last state that they lead to, on the way that
    needs the fewest steps from there on."""
    rest: tuple[Step, ...] = ()
    """Those steps; the first is one by which its mover does not gain, or is not known to."""
    entries: tuple[Step, ...] = ()
    """Where no sequence leads there: the moves that lead into it from elsewhere, ten at most."""
    n_entries: int = 0
    """How many there are."""


@dataclass(frozen=True, slots=True)
class Paths:
    """What can be reached from a state. Arrays are indexed by state."""

    variant: str
    case_hash: str
    parameters: Mapping[str, Any]
    start: int
    steps: NDArray[np.int32]
    """The fewest legal moves; 0 at the start, -1 where none lead."""
    steps_by_gains: NDArray[np.int32]
    """The same by certain gains only."""
    steps_by_possible_gains: NDArray[np.int32]
    """The same by gains that are conceivable."""
    ways: tuple[Way, ...]
    """One for each state asked for, in ascending order."""
    complete: bool = True
    why_stopped: str = "finished"

    @property
    def furthest(self) -> NDArray[np.int64]:
        """The last states that legal moves lead to: those that take the most moves."""
        return np.flatnonzero(self.steps == self.steps.max()).astype(np.int64)


def paths(
    case: HasConflict | Conflict,
    start: int | None = None,
    *,
    to: Iterable[int] = (),
    with_inferred: bool = False,
) -> Paths:
    """Say what can be reached from a state, and how each of some states can.

    Parameters
    ----------
    case : a case or a Conflict
    start : int, optional
        An index into ``case.states``; the status quo without it.
    to : iterable of int
        States for which ways are asked, for instance ``result.equilibria``.
    with_inferred : bool
        As for `stability`.

    Returns
    -------
    Paths

    Raises
    ------
    UsageError
        There is no such state, or no start and no status quo.

    Examples
    --------
    Two parties, each with one switch. Either would switch; back again nobody would alone:

    >>> from parley.model import OptionMoves, Preference
    >>> dilemma = Conflict(
    ...     4, ("a", "b"),
    ...     {"a": OptionMoves(np.array([0, 0, 1, 1])), "b": OptionMoves(np.array([0, 1, 0, 1]))},
    ...     {"a": Preference(np.array([1, 0, 3, 2])), "b": Preference(np.array([1, 3, 0, 2]))},
    ... )
    >>> found = paths(dilemma, 3, to=[0])
    >>> found.ways[0].reached, [(step.mover, step.end) for step in found.ways[0].gains]
    ('gains', [('b', 1), ('a', 0)])
    >>> back = paths(dilemma, 0, to=[3]).ways[0]
    >>> back.reached, back.frontier, [(step.mover, step.gains) for step in back.rest]
    ('moves', 0, [('b', False), ('a', False)])
    """
    conflict = compiled(case, with_inferred)
    begin = conflict.status_quo if start is None else start
    if begin is None:
        raise UsageError("there is no status quo to start from; name the state to start from")
    ends = sorted({int(end) for end in to})
    for state in (begin, *ends):
        if not 0 <= state < conflict.n:
            raise UsageError(f"there are {conflict.n} states, 0 and up; not {state}")
    setting = Setting(conflict)
    search = _Search(setting, begin, changed(case, begin))
    return Paths(
        variant=VARIANT,
        case_hash=conflict.hash,
        parameters={"with_inferred": with_inferred},
        start=begin,
        steps=search.moves.distance,
        steps_by_gains=search.gains.distance,
        steps_by_possible_gains=search.perhaps.distance,
        ways=tuple(search.way(end) for end in ends),
    )


class _Search:
    """The three searches from a start, and how they go on from where gains end."""

    def __init__(self, setting: Setting, start: int, near: NDArray[np.int64] | None) -> None:
        self.setting, self.start, self.near = setting, start, near
        everybody = setting.parties
        self.moves = searched(setting, everybody, [start], "any", near=near)
        self.gains = searched(setting, everybody, [start], "certain")
        total = all(setting.order(party).total for party in everybody)
        self.perhaps = self.gains if total else searched(setting, everybody, [start], "conceivable")
        self._on: dict[bool, Steps] = {}
        self._entries: Entries | None = None

    def way(self, end: int) -> Way:
        if end == self.start:
            return Way(end, "here")
        moves = self._told(self.moves, end)
        if self.gains.reached[end]:
            return Way(end, "gains", moves, self._told(self.gains, end))
        if self.perhaps.reached[end]:
            by_gains, rest = self._told(self.perhaps, end), self._told(self._beyond(True), end)
            return Way(end, "perhaps", moves, by_gains, rest[0].start, rest)
        if moves:
            rest = self._told(self._beyond(False), end)
            return Way(end, "moves", moves, (), rest[0].start, rest)
        if self._entries is None:
            self._entries = Entries(self.setting)
        count, entries = self._entries.into(end)
        return Way(end, "nothing", entries=entries, n_entries=count)

    def _beyond(self, certain: bool) -> Steps:
        """On by any moves, from all that certain gains, or conceivable ones, lead to."""
        if certain not in self._on:
            begun = self.gains if certain else self.perhaps
            self._on[certain] = searched(
                self.setting, self.setting.parties, begun, "any", near=self.near
            )
        return self._on[certain]

    def _told(self, steps: Steps, end: int) -> tuple[Step, ...]:
        return told(self.setting, self.setting.parties, steps.way(end))
