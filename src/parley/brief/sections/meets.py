"""Which proposal meets what is asked: what a mediator looks at first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parley.brief.material import Material
from parley.brief.page import TWICE, later
from parley.brief.tree import Ground, Row, Section, Table
from parley.brief.words import flow, listed, row

ORDER = 50
KEY = "meets"
HEADING = "DOES IT MEET WHAT IS ASKED?"

_ACROSS = 4
_SHOWN = 4
_QUIET = 2
"""How much sooner a row yields to which no proposal speaks; that none does is worth a line."""
_REASONS = {
    "at the same stage as other terms": "same stage",
    "at a later stage": "later",
    "some of those": "some",
}
_WORDS = {"yes": "yes", "no": "no", "in_part": "in part", "own": "its own"}


def section(material: Material) -> Section | None:
    """Set what is asked against proposals, at most four across."""
    found = material.meets
    if found is None or not found.rows or not found.columns:
        return None
    tables = tuple(_tables(material, found))
    note = 'inferred; "." = not said, not "no"'
    return Section(KEY, HEADING, tables, note=note) if tables else None


def _tables(material: Material, found: Any) -> Iterator[Table]:
    for start in range(0, len(found.columns), _ACROSS):
        columns = found.columns[start : start + _ACROSS]
        head = ("", *(material.case_label(c.id) for c in columns))
        rows = [
            _row(
                material, asked, found.cells[n][start : start + _ACROSS], later(n, _SHOWN, first=2)
            )
            for n, asked in enumerate(found.rows)
        ]
        widths = (80 - 14 * len(columns), *(14 for _ in columns))
        yield Table(head, tuple(rows), widths, rank=TWICE - 2 if start else 0)


def _row(material: Material, asked: Any, cells: Any, rank: int) -> Row:
    ground = Ground()
    for thing in (asked, *cells):
        ground |= material.ground(thing.evidence, "positions as the case has them")
    if all(cell.word in ("own", "not_said") for cell in cells):
        rank = min(TWICE - 1, rank + _QUIET)
    return row(_asked(material, asked), *map(_cell, cells), ground=ground, rank=rank)


def _asked(material: Material, asked: Any) -> tuple[Any, ...]:
    origins = listed((material.case_label(key) for key in asked.origins), ",", order=False)
    words = (
        material.act(asked.term.option, asked.term.values)
        if asked.kind == "first"
        else material.wanted(asked.term.option, asked.term.values)
    )
    befores = listed(material.wanted(act.option, act.values) for act in asked.before)
    return flow(f"{origins.replace(' ,', ',')}: {words}", f"before {befores}" if befores else "")


def _cell(cell: Any) -> str:
    """Write a cell: a word with its reason, a stop where nothing is said."""
    if cell.word == "not_said":
        return "."
    word = _WORDS[cell.word]
    if cell.word == "yes" and cell.stage is not None:
        return f"yes: stage {cell.stage}"
    if cell.word not in ("no", "in_part"):
        return word
    return f"{word}: {_REASONS.get(cell.reason, cell.reason)}"
