"""Nouns that end something: *an end to the strike*, *a halt to the layoffs*, *until it is over*."""

from __future__ import annotations

from parley.reading.lexicon import lemma
from parley.reading.lexicon.concepts import Concept, concepts
from parley.reading.page import Page

__all__ = ["ending_before", "is_over", "of_other_things"]

_ENDINGS = frozenset("end halt suspension lifting removal cancellation easing".split())
_STANDSTILLS = frozenset(("halt", "pause", "lull", "cessation"))
_NOMINAL = ("NN", "JJ", "CD", "DT", "PRP$", "POS", "RBR", "VBN")


def is_over(page: Page, k: int, j: int) -> bool:
    """Whether an end is told without a verb of ending (*until the war was completely over*)."""
    if page.words[k] not in concepts()[0].objects:
        return False
    ahead = page.words[k + 1 : min(j, k + 5)]
    return "over" in ahead and any(lemma(w) == "be" for w in ahead)


def ending_before(page: Page, concept: Concept, start: int, i: int) -> int | None:
    """Where *an end to the strike*, *the lifting of sanctions* begins: the act taken back."""
    k = start - 2
    if not concept.no or k < i or page.words[start - 1] not in ("to", "of"):
        return None
    if page.words[k] not in _ENDINGS and lemma(page.words[k]) not in concept.no:
        return None
    while k > i and page.tags[k - 1].startswith(_NOMINAL):
        k -= 1
    return k


def of_other_things(page: Page, concept: Concept, k: int, j: int) -> bool:
    """Whether a standstill is of something that is no fighting (*a halt to the layoffs*)."""
    if concept.id != "halt" or page.words[k] not in _STANDSTILLS or k + 1 >= j:
        return False
    if page.words[k + 1] not in ("to", "of", "in"):
        return False
    return not concept.objects & set(page.words[k + 2 : min(j, k + 7)])
