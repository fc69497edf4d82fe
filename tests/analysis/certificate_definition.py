"""What a certificate proves, word for word: sets and loops; of src only the record is used.

`moves[p]` is a set of pairs (s, x) with s != x; `ranks[p]` a tuple, higher is better.
"""

from __future__ import annotations

from collections.abc import Callable

from parley.model import Certificate
from parley.model.certificate import Member, Reply
from tests.analysis.definitions import Moves, Ranks, gains, one_step, reachable

Levels = dict[str, tuple[int, ...]]
Struck = Callable[[int], bool]

LOOK = {
    "nash": (None, False), "gmr": ("any", False), "smr": ("any", True),
    "seq": ("gains", False), "sseq": ("gains", True),
}  # fmt: skip
"""Concept → which replies count, and whether the party may move once more."""


def sseq(moves: Moves, ranks: Ranks, party: str, state: int) -> bool:
    """Rêgo and Vieira 2017: as SEQ, and no z in R_i(y) is better than s."""
    own, others = ranks[party], [p for p in moves if p != party]
    return all(
        any(
            own[y] <= own[state] and all(own[z] <= own[state] for z in one_step(moves, party, y))
            for y in reachable(moves, others, x, ranks)
        )
        for x in gains(moves, ranks, party, state)
    )


def proves(
    n: int, moves: Moves, ranks: Ranks, given: Certificate, levels: Levels | None = None
) -> bool:
    """Whether every line of the certificate is as it should be, and none is missing."""
    if given.concept not in LOOK or given.party not in moves or not 0 <= given.state < n:
        return False
    if given.within:  # blocks are for cases
        return False
    struck = sanction(ranks, levels, given)
    if given.stable:
        return stays(moves, ranks, given, struck)
    return leaves(n, moves, ranks, given, struck)


def sanction(ranks: Ranks, levels: Levels | None, given: Certificate) -> Struck:
    """Which states deter: no better than the start, or on a lower level."""
    if given.strength == "none" and given.sanction == "worse":
        return lambda y: ranks[given.party][y] < ranks[given.party][given.state]
    if given.strength == "none":
        return lambda y: ranks[given.party][y] <= ranks[given.party][given.state]
    own = (levels or {}).get(given.party)
    return lambda y: own is not None and own[y] < own[given.state]


def stays(moves: Moves, ranks: Ranks, given: Certificate, struck: Struck) -> bool:
    if given.improvement is not None or given.members:
        return False
    met = [reply.improvement for reply in given.replies]
    if sorted(met) != sorted(gains(moves, ranks, given.party, given.state)):
        return False
    return all(deters(moves, ranks, given, reply, struck) for reply in given.replies)


def deters(moves: Moves, ranks: Ranks, given: Certificate, reply: Reply, struck: Struck) -> bool:
    kind, escapes = LOOK[given.concept]
    own, party = ranks[given.party], given.party
    at, last = reply.improvement, party
    if kind is None or not reply.steps:
        return False
    movers = [step.mover for step in reply.steps]
    if given.sequences == "single" and len(movers) > 1:
        return False
    if given.sequences == "once" and len(set(movers)) < len(movers):
        return False
    for step in reply.steps:
        if step.mover in (last, party) or (at, step.to) not in moves.get(step.mover, set()):
            return False
        if kind == "gains" and ranks[step.mover][step.to] <= ranks[step.mover][at]:
            return False
        at, last = step.to, step.mover
    if not struck(at):
        return False
    if not escapes:
        return reply.escape is None
    onward = one_step(moves, party, at)
    if not all(struck(z) for z in onward):
        return False
    if not onward:
        return reply.escape is None
    return reply.escape in onward and own[reply.escape] == max(own[z] for z in onward)


def leaves(n: int, moves: Moves, ranks: Ranks, given: Certificate, struck: Struck) -> bool:
    kind, _ = LOOK[given.concept]
    if given.replies or given.improvement not in gains(moves, ranks, given.party, given.state):
        return False
    if kind is None:
        return not given.members
    if given.sequences != "legal":
        if not few(n, moves, ranks, given):
            return False
        return all(no_sanction(moves, given, member, struck) for member in given.members)
    if any(member.moved for member in given.members):
        return False
    last = {member.state: set(member.last) for member in given.members}
    others = [p for p in moves if p != given.party]
    if len(last) < len(given.members) or given.improvement not in last:
        return False
    if any(not 0 <= y < n or not movers <= set(others) for y, movers in last.items()):
        return False
    for y, movers in last.items():
        for k in others:
            if y != given.improvement and not movers - {k}:
                continue
            onward = one_step if kind == "any" else gains_of(ranks)
            for z in onward(moves, k, y):
                if z not in last or k not in last[z]:
                    return False
    return all(no_sanction(moves, given, member, struck) for member in given.members)


def few(n: int, moves: Moves, ranks: Ranks, given: Certificate) -> bool:
    """Whether the set holds all that replies of few moves lead to."""
    kind, _ = LOOK[given.concept]
    onward = one_step if kind == "any" else gains_of(ranks)
    others, start = [p for p in moves if p != given.party], given.improvement
    at = {member.state: member for member in given.members}
    if len(at) < len(given.members) or start not in at or not all(0 <= y < n for y in at):
        return False
    for member in given.members:
        if given.sequences == "single":
            if member.moved or set(member.last) - set(others):
                return False
        elif member.last or any(list(w) != [p for p in others if p in w] for w in member.moved):
            return False
    if given.sequences == "single":
        return all(z in at and k in at[z].last for k in others for z in onward(moves, k, start))
    for y, member in at.items():
        for way in {*member.moved, *([()] if y == start else [])}:
            for k in set(others) - set(way):
                then = tuple(p for p in others if p in way or p == k)
                if any(z not in at or then not in at[z].moved for z in onward(moves, k, y)):
                    return False
    return True


def gains_of(ranks: Ranks):  # type: ignore[no-untyped-def]
    return lambda moves, party, state: gains(moves, ranks, party, state)


def no_sanction(moves: Moves, given: Certificate, member: Member, struck: Struck) -> bool:
    if not struck(member.state):
        return member.escape is None
    if not LOOK[given.concept][1] or member.escape is None:
        return False
    onward = one_step(moves, given.party, member.state)
    return member.escape in onward and not struck(member.escape)
