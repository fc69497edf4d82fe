"""What is certain, and what is conceivable, about one party's order of the states."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.case.preferences import DENSE
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

    A partial one speaks of states or, where they are many, of `classes` of them, as
    `parley.model.Preference` does.

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
    classes: Ints | None = None
    """(n,) each state's class, where pairs are of classes."""

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
            return False
        assert self.better is not None
        assert self.tied is not None
        if self.weights is not None:  # however wide the ranges, one choice serves all pairs
            return False
        if self.better.any():
            return False
        if self.classes is None:
            return int(self.tied.sum()) <= self.n
        # of a class of one state, that it is tied with itself
        return int(self.tied.sum()) <= int((np.bincount(self.classes) == 1).sum())

    def upward(self, sure: Sure) -> Bools:
        """Which classes of a partial order, or states where it has none, are better than each.

        Returns
        -------
        (k, k) bool array
            ``[a, b]`` where b is better than a; conceivably so where a is b and nothing is
            known between its states.
        """
        assert self.better is not None
        assert self.tied is not None
        if sure == "certain":
            return self.better
        at_least = self.better | self.tied if self.at_least is None else self.at_least
        return ~at_least.T

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
        from_, to = start, end
        if self.classes is not None:
            from_, to = self.classes[start], self.classes[end]
        if sure == "certain":
            return np.asarray(self.better[from_, to])
        if self.at_least is not None:
            open_ = ~self.at_least[to, from_]
        else:
            open_ = ~(self.better[to, from_] | self.tied[to, from_])
        return np.asarray(open_ if self.classes is None else open_ & (start != end))

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
        if self.classes is not None:
            return self._above_by_class(first, last, sure, weak=weak)
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

    def _above_by_class(self, first: int, last: int, sure: Sure, *, weak: bool) -> Bools:
        assert self.classes is not None
        if weak:  # what is not below: x is at least as good where the start is not better than x
            other: Sure = "conceivable" if sure == "certain" else "certain"
            up = ~self.upward(other).T
        else:
            up = self.upward(sure)
        found = up[self.classes[first:last]][:, self.classes]
        found[np.arange(last - first), np.arange(first, last)] = weak
        return np.asarray(found)


def order_of(preference: Preference | None, n: int, party: str, *, limit: int = DENSE) -> Order:
    """Read one party's preference; a partial one that settles every pair becomes ranks.

    Parameters
    ----------
    preference : Preference, optional
    n : int
        Number of states.
    party : str
        For messages.
    limit : int
        Most states for which what is told of classes is spread over every pair.

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
    order = _order(preference, n, party, limit)
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
    if order.classes is not None:
        return _follows_by_class(levels, order)
    assert order.better is not None
    assert order.tied is not None
    both = (levels[:, None] >= 0) & (levels[None, :] >= 0)
    falls = order.better & (levels[None, :] < levels[:, None])
    splits = order.tied & (levels[None, :] != levels[:, None])
    return not bool((both & (falls | splits)).any())


def _follows_by_class(levels: Ints, order: Order) -> bool:
    """The same from each class's lowest and highest known level."""
    assert order.classes is not None
    assert order.better is not None
    assert order.tied is not None
    known = levels >= 0
    high = np.full(len(order.better), -1, np.int64)
    low = np.full(len(order.better), np.iinfo(np.int64).max)
    np.maximum.at(high, order.classes[known], levels[known])
    np.minimum.at(low, order.classes[known], levels[known])
    falls = order.better & (low[None, :] < high[:, None])
    splits = order.tied & (low[None, :] < high[:, None])
    return not bool((falls | splits).any())


def _order(preference: Preference | None, n: int, party: str, limit: int) -> Order:
    if preference is not None and preference.ranks is not None:
        ranks = np.asarray(preference.ranks)
        if ranks.shape != (n,):
            raise UsageError(
                f"the ranks of {party} have the shape {ranks.shape}; give one number for each of "
                f"the {n} states"
            )
        return Order(n, _dense_ranks(ranks))
    if preference is not None and preference.classes is not None:
        return _classed(preference, n, party, limit)
    if preference is None or preference.better is None:
        if n > limit and (preference is None or preference.tied is None):
            nothing = np.zeros((1, 1), dtype=np.bool_)
            return Order(n, None, nothing, nothing, classes=np.zeros(n, dtype=np.int64))
        tied = np.eye(n, dtype=np.bool_)
        if preference is not None and preference.tied is not None:
            tied = tied | np.asarray(preference.tied, dtype=np.bool_)
        return _settled(n, np.zeros((n, n), dtype=np.bool_), tied)
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


def _classed(preference: Preference, n: int, party: str, limit: int) -> Order:
    """Read what is told of classes; of few states, spread it over every pair."""
    classes = np.asarray(preference.classes)
    better = np.asarray(preference.better, dtype=np.bool_)
    k = len(better) if better.ndim else 0
    if (
        classes.shape != (n,)
        or classes.dtype.kind not in "iu"
        or better.shape != (k, k)
        or (n and not 0 <= int(classes.min()) <= int(classes.max()) < k)
    ):
        raise UsageError(
            f"the classes of {party} are one number for each of the {n} states, from 0, and what "
            "is certain is a square with as many rows as there are classes"
        )
    used, classes = np.unique(classes, return_inverse=True)
    classes, at = classes.reshape(-1).astype(np.int64), np.ix_(used, used)
    better = better[at]
    tied = np.diag(np.bincount(classes, minlength=len(used)) == 1)  # a state with itself
    if preference.tied is not None:
        tied = tied | np.asarray(preference.tied, dtype=np.bool_)[at]
    at_least = preference.at_least
    if at_least is not None:
        at_least = np.asarray(at_least, dtype=np.bool_)[at] | better | tied
    if bool((better | better.T | tied).all()):
        return Order(n, better.sum(axis=0).astype(np.int64)[classes])
    if n > limit:
        return Order(n, None, better, tied, at_least, preference.weights, classes=classes)
    spread, same = np.ix_(classes, classes), np.eye(n, dtype=np.bool_)
    if at_least is not None:
        at_least = at_least[spread] | same
    return _settled(n, better[spread], tied[spread] | same, at_least, preference.weights)


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
