"""*The plan was rejected by Norland*: a position told in the passive, with who took it.

Examples (in our own words)
---------------------------
``The union's proposal was turned down by the company.``
``The draft was accepted by both fronts.``
"""

from __future__ import annotations

from parley.reading.attribution import Found, Region, Scene
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import cues
from parley.reading.rules._shared import (
    boundary_right,
    phrase_before,
    phrase_stop,
    source_links,
    subject_range,
)

ORDER = 32
_ACTS = ("reject", "accept", "withdraw_offer")


def find(scene: Scene, region: Region) -> Found | None:
    """A form of *be*, a verb of answer and *by*."""
    page = scene.page
    for k in range(region.i + 2, region.j - 2):
        if page.tags[k] not in ("VBN", "VBD"):
            continue
        particle = 1 if f"{lemma(page.words[k])}_{page.words[k + 1]}" in cues() else 0
        name = f"{lemma(page.words[k])}_{page.words[k + 1]}" if particle else lemma(page.words[k])
        cue = next((c for c in cues().get(name, ()) if c.act in _ACTS), None)
        by = k + 1 + particle
        if cue is None or page.words[by] != "by":
            continue
        start = k
        while start > region.i and (
            page.tags[start - 1] in ("RB", "MD") or lemma(page.words[start - 1]) in ("be", "have")
        ):
            start -= 1
        if start == k or not any(lemma(page.words[m]) == "be" for m in range(start, k)):
            continue
        stop = phrase_stop(page, by + 1, boundary_right(page, by + 1, region.j))
        links, actors = source_links(scene, by + 1, stop)
        content = subject_range(page, start, region.i)
        if page.words[content[0]] in ("which", "that", "who") and content[0] > region.i:
            comma = page.words[content[0] - 1] == ","
            content = phrase_before(page, content[0] - comma, region.i)
        if not links or content[0] >= content[1]:
            continue
        rest = (Region(stop, region.j, region.chain),) if region.j - stop > 3 else ()
        return Found(
            "answered", links, (start, by), content, cue.speech, cue.act, rest=rest, sources=actors
        )
    return None
