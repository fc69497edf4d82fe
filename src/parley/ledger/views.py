"""What a set of readings comes to: origins, figures side by side; who is heard is in `voices`.

Views are computed, never stored, and every row carries its reason and the claims that it rests
on. They join only what the texts themselves show to be one, and they never add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from parley.model import NARRATOR, UNSPECIFIED, Actor, Figure, Reading, Statement

__all__ = [
    "PRESS",
    "FigureGroup",
    "Origin",
    "Ref",
    "actors_of",
    "figures_register",
    "origin_key",
    "origin_of",
    "origins",
    "plain_name",
]

OriginKind = Literal["outlet", "speaker", "unnamed", "not_named", "report"]

PRESS = "news_organisation"
"""The type of an actor that passes on what others say."""
_REASONS: dict[OriginKind, str] = {
    "outlet": "the texts cite it by name",
    "speaker": "named, and speaks with only the report between",
    "unnamed": "somebody whom the text does not name; never joined with anybody, never counted",
    "not_named": "the text says that it is said, and not by whom",
    "report": "the report's own words, with no source",
}


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A claim of a reading: the document's SHA-256 and the claim's local id."""

    document: str
    claim: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where statements come from, as far as the texts show."""

    kind: OriginKind
    actor: str
    """Actor id; `NARRATOR` for a report itself."""
    name: str
    counts: bool
    """Whether it is an origin of its own: a cited outlet or somebody on record."""
    behind: tuple[str, ...]
    """Actor ids of unnamed people whom an outlet cites: listed, never joined, never counted."""
    statements: tuple[Ref, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one thing, side by side: never added, averaged or dropped."""

    of: str | None
    unit: str | None
    basis: str | None
    figures: tuple[tuple[Ref, Figure], ...]
    reason: str


def origins(readings: Sequence[Reading]) -> tuple[Origin, ...]:
    """Every origin of a statement, in the order of the texts.

    An outlet that several texts cite, or that published one of them, is one origin. Unnamed
    people, and words without a source, stay apart for each text.

    Examples
    --------
    >>> from parley.model import Document, Link, Span
    >>> post = Actor("post", "The Post", "news_organisation")
    >>> aide = Actor("aide", "an aide", "person", anonymity="unnamed")
    >>> said = Statement("s1", Span(0, 4), "report", "comment",
    ...                  (Link("post", "explicit"), Link("aide", "explicit")))
    >>> reading = Reading(Document("00", "Halt"), (), (), actors=(post, aide), statements=(said,))
    >>> [(each.kind, each.name, each.behind) for each in origins([reading])]
    [('outlet', 'The Post', ('aide',))]
    """
    found: dict[tuple[str, ...], Origin] = {}
    for reading in readings:
        actors = actors_of(reading)
        for statement in reading.statements:
            origin = origin_of(reading, actors, statement)
            key = origin_key(origin, reading)
            known = found.get(key)
            found[key] = origin if known is None else _joined(known, origin)
    return tuple(found.values())


def origin_of(reading: Reading, actors: dict[str, Actor], statement: Statement) -> Origin:
    """Where one statement comes from: the cited outlet, who is on record, or neither."""
    links = [link for link in statement.chain if link.actor != NARRATOR]
    ref = (Ref(reading.document.id, statement.id),)
    first = links[0].actor if links else NARRATOR
    actor = actors.get(first)
    if first == UNSPECIFIED or (links and links[0].link == "passive"):
        return Origin("not_named", first, "", False, (), ref, _REASONS["not_named"])
    if actor is None or statement.reciprocal:  # "accused one another" is the report's own telling
        document = reading.document
        name = document.publisher or document.name
        return Origin("report", NARRATOR, name, False, (), ref, _REASONS["report"])
    kind: OriginKind = "unnamed"
    if actor.type == PRESS:
        kind = "outlet"
    elif actor.anonymity == "named":
        kind = "speaker"
    counts = kind in ("outlet", "speaker")
    behind = tuple(
        link.actor
        for link in links[1:]
        if (other := actors.get(link.actor)) and other.anonymity != "named"
    )
    return Origin(kind, actor.id, actor.name, counts, behind, ref, _REASONS[kind])


def origin_key(origin: Origin, reading: Reading) -> tuple[str, ...]:
    """What two statements share that come from one origin."""
    if origin.counts:
        return (plain_name(origin.name),)
    if origin.kind == "report" and reading.document.publisher:
        return (plain_name(origin.name),)  # an outlet's own report, which other texts may cite
    return (origin.kind, origin.actor, reading.document.id)


def plain_name(name: str) -> str:
    """Write a name as texts that write it differently would: `The Post` and `the post` are one.

    A name may stand across the end of a line.
    """
    return " ".join(name.casefold().split()).removeprefix("the ")


def _joined(known: Origin, new: Origin) -> Origin:
    better, other = (new, known) if new.counts and not known.counts else (known, new)
    return Origin(
        better.kind,
        better.actor,
        better.name,
        better.counts,
        tuple(dict.fromkeys((*known.behind, *new.behind))),
        (*known.statements, *new.statements),
        better.reason if other.kind == better.kind else f"{better.reason}; it published one too",
    )


def figures_register(readings: Sequence[Reading]) -> tuple[FigureGroup, ...]:
    """Figures grouped by what they count, their unit and what is said of it, in text order.

    A figure of which the text does not say what it counts stands alone.
    """
    found: dict[tuple[str | None, ...], list[tuple[Ref, Figure]]] = {}
    for ref, figure in _figures(readings):
        alone = (ref.document, ref.claim) if figure.of is None else ()
        of = figure.of.casefold() if figure.of else None
        found.setdefault((of, figure.unit, figure.basis, *alone), []).append((ref, figure))
    return tuple(
        FigureGroup(
            figures[0][1].of,
            key[1],
            key[2],
            tuple(figures),
            "the words say that they count the same" if key[0] else "what it counts is not said",
        )
        for key, figures in found.items()
    )


def _figures(readings: Sequence[Reading]) -> Iterator[tuple[Ref, Figure]]:
    for reading in readings:
        for figure in sorted(reading.figures, key=lambda each: each.span):
            yield Ref(reading.document.id, figure.id), figure


def actors_of(reading: Reading) -> dict[str, Actor]:
    """Give a reading's actors by id."""
    return {actor.id: actor for actor in reading.actors}
