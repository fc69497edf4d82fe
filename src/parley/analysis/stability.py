"""Which states nobody would have reason to leave, under one or several solution concepts."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from typing import Any, Protocol, overload

import numpy as np

from parley.analysis.closing import Closed, closed
from parley.analysis.concepts import Concept, concepts
from parley.analysis.setting import Setting, Verdict
from parley.errors import UsageError
from parley.model import Conflict, Result

__all__ = ["HasConflict", "settled_parties", "stability"]


TIME_LIMIT = 2.0
"""Seconds for the search over completions, unless said otherwise."""
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
        proven: there bounds stand, and `why_stopped` says how many.

    Raises
    ------
    UsageError
        For a name or keyword that is not known; the sentence lists those that are. For a time
        limit that is no number of seconds.

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
    if not isinstance(concept, Iterable):
        raise UsageError(f"a solution concept is named by a str, not {concept!r}; {_there_are()}")
    names = [concept, *more] if isinstance(concept, str) else [*concept, *more]
    asked = [_known(name, variants) for name in names]
    seconds = _seconds(time_limit)
    setting = Setting(_conflict(case, with_inferred))
    parameters = {"with_inferred": with_inferred, "time_limit": seconds, **variants}
    verdicts = _verdicts(setting, asked, variants)
    given = [(one, verdicts[one.name]) for one in asked]
    settled = closed(setting, given, seconds, variants)
    results = {one.name: _judged(setting, one, parameters, settled[one.name]) for one in asked}
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
    setting = Setting(_conflict(case, with_inferred))
    return tuple(party for party in setting.parties if not setting.order(party).silent)


def _conflict(case: HasConflict | Conflict, with_inferred: bool) -> Conflict:
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


def _known(name: str, variants: dict[str, Any]) -> Concept:
    known = concepts()
    if not isinstance(name, str) or name not in known:
        raise UsageError(f"no solution concept is named {name!r}; {_there_are()}")
    for keyword, value in variants.items():
        allowed = known[name].variants.get(keyword)
        if allowed is None:
            has = ", ".join(known[name].variants) or "none"
            raise UsageError(f"{name} has no variant keyword {keyword!r}; it has {has}")
        if value not in allowed:
            raise UsageError(f"{keyword} of {name} is one of {', '.join(allowed)}, not {value!r}")
    return known[name]


def _there_are() -> str:
    return f"there are {', '.join(concepts())}"


def _verdicts(
    setting: Setting, asked: list[Concept], variants: dict[str, Any]
) -> dict[str, dict[str, Verdict]]:
    """Concept → party → verdict; large conflicts party beside party, for NumPy lets threads run."""

    def judge(party: str) -> list[Verdict]:
        return [concept(setting, party, **variants) for concept in asked]

    if setting.n < _LARGE or not setting.compact:
        rows = [judge(party) for party in setting.parties]
    else:
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            list(pool.map(setting.blocks, setting.parties))
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
    complete, why = _completeness(found, parameters["time_limit"])
    verdicts = found.verdicts
    every = reduce(np.logical_and, [v.stable for v in verdicts.values()], np.ones(setting.n, bool))
    return Result(
        concept=concept.name,
        variant=concept.variant,
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


def _completeness(found: Closed, time_limit: float) -> tuple[bool, str]:
    verdicts = found.verdicts.values()
    undecided = sum(int((~verdict.decided).sum()) for verdict in verdicts)
    unsure = int((found.possible & ~found.sure).sum())
    if not undecided and not unsure:
        return True, "finished"
    of = sum(verdict.decided.size for verdict in verdicts)
    cut = "nothing was searched" if not time_limit else f"the search was cut at {time_limit:g} s"
    parts = [f"{undecided:,} of {of:,} verdicts"] if undecided else []
    if unsure:
        states = "state is" if unsure == 1 else "states are"
        parts.append(f"whether {unsure:,} {states} possible for all at once")
    return False, f"{cut}: not proven are {' and '.join(parts)}"
