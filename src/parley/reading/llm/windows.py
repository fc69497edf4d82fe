"""Passages of a text that are asked about one at a time, each with the words before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from parley.model import Sentence, Span

__all__ = ["CONTEXT", "LENGTH", "Window", "halved", "windows"]

LENGTH = 2400
"""Code points of a passage: two or three paragraphs of a report."""
CONTEXT = 600
"""Code points shown before a passage, so that *they* and *the offer* have something to mean."""


@dataclass(frozen=True, slots=True)
class Window:
    """A passage to read, and what is shown before it but read elsewhere."""

    span: Span
    context: Span | None
    first: int
    """Index of its first sentence."""
    last: int
    """One past the index of its last sentence."""


def windows(
    sentences: Sequence[Sentence], *, length: int = LENGTH, context: int = CONTEXT
) -> tuple[Window, ...]:
    """Part a text into passages of whole sentences, at the ends of paragraphs where they fit.

    Parameters
    ----------
    sentences : sequence of Sentence
        Of the whole text. Every one of them stands in exactly one passage.
    length : int
        Code points of a passage at most; a longer sentence is a passage of its own.
    context : int
        Code points of whole sentences shown before it at most.

    Examples
    --------
    >>> rows = [Sentence(Span(0, 40), 1, 1, 0, 9), Sentence(Span(41, 90), 1, 2, 9, 18),
    ...         Sentence(Span(92, 130), 2, 1, 18, 26)]
    >>> [(w.span.start, w.span.end, w.context) for w in windows(rows, length=100)]
    [(0, 90, None), (92, 130, Span(start=0, end=90))]
    """
    found: list[tuple[int, int]] = []
    for first, last in _pieces(sentences, length):
        fits = found and sentences[last - 1].span.end - sentences[found[-1][0]].span.start <= length
        if fits:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(_window(sentences, first, last, context) for first, last in found)


def halved(window: Window, sentences: Sequence[Sentence]) -> tuple[Window, ...]:
    """The two halves of a passage whose answer was too long; itself alone if it cannot be parted.

    The second half is shown the end of the first.
    """
    if window.last - window.first < 2:
        return (window,)
    middle = (window.span.start + window.span.end) / 2
    cuts = range(window.first + 1, window.last)
    at = min(cuts, key=lambda n: abs(sentences[n].span.start - middle))
    return (
        Window(
            Span(window.span.start, sentences[at - 1].span.end), window.context, window.first, at
        ),
        _window(sentences, at, window.last, CONTEXT),
    )


def _pieces(sentences: Sequence[Sentence], length: int) -> Iterator[tuple[int, int]]:
    """Paragraphs; the sentences of one that is too long, as many together as fit."""
    for _, group in groupby(range(len(sentences)), key=lambda n: sentences[n].paragraph):
        inside = list(group)
        first = inside[0]
        for n in inside:
            if n > first and sentences[n].span.end - sentences[first].span.start > length:
                yield first, n
                first = n
        yield first, inside[-1] + 1


def _window(sentences: Sequence[Sentence], first: int, last: int, context: int) -> Window:
    start = sentences[first].span.start
    before = first
    while before > 0 and start - sentences[before - 1].span.start <= context:
        before -= 1
    shown = None
    if before < first:
        shown = Span(sentences[before].span.start, sentences[first - 1].span.end)
    return Window(Span(start, sentences[last - 1].span.end), shown, first, last)
