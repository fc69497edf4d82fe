"""Who is meant by a name that a user types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.errors import UsageError
from parley.model import Actor, Reading

__all__ = ["standing_for"]


def standing_for(name: str, readings: Sequence[Reading]) -> frozenset[str]:
    """Ids of a party by name or id, of bodies that it is a member of, of who represents it.

    Parameters
    ----------
    name : str
        As typed; case does not matter.
    readings : sequence of Reading
        Where it is looked up.

    Raises
    ------
    UsageError
        No reading knows it.

    Examples
    --------
    >>> from parley.model import Document
    >>> actors = (Actor("un", "United Nations", "igo"), Actor("envoy", "the envoy", "person",
    ...           represents="un"))
    >>> reading = Reading(Document("00", ""), (), (), actors=actors)
    >>> sorted(standing_for("united nations", [reading]))
    ['envoy', 'un']
    """
    wanted = name.casefold().strip()
    meant = {actor.id for actor in _actors(readings) if wanted in _names(actor)}
    if not meant:  # a name that a text uses for it: an abbreviation, a capital
        meant = {
            a.id for reading in readings for a in reading.actors if wanted in _words(a, reading)
        }
    if not meant:
        known = sorted({a.name for a in _actors(readings)}, key=str.casefold)
        there = f"; there are: {', '.join(known)}" if known else ""
        raise UsageError(f"no report names {name!r}{there}")
    beside = {
        actor.id
        for actor in _actors(readings)
        if meant & {actor.represents, actor.part_of, *actor.members}
    }
    return frozenset(meant | beside)


def _actors(readings: Iterable[Reading]) -> Iterable[Actor]:
    return (actor for reading in readings for actor in reading.actors)


def _names(actor: Actor) -> set[str]:
    return {actor.id.casefold(), actor.name.casefold()}


def _words(actor: Actor, reading: Reading) -> set[str]:
    text = reading.document.text
    return {text[span.start : span.end].casefold() for span in actor.mentions}
