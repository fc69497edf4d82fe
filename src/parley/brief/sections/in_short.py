"""The whole in four sentences: what was answered, what is asked first, what is asked, what is open.

General rules over what was read; a sentence appears only where there is something to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.brief.material import Material
from parley.brief.report import Report
from parley.brief.tree import At, Ground, Inline, Line, Para, Section
from parley.brief.words import ANSWERS, are, flow, line, listed, with_article
from parley.model import Precondition, Proposal, Term

ORDER = 20
KEY = "in_short"
HEADING = "IN SHORT"

_KINDS = {"O": "an offer", "D": "a demand", "R": "readiness"}
_SHOWN = 3


def section(material: Material) -> Section | None:
    """Say it from the reported answers, first steps, demands, and what is left open."""
    lines = [*_answered(material), *_first(material), *_asked(material), *_open(material)]
    return Section(KEY, HEADING, (Para(tuple(lines)),)) if lines else None


def _answered(material: Material) -> Iterator[Line]:
    told = [(r, p) for r, p in material.proposals() if p.status in ANSWERS and p.status_by]
    for n, (report, proposal) in enumerate(told):
        who = report.each(proposal.status_by)
        yield line(
            f"{listed(who)} {are(who)} reported to have {ANSWERS[proposal.status]}",
            f"{_KINDS[report.kind(proposal)]} by {report.names(proposal.by) or 'nobody named'}:",
            exchange(report, proposal),
            report.at(report.extent(proposal), proposal.status_span),
            ".",
            ground=report.ground(proposal.id, *proposal.statements, proposal.status_statement),
            rank=2 if n >= _SHOWN else 0,
        )


def exchange(report: Report, proposal: Proposal) -> tuple[Inline, ...]:
    """Write what is given for what is wanted, by neutral names and amounts."""
    gives, wants = terms(report, proposal.gives), terms(report, proposal.wants)
    if gives and wants:
        pair = (wants, "for", gives) if report.kind(proposal) == "D" else (gives, "for", wants)
        return flow(*pair)
    return gives or wants or flow("terms not stated")


def terms(report: Report, found: tuple[Term, ...]) -> tuple[Inline, ...]:
    """Write terms by their neutral names, with the number or length that the text gives."""
    parts: list[str | tuple[Inline, ...]] = []
    for n, term in enumerate(found):
        parts.extend([";"] if n else [])
        parts.append(with_article(report.issue(term)))
        figure, length = report.figure(term.figure), report.timex(term.duration)
        if figure is not None:
            parts.append(flow("(", report.amount(figure, bare=False), ")"))
        elif length is not None:
            parts.append(flow("(", report.quote(length.span), ")"))
    return flow(*parts)


def _first(material: Material) -> Iterator[Line]:
    """Join conditions of one kind: who asks for what before what, with every place."""
    groups: dict[tuple[str, str], list[tuple[Report, Precondition]]] = {}
    for report, condition in material.preconditions():
        first, then = report.issue(condition.required_first), report.issue(condition.then)
        groups.setdefault((first, then), []).append((report, condition))
    for n, ((first, then), members) in enumerate(groups.items()):
        who = [name for report, condition in members for name in report.each(condition.holder)]
        ground, places = Ground(), At(())
        for report, condition in members:
            ground |= report.ground(condition.id, condition.statement)
            places = places + report.at(report.extent(condition))
        yield line(
            f"{listed(who) or 'Nobody named'} {are(who)} reported to ask for",
            f"{with_article(first)} before {then}",
            places,
            ".",
            ground=ground,
            rank=2 if n >= _SHOWN else 0,
        )


def _asked(material: Material) -> Iterator[Line]:
    asked = [(r, p) for r, p in material.proposals() if r.kind(p) == "D" and not p.status_by]
    for n, (report, proposal) in enumerate(asked):
        who = report.each(proposal.by)
        yield line(
            f"{listed(who) or 'Nobody named'} {are(who)} reported to ask for",
            exchange(report, proposal),
            report.at(report.extent(proposal)),
            ".",
            ground=report.ground(proposal.id, *proposal.statements),
            rank=2 if n >= _SHOWN else 0,
        )


def _open(material: Material) -> Iterator[Line]:
    proposals = [(r, p) for r, p in material.proposals() if r.kind(p) != "R"]
    if not proposals:
        return
    silent = [(r, p) for r, p in proposals if p.status not in ANSWERS]
    standing = [(r, p) for r, p in silent if p.status == "standing" and r.kind(p) == "O"]
    rest = [(r, p) for r, p in silent if (r, p) not in standing]
    subject = material.reports[0].itself.capitalize() if len(material.reports) == 1 else "No report"
    ground = Ground(rule="no answer to these was found")
    for report, proposal in silent:
        ground |= report.ground(proposal.id)
    names = listed([material.label(r, p) for r, p in rest], "or")
    alone = len(material.reports) == 1
    if rest:
        states = f"{subject} states no answer" if alone else "No report states an answer"
        ending = "" if standing else ", and no offer that is still open"
        yield line(f"{states} to {names}{ending}.", ground=ground)
    if standing:
        names = listed([material.label(r, p) for r, p in standing])
        verb = "are offers" if len(standing) > 1 else "is an offer"
        yield line(f"{names} {verb} reported to stand, without an answer.", ground=ground)
    if not silent:
        yield line(
            f"{subject} states no offer that is still open."
            if alone
            else "No report states an offer that is still open.",
            ground=Ground(rule="every proposal found has an answer"),
        )
