"""Who is heard: on record, through others, and who at the table is not heard at all.

As the other views, computed and never stored; every row carries its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parley.ledger.views import PRESS, Ref, actors_of, plain_name
from parley.model import NARRATOR, UNSPECIFIED, Actor, Reading, Statement

__all__ = ["Unheard", "Voice", "unheard", "voices"]

How = Literal["on_record", "through_others"]

_GROUP = "unnamed_group"
_PLACES = frozenset({"party", "mediator"})
_HOW: dict[How, str] = {
    "on_record": "named, and speaks with only the report between",
    "through_others": "others pass on what they say",
}
_UNHEARD = "at the table, and no statement of theirs or for them is on record"


@dataclass(frozen=True, slots=True)
class Voice:
    """One way in which somebody's words reach the reader."""

    actor: str
    """Actor id, in the document of the first statement."""
    name: str
    how: How
    through: tuple[str, ...]
    """Actor ids that pass it on, outermost first; empty on record."""
    statements: tuple[Ref, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Unheard:
    """Somebody at the table of whom no statement on record was found."""

    actor: Ref
    """The document that names it first, and its actor id there."""
    name: str
    reason: str


def voices(readings: Sequence[Reading]) -> tuple[Voice, ...]:
    """Every way in which somebody's words reach the reader, in the order of the texts.

    On record: a statement with only the report between. News organisations and groups that are
    not named pass on or stay origins; what two sides say of one another is the report's telling.

    Examples
    --------
    >>> from parley.model import Document, Link, Span
    >>> post = Actor("post", "The Post", "news_organisation")
    >>> port = Actor("port", "the port", "organisation")
    >>> chain = (Link("post", "explicit"), Link("port", "explicit"))
    >>> said = Statement("s1", Span(0, 4), "report", "reject", chain)
    >>> reading = Reading(Document("00", "Halt"), (), (), actors=(post, port), statements=(said,))
    >>> [(each.name, each.how, each.through) for each in voices([reading])]
    [('the port', 'through_others', ('post',))]
    """
    found: dict[tuple[str, ...], Voice] = {}
    for reading in readings:
        actors = actors_of(reading)
        for statement in reading.statements:
            voice = _voice(reading, actors, statement)
            if voice is None:
                continue
            key = (voice.how, *(_who(reading, actors, k) for k in (voice.actor, *voice.through)))
            known = found.get(key)
            said = (*(known.statements if known else ()), *voice.statements)
            found[key] = replace(known or voice, statements=said)
    return tuple(found.values())


def _voice(reading: Reading, actors: dict[str, Actor], statement: Statement) -> Voice | None:
    links = [link for link in statement.chain if link.actor != NARRATOR]
    actor = actors.get(links[-1].actor) if links else None
    if actor is None or actor.type in (PRESS, _GROUP) or statement.reciprocal:
        return None
    through = tuple(link.actor for link in links[:-1])
    how: How = "through_others" if through else "on_record"
    if actor.id in through:
        return None
    if not through and (links[0].link == "passive" or actor.anonymity != "named"):
        return None
    ref = Ref(reading.document.id, statement.id)
    return Voice(actor.id, actor.name, how, through, (ref,), _HOW[how])


def _who(reading: Reading, actors: dict[str, Actor], actor: str) -> str:
    """One key for what the texts show to be one: a name; unnamed people stay with their text."""
    known = actors.get(actor)
    if known is not None and known.anonymity == "named":
        return plain_name(known.name)
    return actor if actor == UNSPECIFIED else f"{actor} {reading.document.id}"


def unheard(readings: Sequence[Reading]) -> tuple[Unheard, ...]:
    """List who offers, asks, answers or mediates and has no statement on record; by name.

    Whoever represents a party, or is a part of it, speaks for it; no obedience follows from it.
    """
    spoken: set[str] = set()
    table: dict[str, Unheard] = {}
    for reading in readings:
        actors = actors_of(reading)
        for statement in reading.statements:
            voice = _voice(reading, actors, statement)
            if voice is not None and voice.how == "on_record":
                actor = actors[voice.actor]
                behind = (actor.id, actor.represents, actor.part_of)
                spoken.update(_who(reading, actors, key) for key in _members(actors, behind))
        for key in _at_table(reading, actors):
            name = actors[key].name if key in actors else key
            absent = Unheard(Ref(reading.document.id, key), name, _UNHEARD)
            table.setdefault(_who(reading, actors, key), absent)
    silent = (absent for key, absent in table.items() if key not in spoken)
    return tuple(sorted(silent, key=lambda absent: absent.name.casefold()))


def _at_table(reading: Reading, actors: dict[str, Actor]) -> Iterator[str]:
    found: list[str] = []
    for proposal in reading.proposals:
        found.extend((*proposal.by, *proposal.to, *proposal.status_by))
    for condition in reading.preconditions:
        found.extend(condition.holder)
    found.extend(actor.id for actor in reading.actors if _PLACES & set(actor.roles))
    for key in _members(actors, found):
        represents = actors[key].represents if key in actors else None
        if key not in (NARRATOR, UNSPECIFIED):
            yield represents or key


def _members(actors: dict[str, Actor], keys: Iterable[str | None]) -> Iterator[str]:
    """The same, coalitions as their members."""
    for key in keys:
        if key is not None:
            actor = actors.get(key)
            yield from actor.members if actor is not None and actor.members else (key,)
