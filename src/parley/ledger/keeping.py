"""What may be kept, and which of several readings is the current one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable

from parley.errors import UsageError
from parley.ledger.answers import Original, Revision
from parley.model import Document

__all__ = [
    "Standing",
    "check_document",
    "check_original",
    "check_revision",
    "standing",
    "version_key",
]

Standing = tuple[bool, tuple[tuple[int, int, str], ...]]


def check_document(document: Document) -> None:
    """Refuse a document that is not filed under the hash of its text.

    Raises
    ------
    UsageError
        It is not, or its text cannot be written as UTF-8.
    """
    try:
        digest = hashlib.sha256(document.text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise UsageError(
            f"the text of {document.name!r} holds half of a letter at {error.start}, which is no "
            "Unicode text"
        ) from None
    if digest != document.id:
        raise UsageError(f"the id of {document.name!r} is not the SHA-256 of its text")


def check_original(document: Document, data: bytes | None) -> Original | None:
    """What is to be kept of the bytes that a document was made from.

    Raises
    ------
    UsageError
        The document names other bytes.
    """
    if data is None or document.original is None:  # its text is all there was
        return None
    if hashlib.sha256(data).hexdigest() != document.original:
        raise UsageError(f"the original of {document.name!r} is not the SHA-256 of these bytes")
    return Original(document.original, document.media_type, data)


def check_revision(
    document: str, revises: str, held: Collection[str], noted: Iterable[Revision]
) -> None:
    """Refuse a revision of nothing, of itself, or of a later version of itself.

    Raises
    ------
    UsageError
        With the id that is wrong.
    """
    for id in (document, revises):
        if id not in held:
            raise UsageError(f"the ledger holds no document {id!r}")
    if document == revises:
        raise UsageError("a document is no later version of itself")
    before: dict[str, list[str]] = {}
    for each in noted:
        before.setdefault(each.document, []).append(each.revises)
    earlier, seen = [revises], set[str]()
    while earlier:
        id = earlier.pop()
        if id == document:
            raise UsageError(f"the document {revises!r} is noted as a later version of this one")
        if id not in seen:
            seen.add(id)
            earlier += before.get(id, ())


def version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """How versions of one reader are compared: numbers as numbers, letters before the end.

    Examples
    --------
    >>> sorted(["2026.10", "2026.9", "0.12", "1.0", "1.0rc1", "1.0.1"], key=version_key)
    ['0.12', '1.0rc1', '1.0', '1.0.1', '2026.9', '2026.10']
    """
    parts = re.findall(r"[0-9]+|[^0-9.+_-]+", version)
    key = [(2, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts]
    return (*key, (1, 0, ""))


def standing(published: str | None, version: str) -> Standing:
    """How strong a reading's claim to be the current one is; of equals the latest is.

    A reading with a publication date, which knows what *Monday* means, is never displaced by one
    without, not even by that of a newer reader.

    Examples
    --------
    >>> standing("2026-03-31", "1") > standing(None, "2") > standing(None, "1.9")
    True
    """
    return (bool(published), version_key(version))
