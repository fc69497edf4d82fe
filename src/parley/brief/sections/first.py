"""What is asked first, and what blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parley.brief.material import Material
from parley.brief.report import Report
from parley.brief.tree import Block, Ground, Inline, Item, Mark, Section
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
    """Say what waits for what, as the analysis of the case found it; all of it inferred."""
    found = material.impasse
    if found is None:
        return
    for n, place in enumerate(found.two_places):
        yield _two_places(material, place, rank=3 if n >= 2 else 0)
    for n, circle in enumerate(found.circles):
        yield _circle(material, circle, rank=3 if n >= 2 else 0)
    if found.links and not found.circles:
        ground = material.ground(
            [e for link in found.links for e in link.evidence], "the conditions in the case"
        )
        lines = [line("No full circle is stated.", ground=ground)]
        for missing in found.missing[:2]:
            first = material.act(missing.first.option, missing.first.values)
            then = material.act(missing.then.option, missing.then.values)
            lines.append(
                line(
                    f"No party is reported to ask for {with_article(first)} before",
                    f"{with_article(then)}.",
                    ground=ground,
                )
            )
        yield item("", *lines)


def _two_places(material: Material, place: Any, rank: int) -> Item:
    act = with_article(material.act(place.act.option, place.act.values))
    giving = material.parties([by for link in place.returns for by in link.holders])
    asking = material.parties([by for link in place.firsts for by in link.holders])
    wants = listed(material.option(link.first.option) for link in place.returns)
    befores = listed(material.option(link.then.option) for link in place.firsts)
    verb = "ask for" if " and " in asking else "asks for"
    gives = "give" if " and " in giving else "gives"
    return item(
        "Blocks",
        line(
            Mark("inferred"),
            f"{act[:1].upper()}{act[1:]} is what {giving} {gives} in return for",
            f"{with_article(wants)}, and what {asking} {verb} before {befores}",
            material.at(place.evidence),
            ": one act, two places in the order.",
            ground=material.ground(place.evidence, "positions as the case has them"),
        ),
        rank=rank,
    )


def _circle(material: Material, circle: Any, rank: int) -> Item:
    steps = [with_article(material.act(s.act.option, s.act.values)) for s in circle.steps]
    ring = ", which waits for ".join([steps[0], *reversed(steps[1:]), steps[0]])
    ring = ring[:1].upper() + ring[1:].replace(", which waits for ", " waits for ", 1)
    opens = (
        "Something in it is asked for earlier, so one step at once would not open it."
        if circle.blocks
        else "One step by all at once would open it."
    )
    unsure = "" if circle.sure else " The texts leave values open; for some there is no circle."
    ground = material.ground(circle.evidence, "conditions as the case has them")
    return item(
        "Circle",
        line(Mark("inferred"), f"{ring}", material.at(circle.evidence), ".", ground=ground),
        line(f"{opens}{unsure}", ground=ground),
        rank=rank,
    )
