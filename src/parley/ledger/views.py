"""What a set of readings comes to: origins, who is heard, figures side by side.

Views are computed, never stored, and every row carries its reason and the claims that it rests
on. They join only what the texts themselves show to be one, and they never add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from parley.model import NARRATOR, UNSPECIFIED, Actor, Figure, Reading, Statement

__all__ = ["FigureGroup", "Heard", "Origin", "Ref", "figures_register", "heard", "origins"]

OriginKind = Literal["outlet", "speaker", "unnamed", "not_named", "report"]
How = Literal["on_record", "through_others", "not_heard"]

_PRESS = "news_organisation"
_REASONS: dict[OriginKind, str] = {
    "outlet": "the texts cite it by name",
    "speaker": "named, and speaks with only the report between",
    "unnamed": "somebody whom the text does not name; never joined with anybody, never counted",
    "not_named": "the text says that it is said, and not by whom",
    "report": "the report's own words, with no source",
}
_HOW: dict[How, str] = {
    "on_record": "a statement with only the report between",
    "through_others": "statements of theirs that others pass on, and none on record",
    "not_heard": "named as a party or mediator; no statement of theirs was found",
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
class Heard:
    """How somebody comes to word."""

    actor: str
    name: str
    how: How
    through: tuple[str, ...]
    """Actor ids that pass it on; empty on record."""
    by: tuple[str, ...]
    """Actor ids of those who speak for it, where it does not speak itself."""
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
        actors = _actors(reading)
        for statement in reading.statements:
            origin = _origin(reading, actors, statement)
            key = _key(origin, reading)
            known = found.get(key)
            found[key] = origin if known is None else _joined(known, origin)
    return tuple(found.values())


def _origin(reading: Reading, actors: dict[str, Actor], statement: Statement) -> Origin:
    links = [link for link in statement.chain if link.actor != NARRATOR]
    ref = (Ref(reading.document.id, statement.id),)
    first = links[0].actor if links else NARRATOR
    actor = actors.get(first)
    if first == UNSPECIFIED:
        return Origin("not_named", first, "", False, (), ref, _REASONS["not_named"])
    if actor is None or statement.reciprocal:  # "accused one another" is the report's own telling
        document = reading.document
        name = document.publisher or document.name
        return Origin("report", NARRATOR, name, False, (), ref, _REASONS["report"])
    kind: OriginKind = "unnamed"
    if actor.type == _PRESS:
        kind = "outlet"
    elif actor.anonymity == "named" and links[0].link != "passive":
        kind = "speaker"
    counts = kind in ("outlet", "speaker")
    behind = tuple(
        link.actor
        for link in links[1:]
        if (other := actors.get(link.actor)) and other.anonymity != "named"
    )
    return Origin(kind, actor.id, actor.name, counts, behind, ref, _REASONS[kind])


def _key(origin: Origin, reading: Reading) -> tuple[str, ...]:
    if origin.counts:
        return (_plain(origin.name),)
    if origin.kind == "report" and reading.document.publisher:
        return (_plain(origin.name),)  # an outlet's own report, which other texts may cite
    return (origin.kind, origin.actor, reading.document.id)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


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


def heard(readings: Sequence[Reading]) -> tuple[Heard, ...]:
    """How everybody who speaks, and every party and mediator, comes to word; by name.

    On record: a statement with only the report between. Somebody who represents a party speaks
    for it; that is listed, and no obedience follows from it.
    """
    actors: dict[str, Actor] = {}
    direct: dict[str, list[Ref]] = {}
    passed: dict[str, list[tuple[Ref, tuple[str, ...]]]] = {}
    for reading in readings:
        for actor in reading.actors:
            actors.setdefault(actor.id, actor)
        for statement in reading.statements:
            ref = Ref(reading.document.id, statement.id)
            links = [link for link in statement.chain if link.actor != NARRATOR]
            if not links or statement.reciprocal or links[-1].actor == UNSPECIFIED:
                continue
            source = links[-1].actor
            if len(links) == 1 and links[0].link != "passive":
                direct.setdefault(source, []).append(ref)
            else:
                through = tuple(link.actor for link in links[:-1])
                passed.setdefault(source, []).append((ref, through))
    listed = [
        _heard(actor, actors, direct, passed)
        for actor in actors.values()
        if _listed(actor) or actor.id in direct or actor.id in passed
    ]
    return tuple(sorted(listed, key=lambda each: each.name.casefold()))


def _listed(actor: Actor) -> bool:
    return bool({"party", "mediator"} & set(actor.roles))


def _heard(
    actor: Actor,
    actors: dict[str, Actor],
    direct: dict[str, list[Ref]],
    passed: dict[str, list[tuple[Ref, tuple[str, ...]]]],
) -> Heard:
    voices = [actor.id, *(a.id for a in actors.values() if a.represents == actor.id)]
    on_record = [(voice, ref) for voice in voices for ref in direct.get(voice, ())]
    others = [(voice, *each) for voice in voices for each in passed.get(voice, ())]
    how: How = "on_record" if on_record else "through_others" if others else "not_heard"
    used = [(voice, ref) for voice, ref, _ in others] if how == "through_others" else on_record
    through = [name for _, _, chain in others for name in chain]
    return Heard(
        actor.id,
        actor.name,
        how,
        tuple(dict.fromkeys(through)) if how == "through_others" else (),
        tuple(dict.fromkeys(voice for voice, _ in used if voice != actor.id)),
        tuple(ref for _, ref in used),
        _HOW[how],
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


def _actors(reading: Reading) -> dict[str, Actor]:
    return {actor.id: actor for actor in reading.actors}
