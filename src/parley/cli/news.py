"""``parley news``: what is new, changed, withdrawn, disputed or revised since a date."""

from __future__ import annotations

from typing import Any

import click

from parley.cli._asked import asked_options, conditions, form_asked, put

__all__ = ["command"]


@click.command("news")
@asked_options("since", "until", "party", "issue")
@click.option(
    "--by",
    type=click.Choice(["published", "read"]),
    default="published",
    show_default=True,
    help="Which day of a report counts: that of its publication, or that of reading it into the "
    "ledger. A report without a date goes by the day of reading.",
)
def command(by: Any, **given: Any) -> None:
    """List what is new, changed, withdrawn, disputed or revised since a date.

    "again": in the same terms as before; "restated": in words that leave open whether the terms
    are the same; "changed": another value, act or answer of the same party on the same issue;
    "revised": a report came in a later version, with what was dropped and what stands there now.
    """
    from parley.cli._wording import news_lines
    from parley.workbench import open as open_workbench

    with open_workbench(given["ledger"], create=False) as bench:
        rows = bench.news(by=by, **conditions(given, form_asked(given)))
    put(rows, "news", news_lines, given, "news")
