"""``parley entries``: what a ledger holds."""

from __future__ import annotations

import click

from parley.cli._common import json_option
from parley.cli._listing import line_of_json, listing
from parley.cli._options import ledger_option

__all__ = ["command"]


@click.command("entries")
@ledger_option("The ledger to list.", required=True)
@click.option(
    "--party",
    metavar="NAME",
    help="Only what this party, or somebody who represents it, says or does, or is told.",
)
@click.option(
    "--act", metavar="ACT", help="Only this act: offer, demand, reject, accept, meet, ..."
)
@json_option
def command(ledger: str, party: str | None, act: str | None, as_json: bool) -> None:
    """List who is reported to have offered, demanded, refused or said what.

    Entries stand in the order of the reports and of their places in them. --json prints one
    object an entry, figures, events and exchanges among them.
    """
    from parley.workbench import open as open_workbench
    from parley.workbench.listing import plain_entry, rows

    with open_workbench(ledger, create=False) as bench:
        found = rows(bench.readings, bench.entries(party=party, act=act))
    if as_json:
        for row in found:
            click.echo(line_of_json(plain_entry(row)))
        return
    for line in listing(found):
        click.echo(line)
    if not found:
        click.echo("No entries.", err=True)
