"""Check a set of replies in which each of the others moves at most once, or one of them once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parley.analysis.checking.ground import Ground, WrongError
from parley.model.certificate import Member, Rule

__all__ = ["check_few"]

Moved = tuple[str, ...]


def check_few(
    ground: Ground, start: int, members: Sequence[Member], others: Sequence[str], rule: Rule
) -> None:
    """Refuse a set that does not hold all that such replies lead to.

    Parameters
    ----------
    ground : Ground
    start : int
        The gain, from which they begin.
    members : sequence of Member
        Each says who may have moved (once), or who may have moved last (single).
    others : sequence of str
    rule : Rule
    """
    at: dict[int, int] = {}
    for i, member in enumerate(members):
        if not 0 <= member.state < ground.n or member.state in at:
            raise WrongError(
                f"members[{i}].state", f"{member.state} is no state, or stands here twice"
            )
        at[member.state] = i
        _fit(f"members[{i}]", member, others, rule)
    if start not in at:
        raise WrongError("members", f"the set does not hold state {start}, where it begins")
    if rule.sequences == "single":
        for mover in others:
            for end in _ends(ground, mover, start, rule):
                if end not in at or mover not in members[at[end]].last:
                    _missing(at[start], start, mover, end)
        return
    for i, member in enumerate(members):
        ways = {*member.moved, *([()] if member.state == start else [])}
        for mover in others:
            onward = [way for way in ways if mover not in way]
            for end in _ends(ground, mover, member.state, rule) if onward else ():
                for way in onward:
                    then = tuple(one for one in others if one in way or one == mover)
                    if end not in at or then not in members[at[end]].moved:
                        _missing(i, member.state, mover, end)


def _fit(line: str, member: Member, others: Sequence[str], rule: Rule) -> None:
    if rule.sequences == "single":
        if set(member.last) - set(others):
            raise WrongError(f"{line}.last", "these are not among those who may move")
        return
    if member.last:
        raise WrongError(f"{line}.last", "it is said who has moved, not who moved last")
    for k, way in enumerate(member.moved):
        if way != tuple(one for one in others if one in way):
            raise WrongError(f"{line}.moved[{k}]", "these are not some of the others, in order")


def _ends(ground: Ground, mover: str, state: int, rule: Rule) -> list[int]:
    found: set[int] = set()
    for _, end in ground.moving.targets(mover, np.array([state])):
        keep = ground.perhaps_better(mover, state, end) if rule.moves == "gains" else end >= 0
        found.update(end[keep].tolist())
    return sorted(found)


def _missing(i: int, state: int, mover: str, end: int) -> None:
    raise WrongError(
        f"members[{i}]",
        f"{mover} can move on from state {state} to {end}, which is not in the set with {mover} "
        "having moved",
    )
