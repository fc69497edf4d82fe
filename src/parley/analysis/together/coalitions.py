"""Which states a coalition would leave: coalitional Nash, GMR, SMR and sequential stability.

A state is stable for a coalition if the coalition has no gain that it can reach, or if each such
gain can be answered by the others so that it is a gain no more. It is an equilibrium where it is
stable for every coalition asked about; each party alone is a coalition, and always among them.

Sources: Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008 (coalition analysis in the
graph model); Zhu, Kilgour and Hipel 2018-20 (Pareto gains). Where these leave a choice, `variant`
of each result says which one is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from parley.analysis.setting import Setting, Verdict
from parley.analysis.stability import HasConflict, compiled
from parley.analysis.together.credible import subsets
from parley.analysis.together.groups import CONCEPTS, Clock, Gain, Groups, Members
from parley.analysis.together.judging import judge
from parley.analysis.together.turns import TURNS, Turns
from parley.errors import UsageError
from parley.model import Conflict

__all__ = ["CoalitionResult", "asked_first", "coalitions", "prepared", "variant_of"]

Bools = NDArray[np.bool_]
_ALL_UP_TO = 6
"""Parties up to which every coalition is asked about without being named."""

_GAIN = {
    "strict": "a coalition gains where every member is better off than before",
    "pareto": "a coalition gains where no member is worse off than before and one is better off",
}
_REACH = "; it reaches what legal sequences of its members' moves lead to, nobody twice in a row"
_REPLY = "; the others' reply deters where its end is no gain over the start for the coalition "
_ANSWER = {
    "cnash": "",
    "cgmr": _REPLY + "as a whole; replies are legal sequences of the others' moves",
    "csmr": _REPLY + "as a whole, and neither is anything that the coalition can reach from there; "
    "replies are legal sequences of the others' moves",
    "cseq": _REPLY + "as a whole; each step of a reply is made by some coalition of the others, by "
    "which that coalition gains; ",
}


@dataclass(frozen=True, slots=True)
class CoalitionResult:
    """Under one concept, which states each coalition would leave. Arrays are indexed by state."""

    concept: str
    variant: str
    """The definition chosen where published ones differ, in words."""
    case_hash: str
    parameters: Mapping[str, Any]
    first: tuple[Members, ...]
    """Coalitions that the case names, by `acting_together` and `part_of`."""
    stable: Mapping[Members, Bools] = field(default_factory=dict)
    """Per coalition, those of `first` first: stable in every completion of what is known."""
    possible: Mapping[Members, Bools] = field(default_factory=dict)
    """Per coalition: stable in some completion (an upper bound where not decided)."""
    decided: Mapping[Members, Bools] = field(default_factory=dict)
    """Per coalition: False where two bounds do not meet, or the time was over."""
    equilibria: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    """Stable for every coalition asked about."""
    possible_equilibria: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    possible_is_exact: bool = True
    complete: bool = True
    why_stopped: str = "finished"

    @property
    def coalitions(self) -> tuple[Members, ...]:
        """The coalitions asked about."""
        return tuple(self.stable)


def coalitions(
    case: HasConflict | Conflict,
    concepts: str | Iterable[str] = CONCEPTS,
    *,
    gain: Gain = "strict",
    replies: Turns = "not_twice",
    among: Iterable[Iterable[str]] | None = None,
    with_inferred: bool = False,
    time_limit: float | None = 60.0,
) -> dict[str, CoalitionResult]:
    """Judge every state for every coalition.

    Parameters
    ----------
    case : a case or a Conflict
    concepts : str or several of "cnash", "cgmr", "csmr", "cseq"
    gain : {"strict", "pareto"}
        When a coalition gains: every member better off, or nobody worse off and one better.
    replies : {"not_twice", "disjoint"}
        For cseq, whose coalitions make a reply step by step: the same one does not make two steps
        in a row, or two in a row share no member.
    among : iterable of coalitions, optional
        Those to ask about. Each party alone is always asked about as well. Without it: every
        coalition of up to six parties; of more, those that the case names, every pair, and all
        together.
    with_inferred : bool
        As for `stability`.
    time_limit : float, optional
        After so many seconds what is not done is left undecided, and `complete` is False; None
        waits.

    Returns
    -------
    dict of str to CoalitionResult
        In the order asked.

    Raises
    ------
    UsageError
        For a name that is not known.
    LimitError
        Where cseq would have to keep too many steps; nothing has been built.

    Examples
    --------
    Two parties, each with one switch; each alone would rather not, both would rather both did:

    >>> from parley.model import OptionMoves, Preference
    >>> dilemma = Conflict(
    ...     4, ("a", "b"),
    ...     {"a": OptionMoves(np.array([0, 0, 1, 1])), "b": OptionMoves(np.array([0, 1, 0, 1]))},
    ...     {"a": Preference(np.array([1, 0, 3, 2])), "b": Preference(np.array([1, 3, 0, 2]))},
    ... )
    >>> found = coalitions(dilemma, "cnash")["cnash"]
    >>> found.stable["a", "b"].tolist(), found.equilibria.tolist()
    ([False, True, True, True], [])
    """
    names = [concepts] if isinstance(concepts, str) else list(dict.fromkeys(concepts))
    groups, asked, first = prepared(case, names, gain, among, with_inferred, time_limit, replies)
    parameters = {
        "gain": gain,
        "with_inferred": with_inferred,
        "time_limit": time_limit,
        "every_coalition": len(asked) == 2 ** len(groups.setting.parties) - 1,
    }
    judged = judge(groups, names, asked)
    return {
        name: _result(groups, name, parameters, first, verdicts, why)
        for name, (verdicts, why) in judged.items()
    }


def prepared(
    case: HasConflict | Conflict,
    names: Sequence[str],
    gain: str,
    among: Iterable[Iterable[str]] | None,
    with_inferred: bool,
    time_limit: float | None,
    replies: str = "not_twice",
) -> tuple[Groups, list[Members], tuple[Members, ...]]:
    """Check what is asked, and make it ready: the coalitions asked about, and those named first."""
    for name in names:
        if name not in CONCEPTS:
            raise UsageError(
                f"no concept for coalitions is named {name!r}; there are {', '.join(CONCEPTS)}"
            )
    if gain not in _GAIN:
        raise UsageError(f"gain is one of {', '.join(_GAIN)}, not {gain!r}")
    if replies not in TURNS:
        raise UsageError(f"replies is one of {', '.join(TURNS)}, not {replies!r}")
    conflict = compiled(case, with_inferred)
    first = asked_first(case)
    clock = Clock(time_limit)
    groups = Groups(Setting(conflict), cast(Gain, gain), clock, cast(Turns, replies))
    return groups, _asked(conflict.parties, first, among), first


def asked_first(case: HasConflict | Conflict) -> tuple[Members, ...]:
    """The coalitions that a case names: who acts together, and a party with its wings.

    Nobody is thereby taken to obey anybody: these are only asked about before the rest.
    """
    if isinstance(case, Conflict):
        return ()
    parties: Mapping[str, Any] = getattr(case, "parties", {})
    named = [set(together.parties) for together in getattr(case, "acting_together", ())]
    for whole in parties:
        wings = {name for name, party in parties.items() if party.part_of == whole}
        if wings:
            named.append(wings | {whole})
    ordered = [tuple(party for party in parties if party in some) for some in named]
    return tuple(dict.fromkeys(some for some in ordered if len(some) > 1))


def variant_of(concept: str, gain: str, replies: str = "not_twice") -> str:
    """The definition taken, in words."""
    turns = TURNS[replies] if concept == "cseq" else ""
    return _GAIN[gain] + _REACH + _ANSWER[concept] + turns


def _asked(
    parties: Members, first: Sequence[Members], among: Iterable[Iterable[str]] | None
) -> list[Members]:
    """Those named first, then each party alone, then the rest, small before large."""
    alone = [(party,) for party in parties]
    if among is not None:
        return list(dict.fromkeys([*alone, *(_ordered(parties, some) for some in among)]))
    if len(parties) <= _ALL_UP_TO:
        return list(dict.fromkeys([*first, *subsets(parties)]))
    return list(dict.fromkeys([*first, *alone, *combinations(parties, 2), parties]))


def _ordered(parties: Members, some: Iterable[str]) -> Members:
    named = {some} if isinstance(some, str) else set(some)
    strange = sorted(named - set(parties))
    if strange or not named:
        what = f"no party is named {strange[0]!r}" if strange else "a coalition has members"
        raise UsageError(f"{what}; there are {', '.join(parties)}")
    return tuple(party for party in parties if party in named)


def _result(
    groups: Groups,
    name: str,
    parameters: Mapping[str, Any],
    first: tuple[Members, ...],
    judged: Mapping[Members, Verdict],
    why: str,
) -> CoalitionResult:
    stable = {members: verdict.stable for members, verdict in judged.items()}
    possible = {members: verdict.possible for members, verdict in judged.items()}
    decided = {members: verdict.decided for members, verdict in judged.items()}
    n = groups.setting.n
    some = _everywhere(possible.values(), n)
    # Where every coalition's verdict is settled one completion serves all of them: at a state
    # every party's least favourable view of all others from there (see `stability`).
    sure = _everywhere([stable[members] | decided[members] for members in judged], n)
    return CoalitionResult(
        concept=name,
        variant=variant_of(name, groups.gain, groups.replies),
        case_hash=groups.setting.conflict.hash,
        parameters={**parameters, "replies": groups.replies} if name == "cseq" else parameters,
        first=first,
        stable=stable,
        possible=possible,
        decided=decided,
        equilibria=np.flatnonzero(_everywhere(stable.values(), n)).astype(np.int64),
        possible_equilibria=np.flatnonzero(some).astype(np.int64),
        possible_is_exact=bool(sure[some].all()),
        complete=not why,
        why_stopped=why or "finished",
    )


def _everywhere(verdicts: Iterable[Bools], n: int) -> Bools:
    return reduce(np.logical_and, verdicts, np.ones(n, dtype=np.bool_))
