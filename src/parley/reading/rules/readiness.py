"""*Norland is ready to …*: a readiness, which is no offer.

Where the one who says so speaks for the one who is ready, the saying itself is the readiness;
`parley.reading.acts` sees to that.

Examples (in our own words)
---------------------------
``The front is prepared to extend the pause.``
"""

from __future__ import annotations

from parley.reading.attribution import Found, Region, Scene
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import readiness
from parley.reading.rules._shared import boundary_right, source_links, subject_range

ORDER = 45


def find(scene: Scene, region: Region) -> Found | None:
    """A form of *be*, an adjective of readiness, and *to* or *for*."""
    page = scene.page
    for k in range(region.i + 1, region.j - 2):
        if page.words[k] not in readiness() or page.words[k + 1] not in ("to", "for"):
            continue
        start = k
        while start > region.i and (
            page.tags[start - 1] in ("RB", '"', "RBR") or page.words[start - 1] == "both"
        ):
            start -= 1
        if start <= region.i or lemma(page.words[start - 1]) not in ("be", "remain", "stand"):
            continue
        negated = any(page.words[m] in ("not", "n't", "never") for m in range(start, k))
        start -= 1
        while start > region.i and (
            page.tags[start - 1] in ("MD", "RB") or lemma(page.words[start - 1]) in ("have", "be")
        ):
            start -= 1
        a, b = subject_range(page, start, region.i)
        links, actors = source_links(scene, a, b)
        if not links:
            return None
        stop = boundary_right(page, k + 1, region.j)
        begin = k + 1 if page.words[k + 1] == "to" else k + 2
        rest = (Region(stop + 1, region.j, region.chain, actors),) if region.j - stop > 2 else ()
        act = "reject" if negated else "signal_readiness"
        return Found(
            "readiness",
            links,
            (k, k + 1),
            (begin, stop),
            "reject" if negated else "offer",
            act,
            rest=rest,
            sources=actors,
            inner=(),
        )
    return None
