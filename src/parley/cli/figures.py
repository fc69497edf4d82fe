"""``parley figures``: list figures side by side, with how they stand to one another."""

from __future__ import annotations

from typing import Any

import click

from parley.cli._asked import asked_options, conditions, form_asked, put

__all__ = ["command"]


@click.command("figures")
@asked_options("measure", "party", "issue", "since", "until")
def command(**given: Any) -> None:
    """List figures side by side, with how they stand to one another.

    Figures are grouped by what they count. Low and high are as far as the words say. Two figures
    are the same, part and whole, compatible or incompatible, each time with the reason; for that
    alone "around 40" is taken as 40 give or take a quarter. Nothing is added or averaged.
    """
    from parley.cli._wording import figure_lines
    from parley.workbench import open as open_workbench

    with open_workbench(given["ledger"], create=False) as bench:
        rows = bench.figures(**conditions(given, form_asked(given)))
    put(rows, "figures", figure_lines, given, "figures")
