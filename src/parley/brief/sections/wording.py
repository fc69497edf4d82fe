"""The report's own words and the neutral ones used; and what no table of terms means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.brief.material import Material
from parley.brief.page import TWICE
from parley.brief.tree import Ground, Line, Para, Quote, Section
from parley.brief.words import EQUATES_NOTHING, line

ORDER = 130
KEY = "wording"
HEADING = "WORDS"

_SHOWN = 4


def section(material: Material) -> Section | None:
    """List wording that takes a side, names that stand for others, and initials."""
    lines = [*_loaded(material), *_metonyms(material), *_initials(material)]
    if any(report.held for report in material.telling):
        lines.append(line(EQUATES_NOTHING, ground=Ground(rule="printed where people are held")))
    return Section(KEY, HEADING, (Para(tuple(lines)),)) if lines else None


def _loaded(material: Material) -> Iterator[Line]:
    seen: dict[str, tuple[Quote, Ground]] = {}
    for report in material.telling:
        for relation in report.reading.relations:
            if relation.type == "loaded_wording" and relation.span is not None:
                quote = report.quote(relation.span)
                ground = report.ground(*relation.items)
                seen.setdefault(quote.words.casefold().removesuffix("s"), (quote, ground))
    first, rest = list(seen.values())[:_SHOWN], list(seen.values())[_SHOWN:]
    held = '"people held" and ' if any(report.held for report in material.telling) else ""
    if first:
        one = len(material.reports) == 1
        lead = "The report writes" if one else "The reports write"
        yield _written(lead, first, f'; here {held}"said".')
    if rest:
        yield _written("Also", rest, ".", rank=TWICE - 3)


def _written(lead: str, found: Sequence[tuple[Quote, Ground]], end: str, rank: int = 0) -> Line:
    parts: list[str | Quote] = []
    ground = Ground(rule="words that take a side")
    for n, (quote, behind) in enumerate(found):
        parts.extend([*([","] if n else []), quote])
        ground |= behind
    return line(lead, *parts, end, ground=ground, rank=rank)


def _metonyms(material: Material) -> Iterator[Line]:
    for report in material.telling:
        for relation in report.reading.relations:
            if relation.type == "metonym" and relation.span is not None and relation.items:
                meant = report.names(relation.items)
                ground = report.ground(*relation.items)
                yield line(
                    report.quote(relation.span),
                    f"is read as {meant}.",
                    ground=ground,
                    rank=TWICE - 4,
                )


def _initials(material: Material) -> Iterator[Line]:
    used: dict[str, Ground] = {}
    for report in material.telling:
        for actor, short in report.abbreviations:
            text = f"{short} = {actor.name}"
            used[text] = used.get(text, Ground()) | report.ground(actor.id)
    if used:
        ground = Ground()
        for one in used.values():
            ground |= one
        yield line(f"{'; '.join(used)}.", ground=ground, rank=TWICE - 4)
