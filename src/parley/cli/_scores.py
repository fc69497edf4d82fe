"""Scores as tables of at most 80 columns, as JSON, and what was wrong as a list."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parley.scoring import Layer, Score, Slip

__all__ = ["drawn", "drawn_agreement", "drawn_slips", "plain"]

WIDTH = 80
Scores = Mapping[str, "Score"]
_NOTHING = "-"


def drawn(
    documents: Sequence[tuple[str, Scores]], agreed: Mapping[str, Scores], layers: Sequence[Layer]
) -> Iterator[str]:
    """Lines of two tables: all documents pooled, and F1 by document."""
    yield from _pooled(documents, agreed)
    if len(documents) > 1:
        yield ""
        yield from _by_document(documents, layers)


def drawn_agreement(
    documents: Sequence[tuple[str, Scores]], layers: Sequence[Layer]
) -> Iterator[str]:
    """The same for two annotators: their marks together, and those that the other has too."""
    from parley.scoring import intervals, pooled

    each = [scores for _, scores in documents]
    yield f"{_documents(len(documents))} annotated twice"
    yield f"{'':20}{'marks':>7}{'agreed':>8}{'F1':>6}{'95 %':>12}"
    for name, score in pooled(each).items():
        spread = _spread(intervals(each, name))
        yield f"{name:20}{score.gold:>7}{score.right:>8}{_f1(score):>6}{spread:>12}"
    if len(documents) > 1:
        yield ""
        yield from _by_document(documents, layers)


def _documents(count: int) -> str:
    return f"{count} {'document' if count == 1 else 'documents'}"


def _spread(found: Mapping[str, tuple[float, float]] | None) -> str:
    return "{:.2f}-{:.2f}".format(*found["f1"]) if found else _NOTHING


def _pooled(documents: Sequence[tuple[str, Scores]], agreed: Mapping[str, Scores]) -> Iterator[str]:
    from parley.scoring import intervals, pooled

    each = [scores for _, scores in documents]
    ceiling = pooled(agreed.values())
    twice = f", {len(agreed)} of them annotated twice" if agreed else ""
    yield f"{_documents(len(documents))}{twice}"
    people = f"{'two people':>11}" if agreed else ""
    yield f"{'':20}{'gold':>6}{'found':>7}{'right':>7}{'P':>6}{'R':>6}{'F1':>6}{'95 %':>11}{people}"
    for name, score in pooled(each).items():
        line = f"{name:20}{score.gold:>6}{score.found:>7}{score.right:>7}{_rates(score)}"
        line += f"{_spread(intervals(each, name)):>11}"
        if agreed:
            line += f"{_f1(ceiling.get(name)):>11}"
        yield line


def _rates(score: Score) -> str:
    """Precision, recall and F1; a dash where there is nothing to count."""
    precision = f"{score.precision:.2f}" if score.found else _NOTHING
    recall = f"{score.recall:.2f}" if score.gold else _NOTHING
    return f"{precision:>6}{recall:>6}{_f1(score):>6}"


def _f1(score: Score | None) -> str:
    return f"{score.f1:.2f}" if score is not None and score.gold + score.found else _NOTHING


def _by_document(documents: Sequence[tuple[str, Scores]], layers: Sequence[Layer]) -> Iterator[str]:
    """F1 of each layer that has a column of its own; all of them where few are asked for."""
    shown = [layer for layer in layers if len(layers) <= 11 or "·" not in layer.short]
    name_width = WIDTH - 5 * len(shown)
    name_width = min(name_width, max(len(name) for name, _ in documents))
    yield f"{'F1':{name_width}}" + "".join(f"{layer.short:>5}" for layer in shown)
    for name, scores in documents:
        label = name if len(name) <= name_width else f"{name[: name_width - 1]}…"
        cells = (_f1(scores.get(layer.name)) for layer in shown)
        yield f"{label:{name_width}}" + "".join(f"{cell:>5}" for cell in cells)


def drawn_slips(wrong: Sequence[Slip], limit: int) -> Iterator[str]:
    """Lines of the listing: by kind and sort, at most so many of each; 0 is all."""
    order: dict[tuple[str, str], list[Slip]] = {}
    for slip in wrong:
        order.setdefault((slip.kind, slip.what), []).append(slip)
    for (kind, what), slips in sorted(order.items(), key=lambda item: _rank(*item[0])):
        head = what if what in ("missed", "spurious") else f"{what} differs"
        yield ""
        yield f"== {kind}: {head} ({len(slips)})"
        for slip in slips[: limit or None]:
            yield from _slip(slip)
        if limit and len(slips) > limit:
            yield f"   … and {len(slips) - limit} more; --limit 0 lists all"


def _rank(kind: str, what: str) -> tuple[int, bool, bool]:
    """Kind by kind, what was missed first, then what was made up."""
    from parley.scoring import KINDS

    return KINDS.index(kind), what != "missed", what != "spurious"


def _slip(slip: Slip) -> Iterator[str]:
    place = f"{slip.document} {slip.span.start}-{slip.span.end}"
    words = f"…{slip.before}[[{slip.words}]]{slip.after}…"
    yield place
    yield from _wrapped(words)
    if slip.what == "missed":
        yield from _wrapped(slip.gold)
    elif slip.what == "spurious":
        yield from _wrapped(slip.found)
    else:
        yield from _wrapped(f"gold {slip.gold}")
        yield from _wrapped(f"read {slip.found}")


def _wrapped(words: str) -> list[str]:
    flat = " ".join(words.split())
    return textwrap.wrap(flat, WIDTH, initial_indent="   ", subsequent_indent="     ")


def plain(
    documents: Sequence[tuple[str, Scores]],
    agreed: Mapping[str, Scores],
    wrong: Sequence[Slip] | None,
) -> dict[str, Any]:
    """All of it as JSON; a rate is null where there is nothing to count."""
    from parley.scoring import intervals, pooled

    each = [scores for _, scores in documents]
    made: dict[str, Any] = {
        "documents": [
            {"name": name, "layers": {k: _counts(v) for k, v in scores.items()}}
            for name, scores in documents
        ],
        "pooled": {
            name: {**_counts(score), "intervals": intervals(each, name)}
            for name, score in pooled(each).items()
        },
    }
    if agreed:
        ceiling = pooled(agreed.values())
        made["agreement"] = {
            "documents": sorted(agreed),
            "layers": {name: _counts(score) for name, score in ceiling.items()},
        }
    if wrong is not None:
        made["errors"] = list(wrong)
    return made


def _counts(score: Score) -> dict[str, Any]:
    return {
        "gold": score.gold,
        "found": score.found,
        "right": score.right,
        "precision": score.precision if score.found else None,
        "recall": score.recall if score.gold else None,
        "f1": score.f1 if score.gold + score.found else None,
    }
