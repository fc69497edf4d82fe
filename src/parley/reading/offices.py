"""What a person stands for, from the words around the name; and who is held."""

from __future__ import annotations

from parley.model import Span
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import cues
from parley.reading.lexicon.gazetteer import match_at
from parley.reading.lexicon.words import HELD_WORDS, OFFICES
from parley.reading.page import Page
from parley.reading.registry import organisation, state

__all__ = ["is_held", "role_of"]


def is_held(page: Page, i: int, j: int, role_from: int) -> bool:
    """Whether words of captivity stand by a name that has no office and says nothing."""
    sentence = page.sentences[page.sentence_of(i)]
    near = (*page.words[max(0, role_from - 3) : i], *page.words[i + 1 : min(i + 9, sentence.last)])
    if any(word in OFFICES for word in near):
        return False
    if any(lemma(word) in cues() for word in page.words[j : min(j + 3, sentence.last)]):
        return False
    words = page.words[sentence.first : sentence.last]
    return any(word in HELD_WORDS for word in words) or "in the hands of" in " ".join(words)


def role_of(
    page: Page, i: int, j: int, role_from: int, last: int
) -> tuple[str | None, Span | None]:
    """What a person speaks for, from the words before the name or set after it by a comma."""
    start = role_from
    sentence = page.sentences[page.sentence_of(i)]
    while start > sentence.first and (
        page.tags[start - 1].startswith(("NN", "JJ", "POS", "CC", "(", ")"))
        and page.words[start - 1] not in (",", "and", "but")
    ):
        start -= 1
    ranges = [(start, i)]
    if j < last and page.words[j] == "," and j + 1 < last:
        stop = next((k for k in range(j + 1, last) if page.words[k] == ","), j + 1)
        if any(page.words[k] in OFFICES for k in range(j + 1, stop)):
            ranges.append((j + 1, stop))
    if start > sentence.first + 1 and page.words[start - 1] == ",":  # a spokesman for X, NAME,
        back = max(sentence.first, start - 9)
        office = next((k for k in range(start - 2, back - 1, -1) if page.words[k] in OFFICES), None)
        if office is not None and not any(page.words[k] == "," for k in range(office, start - 1)):
            ranges.append((office, start - 1))
    for a, b in ranges:
        if not any(page.words[k] in OFFICES | {"party"} for k in range(a, b)):
            continue
        represents = _body_in(page, a, b)
        if represents:
            return represents, page.span(a, b)
    return None, None


def _body_in(page: Page, a: int, b: int) -> str | None:
    """The first state or body named between two tokens."""
    for mention in page.mentions_in(a, b):
        if page.actors[mention.actor].type not in ("person", "population"):
            return mention.actor
    k = a
    while k < b:
        hit = match_at([token.text for token in page.tokens[k:b]], 0)
        if hit and hit[0] in ("country", "demonym", "capital"):
            return state(page, hit[1])
        if hit and hit[0] == "organisation":
            return organisation(page, hit[1])
        k += hit[2] if hit else 1
    return None
