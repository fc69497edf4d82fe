"""*In exchange, Norland would free …*: what a side would give, told without a verb of offer.

Examples (in our own words)
---------------------------
``In return, Norland would halt its raids for a week, they said.``
"""

from __future__ import annotations

from dataclasses import replace

from parley.model import NARRATOR, Actor, Link
from parley.reading.attribution import Found, Region, Scene
from parley.reading.rules._shared import boundary_right, source_links, subject_range

ORDER = 38
_HEADS = (("in", "return"), ("in", "exchange"))


def find(scene: Scene, region: Region) -> Found | None:
    """A head of exchange, a subject and *would* or *will*."""
    page, i = scene.page, region.i
    if page.words[i : i + 2] not in _HEADS or page.words[i + 2 : i + 3] != (",",):
        return None
    modal = next(
        (k for k in range(i + 3, min(region.j, i + 14)) if page.words[k] in ("would", "will")), None
    )
    if modal is None or page.words[modal + 1] in ("not", "n't"):
        return None
    links, actors = source_links(scene, *subject_range(page, modal, i + 3))
    if not links:
        return None
    stop = boundary_right(page, modal + 1, region.j)
    if not region.chain:
        links = (*_told_by(scene, i), *links)
    return Found(
        "in_return",
        links,
        (i, i + 2),
        (modal + 1, stop),
        "offer",
        "offer",
        sources=actors,
        inner=(),
    )


def _told_by(scene: Scene, token: int) -> tuple[Link, ...]:
    """Whoever told the sentences before in the paragraph goes on telling; else the report does."""
    page = scene.page
    here = page.sentences[page.sentence_of(token)]
    for n in range(page.sentence_of(token) - 1, -1, -1):
        before = page.sentences[n]
        if before.paragraph != here.paragraph:
            break
        outer = next((s.chain for s in scene.within(before.first, before.last)), ())
        told = [link for link in outer if _tells(page.actors.get(link.actor))]
        if told:
            return tuple(replace(link, link="carried_over", span=None) for link in told)
    return (Link(NARRATOR, "narrator"),)


def _tells(actor: Actor | None) -> bool:
    return actor is not None and (actor.type == "news_organisation" or actor.anonymity != "named")
