"""The smallest change of one party's order that makes a state hold for it, or stop holding.

Under nash, gmr and smr a party's verdict at a state s rests on one thing of its order: which
states stand above s. It can only fall as more of them do. So the smallest change is found without
search. Let d be the topmost state that has to stand no longer above s. Every state between d and
s costs a full swap wherever it ends up, for it cannot stay below d and above s; every state level
with d, or with s, costs at least half of one. Lifting s to d costs just that, and takes s past
everything below d at once: no order with less does it. What has to be passed is the greatest,
over the party's moves from s, of the least rank that the others' reply can bring.

Making the state stop holding is the same downwards: s sinks below the least of what then has to
stand above it. Only where it passes a group of level states may one of them rise past s alone.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.change.orderings import RankShift, dense, is_strict
from parley.analysis.setting import Setting
from parley.model import Conflict, OptionMoves, Preference

__all__ = ["APART", "holds_from", "lifted", "lowered", "moved_to", "moves_from", "with_orders"]

Ints = NDArray[np.int64]

APART = ("nash", "gmr", "smr")
"""Concepts under which a party's verdict rests on no order but its own."""
_NEVER = -2


def with_orders(conflict: Conflict, orders: dict[str, Ints]) -> Conflict:
    """The conflict with some parties' orders changed."""
    changed = {party: Preference(ranks) for party, ranks in orders.items()}
    return replace(conflict, preferences={**conflict.preferences, **changed})


def holds_from(setting: Setting, party: str, state: int, concept: str) -> int:
    """The least rank at which the state would hold for the party, its moves and replies as given.

    Parameters
    ----------
    setting : Setting
        The party's order is a ranking.
    party : str
    state : int
    concept : {"nash", "gmr", "smr", "seq"}
        For seq the other parties' orders are taken as they are.

    Returns
    -------
    int
        Less than every rank where the party has no move from there.
    """
    ends = moves_from(setting, party, state)
    return int(_worst(setting, party, ends, concept).max()) if len(ends) else _NEVER


def _worst(setting: Setting, party: str, ends: Ints, concept: str) -> Ints:
    """The least rank that the others' reply to each move can bring, the move's end with it."""
    ranks = setting.order(party).ranks
    assert ranks is not None
    if concept == "nash":
        return np.asarray(ranks[ends])
    replies = setting.lowest(party, gains=concept == "seq", escape=concept == "smr")
    return np.minimum(ranks[ends], replies[ends])


def moves_from(setting: Setting, party: str, state: int) -> Ints:
    """The states that a party can move to from one state, ascending."""
    moves = setting.conflict.moves.get(party)
    if moves is None:
        return np.zeros(0, np.int64)
    if isinstance(moves, OptionMoves):
        mates = moves.block == moves.block[state]
        if moves.kind is not None and moves.allowed is not None:
            mates &= moves.allowed[moves.kind[state]][moves.kind]
        mates[state] = False
        return np.flatnonzero(mates).astype(np.int64)
    ends = np.unique(moves[[state], :].nonzero()[1]).astype(np.int64)
    return np.asarray(ends[ends != state])


def lifted(setting: Setting, party: str, state: int, concept: str) -> RankShift | None:
    """The smallest lift of a state in one party's order that makes it hold for the party.

    Under nash, gmr and smr no smaller change of that order does it; under seq no smaller lift.

    Returns
    -------
    RankShift or None
        None where it holds already.
    """
    ranks = setting.order(party).ranks
    assert ranks is not None
    level = holds_from(setting, party, state, concept)
    if level <= ranks[state]:
        return None
    return moved_to(party, ranks, state, level, above=is_strict(ranks))


def moved_to(party: str, ranks: Ints, state: int, level: int, *, above: bool) -> RankShift:
    """One state lifted to a level that some states have, or just above them."""
    after = 2 * ranks
    after[state] = 2 * level + (1 if above else 0)
    return _shift(party, ranks, after, state)


def lowered(setting: Setting, party: str, state: int, concept: str) -> RankShift | None:
    """The smallest change of one party's order after which the state no longer holds for it.

    Parameters
    ----------
    concept : {"nash", "gmr", "smr", "seq"}
        For seq the other parties' orders stay as they are, and the state alone, or one more,
        moves.

    Returns
    -------
    RankShift or None
        None where it holds in every order that the party may have.
    """
    given = setting.order(party).ranks
    assert given is not None
    ranks = dense(given)
    sunk = ranks + 1
    sunk[state] = 0
    bottom = Setting(with_orders(setting.conflict, {party: sunk}))
    level = holds_from(bottom, party, state, concept) - 1
    if level < 0:
        return None
    group = np.count_nonzero(ranks == level)
    if group > 1 and level < ranks[state]:
        # The state sinks to just above the group, and one of the group rises past it.
        sunk = 4 * ranks
        sunk[state] = 4 * level + 1
        for risen in _which_may_rise(setting, party, sunk, state, concept):
            after = sunk.copy()
            after[risen] = 4 * level + 2
            other = Setting(with_orders(setting.conflict, {party: after}))
            if holds_from(other, party, state, concept) > after[state]:
                return replace(_shift(party, ranks, after, state, risen), past=risen)
    after = 2 * ranks
    after[state] = 2 * level - 1
    past = _turns_on(bottom, party, state, concept, level + 1)
    return replace(_shift(party, ranks, after, state), past=past)


def _turns_on(setting: Setting, party: str, state: int, concept: str, level: int) -> int:
    """A state of this rank that the party's best move from the sunk one leads to, or ends at."""
    ranks = setting.order(party).ranks
    assert ranks is not None
    ends = moves_from(setting, party, state)
    to = int(ends[np.argmax(_worst(setting, party, ends, concept))])
    if ranks[to] == level:
        return to
    gains, escape = concept == "seq", concept == "smr"
    met = int(setting.brought_to(party, level, gains=gains, escape=escape)[to])
    if ranks[met] == level:
        return met
    on = moves_from(setting, party, met)  # the party would move on from there
    return int(on[ranks[on] == level][0])


def _which_may_rise(
    setting: Setting, party: str, sunk: Ints, state: int, concept: str
) -> list[int]:
    """The states just below the sunk one of which one, risen past it, may end that it holds.

    Of a move that is deterred by them alone every deterrent has to go: one that is found has to
    rise itself, or, where the party may move on, something that it can then reach.
    """
    just_below = sunk == sunk[state] - 1
    ends = moves_from(setting, party, state)
    found = set(ends[just_below[ends]].tolist())  # to these it would gain by moving only then
    if concept != "nash":
        other = Setting(with_orders(setting.conflict, {party: sunk}))
        gains, escape = concept == "seq", concept == "smr"
        above = ends[sunk[ends] > sunk[state]]
        lowest = other.lowest(party, gains=gains, escape=escape)[above]
        met = other.brought_to(party, int(sunk[state]), gains=gains, escape=escape)
        for deterrent in set(met[above[lowest == sunk[state] - 1]].tolist()):
            on = moves_from(setting, party, deterrent) if escape else np.zeros(0, np.int64)
            found |= {int(each) for each in (deterrent, *on.tolist()) if just_below[each]}
    return sorted(found)


def _shift(party: str, ranks: Ints, after: Ints, state: int, *more: int) -> RankShift:
    """The shift in which only these states have moved: it costs states, not pairs, to list."""
    rows: set[tuple[int, int, int, int]] = set()
    for mover in (state, *more):
        first, then = np.sign(ranks[mover] - ranks), np.sign(after[mover] - after)
        for other in np.flatnonzero(first != then).tolist():
            rose = bool(then[other] > first[other])
            x, y, sign = (mover, other, 1) if rose else (other, mover, -1)
            rows.add((x, y, sign * int(first[other]), sign * int(then[other])))
    return RankShift(
        party,
        sum(then - first for *_, first, then in rows),
        tuple(sorted(rows)),
        dense(after),
        all(x == state for x, *_ in rows),
    )
