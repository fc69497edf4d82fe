"""Counts of one text beside each other: which cannot both hold, and which is a part of which.

Only counts of the same thing, as the words name it, are compared, and nothing is taken from
knowledge of the world. An hedge is read as wide as its words allow: *around 40* meets 44, *more
than 100* meets every higher count.
"""

from __future__ import annotations

import math
from itertools import combinations

from parley.model import Figure, Relation
from parley.reading.page import Page

__all__ = ["amount_relations"]

_ABOUT = 0.15
"""How far *about* may stand from its number, as a share of it."""
_PARTS = (("of", "them"), ("of", "whom"), ("of", "these"), ("of", "those"))
_NOT_YET = frozenset(("asked", "offered"))


def amount_relations(page: Page, terms: frozenset[str]) -> list[Relation]:
    """Relations of the figures of a page.

    Parameters
    ----------
    page : Page
        With figures found.
    terms : frozenset of str
        Ids of figures that are offered or asked for: they count nothing that is there.
    """
    return [*_incompatible(page, terms), *_parts(page)]


def _incompatible(page: Page, terms: frozenset[str]) -> list[Relation]:
    groups: dict[tuple[str, str, str, str], list[Figure]] = {}
    for figure in page.figures:
        if figure.id in terms or not figure.of or figure.unit is None:
            continue
        if figure.basis in _NOT_YET or figure.comparator in ("all", "vague"):
            continue
        key = (figure.unit, figure.of.lower(), figure.basis or "", figure.quantity_basis or "")
        groups.setdefault(key, []).append(figure)
    found = []
    for (_, of, *_), group in groups.items():
        for one, other in combinations(group[:12], 2):
            if not _meet(bounds(one), bounds(other)):
                found.append(Relation("incompatible_numbers", (one.id, other.id), note=of))
    return found


def bounds(figure: Figure) -> tuple[float, float]:
    """The least and the greatest count that the words allow.

    Examples
    --------
    >>> from parley.model import Span
    >>> bounds(Figure("f1", Span(0, 2), Span(0, 2), "approx", 40))
    (34.0, 46.0)
    """
    value = figure.value
    match figure.comparator:
        case "eq" if value is not None:
            return value, value
        case "approx" if value is not None:
            return value * (1 - _ABOUT), value * (1 + _ABOUT)
        case "gt" | "ge":
            return (value if value is not None else figure.low or 0.0), math.inf
        case "lt" | "le":
            return 0.0, value if value is not None else math.inf
        case _:
            low = figure.low if figure.low is not None else 0.0
            return low, figure.high if figure.high is not None else math.inf


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _parts(page: Page) -> list[Relation]:
    """*23 people, five of them children*: the second is a part of the first."""
    found = []
    for before, figure in zip(page.figures, page.figures[1:], strict=False):
        _, end = page.range(figure.number_span)
        if page.words[end : end + 2] not in _PARTS:
            continue
        first = page.range(before.number_span)[0]
        if page.sentence_of(first) == page.sentence_of(end) and before.unit in ("people", None):
            found.append(Relation("figure_subset", (figure.id, before.id), note=before.of or ""))
    return found
