"""The words that tell of a happening, before anybody knows who did it."""

from __future__ import annotations

from dataclasses import dataclass

from parley.reading.lexicon.events import Kind
from parley.reading.page import Page

__all__ = ["Trigger", "verb_at"]

_FAR = 8
_STOPS = frozenset((";", ":", ".", "who", "which", "because", "while", "after", "before", "if"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """One telling of a happening."""

    kind: Kind
    at: int
    """The verb or noun."""
    first: int
    last: int
    """The tokens that are the trigger, half open."""
    noun: bool = False
    passive: bool = False
    told: int | None = None
    """The noun that began or ended, where it stands before the verb (*the truce* collapsed)."""


def verb_at(page: Page, k: int, kinds: tuple[Kind, ...], first: int, last: int) -> Trigger | None:
    """Find what the verb at a token tells of, if anything."""
    certain = _is_verb(page, k, first)
    for kind in kinds:
        end = k + 1 + len(kind.tail)
        if page.words[k + 1 : end] != kind.tail or not (certain or _phrase(page, k, kind)):
            continue
        ahead = _ahead(page, end, last)
        if kind.no and kind.no & set(page.words[end:ahead]):
            continue
        if not kind.subject and k > first and page.words[k - 1] in kind.objects:
            if page.tags[k] in ("VBN", "VBD"):  # an accord signed Friday
                return Trigger(kind, k, k, end, passive=True, told=k - 1)
            continue
        if not kind.objects:
            return Trigger(kind, k, k, end, passive=passive(page, k, first))
        if kind.subject:
            told = _before(page, k, kind, first)
            if told is not None and page.tags[k] != "VBG" and page.words[k - 1] != "to":
                return Trigger(kind, k, k, end, told=told)
            continue
        hit = next((m for m in range(end, ahead) if page.words[m] in kind.objects), None)
        if hit is None and kind.act == "deliver" and _people(page, end, ahead):
            return Trigger(kind, k, k, end, passive=passive(page, k, first))
        if hit is not None and (kind.light or not passive(page, k, first)):
            near = kind.light and hit - k <= 4
            return Trigger(kind, k, k, hit + 1 if near else end)
        if hit is None and passive(page, k, first):
            told = _before(page, k, kind, first)
            if told is not None:
                return Trigger(kind, k, k, end, passive=True, told=told)
    return None


def _phrase(page: Page, k: int, kind: Kind) -> bool:
    """Several words together tell enough where the tagger takes a verb amiss (*fall silent*)."""
    return bool(kind.tail) and k > 0 and page.tags[k - 1] in ("TO", "MD", "NNS", "NNP", "PRP", "RB")


def _is_verb(page: Page, k: int, first: int) -> bool:
    """By its tag; or, after a name, by its form (*The League signs*), which taggers take amiss."""
    mark = page.tags[k]
    if mark.startswith("VB"):
        before = page.tags[k - 1] if k > first else ""
        return not (mark in ("VBN", "VBG") and _adjective(page, k, before))
    if mark == "JJ" and page.words[k + 1 : k + 2] == ("by",) and page.words[k].endswith("ed"):
        return True  # a truce, brokered by Norland
    if mark not in ("NNS", "NN") or k == first:
        return False
    return page.words[k].endswith("s") and page.tags[k - 1] in ("NNP", "NNPS", ")")


def _adjective(page: Page, k: int, before: str) -> bool:
    """*the signed deal*, *140,000 displaced people*, *negotiating teams*."""
    after = page.tags[k + 1] if k + 1 < len(page.tags) else ""
    if before in ("DT", "PRP$", "POS") or (page.tags[k] == "VBG" and after == "NNS"):
        return True
    if page.tags[k] == "VBG" or page.words[k + 1 : k + 2] == ("by",):
        return False
    return before in ("CD", "JJ", "IN", "CC", "$") and page.words[k - 1] not in _AUX


def _people(page: Page, start: int, stop: int) -> bool:
    """*freed 54 of them*: a count of people."""
    figure = page.figure_in(start, min(stop, start + 3)) if start < stop else None
    return figure is not None and figure.unit == "people"


def _ahead(page: Page, start: int, last: int) -> int:
    """Where the words that may hold the verb's object end."""
    end = min(last, start + _FAR)
    return next((m for m in range(start, end) if page.words[m] in _STOPS), end)


def _before(page: Page, k: int, kind: Kind, first: int) -> int | None:
    """The last of the kind's nouns shortly before a verb, with no other clause between."""
    for m in range(k - 1, max(first, k - _FAR) - 1, -1):
        if page.words[m] in kind.objects:
            return m
        if page.words[m] in (";", ":") or (page.tags[m] in ("VBD", "VBZ") and not _aux(page, m)):
            return None
    return None


_BE = frozenset("is are was were be been being 's".split())
_AUX = _BE | frozenset("has have had having will would".split())


def _aux(page: Page, k: int) -> bool:
    return page.words[k] in _AUX


def passive(page: Page, k: int, first: int) -> bool:
    """Whether a participle is passive (*was freed*, *mediated by Norland*)."""
    if page.words[k + 1 : k + 2] == ("by",) and page.tags[k] in ("VBN", "VBD", "JJ"):
        return True
    if page.tags[k] not in ("VBN", "VBD"):
        return False
    m = k - 1
    while m >= first and page.tags[m] == "RB":
        m -= 1
    return m >= first and page.words[m] in _BE
