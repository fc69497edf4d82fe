"""Full-text search: what a query asks, and where its words stand.

A text is searched a paragraph at a time. Words are compared without case and accents, as SQLite's
``unicode61`` tokenizer does, so that a ledger in a file and one in memory find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.errors import UsageError
from parley.ledger.answers import Held, Hit
from parley.model import Span

__all__ = ["Needle", "found_in", "hit_at", "match_of", "passages", "query_of"]

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_PART = re.compile(r'"(?P<phrase>[^"]*)"(?P<star>\*?)|(?P<word>[^\s"]+)')
_BLANK = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_LONG = 2_000
"""Code points of a paragraph that is searched as one; longer ones are cut at a line or blank."""
_AROUND = 160
"""Code points shown to either side of a hit."""


@dataclass(frozen=True, slots=True)
class Needle:
    """Words that stand one after another; of the last one perhaps only the beginning."""

    words: tuple[str, ...]
    begins: bool = False


def query_of(query: str) -> tuple[Needle, ...]:
    """What a query asks for: everything in it.

    Raises
    ------
    UsageError
        It has no word, an open quotation mark, or a star anywhere but at a word's end.

    Examples
    --------
    >>> query_of('cease* "two Months"')
    (Needle(words=('cease',), begins=True), Needle(words=('two', 'months'), begins=False))
    """
    if query.count('"') % 2:
        raise UsageError(f"a quotation mark is open in {query!r}; a phrase stands between two")
    needles = []
    for part in _PART.finditer(query):
        phrase, word = part["phrase"], part["word"]
        begins = bool(part["star"]) if word is None else word.endswith("*")
        bare = phrase if word is None else word.removesuffix("*")
        words = tuple(folded for _, folded in _words(bare))
        if "*" in bare or (begins and not (words and _WORD.search(bare[-1]))):
            raise UsageError(f"a star stands at the end of a word, as in cease*: {part[0]!r}")
        if words:
            needles.append(Needle(words, begins))
    if not needles:
        raise UsageError(f"there is no word to search for in {query!r}")
    return tuple(dict.fromkeys(needles))


def match_of(needles: Sequence[Needle]) -> str:
    """The same in the database's own query language, with nothing in it that it could refuse.

    Examples
    --------
    >>> match_of(query_of('cease* AND "two months"'))
    '"cease"* "and" "two months"'
    """
    return " ".join(f'"{" ".join(each.words)}"{"*" * each.begins}' for each in needles)


def passages(text: str) -> Iterator[Span]:
    r"""The paragraphs of a text: between blank lines, or its lines where there are none.

    Examples
    --------
    >>> list(passages("One.\n\nTwo,\nstill two."))
    [Span(start=0, end=4), Span(start=6, end=21)]
    """
    breaks = _BLANK if _BLANK.search(text.strip()) else re.compile(r"\n\s*")
    start = 0
    for end, after in [*(each.span() for each in breaks.finditer(text)), (len(text), 0)]:
        yield from _pieces(text, start, end)
        start = after


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A paragraph without blanks around it, cut where it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end - start > _LONG:
        cut = max(text.rfind(mark, start, start + _LONG) for mark in "\n ")
        cut = start + _LONG if cut <= start else cut
        yield Span(start, cut)
        start = cut + text[cut].isspace()
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def found_in(text: str, held: Held, needles: Sequence[Needle]) -> Iterator[Hit]:
    """Every paragraph of a text that has all of it; nearer where it is shorter."""
    for span in passages(text):
        words = list(_words(text, span))
        if all(_places(words, needle) for needle in needles):
            yield hit_at(text, span, held, needles, 1 / len(words))


def hit_at(text: str, passage: Span, held: Held, needles: Sequence[Needle], rank: float) -> Hit:
    """The hit in a paragraph that has all of it: where it stands closest together."""
    words = list(_words(text, passage))
    span = _closest([_places(words, needle) for needle in needles]) or passage
    before = text[passage.start : span.start]
    after = text[span.end : passage.end]
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2] or before[-_AROUND:]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0] or after[:_AROUND]} …"
    exact = text[span.start : span.end]
    return Hit(held.id, held.names[0], held.published, span, exact, before, after, rank)


def _words(text: str, within: Span | None = None) -> Iterator[tuple[Span, str]]:
    """Every word with its place, without case and accents."""
    span = within or Span(0, len(text))
    for word in _WORD.finditer(text, span.start, span.end):
        bare = word[0]
        if not bare.isascii():
            parts = unicodedata.normalize("NFD", bare)
            bare = "".join(letter for letter in parts if unicodedata.category(letter) != "Mn")
        yield Span(*word.span()), bare.lower()


def _places(words: Sequence[tuple[Span, str]], needle: Needle) -> list[Span]:
    """Where a needle stands."""
    *first, last = needle.words
    places = []
    for at in range(len(words) - len(first)):
        end, word = words[at + len(first)]
        whole = word.startswith(last) if needle.begins else word == last
        if whole and all(words[at + i][1] == each for i, each in enumerate(first)):
            places.append(Span(words[at][0].start, end.end))
    return places


def _closest(places: Sequence[Sequence[Span]]) -> Span | None:
    """The shortest stretch that has one place of each; the first of several."""
    best: Span | None = None
    latest: dict[int, Span] = {}
    every = sorted((span, needle) for needle, spans in enumerate(places) for span in spans)
    for span, needle in every:
        latest[needle] = span
        if len(latest) == len(places):
            start = min(each.start for each in latest.values())
            end = max(each.end for each in latest.values())
            if best is None or end - start < best.end - best.start:
                best = Span(start, end)
    return best
