"""Keeping the computed tables in step with the readings; see `parley.ledger.index`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from parley.ledger.index import LISTS, TABLES, make
from parley.ledger.keeping import standing
from parley.ledger.marks import marked
from parley.ledger.prepared import Mark, Prepared, Row, day_number, marks_of, prepared
from parley.model import Reading

__all__ = ["add_passages", "current", "many", "place", "remake", "unlist_document"]

_MARKS = "kind, act, reader, published, happened, doc, place"


def current(connection: Connection, document: str, reader: str) -> int | None:
    """The number of a reader's current reading of a document; None where there is none."""
    row = connection.exec_driver_sql(
        "SELECT reading FROM current_readings WHERE document = ? AND reader = ?",
        (document, reader),
    ).first()
    return None if row is None else int(row[0])


def place(
    connection: Connection,
    given: Prepared,
    number: int,
    before: int | None,
    restored: Callable[[int], Reading],
) -> None:
    """List a new reading where it is the current one, in place of the one before.

    Parameters
    ----------
    connection : Connection
        Inside a transaction that writes.
    given : Prepared
        The new reading.
    number, before : int
        Its number, and that of the reading that was current.
    restored : callable
        Gives the reading of a number.
    """
    if before is not None:
        published, version = connection.exec_driver_sql(
            "SELECT published, version FROM readings WHERE number = ?", (before,)
        ).one()
        if standing(given.published, given.version) < standing(published, version):
            return
        _unlist(connection, before, restored)
        connection.exec_driver_sql("DELETE FROM current_readings WHERE reading = ?", (before,))
    _list(connection, given, number)


def unlist_document(
    connection: Connection, document: str, restored: Callable[[int], Reading]
) -> None:
    """Take a document out of every list, for a later version of it came in."""
    rows = connection.exec_driver_sql(
        "SELECT reading FROM current_readings WHERE document = ?", (document,)
    )
    for (reading,) in rows.all():
        _unlist(connection, reading, restored)


def _unlist(connection: Connection, reading: int, restored: Callable[[int], Reading]) -> None:
    """Take the claims and actors of a reading out of every list."""
    rows = connection.exec_driver_sql(
        "SELECT kind, position, number, l.published, l.doc, place FROM current_readings c "
        "CROSS JOIN listed l ON l.doc = c.doc AND l.reading = c.reading WHERE c.reading = ?",
        (reading,),
    )
    keys = {(row[0], row[1]): tuple(row[2:]) for row in rows}
    marks = marks_of(marked(restored(reading))) if keys else ()
    for what, table in LISTS.items():
        gone = [
            (word, *keys[mark.kind, mark.position]) for mark in marks for word in _keys(mark)[what]
        ]
        if gone:
            connection.exec_driver_sql(
                f"DELETE FROM {table} WHERE {what} = ? AND number = ? AND published = ? "
                "AND doc = ? AND place = ?",
                gone,
            )
    numbers = [(key[0],) for key in keys.values()]
    if numbers:
        connection.exec_driver_sql("DELETE FROM listed WHERE number = ?", numbers)
    for table in ("listed_actors", "listed_names"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE reading = ?", (reading,))


def _list(connection: Connection, given: Prepared, number: int) -> None:
    """Put a reading into every list."""
    doc = connection.exec_driver_sql(
        "SELECT min(number) FROM readings WHERE document = ?", (given.document,)
    ).scalar_one()
    published = day_number(given.published)
    many(
        connection,
        "current_readings",
        "reading, document, reader, doc, published",
        [(number, given.document, given.reader, doc, published)],
    )
    if _revised(connection, given.document):
        return
    first = connection.exec_driver_sql("SELECT max(number) FROM listed").scalar_one() or 0
    rows: list[Row] = []
    lists: dict[str, list[Row]] = {what: [] for what in LISTS}
    for at, mark in enumerate(sorted(given.marks, key=lambda mark: mark.place), first + 1):
        row = (mark.kind, mark.act, given.reader, published, mark.happened, doc, mark.place)
        rows.append((at, *row, number, mark.position, mark.local))
        for what, words in _keys(mark).items():
            lists[what] += [(word, *row, at) for word in words]
    many(connection, "listed", f"number, {_MARKS}, reading, position, local", rows)
    for what, table in LISTS.items():
        many(connection, table, f"{what}, {_MARKS}, number", lists[what])
    _list_actors(connection, given, number)


def _revised(connection: Connection, document: str) -> bool:
    """Whether the ledger holds a later version of it."""
    query = "SELECT 1 FROM revisions WHERE revises = ?"
    return connection.exec_driver_sql(query, (document,)).first() is not None


def _keys(mark: Mark) -> dict[str, tuple[str, ...]]:
    measure = () if mark.measure is None else (mark.measure,)
    return {"party": mark.parties, "issue": mark.issues, "measure": measure}


def _list_actors(connection: Connection, given: Prepared, number: int) -> None:
    forms = dict.fromkeys(form for _, form, _ in given.actors)
    if not forms:
        return
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO actor_forms (form) VALUES (?)", [(form,) for form in forms]
    )
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO listed_actors (reading, actor) "
        "SELECT ?, number FROM actor_forms WHERE form = ?",
        [(number, form) for form in forms],
    )
    names = {(word, how, id, number) for id, _, words in given.actors for word, how in words}
    many(connection, "listed_names", "word, how, actor, reading", sorted(names))


def add_passages(connection: Connection, given: Prepared, doc: int) -> None:
    """Put a new document's paragraphs into the full-text index."""
    first = connection.exec_driver_sql("SELECT max(number) FROM passages").scalar_one() or 0
    numbered = list(enumerate(given.passages, first + 1))
    many(
        connection,
        "passages",
        "number, doc, start, end",
        [(at, doc, start, end) for at, (start, end) in numbered],
    )
    many(
        connection,
        "passage_words",
        "rowid, text",
        [(at, given.text[start:end]) for at, (start, end) in numbered],
    )


def remake(connection: Connection, restored: Callable[[int], Reading]) -> None:
    """Make every computed table anew from the readings.

    Parameters
    ----------
    connection : Connection
        Inside a transaction that writes.
    restored : callable
        Gives the reading of a number.
    """
    for table in TABLES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    for statement in make():
        connection.exec_driver_sql(statement)
    seen: set[str] = set()
    numbers = connection.exec_driver_sql("SELECT number FROM readings ORDER BY number")
    for (number,) in numbers.all():
        given = prepared(restored(number))
        if given.document not in seen:
            seen.add(given.document)
            add_passages(connection, given, number)
        before = current(connection, given.document, given.reader)
        place(connection, given, number, before, restored)


def many(connection: Connection, table: str, columns: str, rows: Sequence[Row]) -> None:
    """Insert rows in the driver's own words: a batch has hundreds of thousands of them."""
    if rows:
        marks = ",".join("?" * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(rows))
