"""*turned the offer down*, *ruled a pause out*: a verb whose particle follows its object.

Examples (in our own words)
---------------------------
``The council turned the offer down.``
``Kola turned that down within the hour.``
"""

from __future__ import annotations

from parley.reading.attribution import Found, Region, Scene, verb_group
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import cues
from parley.reading.rules._shared import FINITE, source_links, subject_range

ORDER = 36
_PARTICLES = frozenset(("down", "out", "forward", "off"))
_FARTHEST = 9
"""Tokens from the verb to its particle."""


def find(scene: Scene, region: Region) -> Found | None:
    """A verb, a noun phrase without a verb of its own, and the verb's particle."""
    page = scene.page
    for k in range(region.i + 1, region.j - 2):
        if page.tags[k] not in ("VBD", "VBN", "VBZ", "VBP"):
            continue
        for m in range(k + 2, min(region.j, k + _FARTHEST)):
            if page.tags[m] in FINITE or page.words[m] in (",", ";", "."):
                break
            if page.words[m] not in _PARTICLES:
                continue
            senses = cues().get(f"{lemma(page.words[k])}_{page.words[m]}")
            if not senses or lemma(page.words[k - 1]) == "be":
                break
            start = verb_group(page, k, region.i)
            a, b = subject_range(page, start, region.i)
            links, actors = source_links(scene, a, b, speaks=senses[0].speech)
            if not links:
                break
            rest = (Region(m + 1, region.j, region.chain, actors),) if region.j - m > 4 else ()
            return Found("split_verbs", links, (k, k + 1), (k + 1, m), senses[0].speech,
                         senses[0].act, cues=((m, m + 1),), sources=actors, rest=rest)  # fmt: skip
    return None
