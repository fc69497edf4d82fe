"""What every construct of exchange gives: the marker and the two sides it ties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.model import Statement
from parley.reading.attribution import Scene
from parley.reading.page import Page, Range

__all__ = ["Modality", "Tied", "side_end", "told_at"]

Modality = Literal["offered", "demanded", "executed"]


@dataclass(frozen=True, slots=True)
class Tied:
    """Two stretches of text tied by a marker; each a term's words or a clause."""

    marker: Range
    a: Range
    b: Range
    statement: Statement | None = None
    by_a: tuple[str, ...] | None = None
    """Who gives side a, where the construct knows; found from the words otherwise."""
    by_b: tuple[str, ...] | None = None
    modality: Modality | None = None
    whole: bool = False
    """The sides are kept whole, and not cut to one term."""


def side_end(page: Page, i: int, j: int) -> int:
    """Where the side that begins after the marker ends."""
    relative = False
    for k in range(i, j):
        word = page.words[k]
        relative = relative or word in (
            "which",
            "that",
            "who",
            "whose",
            "what",
            "they",
            "it",
            "he",
        )
        if k > i and (word in (";", "–", "—", "but", "while", "before", "after", "if", "unless")):
            return k
        if k > i and word == "," and not _and_soon(page, k, j):
            return k
        if page.tags[k] in ("VBD", "VBZ", "MD") and k > i + 1 and not relative:
            return k
    return j


def _and_soon(page: Page, comma: int, j: int) -> bool:
    for k in range(comma + 1, min(j, comma + 6)):
        if page.tags[k].startswith(("VB", "MD")):
            return False
        if page.words[k] == "and":
            return k > comma + 1
    return False


def told_at(scene: Scene, k: int) -> Statement | None:
    """The statement whose words hold token k, or end right before it."""
    found = scene.innermost(k)
    if found is not None:
        return found
    first = scene.page.sentences[scene.page.sentence_of(k)].first
    near = [s for s in scene.within(first, k) if scene.places[s.id][1] in (k - 1, k)]
    return near[-1] if near else None
