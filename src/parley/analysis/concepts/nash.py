"""Nash stability: nobody moves who would not gain at once."""

from __future__ import annotations

import numpy as np

from parley.analysis.answers import Answers
from parley.analysis.concepts._concept import concept
from parley.analysis.setting import Setting, Verdict

__all__ = ["nash"]


@concept(
    title="Nash",
    source="Nash 1950/51; for graph models Fang, Hipel and Kilgour 1993",
    variant="no single move of the party leads to a state that it strictly prefers",
    needs="the party's own moves and order",
    answers=Answers("nobody"),
)
def nash(setting: Setting, party: str) -> Verdict:
    """Stable where the party has no move to a state that it strictly prefers.

    With partial preferences: in every completion where no move is conceivably better, in some
    where none is certainly better. Both are exact.
    """
    return Verdict(
        stable=~setting.can_improve(party, "conceivable"),
        possible=~setting.can_improve(party, "certain"),
        decided=np.ones(setting.n, dtype=np.bool_),
    )
