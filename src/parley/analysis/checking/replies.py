"""Check that a reply set is closed under the others' moves and that nothing in it deters.

A set that holds a party's gain, that no move of the others leads out of, and in which no state is
a sanction (or lets the party move on to one that is none) holds everything that the others could
bring about. A set may be larger than that; it then proves the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.checking.by_definition_strength import Grading
from parley.analysis.checking.few import check_few
from parley.analysis.checking.ground import Ground, WrongError
from parley.case import Case, StateSpace
from parley.model import Conflict, Preference
from parley.model.certificate import Certificate, Rule

__all__ = ["Sanctions", "check_reply_set"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sanctions:
    """Which states deter a party from leaving a state: no better than that, or much worse."""

    ground: Ground
    rule: Rule
    party: str
    start: int

    def certain(self, states: Ints) -> Bools:
        """Whether each state deters, for certain."""
        if self.rule.strong:
            return self._grading().much_worse(states)
        if self.rule.worse:
            start = np.full(len(states), self.start)
            return self.ground.known.better(self.party, states, start)
        return ~self.ground.perhaps_better(self.party, self.start, states)

    def perhaps(self, states: Ints) -> Bools:
        """Whether nothing that is known speaks against its deterring."""
        if self.rule.strong:
            return self._grading().perhaps_much_worse(states)
        start = np.full(len(states), self.start)
        if self.rule.worse:
            return ~self.ground.known.at_least(self.party, start, states)
        return ~self.ground.known.better(self.party, start, states)

    @property
    def spared(self) -> str:
        """What is said of a state that is not certain to deter."""
        if self.rule.left == "no better":
            return "may be better than the start"
        return f"may not be {self.rule.left} than the start"

    @property
    def struck(self) -> str:
        """What is said of a state that may deter."""
        return f"may be {self.rule.left}"

    def _grading(self) -> Grading:
        known = self.ground.conflict.preferences.get(self.party, Preference())
        return Grading(self.ground.known, known.levels, self.party, self.start)


def check_reply_set(
    ground: Ground,
    sanctions: Sanctions,
    others: tuple[str, ...],
    given: Certificate,
    rule: Rule,
) -> None:
    """Check a reply set, state by state or as a block of option values."""
    assert given.improvement is not None
    if given.within:
        _check_block(ground, sanctions, others, given, given.improvement)
        return
    gains = rule.moves == "gains"
    if rule.sequences == "legal":
        ground.closed("members", given.improvement, given.members, others, gains=gains)
    else:
        check_few(ground, given.improvement, given.members, others, rule)
    _check_members(ground, sanctions, given)


def _check_members(ground: Ground, sanctions: Sanctions, given: Certificate) -> None:
    party, rule = given.party, sanctions.rule
    deter = sanctions.perhaps(np.array([member.state for member in given.members], np.int64))
    for i, member in enumerate(given.members):
        line = f"members[{i}]"
        if member.moved and rule.sequences != "once":
            raise WrongError(f"{line}.moved", "this part belongs to replies that move once")
        if not deter[i]:
            if member.escape is not None:
                raise WrongError(f"{line}.escape", "the state does not deter: no escape is needed")
            continue
        if not rule.escape or member.escape is None:
            raise WrongError(
                line, f"state {member.state} {sanctions.struck} for {party} than the start"
            )
        ground.state(f"{line}.escape", member.escape)
        if not ground.moving.leads(party, member.state, member.escape):
            raise WrongError(
                f"{line}.escape", f"{party} cannot move from {member.state} to {member.escape}"
            )
        if sanctions.perhaps(np.array([member.escape]))[0]:
            raise WrongError(
                f"{line}.escape", f"state {member.escape} {sanctions.struck} than the start"
            )


def _check_block(
    ground: Ground,
    sanctions: Sanctions,
    others: tuple[str, ...],
    given: Certificate,
    improvement: int,
) -> None:
    """Check a reply set that is given as a block of option values."""
    case = ground.case
    if isinstance(case, Conflict) or case.graph is not None:
        raise WrongError("within", "only a case with options has blocks of states")
    space = case.states
    inside = np.ones(ground.n, bool)
    for name, values in given.within.items():
        columns = [c for c in space.columns if c.name == name]
        if not columns:
            raise WrongError("within", f"no option, or switch of one, is called {name!r}")
        if not values or set(values) - set(columns[0].values):
            raise WrongError(f"within.{name}", f"these are not values of {name}")
        wrong = _way_out(case, name, columns[0].values, values, others)
        if wrong is not None:
            raise WrongError(f"within.{name}", wrong)
        inside &= np.isin(columns[0].values, values)[space.column(name)]
    if not inside[improvement]:
        raise WrongError("within", f"the set does not hold state {improvement}, where it begins")
    _sanction_inside(space, np.flatnonzero(inside), ground, sanctions)


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


def _sanction_inside(space: StateSpace, states: Ints, ground: Ground, sanctions: Sanctions) -> None:
    left = states[sanctions.perhaps(states)]
    if len(left) and sanctions.rule.escape:
        free = np.zeros(len(left), bool)
        for position, end in ground.moving.targets(sanctions.party, left):
            free[position[~sanctions.perhaps(end)]] = True
        left = left[~free]
    for state in left[:1].tolist():
        raise WrongError(
            "within", f"state {state}, which is in it, {sanctions.struck} than the start"
        )
