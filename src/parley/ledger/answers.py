"""What a ledger answers with, besides readings and entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from parley.ledger.entries import Entry
from parley.model import Span

__all__ = [
    "Counts",
    "Dates",
    "FileRead",
    "Held",
    "Hit",
    "Order",
    "Original",
    "Page",
    "ReportDate",
    "Revision",
    "day_of_report",
]

Order = Literal["text", "newest", "oldest"]
"""By documents in the order of first reading and places in them; or by date, then as ``text``."""
ReportDate = Literal["published", "read"]
"""Which day of a report: that of its publication, or where it has none, and else, that on which
the ledger first held it."""
Dates = Literal["published", "happened"]
"""Which date is asked about: the report's, or that of what a claim tells of."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a call added."""

    documents: int = 0
    readings: int = 0
    claims: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(
            self.documents + other.documents,
            self.readings + other.readings,
            self.claims + other.claims,
        )


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
    title: str | None = None
    url: str | None = None
    original: str | None = None
    """SHA-256 of the bytes as they were given, where they are not simply the text."""
    revises: tuple[str, ...] = ()
    """Ids of the documents of which it is a later version."""
    revised_by: tuple[str, ...] = ()
    """Ids of its own later versions; where there are any, its claims are not current."""
    sensitivity: Literal["public", "internal", "restricted"] = "public"


@dataclass(frozen=True, slots=True)
class Original:
    """A document's bytes as they were given."""

    sha256: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that one reader read to its end."""

    sha256: str
    """Of its bytes."""
    name: str
    reader: str
    version: str
    published: str | None = None
    """The date of publication that was given with it."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A document is a later version of another; both stay."""

    document: str
    revises: str
    reason: str
    """Why they are held to be two versions of one report."""
    seen_at: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list of claims, with what its rows name beside themselves."""

    entries: tuple[Entry, ...]
    total: int
    """How many there are in all."""
    offset: int
    documents: Mapping[str, Held]
    """By id: the documents that the entries stand in."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that a search found, and what stands around them."""

    document: str
    name: str
    """The document's first name."""
    published: str | None
    span: Span
    """From the first to the last of the words, where they stand closest together."""
    exact: str
    """The text at that place."""
    before: str
    """The rest of the paragraph before it, cut at a word, with an ellipsis, where it is long."""
    after: str
    rank: float
    """Higher is nearer; it compares hits of one search, and is nothing by itself."""


def day_of_report(held: Held, by: ReportDate) -> str:
    """The day of a report by which it is asked for; nothing where it has none."""
    read = (held.first_read_at or "")[:10]
    return (held.published or read) if by == "published" else read
