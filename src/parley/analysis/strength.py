"""How strongly a party prefers: which states are much worse for it than another.

A state is much worse than s where it stands on a lower level (`parley.model.Preference.levels`).
Levels follow the order, so what is at or below something on a low level is on no higher one, and
what is at or above something on a high level is on no lower one. That bounds the level of a state
of which only the order is known.

Source: Hamouda, Kilgour and Hipel 2004, Group Decision and Negotiation 13; for n parties 2006.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Order, Sure
from parley.errors import LimitError

__all__ = ["much_worse", "much_worse_rank"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

_NO_BOUND = int(np.iinfo(np.int64).max)


def much_worse_rank(order: Order, sure: Sure) -> NDArray[np.int32]:
    """The highest rank that is much worse than each state; -1 where there is none.

    Parameters
    ----------
    order : Order
        A total one.
    sure : {"certain", "conceivable"}
        The two differ only where the level of some state is not known.

    Returns
    -------
    (n,) int32 array

    Examples
    --------
    >>> order = Order(3, np.array([2, 1, 0]), levels=np.array([1, 1, 0]))
    >>> much_worse_rank(order, "certain").tolist()
    [0, 0, -1]
    """
    ranks = order.ranks
    assert ranks is not None
    if order.levels is None:
        return np.full(order.n, -1, dtype=np.int32)
    least, most = _bounds(order)
    by_rank = np.argsort(ranks, kind="stable")
    if sure == "certain":
        count = np.searchsorted(most[by_rank], least, side="left")
    else:
        count = np.searchsorted(least[by_rank], most, side="left")
    bar = np.append(-1, ranks[by_rank])[count]
    return np.asarray(np.minimum(bar, ranks - 1), dtype=np.int32)


def much_worse(order: Order, first: int, last: int, sure: Sure) -> Bools:
    """Which states are much worse than each of the states ``first … last-1``; any order.

    Returns
    -------
    (last - first, n) bool array
    """
    if order.levels is None:
        return np.zeros((last - first, order.n), dtype=np.bool_)
    if order.ranks is not None:
        bar = much_worse_rank(order, sure)[first:last, None]
        return np.asarray(order.ranks[None, :] <= bar)
    least, most = _bounds(order)
    if sure == "certain":
        return np.asarray(most[None, :] < least[first:last, None])
    at_or_above = _no_worse(order)[first:last]
    return np.asarray(~at_or_above & (least[None, :] < most[first:last, None]))


def _no_worse(order: Order) -> Bools:
    """(n, n): at ``[s, x]``, whether x is certainly better than s, or as good."""
    if order.classes is not None:
        raise LimitError(
            "how strongly a party prefers is judged where what is partly known of its preferences "
            f"is kept for every pair of states, not of {order.n:,}: leave out `strength`"
        )
    assert order.better is not None
    assert order.tied is not None
    return order.better | order.tied if order.at_least is None else order.at_least


def _bounds(order: Order) -> tuple[Ints, Ints]:
    """The lowest and the highest level that each state can stand on.

    The lowest is -1, the highest `_NO_BOUND`, where nothing known of is below or above it.
    """
    levels = order.levels
    assert levels is not None
    top = np.where(levels < 0, _NO_BOUND, levels)
    if order.ranks is None:
        above = _no_worse(order)
        least = np.where(above, levels[:, None], -1).max(axis=0)
        most = np.where(above, top[None, :], _NO_BOUND).min(axis=1)
        return least, most
    # Ties may hold a state of unknown level beside one of known: groups, then runs over groups.
    _, group = np.unique(order.ranks, return_inverse=True)
    group = group.reshape(-1)
    lowest = np.full(int(group.max(initial=-1)) + 1, -1, dtype=np.int64)
    highest = np.full(len(lowest), _NO_BOUND, dtype=np.int64)
    np.maximum.at(lowest, group, levels)
    np.minimum.at(highest, group, top)
    least = np.maximum.accumulate(lowest)[group]
    most = np.minimum.accumulate(highest[::-1])[::-1][group]
    return least, most
