"""Letters that nobody sees: said where a text is kept as given, dropped where it is extracted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from parley.errors import Problem

__all__ = ["cleaned", "invisible"]

_JOINERS = "\u200c\u200d"
"""Mean something in some scripts and in pictures made of several."""
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    rf"|(?<=\w)[{_JOINERS}](?=\w)"
)
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def invisible(text: str, name: str) -> Iterator[Problem]:
    r"""A notice of the letters of a text that nobody sees, and of where the first one stands.

    Examples
    --------
    >>> str(*invisible("Tal\u200bks go on.", "a.txt")).removeprefix("a.txt:1:4: notice: ")
    '1 invisible letter, of which this is the first (ZERO WIDTH SPACE, U+200B): a word that holds one may not be recognised'
    """  # noqa: E501
    found = _INVISIBLE.search(text)
    if found is None:
        return
    count = sum(1 for _ in _INVISIBLE.finditer(text))
    at = found.start()
    letter = unicodedata.name(found[0], "without a name")
    what = (
        f"{count} invisible letter{'s' * (count > 1)}, of which this is the first ({letter}, "
        f"U+{ord(found[0]):04X}): a word that holds one may not be recognised"
    )
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    yield Problem(what, name, line, column, severity="notice")


def cleaned(text: str) -> str:
    r"""A stretch of extracted text as a person sees it: one blank between words, whole letters.

    Examples
    --------
    >>> cleaned(" the o\ufb03ce\u00a0\n said\u200b  no ")
    'the office said no'
    """
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    text = _CONTROL.sub(" ", text).translate(_LIGATURES)
    return " ".join(unicodedata.normalize("NFC", text).split())
