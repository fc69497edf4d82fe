"""``parley offers``: list every telling of an offer or a demand, with its terms and its answer."""

from __future__ import annotations

from typing import Any

import click

from parley.cli._asked import asked_options, conditions, form_asked, put

__all__ = ["command"]


@click.command("offers")
@asked_options("party", "issue", "since", "until")
def command(**given: Any) -> None:
    """List every telling of an offer or a demand, with its terms and its answer.

    Tellings stay apart: `parley tellings` compares those that may be one offer. Readiness is no
    offer and says so. Amounts are set against the other side's last one only where both count the
    same; people are never set against one another. What no report says stays empty.

    A list of terms equates nothing: where people are held, taking hostages is unlawful, and
    detention has rules of its own.
    """
    from parley.cli._wording import offer_lines
    from parley.workbench import open as open_workbench

    with open_workbench(given["ledger"], create=False) as bench:
        rows = bench.offers(**conditions(given, form_asked(given)))
    put(rows, "offers", offer_lines, given, "offers")
