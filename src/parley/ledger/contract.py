"""What every ledger is asked and answers, kept in a file or in memory."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from parley.errors import UsageError
from parley.ledger.entries import CLAIM_KINDS, Entry
from parley.model import Document, Reading

__all__ = ["Counts", "Held", "Ledger", "check_document", "check_kind", "displaces", "in_order"]


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

    @abstractmethod
    def documents(self) -> tuple[Held, ...]:
        """Every document, in the order of first reading."""

    @abstractmethod
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

    @abstractmethod
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


def check_document(document: Document) -> None:
    """Refuse a document that is not filed under the hash of its text.

    Raises
    ------
    UsageError
        It is not, or its text cannot be written as UTF-8.
    """
    try:
        digest = hashlib.sha256(document.text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise UsageError(
            f"the text of {document.name!r} holds half of a letter at {error.start}, which is no "
            "Unicode text"
        ) from None
    if digest != document.id:
        raise UsageError(f"the id of {document.name!r} is not the SHA-256 of its text")


def check_kind(kind: str | None) -> None:
    """Refuse a kind of claim that there is not.

    Raises
    ------
    UsageError
        With the kinds that there are.
    """
    if kind is not None and kind not in CLAIM_KINDS:
        raise UsageError(f"there is no kind {kind!r}; the kinds are {', '.join(CLAIM_KINDS)}")


def displaces(new: str | None, old: str | None) -> bool:
    """Whether a later reading with that publication date is current in place of an earlier one.

    Examples
    --------
    >>> displaces("2026-03-31", None), displaces(None, "2026-03-31"), displaces(None, None)
    (True, False, True)
    """
    return bool(new) or not old


def in_order(entries: Collection[Entry], documents: Collection[str]) -> tuple[Entry, ...]:
    """Entries by document, place and kind.

    Parameters
    ----------
    entries : collection of Entry
        In the order of their reading.
    documents : collection of str
        Hashes, in the order wanted.
    """
    order = {name: index for index, name in enumerate((*documents, *CLAIM_KINDS))}

    def place(each: Entry) -> tuple[int, int, int, int]:
        return (order[each.document], each.span.start, -each.span.end, order[each.kind])

    return tuple(sorted(entries, key=place))
