"""What a coalition's certificate proves, word for word; of src only the records are used."""

from __future__ import annotations

from collections.abc import Sequence

from parley.model.certificate import Step
from parley.model.certificate_group import GroupCertificate, GroupMember, GroupReply, Reached
from tests.analysis.coalition_definitions import Coalitional, Group, groups
from tests.analysis.definitions import Moves, Ranks, one_step


def proves_group(n: int, moves: Moves, ranks: Ranks, given: GroupCertificate) -> bool:
    group = given.coalition
    if not group or len(set(group)) < len(group) or not set(group) <= set(moves):
        return False
    if not 0 <= given.state < n:
        return False
    if given.turns != "not_twice" and given.concept != "cseq":
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
            if given.concept == "cseq":
                made, end = bool(reply.turns), turned(checker, reply, others, given.turns)
                if reply.steps:
                    return False
            else:
                made, end = bool(reply.steps), walked(moves, reply.improvement, reply.steps, others)
                if reply.turns:
                    return False
            if not answered or not made or end is None or gain(end):
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
    if given.concept == "cseq":
        if not closed_turns(n, checker, x, given, others):
            return False
    elif any(one.turns for one in given.members) or not closed(n, moves, x, given.members, others):
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


def may_follow(mover: Group, last: Group, turns: str) -> bool:
    return not set(mover) & set(last) if turns == "disjoint" else mover != last


def turned(checker: Coalitional, reply: GroupReply, others: list[str], turns: str) -> int | None:
    """Where a credible reply ends; None where it is none."""
    at: int = reply.improvement
    last: Group = ()
    for turn in reply.turns:
        if turn.by not in groups(others) or (last and not may_follow(turn.by, last, turns)):
            return None
        end = walked(checker.moves, at, turn.steps, list(turn.by))
        if end is None or not checker.gains(turn.by, at, end):
            return None
        at, last = end, turn.by
    return at


def closed_turns(
    n: int, checker: Coalitional, start: int, given: GroupCertificate, others: list[str]
) -> bool:
    last = {member.state: set(member.turns) for member in given.members}
    if len(last) < len(given.members) or start not in last:
        return False
    if any(member.last for member in given.members):
        return False
    for y, who in last.items():
        if not 0 <= y < n or not who <= set(groups(others)):
            return False
    for y, who in last.items():
        for k in groups(others):
            if y != start and not any(may_follow(k, one, given.turns) for one in who):
                continue
            for z in checker.improvements(k, y):
                if z not in last or k not in last[z]:
                    return False
    return True


def undeterred(
    checker: Coalitional, group: Group, start: int, concept: str, turns: str
) -> set[int]:
    """The same as the checker's, whichever coalition may follow which."""
    if concept != "cseq" or turns == "not_twice":
        return checker.undeterred(group, start, concept)
    others = [p for p in checker.moves if p not in group]
    found = set()
    for x in checker.improvements(group, start):
        seen = {(z, k) for k in groups(others) for z in checker.improvements(k, x)}
        fresh = list(seen)
        while fresh:
            y, last = fresh.pop()
            for k in groups(others):
                if may_follow(k, last, turns):
                    new = {(z, k) for z in checker.improvements(k, y)} - seen
                    seen |= new
                    fresh += new
        if all(checker.gains(group, start, y) for y, _ in seen):
            found.add(x)
    return found


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
