"""The way from readings to a brief: a case, what follows from it, one tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from parley.errors import CaseError, LimitError, NotSupportedError, Problem, UsageError
from parley.model import Reading, Result

if TYPE_CHECKING:
    from parley.brief.tree import Brief
    from parley.case import Case

__all__ = ["brief"]

_SHOWN = 3
"""Reports that a notice names."""
_CONCEPTS = ("nash", "gmr", "smr", "seq")
_TOLD = 8
"""Outcomes of which it is told who would leave."""


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
        There is nothing to tell of, or `case` is neither a case nor a path.
    """
    if not readings:
        raise UsageError("nothing was read, so there is nothing to brief: name a report")
    from parley.analysis import impasse, meets, questions
    from parley.brief.build import build
    from parley.case import Case, load_case

    problems: tuple[Problem, ...] = ()
    if isinstance(case, (str, PathLike)):
        case = load_case(Path(case))
    if isinstance(case, Case):
        problems = tuple(_none_of_its_own(readings, case))
    elif case is None and any(reading.negotiation for reading in readings):
        case, problems = _drafted(draft)
    elif case is not None:
        raise UsageError(
            f"a brief takes a case or the path of one, not {type(case).__name__}; load one with "
            "parley.load_case"
        )
    if case is None:
        return build(readings), problems
    results, unjudged = _stability(case)
    shown = _shown(case, results)
    made = build(
        readings,
        case=case,
        impasse=impasse(case),
        meets=meets(case),
        questions=questions(case),
        stability=results,
        **shown,
        unjudged=unjudged,
    )
    if unjudged:
        what = f"outcomes are not analysed: {unjudged}"
        problems = (*problems, Problem(what, case.name, severity="notice"))
    return made, problems


def _none_of_its_own(readings: Sequence[Reading], case: Case) -> Iterator[Problem]:
    """A notice where a case names sources and none of the reports is one of them.

    A source is known by its hash, or where it has none by its file's name.
    """
    hashes = {source.sha256 for source in case.sources.values()}
    names = {
        PurePath(source.file).name
        for source in case.sources.values()
        if source.sha256 is None and source.file is not None
    }
    documents = [reading.document for reading in readings]
    own = (each.sha256 in hashes or PurePath(each.name).name in names for each in documents)
    if case.sources and not any(own):
        shown = ", ".join(each.name for each in documents[:_SHOWN])
        more = f" and {len(documents) - _SHOWN} more" * (len(documents) > _SHOWN)
        what = f"none of its sources is among the reports ({shown}{more}): is it their case?"
        yield Problem(what, case.name, severity="notice")


def _drafted(draft: Callable[[], str]) -> tuple[Case | None, tuple[Problem, ...]]:
    """The drafted case; a draft with a fault is ours, and costs the analyses, not the brief."""
    from parley.case import load_case

    try:
        return load_case(text=draft(), name="draft"), ()
    except CaseError as error:
        faults = [problem for problem in error.problems if problem.severity == "error"]
        what = f"the drafted case has faults, so nothing is worked out from it: {faults[0]}"
        return None, (Problem(what, "draft", severity="notice"),)


def _stability(case: Case) -> tuple[dict[str, Result], str]:
    """Outcomes, only of a case that a person has reviewed and that knows a preference.

    With why there are none, where they were asked for.
    """
    from parley.analysis import stability

    if case.reviewed is None or not case.preferences:
        return {}, ""
    try:
        return stability(case, list(_CONCEPTS)), ""
    except (LimitError, NotSupportedError) as error:
        return {}, str(error).removesuffix(".")


def _shown(case: Case, results: Mapping[str, Result]) -> dict[str, Any]:
    """What else a brief shows of judged outcomes, by the keywords of `parley.brief.build`.

    The graph of moves, who would leave what is listed, and how it can be reached.
    """
    if not results:
        return {}
    from parley.analysis.leaving import leaving
    from parley.analysis.move_graph import foremost, move_graph
    from parley.analysis.paths import paths

    graph = move_graph(case, results)
    listed = foremost(results, len(case.states), graph, _TOLD)
    if not listed:
        return {}
    now = [] if case.status_quo_index is None else [case.status_quo_index]
    told = list(dict.fromkeys([*now, *listed]))[:_TOLD]
    return {
        "moves": graph,
        "leaving": leaving(case, results, told),
        "paths": paths(case, to=told) if now else None,
    }
