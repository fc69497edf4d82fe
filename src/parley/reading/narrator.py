"""What the report itself tells of talks and deliveries, as statements of the narrator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from parley.model import NARRATOR, Event, Link, Statement
from parley.reading.attribution import Scene

__all__ = ["narrate"]

_ACTS = {"meet": "meet", "mediate": "meet", "deliver": "deliver", "agree": "comment",
         "end": "comment", "extend": "comment"}  # fmt: skip


def narrate(
    scene: Scene, events: tuple[Event, ...], outlets: Mapping[int, tuple[Link, ...]]
) -> None:
    """Add one statement a sentence for events that nobody else is cited for.

    Parameters
    ----------
    scene : Scene
        With all other statements found.
    events : tuple of Event
        What happened, as found.
    outlets : mapping of int to tuple of Link
        By paragraph, the outlet that the text names for it in brackets.
    """
    page = scene.page
    own: dict[int, list[Event]] = {}
    for event in events:
        if event.statement is None and event.act in _ACTS:
            own.setdefault(page.sentence_of(page.range(event.trigger)[0]), []).append(event)
    for n, sentence in enumerate(page.sentences):
        told = own.get(n, [])
        if not told:
            continue
        acts = [_ACTS[e.act] for e in told]
        act = next((a for a in ("deliver", "meet") if a in acts), "comment")
        begin = _after_others(scene, sentence.first, sentence.last, told[0])
        i, j = page.trimmed(begin, sentence.last)
        if i >= j:
            continue
        ident = f"s{len(scene.statements) + 1}"
        outlet = tuple(
            replace(link, link="narrator") for link in outlets.get(sentence.paragraph, ())
        )
        scene.statements.append(
            Statement(
                ident,
                page.span(i, j),
                "report" if outlet else "assert",
                act,
                outlet or (Link(NARRATOR, "narrator"),),
                factuality="CT+",
                rule="narrator",
                about=tuple(sorted({m.actor for m in page.mentions_in(i, j)})),
            )
        )
        scene.places[ident] = (i, j)
        scene.by[ident] = ()
    order = sorted(scene.statements, key=lambda s: (s.content.start, -s.content.end))
    scene.statements = [replace(s) for s in order]


def _after_others(scene: Scene, first: int, last: int, event: Event) -> int:
    """Past what somebody else is cited for at the head of the sentence."""
    begin = first
    at = scene.page.range(event.trigger)[0]
    for statement in scene.within(first, last):
        _i, j = scene.places[statement.id]
        if j <= at:
            begin = max(begin, j + 1 if scene.page.words[min(j, last - 1)] in ("after", ",") else j)
    for k in range(begin, at):
        if scene.page.words[k] == "as" and any(
            w in ("comes", "came") for w in scene.page.words[begin:k]
        ):
            return k + 1  # "The report comes as …"
    return begin
