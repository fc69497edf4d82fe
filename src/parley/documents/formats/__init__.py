"""Formats of documents, one a module, found by looking into this folder.

To add one: write ``<name>.py`` here with a function of that name under `document_format`, its
test, and a line in the changelog. A module imports its library when it reads, not before.
"""

from __future__ import annotations

import codecs
import importlib
import pkgutil
from functools import cache
from pathlib import PurePath

from parley.documents.formats._format import Format, document_format

__all__ = ["Format", "document_format", "format_of", "formats"]

_ANYTHING = "plain"
_MARKED = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@cache
def formats() -> dict[str, Format]:
    """Every format by name.

    Examples
    --------
    >>> list(formats())
    ['html', 'jsonl', 'pdf', 'plain']
    """
    found = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            loaded = importlib.import_module(f"{__name__}.{module.name}")
            declared = getattr(loaded, module.name)
            assert isinstance(declared, Format), f"{module.name}.py lacks its format"
            found[declared.name] = declared
    return dict(sorted(found.items()))


def format_of(name: str, head: bytes) -> Format:
    """The format of a file by its beginning and its name; plain text where neither tells.

    Examples
    --------
    >>> format_of("report.txt", b"%PDF-1.7").name, format_of("report.txt", b"Talks").name
    ('pdf', 'plain')
    >>> format_of("-", b'{"text": "Talks').name, format_of("notes.txt", b'{"text": "Talks').name
    ('jsonl', 'plain')
    """
    head = _as_ascii(head)
    known = formats().values()
    for each in known:
        if each.certain and each.certain.match(head):
            return each
    suffix = PurePath(name).suffix.lower()
    by_name = (each for each in known if suffix and suffix in each.suffixes)
    by_look = (each for each in known if each.likely and each.likely.match(head))
    return next(by_name, None) or next(by_look, formats()[_ANYTHING])


def _as_ascii(head: bytes) -> bytes:
    """A beginning without its byte order mark, in single bytes."""
    for mark, encoding in _MARKED:
        if head.startswith(mark):
            return head[2:].decode(encoding, errors="ignore").encode()
    return head.removeprefix(codecs.BOM_UTF8)
