"""Preconditions: what has to be done before something else may happen, and who says so.

Constructs live one a file here and are found; each has ``WORDS``, the words that it looks at,
and ``find(page, k, i, j, mood)``, which gives the clauses that it orders.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib import import_module

from parley.model import Precondition, Proposal, Statement, Term
from parley.reading.attribution import Scene
from parley.reading.clauses import joined
from parley.reading.conditions._frame import Mood, Ordered
from parley.reading.conditions._holder import holder_of
from parley.reading.page import Page, Range, parties_of
from parley.reading.terms import Terms

__all__ = ["Mood", "Ordered", "find_preconditions", "ordered_in"]

Construct = Callable[[Page, int, int, int, Mood], tuple[Ordered, ...]]


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


def _at(page: Page, k: int, i: int, j: int, mood: Mood) -> tuple[Ordered, ...]:
    for find in _constructs().get(page.words[k], ()):
        found = find(page, k, i, j, mood)
        if found:
            return found
    return ()


def ordered_in(page: Page, i: int, j: int, mood: Mood) -> Ordered | None:
    """The first order of acts between two tokens."""
    for k in range(i, j):
        found = _at(page, k, i, j, mood)
        if found:
            return found[0]
    return None


def find_preconditions(
    scene: Scene, terms: Terms, proposals: tuple[Proposal, ...] = ()
) -> tuple[Precondition, ...]:
    """Every precondition, told by the innermost statement around its order word.

    Parameters
    ----------
    scene : Scene
        With statements and their acts.
    terms : Terms
        Finds the acts.
    proposals : tuple of Proposal
        Of the same text: a draft that is described goes on to be its maker's.
    """
    page, found = scene.page, []
    for sentence in page.sentences:
        past = sentence.first
        for k in range(sentence.first, sentence.last):
            if k < past or page.words[k] not in _constructs():
                continue
            for ordered, statement in _read(scene, k):
                for part in _parts(page, ordered):
                    made = _precondition(scene, terms, part, statement, proposals)
                    if made is not None:
                        found.append(made)
                        past = max(past, ordered.markers[-1][1])
                        if ordered.first[0] > k:
                            past = max(past, ordered.first[1])
    return _numbered(_apart(found))


def _read(scene: Scene, k: int) -> Iterator[tuple[Ordered, Statement | None]]:
    """What an order word at k orders, inside the words of whoever says it."""
    page = scene.page
    sentence = page.sentences[page.sentence_of(k)]
    statement = scene.innermost(k) or _just_before(scene, sentence.first, k)
    i, j = scene.places[statement.id] if statement else (sentence.first, sentence.last)
    if k - sentence.first <= 1:
        i, j = sentence.first, sentence.last
    elif k >= j:
        j = sentence.last
    found = _at(page, k, i, j, mood_of(statement))
    if not found and statement is not None and i > sentence.first:
        wider = max(sentence.first, i - 4)  # "would", "has offered to": left outside the content
        found = tuple(
            o
            for o in _at(page, k, wider, j, mood_of(statement))
            if o.first[0] >= i or o.then[0] >= i
        )
    for ordered in found:
        inner = statement or scene.innermost(ordered.then[0]) or scene.innermost(ordered.first[0])
        yield ordered, inner


def _just_before(scene: Scene, first: int, k: int) -> Statement | None:
    """The statement whose content ends right before an order word."""
    near = [s for s in scene.within(first, k) if scene.places[s.id][1] in (k - 2, k - 1, k)]
    return near[-1] if near else None


def mood_of(statement: Statement | None) -> Mood:
    """How a statement's words are meant."""
    if statement is None:
        return Mood()
    return Mood(
        asked=statement.speech_act == "demand",
        offered=statement.speech_act in ("offer", "accept")
        or statement.act in ("offer", "signal_readiness", "concede", "counter_offer"),
        threatened=statement.speech_act == "threaten",
        guessed=statement.speech_act in ("belief", "estimate"),
    )


def _parts(page: Page, ordered: Ordered) -> list[Ordered]:
    """One order a clause, where the condition has two (*if A stops and B is opened first*)."""
    pieces = joined(page, *ordered.first)
    if len(pieces) == 1 or ordered.threat:
        return [ordered]
    made = []
    for i, j in pieces:
        last = j - 1
        first = page.words[last] == "first"
        order = ordered.order
        if ordered.order in ("before", "only_if") and ordered.logic == "then_only_if_required":
            strict = first or (j == pieces[-1][1] and ordered.order == "before")
            order = "before" if strict else "only_if"
        made.append(replace(ordered, first=(i, last if first else j), order=order))
    return made


def _precondition(
    scene: Scene,
    terms: Terms,
    ordered: Ordered,
    statement: Statement | None,
    proposals: tuple[Proposal, ...],
) -> Precondition | None:
    page = scene.page
    asked = statement.to if statement is not None else ()
    first = terms.clause(*page.trimmed(*ordered.first), asked)
    then = _then(terms, page, ordered.then)
    if not first or not then:
        return None
    if ordered.known and all(t.action == "other" for t in (*first, *then)):
        return None
    required = _positive(first[0]) if ordered.threat else first[0]
    then_term = next((t for t in then if t.action == "talks"), then[0])
    then_term = _negative(then_term) if ordered.threat else _positive(then_term)
    if required.span.overlaps(then_term.span):
        return None
    holder = holder_of(scene, statement, ordered, then_term, proposals)
    if not holder and then_term.action == "other":
        return None  # nobody sets it, and no known act waits for it
    if ordered.order == "only_if" and not then_term.actor and not mood_of(statement).asked:
        then_term = replace(then_term, actor=parties_of(page, holder))
    spans = sorted((required.span, then_term.span))
    return Precondition(
        "c0",
        parties_of(page, holder),
        statement.id if statement else None,
        required,
        then_term,
        tuple(page.span(*marker) for marker in ordered.markers),
        ordered.logic,
        ordered.order,
        span=type(spans[0])(spans[0].start, spans[1].end),
    )


def _then(terms: Terms, page: Page, then: Range) -> tuple[Term, ...]:
    i, j = page.trimmed(*then)
    while i < j and page.words[j - 1] in ("only", "but"):
        j -= 1
    return terms.clause(i, j)


def _positive(term: Term) -> Term:
    """The act itself: what is held back is named without its *not*."""
    value = "yes" if term.negated and term.value == "no" else term.value
    return replace(term, negated=False, value=value)


def _negative(term: Term) -> Term:
    """What does not happen once the condition is met."""
    return replace(term, negated=True, value="no")


def _apart(found: list[Precondition]) -> list[Precondition]:
    """One precondition a place: of two with the same words the first read."""
    kept: list[Precondition] = []
    for one in sorted(found, key=lambda p: p.markers[0]):
        if not any(
            one.required_first.span.overlaps(k.required_first.span)
            and one.then.span.overlaps(k.then.span)
            for k in kept
        ):
            kept.append(one)
    return kept


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
