"""Lines on pages to paragraphs: where a line ends is the page's affair, where a paragraph, not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

__all__ = ["Line", "paragraphs"]

_EDGE = 3
"""Lines at the top and at the bottom of a page that may be its running head or foot."""
_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?…:][\"”’')\]]*$")
_BULLET = re.compile(r"(?:[•▪●◦‣∙·*–-]|\d{1,2}[.)]|\([a-z0-9]\))\s")
_HYPHEN = re.compile(r"(?<=[^\W\d_])(?:(-)|\s?[\u2010\u00ad])\s*$")
_JOINED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_WORD = re.compile(r"[^\W_]+")
_SET_OFF = 1.3
"""A step to the next line, in usual steps, from which on a paragraph ends."""
_SHORT = 0.8
"""A line of this much of the longest, or less, ends before the margin."""
_FIRST_PARTS = frozenset(
    """
    all anti co counter cross double ex full half high inter long low mid multi near non one part
    post pre pro right left second self semi short single third two three four five six seven
    eight nine ten twenty under vice week well world year
    """.split()
)
"""Words that keep their hyphen before another: *long-term*, *self-rule*."""


@dataclass(slots=True)
class Line:
    """A line of a page, with where it begins (points, up from the page's foot) and its size."""

    page: int
    x: float
    y: float
    size: float
    text: str


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Join lines to paragraphs, without the heads, feet and numbers that run through the pages.

    Examples
    --------
    >>> told = ["The union re-", "fused the offer.", "Talks go on."]
    >>> places = [(72, 700), (72, 688), (72, 664)]
    >>> paragraphs([Line(1, x, y, 10, text) for (x, y), text in zip(places, told)])
    ['The union refused the offer.', 'Talks go on.']
    """
    running = _running(lines)
    kept = [line for line in lines if id(line) not in running]
    spelled = _Spelling(kept)
    step = _usual_step(kept)
    longest = max((len(line.text.rstrip()) for line in kept), default=0)
    found: list[list[str]] = []
    before: Line | None = None
    for line in kept:
        if before is None or _begins(before, line, step, longest):
            found.append([line.text.strip()])
        else:
            found[-1][-1:] = spelled.joined(found[-1][-1], line.text.strip())
        before = line
    return ["".join(pieces) for pieces in found]


def _running(lines: Iterable[Line]) -> set[int]:
    """Lines that stand at the edge of most pages with the same words, and page numbers."""
    edges: list[Line] = []
    pages = 0
    for _, page in groupby(lines, key=lambda line: line.page):
        pages += 1
        rows = sorted(page, key=lambda line: -line.y)
        edges += rows[:_EDGE] + rows[_EDGE:][-_EDGE:]
    seen = Counter(pattern for _, pattern in {(line.page, _pattern(line)) for line in edges})
    return {
        id(line)
        for line in edges
        if _NUMBER.fullmatch(line.text.strip()) or (pages > 1 and seen[_pattern(line)] * 2 > pages)
    }


def _pattern(line: Line) -> str:
    """A line's words; any number in place of a number, unless they are a sentence."""
    words = " ".join(line.text.casefold().split())
    return words if _CLOSED.search(words) else re.sub(r"\d+", "#", words)


def _usual_step(lines: Sequence[Line]) -> float:
    """How far apart the lines of a paragraph stand, in their size; 0 where places tell nothing."""
    pairs = pairwise(lines)
    steps = [(a.y - b.y) / a.size for a, b in pairs if a.page == b.page and a.size and a.y > b.y]
    return median(steps) if steps else 0.0


def _begins(before: Line, line: Line, step: float, longest: int) -> bool:
    """Whether a line begins a paragraph, by its place and the one before it."""
    closed = bool(_CLOSED.search(before.text.rstrip()))
    if abs(line.size - before.size) > 0.15 * max(line.size, before.size):
        return True
    if _BULLET.match(line.text.lstrip()):
        return True
    small = line.text.lstrip()[:1].islower()
    down = (before.y - line.y) / line.size if line.size else 0.0
    if line.page != before.page or down < -0.5:  # a new page or column
        return closed and not small
    if step and down > _SET_OFF * step:
        return True
    indented = line.x > before.x + 0.8 * line.size
    short = len(before.text.rstrip()) <= _SHORT * longest
    return closed and not small and (indented or (short and not step))


class _Spelling:
    """How words that a line end cuts are written where no line end cuts them."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: set[str] = set()
        self._hyphened: set[str] = set()
        for line in lines:
            self._words.update(word.lower() for word in _WORD.findall(line.text))
            self._hyphened.update(word.lower() for word in _JOINED.findall(line.text))

    def joined(self, above: str, below: str) -> tuple[str, str]:
        """Two lines as they stand in one."""
        cut = _HYPHEN.search(above)
        if cut is None or not below[:1].isalnum():
            return f"{above} ", below
        first, second = _last(above[: cut.start()]), _first(below)
        whole, hyphened = f"{first}{second}".lower(), f"{first}-{second}".lower()
        if cut[1] is None:
            keep = False  # a mark that says itself that it is the line's
        elif hyphened in self._hyphened or whole in self._words:
            keep = hyphened in self._hyphened
        else:
            keep = not second.islower() or first.lower() in _FIRST_PARTS or first.isupper()
        return above[: cut.start()] + "-" * keep, below


def _last(text: str) -> str:
    return next(iter(_WORD.findall(text)[-1:]), "")


def _first(text: str) -> str:
    return next(iter(_WORD.findall(text)[:1]), "")
