"""What a party can do and prefers at given states, asked of the case by definition.

For whoever checks an answer and must not rest on what found it: moves and comparisons are asked
one by one, or from a few states at a time, from the values of the options, the rules on moves and
the preferences. Nothing here is shared with the solution concepts, and no moves are listed beyond
those from the states asked about.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from parley.case import Case, StateSpace
from parley.case.values import evaluate
from parley.model import Conflict, Logic, OptionMoves, Preference

__all__ = ["Comparing", "Moving", "moving"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Removed = tuple[str, str, str, Logic | None]
_CHUNK = 1 << 19
"""Rows of option values that stand in memory at a time."""


class Moving(Protocol):
    """Every party's moves, from the states that are asked about."""

    def leads(self, party: str, start: int, end: int) -> bool:
        """Whether the party can move from one state to another."""
        ...

    def targets(self, party: str, states: Ints) -> Iterator[tuple[Ints, Ints]]:
        """All moves of the party from some states, in parts, as (position in `states`, target)."""
        ...


class Comparing:
    """What is certain, and what is conceivable, of the parties' preferences."""

    def __init__(self, preferences: Mapping[str, Preference]) -> None:
        self._known = preferences

    def better(self, party: str, start: Ints, end: Ints) -> Bools:
        """Whether each ``end[k]`` is better than ``start[k]`` for certain."""
        known = self._known.get(party, Preference())
        if known.ranks is not None:
            ranks = np.asarray(known.ranks)
            return np.asarray(ranks[end] > ranks[start])
        if known.better is None:
            return np.zeros(np.broadcast(start, end).shape, bool)
        if known.classes is not None:
            start, end = known.classes[start], known.classes[end]
        return np.asarray(known.better[start, end], bool)

    def at_least(self, party: str, start: Ints, end: Ints) -> Bools:
        """Whether each ``end[k]`` is better than ``start[k]`` or as good, for certain."""
        return ~self.perhaps_better(party, end, start)

    def ranks(self, party: str) -> Ints | None:
        """Numbers that rise as states get better; None where some pair is not settled."""
        known = self._known.get(party, Preference())
        if known.ranks is not None:
            return np.asarray(known.ranks)
        if known.better is None or known.tied is None:
            return None
        better, tied = np.asarray(known.better, bool), np.asarray(known.tied, bool)
        if known.classes is None:
            settled = better | better.T | tied | np.eye(len(better), dtype=bool)
            return np.asarray(better.sum(axis=0)) if settled.all() else None
        alone = np.bincount(known.classes, minlength=len(better)) <= 1  # a state with itself
        settled = better | better.T | tied | np.diag(alone)
        return np.asarray(better.sum(axis=0)[known.classes]) if settled.all() else None

    def perhaps_better(self, party: str, start: Ints, end: Ints) -> Bools:
        """Whether nothing that is known speaks against ``end[k]`` being better."""
        known = self._known.get(party, Preference())
        if known.ranks is not None:
            return self.better(party, start, end)
        open_ = ~self.better(party, end, start) & (np.asarray(start) != np.asarray(end))
        if known.classes is not None:
            start, end = known.classes[start], known.classes[end]
        if known.tied is not None:
            open_ &= ~np.asarray(known.tied[start, end], bool)
        if known.at_least is not None:
            open_ &= ~np.asarray(known.at_least[end, start], bool)
        return np.asarray(open_)


def moving(case: Case | Conflict) -> Moving:
    """Return how the moves of a case, or of a conflict, are asked."""
    if isinstance(case, Conflict):
        return _Listed({p: _party(case.moves.get(p), case.n) for p in case.parties})
    if case.graph is not None:
        place = {state["state"]: i for i, state in enumerate(case.states)}
        return _Listed(
            {
                party: _Pairs((place[a], place[b]) for a, b in case.graph.get(party, ()))
                for party in case.parties
            }
        )
    return _Options(case)


class _Options:
    """Moves in option form: everything may change that the party controls, if not taken out."""

    def __init__(self, case: Case) -> None:
        self.space: StateSpace = case.states
        columns = self.space.columns
        self.own = {p: [i for i, c in enumerate(columns) if self._controls(p, i)]
                    for p in case.parties}  # fmt: skip
        self.removed: dict[str, list[Removed]] = {
            party: [(e.option, after, before, e.when) for e in case.one_way
                    for before, after in e.changes]
            + [(e.option, *e.change, e.when) for e in case.no_move if e.by == party]
            for party in case.parties
        }  # fmt: skip
        widths = [len(column.values) for column in columns]
        strides = [math.prod(widths[i + 1 :]) for i in range(len(widths))]
        self._combinations = math.prod(widths)
        large = self._combinations >= 2**62
        self._strides = np.array(strides, dtype=object if large else np.int64)

    def _controls(self, party: str, i: int) -> bool:
        column = self.space.columns[i]
        if column.party is not None:
            return column.party == party
        return party in self.space.options[column.option].by

    def leads(self, party: str, start: int, end: int) -> bool:
        """Compare the two rows: only own options differ, and no step of theirs is taken out."""
        before, after = self.space.table[[start]], self.space.table[[end]]
        differ = set(np.flatnonzero(before[0] != after[0]).tolist())
        if not differ or not differ <= set(self.own[party]):
            return False
        return bool(self._allowed(party, before, after)[0])

    def targets(self, party: str, states: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Try every combination of the party's own values in place of those that stand there."""
        own = self.own[party]
        choices = [range(len(self.space.columns[i].values)) for i in own]
        count = math.prod(len(values) for values in choices)
        if not own or not len(states):
            return
        if count > len(self.space):
            yield from self._scanned(party, states)
            return
        combined = np.array(list(itertools.product(*choices)), self.space.table.dtype)
        step = max(1, _CHUNK // count)
        for first in range(0, len(states), step):
            part = states[first : first + step]
            before = np.repeat(self.space.table[part], count, axis=0)
            after = before.copy()
            after[:, own] = np.tile(combined, (len(part), 1))
            end = self._places(after)
            position = np.repeat(np.arange(first, first + len(part)), count)
            keep = (end >= 0) & (end != states[position])
            keep[keep] = self._allowed(party, before[keep], after[keep])
            yield position[keep], end[keep]

    def _scanned(self, party: str, states: Ints) -> Iterator[tuple[Ints, Ints]]:
        """The same where a party has more combinations than there are states: look at each."""
        other = [i for i in range(len(self.space.columns)) if i not in set(self.own[party])]
        table = self.space.table
        for position, state in enumerate(states.tolist()):
            same = (table[:, other] == table[state, other]).all(axis=1)
            same[state] = False
            end = np.flatnonzero(same)
            end = end[self._allowed(party, np.repeat(table[[state]], len(end), axis=0), table[end])]
            yield np.full(len(end), position), end

    def _places(self, rows: NDArray[Any]) -> Ints:
        """The states that have these values; -1 where a rule forbids them."""
        wanted = self._code(rows)
        if len(self.space) == self._combinations:  # nothing is left out: the number is the place
            return np.asarray(wanted, np.int64)
        first = np.zeros(len(rows), np.int64)
        after = np.full(len(rows), len(self.space), np.int64)
        # By halves: the table ascends, first option slowest, and is never gone through whole.
        for _ in range(len(self.space).bit_length()):
            middle = (first + after) // 2
            low = self._code(self.space.table[np.minimum(middle, len(self.space) - 1)]) < wanted
            low &= first < after
            first, after = np.where(low, middle + 1, first), np.where(low, after, middle)
        place = np.minimum(first, len(self.space) - 1)
        return np.where(self._code(self.space.table[place]) == wanted, place, -1).astype(np.int64)

    def _code(self, rows: NDArray[Any]) -> NDArray[Any]:
        """One number for each row, in the order of the table."""
        return np.asarray(rows.astype(self._strides.dtype) @ self._strides)

    def _allowed(self, party: str, before: NDArray[Any], after: NDArray[Any]) -> Bools:
        allowed = np.ones(len(before), bool)
        for option, old, new, when in self.removed[party]:
            values = next(c.values for c in self.space.columns if option in (c.name, c.option))
            found = self._column(before, option) == values.index(old)
            found &= self._column(after, option) == values.index(new)
            if when is not None and found.any():
                rows = before[found]
                holds = evaluate(when, self.space.options, partial(self._column, rows))
                found[found] = holds
            allowed &= ~found
        return allowed

    def _column(self, rows: NDArray[Any], name: str) -> NDArray[Any]:
        """An option's value; of a joint option the least of its switches."""
        columns = self.space.columns
        exact = [i for i, c in enumerate(columns) if c.name == name]
        own = exact or [i for i, c in enumerate(columns) if c.option == name]
        return np.asarray(rows[:, own].min(axis=1))


class _Lists(Protocol):
    def of(self, state: int) -> Sequence[int] | Ints: ...


class _Listed:
    """Moves that are listed, or given in blocks: looked up state by state."""

    def __init__(self, lists: Mapping[str, _Lists]) -> None:
        self.lists = lists

    def leads(self, party: str, start: int, end: int) -> bool:
        """Whether the move is on the party's list."""
        return start != end and bool((np.asarray(self.lists[party].of(start)) == end).any())

    def targets(self, party: str, states: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Look up each state."""
        for position, state in enumerate(states.tolist()):
            end = np.asarray(self.lists[party].of(state), np.int64)
            end = end[end != state]
            yield np.full(len(end), position), end


class _Pairs:
    def __init__(self, pairs: Iterator[tuple[int, int]]) -> None:
        self.ends: dict[int, set[int]] = {}
        for start, end in pairs:
            self.ends.setdefault(start, set()).add(end)

    def of(self, state: int) -> list[int]:
        return sorted(self.ends.get(state, ()))


class _Rows:
    def __init__(self, matrix: Any) -> None:
        self.matrix = matrix.tocsr()

    def of(self, state: int) -> Ints:
        first, last = self.matrix.indptr[state], self.matrix.indptr[state + 1]
        given = self.matrix.data[first:last] != 0
        return np.unique(self.matrix.indices[first:last][given]).astype(np.int64)


class _Blocks:
    def __init__(self, moves: OptionMoves) -> None:
        self.moves = moves
        self.order = np.argsort(moves.block, kind="stable")
        self.sorted = moves.block[self.order]

    def of(self, state: int) -> Ints:
        block = self.moves.block[state]
        first, last = np.searchsorted(self.sorted, [block, block + 1])
        found = self.order[first:last]
        if self.moves.kind is not None and self.moves.allowed is not None:
            kinds = self.moves.kind
            found = found[self.moves.allowed[kinds[state], kinds[found]]]
        return np.asarray(found, np.int64)


def _party(moves: Any, n: int) -> _Lists:
    if moves is None:
        return _Pairs(iter(()))
    return _Blocks(moves) if isinstance(moves, OptionMoves) else _Rows(moves)
