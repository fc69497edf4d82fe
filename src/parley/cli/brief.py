"""``parley brief``: reports in, a brief with its sources out."""

from __future__ import annotations

import click

from parley.cli._case import load
from parley.cli._common import json_option, show_problems
from parley.cli._options import filled, ledger_option, published_option, reports_argument
from parley.cli._showing import form_of, full_option, keep_apart, output_option, show

__all__ = ["command"]


@click.command("brief")
@reports_argument(required=False)
@ledger_option("Brief all that this ledger holds, in place of reports.")
@click.option(
    "--case",
    metavar="FILE",
    help="Reason about this case (- is standard input); without it, one is drafted.",
)
@published_option
@full_option
@output_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    reports: tuple[str, ...],
    ledger: str | None,
    case: str | None,
    published: str | None,
    full: bool,
    output: str | None,
    as_json: bool,
) -> None:
    """Read reports, draft a case, analyse what can be analysed, and brief it on one page.

    REPORT is a text, HTML or PDF file, JSON lines, or a folder; - is standard input. A place such
    as [3.2] is paragraph 3, sentence 2; with several reports, [B 3.2] is that of report B.
    """
    from parley.cli._waiting import Waiting
    from parley.errors import UsageError
    from parley.workbench.notices import UNTOLD

    form = form_of(output, as_json=as_json)
    if case == "-" and "-" in reports:
        raise UsageError(
            "'-' is standard input, which can be read once only: name a file for the case, or for "
            "the report"
        )
    keep_apart(output, (*reports, case, ledger))
    with filled(reports, ledger, published) as (bench, problems):
        faulty = show_problems(problem for problem in problems if problem.what != UNTOLD)
        if bench.readings:
            loaded = None if case is None else load(case)
            with Waiting("working out the brief"):
                made = bench.brief(loaded)
            show_problems(bench.notices)
            show(made, form, full=full, output=output)
    ctx.exit(int(faulty))
