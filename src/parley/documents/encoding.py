"""Bytes to text: what a file is, and how its letters are written.

UTF-8 is taken as it is, and so is what a byte order mark announces. Anything else is a guess,
which is made only between the encodings that an English text is likely to be in, and is said. A
file that is UTF-8 in most places stays so; the others are read as far as they can be.
"""

from __future__ import annotations

import codecs
import re

from parley.documents.mending import LOST as _LOST
from parley.documents.mending import line_and_column, mended
from parley.errors import Problem

__all__ = ["decode", "printable", "without_controls"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like that of UTF-16, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LIKELY = ("cp1252", "mac_roman", "utf_16_le", "utf_16_be")
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
"""What pages that name these mean, as browsers know: the same letters and more."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SCREEN_BYTES = bytes([*range(0x01, 0x09), *range(0x0E, 0x20), 0x7F])
_NAMED = {"\x07": "BEL", "\x08": "BS", "\x1a": "SUB", "\x1b": "ESC", "\x7f": "DEL"}
_SCREEN, _BINARY = 50, 5
"""One control character in so many characters, or more: no plain text, no text at all."""
_LOOK = 100_000
"""Bytes that a guess is made from."""
_SHOWN = 12
"""Characters shown around a byte that is not UTF-8."""


def decode(
    data: bytes, name: str, *, declared: str | None = None
) -> tuple[str | None, tuple[Problem, ...]]:
    """Text of a file's bytes, without its byte order mark and otherwise unchanged.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        The file as the user named it, for problems.
    declared : str, optional
        The encoding that the file itself names; taken where the bytes bear it out.

    Returns
    -------
    (str or None, tuple of Problem)
        None where it is no text that can be read; a notice where the encoding was assumed.

    Examples
    --------
    >>> decode("Talks".encode("utf-8-sig"), "a.txt")
    ('Talks', ())
    >>> decode("café".encode("latin-1"), "a.html", declared="iso-8859-1")
    ('café', ())
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    if declared is not None:
        try:
            return printable(data.decode(_WIDER.get(declared.lower(), declared)), name)
        except (ValueError, LookupError):  # of every kind that Python's codecs raise
            pass  # it says one thing and is another: then what it is, is looked for
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _guessed(data, name, error.start)
    if "\0" in text:  # UTF-16 without its mark looks like this too
        return _guessed(data, name, data.index(b"\0"))
    return printable(text, name)


def _marked(data: bytes, encoding: str, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        what = f"the file says that it is {encoding.upper()} and is not; save it as UTF-8"
        return None, (Problem(what, name),)
    return printable(text, name)


def _guessed(data: bytes, name: str, at: int) -> tuple[str | None, tuple[Problem, ...]]:
    replaced = data.decode(errors="replace")
    faulty = replaced.count(_LOST)
    whole = sum(not c.isascii() for c in replaced) - faulty
    # Two bytes that happen to be UTF-8 are rare in any other encoding, and three never are.
    known = whole >= faulty or any("\u0800" <= c < _LOST for c in replaced)
    if "\0" not in replaced and faulty and known:
        text, problems = mended(data, name)
        return printable(text, name, problems)
    from charset_normalizer import from_bytes

    sample = without_controls(data[:_LOOK])  # they would make the guess one of binaries
    matches = from_bytes(sample, cp_isolation=list(_LIKELY)) or from_bytes(sample)
    likely = sorted(matches, key=lambda match: (match.chaos, _rank(match.encoding)))
    for match in likely:
        text = data.decode(match.encoding, errors="replace")
        if _LOST not in text and not _too_many(_CONTROL.findall(text), text):
            line, column = _place(data, at)
            what = (
                f"UTF-8 fails here; the whole file is read as {match.encoding.replace('_', '-')}, "
                "which is assumed: check its letters, or save the file as UTF-8"
            )
            shown = text[at : at + _SHOWN].split("\n")[0] if match.encoding in _LIKELY[:2] else ""
            return printable(text, name, (Problem(what, name, line, column, shown, "notice"),))
    return None, (_no_text(replaced, name),)


def _rank(encoding: str) -> int:
    return _LIKELY.index(encoding) if encoding in _LIKELY else len(_LIKELY)


def _place(data: bytes, at: int) -> tuple[int, int]:
    """Line and column of a byte, counted in bytes, which are letters as far as it is ASCII."""
    return data.count(b"\n", 0, at) + 1, at - (data.rfind(b"\n", 0, at) + 1) + 1


def without_controls(data: bytes) -> bytes:
    r"""The bytes but for control characters; all of them where a NUL shows that it is UTF-16.

    Examples
    --------
    >>> without_controls(b"tal\x07ks\n")
    b'talks\n'
    """
    return data if b"\0" in data else data.translate(None, _SCREEN_BYTES)


def printable(
    text: str, name: str, problems: tuple[Problem, ...] = ()
) -> tuple[str | None, tuple[Problem, ...]]:
    r"""A text as it is, or None where control characters show that it is none.

    Examples
    --------
    >>> printable("a stray \x07 is kept" + 9 * " as it is", "a.txt")[1][0].what
    'the control character BEL (U+0007) stands here; it is kept as it is'
    """
    found = _CONTROL.search(text)
    if found is None:
        return text, problems
    controls = _CONTROL.findall(text[:_LOOK])
    if "\0" in text or len(controls) * _BINARY > len(text[:_LOOK]):
        return None, (_no_text(text, name),)
    at = found.start()
    place = line_and_column(text, at)
    what = f"the control character {_control_name(found[0])} stands here"
    # A stray one is no harm; a text full of them is the record of a screen.
    if _too_many(controls, text[:_LOOK]):
        return None, (Problem(f"{what}, which no plain text holds: take it out", name, *place),)
    notice = Problem(f"{what}; it is kept as it is", name, *place, severity="notice")
    return text, (*problems, notice)


def _too_many(controls: list[str], text: str) -> bool:
    return "\0" in controls or len(controls) * _SCREEN > len(text)


def _control_name(letter: str) -> str:
    number = f"U+{ord(letter):04X}"
    return f"{_NAMED[letter]} ({number})" if letter in _NAMED else number


def _no_text(text: str, name: str) -> Problem:
    """Why this is none: it is binary, or but for a NUL or two it would be one."""
    odd = len(_CONTROL.findall(text[:_LOOK])) + text[:_LOOK].count(_LOST)
    if "\0" not in text or odd * _SCREEN > len(text[:_LOOK]):
        return Problem("this is a binary file, not text", name)
    at = text.index("\0")
    what = "a NUL character stands here, which no text holds: take it out; nothing was read"
    shown = text[at + 1 : at + 1 + _SHOWN].split("\n")[0]
    return Problem(what, name, *line_and_column(text, at), shown)
