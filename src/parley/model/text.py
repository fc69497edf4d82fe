"""Documents and places in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Document", "Sentence", "Span", "Token"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``text[start:end]``, of a document's stored text."""

    start: int
    end: int

    def __contains__(self, other: object) -> bool:
        """Whether another span lies inside this one (or an offset falls in it)."""
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Token:
    """A word or punctuation mark, with its place and its tag (Penn Treebank)."""

    span: Span
    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its place on the page (1-based paragraph and sentence) and its tokens."""

    span: Span
    paragraph: int
    number: int
    first: int
    """Index of its first token in the document."""
    last: int
    """One past the index of its last token."""

    @property
    def place(self) -> str:
        """``"3.2"``: paragraph 3, sentence 2."""
        return f"{self.paragraph}.{self.number}"


@dataclass(frozen=True, slots=True)
class Document:
    """A stored text. Its identity is the SHA-256 of its text as UTF-8."""

    id: str
    """The SHA-256 in hexadecimal; `sha256` is the same."""
    text: str
    name: str = "-"
    """The file's name as the user gave it."""
    published: str | None = None
    """ISO date of publication, or None where nobody said."""
    published_assumed: bool = False
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    title: str | None = None
    media_type: str = "text/plain"
    """What the original was: text/plain, text/html, application/pdf, …"""
    original: str | None = None
    """SHA-256 of the bytes as they were given, where they are not simply the text."""
    revises: str | None = None
    """Id of the document of which this is a later version."""
    sensitivity: Literal["public", "internal", "restricted"] = "public"
    """What is not public is never sent to a language model."""
    offset_unit: Literal["codepoint"] = "codepoint"

    @property
    def sha256(self) -> str:
        """The document's identity."""
        return self.id

    @property
    def chars(self) -> int:
        """Length in code points."""
        return len(self.text)
