"""All events of a page: what was done and what was said, in text order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from parley.model import Event, Proposal
from parley.reading.attribution import Scene
from parley.reading.events.deeds import deeds
from parley.reading.events.said import said
from parley.reading.events.sides import Sides
from parley.reading.opponents import Opponents

__all__ = ["find_events"]


def find_events(
    scene: Scene,
    opponents: Opponents,
    asked: Collection[int] = (),
    proposals: Collection[Proposal] = (),
) -> tuple[Event, ...]:
    """Every event that the lexicon knows, in text order.

    Parameters
    ----------
    scene : Scene
        With all statements found and their acts known.
    opponents : Opponents
        The parties of the dispute.
    asked : collection of int
        Tokens of what is asked or made a condition: that has not happened.
    proposals : collection of Proposal
        Of the same text: an offer goes to whom it is made.
    """
    sides = Sides(scene, opponents, proposals)
    spoken = said(scene, sides)
    taken: list[Event] = []
    coded = {e.statement for e in spoken if e.statement and _own_words(scene, e)}
    done = deeds(scene, sides, set(asked), coded)
    for event in sorted((*spoken, *done), key=_place):
        if not any(event.trigger.overlaps(other.trigger) for other in taken[-4:]):
            taken.append(event)
    return tuple(replace(e, id=f"v{n}") for n, e in enumerate(taken, start=1))


def _place(event: Event) -> tuple[int, bool]:
    return event.trigger.start, event.act not in ("meet", "deliver")


def _own_words(scene: Scene, event: Event) -> bool:
    """Whether the trigger stands in what is said and is no mere readiness."""
    statement = scene.statement(event.statement or "")
    return event.trigger in statement.content and statement.act != "signal_readiness"
