"""What a ledger lists: one entry a claim, with an identity that outlives the reader.

Ids inside a reading (``s3``, ``o1``) are that reading's own. An entry's id is a hash of the
document, the kind, the main places and who does what to whom, so that a later reader that finds
the same claim gives it the same id, however it numbers or annotates it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from parley.model import (
    Event,
    Exchange,
    Figure,
    Precondition,
    Proposal,
    Reading,
    Span,
    Statement,
)

__all__ = ["CLAIM_FIELDS", "CLAIM_KINDS", "Claim", "Entry", "entries_of", "entry"]

Claim = Statement | Proposal | Precondition | Exchange | Event | Figure

CLAIM_KINDS: Mapping[str, type[Claim]] = {
    "statement": Statement,
    "proposal": Proposal,
    "precondition": Precondition,
    "exchange": Exchange,
    "event": Event,
    "figure": Figure,
}
CLAIM_FIELDS: Mapping[str, str] = {kind: f"{kind}s" for kind in CLAIM_KINDS}
"""Kind → the field of `Reading` that holds its claims."""

_ID_LENGTH = 32
"""Hexadecimal digits of an id: 128 bits, ample for any archive and still copied by hand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as the ledger lists it."""

    id: str
    kind: str
    """statement, proposal, precondition, exchange, event or figure."""
    act: str
    """What is done: offer, demand, meet, …; a figure's basis; ``precondition``."""
    document: str
    """The document's SHA-256."""
    reader: str
    version: str
    span: Span
    """The main place."""
    by: tuple[str, ...]
    to: tuple[str, ...]
    through: tuple[str, ...]
    """Who passes it on, outermost first; empty for all but statements."""
    record: Claim
    """The reader's own record, with the ids that are local to its reading."""
    published: str | None = None
    """The report's date, by this reading."""
    happened: str | None = None
    """The day that the claim's own time expression gives, or that of its saying."""


@dataclass(frozen=True, slots=True)
class _Outline:
    """What identifies a claim, before it is hashed."""

    spans: tuple[Span, ...]
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    act: str = ""
    concepts: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


def _statement(claim: Statement) -> _Outline:
    through = tuple(link.actor for link in claim.chain[:-1])
    return _Outline((claim.content,), (claim.source,), claim.to, claim.act, through=through)


def _proposal(claim: Proposal) -> _Outline:
    terms = tuple(term.span for term in (*claim.gives, *claim.wants))
    spans = (claim.span,) if claim.span else terms or (Span(0, 0),)
    return _Outline(spans, claim.by, claim.to, claim.kind)


def _precondition(claim: Precondition) -> _Outline:
    sides = (claim.required_first, claim.then)
    spans = (claim.span,) if claim.span else tuple(side.span for side in sides)
    concepts = tuple(side.action for side in sides)
    return _Outline(spans, claim.holder, (), "precondition", concepts)


def _exchange(claim: Exchange) -> _Outline:
    spans = (claim.marker, claim.side_a, claim.side_b)
    return _Outline(spans, claim.a_by, claim.b_by, claim.modality)


def _event(claim: Event) -> _Outline:
    return _Outline((claim.trigger,), claim.source, claim.target, claim.act)


def _figure(claim: Figure) -> _Outline:
    # What is counted is a reader's judgement, which may improve; the words are what it is.
    return _Outline((claim.span, claim.number_span), act=claim.basis or "")


_OUTLINES: Mapping[str, Callable[[Any], _Outline]] = {
    "statement": _statement,
    "proposal": _proposal,
    "precondition": _precondition,
    "exchange": _exchange,
    "event": _event,
    "figure": _figure,
}


def _identity(document: str, kind: str, outline: _Outline, occurrence: int) -> str:
    act = "" if kind == "figure" else outline.act
    parts: list[Any] = [
        document,
        kind,
        [[span.start, span.end] for span in outline.spans],
        sorted(outline.by),
        sorted(outline.to),
        act,
        list(outline.concepts),
    ]
    # Two claims that agree in all this are told apart by their order in the reading.
    if occurrence:
        parts.append(occurrence)
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]


def entry(
    record: Claim,
    *,
    id: str,
    kind: str,
    document: str,
    reader: str,
    version: str,
    published: str | None = None,
    happened: str | None = None,
) -> Entry:
    """The entry that lists a record under an identity that is known already."""
    outline = _OUTLINES[kind](record)
    return Entry(
        id=id,
        kind=kind,
        act=outline.act,
        document=document,
        reader=reader,
        version=version,
        span=outline.spans[0],
        by=outline.by,
        to=outline.to,
        through=outline.through,
        record=record,
        published=published,
        happened=happened,
    )


def entries_of(reading: Reading, days: Mapping[str, str] | None = None) -> Iterator[Entry]:
    """Every claim of a reading as an entry: by kind, then in the reading's order.

    Parameters
    ----------
    reading : Reading
        What a reader found.
    days : mapping of str to str, optional
        The days of claims, by their local ids.

    Examples
    --------
    >>> from parley.model import Document, Link
    >>> said = Statement("s1", Span(0, 4), "report", "comment", (Link("un", "explicit"),))
    >>> reading = Reading(Document("00", "Halt"), (), (), statements=(said,))
    >>> [(entry.kind, entry.act, entry.by) for entry in entries_of(reading)]
    [('statement', 'comment', ('un',))]
    """
    document = reading.document.id
    seen: Counter[str] = Counter()
    for kind, field in CLAIM_FIELDS.items():
        for claim in getattr(reading, field):
            outline = _OUTLINES[kind](claim)
            name = _identity(document, kind, outline, 0)
            occurrence = seen[name]
            seen[name] += 1
            yield entry(
                claim,
                id=_identity(document, kind, outline, occurrence) if occurrence else name,
                kind=kind,
                document=document,
                reader=reading.reader,
                version=reading.version,
                published=reading.document.published,
                happened=(days or {}).get(claim.id),
            )
