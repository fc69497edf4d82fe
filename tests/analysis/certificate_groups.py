"""What a coalition's certificate proves, word for word; of src only the records are used."""

from __future__ import annotations

from collections.abc import Sequence

from parley.model.certificate import Step
from parley.model.certificate_group import GroupCertificate, GroupMember, Reached
from tests.analysis.coalition_definitions import Coalitional
from tests.analysis.definitions import Moves, Ranks, one_step


def proves_group(n: int, moves: Moves, ranks: Ranks, given: GroupCertificate) -> bool:
    group = given.coalition
    if not group or len(set(group)) < len(group) or not set(group) <= set(moves):
        return False
    if not 0 <= given.state < n:
        return False
    checker = Coalitional(moves, ranks, given.gain)
    others = [p for p in moves if p not in group]
    answered = bool(others) and given.concept != "cnash"

    def gain(y: int) -> bool:
        return checker.gains(group, given.state, y)

    if given.stable:
        if given.moves or given.members:
            return False
        if not closed(n, moves, given.state, given.reached, list(group)):
            return False
        wanted = sorted(one.state for one in given.reached if gain(one.state))
        if sorted(reply.improvement for reply in given.replies) != wanted:
            return False
        for reply in given.replies:
            end = walked(moves, reply.improvement, reply.steps, others)
            if not answered or not reply.steps or end is None or gain(end):
                return False
            if given.concept != "csmr":
                if reply.onward:
                    return False
                continue
            if not closed(n, moves, end, reply.onward, list(group)):
                return False
            if any(gain(one.state) for one in reply.onward):
                return False
        return True
    if given.reached or given.replies or not given.moves:
        return False
    x = walked(moves, given.state, given.moves, list(group))
    if x is None or not gain(x):
        return False
    if not answered:
        return not given.members
    if not closed(n, moves, x, given.members, others):
        return False
    for member in given.members:
        if gain(member.state):
            if member.escape:
                return False
            continue
        if given.concept != "csmr" or not member.escape:
            return False
        out = walked(moves, member.state, member.escape, list(group))
        if out is None or not gain(out):
            return False
    return True


def walked(moves: Moves, start: int, steps: Sequence[Step], movers: list[str]) -> int | None:
    """Where a legal sequence ends; None where it is none."""
    at, last = start, ""
    for step in steps:
        if step.mover not in movers or step.mover == last or (at, step.to) not in moves[step.mover]:
            return None
        at, last = step.to, step.mover
    return at


def closed(
    n: int,
    moves: Moves,
    start: int,
    members: Sequence[Reached] | Sequence[GroupMember],
    movers: list[str],
) -> bool:
    last = {member.state: set(member.last) for member in members}
    if len(last) < len(members) or start not in last:
        return False
    for y, who in last.items():
        if not 0 <= y < n or not who <= set(movers):
            return False
        for k in movers:
            if y != start and not who - {k}:
                continue
            for z in one_step(moves, k, y):
                if z not in last or k not in last[z]:
                    return False
    return True
