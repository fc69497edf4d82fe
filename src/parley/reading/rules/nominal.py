"""*a Norse offer to …*, *the union's demand for …*: a position told as a noun.

Examples (in our own words)
---------------------------
``Envoys discussed a Norse proposal to reopen the port.``
``The union's demand for shorter hours was not met.``
"""

from __future__ import annotations

from parley.model import Link
from parley.reading.attribution import Found, Region, Scene, verb_group
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import nouns
from parley.reading.page import Page
from parley.reading.rules._frames import phrase_end
from parley.reading.rules._shared import (
    FINITE,
    boundary_right,
    phrase_stop,
    source_links,
    subject_range,
)

ORDER = 60
_ACTS = ("offer", "demand", "reject", "threaten")
"""Nouns of these name an act of their own; what others name is a comment."""
_CHANGES = frozenset(
    """raise lift increase improve cut lower reduce repeat renew soften drop withdraw make present
    submit sweeten revise maintain press""".split()
)
_KEEPS = frozenset("hold stick stand adhere keep cling insist".split())
_FOLLOW = frozenset(("to", "for", "that", "of", "on"))


def find(scene: Scene, region: Region) -> Found | None:
    """A noun of position with an owner and its content."""
    page = scene.page
    for k in range(region.i + 1, region.j - 1):
        act = nouns().get(page.words[k])
        if act is None or not page.tags[k].startswith("NN"):
            continue
        after = _after_maker(page, k, region.j)
        if page.words[after] not in _FOLLOW or (act not in _ACTS and page.words[after] != "that"):
            continue
        owner = _maker(scene, k, after) if after > k + 1 else _owner(scene, region, k)
        if owner is None:
            continue
        actors, start = owner
        scene.resolver.note(start, actors)
        begin = after if page.words[after] == "to" else after + 1
        stop = boundary_right(page, begin, region.j)
        opens = not any(page.tags[m] in FINITE for m in range(region.i, k))
        if page.words[after] in ("of", "for", "on") or (page.words[after] == "to" and opens):
            stop = phrase_stop(page, begin, stop)  # before the sentence's own verb
        links = tuple(Link(actor, "explicit", page.span(start, k)) for actor in actors[:1])
        outer = None
        if region.parent is not None:  # who refuses an offer does not tell of it
            told = scene.statements[int(region.parent[1:]) - 1]
            clause = any(page.tags[m] in FINITE for m in range(region.i, region.j))
            if told.act in ("reject", "accept", "demand", "withdraw_offer") or not clause:
                outer = told.chain[:-1]
        rest = (Region(stop, region.j, region.chain),) if region.j - stop > 3 else ()
        return Found(
            "nominal",
            links,
            (k, k + 1),
            (begin, stop),
            act,
            act if act in _ACTS else "comment",
            sources=actors,
            rest=rest,
            outer=outer,
        )
    return None


def _after_maker(page: Page, k: int, end: int) -> int:
    """Where a noun's content may begin: behind it, or behind *by X*."""
    if page.words[k + 1] not in ("by", "from") or k + 3 >= end:
        return k + 1
    after = phrase_end(page, k + 2, end)
    return after if after < end - 1 else k + 1


def _maker(scene: Scene, k: int, end: int) -> tuple[tuple[str, ...], int] | None:
    """Whose it is in *a proposal by X to …*."""
    actors = scene.resolver.resolve(k + 2, end)
    return (actors, k + 2) if actors else None


def _owner(scene: Scene, region: Region, k: int) -> tuple[tuple[str, ...], int] | None:
    """Whose position it is: a nationality or a possessive before the noun."""
    page = scene.page
    start = k
    while start > region.i and (
        page.tags[start - 1].startswith(("JJ", "NN", "POS", "CD")) or page.tags[start - 1] == "PRP$"
    ):
        start -= 1
    for m in range(start, k):
        if page.tags[m] == "POS" and m > start:
            actors = scene.resolver.resolve(start, m)
            return (actors, start) if actors else None
        if page.tags[m] == "PRP$":
            word = {"its": "it", "their": "they", "his": "he", "her": "she"}.get(page.words[m])
            back = _clause_subject(scene, region, m) if word in ("it", "they") else ()
            back = back or (scene.resolver.refer(word, m) if word else ())
            if region.parent is not None:  # nobody rejects its own offer
                told = scene.statement(region.parent)
                if told.act in ("reject", "accept") and set(back) & set(scene.by[told.id]):
                    outer = told.chain[-2].actor if len(told.chain) > 1 else None
                    back = (outer,) if outer and outer not in back else ()
            return (back, m) if back else None
    owner = scene.resolver.nationality(start, k)
    return ((owner,), start) if owner else None


def _clause_subject(scene: Scene, region: Region, m: int) -> tuple[str, ...]:
    """*had raised its offer*, *is holding to its demand*: the subject of the verb before *its*."""
    page, verb = scene.page, m - 1
    if lemma(page.words[verb - 1]) in _KEEPS and page.words[verb] in ("to", "by", "with", "on"):
        verb -= 1
    if verb <= region.i or page.tags[verb] not in ("VBD", "VBZ", "VBN", "VBP", "VB", "VBG"):
        return ()
    if lemma(page.words[verb]) not in _CHANGES | _KEEPS:
        return ()
    a, b = subject_range(page, verb_group(page, verb, region.i), region.i)
    return source_links(scene, a, b, speaks="demand")[1] if b > a else ()
