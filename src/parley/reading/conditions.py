"""Preconditions and exchanges: what is asked first, and what is tied to what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from parley.model import Exchange, Precondition, Statement
from parley.reading.attribution import Scene
from parley.reading.page import Page, Range, parties_of
from parley.reading.terms import Terms

__all__ = ["Marker", "exchange_marker", "find_exchanges", "find_preconditions", "order_marker"]

Logic = Literal["then_only_if_required", "required_before_then"]
Order = Literal["before", "only_if", "until", "with"]

_EXCHANGE = (
    ("in", "exchange", "for"), ("in", "return", "for"), ("in", "exchange"), ("in", "return"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    """Where an order word stands, and what it orders."""

    at: Range
    first: Range
    then: Range
    logic: Logic
    order: Order


def exchange_marker(page: Page, i: int, j: int) -> Range | None:
    """The first words of exchange between two tokens."""
    for k in range(i, j - 1):
        for words in _EXCHANGE:
            if page.words[k : k + len(words)] == words and k + len(words) <= j:
                return k, k + len(words)
    return None


def order_marker(
    page: Page, i: int, j: int, *, asked: bool, offered: bool = False
) -> Marker | None:
    """Words of order between two tokens.

    Parameters
    ----------
    page : Page
        The page.
    i, j : int
        Tokens to look between.
    asked : bool
        Whether what stands there is asked for; only then does a plain *before* order acts
        rather than date them.
    offered : bool
        Whether it is an offer, which a plain *if* conditions.
    """
    words = page.words
    for k in range(i, j):
        after_only = any(words[m] == "only" for m in range(max(i, k - 5), k))
        if words[k] in ("if", "after", "when", "once", "until", "unless") and after_only:
            end = _without_first(page, k + 1, j)
            return Marker((k, k + 1), (k + 1, end), (i, k), "then_only_if_required", "only_if")
        if (
            words[k] in ("until", "unless")
            and k > i + 1
            and (_negated(page, i, k) or (asked is False and _doubted(page, i, k)))
        ):
            return Marker((k, k + 1), (k + 1, j), (i, k), "required_before_then", "until")
        if (
            words[k] == "before"
            and not asked
            and k > i + 1
            and _negated(page, i, k)
            and (_orders(page, k + 1, j))
        ):
            return Marker((k, k + 1), (k + 1, j), (i, k), "required_before_then", "before")
        if words[k] == "before" and asked and k > i + 1 and _orders(page, k + 1, j):
            return Marker((k, k + 1), (i, k), (k + 1, j), "required_before_then", "before")
        begin = _condition(page, k, j)
        if begin and k > i + 1 and (offered or _promised(page, i, k)):
            end = _without_first(page, begin, j)
            return Marker((k, begin), (begin, end), (i, k), "then_only_if_required", "only_if")
    return None


def _condition(page: Page, k: int, j: int) -> int | None:
    """Where the condition begins after *if*, *provided that*, *as long as* and the like."""
    for words in (
        ("provided", "that"),
        ("as", "long", "as"),
        ("so", "long", "as"),
        ("on", "condition", "that"),
        ("if",),
        ("provided",),
    ):
        end = k + len(words)
        if page.words[k:end] == words and end < j:
            return end
    return None


def _orders(page: Page, i: int, j: int) -> bool:
    """Whether *before* orders acts here, and does not date one (*before an April truce*)."""
    return any(
        page.tags[k].startswith(("VB", "MD")) or page.words[k] in ("talks", "negotiations")
        for k in range(i, j)
    )


def _without_first(page: Page, i: int, j: int) -> int:
    return j - 1 if j - 1 > i and page.words[j - 1] == "first" else j


def _negated(page: Page, i: int, k: int) -> bool:
    return any(page.words[m] in ("not", "n't", "no", "never", "cannot") for m in range(i, k))


def _doubted(page: Page, i: int, k: int) -> bool:
    return any(
        page.words[m] in ("uncertainty", "uncertain", "unlikely", "doubt") for m in range(i, k)
    )


def _promised(page: Page, i: int, k: int) -> bool:
    """Whether a promise stands before the condition (*will withdraw, if …*)."""
    return any(page.words[m] in ("will", "would", "could", "can") for m in range(i, k))


def find_preconditions(scene: Scene, terms: Terms) -> tuple[Precondition, ...]:
    """Every precondition, each told by the innermost statement around it."""
    found: list[Precondition] = []
    taken: set[Range] = set()
    for statement in reversed(scene.statements):  # innermost first
        if statement.act in ("threaten",):
            continue
        i, j = scene.places[statement.id]
        marker = order_marker(
            scene.page,
            i,
            j,
            asked=statement.speech_act == "demand",
            offered=statement.speech_act == "offer",
        )
        if marker is None or marker.at in taken:
            continue
        made = _precondition(scene, terms, marker, scene.by[statement.id], statement)
        if made:
            taken.add(marker.at)
            found.append(made)
    for sentence in scene.page.sentences:
        marker = order_marker(scene.page, sentence.first, sentence.last, asked=False)
        if marker is None or marker.at in taken or marker.order == "only_if":
            continue
        made = _precondition(scene, terms, marker, (), None)
        if made:
            found.append(made)
    found.sort(key=lambda p: p.markers[0])
    return _numbered(found)


def _precondition(
    scene: Scene, terms: Terms, marker: Marker, holder: tuple[str, ...], statement: Statement | None
) -> Precondition | None:
    page = scene.page
    asked = statement.to if statement is not None else ()
    first = terms.within(*page.trimmed(*marker.first), asked)
    then = terms.within(*page.trimmed(*marker.then))
    if not first or not then:
        return None
    then_term = next((t for t in then if t.action == "talks"), then[0])
    if then_term.negated:  # what is held back is the act itself
        positive = "yes" if then_term.value == "no" else then_term.value
        then_term = replace(then_term, negated=False, value=positive)
    if then_term.actor:
        holder = then_term.actor  # whoever would do it is the one who waits
    elif statement is None or not _position(page, statement):
        holder = ()  # the report, or somebody who only tells of it
    elif marker.order == "only_if":
        then_term = replace(then_term, actor=parties_of(page, holder))
    spans = sorted((first[0].span, then_term.span))
    return Precondition(
        "c0",
        parties_of(page, holder),
        statement.id if statement else None,
        first[0],
        then_term,
        (page.span(*marker.at),),
        marker.logic,
        marker.order,
        span=type(spans[0])(spans[0].start, spans[1].end),
    )


def _position(page: Page, statement: Statement) -> bool:
    """Whether it is the speaker's own position, and not a report of somebody else's."""
    actor = page.actors.get(statement.source)
    told = statement.speech_act in ("report", "belief", "estimate")
    return actor is not None and actor.type != "news_organisation" and not told


def _numbered(found: list[Precondition]) -> tuple[Precondition, ...]:
    named = [replace(p, id=f"c{n}") for n, p in enumerate(found, start=1)]
    return tuple(
        replace(
            p,
            same_as=tuple(
                q.id
                for q in named
                if q.id != p.id
                and q.required_first.issue == p.required_first.issue
                and q.then.issue == p.then.issue
            ),
        )
        for p in named
    )


def find_exchanges(scene: Scene, terms: Terms) -> tuple[Exchange, ...]:
    """Every pair of acts tied by words of exchange, with who would do each."""
    page, found = scene.page, []
    for sentence in page.sentences:
        k = sentence.first
        while (marker := exchange_marker(page, k, sentence.last)) is not None:
            k = marker[1]
            made = (
                _across(scene, terms, sentence.first, sentence.last, marker)
                if marker[0] <= sentence.first + 1
                else _inside(scene, terms, sentence.first, sentence.last, marker)
            )
            if made:
                found.append(made)
    return tuple(replace(e, id=f"e{n}") for n, e in enumerate(found, start=1))


def _inside(scene: Scene, terms: Terms, first: int, last: int, marker: Range) -> Exchange | None:
    page = scene.page
    statement = scene.innermost(marker[0])
    i, j = scene.places[statement.id] if statement else (first, last)
    by = scene.by[statement.id] if statement else ()
    other = _counterpart(scene, statement)
    asked = statement is not None and statement.speech_act == "demand"
    before = terms.within(i, marker[0], other if asked else by, generic=False)
    after = terms.within(marker[1], j, by if asked else other, generic=False, traded=True)
    if not before or not after:
        return None
    a, b = before[-1], after[0]
    done = any(page.tags[k] in ("VBD", "VBN") for k in range(i, marker[0]))
    planned = bool({"plan", "proposal", "would", "will"} & set(page.words[i : marker[0]]))
    modality: Literal["offered", "demanded", "executed"] = (
        "executed" if done and not planned else "offered"
    )
    if statement is not None and statement.speech_act in ("demand", "offer", "threaten"):
        modality = "demanded" if asked else "offered"
    elif statement is not None and statement.act in ("signal_readiness", "reject", "accept"):
        modality = "offered"
    return Exchange(
        "e0",
        statement.id if statement else None,
        page.span(*marker),
        a.span,
        b.span,
        a.actor,
        b.actor,
        modality,
    )


def _across(scene: Scene, terms: Terms, first: int, last: int, marker: Range) -> Exchange | None:
    """*In return, …* at the head of a sentence: the other side stands in the one before."""
    page = scene.page
    index = page.sentence_of(first)
    if index == 0:
        return None
    before = page.sentences[index - 1]
    near = scene.within(before.first, before.last)
    earlier = [s for s in near if s.act in ("demand", "offer")]
    now = scene.innermost(last - 2)
    if not earlier or now is None:
        return None
    asked = earlier[-1]
    side_a = terms.within(*scene.places[asked.id], _counterpart(scene, asked), generic=False)
    side_b = terms.within(*scene.places[now.id], scene.by[now.id], generic=False)
    if not side_a or not side_b:
        return None
    whole = type(side_b[0].span)(side_b[0].span.start, side_b[-1].span.end)
    return Exchange(
        "e0",
        now.id,
        page.span(*marker),
        side_a[0].span,
        whole,
        side_a[0].actor,
        side_b[0].actor,
        "offered",
    )


def _counterpart(scene: Scene, statement: Statement | None) -> tuple[str, ...]:
    """The one addressed, where the text names one."""
    return statement.to if statement else ()
