"""Entries as rows to show: names in place of ids, places in place of offsets, words with them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from parley.ledger import Entry, entries_of
from parley.ledger.entries import CLAIM_FIELDS
from parley.ledger.records import to_plain
from parley.model import (
    NARRATOR,
    UNSPECIFIED,
    Precondition,
    Proposal,
    Reading,
    Span,
    Statement,
    Term,
)

__all__ = ["Row", "folded", "plain_entry", "plain_reading", "rows"]

_AROUND = 32
"""Characters before and after a span by which it is found again in a text that was edited."""
_RESERVED = {NARRATOR: "the report", UNSPECIFIED: "no source named"}


@dataclass(frozen=True, slots=True)
class Row:
    """One entry with what a person needs to read it."""

    entry: Entry
    document: str
    """The document's name."""
    place: str
    """Paragraph and sentence, ``3.2``; empty where the entry stands in none."""
    by: tuple[str, ...]
    to: tuple[str, ...]
    through: tuple[str, ...]
    words: str
    """The exact words at the entry's main place."""
    terms: tuple[str, ...] = ()
    """What would be done by whom, one line a side."""


def rows(readings: Sequence[Reading], entries: Iterable[Entry] | None = None) -> list[Row]:
    """Rows for entries, or for all entries of the readings, in the order of documents and places.

    Parameters
    ----------
    readings : sequence of Reading
        What the entries were found in.
    entries : iterable of Entry, optional
        By default all of the readings.
    """
    if entries is None:
        found = (entry for reading in readings for entry in entries_of(reading))
        order = {reading.document.id: i for i, reading in enumerate(readings)}
        entries = sorted(found, key=lambda e: (order[e.document], e.span.start, -e.span.end))
    held = {(r.document.id, r.reader): _Page(r) for r in readings}
    return [held[entry.document, entry.reader].row(entry) for entry in entries]


def folded(found: Iterable[Row]) -> list[Row]:
    """For reading by eye: proposals and conditions under the statement that makes them.

    Figures, events and exchanges, which lie within statements, are left to `plain_entry`.
    """
    given = list(found)
    hosts = {_key(row, row.entry.record.id) for row in given if row.entry.kind == "statement"}
    terms: dict[tuple[str, str, str], tuple[str, ...]] = {}
    shown = []
    for row in given:
        if isinstance(row.entry.record, Proposal | Precondition):
            keys = [_key(row, host) for host in _hosts(row.entry.record)]
            host = next((key for key in keys if key in hosts), None)
            if host is None:
                shown.append(row)
            else:
                terms[host] = (*terms.get(host, ()), *row.terms)
        elif isinstance(row.entry.record, Statement):
            shown.append(row)
    return [
        replace(row, terms=terms.get(_key(row, row.entry.record.id), row.terms)) for row in shown
    ]


def _key(row: Row, claim: str) -> tuple[str, str, str]:
    """A claim of the reading that a row comes from."""
    return row.entry.document, row.entry.reader, claim


def _hosts(record: Proposal | Precondition) -> tuple[str, ...]:
    if isinstance(record, Proposal):
        return record.statements
    return (record.statement,) if record.statement else ()


class _Page:
    """A reading, ready to be asked for many places and names."""

    def __init__(self, reading: Reading) -> None:
        self.document = reading.document
        self.named = {actor.id: actor.name for actor in reading.actors} | _RESERVED
        self.sentences = reading.sentences
        self.starts = [sentence.span.start for sentence in reading.sentences]

    def row(self, entry: Entry) -> Row:
        """An entry of this reading as a row."""
        return Row(
            entry=entry,
            document=self.document.name,
            place=self.place(entry.span.start),
            by=self.names(entry.by),
            to=self.names(entry.to),
            through=self.names(entry.through),
            words=self.document.text[entry.span.start : entry.span.end],
            terms=tuple(_terms(entry, self.named)),
        )

    def names(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.named.get(actor, actor) for actor in actors)

    def place(self, at: int) -> str:
        index = bisect_right(self.starts, at) - 1
        if index >= 0 and at in self.sentences[index].span:
            return self.sentences[index].place
        return ""


def _terms(entry: Entry, named: Mapping[str, str]) -> Iterator[str]:
    record = entry.record
    if isinstance(record, Proposal):
        sides = {"gives": record.gives, "wants": record.wants}
    elif isinstance(record, Precondition):
        sides = {"first": (record.required_first,), "then": (record.then,)}
    else:
        return
    for side, terms in sides.items():
        if terms:
            yield f"{side}: {'; '.join(_term(term, named) for term in terms)}"


def _term(term: Term, named: Mapping[str, str]) -> str:
    who = " and ".join(named.get(actor, actor) for actor in term.actor)
    value = f" = {term.value}" if term.value else ""
    return f"{term.issue}{value}" + (f" ({who})" if who else "")


def plain_entry(row: Row) -> dict[str, Any]:
    """A row for JSON: what the ledger says of it, then the reader's record as it is."""
    entry = row.entry
    return {
        "id": entry.id,
        "kind": entry.kind,
        "act": entry.act,
        "document": entry.document,
        "name": row.document,
        "place": row.place,
        "span": to_plain(entry.span),
        "words": row.words,
        "by": list(entry.by),
        "to": list(entry.to),
        "through": list(entry.through),
        "reader": entry.reader,
        "version": entry.version,
        "record": to_plain(entry.record),
    }


def _spelled(value: Any, text: str) -> Any:
    """Records as plain values; a span with its words, as the reading schema has it."""
    if isinstance(value, Span):
        start, end = value.start, value.end
        return {
            "start": start,
            "end": end,
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        }
    if isinstance(value, tuple):
        return [_spelled(each, text) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _spelled(getattr(value, each.name), text) for each in fields(value)}
    return value


def plain_reading(reading: Reading) -> dict[str, Any]:
    """A reading for JSON, in the names of the reading schema.

    Without the text and its tokens, which can be had from the document. A span is ``start``,
    ``end`` (code points) and ``exact``, with the 32 characters before and after it as ``prefix``
    and ``suffix``: what the Web Annotation model calls a text position and a text quote. Every
    claim has its ``words``, its ``sentence`` (``3.2``: paragraph 3, sentence 2) and, as ``entry``,
    the id that it has in a ledger.
    """
    plain: dict[str, Any] = _spelled(replace(reading, tokens=()), reading.document.text)
    del plain["tokens"], plain["document"]["text"]
    plain["document"] |= {"sha256": reading.document.sha256, "chars": reading.document.chars}
    at = dict.fromkeys(CLAIM_FIELDS, 0)
    for row in map(_Page(reading).row, entries_of(reading)):
        kind = row.entry.kind
        plain[CLAIM_FIELDS[kind]][at[kind]] |= {
            "words": row.words,
            "sentence": row.place,
            "entry": row.entry.id,
        }
        at[kind] += 1
    return plain
