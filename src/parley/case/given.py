"""What a party's ranking, priorities or weights give by themselves, and the words for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from parley.case.preferences import Ranks, lexicographic, ranked, weighted
from parley.case.ranges import difference, has_ranges, reach, weight_ranges
from parley.case.states import StateSpace
from parley.model import Preferences, WeightRanges

__all__ = ["Given", "given"]

Where = Callable[[tuple[Any, ...]], str]


@dataclass(frozen=True)
class Given:
    """One party's preferences, with what they give apart from comparisons."""

    space: StateSpace
    preferences: Preferences
    base: Ranks | None
    """(n,) ranks; -1 where they say nothing; None where there are none, or ranges."""
    ranges: WeightRanges | None
    where: Where
    """Place of a part of the case file, as ``file:line:column``, for messages."""

    def at(self, form: str, *number: int) -> str:
        """Place of one comparison, pattern, priority or weight of the party."""
        return self.where((form, self.preferences.party, *number))

    def says(self, up: int, down: int) -> bool:
        """Whether they put one state above the other in any case."""
        if self.ranges is not None:
            return reach(self.ranges, difference(self.ranges, up, down))[0] > 0
        base = self.base
        return base is not None and bool(base[up] >= 0 and 0 <= base[down] < base[up])

    def against(self, up: int, down: int) -> str:
        """What speaks against a comparison by itself; empty where nothing does."""
        if self.ranges is not None:
            least, most = reach(self.ranges, difference(self.ranges, up, down))
            lower, tie = most <= 0, least == most == 0
        else:
            base = self.base
            if base is None or base[up] < 0 or base[down] < 0 or base[up] > base[down]:
                return ""
            lower, tie = True, bool(base[up] == base[down])
        if not lower:
            return ""
        kind = "tie" if tie else "order"
        return (
            f"this is against the {kind} that the party's other preferences give"
            f"{self._why(up, down)}"
        )

    def leading(self, steps: Iterable[tuple[int, int]]) -> str:
        """What the given order adds to comparisons that cannot all hold, in words."""
        if self.ranges is not None:
            return " with the weights"
        parts = list(dict.fromkeys(self._ranked(one, other) for one, other in steps))
        return f" with the ranking ({'; '.join(parts)})" if parts else ""

    def _why(self, up: int, down: int) -> str:
        """The part of the other preferences that decides between two states."""
        if self.preferences.ranking is not None:
            return f": {self._ranked(up, down)}"
        if self.preferences.priorities is not None:
            return self._priority(up, down)
        entries = [
            f"{condition.text!r}{_bracketed(self.at('weights', j))}"
            for j, (condition, _, _) in enumerate(self.preferences.weights or ())
            if self.space.where(condition.logic)[up] != self.space.where(condition.logic)[down]
        ]
        if not entries:
            return ": no weight tells them apart"
        return f": the weights of {', '.join(entries)}"

    def _priority(self, up: int, down: int) -> str:
        for j, condition in enumerate(self.preferences.priorities or ()):
            holds = self.space.where(condition.logic)
            if holds[up] != holds[down]:
                return f": the priority {condition.text!r}{_bracketed(self.at('priorities', j))}"
        return ": no priority tells them apart"

    def _ranked(self, low: int, high: int) -> str:
        """``y: no (case.yaml:5:20) above x: yes (case.yaml:5:31)``."""
        assert self.base is not None
        word = "tied with" if self.base[low] == self.base[high] else "above"
        return f"{self._pattern(high)} {word} {self._pattern(low)}"

    def _pattern(self, state: int) -> str:
        """The pattern by which a ranking lists a state."""
        assert self.base is not None
        ranking = self.preferences.ranking or ()
        group = len(ranking) - int(self.base[state])
        for k, pattern in enumerate(ranking[group] if group < len(ranking) else ()):
            if self.space.matching(pattern)[state]:
                words = ", ".join(f"{name}: {value}" for name, value in pattern.items())
                return f"{words}{_bracketed(self.at('ranking', group, k))}"
        return "`rest: last`"


def _bracketed(place: str) -> str:
    return f" ({place})" if place else ""


def given(space: StateSpace, preferences: Preferences, where: Where = lambda key: "") -> Given:
    """Work out what ranking, priorities or weights give.

    States of which a ranking says nothing have rank -1; with ``rest: last`` they are last.

    Parameters
    ----------
    space : StateSpace
        The feasible states.
    preferences : Preferences
        The party's.
    where : callable
        Gives the place of a part of the case, in words; empty where it is not known.
    """
    ranks: Ranks | None = None
    ranges: WeightRanges | None = None
    if preferences.priorities is not None:
        ranks = lexicographic(space, preferences.priorities)
    elif preferences.weights is not None and has_ranges(preferences.weights):
        ranges = weight_ranges(space, preferences.weights)
    elif preferences.weights is not None:
        ranks = weighted(space, preferences.weights)
    elif preferences.ranking is not None:
        ranks = ranked(space, preferences.ranking).ranks
        if preferences.rest == "last":
            ranks = np.maximum(ranks, 0)
    return Given(space, preferences, ranks, ranges, where)


def in_words(name: str, places: Mapping[tuple[Any, ...], Any]) -> Where:
    """Say a place as ``file:line:column``; empty where the file does not show it."""

    def where(key: tuple[Any, ...]) -> str:
        place = places.get(key)
        return f"{name}:{place.line}:{place.column}" if place is not None else ""

    return where
