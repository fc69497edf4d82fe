"""What is certain, and what is conceivable, about one party's order of the states."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.errors import UsageError
from parley.model import Preference, WeightRanges

__all__ = ["Order", "Sure", "order_of"]

Sure = Literal["certain", "conceivable"]
"""``certain``: so in every completion; ``conceivable``: so in at least one."""

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """One party's order, total (`ranks`) or partial (`better`, `tied`, `at_least`).

    Where it is `free`, for any state s there is one completion in which exactly the certainly
    better states stand above s, and one in which every state that is not certainly at or below
    s does. So a verdict that can only fall as more states stand above s is settled by those two
    extremes. Where weights are given as ranges the two bound it, and need not be reached.
    """

    n: int
    ranks: Ints | None
    better: Bools | None = None
    tied: Bools | None = None
    at_least: Bools | None = None
    """``at_least[s, x]``: x is certainly better than s, or as good; None for `better` or `tied`."""
    weights: WeightRanges | None = None
    levels: Ints | None = None
    """(n,) how strongly: `parley.model.Preference.levels`."""

    @property
    def total(self) -> bool:
        """Whether every pair is settled."""
        return self.ranks is not None

    @property
    def free(self) -> bool:
        """Whether every weak order that agrees with what is certain is a completion."""
        return self.weights is None

    @property
    def silent(self) -> bool:
        """Whether no pair of different states is settled."""
        if self.ranks is not None:
            return self.n < 2
        assert self.better is not None
        assert self.tied is not None
        if self.weights is not None:  # however wide the ranges, one choice serves all pairs
            return False
        return not self.better.any() and int(self.tied.sum()) <= self.n

    def improves(self, start: Ints | int, end: Ints, sure: Sure) -> Bools:
        """Whether each ``end[k]`` is better than ``start[k]``, for certain or conceivably.

        Parameters
        ----------
        start, end : int arrays of one shape
            States; one number for `start` where it is the same for all.
        sure : {"certain", "conceivable"}
            For a total order the two agree.

        Returns
        -------
        bool array of that shape
        """
        if self.ranks is not None:
            return np.asarray(self.ranks[end] > self.ranks[start])
        assert self.better is not None
        assert self.tied is not None
        if sure == "certain":
            return np.asarray(self.better[start, end])
        if self.at_least is not None:
            return np.asarray(~self.at_least[end, start])
        return np.asarray(~(self.better[end, start] | self.tied[start, end]))

    def above(self, first: int, last: int, sure: Sure, *, weak: bool = False) -> Bools:
        """Which states stand above each of the states ``first … last-1``; or at the same height.

        Parameters
        ----------
        first, last : int
        sure : {"certain", "conceivable"}
        weak : bool
            Whether states that tie count as well.

        Returns
        -------
        (last - first, n) bool array
        """
        if self.ranks is not None:
            starts = self.ranks[first:last, None]
            above = self.ranks[None, :] >= starts if weak else self.ranks[None, :] > starts
            return np.asarray(above)
        assert self.better is not None
        assert self.tied is not None
        if sure == "certain":
            better = self.better[first:last]
            if not weak:
                return np.asarray(better)
            tied = self.tied if self.at_least is None else self.at_least
            return np.asarray(better | tied[first:last])
        below = self.better[:, first:last].T
        if weak:
            return np.asarray(~below)
        if self.at_least is not None:
            return np.asarray(~self.at_least[:, first:last].T)
        return np.asarray(~(below | self.tied[first:last]))


def order_of(preference: Preference | None, n: int, party: str) -> Order:
    """Read one party's preference; a partial one that settles every pair becomes ranks.

    Raises
    ------
    UsageError
        Where the arrays do not fit n states, or levels go against the order.

    Examples
    --------
    >>> import numpy as np
    >>> from parley.model import Preference
    >>> order_of(Preference(ranks=np.array([2, 1, 1])), 3, "a").total
    True
    >>> order_of(None, 3, "a").silent
    True
    """
    order = _order(preference, n, party)
    if preference is None or preference.levels is None:
        return order
    levels = np.asarray(preference.levels)
    if levels.shape != (n,) or levels.dtype.kind not in "iu":
        raise UsageError(f"the levels of {party} are one whole number for each of the {n} states")
    levels = levels.astype(np.int64)
    if not _follows(levels, order):
        raise UsageError(
            f"the levels of {party} go against its order: what stands higher is on no lower level"
        )
    return replace(order, levels=levels)


def _follows(levels: Ints, order: Order) -> bool:
    """Whether levels, where known, never fall as the order rises, and ties share theirs."""
    if order.ranks is not None:
        known = np.flatnonzero(levels >= 0)
        by_rank = known[np.lexsort((levels[known], order.ranks[known]))]
        rank, level = order.ranks[by_rank], levels[by_rank]
        same = rank[1:] == rank[:-1]
        return bool(((level[1:] == level[:-1]) | (~same & (level[1:] > level[:-1]))).all())
    assert order.better is not None
    assert order.tied is not None
    both = (levels[:, None] >= 0) & (levels[None, :] >= 0)
    falls = order.better & (levels[None, :] < levels[:, None])
    splits = order.tied & (levels[None, :] != levels[:, None])
    return not bool((both & (falls | splits)).any())


def _order(preference: Preference | None, n: int, party: str) -> Order:
    if preference is None or (preference.ranks is None and preference.better is None):
        tied = np.eye(n, dtype=np.bool_)
        if preference is not None and preference.tied is not None:
            tied = tied | np.asarray(preference.tied, dtype=np.bool_)
        return _settled(n, np.zeros((n, n), dtype=np.bool_), tied)
    if preference.ranks is not None:
        ranks = np.asarray(preference.ranks)
        if ranks.shape != (n,):
            raise UsageError(
                f"the ranks of {party} have the shape {ranks.shape}; give one number for each of "
                f"the {n} states"
            )
        return Order(n, _dense_ranks(ranks))
    better = np.asarray(preference.better, dtype=np.bool_)
    tied = np.eye(n, dtype=np.bool_)
    if better.shape != (n, n):
        raise UsageError(
            f"what is certain of {party} has the shape {better.shape}; give {n} by {n}"
        )
    if preference.tied is not None:
        tied = tied | np.asarray(preference.tied, dtype=np.bool_)
    at_least = preference.at_least
    if at_least is not None:
        at_least = np.asarray(at_least, dtype=np.bool_) | better | tied
    return _settled(n, better, tied, at_least, preference.weights)


def _settled(
    n: int,
    better: Bools,
    tied: Bools,
    at_least: Bools | None = None,
    weights: WeightRanges | None = None,
) -> Order:
    settled = 2 * np.count_nonzero(better) + np.count_nonzero(tied)  # the most there can be
    if settled >= n * n and bool((better | better.T | tied).all()):
        return Order(n, better.sum(axis=0).astype(np.int64))
    return Order(n, None, better, tied, at_least, weights)


def _dense_ranks(ranks: NDArray[np.generic]) -> Ints:
    """Ranks from 0 that no sentinel is near; 0 … k-1 where the numbers given do not fit."""
    if ranks.dtype.kind in "iu" and len(ranks):
        numbers = np.asarray(ranks)
        if int(numbers.min()) >= 0 and int(numbers.max()) < np.iinfo(np.int32).max:
            return numbers.astype(np.int64, copy=False)  # fit as they are
    _, position = np.unique(ranks, return_inverse=True)
    return np.asarray(position, dtype=np.int64).reshape(ranks.shape)
