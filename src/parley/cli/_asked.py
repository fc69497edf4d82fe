"""What the commands that ask a ledger share: conditions, forms of output, a page's end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from typing import Any, Literal, TypeVar

import click

from parley.cli._common import json_option
from parley.cli._options import ledger_option

__all__ = ["asked_options", "conditions", "form_asked", "put"]

F = TypeVar("F", bound=Callable[..., Any])

_FORMS = {".csv": "csv", ".json": "json", ".jsonl": "json", ".txt": "text"}
_CONDITIONS = ("party", "issue", "measure", "since", "until", "limit", "offset")
_HELP = {
    "party": (
        "NAME",
        "Only this party: a name, an id, or another name that the reports use for it.",
    ),
    "issue": ("NAME", "Only this issue: halt, pay, ... as the listings name it."),
    "measure": ("WORDS", "Only figures that count this: 'people held', ..."),
    "since": ("DATE", "Only from this day on, as 2026-03-31, by the reports' dates."),
    "until": ("DATE", "Only up to this day."),
}
_PAGE = 100


def _rows(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> int | Literal["all"] | None:
    """Give the number of rows, or ``all``."""
    if value is None or value == "all":
        return None if value is None else "all"
    if value.isascii() and value.isdecimal() and int(value) > 0:
        return int(value)
    raise click.BadParameter(f"{value!r} is neither a number of rows nor 'all'", ctx, param)


def asked_options(*names: str) -> Callable[[F], F]:
    """Give a command ``--ledger``, the conditions named, a page, and the forms of output.

    Parameters
    ----------
    *names : str
        Among party, issue, measure, since, until.
    """

    def decorate(function: F) -> F:
        options = [ledger_option("The ledger to ask.", required=True)]
        for name in names:
            metavar, text = _HELP[name]
            options.append(click.option(f"--{name}", metavar=metavar, help=text))
        options += [
            click.option(
                "--limit",
                metavar="N",
                callback=_rows,
                help="Rows at most, or 'all'.  [default: 100; all with --json, --csv or -o]",
            ),
            click.option(
                "--offset", metavar="N", type=click.IntRange(0), default=0,
                help="Leave out the first N rows.",
            ),
            json_option,
            click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet."),
            click.option(
                "-o", "--output", metavar="FILE",
                help="Write to this file, whose ending says what: .csv, .json (one object a "
                "line) or .txt.",
            ),
        ]  # fmt: skip
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def form_asked(given: dict[str, Any]) -> str:
    """csv, json or text.

    Raises
    ------
    UsageError
        Two forms are asked for, or the file's ending says none.
    """
    from parley.errors import UsageError

    flags = {"json": given["as_json"], "csv": given["as_csv"]}
    chosen = [form for form, asked in flags.items() if asked]
    output = given["output"]
    if output not in (None, "-"):
        named = _FORMS.get(PurePath(output).suffix.lower())
        if named is None:
            raise UsageError(f"{output!r} ends in none of .csv, .json, .jsonl and .txt")
        chosen.append(named)
    if len(set(chosen)) > 1:
        raise UsageError(f"{' and '.join(chosen)} are two forms: ask for one of them")
    return chosen[0] if chosen else "text"


def conditions(given: dict[str, Any], form: str) -> dict[str, Any]:
    """The conditions for the workbench; a page for the eye asks for one row more than it shows."""
    asked = {name: given[name] for name in _CONDITIONS if name in given}
    limit = given["limit"] or (_PAGE if form == "text" else "all")
    asked["limit"] = None if limit == "all" else int(limit) + (form == "text")
    return asked


def put(
    rows: Sequence[Any],
    table: str,
    lines: Callable[[Sequence[Any]], Iterable[str]],
    given: dict[str, Any],
    what: str,
    *,
    plain: Callable[[Any], dict[str, Any]] | None = None,
) -> None:
    """Print the rows or write them to a file, whole or not at all.

    Parameters
    ----------
    rows : sequence
        A page; for the eye one row more where there are more.
    table : str
        Its name, which gives the columns.
    lines : callable
        How the rows look to the eye.
    given : dict
        The command's options.
    what : str
        The noun for a row, in the plural.
    plain : callable, optional
        A row as an object of JSON, where that is more than its columns.
    """
    from parley.cli._showing import keep_apart
    from parley.workbench.export import as_csv, as_json_lines
    from parley.workbench.files import write

    form, output = form_asked(given), given["output"]
    keep_apart(output, [given["ledger"]])
    most = _most(given, form)
    shown = rows if most is None else rows[:most]
    if form == "text":
        text = "".join(f"{line}\n" for line in lines(shown))
    else:
        from parley.workbench.tables import TABLES

        text = "".join(
            as_csv(shown, TABLES[table]) if form == "csv" else as_json_lines(shown, plain)
        )
    if output in (None, "-"):
        click.echo(text, nl=False)
    else:
        write(output, text.encode())
    if form == "text" and not shown:
        click.echo(f"No {what}.", err=True)
    if len(rows) > len(shown):
        start = given["offset"] + len(shown)
        click.echo(f"There are more: --offset {start} shows the next.", err=True)


def _most(given: dict[str, Any], form: str) -> int | None:
    if form != "text" or given["limit"] == "all":
        return None
    return int(given["limit"] or _PAGE)
