"""Positions told in passing: *the rise demanded by the union*, *a charge the mills deny*.

They stand inside other sentences' phrases, so they are read after everything else and never cut
a region in two.

Examples (in our own words)
---------------------------
``The board offered less than the rise demanded by the union.``
``Drivers, who asked for a pause, went home.``
``He spoke of a plan that both fronts had accepted.``
"""

from __future__ import annotations

from parley.model import Link
from parley.reading.attribution import Scene, add, verb_group
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import Cue, cues
from parley.reading.lexicon.words import OFFICES, PEOPLE
from parley.reading.page import Page, Range
from parley.reading.rules._frames import frames_after
from parley.reading.rules._shared import (
    boundary_left,
    boundary_right,
    phrase_before,
    phrase_stop,
    source_links,
)

__all__ = ["in_passing"]

_HEARSAY = ("assert", "report", "belief", "estimate", "deny")
_POSITIONS = ("offer", "demand", "reject", "accept", "threaten", "accuse", "deny")
_NO = frozenset(("not", "n't", "never", "may", "might", "could", "can", "will"))


def in_passing(scene: Scene) -> None:
    """Add positions that a participle or a relative clause tells of."""
    page = scene.page
    taken = {k for s in scene.statements for cue in s.cues for k in range(*page.range(cue))}
    for sentence in page.sentences:
        for k in range(sentence.first + 1, sentence.last - 1):
            senses = cues().get(lemma(page.words[k]), ())
            if not senses or k in taken or not page.tags[k].startswith("VB"):
                continue
            if lemma(page.words[k]) == "seek":
                continue  # sought by the court, seeking aid
            cue = next((c for c in senses if c.speech in _POSITIONS), senses[0])
            position = cue.speech in _POSITIONS
            if position and _by_agent(scene, k, cue, sentence.first, sentence.last):
                continue
            if not (position and _antecedent(scene, k, cue, sentence.first)):
                _relative(scene, k, senses, sentence.first, sentence.last)


def _outer(scene: Scene, token: int) -> tuple[Link, ...]:
    """The chain of whoever tells of it: the innermost statement around that reports."""
    page = scene.page
    sentence = page.sentences[page.sentence_of(token)]
    around = [
        s
        for s in scene.within(sentence.first, token + 1)
        if token < scene.places[s.id][1] and s.speech_act in _HEARSAY
    ]
    best = min(around, key=lambda s: scene.places[s.id][1] - scene.places[s.id][0], default=None)
    return best.chain if best is not None else ()


def _by_agent(scene: Scene, k: int, cue: Cue, floor: int, end: int) -> bool:
    """*the rise demanded by the union*: a participle with *by*."""
    page = scene.page
    if page.words[k + 1] != "by" or page.tags[k] not in ("VBN", "VBD") or "np" not in cue.frames:
        return False
    if lemma(page.words[k - 1]) in ("be", "have") or page.tags[k - 1] == "RB":
        return False
    content = phrase_before(page, k, floor)
    if cue.speech == "demand" and page.words[content[1] - 1] in PEOPLE | OFFICES:
        return False  # officials sought by the court
    stop = phrase_stop(page, k + 2, boundary_right(page, k + 2, end))
    stop = next((m for m in range(k + 2, stop) if page.words[m] in (",", ";", ".")), stop)
    return _keep(scene, k, cue, content, (k + 2, stop))


def _antecedent(scene: Scene, k: int, cue: Cue, floor: int) -> bool:
    """*a charge (that) the mills deny*: the noun before the clause is what was taken."""
    page = scene.page
    after = page.words[k + 1]
    if "np" not in cue.frames or not (after in (",", ".", ";") or after in ("in", "on", "last")):
        return False
    start = verb_group(page, k, floor)
    if set(page.words[start:k]) & _NO or any(lemma(w) == "be" for w in page.words[start:k]):
        return False
    subject = _named_alone(page, phrase_before(page, start, floor))
    a = subject[0]
    if a >= start or a <= floor + 1:
        return False
    linked = page.words[a - 1] in ("that", "which")
    end = a - 1 if linked else a
    end = end - 1 if page.words[end - 1] == "," and linked else end
    if not page.tags[end - 1].startswith("NN") or (not linked and page.words[a] == "and"):
        return False
    if not linked and page.tags[a] not in ("DT", "PRP", "PRP$") and not page.mentions_in(a, start):
        return False
    content = phrase_before(page, end, floor)
    return _keep(scene, k, cue, content, subject)


def _named_alone(page: Page, phrase: Range) -> Range:
    """*a charge Norland denies*: the name, not the noun that stands before it."""
    named = page.mentions_in(phrase[0] + 1, phrase[1])
    if not named or named[-1].last != phrase[1]:
        return phrase
    first = named[-1].first
    return (first, phrase[1]) if page.tags[first - 1] == "NN" else phrase


def _relative(scene: Scene, k: int, senses: tuple[Cue, ...], floor: int, end: int) -> bool:
    """*Drivers, who asked for a pause, …*: the noun before *who* is the speaker."""
    page = scene.page
    start = verb_group(page, k, floor)
    if start <= floor + 1 or page.words[start - 1] not in ("who", "which"):
        return False
    if set(page.words[start:k]) & _NO or any(
        lemma(w) == "be" and page.tags[k] != "VBG" for w in page.words[start:k]
    ):
        return False
    chosen = next(
        (
            (frame, cue)
            for frame in frames_after(page, k + 1, end)
            for cue in senses
            if frame.matches(cue) and not cue.object
            if cue.speech in _POSITIONS or frame.kind in ("that", "clause")
        ),
        None,
    )
    if chosen is None:
        return False
    frame, cue = chosen
    comma = page.words[start - 2] == ","
    stop = boundary_right(page, frame.content, end)
    if comma:
        stop = next((m for m in range(frame.content, stop) if page.words[m] == ","), stop)
    left = boundary_left(page, start - 2 if comma else start - 1, floor)
    return _keep(scene, k, cue, (frame.content, stop), (left, start - 2 if comma else start - 1))


def _nameless(words: tuple[str, ...]) -> bool:
    """*who asked not to be named*: a wish that is no part of the dispute."""
    named = {"named", "identified", "quoted"}
    return bool(named & set(words[:5])) and bool({"not", "anonymity"} & set(words[:3]))


def _keep(scene: Scene, k: int, cue: Cue, content: Range, source: Range) -> bool:
    i, j = scene.page.trimmed(*content)
    if i >= j or source[0] >= source[1] or _nameless(scene.page.words[i:j]):
        return False
    links, actors = source_links(scene, *source, speaks=cue.speech)
    if not links:
        return False
    outer = _outer(scene, k)
    chain = outer if outer and outer[-1].actor == links[0].actor else (*outer, *links)
    add(scene, "in_passing", chain, (i, j), cue.speech, cue.act, (k, k + 1), sources=actors)
    return True
