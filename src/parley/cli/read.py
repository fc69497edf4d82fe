"""``parley read``: what a report says, who says it, and through whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from parley.cli._common import json_option, number, show_problems
from parley.cli._comparing import show_comparison
from parley.cli._listing import counts, line_of_json, listing
from parley.cli._many import are_many, jobs_option, read_many
from parley.cli._model import agreed, model_options, show_estimate
from parley.cli._options import ledger_option, published_option, reports_argument
from parley.cli._waiting import Waiting

if TYPE_CHECKING:
    from parley.workbench.model_reader import NamedModel

__all__ = ["command"]


@click.command("read")
@reports_argument(required=True)
@ledger_option("Keep what is found in this file; it is made where there is none.")
@published_option
@click.option(
    "--reader",
    type=click.Choice(("rules", "llm")),
    default="rules",
    show_default=True,
    help="Read with the rules, or with a language model that you name.",
)
@model_options
@click.option(
    "--estimate",
    "only_estimate",
    is_flag=True,
    help="With --reader llm: say how much would be sent and about what that takes; send nothing.",
)
@click.option(
    "--compare",
    "compares",
    is_flag=True,
    help="With --reader llm: read with the rules too, and show where the two differ, as `parley "
    "compare` does; with --ledger both readings are kept.",
)
@jobs_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    reports: tuple[str, ...],
    ledger: str | None,
    published: str | None,
    reader: str,
    asking: Callable[[], NamedModel | None],
    only_estimate: bool,
    compares: bool,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Read reports and list who offers, demands, refuses or says what, with the exact words.

    REPORT is a text, HTML or PDF file, a file of JSON lines, or a folder of them; - is standard
    input. Without --ledger nothing is kept; with it, a folder that was read in part is read on. A
    place such as [3.2] is paragraph 3, sentence 2. --json prints one object a report, with all
    that was found. With --reader llm the texts are sent to the endpoint that you name, and what it
    answers is kept only where its words stand in the text.
    """
    from parley.errors import UsageError
    from parley.workbench import open as open_workbench
    from parley.workbench.listing import plain_reading, rows

    model = asking()
    if (reader == "llm") != (model is not None):
        raise UsageError("--reader llm goes with --endpoint URL and --model NAME")
    if model is None and (only_estimate or compares):
        raise UsageError("--estimate and --compare go with --reader llm")
    if model is not None and only_estimate:
        with open_workbench(ledger) as bench:
            estimate, problems = bench.estimate(*reports, model=model)
        show_estimate(estimate, as_json=as_json)
        ctx.exit(int(show_problems(problems)))
    if model is not None and compares:
        ctx.exit(int(show_comparison(reports, model, published, as_json=as_json, ledger=ledger)))
    with open_workbench(ledger) as bench:
        if model is None and are_many(reports, jobs):
            faulty = read_many(
                bench, reports, published=published, jobs=jobs, ledger=ledger, as_json=as_json
            )
            ctx.exit(int(faulty))
        if model is None:
            with Waiting("reading") as watch:
                added = bench.read(*reports, published=published, watch=watch)
        else:
            with agreed(model) as (asked, watch):
                added = bench.read_with_model(
                    *reports, model=asked, published=published, watch=watch
                )
    faulty = show_problems(added.problems)
    if as_json:
        for reading in added.readings:
            click.echo(line_of_json(plain_reading(reading)))
    elif ledger is None:
        for line in listing(rows(added.readings)):
            click.echo(line)
    else:
        for line in counts(added.readings):
            click.echo(line)
        click.echo(
            f"New in {ledger}: {added.documents:,} of "
            f"{number(len(added.readings), 'document', 'documents')}, "
            f"{number(added.claims, 'claim', 'claims')}"
        )
    ctx.exit(int(faulty))
