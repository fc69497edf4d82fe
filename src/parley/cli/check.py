"""``parley check``: every fault of a case file, with its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from parley.cli._case import case_argument, problems_plain, reading_of
from parley.cli._common import echo_json, json_option, number, show_problems

if TYPE_CHECKING:
    from parley.case import Case

__all__ = ["command"]


@click.command("check")
@case_argument
@json_option
@click.pass_context
def command(ctx: click.Context, case: str, as_json: bool) -> None:
    """Check a case file and show every fault with its line and column.

    CASE is a YAML file; - is standard input. A notice is worth a look and stops nothing.
    """
    reading = reading_of(case)
    faults = [problem for problem in reading.problems if problem.severity == "error"]
    if as_json:
        found = None if reading.case is None else _counts(reading.case)
        echo_json({**problems_plain(case, reading), "case": found})
    show_problems(reading.problems)
    if not as_json:
        if reading.case is None:
            click.echo(f"{case}: {number(len(faults), 'fault', 'faults')}.")
        else:
            click.echo(f"{case}: no faults. {_words(_counts(reading.case))}.")
    ctx.exit(1 if faults else 0)


def _counts(case: Case) -> dict[str, Any]:
    from parley.errors import LimitError

    try:
        states: int | str = len(case.states)
    except LimitError as error:
        states = str(error)
    return {
        "hash": case.hash,
        "parties": len(case.parties),
        "options": len(case.options),
        "states": states,
        "proposals": len(case.proposals),
        "preconditions": len(case.preconditions),
        "preferences": list(case.preferences),
        "reviewed": case.reviewed,
    }


def _words(counts: dict[str, Any]) -> str:
    names = [("parties", "party"), ("options", "option"), ("states", "state")]
    if not isinstance(counts["states"], int):
        names.pop()
    space = ", ".join(number(counts[many], one, many) for many, one in names)
    if not isinstance(counts["states"], int):
        space += f" ({counts['states']})"
    positions = ", ".join(
        number(counts[many], many.removesuffix("s"), many)
        for many in ("proposals", "preconditions")
    )
    known = counts["preferences"]
    preferences = f"preferences of {', '.join(known)}" if known else "no preferences"
    reviewed = "reviewed" if counts["reviewed"] else "not reviewed by a person"
    return f"{space}; {positions}; {preferences}; {reviewed}"
