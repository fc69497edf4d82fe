"""Simultaneous stability against its definition, and where it is refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis import combinations, stability
from parley.case import load_case
from parley.case.feasible import compile_states
from parley.case.moves import option_moves
from parley.case.option_moves import compact_moves, option_form
from parley.case.states import StateSpace
from parley.errors import LimitError, NotSupportedError, UsageError
from parley.model import Conflict, NoMove, OneWay, Option, Preference
from tests.analysis.conflicts import known, matrix, of_ranks
from tests.analysis.definitions import Moves, completions
from tests.analysis.definitions_sim import State, sim

VALUES = ("none", "some", "all")


@st.composite
def games(
    draw: st.DrawFn, max_options: int = 4, max_states: int = 24
) -> tuple[Conflict, list[State], list[str], Moves]:
    """Two to four parties with options of their own, some states infeasible, some moves one-way."""
    parties = tuple("abcd"[: draw(st.integers(2, 4))])
    options = {}
    for k in range(draw(st.integers(1, max_options))):
        values = VALUES[: draw(st.integers(2, 3))] if k < 2 else ("no", "yes")
        options[f"o{k}"] = Option(f"o{k}", (draw(st.sampled_from(parties)),), "one", values)
    space = compile_states(options)
    keep = draw(st.lists(st.booleans(), min_size=len(space), max_size=len(space)))
    kept = np.array(keep) | (np.arange(len(space)) == 0) | draw(st.booleans())
    kept[np.flatnonzero(kept)[max_states:]] = False
    space = StateSpace(space.options, space.columns, space.table[kept])
    one_way, no_move = [], []
    for name, option in options.items():
        if draw(st.integers(0, 3)) == 0:
            one_way.append(OneWay(name, (tuple(draw(st.permutations(option.values))[:2]),)))  # type: ignore[arg-type]
        if draw(st.integers(0, 5)) == 0:
            pair: Any = tuple(draw(st.permutations(option.values))[:2])
            no_move.append(NoMove(option.by[0], name, pair))
    moves, pairs = {}, {}
    for party in parties:
        every = option_moves(space, party, one_way, no_move)
        compact = compact_moves(space, party, one_way, no_move)
        moves[party] = every if compact is None else compact
        start, end = every.nonzero()
        pairs[party] = set(zip(start.tolist(), end.tolist(), strict=True))
    n = len(space)
    ranks = {p: draw(st.lists(st.integers(0, n), min_size=n, max_size=n)) for p in parties}
    orders = {p: Preference(np.array(ranks[p])) for p in parties}
    made = Conflict(n, parties, moves, orders, form=option_form(space))
    owner = [options[column.option].by[0] for column in space.columns]
    return made, [tuple(row) for row in space.table.tolist()], owner, pairs


@given(games(), st.sampled_from(["ignored", "no_move"]), st.booleans())
def test_follows_its_definition(
    game: tuple[Conflict, list[State], list[str], Moves], infeasible: str, small: bool
) -> None:
    conflict, states, owner, moves = game
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    with pytest.MonkeyPatch.context() as patch:
        if small:
            patch.setattr(combinations, "_DENSE", 1)
        result = stability(conflict, "sim", infeasible=infeasible)
    for p in moves:
        expected = [sim(states, owner, moves, ranks, p, s, infeasible) for s in range(conflict.n)]
        assert result.stable[p].tolist() == expected
        assert result.possible[p].tolist() == expected
    assert result.complete
    assert result.possible_is_exact
    assert result.parameters["infeasible"] == infeasible


@settings(max_examples=100)
@given(games(max_options=2, max_states=3), st.data(), st.sampled_from(["ignored", "no_move"]))
def test_bounds_for_partial_preferences_are_sound(
    game: tuple[Conflict, list[State], list[str], Moves], data: st.DataObject, infeasible: str
) -> None:
    conflict, states, owner, moves = game
    n = conflict.n
    told = {p: data.draw(known(n)) for p in moves}
    orders = {
        p: Preference(better=matrix(n, k.better), tied=matrix(n, k.tied)) for p, k in told.items()
    }
    result = stability(replace(conflict, preferences=orders), "sim", infeasible=infeasible)
    every = [completions(n, set(k.better), set(k.tied)) for k in told.values()]
    profiles = [dict(zip(moves, made, strict=True)) for made in product(*every)]
    found = set()
    for p in moves:
        for s in range(n):
            cells = [sim(states, owner, moves, ranks, p, s, infeasible) for ranks in profiles]
            assert all(cells) or not result.stable[p][s]
            assert result.possible[p][s] or not any(cells)
            if result.decided[p][s]:
                assert (result.stable[p][s], result.possible[p][s]) == (all(cells), any(cells))
    for ranks in profiles:
        for s in range(n):
            if all(sim(states, owner, moves, ranks, p, s, infeasible) for p in moves):
                found.add(s)
    assert found <= set(result.possible_equilibria.tolist())
    if result.possible_is_exact:
        assert found == set(result.possible_equilibria.tolist())


BOTH = """
parley: 1
parties: {a: {}, b: {}}
options: {x: {by: a}, y: {by: b}}
RULES
preferences:
  a: {ranking: [[YN], [NN], [NY], [YY]], rest: last}
  b: {ranking: [[NY], [NN], [YN], [YY]], rest: last}
"""


def test_differs_from_seq_where_both_would_move() -> None:
    """Each wants to be the only one to say yes; at NN both would, and both at once is worst."""
    case = load_case(text=BOTH.replace("RULES", ""))
    held = {name: r.stable["a"][0] for name, r in stability(case, "sim", "seq").items()}
    assert held == {"sim": True, "seq": False}


@pytest.mark.parametrize(("infeasible", "holds"), [("ignored", False), ("no_move", True)])
def test_what_an_infeasible_combination_is_taken_for(infeasible: str, holds: bool) -> None:
    case = load_case(text=BOTH.replace("RULES", "rules: [not (x and y)]").replace(", [YY]]", "]"))
    result = stability(case, "sim", infeasible=infeasible)
    assert result.stable["a"][0] == holds
    assert infeasible == "ignored" or "infeasible = no_move" in result.variant


COMMON = """
parley: 1
parties: {a: {}, b: {}}
options: {walk_out: {by: [a, b], act: ACT}, y: {by: b}}
preferences: {a: {priorities: [y]}, b: {priorities: [y]}}
"""
GRAPH = """
parley: 1
parties: {a: {}, b: {}}
states: [u, v]
moves: {a: [[u, v]]}
preferences: {a: {ranking: [[u], [v]]}}
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (COMMON.replace("ACT", "any"), "moved by several parties: walk_out$"),
        (COMMON.replace("ACT", "all"), r"joint options: walk_out\.a, walk_out\.b$"),
        (GRAPH, "not named states"),
    ],
)
def test_is_refused_where_moves_do_not_add_up(text: str, said: str) -> None:
    with pytest.raises(NotSupportedError, match=said):
        stability(load_case(text=text), "sim")


def test_moves_without_options_and_wrong_words_are_refused() -> None:
    conflict = of_ranks(2, {"a": {(0, 1)}}, {"a": (0, 1)})
    with pytest.raises(NotSupportedError, match="sim: moves are added up"):
        stability(conflict, "sim")
    with pytest.raises(UsageError, match="infeasible of sim is one of ignored, no_move"):
        stability(load_case(text=BOTH.replace("RULES", "")), "sim", infeasible="no")


def test_too_many_combinations_are_counted_beforehand() -> None:
    options = ", ".join(f"o{k}: {{by: {'ab'[k % 2]}}}" for k in range(16))
    ranks = np.zeros(1 << 16, dtype=np.int64)
    text = f"parley: 1\nparties: {{a: {{}}, b: {{}}}}\noptions: {{{options}}}\n"
    case = load_case(text=text).with_ranks({"a": ranks, "b": ranks})
    with pytest.raises(LimitError, match=r"sim: up to 4\.29e\+09 combinations"):
        stability(case, "sim")
