"""The report's own words and the neutral ones used; and what no table of terms means."""

from __future__ import annotations

from collections.abc import Iterator

from parley.brief.material import Material
from parley.brief.tree import Ground, Inline, Line, Para, Section
from parley.brief.words import EQUATES_NOTHING, flow, line

ORDER = 130
KEY = "wording"
HEADING = "WORDS"


def section(material: Material) -> Section | None:
    """List wording that takes a side, names that stand for others, and initials."""
    lines = [*_loaded(material), *_metonyms(material), *_initials(material)]
    if any(report.held for report in material.telling):
        lines.append(line(EQUATES_NOTHING, ground=Ground(rule="printed where people are held")))
    return Section(KEY, HEADING, (Para(tuple(lines)),)) if lines else None


def _loaded(material: Material) -> Iterator[Line]:
    for report in material.telling:
        relations = [r for r in report.reading.relations if r.type == "loaded_wording" and r.span]
        seen: dict[str, tuple[Inline, ...]] = {}
        for relation in relations:
            if relation.span is not None:
                quote = report.quote(relation.span)
                seen.setdefault(quote.words.casefold(), flow(quote))
        if seen:
            parts: list[str | tuple[Inline, ...]] = []
            for n, quoted in enumerate(seen.values()):
                parts.extend([","] if n else [])
                parts.append(quoted)
            held = '"people held" and ' if report.held else ""
            items = [item for relation in relations for item in relation.items]
            yield line(
                f"{report.itself.capitalize()} writes",
                *parts,
                f'; here {held}"said".',
                ground=report.ground(*items),
            )


def _metonyms(material: Material) -> Iterator[Line]:
    for report in material.telling:
        for relation in report.reading.relations:
            if relation.type == "metonym" and relation.span is not None and relation.items:
                meant = report.names(relation.items)
                ground = report.ground(*relation.items)
                yield line(
                    report.quote(relation.span), f"is read as {meant}.", ground=ground, rank=2
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
        yield line(f"{'; '.join(used)}.", ground=ground, rank=1)
