"""Reading rows back into the records they were made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from parley.errors import LedgerError
from parley.ledger import schema
from parley.ledger.entries import CLAIM_FIELDS, CLAIM_KINDS, Claim, Entry, entry
from parley.ledger.keeping import standing
from parley.ledger.records import from_plain, loads
from parley.model import Reading

__all__ = ["claim_entries", "names_of", "reading_rows", "restored"]

_AT_ONCE = 10_000
"""Readings asked for in one query; SQLite bounds the values that a query may carry."""


def reading_rows(connection: Connection, *, history: bool) -> list[RowMapping]:
    """The rows of readings with their document, by first reading of the document.

    Without `history`, for each document and reader the current one: the latest, except that a
    reading with a publication date is never displaced by one without.
    """
    table = schema.readings
    columns = (
        table.c.number,
        table.c.document,
        table.c.reader,
        table.c.version,
        table.c.published,
        table.c.read_at,
        table.c.head,
    )
    rows = connection.execute(select(*columns).order_by(table.c.number)).mappings().all()
    first = {row["document"]: row["number"] for row in reversed(rows)}
    kept = list(rows)
    if not history:
        current: dict[tuple[str, str], RowMapping] = {}
        for row in rows:
            key = (row["document"], row["reader"])
            old = current.get(key)
            if old is None or standing(row["published"], row["version"]) >= standing(
                old["published"], old["version"]
            ):
                current[key] = row
        kept = list(current.values())
    return sorted(kept, key=lambda row: (first[row["document"]], row["number"]))


def restored(connection: Connection, row: RowMapping, ledger: str) -> Reading:
    """The reading that a row and its claims were made from.

    Raises
    ------
    LedgerError
        The text does not have the hash it is filed under, or a record cannot be understood.
    """
    frame, text = connection.execute(
        select(schema.readings.c.frame, schema.documents.c.text)
        .join_from(schema.readings, schema.documents)
        .where(schema.readings.c.number == row["number"])
    ).one()
    head = json.loads(row["head"])
    if hashlib.sha256(text.encode()).hexdigest() != row["document"]:
        raise LedgerError(
            f"the ledger {ledger!r} is damaged: the text of {head['name']!r} differs from its hash"
        )
    found: dict[str, list[Claim]] = {kind: [] for kind in CLAIM_KINDS}
    for claim in connection.execute(_claims_of([row["number"]])).mappings():
        found[claim["kind"]].append(_record(claim, ledger))
    plain = {"document": {**head, "text": text}, **json.loads(frame)}
    with _understood(ledger):
        reading = from_plain(Reading, plain)
    rest: dict[str, Any] = {"reader": row["reader"], "version": row["version"]}
    rest |= {CLAIM_FIELDS[kind]: tuple(records) for kind, records in found.items()}
    return replace(reading, **rest)


@contextmanager
def _understood(ledger: str) -> Iterator[None]:
    try:
        yield
    except (TypeError, ValueError) as error:
        raise LedgerError(f"the ledger {ledger!r} cannot be understood: {error}") from error


def _record(row: RowMapping, ledger: str) -> Claim:
    with _understood(ledger):
        return loads(CLAIM_KINDS[row["kind"]], row["payload"])


def _claims_of(numbers: Sequence[int]) -> Select[Any]:
    listed, table, readings = schema.reading_claims, schema.claims, schema.readings
    return (
        select(
            table.c.id,
            table.c.reader,
            table.c.version,
            table.c.document,
            table.c.kind,
            func.coalesce(listed.c.payload, table.c.payload).label("payload"),
        )
        .join_from(listed, readings, readings.c.number == listed.c.reading)
        .join(
            table,
            (table.c.id == listed.c.claim)
            & (table.c.reader == readings.c.reader)
            & (table.c.version == readings.c.version),
        )
        .where(listed.c.reading.in_(numbers))
        .order_by(listed.c.reading, listed.c.kind, listed.c.position)
    )


def claim_entries(
    connection: Connection,
    numbers: Sequence[int],
    ledger: str,
    *,
    kind: str | None,
    parties: Collection[str] | None,
    act: str | None,
    document: str | None,
) -> list[Entry]:
    """Entries of the readings with those numbers, each claim once, the last reading's form."""
    wanted = _wanted(kind, parties, act, document)
    found: dict[tuple[str, str, str], Entry] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        query = _claims_of(numbers[start : start + _AT_ONCE]).where(*wanted)
        for row in connection.execute(query).mappings():
            found[row["id"], row["reader"], row["version"]] = entry(
                _record(row, ledger),
                id=row["id"],
                kind=row["kind"],
                document=row["document"],
                reader=row["reader"],
                version=row["version"],
            )
    return list(found.values())


def _wanted(
    kind: str | None, parties: Collection[str] | None, act: str | None, document: str | None
) -> list[ColumnElement[bool]]:
    """The conditions on a claim that a caller set."""
    table, standing = schema.claims, schema.claim_parties
    wanted: list[ColumnElement[bool]] = []
    if kind is not None:
        wanted.append(table.c.kind == kind)
    if act is not None:
        wanted.append(table.c.act == act)
    if document is not None:
        wanted.append(table.c.document.startswith(document, autoescape=True))
    if parties is not None:
        stands_in_it = select(standing.c.claim).where(
            standing.c.claim == table.c.id,
            standing.c.reader == table.c.reader,
            standing.c.version == table.c.version,
            standing.c.role.in_(("by", "to")),
            standing.c.party.in_(list(parties)),
        )
        wanted.append(stands_in_it.exists())
    return wanted


def names_of(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Document → the names under which it was seen, the first one first."""
    rows = connection.exec_driver_sql("SELECT document, name FROM names ORDER BY rowid")
    names: dict[str, tuple[str, ...]] = {}
    for row in rows:
        names[row.document] = (*names.get(row.document, ()), row.name)
    return names
