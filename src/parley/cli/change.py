"""``parley change``: what it would take for an outcome to hold, or what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from parley.cli._case import case_argument, load
from parley.cli._common import echo_json, json_option, seconds
from parley.cli._outcomes import WIDTH, in_brackets, key

if TYPE_CHECKING:
    from parley.analysis.change import Margin, OrderCount, SmallestChange
    from parley.case import Case

__all__ = ["command"]


@click.command("change")
@case_argument
@click.argument("state", metavar="STATE")
@click.option(
    "--by", "name", default="seq", metavar="CONCEPT", help="nash, gmr, smr or seq (default)."
)
@click.option(
    "--time-limit", default=30.0, metavar="S", callback=seconds, help="Seconds for each search; 30."
)
@click.option("--with-inferred", is_flag=True, help="Count preferences that are only inferred.")
@click.option(
    "--count",
    "counted",
    is_flag=True,
    help="Count as well in how many orders of all parties it would hold, for small cases.",
)
@json_option
def command(
    case: str,
    state: str,
    name: str,
    time_limit: float,
    with_inferred: bool,
    counted: bool,
    as_json: bool,
) -> None:
    """Say what it would take for an outcome to hold; where it holds, what that rests on.

    CASE is a case file; - is standard input. STATE is an index, NYYN, halt=week,aid=yes, or
    status_quo. An order of outcomes is counted in swaps of neighbours. That an outcome would
    hold does not make it likely, good or fair.
    """
    from parley.analysis.change import count_orders, margin, smallest_change
    from parley.case.states import parse_state
    from parley.cli._waiting import Waiting

    loaded = load(case, as_json=as_json)
    chosen = parse_state(loaded, state)
    bears = orders = None
    with Waiting("trying changes"):
        found = smallest_change(
            loaded, chosen, name, time_limit=time_limit, with_inferred=with_inferred
        )
        if found.holds:
            bears = margin(loaded, chosen, name, time_limit=time_limit, with_inferred=with_inferred)
        if counted:
            orders = count_orders(loaded, chosen, name, time_limit=time_limit)
    if as_json:
        echo_json({
            "case": loaded.name, "hash": loaded.hash, "outcome": loaded.states[chosen],
            "change": found, "margin": bears, **({"orders": orders} if orders else {}),
        })  # fmt: skip
        return
    for line in (*_lines(loaded, found, bears), *(_counted(orders) if orders else ())):
        click.echo(line)


def _lines(case: Case, found: SmallestChange, bears: Margin | None) -> Iterator[str]:
    from parley.analysis.change.words import change_words, margin_words

    def name(i: int) -> str:
        return in_brackets(case, i)

    yield from _item(f"{case.name}: outcome {found.state}, {name(found.state)}", "")
    yield from _item(key(case), "")
    sentences: Iterator[tuple[str, str]]
    if bears is not None:
        yield from _item("Nobody would have reason to leave it.", "")
        sentences = margin_words(case, bears, name)
    else:
        leave = ", ".join(case.parties[party].name for party in found.would_leave)
        yield from _item(f"Would not surely stay: {leave}.", "")
        sentences = change_words(case, found, name)
        if not (found.ranks or found.statements or found.options):
            yield from _item("Nothing of what was tried would make it hold.", "")
    for kind, sentence in sentences:
        yield from _item(sentence, "    - " if kind == "order" else "  ")
    done = bears or found
    if not done.complete:
        yield from _item(f"Not complete: {done.why_stopped}.", "")


def _counted(orders: OrderCount) -> Iterator[str]:
    if orders.share is None:
        yield from _item(f"Orders in which it would hold: not counted, {orders.why_stopped}.", "")
        return
    each = "every choice of strict orders counted once, however likely"
    yield from _item(
        f"Whatever the parties' orders are now, it would hold in {orders.share:.1%} of all choices "
        f"of one order for each party ({orders.holding:,} of {orders.of:,}; "
        f"{each}).",
        "",
    )


def _item(sentence: str, margin: str) -> list[str]:
    import textwrap

    return textwrap.wrap(
        sentence,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=" " * len(margin) if margin else "  ",
        break_on_hyphens=False,
    )
