"""The moves that lead into a state."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.setting import Setting
from parley.analysis.steps import Step, told
from parley.model import OptionMoves

__all__ = ["Entries"]

_SHOWN = 10


class Entries:
    """Looks up who could move into a state, without listing moves that need no listing.

    Parameters
    ----------
    setting : Setting
    """

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._sorted: dict[str, tuple[NDArray[np.int64], NDArray[np.intp]]] = {}

    def into(self, end: int) -> tuple[int, tuple[Step, ...]]:
        """How many moves lead into a state, and the first ten, by party and state moved from."""
        shown: list[tuple[int, int, int]] = []
        count = 0
        for number, party in enumerate(self._setting.parties):
            starts = np.sort(self._starts(party, end))
            count += len(starts)
            shown += [(number, int(start), end) for start in starts[:_SHOWN]]
        return count, told(self._setting, self._setting.parties, shown[:_SHOWN])

    def _starts(self, party: str, end: int) -> NDArray[np.int64]:
        moves = self._setting.conflict.moves.get(party)
        if party not in self._sorted:
            by = moves.block if isinstance(moves, OptionMoves) else self._setting.arcs(party)[1]
            order = np.argsort(by, kind="stable")
            self._sorted[party] = by[order], order
        by, order = self._sorted[party]
        at = int(moves.block[end]) if isinstance(moves, OptionMoves) else end
        found = order[np.searchsorted(by, at) : np.searchsorted(by, at, side="right")]
        if not isinstance(moves, OptionMoves):
            return np.asarray(self._setting.arcs(party)[0][found])
        if moves.kind is not None and moves.allowed is not None:
            found = found[moves.allowed[moves.kind[found], moves.kind[end]]]
        return np.asarray(found[found != end], dtype=np.int64)
