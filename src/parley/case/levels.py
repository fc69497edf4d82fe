"""How strongly a party prefers: the levels that ``{gap: much}`` parts a ranking into."""

from __future__ import annotations

import numpy as np

from parley.case.preferences import Ranks
from parley.model import Preferences

__all__ = ["levels_of"]


def levels_of(preferences: Preferences, ranks: Ranks) -> Ranks | None:
    """Return every state's level; None where the ranking has no gap.

    Parameters
    ----------
    preferences : Preferences
        The party's.
    ranks : (n,) array of int
        What its ranking gives, as `parley.case.consistency.base_ranks` counts it: the last of k
        groups has 1, states left to ``rest: last`` have 0, those of which nothing is known -1.

    Returns
    -------
    (n,) array of int or None
        A state is much better than another where it stands on a higher level; -1 where the
        ranking does not list it and leaves the rest unknown. What ``rest: last`` leaves stands
        on the level of the last group.

    Examples
    --------
    >>> ranking = [[{"x": "yes"}], [{"x": "no", "y": "no"}], [{"y": "yes"}]]
    >>> levels_of(Preferences("a", ranking=ranking, gaps=(1,)), np.array([3, 2, 1, 0, -1])).tolist()
    [1, 0, 0, 0, -1]
    """
    if preferences.ranking is None or not preferences.gaps:
        return None
    # The group with rank r is number k + 1 - r from the best; the gaps from there on lie below.
    number = len(preferences.ranking) + 1 - ranks
    below = np.sum([number <= gap for gap in preferences.gaps], axis=0)
    return np.where(ranks < 0, -1, below).astype(np.int64)
