"""``parley origins``: list where statements come from; many retellings of one origin count once."""

from __future__ import annotations

from typing import Any

import click

from parley.cli._asked import asked_options, conditions, form_asked, put

__all__ = ["command"]


@click.command("origins")
@asked_options("party", "issue", "since", "until")
def command(**given: Any) -> None:
    """List where statements come from; many retellings of one origin count once.

    An origin is the cited outlet or the on-record speaker. Reports are grouped under it by name,
    by quotations of five words or more, and by nearly the same words, each time with the reason.
    Unnamed people behind an origin are listed, never joined and never counted.

    The newest statements are looked at, five for each row and 500 at least; --limit all looks at
    all of them.
    """
    from parley.cli._sides import origin_lines
    from parley.workbench import open as open_workbench

    with open_workbench(given["ledger"], create=False) as bench:
        rows = bench.origins(**conditions(given, form_asked(given)))
    put(rows, "origins", origin_lines, given, "origins")
