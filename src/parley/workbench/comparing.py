"""Two readers side by side: of reports that are read now, or of what a ledger holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from parley.errors import Problem, UsageError
from parley.model import Reading
from parley.reading import read
from parley.reading.compare import Comparison, Difference, Layer, compare, pooled
from parley.workbench.bench import open as open_workbench
from parley.workbench.model_reader import NamedModel

__all__ = ["Compared", "by_reports", "in_ledger", "plain", "plain_pooled"]

_RULES = "rules"


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, with the places of its sentences."""

    comparison: Comparison
    starts: tuple[tuple[int, str], ...]

    def place(self, at: int) -> str:
        """Paragraph and sentence of an offset: ``3.2``."""
        index = bisect_right(self.starts, (at, "~")) - 1
        return self.starts[max(index, 0)][1] if self.starts else ""


def by_reports(
    names: Sequence[str],
    model: NamedModel,
    published: str | None = None,
    watch: Callable[[int, int], object] | None = None,
    ledger: str | None = None,
) -> tuple[tuple[Compared, ...], tuple[Problem, ...]]:
    """Read reports with the rules and with a model, and compare.

    Parameters
    ----------
    names, model, published, watch
        As in `Workbench.read_with_model`.
    ledger : str, optional
        A file that keeps both readings, side by side; without it nothing is kept but answers.

    Raises
    ------
    UsageError
        As `Workbench.read_with_model`.
    """
    with open_workbench(ledger) as bench:
        added = bench.read_with_model(*names, model=model, published=published, watch=watch)
        if ledger is not None:
            bench.read(*names, published=published)  # what is wrong with a file was said already
    return tuple(_compared(_by_rules(each), each) for each in added.readings), added.problems


def _by_rules(reading: Reading) -> Reading:
    """The rules' reading of the same document."""
    document = reading.document
    return read(document.text, published=document.published, name=document.name)


def in_ledger(path: str) -> tuple[Compared, ...]:
    """Compare the readings of each document that a ledger holds, the rules' with every other.

    Raises
    ------
    UsageError
        There is no such ledger, or no document in it has been read by two readers.
    """
    with open_workbench(path, create=False) as bench:
        readings = bench.readings
    by_rules = {r.document.id: r for r in readings if r.reader == _RULES}
    found = [
        _compared(by_rules[reading.document.id], reading)
        for reading in readings
        if reading.reader != _RULES and reading.document.id in by_rules
    ]
    if not found:
        raise UsageError(
            f"no document in {path!r} has been read by the rules and by a language model; "
            "`parley read REPORT --reader llm` adds a second reading"
        )
    return tuple(found)


def _compared(rules: Reading, other: Reading) -> Compared:
    starts = tuple((s.span.start, s.place) for s in rules.sentences)
    return Compared(compare(rules, other), starts)


def plain(each: Compared) -> dict[str, Any]:
    """One comparison for JSON."""
    comparison = each.comparison
    return {
        "document": comparison.document,
        "name": comparison.name,
        "readers": list(comparison.readers),
        "versions": list(comparison.versions),
        "layers": {
            layer.name: _plain_layer(layer)
            | {"differences": [_plain_difference(each, d) for d in layer.differences]}
            for layer in comparison.layers
        },
    }


def plain_pooled(comparisons: Sequence[Compared]) -> dict[str, Any]:
    """All comparisons together for JSON: numbers by layer, and no mean of layers."""
    layers = pooled(each.comparison for each in comparisons)
    return {
        "documents": len(comparisons),
        "layers": {layer.name: _plain_layer(layer) for layer in layers},
    }


def _plain_layer(layer: Layer) -> dict[str, Any]:
    share = layer.agreement
    return {
        "first": layer.first,
        "second": layer.second,
        "both": layer.both,
        "agreement": None if share is None else round(share, 4),
        "same": dict(layer.same),
    }


def _plain_difference(each: Compared, difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "place": each.place(difference.span.start),
        "span": [difference.span.start, difference.span.end],
        "words": difference.words,
        "fields": {name: [mine, theirs] for name, mine, theirs in difference.fields},
    }
