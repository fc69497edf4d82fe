"""The claim ledger as a table: one row a claim, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parley.ledger.contract import Ledger
from parley.ledger.entries import CLAIM_KINDS, Entry
from parley.ledger.queries.ask import Ask, chunks, page
from parley.ledger.queries.offers import basis_of
from parley.ledger.queries.seen import At, Seen
from parley.ledger.queries.values import amount
from parley.model import Event, Exchange, Figure, Precondition, Proposal, Statement, Term

__all__ = ["ClaimRow", "claim_rows", "claims"]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim."""

    date: str
    date_basis: str
    kind: str
    act: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    via: tuple[str, ...]
    issues: tuple[str, ...]
    terms: tuple[str, ...]
    """Of offers and conditions: side, issue and the term's words."""
    quantity: str
    unit: str
    quantity_basis: str
    modality: str
    """How far it holds by its last source, or of an event: planned, reported, …"""
    status: str
    basis: str
    at: At


def claims(
    ledger: Ledger, ask: Ask, *, act: str | None = None, kind: str | None = None
) -> tuple[ClaimRow, ...]:
    """A page of claims, by document and place."""
    found = chunks(ledger, ask, kind=kind or tuple(CLAIM_KINDS), act=act, order="text")
    return page((row for seen in found for row in claim_rows(seen)), ask)


def claim_rows(seen: Seen) -> Iterator[ClaimRow]:
    """A row for each claim, in their order."""
    for entry in seen.entries:
        day, record = seen.day(entry), entry.record
        figure = record if isinstance(record, Figure) else None
        terms = list(_terms(entry))
        yield ClaimRow(
            date=day.date,
            date_basis=day.basis,
            kind=entry.kind,
            act=entry.act.replace("_", " "),
            by=seen.names(entry, entry.by),
            to=seen.names(entry, entry.to),
            via=seen.via(entry, entry.by),
            issues=tuple(dict.fromkeys(term.issue for _, term in terms)),
            terms=tuple(f"{side} {t.issue}: {seen.text(entry, t.span)}" for side, t in terms),
            quantity=amount(figure) if figure else "",
            unit=(figure.unit or "") if figure else "",
            quantity_basis=(figure.quantity_basis or "") if figure else "",
            modality=_modality(entry),
            status=record.status if isinstance(record, Proposal) else "",
            basis=basis_of(seen, entry),
            at=seen.at(entry),
        )


def _terms(entry: Entry) -> Iterable[tuple[str, Term]]:
    record = entry.record
    if isinstance(record, Proposal):
        yield from (("gives", term) for term in record.gives)
        yield from (("wants", term) for term in record.wants)
    elif isinstance(record, Precondition):
        yield from (("first", record.required_first), ("then", record.then))


def _modality(entry: Entry) -> str:
    record = entry.record
    if isinstance(record, Statement):
        return record.factuality
    return record.modality if isinstance(record, (Event, Exchange)) else ""
