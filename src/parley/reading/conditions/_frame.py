"""What every construct of order gives, and the shapes that a condition takes in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from parley.reading.clauses import (
    any_verb,
    clause_end,
    clause_start,
    main_after,
    modal_in,
)
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import cues
from parley.reading.page import Page, Range

__all__ = [
    "Logic", "Mood", "Order", "Ordered", "ends_in_first", "fronted", "harmful", "medial",
    "only_before", "shaped", "starts_with", "tells_an_act",
]  # fmt: skip

Logic = Literal["then_only_if_required", "required_before_then"]
Order = Literal["before", "only_if", "until", "with"]
Shape = tuple[Range, Range]
"""The main clause and the condition."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """What must come first and what may follow, as token ranges."""

    markers: tuple[Range, ...]
    first: Range
    then: Range
    order: Order
    logic: Logic = "then_only_if_required"
    threat: bool = False
    """What follows is what happens otherwise: it is held back once the first is done."""
    setter: Range | None = None
    """Who sets the condition, where the construct names it (*X has made A a condition for B*)."""
    known: bool = False
    """Only counts where the lexicon knows one of the two acts."""


@dataclass(frozen=True, slots=True)
class Mood:
    """How the words around an order word are meant."""

    asked: bool = False
    offered: bool = False
    threatened: bool = False
    guessed: bool = False
    """A belief, an estimate, a forecast: nobody sets a condition there."""


_OPENERS = frozenset(("but", "and", "however", "still", "yet", "only", "so", "also", ",", "that"))
_HARM = frozenset(
    """kill attack strike walk bomb execute shut close quit resign resume block blockade boycott
    leave punish retaliate expel fire sue stop cut bar""".split()
)


def starts_with(page: Page, k: int, *choices: tuple[str, ...]) -> int | None:
    """Where the words end that begin at k, if they are one of the choices."""
    for words in choices:
        if page.words[k : k + len(words)] == words:
            return k + len(words)
    return None


def only_before(page: Page, i: int, k: int) -> bool:
    """Whether *only* stands close before the order word."""
    return any(page.words[m] == "only" for m in range(max(i, k - 5), k))


def fronted(page: Page, k: int, begin: int, i: int, j: int) -> Shape | None:
    """*If A, B*: the condition stands first."""
    if any(page.words[m] not in _OPENERS and page.tags[m] != '"' for m in range(i, k)):
        return None
    end = clause_end(page, begin, j)
    if end >= j - 1 or page.words[end] != ",":
        return None
    main = main_after(page, end, j)
    return (main, (begin, end)) if main[0] < main[1] else None


def _bracketed(page: Page, k: int, begin: int, i: int, j: int) -> Shape | None:
    """*a deal that, if A, will B*: the condition stands between commas."""
    if k <= i or page.words[k - 1] != ",":
        return None
    end = clause_end(page, begin, j)
    if end >= j - 1 or page.words[end] != "," or not page.tags[end + 1].startswith(("MD", "VB")):
        return None
    return (end + 1, clause_end(page, end + 1, j)), (begin, end)


def medial(page: Page, k: int, begin: int, i: int, j: int) -> Shape | None:
    """*B if A*: the main clause stands first."""
    start, end = clause_start(page, i, k), clause_end(page, begin, j)
    stop = k
    while stop > start and page.words[stop - 1] in (
        "only",
        ",",
        "but",
        "–",
        "—",
        "and",
        "even",
    ):
        stop -= 1
    if stop <= start and start > i:  # "…, but only if A": what stands before the break
        start = clause_start(page, i, start - 1)
        stop = max(start, next((m for m in range(start, k) if page.words[m] in _CUTS), stop))
    start = _past_saying(page, start, stop)
    if stop - start < 1 or end <= begin or page.words[start] in ("if", "when", "because", "as"):
        return None
    return (start, stop), (begin, end)


_CUTS = frozenset((",", "–", "—", ";"))


def _past_saying(page: Page, start: int, stop: int) -> int:
    """*China said it would …*: the clause begins behind the verb of saying."""
    for m in range(stop - 3, start - 1, -1):
        if page.tags[m] not in ("VBD", "VBZ", "VBP", "VBG") or not any(
            cue.speech == "assert" for cue in cues().get(lemma(page.words[m]), ())
        ):
            continue
        past = m + 1 + (page.words[m + 1] == "that")
        if modal_in(page, past, stop) is not None:
            return past
    return start


def shaped(page: Page, k: int, begin: int, i: int, j: int) -> Shape | None:
    """The main clause and the condition of an order word at k .. begin."""
    return (
        fronted(page, k, begin, i, j)
        or _bracketed(page, k, begin, i, j)
        or medial(page, k, begin, i, j)
    )


def ends_in_first(page: Page, condition: Range) -> tuple[Range, bool]:
    """The condition without a last *first*, and whether it has one."""
    i, j = condition
    while j > i and page.words[j - 1] in (".", ",", "!", "?"):
        j -= 1
    if j - 1 > i and page.words[j - 1] == "first":
        return (i, j - 1), True
    return (i, j), "first" in page.words[i:j] and page.words[j - 2 : j] != (
        "the",
        "first",
    )


def harmful(page: Page, main: Range) -> bool:
    """Whether the main clause tells of a blow that would follow (*will block the bridge*)."""
    verb = next(
        (
            k
            for k in range(*main)
            if page.tags[k].startswith("VB")
            and lemma(page.words[k]) not in ("be", "have", "say", "do")
        ),
        None,
    )
    return verb is not None and lemma(page.words[verb]) in _HARM


def tells_an_act(page: Page, condition: Range) -> bool:
    """Whether a condition tells of something done, and is no mere date (*until Monday*)."""
    i, j = condition
    return i < j and any_verb(page, i, j) is not None


def without_only(found: Ordered, marker: Range) -> Ordered:
    """The same with one marker more."""
    return replace(found, markers=(*found.markers, marker))
