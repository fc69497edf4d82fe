"""Claims with what it takes to show them: names, places, words, days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from parley.ledger.contract import Ledger
from parley.ledger.entries import Entry
from parley.model import (
    NARRATOR,
    UNSPECIFIED,
    Actor,
    Event,
    Proposal,
    Reading,
    Span,
    Statement,
    Timex,
)

__all__ = ["NOWHERE", "At", "Day", "Seen", "own_day", "place_of"]

_RESERVED = {NARRATOR: "the report", UNSPECIFIED: "no source named"}


@dataclass(frozen=True, slots=True)
class At:
    """Where a row comes from: the last columns of every table."""

    document: str
    """The report's name."""
    published: str
    place: str
    """Paragraph and sentence, ``3.2``."""
    words: str
    """The exact words at the main place."""
    entry: str
    """The claim's id in the ledger; ids of further claims are columns of their own."""
    reader: str
    sensitivity: str
    sha256: str
    """The document's identity; `start` and `end` are code points into its text."""
    start: int
    end: int


NOWHERE = At("", "", "", "", "", "", "", "", 0, 0)
"""Of a row that stands for a whole report, or for none."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date and what it rests on."""

    date: str = ""
    """ISO, or nothing where no text gives one."""
    basis: str = ""
    """stated; reckoned (from the date of publication); published (the report's date, because no
    other is said); or nothing."""
    words: str = ""
    """The time expression."""


class Seen:
    """Some claims of a ledger, ready to be asked for names, places and words.

    Parameters
    ----------
    entries : iterable of Entry
        The claims, in their order.
    frames : iterable of Reading
        Documents with actors, timexes and sentences; claims are not needed.
    links : mapping
        Entry's key → the claims that its record names, by their local ids.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        frames: Iterable[Reading],
        links: Mapping[tuple[str, str], Mapping[str, Entry]] | None = None,
    ) -> None:
        self.entries = tuple(entries)
        self._pages = {(r.document.id, r.reader): _Page(r) for r in frames}
        self._links = links or {}

    @classmethod
    def of(cls, ledger: Ledger, entries: Iterable[Entry], *, links: bool = True) -> Seen:
        """Claims with what a ledger knows of their documents.

        Parameters
        ----------
        ledger : Ledger
            Where they are from.
        entries : iterable of Entry
            The claims, in their order.
        links : bool
            Whether the claims that they name are wanted: statements name none.
        """
        given = tuple(entries)
        frames = ledger.frames({entry.document for entry in given}) if given else ()
        linked = ledger.linked(given) if given and links else ({},) * len(given)
        return cls(given, frames, dict(zip(map(_key, given), linked, strict=True)))

    def only(self, entries: Iterable[Entry]) -> Seen:
        """The same knowledge, of some of the claims."""
        fewer = Seen((), (), self._links)
        fewer.entries, fewer._pages = tuple(entries), self._pages
        return fewer

    @classmethod
    def joined(cls, parts: Iterable[Seen]) -> Seen:
        """What several know, together."""
        whole = cls((), ())
        for part in parts:
            whole.entries += part.entries
            whole._pages = {**part._pages, **whole._pages}
            whole._links = {**part._links, **whole._links}
        return whole

    def _page(self, entry: Entry) -> _Page:
        return self._pages[entry.document, entry.reader]

    def frame(self, entry: Entry) -> Reading:
        """The document with its actors and times."""
        return self._page(entry).reading

    def link(self, entry: Entry, id: str | None) -> Entry | None:
        """The claim that the entry's record calls by this local id."""
        return self._links.get(_key(entry), {}).get(id or "")

    def actor(self, entry: Entry, id: str) -> Actor | None:
        """The actor of that id, as the entry's document has it."""
        return self._page(entry).actors.get(id)

    def names(self, entry: Entry, actors: Iterable[str]) -> tuple[str, ...]:
        """Names as the entry's document has them."""
        known = self._page(entry).actors
        return tuple(
            " ".join(known[id].name.split()) if id in known else _RESERVED.get(id, id)
            for id in actors
        )

    def text(self, entry: Entry, span: Span) -> str:
        """The words at a place, on one line."""
        text = self._page(entry).reading.document.text
        return " ".join(text[span.start : span.end].split())

    def at(self, entry: Entry, span: Span | None = None) -> At:
        """Where a claim, or a part of it, stands."""
        page, span = self._page(entry), span or entry.span
        document = page.reading.document
        return At(
            document=document.name,
            published=entry.published or "",
            place=page.place(span.start),
            words=self.text(entry, span),
            entry=entry.id,
            reader=entry.reader,
            sensitivity=document.sensitivity,
            sha256=document.id,
            start=span.start,
            end=span.end,
        )

    def timex(self, entry: Entry, id: str | None) -> Timex | None:
        """The time expression of that local id."""
        return self._page(entry).timexes.get(id or "")

    def statement(self, entry: Entry) -> Entry:
        """The statement that makes a proposal, a condition or an event known; else itself."""
        record = entry.record
        if isinstance(record, Statement):
            return entry
        ids = record.statements if isinstance(record, Proposal) else (record.statement,)
        return next((said for id in ids if (said := self.link(entry, id))), entry)

    def via(self, entry: Entry, but: Iterable[str] = ()) -> tuple[str, ...]:
        """Names of who passes a claim on, outermost first; the report where nobody else does.

        Parameters
        ----------
        entry : Entry
            A statement, or what a statement makes known.
        but : iterable of str
            Ids of those whose claim it is.
        """
        said = self.statement(entry)
        if not isinstance(said.record, Statement):
            return (_RESERVED[NARRATOR],)
        chain = [link.actor for link in said.record.chain if link.actor not in (NARRATOR, *but)]
        own = {*but} & {link.actor for link in said.record.chain}
        return self.names(said, chain) or (() if own else (_RESERVED[NARRATOR],))

    def day(self, entry: Entry) -> Day:
        """When it was said or happened: its own time, its statement's, or the report's date."""
        said = self.statement(entry)
        for each in (entry, said):
            record = each.record
            id = record.date if isinstance(record, Event) else getattr(record, "time", None)
            timex = self.timex(each, id)
            if timex is not None and (day := own_day(timex)):
                basis = "reckoned" if timex.anchor else "stated"
                return Day(day, basis, self.text(each, timex.span))
            if isinstance(record, Event):
                break  # an event of another day is often told on this one
        return Day(entry.published, "published") if entry.published else Day()


def own_day(timex: Timex) -> str:
    """The day that a time expression gives, or nothing where it gives less than a day.

    Examples
    --------
    >>> own_day(Timex("t1", Span(0, 4), "DATE", "2026-03-31T10:00")), own_day(
    ...     Timex("t2", Span(0, 4), "DATE", "2026-03"))
    ('2026-03-31', '')
    """
    value = timex.value or ""
    whole = len(value) >= 10 and value[:4].isdecimal() and value[4] == value[7] == "-"
    return value[:10] if whole and value[5:7].isdecimal() and value[8:10].isdecimal() else ""


def place_of(reading: Reading, at: int) -> str:
    """Paragraph and sentence, ``3.2``, of a place in a text; nothing between sentences."""
    return _Page(reading).place(at)


def _key(entry: Entry) -> tuple[str, str]:
    return entry.id, entry.reader


class _Page:
    """One document as one reader saw it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.reading.actors}

    @cached_property
    def timexes(self) -> dict[str, Timex]:
        return {timex.id: timex for timex in self.reading.timexes}

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.reading.sentences]

    def place(self, at: int) -> str:
        """Paragraph and sentence of a place; nothing between sentences."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at in self.reading.sentences[index].span:
            return self.reading.sentences[index].place
        return ""
