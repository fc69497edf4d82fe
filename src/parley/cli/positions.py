"""``parley positions``: list what parties are reported to give, ask for and answer, over time."""

from __future__ import annotations

from typing import Any

import click

from parley.cli._asked import asked_options, conditions, form_asked, put

__all__ = ["command"]


@click.command("positions")
@asked_options("party", "issue", "since", "until")
def command(**given: Any) -> None:
    """List what parties are reported to give, ask for and answer, over time.

    A later position that differs is named beside the earlier one, which stays. A position is what
    a party would give, what it asks for, what it asks for first, or how it answered.
    """
    from parley.cli._wording import position_lines
    from parley.workbench import open as open_workbench

    with open_workbench(given["ledger"], create=False) as bench:
        rows = bench.positions(**conditions(given, form_asked(given)))
    put(rows, "positions", position_lines, given, "positions")
