"""How far one order of the states is from another, and which pairs stand differently.

The distance is Kemeny's (1959): over all pairs of states, 2 where they change places and 1 where
a strict order becomes a tie or a tie a strict order. Half of it is the number of swaps of
neighbours that lead from one strict order to the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["RankShift", "dense", "is_strict", "pairs_between", "shift_between", "steps_between"]

Ints = NDArray[np.int64]
Where = Literal["above", "below", "level with"]


@dataclass(frozen=True, slots=True, eq=False)
class RankShift:
    """One party's order, changed."""

    party: str
    steps: int
    """Kemeny's distance from the order that the case gives: 2 for a swap of neighbours, 1 for
    two neighbours made equal, or set apart."""
    pairs: tuple[tuple[int, int, int, int], ...]
    """(x, y, before, after): before and after is 1 where x is above y, 0 where they are level,
    -1 where x is below; after is always the greater, so x is what rises against y."""
    ranks: Ints
    """(n,) the changed order: higher is better."""
    lifts: bool
    """Whether the chosen state is all that changes its place, and it rises or all fall past it."""
    past: int | None = None
    """Where a state is made to hold no longer: another that has to stand above it for that."""

    @property
    def swaps(self) -> float:
        """Swaps of neighbours; two made equal, or set apart, count half."""
        return self.steps / 2

    def groups(self) -> list[tuple[int, Where, list[int]]]:
        """Say where each state that moves then stands: above, below or level with which others.

        The others as the changed order has them, best first.

        Examples
        --------
        >>> shift = RankShift("a", 4, ((1, 0, -1, 1), (2, 0, -1, 1)), np.array([0, 1, 2]), True)
        >>> shift.groups()
        [(0, 'below', [2, 1])]
        """
        rise = len({x for x, *_ in self.pairs}) <= len({y for _, y, *_ in self.pairs})
        groups: dict[tuple[int, Where], list[int]] = {}
        for x, y, _, after in self.pairs:
            one, other = (x, y) if rise else (y, x)
            where: Where = "level with" if not after else "above" if rise else "below"
            groups.setdefault((one, where), []).append(other)
        return [
            (one, where, sorted(others, key=lambda k: -int(self.ranks[k])))
            for (one, where), others in groups.items()
        ]


def dense(ranks: NDArray[np.generic]) -> Ints:
    """Ranks 0, 1, … in the same order.

    Examples
    --------
    >>> dense(np.array([7, 2, 7])).tolist()
    [1, 0, 1]
    """
    return np.asarray(np.unique(ranks, return_inverse=True)[1], np.int64).reshape(-1)


def is_strict(ranks: NDArray[np.generic]) -> bool:
    """Whether no two states are level."""
    return len(np.unique(ranks)) == len(ranks)


def pairs_between(before: Ints, after: Ints) -> list[tuple[int, int, int, int]]:
    """Pairs that stand differently in two orders, as `RankShift.pairs` lists them.

    Examples
    --------
    >>> pairs_between(np.array([0, 1, 2]), np.array([2, 1, 1]))
    [(0, 1, -1, 1), (0, 2, -1, 1), (1, 2, -1, 0)]
    """
    first = np.sign(before[:, None] - before[None, :])
    then = np.sign(after[:, None] - after[None, :])
    rows, columns = np.nonzero(then > first)
    return [
        (int(x), int(y), int(first[x, y]), int(then[x, y]))
        for x, y in zip(rows, columns, strict=True)
    ]


def steps_between(before: Ints, after: Ints) -> int:
    """Kemeny's distance between two orders.

    Examples
    --------
    >>> steps_between(np.array([0, 1, 2]), np.array([2, 1, 1]))
    5
    """
    return sum(after - before for *_, before, after in pairs_between(before, after))


def shift_between(party: str, before: Ints, after: Ints, state: int) -> RankShift:
    """The shift that leads from one order to the other, seen from one state."""
    pairs = pairs_between(before, after)
    return RankShift(
        party,
        sum(then - first for *_, first, then in pairs),
        tuple(pairs),
        after,
        all(x == state for x, *_ in pairs),
    )
