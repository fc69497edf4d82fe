"""Coalitions of a conflict: what they can reach, what they gain by, what deters them.

Everything is asked for a range of starts at once and answered in bits
(`parley.analysis.together.closure`): row x of a table says, for every start, whether something
holds of x as seen from that start. A coalition's threshold is a vector, one rank a member, so no
single number stands for a state; bits per start need none, are exact for any number of members, and
serve partial orders as well.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Order, Sure
from parley.analysis.setting import Setting
from parley.analysis.together.closure import Closure, Rows, packed
from parley.analysis.together.credible import Credible
from parley.analysis.together.turns import Turns
from parley.analysis.turning import turned
from parley.errors import LimitError
from parley.model import OptionMoves

__all__ = ["CONCEPTS", "Clock", "CutShort", "Gain", "Groups", "Members", "View"]

Members = tuple[str, ...]
Gain = Literal["strict", "pareto"]
CONCEPTS = ("cnash", "cgmr", "csmr", "cseq")
_BYTES = 1 << 26


class CutShort(LimitError):
    """The time that the user gave is over."""


class Clock:
    """Says when the time is over."""

    def __init__(self, seconds: float | None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def check(self) -> None:
        """Raise `CutShort` once the time is over."""
        if self._end is not None and time.monotonic() > self._end:
            raise CutShort(
                "the time was over before the answer was found; give a longer time limit"
            )


class Groups:
    """The coalitions of one conflict, with the work that their verdicts share.

    Parameters
    ----------
    setting : Setting
    gain : {"strict", "pareto"}
        When a coalition gains: every member is better off, or nobody is worse off and at least
        one member better.
    clock : Clock
    replies : {"not_twice", "disjoint"}
        For cseq: which coalition may make a step of a reply after which.
    """

    def __init__(
        self, setting: Setting, gain: Gain, clock: Clock, replies: Turns = "not_twice"
    ) -> None:
        self.setting, self.gain, self.clock, self.replies = setting, gain, clock, replies
        self._closures: dict[Members, Closure] = {}
        self._credible = Credible(setting, gain, self.closure, clock.check, replies)

    def closure(self, members: Members) -> Closure:
        """What the coalition can reach by legal sequences of its members' moves."""
        if members not in self._closures:
            self.clock.check()
            self._closures[members] = self._closure(members)
        return self._closures[members]

    def others(self, members: Members) -> Members:
        """Everybody else, in the conflict's order."""
        return tuple(party for party in self.setting.parties if party not in members)

    def view(self, first: int, last: int, sure: Sure) -> View:
        """Look at all states from the states ``first … last-1``."""
        return View(self, first, last, sure)

    def undeterred(
        self, view: View, members: Members, concept: str, kind: Literal["certain", "conceivable"]
    ) -> Rows:
        """Which states are gains that nothing deters, as seen from every start.

        Parameters
        ----------
        view : View
            The starts, and which gains of the members count.
        concept : {"cnash", "cgmr", "csmr", "cseq"}
        kind : {"certain", "conceivable"}
            For cseq: which gains of those who answer count.
        """
        self.clock.check()
        gains, others = view.gains(members), self.others(members)
        if concept == "cnash" or not others:
            return gains
        if concept == "cgmr":
            return self.closure(others).every(gains) & gains
        if concept == "csmr":
            # Where a reply ends the members may move once more; it deters where nothing that
            # they then reach, nor the end itself, is a gain over the start.
            escape = self.closure(members).some(gains)
            escape |= gains
            return self.closure(others).every(escape) & gains
        return self._credible.met_with_gains(view, members, others, kind) & gains

    def _closure(self, members: Members) -> Closure:
        setting = self.setting
        if setting.compact:
            own = [setting.conflict.moves[member] for member in members]
            return Closure.of_options([moves for moves in own if isinstance(moves, OptionMoves)])
        return Closure.of_arcs(setting.n, [setting.arcs(member) for member in members])


class View:
    """All states as the starts ``first … last-1`` see them; tables are kept as long as it is."""

    def __init__(self, groups: Groups, first: int, last: int, sure: Sure) -> None:
        self.first, self.last, self.sure = first, last, sure
        self._groups = groups
        self._tables: dict[tuple[str, bool], Rows] = {}
        self._gains: tuple[Members, Rows] | None = None

    def above(self, party: str, *, weak: bool = False) -> Rows:
        """Which states are better for the party than a start; with `weak`, no worse."""
        key = party, weak
        if key not in self._tables:
            order = self._groups.setting.order(party)
            self._tables[key] = self.of_order(order, weak=weak)
        return self._tables[key]

    def of_order(self, order: Order, *, weak: bool = False) -> Rows:
        """The same for any order."""
        first, last, n = self.first, self.last, self._groups.setting.n
        if order.ranks is None:
            octets = turned(order.above(first, last, self.sure, weak=weak))
            rows = np.zeros((n, -(-octets.shape[1] // 8)), dtype=np.uint64)
            rows.view(np.uint8)[:, : octets.shape[1]] = octets
            return rows
        ranks = order.ranks.astype(np.int32)
        starts = ranks[first:last] - 1 if weak else ranks[first:last]
        step = max(1, _BYTES // max(1, last - first))
        return np.concatenate(
            [packed(ranks[at : at + step, None] > starts[None, :]) for at in range(0, n, step)]
        )

    def gains(self, members: Members) -> Rows:
        """Which states the coalition gains by, as seen from every start."""
        if self._gains is None or self._gains[0] != members:
            self._gains = members, self.together(members, self.above)
        return self._gains[1]

    def together(self, members: Members, table: Callable[..., Rows]) -> Rows:
        """Join the members' tables: all better, or none worse and one better."""
        strict = [table(member) for member in members]
        if self._groups.gain == "strict" or len(members) == 1:
            return _joined(strict, np.bitwise_and)
        out = _joined(strict, np.bitwise_or)
        for member in members:
            out &= table(member, weak=True)
        return out


def _joined(tables: list[Rows], join: np.ufunc) -> Rows:
    out: NDArray[np.uint64] = tables[0].copy()
    for table in tables[1:]:
        join(out, table, out=out)
    return out
