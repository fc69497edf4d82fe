"""Check a certificate move by move, trusting nothing that it says.

The moves and preferences are asked of the case by definition
(`parley.analysis.checking.by_definition`). Nothing is solved: each line of the certificate is
either a move that can be made, a gain, a state that is no better, or the checker says which line is
not. Cost: the certificate and the moves from the states that it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parley.analysis.checking.ahead import check_ahead
from parley.analysis.checking.ground import Ground, WrongError
from parley.analysis.checking.group import check_group
from parley.analysis.checking.party import Replies
from parley.analysis.checking.sim import check_sim
from parley.case import Case
from parley.errors import UsageError
from parley.model import Check, Conflict
from parley.model.certificate import RULES, Certificate
from parley.model.certificate_group import GroupCertificate
from parley.model.certificate_json import Plain
from parley.model.certificates import (
    AheadCertificate,
    AnyCertificate,
    SimCertificate,
    WeakCertificate,
    read_certificate,
)
from parley.model.definitions import definition_of

__all__ = ["verify"]

_SHARED = ("case_hash", "concept", "party", "state", "with_inferred", "sequences", "sanction")
"""What the parts of a certificate of weak stability have in common."""


def verify(case: Case | Conflict, certificate: AnyCertificate | Mapping[str, Any] | str) -> Check:
    """Check that a certificate proves what it says of a case.

    Parameters
    ----------
    case : Case or Conflict
    certificate : Certificate of any form, mapping or str
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
        given = _read(certificate)
        _check_head(case, given)
        ground = Ground.of(case, given.with_inferred)
        ground.state("state", given.state)
        _check(ground, given)
    except WrongError as wrong:
        return Check(False, wrong.line, wrong.what)
    return Check(True)


def _read(given: Any) -> AnyCertificate:
    """Read a certificate as if it were a stranger's text, whoever made it."""
    try:
        return read_certificate(given.to_json() if isinstance(given, Plain) else given)
    except (UsageError, RecursionError, TypeError) as error:
        raise WrongError("", str(error)) from None


def _check_head(case: Case | Conflict, given: AnyCertificate) -> None:
    """It is about this case, and by a definition that is known here."""
    stated = definition_of(given)
    if stated is None:
        raise WrongError("concept", f"no rule is known here for {given.concept!r}")
    if given.variant != stated:
        raise WrongError("variant", f"another definition is stated than the one checked: {stated}")
    if given.case_hash != case.hash:
        raise WrongError("case_hash", "the certificate was made for another case")
    if isinstance(case, Conflict) and given.with_inferred:
        raise WrongError(
            "with_inferred", "a Conflict has its preferences already; check against the case"
        )
    if not isinstance(given, GroupCertificate) and given.party not in case.parties:
        raise WrongError("party", f"no party is called {given.party!r}")


def _check(ground: Ground, given: AnyCertificate) -> None:
    if isinstance(given, Certificate):
        Replies(ground, given, given.rule).check()
    elif isinstance(given, WeakCertificate):
        _check_weak(ground, given)
    elif isinstance(given, SimCertificate):
        check_sim(ground, given)
    elif isinstance(given, AheadCertificate):
        check_ahead(ground, given)
    else:
        check_group(ground, given)


def _check_weak(ground: Ground, given: WeakCertificate) -> None:
    """What each part says of the same party and state, together, is the verdict."""
    shown = set()
    for i, part in enumerate(given.parts):
        line = f"parts[{i}]"
        for name in _SHARED:
            if getattr(part, name) != getattr(given, name):
                raise WrongError(f"{line}.{name}", "it is not that of the whole")
        if part.variant != definition_of(part):
            raise WrongError(f"{line}.variant", "another definition is stated than the one checked")
        try:
            Replies(ground, part, part.rule).check()
        except WrongError as wrong:
            raise WrongError(f"{line}.{wrong.line}", wrong.what) from None
        shown.add((part.strength, part.stable))
    stays = {("none", True), ("strong", False)} <= shown
    # Where no replies are looked for, strong stability is the same as the plain one.
    never = RULES[given.concept].moves == "none"
    leaves = never or bool({("none", False), ("strong", True)} & shown)
    if given.stable != stays or given.stable == leaves:
        raise WrongError("parts", "these do not show it")
