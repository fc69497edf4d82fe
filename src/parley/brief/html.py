"""A brief as one self-contained HTML file: no script, no network, one printed page a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined

from parley._version import __version__
from parley.brief import terminal
from parley.brief.page import LINES, Cuts, cuts, lines_of
from parley.brief.plain import clean
from parley.brief.tree import At, Block, Brief, Inline, Picture, Quote, Spot
from parley.model import Span

__all__ = ["render"]

_PICTURE = 36
"""Lines of a page that a picture takes, without its key."""
_MARGIN = 26
_LEGEND = {
    "now": "things as they are",
    "held": "nobody would have reason to leave, in one way of looking ahead or more",
    "gains": "the mover gains; it could also go back",
    "none": "can go either way, without gain",
    "open": "whether the mover gains is not known",
    "back": "the mover gains, and cannot go back",
    "lost": "cannot go back, and no gain is known",
}


def render(brief: Brief, *, full: bool = False) -> str:
    """Draw a brief as HTML.

    Parameters
    ----------
    brief : Brief
        The whole tree.
    full : bool
        Show and print all of it from the start. Otherwise what a page has no room for is shown
        when a box is ticked, and printed only then.

    Returns
    -------
    str
        A whole document. A quotation or a place opens its own sentence and the two around it.
    """
    found = Cuts() if full else cuts(brief, terminal.height)
    pictures = [b for s in brief.sections for b in s.blocks if isinstance(b, Picture)]
    off = bool(pictures) and not full and not _fits(brief, found, pictures)
    template = _environment().get_template("brief.html.j2")
    return template.render(
        brief=brief,
        view=_View(brief, found, off),
        pictures=bool(pictures),
        alone=len(brief.sources) == 1,
        left_out=_left_out(brief, found),
        version=__version__,
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("parley.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["clean"] = clean
    environment.filters["spaced"] = _spaced
    return environment


def _left_out(brief: Brief, found: Cuts) -> int:
    return sum(
        found.leaves_out(block, i, j, k)
        for i, section in enumerate(brief.sections)
        for j, block in enumerate(section.blocks)
        for k in range(len(lines_of(block)))
    )


def _fits(brief: Brief, found: Cuts, pictures: list[Picture]) -> bool:
    """Whether the pictures can be printed on the page together with all that is on it."""
    if found != Cuts():
        return False
    more = sum(_PICTURE + len(picture.spots) for picture in pictures)
    return terminal.height(brief, False) + more <= LINES * brief.pages


def _spaced(text: str) -> str:
    """Clean words but keep the space before and after them."""
    return (
        " " * text[:1].isspace() + clean(text) + " " * (text[-1:].isspace() and bool(text.strip()))
    )


@dataclass(frozen=True, slots=True)
class _Context:
    """A place opened: the sentence before, its own in three parts, and the one after."""

    number: int
    source: str
    name: str
    place: str
    before: str
    lead: str
    marked: str
    tail: str
    after: str


@dataclass(slots=True)
class _View:
    """What the template asks while it draws; it collects the places to open at the end."""

    brief: Brief
    found: Cuts
    picture_off: bool = False
    """Whether pictures are not printed, for want of room."""
    contexts: list[_Context] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def off(self, i: int, j: int, k: int = -1) -> bool:
        """Whether a line, a row or a block is off the page."""
        return self.found.leaves_out(self.brief.sections[i].blocks[j], i, j, k)

    def kind(self, part: Inline | Block) -> str:
        """Name the kind of an inline part or a block."""
        return type(part).__name__.lower()

    def frame(self, picture: Picture) -> tuple[float, float, float, float]:
        """Give what is seen of a picture's plane: left, top, width and height."""
        wide = max((abs(spot.x) for spot in picture.spots), default=0) + _MARGIN
        high = max((abs(spot.y) for spot in picture.spots), default=0) + _MARGIN
        return -wide, -high, 2 * wide, 2 * high

    def inked(self, party: int) -> str:
        """Name the colour and the dashes of a party; both differ, so that either will do."""
        return f"p{party % 6} d{party % 5}"

    def keyed(self, picture: Picture) -> list[Spot]:
        """Give the outcomes of a picture in the order of their labels."""
        return sorted(picture.spots, key=lambda s: (not s.now, len(s.label), s.label))

    def legend(self, picture: Picture) -> list[tuple[str, str]]:
        """Say what the marks in a picture mean: those that it has."""
        one_way = [move for move in picture.moves if not move.back]
        kinds = {move.gain for move in picture.moves if move.back}
        marks = {
            "now": any(spot.now for spot in picture.spots),
            "held": any(spot.held for spot in picture.spots),
            "gains": "gains" in kinds,
            "none": "none" in kinds,
            "open": any(move.gain == "open" for move in picture.moves),
            "back": any(move.gain == "gains" for move in one_way),
            "lost": any(move.gain != "gains" for move in one_way),
        }
        return [(kind, _LEGEND[kind]) for kind, has in marks.items() if has]

    def shown(self, quote: Quote) -> tuple[str, str]:
        """Split a quotation into what a page shows and the rest."""
        limit = self.found.quotes
        if limit is None or len(quote.words) <= limit:
            return clean(quote.words), ""
        head, space, _ = quote.words[:limit].rpartition(" ")
        head = head if space else quote.words[:limit]
        return clean(head), clean(quote.words[len(head) :])

    def open_quote(self, quote: Quote) -> int:
        """Register the place of a quotation; gives its number."""
        return self._open(quote.source, quote.place, quote.span)

    def open_places(self, at: At) -> list[tuple[str, list[tuple[str, int]]]]:
        """Register places; gives (source, [(place, number)])."""
        found: dict[str, list[tuple[str, int]]] = {}
        for source, place, span in at.places:
            found.setdefault(source, []).append((place, self._open(source, place, span)))
        return list(found.items())

    def _open(self, key: str, place: str, span: Span) -> int:
        source = self.brief.source(key)
        before, own, after = source.around(span)
        start, end = max(own.start, span.start), min(own.end, span.end)
        number = next(self._numbers)
        cut = [before, Span(own.start, start), Span(start, end), Span(end, own.end), after]
        words = [_spaced(source.text[part.start : part.end]) for part in cut]
        self.contexts.append(_Context(number, key, source.name, place, *words))
        return number
