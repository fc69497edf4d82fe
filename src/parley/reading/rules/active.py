"""A subject, a verb of speech or position, and what was said (*the union has rejected …*).

Examples (in our own words)
---------------------------
``The union said on Friday it would ballot its members.``
``Norland has rejected the plan and demanded a pause.``
``Envoys told the Courier the talks had failed.``
"""

from __future__ import annotations

from parley.model import Link
from parley.reading.attribution import Found, Region, Scene, verb_group
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import Cue, cues
from parley.reading.page import Page, Range
from parley.reading.registry import as_one
from parley.reading.rules._frames import Frame, frames_after
from parley.reading.rules._shared import (
    boundary_right,
    main_subject,
    named_outlet,
    on_record,
    phrase_stop,
    source_links,
    subject_range,
    without_aside,
)

ORDER = 40
_SILENCE = frozenset("comment say answer respond elaborate disclose reveal confirm".split())
_ADDRESSED = ("np-to", "on-to", "to-to", "np-of")
_NOBODY = frozenset(("neither", "nobody", "none", "no"))


def find(scene: Scene, region: Region) -> Found | None:
    """The first verb of speech or position that has a subject and something said."""
    page = scene.page
    for k in range(region.i, region.j - 1):
        if not page.tags[k].startswith("VB"):
            continue
        senses = cues().get(lemma(page.words[k]))
        phrasal = cues().get(f"{lemma(page.words[k])}_{page.words[k + 1]}")
        if not (senses or phrasal) or _passive(scene, k, region.i):
            continue
        found = _read(scene, region, k, phrasal, 1) if phrasal else None
        if found is None and senses:
            found = _read(scene, region, k, senses)
        if found is not None:
            return found
    return None


def _passive(scene: Scene, k: int, floor: int) -> bool:
    page = scene.page
    if page.tags[k] not in ("VBN", "VBD"):
        return False
    if page.words[k + 1] == "by" and page.tags[k - 1].startswith("NN"):
        return True  # officials sought by the court
    m = k - 1
    while m >= floor and page.tags[m] == "RB":
        m -= 1
    return m >= floor and lemma(page.words[m]) == "be"


def _read(
    scene: Scene, region: Region, k: int, senses: tuple[Cue, ...], particle: int = 0
) -> Found | None:
    page = scene.page
    chosen = next(
        (
            (frame, cue)
            for frame in frames_after(page, k + 1 + particle, region.j)
            for cue in senses
            if frame.matches(cue) and (not cue.object or cue.object & _objects(scene, frame))
        ),
        None,
    )
    if chosen is None:
        return None
    frame, cue = chosen
    if cue.object and _told_before(page, frame.content, region.j):
        return None
    start = verb_group(page, k, region.i)
    subject = _subject(scene, region, start, k, cue.speech)
    if subject is None:
        return None
    links, actors, left_end = subject
    if "to" in page.words[start:k] and any(
        page.words[m] in ("is", "are", "was", "were") for m in range(start, k)
    ):
        return None  # "was to present a plan": still to come
    if cue.speech == "demand" and {"will", "may", "might"} & set(page.words[start:k]):
        return None  # a demand that is still to come
    stop = boundary_right(page, frame.content, region.j)
    if frame.kind == "np":
        stop = phrase_stop(page, frame.content, stop, ordered=cue.speech == "demand")
    if frame.kind in ("np", "to", "np-to"):
        stop = without_aside(page, frame.content, stop)
    content = (frame.content, stop)
    if content[1] - content[0] < 1:
        return None
    to = scene.resolver.resolve(*frame.addressee) if frame.addressee else ()
    press = bool(to) and page.actors[to[0]].type == "news_organisation"
    if cue.addressee and press and not on_record(page, actors):
        assert frame.addressee is not None  # what an outlet was told, it tells
        links, to = (Link(to[0], "explicit", page.span(*frame.addressee)), *links), ()
    speech, act, refused = cue.speech, cue.act, False
    more: tuple[Range, ...] = ()
    if frame.kind in ("that", "clause", "to"):
        content, more = _split(page, content, "to" if frame.kind == "to" else "that")
    links = (*links, *_citing(scene, region, left_end, start))
    rest = _rest(region, left_end, stop, actors)
    group = page.words[start:k]
    negated = bool({"not", "n't", "never"} & set(group)) or page.words[left_end] in _NOBODY
    unsaid = negated and speech != "accept"
    if speech == "assert" and frame.kind in ("np", "np-np"):
        unsaid = unsaid or bool({"would", "will", "may", "might", "could"} & set(group))
    if unsaid and {"would", "will"} & set(group) and speech in ("assert", "report"):
        unsaid, speech, act, refused = False, "reject", "comment", True
    if speech == "reject" and frame.kind == "to" and page.words[frame.content + 1] in _SILENCE:
        act = "comment"  # "declined to comment" refuses no proposal
    if speech not in ("assert", "report", "belief", "estimate"):
        unsaid = unsaid or bool({"may", "might", "could", "can"} & set(group))
        unsaid = unsaid or page.words[page.sentences[page.sentence_of(k)].last - 1] == "?"
    if unsaid:  # nobody is reported to have done it
        return Found("active", links, (start, k + 1), content, speech, silent=True, rest=rest)
    if negated and not refused:
        speech, act = "reject", "reject"
    reciprocal = frame.addressee is not None and page.words[
        frame.addressee[0] : frame.addressee[0] + 2
    ] in (("one", "another"), ("each", "other"), ("the", "other"))
    if reciprocal:
        to = actors
    inner: tuple[Region, ...] | None = None
    if frame.kind in _ADDRESSED and frame.addressee is not None and not reciprocal:
        inner = (Region(*content),)  # what is asked begins with who is asked: Sudland to leave
        content = (frame.addressee[0], content[1])
    if speech == "deny" or (frame.kind == "to" and speech in ("accept", "threaten", "reject")):
        inner = ()  # what is denied, or only threatened, nobody is reported to have done
    return Found(
        "active",
        links,
        (max(start, region.i), k + 1 + particle),
        content,
        speech,
        act,
        to=to,
        rest=rest,
        reciprocal=reciprocal,
        sources=actors,
        inner=inner,
        more=more,
    )


def _told_before(page: Page, i: int, j: int) -> bool:
    """*made the demand in a letter*: it only says where what was told before was said."""
    places = ("in", "at", "on", "during", "after", "through")
    return page.words[i] == "the" and i + 2 < j and page.words[i + 2] in places


def _citing(scene: Scene, region: Region, end: int, verb: int) -> tuple[Link, ...]:
    """*Citing two aides, the Courier said*, *the Courier, citing aides, said*: who told it."""
    page = scene.page
    if page.words[region.i] in ("citing", "quoting") and end - region.i >= 3:
        return named_outlet(scene, region.i + 1, end - 1)
    within = range(end + 1, verb - 2)
    at = next((k for k in within if page.words[k] in ("citing", "quoting")), None)
    if at is None or page.words[at - 1] != "," or page.words[verb - 1] != ",":
        return ()
    return named_outlet(scene, at + 1, verb - 1)


def _split(page: Page, content: Range, word: str) -> tuple[Range, tuple[Range, ...]]:
    """*said A and that B*: two things said."""
    i, j = content
    cuts = [
        k
        for k in range(i + 2, j - 2)
        if page.words[k] in ("and", "but")
        and page.words[k + 1] == word
        and not _quoted(page, i, k)
        and (word == "that" or page.tags[k + 2].startswith("VB"))
    ]
    if not cuts:
        return content, ()
    starts = [i, *(k + (2 if word == "that" else 1) for k in cuts)]
    parts = tuple(zip(starts, (*cuts, j), strict=True))
    return parts[0], parts[1:]


def _quoted(page: Page, i: int, k: int) -> bool:
    return sum(page.tags[m] == '"' for m in range(i, k)) % 2 == 1


def _objects(scene: Scene, frame: Frame) -> set[str]:
    words = scene.page.words[frame.content : frame.content + 6]
    return {word.rstrip("s") for word in words}


def _carried_over(scene: Scene, actors: tuple[str, ...]) -> tuple[Link, ...]:
    return (Link(as_one(scene.page, actors), "carried_over"),)


def _subject(
    scene: Scene, region: Region, start: int, k: int, speech: str
) -> tuple[tuple[Link, ...], tuple[str, ...], int] | None:
    """Links and actors of the verb's subject, and where the words before it end."""
    page = scene.page
    participle = page.tags[k] == "VBG" and not any(
        lemma(page.words[m]) == "be" for m in range(start, k)
    )
    infinitive = start < k and page.words[start] == "to" and start > region.i
    if start == region.i or participle or infinitive:
        before = region.subject
        if not before and participle and start > region.i and page.words[start - 1] == ",":
            earlier = [s for at, s in scene.resolver.subjects if region.i <= at < start]
            before = earlier[-1] if earlier else main_subject(scene, region, start, speech)
        if not before:
            return None
        return _carried_over(scene, before), before, start
    if region.subject and page.words[start - 1] in ("and", "but"):
        return _carried_over(scene, region.subject), region.subject, start - 1
    if page.words[start - 1] in ("and", "but"):
        before = main_subject(scene, region, start - 1, speech)
        return (_carried_over(scene, before), before, start - 1) if before else None
    a, b = subject_range(page, start, region.i)
    if page.words[a] in ("who", "which") or (
        a > region.i and page.words[a - 1] in ("if", "unless", "until", "whether")
    ):
        return None  # a relative clause, or a condition: nobody is said to have done it
    links, actors = source_links(scene, a, b, speaks=speech)
    if not links and b < start - 2:  # NOUN, NAME, has denied …
        links, actors = source_links(scene, b + 1, start)
    if not links:
        return None
    return links, actors, a


def _rest(region: Region, left_end: int, stop: int, actors: tuple[str, ...]) -> tuple[Region, ...]:
    rest = []
    if left_end - region.i > 3:
        rest.append(Region(region.i, left_end, region.chain))
    if region.j - stop > 2:
        rest.append(Region(stop + 1, region.j, region.chain, actors))
    return tuple(rest)
