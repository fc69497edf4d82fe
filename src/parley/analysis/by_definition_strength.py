"""What is certain, and what is conceivable, of how strongly a party prefers, by definition.

A state is much worse than another where it stands on a lower level. Of a state whose level is not
known it is known what stands at or above it and at or below it: x is much worse than s for certain
where something at or above x is on a lower level than something at or below s.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.model import Preference

__all__ = ["Grading"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_TOP = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class Grading:
    """One party's levels, as seen from one state."""

    known: Preference
    start: int

    def much_worse(self, states: Ints) -> Bools:
        """Whether each state is much worse than the start, for certain."""
        if self.known.levels is None:
            return np.zeros(len(states), bool)
        return np.asarray(self._highest(states) < self._lowest(np.array([self.start]))[0])

    def perhaps_much_worse(self, states: Ints) -> Bools:
        """Whether nothing that is known speaks against each being much worse."""
        if self.known.levels is None:
            return np.zeros(len(states), bool)
        open_ = self._lowest(states) < self._highest(np.array([self.start]))[0]
        return np.asarray(open_ & ~self._no_worse(states))

    def _no_worse(self, states: Ints) -> Bools:
        """Whether each state is better than the start, or as good, for certain."""
        known = self.known
        if known.ranks is not None:
            return np.asarray(known.ranks[states] >= known.ranks[self.start])
        found = states == self.start
        if known.better is not None:
            found = found | np.asarray(known.better[self.start, states], bool)
        if known.tied is not None:
            found = found | np.asarray(known.tied[self.start, states], bool)
        return np.asarray(found)

    def _lowest(self, states: Ints) -> Ints:
        """The highest level that something at or below each state is known to be on; else -1."""
        return self._bound(states, below=True)

    def _highest(self, states: Ints) -> Ints:
        """The lowest level that something at or above each is known to be on."""
        return self._bound(states, below=False)

    def _bound(self, states: Ints, *, below: bool) -> Ints:
        found = np.asarray(self.known.levels)[states].astype(np.int64)
        for k in np.flatnonzero(found < 0).tolist():
            levels = self._levels(int(states[k]), below=below)
            found[k] = levels.max(initial=-1) if below else levels.min(initial=_TOP)
        return found

    def _levels(self, state: int, *, below: bool) -> Ints:
        """The known levels of what stands at or below a state, or at or above it."""
        known = self.known
        assert known.levels is not None
        if known.ranks is not None:
            ranks = np.asarray(known.ranks)
            there = ranks <= ranks[state] if below else ranks >= ranks[state]
        else:
            n = len(known.levels)
            there = np.arange(n) == state
            if known.better is not None:
                there |= np.asarray(known.better[:, state] if below else known.better[state], bool)
            if known.tied is not None:
                there |= np.asarray(known.tied[state], bool)
        found = np.asarray(known.levels)[there]
        return np.asarray(found[found >= 0], np.int64)
