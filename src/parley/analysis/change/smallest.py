"""What it would take for an outcome to hold: the smallest changes of three kinds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from parley.analysis.change.lifts import APART, lifted, with_orders
from parley.analysis.change.options import OptionChange, option_changes
from parley.analysis.change.orderings import RankShift
from parley.analysis.change.sequential import Found, holding
from parley.analysis.change.statements import StatementMove, statement_moves
from parley.analysis.concepts import concepts
from parley.analysis.setting import Setting
from parley.analysis.stability import HasConflict, compiled, stability
from parley.errors import UsageError
from parley.model import Conflict

__all__ = ["CONCEPTS", "RankChange", "SmallestChange", "asked", "known_parties", "smallest_change"]

CONCEPTS = (*APART, "seq")


@dataclass(frozen=True, slots=True, eq=False)
class RankChange:
    """Some parties' orders changed, all at once."""

    shifts: tuple[RankShift, ...]
    """One for every party whose order changes, in the case's order."""
    proven: bool
    """Whether no change with fewer steps does it."""
    at_least: int
    """Steps that any such change takes, as far as the search came."""

    @property
    def steps(self) -> int:
        """Kemeny's distance, over all parties: 2 for a swap of neighbours."""
        return sum(shift.steps for shift in self.shifts)

    @property
    def swaps(self) -> float:
        """Swaps of neighbours; two made equal, or set apart, count half."""
        return self.steps / 2

    @property
    def by_outcome(self) -> bool:
        """Whether the chosen state alone changes its place: nobody would answer otherwise."""
        return all(shift.lifts for shift in self.shifts)


@dataclass(frozen=True, slots=True, eq=False)
class SmallestChange:
    """The smallest changes, of each kind by itself, that make a state an equilibrium."""

    state: int
    concept: str
    variant: str
    case_hash: str
    parameters: Mapping[str, Any]
    holds: bool
    """Whether it is an equilibrium as things are: then there is nothing to change."""
    would_leave: tuple[str, ...]
    """Parties for whom it is not stable in every order that agrees with what is known."""
    outcome: RankChange | None
    """Fewest steps where the state alone changes its place in some parties' orders."""
    ranks: RankChange | None
    """Fewest steps of any kind; under seq another party's answer may be what changes. That says
    what an outcome would rest on and is no step to propose."""
    why_no_ranks: str
    """Why there is none of the two; empty where there is."""
    statements: tuple[StatementMove, ...]
    """Every single statement of a party's priorities whose move to another place does it."""
    options: tuple[OptionChange, ...]
    """Every option that does it by being one-way, or out of play, in the least way each."""
    withheld: int
    """Options that would do it only by making some answer harsher; they are not told."""
    complete: bool = True
    why_stopped: str = "finished"
    notes: tuple[str, ...] = field(default=())


def smallest_change(
    case: HasConflict | Conflict,
    state: int,
    concept: str = "seq",
    *,
    parties: Sequence[str] | None = None,
    time_limit: float = 30.0,
    with_inferred: bool = False,
) -> SmallestChange:
    """Find what would make a state an equilibrium, and prove that nothing smaller does.

    Parameters
    ----------
    case : a case or a Conflict
        Statements and options are tried only for a case.
    state : int
    concept : {"nash", "gmr", "smr", "seq"}
    parties : sequence of str, optional
        Whose orders may change; by default anybody's.
    time_limit : float
        Seconds in all. What is not proven by then says so.
    with_inferred : bool
        As for `stability`.

    Returns
    -------
    SmallestChange
        Every change in it was judged by `stability`, and makes the state an equilibrium.

    Raises
    ------
    UsageError
        There is no such state, party or concept.

    Examples
    --------
    In the prisoners' dilemma mutual trust (state 3) would hold under nash if each liked it
    better than to gain alone: one swap each.

    >>> from scipy.sparse import csr_array
    >>> from parley.model import Preference
    >>> row = csr_array(np.array([[0,1,0,0],[1,0,0,0],[0,0,0,1],[0,0,1,0]], dtype=bool))
    >>> col = csr_array(np.array([[0,0,1,0],[0,0,0,1],[1,0,0,0],[0,1,0,0]], dtype=bool))
    >>> dilemma = Conflict(
    ...     4, ("a", "b"), {"a": row, "b": col},
    ...     {"a": Preference(np.array([1, 0, 3, 2])), "b": Preference(np.array([1, 3, 0, 2]))},
    ... )
    >>> found = smallest_change(dilemma, 3, "nash")
    >>> found.would_leave, found.ranks.swaps, found.ranks.proven
    (('a', 'b'), 2.0, True)
    """
    deadline = time.monotonic() + time_limit
    conflict, setting = asked(case, state, concept, with_inferred)
    free = _free(setting, parties)
    before = stability(conflict, concept)
    would_leave = tuple(p for p in setting.parties if not before.stable[p][state])
    parameters = {"with_inferred": with_inferred, "time_limit": time_limit, "parties": free}

    def holds(changed: Conflict) -> bool:
        return bool(np.isin(state, stability(changed, concept).equilibria))

    outcome = ranks = None
    statements: tuple[StatementMove, ...] = ()
    options: tuple[OptionChange, ...] = ()
    why, stops, withheld = "", [], 0
    if would_leave:
        if not isinstance(case, Conflict):
            # Half the time at most, so that some is left for the orders.
            half = time.monotonic() + time_limit / 2
            statements, done = statement_moves(case, conflict, would_leave, holds, half)
            options, withheld, tried = option_changes(case, setting, state, concept, holds, half)
            stops += [] if done else ["not every statement was tried within the time limit"]
            stops += [] if tried else ["not every option was tried within the time limit"]
        outcome, ranks, why = _ranks(setting, state, concept, free, would_leave, deadline)
        _check([outcome, ranks], conflict, holds)
        stops += [
            f"{what}: not proven to be the smallest within the time limit"
            for what, found in (("orders", ranks), ("the outcome's place", outcome))
            if found is not None and not found.proven
        ]
        if why.startswith("not found"):
            stops.append(why)
    return SmallestChange(
        state, concept, concepts()[concept].variant, conflict.hash, parameters, not would_leave,
        would_leave, outcome, ranks, why, statements, options, withheld,
        not stops, "; ".join(stops) or "finished",
    )  # fmt: skip


def asked(
    case: HasConflict | Conflict, state: int, concept: str, with_inferred: bool
) -> tuple[Conflict, Setting]:
    """Compile what a question is about, and check the question."""
    if concept not in CONCEPTS:
        raise UsageError(
            f"changes, margins and questions are worked out for {', '.join(CONCEPTS)}, not for "
            f"{concept!r}"
        )
    conflict = compiled(case, with_inferred)
    if not 0 <= state < conflict.n:
        raise UsageError(f"there are {conflict.n} states, 0 to {conflict.n - 1}; not {state}")
    return conflict, Setting(conflict)


def known_parties(setting: Setting) -> tuple[str, ...]:
    """Parties whose order is known whole."""
    return tuple(party for party in setting.parties if setting.order(party).total)


def _free(setting: Setting, parties: Sequence[str] | None) -> tuple[str, ...]:
    if parties is None:
        return setting.parties
    for party in parties:
        if party not in setting.parties:
            raise UsageError(
                f"no party is called {party!r}; there are {', '.join(setting.parties)}"
            )
    return tuple(party for party in setting.parties if party in parties)


def _ranks(
    setting: Setting,
    state: int,
    concept: str,
    free: tuple[str, ...],
    would_leave: tuple[str, ...],
    deadline: float,
) -> tuple[RankChange | None, RankChange | None, str]:
    known = known_parties(setting)
    needed = would_leave if concept in APART else setting.parties
    open_ = [party for party in needed if party not in known]
    if open_:
        return None, None, (
            f"the order of {', '.join(open_)} is known only in part: the next question comes first"
        )  # fmt: skip
    if concept in APART:
        if any(party not in free for party in would_leave):
            return None, None, "a party would leave whose order may not change"
        shifts = [lifted(setting, party, state, concept) for party in would_leave]
        found = tuple(shift for shift in shifts if shift is not None)
        change = RankChange(found, True, sum(shift.steps for shift in found))
        return change, change, ""
    # The state's own place first: a short search, and its answer bounds the long one.
    outcome = holding(setting, state, free, deadline, only_state=True)
    ranks = holding(setting, state, free, deadline)
    if outcome.shifts is not None and (ranks.shifts is None or outcome.steps <= ranks.steps):
        ranks = Found(outcome.shifts, ranks.proven, ranks.at_least)
    if ranks.shifts is None:
        word = "no change of these orders does it" if ranks.proven else "not found in time"
        return None, None, word
    return _change(outcome), _change(ranks), ""


def _change(found: Found) -> RankChange | None:
    if found.shifts is None:
        return None
    return RankChange(found.shifts, found.proven, found.at_least)


def _check(
    found: list[RankChange | None], conflict: Conflict, holds: Callable[[Conflict], bool]
) -> None:
    """No answer leaves here that the ordinary engine does not confirm."""
    for change in found:
        if change is not None:
            orders = {shift.party: shift.ranks for shift in change.shifts}
            assert holds(with_orders(conflict, orders)), "a change that the engine does not confirm"
