"""General metarationality: every gain can be met by some reply, at whatever cost to who replies."""

from __future__ import annotations

from parley.analysis.concepts._concept import concept
from parley.analysis.concepts._replying import MEANINGS, REPLYING, deterrent
from parley.analysis.concepts._strength import STRENGTH, STRENGTH_MEANINGS, graded
from parley.analysis.partly.answers import Answers
from parley.analysis.setting import Setting, Verdict

__all__ = ["gmr"]


@concept(
    title="General metarational",
    source="Howard 1971, Paradoxes of Rationality",
    variant="replies are legal sequences of the others' moves, nobody twice in a row, returns "
    "allowed; a reply deters where it leaves the party no better off than at the start",
    needs="everybody's moves and the party's own order",
    variants={**STRENGTH, **REPLYING},
    meanings={**STRENGTH_MEANINGS, **MEANINGS},
    answers=Answers("moves"),
)
def gmr(setting: Setting, party: str, *, strength: str = "none", **replying: str) -> Verdict:
    """Stable where each improvement can be followed to a state no better than the start.

    With partial preferences: the others' moves do not rest on what they prefer, and the more
    states stand above the start, the less is stable. So the two extreme completions are exact.
    """

    def judge(strong: bool) -> Verdict:
        how = deterrent(replying, strong=strong)
        every = setting.deterred(party, "conceivable", "any", how)
        some = setting.deterred(party, "certain", "any", how)
        return Verdict(every, some, setting.exact(party) | (every == some))

    return graded(strength, judge)
