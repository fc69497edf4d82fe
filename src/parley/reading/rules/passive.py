"""*The two are said to have asked for …*: a report without a source.

Examples (in our own words)
---------------------------
``Both fronts are said to have demanded a pause.``
``Norland is estimated to hold thousands of people.``
``It is understood that the port will reopen.``
"""

from __future__ import annotations

from parley.model import UNSPECIFIED, Link
from parley.reading.attribution import Found, Region, Scene
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import passive_speech
from parley.reading.rules._shared import boundary_left, boundary_right, source_links, subject_range

ORDER = 30


def find(scene: Scene, region: Region) -> Found | None:
    """A passive of saying or believing, followed by ``to`` or ``that``."""
    page = scene.page
    for k in range(region.i + 1, region.j - 2):
        speech = passive_speech().get(lemma(page.words[k]))
        if speech is None or page.tags[k] not in ("VBN", "VBD"):
            continue
        start = k
        while start > region.i and page.tags[start - 1] in ("RB", "RBR"):
            start -= 1
        if start <= region.i or lemma(page.words[start - 1]) != "be":
            continue
        start -= 1
        while start > region.i and (
            lemma(page.words[start - 1]) in ("have", "be") or page.tags[start - 1] in ("MD", "RB")
        ):
            start -= 1
        after = page.words[k + 1]
        if after not in ("to", "that", "of"):
            continue
        a, b = subject_range(page, start, region.i)
        stop = _end(scene, k + 1, region.j)
        link = (Link(UNSPECIFIED, "passive", page.span(start, k + 1)),)
        left = boundary_left(page, start, region.i)
        rest = tuple(
            Region(x, y, region.chain)
            for x, y in ((region.i, max(region.i, left - 1)), (stop, region.j))
            if y - x > 2
        )
        if after == "of":
            accused = scene.resolver.resolve(a, b)
            return Found(
                "passive",
                link,
                (start, k + 1),
                (k + 2, stop),
                "accuse",
                to=accused,
                rest=rest,
                inner=(),
            )
        _, actors = source_links(scene, a, b)
        inner = Region(k + 1, stop, subject=actors)
        return Found("passive", link, (start, k + 1), (a, stop), speech, rest=rest, inner=(inner,))
    return None


def _end(scene: Scene, i: int, j: int) -> int:
    """Before a clause of time (*after the two signed*) that the report itself tells."""
    page = scene.page
    for k in range(i + 2, j - 2):
        if (
            page.words[k] in ("after", "as", "since", "when", "while")
            and any(
                page.tags[m] in ("VBD", "VBZ", "VBP") or page.words[m] == "negotiated"
                for m in range(k + 1, min(j, k + 8))
            )
            and page.words[k + 1] not in ("well", "many", "much")
        ):
            return k
    return boundary_right(page, i, j)
