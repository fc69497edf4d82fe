"""Adding a reading inside a transaction that somebody else opened."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from parley.ledger import schema
from parley.ledger.entries import CLAIM_FIELDS, Entry, entries_of
from parley.ledger.records import dumps, to_plain
from parley.model import Document, Reading

__all__ = ["FRAME", "add_claims", "add_document", "add_reading"]

FRAME = ("sentences", "tokens", "actors", "places", "timexes", "relations", "negotiation")
"""The fields of a reading that are neither claims nor part of its key."""


def add_document(connection: Connection, document: Document, read_at: str | None) -> int:
    """Add a text and a name that are not there yet; count the new text."""
    table, names = schema.documents, schema.names
    known = connection.execute(select(table.c.id).where(table.c.id == document.id)).first()
    if known is None:
        connection.execute(
            table.insert().values(
                id=document.id, text=document.text, chars=document.chars, first_read_at=read_at
            )
        )
    seen = select(names.c.name).where(
        names.c.document == document.id, names.c.name == document.name
    )
    if connection.execute(seen).first() is None:
        connection.execute(
            names.insert().values(document=document.id, name=document.name, seen_at=read_at)
        )
    return int(known is None)


def add_reading(connection: Connection, reading: Reading, read_at: str | None) -> int | None:
    """Add the reading's own row: its number, or None where the ledger has this reading."""
    table, document = schema.readings, reading.document
    key = _text([document.id, reading.reader, reading.version, document.published])
    name = hashlib.sha256(key.encode()).hexdigest()
    if connection.execute(select(table.c.id).where(table.c.id == name)).first():
        return None
    whole = to_plain(reading)
    head = {field: value for field, value in whole["document"].items() if field != "text"}
    number = connection.execute(
        table.insert().values(
            id=name,
            document=document.id,
            reader=reading.reader,
            version=reading.version,
            published=document.published,
            read_at=read_at,
            head=_text(head),
            frame=_text({field: whole[field] for field in FRAME}),
        )
    ).inserted_primary_key
    return int(number[0]) if number else None


def add_claims(connection: Connection, reading: Reading, number: int) -> int:
    """Add what is new among a reading's claims, and the list of all of them; count the new."""
    known = _known(connection, reading)
    entries = list(entries_of(reading))
    payloads = {entry.id: dumps(entry.record) for entry in entries}
    new = [entry for entry in entries if entry.id not in known]
    listed: list[dict[str, Any]] = []
    positions = dict.fromkeys(CLAIM_FIELDS, 0)
    for entry in entries:
        payload = payloads[entry.id]
        listed.append(
            {
                "reading": number,
                "kind": entry.kind,
                "position": positions[entry.kind],
                "claim": entry.id,
                "payload": None if known.get(entry.id, payload) == payload else payload,
            }
        )
        positions[entry.kind] += 1
    for table, rows in (
        (schema.claims, [_row(entry, payloads[entry.id]) for entry in new]),
        (schema.claim_parties, [row for entry in new for row in _party_rows(entry)]),
        (schema.reading_claims, listed),
    ):
        if rows:
            connection.execute(table.insert(), rows)
    return len(new)


def _known(connection: Connection, reading: Reading) -> dict[str, str]:
    """Id → payload of the claims that this reader and version found in this document before."""
    table = schema.claims
    rows = connection.execute(
        select(table.c.id, table.c.payload).where(
            table.c.document == reading.document.id,
            table.c.reader == reading.reader,
            table.c.version == reading.version,
        )
    )
    return {row.id: row.payload for row in rows}


def _row(entry: Entry, payload: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "reader": entry.reader,
        "version": entry.version,
        "document": entry.document,
        "kind": entry.kind,
        "act": entry.act,
        "start": entry.span.start,
        "end": entry.span.end,
        "payload": payload,
    }


def _party_rows(entry: Entry) -> Iterator[dict[str, Any]]:
    roles = {"by": entry.by, "to": entry.to, "through": entry.through}
    for role, parties in roles.items():
        for party in dict.fromkeys(parties):
            yield {
                "claim": entry.id,
                "reader": entry.reader,
                "version": entry.version,
                "role": role,
                "party": party,
            }


def _text(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
