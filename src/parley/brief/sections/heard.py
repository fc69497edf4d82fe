"""Who is heard: on record, through others, not at all, and how many origins that comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parley.brief.material import Material
from parley.brief.page import later
from parley.brief.report import Report
from parley.brief.tree import At, Ground, Inline, Item, Line, Section
from parley.brief.words import item, line, listed
from parley.ledger.views import Origin, origins
from parley.ledger.voices import Voice, unheard, voices
from parley.model import NARRATOR, Statement

ORDER = 30
KEY = "heard"
HEADING = "WHO IS HEARD"

Told = Sequence[tuple[Report, Statement]]


def section(material: Material) -> Section | None:
    """List voices by how they reach the reader, as the ledger's views find them."""
    found = voices(material.readings)
    blocks = [
        *_voices("on record", _on_record(material, found)),
        *_voices("through", _through(material, found)),
        *_silent(material),
        *_origins(material),
    ]
    return Section(KEY, HEADING, tuple(blocks)) if blocks else None


def _voices(label: str, lines: Iterable[Line]) -> Iterator[Item]:
    ranked = [
        line(one.parts, ground=one.ground, rank=later(n, 7, first=4)) for n, one in enumerate(lines)
    ]
    if ranked:
        yield item(label, *ranked)


def _on_record(material: Material, found: Iterable[Voice]) -> Iterator[Line]:
    for voice in found:
        if voice.how == "on_record":
            told = material.told(voice.statements)
            report, first = told[0]
            yield line(report.speaker(first.source), _places(told), ".", ground=_ground(told))


def _through(material: Material, found: Iterable[Voice]) -> Iterator[Line]:
    """Whose words reach the reader through somebody else: each with every chain."""
    chains: dict[str, list[Told]] = {}
    for voice in found:
        if voice.how == "through_others":
            told = material.told(voice.statements)
            report, first = told[0]
            chains.setdefault(report.names((first.source,)), []).append(told)
    for name in sorted(chains, key=str.casefold):
        parts: list[str | At | tuple[Inline, ...]] = [f"{name}:"]
        ground = Ground()
        for n, chain in enumerate(chains[name]):
            report, first = chain[0]
            says = report.says(first, (first.source,))
            parts.extend([*([";"] if n else []), says, _places(chain)])
            ground |= _ground(chain)
        yield line(*parts, ".", ground=ground)


def _silent(material: Material) -> Iterator[Item]:
    found = unheard(material.readings)
    names = [material.source(one.actor.document).name(one.actor.claim) for one in found]
    held = any(report.held for report in material.telling)
    groups = [*([listed(names, limit=6)] if names else []), *(["people held"] if held else [])]
    if groups:
        ground = Ground(rule="parties and mediators of whom no statement on record was found")
        yield item("not heard", line("; ".join(groups) + ".", ground=ground))


def _origins(material: Material) -> Iterator[Item]:
    found = origins(material.readings)
    outlets = [origin for origin in found if origin.kind == "outlet"]
    unnamed = [origin for origin in found if origin.kind == "unnamed"]
    lines: list[Line] = []
    if len(outlets) > 1:
        text = f"At most {len(outlets)} outlets cited, as far as the texts show."
        lines.append(line(text, ground=Ground(rule="origins by cited outlet")))
    for n, origin in enumerate((*outlets, *unnamed)):
        lead = "One outlet cited:" if len(outlets) == 1 and n == 0 else ""
        if n == len(outlets):
            lead = "Unnamed, and not counted:"
        lines.append(_origin(material, origin, lead, rank=later(n, 6, first=3)))
    sourceless = [
        one
        for origin in found
        if origin.kind in ("report", "not_named")
        for one in _claimed(material, origin)
    ]
    if sourceless:
        lines.append(line("None named:", _places(sourceless), ".", ground=_ground(sourceless)))
    if lines:
        yield item("origins", *lines)


def _origin(material: Material, origin: Origin, lead: str, rank: int) -> Line:
    told = _claimed(material, origin)
    report, first = next(one for one in told if _first(one[1]) == origin.actor)
    speaker = report.speaker(origin.actor, first.content)
    return line(lead, speaker, _places(told), ".", ground=_ground(told), rank=rank)


def _claimed(material: Material, origin: Origin) -> Told:
    """Leave out what a report tells in its own words and that is no claim of anybody's."""
    told = material.told(origin.statements)
    return [(r, s) for r, s in told if s.act != "comment" or _first(s) != NARRATOR]


def _first(statement: Statement) -> str:
    return next((link.actor for link in statement.chain if link.actor != NARRATOR), NARRATOR)


def _places(told: Told) -> At:
    places = At(())
    for report, statement in told:
        places += report.at(statement.content)
    return places


def _ground(told: Told) -> Ground:
    ground = Ground()
    for report, statement in told:
        ground |= report.ground(statement.id)
    return ground
