"""Which claims are asked for: the conditions, checked once and for every kind of ledger."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import get_args

from parley.errors import UsageError
from parley.ledger.answers import Dates, Order
from parley.ledger.entries import CLAIM_KINDS, Entry
from parley.ledger.marks import Marked, marked, plain_measure
from parley.model import Reading

__all__ = ["Several", "Wanted", "check_stretch", "chosen", "place_of"]

Several = str | Collection[str] | None
"""One value, or any of several, or any at all."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_KINDS = {kind: index for index, kind in enumerate(CLAIM_KINDS)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Conditions on claims; None allows all. See `Ledger.claims` for what they mean."""

    kinds: frozenset[str] | None = None
    parties: frozenset[str] | None = None
    acts: frozenset[str] | None = None
    issues: frozenset[str] | None = None
    measures: frozenset[str] | None = None
    documents: frozenset[str] | None = None
    """Beginnings of their ids."""
    readers: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    dates: Dates = "published"
    order: Order = "text"
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        for kind in sorted(self.kinds or ()):
            if kind not in CLAIM_KINDS:
                there = ", ".join(CLAIM_KINDS)
                raise UsageError(f"there is no kind {kind!r}; the kinds are {there}")
        check_stretch(self.since, self.until)
        for given, known in ((self.dates, Dates), (self.order, Order)):
            if given not in get_args(known):
                raise UsageError(f"{given!r} is none of {', '.join(get_args(known))}")
        check_page(self.limit, self.offset)

    def takes(self, each: Marked) -> bool:
        """Whether a claim meets every condition."""
        entry = each.entry
        day = entry.published if self.dates == "published" else entry.happened
        return (
            _any(self.kinds, (entry.kind,))
            and _any(self.acts, (entry.act,))
            and _any(self.readers, (entry.reader,))
            and _any(self.parties, (*entry.by, *entry.to))
            and _any(self.issues, each.issues)
            and _any(self.measures, (each.measure,))
            and (self.documents is None or entry.document.startswith(tuple(self.documents)))
            and (self.since is None or (day is not None and day >= self.since))
            and (self.until is None or (day is not None and day <= self.until))
        )


def several(given: Several) -> frozenset[str] | None:
    """One value or many as a set."""
    if given is None:
        return None
    return frozenset((given,) if isinstance(given, str) else given)


def measures(given: Several) -> frozenset[str] | None:
    """What is counted, however it is written."""
    names = several(given)
    return None if names is None else frozenset(plain_measure(name) for name in names)


def check_page(limit: int | None, offset: int) -> None:
    """Refuse a page that cannot be.

    Raises
    ------
    UsageError
        A number below nought.
    """
    if offset < 0 or (limit is not None and limit < 0):
        raise UsageError("a page begins at 0 or later and has 0 rows or more")


def check_stretch(since: str | None, until: str | None) -> None:
    """Refuse what is no date.

    Raises
    ------
    UsageError
        It is not written as 2026-03-31, or there is no such day.
    """
    for day in (since, until):
        if day is None:
            continue
        if _DATE.fullmatch(day):
            with suppress(ValueError):
                datetime.date.fromisoformat(day)
                continue
        raise UsageError(f"{day!r} is not a date; write it as 2026-03-31")


def _any(wanted: frozenset[str] | None, there: Iterable[str | None]) -> bool:
    return wanted is None or not wanted.isdisjoint(there)


def place_of(entry: Entry) -> tuple[int, int, int]:
    """Where an entry stands in its document: by its start, the longer first, then by kind."""
    return (entry.span.start, -entry.span.end, _KINDS[entry.kind])


def chosen(
    readings: Iterable[Reading], documents: Collection[str], wanted: Wanted
) -> tuple[tuple[Entry, ...], int]:
    """The claims of readings that are wanted, and how many there are beyond the page.

    Parameters
    ----------
    readings : iterable of Reading
        Looked through one after another; of a claim that several share the last form counts.
    documents : collection of str
        Ids in the order wanted.
    """
    found: dict[tuple[str, str, str], Entry] = {}
    for reading in readings:
        for each in marked(reading):
            if wanted.takes(each):
                entry = each.entry
                found[entry.id, entry.reader, entry.version] = entry
    order = {name: index for index, name in enumerate(documents)}
    listed = sorted(found.values(), key=lambda each: (order[each.document], *place_of(each)))
    if wanted.order != "text":
        listed = _by_date(listed, wanted)
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    return tuple(listed[wanted.offset : end]), len(listed)


def _by_date(entries: list[Entry], wanted: Wanted) -> list[Entry]:
    """Entries in their order, sorted by date; those without one last."""

    def day(entry: Entry) -> str:
        return (entry.published if wanted.dates == "published" else entry.happened) or ""

    dated = [entry for entry in entries if day(entry)]
    rest = [entry for entry in entries if not day(entry)]
    return sorted(dated, key=day, reverse=wanted.order == "newest") + rest
