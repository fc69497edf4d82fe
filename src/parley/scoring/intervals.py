"""How far a pooled rate would move with other texts: bootstrap intervals over documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from parley.scoring.score import Score

__all__ = ["COVERAGE", "RESAMPLES", "SEED", "intervals"]

RESAMPLES = 2000
SEED = 20260101
COVERAGE = 0.95

Interval = tuple[float, float]
_RATES = ("precision", "recall", "f1")


def intervals(
    documents: Sequence[Mapping[str, Score]], layer: str, *, seed: int = SEED
) -> dict[str, Interval] | None:
    """The 95 % percentile interval of each pooled rate, documents drawn with replacement.

    Parameters
    ----------
    documents : sequence of mappings
        The scores by layer of each document, in any order.
    layer : str
        Whose rates.
    seed : int
        Of the random draws: the same scores give the same interval.

    Returns
    -------
    dict or None
        ``precision``, ``recall``, ``f1`` → (low, high), widened where need be so that it holds
        the pooled rate itself. None with fewer than two documents that have the layer.

    Examples
    --------
    >>> good, bad = {"act": Score(2, 2, 2)}, {"act": Score(2, 2, 0)}
    >>> intervals([good, bad], "act")["f1"]
    (0.0, 1.0)
    """
    counts = sorted(
        (d[layer].gold, d[layer].found, d[layer].right) for d in documents if layer in d
    )
    if len(counts) < 2:
        return None
    table = np.array(counts, dtype=np.float64)
    draws = np.random.default_rng(seed).multinomial(
        len(counts), np.full(len(counts), 1 / len(counts)), size=RESAMPLES
    )
    drawn = _rates(draws @ table)
    whole = _rates(table.sum(axis=0, keepdims=True))[0]
    tail = 50 * (1 - COVERAGE)
    found: dict[str, Interval] = {}
    for column, name in enumerate(_RATES):
        known = drawn[:, column][~np.isnan(drawn[:, column])]
        value = whole[column]
        if np.isnan(value):
            return None
        low, high = np.percentile(known, [tail, 100 - tail]) if known.size else (value, value)
        found[name] = (float(min(low, value)), float(max(high, value)))
    return found


def _rates(
    counts: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Precision, recall and F1 of rows of counts; not a number where there is nothing to count."""
    gold, found, right = counts.T
    with np.errstate(invalid="ignore"):
        return np.stack([right / found, right / gold, 2 * right / (gold + found)], axis=1)
