"""Which states nobody would have reason to leave, under one or several solution concepts."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from typing import Any, Protocol, overload

import numpy as np

from parley.analysis.concepts import Concept
from parley.analysis.partly.closing import Closed, closed
from parley.analysis.setting import Setting, Verdict
from parley.analysis.variants import checked, defined, fitting, known
from parley.case.preferences import DENSE
from parley.errors import UsageError
from parley.model import Conflict, Result

__all__ = ["HasConflict", "compiled", "defined_concepts", "settled_parties", "stability"]


TIME_LIMIT = 2.0
"""Seconds for the search over completions, unless said otherwise."""
_BOUNDED = (
    f"above {DENSE:,} states what preferences known in part leave open is bounded, not searched"
)
_LARGE = 1 << 15
"""States from which on parties are judged side by side."""


class HasConflict(Protocol):
    """Anything that compiles to a `Conflict`: a case."""

    def conflict(self, *, with_inferred: bool = False) -> Conflict:
        """Compile the state space, moves and preferences."""
        ...


@overload
def stability(
    case: HasConflict | Conflict,
    concept: str,
    /,
    *,
    with_inferred: bool = False,
    time_limit: float = TIME_LIMIT,
    **variants: Any,
) -> Result: ...


@overload
def stability(
    case: HasConflict | Conflict,
    concept: Iterable[str],
    /,
    *more: str,
    with_inferred: bool = False,
    time_limit: float = TIME_LIMIT,
    **variants: Any,
) -> dict[str, Result]: ...


def stability(
    case: HasConflict | Conflict,
    concept: str | Iterable[str],
    /,
    *more: str,
    with_inferred: bool = False,
    time_limit: float = TIME_LIMIT,
    **variants: Any,
) -> Result | dict[str, Result]:
    """Judge every state for every party.

    Parameters
    ----------
    case : a case or a Conflict
    concept : str or several
        Names from `concepts`. Several, as a list or one after another, share their work and
        give a dict of Results.
    with_inferred : bool
        Whether preferences inferred from offers and refusals count. A Conflict has its
        preferences already, so this needs a case.
    time_limit : float
        Seconds in all for what preferences known in part leave open after the bounds; 0 for
        the bounds alone. Full orders need none.
    **variants
        Keywords of the concepts asked for, as `concepts` lists them.

    Returns
    -------
    Result, or dict of str to Result
        `stable` and `possible` per party are (n,) bool arrays: in every completion of what is
        known, and in some; exact where `decided`. `possible_equilibria` asks for one completion
        of all parties at once, exact where `possible_is_exact`. What the time limit cut is not
        proven: there bounds stand, and `why_stopped` says how many. Above 4,096 states what
        preferences known in part leave open is bounded, and not searched. For limited_move,
        non_myopic and stackelberg, which take full orders only: for every way to break ties
        between equally good moves, and for some.

    Raises
    ------
    UsageError
        For a name or keyword that is not known; the sentence lists those that are. For a time
        limit that is no number of seconds.
    NotSupportedError
        For a concept that is not defined for this conflict; the sentence says why.

    Examples
    --------
    Two parties, each with one switch; each would rather hold out, and both rather than one:

    >>> import numpy as np
    >>> from scipy.sparse import csr_array
    >>> from parley.model import Conflict, Preference
    >>> row = csr_array(np.array([[0,1,0,0],[1,0,0,0],[0,0,0,1],[0,0,1,0]], dtype=bool))
    >>> col = csr_array(np.array([[0,0,1,0],[0,0,0,1],[1,0,0,0],[0,1,0,0]], dtype=bool))
    >>> dilemma = Conflict(
    ...     4, ("a", "b"), {"a": row, "b": col},
    ...     {"a": Preference(np.array([1, 0, 3, 2])), "b": Preference(np.array([1, 3, 0, 2]))},
    ... )
    >>> stability(dilemma, "nash").equilibria.tolist()
    [0]
    >>> {name: r.equilibria.tolist() for name, r in stability(dilemma, ["gmr", "seq"]).items()}
    {'gmr': [0, 3], 'seq': [0, 3]}
    """
    single = isinstance(concept, str) and not more
    several = isinstance(concept, Iterable) and not isinstance(concept, str)
    names = [*concept, *more] if several else [concept, *more]
    asked = [known(name) for name in names]
    seconds = _seconds(time_limit)
    conflict = compiled(case, with_inferred)
    chosen = {one.name: checked(one, variants, conflict.parties) for one in asked}
    setting = Setting(conflict)
    for one in asked:
        defined(one, setting)
    verdicts = _verdicts(setting, asked, chosen)
    given = [(one, verdicts[one.name]) for one in asked]
    settled = closed(setting, given, seconds, chosen)
    shared = {"with_inferred": with_inferred, "time_limit": seconds}
    results = {
        one.name: _judged(setting, one, {**shared, **chosen[one.name]}, settled[one.name])
        for one in asked
    }
    return results[asked[0].name] if single else results


def settled_parties(
    case: HasConflict | Conflict, *, with_inferred: bool = False
) -> tuple[str, ...]:
    """Name the parties of whom at least one pair of states is settled.

    Parameters
    ----------
    case : a case or a Conflict
    with_inferred : bool
        As for `stability`.

    Returns
    -------
    tuple of str
        In the case's order; empty where nothing is known and nothing can be judged.
    """
    setting = Setting(compiled(case, with_inferred))
    return tuple(party for party in setting.parties if not setting.order(party).silent)


def defined_concepts(
    case: HasConflict | Conflict, *, with_inferred: bool = False, **variants: Any
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Tell the solution concepts that are defined for a case from those that are not.

    Parameters
    ----------
    case, with_inferred, **variants
        As for `stability`.

    Returns
    -------
    names : tuple of str
    left_out : dict of str to str
        Name → why, in words that may stand after the name.
    """
    return fitting(Setting(compiled(case, with_inferred)), variants)


def compiled(case: HasConflict | Conflict, with_inferred: bool) -> Conflict:
    """The conflict that a case compiles to; a Conflict is one.

    Raises
    ------
    UsageError
        It is neither.
    """
    if isinstance(case, Conflict):
        if with_inferred:
            raise UsageError(
                "a Conflict has its preferences already; pass the case to count inferred ones"
            )
        return case
    if not hasattr(case, "conflict"):
        raise UsageError(
            f"stability needs a case or a Conflict, not {type(case).__name__}; load one with "
            f"parley.load_case"
        )
    return case.conflict(with_inferred=with_inferred)


def _verdicts(
    setting: Setting, asked: list[Concept], chosen: dict[str, dict[str, str | int]]
) -> dict[str, dict[str, Verdict]]:
    """Concept → party → verdict; large conflicts party beside party, for NumPy lets threads run."""

    def judge(party: str) -> list[Verdict]:
        return [concept(setting, party, **chosen[concept.name]) for concept in asked]

    if setting.n < _LARGE or not setting.threads:
        rows = [judge(party) for party in setting.parties]
    else:
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            list(pool.map(setting.prepare, setting.parties))
            rows = list(pool.map(judge, setting.parties))
    return {
        concept.name: {p: row[k] for p, row in zip(setting.parties, rows, strict=True)}
        for k, concept in enumerate(asked)
    }


def _seconds(time_limit: float) -> float:
    number = isinstance(time_limit, int | float) and not isinstance(time_limit, bool)
    if not number or not time_limit >= 0:
        raise UsageError(f"a time limit is a number of seconds, 0 or more, not {time_limit!r}")
    return float(time_limit)


def _judged(
    setting: Setting, concept: Concept, parameters: dict[str, Any], found: Closed
) -> Result:
    complete, why = _completeness(found, parameters["time_limit"], setting.bounded)
    verdicts = found.verdicts
    every = reduce(np.logical_and, [v.stable for v in verdicts.values()], np.ones(setting.n, bool))
    return Result(
        concept=concept.name,
        variant=_worded(concept, parameters),
        case_hash=setting.conflict.hash,
        parameters=dict(parameters),
        stable={party: verdict.stable for party, verdict in verdicts.items()},
        possible={party: verdict.possible for party, verdict in verdicts.items()},
        decided={party: verdict.decided for party, verdict in verdicts.items()},
        equilibria=np.flatnonzero(every).astype(np.int64),
        possible_equilibria=np.flatnonzero(found.possible).astype(np.int64),
        possible_is_exact=bool((found.sure == found.possible).all()),
        surely_possible=np.flatnonzero(found.sure).astype(np.int64),
        complete=complete,
        why_stopped=why,
    )


def _worded(concept: Concept, parameters: dict[str, Any]) -> str:
    """The definition in words, with every keyword that is not at its default."""
    told = [concept.variant]
    for keyword, values in concept.variants.items():
        value = parameters[keyword]
        if values and value == values[0]:
            continue
        meaning = concept.meanings.get((keyword, value))
        said = f"{keyword} = {value}"
        told.append(f"{meaning} ({said})" if meaning else said)
    return "; ".join(told)


def _completeness(found: Closed, time_limit: float, bounded: bool) -> tuple[bool, str]:
    verdicts = found.verdicts.values()
    undecided = sum(int((~verdict.decided).sum()) for verdict in verdicts)
    unsure = int((found.possible & ~found.sure).sum())
    if not undecided and not unsure:
        return True, "finished"
    of = sum(verdict.decided.size for verdict in verdicts)
    cut = f"the search was cut at {time_limit:g} s"
    if not (time_limit and found.searched):
        cut = _BOUNDED if bounded else "nothing was searched"
    parts = [f"{undecided:,} of {of:,} verdicts"] if undecided else []
    if unsure:
        states = "state is" if unsure == 1 else "states are"
        parts.append(f"whether {unsure:,} {states} possible for all at once")
    return False, f"{cut}: not proven are {' and '.join(parts)}"
