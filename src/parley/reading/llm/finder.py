"""What all parts of an answer share while it is put together: places, actors, what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from parley.model import Span
from parley.reading.attribution import Scene
from parley.reading.custody import Custody
from parley.reading.llm.anchor import Anchors
from parley.reading.llm.windows import Window
from parley.reading.page import Page
from parley.reading.resolve import Resolver
from parley.reading.terms import Terms

__all__ = ["Desk", "Dropped", "Finder"]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something of an answer that did not make it into the reading."""

    kind: str
    words: str
    why: str
    passage: Span
    """The passage whose answer it stood in."""


@dataclass(eq=False)
class Desk:
    """One text with everything that its answers are checked against."""

    page: Page
    anchors: Anchors
    scene: Scene
    terms: Terms
    custody: Custody
    dropped: list[Dropped] = field(default_factory=list)
    anchored: Counter[str] = field(default_factory=Counter)
    """How many quotations were found exact, normalised and fuzzy."""

    @classmethod
    def of(cls, page: Page) -> Desk:
        """For a page whose times, figures and actors are found."""
        scene = Scene(page, Resolver(page))
        custody = Custody(page, scene.resolver)
        return cls(page, Anchors(page.document.text), scene, Terms(scene, custody), custody)


@dataclass(eq=False)
class Finder:
    """Looks up the words and actors of one answer."""

    desk: Desk
    window: Window
    keys: dict[str, str] = field(default_factory=dict)
    """The answer's keys → actor ids."""
    _taken: set[tuple[str, Span]] = field(default_factory=set)

    @property
    def page(self) -> Page:
        """The page that the passage is of."""
        return self.desk.page

    def drop(self, kind: str, words: str, why: str) -> None:
        """Note what is left out."""
        self.desk.dropped.append(Dropped(kind, words, why, self.window.span))

    def find(
        self, kind: str, words: str, near: int | None = None, within: Span | None = None
    ) -> Span | None:
        """Where quoted words stand in the passage, nearest to an offset; noted where nowhere."""
        found = self.desk.anchors.find(words, within or self.window.span, near)
        if found is None:
            self.drop(kind, words, self._nowhere(words))
            return None
        self.desk.anchored[found.how] += 1
        return found.span

    def fresh(self, kind: str, words: str, near: int | None = None) -> Span | None:
        """As `find`; of equal places, without a nearest, the first not given for this kind yet.

        A day that is named twice is listed twice.
        """
        if near is not None:
            return self.find(kind, words, near)
        places = self.desk.anchors.places(words, self.window.span)
        place = next((p for p in places if (kind, p.span) not in self._taken), None)
        if place is None:
            return self.find(kind, words)
        self._taken.add((kind, place.span))
        self.desk.anchored[place.how] += 1
        return place.span

    def _nowhere(self, words: str) -> str:
        context = self.window.context
        if context is not None and self.desk.anchors.find(words, context) is not None:
            return "the words stand before the passage, which is read by itself"
        return "the words do not stand in the passage"

    def some(self, kind: str, words: Iterable[str], near: int) -> tuple[Span, ...]:
        """Places of several quotations, in text order, each once."""
        found = (self.find(kind, each, near) for each in words)
        return tuple(sorted({span for span in found if span is not None}))

    def actors(self, kind: str, words: str, given: Iterable[str]) -> tuple[str, ...]:
        """Ids for the keys of actors; nobody unknown, nobody reserved, each once."""
        found = []
        for key in given:
            actor = self.keys.get(key)
            if actor is None:
                self.drop(kind, words, f"no actor of the answer has the key {key!r}")
            elif actor in self.page.actors:
                found.append(actor)
        return tuple(dict.fromkeys(found))

    def sentence(self, span: Span) -> Span:
        """The sentence in which a place begins."""
        i, _ = self.page.range(span)
        return self.page.sentences[self.page.sentence_of(i)].span
