"""Quoted words to places: exactly, then but for typography, then nearly. Else they are nowhere.

A model is asked for words and never for offsets, so every place in its reading is found here, and
what a reading holds are always the text's own words. Nearly means a similarity of 0.9 or more
(normalised Indel similarity, as rapidfuzz gives it) with the same numbers and the same negations.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from parley.model import Span

__all__ = ["Anchored", "Anchors", "normalised"]

NEARLY = 0.9
"""The least similarity of words that are taken for words of the text."""
SHORTEST = 12
"""Letters below which nothing is found nearly: one letter would make another word of it."""

_QUOTES = dict.fromkeys("“”„‟«»″〝〞", '"') | dict.fromkeys("‘’‚‛′`´", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_NOTHING = frozenset("\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_EDGE = " \"'.,;:!?"
_NEGATION = re.compile(r"\b(?:not|no|never|cannot|nobody|none|without)\b|n't\b")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A place in the text, and how it was found."""

    span: Span
    how: Literal["exact", "normalised", "fuzzy"]
    score: float = 1.0


def _letters(character: str) -> str:
    """What a character counts as: nothing, a blank, a plain mark, or its parts."""
    if character in _NOTHING:
        return ""
    if character.isspace():
        return " "
    plain = _QUOTES.get(character) or _DASHES.get(character)
    return plain or unicodedata.normalize("NFKD", character)


def normalised(words: str) -> str:
    """Words with plain marks, single blanks and nothing that cannot be seen.

    Examples
    --------
    >>> normalised("“We\u200b will\u00a0wait”  – he said")
    '"We will wait" - he said'
    """
    return " ".join("".join(map(_letters, words)).split())


class Anchors:
    """The places of one text, ready to be asked for many quotations.

    Parameters
    ----------
    text : str
        The stored text.

    Examples
    --------
    >>> anchors = Anchors("The union said it had “no\u00a0plans” to talk.")
    >>> anchors.find('"no plans"', Span(0, 43))
    Anchored(span=Span(start=22, end=32), how='normalised', score=1.0)
    >>> anchors.find("many plans", Span(0, 43)) is None
    True
    """

    def __init__(self, text: str) -> None:
        self.text = text
        plain: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for at, character in enumerate(text):
            for letter in _letters(character):
                if letter == " " and plain and plain[-1] == " ":
                    ends[-1] = at + 1  # a run of blanks is one
                    continue
                plain.append(letter)
                starts.append(at)
                ends.append(at + 1)
        self.plain = "".join(plain)
        self._starts, self._ends = starts, ends

    def find(self, words: str, within: Span, near: int | None = None) -> Anchored | None:
        """Find where quoted words stand.

        Parameters
        ----------
        words : str
            As the model gave them.
        within : Span
            Where to look.
        near : int, optional
            Of several equal places the one nearest to this offset is taken, else the first.
        """
        return next(iter(self.places(words, within, near)), None)

    def places(self, words: str, within: Span, near: int | None = None) -> list[Anchored]:
        """Every place of quoted words, nearest first; of the first of the three ways that finds."""
        if not normalised(words):
            return []
        found = [Anchored(span, "exact") for span in self._exactly(words.strip(), within)]
        found = found or [Anchored(span, "normalised") for span in self._plainly(words, within)]
        if not found:
            nearly = self._nearly(normalised(words), within)
            found = [nearly] if nearly else []
        at = within.start if near is None else near
        return sorted(found, key=lambda place: _distance(place.span, at))

    def _exactly(self, words: str, within: Span) -> Iterator[Span]:
        at = self.text.find(words, within.start, within.end)
        while at >= 0:
            if _whole(self.text, at, at + len(words)):
                yield Span(at, at + len(words))
            at = self.text.find(words, at + 1, within.end)

    def _plainly(self, words: str, within: Span) -> list[Span]:
        low, high = self._range(within)
        whole = normalised(words)
        for needle in dict.fromkeys((whole, whole.strip(_EDGE))):
            spans = []
            at = self.plain.find(needle, low, high) if needle else -1
            while at >= 0:
                if _whole(self.plain, at, at + len(needle)):
                    spans.append(self._span(at, at + len(needle)))
                at = self.plain.find(needle, at + 1, high)
            if spans:
                return spans
        return []

    def _nearly(self, needle: str, within: Span) -> Anchored | None:
        low, high = self._range(within)
        hay = self.plain[low:high]
        if not SHORTEST <= len(needle) <= len(hay) / NEARLY:
            return None
        rough = fuzz.partial_ratio_alignment(needle, hay, score_cutoff=100 * NEARLY - 10)
        if rough is None or len(needle) > len(hay):
            return None
        best: tuple[float, int, int] = (0.0, 0, 0)
        for start in _bounds(hay, rough.dest_start):
            for end in _bounds(hay, rough.dest_end):
                if start < end:
                    score = fuzz.ratio(needle, hay[start:end]) / 100
                    best = max(best, (score, start, end))
        score, start, end = best
        if score < NEARLY or _claims(needle) != _claims(hay[start:end]):
            return None
        return Anchored(self._span(low + start, low + end), "fuzzy", round(score, 3))

    def _range(self, within: Span) -> tuple[int, int]:
        return bisect_left(self._starts, within.start), bisect_left(self._starts, within.end)

    def _span(self, start: int, end: int) -> Span:
        while end - start > 1 and self.plain[end - 1] == " ":
            end -= 1
        while end - start > 1 and self.plain[start] == " ":
            start += 1
        return Span(self._starts[start], self._ends[end - 1])


def _distance(span: Span, at: int) -> int:
    return max(span.start - at, at - span.end, 0)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a match cuts no word in two: *aid* does not stand in *said*."""
    head = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    tail = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not head and not tail


def _bounds(hay: str, at: int) -> tuple[int, ...]:
    """The ends of words around a place."""
    back = ahead = at
    while back > 0 and not _cut(hay, back):
        back -= 1
    while ahead < len(hay) and not _cut(hay, ahead):
        ahead += 1
    return tuple({back, ahead})


def _cut(hay: str, at: int) -> bool:
    return at in (0, len(hay)) or not (hay[at - 1].isalnum() and hay[at].isalnum())


def _claims(words: str) -> tuple[list[str], int]:
    """What a slip of the pen must not change: the numbers, and how often something is denied."""
    return re.findall(r"\d+", words), len(_NEGATION.findall(words.lower()))
