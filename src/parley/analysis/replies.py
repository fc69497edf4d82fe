"""Where a party's opponents can take a conflict, by legal sequences of their moves.

A sequence is legal where nobody moves twice in a row; a mover may return later. So the states
reached from x are those of a walk over nodes (state, last mover). Two layers keep the arcs few:
``at(y, j)``, "the conflict is at y and j moved last", leads to ``turn(y, k)``, "k moves from y",
for every other k, which leads to ``at(z, k)`` for each move y → z of k.

Strongly connected components collapse the walk; one pass over them, successors first, gives the
least value of any field over all that can be reached; `parley.analysis.together.closure` makes sets
of the same walk. Cost: arcs.

Source of the rule: Fang, Hipel and Kilgour 1993, Interactive Decision Making (reachable lists
with last-mover sets).
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from parley.errors import LimitError

__all__ = ["NOWHERE", "Replies", "check_sets"]

Ints = NDArray[np.int64]
Arcs = tuple[Ints, Ints]

NOWHERE = int(np.iinfo(np.int64).max)
"""The least value over an empty set: where opponents have no move, nothing deters."""

_SET_LIMIT = 4_000_000_000
"""Bytes that the reached sets may take."""


class Replies:
    """The opponents' legal sequences over one set of arcs.

    Parameters
    ----------
    n : int
        Number of states.
    arcs : sequence of (source, target) pairs of (m,) int arrays
        One pair for each opponent; no arc leads from a state to itself.

    Examples
    --------
    One opponent moves once, 0 → 1 or 1 → 2, and never twice in a row:

    >>> import numpy as np
    >>> one = Replies(3, [(np.array([0, 1]), np.array([1, 2]))])
    >>> one.lowest(np.array([5, 3, 1]))[:2].tolist()
    [3, 1]
    """

    def __init__(self, n: int, arcs: Sequence[Arcs]) -> None:
        self.n = n
        self.movers = len(arcs)
        source, target = _layers(n, arcs)
        nodes = 2 * n * self.movers
        self.components, self.label = _components(nodes, source, target)
        self._pointer, self._successor = _condensed(self.components, self.label, source, target)

    def lowest(self, field: Ints) -> Ints:
        """Least value of a field over every state that the opponents can reach, for each start.

        Parameters
        ----------
        field : (n,) int array

        Returns
        -------
        (n,) int array
            `NOWHERE` where no opponent can move.
        """
        size = self.n * self.movers
        least = np.full(self.components, NOWHERE, dtype=np.int64)
        np.minimum.at(least, self.label[:size], np.tile(field, self.movers))
        value, pointer, successor = least.tolist(), self._pointer.tolist(), self._successor.tolist()
        for component in range(self.components):
            best = value[component]
            for place in range(pointer[component], pointer[component + 1]):
                found = value[successor[place]]
                if found < best:
                    best = found
            value[component] = best
        if not self.movers:
            return np.full(self.n, NOWHERE, dtype=np.int64)
        by_turn = np.asarray(value, dtype=np.int64)[self.label[size:]]
        return np.asarray(by_turn.reshape(self.movers, self.n).min(axis=0))


def check_sets(n: int, components: int) -> None:
    """Refuse sets of states, one for each component, where they would take too much.

    Raises
    ------
    LimitError
        With how much that is; nothing has been built.
    """
    size = components * ((n + 7) // 8)
    if size > _SET_LIMIT:
        raise LimitError(
            f"partly known preferences over {n} states would take {size / 1e9:.1f} GB of reached "
            f"sets; give a ranking, priorities or weights for each party, or fewer options"
        )


def _layers(n: int, arcs: Sequence[Arcs], after: NDArray[np.bool_] | None = None) -> Arcs:
    """Arcs between ``at(y, j) = j n + y`` and ``turn(y, k) = (movers + k) n + y``.

    ``after[j, k]``: whether k may move after j; without it, unless they are the same.
    """
    movers, states = len(arcs), np.arange(n, dtype=np.int64)
    sources: list[Ints] = [np.zeros(0, np.int64)]
    targets: list[Ints] = [np.zeros(0, np.int64)]
    for mover, (start, end) in enumerate(arcs):
        sources.append((movers + mover) * n + start.astype(np.int64))
        targets.append(mover * n + end.astype(np.int64))
        for other in range(movers):
            if (other != mover) if after is None else after[mover, other]:
                sources.append(mover * n + states)
                targets.append((movers + other) * n + states)
    return np.concatenate(sources), np.concatenate(targets)


def _components(nodes: int, source: Ints, target: Ints) -> tuple[int, Ints]:
    """Strong components, numbered so that an arc never leads to a higher number."""
    if not nodes:
        return 0, np.zeros(0, np.int64)
    graph = csr_array((np.ones(len(source), np.int8), (source, target)), shape=(nodes, nodes))
    count, raw = connected_components(graph, directed=True, connection="strong")
    label = raw.astype(np.int64)
    # SciPy numbers components in reverse topological order, which its documentation does not
    # promise: so it is looked at, and mended where it does not hold.
    if bool((label[source] < label[target]).any()):
        label = _successors_first(int(count), label[source], label[target])[label]
    return int(count), label


def _successors_first(count: int, source: Ints, target: Ints) -> Ints:
    """New numbers for components 0 … count-1 such that every arc leads to a lower one."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(count))
    between = source != target
    graph.add_edges_from(zip(source[between].tolist(), target[between].tolist(), strict=True))
    number = np.zeros(count, dtype=np.int64)
    number[list(nx.topological_sort(graph))] = np.arange(count - 1, -1, -1)
    return number


def _condensed(count: int, label: Ints, source: Ints, target: Ints) -> tuple[Ints, Ints]:
    """Arcs between different components, once each, as (pointer, successor) in CSR form."""
    start, end = label[source], label[target]
    between = start != end
    pairs = np.unique(start[between] * max(count, 1) + end[between])
    starts, ends = np.divmod(pairs, max(count, 1))
    pointer = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(starts, minlength=count), out=pointer[1:])
    return pointer, ends
