"""What is certain, and what is conceivable, of how strongly a party prefers, by definition.

A state is much worse than another where it stands on a lower level. Of a state whose level is not
known it is known what stands at or above it and at or below it: x is much worse than s for certain
where something at or above x is on a lower level than something at or below s.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.checking.by_definition import Comparing

__all__ = ["Grading"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_TOP = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class Grading:
    """One party's levels, as seen from one state."""

    known: Comparing
    levels: Ints | None
    """The party's `parley.model.Preference.levels`."""
    party: str
    start: int

    def much_worse(self, states: Ints) -> Bools:
        """Whether each state is much worse than the start, for certain."""
        if self.levels is None:
            return np.zeros(len(states), bool)
        return np.asarray(self._highest(states) < self._lowest(np.array([self.start]))[0])

    def perhaps_much_worse(self, states: Ints) -> Bools:
        """Whether nothing that is known speaks against each being much worse."""
        if self.levels is None:
            return np.zeros(len(states), bool)
        open_ = self._lowest(states) < self._highest(np.array([self.start]))[0]
        start = np.full(len(states), self.start)
        return np.asarray(open_ & ~self.known.at_least(self.party, start, states))

    def _lowest(self, states: Ints) -> Ints:
        """The highest level that something at or below each state is known to be on; else -1."""
        return self._bound(states, below=True)

    def _highest(self, states: Ints) -> Ints:
        """The lowest level that something at or above each is known to be on."""
        return self._bound(states, below=False)

    def _bound(self, states: Ints, *, below: bool) -> Ints:
        levels = np.asarray(self.levels)
        found = levels[states].astype(np.int64)
        told = np.flatnonzero(levels >= 0)
        for k in np.flatnonzero(found < 0).tolist():
            here = np.full(len(told), states[k])
            ends = (told, here) if below else (here, told)
            some = levels[told[self.known.at_least(self.party, *ends)]]
            found[k] = some.max(initial=-1) if below else some.min(initial=_TOP)
        return found
