"""Whether some completion makes moves deterred, or not deterred: exact, by search.

Asked is one completion of all parties in which every one of some goals holds. A goal is about a
move of a party from a state: that it is no gain or is met by a sanction, or that it is a gain and
nothing meets it. The search keeps what is assumed of each party's order consistent
(`parley.analysis.partly.completions`). It looks, for each goal, for the answer that needs the
fewest open comparisons; where that is none the goal is settled, else one of them is assumed, then
its contrary. Only comparisons that lie on such answers are ever touched. It ends, for every step
settles one; how long that takes nobody can promise, so there is a deadline.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from parley.analysis.partly.answers import Answers
from parley.analysis.partly.completions import Assumed
from parley.analysis.setting import Setting

__all__ = ["Cut", "Goal", "Search"]


class Cut(Exception):
    """The deadline passed: nothing is wrong, and nothing is known."""


class Goal(NamedTuple):
    """That a party's move is not worth making (`deterred`), or that it is."""

    party: str
    state: int
    move: int
    deterred: bool


Open = tuple[str, int, int, bool]
"""A comparison still open, (party, state, other), and the value that would help."""


class Search:
    """One concept's search over the completions of a conflict.

    Parameters
    ----------
    setting : Setting
        Gives the moves.
    answers : Answers
        What deters.
    """

    def __init__(self, setting: Setting, answers: Answers) -> None:
        self.setting, self.answers = setting, answers
        self._cuts: dict[str, tuple[list[int], list[int]]] = {}
        self._reached: dict[tuple[str, int], list[int]] = {}

    def moves(self, party: str, state: int) -> list[int]:
        """Where a party can move to from a state."""
        if party not in self._cuts:
            start, end = self.setting.arcs(party)
            cuts = np.searchsorted(start, np.arange(self.setting.n + 1))
            self._cuts[party] = (cuts.tolist(), end.tolist())
        cuts_, ends = self._cuts[party]
        return ends[cuts_[state] : cuts_[state + 1]]

    def possible(
        self, goals: Sequence[Goal], known: Mapping[str, Assumed], deadline: float
    ) -> bool:
        """Whether one completion meets all goals.

        Parameters
        ----------
        goals : sequence of Goal
        known : mapping of str to Assumed
            Per party what is certain; left as it was.
        deadline : float
            By `time.monotonic`.

        Raises
        ------
        Cut
            The deadline passed first.
        """
        marks = {party: order.mark() for party, order in known.items()}
        try:
            return self._searched(goals, known, deadline)
        finally:
            for party, mark in marks.items():
                known[party].undo(mark)

    def _searched(
        self, goals: Sequence[Goal], known: Mapping[str, Assumed], deadline: float
    ) -> bool:
        # (comparison, what it was assumed to be, where its party's order stood, both tried)
        taken: list[tuple[Open, int, bool, list[Goal]]] = []
        left = list(goals)
        while True:
            if time.monotonic() > deadline:
                raise Cut
            lost, left, step = self._looked_at(left, known)
            if not lost and step is None:
                return True
            if step is not None and not lost:
                mark = known[step[0]].mark()
                taken.append((step, mark, False, left))
                if _taken(known, step):
                    continue
            turned = _turned(taken, known)
            if turned is None:
                return False
            left = turned

    def _looked_at(
        self, goals: list[Goal], known: Mapping[str, Assumed]
    ) -> tuple[bool, list[Goal], Open | None]:
        """Whether a goal is lost; the goals that are open still; what to assume next."""
        left: list[Goal] = []
        best: list[Open] | None = None
        for goal in goals:
            holds, steps = self._asked(goal, known)
            if holds is False:
                return True, goals, None
            if holds is None:
                left.append(goal)
                if best is None or len(steps) < len(best):
                    best = steps
        return False, left, None if best is None else best[0]

    def _asked(self, goal: Goal, known: Mapping[str, Assumed]) -> tuple[bool | None, list[Open]]:
        """Whether a goal holds whatever else is so; else the comparisons that would help."""
        party, state, move, deterred = goal
        gain = known[party].above(state, move)
        if gain is False:
            return deterred, []
        answer = self._cheapest(party, state, move, known)
        if deterred:
            if answer == []:
                return True, []
            if gain is None:
                return None, [(party, state, move, False)]
            return (False, []) if answer is None else (None, answer)
        if answer == []:
            return False, []
        if gain is None:
            return None, [(party, state, move, True)]
        if answer is None:
            return True, []
        return None, [(p, a, b, not value) for p, a, b, value in answer]

    def _cheapest(
        self, party: str, state: int, move: int, known: Mapping[str, Assumed]
    ) -> list[Open] | None:
        """The answer that needs the fewest open comparisons; None where nothing can deter."""
        if self.answers.by == "nobody":
            return None
        if self.answers.by == "moves":
            best: list[Open] | None = None
            for end in self._ends(party, move):
                needs = self._sanction(party, state, end, known)
                if needs is not None and (best is None or len(needs) < len(best)):
                    best = needs
                    if not best:
                        break
            return best
        return self._walked(party, state, move, known)

    def _walked(
        self, party: str, state: int, move: int, known: Mapping[str, Assumed]
    ) -> list[Open] | None:
        """The same over gains: a walk over (state, last mover), open comparisons costing one."""
        others = [other for other in self.setting.parties if other != party]
        best: list[Open] | None = None
        came: dict[tuple[int, str], tuple[tuple[int, str], Open | None]] = {}
        cost = {(move, ""): 0}
        queue = deque([(move, "")])
        done: set[tuple[int, str]] = set()
        seen: set[int] = set()
        while queue:
            node = queue.popleft()
            if node in done:
                continue
            done.add(node)
            at, last = node
            if best is not None and cost[node] >= len(best):
                break
            if last and at not in seen:
                seen.add(at)
                needs = self._sanction(party, state, at, known)
                if needs is not None and (best is None or cost[node] + len(needs) < len(best)):
                    best = [*_along(came, node), *needs]
                    if not best:
                        break
            for mover in others:
                if mover == last:
                    continue
                for end in self.moves(mover, at):
                    gain = known[mover].above(at, end)
                    if gain is False:
                        continue
                    after, through = (end, mover), cost[node] + (gain is None)
                    if through < cost.get(after, 1 << 60):
                        cost[after] = through
                        came[after] = (node, (mover, at, end, True) if gain is None else None)
                        (queue.append if gain is None else queue.appendleft)(after)
        return best

    def _sanction(
        self, party: str, state: int, end: int, known: Mapping[str, Assumed]
    ) -> list[Open] | None:
        """The open comparisons on which it rests that a state deters; None where it does not."""
        order = known[party]
        needs: list[Open] = []
        for other in self._after(party, end):
            better = order.above(state, other)
            if better:
                return None
            if better is None:
                needs.append((party, state, other, False))
        return needs

    def _after(self, party: str, end: int) -> Iterator[int]:
        yield end
        if self.answers.escape:
            yield from self.moves(party, end)

    def _ends(self, party: str, move: int) -> list[int]:
        """Where the others can get to by any moves, from a state; kept."""
        key = (party, move)
        if key not in self._reached:
            others = [other for other in self.setting.parties if other != party]
            nodes = {(move, "")}
            queue = deque(nodes)
            while queue:
                at, last = queue.popleft()
                for mover in others:
                    for end in self.moves(mover, at) if mover != last else ():
                        if (end, mover) not in nodes:
                            nodes.add((end, mover))
                            queue.append((end, mover))
            self._reached[key] = sorted({at for at, last in nodes if last})
        return self._reached[key]


def _along(
    came: Mapping[tuple[int, str], tuple[tuple[int, str], Open | None]], node: tuple[int, str]
) -> list[Open]:
    """The open comparisons along the way to a node, first ones first."""
    found: list[Open] = []
    while node in came:
        node, step = came[node]
        if step is not None:
            found.append(step)
    return found[::-1]


def _taken(known: Mapping[str, Assumed], step: Open) -> bool:
    party, state, other, value = step
    return known[party].assume(state, other, value)


def _turned(
    taken: list[tuple[Open, int, bool, list[Goal]]], known: Mapping[str, Assumed]
) -> list[Goal] | None:
    """Go back to the last assumption whose contrary is untried, and assume that."""
    while taken:
        step, mark, both, left = taken.pop()
        known[step[0]].undo(mark)
        if both:
            continue
        party, state, other, value = step
        contrary = (party, state, other, not value)
        taken.append((contrary, mark, True, left))
        if _taken(known, contrary):
            return left
        # neither: the pop above comes to it again
    return None
