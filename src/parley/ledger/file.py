"""A ledger in a file: documents and claims go in, nothing is ever changed or dropped.

One transaction a document: an interrupted run leaves what was there before, and whole documents.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from parley.ledger import _fetch, _write, schema
from parley.ledger.answers import Counts, Held, Hit, Original, Revision
from parley.ledger.contract import Ledger
from parley.ledger.engine import connect, reading_from, writing_to
from parley.ledger.entries import Entry
from parley.ledger.keeping import check_document
from parley.ledger.memory import MemoryLedger
from parley.ledger.wanted import Wanted
from parley.model import Actor, Reading

__all__ = ["FileLedger"]


class FileLedger(Ledger):
    """A ledger in an SQLite file.

    Parameters
    ----------
    path : str
        The file, made if need be.
    timeout : float
        Seconds to wait for another program that is writing to it.
    """

    def __init__(self, path: str, timeout: float) -> None:
        self.path = path
        self._engine = connect(path, timeout=timeout)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def add_reading(
        self, reading: Reading, *, read_at: str | None = None, original: bytes | None = None
    ) -> Counts:
        """Keep a reading in one transaction; see `Ledger.add_reading`."""
        document = reading.document
        check_document(document)
        with writing_to(self._engine, self.path) as connection:
            new = _write.add_document(connection, document, read_at)
            number = _write.add_reading(connection, reading, read_at)
            if number is None:
                return Counts(documents=new)
            return Counts(new, 1, _write.add_claims(connection, reading, number))

    def _all(self) -> MemoryLedger:
        memory = MemoryLedger()
        for reading in self.readings(history=True):
            memory.add_reading(reading)
        return memory

    def documents(self, ids: Collection[str] | None = None) -> tuple[Held, ...]:
        """Documents; see `Ledger.documents`."""
        table = schema.documents
        with reading_from(self._engine, self.path) as connection:
            rows = connection.execute(select(table.c.id, table.c.first_read_at)).all()
            names = _fetch.names_of(connection)
        at = {row.id: row.first_read_at for row in rows}
        return tuple(
            replace(each, names=names[each.id], first_read_at=at[each.id])
            for each in self._all().documents(ids)
        )

    def readings(
        self, *, history: bool = False, documents: Collection[str] | None = None
    ) -> tuple[Reading, ...]:
        """The readings as they were given; see `Ledger.readings`."""
        with reading_from(self._engine, self.path) as connection:
            found = [
                _fetch.restored(connection, row, self.path)
                for row in _fetch.reading_rows(connection, history=history)
            ]
        return tuple(r for r in found if documents is None or r.document.id in documents)

    def frames(self, documents: Collection[str] | None = None) -> tuple[Reading, ...]:
        return self._all().frames(documents)

    def _current(self, wanted: Wanted) -> tuple[Entry, ...]:
        return self._all()._current(wanted)

    def _history(self, wanted: Wanted) -> tuple[Entry, ...]:
        return self._all()._history(wanted)

    def _count(self, wanted: Wanted) -> int:
        return self._all()._count(wanted)

    def linked(self, entries: Collection[Entry]) -> tuple[Mapping[str, Entry], ...]:
        return self._all().linked(entries)

    def actors(self) -> tuple[Actor, ...]:
        return self._all().actors()

    def issues(self) -> tuple[str, ...]:
        return self._all().issues()

    def measures(self) -> tuple[str, ...]:
        return self._all().measures()

    def search(self, query: str, **given: Any) -> tuple[Hit, ...]:
        return self._all().search(query, **given)

    def original(self, id: str) -> Original | None:
        return self._all().original(id)

    def add_revision(
        self, document: str, revises: str, *, reason: str, seen_at: str | None = None
    ) -> bool:
        raise NotImplementedError

    def revisions(self) -> tuple[Revision, ...]:
        return ()
