"""Documents and claims, append-only, in SQLite; and the views that are computed from them."""

from parley.ledger.entries import Entry, entries_of
from parley.ledger.store import Counts, Held, Ledger, open_ledger

__all__ = ["Counts", "Entry", "Held", "Ledger", "entries_of", "open_ledger"]
