"""The order in which a graph without circles is gone through, many nodes at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

__all__ = ["waves"]

Ints = NDArray[np.int64]


def waves(pointer: Ints, successor: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Nodes with arcs from them, each after all that its arcs lead to.

    Parameters
    ----------
    pointer, successor : int arrays
        The arcs in CSR form; there is no circle.

    Yields
    ------
    (k,) and (k, d) int arrays
        Nodes from which equally many arcs lead, and where to. What has to be done for one of them
        can be done for all of them at once, which takes one call of NumPy instead of k.

    Examples
    --------
    Node 3 leads to 1 and 2, either of which leads to 0:

    >>> pointer, successor = np.array([0, 0, 1, 2, 4]), np.array([0, 0, 1, 2])
    >>> [(nodes.tolist(), after.tolist()) for nodes, after in waves(pointer, successor)]
    [([1, 2], [[0], [0]]), ([3], [[1, 2]])]
    """
    count = len(pointer) - 1
    degree = np.diff(pointer)
    source = np.repeat(np.arange(count), degree)
    back = source[np.argsort(successor, kind="stable")]
    into = np.append(0, np.cumsum(np.bincount(successor, minlength=count)))
    waiting = degree.copy()
    ready = np.flatnonzero(degree == 0)
    while len(ready):
        sizes = into[ready + 1] - into[ready]
        before = back[_ranges(into[ready], sizes)]
        done, arcs = np.unique(before, return_counts=True)
        waiting[done] -= arcs
        ready = done[waiting[done] == 0]
        for size in np.unique(degree[ready]):
            nodes = ready[degree[ready] == size]
            yield nodes, successor[pointer[nodes, None] + np.arange(size)]


def _ranges(first: Ints, sizes: Ints) -> Ints:
    """The numbers from each first one on, so many of each, one after another."""
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.asarray(np.repeat(first, sizes) + within, dtype=np.int64)
