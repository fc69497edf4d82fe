"""Readings and results to one brief."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

from parley.brief import sections as _sections
from parley.brief.material import Material, gather
from parley.brief.report import Report
from parley.brief.tree import Brief, Section, Source
from parley.brief.words import base
from parley.errors import UsageError
from parley.model import Reading

__all__ = ["build"]


class _Part(Protocol):
    """What every module in `parley.brief.sections` gives."""

    ORDER: int
    KEY: str

    def section(self, material: Material) -> Section | None:
        """Arrange this part, or None where there is nothing to say."""


def build(
    readings: Sequence[Reading],
    *,
    case: Any = None,
    impasse: Any = None,
    meets: Any = None,
    questions: Any = None,
    stability: Mapping[str, Any] | None = None,
    moves: Any = None,
    leaving: Sequence[Any] = (),
    paths: Any = None,
    unjudged: str = "",
) -> Brief:
    """Arrange readings, and what was worked out from them, as one brief.

    Parameters
    ----------
    readings : sequence of Reading
        One a report, at least one. Each gets a letter: its letter in `case`, else the next free.
    case : Case, optional
        The case drafted from them or written by hand.
    impasse, meets, questions : optional
        What `parley.analysis` says of the case: circular waits, which proposal meets which
        demand, what to find out. A part whose result is missing is left out.
    stability : mapping of str to Result, optional
        Stability results by concept name; shown only for a case that a person has reviewed.
    moves : MoveGraph, optional
        The graph of moves, laid out, for a picture.
    leaving : sequence of Leaving
        Who would leave which outcome, and who could answer.
    paths : Paths, optional
        How outcomes can be reached from things as they are.
    unjudged : str
        Why there are none, where they were asked for: ``the case has too many states``.

    Returns
    -------
    Brief
        The whole tree. Renderers shorten it to a page unless they are asked for all of it.

    Raises
    ------
    UsageError
        Without a reading.
    """
    if not readings:
        raise UsageError("a brief needs at least one report: give the files to read")
    material = gather(
        readings,
        case=case,
        impasse=impasse,
        meets=meets,
        questions=questions,
        stability=stability,
        moves=moves,
        leaving=leaving,
        paths=paths,
        unjudged=unjudged,
    )
    made = (part.section(material) for part in _parts(material))
    n = len(material.reports)
    return Brief(
        title=f"BRIEF FROM {n} REPORT{'S' * (n != 1)}",
        standing=_standing(case),
        sections=tuple(s for s in made if s is not None and s.blocks),
        sources=tuple(map(_source, material.reports)),
    )


def _parts(material: Material) -> list[_Part]:
    """Find every part in order.

    Without a negotiation only the first, which says so, and what rests on a reviewed case alone.
    """
    names = [found.name for found in pkgutil.iter_modules(_sections.__path__)]
    parts = [cast(_Part, import_module(f"{_sections.__name__}.{name}")) for name in names]
    if not material.telling:
        kept = {"about", "outcomes"} if material.reviewed else {"about"}
        parts = [part for part in parts if part.KEY in kept]
    return sorted(parts, key=lambda part: part.ORDER)


def _source(report: Report) -> Source:
    document = report.reading.document
    return Source(
        key=report.key,
        name=base(document.name),
        sha256=document.sha256,
        text=document.text,
        sentences=report.reading.sentences,
        published=document.published,
        publisher=document.publisher,
        url=document.url,
    )


def _standing(case: Any) -> str:
    """Say who has checked what: a person's review of the case, or nobody's."""
    reviewed = getattr(case, "reviewed", None)
    if not reviewed:
        return "machine draft, checked by nobody"
    by, on = (
        (reviewed.get("by"), reviewed.get("on"))
        if isinstance(reviewed, Mapping)
        else (getattr(reviewed, "by", None), getattr(reviewed, "on", None))
    )
    return f"case reviewed by {by or 'a person'}" + (f", {on}" if on else "")
