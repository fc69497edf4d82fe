"""Check that a reply set is closed under the others' moves and that nothing in it deters.

A set that holds a party's gain, that no move of the others leads out of, and in which every state
is better for the party than the start (or lets it move on to one that is) holds everything that
the others could bring about. A set may be larger than that; it then proves the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.by_definition import Comparing, Moving
from parley.case import Case, StateSpace
from parley.model import Certificate, Conflict
from parley.model.certificate import Rule

__all__ = ["closed_block", "closed_members"]

Ints = NDArray[np.int64]
Wrong = tuple[str, str]
"""Which line of the certificate, and what is wrong with it."""


def closed_members(
    n: int,
    moving: Moving,
    known: Comparing,
    others: tuple[str, ...],
    given: Certificate,
    rule: Rule,
) -> Wrong | None:
    """Check a reply set that is listed with last movers; None where it holds."""
    wrong = _misshapen(n, others, given)
    if wrong is not None:
        return wrong
    states = np.array([member.state for member in given.members], np.int64)
    order = np.argsort(states, kind="stable")
    for mover in others:
        # Whoever is the only one to have moved last may not move again.
        free = [
            i
            for i, member in enumerate(given.members)
            if member.state == given.improvement or set(member.last) - {mover}
        ]
        may_arrive = np.array([mover in member.last for member in given.members], bool)
        start = states[free]
        for position, end in moving.targets(mover, start):
            if rule.moves == "gains":
                keep = known.perhaps_better(mover, start[position], end)
                position, end = position[keep], end[keep]
            place = order[np.minimum(np.searchsorted(states, end, sorter=order), len(order) - 1)]
            out = (states[place] != end) | ~may_arrive[place]
            for k in np.flatnonzero(out)[:1].tolist():
                i = free[int(position[k])]
                return (
                    f"members[{i}]",
                    f"{mover} can move on from state {int(states[i])} to {int(end[k])}, which is "
                    f"not in the set with {mover} as a last mover",
                )
    return _sanction(moving, known, given, rule)


def _misshapen(n: int, others: tuple[str, ...], given: Certificate) -> Wrong | None:
    seen: set[int] = set()
    for i, member in enumerate(given.members):
        if not 0 <= member.state < n or member.state in seen:
            return f"members[{i}].state", f"{member.state} is no state, or stands here twice"
        if member.escape is not None and not 0 <= member.escape < n:
            return f"members[{i}].escape", f"{member.escape} is no state"
        seen.add(member.state)
        for party in member.last:
            if party not in others:
                return f"members[{i}].last", f"{party!r} is not one of those who may reply"
    if given.improvement not in seen:
        return "members", f"the set does not hold state {given.improvement}, where the gain leads"
    return None


def _sanction(moving: Moving, known: Comparing, given: Certificate, rule: Rule) -> Wrong | None:
    party = given.party
    states = np.array([member.state for member in given.members], np.int64)
    better = known.better(party, np.full(len(states), given.state), states)
    for i, member in enumerate(given.members):
        line = f"members[{i}]"
        if better[i]:
            if member.escape is not None:
                return f"{line}.escape", "the state is better than the start: no escape is needed"
            continue
        if not rule.escape or member.escape is None:
            return line, f"state {member.state} may be no better for {party} than the start"
        there = np.array([member.escape])
        if not moving.leads(party, member.state, member.escape):
            return f"{line}.escape", f"{party} cannot move from {member.state} to {member.escape}"
        if not known.better(party, np.array([given.state]), there)[0]:
            return f"{line}.escape", f"state {member.escape} may be no better than the start"
    return None


def closed_block(
    case: Case | Conflict,
    n: int,
    moving: Moving,
    known: Comparing,
    others: tuple[str, ...],
    given: Certificate,
    rule: Rule,
) -> Wrong | None:
    """Check a reply set that is given as a block of option values; None where it holds."""
    if isinstance(case, Conflict) or case.graph is not None:
        return "within", "only a case with options has blocks of states"
    space = case.states
    inside = np.ones(n, bool)
    for name, values in given.within.items():
        columns = [c for c in space.columns if c.name == name]
        if not columns:
            return "within", f"no option, or switch of one, is called {name!r}"
        if not values or set(values) - set(columns[0].values):
            return f"within.{name}", f"these are not values of {name}"
        wrong = _way_out(case, name, columns[0].values, values, others)
        if wrong is not None:
            return f"within.{name}", wrong
        allowed = np.isin(columns[0].values, values)
        inside &= allowed[space.column(name)]
    if not inside[given.improvement]:
        return "within", f"the set does not hold state {given.improvement}, where the gain leads"
    return _sanction_inside(space, np.flatnonzero(inside), moving, known, given, rule)


def _way_out(
    case: Case, name: str, every: tuple[str, ...], values: tuple[str, ...], others: tuple[str, ...]
) -> str | None:
    """Say who could change this column to a value outside the block; None where nobody could."""
    column = next(c for c in case.states.columns if c.name == name)
    by = (column.party,) if column.party else case.states.options[column.option].by
    gone = {
        (after, before)
        for entry in case.one_way
        if entry.option == name and entry.when is None
        for before, after in entry.changes
    }
    for mover in sorted(set(by) & set(others)):
        barred = gone | {
            entry.change
            for entry in case.no_move
            if entry.by == mover and entry.option == name and entry.when is None
        }
        for inner in values:
            for outer in every:
                if outer not in values and (inner, outer) not in barred:
                    return f"{mover} can change {name} from {inner} to {outer}"
    return None


def _sanction_inside(
    space: StateSpace,
    states: Ints,
    moving: Moving,
    known: Comparing,
    given: Certificate,
    rule: Rule,
) -> Wrong | None:
    party = given.party
    left = states[~known.better(party, np.full(len(states), given.state), states)]
    if len(left) and rule.escape:
        free = np.zeros(len(left), bool)
        for position, end in moving.targets(party, left):
            better = known.better(party, np.full(len(end), given.state), end)
            free[position[better]] = True
        left = left[~free]
    for state in left[:1].tolist():
        return "within", f"state {state}, which is in it, may be no better than the start"
    return None
