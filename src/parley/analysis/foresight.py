"""What two parties anticipate who look a number of moves ahead.

Let i and j move in turn, i first, at most h moves in all; whoever is to move may also stay, which
ends it. Everybody moves to where the rest, played out, ends best for them, and stays where that
is no better than staying. G_h(i, s) is where it ends from s. With ties it need not be one state:
several moves may be equally good for the mover and not for the other. Here it is the *set* of
states in which it can end, each tie at each place of the tree of moves broken in some way.

With W(x) for the set from x with j to move and h-1 moves left, a way of breaking ties picks one
state of W(x) for each move x of i, any state for any move, for below different moves lie
different parts of the tree. i then moves to the best of what was picked, if that is better than
staying. So s itself is in the set where all picks can be no better than s: where, for every x,
the worst of W(x) is not. And a state y better than s, of W(x), is in the set where y can be the
best of all picks: where for every other move the worst of its W is no better than y. That is
exact, and takes one pass over the moves.

Source: Kilgour 1985; Fang, Hipel and Kilgour 1989, European Journal of Operational Research 41.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from parley.analysis.listing import check_room
from parley.analysis.setting import Arcs, Setting
from parley.errors import LimitError

__all__ = ["Ends", "Foresight", "cycle", "undefined"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_ENTRIES = 2**26
"""Anticipated states that are kept at once: about 1 GB while they are sorted."""
_STEP = 2**22
_HORIZONS = 4096
_SECONDS = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """A set of states for every state."""

    first: Ints
    """(n + 1,): where each state's set begins."""
    states: Ints
    """The sets, one after another, each ascending."""

    def same(self, other: Ends) -> bool:
        """Whether all sets are equal."""
        return np.array_equal(self.first, other.first) and np.array_equal(self.states, other.states)


class Foresight:
    """The sets G_h(i, ·) of two parties, horizon by horizon.

    Parameters
    ----------
    setting : Setting
        Of two parties with full orders.
    """

    def __init__(self, setting: Setting) -> None:
        self.n = setting.n
        self._ranks, self._arcs = {}, {}
        for party in setting.parties:
            ranks = setting.order(party).ranks
            assert ranks is not None
            self._ranks[party] = ranks
            self._arcs[party] = setting.arcs(party)
        self._other = dict(zip(setting.parties, reversed(setting.parties), strict=True))

    def staying(self) -> dict[str, Ends]:
        """G_0: nobody moves."""
        alone = Ends(np.arange(self.n + 1), np.arange(self.n))
        return dict.fromkeys(self._ranks, alone)

    def next(self, ends: dict[str, Ends]) -> dict[str, Ends]:
        """G_h from G_(h-1), for both parties.

        Raises
        ------
        LimitError
            There would be too many anticipated states.
        """
        return {
            party: self._ahead(self._ranks[party], self._arcs[party], ends[self._other[party]])
            for party in ends
        }

    def after(self, horizon: int) -> dict[str, Ends]:
        """G_h for both parties."""
        ends = self.staying()
        for _ in range(horizon):
            ends = self.next(ends)
        return ends

    def stays(self, ends: Ends) -> tuple[Bools, Bools]:
        """Whether a party stays: however ties are broken, and for some way to break them."""
        start = np.repeat(np.arange(self.n), np.diff(ends.first))
        some = np.zeros(self.n, dtype=np.bool_)
        some[start[ends.states == start]] = True
        return some & (np.diff(ends.first) == 1), some

    def _ahead(self, ranks: Ints, arcs: Arcs, ends: Ends) -> Ends:
        start, move = arcs
        if not self.n:
            return ends
        worst = np.minimum.reduceat(ranks[ends.states], ends.first[:-1])
        best = np.maximum.reduceat(ranks[ends.states], ends.first[:-1])
        assured = np.full(self.n, -1, dtype=np.int64)
        """What the best of all picks is at least."""
        movers, begin = np.unique(start, return_index=True)
        if len(movers):
            assured[movers] = np.maximum.reduceat(worst[move], begin)
        bar = np.maximum(assured, ranks + 1)
        useful = best[move] >= bar[start]
        found = self._picked(ranks, start[useful], move[useful], bar, ends)
        stay = np.flatnonzero(assured <= ranks)
        return self._sets(np.append(found, stay * self.n + stay))

    def _picked(self, ranks: Ints, start: Ints, move: Ints, bar: Ints, ends: Ends) -> Ints:
        """Pairs s n + y of states y that can be the best of all picks, and are better than s."""
        count = np.diff(ends.first)[move]
        total, parts = 0, [np.zeros(0, np.int64)]
        cut = np.searchsorted(np.cumsum(count), np.arange(0, int(count.sum()) + _STEP, _STEP))
        edges = np.unique(np.append(cut, len(move)))
        for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            part = slice(low, high)
            own = count[part]
            before = np.repeat(np.cumsum(own) - own, own)
            place = np.repeat(ends.first[move[part]], own) + np.arange(len(before)) - before
            source, state = np.repeat(start[part], own), ends.states[place]
            keep = ranks[state] >= bar[source]
            parts.append(np.unique(source[keep] * self.n + state[keep]))
            total += len(parts[-1])
            if total > _ENTRIES:
                raise LimitError(
                    f"ties leave more than {_ENTRIES:,} anticipated states to keep; leave out "
                    "options, or break ties in the rankings"
                )
        return np.concatenate(parts)

    def _sets(self, pairs: Ints) -> Ends:
        pairs = np.unique(pairs)
        start, state = np.divmod(pairs, self.n)
        first = np.append(0, np.cumsum(np.bincount(start, minlength=self.n)))
        return Ends(first, state)


def cycle(setting: Setting) -> list[dict[str, Ends]] | None:
    """What both anticipate at the horizons of the cycle that looking ever farther ends in.

    What is anticipated at one horizon is settled by what is at the one before, and there are
    finitely many such things; so the horizons repeat themselves from some one on. By Brent's
    method (1980, BIT 20): one old horizon is kept, and moved up at powers of two.

    Returns
    -------
    list of dict, or None
        None where none is found within 4,096 horizons or 30 seconds.
    """
    foresight, stop = setting.once(Foresight), monotonic() + _SECONDS
    kept = ends = foresight.staying()
    since, power = 0, 1
    for _ in range(_HORIZONS):
        ends, since = foresight.next(ends), since + 1
        if all(ends[party].same(kept[party]) for party in ends):
            found = [ends]
            while len(found) < since:
                found.append(foresight.next(found[-1]))
            return found
        if since == power:
            kept, since, power = ends, 0, 2 * power
        if monotonic() > stop:
            break
    return None


def undefined(setting: Setting) -> str:
    """Why looking ahead in turn is not defined for a conflict; empty where it is.

    Raises
    ------
    LimitError
        There are too many moves to be listed.
    """
    if len(setting.parties) != 2:
        return f"defined for two parties only; here: {len(setting.parties)}"
    if not setting.settled:
        unsettled = [party for party in setting.parties if not setting.order(party).total]
        return (
            f"it needs everybody's whole order of the states, and that of "
            f"{' and '.join(unsettled)} is known in part"
        )
    for party in setting.parties:
        check_room(setting.conflict.moves.get(party), setting.n, party)
    return ""
