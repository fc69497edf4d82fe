"""Stackelberg stability: one party leads, the other follows."""

from __future__ import annotations

from parley.analysis.concepts._concept import A_PARTY, concept
from parley.analysis.concepts.limited_move import limited_move
from parley.analysis.foresight import undefined
from parley.analysis.setting import Setting, Verdict

__all__ = ["stackelberg"]


@concept(
    title="Stackelberg",
    source="Fang, Hipel and Kilgour 1989; after von Stackelberg 1934",
    variant="the leader is judged by limited_move with horizon 2, the other by nash, that is, "
    "with horizon 1; ties as there",
    needs="two parties, both with a full order, and who leads",
    variants={"leader": A_PARTY},
    couples=True,
    undefined=undefined,
)
def stackelberg(setting: Setting, party: str, *, leader: str) -> Verdict:
    """Stable for the leader if it foresees the answer and stays; for the other, without foresight.

    Who leads is no property of the states, and has to be said.
    """
    return limited_move(setting, party, horizon=2 if party == leader else 1)
