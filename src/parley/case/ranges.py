"""Weights given as ranges: what is certain of the order whatever is chosen within them.

Between two states only the statements count that hold in one of them and not in the other. The
difference of the two sums then lies between the sum of each statement's least and of each one's
most, and both ends are reached: so for a pair of states the answer is exact. For several pairs at
once it is not, for one choice of weights has to serve them all; `parley.case.inequalities` tells.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from parley.case.inequalities import Row, chosen
from parley.case.preferences import DENSE
from parley.case.states import StateSpace
from parley.model import Condition, Preference, WeightRanges

__all__ = [
    "by_sums",
    "difference",
    "distinct",
    "has_ranges",
    "ranged",
    "reach",
    "smallest_contradiction",
    "weight_ranges",
]

Weights = Sequence[tuple[Condition, float, float]]
Bools = NDArray[np.bool_]
Classes = NDArray[np.int64]
_BITS = 62
_TRIES = 4_000
"""Sets of comparisons that are looked at before any smallest one is settled for."""


def has_ranges(weights: Weights | None) -> bool:
    """Whether some weight is a range."""
    return any(low != high for _, low, high in weights or ())


def weight_ranges(space: StateSpace, weights: Weights) -> WeightRanges:
    """Return the weights in whole numbers, with where their statements hold."""
    exact = [
        (Decimal(repr(low)).normalize(), Decimal(repr(high)).normalize())
        for _, low, high in weights
    ]
    places = max(
        (max(-int(end.as_tuple().exponent), 0) for ends in exact for end in ends), default=0
    )
    truth = np.empty((len(space), len(weights)), np.int8)
    for j, (condition, _, _) in enumerate(weights):
        truth[:, j] = space.where(condition.logic)
    return WeightRanges(
        truth,
        tuple(int(low.scaleb(places)) for low, _ in exact),
        tuple(int(high.scaleb(places)) for _, high in exact),
    )


def difference(weights: WeightRanges, better: int, worse: int) -> Row:
    """Return which statements count for a state and against another: 1, -1 or 0 each."""
    return tuple((weights.truth[better].astype(int) - weights.truth[worse].astype(int)).tolist())


def reach(weights: WeightRanges, row: Row) -> tuple[int, int]:
    """Return the least and the most that a difference comes to, both reached.

    Examples
    --------
    >>> weights = WeightRanges(np.array([[0, 1], [1, 0]], np.int8), (2, 1), (3, 5))
    >>> reach(weights, difference(weights, 1, 0))
    (-3, 2)
    """
    ends = list(zip(row, weights.low, weights.high, strict=True))
    least = sum(c * (low if c > 0 else high) for c, low, high in ends)
    return least, sum(c * (high if c > 0 else low) for c, low, high in ends)


def ranged(
    weights: WeightRanges, kept: Sequence[tuple[int, int]] = (), *, limit: int = DENSE
) -> Preference:
    """Return what is certain, and the ranges and comparisons that bind the rest.

    Parameters
    ----------
    weights : WeightRanges
        From `weight_ranges`.
    kept : sequence of (better, worse)
        Comparisons, by state, that some choice of weights gives.
    limit : int
        Most states for which every pair is kept; of more, pairs of classes are: of states for
        which the same statements hold, or, where these are too many as well, like sums of the
        least and of the most weights.

    Examples
    --------
    >>> weights = WeightRanges(np.array([[0, 1], [1, 0], [0, 0]], np.int8), (2, 1), (3, 5))
    >>> known = ranged(weights)
    >>> bool(known.better[2, 0]), bool(known.better[1, 0]), bool(known.better[0, 1])
    (True, False, False)
    """
    n = len(weights.truth)
    held = WeightRanges(weights.truth, weights.low, weights.high, tuple(kept))
    rows, classes = distinct(weights.truth)
    if len(rows) > max(limit, DENSE):
        known, classes = by_sums(weights, kept, max(limit, DENSE))
    else:
        most = _most(rows.astype(np.int64), weights)
        known = _closed(most.T < 0, most.T <= 0, classes, kept)
    if n > limit:
        return replace(known, weights=held, classes=classes)
    assert known.better is not None
    assert known.at_least is not None
    spread = np.ix_(classes, classes)
    better, at_least = known.better[spread], known.at_least[spread]
    return Preference(None, better, at_least & at_least.T, at_least, held)


def _closed(
    better: Bools, at_least: Bools, classes: Classes, kept: Sequence[tuple[int, int]]
) -> Preference:
    """What is certain between classes, with what comparisons add."""
    at = [(int(classes[up]), int(classes[down])) for up, down in kept]
    for up, down in at:
        better[down, up] = at_least[down, up] = True
    for k in dict.fromkeys(end for pair in at for end in pair):
        better |= np.outer(better[:, k], at_least[k]) | np.outer(at_least[:, k], better[k])
        at_least |= np.outer(at_least[:, k], at_least[k])
    return Preference(None, better, at_least & at_least.T, at_least)


def distinct(truth: NDArray[np.int8]) -> tuple[NDArray[np.int8], Classes]:
    """Return the different rows of a table of 0 and 1, and each row's number among them."""
    if truth.shape[1] > _BITS:
        rows, of = np.unique(truth, axis=0, return_inverse=True)
        return rows, of.reshape(-1).astype(np.int64)
    code = np.zeros(len(truth), np.int64)  # one number a row: sorted in a tenth of the time
    for column in truth.T:
        code = code << 1 | column
    _, first, of = np.unique(code, return_index=True, return_inverse=True)
    return truth[first], of.reshape(-1).astype(np.int64)


def by_sums(
    weights: WeightRanges, kept: Sequence[tuple[int, int]], limit: int
) -> tuple[Preference, Classes]:
    """Return less than is certain, in fewer classes.

    A state is better than another where its least sum is above the other's most. Sums are rounded,
    the least down and the most up, as far as it takes; at worst nothing is certain. A state that
    is compared has a class of its own.
    """
    low, high = (_sums(weights.truth, ends) for ends in (weights.low, weights.high))
    compared = sorted({state for pair in kept for state in pair})
    step = 1
    while True:
        ends = np.stack([low // step, -(-high // step)], axis=1)
        names, classes = np.unique(ends, axis=0, return_inverse=True)
        if len(names) + len(compared) <= limit:
            break
        step *= 2
    classes = classes.reshape(-1).astype(np.int64)
    classes[compared] = len(names) + np.arange(len(compared))
    names = np.concatenate([names, ends[compared]])
    better = names[None, :, 0] > names[:, None, 1]
    at_least = names[None, :, 0] >= names[:, None, 1]
    alone = np.arange(len(names)) >= len(names) - len(compared)
    np.fill_diagonal(at_least, np.diag(at_least) | alone)
    return _closed(better, at_least, classes, kept), classes


def _sums(truth: NDArray[np.int8], weights: Sequence[int]) -> NDArray[np.int64]:
    total = np.zeros(len(truth), np.int64)
    for column, weight in zip(truth.T, weights, strict=True):
        total += column.astype(np.int64) * weight
    return total


def _most(rows: NDArray[np.int64], weights: WeightRanges) -> NDArray[np.int64]:
    """(k, k): the most by which row x can be above row s, at ``[s, x]``."""
    low, high = np.array(weights.low, np.int64), np.array(weights.high, np.int64)
    gained = (1 - rows) @ (high[:, None] * rows.T)
    lost = (rows * low) @ (1 - rows).T
    return np.asarray(gained - lost)


def smallest_contradiction(weights: WeightRanges, rows: Sequence[Row]) -> tuple[int, ...]:
    """Return the numbers of a smallest set of differences that are not all above nought at once.

    Returns
    -------
    tuple of int
        Empty where some choice of weights meets all of them. Where there are very many sets to
        look at, one from which nothing can be left out, which need not be the smallest.
    """

    def impossible(some: Sequence[int]) -> bool:
        return chosen(weights.low, weights.high, [rows[i] for i in some], ()) is None

    every = range(len(rows))
    if not impossible(every):
        return ()
    tries = 0
    # By Helly's theorem no more than one more than there are weights is ever needed.
    for size in range(1, min(len(rows), len(weights.low) + 1) + 1):
        for some in itertools.combinations(every, size):
            tries += 1
            if tries > _TRIES:
                return _irreducible(list(every), impossible)
            if impossible(some):
                return some
    return _irreducible(list(every), impossible)


def _irreducible(left: list[int], impossible: Callable[[Sequence[int]], bool]) -> tuple[int, ...]:
    for i in list(left):
        fewer = [other for other in left if other != i]
        if impossible(fewer):
            left = fewer
    return tuple(left)
