"""What every ledger is asked and answers, kept in a file or in memory."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from types import TracebackType
from typing import Self

from parley.ledger.answers import (
    Counts,
    Dates,
    Held,
    Hit,
    Order,
    Original,
    Page,
    ReportDate,
    Revision,
)
from parley.ledger.entries import Entry
from parley.ledger.wanted import Several, Wanted, measures, several
from parley.model import Actor, Reading

__all__ = ["Ledger"]


class Ledger(ABC):
    """An open ledger; use `open_ledger` to get one. A context manager that closes itself."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let go of it. What was added is kept already."""

    @abstractmethod
    def add_reading(
        self,
        reading: Reading,
        *,
        read_at: str | None = None,
        original: bytes | None = None,
    ) -> Counts:
        """Keep a reading, all of it or nothing; one that is there already adds nothing.

        Parameters
        ----------
        reading : Reading
            What one reader found in one document.
        read_at : str, optional
            The moment of reading, ISO 8601; the ledger has no clock.
        original : bytes, optional
            What the document was made from, to be kept where its text is something else.

        Returns
        -------
        Counts
            What was not there before.

        Raises
        ------
        UsageError
            The document's id is not the hash of its text, or its `original` not that of the bytes.
        LedgerError
            The ledger cannot be written; nothing of this reading was kept.
        """

    @abstractmethod
    def documents(
        self,
        ids: Collection[str] | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        by: ReportDate = "published",
    ) -> tuple[Held, ...]:
        """Every document, or those with these ids and of these days, in the order of first reading.

        Parameters
        ----------
        ids : collection of str, optional
            SHA-256 of their texts.
        since, until : str, optional
            ISO dates, both included.
        by : {"published", "read"}
            Which day of a report counts. One without a date of publication goes by that on which
            the ledger first held it.
        """

    @abstractmethod
    def readings(
        self, *, history: bool = False, documents: Collection[str] | None = None
    ) -> tuple[Reading, ...]:
        """The readings, exactly as they were given, in the order of their documents.

        Parameters
        ----------
        history : bool
            All of them. By default, for each document and reader only the current one: one with a
            publication date before one without, then the newest version, then the latest.
        documents : collection of str, optional
            Ids; by default all documents, without those (unless `history`) of which the ledger
            holds a later version: see `add_revision`.

        Raises
        ------
        LedgerError
            A stored text does not have the hash it is filed under, or a row cannot be read.
        """

    @abstractmethod
    def frames(self, documents: Collection[str] | None = None) -> tuple[Reading, ...]:
        """The current readings without claims and tokens, which makes them quick.

        They have their document with its text, sentences, actors, places, timexes and relations.
        """

    def claims(
        self,
        *,
        kind: Several = None,
        party: Several = None,
        act: Several = None,
        issue: Several = None,
        measure: Several = None,
        document: Several = None,
        reader: Several = None,
        since: str | None = None,
        until: str | None = None,
        dates: Dates = "published",
        order: Order = "text",
        limit: int | None = None,
        offset: int = 0,
        history: bool = False,
    ) -> tuple[Entry, ...]:
        """The claims of the current readings that meet every condition.

        Parameters
        ----------
        kind : str or collection of str, optional
            statement, proposal, precondition, exchange, event or figure. Here and below, several
            values allow any of them.
        party : str or collection of str, optional
            The id of an actor whose claims they are, or to whom they are made.
        act : str or collection of str, optional
            offer, demand, reject, meet, …
        issue : str or collection of str, optional
            The issue of a term (``halt``, ``wage``): proposals and preconditions with such a term,
            and the statements, exchanges and figures that belong to these.
        measure : str or collection of str, optional
            What a figure counts, however it is written: figures only.
        document : str or collection of str, optional
            The beginning of a document's SHA-256.
        reader : str or collection of str, optional
            Which reader found them: ``rules``, …
        since, until : str, optional
            ISO dates, both included. A claim without that date is in no such stretch.
        dates : {"published", "happened"}
            Which date `since`, `until` and `order` go by: the report's, or the day that the
            claim's own time expression gives (for all but events, that of its saying).
        order : {"text", "newest", "oldest"}
            By documents in the order of first reading and places in them; or by date and then
            so. Claims without a date stand last.
        limit, offset : int, optional
            A page of them.
        history : bool
            Those of earlier readings too, which is slow; a claim that several readings share
            stays one.

        Raises
        ------
        UsageError
            There is no such kind, a date is none, or the page cannot be.
        """
        wanted = Wanted(
            kinds=several(kind),
            parties=several(party),
            acts=several(act),
            issues=several(issue),
            measures=measures(measure),
            documents=several(document),
            readers=several(reader),
            since=since,
            until=until,
            dates=dates,
            order=order,
            limit=limit,
            offset=offset,
        )
        return self._history(wanted) if history else self._current(wanted)

    def page(
        self,
        *,
        kind: Several = None,
        party: Several = None,
        act: Several = None,
        issue: Several = None,
        measure: Several = None,
        document: Several = None,
        reader: Several = None,
        since: str | None = None,
        until: str | None = None,
        dates: Dates = "published",
        order: Order = "newest",
        limit: int = 100,
        offset: int = 0,
    ) -> Page:
        """A page of `claims`, with how many there are and the documents that it names."""
        wanted = Wanted(
            kinds=several(kind),
            parties=several(party),
            acts=several(act),
            issues=several(issue),
            measures=measures(measure),
            documents=several(document),
            readers=several(reader),
            since=since,
            until=until,
            dates=dates,
            order=order,
            limit=limit,
            offset=offset,
        )
        entries = self._current(wanted)
        held = self.documents({entry.document for entry in entries})
        return Page(entries, self._count(wanted), offset, {each.id: each for each in held})

    @abstractmethod
    def _current(self, wanted: Wanted) -> tuple[Entry, ...]:
        """The claims of current readings."""

    @abstractmethod
    def _history(self, wanted: Wanted) -> tuple[Entry, ...]:
        """The claims of all readings."""

    @abstractmethod
    def _count(self, wanted: Wanted) -> int:
        """How many claims of current readings there are, whatever the page."""

    @abstractmethod
    def linked(self, entries: Collection[Entry]) -> tuple[Mapping[str, Entry], ...]:
        """For each entry, the claims that its record names by their local ids, by those ids.

        A proposal's statements, the figures of its terms and the tellings that may be the same; a
        precondition's, an exchange's, an event's or a figure's statement.
        """

    @abstractmethod
    def actors(self) -> tuple[Actor, ...]:
        """Every actor of the current readings, each form once, without mentions; by id and name.

        Texts that give one id different roles, or another part in something, give several.
        """

    @abstractmethod
    def standing_for(self, name: str) -> frozenset[str]:
        """Ids of whom a name means, and of those who represent, are a part of or join them.

        A name is an id or a name of an actor; where none is so called, a word that a text uses
        for one (an abbreviation, a capital). Case does not matter; empty where nobody is meant.
        """

    @abstractmethod
    def issues(self) -> tuple[str, ...]:
        """Every issue that a claim of the current readings is on, in order."""

    @abstractmethod
    def measures(self) -> tuple[str, ...]:
        """Everything that a figure of the current readings counts, in order."""

    @abstractmethod
    def search(
        self,
        query: str,
        *,
        limit: int | None = 20,
        offset: int = 0,
        since: str | None = None,
        until: str | None = None,
    ) -> tuple[Hit, ...]:
        """Paragraphs of the documents with these words, the nearest first.

        Parameters
        ----------
        query : str
            Words that must all stand in a paragraph, in any order and case; ``"two words"`` for a
            phrase, ``cease*`` for the beginning of a word.
        limit, offset : int
            A page of them; without a limit, all.
        since, until : str, optional
            Dates of publication, both included.

        Raises
        ------
        UsageError
            There is no word in it, a quotation mark is open, or a star stands at no word's end.
        """

    @abstractmethod
    def original(self, id: str) -> Original | None:
        """The bytes that a document was made from, where they were not simply its text.

        Parameters
        ----------
        id : str
            The document's SHA-256, or that of the bytes.
        """

    @abstractmethod
    def add_revision(
        self, document: str, revises: str, *, reason: str, seen_at: str | None = None
    ) -> bool:
        """Note that a document is a later version of another; whether that was new.

        Both are kept. What is current is from then on the later version's: claims, actors, issues
        and measures of the earlier one are listed with `history` only.

        Raises
        ------
        UsageError
            One of them is not held, they are the same, or the other is itself a later version of
            the document.
        """

    @abstractmethod
    def revisions(self) -> tuple[Revision, ...]:
        """Every revision, in the order in which they were noted."""
