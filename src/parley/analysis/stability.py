"""Which states nobody would have reason to leave, under one or several solution concepts."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import reduce
from typing import Any, Protocol, overload

import numpy as np
from numpy.typing import NDArray

from parley.analysis.concepts import Concept, concepts
from parley.analysis.setting import Setting, Verdict
from parley.errors import UsageError
from parley.model import Conflict, Result

__all__ = ["HasConflict", "exactly_possible", "settled_parties", "stability"]


_LARGE = 1 << 15
"""States from which on parties are judged side by side."""


class HasConflict(Protocol):
    """Anything that compiles to a `Conflict`: a case."""

    def conflict(self, *, with_inferred: bool = False) -> Conflict:
        """Compile the state space, moves and preferences."""
        ...


@overload
def stability(
    case: HasConflict | Conflict, concept: str, /, *, with_inferred: bool = False, **variants: Any
) -> Result: ...


@overload
def stability(
    case: HasConflict | Conflict,
    concept: Iterable[str],
    /,
    *more: str,
    with_inferred: bool = False,
    **variants: Any,
) -> dict[str, Result]: ...


def stability(
    case: HasConflict | Conflict,
    concept: str | Iterable[str],
    /,
    *more: str,
    with_inferred: bool = False,
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
    **variants
        Keywords of the concepts asked for, as `concepts` lists them.

    Returns
    -------
    Result, or dict of str to Result
        `stable` and `possible` per party are (n,) bool arrays: in every completion of what is
        known, and in some. They are exact for nash, gmr and smr; for seq `decided` says where.
        A state is a possible equilibrium where it is possible for every party; the parties'
        completions are free of one another, so for nash, gmr and smr one completion serves all
        of them at once. `possible_is_exact` says where that is not sure.

    Raises
    ------
    UsageError
        For a name or keyword that is not known; the sentence lists those that are.

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
    setting = Setting(_conflict(case, with_inferred))
    parameters = {"with_inferred": with_inferred, **variants}
    verdicts = _verdicts(setting, asked, variants)
    results = {one.name: _judged(setting, one, parameters, verdicts[one.name]) for one in asked}
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


def _judged(
    setting: Setting, concept: Concept, parameters: dict[str, Any], verdicts: dict[str, Verdict]
) -> Result:
    complete, why = _completeness(verdicts)
    result = Result(
        concept=concept.name,
        variant=concept.variant,
        case_hash=setting.conflict.hash,
        parameters=dict(parameters),
        stable={party: verdict.stable for party, verdict in verdicts.items()},
        possible={party: verdict.possible for party, verdict in verdicts.items()},
        decided={party: verdict.decided for party, verdict in verdicts.items()},
        equilibria=_everywhere([verdict.stable for verdict in verdicts.values()], setting.n),
        possible_equilibria=_everywhere([v.possible for v in verdicts.values()], setting.n),
        possible_is_exact=not concept.couples,
        complete=complete,
        why_stopped=why,
    )
    exact = len(exactly_possible(result)) == len(result.possible_equilibria)
    return replace(result, possible_is_exact=exact)


def exactly_possible(result: Result) -> NDArray[np.int64]:
    """States that are an equilibrium in at least one completion, without doubt.

    Where one party's verdict rests on the others' preferences (seq), what is possible for each
    party alone need not be possible for all at once. It is where every party's verdict is
    decided: then each has a completion of its own in which it stays whatever the others'
    completions are, and these can be had together.

    Returns
    -------
    (k,) int64 array
        A part of ``result.possible_equilibria``, or all of it.
    """
    states = result.possible_equilibria
    if result.possible_is_exact:
        return states
    sure = [
        result.stable[party][states] | result.decided[party][states] for party in result.possible
    ]
    return np.asarray(states[reduce(np.logical_and, sure, np.ones(len(states), dtype=np.bool_))])


def _everywhere(verdicts: list[NDArray[np.bool_]], n: int) -> NDArray[np.int64]:
    both = reduce(np.logical_and, verdicts, np.ones(n, dtype=np.bool_))
    return np.flatnonzero(both).astype(np.int64)


def _completeness(verdicts: dict[str, Verdict]) -> tuple[bool, str]:
    undecided = sum(int((~verdict.decided).sum()) for verdict in verdicts.values())
    if not undecided:
        return True, "finished"
    of = sum(verdict.decided.size for verdict in verdicts.values())
    return False, f"two bounds do not meet for {undecided} of {of} verdicts"
