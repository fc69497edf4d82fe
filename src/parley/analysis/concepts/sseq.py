"""Symmetric sequential stability: a credible reply that the party could not escape."""

from __future__ import annotations

from parley.analysis.concepts._concept import concept
from parley.analysis.concepts._credible import bounds
from parley.analysis.concepts._replying import MEANINGS, REPLYING, deterrent
from parley.analysis.partly.answers import Answers
from parley.analysis.setting import Setting, Verdict

__all__ = ["sseq"]


@concept(
    title="Symmetric sequential",
    source="Rêgo and Vieira 2017, Group Decision and Negotiation 26",
    variant="as seq, and no single move of the party from where the reply ends leads to a state "
    "better than the start",
    needs="everybody's moves and everybody's order",
    variants=REPLYING,
    meanings=MEANINGS,
    couples=True,
    answers=Answers("gains", escape=True),
)
def sseq(setting: Setting, party: str, **replying: str) -> Verdict:
    """Stable where each improvement can be met by a credible reply that leaves no escape.

    With partial preferences two bounds, for the same reason as `seq`; where they do not meet the
    search over completions decides.
    """
    return bounds(setting, party, deterrent(replying, escape=True))
