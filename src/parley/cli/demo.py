"""``parley demo``: the packaged example, from reports to brief."""

from __future__ import annotations

import click

from parley.cli._common import json_option
from parley.cli._showing import form_of, full_option, output_option, show

__all__ = ["command"]


@click.command("demo")
@full_option
@output_option
@json_option
def command(full: bool, output: str | None, as_json: bool) -> None:
    """Brief the packaged example: four short reports and a reviewed case."""
    from parley.workbench.demo import demo

    form = form_of(output, as_json=as_json)
    show(demo(), form, full=full, output=output)
