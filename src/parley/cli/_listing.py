"""Entries for the eye: compact, neutral, at most 80 columns."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from parley.model import Reading
    from parley.workbench.listing import Row

__all__ = ["counts", "line_of_json", "listing"]

WIDTH = 80
_MARGIN = " " * 7


def listing(rows: Iterable[Row]) -> Iterator[str]:
    """Lines for rows, under a heading a document."""
    from parley.workbench.listing import folded

    for name, group in groupby(folded(rows), key=lambda row: row.document):
        yield click.style(name, bold=True)
        for row in group:
            yield from _row(row)


def _row(row: Row) -> Iterator[str]:
    head = f"{' and '.join(row.by) or 'no source named'}{_through(row)}: {_act(row)}"
    place = f"[{row.place}]".ljust(len(_MARGIN))
    yield from textwrap.wrap(head, WIDTH, initial_indent=place, subsequent_indent=_MARGIN)
    words = f'"{" ".join(row.words.split())}"'
    yield from _wrapped(words)
    for terms in row.terms:
        yield from _wrapped(terms)


def _through(row: Row) -> str:
    from parley.model import UNSPECIFIED

    named = [
        name
        for name, actor in zip(row.through, row.entry.through, strict=True)
        if actor != UNSPECIFIED
    ]
    said = f", through {', '.join(named)}" if named else ""
    return said + (", no source named" if len(named) < len(row.through) else "")


def _act(row: Row) -> str:
    act = row.entry.act or row.entry.kind
    said = "said" if act == "comment" else act.replace("_", " ")
    if getattr(row.entry.record, "reciprocal", False):
        return f"{said} (each of the other)"
    return f"{said} (to {' and '.join(row.to)})" if row.to else said


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=_MARGIN, subsequent_indent=_MARGIN)


def counts(readings: Sequence[Reading]) -> Iterator[str]:
    """One line a document: its name, its date, what was found in it."""
    for reading in readings:
        document = reading.document
        found = ", ".join(
            f"{len(each)} {name if len(each) != 1 else name[:-1]}"
            for name in ("statements", "proposals", "preconditions", "figures")
            if (each := getattr(reading, name))
        )
        published = document.published or "no date of publication"
        yield f"{document.name} ({published}): {found or 'nothing found'}"


def line_of_json(value: Mapping[str, Any]) -> str:
    """One object on one line, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
