"""What is reported to have happened and to have been said, by date, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge

from parley.ledger.answers import Dates
from parley.ledger.contract import Ledger
from parley.ledger.entries import Entry
from parley.ledger.queries.ask import Ask, beside, chunks, page
from parley.ledger.queries.seen import At, Seen
from parley.model import NARRATOR, Event, Precondition, Proposal, Statement, Term

__all__ = ["TimelineRow", "timeline", "timeline_rows"]

_KINDS = ("event", "proposal", "precondition", "statement")


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One event or statement."""

    date: str
    date_basis: str
    """stated, reckoned (from the report's date), published (no other date is said), or nothing."""
    when: str
    """The time expression, where there is one."""
    kind: str
    """event, offer, demand, precondition or statement."""
    who: tuple[str, ...]
    act: str
    to: tuple[str, ...]
    what: tuple[str, ...]
    """Issues, where terms stand in it."""
    modality: str
    """Of an event: actual, reported, planned, ongoing, …"""
    via: tuple[str, ...]
    at: At


def timeline(ledger: Ledger, ask: Ask) -> tuple[TimelineRow, ...]:
    """A page of the timeline, oldest first; what no date can be given comes last."""
    dated = _rows(ledger, ask, "happened")
    told = _rows(ledger, ask, "published")
    rows = merge(dated, told, key=lambda row: row.date or "~")
    return page(rows, ask)


def _rows(ledger: Ledger, ask: Ask, dates: Dates) -> Iterator[TimelineRow]:
    """Rows of claims that have a day of their own, or of those that have none."""
    for seen in chunks(ledger, ask, kind=_KINDS, order="oldest", dates=dates):
        own = dates == "happened"
        kept = [entry for entry in seen.entries if bool(entry.happened) is own]
        if own and not kept:
            return  # claims without a date stand last
        yield from timeline_rows(seen.only(kept), _around(ledger, kept))


def _around(ledger: Ledger, kept: Iterable[Entry]) -> Iterator[Entry]:
    """What decides whether statements are told: only of their documents, and only what may."""
    said = [entry for entry in kept if isinstance(entry.record, Statement)]
    yield from said
    yield from beside(ledger, said, kind=("proposal", "precondition"))
    yield from beside(ledger, filter(_comments, said), kind="statement")
    yield from beside(ledger, filter(_of_the_report, said), kind="event")


def _comments(entry: Entry) -> bool:
    return entry.act == "comment"


def _of_the_report(entry: Entry) -> bool:
    return isinstance(entry.record, Statement) and entry.record.source == NARRATOR


def timeline_rows(seen: Seen, around: Iterable[Entry] = ()) -> Iterator[TimelineRow]:
    """Rows of some claims, in their order.

    Parameters
    ----------
    seen : Seen
        Events, proposals, preconditions, statements.
    around : iterable of Entry
        Themselves, and others of their documents: a statement whose terms are told, that only
        tells what another one within it says, or in which the report tells of an event, is not
        told again.
    """
    told = _told(around)
    for entry in seen.entries:
        record = entry.record
        if isinstance(record, Statement) and (entry.document, entry.reader, record.id) in told:
            continue
        if isinstance(record, Event) and record.spoken:
            continue  # its statement is told
        day = seen.day(entry)
        yield TimelineRow(
            date=day.date,
            date_basis=day.basis,
            when=day.words,
            kind=_kind(entry),
            who=seen.names(entry, entry.by),
            act=entry.act.replace("_", " "),
            to=seen.names(entry, entry.to),
            what=tuple(dict.fromkeys(term.issue for term in _terms(entry))),
            modality=record.modality if isinstance(record, Event) else "",
            via=seen.via(entry, entry.by),
            at=seen.at(entry, record.span if isinstance(record, Event) else None),
        )


def _terms(entry: Entry) -> tuple[Term, ...]:
    record = entry.record
    if isinstance(record, Proposal):
        return (*record.gives, *record.wants)
    if isinstance(record, Precondition):
        return (record.required_first, record.then)
    return ()


def _kind(entry: Entry) -> str:
    if isinstance(entry.record, Proposal):
        ready = entry.record.status == "declared_readiness"
        return "readiness" if ready else entry.record.kind.replace("_", " ")
    return entry.kind


def _told(around: Iterable[Entry]) -> set[tuple[str, str, str]]:
    """Statements that other rows stand for."""
    found: set[tuple[str, str, str]] = set()
    statements: dict[tuple[str, str], list[Statement]] = {}
    events: dict[tuple[str, str], list[Event]] = {}
    for entry in around:
        record, page_ = entry.record, (entry.document, entry.reader)
        if isinstance(record, Proposal):
            found.update((*page_, id) for id in record.statements)
        elif isinstance(record, Precondition):
            found.update((*page_, id) for id in (record.statement,) if id)
        elif isinstance(record, Statement):
            statements.setdefault(page_, []).append(record)
        elif isinstance(record, Event):
            events.setdefault(page_, []).append(record)
    for page_, said in statements.items():
        happened = events.get(page_, ())
        found.update(
            (*page_, each.id) for each in said if _wraps(each, said) or _tells(each, happened)
        )
    return found


def _wraps(outer: Statement, said: Iterable[Statement]) -> bool:
    """Whether a report of speech only tells what a longer chain of sources in it says."""
    passed_on = [link.actor for link in outer.chain]
    return outer.act == "comment" and any(
        inner.content in outer.content
        and inner.id != outer.id
        and len(inner.chain) > len(passed_on)
        and [link.actor for link in inner.chain][: len(passed_on)] == passed_on
        for inner in said
    )


def _tells(said: Statement, events: Iterable[Event]) -> bool:
    """Whether the report itself tells of an event in it."""
    own = said.source == NARRATOR
    return own and any(event.trigger in said.content for event in events)
