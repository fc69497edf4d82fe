"""``parley impasse``: what waits for what, and which proposal meets what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from parley.cli._case import case_argument, load
from parley.cli._common import echo_json, json_option

if TYPE_CHECKING:
    from parley.analysis.impasse import Circle, Impasse
    from parley.analysis.links import Link
    from parley.analysis.meets import Cell, MeetsTable
    from parley.analysis.positions import Positions

__all__ = ["command"]

WIDTH = 80


@click.command("impasse")
@case_argument
@json_option
def command(case: str, as_json: bool) -> None:
    """Say why talks are stuck: what waits for what, and which proposal meets what is asked.

    CASE is a case file; - is standard input. It needs no preferences. Letters and numbers such
    as A:217-286 are places in the sources that the case names.
    """
    from parley.analysis import impasse, meets
    from parley.analysis.positions import positions

    loaded = load(case, as_json=as_json)
    waits, table, known = impasse(loaded), meets(loaded), positions(loaded)
    if as_json:
        found = {"case": loaded.name, "hash": loaded.hash, "says": waits.keys}
        echo_json({**found, "impasse": waits, "missing": waits.missing, "meets": table})
        return
    for line in _lines(waits, table, known):
        click.echo(line)


def _lines(waits: Impasse, table: MeetsTable, known: Positions) -> Iterator[str]:
    if not waits.links and not table.rows:
        yield "The case holds no proposal and no precondition, so nothing waits for anything."
        return
    yield click.style("WHAT WAITS FOR WHAT", bold=True)
    for link in waits.links:
        yield from _item(link.origin, f"{_link(link, known)} {_ground(link)}")
    yield ""
    yield click.style("WHAT BLOCKS", bold=True)
    for sentence in _blocks(waits, known):
        yield from _item("", sentence)
    if table.rows and table.columns:
        yield ""
        yield click.style("DOES IT MEET WHAT IS ASKED?", bold=True) + " (inferred; . = not said)"
        for row, cells in zip(table.rows, table.cells, strict=True):
            yield from _item("", f"{_asked(row, known)} ({known.names(row.by)})")
            marks = (f"{c.id} {_mark(cell)}" for c, cell in zip(table.columns, cells, strict=True))
            yield from _item("", " | ".join(marks), indent=4)


def _link(link: Link, known: Positions) -> str:
    first, then, who = known.words(link.first), known.words(link.then), known.names(link.holders)
    if link.kind == "in_return":
        return f"{who}: {then} in return for {first}"
    if link.strict:
        return f"{who}: {first} before {then}"
    return f"{who}: {first} together with {then}"


def _blocks(waits: Impasse, known: Positions) -> Iterator[str]:
    at_least = "" if waits.complete else f"At least {len(waits.circles)} circles are stated; these"
    if at_least:
        yield f"{at_least} are the ones found first."
    yield from (_circle(circle, known) for circle in waits.circles)
    if not waits.circles:
        yield "No circle is stated."
    for place in waits.two_places:
        givers = known.names(by for link in place.returns for by in link.holders)
        askers = known.names(by for link in place.firsts for by in link.holders)
        yield (
            f"One act, two places in the order (inferred): {known.words(place.act)}. "
            f"{givers}: in return ({_origins(place.returns)}). "
            f"{askers}: first ({_origins(place.firsts)})."
        )
    for missing in waits.missing:
        yield (
            f"A circle would need {known.words(missing.first)} to come before "
            f"{known.words(missing.then)}: no party is reported to ask this."
        )
    if waits.asks_first and waits.no_first_step_reported:
        yield (
            f"First steps are reported of {known.names(waits.asks_first)}; of "
            f"{known.names(waits.no_first_step_reported)} none is reported."
        )


def _circle(circle: Circle, known: Positions) -> str:
    acts = " <- ".join(known.words(step.act) for step in (*circle.steps, circle.steps[0]))
    origins = _origins(link for step in circle.steps for link in step.links)
    kind = "blocks" if circle.blocks else "one simultaneous step would open it"
    unsure = "" if circle.sure else "; only if the values left open are the same"
    ways = f"; another way is stated in {', '.join(circle.other_ways)}" * bool(circle.other_ways)
    return f"A circle (inferred; {origins}; {kind}{unsure}{ways}), <- is waits for: {acts}."


def _origins(links: Any) -> str:
    return ", ".join(dict.fromkeys(link.origin for link in links))


def _asked(row: Any, known: Positions) -> str:
    from parley.analysis.amounts import amount_words

    words = known.words(known.act(row.term))
    amount = amount_words(row.term.amount or {})
    details = [amount] * bool(amount) + list(row.term.including)
    words += f": {', '.join(details)}" if details else ""
    if row.kind == "first":
        order = "before" if row.strict else "together with"
        words += f" {order} {' and '.join(known.words(act) for act in row.before)}"
    return words


def _mark(cell: Cell) -> str:
    if cell.word == "not_said":
        return "." if cell.reason == "not mentioned" else f". ({cell.reason})"
    if cell.word == "own":
        return "own"
    if cell.reason == "at a later stage":
        return f"no (only at stage {cell.stage})"
    stage = f", stage {cell.stage}" if cell.stage else ""
    reason = f" ({cell.reason}{stage})" if cell.word != "yes" or cell.stage else ""
    return f"{cell.word.replace('_', ' ')}{reason}"


def _ground(link: Link) -> str:
    return f"[{' '.join([link.basis, *map(str, link.evidence)])}]"


def _item(label: str, words: str, indent: int = 2) -> list[str]:
    import textwrap

    margin = " " * indent + (f"{label} ".ljust(6) if label else "")
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=" " * len(margin),
        break_on_hyphens=False,
    )
