"""Strong and weak stability where some orders come from weights given as ranges.

A case cannot give one party both: ``{gap: much}`` stands in a ranking, and a party has a ranking
or weights. But one party may have the one and another the other, and a Conflict both.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley import CaseError, load_case
from parley.analysis import stability
from parley.model import Conflict
from tests.analysis.conflicts import Known
from tests.analysis.definitions import Moves
from tests.analysis.definitions_strength import STRONG, Levels, gradings, weak
from tests.analysis.test_certificates_forms import SOME, agree_with_bounds
from tests.analysis.test_partial import Weights, agreeing, of_weighed, weighed
from tests.analysis.test_strength import agreeing as agreeing_gradings
from tests.analysis.test_strength import with_levels

Game = tuple[int, Moves, dict[str, Weights | Known], Levels]
NAMES = sorted(STRONG)


@st.composite
def games(draw: st.DrawFn) -> Game:
    """Some orders from ranges of weights, some known in part; levels of some settled states."""
    n, moves, told = draw(weighed())
    conflict, levels = of_weighed(n, moves, told), {}
    for p in moves:
        if draw(st.booleans()):
            ranks = draw(st.sampled_from(agreeing(n, told[p])))
            made = draw(st.sampled_from(list(gradings(ranks))))
            chain = settled(conflict, p)
            levels[p] = tuple(made[s] if s in chain else -1 for s in range(n))
    return n, moves, told, levels


def settled(conflict: Conflict, party: str) -> set[int]:
    """States of which every pair is settled."""
    order = conflict.preferences[party]
    assert order.better is not None
    assert order.tied is not None
    pairs = order.better | order.better.T | order.tied
    chain: set[int] = set()
    for s in range(conflict.n):
        if all(pairs[s, x] for x in chain):
            chain.add(s)
    return chain


@settings(SOME)
@given(games())
def test_bounds_hold_over_every_choice_of_weights_and_every_grading(game: Game) -> None:
    n, moves, told, levels = game
    conflict = with_levels(of_weighed(n, moves, told), levels)
    orders = {p: agreeing(n, told[p]) for p in moves}
    profiles = [dict(zip(moves, made, strict=True)) for made in product(*orders.values())]
    for strength in ("strong", "weak"):
        results = stability(conflict, NAMES, strength=strength)
        for name, result in results.items():
            for p in moves:
                worlds = [
                    (ranks, {p: made})
                    for ranks in profiles
                    for made in (
                        agreeing_gradings(levels[p], ranks[p]) if p in levels else [(0,) * n]
                    )
                ]
                for s in range(n):
                    held = [
                        STRONG[name](moves, ranks, made, p, s)
                        if strength == "strong"
                        else weak(name, moves, ranks, made, p, s)
                        for ranks, made in worlds
                    ]
                    assert all(held) or not result.stable[p][s], (name, strength, p, s)
                    assert result.possible[p][s] or not any(held), (name, strength, p, s)
                    if result.decided[p][s]:
                        found = bool(result.stable[p][s]), bool(result.possible[p][s])
                        assert found == (all(held), any(held)), (name, strength, p, s)


@settings(SOME)
@given(games())
def test_certificates_are_as_the_bounds(game: Game) -> None:
    n, moves, told, levels = game
    conflict = with_levels(of_weighed(n, moves, told), levels)
    for name in NAMES:
        for strength in ("none", "strong", "weak"):
            agree_with_bounds(conflict, name, list(moves), strength=strength)


TEXT = """
parley: 1
parties: {a: {}, b: {}}
options: {x: {by: a}, y: {by: b}}
preferences:
  a: {ranking: [YN, NN, {gap: much}, YY], rest: last}
  b: {weights: {y: [1, 3], x: [-2, 2]}}
"""


def test_a_case_has_the_one_for_one_party_and_the_other_for_another() -> None:
    case = load_case(text=TEXT)
    known = case.conflict().preferences
    assert known["a"].levels is not None
    assert known["b"].weights is not None
    strong = stability(case, "seq", strength="strong")
    # a leaves NN for YN; b gains there by y whatever its weights, and that is much worse for a.
    assert strong.stable["a"][0]
    both = TEXT.replace("a: {ranking", "a: {weights: {x: [1, 3]}, ranking")
    with pytest.raises(CaseError, match="here are ranking, weights"):
        load_case(text=both)
    assert np.array_equal(strong.possible["a"], strong.stable["a"])
