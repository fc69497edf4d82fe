"""Where a brief goes, and in which form."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from parley.brief.tree import Brief

__all__ = ["form_of", "full_option", "keep_apart", "output_option", "show"]

F = TypeVar("F", bound=Callable[..., Any])

_FORMS = {".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}
_WIDEST = 100
_NARROWEST = 40
"""Columns: longer lines are hard to read, however wide the window."""


def full_option(function: F) -> F:
    """Give a command ``--full``."""
    return click.option("--full", is_flag=True, help="All of it, not what one printed page holds.")(
        function
    )


def output_option(function: F) -> F:
    """Give a command ``-o FILE``, as the keyword ``output``."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write to this file, whose ending says what: .html (one page that needs no other "
        "file), .json or .txt.",
    )(function)


def form_of(output: str | None, *, as_json: bool) -> str:
    """html, json or text.

    Raises
    ------
    UsageError
        The file's ending says nothing, or contradicts ``--json``.
    """
    from parley.errors import UsageError

    if output is None or output == "-":
        return "json" if as_json else "text"
    form = _FORMS.get(PurePath(output).suffix.lower())
    if form is None:
        raise UsageError(f"{output!r} ends in none of .html, .json and .txt: give it the one meant")
    if as_json and form != "json":
        raise UsageError(f"--json writes JSON, and {output!r} is not named so: drop one of the two")
    return form


def keep_apart(output: str | None, inputs: Iterable[str | None]) -> None:
    """Refuse to write over a file that is read.

    Parameters
    ----------
    output : str, optional
        Where the brief goes.
    inputs : iterable of str or None
        Reports, case and ledger as they were named; ``-`` and None are no files.

    Raises
    ------
    UsageError
        The output is one of them, by this or another name.
    """
    from parley.errors import UsageError

    if output is None or output == "-":
        return
    for name in inputs:
        if name is not None and name != "-" and _same(name, output):
            raise UsageError(
                f"{output!r} is {name!r}, which is read: the brief would replace it; "
                "name another file with -o"
            )


def _same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):  # one of them is not there, or is no name at all
        return "\0" not in one + other and os.path.realpath(one) == os.path.realpath(other)


def show(brief: Brief, form: str, *, full: bool, output: str | None) -> None:
    """Print a brief in a form of `form_of`, or write it to a file, whole or not at all.

    Raises
    ------
    UsageError
        The file cannot be written.
    """
    from parley.workbench.files import write

    if output is None or output == "-":
        click.echo(_drawn(brief, form, full=full, terminal=True), nl=False)
    else:
        write(output, _drawn(brief, form, full=full, terminal=False))


def _drawn(brief: Brief, form: str, *, full: bool, terminal: bool) -> str:
    if form == "json":
        from parley.brief.jsonform import render as as_json

        return as_json(brief)
    if form == "html":
        from parley.brief.html import render as as_html

        return as_html(brief, full=full)
    from parley.brief.terminal import render

    if not (terminal and sys.stdout.isatty()):
        return render(brief, full=full)
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    context = click.get_current_context(silent=True)
    colour = context is None or context.color is not False
    return render(brief, width=width, colour=colour, full=full)
