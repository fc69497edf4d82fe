"""Terms, proposals, preconditions and exchanges from an answer, in the words of a case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from parley.model import Exchange, Figure, Precondition, Proposal, Span, Statement, Term, Timex
from parley.reading.lexicon.concepts import Concept, concept
from parley.reading.llm.answers import (
    ExchangeAnswer,
    PreconditionAnswer,
    ProposalAnswer,
    TermAnswer,
)
from parley.reading.llm.finder import Finder
from parley.reading.page import parties_of, slug

__all__ = ["Known", "exchange", "precondition", "proposal"]

_SMALL = frozenset("the a an to of in on for and or by with its their his her be that".split())


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of the same answer before: it is pointed to."""

    statements: Mapping[str, tuple[Statement, ...]]
    """By the answer's own keys."""
    figures: tuple[Figure, ...] = ()
    timexes: tuple[Timex, ...] = ()
    all_statements: tuple[Statement, ...] = field(default=())

    def innermost(self, span: Span) -> Statement | None:
        """The shortest statement around a place."""
        inside = [s for s in self.all_statements if span in s.content]
        return min(inside, key=lambda s: s.content.end - s.content.start, default=None)

    def pointed(self, key: str | None, span: Span) -> str | None:
        """The id of the statement that a key names and that stands by a place, else around it."""
        named = self.statements.get(key or "", ())
        best = min(named, key=lambda s: abs(s.content.start - span.start), default=None)
        best = best or self.innermost(span)
        return best.id if best else None


def _term(finder: Finder, known: Known, answer: TermAnswer, near: int | None) -> Term | None:
    """One term: the model says which words and whose act, our tables what it is in a case."""
    span = finder.find("term", answer.words, near)
    if span is None:
        return None
    page = finder.page
    i, j = page.range(span)
    if i >= j:
        finder.drop("term", answer.words, "the words are a part of a word")
        return None
    span = Span(min(span.start, page.tokens[i].span.start), max(span.end, page.span(i, j).end))
    actor = parties_of(page, finder.actors("term", answer.words, answer.actor))
    read = finder.desk.terms.within(i, j, actor)
    own = next((term for term in read if term.action == answer.action), None)
    meant = concept(answer.action)
    if own is None and meant is not None:
        own = _by_concept(finder, meant, i, j, actor)
    elif own is None:
        own = next((term for term in read if term.action == "other"), None)
    if own is None:
        own = Term(actor, "other", span, _named(page.words[i:j]), "yes")
    number = next((f for f in known.figures if f.number_span in span), None)
    length = next((t for t in known.timexes if t.type == "DURATION" and t.span in span), None)
    value = own.value
    if answer.negated != own.negated:
        value = "no" if answer.negated else _positive(own)
    return replace(
        own,
        actor=actor or own.actor,
        span=span,
        value=value,
        figure=number.id if number else None,
        duration=length.id if length else None,
        including=tuple(part for part in own.including if part in span),
        unit=(number.unit if number else None) or (meant.unit if meant else own.unit),
        negated=answer.negated,
    )


def _by_concept(finder: Finder, meant: Concept, i: int, j: int, actor: tuple[str, ...]) -> Term:
    """A term whose act the model names and our patterns do not see in the words."""
    issue, of, value = meant.issue, None, "yes"
    if meant.id == "release":
        issue, of = finder.desk.custody.issue(i, j, actor)
        value = "all" if {"all", "every"} & set(finder.page.words[i:j]) else "some"
    open_value = meant.id == "halt" or meant.unit == "percent"
    return Term(
        actor, meant.id, finder.page.span(i, j), issue, None if open_value else value,
        of=of, unit=meant.unit,
    )  # fmt: skip


def _positive(own: Term) -> str | None:
    return None if own.action in ("halt", "release") else "yes"


def _named(words: Iterable[str]) -> str:
    """An option's name from the words themselves: the first three that carry something."""
    kept = [w for w in words if re.match(r"\w", w) and w not in _SMALL]
    return slug(" ".join(kept[:3]) or "other")


def proposal(finder: Finder, known: Known, answer: ProposalAnswer, ident: str) -> Proposal | None:
    """One proposal with the terms whose words stand in the passage; None where none does."""
    near = next(
        (s.content.start for key in answer.statements for s in known.statements.get(key, ())), None
    )
    gives = [t for a in answer.gives if (t := _term(finder, known, a, near))]
    wants = [t for a in answer.wants if (t := _term(finder, known, a, near))]
    words = (answer.gives or answer.wants)[0].words if (answer.gives or answer.wants) else ""
    if not gives and not wants:
        finder.drop("proposal", words, "none of its terms stands in the passage")
        return None
    spans = sorted(term.span for term in (*gives, *wants))
    span = Span(spans[0].start, max(s.end for s in spans))
    told = [s.id for key in answer.statements for s in known.statements.get(key, ())]
    around = known.innermost(spans[0])
    told = told or ([around.id] if around else [])
    by = parties_of(finder.page, finder.actors("proposal", words, answer.by))
    to = parties_of(finder.page, finder.actors("proposal", words, answer.to))
    status_by = parties_of(finder.page, finder.actors("proposal", words, answer.status_by))
    status_span = (
        finder.find("proposal status", answer.status_words, span.start)
        if answer.status_words
        else None
    )
    return Proposal(
        ident,
        answer.kind,
        by,
        to,
        tuple(dict.fromkeys(told)),
        tuple(gives),
        tuple(wants),
        answer.status,
        status_by,
        status_span,
        _answering(known, status_span, told),
        span=span,
    )


def _answering(known: Known, status: Span | None, told: list[str]) -> str | None:
    """The statement that gives the answer, where the words of the answer show one."""
    if status is None:
        return None
    for statement in known.all_statements:
        if statement.id not in told and any(cue.overlaps(status) for cue in statement.cues):
            return statement.id
    return None


def precondition(
    finder: Finder, known: Known, answer: PreconditionAnswer, ident: str
) -> Precondition | None:
    """One precondition; None where one of its sides does not stand in the passage."""
    first = _term(finder, known, answer.required_first, None)
    then = _term(finder, known, answer.then, first.span.start if first else None)
    if first is None or then is None:
        return None
    markers = finder.some("marker", answer.markers, first.span.start)
    if not markers:
        finder.drop("precondition", answer.required_first.words, "no words of order stand with it")
        return None
    spans = sorted((first.span, then.span))
    words = answer.required_first.words
    return Precondition(
        ident,
        parties_of(finder.page, finder.actors("precondition", words, answer.holder)),
        known.pointed(answer.statement, first.span),
        first,
        then,
        markers,
        "then_only_if_required" if answer.order == "only_if" else "required_before_then",
        answer.order,
        span=Span(spans[0].start, max(s.end for s in spans)),
    )


def exchange(finder: Finder, known: Known, answer: ExchangeAnswer, ident: str) -> Exchange | None:
    """One exchange; None where its marker or a side does not stand in the passage."""
    marker = finder.find("exchange", answer.marker)
    if marker is None:
        return None
    places = finder.desk.anchors.places(answer.marker, finder.window.span)
    if len(places) > 1:  # the marker by its own sides
        side = finder.desk.anchors.find(answer.side_b, finder.window.span)
        if side is not None:
            marker = min((p.span for p in places), key=lambda p: abs(p.end - side.span.start))
    side_a = finder.find("exchange", answer.side_a, marker.start)
    side_b = finder.find("exchange", answer.side_b, marker.end)
    if side_a is None or side_b is None:
        return None
    return Exchange(
        ident,
        known.pointed(answer.statement, marker),
        marker,
        side_a,
        side_b,
        parties_of(finder.page, finder.actors("exchange", answer.marker, answer.a_by)),
        parties_of(finder.page, finder.actors("exchange", answer.marker, answer.b_by)),
        answer.modality,
    )
