"""The ledger itself: documents and claims go in, nothing is ever changed or dropped.

One transaction a document: an interrupted run leaves what was there before, and whole documents.
"""

from __future__ import annotations

import hashlib
import json
import weakref
from collections.abc import Collection
from dataclasses import dataclass
from os import PathLike, fspath
from types import TracebackType

from sqlalchemy import Engine, select

from parley.errors import UsageError
from parley.ledger import _fetch, _write, schema
from parley.ledger.engine import connect, reading_from, writing_to
from parley.ledger.entries import CLAIM_KINDS, Entry
from parley.model import Reading

__all__ = ["Counts", "Held", "Ledger", "open_ledger"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a call added."""

    documents: int = 0
    readings: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A document that a ledger holds."""

    id: str
    """SHA-256 of its text as UTF-8."""
    names: tuple[str, ...]
    """Every name under which it was seen, the first one first."""
    chars: int
    first_read_at: str | None
    published: str | None
    """By its current reading."""
    publisher: str | None


class Ledger:
    """An open ledger; use `open_ledger` to get one. A context manager that closes itself."""

    def __init__(self, engine: Engine, path: str | None) -> None:
        self._engine = engine
        self.path = path
        self.close = weakref.finalize(self, engine.dispose)

    @property
    def name(self) -> str:
        """Its file, as messages name it."""
        return self.path or "in memory"

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add_reading(self, reading: Reading, *, read_at: str | None = None) -> Counts:
        """Keep a reading, all of it or nothing; one that is there already adds nothing.

        Parameters
        ----------
        reading : Reading
            What one reader found in one document.
        read_at : str, optional
            The moment of reading, ISO 8601; the ledger has no clock.

        Returns
        -------
        Counts
            What was not there before.

        Raises
        ------
        UsageError
            The document's id is not the hash of its text.
        LedgerError
            The ledger cannot be written; nothing of this reading was kept.
        """
        document = reading.document
        if hashlib.sha256(document.text.encode()).hexdigest() != document.id:
            raise UsageError(f"the id of {document.name!r} is not the SHA-256 of its text")
        with writing_to(self._engine, self.name) as connection:
            new = _write.add_document(connection, document, read_at)
            number = _write.add_reading(connection, reading, read_at)
            if number is None:
                return Counts(documents=new)
            return Counts(new, 1, _write.add_claims(connection, reading, number))

    def documents(self) -> tuple[Held, ...]:
        """Every document, in the order of first reading."""
        table = schema.documents
        with reading_from(self._engine, self.name) as connection:
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
        """The readings, exactly as they were given, in the order of their documents.

        Parameters
        ----------
        history : bool
            All of them. By default, for each document and reader only the current one: the
            latest, except that one with a publication date is never displaced by one without.

        Raises
        ------
        LedgerError
            A stored text does not have the hash it is filed under, or a row cannot be read.
        """
        with reading_from(self._engine, self.name) as connection:
            return tuple(
                _fetch.restored(connection, row, self.name)
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
        """The claims of the current readings, in the order of documents and places.

        Parameters
        ----------
        kind : str, optional
            statement, proposal, precondition, exchange, event or figure.
        party : str or collection of str, optional
            The id of an actor whose claims they are, or to whom they are made; or several.
        act : str, optional
            offer, demand, reject, meet, …
        document : str, optional
            The beginning of a document's SHA-256.
        history : bool
            Those of earlier readings too; a claim that several readings share stays one.

        Raises
        ------
        UsageError
            There is no such kind.
        """
        if kind is not None and kind not in CLAIM_KINDS:
            raise UsageError(f"there is no kind {kind!r}; the kinds are {', '.join(CLAIM_KINDS)}")
        with reading_from(self._engine, self.name) as connection:
            rows = _fetch.reading_rows(connection, history=history)
            found = _fetch.claim_entries(
                connection,
                [row["number"] for row in rows],
                self.name,
                kind=kind,
                parties={party} if isinstance(party, str) else party,
                act=act,
                document=document,
            )
        documents = list(dict.fromkeys(row["document"] for row in rows))
        order = {name: index for index, name in enumerate((*documents, *CLAIM_KINDS))}

        def place(each: Entry) -> tuple[int, int, int, int]:
            return (order[each.document], each.span.start, -each.span.end, order[each.kind])

        return tuple(sorted(found, key=place))


def open_ledger(path: str | PathLike[str] | None = None, *, timeout: float = 5.0) -> Ledger:
    """Open a ledger, and make it where there is none.

    Parameters
    ----------
    path : path, optional
        The file; without one the ledger lives in memory and ends with the object.
    timeout : float
        Seconds to wait for another program that is writing to it.

    Raises
    ------
    UsageError
        The path is a folder, or lies in a folder that does not exist.
    LedgerError
        The file is not a ledger, is one of a newer Parley, or cannot be opened.

    Examples
    --------
    >>> with open_ledger() as ledger:
    ...     ledger.documents()
    ()
    """
    name = None if path is None else fspath(path)
    return Ledger(connect(name, timeout=timeout), name)
