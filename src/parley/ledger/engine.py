"""Opening a ledger's database: whose file it is, transactions, and what its errors say.

The journal is SQLite's plain rollback journal, not WAL: a ledger stays one file that can be
copied, mailed and kept on a network drive, and its writes (one short transaction a document or
a batch of them) have nothing to gain from a second file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from parley.errors import LedgerError, UsageError
from parley.ledger import _fetch, _index
from parley.ledger.schema import APPLICATION_ID, SCHEMA_VERSION, guards, metadata

__all__ = ["connect", "reading_from", "writing_to"]

_SENTENCES = (
    ("locked", "is in use by another program; try again when that has finished"),
    ("file is not a database", "is not a ledger; name another file"),
    ("malformed", "is damaged; go back to a copy of it"),
    ("readonly", "may not be written here; check its permissions"),
    ("unable to open", "cannot be opened; check that its folder exists and may be written"),
    ("full", "cannot grow: the disk is full; what was kept before is whole"),
    ("disk I/O", "cannot be read or written: the disk reports an error"),
)


def connect(path: str, *, timeout: float) -> Engine:
    """An engine on a ledger file, made if need be.

    Parameters
    ----------
    path : str
        The file.
    timeout : float
        Seconds to wait for another program that is writing.

    Raises
    ------
    UsageError
        It is a folder, or lies in none.
    LedgerError
        The file is no ledger, a newer one, or cannot be opened.
    """
    engine = create_engine(
        URL.create("sqlite", database=path),
        poolclass=NullPool,  # no connection outlives its transaction, so no lock does
        connect_args={"timeout": timeout},
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    if not Path(path).resolve().parent.is_dir():
        raise UsageError(f"the folder of the ledger {path!r} does not exist; make it first")
    if Path(path).is_dir():
        raise UsageError(f"{path!r} is a folder; name a file for the ledger")
    _make_ready(engine, path, _version(engine, path))
    return engine


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    # Python's own transaction handling would leave table making outside of them.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")  # KB: keys of claims come in no order


def _on_begin(connection: Connection) -> None:
    # A writer takes its lock at once: a read that turns into a write could be refused midway.
    write = connection.get_execution_options().get("parley_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _version(engine: Engine, path: str) -> int:
    """The schema of the file, 0 for an empty one; refuses what is not a ledger of ours."""
    with reading_from(engine, path) as connection:
        kind = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if tables == 0 and kind == 0:
        return 0
    if kind != APPLICATION_ID:
        raise LedgerError(f"{path!r} is a database, but not a ledger; name another file")
    if version > SCHEMA_VERSION:
        raise LedgerError(
            f"the ledger {path!r} was written by a newer Parley (schema {version}; this one knows "
            f"schema {SCHEMA_VERSION}); use that one"
        )
    return version


def _make_ready(engine: Engine, path: str, version: int) -> None:
    """Make the tables of a new file, or add those that an older one lacks."""
    if version == SCHEMA_VERSION:
        return
    with writing_to(engine, path) as connection:
        # Another program may have made it between our look and our lock.
        if connection.exec_driver_sql("PRAGMA user_version").scalar_one() == SCHEMA_VERSION:
            return
        there = {
            row[0]
            for row in connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            )
        }
        added = [table for table in metadata.sorted_tables if table.name not in there]
        metadata.create_all(connection, tables=added)
        for guard in guards(added):
            connection.exec_driver_sql(guard)
        if version == 1:
            connection.exec_driver_sql("ALTER TABLE readings ADD COLUMN words BLOB")
        _index.remake(connection, lambda number: _fetch.restored(connection, number, path))
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


@contextmanager
def reading_from(engine: Engine, path: str) -> Iterator[Connection]:
    """One transaction that only reads."""
    with _in_sentences(path), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing_to(engine: Engine, path: str) -> Iterator[Connection]:
    """One transaction that writes: all of it is kept, or nothing."""
    with _in_sentences(path), engine.connect() as plain:
        connection = plain.execution_options(parley_write=True)
        with connection.begin():
            yield connection


@contextmanager
def _in_sentences(path: str) -> Iterator[None]:
    """Turn what the database says into a sentence for its user."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        for part, sentence in _SENTENCES:
            if part in said:
                raise LedgerError(f"the ledger {path!r} {sentence}") from error
        raise LedgerError(f"the ledger {path!r} cannot be used: {said}") from error
