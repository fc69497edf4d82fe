"""Documents and claims, append-only, in SQLite; and the views that are computed from them."""

from __future__ import annotations

from os import PathLike, fspath

from parley.ledger.answers import Counts, Held, Hit, Original, Page, Revision
from parley.ledger.contract import Ledger
from parley.ledger.entries import Entry, entries_of
from parley.ledger.memory import MemoryLedger

__all__ = [
    "Counts",
    "Entry",
    "Held",
    "Hit",
    "Ledger",
    "Original",
    "Page",
    "Revision",
    "entries_of",
    "open_ledger",
]


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
    if path is None:
        return MemoryLedger()
    # A run that keeps nothing does not wait for the database's library.
    from parley.ledger.file import FileLedger

    return FileLedger(fspath(path), timeout)
