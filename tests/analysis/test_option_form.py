"""Conflicts in option form, whose moves are never listed, against the definitions."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis import stability
from parley.analysis.setting import Setting
from parley.case.feasible import compile_states
from parley.case.moves import option_moves
from parley.case.option_moves import compact_moves
from parley.case.states import StateSpace
from parley.model import Conflict, NoMove, OneWay, Option, Preference
from tests.analysis.definitions import DEFINITIONS, Moves

VALUES = ("none", "some", "all")
ALL = tuple(DEFINITIONS)


@st.composite
def spaces(draw: st.DrawFn) -> tuple[StateSpace, tuple[str, ...]]:
    """Two to four parties, some options of several parties, some states infeasible."""
    parties = tuple("abcd"[: draw(st.integers(2, 4))])
    options = {}
    for k in range(draw(st.integers(2, 4))):
        by = draw(st.lists(st.sampled_from(parties), min_size=1, max_size=2, unique=True))
        values = VALUES[: draw(st.integers(2, 3))] if k < 2 else ("no", "yes")
        act: Any = "any" if len(by) > 1 else "one"
        options[f"o{k}"] = Option(f"o{k}", tuple(by), act, values)
    space = compile_states(options)
    keep = draw(st.lists(st.booleans(), min_size=len(space), max_size=len(space)))
    kept = np.array(keep) | (np.arange(len(space)) == 0)
    if draw(st.booleans()):
        kept[:] = True
    return StateSpace(space.options, space.columns, space.table[kept]), parties


@st.composite
def conflicts(draw: st.DrawFn) -> tuple[Conflict, Moves, bool]:
    """A conflict, the same moves as pairs, and whether every move is in option form."""
    space, parties = draw(spaces())
    one_way, no_move = [], []
    for name, option in space.options.items():
        if draw(st.integers(0, 3)) == 0:
            pair = draw(st.permutations(option.values))[:2]
            one_way.append(OneWay(name, ((pair[0], pair[1]),)))
        if draw(st.integers(0, 5)) == 0:
            pair = draw(st.permutations(option.values))[:2]
            no_move.append(NoMove(draw(st.sampled_from(parties)), name, (pair[0], pair[1])))
    moves, pairs = {}, {}
    for party in parties:
        every = option_moves(space, party, one_way, no_move)
        compact = compact_moves(space, party, one_way, no_move)
        moves[party] = every if compact is None else compact
        start, end = every.nonzero()
        pairs[party] = set(zip(start.tolist(), end.tolist(), strict=True))
    n = len(space)
    top = draw(st.integers(1, n))
    ranks = {p: draw(st.lists(st.integers(0, top), min_size=n, max_size=n)) for p in parties}
    orders = {p: Preference(np.array(ranks[p])) for p in parties}
    made = Conflict(n, parties, moves, orders)
    return made, pairs, Setting(made).compact


@given(conflicts())
def test_every_concept_follows_its_definition(game: tuple[Conflict, Moves, bool]) -> None:
    conflict, moves, _ = game
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    results = stability(conflict, ALL)
    for name, definition in DEFINITIONS.items():
        for party in moves:
            expected = [definition(moves, ranks, party, s) for s in range(conflict.n)]
            assert results[name].stable[party].tolist() == expected, (name, party)


def test_large_blocks_and_many_sizes() -> None:
    """Tables of every size answer as the definitions do: two parties, 300 states, gaps."""
    chance = np.random.default_rng(7)
    space = compile_states({f"o{k}": Option(f"o{k}", ("ab"[k % 3 == 0],)) for k in range(9)})
    kept = chance.random(len(space)) < 0.6
    space = StateSpace(space.options, space.columns, space.table[kept])
    n = len(space)
    ranks = {p: Preference(chance.integers(0, 40, n)) for p in "ab"}
    listed = {p: option_moves(space, p) for p in "ab"}
    compact = {p: compact_moves(space, p) for p in "ab"}
    one = stability(Conflict(n, ("a", "b"), listed, ranks), ALL)
    other = stability(Conflict(n, ("a", "b"), compact, ranks), ALL)
    for name in ALL:
        for party in "ab":
            assert one[name].stable[party].tolist() == other[name].stable[party].tolist()
