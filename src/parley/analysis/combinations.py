"""What comes of moves that several parties make at once, each taken from the same state.

In option form everybody sets what is their own, so moves made at once add up to one state: from
each mover what it moved to, from all others what stood before. That state need not be feasible.
States stand in a tree: one branch for what the first party's options stand at, from each of them
one for the second party's, and so on; so an infeasible combination ends where no branch goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from parley.analysis.listing import counted
from parley.analysis.orders import Sure
from parley.analysis.setting import Kind, Setting
from parley.errors import LimitError
from parley.model import OptionForm

__all__ = ["LIMIT", "Combinations", "check_room"]

Ints = NDArray[np.int64]

LIMIT = 2**30
"""Combinations of moves that are looked at: as many as 32,768 states without a rule have."""
_FROM_ONE = 2**26
"""Combinations from one state: about 1 GB."""
_DENSE = 2**24


@dataclass(frozen=True, slots=True, eq=False)
class _Branching:
    """One step down the tree: what one party's options stand at."""

    party: str
    own: Ints
    """(n,): per state the number of what stands in the party's columns."""
    width: int
    keys: Ints
    """Sorted: branch so far times `width` plus number, of every branch that goes on."""
    full: bool
    """Whether every key is there."""
    branch: Ints | None
    """Key → branch, -1 where none goes on, and so at the end; None where that is too long."""

    def down(self, branch: Ints, number: Ints) -> Ints:
        """The branches after this step; negative where none goes on."""
        key = branch * self.width + number
        if self.full:
            return np.asarray(key)  # negative stays negative
        if self.branch is not None:
            return np.asarray(self.branch[np.where(key < 0, len(self.branch) - 1, key)])
        place = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        return np.where(self.keys[place] == key, place, -1)


class Combinations:
    """The tree of states, and what the parties can add to a move of one of them.

    Parameters
    ----------
    setting : Setting
        In option form, each option of one party.
    """

    def __init__(self, setting: Setting) -> None:
        form = setting.conflict.form
        assert form is not None
        self.setting = setting
        self._steps: list[_Branching] = []
        branch, branches = np.zeros(setting.n, dtype=np.int64), 1
        for party in setting.parties:
            own, width = _numbered(form, party)
            keys, branch = np.unique(branch * width + own, return_inverse=True)
            branch = branch.reshape(-1)
            self._steps.append(_branching(party, own, width, keys, branches * width))
            branches = len(keys)
        self._full = all(step.full for step in self._steps)
        self._state = np.argsort(branch)
        """Branch that went all the way → its state."""

    def ends(self, party: str, sure: Sure, kind: Kind) -> Iterator[tuple[int, Ints]]:
        """What each improvement of a party can end in, if others improve things meanwhile.

        Parameters
        ----------
        party : str
        sure : {"certain", "conceivable"}
            Which of its moves are improvements.
        kind : Kind
            Which moves of the others count; each of them makes one or none.

        Yields
        ------
        start : int
            A state from which the party can improve things.
        ends : (m, k) int array
            A row for each improvement, a column for what the others do; -1 where that adds up
            to no feasible state.
        """
        choices = {
            step.party: self._choices(step, kind) for step in self._steps if step.party != party
        }
        source, target = self.setting.arcs(party, sure)
        starts, first = np.unique(source, return_index=True)
        for start, (low, high) in zip(
            starts.tolist(), pairwise([*first.tolist(), len(source)]), strict=True
        ):
            branch = self._walk(party, start, target[low:high], choices)
            state = self._state[branch]
            yield start, state if self._full else np.where(branch < 0, -1, state)

    def added(self, party: str, targets: Ints, others: Mapping[str, Ints]) -> Ints:
        """What moves made at once from one state add up to.

        Parameters
        ----------
        party : str
        targets : (m,) int array
            Where its own moves lead.
        others : mapping
            Per other party the states that it may come to stand at: the start, for no move, and
            where its moves lead.

        Returns
        -------
        (m, k) int array
            A column for every combination of the others, the last party's choice changing first;
            -1 where that adds up to no feasible state.
        """
        branch = np.zeros((1, 1), dtype=np.int64)
        for step in self._steps:
            if step.party == party:
                branch = step.down(branch, step.own[targets][:, None])
            else:
                own = step.own[others[step.party]]
                branch = step.down(branch[:, :, None], own).reshape(len(branch), -1)
        state = self._state[branch]
        return np.asarray(state if self._full else np.where(branch < 0, -1, state))

    def _choices(self, step: _Branching, kind: Kind) -> tuple[Ints, Ints]:
        """Per state what a party's columns can come to stand at: as they are, or after a move."""
        n = self.setting.n
        source, target = self.setting.arcs(step.party, kind)
        sources = np.concatenate([np.arange(n), source])
        numbers = np.concatenate([step.own, step.own[target]])
        first = np.append(0, np.cumsum(np.bincount(sources, minlength=n)))
        return first, numbers[np.argsort(sources, kind="stable")]

    def _walk(
        self, party: str, start: int, targets: Ints, choices: dict[str, tuple[Ints, Ints]]
    ) -> Ints:
        branch = np.zeros((1, 1), dtype=np.int64)
        for step in self._steps:
            if step.party == party:
                branch = step.down(branch, step.own[targets][:, None])
            else:
                first, numbers = choices[step.party]
                own = numbers[first[start] : first[start + 1]]
                branch = step.down(branch[:, :, None], own).reshape(len(branch), -1)
        return branch


def _branching(party: str, own: Ints, width: int, keys: Ints, of: int) -> _Branching:
    full, branch = len(keys) == of, None
    if not full and of <= _DENSE:
        branch = np.full(of + 1, -1, dtype=np.int64)
        branch[keys] = np.arange(len(keys))
    return _Branching(party, own, width, keys, full, branch)


def check_room(setting: Setting) -> None:
    """Refuse a conflict with too many combinations of moves.

    Raises
    ------
    LimitError
        There would be more than `LIMIT`; nothing has been built.
    """
    combined = np.ones(setting.n)
    for party in setting.parties:
        combined *= 1 + counted(setting.conflict.moves.get(party), setting.n)
    total, most = float(combined.sum()), float(combined.max(initial=0))
    for found, of, limit in ((total, "", LIMIT), (most, " from one state", _FROM_ONE)):
        if found > limit:
            raise LimitError(
                f"up to {found:.3g} combinations of moves{of} would have to be looked at, more "
                f"than the limit of {limit:,}; leave out options or give them fewer values"
            )


def _numbered(form: OptionForm, party: str) -> tuple[Ints, int]:
    """Number the states by what stands in a party's columns, from 0; and how many numbers."""
    number, width = np.zeros(len(form.table), dtype=np.int64), 1
    for k, owners in enumerate(form.owners):
        if owners == (party,):
            column = form.table[:, k].astype(np.int64)
            found, number = np.unique(
                number * (int(column.max(initial=0)) + 1) + column, return_inverse=True
            )
            number, width = number.reshape(-1), len(found)
    return number, width
