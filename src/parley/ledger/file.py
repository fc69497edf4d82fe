"""A ledger in a file: what was given goes in, and nothing of it is ever changed or dropped.

One transaction a document, or a batch of them: an interrupted run leaves what was there before,
and whole documents.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection

from parley.ledger import _fetch, _find, _index, _select, _write
from parley.ledger.answers import Counts, FileRead, Held, Hit, Original, ReportDate, Revision
from parley.ledger.contract import Ledger
from parley.ledger.engine import connect, reading_from, writing_to
from parley.ledger.entries import Entry
from parley.ledger.keeping import check_revision
from parley.ledger.prepared import Prepared, prepared
from parley.ledger.wanted import Wanted, check_page, check_stretch, chosen
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

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        with reading_from(self._engine, self.path) as connection:
            yield connection

    def _restoring(self, connection: Connection) -> Callable[[int], Reading]:
        return lambda number: _fetch.restored(connection, number, self.path)

    def add_reading(
        self, reading: Reading, *, read_at: str | None = None, original: bytes | None = None
    ) -> Counts:
        """Keep a reading in one transaction; see `Ledger.add_reading`."""
        return self.add_prepared([prepared(reading, original)], read_at=read_at)

    def add_prepared(
        self,
        batch: Iterable[Prepared],
        *,
        files: Collection[FileRead] = (),
        read_at: str | None = None,
    ) -> Counts:
        """Keep the rows of several readings in one transaction: all of them or none.

        Parameters
        ----------
        batch : iterable of Prepared
            What `prepared` made of readings.
        files : collection of FileRead
            The files that these are all of.
        read_at : str, optional
            The moment of reading, ISO 8601.
        """
        counts = Counts()
        with writing_to(self._engine, self.path) as connection:
            restored = self._restoring(connection)
            for given in batch:
                counts += _write.add(connection, given, read_at, restored)
            for file in files:
                _write.add_file(connection, file, read_at)
        return counts

    def was_read(self, files: Collection[FileRead]) -> frozenset[FileRead]:
        """Those of these files that were read to their end before."""
        with self._looking() as connection:
            return frozenset(each for each in files if _find.was_read(connection, each))

    def remake(self) -> None:
        """Make all that is computed anew from what was given."""
        with writing_to(self._engine, self.path) as connection:
            _index.remake(connection, self._restoring(connection))

    def documents(
        self,
        ids: Collection[str] | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        by: ReportDate = "published",
    ) -> tuple[Held, ...]:
        """Documents; see `Ledger.documents`."""
        check_stretch(since, until)
        with self._looking() as connection:
            return _fetch.held(connection, ids, since=since, until=until, by=by)

    def readings(
        self, *, history: bool = False, documents: Collection[str] | None = None
    ) -> tuple[Reading, ...]:
        """The readings as they were given; see `Ledger.readings`."""
        with self._looking() as connection:
            numbers = _fetch.numbers(connection, history=history, documents=documents)
            return tuple(map(self._restoring(connection), numbers))

    def frames(self, documents: Collection[str] | None = None) -> tuple[Reading, ...]:
        """Readings without claims and tokens; see `Ledger.frames`."""
        with self._looking() as connection:
            numbers = _fetch.numbers(connection, history=False, documents=documents)
            return tuple(
                _fetch.restored(connection, number, self.path, claims=False) for number in numbers
            )

    def _current(self, wanted: Wanted) -> tuple[Entry, ...]:
        with self._looking() as connection:
            return _fetch.entries(connection, wanted, self.path)

    def _history(self, wanted: Wanted) -> tuple[Entry, ...]:
        with self._looking() as connection:
            numbers = _fetch.numbers(connection, history=True)
            documents = [each.id for each in _fetch.held(connection, None)]
            return chosen(map(self._restoring(connection), numbers), documents, wanted)[0]

    def _count(self, wanted: Wanted) -> int:
        with self._looking() as connection:
            return _select.count_of(connection, wanted)

    def linked(self, entries: Collection[Entry]) -> tuple[Mapping[str, Entry], ...]:
        """Claims that entries name; see `Ledger.linked`."""
        with self._looking() as connection:
            return _fetch.linked(connection, entries, self.path)

    def actors(self) -> tuple[Actor, ...]:
        """Every actor once; see `Ledger.actors`."""
        with self._looking() as connection:
            return _find.actors(connection)

    def standing_for(self, name: str) -> frozenset[str]:
        """Whom a name means; see `Ledger.standing_for`."""
        with self._looking() as connection:
            return _find.standing_for(connection, name)

    def issues(self) -> tuple[str, ...]:
        """Every issue; see `Ledger.issues`."""
        with self._looking() as connection:
            return _find.keys(connection, "issue")

    def measures(self) -> tuple[str, ...]:
        """Everything counted; see `Ledger.measures`."""
        with self._looking() as connection:
            return _find.keys(connection, "measure")

    def search(
        self,
        query: str,
        *,
        limit: int | None = 20,
        offset: int = 0,
        since: str | None = None,
        until: str | None = None,
    ) -> tuple[Hit, ...]:
        """Paragraphs with these words; see `Ledger.search`."""
        check_stretch(since, until)
        check_page(limit, offset)
        with self._looking() as connection:
            return _find.hits(connection, query, limit, offset, (since, until))

    def original(self, id: str) -> Original | None:
        """The bytes as given; see `Ledger.original`."""
        with self._looking() as connection:
            row = connection.exec_driver_sql(
                "SELECT sha256, media_type, data FROM originals WHERE sha256 = ?1 OR sha256 IN "
                "(SELECT json_extract(head, '$.original') FROM readings WHERE document = ?1)",
                (id,),
            ).first()
        return None if row is None else Original(row[0], row[1], zlib.decompress(row[2]))

    def add_revision(
        self, document: str, revises: str, *, reason: str, seen_at: str | None = None
    ) -> bool:
        """Note a revision; see `Ledger.add_revision`."""
        with writing_to(self._engine, self.path) as connection:
            held = _find.known(connection, (document, revises))
            check_revision(document, revises, held, _find.revisions(connection))
            restored = self._restoring(connection)
            return _write.add_revision(connection, document, revises, reason, seen_at, restored)

    def revisions(self) -> tuple[Revision, ...]:
        """Every revision; see `Ledger.revisions`."""
        with self._looking() as connection:
            return _find.revisions(connection)
