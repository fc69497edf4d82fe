"""What an order of two states rests on: statements and comparisons of the case, with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parley.case.comparisons import state_of, words_of
from parley.errors import UsageError
from parley.model import Basis, Evidence, Preferences

__all__ = ["Ground", "grounds"]


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that the case says and that decides how two states stand."""

    words: str
    basis: Basis
    evidence: tuple[Evidence, ...] = ()


def grounds(case: Any, party: str, pairs: Sequence[tuple[int, int]]) -> tuple[Ground, ...]:
    """What some pairs' order for a party rests on, each thing once.

    Parameters
    ----------
    case : Case
    party : str
    pairs : sequence of (x, y)
        States whose order is asked about; which of the two is above makes no difference.

    Returns
    -------
    tuple of Ground
        For priorities the first statement in which two states differ; for weights every one; for
        a ranking the ranking; for single comparisons those of the two states.

    Examples
    --------
    >>> from parley.case import load_case
    >>> case = load_case(text='''
    ... parley: 1
    ... parties: {union: {}, employer: {}}
    ... options: {strike: {by: union}, rise: {by: employer}}
    ... preferences: {union: {priorities: [rise, not strike]}}
    ... ''')
    >>> [ground.words for ground in grounds(case, "union", [(0, 1), (0, 2)])]
    ['rise', 'not strike']
    """
    if party in case._ranks:
        return (Ground("numbers given for every state", "assumed"),)
    known = case.preferences.get(party)
    if known is None:
        return ()
    found: dict[Ground, None] = {}
    for x, y in pairs:
        found |= dict.fromkeys(_of(case, known, x, y))
    return tuple(found)


def _of(case: Any, known: Preferences, x: int, y: int) -> list[Ground]:
    told = _comparisons(case, known, x, y)
    if told:
        return told
    if known.priorities is not None:
        for condition in known.priorities:
            where = case.states.where(condition.logic)
            if where[x] != where[y]:
                return [Ground(condition.text, condition.basis, condition.evidence)]
        return []
    if known.weights is not None:
        return [
            Ground(condition.text, condition.basis, condition.evidence)
            for condition, *_ in known.weights
            if (where := case.states.where(condition.logic))[x] != where[y]
        ]
    if known.ranking is not None:
        return [Ground("the ranking", known.basis, known.evidence)]
    # Neither is named together with the other: what follows from several comparisons.
    return [Ground(_words(entry), entry.basis, entry.evidence) for entry in known.prefers]


def _comparisons(case: Any, known: Preferences, x: int, y: int) -> list[Ground]:
    found = []
    for entry in known.prefers:
        try:
            sides = {state_of(case.states, s, case.status_quo) for s in (entry.better, entry.worse)}
        except UsageError:
            continue
        if sides == {x, y}:
            found.append(Ground(_words(entry), entry.basis, entry.evidence))
    return found


def _words(entry: Any) -> str:
    return f"{words_of(entry.better)} rather than {words_of(entry.worse)}"
