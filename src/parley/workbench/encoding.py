"""Bytes to text: what a file is, and how its letters are written.

UTF-8 is taken as it is, and so is what a byte order mark announces. Anything else is a guess,
which is made only between the encodings that an English text is likely to be in, and is said.
"""

from __future__ import annotations

import codecs
import re

from parley.errors import Problem

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like that of UTF-16, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (re.compile(rb"\s*%PDF-"), "a PDF file"),
    (re.compile(rb"\s*(<!doctype\s+html|<html|<\?xml)", re.IGNORECASE), "an HTML or XML file"),
    (re.compile(rb"PK\x03\x04"), "a Word file or another zip archive"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Word file"),
    (re.compile(rb"\{\\rtf"), "an RTF file"),
    (re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ"), "a compressed file"),
)
_LIKELY = ("cp1252", "mac_roman", "utf_16_le", "utf_16_be")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LOOK = 100_000
"""Bytes that a guess is made from."""
_LOST = "\ufffd"
"""What stands for a byte that cannot be read."""
_SHOWN = 12
"""Characters shown around a byte that is not UTF-8."""


def decode(data: bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Text of a file's bytes, without its byte order mark and otherwise unchanged.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        The file as the user named it, for problems.

    Returns
    -------
    (str or None, tuple of Problem)
        None where it is no text that can be read; a notice where the encoding was assumed.

    Examples
    --------
    >>> decode("Talks".encode("utf-8-sig"), "a.txt")
    ('Talks', ())
    >>> decode(b"%PDF-1.7", "a.pdf")[1][0].what.split(";")[0]
    'this is a PDF file'
    """
    for pattern, kind in _FORMATS:
        if pattern.match(data):
            what = f"this is {kind}; only plain text is read so far: save its text as a .txt file"
            return None, (Problem(what, name),)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _guessed(data, name, error.start)
    if "\0" in text:  # UTF-16 without its mark looks like this too
        return _guessed(data, name, data.index(b"\0"))
    return _no_binary(text, name, ())


def _marked(data: bytes, encoding: str, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        what = f"the file says that it is {encoding.upper()} and is not; save it as UTF-8"
        return None, (Problem(what, name),)
    return _no_binary(text, name, ())


def _guessed(data: bytes, name: str, at: int) -> tuple[str | None, tuple[Problem, ...]]:
    replaced = data.decode(errors="replace")
    faulty = replaced.count(_LOST)
    # Bytes that happen to be UTF-8 are rare in any other encoding: then a few are damaged.
    if "\0" not in replaced and sum(not c.isascii() for c in replaced) > 2 * faulty:
        what = f"{faulty} place{'s' * (faulty != 1)} not in UTF-8; read as {_LOST!r}"
        shown = replaced[(first := replaced.index(_LOST)) : first + _SHOWN].split("\n")[0]
        place = _place(data, at)
        return _no_binary(replaced, name, (Problem(what, name, *place, shown, "notice"),))
    from charset_normalizer import from_bytes

    sample = data[:_LOOK]
    matches = from_bytes(sample, cp_isolation=list(_LIKELY)) or from_bytes(sample)
    likely = sorted(matches, key=lambda match: (match.chaos, _rank(match.encoding)))
    for match in likely:
        text = data.decode(match.encoding, errors="replace")
        if _LOST not in text and not _CONTROL.search(text):
            line, column = _place(data, at)
            what = (
                f"not UTF-8 from here on; read as {match.encoding.replace('_', '-')}, which is "
                "assumed: check its letters, or save the file as UTF-8"
            )
            shown = text[at : at + _SHOWN].split("\n")[0] if match.encoding in _LIKELY[:2] else ""
            return text, (Problem(what, name, line, column, shown, "notice"),)
    return None, (_binary(name),)


def _rank(encoding: str) -> int:
    return _LIKELY.index(encoding) if encoding in _LIKELY else len(_LIKELY)


def _place(data: bytes, at: int) -> tuple[int, int]:
    """Line and column of a byte, counted in bytes, which are letters as far as it is ASCII."""
    return data.count(b"\n", 0, at) + 1, at - (data.rfind(b"\n", 0, at) + 1) + 1


def _no_binary(
    text: str, name: str, problems: tuple[Problem, ...]
) -> tuple[str | None, tuple[Problem, ...]]:
    # A stray form feed or escape is no harm; a file full of them is no text.
    if "\0" in text or len(_CONTROL.findall(text[:_LOOK])) * 50 > len(text[:_LOOK]):
        return None, (_binary(name),)
    return text, problems


def _binary(name: str) -> Problem:
    return Problem("this is a binary file, not text; only plain text is read so far", name)
