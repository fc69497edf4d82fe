"""A document as the rules see it: text, sentences, tagged tokens, and what earlier steps found."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from parley.model import Actor, Document, Figure, Place, Sentence, Span, Timex, Token
from parley.reading.tagging import tag
from parley.reading.text import split_sentences, tokenize

__all__ = ["Mention", "Page", "Range", "parties_of", "party_of", "slug"]

Range = tuple[int, int]
"""A half-open range of token indices."""


def slug(words: str) -> str:
    """A name usable in a case file: ``Norland's Front`` → ``norlands_front``.

    Examples
    --------
    >>> slug("U.N. envoys (two)"), slug("40 people")
    ('un_envoys_two', '_40_people')
    """
    lower = re.sub(r"['’.]", "", words.lower())
    name = re.sub(r"[^a-z0-9]+", "_", lower).strip("_") or "unnamed"
    return f"_{name}" if name[0].isdigit() else name


_LONGEST = 400
"""Tokens of a sentence; what has no full stop for longer is read in pieces."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first .. last`` (half open) that speak of an actor."""

    first: int
    last: int
    actor: str


@dataclass(eq=False)
class Page:
    """The working state of one reading. Rules read it; the steps in `read` fill it in order."""

    document: Document
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    timexes: tuple[Timex, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    actors: dict[str, Actor] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    metonyms: list[tuple[Span, str]] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    """Letters that stand for a name (``Northern Teachers Union (NTU)``) → actor."""
    held: set[str] = field(default_factory=set)
    """Names of people who are held somewhere in the text: in no list, wherever they stand."""
    people: list[tuple[str, Range, int, int]] = field(default_factory=list)
    """Persons as first named: actor, name, where an office may begin, end of the sentence."""

    @classmethod
    def of(cls, document: Document) -> Page:
        """Split and tag a document."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for span, paragraph, number in split_sentences(document.text):
            words = tokenize(document.text, span.start, span.end)
            for part in range(0, max(1, len(words)), _LONGEST):
                tagged = tag(words[part : part + _LONGEST])
                first = len(tokens)
                tokens.extend(tagged)
                whole = len(words) <= _LONGEST
                place = span if whole else Span(tagged[0].span.start, tagged[-1].span.end)
                sentences.append(Sentence(place, paragraph, number, first, len(tokens)))
        return cls(document, tuple(sentences), tuple(tokens))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every token in lower case."""
        return tuple(token.text.lower() for token in self.tokens)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Every token's tag."""
        return tuple(token.tag for token in self.tokens)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.span.start for token in self.tokens]

    def span(self, i: int, j: int) -> Span:
        """The characters of tokens i .. j (half open, at least one token)."""
        return Span(self.tokens[i].span.start, self.tokens[max(i, j - 1)].span.end)

    def range(self, span: Span) -> Range:
        """The tokens that start inside a span."""
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)

    def text(self, i: int, j: int) -> str:
        """The words of tokens i .. j as they stand."""
        span = self.span(i, j)
        return self.document.text[span.start : span.end]

    @cached_property
    def _firsts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

    def sentence_of(self, token: int) -> int:
        """Index of the sentence that a token stands in."""
        return max(0, bisect_right(self._firsts, token) - 1)

    def trimmed(self, i: int, j: int) -> Range:
        """Without marks and bare connectives at either end."""
        while i < j and (self.words[i] in _EDGE or (self.tags[i] == '"' and self.closes(i, j))):
            i += 1
        while i < j and self.words[j - 1] in _EDGE:
            j -= 1
        if (
            i < j
            and self.tags[j - 1] == '"'
            and not any(self.tags[k] == '"' for k in range(i, j - 1))
        ):
            j -= 1
        return i, j

    def closes(self, i: int, j: int) -> bool:
        """Whether the quotation mark at i is left alone in the range."""
        return not any(self.tags[k] == '"' for k in range(i + 1, j))

    def mentions_in(self, i: int, j: int) -> list[Mention]:
        """Mentions that lie in a token range, in order."""
        a = bisect_left(self.mentions, i, key=_first)
        b = bisect_left(self.mentions, j, lo=a, key=_first)
        return [m for m in self.mentions[a:b] if m.last <= j]

    def inside_name(self, k: int) -> bool:
        """Whether token k stands in a name, after its first word."""
        b = bisect_left(self.mentions, k, key=_first)
        return any(m.first < k < m.last for m in self.mentions[max(0, b - 3) : b])

    def figure_in(self, i: int, j: int) -> Figure | None:
        """The first figure whose number stands in a token range, as far as the text goes."""
        if (j := min(j, len(self.tokens))) <= i:
            return None
        span = self.span(i, j)
        near = within(self.figures, span)
        return next((f for f in near if f.number_span in span), None)

    def timex_in(self, i: int, j: int, kind: str) -> Timex | None:
        """The first time expression of a kind that stands in a token range, likewise."""
        if (j := min(j, len(self.tokens))) <= i:
            return None
        span = self.span(i, j)
        near = within(self.timexes, span)
        return next((t for t in near if t.type == kind and t.span.overlaps(span)), None)


_Placed = TypeVar("_Placed", Figure, Timex)
_FARTHEST = 400
"""No figure or time is longer than this, in code points."""


def within(found: Sequence[_Placed], span: Span) -> Sequence[_Placed]:
    """Those of a sorted row of figures or times that may touch a span."""
    a = bisect_left(found, span.start - _FARTHEST, key=lambda item: item.span.start)
    b = bisect_left(found, span.end, lo=a, key=lambda item: item.span.start)
    return found[a:b]


def _first(mention: Mention) -> int:
    return mention.first


_EDGE = frozenset((",", ".", ";", ":", "!", "?", "and", "but", "–", "—", "-"))


_BY_THEMSELVES = frozenset(
    """ministry commission board council mediator mediators conciliator facilitator facilitators
    arbitrator""".split()
)
"""Bodies that bargain in their own name, and go-betweens, who speak for no state."""


def party_of(page: Page, actor: str, *, whole: bool = False) -> str:
    """The party that an actor speaks for: a state for its president, itself otherwise.

    A ministry or a commission that bargains is the party, and so is a mediator, of whatever state;
    with `whole` the state or union that they are of.
    """
    seen = set()
    while actor in page.actors and actor not in seen:
        name = page.actors[actor].name.lower().split()
        if not whole and _BY_THEMSELVES & set(name[-1:]):
            return actor
        seen.add(actor)
        upward = page.actors[actor].represents
        if upward is None or upward not in page.actors:
            return actor
        actor = upward
    return actor


def parties_of(page: Page, actors: Iterable[str]) -> tuple[str, ...]:
    """The parties that actors speak for, each once, in their order."""
    return tuple(dict.fromkeys(party_of(page, actor) for actor in actors))
