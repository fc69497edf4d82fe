"""How a format says what it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader

from parley.documents.source import Source

__all__ = ["Format", "document_format"]

Reader = Callable[[str, BufferedReader], Iterator[Source]]


@dataclass(frozen=True, slots=True)
class Format:
    """One way in which reports are kept, and the function that reads it."""

    name: str
    read: Reader
    suffixes: tuple[str, ...]
    """Endings of names, in small letters."""
    certain: re.Pattern[bytes] | None
    """A beginning that is of this format, whatever the name says."""
    likely: re.Pattern[bytes] | None
    """A beginning that is of this format where the name says nothing."""


def document_format(
    *suffixes: str, certain: bytes | None = None, likely: bytes | None = None
) -> Callable[[Reader], Format]:
    r"""Declare the function that reads a format; it has the module's name.

    Parameters
    ----------
    *suffixes : str
        Endings of names, in small letters.
    certain, likely : bytes, optional
        Regular expressions for how such a file begins: surely, whatever it is called; and
        probably, where its name ends in nothing known.

    Examples
    --------
    >>> @document_format(".rec", certain=rb"REC\d")
    ... def rec(name, stream):
    ...     yield Source(name, stream.read().decode())
    >>> rec.name, rec.suffixes, bool(rec.certain.match(b"REC1"))
    ('rec', ('.rec',), True)
    """

    def declare(read: Reader) -> Format:
        patterns = [each and re.compile(each, re.IGNORECASE) for each in (certain, likely)]
        return Format(read.__name__, read, suffixes, patterns[0] or None, patterns[1] or None)

    return declare
