"""A ledger that ends with its object: for runs that are to keep nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from parley.ledger.answers import Counts, Held, Hit, Original, ReportDate, Revision, day_of_report
from parley.ledger.contract import Ledger
from parley.ledger.entries import CLAIM_FIELDS, Entry, entries_of
from parley.ledger.keeping import (
    Standing,
    check_document,
    check_original,
    check_revision,
    standing,
)
from parley.ledger.looking import found_in, query_of
from parley.ledger.marks import linked_ids, marked
from parley.ledger.wanted import Wanted, check_page, check_stretch, chosen, place_of
from parley.model import Actor, Document, Reading

__all__ = ["MemoryLedger"]

_Key = tuple[str, str, str, str | None]
"""Document, reader, version, publication date."""
_ClaimKey = tuple[str, str, str]
"""Id, reader, version."""
_BARE: Mapping[str, Any] = {field: () for field in (*CLAIM_FIELDS.values(), "tokens")}


class MemoryLedger(Ledger):
    """The same answers as from a file, without one and without what it takes to have one."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        self._read_at: dict[str, str | None] = {}
        self._readings: dict[_Key, Reading] = {}
        self._claims: set[_ClaimKey] = set()
        self._originals: dict[str, Original] = {}
        self._revisions: dict[tuple[str, str], Revision] = {}

    def close(self) -> None:
        """Nothing is held that needs it."""

    def add_reading(
        self, reading: Reading, *, read_at: str | None = None, original: bytes | None = None
    ) -> Counts:
        """Keep a reading; see `Ledger.add_reading`."""
        document = reading.document
        check_document(document)
        kept = check_original(document, original)
        new = document.id not in self._names
        known = self._names.get(document.id, ())
        self._names[document.id] = tuple(dict.fromkeys((*known, document.name)))
        self._read_at.setdefault(document.id, read_at)
        if kept is not None:
            self._originals.setdefault(kept.sha256, kept)
        key = (document.id, reading.reader, reading.version, document.published)
        if key in self._readings:
            return Counts(documents=int(new))
        self._readings[key] = reading
        found = {(each.id, each.reader, each.version) for each in entries_of(reading)}
        added = len(found - self._claims)
        self._claims |= found
        return Counts(int(new), 1, added)

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
        kept = self.readings(documents=self._names)
        current = {reading.document.id: reading.document for reading in kept}
        held = (self._held(each) for each in current.values() if ids is None or each.id in ids)
        return tuple(
            each for each in held if (since or "") <= day_of_report(each, by) <= (until or "~")
        )

    def _held(self, document: Document) -> Held:
        return Held(
            id=document.id,
            names=self._names[document.id],
            chars=document.chars,
            first_read_at=self._read_at[document.id],
            published=document.published,
            publisher=document.publisher,
            title=document.title,
            url=document.url,
            original=document.original,
            revises=tuple(old for new, old in self._revisions if new == document.id),
            revised_by=tuple(new for new, old in self._revisions if old == document.id),
            sensitivity=document.sensitivity,
        )

    def readings(
        self, *, history: bool = False, documents: Collection[str] | None = None
    ) -> tuple[Reading, ...]:
        """The readings as they were given; see `Ledger.readings`."""
        kept = list(self._readings.values())
        if documents is None and not history:
            revised = {old for _, old in self._revisions}
            documents = self._names.keys() - revised
        if documents is not None:
            kept = [reading for reading in kept if reading.document.id in documents]
        if not history:
            current: dict[tuple[str, str], Reading] = {}
            for reading in kept:
                key = (reading.document.id, reading.reader)
                old = current.get(key)
                if old is None or _strength(reading) >= _strength(old):
                    current.pop(key, None)  # so that the order stays that of the readings
                    current[key] = reading
            kept = list(current.values())
        order = {document: place for place, document in enumerate(self._names)}
        return tuple(sorted(kept, key=lambda reading: order[reading.document.id]))

    def frames(self, documents: Collection[str] | None = None) -> tuple[Reading, ...]:
        """Readings without claims and tokens; see `Ledger.frames`."""
        return tuple(replace(each, **_BARE) for each in self.readings(documents=documents))

    def _current(self, wanted: Wanted) -> tuple[Entry, ...]:
        return chosen(self.readings(), self._names, wanted)[0]

    def _history(self, wanted: Wanted) -> tuple[Entry, ...]:
        return chosen(self.readings(history=True), self._names, wanted)[0]

    def _count(self, wanted: Wanted) -> int:
        return chosen(self.readings(), self._names, wanted)[1]

    def linked(self, entries: Collection[Entry]) -> tuple[Mapping[str, Entry], ...]:
        """Claims that entries name; see `Ledger.linked`."""
        kept = self.readings(documents={entry.document for entry in entries})
        claims = {
            (each.document.id, each.reader, each.version): {
                entry.record.id: entry
                for entry in sorted((mark.entry for mark in marked(each)), key=place_of)
            }
            for each in kept
        }
        return tuple(
            {
                id: beside[id]
                for beside in (claims.get((entry.document, entry.reader, entry.version), {}),)
                for id in linked_ids(entry.record)
                if id in beside
            }
            for entry in entries
        )

    def actors(self) -> tuple[Actor, ...]:
        """Every actor once; see `Ledger.actors`."""
        forms = {
            replace(actor, mentions=(), role_span=None)
            for reading in self.readings()
            for actor in reading.actors
        }
        return tuple(sorted(forms, key=lambda each: (each.id, each.name, repr(each))))

    def standing_for(self, name: str) -> frozenset[str]:
        """Whom a name means; see `Ledger.standing_for`."""
        word = name.casefold().strip()
        every = [(actor, each) for each in self.readings() for actor in each.actors]
        meant = {a.id for a, _ in every if word in (a.id.casefold(), a.name.casefold())}
        if not meant:
            meant = {a.id for a, each in every if word in _said(a, each.document.text)}
        ties = {a.id for a, _ in every if meant & {a.represents, a.part_of, *a.members}}
        return frozenset(meant | ties)

    def issues(self) -> tuple[str, ...]:
        """Every issue; see `Ledger.issues`."""
        every = (mark for reading in self.readings() for mark in marked(reading))
        return tuple(sorted({issue for mark in every for issue in mark.issues}))

    def measures(self) -> tuple[str, ...]:
        """Everything counted; see `Ledger.measures`."""
        every = (mark for reading in self.readings() for mark in marked(reading))
        return tuple(sorted({mark.measure for mark in every if mark.measure is not None}))

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
        words = query_of(query)
        check_stretch(since, until)
        check_page(limit, offset)
        hits = [
            hit
            for held in self.documents()
            if (since is None or (held.published or "") >= since)
            and (until is None or (held.published or "~") <= until)
            for hit in found_in(self._text(held.id), held, words)
        ]
        hits.sort(key=lambda hit: -hit.rank)
        return tuple(hits[offset : None if limit is None else offset + limit])

    def _text(self, document: str) -> str:
        return next(r.document.text for k, r in self._readings.items() if k[0] == document)

    def original(self, id: str) -> Original | None:
        """The bytes as given; see `Ledger.original`."""
        made = {k[0]: r.document.original for k, r in self._readings.items()}
        return self._originals.get(made.get(id) or id)

    def add_revision(
        self, document: str, revises: str, *, reason: str, seen_at: str | None = None
    ) -> bool:
        """Note a revision; see `Ledger.add_revision`."""
        check_revision(document, revises, {*self._names}, self._revisions.values())
        if (document, revises) in self._revisions:
            return False
        self._revisions[document, revises] = Revision(document, revises, reason, seen_at)
        return True

    def revisions(self) -> tuple[Revision, ...]:
        """Every revision; see `Ledger.revisions`."""
        return tuple(self._revisions.values())


def _strength(reading: Reading) -> Standing:
    return standing(reading.document.published, reading.version)


def _said(actor: Actor, text: str) -> set[str]:
    return {text[span.start : span.end].casefold() for span in actor.mentions}
