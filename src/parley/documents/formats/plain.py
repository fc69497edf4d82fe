"""Plain text, and the refusal of everything that is neither that nor another format read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader

from parley.documents.encoding import decode
from parley.documents.formats._format import document_format
from parley.documents.invisible import invisible
from parley.documents.source import TEXT_LIMIT, Source, digest, whole

__all__ = ["plain"]

_NOT_READ = (
    (re.compile(rb"\s*<\?xml", re.IGNORECASE), "an XML file"),
    (re.compile(rb"PK\x03\x04"), "a Word file or another zip archive"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Word file"),
    (re.compile(rb"\{\\rtf"), "an RTF file"),
    (re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ"), "a compressed file"),
)


@document_format(".txt", ".text", ".md")
def plain(name: str, stream: BufferedReader) -> Iterator[Source]:
    """Read a text: decoded, its byte order mark dropped, nothing else changed."""
    source = Source(name)
    data = whole(stream, TEXT_LIMIT)
    if isinstance(data, str):
        yield source.refused(data)
        return
    if not data.strip():
        what = "there is nothing but white space in it" if data else "the file is empty"
        yield source.refused(f"{what}; nothing was read")
        return
    for pattern, kind in _NOT_READ:
        if pattern.match(data):
            yield source.refused(f"this is {kind}, which is not read: save its text as a .txt file")
            return
    text, problems = decode(data, name)
    if text is None:
        yield source.and_problems(*problems)
        return
    same = text.encode() == data
    yield Source(
        name,
        text,
        original=None if same else digest(data),
        data=None if same else data,
        problems=(*problems, *invisible(text, name)),
    )
