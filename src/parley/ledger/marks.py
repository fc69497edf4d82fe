"""What a claim is found by, besides who stands in it: its issues, its measure, its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parley.ledger.entries import Claim, Entry, entries_of
from parley.model import (
    Event,
    Exchange,
    Figure,
    Precondition,
    Proposal,
    Reading,
    Statement,
    Term,
)

__all__ = ["Marked", "linked_ids", "marked", "measure_of", "plain_measure"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ARTICLE = re.compile(r"(?:the|a|an) ")


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry with what it is found by."""

    entry: Entry
    issues: tuple[str, ...]
    """Of its own terms, or of those whose statement or figure it is; in the order of the text."""
    measure: str | None
    """What a figure counts, written as `plain_measure` does."""


def plain_measure(of: str) -> str:
    """What is counted, written as texts that write it differently would.

    Examples
    --------
    >>> plain_measure("The  People freed")
    'people freed'
    """
    return _ARTICLE.sub("", " ".join(of.casefold().split()), count=1)


def measure_of(figure: Figure) -> str | None:
    """What a figure counts, as `Ledger.claims` is asked for it; None where no text says so."""
    return plain_measure(figure.of) if figure.of else None


def marked(reading: Reading) -> Iterator[Marked]:
    """Every claim of a reading, as `entries_of` gives them, with what it is found by.

    Examples
    --------
    >>> from parley.model import Document, Span
    >>> halt = Term((), "halt", Span(0, 4), "halt")
    >>> offer = Proposal("o1", "offer", ("union",), (), (), gives=(halt,))
    >>> reading = Reading(Document("00", "Halt"), (), (), proposals=(offer,))
    >>> [each.issues for each in marked(reading)]
    [('halt',)]
    """
    issues = _issues(reading)
    days = _days(reading)
    for entry in entries_of(reading, days):
        record = entry.record
        measure = measure_of(record) if isinstance(record, Figure) else None
        yield Marked(entry, tuple(dict.fromkeys(issues.get(record.id, ()))), measure)


def terms_of(record: Claim) -> tuple[Term, ...]:
    """The terms of a proposal or a precondition."""
    if isinstance(record, Proposal):
        return (*record.gives, *record.wants)
    if isinstance(record, Precondition):
        return (record.required_first, record.then)
    return ()


def _issues(reading: Reading) -> dict[str, list[str]]:
    """Local id → the issues that the claim is on."""
    found: dict[str, list[str]] = {}
    holding: tuple[Proposal | Precondition, ...] = (*reading.proposals, *reading.preconditions)
    for record in holding:
        terms = terms_of(record)
        on = [term.issue for term in terms if term.issue]
        for id in (record.id, *_statements(record)):
            found.setdefault(id, []).extend(on)
        for term in terms:
            if term.figure and term.issue:
                found.setdefault(term.figure, []).append(term.issue)
    for exchange in reading.exchanges:  # it names no terms; its statement's stand in it
        if exchange.statement in found:
            found.setdefault(exchange.id, []).extend(found[exchange.statement])
    return found


def _days(reading: Reading) -> dict[str, str]:
    """Local id → the day that the claim's own time, or that of its saying, gives."""
    days = {t.id: t.value[:10] for t in reading.timexes if t.value and _DAY.match(t.value)}
    found: dict[str, str] = {}
    for statement in reading.statements:
        if statement.time in days:
            found[statement.id] = days[statement.time]
    said: Iterable[Proposal | Precondition | Exchange | Figure | Event] = (
        *reading.proposals,
        *reading.preconditions,
        *reading.exchanges,
        *reading.figures,
        *reading.events,
    )
    for record in said:
        own = days.get(record.date or "") if isinstance(record, Event) else None
        told = (found[id] for id in _statements(record) if id in found)
        # An event of another day is often told on this one: only its own date is its day.
        day = own if isinstance(record, Event) else next(told, None)
        if day:
            found[record.id] = day
    return found


def _statements(record: Claim) -> tuple[str, ...]:
    if isinstance(record, Proposal):
        return record.statements
    if isinstance(record, Statement) or record.statement is None:
        return ()
    return (record.statement,)


def linked_ids(record: Claim) -> tuple[str, ...]:
    """The local ids of other claims that a record names, each once."""
    ids = [*_statements(record), *(term.figure for term in terms_of(record))]
    if isinstance(record, Proposal):
        ids += [record.status_statement, *record.possible_same_as]
    if isinstance(record, Precondition):
        ids += record.same_as
    return tuple(dict.fromkeys(id for id in ids if id and id != record.id))
