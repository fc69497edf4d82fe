"""``parley read``: what a report says, who says it, and through whom."""

from __future__ import annotations

import click

from parley.cli._common import json_option, show_problems
from parley.cli._listing import counts, line_of_json, listing
from parley.cli._options import ledger_option, published_option, reports_argument
from parley.cli._waiting import Waiting

__all__ = ["command"]


@click.command("read")
@reports_argument(required=True)
@ledger_option("Keep what is found in this file; it is made where there is none.")
@published_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    reports: tuple[str, ...],
    ledger: str | None,
    published: str | None,
    as_json: bool,
) -> None:
    """Read reports and list who offers, demands, refuses or says what, with the exact words.

    REPORT is a text file; - is standard input. Without --ledger nothing is kept. A place such
    as [3.2] is paragraph 3, sentence 2. --json prints one object a report, with all that was
    found.
    """
    from parley.workbench import open as open_workbench
    from parley.workbench.listing import plain_reading, rows

    with open_workbench(ledger) as bench, Waiting("reading") as watch:
        added = bench.read(*reports, published=published, watch=watch)
    faulty = show_problems(added.problems)
    if as_json:
        for reading in added.readings:
            click.echo(line_of_json(plain_reading(reading)))
    elif ledger is None:
        for line in listing(rows(added.readings)):
            click.echo(line)
    else:
        for line in counts(added.readings):
            click.echo(line)
        click.echo(
            f"New in {ledger}: {added.documents} of {len(added.readings)} documents, "
            f"{added.claims} claims"
        )
    ctx.exit(int(faulty))
