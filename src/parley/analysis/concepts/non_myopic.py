"""Non-myopic stability: who looks far enough ahead would stay, however much farther it looks."""

from __future__ import annotations

import numpy as np

from parley.analysis.concepts._concept import concept
from parley.analysis.foresight import Foresight, cycle, undefined
from parley.analysis.setting import Setting, Verdict

__all__ = ["non_myopic"]


@concept(
    title="Non-myopic",
    source="Brams and Wittman 1981; for graph models Kilgour 1984, 1985",
    variant="stable by limited_move at every horizon from some one on: what is anticipated at one "
    "horizon settles what is at the next, so it ends in a cycle, and the party stays all through "
    "that; ties as there, at each horizon for itself. Not decided where no cycle is found within "
    "4,096 horizons or 30 seconds",
    needs="two parties, both with a full order",
    couples=True,
    undefined=undefined,
)
def non_myopic(setting: Setting, party: str) -> Verdict:
    """Stable where limited-move stability holds at every horizon from some one on.

    Not decided where no cycle is found in time.
    """
    foresight, found = setting.once(Foresight), setting.once(cycle)
    if found is None:
        nowhere = np.zeros(setting.n, dtype=np.bool_)
        return Verdict(nowhere, ~nowhere, nowhere)
    stays = [foresight.stays(ends[party]) for ends in found]
    every = np.logical_and.reduce([one[0] for one in stays])
    some = np.logical_and.reduce([one[1] for one in stays])
    return Verdict(every, some, np.ones(setting.n, dtype=np.bool_))
