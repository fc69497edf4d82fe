"""``parley compare``: where the rules and a language model read a report differently."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from parley.cli._common import json_option
from parley.cli._comparing import show, show_comparison
from parley.cli._model import model_options
from parley.cli._options import ledger_option, published_option, reports_argument

if TYPE_CHECKING:
    from parley.workbench.model_reader import NamedModel

__all__ = ["command"]


@click.command("compare")
@reports_argument(required=False)
@ledger_option("Compare the readings that this ledger holds, in place of reports; nothing is sent.")
@published_option
@model_options
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    reports: tuple[str, ...],
    ledger: str | None,
    published: str | None,
    asking: Callable[[], NamedModel | None],
    as_json: bool,
) -> None:
    """Show where the rules and a language model read reports differently, with the words.

    The two are two annotators, and neither is right by itself. Agreement is given layer by
    layer: twice what both found over all that either found. With reports, --endpoint and
    --model say who is asked beside the rules.
    """
    from parley.errors import UsageError
    from parley.workbench.comparing import in_ledger

    model = asking()
    if bool(reports) == bool(ledger):
        raise UsageError("name the reports to compare the readings of, or a ledger with --ledger")
    if ledger is None:
        if model is None:
            raise UsageError("say which model reads beside the rules: --endpoint URL --model NAME")
        ctx.exit(int(show_comparison(reports, model, published, as_json=as_json)))
    if model is not None or published is not None:
        raise UsageError("a ledger holds its readings; leave out --endpoint and --published")
    show(in_ledger(ledger), as_json=as_json)
