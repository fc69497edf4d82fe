"""Sources named by *according to*, at the head of a sentence or at its end.

Examples (in our own words)
---------------------------
``According to two envoys interviewed by the Courier, Norland wants a pause.``
``The ferry workers will vote on Friday, according to their union.``
"""

from __future__ import annotations

from typing import Literal

from parley.model import UNSPECIFIED, Link
from parley.reading.anybody import anybody
from parley.reading.attribution import Found, Region, Scene
from parley.reading.page import Range
from parley.reading.rules._frames import phrase_end

ORDER = 20
_PARTICIPLES = ("interviewed", "quoted", "cited", "speaking", "contacted")


def find(scene: Scene, region: Region) -> Found | None:
    """The construct at the head or at the end of a region."""
    page = scene.page
    for k in range(region.i, region.j - 2):
        if page.words[k] != "according" or page.words[k + 1] != "to":
            continue
        end = _source_end(scene, k + 2, region.j)
        if k <= region.i + 2 and end >= region.j - 1:  # According to the paper talks go on.
            end = phrase_end(page, k + 2, region.j)
        links = _links(scene, (k + 2, end))
        if k <= region.i + 2 and end < region.j:  # at the head, perhaps after "But"
            return Found("according_to", links, (k, k + 2), (end, region.j), "report")
        if page.words[k - 1] == "," and page.words[k - 2] not in ("that", "and", "but"):
            rest = (Region(end, region.j, region.chain),) if region.j - end > 3 else ()
            return Found("according_to", links, (k, k + 2), (region.i, k), "report", rest=rest)
    return None


def _source_end(scene: Scene, i: int, j: int) -> int:
    page = scene.page
    for k in range(i, j):
        if page.words[k] in (",", ".", ";") and not (
            page.words[k] == "," and k + 1 < j and page.words[k + 1] in ("who", "which")
        ):
            return k
    return j


def _links(scene: Scene, source: Range) -> tuple[Link, ...]:
    """The source, and before it the outlet that interviewed it."""
    page, (i, j) = scene.page, source
    outer: tuple[Link, ...] = ()
    for k in range(i, j - 1):
        if page.words[k] in _PARTICIPLES:
            outlet = [
                m
                for m in page.mentions_in(k, j)
                if page.actors[m.actor].type == "news_organisation"
            ] or None
            back = scene.resolver.resolve(k + 2, j, create=False) if outlet is None else ()
            name = outlet[0].actor if outlet else (back[0] if back else None)
            if name:
                outer = (Link(name, "explicit", page.span(k + 2, j)),)
            j = k
            break
    actors = scene.resolver.resolve(i, j)
    if not actors:
        new = anybody(scene.resolver, i, j)
        actors = (new,) if new else ()
    if not actors:
        return (*outer, Link(UNSPECIFIED, "explicit_document", page.span(i, j)))
    kind: Literal["explicit", "explicit_document"] = (
        "explicit_document"
        if page.words[j - 1] in ("report", "article", "statement")
        else "explicit"
    )
    return (*outer, Link(actors[0], kind, scene.resolver.span_of(i, j)))
