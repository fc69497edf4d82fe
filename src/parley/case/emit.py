"""Writing data as YAML: short things on one line, entries on lines of their own.

Every scalar that could be read as anything but its own text is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from parley.errors import UsageError

__all__ = ["block", "flow", "normal"]

WIDTH = 96
_PLAIN = re.compile(r"-?[^\W_]\w*(?:[ ./=<>()+%-]+\w+)*|_\w*")
_NULLS = {"", "~", "null", "Null", "NULL"}


def normal(value: Any) -> Any:
    """Return a value as the tree of a file would give it: dicts, lists, texts and None.

    Raises
    ------
    UsageError
        It holds something that a case file cannot.

    Examples
    --------
    >>> normal({"amount": {"value": 40}, "by": ("israel",)})
    {'amount': {'value': '40'}, 'by': ['israel']}
    """
    if value is None:
        return None
    if isinstance(value, bool):
        raise UsageError("a case file holds texts: write 'yes' or 'no', not True or False")
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): normal(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [normal(item) for item in value]
    raise UsageError(f"a case file holds texts, lists and mappings, not {type(value).__name__}")


def flow(value: Any) -> str:
    """Return a normal value on one line.

    Examples
    --------
    >>> flow({"gives": {"halt": ["week", "ceasefire"]}, "evidence": ["A:0-103"], "note": None})
    '{gives: {halt: [week, ceasefire]}, evidence: ["A:0-103"], note: null}'
    """
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(k)}: {flow(item)}" for k, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return _scalar(value)


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text not in _NULLS and len(text) < WIDTH:
        return text
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter == "\n":
        return "\\n"
    if letter.isprintable() and letter != "\ufeff":
        return letter
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"


def block(value: Any, indent: int) -> list[str]:
    """Return a normal value as lines; the first is not indented, the others by `indent`.

    Examples
    --------
    >>> block({"id": "o3", "gives": {"aid": "yes"}}, 4)
    ['id: o3', '    gives: {aid: yes}']
    """
    if not value or not isinstance(value, dict | list):
        return [flow(value)]
    lines: list[str] = []
    entries = value.items() if isinstance(value, dict) else [(None, item) for item in value]
    for key, item in entries:
        first, *more = _entry(key, item, indent)
        lines += [" " * indent + first, *more]
    return [lines[0][indent:], *lines[1:]]


def _entry(key: str | None, value: Any, indent: int) -> list[str]:
    """Return the lines of one entry: the first bare, the others with their whole indent."""
    head = "-" if key is None else f"{_scalar(key)}:"
    one = f"{head} {flow(value)}"
    nested = isinstance(value, dict | list) and bool(value)
    if not nested or indent + len(one) <= WIDTH:
        return [one]
    if key is None:
        lines = block(value, indent + 2)
        return [f"- {lines[0]}", *lines[1:]]
    lines = block(value, indent + 2)
    return [head, " " * (indent + 2) + lines[0], *lines[1:]]
