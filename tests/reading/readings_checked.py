"""What every reading keeps, whatever the text: places inside it, ids that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from parley.model import ACTS, SPEECH_ACTS, Reading, Span, Term

__all__ = ["check", "spans_of"]

RESERVED = {"publisher", "unspecified"}


def spans_of(record: object) -> Iterator[Span]:
    """Every span anywhere in a record."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from spans_of(part)
    elif is_dataclass(record):
        for field in fields(record):
            yield from spans_of(getattr(record, field.name))


def check(reading: Reading) -> None:
    """Fail where a place is outside the text or a reference leads nowhere."""
    _places(reading)
    _identities(reading)
    _references(reading)
    _terms(reading)


def _places(reading: Reading) -> None:
    text, chars = reading.document.text, reading.document.chars
    for kind in fields(reading):
        if kind.name == "document":
            continue
        for span in spans_of(getattr(reading, kind.name)):
            assert 0 <= span.start < span.end <= chars, (kind.name, span)
    for token in reading.tokens:
        assert text[token.span.start : token.span.end] == token.text
    end = 0
    for sentence in reading.sentences:
        assert end <= sentence.span.start, "sentences overlap"
        end = sentence.span.end
        assert sentence.first < sentence.last <= len(reading.tokens)
    for statement in reading.statements:
        for quoted in statement.quoted:
            assert quoted in statement.content
        sentences = [s for s in reading.sentences if s.span.overlaps(statement.content)]
        assert len(sentences) == 1 or statement.quote_mode == "direct", (
            "only a quotation goes on over sentences"
        )
    for figure in reading.figures:
        assert figure.number_span in figure.span


def _identities(reading: Reading) -> None:
    kinds = ("actors", "places", "timexes", "figures", "statements", "proposals",
             "preconditions", "exchanges", "events")  # fmt: skip
    for kind in kinds:
        ids = [record.id for record in getattr(reading, kind)]
        assert len(ids) == len(set(ids)), f"{kind} share an id"


def _references(reading: Reading) -> None:
    actors = {actor.id for actor in reading.actors} | RESERVED
    statements = {s.id for s in reading.statements}
    proposals = {p.id for p in reading.proposals}
    preconditions = {c.id for c in reading.preconditions}
    timexes, places = {t.id for t in reading.timexes}, {p.id for p in reading.places}
    none = {None}
    for actor in reading.actors:
        assert {actor.represents, actor.part_of, *actor.members} <= actors | none, actor
    for s in reading.statements:
        assert s.chain, "a statement without a source"
        assert {link.actor for link in s.chain} | {*s.to, *s.about} <= actors, s
        assert s.act in ACTS
        assert s.speech_act in SPEECH_ACTS
        assert s.time in timexes | none
    for p in reading.proposals:
        assert {*p.by, *p.to, *p.status_by} <= actors, p
        assert {*p.statements} <= statements
        assert p.status_statement in statements | none
        assert {*p.possible_same_as} <= proposals - {p.id}
    for c in reading.preconditions:
        assert {*c.holder} <= actors, c
        assert c.statement in statements | none
        assert {*c.same_as} <= preconditions - {c.id}
    for x in reading.exchanges:
        assert {*x.a_by, *x.b_by} <= actors, x
        assert x.statement in statements | none
    for e in reading.events:
        assert {*e.source, *e.target} <= actors, e
        assert e.statement in statements | none
        assert e.date in timexes | none
        assert e.place in places | none
    for f in reading.figures:
        assert f.statement in statements | none
        assert f.holder in actors | none
    claims = statements | proposals | preconditions | actors | {f.id for f in reading.figures}
    for relation in reading.relations:
        assert {*relation.items} <= claims, relation


def _terms(reading: Reading) -> None:
    actors = {actor.id for actor in reading.actors}
    figures, timexes = {f.id for f in reading.figures}, {t.id for t in reading.timexes}
    terms: list[Term] = [t for p in reading.proposals for t in (*p.gives, *p.wants)]
    terms += [t for c in reading.preconditions for t in (c.required_first, c.then)]
    for term in terms:
        assert {*term.actor} <= actors, term
        assert term.figure in figures | {None}
        assert term.duration in timexes | {None}
        for part in term.including:
            assert part in term.span
