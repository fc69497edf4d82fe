"""Which coalitions would leave one state, for where, and by which moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Sure
from parley.analysis.stability import HasConflict
from parley.analysis.steps import Step, Steps, changed, searched, told
from parley.analysis.together.closure import unpacked
from parley.analysis.together.coalitions import prepared
from parley.analysis.together.groups import Gain, Groups, Members
from parley.analysis.together.turns import Turns
from parley.errors import UsageError
from parley.model import Conflict

__all__ = ["Departure", "departures", "leaving"]


@dataclass(frozen=True, slots=True)
class Departure:
    """A coalition would leave a state: it can reach a gain that nothing deters."""

    coalition: Members
    certain: bool
    """Whether in every completion of what is known; else in some."""
    moves: tuple[Step, ...]
    """A shortest legal sequence of its members' moves to the nearest such gain."""
    ends: NDArray[np.int64]
    """All such gains, ascending."""

    @property
    def first(self) -> Step:
        """The move that begins it."""
        return self.moves[0]

    @property
    def end(self) -> int:
        """Where it leads."""
        return self.moves[-1].end


def departures(
    case: HasConflict | Conflict,
    state: int,
    concept: str = "cseq",
    *,
    gain: Gain = "strict",
    replies: Turns = "not_twice",
    among: Iterable[Iterable[str]] | None = None,
    with_inferred: bool = False,
    time_limit: float | None = 60.0,
) -> tuple[Departure, ...]:
    """List the coalitions that would leave a state, those that the case names first.

    Parameters
    ----------
    case : a case or a Conflict
    state : int
        An index into ``case.states``.
    concept : {"cnash", "cgmr", "csmr", "cseq"}
        What the coalition foresees.
    gain, replies, among, with_inferred, time_limit
        As for `coalitions`.

    Returns
    -------
    tuple of Departure
        Where preferences are known in part also coalitions that would leave in some completion
        only; they follow the certain ones. (For cseq with partial preferences what is listed as
        uncertain may hold in no completion: `coalitions` says where that is not decided.)

    Raises
    ------
    LimitError
        When the time is over.

    Examples
    --------
    >>> from parley.model import OptionMoves, Preference
    >>> dilemma = Conflict(
    ...     4, ("a", "b"),
    ...     {"a": OptionMoves(np.array([0, 0, 1, 1])), "b": OptionMoves(np.array([0, 1, 0, 1]))},
    ...     {"a": Preference(np.array([1, 0, 3, 2])), "b": Preference(np.array([1, 3, 0, 2]))},
    ... )
    >>> for found in departures(dilemma, 0, "cnash"):
    ...     print(found.coalition, [(step.mover, step.end) for step in found.moves])
    ('a', 'b') [('b', 2), ('a', 3)]
    """
    groups, asked, _ = prepared(case, [concept], gain, among, with_inferred, time_limit, replies)
    if not 0 <= state < groups.setting.n:
        raise UsageError(f"there are {groups.setting.n} states, 0 and up; not {state}")
    return leaving(groups, asked, state, [concept], changed(case, state))[concept]


def leaving(
    groups: Groups,
    asked: Iterable[Members],
    state: int,
    concepts: Sequence[str],
    near: NDArray[np.int64] | None = None,
) -> dict[str, tuple[Departure, ...]]:
    """Do the same for several concepts with coalitions made ready, so that work is shared."""
    certain: dict[str, list[Departure]] = {concept: [] for concept in concepts}
    uncertain: dict[str, list[Departure]] = {concept: [] for concept in concepts}
    for members in asked:
        search = searched(groups.setting, members, [state], "any", near=near)
        for concept in concepts:
            sure = _ends(groups, members, state, concept, search, certain=True)
            if len(sure):
                certain[concept].append(_departure(groups, members, True, sure, search))
                continue
            some = _ends(groups, members, state, concept, search, certain=False)
            if len(some):
                uncertain[concept].append(_departure(groups, members, False, some, search))
    return {concept: (*certain[concept], *uncertain[concept]) for concept in concepts}


def _ends(
    groups: Groups, members: Members, state: int, concept: str, search: Steps, *, certain: bool
) -> NDArray[np.int64]:
    """Gains that are undeterred in every completion (fewest gains, most replies), or in some."""
    view = groups.view(state, state + 1, "certain" if certain else "conceivable")
    kind: Sure = "conceivable" if certain else "certain"
    bits = unpacked(groups.undeterred(view, members, concept, kind), 1)[:, 0]
    return np.flatnonzero(bits & search.reached).astype(np.int64)


def _departure(
    groups: Groups, members: Members, certain: bool, ends: NDArray[np.int64], search: Steps
) -> Departure:
    nearest = int(ends[np.argmin(search.distance[ends])])
    return Departure(members, certain, told(groups.setting, members, search.way(nearest)), ends)
