"""A reading as the rows that a file keeps of it, made without the file.

Making them is most of the work of keeping a reading, and can be done by another process than the
one that writes.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from parley.ledger.answers import Original
from parley.ledger.entries import CLAIM_KINDS, Entry
from parley.ledger.keeping import check_document, check_original
from parley.ledger.looking import passages
from parley.ledger.marks import Marked, marked
from parley.ledger.records import dumps, to_plain
from parley.model import Actor, Reading, Sentence, Span, Token

__all__ = [
    "FRAME",
    "MENTION",
    "NAME",
    "TIE",
    "Mark",
    "Prepared",
    "Row",
    "day_number",
    "iso_day",
    "marks_of",
    "prepared",
    "revising",
    "sentences_of",
    "words_of",
]

FRAME = ("actors", "places", "timexes", "relations")
"""The fields of a reading that are neither claims, nor words, nor part of its key."""

Row = tuple[Any, ...]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KINDS = {kind: index for index, kind in enumerate(CLAIM_KINDS)}
_MOST = 2**24 - 1
NAME, MENTION, TIE = 0, 1, 2
"""How a word leads to an actor: its id or name; another mention; what it is tied to."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a claim is listed by; see `parley.ledger.index`."""

    kind: str
    position: int
    local: str
    act: str
    happened: int
    place: int
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    measure: str | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows of one reading: plain values, quick to hand from one process to another."""

    document: str
    text: str
    name: str
    key: str
    """The reading's identity: of its document, reader, version and publication date."""
    reader: str
    version: str
    published: str | None
    head: str
    frame: str
    words: bytes
    claims: tuple[Row, ...]
    """Id, kind, position, act, start, end, payload."""
    marks: tuple[Mark, ...]
    actors: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]
    """Id, form, and the words that lead to it with how they do."""
    passages: tuple[tuple[int, int], ...]
    original: Row | None = None
    """Hash, media type, size, compressed bytes."""
    revises: tuple[str, str] | None = None
    """The document of which it is a later version, and why; see `revising`."""


def prepared(reading: Reading, original: bytes | None = None) -> Prepared:
    """The rows of a reading.

    Parameters
    ----------
    reading : Reading
        What one reader found in one document.
    original : bytes, optional
        What the document was made from.

    Raises
    ------
    UsageError
        The document's id is not the hash of its text, or its `original` not that of the bytes.
    TypeError
        A record holds what its definition does not allow.
    """
    document = reading.document
    check_document(document)
    kept = check_original(document, original)
    key = _text([document.id, reading.reader, reading.version, document.published])
    head = to_plain(replace(document, text=""))
    del head["text"]
    frame = {field: [to_plain(each) for each in getattr(reading, field)] for field in FRAME}
    every = list(marked(reading))
    marks = marks_of(every)
    return Prepared(
        document=document.id,
        text=document.text,
        name=document.name,
        key=hashlib.sha256(key.encode()).hexdigest(),
        reader=reading.reader,
        version=reading.version,
        published=document.published,
        head=_text(head),
        frame=_text({**frame, "negotiation": reading.negotiation}),
        words=_words(reading),
        claims=tuple(_claim(e.entry, m.position) for e, m in zip(every, marks, strict=True)),
        marks=marks,
        actors=tuple(_actor(each, document.text) for each in reading.actors),
        passages=tuple((span.start, span.end) for span in passages(document.text)),
        original=_packed(kept),
    )


def revising(given: Prepared, document: str | None, reason: str | None) -> Prepared:
    """The same, known to be a later version of another document.

    Parameters
    ----------
    given : Prepared
        The rows of a reading.
    document : str, optional
        The id of the other.
    reason : str, optional
        Why, where that was not noted before.
    """
    head = _text({**json.loads(given.head), "revises": document})
    noted = (document, reason) if document is not None and reason is not None else None
    return replace(given, head=head, revises=noted)


def _packed(kept: Original | None) -> Row | None:
    if kept is None:
        return None
    return (kept.sha256, kept.media_type, len(kept.data), zlib.compress(kept.data))


def marks_of(every: Iterable[Marked]) -> tuple[Mark, ...]:
    """What the claims of a reading are listed by."""
    positions = {kind: count() for kind in CLAIM_KINDS}
    return tuple(_mark(each, next(positions[each.entry.kind])) for each in every)


def _claim(entry: Entry, position: int) -> Row:
    payload = dumps(entry.record)
    place = (entry.span.start, entry.span.end)
    return (entry.id, entry.kind, position, entry.act, *place, payload)


def _mark(each: Marked, position: int) -> Mark:
    entry = each.entry
    long = _MOST - min(max(entry.span.end - entry.span.start, 0), _MOST)
    return Mark(
        kind=entry.kind,
        position=position,
        local=entry.record.id,
        act=entry.act,
        happened=day_number(entry.happened),
        # By start, the longer first, then by kind: one number that sorts so.
        place=(entry.span.start << 28) | (long << 4) | _KINDS[entry.kind],
        parties=tuple(dict.fromkeys((*entry.by, *entry.to))),
        issues=each.issues,
        measure=each.measure,
    )


def _actor(actor: Actor, text: str) -> tuple[str, str, tuple[tuple[str, int], ...]]:
    form = dumps(replace(actor, mentions=(), role_span=None))
    said = (text[span.start : span.end].casefold() for span in actor.mentions)
    ties = (actor.represents, actor.part_of, *actor.members)
    words = {
        **{(tie, TIE): None for tie in ties if tie is not None},
        **{(word, MENTION): None for word in said},
        **{(word, NAME): None for word in (actor.id.casefold(), actor.name.casefold())},
    }
    return (actor.id, form, tuple(words))


def _words(reading: Reading) -> bytes:
    """Sentences and tokens as columns of numbers, the words themselves left to the text."""
    text, tokens, sentences = reading.document.text, reading.tokens, reading.sentences
    other = {
        index: token.text
        for index, token in enumerate(tokens)
        if token.text != text[token.span.start : token.span.end]
    }
    columns = [
        [token.span.start for token in tokens],
        [token.span.end for token in tokens],
        [token.tag for token in tokens],
        other,
        [
            [each.span.start, each.span.end, each.paragraph, each.number, each.first, each.last]
            for each in sentences
        ],
    ]
    return zlib.compress(json.dumps(columns, separators=(",", ":")).encode(), 1)


def words_of(packed: bytes, text: str) -> tuple[tuple[Sentence, ...], tuple[Token, ...]]:
    """The sentences and tokens that were packed beside a text."""
    starts, ends, tags, other, sentences = _unpacked(packed)
    tokens = [
        Token(Span(start, end), text[start:end], tag)
        for start, end, tag in zip(starts, ends, tags, strict=True)
    ]
    for index, word in other.items():
        tokens[int(index)] = replace(tokens[int(index)], text=word)
    return _sentences(sentences), tuple(tokens)


def sentences_of(packed: bytes) -> tuple[Sentence, ...]:
    """The sentences alone, without making the tokens."""
    return _sentences(_unpacked(packed)[4])


def _sentences(rows: Iterable[Sequence[int]]) -> tuple[Sentence, ...]:
    return tuple(Sentence(Span(each[0], each[1]), *each[2:]) for each in rows)


def _unpacked(packed: bytes) -> tuple[Any, ...]:
    return tuple(json.loads(zlib.decompress(packed)))


def day_number(day: str | None) -> int:
    """A date as a number that sorts; 0 where there is no full date.

    Examples
    --------
    >>> day_number("2026-03-31") - day_number("2026-03-01"), day_number("2026-03")
    (30, 0)
    """
    if day is not None and _DAY.fullmatch(day):
        with suppress(ValueError):
            return datetime.date.fromisoformat(day).toordinal()
    return 0


def iso_day(number: int) -> str | None:
    """The date that `day_number` gave."""
    return datetime.date.fromordinal(number).isoformat() if number else None


def _text(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
