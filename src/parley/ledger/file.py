"""A ledger in a file: documents and claims go in, nothing is ever changed or dropped.

One transaction a document: an interrupted run leaves what was there before, and whole documents.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import select

from parley.ledger import _fetch, _write, schema
from parley.ledger.contract import Counts, Held, Ledger, check_document, check_kind, in_order
from parley.ledger.engine import connect, reading_from, writing_to
from parley.ledger.entries import Entry
from parley.model import Reading

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

    def add_reading(self, reading: Reading, *, read_at: str | None = None) -> Counts:
        """Keep a reading in one transaction; see `Ledger.add_reading`."""
        document = reading.document
        check_document(document)
        with writing_to(self._engine, self.path) as connection:
            new = _write.add_document(connection, document, read_at)
            number = _write.add_reading(connection, reading, read_at)
            if number is None:
                return Counts(documents=new)
            return Counts(new, 1, _write.add_claims(connection, reading, number))

    def documents(self) -> tuple[Held, ...]:
        """Every document; see `Ledger.documents`."""
        table = schema.documents
        with reading_from(self._engine, self.path) as connection:
            rows = connection.execute(
                select(table.c.id, table.c.first_read_at, table.c.chars)
            ).all()
            names = _fetch.names_of(connection)
            readings = _fetch.reading_rows(connection, history=False)
        heads = {row["document"]: json.loads(row["head"]) for row in readings}
        stored = {row.id: row for row in rows}
        return tuple(
            Held(
                id=document,
                names=names[document],
                chars=stored[document].chars,
                first_read_at=stored[document].first_read_at,
                published=head["published"],
                publisher=head["publisher"],
            )
            for document, head in heads.items()
        )

    def readings(self, *, history: bool = False) -> tuple[Reading, ...]:
        """The readings as they were given; see `Ledger.readings`."""
        with reading_from(self._engine, self.path) as connection:
            return tuple(
                _fetch.restored(connection, row, self.path)
                for row in _fetch.reading_rows(connection, history=history)
            )

    def claims(
        self,
        *,
        kind: str | None = None,
        party: str | Collection[str] | None = None,
        act: str | None = None,
        document: str | None = None,
        history: bool = False,
    ) -> tuple[Entry, ...]:
        """The claims, by document and place; see `Ledger.claims`."""
        check_kind(kind)
        with reading_from(self._engine, self.path) as connection:
            rows = _fetch.reading_rows(connection, history=history)
            found = _fetch.claim_entries(
                connection,
                [row["number"] for row in rows],
                self.path,
                kind=kind,
                parties={party} if isinstance(party, str) else party,
                act=act,
                document=document,
            )
        return in_order(found, dict.fromkeys(row["document"] for row in rows))
