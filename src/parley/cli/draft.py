"""``parley draft``: a case file from what was read."""

from __future__ import annotations

from typing import Any

import click

from parley.cli._common import echo_json, json_option, show_problems
from parley.cli._options import filled, ledger_option, published_option, reports_argument

__all__ = ["command"]


@click.command("draft")
@reports_argument(required=False)
@ledger_option("Draft from all that this ledger holds, in place of reports.")
@published_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    reports: tuple[str, ...],
    ledger: str | None,
    published: str | None,
    as_json: bool,
) -> None:
    """Draft a case from reports or from a ledger, for a person to check and complete.

    What the reports leave open stays open, and is listed. The case goes to standard output, as in
    `parley draft --ledger talks.db > case.yaml`. --json prints the same case, without that list.
    """
    with filled(reports, ledger, published) as (bench, problems):
        faulty = show_problems(problems)
        if bench.readings and as_json:
            echo_json(_plain(bench.draft()))
        elif bench.readings:
            click.echo(bench.draft(), nl=False)
    ctx.exit(int(faulty))


def _plain(text: str) -> Any:
    """What a case file says, which is a case file as well: JSON is YAML."""
    from parley.case.load import plain
    from parley.case.yamlfile import compose

    root = compose(text).root
    return None if root is None else plain(root)
