"""Check a certificate of stability move by move, trusting nothing that it says.

The moves and preferences are asked of the case by definition (`parley.analysis.by_definition`).
Nothing is solved: each line of the certificate is either a move that can be made, a gain, a state
that is no better, or the checker says which line is not. Cost: the certificate and the moves from
the states that it names.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.by_definition import Comparing, Moving, moving
from parley.analysis.verify_replies import closed_block, closed_members
from parley.case import Case
from parley.errors import UsageError
from parley.model import Certificate, Check, Conflict
from parley.model.certificate import RULES, Reply, Rule

__all__ = ["verify"]

Ints = NDArray[np.int64]


def verify(case: Case | Conflict, certificate: Certificate | Mapping[str, Any] | str) -> Check:
    """Check that a certificate proves what it says of a case.

    Parameters
    ----------
    case : Case or Conflict
    certificate : Certificate, mapping or str
        As `parley explain --json` prints it, or its text.

    Returns
    -------
    Check
        True where the verdict is proved. Else ``line`` says which part of the certificate does
        not hold, and ``what`` why, in a sentence.

    Raises
    ------
    UsageError
        The case is neither a case nor a Conflict.

    Examples
    --------
    >>> import parley
    >>> case = parley.load_case(text='''
    ... parley: 1
    ... parties: {union: {}, employer: {}}
    ... options: {strike: {by: union}, raise: {by: employer}}
    ... preferences:
    ...   union: {priorities: [raise, not strike]}
    ...   employer: {priorities: [not strike, not raise]}
    ... ''')
    >>> proof = {
    ...     "case_hash": case.hash, "concept": "nash", "party": "union", "state": 2,
    ...     "variant": "no single move of the party leads to a state that it strictly prefers",
    ...     "stable": False, "improvement": 0,
    ... }
    >>> parley.verify(case, proof).ok
    True
    >>> wrong = parley.verify(case, {**proof, "stable": True, "improvement": None})
    >>> wrong.line, wrong.what
    ('replies', 'union gains by moving to state 0, and no reply to that is listed')
    """
    if not isinstance(case, Case | Conflict):
        raise UsageError(
            f"verify needs a case or a Conflict, not {type(case).__name__}; load one with "
            "parley.load_case"
        )
    try:
        return _checked(case, _read(certificate))
    except _WrongError as wrong:
        return Check(False, wrong.line, wrong.what)


class _WrongError(Exception):
    def __init__(self, line: str, what: str) -> None:
        self.line, self.what = line, what
        super().__init__(what)


def _read(given: Any) -> Certificate:
    """Read a certificate as if it were a stranger's text, whoever made it."""
    try:
        plain = dataclasses.asdict(given) if isinstance(given, Certificate) else given
        return Certificate.from_json(plain)
    except (UsageError, RecursionError, TypeError) as error:
        raise _WrongError("", str(error)) from None


def _checked(case: Case | Conflict, given: Certificate) -> Check:
    rule = RULES.get(given.concept)
    if rule is None:
        raise _WrongError("concept", f"no rule is known here for {given.concept!r}")
    if given.variant != rule.variant:
        raise _WrongError(
            "variant", f"another definition is stated than the one checked: {rule.variant}"
        )
    if given.case_hash != case.hash:
        raise _WrongError("case_hash", "the certificate was made for another case")
    if isinstance(case, Conflict) and given.with_inferred:
        raise _WrongError(
            "with_inferred", "a Conflict has its preferences already; check against the case"
        )
    desk = _Desk.of(case, given, rule)
    if given.stable:
        desk.check_stays()
    else:
        desk.check_leaves(case)
    return Check(True)


@dataclass(frozen=True, slots=True)
class _Desk:
    """One certificate, and what its case is asked."""

    n: int
    moving: Moving
    known: Comparing
    others: tuple[str, ...]
    given: Certificate
    rule: Rule

    @classmethod
    def of(cls, case: Case | Conflict, given: Certificate, rule: Rule) -> _Desk:
        parties = tuple(case.parties)
        if given.party not in parties:
            raise _WrongError("party", f"no party is called {given.party!r}")
        conflict = (
            case if isinstance(case, Conflict) else case.conflict(with_inferred=given.with_inferred)
        )
        desk = cls(
            conflict.n, moving(case), Comparing(conflict.preferences),
            tuple(other for other in parties if other != given.party), given, rule,
        )  # fmt: skip
        desk.within("state", given.state)
        return desk

    def within(self, line: str, state: int) -> None:
        """Refuse a number that is no state."""
        if not 0 <= state < self.n:
            raise _WrongError(line, f"there are {self.n} states, 0 to {self.n - 1}; not {state}")

    # -- stays --------------------------------------------------------------------------------

    def check_stays(self) -> None:
        """Every conceivable gain has a line, and every line deters."""
        given = self.given
        for line, part in (("improvement", given.improvement is not None),
                           ("members", given.members), ("within", given.within)):  # fmt: skip
            if part:
                raise _WrongError(line, "this part belongs to a verdict that the party leaves")
        gains = self._gains()
        met: set[int] = set()
        for i, reply in enumerate(given.replies):
            line = f"replies[{i}]"
            if reply.improvement not in gains or reply.improvement in met:
                raise _WrongError(
                    f"{line}.improvement",
                    f"state {reply.improvement} is not a further gain of {given.party} from "
                    f"state {given.state}",
                )
            met.add(reply.improvement)
            self._check_reply(line, reply)
        for missing in sorted(gains - met):
            raise _WrongError(
                "replies",
                f"{given.party} gains by moving to state {missing}, and no reply to that is listed",
            )

    def _gains(self) -> set[int]:
        state = np.array([self.given.state])
        found: set[int] = set()
        for _, end in self.moving.targets(self.given.party, state):
            better = self.known.perhaps_better(self.given.party, state, end)
            found.update(end[better].tolist())
        return found

    def _check_reply(self, line: str, reply: Reply) -> None:
        if self.rule.moves == "none" or not reply.steps:
            raise _WrongError(f"{line}.steps", "no reply of the others is shown that could count")
        at, last = reply.improvement, self.given.party
        for k, step in enumerate(reply.steps):
            here = f"{line}.steps[{k}]"
            self.within(f"{here}.to", step.to)
            if step.mover not in self.others or step.mover == last:
                raise _WrongError(
                    f"{here}.mover", f"{step.mover!r} is not one of those who may move here"
                )
            if not self.moving.leads(step.mover, at, step.to):
                raise _WrongError(here, f"{step.mover} cannot move from state {at} to {step.to}")
            if self.rule.moves == "gains" and not self._better(step.mover, at, step.to):
                raise _WrongError(
                    here, f"state {step.to} is not better for {step.mover} than {at}, for certain"
                )
            at, last = step.to, step.mover
        if self._perhaps(at):
            raise _WrongError(line, f"state {at}, where it ends, may be better than the start")
        self._check_escape(line, at, reply.escape)

    def _check_escape(self, line: str, at: int, best: int | None) -> None:
        """Nothing that the party can move to is better than the start; `best` is the best of it."""
        line = f"{line}.escape"
        if not self.rule.escape:
            if best is not None:
                raise _WrongError(line, "this concept asks for no escape")
            return
        party, seen = self.given.party, False
        if best is not None:
            self.within(line, best)
        for _, end in self.moving.targets(party, np.array([at])):
            for state in end[self._perhaps_all(end)].tolist():
                raise _WrongError(line, f"{party} can go on from there to state {state}, which "
                                  "may be better than the start")  # fmt: skip
            if best is not None:
                seen = seen or bool((end == best).any())
                above = self.known.better(party, np.full(len(end), best), end)
                for state in end[above].tolist():
                    raise _WrongError(line, f"state {state} is a better escape than {best}")
            elif len(end):
                raise _WrongError(line, f"{party} can move on from there, to state {int(end[0])}")
        if best is not None and not seen:
            raise _WrongError(line, f"{party} cannot move from state {at} to {best}")

    # -- leaves -------------------------------------------------------------------------------

    def check_leaves(self, case: Case | Conflict) -> None:
        """The gain is real, and the reply set holds it, is closed, and holds no sanction."""
        given = self.given
        if given.replies:
            raise _WrongError("replies", "this part belongs to a verdict that the party stays")
        if given.improvement is None:
            raise _WrongError("improvement", "no gain is named")
        self.within("improvement", given.improvement)
        if not self.moving.leads(given.party, given.state, given.improvement):
            raise _WrongError(
                "improvement",
                f"{given.party} cannot move from state {given.state} to {given.improvement}",
            )
        if not self._better(given.party, given.state, given.improvement):
            raise _WrongError(
                "improvement",
                f"state {given.improvement} is not better for {given.party} than {given.state}, "
                "for certain",
            )
        if self.rule.moves == "none":
            if given.members or given.within:
                raise _WrongError("members", "this concept foresees no replies")
            return
        if bool(given.members) == bool(given.within):
            raise _WrongError("members", "a reply set is given either state by state or as a block")
        asks = (self.n, self.moving, self.known, self.others, given, self.rule)
        wrong = closed_block(case, *asks) if given.within else closed_members(*asks)
        if wrong is not None:
            raise _WrongError(*wrong)

    # -- comparisons --------------------------------------------------------------------------

    def _better(self, party: str, start: int, end: int) -> bool:
        return bool(self.known.better(party, np.array([start]), np.array([end]))[0])

    def _perhaps(self, state: int) -> bool:
        return bool(self._perhaps_all(np.array([state]))[0])

    def _perhaps_all(self, states: Ints) -> NDArray[np.bool_]:
        start = np.full(len(states), self.given.state)
        return self.known.perhaps_better(self.given.party, start, states)
