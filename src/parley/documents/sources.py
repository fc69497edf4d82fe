"""The way in: bytes of any kind to sources, each with its text or the reason why it has none."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from typing import BinaryIO

from parley.documents.formats import format_of
from parley.documents.language import looks_english
from parley.documents.mending import line_and_column
from parley.documents.source import TEXT_LIMIT, Source
from parley.errors import Problem

__all__ = ["checked", "sources"]

_HEAD = 4_096
"""Bytes by which a format is known."""
_SHOWN = 60


def sources(name: str, data: bytes | BinaryIO) -> Iterator[Source]:
    """Read the reports in a file: one, or many where it is a file of records.

    Parameters
    ----------
    name : str
        The file as the user named it. Its ending counts where its beginning does not tell.
    data : bytes or binary stream
        What is in it. A file of records is read as it is asked for, and never held whole.

    Yields
    ------
    Source
        With its text; or without one, and with the problems that say why.

    Examples
    --------
    >>> [(s.text, s.title) for s in sources("a.jsonl", b'{"text": "Talks go on.", "title": "A"}')]
    [('Talks go on.', 'A')]
    >>> str(*next(sources("empty.pdf", b"")).problems)
    'empty.pdf: the file is empty; nothing was read'
    """
    head, stream = _begun(data)
    if not head:
        yield Source(name, file=name).refused("the file is empty; nothing was read")
        return
    for source in format_of(name, head).read(name, stream):
        yield checked(source if source.file else replace(source, file=name))


def checked(source: Source) -> Source:
    """A source that can be read, or one that says why it cannot.

    Examples
    --------
    >>> checked(Source("-", "Talks go on.")).problems, checked(Source("-", " ")).text
    ((), None)
    """
    text = source.text
    if text is None:
        return source
    if not text.strip():
        return source.refused("there is nothing but white space in it; nothing was read")
    if len(text) > TEXT_LIMIT:
        size = f"{len(text) / 1e6:.1f} MB"
        most = f"{TEXT_LIMIT // 1_000_000} MB"
        return source.refused(f"its text is {size} long; at most {most} is read at once: split it")
    if not looks_english(text):
        return _in_another_language(source, text)
    return source


def _in_another_language(source: Source, text: str) -> Source:
    """A source refused for its language, with its first words and, in a plain text, their place."""
    what = "does not look like English, the only language read so far; nothing was read"
    words = " ".join(text[:200].split())[:_SHOWN]
    place = (source.line, int(source.line > 0))
    if source.media_type == "text/plain":
        place = line_and_column(text, len(text) - len(text.lstrip()))
    problem = Problem(what, source.file or source.name, *place, words)
    return replace(source, text=None).and_problems(problem)


class _Wound(io.RawIOBase):
    """A stream that cannot be wound back, with its beginning put before it again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer)) or b""
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _begun(data: bytes | BinaryIO) -> tuple[bytes, BufferedReader]:
    """The beginning of what is given, and a stream of all of it."""
    if isinstance(data, bytes):
        return data[:_HEAD], BufferedReader(io.BytesIO(data))
    head = data.read(_HEAD)
    if isinstance(data, BufferedReader) and data.seekable():
        data.seek(-len(head), io.SEEK_CUR)
        return head, data
    return head, BufferedReader(_Wound(head, data))
