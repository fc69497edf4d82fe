"""What moves made at the same time add up to, by definition: option by option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.case import Case
from parley.model import Conflict

__all__ = ["Sums"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sums:
    """The rows of option values of a case, and whose option each column is."""

    table: NDArray[Any]
    """(n, columns): the index of the value."""
    owner: tuple[str, ...]
    """Per column the one party that can change it."""

    @classmethod
    def of(cls, case: Case | Conflict) -> Sums | None:
        """Read a case; None where moves do not add up, for an option is several parties'."""
        if isinstance(case, Conflict):
            if case.form is None:
                return None
            table, owners = case.form.table, list(case.form.owners)
            joint = list(case.form.joint)
        else:
            if case.graph is not None:
                return None
            space = case.states
            table = space.table
            joint = [column.party is not None for column in space.columns]
            owners = [space.options[column.option].by for column in space.columns]
        if any(joint) or any(len(by) != 1 for by in owners):
            return None
        return cls(np.asarray(table), tuple(by[0] for by in owners))

    def rows(self, start: int, went: Mapping[str, Ints], count: int) -> NDArray[Any]:
        """Of `count` combinations, what everybody's options come to stand at.

        Parameters
        ----------
        start : int
        went : mapping of str to (count,) int arrays
            Party → the state it moved to in each combination; the start where it did not move.
        count : int
        """
        rows = np.repeat(self.table[[start]], count, axis=0)
        for party, ends in went.items():
            own = [k for k, owner in enumerate(self.owner) if owner == party]
            rows[:, own] = self.table[ends][:, own]
        return rows

    def places(self, rows: NDArray[Any]) -> Ints:
        """The states that have these values; -1 where a combination is no feasible state."""
        kept = np.ones(len(self.table), bool)
        for k in range(self.table.shape[1]):
            kept &= np.isin(self.table[:, k], np.unique(rows[:, k]))
        states = np.flatnonzero(kept)
        table = np.ascontiguousarray(self.table[states])
        of = {row.tobytes(): i for i, row in zip(states.tolist(), table, strict=True)}
        found = [of.get(row.tobytes(), -1) for row in np.ascontiguousarray(rows)]
        return np.array(found, np.int64)
