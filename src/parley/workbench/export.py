"""Tables for other programs: CSV as RFC 4180 has it, and JSON, one object a line.

Column names are those of the rows' fields, in their order, and stay: new ones come before the last
group, which says where a row comes from. A row's second place (the other reading of a dispute) has
its columns under a prefix.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and a report
may hold such words. In CSV an apostrophe is put before them, as before a tab or a line's end;
plain numbers are left. JSON needs no such guard and has none.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from os import PathLike, fspath
from pathlib import PurePath
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from parley.errors import UsageError

__all__ = ["as_csv", "as_file", "as_json_lines", "cell", "columns", "plain_row"]

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_BETWEEN = "; "
_SAME_LINE = "at"
"""The field whose columns have no prefix."""


def columns(kind: type) -> tuple[str, ...]:
    """The names of a table's columns.

    Examples
    --------
    >>> from parley.ledger.queries import OfferRow
    >>> columns(OfferRow)[:4], columns(OfferRow)[-3:]
    (('seq', 'date', 'date_basis', 'by'), ('sha256', 'start', 'end'))
    """
    return tuple(name for name, _, _ in _layout(kind))


@cache
def _layout(kind: type) -> tuple[tuple[str, str, str], ...]:
    """Each column: its name, the field, and the field within that one, if any."""
    hints = get_type_hints(kind)
    found: list[tuple[str, str, str]] = []
    for field in fields(kind):
        inner = _record(hints[field.name])
        if inner is None:
            found.append((field.name, field.name, ""))
            continue
        before = "" if field.name == _SAME_LINE else f"{field.name}_"
        for name in columns(inner):
            found.append((f"{before}{name}", field.name, name))
    return tuple(found)


def _record(hint: Any) -> type | None:
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return next((each for each in options if isinstance(each, type) and is_dataclass(each)), None)


def plain_row(row: Any) -> dict[str, Any]:
    """A row as a mapping from column to text, number, truth, list or None."""
    plain: dict[str, Any] = {}
    kind: type = type(row)
    for name, field, inner in _layout(kind):
        value = getattr(row, field)
        if inner:
            value = None if value is None else plain_row(value)[inner]
        plain[name] = list(value) if isinstance(value, tuple) else value
    return plain


def cell(value: Any) -> str:
    """What stands in a cell of a CSV file.

    Examples
    --------
    >>> cell("=1+1"), cell("-4.5"), cell("- said nothing"), cell(["a", "b"]), cell(None)
    ("'=1+1", '-4.5', "'- said nothing", 'a; b', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return str(int(value)) if value == int(value) else repr(value)
    text = _BETWEEN.join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def as_csv(rows: Iterable[Any], kind: type) -> Iterator[str]:
    """Lines of a CSV file, the first with the columns' names; each ends in CR and LF."""
    yield _line(columns(kind))
    for row in rows:
        yield _line(cell(value) for value in plain_row(row).values())


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(list(cells))
    return buffer.getvalue()


def as_file(rows: Iterable[Any], kind: type, path: str | PathLike[str]) -> None:
    """Write a table to a file, whole or not at all; its ending says in which form.

    Raises
    ------
    UsageError
        The ending is none of .csv, .json and .jsonl, or the file cannot be written.
    ParleyError
        The disk is full or fails. What stood there before still does.
    """
    from parley.workbench.files import write

    ending = PurePath(path).suffix.lower()
    if ending == ".csv":
        lines = as_csv(rows, kind)
    elif ending in (".json", ".jsonl"):
        lines = as_json_lines(rows)
    else:
        raise UsageError(f"{fspath(path)!r} ends in none of .csv, .json and .jsonl")
    write(path, "".join(lines))


def as_json_lines(
    rows: Iterable[Any], plain: Callable[[Any], dict[str, Any]] | None = None
) -> Iterator[str]:
    """One object a row, letters as they are; each ends in a line feed."""
    for row in rows:
        yield (
            json.dumps((plain or plain_row)(row), ensure_ascii=False, separators=(",", ":")) + "\n"
        )
