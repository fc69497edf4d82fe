"""For whom somebody says *they will*: a go-between tells what others would do.

Examples (in our own words)
---------------------------
``The elder says the herders want peace. He says they will free the guards if the road is built.``
"""

from __future__ import annotations

from parley.model import Statement
from parley.reading.anybody import anybody
from parley.reading.attribution import Scene
from parley.reading.page import parties_of
from parley.reading.rules._shared import FINITE

__all__ = ["spoken_for"]

_SKIPPED = ("that", '"', "“")


def spoken_for(scene: Scene, statement: Statement) -> tuple[str, ...]:
    """Those of whom one person said something just before and whom it now calls *they*.

    Nobody where the person stands for them anyway, or the text does not make it plain.
    """
    page, (i, j) = scene.page, scene.places[statement.id]
    while i < j - 1 and page.words[i] in _SKIPPED:
        i += 1
    by = scene.by[statement.id]
    speaker = page.actors.get(by[0]) if len(by) == 1 else None
    if page.words[i] != "they" or speaker is None or speaker.type != "person":
        return ()
    floor = page.sentences[max(0, page.sentence_of(i) - 1)].first
    told = [s for s in scene.within(floor, i) if s.source == statement.source]
    for before in reversed(told):
        a, b = scene.places[before.id]
        verb = next((k for k in range(a, b) if page.tags[k] in (*FINITE, "VB")), None)
        if verb is None or verb <= a or b > i:
            continue
        found = scene.resolver.resolve(a, verb)
        if not found and page.tags[verb - 1] == "NNS":
            new = anybody(scene.resolver, a, verb, documents=False)
            found = (new,) if new is not None else ()
        if found and page.actors[found[0]].type != "person":
            return parties_of(page, found)
    return ()
