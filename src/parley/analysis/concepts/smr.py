"""Symmetric metarationality: a reply that the party could not escape by moving once more."""

from __future__ import annotations

from parley.analysis.concepts._concept import concept
from parley.analysis.concepts._replying import MEANINGS, REPLYING, deterrent
from parley.analysis.concepts._strength import STRENGTH, STRENGTH_MEANINGS, graded
from parley.analysis.partly.answers import Answers
from parley.analysis.setting import Setting, Verdict

__all__ = ["smr"]


@concept(
    title="Symmetric metarational",
    source="Howard 1971, Paradoxes of Rationality",
    variant="as gmr, and no single move of the party from where the reply ends leads to a state "
    "better than the start",
    needs="everybody's moves and the party's own order",
    variants={**STRENGTH, **REPLYING},
    meanings={**STRENGTH_MEANINGS, **MEANINGS},
    answers=Answers("moves", escape=True),
)
def smr(setting: Setting, party: str, *, strength: str = "none", **replying: str) -> Verdict:
    """Stable where each improvement can be met by a reply that the party cannot escape.

    With partial preferences exact for the same reason as `gmr`: where the party escapes to also
    only grows with the states above the start.
    """

    def judge(strong: bool) -> Verdict:
        how = deterrent(replying, escape=True, strong=strong)
        every = setting.deterred(party, "conceivable", "any", how)
        some = setting.deterred(party, "certain", "any", how)
        return Verdict(every, some, setting.exact(party, escape=True) | (every == some))

    return graded(strength, judge)
