"""What an equilibrium rests on: the smallest change of whose order would end it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from parley.analysis.change.lifts import APART, lowered, with_orders
from parley.analysis.change.orderings import RankShift
from parley.analysis.change.sequential import breaking
from parley.analysis.change.smallest import RankChange, asked, known_parties
from parley.analysis.concepts import concepts
from parley.analysis.setting import Setting
from parley.analysis.stability import HasConflict, stability
from parley.errors import NotSupportedError, UsageError
from parley.model import Conflict

__all__ = ["Margin", "PartyMargin", "margin"]


@dataclass(frozen=True, slots=True, eq=False)
class PartyMargin:
    """How far one party's order can change, by itself, before the outcome no longer holds."""

    party: str
    shift: RankShift | None
    """The smallest change that ends it; None where none does, or its order is not known."""
    proven: bool
    why: str = ""
    """Why there is no shift."""


@dataclass(frozen=True, slots=True, eq=False)
class Margin:
    """How much an equilibrium bears."""

    state: int
    concept: str
    variant: str
    case_hash: str
    parameters: Mapping[str, Any]
    parties: tuple[PartyMargin, ...]
    """In the case's order."""
    least: RankChange | None
    """The smallest change of any parties' orders that ends it; None where none does."""
    complete: bool = True
    why_stopped: str = "finished"


def margin(
    case: HasConflict | Conflict,
    state: int,
    concept: str = "seq",
    *,
    time_limit: float = 30.0,
    with_inferred: bool = False,
) -> Margin:
    """Find the smallest changes of the parties' orders that end an equilibrium.

    Parameters
    ----------
    case : a case or a Conflict
    state : int
        An equilibrium.
    concept : {"nash", "gmr", "smr", "seq"}
    time_limit : float
        Seconds in all.
    with_inferred : bool
        As for `stability`.

    Returns
    -------
    Margin
        Every change in it was judged by `stability`, and ends the equilibrium.

    Raises
    ------
    UsageError
        The state is no equilibrium, or there is no such state or concept.
    NotSupportedError
        Under seq, where some party's order is known only in part.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> from parley.model import Preference
    >>> row = csr_array(np.array([[0,1,0,0],[1,0,0,0],[0,0,0,1],[0,0,1,0]], dtype=bool))
    >>> col = csr_array(np.array([[0,0,1,0],[0,0,0,1],[1,0,0,0],[0,1,0,0]], dtype=bool))
    >>> dilemma = Conflict(
    ...     4, ("a", "b"), {"a": row, "b": col},
    ...     {"a": Preference(np.array([1, 0, 3, 2])), "b": Preference(np.array([1, 3, 0, 2]))},
    ... )
    >>> [(each.party, each.shift.swaps) for each in margin(dilemma, 0, "nash").parties]
    [('a', 1.0), ('b', 1.0)]
    """
    deadline = time.monotonic() + time_limit
    conflict, setting = asked(case, state, concept, with_inferred)
    if state not in stability(conflict, concept).equilibria:
        raise UsageError(f"state {state} is no equilibrium under {concept}: nothing to end")
    if concept in APART:
        found, least, proven = _apart(setting, state, concept)
    else:
        found, least, proven = _together(setting, state, deadline)
    for change in [least, *(RankChange((m.shift,), True, 0) for m in found if m.shift)]:
        if change is not None:
            orders = {shift.party: shift.ranks for shift in change.shifts}
            changed = stability(with_orders(conflict, orders), concept).equilibria
            assert not np.isin(state, changed), "a change that the engine does not confirm"
    unproven = not (proven and all(each.proven for each in found))
    return Margin(
        state, concept, concepts()[concept].variant, conflict.hash,
        {"with_inferred": with_inferred, "time_limit": time_limit}, found, least, not unproven,
        "not proven to be the smallest within the time limit" if unproven else "finished",
    )  # fmt: skip


def _apart(
    setting: Setting, state: int, concept: str
) -> tuple[tuple[PartyMargin, ...], RankChange | None, bool]:
    found, known = [], known_parties(setting)
    for party in setting.parties:
        if party not in known:
            why = "its order is known only in part; it holds in all that agree with that"
            found.append(PartyMargin(party, None, True, why))
            continue
        shift = lowered(setting, party, state, concept)
        found.append(PartyMargin(party, shift, True, "" if shift else _NONE))
    shifts = [each.shift for each in found if each.shift is not None]
    if not shifts:
        return tuple(found), None, True
    least = min(shifts, key=lambda shift: shift.steps)
    return tuple(found), RankChange((least,), True, least.steps), True


_NONE = "it holds whatever this party's order is"


def _together(
    setting: Setting, state: int, deadline: float
) -> tuple[tuple[PartyMargin, ...], RankChange | None, bool]:
    open_ = [party for party in setting.parties if party not in known_parties(setting)]
    if open_:
        raise NotSupportedError(
            f"the order of {', '.join(open_)} is known only in part, so what it rests on under seq "
            "is not measured; ask the next question first, or look at another concept"
        )
    now = time.monotonic()
    # What no change of all parties together does with less, none of one party alone does.
    all_ = breaking(setting, state, setting.parties, now + (deadline - now) / 2)
    floor = all_.steps if all_.proven and all_.shifts else all_.at_least
    found: list[PartyMargin] = []
    for k, party in enumerate(setting.parties):
        # An equal share of what is left for every party still to come.
        share = (deadline - time.monotonic()) / (len(setting.parties) - k)
        if all_.proven and all_.shifts is None:
            found.append(PartyMargin(party, None, True, _NONE))
            continue
        one = breaking(setting, state, [party], time.monotonic() + share, at_least=floor)
        shift = one.shifts[0] if one.shifts else None
        why = "" if shift else (_NONE if one.proven else "nothing found within the time limit")
        found.append(PartyMargin(party, shift, one.proven, why))
    if all_.shifts is None:
        return tuple(found), None, all_.proven
    return tuple(found), RankChange(all_.shifts, all_.proven, all_.at_least), all_.proven
