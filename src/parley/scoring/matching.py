"""One-to-one pairs of gold and found marks, as many as can be.

Pairs are chosen by an optimal assignment, so that no order of the marks changes a count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from parley.scoring.marks import Mark

__all__ = ["best_pairs", "most_pairs"]

Pairs = list[tuple[int, int]]


def best_pairs(weights: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Pairs:
    """The one-to-one pairs with the greatest sum of weights; those of no weight are left out.

    Examples
    --------
    >>> best_pairs(np.array([[0.9, 0.8], [0.7, 0.0]]))
    [(0, 1), (1, 0)]
    """
    if not weights.size:
        return []
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if weights[r, c] > 0]


def most_pairs(
    gold: Sequence[Mark], found: Sequence[Mark], agree: Callable[[Mark, Mark], bool]
) -> Pairs:
    """As many pairs that agree as can be.

    First come pairs with a gold mark that is needed, then as many found marks as can be excused
    by optional gold ones; optional found marks are used last.
    """
    most = 2 * (len(gold) + len(found) + 1)
    weights = np.zeros((len(gold), len(found)))
    for row, one in enumerate(gold):
        for column, other in enumerate(found):
            if agree(one, other):
                weight = most if one.optional else most * most
                weights[row, column] = weight - other.optional
    return best_pairs(weights)
