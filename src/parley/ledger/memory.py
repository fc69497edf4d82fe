"""A ledger that ends with its object: for runs that are to keep nothing."""

from __future__ import annotations

from collections.abc import Collection

from parley.ledger.contract import (
    Counts,
    Held,
    Ledger,
    check_document,
    check_kind,
    displaces,
    in_order,
)
from parley.ledger.entries import Entry, entries_of
from parley.model import Reading

__all__ = ["MemoryLedger"]

_Key = tuple[str, str, str, str | None]
"""Document, reader, version, publication date."""
_ClaimKey = tuple[str, str, str]
"""Id, reader, version."""


class MemoryLedger(Ledger):
    """The same answers as from a file, without one and without what it takes to have one."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        self._read_at: dict[str, str | None] = {}
        self._readings: dict[_Key, Reading] = {}
        self._claims: set[_ClaimKey] = set()

    def close(self) -> None:
        """Nothing is held that needs it."""

    def add_reading(self, reading: Reading, *, read_at: str | None = None) -> Counts:
        """Keep a reading; see `Ledger.add_reading`."""
        document = reading.document
        check_document(document)
        new = document.id not in self._names
        known = self._names.get(document.id, ())
        self._names[document.id] = tuple(dict.fromkeys((*known, document.name)))
        self._read_at.setdefault(document.id, read_at)
        key = (document.id, reading.reader, reading.version, document.published)
        if key in self._readings:
            return Counts(documents=int(new))
        self._readings[key] = reading
        found = {(each.id, each.reader, each.version) for each in entries_of(reading)}
        added = len(found - self._claims)
        self._claims |= found
        return Counts(int(new), 1, added)

    def documents(self) -> tuple[Held, ...]:
        """Every document; see `Ledger.documents`."""
        current = {reading.document.id: reading.document for reading in self.readings()}
        return tuple(
            Held(
                id=document.id,
                names=self._names[document.id],
                chars=document.chars,
                first_read_at=self._read_at[document.id],
                published=document.published,
                publisher=document.publisher,
            )
            for document in current.values()
        )

    def readings(self, *, history: bool = False) -> tuple[Reading, ...]:
        """The readings as they were given; see `Ledger.readings`."""
        kept = list(self._readings.values())
        if not history:
            current: dict[tuple[str, str], Reading] = {}
            for reading in kept:
                key = (reading.document.id, reading.reader)
                old = current.get(key)
                if old is None or displaces(reading.document.published, old.document.published):
                    current.pop(key, None)  # so that the order stays that of the readings
                    current[key] = reading
            kept = list(current.values())
        documents = {document: place for place, document in enumerate(self._names)}
        return tuple(sorted(kept, key=lambda reading: documents[reading.document.id]))

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
        parties = {party} if isinstance(party, str) else party
        found: dict[_ClaimKey, Entry] = {}
        for reading in self.readings(history=history):
            if document is not None and not reading.document.id.startswith(document):
                continue
            for entry in entries_of(reading):
                if (
                    kind in (None, entry.kind)
                    and act in (None, entry.act)
                    and (parties is None or not {*entry.by, *entry.to}.isdisjoint(parties))
                ):
                    found[entry.id, entry.reader, entry.version] = entry
        return in_order(found.values(), self._names)
