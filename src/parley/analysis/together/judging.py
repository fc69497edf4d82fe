"""Verdicts of coalitions at every state, range of starts by range of starts, until time is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Sure
from parley.analysis.setting import Verdict
from parley.analysis.together.groups import CutShort, Groups, Members, View

__all__ = ["judge", "starts_at_once"]

Bools = NDArray[np.bool_]
_TABLE_BYTES = 6 * 10**8
"""What the tables of bits may take together, about."""


def judge(
    groups: Groups, names: Sequence[str], asked: Sequence[Members]
) -> dict[str, tuple[dict[Members, Verdict], str]]:
    """Judge every coalition at every state, under several concepts.

    Returns
    -------
    dict of str to (verdicts, why)
        Per concept each coalition's verdict, and why it is not complete; "" where it is. What was
        not reached is not stable, possible, and not decided.
    """
    n = groups.setting.n
    found = {name: {members: _unknown(n) for members in asked} for name in names}
    cut = ""
    step = starts_at_once(groups)
    try:
        for first in range(0, n, step):
            last = min(n, first + step)
            views = _views(groups, first, last)
            for members in asked:
                for name in names:
                    _fill(found[name][members], groups, views, members, name)
    except CutShort:
        cut = "the time was over; "
    return {name: (verdicts, _why(verdicts, cut)) for name, verdicts in found.items()}


def starts_at_once(groups: Groups) -> int:
    """How many starts are looked at at once: so many that the tables fit."""
    setting = groups.setting
    parties = len(setting.parties)
    tables = parties * (2 if groups.gain == "pareto" else 1) * (1 if _total(groups) else 2)
    movers = 1 if setting.compact else parties
    each = (tables + 6 + movers) * max(1, setting.n) // 8
    return int(max(64, _TABLE_BYTES // max(1, each) // 64 * 64))


def _why(verdicts: Mapping[Members, Verdict], cut: str) -> str:
    undecided = sum(int((~verdict.decided).sum()) for verdict in verdicts.values())
    if not undecided:
        return ""
    of = sum(verdict.decided.size for verdict in verdicts.values())
    words = "not reached or not settled" if cut else "two bounds do not meet"
    return f"{cut}{words} for {undecided} of {of} verdicts"


def _unknown(n: int) -> Verdict:
    return Verdict(np.zeros(n, np.bool_), np.ones(n, np.bool_), np.zeros(n, np.bool_))


def _total(groups: Groups) -> bool:
    return all(groups.setting.order(party).total for party in groups.setting.parties)


def _free(groups: Groups) -> bool:
    """Whether every order that agrees with what is certain is a completion."""
    return all(groups.setting.order(party).free for party in groups.setting.parties)


def _views(groups: Groups, first: int, last: int) -> dict[Sure, View]:
    """One view, or where preferences are known in part two: fewest gains and most gains."""
    certain = groups.view(first, last, "certain")
    if _total(groups):
        return {"certain": certain, "conceivable": certain}
    return {"certain": certain, "conceivable": groups.view(first, last, "conceivable")}


def _fill(
    verdict: Verdict, groups: Groups, views: Mapping[Sure, View], members: Members, name: str
) -> None:
    """Write a coalition's verdict at the starts of the views.

    The more states are gains, the less is stable, so that the views with most and with fewest
    gains settle cnash, cgmr and csmr. Under cseq it also counts which gains those who answer have,
    and no one completion makes all of them, or none, real: two bounds each, as for `seq`.
    """
    view = views["certain"]
    part = slice(view.first, view.last)

    def stable(sure: Sure, kind: Sure) -> Bools:
        gains = groups.undeterred(views[sure], members, name, kind)
        return ~groups.closure(members).some_for(gains, view.first, view.last)

    if views["conceivable"] is view:
        verdict.stable[part] = verdict.possible[part] = stable("certain", "certain")
        verdict.decided[part] = True
        return
    every, some = stable("conceivable", "certain"), stable("certain", "conceivable")
    # Where weights are given as ranges no completion need be as far out as the bounds are.
    verdict.decided[part] = (every == some) | _free(groups)
    if name == "cseq" and groups.others(members):
        every_at_most = stable("conceivable", "conceivable")
        some_at_least = stable("certain", "certain")
        verdict.decided[part] &= (every == every_at_most) & (some == some_at_least)
    verdict.stable[part], verdict.possible[part] = every, some
