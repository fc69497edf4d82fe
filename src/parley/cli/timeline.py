"""``parley timeline``: list what is reported to have happened and been said, by date."""

from __future__ import annotations

from typing import Any

import click

from parley.cli._asked import asked_options, conditions, form_asked, put

__all__ = ["command"]


@click.command("timeline")
@asked_options("party", "issue", "since", "until")
def command(**given: Any) -> None:
    """List what is reported to have happened and been said, by date.

    A date is stated in the text, reckoned from the date of publication ("Wednesday"), or the
    report's own where no other is said. What has no date comes last.
    """
    from parley.cli._wording import timeline_lines
    from parley.workbench import open as open_workbench

    with open_workbench(given["ledger"], create=False) as bench:
        rows = bench.timeline(**conditions(given, form_asked(given)))
    put(rows, "timeline", timeline_lines, given, "events or statements")
