"""Deterrence where a party's order is known in part: no number stands for a state, so sets do.

As for coalitions, everything is asked for all starts at once: row x of a table says in bits, a
start each, what holds of x as seen from that start. One pass over the components of the others'
moves then says of every improvement whether all that the others can bring about after it leaves
the party better off than at the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from weakref import proxy

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Sure
from parley.analysis.replies import check_sets
from parley.analysis.short_replies import LEGAL, Sequences, ShortReplies
from parley.analysis.strength import much_worse
from parley.analysis.together.closure import Closure, Rows, packed
from parley.analysis.turning import turned
from parley.model import OptionMoves

if TYPE_CHECKING:
    from parley.analysis.setting import Deterrent, Kind, Setting

__all__ = ["BySets"]

Bools = NDArray[np.bool_]
_BYTES = 16_000_000
"""So much of an order is looked at at once, a byte a pair."""


class BySets:
    """One conflict's tables, kept as long as it is."""

    def __init__(self, setting: Setting) -> None:
        # The setting keeps this: were it kept in turn, neither would go before the collector comes.
        self._setting: Setting = proxy(setting)
        self._above: dict[tuple[str, Sure, bool], Rows] = {}
        self._replies: dict[tuple[str, Kind], Closure] = {}
        self._own: dict[str, Closure] = {}

    def deterred(self, party: str, sure: Sure, kind: Kind, how: Deterrent) -> Bools:
        """Whether each improvement meets a sanction: as `Setting.deterred`, for any order.

        Raises
        ------
        LimitError
            Where the sets would take too much; the sentence says how much.
        """
        replies = self._of_others(party, kind, how.sequences)
        if how.strong:
            good = self._much_worse_not(party, sure)
        else:
            good = self._better(party, sure, weak=how.worse)
        if how.escape:
            good = good | self._of_party(party).some(good)
        undeterred = replies.every(good).view(np.uint8)
        start, end = self._setting.arcs(party, sure)
        left = undeterred[end, start >> 3] & (128 >> (start & 7)).astype(np.uint8)
        stable = np.ones(self._setting.n, dtype=np.bool_)
        stable[start[left != 0]] = False
        return stable

    def _of_others(self, party: str, kind: Kind, sequences: Sequences) -> Closure | ShortReplies:
        """What the others can bring about by moves of one kind."""
        setting = self._setting
        if sequences != LEGAL:
            short = setting.replies(party, kind, sequences)
            assert isinstance(short, ShortReplies)
            return short
        others = [other for other in setting.parties if other != party]
        if kind == "conceivable" and all(
            len(setting.arcs(other, "certain")[0]) == len(setting.arcs(other, kind)[0])
            for other in others
        ):
            kind = "certain"
        if (party, kind) not in self._replies:
            self._replies[party, kind] = self._closure(others, kind)
        return self._replies[party, kind]

    def _of_party(self, party: str) -> Closure:
        """What the party can move to."""
        if party not in self._own:
            self._own[party] = self._closure([party], "any")
        return self._own[party]

    def _closure(self, movers: Sequence[str], kind: Kind) -> Closure:
        """What some can reach; the start may count, for an improvement is no sanction."""
        setting = self._setting
        forms = [setting.conflict.moves.get(mover) for mover in movers]
        options = [own for own in forms if isinstance(own, OptionMoves)]
        if kind == "any" and movers and len(options) == len(movers):
            made = Closure.of_options(options)
        else:
            made = Closure.of_arcs(setting.n, [setting.arcs(mover, kind) for mover in movers])
        check_sets(setting.n, made.components)
        return made

    def _better(self, party: str, sure: Sure, *, weak: bool) -> Rows:
        """Which states are better for the party than a start, or as good."""
        if (party, sure, weak) in self._above:
            return self._above[party, sure, weak]
        order = self._setting.order(party)
        if sure == "certain":
            made = self._turned(lambda a, b: order.above(a, b, sure, weak=weak))
        else:  # row x: all starts but those than which x is certainly no better, or worse
            assert order.better is not None
            assert order.tied is not None
            if weak:
                made = packed(~order.better)
            elif order.at_least is not None:
                made = packed(~order.at_least)
            else:
                made = packed(~(order.better | order.tied))
        self._above[party, sure, weak] = made
        return made

    def _much_worse_not(self, party: str, sure: Sure) -> Rows:
        """Which states are not much worse: conceivably, where what is better is for certain."""
        order = self._setting.order(party)
        other: Sure = "certain" if sure == "conceivable" else "conceivable"
        return self._turned(lambda a, b: ~much_worse(order, a, b, other))

    def _turned(self, seen: Callable[[int, int], Bools]) -> Rows:
        """A row a state, a bit a start, of what is said a row a start."""
        n = self._setting.n
        rows = np.zeros((n, -(-n // 64)), dtype=np.uint64)
        octets = rows.view(np.uint8)
        step = 64 * max(1, _BYTES // (64 * max(1, n)))
        for first in range(0, n, step):
            table = turned(seen(first, min(n, first + step)))
            octets[:, first // 8 : first // 8 + table.shape[1]] = table
        return rows
