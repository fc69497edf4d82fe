"""The way from readings to a brief: a case, what follows from it, one tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from parley.errors import LimitError, NotSupportedError, Problem, UsageError
from parley.model import Reading, Result

if TYPE_CHECKING:
    from parley.brief.tree import Brief
    from parley.case import Case

__all__ = ["brief"]

_CONCEPTS = ("nash", "gmr", "smr", "seq")


def brief(
    readings: Sequence[Reading],
    case: str | PathLike[str] | Case | None,
    draft: Callable[[], str],
) -> tuple[Brief, tuple[Problem, ...]]:
    """Brief readings with a case: the one given, or the one that is drafted from them.

    Returns
    -------
    (Brief, tuple of Problem)
        With a notice of every analysis that was not made, and why.

    Raises
    ------
    CaseError
        The case file has faults.
    UsageError
        There is nothing to tell of.
    """
    if not readings:
        raise UsageError("nothing was read, so there is nothing to brief: name a report")
    from parley.analysis import impasse, meets, questions
    from parley.brief.build import build
    from parley.case import load_case

    telling = any(reading.negotiation for reading in readings)
    if case is None:
        case = load_case(text=draft(), name="draft") if telling else None
    elif isinstance(case, (str, PathLike)):
        case = load_case(Path(case))
    if case is None:
        return build(readings), ()
    results, problems = _stability(case)
    made = build(
        readings,
        case=case,
        impasse=impasse(case),
        meets=meets(case),
        questions=questions(case),
        stability=results,
    )
    return made, problems


def _stability(case: Case) -> tuple[dict[str, Result], tuple[Problem, ...]]:
    """Outcomes, only of a case that a person has reviewed and that knows a preference."""
    from parley.analysis import stability

    if case.reviewed is None or not case.preferences:
        return {}, ()
    try:
        return stability(case, list(_CONCEPTS)), ()
    except (LimitError, NotSupportedError) as error:
        what = f"outcomes are not analysed: {error}"
        return {}, (Problem(what, case.name, severity="notice"),)
