"""*Under the Kenyan plan, the convoy would pass first*; *the draft would let the levy lapse*.

A plan says what would be done, and whoever made it proposes that. Where nobody is named as its
maker the plan itself is the source, a text like a letter or a statement.

Examples (in our own words)
---------------------------
``Under a plan drawn up by Kenya, the convoy would pass first.``
``Norland's draft would let the levy lapse in stages.``
"""

from __future__ import annotations

from parley.model import Link
from parley.reading.anybody import anybody
from parley.reading.attribution import Found, Region, Scene
from parley.reading.lexicon import lemma
from parley.reading.page import Range
from parley.reading.rules._shared import FINITE, boundary_right

ORDER = 27
_PLANS = frozenset("plan proposal draft offer compromise roadmap scheme blueprint package".split())
_MODALS = ("would", "will")
_FARTHEST = 30
"""Tokens in which a plan's maker and the comma behind it stand."""


def find(scene: Scene, region: Region) -> Found | None:
    """A plan at the head of a region, and what would be done."""
    page, i = scene.page, region.i
    while i < region.j and page.words[i] in ("but", "and", "however", ","):
        i += 1
    under = i < region.j and page.words[i] == "under"
    first = i + 1 if under else i
    noun = next(
        (k for k in range(first, min(region.j, first + 7)) if page.words[k] in _PLANS), None
    )
    if noun is None or not page.tags[noun].startswith("NN"):
        return None
    if any(page.tags[k].startswith(("VB", "MD", "IN", ",")) for k in range(first, noun)):
        return None
    content = _under(scene, noun, region.j) if under else _would(scene, noun, region.j)
    if content is None:
        return None
    begin, head_end = content
    actor = _maker(scene, first, noun, head_end)
    if actor is None:
        return None
    stop = boundary_right(page, begin, region.j)
    rest = (Region(stop, region.j, region.chain),) if region.j - stop > 3 else ()
    link = Link(actor, "explicit_document", page.span(first, noun + 1))
    return Found("under_plan", (link,), (first, noun + 1), (begin, stop), "offer", "offer",
                 sources=(actor,), rest=rest)  # fmt: skip


def _under(scene: Scene, noun: int, end: int) -> Range | None:
    """Behind the comma that closes *under the plan …*, a clause with *would*."""
    page = scene.page
    commas = [k for k in range(noun + 1, min(end, noun + _FARTHEST)) if page.words[k] == ","]
    for comma in commas:
        verb = next((k for k in range(comma + 1, end) if page.tags[k] in FINITE), None)
        between = page.words[comma + 1 : verb] if verb is not None else ()
        if verb is not None and page.words[verb] in _MODALS and "," not in between:
            return comma + 1, comma
    return None


def _would(scene: Scene, noun: int, end: int) -> Range | None:
    """*The draft(, as the paper has it,) would …*: the verb behind the modal."""
    page = scene.page
    verb = next((k for k in range(noun + 1, end) if page.tags[k] in FINITE), None)
    if verb is None or page.words[verb] not in _MODALS or verb + 1 >= end:
        return None
    aside = verb > noun + 1
    if aside and not (page.words[noun + 1] == "," and page.words[verb - 1] == ","):
        return None
    if lemma(page.words[verb + 1]) == "be" or page.words[verb + 1] in ("not", "n't"):
        return None
    return verb + 1, verb


def _maker(scene: Scene, first: int, noun: int, end: int) -> str | None:
    """Whose plan it is: a possessive, a nationality, *by …* behind it; else the plan itself."""
    page = scene.page
    owner = next((k for k in range(first, noun) if page.tags[k] == "POS"), None)
    if owner is not None:
        found = scene.resolver.resolve(first, owner)
        if found:
            return found[0]
    named = scene.resolver.nationality(first, noun)
    if named:
        return named
    by = next((k for k in range(noun + 1, end) if page.words[k] == "by"), None)
    if by is not None:
        stop = next((k for k in range(by + 1, end) if page.words[k] in (",", "and")), end)
        found = scene.resolver.resolve(by + 1, stop)
        if found and page.actors[found[0]].type != "news_organisation":
            return found[0]
    return anybody(scene.resolver, first, noun + 1)
