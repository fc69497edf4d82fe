"""Adding prepared readings inside a transaction that somebody else opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from parley.ledger import _index
from parley.ledger._index import many
from parley.ledger.answers import Counts, FileRead
from parley.ledger.prepared import Prepared
from parley.model import Reading

__all__ = ["add", "add_claims", "add_file", "add_revision"]


def _has(connection: Connection, query: str, *values: Any) -> bool:
    return connection.exec_driver_sql(query, values).first() is not None


def add(
    connection: Connection,
    given: Prepared,
    read_at: str | None,
    restored: Callable[[int], Reading],
) -> Counts:
    """Keep what is not there yet of a reading and its document.

    `restored` gives the reading of a number, should this one take its place.
    """
    new = _add_document(connection, given, read_at)
    if _has(connection, "SELECT 1 FROM readings WHERE id = ?", given.key):
        return Counts(documents=int(new))
    before = _index.current(connection, given.document, given.reader)
    given_by = (given.document, given.reader, given.version, given.published)
    number: int = connection.exec_driver_sql(
        "INSERT INTO readings (id, document, reader, version, published, read_at, head, frame, "
        "words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (given.key, *given_by, read_at, given.head, given.frame, given.words),
    ).lastrowid
    claims = add_claims(connection, given, number)
    if new:
        _index.add_passages(connection, given, number)
    if given.revises is not None:
        add_revision(connection, given.document, *given.revises, read_at, restored)
    _index.place(connection, given, number, before, restored)
    return Counts(int(new), 1, claims)


def _add_document(connection: Connection, given: Prepared, read_at: str | None) -> bool:
    """Add a text, a name, the original that are not there yet."""
    id, name = given.document, given.name
    new = not _has(connection, "SELECT 1 FROM documents WHERE id = ?", id)
    if new:
        row = (id, given.text, len(given.text), read_at)
        many(connection, "documents", "id, text, chars, first_read_at", [row])
    if not _has(connection, "SELECT 1 FROM names WHERE document = ? AND name = ?", id, name):
        many(connection, "names", "document, name, seen_at", [(id, name, read_at)])
    if given.original is not None and not _has(
        connection, "SELECT 1 FROM originals WHERE sha256 = ?", given.original[0]
    ):
        many(connection, "originals", "sha256, media_type, size, data", [given.original])
    return new


def add_revision(
    connection: Connection,
    document: str,
    revises: str,
    reason: str,
    seen_at: str | None,
    restored: Callable[[int], Reading],
) -> bool:
    """Note a revision that is not there yet; whether it was new.

    `restored` gives the reading of a number, should the earlier version leave the lists.
    """
    query = "SELECT 1 FROM revisions WHERE document = ? AND revises = ?"
    if _has(connection, query, document, revises):
        return False
    row = (document, revises, reason, seen_at)
    many(connection, "revisions", "document, revises, reason, seen_at", [row])
    _index.unlist_document(connection, revises, restored)
    return True


def add_file(connection: Connection, file: FileRead, read_at: str | None) -> None:
    """Note a file that was read to its end."""
    key = (file.sha256, file.name, file.reader, file.version, file.published or "")
    connection.exec_driver_sql(
        "INSERT INTO files_read (sha256, name, reader, version, published, read_at) "
        "SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM files_read WHERE "
        "sha256 = ?1 AND name = ?2 AND reader = ?3 AND version = ?4 AND published = ?5)",
        (*key, read_at),
    )


def add_claims(connection: Connection, given: Prepared, number: int) -> int:
    """Add what is new among a reading's claims, and the list of all of them; count the new."""
    known = _known(connection, given, number)
    new, listed = [], []
    for id, kind, position, act, start, end, payload in given.claims:
        if id not in known:
            row = (id, given.reader, given.version, given.document, kind, act, start, end, payload)
            new.append(row)
        other = None if known.get(id, payload) == payload else payload
        listed.append((number, kind, position, id, other))
    columns = "id, reader, version, document, kind, act, start, end, payload"
    many(connection, "claims", columns, new)
    many(connection, "reading_claims", "reading, kind, position, claim, payload", listed)
    return len(new)


def _known(connection: Connection, given: Prepared, number: int) -> dict[str, str]:
    """Id → payload of the claims that this reader and version found in this document before."""
    key = (given.document, given.reader, given.version, number)
    rows = connection.exec_driver_sql(
        "SELECT c.id, c.payload FROM readings r "
        "CROSS JOIN reading_claims l ON l.reading = r.number "
        "CROSS JOIN claims c ON c.id = l.claim AND c.reader = r.reader AND c.version = r.version "
        "WHERE r.document = ? AND r.reader = ? AND r.version = ? AND r.number <> ?",
        key,
    )
    return dict(iter((row[0], row[1]) for row in rows))
