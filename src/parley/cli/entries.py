"""``parley entries``: what a ledger holds."""

from __future__ import annotations

from typing import Any

import click

from parley.cli._asked import asked_options, conditions, form_asked, put

__all__ = ["command"]

_TOLD = ("statement", "proposal", "precondition")


@click.command("entries")
@asked_options("party", "issue", "measure", "since", "until")
@click.option(
    "--act", metavar="ACT", help="Only this act: offer, demand, reject, accept, meet, ..."
)
def command(act: str | None, **given: Any) -> None:
    """List who is reported to have offered, demanded, refused or said what.

    Entries stand in the order of the reports and of their places in them. --party includes what
    somebody says who represents the party, and what it is told. --json prints one object an
    entry, figures, events and exchanges among them, with all that the reader found; --csv is a
    table of them.
    """
    from parley.cli._listing import listing
    from parley.workbench import open as open_workbench
    from parley.workbench.listing import plain_entry

    form = form_asked(given)
    asked = conditions(given, form)
    with open_workbench(given["ledger"], create=False) as bench:
        if form == "csv":
            rows: Any = bench.claims(act=act, **asked)
        else:
            rows = bench.listed(act=act, kinds=_TOLD if form == "text" else None, **asked)
    put(rows, "claims", listing, given, "entries", plain=plain_entry)
