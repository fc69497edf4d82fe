"""What is asked first, and what blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from parley.brief.material import Material
from parley.brief.page import later
from parley.brief.positions import Condition, Deed, conditions, positions
from parley.brief.tree import Block, Ground, Inline, Item, Line, Mark, Section
from parley.brief.words import flow, item, line, listed, with_article

ORDER = 60
KEY = "first"
HEADING = "WHAT IS ASKED FIRST"

_SHOWN = 4


def section(material: Material) -> Section | None:
    """List conditions on the order of things, then what follows for the talks."""
    found = conditions(material)
    blocks: list[Block] = [_condition(condition, n) for n, condition in enumerate(found)]
    blocks.extend(_open(material, found))
    blocks.extend(_blocks(material))
    return Section(KEY, HEADING, tuple(blocks)) if blocks else None


def _condition(condition: Condition, n: int) -> Item:
    lines = [
        line(
            f"{listed(condition.by) or 'Nobody named'}: first",
            _deeds(condition.first),
            f", {'together with' if condition.together else 'then'}",
            _deeds(condition.then),
            ".",
            ground=condition.ground,
        ),
        line("Says:", condition.says, ".", ground=condition.ground, rank=9),
    ]
    if condition.again:
        again = f"Reads as {listed(condition.again)} retold."
        lines.append(line(again, ground=condition.ground))
    label = flow(condition.label, condition.places)
    return item(label, *lines, rank=later(n, _SHOWN, first=2))


def _deeds(deeds: Sequence[Deed]) -> tuple[Inline, ...]:
    parts: list[str | tuple[Inline, ...]] = []
    for n, deed in enumerate(deeds):
        parts.extend([*(["and"] if n else []), deed.words])
    return flow(*parts)


def _open(material: Material, found: Sequence[Condition]) -> Iterator[Item]:
    """Say what the conditions leave open, and of whom no first step is reported."""
    lines = []
    lasting = [condition for condition in found if any(deed.unsaid for deed in condition.first)]
    if lasting:
        ground = Ground(rule="a first step of this kind without a length")
        for condition in lasting:
            ground |= condition.ground
        names = ", ".join(c.label for c in lasting[:4]) + (", …" if len(lasting) > 4 else "")
        lines.append(line(f"Lasting or not ({names}): not stated.", ground=ground))
    holders = {name for condition in found for name in condition.by}
    told = positions(material)
    rest = {name for position in told for name in (*position.by, *position.to)} - holders
    rest -= material.between | (frozenset() if material.reviewed else material.unattached)
    if holders and rest:
        text = f"First step of {listed(rest, 'or', limit=5)}: none found."
        rule = Ground(rule="parties with proposals and without a condition on order")
        lines.append(line(text, ground=rule))
    if lines:
        yield item("", *lines)


def _blocks(material: Material) -> Iterator[Item]:
    """Say what waits for what, as the analysis of the case found it; all of it inferred."""
    found = material.impasse
    if found is None:
        return
    tail = tuple(_no_circle(material, found))
    for n, place in enumerate(found.two_places):
        last = n == len(found.two_places) - 1
        yield _two_places(material, place, tail if last else (), rank=later(n, 2))
    for n, circle in enumerate(found.circles):
        yield _circle(material, circle, rank=later(n, 2))
    if tail and not found.two_places:
        yield item("", *tail)


def _no_circle(material: Material, found: Any) -> Iterator[Line]:
    """Say that no circle is stated, and which link nobody is reported to ask for."""
    if not found.links or found.circles:
        return
    ground = material.ground(
        [e for link in found.links for e in link.evidence], "the conditions in the case"
    )
    yield line("No circle is stated.", ground=ground)
    asks = dict.fromkeys(  # links that differ in a value only read alike
        f"{material.wanted(link.first.option, link.first.values)} before "
        f"{with_article(material.wanted(link.then.option, link.then.values))}"
        for link in found.missing
    )
    for ask in list(asks)[:2]:
        yield line(f"No party is reported to ask for {ask}.", ground=ground, rank=2)


def _two_places(material: Material, place: Any, tail: tuple[Line, ...], rank: int) -> Item:
    act = with_article(material.act(place.act.option, place.act.values))
    giving = material.parties([by for link in place.returns for by in link.holders])
    asking = material.parties([by for link in place.firsts for by in link.holders])
    wants = listed(material.wanted(k.first.option, k.first.values) for k in place.returns)
    befores = listed(material.wanted(k.then.option, k.then.values) for k in place.firsts)
    return item(
        "Blocks",
        line(
            Mark("inferred"),
            f"{giving} offered {act} in return for {with_article(wants)};",
            f"{asking} asked for it before {befores}",
            material.at(place.evidence),
            ": one act, two places in the order.",
            ground=material.ground(place.evidence, "positions as the case has them"),
        ),
        *tail,
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
