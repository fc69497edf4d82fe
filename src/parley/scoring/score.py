"""Counts and rates by layer: of one text, of many, and of two annotators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parley.scoring.ground import Ground
from parley.scoring.layers import LAYERS, Layer
from parley.scoring.marks import Annotation
from parley.scoring.matching import most_pairs

__all__ = ["Score", "agreement", "pairs", "pooled", "score"]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one layer.

    Examples
    --------
    >>> print(Score(gold=4, found=2, right=2))
    P 1.00 R 0.50 F 0.67 (2/4)
    """

    gold: int = 0
    """What is to be found, optional marks left out."""
    found: int = 0
    """What was found, without that which matches an optional mark."""
    right: int = 0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 1 where there is none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        """The share of the found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; 1 where there is nothing and nothing was found."""
        total = self.gold + self.found
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.found + other.found, self.right + other.right)

    def turned(self) -> Score:
        """The same with gold and found changed over."""
        return Score(self.found, self.gold, self.right)

    def __str__(self) -> str:
        rates = f"P {self.precision:.2f} R {self.recall:.2f} F {self.f1:.2f}"
        return f"{rates} ({self.right}/{self.gold})"


def score(
    gold: Annotation, found: Annotation, layers: Sequence[Layer] = LAYERS
) -> dict[str, Score]:
    """Score one text by layers; those of a kind that either annotator lacks are left out.

    In every layer each gold mark is paired with at most one found mark that agrees, and each
    found mark with at most one gold mark, so that as many pairs as possible agree.
    """
    ground = Ground(gold, found)
    return {
        layer.name: _of(ground, layer)
        for layer in layers
        if layer.kind in gold.marks and layer.kind in found.marks
    }


def _of(ground: Ground, layer: Layer) -> Score:
    gold, found = ground.gold.marks[layer.kind], ground.found.marks[layer.kind]
    pairs = most_pairs(gold, found, lambda g, f: layer.agree(ground, g, f))
    needed = {column for row, column in pairs if not gold[row].optional}
    excused = {column for row, column in pairs if gold[row].optional}
    counted = [
        column
        for column, mark in enumerate(found)
        if column in needed or not (mark.optional or column in excused)
    ]
    return Score(sum(not mark.optional for mark in gold), len(counted), len(needed))


def pairs(gold: Annotation, found: Annotation, layer: Layer) -> tuple[tuple[str, str], ...]:
    """Pair the ids of gold marks with those of the found marks that agree in a layer."""
    ground = Ground(gold, found)
    mine, theirs = gold.marks[layer.kind], found.marks[layer.kind]
    chosen = most_pairs(mine, theirs, lambda g, f: layer.agree(ground, g, f))
    return tuple((mine[row].id, theirs[column].id) for row, column in chosen)


def agreement(
    one: Annotation, other: Annotation, layers: Sequence[Layer] = LAYERS
) -> dict[str, Score]:
    """How far two annotators agree: each taken for right once, the counts of both added.

    The rates come out the same whichever is named first.
    """
    there, back = score(one, other, layers), score(other, one, layers)
    return {name: there[name] + back[name].turned() for name in there}


def pooled(scores: Iterable[Mapping[str, Score]]) -> dict[str, Score]:
    """The counts of many texts added, layer by layer."""
    total: dict[str, Score] = {}
    for one in scores:
        for name, value in one.items():
            total[name] = total.get(name, Score()) + value
    return {layer.name: total[layer.name] for layer in LAYERS if layer.name in total}
