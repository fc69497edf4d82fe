"""Who is heard: on record, through others, not at all, and how many origins that comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from parley.brief.material import Material
from parley.brief.page import later
from parley.brief.report import Report
from parley.brief.tree import At, Ground, Inline, Item, Line, Section
from parley.brief.words import flow, item, line, listed
from parley.model import NARRATOR, UNSPECIFIED, Statement

ORDER = 30
KEY = "heard"
HEADING = "WHO IS HEARD"

_PRESS = "news_organisation"


@dataclass
class _Voice:
    """One entry of a list that grows: how it is written, where, and on what it rests."""

    written: tuple[Inline, ...]
    places: At
    ground: Ground

    def add(self, places: At, ground: Ground) -> None:
        self.places, self.ground = self.places + places, self.ground | ground


def section(material: Material) -> Section | None:
    """List voices by how they reach the reader."""
    blocks = [
        *_voices("on record", _on_record(material)),
        *_voices("through", _through(material)),
        *_silent(material),
        *_origins(material),
    ]
    return Section(KEY, HEADING, tuple(blocks)) if blocks else None


def _voices(label: str, voices: dict[str, _Voice]) -> Iterator[Item]:
    if voices:
        lines = [
            line(v.written, v.places, ".", ground=v.ground, rank=later(n, 7, first=4))
            for n, v in enumerate(voices.values())
        ]
        yield item(label, *lines)


def on_record(report: Report, statement: Statement) -> bool:
    """Whether somebody named speaks with only the report between: quoted, or said to say."""
    links = [link for link in statement.chain if link.actor != NARRATOR]
    if len(links) != 1 or statement.reciprocal or links[0].link == "passive":
        return False
    actor = report.actor(links[0].actor)
    return actor is not None and actor.anonymity == "named" and actor.type != _PRESS


def _on_record(material: Material) -> dict[str, _Voice]:
    found: dict[str, _Voice] = {}
    for report in material.telling:
        for s in report.reading.statements:
            if on_record(report, s):
                written = flow(report.speaker(s.source))
                _gather(found, report.name(s.source), written, report.at(s.content), report, s)
    return found


def _through(material: Material) -> dict[str, _Voice]:
    """Whose words reach the reader through somebody else: each party with every chain."""
    chains: dict[str, dict[str, _Voice]] = {}
    for report in material.telling:
        for s in report.reading.statements:
            actor = report.actor(s.source)
            through = report.through(s, (s.source,))
            if actor is None or actor.type in (_PRESS, "unnamed_group") or s.reciprocal:
                continue
            if on_record(report, s) or s.source in through or through == (NARRATOR,):
                continue
            key = str([report.name(k) for k in through])
            says, at = report.says(s, (s.source,)), report.at(s.content)
            _gather(chains.setdefault(report.names((s.source,)), {}), key, says, at, report, s)
    found = {}
    for name in sorted(chains, key=str.casefold):
        parts: list[str | At | tuple[Inline, ...]] = [f"{name}:"]
        ground = Ground()
        for n, voice in enumerate(chains[name].values()):
            parts.extend([*([";"] if n else []), voice.written, voice.places])
            ground |= voice.ground
        found[name] = _Voice(flow(*parts), At(()), ground)
    return found


def _gather(
    found: dict[str, _Voice],
    key: str,
    written: tuple[Inline, ...],
    places: At,
    report: Report,
    statement: Statement,
) -> None:
    ground = report.ground(statement.id)
    if key in found:
        found[key].add(places, ground)
    else:
        found[key] = _Voice(written, places, ground)


def _silent(material: Material) -> Iterator[Item]:
    heard: set[str] = set()
    wanted: set[str] = set()
    held = False
    for report in material.telling:
        for s in report.reading.statements:
            if on_record(report, s):
                actor = report.actor(s.source)
                behind = {s.source, actor.represents, actor.part_of} if actor else {s.source}
                heard.update(name for key in behind if key for name in report.each((key,)))
        wanted.update(report.each(report.at_table))
        held = held or report.held
    names = sorted(wanted - heard - {"not named"}, key=str.casefold)
    voices = [*([listed(names, limit=6)] if names else []), *(["people held"] if held else [])]
    if voices:
        ground = Ground(rule="parties and mediators of whom no statement on record was found")
        yield item("not heard", line("; ".join(voices) + ".", ground=ground))


def _origins(material: Material) -> Iterator[Item]:
    cited: dict[str, _Voice] = {}
    unnamed = _Voice(flow("None named:"), At(()), Ground())
    for report in material.telling:
        for s in report.reading.statements:
            first = next((k.actor for k in s.chain if k.actor != NARRATOR), NARRATOR)
            places, ground = report.at(s.content), report.ground(s.id)
            actor = report.actor(first)
            if first == UNSPECIFIED or (first == NARRATOR and s.act != "comment"):
                unnamed.add(places, ground)
            elif actor is not None and (actor.type == _PRESS or actor.anonymity != "named"):
                key = report.name(first)
                _gather(cited, key, report.speaker(first, s.content), places, report, s)
    lines: list[Line] = []
    if len(cited) > 1:
        text = f"At most {len(cited)} cited, as far as the texts show."
        lines.append(line(text, ground=Ground(rule="origins by cited source")))
    for n, voice in enumerate(cited.values()):
        lead = "One cited:" if len(cited) == 1 else ""
        written = line(lead, voice.written, voice.places, ".", ground=voice.ground)
        lines.append(replace(written, rank=later(n, 6, first=3)))
    if unnamed.places.places:
        lines.append(line(unnamed.written, unnamed.places, ".", ground=unnamed.ground))
    if lines:
        yield item("origins", *lines)
