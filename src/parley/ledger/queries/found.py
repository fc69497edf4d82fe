"""Paragraphs of the reports that have some words, with their places.

Every text that the ledger holds is searched, an earlier version of a report too: what a report
said once can be looked up, and the row says that a later version is held.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.ledger.contract import Ledger
from parley.ledger.queries.ask import Ask
from parley.ledger.queries.seen import NOWHERE, At, place_of
from parley.model import Reading

__all__ = ["FoundRow", "found"]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One paragraph; `at` is the place of the words, where they stand closest together."""

    number: int
    before: str
    """The rest of the paragraph before the words, with an ellipsis where it was cut."""
    after: str
    rank: float
    """Higher is nearer; it compares rows of one search, and is nothing by itself."""
    revised: bool
    """Whether the ledger holds a later version of the report."""
    at: At = NOWHERE


def found(ledger: Ledger, words: str, ask: Ask) -> tuple[FoundRow, ...]:
    """A page of paragraphs with these words, the nearest first; see `Ledger.search`."""
    hits = ledger.search(
        words, limit=ask.limit, offset=ask.offset, since=ask.since, until=ask.until
    )
    ids = {hit.document for hit in hits}
    frames: dict[str, Reading] = {each.document.id: each for each in ledger.frames(ids)}
    held = {each.id: each for each in ledger.documents(ids)}
    return tuple(
        FoundRow(
            number=number,
            before=hit.before,
            after=hit.after,
            rank=hit.rank,
            revised=bool(held[hit.document].revised_by),
            at=At(
                document=hit.name,
                published=hit.published or "",
                place=place_of(frames[hit.document], hit.span.start),
                words=" ".join(hit.exact.split()),
                entry="",
                reader="",
                sensitivity=held[hit.document].sensitivity,
                sha256=hit.document,
                start=hit.span.start,
                end=hit.span.end,
            ),
        )
        for number, hit in enumerate(hits, ask.offset + 1)
    )
