"""UTF-8 with places in it that are not: pasted from elsewhere, or damaged.

Where the bytes make letters or marks in Windows' encoding, as they do in pages and wires put
together from several sources, they are read so. Of others nothing is known but where they stand.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from parley.errors import Problem

__all__ = ["LOST", "line_and_column", "mended"]

LOST = "\ufffd"
"""What stands for bytes that cannot be read."""
_DAMAGE = frozenset("\xc2\xc3\xfe\xff")
"""Bytes that stand alone where a file is damaged: beginnings of letters of UTF-8, and fillings."""
_HELD = 0xF0000
"""Private letters that hold bytes until they are counted."""
_RUN = re.compile("[\U000f0080-\U000f00ff]+")
_SHOWN = 12


def _hold(error: UnicodeError) -> tuple[str, int]:
    """What stands for bytes that are not UTF-8 until it is known what they are."""
    assert isinstance(error, UnicodeDecodeError)
    held = error.object[error.start : error.end]
    letters = held.decode("cp1252", errors="replace")
    likely = all(unicodedata.category(c)[0] in "LP" and c not in _DAMAGE for c in letters)
    return ("".join(chr(_HELD + byte) for byte in held) if likely else LOST), error.end


codecs.register_error("parley.hold", _hold)


def _letters() -> dict[int, str]:
    """Held bytes as the letters that they are in Windows' encoding."""
    return {_HELD + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(128, 256)}


def mended(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    r"""The text of bytes that are UTF-8 but for some, with a notice of each kind of those.

    Examples
    --------
    >>> text, (notice,) = mended("“No,” the ".encode() + b"caf\xe9 said.", "a.txt")
    >>> text, str(notice)[:40]
    ('“No,” the café said.', 'a.txt:1:14: notice: 1 place not in UTF-8')
    """
    if _RUN.search(data.decode(errors="ignore")):  # letters of its own that mean nothing to us
        held, table = data.decode(errors="replace"), {}
    else:
        held, table = data.decode(errors="parley.hold"), _letters()
    runs = [match.start() for match in _RUN.finditer(held)] if table else []
    text = held.translate(table)
    lost = [match.start() for match in re.finditer(LOST, text)]
    read = "cp1252, which is assumed: check their letters"
    return text, (*_notice(text, name, runs, read), *_notice(text, name, lost, repr(LOST)))


def _notice(text: str, name: str, places: list[int], read: str) -> tuple[Problem, ...]:
    if not places:
        return ()
    what = f"{len(places)} place{'s' * (len(places) > 1)} not in UTF-8; read as {read}"
    shown = text[places[0] : places[0] + _SHOWN].split("\n")[0]
    place = line_and_column(text, places[0])
    return (Problem(what, name, *place, shown, "notice"),)


def line_and_column(text: str, at: int) -> tuple[int, int]:
    r"""Where an offset stands, both counted from 1.

    Examples
    --------
    >>> line_and_column("ab\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
