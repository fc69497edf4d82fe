"""All that a group can bring about by legal sequences of its members' moves, as bits.

A question about many starts at once is a table of bits: a row a state, a bit a start. What holds
at *some*, or at *every*, state that the group can reach is then one pass over the strongly
connected components of the group's moves, those that others lead to first; a pass treats 64
starts with one machine instruction.

Where every member's moves are in option form and transitive, two moves in a row of one member are
one, so that a legal sequence is any walk along members' moves; the walk goes from a state to the
*block* of states that its mover can choose from, and so no move is listed. It passes feasible
states only: what a joint jump over an infeasible one could do is no legal sequence. Moves that are
listed need the last mover: see `parley.analysis.replies`.

Source of the rule: Fang, Hipel and Kilgour 1993, Interactive Decision Making.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from parley.analysis.replies import _components, _condensed, _layers
from parley.analysis.together.waves import waves
from parley.model import OptionMoves

_PIECE = 1 << 21
__all__ = ["Closure", "Rows", "each_itself", "packed", "unpacked"]

Ints = NDArray[np.int64]
Arcs = tuple[Ints, Ints]
Rows = NDArray[np.uint64]
"""(n, words): a row a state, a bit a start."""


def packed(bits: NDArray[np.bool_]) -> Rows:
    """Bits as 64-bit words, row by row; the last word is filled with zeros.

    Examples
    --------
    >>> table = np.array([[True, False, True]])
    >>> unpacked(packed(table), 3).tolist()
    [[True, False, True]]
    """
    octets = np.packbits(bits, axis=1)
    words = -(-octets.shape[1] // 8)
    rows = np.zeros((len(octets), words * 8), dtype=np.uint8)
    rows[:, : octets.shape[1]] = octets
    return rows.view(np.uint64)


def unpacked(rows: Rows, count: int) -> NDArray[np.bool_]:
    """The first bits of every row, as bools."""
    return np.unpackbits(rows.view(np.uint8), axis=1, count=count).astype(np.bool_)


def each_itself(n: int) -> Rows:
    """Rows in which the only bit of every state is its own.

    Examples
    --------
    >>> unpacked(each_itself(2), 2).tolist()
    [[True, False], [False, True]]
    """
    rows = np.zeros((n, -(-n // 64)), dtype=np.uint64)
    states = np.arange(n)
    rows.view(np.uint8)[states, states >> 3] = 128 >> (states & 7)
    return rows


class Closure:
    """What a group of movers can reach from every state.

    Parameters
    ----------
    n : int
        Number of states.
    nodes : int
        Number of nodes of the walk.
    arcs : (source, target) arrays of nodes
    starts : (k, n) int array
        The nodes at which a walk from a state begins.
    marks : (k, n) int array
        The nodes that stand for a state being reached.

    Examples
    --------
    >>> one, other = OptionMoves(np.array([0, 0, 1])), OptionMoves(np.array([0, 1, 1]))
    >>> both = Closure.of_options([one, other])
    >>> ends = packed(np.array([[False], [False], [True]]))
    >>> unpacked(both.some(ends), 1)[:, 0].tolist()
    [True, True, True]
    """

    def __init__(self, n: int, nodes: int, arcs: Arcs, starts: Ints, marks: Ints) -> None:
        self.n = n
        self.components, label = _components(nodes, *arcs)
        pointer, successor = _condensed(self.components, label, *arcs)
        self._after = list(waves(pointer, successor))
        self.starts = label[starts]
        marked = label[marks].reshape(-1)
        order = np.argsort(marked, kind="stable")
        self._states = np.asarray(order % max(n, 1), dtype=np.intp)
        at = marked[order]
        self._cuts = np.flatnonzero(np.append(True, at[1:] != at[:-1])) if len(at) else at
        self._marked = at[self._cuts]
        self._tables = list(self._by_size())

    @classmethod
    def of_options(cls, moves: Sequence[OptionMoves]) -> Closure:
        """Make it of moves in option form, one a member; the start counts as reached."""
        n = len(moves[0].block) if moves else 0
        states = np.arange(n, dtype=np.int64)
        sources, targets, nodes = [states[:0]], [states[:0]], n
        for own in moves:
            nodes = _star(own, states, nodes, sources, targets)
        arcs = np.concatenate(sources), np.concatenate(targets)
        return cls(n, nodes, arcs, states[None], states[None])

    @classmethod
    def of_arcs(
        cls, n: int, arcs: Sequence[Arcs], after: NDArray[np.bool_] | None = None
    ) -> Closure:
        """Make it of listed moves, one pair a mover; nobody moves twice in a row.

        ``after[j, k]`` says whether k may move after j, where the rule is another one.
        """
        movers, states = len(arcs), np.arange(n, dtype=np.int64)
        turns = np.arange(movers)[:, None] * n + states
        return cls(n, 2 * n * movers, _layers(n, arcs, after), movers * n + turns, turns)

    @property
    def pairs(self) -> int:
        """How many (start, end) pairs there are at most, where the start counts as reached."""
        sizes = np.zeros(self.components, dtype=np.int64)
        sizes[self._marked] = np.diff(np.append(self._cuts, len(self._states)))
        total = sizes.copy()
        for knots, after in self._after:
            total[knots] = np.minimum(self.n, total[knots] + total[after].sum(axis=1))
        return int((total * sizes).sum())

    @property
    def mutual(self) -> bool:
        """Whether what can be reached can be left again: no way out of any component."""
        return not self._after

    def knots(self) -> list[NDArray[np.intp]]:
        """The states of each component, ascending; components without a state left out."""
        return np.split(self._states, self._cuts[1:]) if len(self._states) else []

    def some(self, rows: Rows) -> Rows:
        """Which bits are set at some state that can be reached, for every state."""
        return self._at_starts(self.spread(rows, np.bitwise_or), np.bitwise_or)

    def every(self, rows: Rows) -> Rows:
        """Which bits are set at every state that can be reached, for every state."""
        return self._at_starts(self.spread(rows, np.bitwise_and), np.bitwise_and)

    def some_for(self, rows: Rows, first: int, last: int) -> NDArray[np.bool_]:
        """Bit k of `some` at the state ``first + k``, for the states ``first … last-1``."""
        octets = self.spread(rows, np.bitwise_or).view(np.uint8)
        k = np.arange(last - first)
        found = np.zeros(last - first, dtype=np.bool_)
        for starts in self.starts:
            found |= (octets[starts[first:last], k >> 3] >> (7 - (k & 7)) & 1).astype(np.bool_)
        return found

    def _by_size(self) -> Iterator[tuple[Ints, NDArray[np.intp]]]:
        """Components with equally many states, and their states, a row each.

        NumPy joins along an axis ten times faster than it joins pieces of many sizes.
        """
        sizes = np.diff(np.append(self._cuts, len(self._states)))
        for size in np.unique(sizes):
            chosen = sizes == size
            yield self._marked[chosen], self._states[self._cuts[chosen, None] + np.arange(size)]

    def spread(self, rows: Rows, join: np.ufunc) -> Rows:
        """What a component and all that it leads to have in common, or have at all."""
        nothing = 0 if join is np.bitwise_or else np.iinfo(np.uint64).max
        out = np.full((self.components, rows.shape[1]), nothing, dtype=np.uint64)
        for knots, states in self._tables:
            # A piece at a time, so that what is gathered is still near when it is joined.
            stride = max(1, _PIECE // (8 * states.shape[1] * max(1, rows.shape[1])))
            for at in range(0, len(knots), stride):
                part = slice(at, at + stride)
                out[knots[part]] = join.reduce(rows[states[part]], axis=1)
        for knots, after in self._after:
            stride = max(1, _PIECE // (8 * after.shape[1] * max(1, rows.shape[1])))
            for at in range(0, len(knots), stride):
                part = slice(at, at + stride)
                found = join.reduce(out[after[part]], axis=1)
                out[knots[part]] = join(out[knots[part]], found)
        return out

    def _at_starts(self, spread: Rows, join: np.ufunc) -> Rows:
        if not len(self.starts):
            nothing = 0 if join is np.bitwise_or else np.iinfo(np.uint64).max
            return np.full((self.n, spread.shape[1]), nothing, dtype=np.uint64)
        out: Rows = spread[self.starts[0]]
        for starts in self.starts[1:]:
            join(out, spread[starts], out=out)
        return out


def _star(
    own: OptionMoves, states: Ints, nodes: int, sources: list[Ints], targets: list[Ints]
) -> int:
    """Add a member's moves: into a node for what it can choose from, and out to the choices."""
    if own.kind is None or own.allowed is None:
        _, block = np.unique(own.block, return_inverse=True)
        hub = nodes + block.reshape(-1).astype(np.int64)
        sources += [states, hub]
        targets += [hub, states]
        return int(hub.max(initial=nodes - 1)) + 1
    kinds = len(own.allowed)
    _, block = np.unique(own.block, return_inverse=True)
    pairs, at = np.unique(block.reshape(-1) * kinds + own.kind, return_inverse=True)
    hub = nodes + at.reshape(-1).astype(np.int64)
    exit_ = hub + len(pairs)
    sources += [states, exit_]
    targets += [hub, states]
    for kind in range(kinds):
        wanted = pairs // kinds * kinds + kind
        place = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
        there = (pairs[place] == wanted) & own.allowed[pairs % kinds, kind]
        sources.append(nodes + np.flatnonzero(there))
        targets.append(nodes + len(pairs) + place[there])
    return nodes + 2 * len(pairs)
