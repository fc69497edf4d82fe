"""One conflict made ready for the solution concepts, with the work that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from parley.analysis.orders import Order, Sure, order_of
from parley.analysis.replies import Replies
from parley.errors import UsageError
from parley.model import Conflict

__all__ = ["Kind", "Setting", "Verdict"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Arcs = tuple[Ints, Ints]
Kind = Literal["any", "certain", "conceivable"]
"""Which of the opponents' moves count: any, or those that improve things for the mover."""

_BLOCK_BYTES = 64_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """One party's verdict at every state; each field is an (n,) bool array."""

    stable: Bools
    """In every completion; where not decided, a lower bound."""
    possible: Bools
    """In some completion; where not decided, an upper bound."""
    decided: Bools


class Setting:
    """A conflict and what its parties' verdicts share: arcs, orders, the opponents' replies.

    Parameters
    ----------
    conflict : Conflict
        Moves from a state to itself are no moves and are left out.
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.n = conflict.n
        self.parties = conflict.parties
        self._arcs = {party: self._read_arcs(party) for party in self.parties}
        self._orders = {
            party: order_of(conflict.preferences.get(party), self.n, party)
            for party in self.parties
        }
        self._replies: dict[tuple[str, Kind], Replies] = {}

    def order(self, party: str) -> Order:
        """What is known of a party's order."""
        return self._orders[party]

    def arcs(self, party: str, kind: Kind = "any") -> Arcs:
        """A party's moves, as (source, target) arrays: any, or only those that improve."""
        start, end = self._arcs[party]
        if kind == "any":
            return start, end
        keep = self._orders[party].improves(start, end, kind)
        return start[keep], end[keep]

    def can_improve(self, party: str, sure: Sure) -> Bools:
        """Whether the party has a move to something better, at every state."""
        moves = np.zeros(self.n, dtype=np.bool_)
        moves[self.arcs(party, sure)[0]] = True
        return moves

    def replies(self, party: str, kind: Kind) -> Replies:
        """Legal sequences of everybody but `party`, over moves of one kind."""
        others = [other for other in self.parties if other != party]
        if kind == "conceivable" and all(
            len(self.arcs(other, "certain")[0]) == len(self.arcs(other, "conceivable")[0])
            for other in others
        ):
            kind = "certain"
        if (party, kind) not in self._replies:
            self._replies[party, kind] = Replies(
                self.n, [self.arcs(other, kind) for other in others]
            )
        return self._replies[party, kind]

    def deterred(self, party: str, sure: Sure, kind: Kind, *, escape: bool = False) -> Bools:
        """Whether, at every state s, each improvement of the party meets a sanction.

        A sanction is a state that the opponents can reach from the improvement and that is not
        better than s for the party; with `escape`, neither is any state that the party can move
        to from there.

        Parameters
        ----------
        sure : {"certain", "conceivable"}
            Which states count as better than s, for improvements and sanctions alike.
        kind : {"any", "certain", "conceivable"}
            Which of the opponents' moves count.
        escape : bool
            Whether the party may move once more after the sanction.

        Returns
        -------
        (n,) bool array
        """
        start, end = self.arcs(party, sure)
        stable = np.ones(self.n, dtype=np.bool_)
        if not len(start):
            return stable
        order, replies = self.order(party), self.replies(party, kind)
        if order.ranks is not None:
            field = self._best_after(party, order.ranks) if escape else order.ranks
            lowest = replies.lowest(field)
            # Where nobody can reply the least value is above every rank.
            stable[start[lowest[end] > order.ranks[start]]] = False
            return stable
        return self._deterred_by_sets(party, order, sure, replies, escape)

    def _best_after(self, party: str, ranks: Ints) -> Ints:
        """The best that the party has at each state or after one move of its own from there."""
        start, end = self.arcs(party)
        best = ranks.copy()
        np.maximum.at(best, start, ranks[end])
        return best

    def _deterred_by_sets(
        self, party: str, order: Order, sure: Sure, replies: Replies, escape: bool
    ) -> Bools:
        """The same where pairs are open: no number stands for a state, so sets are compared."""
        start, end = self.arcs(party, sure)
        reached = replies.packed()
        stable = np.ones(self.n, dtype=np.bool_)
        step = max(1, min(self.n, _BLOCK_BYTES // (8 * self.n)))
        cut = np.searchsorted(start, np.arange(0, self.n + step, step))
        for block, first in enumerate(range(0, self.n, step)):
            low, high = int(cut[block]), int(cut[block + 1])
            if low == high:
                continue
            above = order.above(first, min(first + step, self.n), sure)
            sanction = ~above
            if escape:
                sanction &= ~self._leads_into(party, above)
            packed = np.packbits(sanction, axis=1)
            stride = max(1, _BLOCK_BYTES // max(1, packed.shape[1]))
            for place in range(low, high, stride):
                part = slice(place, min(place + stride, high))
                met = (reached[end[part]] & packed[start[part] - first]).any(axis=1)
                stable[start[part][~met]] = False
        return stable

    def _leads_into(self, party: str, above: Bools) -> Bools:
        """(block, n): whether the party can move from each state into the block's `above`."""
        start, end = self.arcs(party)
        moves = csr_array((np.ones(len(start), np.int32), (start, end)), shape=(self.n, self.n))
        return np.asarray((moves @ above.T.astype(np.int32)).T > 0)

    def _read_arcs(self, party: str) -> Arcs:
        if party not in self.conflict.moves:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        matrix = self.conflict.moves[party]
        if matrix.shape != (self.n, self.n):
            raise UsageError(
                f"the moves of {party} have the shape {matrix.shape}; give {self.n} by {self.n}"
            )
        entries = coo_array(matrix)
        entries.sum_duplicates()
        source, target = entries.coords
        keep = (source != target) & (np.asarray(entries.data) != 0)
        start, end = source[keep].astype(np.int64), target[keep].astype(np.int64)
        ascending = np.lexsort((end, start))
        return start[ascending], end[ascending]
