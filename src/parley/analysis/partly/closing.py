"""Closing the gap between the bounds of a verdict, and one completion for all parties at once.

The concepts give two bounds for every party and state: stable in every completion at least here,
in some completion at most there. Where they do not meet, completions drawn by chance settle what
they show, and a search settles the rest; both under one time limit. What is left is not proven.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.concepts import Concept
from parley.analysis.partly.completions import Assumed, Extreme, assumed
from parley.analysis.partly.sampling import drawn
from parley.analysis.partly.searching import Cut, Goal, Search
from parley.analysis.setting import Setting, Verdict

__all__ = ["Closed", "closed"]

Bools = NDArray[np.bool_]
_DRAWS = 48
_DRAWN_FOR = 0.25
"""Share of the time that drawing may take."""
_DRAWN_TO = 1 << 17
"""States of a bounded setting up to which a draw takes no longer than all of them may; an eighth
where moves are listed."""
_ROUNDS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Closed:
    """One concept's verdicts as far as they could be settled."""

    verdicts: Mapping[str, Verdict]
    possible: Bools
    """(n,): an equilibrium in some completion of all parties at once; an upper bound."""
    sure: Bools
    """(n,): those of them for which such a completion is known."""
    searched: bool
    """Whether the concept's gap is one that the search can close."""


@dataclass(eq=False)
class _Task:
    """One concept while its gap is being closed."""

    concept: Concept
    stable: dict[str, Bools]
    possible: dict[str, Bools]
    both: Bools
    sure: Bools
    holds: dict[str, Bools] = field(default_factory=dict)
    """Stable in some completion, without doubt."""
    fails: dict[str, Bools] = field(default_factory=dict)
    """Unstable in some completion, without doubt."""

    def unsettled(self) -> bool:
        """Whether anything is left to be settled."""
        return self.joint_open() or any(bool((~self.decided(party)).any()) for party in self.stable)

    def joint_open(self) -> bool:
        return bool((self.both & ~self.sure).any())

    def decided(self, party: str) -> Bools:
        every = self.stable[party] | self.fails[party]
        some = ~self.possible[party] | self.holds[party]
        return np.asarray(every & some)


def closed(
    setting: Setting,
    verdicts: Sequence[tuple[Concept, Mapping[str, Verdict]]],
    time_limit: float,
    chosen: Mapping[str, Mapping[str, Any]],
) -> dict[str, Closed]:
    """Settle what can be settled of several concepts' verdicts in a given time.

    Parameters
    ----------
    setting : Setting
    verdicts : sequence of (concept, party → its bounds)
    time_limit : float
        Seconds in all; nothing is looked for where there are none. Where the setting is
        `bounded` there are draws by chance and no search.
    chosen : mapping
        Concept → the keywords with which it is asked. What deters is told to the search for
        the default ones only; with others the bounds stand.

    Returns
    -------
    dict of str to Closed
        By the concept's name.
    """
    free = all(setting.order(party).free for party in setting.parties)
    done: dict[str, Closed] = {}
    tasks: list[_Task] = []
    for concept, given in verdicts:
        if free and all(bool(verdict.decided.all()) for verdict in given.values()):
            done[concept.name] = _as_given(setting.n, given, _told_apart(concept, chosen))
        else:
            tasks.append(_task(setting, concept, given))
    start = time.monotonic()
    end = start + time_limit
    searched = [t for t in tasks if _told_apart(t.concept, chosen) and t.unsettled()]
    drawn_to = _DRAWN_TO if setting.threads else _DRAWN_TO >> 3
    if searched and time_limit > 0 and setting.bounded and setting.n <= drawn_to:
        _draw(setting, searched, end, chosen)
    if searched and time_limit > 0 and not setting.bounded:
        _draw(setting, searched, start + _DRAWN_FOR * time_limit, chosen)
    if searched and not setting.bounded and time.monotonic() < end:
        known = {party: assumed(setting.order(party)) for party in setting.parties}
        for k, task in enumerate(searched):
            now = time.monotonic()
            _search(setting, task, known, now + (end - now) / (len(searched) - k))
    told = {
        t.concept.name: _told(t, _told_apart(t.concept, chosen) and not setting.bounded)
        for t in tasks
    }
    return {**done, **told}


def _as_given(n: int, verdicts: Mapping[str, Verdict], searched: bool) -> Closed:
    """What the bounds settle, in few arrays, for a large conflict has many verdicts."""
    both = np.ones(n, np.bool_)
    given = {}
    for party, verdict in verdicts.items():
        both &= verdict.possible
        apart = verdict.possible is not verdict.stable  # who changes one does not mean the other
        given[party] = verdict if apart else replace(verdict, possible=verdict.possible.copy())
    return Closed(given, both, both, searched)


def _told_apart(concept: Concept, chosen: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether the search knows what deters."""
    if concept.answers is None:
        return False
    given = chosen.get(concept.name, {})
    return all(given.get(word, values[0]) == values[0] for word, values in concept.variants.items())


def _task(setting: Setting, concept: Concept, given: Mapping[str, Verdict]) -> _Task:
    stable = {party: verdict.stable.copy() for party, verdict in given.items()}
    possible = {party: verdict.possible.copy() for party, verdict in given.items()}
    n = setting.n
    task = _Task(concept, stable, possible, np.ones(n, np.bool_), np.ones(n, np.bool_))
    for party, verdict in given.items():
        task.both &= verdict.possible
        # Weights as ranges need not reach the extremes on which the bounds rest.
        free = setting.order(party).free
        meet = verdict.decided if free else np.zeros(n, np.bool_)
        task.holds[party] = verdict.stable | (meet & verdict.possible)
        task.fails[party] = ~verdict.possible | (meet & ~verdict.stable)
        # Decided by the bounds, so whatever the others' completions are: all can be had together.
        task.sure &= task.holds[party]
    task.sure &= task.both
    return task


def _draw(
    setting: Setting,
    tasks: Sequence[_Task],
    deadline: float,
    chosen: Mapping[str, Mapping[str, Any]],
) -> None:
    """Judge completions drawn by chance, of all parties at once."""
    chance = np.random.default_rng(0)
    for _ in range(_DRAWS):
        if time.monotonic() > deadline:
            return
        orders = {p: drawn(setting.order(p), chance) for p in setting.parties}
        completion = setting.completed(orders)
        for task in tasks:
            together = np.ones(setting.n, np.bool_)
            for party in setting.parties:
                stable = task.concept(completion, party, **chosen.get(task.concept.name, {})).stable
                task.holds[party] |= stable
                task.fails[party] |= ~stable
                together &= stable
            task.sure |= together


def _search(setting: Setting, task: _Task, known: dict[str, Assumed], end: float) -> None:
    """Ask what is left, a little time for each question first, then what is left of it for all.

    What is assumed of `known` on the way is undone.
    """
    answers = task.concept.answers
    assert answers is not None
    search = Search(setting, answers)
    for _ in range(_ROUNDS):
        questions = [*_about_parties(setting, task, search, known)]
        if task.concept.couples:  # else each party's completion can be chosen by itself
            questions += _about_all(task, search, known)
        if not questions:
            break
        for k, question in enumerate(questions):
            now = time.monotonic()
            if now >= end:
                return
            try:
                question(now + (end - now) / (1 + (len(questions) - k) / 4))
            except Cut:
                continue
    _together(task)


Question = Callable[[float], None]


def _about_parties(
    setting: Setting, task: _Task, search: Search, known: dict[str, Assumed]
) -> list[Question]:
    """Ask whether a state is stable for a party in some completion, and unstable in some."""
    questions: list[Question] = []
    for party in setting.parties:
        for state in np.flatnonzero(~task.decided(party)).tolist():
            if not (task.stable[party][state] or task.fails[party][state]):
                questions.append(_Fails(setting, task, search, known, party, state))
            if task.possible[party][state] and not task.holds[party][state]:
                questions.append(_Holds(setting, task, search, known, party, state))
    return questions


def _about_all(task: _Task, search: Search, known: dict[str, Assumed]) -> list[Question]:
    """Ask whether a state is an equilibrium in one completion of all parties."""
    return [
        _Together(task, search, known, state)
        for state in np.flatnonzero(task.both & ~task.sure).tolist()
    ]


@dataclass(frozen=True, slots=True)
class _OfOne:
    """A question about one party at one state."""

    setting: Setting
    task: _Task
    search: Search
    known: dict[str, Assumed]
    party: str
    state: int


class _Fails(_OfOne):
    __slots__ = ()

    def __call__(self, deadline: float) -> None:
        """Look for a completion in which one move is a gain that nothing meets."""
        party, state = self.party, self.state
        known = _at_its_extreme(self.setting, self.known, party, state, most=True)
        moves = self.search.moves(party, state)
        for k, move in enumerate(moves):
            now = time.monotonic()
            goal = Goal(party, state, move, False)
            if self.search.possible([goal], known, now + (deadline - now) / (len(moves) - k)):
                self.task.fails[party][state] = True
                return
        self.task.stable[party][state] = self.task.holds[party][state] = True


class _Holds(_OfOne):
    __slots__ = ()

    def __call__(self, deadline: float) -> None:
        """Look for a completion in which every move of the party is no gain, or is met."""
        party, state = self.party, self.state
        known = _at_its_extreme(self.setting, self.known, party, state, most=False)
        goals = [Goal(party, state, move, True) for move in self.search.moves(party, state)]
        if self.search.possible(goals, known, deadline):
            self.task.holds[party][state] = True
        else:
            self.task.possible[party][state] = False
            self.task.fails[party][state] = True
            self.task.both[state] = False


@dataclass(frozen=True, slots=True)
class _Together:
    task: _Task
    search: Search
    known: dict[str, Assumed]
    state: int

    def __call__(self, deadline: float) -> None:
        """Look for one completion in which no party has reason to leave."""
        task, state = self.task, self.state
        if not task.both[state]:  # settled meanwhile
            return
        goals = [
            Goal(party, state, move, True)
            for party in task.stable
            for move in self.search.moves(party, state)
        ]
        if self.search.possible(goals, self.known, deadline):
            task.sure[state] = True
        else:
            task.both[state] = False


def _at_its_extreme(
    setting: Setting, known: dict[str, Assumed], party: str, state: int, *, most: bool
) -> dict[str, Assumed]:
    """The party's own order as bad, or as good, for the verdict as can be, where that is had."""
    order = setting.order(party)
    if order.ranks is not None or not order.free:
        return known
    return {**known, party: Extreme(order, state, most=most)}


def _together(task: _Task) -> None:
    """What is possible for each party by itself, where no party's verdict rests on another's."""
    if not task.concept.couples:
        held = np.logical_and.reduce([*task.holds.values(), task.both])
        task.sure |= held


def _told(task: _Task, searched: bool) -> Closed:
    _together(task)
    verdicts = {
        party: Verdict(task.stable[party], task.possible[party], task.decided(party))
        for party in task.stable
    }
    return Closed(verdicts, task.both, task.sure & task.both, searched)
