"""Exchanges: two acts tied by *in exchange for*, *in return*, *for*, and who gives each.

Constructs live one a file here and are found; each has ``WORDS``, the words that it looks at,
and ``find(scene, k)``, which gives the two sides that a marker ties.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from importlib import import_module

from parley.model import Exchange, Span, Term
from parley.reading.attribution import Scene
from parley.reading.exchanges._frame import Modality, Tied, side_end
from parley.reading.opponents import Opponents
from parley.reading.page import Page, Range, parties_of
from parley.reading.terms import Terms

__all__ = ["exchange_marker", "find_exchanges", "side_end"]

Construct = Callable[[Scene, int], Tied | None]
_EXCHANGE = (("in", "exchange", "for"), ("in", "return", "for"), ("in", "exchange"),
             ("in", "return"))  # fmt: skip


def exchange_marker(page: Page, i: int, j: int) -> Range | None:
    """The first words of exchange between two tokens."""
    for k in range(i, j - 1):
        for words in _EXCHANGE:
            if page.words[k : k + len(words)] == words and k + len(words) <= j:
                return k, k + len(words)
    return None


@lru_cache(maxsize=1)
def _constructs() -> dict[str, tuple[Construct, ...]]:
    """Word → the constructs that look at it."""
    found: dict[str, tuple[Construct, ...]] = {}
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        if info.name.startswith("_"):
            continue
        module = import_module(f"{__name__}.{info.name}")
        for word in module.WORDS:
            found[word] = (*found.get(word, ()), module.find)
    return found


def find_exchanges(scene: Scene, terms: Terms, opponents: Opponents) -> tuple[Exchange, ...]:
    """Every pair of acts tied by words of exchange, with who would do each."""
    page, found = scene.page, []
    for k, word in enumerate(page.words):
        for find in _constructs().get(word, ()):
            tied = find(scene, k)
            made = _exchange(scene, terms, opponents, tied) if tied is not None else None
            if made is not None:
                found.append(made)
                break
    return tuple(replace(e, id=f"e{n}") for n, e in enumerate(found, start=1))


def _exchange(scene: Scene, terms: Terms, opponents: Opponents, tied: Tied) -> Exchange | None:
    page, statement = scene.page, tied.statement
    by = parties_of(page, scene.by[statement.id]) if statement else ()
    asked = statement is not None and statement.speech_act == "demand"
    positions = ("demand", "offer", "signal_readiness", "accept")
    if statement is None or statement.act not in positions:
        by = ()
    other = opponents.other(by, statement) if by else ()
    a = _side(terms, page, tied.a, tied.by_a or (other if asked else by), tied.whole, -1)
    b = _side(terms, page, tied.b, tied.by_b or (by if asked else other), tied.whole, 0)
    if a is None or b is None or a[0].overlaps(b[0]):
        return None
    a_by, b_by = a[1], b[1]
    if len(by) > 1 and statement is not None and set(by) == set(a_by):
        a_by = b_by = ()  # both trade: the words do not say who gives which
    if len(a_by) == 1 and a_by == b_by and not tied.whole:
        b_by = ()  # nobody trades with itself: the words name one giver only
    a_by = a_by or _rest(opponents, b_by)
    b_by = b_by or _rest(opponents, a_by)
    return Exchange(
        "e0",
        statement.id if statement else None,
        page.span(*tied.marker),
        a[0],
        b[0],
        a_by,
        b_by,
        tied.modality or _modality(scene, tied),
    )


def _side(
    terms: Terms, page: Page, at: Range, giver: tuple[str, ...], whole: bool, which: int
) -> tuple[Span, tuple[str, ...]] | None:
    i, j = page.trimmed(*at)
    if i >= j:
        return None
    found = terms.within(i, j, giver, generic=False, traded=True) or terms.clause(i, j, giver)
    if not found:
        return None
    term: Term = found[which]
    if whole:
        return Span(min(found[0].span.start, page.span(i, j).start), page.span(i, j).end), (
            found[0].actor or giver
        )
    return term.span, term.actor or giver


def _rest(opponents: Opponents, giver: tuple[str, ...]) -> tuple[str, ...]:
    """The other of two parties."""
    rest = [p for p in opponents.parties if p not in giver]
    return (rest[0],) if giver and len(rest) == 1 and len(opponents.parties) == 2 else ()


def _modality(scene: Scene, tied: Tied) -> Modality:
    page, statement = scene.page, tied.statement
    before = range(tied.a[0], tied.marker[0])
    sentence = page.sentences[page.sentence_of(tied.marker[0])]
    done = any(page.tags[k] in ("VBD", "VBN") for k in before)
    done = done or any(page.tags[k] == "VBD" for k in range(sentence.first, tied.marker[0]))
    planned = bool(
        {"plan", "proposal", "would", "will", "negotiate", "talks"}
        & set(page.words[sentence.first : tied.marker[0]])
    )
    if statement is not None and statement.speech_act in (
        "demand",
        "offer",
        "threaten",
    ):
        return "demanded" if statement.speech_act == "demand" else "offered"
    if statement is not None and statement.act in (
        "signal_readiness",
        "reject",
        "accept",
    ):
        return "offered"
    return "executed" if done and not planned else "offered"
