"""Who would leave an outcome, who could answer, and what staying rests on: a line of a table.

Whole explanations, step by step, are another matter; this names the moves that gain, those of the
others who could take the gain back with one move, and the smallest change of the party's own order
after which it would stay no longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.analysis.change.grounds import Ground, grounds
from parley.analysis.change.lifts import lowered
from parley.analysis.change.orderings import RankShift
from parley.analysis.orders import Sure
from parley.analysis.setting import Setting
from parley.analysis.stability import HasConflict
from parley.analysis.successors import Successors
from parley.model import Conflict, Result

__all__ = ["Leaving", "Standing", "leaving"]

Ints = NDArray[np.int64]
_NAMED = 2
"""Moves that are named; of the rest only the number is given."""
_LOOKED = 64
"""Moves whose answers are looked at one by one."""
_MEASURED = 1 << 14
"""Outcomes up to which it is measured what staying rests on: each measure judges all of them."""

Standing = Literal["no_move", "no_gain", "answered", "leaves", "open"]
"""It cannot move; no move gains; each gain could be answered; one could not; that is not known."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One party at one outcome."""

    state: int
    party: str
    standing: Standing
    gains: tuple[int, ...] = ()
    """The outcomes that it would rather move to, the best first; at most two are named.

    Where it `leaves`, those to which nobody could answer, as far as that is told.
    """
    more: int = 0
    """How many more there are."""
    answers: tuple[str, ...] = ()
    """Who could answer at least one such move with one move, in the case's order.

    Of very many such moves the best 64 are looked at.
    """
    several: bool = False
    """Whether some such move could be answered only by several moves of the others."""
    credible: bool = False
    """Whether those who answer would gain by each of their own moves."""
    final: bool = False
    """Whether the party could, after the answer, not do better than before with one more move."""
    rests: RankShift | None = None
    """The smallest change of the party's order after which this would not hold: for `no_gain`
    that no move gains, for `answered` that every gain could be answered (where `final`, so that
    nothing is left to move on to). None where no change does it, or it was not measured."""
    measured: bool = False
    """Whether that was measured: the order is full, and the case is not too large."""
    grounds: tuple[Ground, ...] = ()
    """What the case gives for the order that would change."""


def leaving(
    case: HasConflict | Conflict, results: Mapping[str, Result], states: Iterable[int]
) -> tuple[Leaving, ...]:
    """Tell of some outcomes, party by party, who would leave and who could answer.

    Parameters
    ----------
    case : a case or a Conflict
    results : mapping of str to Result
        What `parley.analysis.stability` says of the same case; gmr is needed.
    states : iterable of int
        The outcomes to tell of.

    Returns
    -------
    tuple of Leaving
        In the order of `states`, then of the parties.
    """
    conflict = case if isinstance(case, Conflict) else case.conflict()
    told = _Told(Setting(conflict), Successors(conflict), results)
    found = (told.one(int(state), party) for state in states for party in conflict.parties)
    return tuple(_grounded(case, told.measured(one)) for one in found)


def _grounded(case: HasConflict | Conflict, fact: Leaving) -> Leaving:
    if fact.rests is None or isinstance(case, Conflict):
        return fact
    pairs = [(x, y) for x, y, *_ in fact.rests.pairs[:_LOOKED]]
    return replace(fact, grounds=grounds(case, fact.party, pairs))


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What is told rests on: verdicts, orders and moves of one conflict."""

    setting: Setting
    successors: Successors
    results: Mapping[str, Result]

    def one(self, state: int, party: str) -> Leaving:
        """Tell of one party at one outcome."""
        moves = self._moves(party, state)
        if not len(moves):
            return Leaving(state, party, "no_move")
        order = self.setting.order(party)
        here = np.full(len(moves), state)
        sure = moves[order.improves(here, moves, "certain")]
        if not order.improves(here, moves, "conceivable").any():
            return Leaving(state, party, "no_gain")
        gmr = self.results["gmr"]
        if not len(sure) or (not gmr.stable[party][state] and gmr.possible[party][state]):
            return Leaving(state, party, "open")
        sure = self._best_first(party, sure)
        if not gmr.possible[party][state]:
            return Leaving(state, party, "leaves", *_named(self._unanswered(party, state, sure)))
        answers = [self._answers(party, state, to, "conceivable") for to in sure[:_LOOKED].tolist()]
        return Leaving(
            state,
            party,
            "answered",
            *_named(sure),
            answers=tuple(p for p in self.setting.parties if any(p in each for each in answers)),
            several=any(not each for each in answers),
            credible=self._stable("seq", party, state),
            final=self._stable("smr", party, state),
        )

    def measured(self, fact: Leaving) -> Leaving:
        """Add what it rests on that the party stays, where it does."""
        concept = {"no_gain": "nash", "answered": "smr" if fact.final else "gmr"}.get(fact.standing)
        if concept is None or self.setting.n > _MEASURED:
            return fact
        if not self.setting.order(fact.party).total:
            return fact
        rests = lowered(self.setting, fact.party, fact.state, concept)
        return replace(fact, rests=rests, measured=True)

    def _moves(self, party: str, state: int) -> Ints:
        return self.successors.of(party, np.array([state]))[1]

    def _stable(self, concept: str, party: str, state: int) -> bool:
        return concept in self.results and bool(self.results[concept].stable[party][state])

    def _unanswered(self, party: str, state: int, moves: Ints) -> Ints:
        """Those of a party's gains that no sequence of the others' moves takes back."""
        ranks = self.setting.order(party).ranks
        if ranks is not None:
            lowest = self.setting.lowest(party, gains=False, escape=False)
            return np.asarray(moves[lowest[moves] > ranks[state]])
        # Where the order is known in part: those that no single move takes back, which hold those.
        free = [not self._answers(party, state, to, "certain") for to in moves.tolist()]
        return np.asarray(moves[np.array(free, dtype=np.bool_)])

    def _answers(self, party: str, state: int, after: int, sure: Sure) -> tuple[str, ...]:
        """Who can move, from where the party went, to something not better for it than before."""
        order = self.setting.order(party)
        found = []
        for other in self.setting.parties:
            if other == party:
                continue
            ends = self._moves(other, after)
            if not order.improves(np.full(len(ends), state), ends, sure).all():
                found.append(other)
        return tuple(found)

    def _best_first(self, party: str, moves: Ints) -> Ints:
        """Outcomes by how good they are for a party, the best first."""
        order = self.setting.order(party)
        if order.ranks is not None:
            return np.asarray(moves[np.lexsort((moves, -order.ranks[moves]))])
        above = [
            int(order.improves(np.full(len(moves), to), moves, "certain").sum()) for to in moves
        ]
        return np.asarray(moves[np.lexsort((moves, np.array(above)))])


def _named(moves: Ints) -> tuple[tuple[int, ...], int]:
    """The first of some outcomes, and how many more there are."""
    return tuple(moves[:_NAMED].tolist()), max(0, len(moves) - _NAMED)
