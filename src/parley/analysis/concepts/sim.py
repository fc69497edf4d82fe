"""Simultaneous stability: the others may improve things at the same time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.combinations import Combinations, check_room
from parley.analysis.concepts._concept import concept
from parley.analysis.orders import Sure
from parley.analysis.setting import Setting, Verdict

__all__ = ["sim"]


def _undefined(setting: Setting) -> str:
    form = setting.conflict.form
    if form is None:
        return "moves are added up option by option, so it takes options, not named states"
    columns = list(zip(form.names, form.owners, form.joint, strict=True))
    joint = [name for name, _, is_joint in columns if is_joint]
    common = [name for name, owners, _ in columns if len(owners) > 1]
    told = [f"joint options: {', '.join(joint)}"] if joint else []
    if common:
        told.append(f"options moved by several parties: {', '.join(common)}")
    if told:
        return (
            "moves are added up option by option, so it is not defined for "
            f"{' and for '.join(told)}"
        )
    check_room(setting)
    return ""


@concept(
    title="Simultaneous",
    source="Fraser and Hipel 1984",
    variant="improvements that the others, some or all of them, could make from the same state are "
    "added to the party's own, option by option; it is deterred where one such combination "
    "leaves it no better off than at the start. infeasible says what of a combination that is no "
    "feasible state: ignored, or taken for no move at all, which deters",
    needs="options of one party each, everybody's moves and everybody's order; at most about a "
    "billion combinations of moves (32,768 states without rules)",
    variants={"infeasible": ("ignored", "no_move")},
    couples=True,
    undefined=_undefined,
)
def sim(setting: Setting, party: str, *, infeasible: str = "ignored") -> Verdict:
    """Stable where each improvement could be spoilt by improvements made at the same time.

    With partial preferences two bounds, for the same reason as `seq`: which of the others' moves
    improve things is open too.
    """
    tree = setting.once(Combinations)

    def spoilt(sure: Sure, others: Sure) -> NDArray[np.bool_]:
        return _spoilt(tree, party, sure, others, infeasible == "no_move")

    every = spoilt("conceivable", "certain")
    if setting.settled:
        return Verdict(every, every, np.ones(setting.n, dtype=np.bool_))
    some = spoilt("certain", "conceivable")
    every_at_most = spoilt("conceivable", "conceivable")
    some_at_least = spoilt("certain", "certain")
    return Verdict(every, some, (every == every_at_most) & (some == some_at_least))


def _spoilt(
    tree: Combinations, party: str, sure: Sure, others: Sure, lost_deters: bool
) -> NDArray[np.bool_]:
    """Whether, at every state, each improvement has a combination that is no better."""
    order = tree.setting.order(party)
    stable = np.ones(tree.setting.n, dtype=np.bool_)
    for start, ends in tree.ends(party, sure, others):
        deters = ~order.improves(start, ends, sure)
        deters[ends < 0] = lost_deters
        stable[start] = deters.any(axis=1).all()
    return stable
