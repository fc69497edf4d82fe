"""*was quoted as saying*, *the paper quoted her as saying*: words through a named carrier.

Examples (in our own words)
---------------------------
``The envoy was quoted by the Courier as saying that talks would resume.``
``State radio quoted the general as saying his troops had left.``
"""

from __future__ import annotations

from parley.model import Link
from parley.reading.attribution import Found, Region, Scene, verb_group
from parley.reading.lexicon import lemma
from parley.reading.rules._shared import boundary_right, source_links, subject_range

ORDER = 28
_CARRIES = frozenset(("quote", "cite"))
_FARTHEST = 14
"""Tokens from the verb to *as saying*."""


def find(scene: Scene, region: Region) -> Found | None:
    """A form of *quote*, and *as saying* behind it."""
    page = scene.page
    for k in range(region.i + 1, region.j - 3):
        if lemma(page.words[k]) not in _CARRIES or not page.tags[k].startswith("VB"):
            continue
        near = range(k + 1, min(region.j - 2, k + _FARTHEST))
        at = next((m for m in near if page.words[m : m + 2] == ("as", "saying")), None)
        if at is None:
            continue
        begin = at + 3 if page.words[at + 2] in ("that", ":") else at + 2
        start = verb_group(page, k, region.i)
        a, b = subject_range(page, start, region.i)
        passive = any(lemma(page.words[m]) == "be" for m in range(start, k))
        links, speaker = _links(scene, (a, b), (k + 1, at), passive=passive)
        if not links:
            continue
        stop = boundary_right(page, begin, region.j)
        rest = (Region(stop + 1, region.j, region.chain, speaker),) if region.j - stop > 2 else ()
        return Found("as_saying", links, (k, k + 1), (begin, stop), "assert",
                     cues=((at, at + 2),), sources=speaker, rest=rest)  # fmt: skip
    return None


def _links(
    scene: Scene, subject: tuple[int, int], inside: tuple[int, int], *, passive: bool
) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """The carrier and the speaker, whichever way round the sentence has them."""
    page = scene.page
    first, actors = source_links(scene, *subject, speaks="assert")
    if not first:
        return (), ()
    i, j = inside
    if not passive:
        second, spoken = source_links(scene, i, j, speaks="assert")
        return ((*first, *second), spoken) if second else (first, actors)
    if i < j and page.words[i] == "by":
        carrier, _ = source_links(scene, i + 1, j, speaks="assert")
        return (*carrier, *first), actors
    return first, actors
