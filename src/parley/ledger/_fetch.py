"""Reading rows back into the records they were made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row

from parley.errors import LedgerError
from parley.ledger._select import numbers_of
from parley.ledger.answers import Held, ReportDate
from parley.ledger.entries import CLAIM_FIELDS, CLAIM_KINDS, Claim, Entry, entry
from parley.ledger.marks import linked_ids
from parley.ledger.prepared import iso_day, sentences_of, words_of
from parley.ledger.records import from_plain, loads
from parley.ledger.wanted import Wanted
from parley.model import Reading

__all__ = ["entries", "held", "linked", "numbers", "restored"]

_AMONG = "IN (SELECT value FROM json_each(?))"
_CLAIM = (
    "c.id, c.reader, c.version, c.document, c.kind, coalesce(rc.payload, c.payload) AS payload, "
    "r.published"
)


def _listed(values: Collection[Any]) -> str:
    return json.dumps(list(values))


def numbers(
    connection: Connection, *, history: bool, documents: Collection[str] | None = None
) -> list[int]:
    """The numbers of readings, by the first reading of their document."""
    among = "" if documents is None else f"WHERE document {_AMONG} "
    values = () if documents is None else (_listed(documents),)
    latest = among or "WHERE document NOT IN (SELECT revises FROM revisions) "
    query = f"SELECT reading FROM current_readings {latest}ORDER BY doc, reading"
    if history:
        first = "(SELECT min(number) FROM readings f WHERE f.document = readings.document)"
        query = f"SELECT number FROM readings {among}ORDER BY {first}, number"
    return [row[0] for row in connection.exec_driver_sql(query, values)]


def restored(connection: Connection, number: int, ledger: str, *, claims: bool = True) -> Reading:
    """The reading that a row and its claims were made from.

    Parameters
    ----------
    connection : Connection
        Inside a transaction.
    number : int
        The reading's number.
    ledger : str
        The file, for messages.
    claims : bool
        Whether with its claims, sentences and tokens.

    Raises
    ------
    LedgerError
        The text does not have the hash it is filed under, or a record cannot be understood.
    """
    row = connection.exec_driver_sql(
        "SELECT r.document, r.reader, r.version, r.head, r.frame, r.words, d.text "
        "FROM readings r CROSS JOIN documents d ON d.id = r.document WHERE r.number = ?",
        (number,),
    ).one()
    head, frame = json.loads(row.head), json.loads(row.frame)
    if hashlib.sha256(row.text.encode()).hexdigest() != row.document:
        raise LedgerError(
            f"the ledger {ledger!r} is damaged: the text of {head['name']!r} differs from its hash"
        )
    sentences, tokens = frame.pop("sentences", []), frame.pop("tokens", [])
    plain = {"document": {**head, "text": row.text}, "sentences": [], "tokens": [], **frame}
    if row.words is None:  # a row of version 1
        plain |= {"sentences": sentences, "tokens": tokens if claims else []}
    with _understood(ledger):
        reading = from_plain(Reading, plain)
    reading = replace(reading, reader=row.reader, version=row.version)
    if not claims:
        if row.words is not None:
            reading = replace(reading, sentences=sentences_of(row.words))
        return reading
    rest: dict[str, Any] = _claims(connection, number, ledger)
    if row.words is not None:
        rest["sentences"], rest["tokens"] = words_of(row.words, row.text)
    return replace(reading, **rest)


def _claims(connection: Connection, number: int, ledger: str) -> dict[str, tuple[Claim, ...]]:
    """The claims of a reading, by the field that they stand in."""
    found: dict[str, list[Claim]] = {kind: [] for kind in CLAIM_KINDS}
    rows = connection.exec_driver_sql(
        f"SELECT {_CLAIM} FROM readings r CROSS JOIN reading_claims rc ON rc.reading = r.number "
        "CROSS JOIN claims c ON c.id = rc.claim AND c.reader = r.reader AND c.version = r.version "
        "WHERE r.number = ? ORDER BY rc.kind, rc.position",
        (number,),
    )
    for row in rows:
        found[row.kind].append(_record(row, ledger))
    return {CLAIM_FIELDS[kind]: tuple(records) for kind, records in found.items()}


@contextmanager
def _understood(ledger: str) -> Iterator[None]:
    try:
        yield
    except (TypeError, ValueError) as error:
        raise LedgerError(f"the ledger {ledger!r} cannot be understood: {error}") from error


def _record(row: Row[Any], ledger: str) -> Claim:
    with _understood(ledger):
        return loads(CLAIM_KINDS[row.kind], row.payload)


_FROM_LISTED = (
    "CROSS JOIN readings r ON r.number = l.reading "
    "CROSS JOIN reading_claims rc "
    "ON rc.reading = l.reading AND rc.kind = l.kind AND rc.position = l.position "
    "CROSS JOIN claims c ON c.id = rc.claim AND c.reader = r.reader AND c.version = r.version"
)


def entries(connection: Connection, wanted: Wanted, ledger: str) -> tuple[Entry, ...]:
    """The claims that are wanted, in the order wanted."""
    listed = numbers_of(connection, wanted)
    rows = connection.exec_driver_sql(
        f"SELECT l.number, l.happened, {_CLAIM} FROM json_each(?) j "
        f"CROSS JOIN listed l ON l.number = j.value {_FROM_LISTED} ORDER BY j.key",
        (_listed(listed),),
    )
    return tuple(_entry(row, ledger) for row in rows)


def _entry(row: Row[Any], ledger: str) -> Entry:
    return entry(
        _record(row, ledger),
        id=row.id,
        kind=row.kind,
        document=row.document,
        reader=row.reader,
        version=row.version,
        published=row.published,
        happened=iso_day(row.happened),
    )


def linked(
    connection: Connection, given: Collection[Entry], ledger: str
) -> tuple[dict[str, Entry], ...]:
    """For each entry, the claims of its reading that its record names."""
    asked = [(each.document, each.reader, linked_ids(each.record)) for each in given]
    rows = connection.exec_driver_sql(
        f"SELECT j.key AS at, l.local, l.number, l.happened, {_CLAIM} FROM json_each(?) j "
        "CROSS JOIN current_readings n ON n.document = json_extract(j.value, '$[0]') "
        "AND n.reader = json_extract(j.value, '$[1]') "
        "CROSS JOIN listed l ON l.doc = n.doc AND l.reading = n.reading "
        "AND l.local IN (SELECT value FROM json_each(j.value, '$[2]')) "
        f"{_FROM_LISTED} ORDER BY l.place, l.number",
        (_listed(asked),),
    )
    known: dict[int, Entry] = {}
    found: list[dict[str, Entry]] = [{} for _ in asked]
    for row in rows:
        if row.number not in known:
            known[row.number] = _entry(row, ledger)
        found[row.at][row.local] = known[row.number]
    return tuple(
        {id: claims[id] for id in ids if id in claims}
        for claims, (_, _, ids) in zip(found, asked, strict=True)
    )


def held(
    connection: Connection,
    documents: Collection[str] | None,
    *,
    since: str | None = None,
    until: str | None = None,
    by: ReportDate = "published",
) -> tuple[Held, ...]:
    """Documents as their current readings know them."""
    read = "substr(coalesce(d.first_read_at, ''), 1, 10)"
    day = f"coalesce(r.published, {read})" if by == "published" else read
    asked = (
        (f"n.document {_AMONG}", None if documents is None else _listed(documents)),
        (f"{day} >= ?", since),
        (f"{day} <= ?", until),
    )
    among = " AND ".join(condition for condition, value in asked if value is not None)
    among = f"WHERE {among} " if among else ""
    values = tuple(value for _, value in asked if value is not None)
    rows = connection.exec_driver_sql(
        "SELECT n.document, d.chars, d.first_read_at, r.head FROM current_readings n "
        "CROSS JOIN readings r ON r.number = n.reading CROSS JOIN documents d ON d.id = n.document "
        f"{among}ORDER BY n.doc, n.reading",
        values,
    )
    latest = {row.document: row for row in rows}
    these = None if not values else [*latest]
    names = _several(connection, "name", "names", these)
    revises = _several(connection, "revises", "revisions", these)
    later = _several(connection, "document", "revisions", these, of="revises")
    return tuple(
        _held(row, names[id], revises.get(id, ()), later.get(id, ())) for id, row in latest.items()
    )


def _held(
    row: Row[Any], names: tuple[str, ...], revises: tuple[str, ...], later: tuple[str, ...]
) -> Held:
    head = json.loads(row.head)
    return Held(
        id=row.document,
        names=names,
        chars=row.chars,
        first_read_at=row.first_read_at,
        published=head["published"],
        publisher=head["publisher"],
        title=head["title"],
        url=head["url"],
        original=head["original"],
        revises=revises,
        revised_by=later,
        sensitivity=head["sensitivity"],
    )


def _several(
    connection: Connection,
    column: str,
    table: str,
    documents: Collection[str] | None,
    of: str = "document",
) -> dict[str, tuple[str, ...]]:
    """Document → what a table has for it, in the order in which it was noted."""
    among = "" if documents is None else f"WHERE {of} {_AMONG} "
    values = () if documents is None else (_listed(documents),)
    query = f"SELECT {of}, {column} FROM {table} {among}ORDER BY rowid"
    found: dict[str, list[str]] = {}
    for document, value in connection.exec_driver_sql(query, values):
        found.setdefault(document, []).append(value)
    return {document: tuple(each) for document, each in found.items()}
