"""Who is meant by a name that a user types."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from parley.errors import UsageError
from parley.model import Actor, Reading

__all__ = ["nearest", "standing_for"]

_SHOWN = 3
"""Names that a message shows where none is near."""


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
        raise UsageError(f"no report names {name!r}{_instead(wanted, readings)}")
    beside = {
        actor.id
        for actor in _actors(readings)
        if meant & {actor.represents, actor.part_of, *actor.members}
    }
    return frozenset(meant | beside)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` where a known word is near, else nothing.

    Examples
    --------
    >>> nearest("ofer", ["demand", "offer"])
    "; did you mean 'offer'?"
    """
    spelled = {each.casefold(): each for each in known}
    near = difflib.get_close_matches(word.casefold(), spelled, n=1, cutoff=0.6)
    return f"; did you mean {spelled[near[0]]!r}?" if near else ""


def _instead(wanted: str, readings: Sequence[Reading]) -> str:
    """The name that is nearest, or else a few of those there are."""
    known = sorted({actor.name for actor in _actors(readings)}, key=str.casefold)
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    there = f"; they name {', '.join(known[:_SHOWN])}{more}" if known else ""
    return nearest(wanted, known) or there


def _actors(readings: Iterable[Reading]) -> Iterable[Actor]:
    return (actor for reading in readings for actor in reading.actors)


def _names(actor: Actor) -> set[str]:
    return {actor.id.casefold(), actor.name.casefold()}


def _words(actor: Actor, reading: Reading) -> set[str]:
    text = reading.document.text
    return {text[span.start : span.end].casefold() for span in actor.mentions}
