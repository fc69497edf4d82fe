"""``parley draft``: a case file from what was read."""

from __future__ import annotations

import click

from parley.cli._common import show_problems
from parley.cli._options import filled, ledger_option, published_option, reports_argument

__all__ = ["command"]


@click.command("draft")
@reports_argument(required=False)
@ledger_option("Draft from all that this ledger holds, in place of reports.")
@published_option
@click.pass_context
def command(
    ctx: click.Context, reports: tuple[str, ...], ledger: str | None, published: str | None
) -> None:
    """Draft a case from reports or from a ledger, for a person to check and complete.

    What the reports leave open stays open, and is listed. The case goes to standard output:
    parley draft --ledger talks.db > case.yaml
    """
    with filled(reports, ledger, published) as (bench, problems):
        faulty = show_problems(problems)
        if bench.readings:
            click.echo(bench.draft(), nl=False)
    ctx.exit(int(faulty))
