"""Inline parts as plain words, safe to print: what the terminal and other renderers share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from parley.brief.tree import At, Inline, Mark, Quote, Section, Text

__all__ = ["at_words", "clean", "left_out", "part_words", "runs", "words"]

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_KEEP = frozenset("\u200d\u200c\ufe0f")


def clean(text: str) -> str:
    r"""Collapse white space and drop control characters, so that a report cannot steer a terminal.

    Examples
    --------
    >>> clean("a\n  b\x1b[31mc")
    'a b[31mc'
    """
    kept = "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace()
        or c in _KEEP
        or (c not in _BIDI and unicodedata.category(c) not in ("Cc", "Cs"))
    )
    return " ".join(kept.split())


def at_words(at: At, alone: bool) -> str:
    """Write places: ``[3.1-2 5.1]``, or ``[A 3.1-2, B 1.1]`` where there are several sources.

    Examples
    --------
    >>> from parley.model import Span
    >>> place = ("A", "3.1", Span(0, 4))
    >>> at_words(At((place,)), True), at_words(At((place, ("B", "1.1", Span(0, 4)))), False)
    ('[3.1]', '[A 3.1, B 1.1]')
    """
    by_source: dict[str, list[str]] = {}
    for source, places in runs(at):
        first, last = places[0], places[-1]
        end = f"-{last.rpartition('.')[2]}" if len(places) > 1 else ""
        by_source.setdefault(source, []).append(f"{first}{end}")
    if alone:
        return f"[{' '.join(place for places in by_source.values() for place in places)}]"
    return "[" + ", ".join(f"{key} {' '.join(held)}" for key, held in by_source.items()) + "]"


def runs(at: At) -> list[tuple[str, list[str]]]:
    """Group places into runs of sentences that follow one another in a paragraph.

    Returns
    -------
    list of (source, places)
    """
    out: list[tuple[str, list[str]]] = []
    for source, place, _ in at.places:
        paragraph, _, number = place.partition(".")
        last = out[-1][1][-1] if out and out[-1][0] == source else ""
        if number.isdigit() and last == f"{paragraph}.{int(number) - 1}":
            out[-1][1].append(place)
        else:
            out.append((source, [place]))
    return out


def part_words(part: Inline, alone: bool) -> str:
    """Write one inline part."""
    if isinstance(part, Text):
        lead = " " * part.words.startswith(" ")
        tail = " " * (part.words.endswith(" ") and bool(part.words.strip()))
        return lead + clean(part.words) + tail
    if isinstance(part, Quote):
        shown = clean(part.words) + " …" * part.cut
        return shown if part.bare else f'"{shown}"'
    if isinstance(part, At):
        return at_words(part, alone)
    if isinstance(part, Mark):
        return f"({part.basis})"
    raise TypeError(part)


def words(parts: Iterable[Inline], alone: bool = True) -> str:
    """Write a run of inline parts."""
    return "".join(part_words(part, alone) for part in parts)


def left_out(section: Section) -> str:
    """Say what a page had no room for."""
    return f"(+{section.left_out})" if section.left_out else ""
