"""Limited-move stability: who looks h moves ahead would stay."""

from __future__ import annotations

import numpy as np

from parley.analysis.concepts._concept import concept
from parley.analysis.foresight import Foresight, undefined
from parley.analysis.setting import Setting, Verdict

__all__ = ["limited_move"]


@concept(
    title="Limited-move",
    source="Kilgour 1985; Fang, Hipel and Kilgour 1989",
    variant="the two move in turn, the party first, at most `horizon` moves in all (2 unless said "
    "otherwise), each to where the rest ends best for it, and stay where that is no better than "
    "staying. Where moves are equally good, certain means: however ties are broken at each place "
    "of the tree of moves; possible: for some way to break them",
    needs="two parties, both with a full order",
    variants={"horizon": (2, 1, 3, 4, 5, 6, 7, 8)},
    couples=True,
    undefined=undefined,
)
def limited_move(setting: Setting, party: str, *, horizon: int = 2) -> Verdict:
    """Stable where the party, who looks `horizon` moves ahead, would not move.

    With horizon 1 that is `nash`. Anticipated states are sets, since ties leave several: see
    `parley.analysis.foresight`.
    """
    foresight = setting.once(Foresight)
    every, some = foresight.stays(foresight.after(horizon)[party])
    return Verdict(every, some, np.ones(setting.n, dtype=np.bool_))
