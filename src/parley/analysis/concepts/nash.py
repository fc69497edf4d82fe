"""Nash stability: nobody moves who would not gain at once."""

from __future__ import annotations

import numpy as np

from parley.analysis.concepts._concept import concept
from parley.analysis.concepts._strength import STRENGTH
from parley.analysis.partly.answers import Answers
from parley.analysis.setting import Setting, Verdict

__all__ = ["nash"]


@concept(
    title="Nash",
    source="Nash 1950/51; for graph models Fang, Hipel and Kilgour 1993",
    variant="no single move of the party leads to a state that it strictly prefers",
    needs="the party's own moves and order",
    variants=STRENGTH,
    answers=Answers("nobody"),
)
def nash(setting: Setting, party: str, *, strength: str = "none") -> Verdict:
    """Stable where the party has no move to a state that it strictly prefers.

    With partial preferences: in every completion where no move is conceivably better, in some
    where none is certainly better. Both are exact. Where there is no improvement there is none
    to deter, so what is stable is strongly stable, and nothing is stable and not strongly.
    """
    if strength == "weak":
        nowhere = np.zeros(setting.n, dtype=np.bool_)
        return Verdict(nowhere, nowhere, ~nowhere)
    every = ~setting.can_improve(party, "conceivable")
    some = ~setting.can_improve(party, "certain")
    return Verdict(every, some, setting.exact(party, escape=True) | (every == some))
