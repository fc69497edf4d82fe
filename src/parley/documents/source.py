"""What a format makes of the bytes that it is given, and how much of them it takes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import BufferedReader
from typing import Literal

from parley.errors import Problem

__all__ = ["CONTAINER_LIMIT", "TEXT_LIMIT", "Basis", "Sensitivity", "Source", "digest", "whole"]

TEXT_LIMIT = 1_000_000
"""Letters of one report that are read: some 160 000 words, far beyond any report."""
CONTAINER_LIMIT = 50_000_000
"""Bytes of a page or a PDF file, most of which are pictures and programs."""

Sensitivity = Literal["public", "internal", "restricted"]
Basis = Literal["given", "page", "none"]


@dataclass(frozen=True, slots=True)
class Source:
    """A report's text and what is known of it, or None with the problems that say why."""

    name: str
    """The file as the user named it; a record in a file of many has its id or line behind it."""
    text: str | None = None
    title: str | None = None
    published: str | None = None
    """ISO date."""
    published_basis: Basis = "none"
    """Who says when it was published: a person or a record, the page itself, or nobody."""
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    sensitivity: Sensitivity = "public"
    media_type: str = "text/plain"
    """What the original was."""
    original: str | None = None
    """SHA-256 of the bytes as they were given, where they are not simply the text."""
    data: bytes | None = field(default=None, repr=False)
    """Those bytes."""
    line: int = 0
    """In a file of many records, the line of this one; 0 where there is no such line."""
    file: str = ""
    """The file that it stands in, for problems."""
    problems: tuple[Problem, ...] = ()

    def and_problems(self, *problems: Problem) -> Source:
        """The same, with these problems too."""
        return replace(self, problems=(*self.problems, *problems)) if problems else self

    def refused(self, what: str, words: str = "") -> Source:
        """The same without its text, for the reason given."""
        problem = Problem(what, self.file or self.name, self.line, int(self.line > 0), words)
        return replace(self, text=None, problems=(*self.problems, problem))


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal.

    Examples
    --------
    >>> digest(b"")[:8]
    'e3b0c442'
    """
    return sha256(data).hexdigest()


def whole(stream: BufferedReader, most: int) -> bytes | str:
    """All bytes of a stream; where they are more than so many, a sentence that says so.

    Examples
    --------
    >>> from io import BytesIO
    >>> stream = BufferedReader(BytesIO(b"talks" * 400_000))
    >>> whole(stream, 1_000_000)
    '2.0 MB long; at most 1 MB is read at once: split it'
    """
    data = stream.read(most + 1)
    if len(data) <= most:
        return data
    return f"{_size(stream, most)} long; at most {most // 1_000_000} MB is read at once: split it"


def _size(stream: BufferedReader, most: int) -> str:
    """How long a stream is, in MB; of one that cannot be wound only the least is known."""
    if stream.seekable():
        return f"{stream.seek(0, 2) / 1e6:.1f} MB"
    return f"more than {most // 1_000_000} MB"
