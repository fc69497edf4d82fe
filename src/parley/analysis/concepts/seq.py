"""Sequential stability: only replies count whose every step its mover prefers to take."""

from __future__ import annotations

from parley.analysis.concepts._concept import concept
from parley.analysis.concepts._credible import bounds
from parley.analysis.concepts._replying import MEANINGS, REPLYING, deterrent
from parley.analysis.concepts._strength import STRENGTH, STRENGTH_MEANINGS, graded
from parley.analysis.partly.answers import Answers
from parley.analysis.setting import Setting, Verdict

__all__ = ["seq"]


@concept(
    title="Sequential",
    source="Fraser and Hipel 1979, 1984",
    variant="as gmr, with every step of a reply strictly better for its mover than the state "
    "before that step",
    needs="everybody's moves and everybody's order",
    variants={**STRENGTH, **REPLYING},
    meanings={**STRENGTH_MEANINGS, **MEANINGS},
    couples=True,
    answers=Answers("gains"),
)
def seq(setting: Setting, party: str, *, strength: str = "none", **replying: str) -> Verdict:
    """Stable where each improvement can be met by a reply of steps that gain for their movers.

    With partial preferences the others' gains are open too, and no single completion makes all
    of them, or none, real. So there are two bounds: with the certain gains only (nothing less
    can deter) and with every conceivable one (nothing more can). They meet wherever the others'
    gains are all certain; where they do not, the search over completions decides.
    """
    return graded(
        strength, lambda strong: bounds(setting, party, deterrent(replying, strong=strong))
    )
