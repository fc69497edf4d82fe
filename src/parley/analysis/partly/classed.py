"""Verdicts where what is known of some order stands by class of states, for there are many.

What stands above a state comes as chains of nested sets (`parley.analysis.partly.nested`). Each
chain has a value for every state, and the least value that the opponents can bring about from a
gain says whether they can bring about a state that is not above the start: one scalar a chain and
state, as for full orders, no pair of states is kept, and in option form no move is listed.

What is had is exact, or a bound on the safe side. A chain that is left out errs there. So does an
answer of conceivable gains: each may be a gain, and several need not be at once. And a state
counts as above itself where nothing is known between it and its like: that is put right where the
opponents can take the party back to where it began, or told as not exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from parley.analysis.blocks import EMPTY, Blocks
from parley.analysis.orders import Sure
from parley.analysis.partly.gains import Gains
from parley.analysis.partly.nested import Nest, covered, nests
from parley.analysis.reach import least_reached
from parley.analysis.walks import Walks
from parley.model import OptionMoves

if TYPE_CHECKING:
    from parley.analysis.setting import Kind, Setting

__all__ = ["Classed"]

Bools = NDArray[np.bool_]
Field = NDArray[np.int32]

_SURE: tuple[Sure, ...] = ("certain", "conceivable")
_OWN = 1 << 21
"""States times chains of the party that is judged: what is left of the chains errs."""
_ANSWERS = 1 << 18
"""The same for those who answer: each of their chains is gone through for each of the party's."""
_LEAST = 4
"""Chains of the party that is judged, however many states there are."""


class Classed:
    """The verdicts of one setting in which an order is by class and none by pairs of states."""

    def __init__(self, setting: Setting) -> None:
        self.setting, self.n = setting, setting.n
        moves = [setting.conflict.moves.get(party) for party in setting.parties]
        self.listed = not all(isinstance(own, OptionMoves) for own in moves)
        """Whether moves are listed, since some party's are not in option form."""
        self._nests: dict[tuple[str, Sure, bool], list[Nest]] = {}
        self._gains: dict[tuple[str, Sure, str], Gains] = {}
        self._blocks: dict[str, Blocks] = {}
        self._walks: dict[tuple[str, Kind], Walks] = {}

    def prepare(self, party: str) -> None:
        """Make ready what every party's verdicts ask of this one's moves."""
        if self.listed:
            return
        for sure in _SURE:
            self._own(party, sure)
            self._own(party, sure, answers=True)
        self._any(party)

    def can_improve(self, party: str, sure: Sure) -> Bools:
        """Whether the party has a move to something better, at every state."""
        found = np.zeros(self.n, dtype=np.bool_)
        if self.listed:
            found[self.setting.arcs(party, sure)[0]] = True
            return found
        for own in self._own(party, sure):
            found |= own.improves()
        return found

    def deterred(self, party: str, sure: Sure, kind: Kind, *, escape: bool) -> Bools:
        """Whether each of the party's gains meets a sanction; see `Setting.deterred`."""
        stable = np.ones(self.n, dtype=np.bool_)
        gains: Sequence[_Asked] = (
            self._arcs_gains(party, sure) if self.listed else self._own(party, sure)
        )
        for nest, own in zip(self._chains(party, sure), gains, strict=True):
            asks = own.improves() & nest.starts
            if not asks.any():
                continue
            field = self._best_after(party, nest.value) if escape else nest.value
            worst = own.greatest(self._lowest(party, kind, field))
            stable &= ~asks | (worst <= nest.bar)
        if sure == "conceivable" and kind == "any" and not escape:
            stable |= self._undone(party) & self._reversible(party)
        return stable

    def exact(self, party: str, kind: Kind, *, escape: bool) -> Bools:
        """At which states the party's own order is taken for what it is, and not on the safe side.

        Parameters
        ----------
        kind : {"any", "certain", "conceivable"}
            Which of the opponents' moves count; ``certain`` where a concept asks for both.
        """
        order = self.setting.order(party)
        if order.total:
            return np.ones(self.n, dtype=np.bool_)
        found = covered(self._chains(party, "certain"))
        found &= covered(self._chains(party, "conceivable"))
        # Of classes that a case makes only one leaves open what is between its states, and that
        # one compares with nothing; to escape from a state of it anything will do.
        loose, silent = self._loose(party)
        found &= ~loose | silent
        if not escape:
            perhaps = self._undone(party)
            found &= ~perhaps | (self._reversible(party) if kind == "any" else False)
        return found

    # -- what the opponents can bring about ---------------------------------------------------

    def _lowest(self, party: str, kind: Kind, field: Field) -> Field:
        """The least value that the opponents can bring about from each state."""
        others = [other for other in self.setting.parties if other != party]
        if self.listed:
            if (party, kind) not in self._walks:
                arcs = [self.setting.arcs(other, kind) for other in others]
                self._walks[party, kind] = Walks(self.n, arcs)
            return self._walks[party, kind].least(field)
        if kind == "any":
            return least_reached([self._any(other) for other in others], field, gains=False)
        return _least_answered([self._answers(other, kind) for other in others], field)

    def _best_after(self, party: str, field: Field) -> Field:
        if not self.listed:
            return self._any(party).greatest(field)
        start, end = self.setting.arcs(party)
        best = field.copy()
        np.maximum.at(best, start, field[end])
        return best

    # -- moves and gains ----------------------------------------------------------------------

    def _chains(self, party: str, sure: Sure, *, answers: bool = False) -> list[Nest]:
        order = self.setting.order(party)
        sure = "certain" if order.total else sure
        key = (party, sure, answers)
        if key not in self._nests:
            least, room = (1, _ANSWERS) if answers else (_LEAST, _OWN)
            self._nests[key] = nests(order, sure, max(least, room // self.n))
        return self._nests[key]

    def _own(self, party: str, sure: Sure, *, answers: bool = False) -> list[Gains]:
        sure = "certain" if self.setting.order(party).total else sure
        moves = self._moves(party)
        found = []
        for k, nest in enumerate(self._chains(party, sure, answers=answers)):
            # with more room there are more chains, and the first ones are the same
            key = (party, sure, str(k) if nest.exact else f"left {answers}")
            if key not in self._gains:
                self._gains[key] = Gains(moves, nest)
            found.append(self._gains[key])
        return found

    def _answers(self, party: str, sure: Sure) -> Callable[[Field], Field]:
        gains = self._own(party, sure, answers=True)
        return lambda field: reduce(np.minimum, [own.least(field) for own in gains])

    def _any(self, party: str) -> Blocks:
        if party not in self._blocks:
            self._blocks[party] = Blocks(self._moves(party), np.arange(self.n))
        return self._blocks[party]

    def _arcs_gains(self, party: str, sure: Sure) -> list[_Listed]:
        start, end = self.setting.arcs(party, sure)
        found = []
        for nest in self._chains(party, sure):
            above = nest.starts[start] & (nest.value[end] > nest.bar[start])
            found.append(_Listed(self.n, start[above], end[above]))
        return found

    # -- states of which nothing is known -----------------------------------------------------

    def _loose(self, party: str) -> tuple[Bools, Bools]:
        """States between which and others of their class nothing is known; and in no class is."""
        order = self.setting.order(party)
        if order.classes is None:
            nowhere = np.zeros(self.n, dtype=np.bool_)
            return nowhere, nowhere
        up = order.upward("conceivable")
        loose = up.diagonal()
        silent = loose & up.all(axis=1) & up.all(axis=0) if len(up) else loose
        return loose[order.classes], silent[order.classes]

    def _undone(self, party: str) -> Bools:
        """States that nothing is known of, and that every move of the party may lead back to."""
        loose, silent = self._loose(party)
        perhaps = loose & silent & self.can_improve(party, "conceivable")
        form = self.setting.conflict.form
        if form is not None and all(len(owners) == 1 for owners in form.owners):
            return np.zeros(self.n, dtype=np.bool_)  # nobody moves what is another's
        if self.listed or not perhaps.any():
            return perhaps
        label = _together([self._moves(o) for o in self.setting.parties if o != party], self.n)
        own = self._any(party)
        return np.asarray(perhaps & (own.least(label) == own.greatest(label)))

    def _reversible(self, party: str) -> bool:
        """Whether the opponents can take back every move of theirs."""
        others = [other for other in self.setting.parties if other != party]
        return not self.listed and all(self._moves(other).kind is None for other in others)

    def _moves(self, party: str) -> OptionMoves:
        moves = self.setting.conflict.moves[party]
        assert isinstance(moves, OptionMoves)
        return moves


class _Asked(Protocol):
    """A party's gains by one chain."""

    def improves(self) -> Bools: ...

    def greatest(self, field: Field) -> Field: ...


class _Listed:
    """The same as `Gains`, from a list of them."""

    def __init__(self, n: int, start: NDArray[np.int64], end: NDArray[np.int64]) -> None:
        self.n, self._start, self._end = n, start, end

    def improves(self) -> Bools:
        found = np.zeros(self.n, dtype=np.bool_)
        found[self._start] = True
        return found

    def greatest(self, field: Field) -> Field:
        found = np.full(self.n, -EMPTY, dtype=np.int32)
        np.maximum.at(found, self._start, field[self._end])
        return found


def _least_answered(answers: Sequence[Callable[[Field], Field]], field: Field) -> Field:
    """The least value over all legal sequences of answers; `EMPTY` where nobody can answer.

    As `parley.analysis.walks`: conceivable gains of one mover do not add up to one, so who moved
    last counts.
    """
    begun = [np.full(len(field), EMPTY, dtype=np.int32) for _ in answers]
    waiting, turn = len(begun), 0
    while waiting:
        j = turn % len(begun)
        there = reduce(np.minimum, [own for k, own in enumerate(begun) if k != j], field)
        found = np.minimum(begun[j], answers[j](there))
        waiting = waiting - 1 if np.array_equal(found, begun[j]) else len(begun) - 1
        begun[j], turn = found, turn + 1
    return reduce(np.minimum, begun) if begun else np.full(len(field), EMPTY, dtype=np.int32)


def _together(moves: Sequence[OptionMoves], n: int) -> Field:
    """Number the states: equal where moves of several parties lead from one to the other."""
    state = np.arange(n)
    starts, ends, nodes = [state[:0]], [state[:0]], n
    for own in moves:
        names, block = np.unique(own.block, return_inverse=True)
        starts.append(state)
        ends.append(nodes + block.reshape(-1))
        nodes += len(names)
    start, end = np.concatenate(starts), np.concatenate(ends)
    graph = csr_array((np.ones(len(start), np.int8), (start, end)), shape=(nodes, nodes))
    label = connected_components(graph, directed=False)[1]
    return np.asarray(label[:n], dtype=np.int32)
