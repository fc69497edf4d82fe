"""What is asked first, and what blocks."""

from __future__ import annotations

from collections.abc import Iterator

from parley.brief.material import Material
from parley.brief.report import Report
from parley.brief.tree import Block, Ground, Inline, Item, Section
from parley.brief.words import TIMED, flow, item, line, listed, with_article
from parley.model import Precondition, Term

ORDER = 60
KEY = "first"
HEADING = "WHAT IS ASKED FIRST"

_SHOWN = 4


def section(material: Material) -> Section | None:
    """List conditions on the order of things, then what follows for the talks."""
    found = material.preconditions()
    blocks: list[Block] = [_condition(material, *pair, n) for n, pair in enumerate(found)]
    blocks.extend(_open(material))
    blocks.extend(_blocks(material))
    return Section(KEY, HEADING, tuple(blocks)) if blocks else None


def _condition(material: Material, report: Report, condition: Precondition, n: int) -> Item:
    label = flow(material.label(report, condition), report.at(report.extent(condition)))
    ground = report.ground(condition.id, condition.statement)
    statement = report.statement(condition.statement)
    lines = [
        line(
            f"{report.names(condition.holder) or 'Nobody named'}: first",
            _term(report, condition.required_first),
            f", {'together with' if condition.order == 'with' else 'then'}",
            _term(report, condition.then),
            ".",
            ground=ground,
        )
    ]
    if statement is not None:
        says = report.says(statement, condition.holder)
        lines.append(line("Says:", says, ".", ground=ground))
    twins = [c for c in report.reading.preconditions if c.id in condition.same_as]
    earlier = [c for c in twins if report.extent(c) < report.extent(condition)]
    if earlier:
        names = listed([material.label(report, c) for c in earlier])
        text = f"Reads as {names} told again."
        lines.append(line(text, ground=report.ground(condition.id, *(c.id for c in earlier))))
    return item(label, *lines, rank=3 + n if n >= _SHOWN else 0)


def _term(report: Report, term: Term) -> tuple[Inline, ...]:
    return flow(with_article(report.issue(term)), report.quote(term.span))


def _open(material: Material) -> Iterator[Item]:
    """Say what the conditions leave open, and of whom no first step is reported."""
    lines = []
    lasting = [
        (r, c)
        for r, c in material.preconditions()
        if c.required_first.action in TIMED and c.required_first.duration is None
    ]
    if lasting:
        ground = Ground(rule="a first step of this kind without a length")
        for report, condition in lasting:
            ground |= report.ground(condition.id)
        names = listed([material.label(r, c) for r, c in lasting])
        lines.append(line(f"Lasting or not, in {names}: not stated.", ground=ground))
    holders: set[str] = set()
    proposers: set[str] = set()
    for report in material.telling:
        for condition in report.reading.preconditions:
            holders.update(report.each(condition.holder))
        for proposal in report.reading.proposals:
            proposers.update(report.each((*proposal.by, *proposal.to)))
    rest = proposers - holders
    if holders and rest:
        text = f"No first step is reported of {listed(rest, 'or')}."
        rule = Ground(rule="parties with proposals and without a condition on order")
        lines.append(line(text, ground=rule))
    if lines:
        yield item("", *lines)


def _blocks(material: Material) -> Iterator[Item]:
    """Arrange what the impasse analysis says, link by link."""
    yield from ()
