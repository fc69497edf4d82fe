"""The document tree of a brief: what every renderer draws and every sentence's ground.

A brief is sections, a section is blocks, a block is lines (sentences) or rows, and a line is
inline parts. Each line and row carries a `Ground`: the claims, places, assumption or rule that
it rests on. No line is without one; `ungrounded` finds those that are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from parley.model import Basis, Evidence, Sentence, Span

__all__ = [
    "At",
    "Block",
    "Brief",
    "Ground",
    "Inline",
    "Item",
    "Line",
    "Mark",
    "Move",
    "Para",
    "Picture",
    "Quote",
    "Row",
    "Section",
    "Source",
    "Spot",
    "Table",
    "Text",
    "grounded",
    "ungrounded",
]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a line rests on; at least one of the four.

    Examples
    --------
    >>> bool(Ground()), bool(Ground(claims=("A:p1",)))
    (False, True)
    """

    claims: tuple[str, ...] = ()
    """Claim ids, ``source:local id``: ``A:p1``."""
    places: tuple[Evidence, ...] = ()
    """Places in sources, for what a case or an analysis names by place."""
    assumption: str = ""
    """What is assumed, and where: an element of a case that nobody reports."""
    rule: str = ""
    """The rule of the brief itself that prints this line (a limit, a fixed note, a count)."""

    def __bool__(self) -> bool:
        return bool(self.claims or self.places or self.assumption or self.rule)

    def __or__(self, other: Ground) -> Ground:
        """Both grounds together, each claim once."""
        return Ground(
            claims=tuple(dict.fromkeys(self.claims + other.claims)),
            places=tuple(dict.fromkeys(self.places + other.places)),
            assumption=self.assumption or other.assumption,
            rule=self.rule or other.rule,
        )


@dataclass(frozen=True, slots=True)
class Text:
    """Neutral words of ours, and names."""

    words: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, exactly as they stand there."""

    words: str
    span: Span
    source: str
    place: str
    """The sentence that it begins in: ``3.2``."""
    bare: bool = False
    """Printed without quotation marks: a figure in a column of figures."""
    cut: bool = False
    """Shortened for one page; `span` is that of the whole."""


@dataclass(frozen=True, slots=True)
class At:
    """Places: ``[A 3.1 3.2]``. Offsets stay out of sight; the JSON form has them."""

    places: tuple[tuple[str, str, Span], ...]
    """(source, paragraph.sentence, span)."""

    def __add__(self, other: At) -> At:
        """Both, each sentence once, in order of source and text."""
        merged = {(key, place): (key, place, span) for key, place, span in reversed(self.places)}
        for key, place, span in other.places:
            merged.setdefault((key, place), (key, place, span))
        order = sorted(merged.values(), key=lambda p: (len(p[0]), p[0], p[2]))
        return At(tuple(order))


@dataclass(frozen=True, slots=True)
class Mark:
    """How something is known, where that must be seen: ``(inferred)``."""

    basis: Basis


Inline = Text | Quote | At | Mark


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its ground.

    `rank` says how soon it yields where a page is full: 0 never, the highest first.
    """

    parts: tuple[Inline, ...]
    ground: Ground
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Para:
    """Sentences that run on."""

    lines: tuple[Line, ...]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """Sentences behind a label in the margin."""

    label: tuple[Inline, ...]
    lines: tuple[Line, ...]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells, in the order of the columns, and its ground."""

    cells: tuple[tuple[Inline, ...], ...]
    ground: Ground
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. `widths` are relative."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...] = ()
    rank: int = 0
    caption: Line | None = None
    plain: bool = False
    """Its columns explain themselves: a full page prints it without their headings."""
    together: bool = False
    """Its rows of one rank are of one thing: where one has no room, neither have the others."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One outcome in a picture of moves, at its place."""

    label: str
    words: str
    x: float
    y: float
    now: bool = False
    """Things as they are."""
    held: bool = False
    """Nobody would have reason to leave it, in at least one way of looking ahead."""


@dataclass(frozen=True, slots=True)
class Move:
    """One line in a picture of moves: who can go from where to where."""

    party: int
    """Its place in the picture's parties."""
    start: str
    end: str
    """Labels of the outcomes."""
    gain: str
    """``gains``, ``none`` or ``open``: whether the mover is better off at the end."""
    back: bool
    """Whether the same party can go back."""
    stroke: Any = None
    """Where the line runs: points by name."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The graph of moves. A terminal leaves it out; where a page is full it is not printed."""

    title: str
    description: str
    """All that it shows, in words, for whoever cannot see it."""
    spots: tuple[Spot, ...]
    moves: tuple[Move, ...]
    parties: tuple[str, ...]
    """Names, as they are numbered in the picture from 1."""
    caption: Line
    rank: int = 0


Block = Para | Item | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the brief."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    note: str = ""
    """A few words behind the heading: ``side by side, never added``."""
    left_out: int = 0
    """How many lines and rows a page had no room for."""
    quotes_cut: int = 0
    """How many quotations a page shortened."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the brief speaks from."""

    key: str
    name: str
    sha256: str
    text: str = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    published: str | None = None
    publisher: str | None = None
    url: str | None = None

    def around(self, span: Span) -> tuple[Span, Span, Span]:
        """Give the sentence before, the sentences that hold `span`, and the one after.

        Returns
        -------
        tuple of Span
            Empty spans where there is no sentence before or after.
        """
        held = [i for i, s in enumerate(self.sentences) if s.span.overlaps(span)]
        if not held:
            return Span(span.start, span.start), span, Span(span.end, span.end)
        first, last = held[0], held[-1]
        own = Span(
            min(span.start, self.sentences[first].span.start),
            max(span.end, self.sentences[last].span.end),
        )
        before = self.sentences[first - 1].span if first else Span(own.start, own.start)
        after = (
            self.sentences[last + 1].span
            if last + 1 < len(self.sentences)
            else Span(own.end, own.end)
        )
        return before, own, after


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief, before anything is left out to fit a page."""

    title: str
    standing: str
    """Who has checked what: ``machine draft, checked by nobody``."""
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    language: str = "en"

    @property
    def pages(self) -> int:
        """How many printed pages it may take: one for one report, else two."""
        return 1 if len(self.sources) <= 1 else 2

    def source(self, key: str) -> Source:
        """Find the source with this letter."""
        return next(source for source in self.sources if source.key == key)

    def with_sections(self, sections: tuple[Section, ...]) -> Brief:
        """Give the same brief with other sections."""
        return replace(self, sections=sections)


def grounded(brief: Brief) -> Iterator[tuple[Section, Line | Row]]:
    """Every line and row of a brief with the section that it stands in."""
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Table | Picture) and block.caption is not None:
                yield section, block.caption
            if isinstance(block, Picture):
                continue
            for line in block.rows if isinstance(block, Table) else block.lines:
                yield section, line


def ungrounded(brief: Brief) -> tuple[Line | Row, ...]:
    """Lines and rows that rest on nothing. A brief has none."""
    return tuple(line for _, line in grounded(brief) if not line.ground)
