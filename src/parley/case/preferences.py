"""What is known of a party's preferences, over the states of a case.

A ranking, priorities or weights give every state a number. A ranking whose rest is unknown, and
single comparisons (`prefers`), give only what is certain: closed so that whatever holds in every
weak order that agrees with them is there, and nothing else. Of many states that is kept by class:
what a ranking ties, each state that is compared, and all those of which nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from parley.case.states import StateSpace
from parley.errors import LimitError
from parley.model import Condition, Preference, Preferences

__all__ = [
    "DENSE",
    "Ranked",
    "by_class",
    "closed",
    "dense_ranks",
    "lexicographic",
    "ranked",
    "weighted",
    "within",
]

_BITS = 62
DENSE = 4096
"""Most states for which every pair of a partial preference is kept; of more, most classes."""
Ranks = NDArray[np.int64]


@dataclass(frozen=True)
class Ranked:
    """What a ranking says: ranks of the states that it lists, and what went wrong with it."""

    ranks: Ranks
    """(n,) higher is better; -1 where the ranking does not list the state."""
    empty: tuple[tuple[int, int], ...]
    """(group, pattern) of every pattern that no feasible state has."""
    idle: tuple[tuple[int, int], ...]
    """The same of every pattern whose states are all listed before it."""


def dense_ranks(numbers: NDArray[np.generic]) -> Ranks:
    """Return ranks 0, 1, … in the order of the numbers, equal for equal ones."""
    if numbers.dtype.kind == "i" and len(numbers):
        least = int(numbers.min())
        span = int(numbers.max()) - least + 1
        if span <= 2 * len(numbers) + 4096:  # a table of them is quicker than sorting
            places = np.asarray(numbers, np.int64) - least
            there = np.zeros(span, np.int64)
            there[places] = 1
            return np.asarray((np.cumsum(there) - 1)[places], np.int64)
    ranks = np.unique(numbers, return_inverse=True)[1]
    return np.asarray(ranks, np.int64).reshape(-1)


def ranked(space: StateSpace, ranking: Sequence[Sequence[Mapping[str, str]]]) -> Ranked:
    """Apply a ranking: each pattern takes the matching states not listed before it."""
    ranks = np.full(len(space), -1, np.int64)
    empty: list[tuple[int, int]] = []
    idle: list[tuple[int, int]] = []
    for g, group in enumerate(ranking):
        free = ranks < 0
        for k, pattern in enumerate(group):
            match = space.matching(pattern)
            if not match.any():
                empty.append((g, k))
            elif not (match & (ranks < 0)).any():
                idle.append((g, k))
            ranks[match & free] = len(ranking) - g
    return Ranked(ranks, tuple(empty), tuple(idle))


def lexicographic(space: StateSpace, priorities: Sequence[Condition]) -> Ranks:
    """Return ranks by statements, most important first.

    The order is that of the sum of 2^(k-j) over the true statements j = 1 … k (option
    prioritisation: Fang, Hipel, Kilgour and Peng 2003); the sum itself is never formed, so any
    number of statements will do.
    """
    ranks, bits = np.zeros(len(space), np.int64), 0
    for condition in priorities:
        if bits == _BITS:
            ranks = dense_ranks(ranks)
            bits = len(space).bit_length()
        # one bit a statement: nothing is sorted until a number is full
        ranks <<= 1
        ranks |= space.where(condition.logic)
        bits += 1
    return dense_ranks(ranks)


def weighted(space: StateSpace, weights: Sequence[tuple[Condition, float, float]]) -> Ranks:
    """Return ranks by the sum of the weights of the true statements, summed exactly.

    The weights are plain numbers, both ends equal; for ranges see `parley.case.ranges`.
    """
    exact = [Decimal(repr(low)) for _, low, _ in weights]
    places = max((max(-int(number.as_tuple().exponent), 0) for number in exact), default=0)
    total = np.zeros(len(space), np.int64)
    for (condition, _, _), number in zip(weights, exact, strict=True):
        total += space.where(condition.logic).astype(np.int64) * int(number.scaleb(places))
    return dense_ranks(total)


def closed(
    n: int, partial: Ranks | None, comparisons: Sequence[tuple[int, int]], *, limit: int = DENSE
) -> Preference:
    """Return what is certain, closed under transitivity.

    Parameters
    ----------
    n : int
        How many states there are.
    partial : (n,) array of int, optional
        Ranks of listed states, -1 for those of which nothing is known.
    comparisons : sequence of (better, worse)
        States by index; together with `partial` they hold no contradiction.
    limit : int
        Most states for which every pair is kept; of more, pairs of classes are.

    Returns
    -------
    Preference
        ``better[s, x]`` where x is better than s in every weak order that agrees.

    Raises
    ------
    LimitError
        There are more classes than that, too.

    Examples
    --------
    >>> known = closed(3, None, [(0, 1), (1, 2)])
    >>> bool(known.better[2, 0]), bool(known.better[0, 2]), bool(known.tied[0, 1])
    (True, False, False)
    """
    if n > limit:
        return by_class(n, partial, comparisons, limit=limit)
    better = np.zeros((n, n), bool)
    tied = np.eye(n, dtype=bool)
    if partial is not None:
        listed = partial >= 0
        both = listed[:, None] & listed[None, :]
        better |= both & (partial[None, :] > partial[:, None])
        tied |= both & (partial[None, :] == partial[:, None])
    if comparisons:
        # a comparison with a state is one with every state tied to it
        for up, down in comparisons:
            better |= np.outer(tied[down], tied[up])
        better = _reach(better, [up for up, _ in comparisons] + [down for _, down in comparisons])
    return Preference(None, better, tied)


def by_class(
    n: int, partial: Ranks | None, comparisons: Sequence[tuple[int, int]], *, limit: int = DENSE
) -> Preference:
    """Return the same as `closed` by class: of each rank, each state compared, all the others.

    Raises
    ------
    LimitError
        There are more classes than `limit`.

    Examples
    --------
    >>> known = by_class(5, np.array([-1, 1, 1, -1, 0]), [(0, 1)])
    >>> known.classes.tolist(), bool(known.better[known.classes[4], known.classes[0]])
    ([0, 3, 3, 1, 2], True)
    """
    ranks = np.full(n, -1, np.int64) if partial is None else partial
    # -1: listed nowhere and not compared; what is compared has a number of its own below that
    label = np.where(ranks >= 0, ranks, -1)
    compared = sorted({state for pair in comparisons for state in pair if ranks[state] < 0})
    label[compared] = -2 - np.arange(len(compared))
    names, first, classes, sizes = np.unique(
        label, return_index=True, return_inverse=True, return_counts=True
    )
    classes = classes.reshape(-1).astype(np.int64)
    within(len(names), limit, "kinds of states that a ranking and comparisons tell apart")
    pairs = [(int(classes[up]), int(classes[down])) for up, down in comparisons]
    known = closed(len(names), ranks[first], list(dict.fromkeys(pairs)), limit=limit)
    assert known.tied is not None
    for others in np.flatnonzero((names == -1) & (sizes > 1)):
        known.tied[others, others] = False  # nothing is known among them
    return replace(known, classes=classes)


def within(n: int, limit: int, what: str) -> None:
    """Refuse to keep every pair of too many classes.

    Raises
    ------
    LimitError
        There are more than that.
    """
    if n > limit:
        raise LimitError(
            f"what is partly known of a party's preferences is kept for every pair of classes: "
            f"{n:,} {what} are more than the limit of {limit:,}; give a full ranking, priorities "
            "or weights (plain numbers, no ranges), or leave out options"
        )


def _reach(better: NDArray[np.bool_], through: Sequence[int]) -> NDArray[np.bool_]:
    """Close a strict relation under transitivity.

    What is there before the comparisons is closed by itself, so every new chain passes through
    the states of a comparison; it is enough to join over those.
    """
    better = better.copy()
    for k in dict.fromkeys(through):
        better |= np.outer(better[:, k], better[k])
    return better


def components(n: int, edges: Sequence[tuple[int, int]]) -> Ranks:
    """Return for each of n nodes the number of its strongly connected component."""
    start = [a for a, _ in edges]
    end = [b for _, b in edges]
    matrix = csr_array((np.ones(len(edges), bool), (start, end)), shape=(n, n))
    labels = connected_components(matrix, directed=True, connection="strong")[1]
    return np.asarray(labels, np.int64)


def unknown(preferences: Preferences | None) -> bool:
    """Whether nothing at all is said of a party's preferences."""
    return preferences is None or (
        preferences.ranking is None
        and preferences.priorities is None
        and preferences.weights is None
        and not preferences.prefers
    )
