"""``parley tellings``: compare tellings that may be of one offer, term by term."""

from __future__ import annotations

from typing import Any

import click

from parley.cli._asked import asked_options, conditions, form_asked, put

__all__ = ["command"]


@click.command("tellings")
@asked_options("party", "issue", "since", "until")
def command(**given: Any) -> None:
    """Compare tellings that may be of one offer, term by term.

    Two tellings by the same party with terms on the same issues, at most 14 days apart, stand
    here in a pair with what they share and where they differ. The newest 500 are looked at;
    --limit all looks at all of them.
    """
    from parley.cli._sides import telling_lines
    from parley.workbench import open as open_workbench

    with open_workbench(given["ledger"], create=False) as bench:
        rows = bench.tellings(**conditions(given, form_asked(given)))
    put(rows, "tellings", telling_lines, given, "tellings that may be one")
