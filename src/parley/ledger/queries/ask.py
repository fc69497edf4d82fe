"""What a query is asked, and the claims for it, a chunk at a time.

A query never holds a whole ledger: it looks at claims in growing chunks and stops when its page is
full.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from parley.ledger.answers import Dates, Order
from parley.ledger.contract import Ledger
from parley.ledger.entries import Entry
from parley.ledger.queries.seen import Seen

__all__ = ["Ask", "beside", "chunks", "page", "parts"]

T = TypeVar("T")

_FIRST = 128
_LARGEST = 4096
"""Claims fetched at once: few for a page, many for an export."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Conditions that all queries share; None allows all."""

    parties: frozenset[str] | None = None
    """Ids of actors."""
    issues: frozenset[str] | None = None
    measures: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    """ISO dates, both included."""
    limit: int | None = 100
    offset: int = 0


def page(rows: Iterable[T], ask: Ask) -> tuple[T, ...]:
    """Take the rows of a page from all of them.

    Examples
    --------
    >>> page("abcdef", Ask(limit=2, offset=3))
    ('d', 'e')
    """
    end = None if ask.limit is None else ask.offset + ask.limit
    return tuple(islice(rows, ask.offset, end))


def chunks(
    ledger: Ledger,
    ask: Ask,
    *,
    kind: str | Collection[str],
    act: str | Collection[str] | None = None,
    measure: str | Collection[str] | None = None,
    order: Order = "oldest",
    dates: Dates = "published",
) -> Iterator[Seen]:
    """The claims that are asked for, in their order, each chunk with what its rows need."""
    links = kind != "statement"
    for found in parts(ledger, ask, kind=kind, act=act, measure=measure, order=order, dates=dates):
        yield Seen.of(ledger, found, links=links)


def parts(
    ledger: Ledger,
    ask: Ask,
    *,
    kind: str | Collection[str],
    act: str | Collection[str] | None = None,
    measure: str | Collection[str] | None = None,
    order: Order = "oldest",
    dates: Dates = "published",
) -> Iterator[tuple[Entry, ...]]:
    """The claims that are asked for, in their order, some at a time.

    A claim that two readers found alike comes once.
    """
    offset, size = 0, _FIRST
    before: set[str] = set()
    while True:
        found = ledger.claims(
            kind=kind,
            party=ask.parties,
            act=act,
            issue=ask.issues,
            measure=ask.measures if measure is None else measure,
            since=ask.since,
            until=ask.until,
            dates=dates,
            order=order,
            limit=size,
            offset=offset,
        )
        fresh = {entry.id: entry for entry in reversed(found) if entry.id not in before}
        if fresh:
            yield tuple(reversed(fresh.values()))
        if len(found) < size:
            return
        before = {entry.id for entry in found}
        offset += size
        size = min(offset, _LARGEST)


def beside(
    ledger: Ledger,
    entries: Iterable[Entry],
    *,
    kind: str | Collection[str],
    act: str | Collection[str] | None = None,
) -> tuple[Entry, ...]:
    """Claims of the documents that entries stand in, whatever else was asked."""
    documents = {entry.document for entry in entries}
    if not documents:
        return ()
    return ledger.claims(kind=kind, act=act, document=documents)
