"""What is on the table: every telling of an offer or demand, its answer, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.brief.material import Material
from parley.brief.page import TWICE, later
from parley.brief.plain import words
from parley.brief.positions import Deed, Position, positions
from parley.brief.tree import Block, Ground, Inline, Item, Line, Row, Section, Table
from parley.brief.words import flow, item, line, listed, row

ORDER = 40
KEY = "table"
HEADING = "ON THE TABLE"

_SHOWN = 4
_ACROSS = 4


def section(material: Material) -> Section | None:
    """List proposals in order, readiness apart, tellings of one offer side by side."""
    told = positions(material)
    firm = [position for position in told if position.kind != "R"]
    blocks: list[Block] = [_proposal(position, n) for n, position in enumerate(firm)]
    blocks.extend(_tellings(firm))
    ready = [position for position in told if position.kind == "R"]
    blocks.extend(_readiness(position, n) for n, position in enumerate(ready))
    blocks.extend(_side_by_side(firm, len(material.reports)))
    return Section(KEY, HEADING, tuple(blocks)) if blocks else None


def _proposal(position: Position, n: int) -> Item:
    to = f" to {listed(position.to)}" if position.to else ""
    lines = []
    who = f"{listed(position.by) or 'Nobody named'}{to}"
    lead = f"{who} put forward" if position.mediated else who  # of one and of several alike
    for number, (gives, wants) in enumerate(position.stages, 1):
        stage = f", stage {number}" if len(position.stages) > 1 else ""
        opening = f"{lead}{stage}:" if number == 1 else f"Stage {number}:"
        terms = (
            _deeds((*gives, *wants))
            if position.mediated
            else flow(_side("wants", wants), ";", _side("gives", gives))
            if position.kind == "D"
            else flow(_side("gives", gives), ";", _side("wants", wants))
        )
        lines.append(line(opening, terms, ".", ground=position.ground))
    lines.append(_answer(position))
    lines.append(line("Says:", position.says, ".", ground=position.ground))
    label = flow(position.label, position.places)
    return item(label, *lines, rank=later(n, _SHOWN, first=3))


def _side(verb: str, deeds: Sequence[Deed]) -> tuple[Inline, ...]:
    return flow(verb, _deeds(deeds)) if deeds else flow(f"{verb}: not stated")


def _deeds(deeds: Sequence[Deed]) -> tuple[Inline, ...]:
    parts: list[str | tuple[Inline, ...]] = []
    for n, deed in enumerate(deeds):
        parts.extend([*([","] if n else []), deed.words])
        if deed.unsaid:
            parts.append(f"({deed.unsaid})")
    return flow(*parts)


def _answer(position: Position) -> Line:
    if not position.answers:
        rule = Ground(rule="no answer to it was found")
        return line("No answer found.", ground=position.ground | rule)
    told = [
        f"{answer} by {listed(who)}" if who else f"{answer}, by whom not stated"
        for who, answer in position.answers
    ]
    return line(f"Reported {'; '.join(told)}.", ground=position.ground)


def _tellings(firm: Sequence[Position]) -> Iterator[Item]:
    """Compare tellings that may be of one offer. What one does not mention is said so."""
    by_label = {position.label: position for position in firm}
    seen: set[frozenset[str]] = set()
    for one in firm:
        for label in one.same:
            pair = frozenset((one.label, label))
            if label in by_label and len(pair) == 2 and pair not in seen:
                seen.add(pair)
                yield _compare(one, by_label[label], rank=later(len(seen) - 1, 2))


def _compare(one: Position, two: Position, rank: int) -> Item:
    first = {deed.issue for deed in one.deeds}
    second = {deed.issue for deed in two.deeds}
    text = "One proposal told twice? Not stated."
    if first & second:
        text += f" In both: {listed(first & second)}."
    for here, there, rest in ((one, two, first - second), (two, one, second - first)):
        if rest:
            text += f" Only in {here.label}, not mentioned in {there.label}: {listed(rest)}."
    ground = one.ground | two.ground
    lines = [line(text, ground=ground)]
    differ = _differ(one, two)
    if differ:
        lines.append(line("They differ:", differ, ".", ground=ground))
    return item(f"{one.label}, {two.label}", *lines, rank=rank)


def _differ(one: Position, two: Position) -> tuple[Inline, ...]:
    """Set how much, how many or how long side by side, for terms that both have."""
    parts: list[str | tuple[Inline, ...]] = []
    shared = {deed.issue for deed in one.deeds} & {deed.issue for deed in two.deeds}
    for issue in sorted(shared, key=str.casefold):
        here, there = _measure(one, issue), _measure(two, issue)
        if words(here) != words(there):
            both = flow(here, f"in {one.label},", there, f"in {two.label}")
            parts.extend([*([";"] if parts else []), issue, "(", both, ")"])
    return flow(*parts)


def _measure(position: Position, issue: str) -> tuple[Inline, ...]:
    """Give how much of something a proposal has, or that it does not say."""
    parts: list[str | tuple[Inline, ...]] = []
    for deed in position.deeds:
        if deed.issue == issue and (deed.amount or deed.unsaid):
            parts.extend([*(["and"] if parts else []), deed.amount or deed.unsaid])
    return flow(*parts) or flow("not stated")


def _readiness(position: Position, n: int) -> Item:
    words = position.readiness or flow(f"{listed(position.by)}:", _deeds(position.deeds))
    lines = [line(words, "(readiness).", ground=position.ground)]
    if position.hearsay:
        lines.append(line("Says:", position.says, ".", ground=position.ground))
    return item(flow("No offer", position.places), *lines, rank=later(n, 2))


def _side_by_side(firm: Sequence[Position], reports: int) -> Iterator[Table]:
    """Set terms in columns where several reports or tellings call for it."""
    if len(firm) < 2 or not (reports > 1 or any(position.same for position in firm)):
        return
    for start in range(0, len(firm), _ACROSS):
        part = firm[start : start + _ACROSS]
        issues = dict.fromkeys(deed.issue for position in part for deed in position.deeds)
        ground = Ground()
        for position in part:
            ground |= position.ground
        by = row("by", *(listed(p.by) or "not named" for p in part), ground=ground)
        caption = line(
            'Terms side by side; "." = not mentioned in this telling, which is not "no".',
            ground=Ground(rule="what a telling does not mention stays open"),
        )
        yield Table(
            ("", *(position.label for position in part)),
            (by, *(_issue(issue, part) for issue in issues)),
            (3, *(4 for _ in part)),
            rank=TWICE + 5,
            caption=caption,
        )


def _issue(issue: str, part: Sequence[Position]) -> Row:
    ground = Ground()
    cells: list[tuple[Inline, ...]] = []
    for position in part:
        found = [deed for deed in position.deeds if deed.issue == issue]
        if found:
            ground |= position.ground
        parts: list[str | tuple[Inline, ...]] = []
        for n, deed in enumerate(found):
            parts.extend([*([";"] if n else []), deed.words])
        cells.append(flow(*parts) if parts else flow("."))
    return row(issue, *cells, ground=ground)
