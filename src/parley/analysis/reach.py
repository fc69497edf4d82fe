"""The least value over everything that a party's opponents can bring about, at every state.

Legal sequences let nobody move twice in a row. Where every party's moves are transitive, as they
are in option form, and so are its improvements, that rule takes nothing away: two moves in a row
are one. Then what the opponents can reach from a state is what a walk along anybody's moves
reaches, and the least value over it is a fixed point: take, over each opponent's moves in turn,
the least value found so far, until nothing falls. The state itself counts as reached; no concept
asks about it, for a party that has just improved is at a state that is no sanction.

Arbitrary arcs need the last mover: see `parley.analysis.replies`.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.analysis.blocks import Blocks, Ints

__all__ = ["least_reached"]


def least_reached(opponents: Sequence[Blocks], field: Ints, *, gains: bool) -> Ints:
    """The least value at each state and over all that the opponents can reach from it.

    Parameters
    ----------
    opponents : sequence of Blocks
    field : (n,) int32 array
        A value for every state.
    gains : bool
        Whether every step must be better for its mover than the state before the step.

    Returns
    -------
    (n,) int32 array

    Examples
    --------
    >>> import numpy as np
    >>> from parley.model import OptionMoves
    >>> other = Blocks(OptionMoves(np.array([0, 0, 1, 1])), np.array([0, 1, 1, 0]))
    >>> values = np.array([3, 2, 1, 0], dtype=np.int32)
    >>> least_reached([other], values, gains=False).tolist()
    [2, 2, 0, 0]
    >>> least_reached([other], values, gains=True).tolist()
    [2, 2, 1, 0]
    """
    lowest = field.copy()
    waiting = len(opponents)
    turn = 0
    while waiting:
        fell = opponents[turn % len(opponents)].lower(lowest, gains=gains)
        # A round in which nobody lowers anything ends it.
        waiting = len(opponents) - 1 if fell else waiting - 1
        turn += 1
    return lowest
