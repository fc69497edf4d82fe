"""Checks that need the states: whether any is left, and whether what is said of them can hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from parley.case.build import Built
from parley.case.comparisons import settle
from parley.case.desk import Desk
from parley.case.feasible import LIMIT, compile_states, contradiction
from parley.case.given import given, in_words
from parley.case.preferences import ranked
from parley.case.states import StateSpace, columns_of, combinations
from parley.case.yamlfile import Place
from parley.errors import UsageError
from parley.model import Option, Preferences

__all__ = ["check_states"]


def check_states(built: Built, options: Mapping[str, Option], desk: Desk) -> StateSpace | None:
    """Compile the states if something has to be checked against them.

    Returns
    -------
    StateSpace or None
        None where there was nothing to check, or too many combinations to enumerate.
    """
    stated = any(
        p.ranking is not None or p.prefers for p in built.preferences.values()
    )  # fmt: skip
    if not (built.rules or built.listed is not None or stated):
        return None
    if built.listed is None and combinations(columns_of(options)) > LIMIT:
        desk.fault(
            "too many combinations of values to look at every state: rules, status quo and "
            "preferences are not checked against the states", Place(), notice=True
        )  # fmt: skip
        return None
    space = compile_states(options, built.rules, built.listed)
    if not len(space):
        _contradictory(built, options, desk)
        return None
    _status_quo(built, space, desk)
    for party, preferences in built.preferences.items():
        _preferences(party, preferences, built, space, desk)
    return space


def _contradictory(built: Built, options: Mapping[str, Option], desk: Desk) -> None:
    if built.listed is not None:
        desk.fault("`states` leaves no state", Place())
        return
    together = contradiction(options, built.rules)
    places = [built.places["rules", i] for i in together]
    others = ", ".join(f"{place.line}:{place.column}" for place in places[1:])
    rest = (
        f"; it contradicts the rule{'s' if len(places) > 2 else ''} at {others}" if others else ""
    )
    desk.fault(f"no state satisfies the rules{rest}", places[0])


def _status_quo(built: Built, space: StateSpace, desk: Desk) -> None:
    if built.status_quo is None:
        return
    try:
        space.index(built.status_quo)
    except UsageError:
        broken = _broken_rule(built, space)
        desk.fault(f"the status quo is not a feasible state{broken}", built.places["status_quo",])


def _broken_rule(built: Built, space: StateSpace) -> str:
    """Say which rule a status quo breaks: the one that this state alone does not satisfy."""
    alone = compile_states(space.options, (), [space.expand(built.status_quo or {})])
    for i, rule in enumerate(built.rules):
        if len(alone) and not alone.where(rule.logic).all():
            return f": the rule in line {built.places['rules', i].line} forbids it"
    return ""


def _preferences(
    party: str, preferences: Preferences, built: Built, space: StateSpace, desk: Desk
) -> None:
    if preferences.ranking is not None:
        _ranking(party, preferences, built, space, desk)
    if not preferences.prefers:
        return
    settled = settle(
        given(space, preferences, in_words(desk.file, built.places)), built.status_quo,
        built.sources, include_inferred=False,
    )  # fmt: skip
    for number, what in settled.faults:
        desk.fault(what, built.places["prefers", party, number])


def _ranking(
    party: str, preferences: Preferences, built: Built, space: StateSpace, desk: Desk
) -> None:
    result = ranked(space, preferences.ranking or ())
    for key in result.empty:
        desk.fault("no feasible state is like this", _at(built, "ranking", party, *key))
    for key in result.idle:
        place = _at(built, "ranking", party, *key)
        desk.fault("every state like this is ranked before", place, notice=True)
    left = np.flatnonzero(result.ranks < 0)
    if len(left) and preferences.rest is None:
        shown = "; ".join(space.text(int(i)) for i in left[:3]) + ("; …" if len(left) > 3 else "")
        desk.fault(
            f"the ranking leaves out {len(left)} of {len(space)} states ({shown}); rank them, or "
            "say `rest: last` or `rest: unknown`", built.places["preferences", party]
        )  # fmt: skip


def _at(built: Built, *key: Any) -> Place:
    return built.places.get(key, Place())
