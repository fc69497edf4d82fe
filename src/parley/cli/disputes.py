"""``parley disputes``: list disputed facts, both readings side by side."""

from __future__ import annotations

from typing import Any

import click

from parley.cli._asked import asked_options, conditions, form_asked, put

__all__ = ["command"]


@click.command("disputes")
@asked_options("party", "issue", "measure", "since", "until")
def command(**given: Any) -> None:
    """List disputed facts, both readings side by side.

    Accusations with their denials, what one side says that the other agreed to and the other
    denies, and figures that cannot both hold. An accusation stays alleged until a named verifier's
    finding is reported. Denials of other things are looked for in the newest 1,000 statements.
    """
    from parley.cli._sides import dispute_lines
    from parley.workbench import open as open_workbench

    with open_workbench(given["ledger"], create=False) as bench:
        rows = bench.disputes(**conditions(given, form_asked(given)))
    put(rows, "disputes", dispute_lines, given, "disputed facts")
