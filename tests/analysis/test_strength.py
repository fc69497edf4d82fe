"""Strong and weak stability against their definitions, on full and on partial preferences."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis import stability
from parley.case import load_case
from parley.errors import UsageError
from parley.model import Conflict, Preference
from tests.analysis.conflicts import Partial, of_known, of_ranks, partial, ranked
from tests.analysis.definitions import Moves, Ranks, completions
from tests.analysis.definitions_strength import STRONG, Levels, gradings, weak
from tests.analysis.test_option_form import conflicts

NAMES = sorted(STRONG)
SEPARATE = ["gmr", "nash", "smr"]


def with_levels(conflict: Conflict, levels: Levels) -> Conflict:
    return replace(
        conflict,
        preferences={
            p: replace(known, levels=np.array(levels[p])) if p in levels else known
            for p, known in conflict.preferences.items()
        },
    )


def cut(ranks: Ranks, cuts: list[int]) -> Levels:
    """Levels by cutting the ranks at some heights."""
    return {p: tuple(sum(r >= c for c in cuts) for r in own) for p, own in ranks.items()}


def agrees(conflict: Conflict, moves: Moves, ranks: Ranks, levels: Levels, *asked: str) -> None:
    for strength in asked:
        results = stability(conflict, NAMES, strength=strength)
        for name in NAMES:
            for p in moves:
                expected = [
                    STRONG[name](moves, ranks, levels, p, s)
                    if strength == "strong"
                    else weak(name, moves, ranks, levels, p, s)
                    for s in range(conflict.n)
                ]
                assert results[name].stable[p].tolist() == expected, (name, strength, p)
                assert results[name].possible[p].tolist() == expected, (name, strength, p)
                assert results[name].decided[p].all()


@given(ranked(), st.lists(st.integers(0, 8), max_size=3))
def test_listed_moves_follow_the_definitions(
    game: tuple[int, Moves, Ranks], cuts: list[int]
) -> None:
    n, moves, ranks = game
    levels = cut(ranks, cuts)
    agrees(with_levels(of_ranks(n, moves, ranks), levels), moves, ranks, levels, "strong", "weak")


@given(conflicts(), st.lists(st.integers(1, 8), max_size=3))
def test_option_form_follows_the_definitions(
    game: tuple[Conflict, Moves, bool], cuts: list[int]
) -> None:
    conflict, moves, _ = game
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    levels = cut(ranks, cuts)
    agrees(with_levels(conflict, levels), moves, ranks, levels, "strong")


@st.composite
def graded(draw: st.DrawFn) -> tuple[Partial, Levels]:
    """What is partly known, and the levels of some states: levels of one hidden completion."""
    game = draw(partial(max_states=4, max_parties=3))
    levels = {}
    for p, known in game.known.items():
        if draw(st.booleans()):
            orders = completions(game.n, set(known.better), set(known.tied))
            hidden = draw(st.sampled_from(list(gradings(draw(st.sampled_from(orders))))))
            told = listed_by(game, p)
            levels[p] = tuple(hidden[s] if s in told else -1 for s in range(game.n))
    return game, levels


def listed_by(game: Partial, party: str) -> set[int]:
    """A chain of settled states, as a ranking with an unknown rest leaves them."""
    known = game.known[party]
    chain: set[int] = set()
    for s in range(game.n):
        if all(
            (s, x) in known.better | known.tied or (x, s) in known.better | known.tied
            for x in chain
        ):
            chain.add(s)
    return chain


def agreeing(levels: tuple[int, ...], order: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Gradings of a completion in which listed states are much better just where they were."""
    told = [s for s, level in enumerate(levels) if level >= 0]
    return [
        made
        for made in gradings(order)
        if all((made[s] > made[x]) == (levels[s] > levels[x]) for s in told for x in told)
    ]


@given(graded())
def test_what_is_partly_known_is_exact_for_one_party_at_a_time(
    case: tuple[Partial, Levels],
) -> None:
    """Strong Nash, GMR and SMR: over every completion and every grading that agree with it."""
    game, levels = case
    strong = stability(with_levels(of_known(game), levels), SEPARATE, strength="strong")
    weakly = stability(with_levels(of_known(game), levels), SEPARATE, strength="weak")
    for p in game.moves:
        known = game.known[p]
        worlds = [
            (order, made)
            for order in completions(game.n, set(known.better), set(known.tied))
            for made in (agreeing(levels[p], order) if p in levels else [(0,) * game.n])
        ]
        for name in SEPARATE:
            for s in range(game.n):
                found = [STRONG[name](game.moves, {p: o}, {p: m}, p, s) for o, m in worlds]
                assert strong[name].stable[p][s] == all(found), (name, s)
                assert strong[name].possible[p][s] == any(found), (name, s)
                found = [weak(name, game.moves, {p: o}, {p: m}, p, s) for o, m in worlds]
                assert all(found) or not weakly[name].stable[p][s]
                assert weakly[name].possible[p][s] or not any(found)
                if weakly[name].decided[p][s]:
                    assert weakly[name].stable[p][s] == all(found)


@settings(max_examples=60)
@given(graded().filter(lambda case: case[0].n == 3))
def test_bounds_of_seq_are_sound(case: tuple[Partial, Levels]) -> None:
    """Over every completion of all parties and every grading of the one that is judged."""
    game, levels = case
    conflict = with_levels(of_known(game), levels)
    orders = {
        p: completions(game.n, set(known.better), set(known.tied))
        for p, known in game.known.items()
    }
    profiles = [dict(zip(game.moves, made, strict=True)) for made in product(*orders.values())]
    for strength in ("strong", "weak"):
        result = stability(conflict, "seq", strength=strength)
        for p in game.moves:
            worlds = [
                (ranks, {p: made})
                for ranks in profiles
                for made in (agreeing(levels[p], ranks[p]) if p in levels else [(0,) * game.n])
            ]
            for s in range(game.n):
                found = [
                    STRONG["seq"](game.moves, ranks, made, p, s)
                    if strength == "strong"
                    else weak("seq", game.moves, ranks, made, p, s)
                    for ranks, made in worlds
                ]
                assert all(found) or not result.stable[p][s]
                assert result.possible[p][s] or not any(found)
                if result.decided[p][s]:
                    assert (result.stable[p][s], result.possible[p][s]) == (all(found), any(found))


def test_a_settled_order_may_hold_a_state_of_unknown_level() -> None:
    """0 over 1 over 2, with a gap somewhere between 0 and 2: who can say where 1 stands?"""
    moves: Moves = {"a": {(1, 0)}, "b": {(0, 2)}}
    conflict = of_ranks(3, moves, {"a": (2, 1, 0), "b": (0, 0, 1)})
    own = Preference(np.array([2, 1, 0]), levels=np.array([1, -1, 0]))
    result = stability(
        replace(conflict, preferences={**conflict.preferences, "a": own}), "gmr", strength="strong"
    )
    assert (result.stable["a"][1], result.possible["a"][1]) == (False, True)


LADDER = """
parley: 1
parties: {a: {}, b: {}}
options: {x: {by: a}, y: {by: b}}
preferences:
  a: {ranking: [[YN], [NN], RANKS], rest: last}
  b: {ranking: [[YY], [NY]], rest: last}
"""


@pytest.mark.parametrize(
    ("ranks", "strong", "levels"),
    [
        ("{gap: much}, [YY]", True, [1, 0, 1, 0]),
        ("[YY]", False, None),
        ("[NY], {gap: much}, [YY]", True, [1, 1, 1, 0]),
        ("[YY], {gap: much}, [NY]", False, [1, 0, 1, 1]),
    ],
)
def test_a_gap_in_a_ranking_makes_a_reply_much_worse(
    ranks: str, strong: bool, levels: list[int] | None
) -> None:
    """a leaves NN for YN, b answers with YY: worse for a, and much worse below a gap."""
    case = load_case(text=LADDER.replace("RANKS", ranks))
    known = case.conflict().preferences["a"].levels
    assert (None if known is None else known.tolist()) == levels
    found = {
        s: stability(case, "seq", strength=s).stable["a"][0] for s in ("none", "strong", "weak")
    }
    assert found == {"none": True, "strong": strong, "weak": not strong}


def test_what_a_ranking_leaves_unknown_has_no_level() -> None:
    text = LADDER.replace("RANKS], rest: last", "{gap: much}, [YY]], rest: unknown")
    known = load_case(text=text).conflict().preferences["a"]
    assert known.ranks is None
    assert known.levels is not None
    assert known.levels.tolist() == [1, -1, 1, 0]


def test_a_party_with_no_improvement_is_strongly_stable() -> None:
    conflict = of_ranks(2, {"a": set(), "b": {(0, 1)}}, {"a": (0, 1), "b": (1, 0)})
    for name in NAMES:
        assert stability(conflict, name, strength="strong").equilibria.tolist() == [0, 1]
        assert stability(conflict, name, strength="weak").equilibria.tolist() == []


def test_a_result_says_the_strength_it_was_asked_for() -> None:
    conflict = of_ranks(1, {"a": set()}, {"a": (0,)})
    plain, strong = stability(conflict, "gmr"), stability(conflict, "gmr", strength="strong")
    assert plain.parameters["strength"] == "none"
    assert strong.parameters["strength"] == "strong"
    meaning = "but what deters is a state much worse than the start (strength = strong)"
    assert strong.variant == f"{plain.variant}; {meaning}"


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([0, 1, 2], "one whole number for each"),
        ([0.5, 1.0], "one whole number for each"),
        ([1, 0], "go against its order"),
    ],
)
def test_levels_that_do_not_fit_are_a_sentence(levels: Any, said: str) -> None:
    conflict = of_ranks(2, {"a": {(0, 1)}}, {"a": (0, 1)})
    known = {"a": replace(conflict.preferences["a"], levels=np.array(levels))}
    with pytest.raises(UsageError, match=said):
        stability(replace(conflict, preferences=known), "nash")


@pytest.mark.parametrize("strength", ["much", "", None, 1, np.array([1, 2])])
def test_other_words_are_a_sentence(strength: Any) -> None:
    conflict = of_ranks(1, {"a": set()}, {"a": (0,)})
    with pytest.raises(UsageError, match="strength of nash is one of none, strong, weak"):
        stability(conflict, "nash", strength=strength)
