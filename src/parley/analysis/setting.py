"""One conflict made ready for the solution concepts, with the work that they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocks import EMPTY, Blocks
from parley.analysis.blocks import Ints as Field
from parley.analysis.listing import listed
from parley.analysis.orders import Order, Sure, order_of
from parley.analysis.partly.by_sets import BySets
from parley.analysis.partly.classed import Classed
from parley.analysis.reach import least_reached
from parley.analysis.replies import Replies
from parley.analysis.short_replies import LEGAL, Sequences, ShortReplies, least_in_few
from parley.analysis.strength import much_worse_rank
from parley.analysis.walks import Walks
from parley.case.preferences import DENSE
from parley.errors import LimitError, UsageError
from parley.model import Conflict, OptionMoves, Preference

__all__ = ["Deterrent", "Kind", "Setting", "Verdict"]

T = TypeVar("T")
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Arcs = tuple[Ints, Ints]
Kind = Literal["any", "certain", "conceivable"]
"""Which of the opponents' moves count: any, or those that improve things for the mover."""

_KEPT = 1 << 18
"""States up to which what opponents can reach is kept: of more it takes more room than time."""


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """One party's verdict at every state; each field is an (n,) bool array."""

    stable: Bools
    """In every completion; where not decided, a lower bound."""
    possible: Bools
    """In some completion; where not decided, an upper bound."""
    decided: Bools


@dataclass(frozen=True, slots=True)
class Deterrent:
    """What takes a gain away, beside being a state that the opponents can reach from there."""

    escape: bool = False
    """Whether the party may then move once more, and no such state may be better either."""
    strong: bool = False
    """Whether it is a state *much worse* than s, not only one that is no better: much worse
    conceivably where improvements are certain, so that the two bounds stay bounds."""
    worse: bool = False
    """Whether it is a state worse than s, and one that is as good does not deter."""
    sequences: Sequences = LEGAL
    """How long a reply may be."""


class Setting:
    """A conflict and what its parties' verdicts share: arcs, orders, the opponents' replies.

    Where every party's moves are in option form and every order is full, nothing is listed: a
    verdict costs as much as there are states. Else moves are listed, party by party, when they
    are first asked for.

    Parameters
    ----------
    conflict : Conflict
        Moves from a state to itself are no moves and are left out.
    dense : int
        Most states for which what is partly known of an order is spread over every pair.
    """

    def __init__(self, conflict: Conflict, *, dense: int = DENSE) -> None:
        self.conflict = conflict
        self.n = conflict.n
        self.parties = conflict.parties
        self._orders = {
            party: order_of(conflict.preferences.get(party), self.n, party, limit=dense)
            for party in self.parties
        }
        self._arcs: dict[str, Arcs] = {}
        self._blocks: dict[str, Blocks] = {}
        self._replies: dict[tuple[str, Kind, Sequences], Replies | ShortReplies] = {}
        self._walks: dict[tuple[str, bool], Walks] = {}
        self._made: dict[Callable[[Setting], Any], Any] = {}
        self._deterred: dict[tuple[str, Sure, Kind, Deterrent], Bools] = {}
        self._lowest: dict[tuple[str, bool, bool, Sequences], Field] = {}
        self.compact = all(
            isinstance(conflict.moves.get(party), OptionMoves) and self._orders[party].total
            for party in self.parties
        )
        by_class = any(order.classes is not None for order in self._orders.values())
        self._classed = Classed(self) if by_class else None
        for party in self.parties:
            self._check(party)

    @property
    def bounded(self) -> bool:
        """Whether some order is known by class: what it leaves open is bounded, not searched."""
        return self._classed is not None

    def exact(self, party: str, kind: Kind = "any", *, escape: bool = False) -> Bools:
        """At which states `deterred` takes the party's own order for what it is: (n,).

        Elsewhere it errs on the safe side: see `parley.analysis.partly.classed`.
        """
        if self._classed is None or self._by_pairs(party):
            return np.ones(self.n, dtype=np.bool_)
        return self._classed.exact(party, kind, escape=escape)

    def completed(self, preferences: Mapping[str, Preference]) -> Setting:
        """The same conflict with other preferences; moves that are listed stay so."""
        other = Setting(replace(self.conflict, preferences=preferences))
        other._arcs = self._arcs  # what no preference changes is shared
        return other

    @property
    def settled(self) -> bool:
        """Whether every party's order is full."""
        return all(order.total for order in self._orders.values())

    def once(self, make: Callable[[Setting], T]) -> T:
        """What a function makes of this setting, made when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    def order(self, party: str) -> Order:
        """What is known of a party's order."""
        return self._orders[party]

    def arcs(self, party: str, kind: Kind = "any") -> Arcs:
        """A party's moves, as (source, target) arrays: any, or only those that improve."""
        if party not in self._arcs:
            self._arcs[party] = listed(self.conflict.moves.get(party), self.n, party)
        start, end = self._arcs[party]
        if kind == "any":
            return start, end
        keep = self._orders[party].improves(start, end, kind)
        return start[keep], end[keep]

    def blocks(self, party: str) -> Blocks:
        """A party's moves and order in option form; only where the setting is `compact`."""
        if party not in self._blocks:
            moves, ranks = self.conflict.moves[party], self._orders[party].ranks
            assert isinstance(moves, OptionMoves)
            assert ranks is not None
            self._blocks[party] = Blocks(moves, ranks)
        return self._blocks[party]

    @property
    def threads(self) -> bool:
        """Whether parties' verdicts can be found side by side: they share what `prepare` makes."""
        return self.compact or (self._classed is not None and not self._classed.listed)

    def prepare(self, party: str) -> None:
        """Make ready what the verdicts of all parties ask of one's moves."""
        if self.compact:
            self.blocks(party)
        elif self._classed is not None:
            self._classed.prepare(party)

    def can_improve(self, party: str, sure: Sure) -> Bools:
        """Whether the party has a move to something better, at every state."""
        if self.compact:
            return self.blocks(party).improves()
        if self._classed is not None and not self._by_pairs(party):
            return self._classed.can_improve(party, sure)
        moves = np.zeros(self.n, dtype=np.bool_)
        moves[self.arcs(party, sure)[0]] = True
        return moves

    def replies(
        self, party: str, kind: Kind, sequences: Sequences = LEGAL
    ) -> Replies | ShortReplies:
        """Sequences of everybody but `party`, over moves of one kind."""
        others = self._others(party)
        if kind == "conceivable" and all(
            len(self.arcs(other, "certain")[0]) == len(self.arcs(other, "conceivable")[0])
            for other in others
        ):
            kind = "certain"
        if (party, kind, sequences) not in self._replies:
            arcs = [self.arcs(other, kind) for other in others]
            legal = sequences == LEGAL
            self._replies[party, kind, sequences] = (
                Replies(self.n, arcs) if legal else ShortReplies(self.n, arcs, sequences)
            )
        return self._replies[party, kind, sequences]

    def deterred(self, party: str, sure: Sure, kind: Kind, how: Deterrent = Deterrent()) -> Bools:
        """Whether, at every state s, each improvement of the party meets a sanction.

        A sanction is a state that the opponents can reach from the improvement and that is not
        better than s for the party, or what else `how` asks for.

        Parameters
        ----------
        sure : {"certain", "conceivable"}
            Which states count as better than s, for improvements and sanctions alike.
        kind : {"any", "certain", "conceivable"}
            Which of the opponents' moves count.
        how : Deterrent

        Returns
        -------
        (n,) bool array
        """
        # Where orders are full what is certain is what is conceivable: judged once.
        if self._orders[party].total and not how.strong:
            sure = "certain"
        if kind == "conceivable" and all(self._orders[o].total for o in self._others(party)):
            kind = "certain"
        key = (party, sure, kind, how)
        if key not in self._deterred:
            self._deterred[key] = self._judge_deterred(*key)
        return self._deterred[key]

    def _judge_deterred(self, party: str, sure: Sure, kind: Kind, how: Deterrent) -> Bools:
        order = self.order(party)
        if self._classed is not None and not self._by_pairs(party):
            self._check_plain(how)
            return self._classed.deterred(party, sure, kind, escape=how.escape)
        if order.ranks is None:
            return self.once(BySets).deterred(party, sure, kind, how)
        gains = kind != "any"
        if gains and not all(self._orders[o].total for o in self._others(party)):
            lowest = self._replies_lowest(party, kind, how)
        else:
            lowest = self.lowest(party, gains=gains, escape=how.escape, sequences=how.sequences)
        bar = order.ranks.astype(np.int32) - how.worse
        if how.strong:
            bar = much_worse_rank(order, _other(sure))
        if self.compact:
            return np.asarray(self.blocks(party).greatest_gain(lowest) <= bar)
        start, end = self.arcs(party, sure)
        stable = np.ones(self.n, dtype=np.bool_)
        # Where nobody can reply the least value is above every rank.
        stable[start[lowest[end] > bar[start]]] = False
        return stable

    def lowest(
        self, party: str, *, gains: bool, escape: bool, sequences: Sequences = LEGAL
    ) -> Field:
        """The worst rank to which the opponents can bring the party from each state.

        Parameters
        ----------
        gains : bool
            Whether each of their steps must be better for its mover.
        escape : bool
            Whether the party may then move once more, to the best that it can reach.
        sequences : {"legal", "once", "single"}
            How long a reply may be.

        Returns
        -------
        (n,) int32 array
            Where no opponent can move: the rank of the state itself, or more.
        """
        key = (party, gains, escape, sequences)
        if key in self._lowest:
            return self._lowest[key]
        field = self._best_after(party) if escape else self._ranks(party)
        found = self._least_over_replies(party, field, gains, sequences)
        if self.n <= _KEPT:
            self._lowest[key] = found
        return found

    def brought_to(self, party: str, level: int, *, gains: bool, escape: bool) -> Field:
        """A state to which the opponents can bring the party, and that ranks no higher than this.

        Parameters
        ----------
        party : str
        level : int
        gains, escape : bool
            As for `lowest`; with `escape` it is the best that the party can then reach that ranks
            no higher.

        Returns
        -------
        (n,) int32 array
            Of several the first; where there is none, n or more.
        """
        field = self._best_after(party) if escape else self._ranks(party)
        places = np.arange(self.n, dtype=np.int32)
        places[field > level] = EMPTY
        return self._least_over_replies(party, places, gains)

    def _least_over_replies(
        self, party: str, field: Field, gains: bool, sequences: Sequences = LEGAL
    ) -> Field:
        if not self.compact:
            if sequences == LEGAL:
                return self._walked(party, gains).least(field)
            kind: Kind = "certain" if gains else "any"
            return (
                self.replies(party, kind, sequences).lowest(field.astype(np.int64)).astype(np.int32)
            )
        others = [self.blocks(other) for other in self._others(party)]
        if sequences == LEGAL:
            return least_reached(others, field, gains=gains)

        def step(j: int, values: Field) -> Field:
            return others[j].least_gain(values) if gains else others[j].least(values)

        return least_in_few(len(others), field, step, sequences)

    def _walked(self, party: str, gains: bool) -> Walks:
        if (party, gains) not in self._walks:
            kind: Kind = "certain" if gains else "any"
            arcs = [self.arcs(other, kind) for other in self._others(party)]
            self._walks[party, gains] = Walks(self.n, arcs)
        return self._walks[party, gains]

    def _replies_lowest(self, party: str, kind: Kind, how: Deterrent) -> Field:
        """The same where the opponents' gains are not all certain."""
        field = self._best_after(party) if how.escape else self._ranks(party)
        lowest = self.replies(party, kind, how.sequences).lowest(field.astype(np.int64))
        return np.minimum(lowest, np.iinfo(np.int32).max).astype(np.int32)

    def _others(self, party: str) -> list[str]:
        return [other for other in self.parties if other != party]

    def _ranks(self, party: str) -> Field:
        ranks = self._orders[party].ranks
        assert ranks is not None
        return ranks.astype(np.int32)

    def _best_after(self, party: str) -> Field:
        """The best that the party has at each state or after one move of its own from there."""
        ranks = self._ranks(party)
        if self.compact:
            return self.blocks(party).greatest(ranks)
        start, end = self.arcs(party)
        best = ranks.copy()
        np.maximum.at(best, start, ranks[end])
        return best

    def _by_pairs(self, party: str) -> bool:
        """Whether what is known of an order stands by pairs of states."""
        order = self._orders[party]
        return not order.total and order.classes is None

    def _check_plain(self, how: Deterrent) -> None:
        if how != Deterrent(escape=how.escape):
            raise LimitError(
                "how strongly parties prefer, and replies other than by default, are judged up to "
                f"{DENSE:,} states where preferences are known in part, and there are {self.n:,}: "
                "leave out `strength`, `sequences` and `sanction`, or give each party a ranking of "
                "all states, priorities or plain weights"
            )

    def _check(self, party: str) -> None:
        moves = self.conflict.moves.get(party)
        if moves is None:
            return
        given = (len(moves.block),) * 2 if isinstance(moves, OptionMoves) else moves.shape
        if given != (self.n, self.n):
            raise UsageError(
                f"the moves of {party} have the shape {given}; give {self.n} by {self.n}"
            )


def _other(sure: Sure) -> Sure:
    """What counts against stability when `sure` says what speaks for leaving, or the reverse."""
    return "certain" if sure == "conceivable" else "conceivable"
