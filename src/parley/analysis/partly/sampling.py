"""Completions drawn by chance: each a full order of every party that agrees with what is known.

What is so in one of them is so in some completion, which spares a search; what is not so in one is
not so in every. The draws are seeded: the same conflict gives the same ones.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Order
from parley.case.inequalities import chosen
from parley.case.preferences import dense_ranks
from parley.case.ranges import difference, distinct
from parley.model import Preference, WeightRanges

__all__ = ["drawn"]

Bools = NDArray[np.bool_]
_STEPS = 64
_TRIES = 16


def drawn(order: Order, chance: np.random.Generator) -> Preference:
    """Draw one completion of an order.

    Examples
    --------
    >>> known = Order(2, None, np.array([[0, 1], [0, 0]], bool), np.eye(2, dtype=bool))
    >>> drawn(known, np.random.default_rng(1)).ranks.tolist()
    [0, 1]
    """
    if order.ranks is not None:
        return Preference(order.ranks)
    if order.weights is not None:
        return Preference(_by_weights(order.weights, chance))
    assert order.better is not None
    assert order.tied is not None
    weak = order.better | order.tied if order.at_least is None else order.at_least
    classes = np.arange(order.n) if order.classes is None else order.classes
    return Preference(_by_keys(order.better, weak, classes, chance))


def _by_keys(
    better: Bools, weak: Bools, classes: NDArray[np.int64], chance: np.random.Generator
) -> NDArray[np.int64]:
    """Give every state a number by chance and mend the numbers until they agree.

    The greatest number of all that a state is no worse than never falls from a state to a better
    one, nor does the least of all that are no worse than it; so neither does what lies between.
    Where that is level, how many classes are certainly worse tells states apart that must be.
    """
    n, k = len(classes), len(better)
    key = chance.random(n, np.float32)
    # of a class between whose states nothing is known, each counts for itself alone
    among = weak.diagonal()
    outside = weak & ~np.eye(k, dtype=bool)
    top, bottom = np.zeros(k, np.float32), np.ones(k, np.float32)
    np.maximum.at(top, classes, key)
    np.minimum.at(bottom, classes, key)
    highest = np.where(outside, top[:, None], np.float32(0)).max(axis=0)
    lowest = np.where(outside, bottom[None, :], np.float32(1)).min(axis=1)
    highest = np.maximum(np.where(among, np.maximum(highest, top), highest)[classes], key)
    lowest = np.minimum(np.where(among, np.minimum(lowest, bottom), lowest)[classes], key)
    share = np.float32(chance.random())
    level = np.floor((share * highest + (1 - share) * lowest) * chance.integers(2, n + 3))
    worse = better.sum(axis=0)[classes]
    return dense_ranks(level.astype(np.int64) * (k + 1) + worse)


def _by_weights(weights: WeightRanges, chance: np.random.Generator) -> NDArray[np.int64]:
    """Draw weights: each at its least, at its most or between; whole steps keep the sums exact."""
    kept = [difference(weights, up, down) for up, down in weights.kept]
    ends = list(zip(weights.low, weights.high, strict=True))
    for _ in range(_TRIES):
        between = chance.integers(0, _STEPS + 1, len(ends))
        steps = [(0, _STEPS, int(b))[chance.integers(0, 3)] for b in between]
        point = [
            low * _STEPS + (high - low) * step
            for (low, high), step in zip(ends, steps, strict=True)
        ]
        if all(sum(c * w for c, w in zip(row, point, strict=True)) > 0 for row in kept):
            break
    else:
        point = list(chosen(weights.low, weights.high, kept, ()) or weights.low)
    rows, of = distinct(weights.truth)
    sums = [sum(w for w, holds in zip(point, row, strict=True) if holds) for row in rows.tolist()]
    place = {value: rank for rank, value in enumerate(sorted(set(sums)))}
    return np.array([place[value] for value in sums], np.int64)[of]
