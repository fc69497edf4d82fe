"""States as a case writes them, and what it says of preferences."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any, Literal, cast

import numpy as np

from parley.case.desk import Desk
from parley.case.schema import CaseShape, PatternShape, PreferencesShape
from parley.case.shape import did_you_mean
from parley.case.states import StateSpace, columns_of
from parley.case.yamlfile import Place, Word
from parley.errors import UsageError
from parley.model import And, Compare, Condition, If, Iff, Logic, Not, Or, Preferences, Prefers

__all__ = ["build_preferences", "build_state"]

Places = dict[tuple[Any, ...], Place]
Patterns = list[dict[str, str]]


def build_state(shape: PatternShape, desk: Desk, *, whole: bool) -> dict[str, str] | None:
    """Read a state, or a pattern of states, with one value for each option it names.

    Parameters
    ----------
    shape : PatternShape
        What stands in the file.
    desk : Desk
        Keeps the faults.
    whole : bool
        Whether every option must be named.
    """
    patterns = build_patterns(shape, desk, single=True)
    if not patterns:
        return None
    state = patterns[0]
    if whole:
        missing = [
            column.name
            for column in columns_of(desk.options)
            if column.name not in state and column.option not in state
        ]
        if missing:
            desk.fault(f"a value is missing for {', '.join(missing)}", shape)
            return None
    return state


def build_patterns(shape: PatternShape, desk: Desk, *, single: bool) -> Patterns:
    """Read a pattern; a list of values makes one pattern for each, unless one is asked for."""
    if shape.word is not None:
        pattern = _string(shape.word, desk)
        return [] if pattern is None else [pattern]
    found: list[list[tuple[str, str]]] = []
    terms = desk.terms(shape.terms)
    if len(terms) < len(shape.terms or {}) or any(not term.values for term in terms):
        return []
    if not terms:
        desk.fault("at least one option should stand here", shape)
        return []
    words = {str(name): name for name in shape.terms or {}}
    for term in terms:
        if single and len(term.values) > 1:
            desk.fault("one value should stand here, not several", words[term.option])
        found.append([(term.option, value) for value in term.values])
    return [dict(row) for row in itertools.product(*found)][: 1 if single else None]


def _string(word: Word, desk: Desk) -> dict[str, str] | None:
    """Read ``NY-N``, or the name of a state in graph form."""
    if desk.broken:
        return None
    states = desk.options.get("state")
    if states is not None and not states.by:
        if word in states.values:
            return {"state": str(word)}
        desk.fault(f"no state has this name{did_you_mean(word, states.values)}", word)
        return None
    columns = columns_of(desk.options)
    empty = StateSpace(desk.options, columns, np.zeros((0, len(columns)), np.int8))
    try:
        return empty.pattern(word)
    except UsageError as error:
        desk.fault(str(error).removeprefix(f"{str(word)!r}: "), word)
        return None


def build_preferences(shape: CaseShape, desk: Desk, places: Places) -> dict[str, Preferences]:
    """Build what is known of each party's preferences, in the order of the file."""
    found = {}
    for name, given in (shape.preferences or {}).items():
        party = desk.party(name)
        built = _one(name, given, desk, places)
        if party is not None:
            found[party] = built
            places["preferences", party] = name.place
    return found


def _one(name: Word, given: PreferencesShape, desk: Desk, places: Places) -> Preferences:
    forms = [key for key in ("ranking", "priorities", "weights") if getattr(given, key) is not None]
    if len(forms) > 1:
        desk.fault(
            f"at most one of ranking, priorities, weights; here are {', '.join(forms)}", name
        )
    if given.rest is not None and given.ranking is None:
        desk.fault("`rest` says what a ranking leaves out; there is no ranking", given.rest)
    if given.measure is not None and given.weights is None:
        desk.fault("`measure` says what weights are; there are none", given.measure)
    ranking, gaps = _ranking(name, given, desk, places)
    return Preferences(
        party=str(name),
        ranking=ranking,
        rest=cast(Any, None if given.rest is None else str(given.rest)),
        priorities=_priorities(name, given, desk, places),
        weights=_weights(name, given, desk, places),
        measure=cast(Literal["ordinal", "utility"], str(given.measure or "ordinal")),
        prefers=_prefers(name, given, desk, places),
        gaps=gaps,
        **desk.noted(given),
    )


def _ranking(
    name: Word, given: PreferencesShape, desk: Desk, places: Places
) -> tuple[tuple[tuple[Mapping[str, str], ...], ...] | None, tuple[int, ...]]:
    if given.ranking is None:
        return None, ()
    groups: list[tuple[Mapping[str, str], ...]] = []
    gaps: list[int] = []
    for step in given.ranking:
        if step.gap is not None:
            if not groups or len(groups) in gaps:
                desk.fault("a gap stands between two groups", step.gap)
            gaps.append(len(groups))
            continue
        group: list[Mapping[str, str]] = []
        for shape in step.patterns or []:
            for pattern in build_patterns(shape, desk, single=False):
                places["ranking", str(name), len(groups), len(group)] = shape.at
                group.append(pattern)
        groups.append(tuple(group))
    if gaps and gaps[-1] == len(groups):
        desk.fault("a gap stands between two groups", name)
    return tuple(groups), tuple(gaps)


def _priorities(
    name: Word, given: PreferencesShape, desk: Desk, places: Places
) -> tuple[Condition, ...] | None:
    if given.priorities is None:
        return None
    found: list[Condition] = []
    for statement in given.priorities:
        condition = desk.condition(statement)
        if condition is not None:
            places["priorities", str(name), len(found)] = statement.text.place
            found.append(condition)
    return tuple(found)


def _weights(
    name: Word, given: PreferencesShape, desk: Desk, places: Places
) -> tuple[tuple[Condition, float, float], ...] | None:
    if given.weights is None:
        return None
    found: list[tuple[Condition, float, float]] = []
    for word, numbers in given.weights.items():
        condition = desk.statement(word)
        bounds = [desk.number(number) for number in numbers]
        if len(bounds) not in {1, 2}:
            desk.fault("a weight is a number, or a range [low, high]", word)
            continue
        if condition is None or bounds[0] is None or bounds[-1] is None:
            continue
        if bounds[0] > bounds[-1]:
            desk.fault("a range goes up: [low, high]", word)
        for option in sorted(_options(condition.logic)):
            if desk.options[option.partition(".")[0]].unit == "people":
                desk.fault(f"people are counted by category, never weighed: {option}", word)
        places["weights", str(name), len(found)] = word.place
        found.append((condition, bounds[0], bounds[-1]))
    return tuple(found)


def _options(logic: Logic) -> set[str]:
    match logic:
        case Compare(option, _, _):
            return {option}
        case Not(inner):
            return _options(inner)
        case And(left, right) | Or(left, right) | Iff(left, right):
            return _options(left) | _options(right)
        case If(then, condition):
            return _options(then) | _options(condition)


def _prefers(
    name: Word, given: PreferencesShape, desk: Desk, places: Places
) -> tuple[Prefers, ...]:
    found: list[Prefers] = []
    for entry in given.prefers:
        sides = [_side(shape, desk) for shape in (entry.better, entry.worse)]
        noted = desk.noted(entry)
        if sides[0] is None or sides[1] is None:
            continue
        if sides[0] == sides[1]:
            desk.fault("nothing is better than itself", entry)
            continue
        places["prefers", str(name), len(found)] = entry.at
        found.append(Prefers(sides[0], sides[1], **noted))
    return tuple(found)


def _side(shape: PatternShape, desk: Desk) -> dict[str, str] | str | None:
    if shape.word == "status_quo":
        return "status_quo"
    return build_state(shape, desk, whole=False)
