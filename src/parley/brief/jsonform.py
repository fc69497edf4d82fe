"""A brief as JSON, with every offset: for programs, and for whoever checks a sentence."""

from __future__ import annotations

import json
from typing import Any

from parley._version import __version__
from parley.brief.plain import clean, words
from parley.brief.tree import (
    At,
    Block,
    Brief,
    Ground,
    Inline,
    Item,
    Line,
    Mark,
    Picture,
    Quote,
    Row,
    Section,
    Table,
)

__all__ = ["FORMAT", "render", "to_plain"]

FORMAT = "parley-brief/0.1"
"""The name and version of the layout."""


def render(brief: Brief) -> str:
    """Write the whole tree as JSON, sources by hash, spans in code points of the stored text.

    Parameters
    ----------
    brief : Brief
        The whole tree; nothing is left out to fit a page.
    """
    return json.dumps(to_plain(brief), ensure_ascii=False, indent=1) + "\n"


def to_plain(brief: Brief) -> dict[str, Any]:
    """Give the tree as plain dictionaries, lists and scalars."""
    return {
        "format": FORMAT,
        "made_by": f"parley {__version__}",
        "title": brief.title,
        "standing": brief.standing,
        "offset_unit": "codepoint",
        "sources": [
            {
                "key": source.key,
                "name": source.name,
                "sha256": source.sha256,
                "published": source.published,
                "publisher": source.publisher,
                "url": source.url,
            }
            for source in brief.sources
        ],
        "sections": [_section(section, len(brief.sources) == 1) for section in brief.sections],
    }


def _section(section: Section, alone: bool) -> dict[str, Any]:
    return {
        "key": section.key,
        "heading": section.heading,
        "note": section.note,
        "blocks": [_block(block, alone) for block in section.blocks],
    }


def _block(block: Block, alone: bool) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if isinstance(block, Table):
        return {
            "kind": kind,
            "caption": _line(block.caption, alone) if block.caption else None,
            "columns": list(block.columns),
            "rows": [_row(row) for row in block.rows],
        }
    if isinstance(block, Picture):
        return {"kind": kind, "caption": _line(block.caption, alone), **_picture(block)}
    label = {"label": _parts(block.label)} if isinstance(block, Item) else {}
    return {"kind": kind, **label, "lines": [_line(line, alone) for line in block.lines]}


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "title": picture.title,
        "description": picture.description,
        "outcomes": [
            {"label": s.label, "words": s.words, "now": s.now, "held": s.held}
            for s in picture.spots
        ],
        "moves": [
            {
                "by": picture.parties[move.party],
                "from": move.start,
                "to": move.end,
                "gain": move.gain,
                "back": move.back,
            }
            for move in picture.moves
        ],
    }


def _line(line: Line, alone: bool) -> dict[str, Any]:
    text = words(line.parts, alone)
    return {"text": clean(text), "parts": _parts(line.parts), "ground": _ground(line.ground)}


def _row(row: Row) -> dict[str, Any]:
    return {"cells": [_parts(cell) for cell in row.cells], "ground": _ground(row.ground)}


def _parts(parts: tuple[Inline, ...]) -> list[dict[str, Any]]:
    return [_part(part) for part in parts]


def _part(part: Inline) -> dict[str, Any]:
    if isinstance(part, Quote):
        return {
            "kind": "quote",
            "words": part.words,
            "source": part.source,
            "place": part.place,
            "start": part.span.start,
            "end": part.span.end,
        }
    if isinstance(part, At):
        return {
            "kind": "places",
            "places": [
                {"source": source, "place": place, "start": span.start, "end": span.end}
                for source, place, span in part.places
            ],
        }
    if isinstance(part, Mark):
        return {"kind": "mark", "basis": part.basis}
    return {"kind": "text", "words": part.words}


def _ground(ground: Ground) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if ground.claims:
        out["claims"] = list(ground.claims)
    if ground.places:
        out["places"] = [str(place) for place in ground.places]
    if ground.assumption:
        out["assumption"] = ground.assumption
    if ground.rule:
        out["rule"] = ground.rule
    return out
