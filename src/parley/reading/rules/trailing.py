"""Speech verbs set off by a comma after what was said (*…, the paper said, citing envoys*).

Examples (in our own words)
---------------------------
``Talks will resume, the ministry said.``
``The port will stay shut, the Courier reported on Monday, citing dockers.``
``"We shall sign," said union head Ana Ode.``
"""

from __future__ import annotations

from parley.model import Link
from parley.reading.attribution import Found, Region, Scene, verb_group
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import cues
from parley.reading.page import Range
from parley.reading.rules._shared import (
    FINITE,
    boundary_left,
    named_outlet,
    on_record,
    source_links,
)

ORDER = 10


def find(scene: Scene, region: Region) -> Found | None:
    """A speech verb set off by a comma after what was said."""
    page = scene.page
    for k in range(region.j - 1, region.i + 2, -1):
        if not page.tags[k].startswith("VB"):
            continue
        verb = lemma(page.words[k])
        if not any("none" in cue.frames for cue in cues().get(verb, ())):
            continue
        tail = _tail(scene, k + 1, region.j)
        if tail is None:
            continue
        source = _before(scene, region, k) or _after(scene, region, k)
        if source is None:
            continue
        (a, b), content_end, after = source
        links, sources = source_links(scene, a, b, speaks=cues()[verb][0].speech)
        if not links:
            continue
        citing, end = tail
        if verb == "tell" and not on_record(page, sources):
            links = (*_outlet(scene, k + 1, end), *links)
        extra: tuple[Range, ...] = ()
        if citing is not None:
            links = (*links, *named_outlet(scene, *citing))
            extra = ((citing[0] - 1, citing[0]),)
        goes_on = sources if end < region.j and page.tags[end] == "VBG" else ()
        rest: tuple[Region, ...] = (Region(end, region.j, region.chain, goes_on),)
        rest = rest if region.j - max(end, after) > 3 else ()
        speech = cues()[verb][0].speech
        more: tuple[Range, ...] = ()
        again = _quoted_again(scene, end, region.j) if rest else None
        if again is not None:
            more, rest = ((again, region.j),), ()
        elif rest and _goes_on(scene, (region.i, content_end), (end, region.j)):
            more, rest = ((end, region.j),), ()
        return Found(
            "trailing",
            links,
            (k, k + 1),
            (region.i, content_end),
            speech,
            cues=extra,
            rest=rest,
            more=more,
            sources=sources,
        )
    return None


_HEADS = frozenset(
    """until if when after once unless before only while although though because since in on at
    for by despite without""".split()
)


def _quoted_again(scene: Scene, i: int, j: int) -> int | None:
    """Where the quotation goes on (*"…," she said, sitting down, "…"*)."""
    page = scene.page
    mark = next((k for k in range(i, j) if page.tags[k] == '"'), None)
    if mark is None or (mark > i and page.words[mark - 1] != ","):
        return None
    speaks = any(lemma(page.words[k]) in cues() for k in range(i, mark))
    return None if speaks else mark


def _goes_on(scene: Scene, said: Range, after: Range) -> bool:
    """Whether what was said goes on behind the verb (*Until May, she said, no ship sails*)."""
    page = scene.page
    if page.tags[after[0]] == '"':
        return True
    if page.words[after[0]] in ("because", "that", "so"):
        return True
    if page.words[after[0]] in ("adding", "and", "but", "who", "which", "after", "while", "as"):
        return False
    clause = any(page.tags[m] in FINITE for m in range(*after))
    open_head = page.words[said[0]] in _HEADS and "," not in page.words[said[0] : said[1] - 1]
    bare = not any(page.tags[m] in FINITE for m in range(*said))
    return clause and (open_head or bare)


def _before(scene: Scene, region: Region, k: int) -> tuple[Range, int, int] | None:
    """``…, SOURCE said``: the source between a comma or closing quote and the verb."""
    page = scene.page
    start = verb_group(page, k, region.i)
    left = boundary_left(page, start, region.i)
    if left <= region.i + 1 or left >= start:
        return None
    if page.words[left - 1] != "," and page.tags[left - 1] != '"':
        return None
    if page.words[left] in ("who", "which", "that", "and", "but"):
        return None
    return (left, start), left - 1, k + 1


def _after(scene: Scene, region: Region, k: int) -> tuple[Range, int, int] | None:
    """Find the source after the verb (``…," said SOURCE.``)."""
    page = scene.page
    if page.words[k - 1] != "," and page.tags[k - 1] != '"':
        return None
    stop = next((m for m in range(k + 1, region.j) if page.words[m] in (",", ".", ";")), region.j)
    verbs = any(page.tags[m] in FINITE for m in range(k + 1, stop))
    clause = page.tags[region.i] == '"' or page.tags[k - 1] == '"'
    clause = clause or any(page.tags[m] in FINITE for m in range(region.i, k - 1))
    return ((k + 1, stop), k, stop) if stop > k + 1 and clause and not verbs else None


def _outlet(scene: Scene, i: int, j: int) -> tuple[Link, ...]:
    """*…, officials told the Courier*: the paper tells what it was told."""
    page = scene.page
    named = [m for m in page.mentions_in(i, j) if page.actors[m.actor].type == "news_organisation"]
    if not named:
        return ()
    return (Link(named[0].actor, "explicit", page.span(named[0].first, named[0].last)),)


def _tail(scene: Scene, i: int, j: int) -> tuple[Range | None, int] | None:
    """What may stand after the verb: a time, a place, *citing …*, the end; no clause."""
    page = scene.page
    for k in range(i, j):
        word = page.words[k]
        if word == "citing" or (word == "quoting" and page.tags[k].startswith("VB")):
            end = next((m for m in range(k + 1, j) if page.words[m] in (".", ";")), j)
            return (k + 1, end), end
        if word in (",", ".", ";") or page.tags[k] == '"':
            if k + 1 < j and page.words[k + 1] in ("citing", "quoting"):
                continue
            return None, k + 1
        if word in ("where", "who", "which", "when", "after", "before", "while", "during", "as"):
            return None, k
        if page.tags[k] in FINITE or word in ("that", "to", ":", "he", "she", "it", "they"):
            return None
    return None, j
