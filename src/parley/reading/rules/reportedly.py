"""*Norland was reportedly willing to …*: somebody says so, and the sentence does not say who.

The source is carried over from the sentence before where that one names one in the same
paragraph; otherwise it is unspecified.

Examples (in our own words)
---------------------------
``In return, the front reportedly asked for a pause.``
"""

from __future__ import annotations

from dataclasses import replace

from parley.model import UNSPECIFIED, Link
from parley.reading.attribution import Found, Region, Scene
from parley.reading.lexicon.cues import adverbs

ORDER = 25


def find(scene: Scene, region: Region) -> Found | None:
    """An adverb of report in the main clause."""
    page = scene.page
    if region.chain:
        return None
    for k in range(region.i, region.j):
        if page.words[k] not in adverbs():
            continue
        before = scene.previous(region.i)
        links: tuple[Link, ...] = (Link(UNSPECIFIED, "passive", page.span(k, k + 1)),)
        if before is not None:
            outer = [link for link in before.chain if link.link != "narrator"]
            if outer and outer[-1].link != "passive":
                links = tuple(replace(link, link="carried_over", span=None) for link in outer)
        return Found("reportedly", links, (k, k + 1), (region.i, region.j), "report")
    return None
