"""Which coalition may make a step after which, in a reply that coalitions make by their gains.

Two readings of the rule that nobody moves twice in a row. ``not_twice``: the same coalition does
not make two steps in a row, though its members may in another company. ``disjoint``: no party has
a part in two steps in a row. Under the second what two coalitions do one after the other is no
walk along anybody's steps: the least value over replies is then found for each coalition that may
begin, from those that may come after it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocks import EMPTY
from parley.analysis.blocks import Ints as Field

__all__ = ["TURNS", "Turns", "followers", "least_by_turns"]

Turns = Literal["not_twice", "disjoint"]
Members = tuple[str, ...]
TURNS = {
    "not_twice": "the same one does not make two steps in a row",
    "disjoint": "two that make steps in a row share no member",
}


def followers(movers: Sequence[Members], turns: Turns) -> NDArray[np.bool_]:
    """Whether each coalition (a row) may be followed by each (a column).

    Examples
    --------
    >>> followers([("a",), ("b",), ("a", "b")], "disjoint").astype(int).tolist()
    [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
    >>> followers([("a",), ("b",), ("a", "b")], "not_twice").astype(int).tolist()
    [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    """
    if turns == "not_twice":
        return ~np.eye(len(movers), dtype=np.bool_)
    return np.array([[not set(one) & set(other) for other in movers] for one in movers])


def least_by_turns(
    movers: Sequence[Members], least: Callable[[Members, Field], Field], field: Field
) -> Field:
    """The least value at each state and over the ends of all replies, no member twice in a row.

    Parameters
    ----------
    movers : sequence of coalitions
    least : callable
        Gives the least of a field over a coalition's steps from each state; `EMPTY` without one.
    field : (n,) int32 array

    Returns
    -------
    (n,) int32 array
    """
    after = followers(movers, "disjoint")
    begun = [np.full(len(field), EMPTY, dtype=np.int32) for _ in movers]
    waiting = set(range(len(movers)))
    while waiting:
        mover = waiting.pop()
        ends = field.copy()  # a reply may stop where the step leads, or others go on from there
        for other in np.flatnonzero(after[mover]).tolist():
            np.minimum(ends, begun[other], out=ends)
        found = least(movers[mover], ends)
        if not np.array_equal(found, begun[mover]):
            begun[mover] = found
            waiting.update(np.flatnonzero(after[:, mover]).tolist())
    out = field.copy()
    for found in begun:
        np.minimum(out, found, out=out)
    return out
