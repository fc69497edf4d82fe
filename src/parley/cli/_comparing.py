"""Two readers' differences, for programs or for the eye: then at most 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from parley.cli._common import show_problems
from parley.cli._listing import line_of_json
from parley.cli._model import agreed

if TYPE_CHECKING:
    from parley.reading.compare import Difference, Layer
    from parley.workbench.comparing import Compared
    from parley.workbench.model_reader import NamedModel

__all__ = ["lines", "show", "show_comparison"]

_WIDTH = 80
_MARGIN = " " * 9


def show_comparison(
    reports: Sequence[str],
    model: NamedModel,
    published: str | None,
    *,
    as_json: bool,
    ledger: str | None = None,
) -> bool:
    """Read reports with the rules and with a model and print both; whether something is wrong."""
    from parley.workbench.comparing import by_reports

    with agreed(model) as (asked, watch):
        comparisons, problems = by_reports(reports, asked, published, watch, ledger)
    faulty = show_problems(problems)
    show(comparisons, as_json=as_json)
    return faulty


def show(comparisons: Sequence[Compared], *, as_json: bool) -> None:
    """Print comparisons: of each document, and of all together where there are several."""
    from parley.workbench.comparing import plain, plain_pooled

    if not as_json:
        for line in lines(comparisons):
            click.echo(line)
        return
    for comparison in comparisons:
        click.echo(line_of_json(plain(comparison)))
    if len(comparisons) > 1:
        click.echo(line_of_json(plain_pooled(comparisons)))


def lines(comparisons: Sequence[Compared]) -> Iterator[str]:
    """Every document with its differences, then all of them together."""
    from parley.reading.compare import pooled

    for each in comparisons:
        yield f"{each.comparison.name}: {' and '.join(each.comparison.readers)}"
        yield from _table(each.comparison.layers)
        for layer in each.comparison.layers:
            yield from _differences(each, layer)
        yield ""
    if len(comparisons) > 1:
        yield f"{len(comparisons)} documents together"
        yield from _table(pooled(each.comparison for each in comparisons))


def _table(layers: Iterable[Layer]) -> Iterator[str]:
    yield f"  {'':14}{'first':>6}{'second':>8}{'both':>6}{'agreement':>11}  same among both"
    for layer in layers:
        if not layer.first + layer.second:
            continue
        share = "" if layer.agreement is None else f"{layer.agreement:.2f}"
        head = f"  {layer.name:14}{layer.first:>6}{layer.second:>8}{layer.both:>6}{share:>11}  "
        same = ", ".join(f"{_name(field)} {count}" for field, count in layer.same)
        yield from textwrap.wrap(
            same or "-", _WIDTH, initial_indent=head, subsequent_indent=" " * len(head)
        )


def _differences(each: Compared, layer: Layer) -> Iterator[str]:
    first, second = each.comparison.readers
    heads = {
        "only_first": f"only {first}",
        "only_second": f"only {second}",
        "differs": f"{first} | {second}",
    }
    for kind, head in heads.items():
        found = [d for d in layer.differences if d.kind == kind]
        if found:
            yield f"  {layer.name}, {head}"
        for difference in found:
            yield from _difference(each, difference)


def _difference(each: Compared, difference: Difference) -> Iterator[str]:
    place = f"  [{each.place(difference.span.start)}]".ljust(len(_MARGIN))
    words = f'"{" ".join(difference.words.split())}"'
    yield from textwrap.wrap(words, _WIDTH, initial_indent=place, subsequent_indent=_MARGIN)
    told = []
    for field, mine, theirs in difference.fields:
        both = difference.kind == "differs"
        value = f"{mine or '-'} | {theirs or '-'}" if both else mine or theirs
        if value:
            told.append(f"{_name(field)}: {value}")
    yield from textwrap.wrap(
        "; ".join(told), _WIDTH, initial_indent=_MARGIN, subsequent_indent=_MARGIN
    )


def _name(field: str) -> str:
    return field.replace("_", " ")
