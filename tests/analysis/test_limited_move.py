"""Looking ahead in turn against its definition, with every way to break ties."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parley.analysis import foresight, stability
from parley.analysis.foresight import Foresight
from parley.analysis.setting import Setting
from parley.errors import LimitError, NotSupportedError, UsageError
from parley.model import Conflict, Preference
from tests.analysis.conflicts import NAMES, arcs, matrix, of_ranks
from tests.analysis.definitions import Moves, Ranks
from tests.analysis.definitions_foresight import Memory, anticipated, played, tie_breaks
from tests.analysis.test_option_form import conflicts

HORIZONS = range(1, 9)
Game = tuple[int, Moves, Ranks]


@st.composite
def duels(draw: st.DrawFn, max_states: int = 7) -> Game:
    """Two parties with full rankings, many of them with ties."""
    n = draw(st.integers(1, max_states))
    moves = draw(arcs(n, 2))
    top = draw(st.integers(1, n))
    return (
        n,
        moves,
        {p: tuple(draw(st.lists(st.integers(0, top), min_size=n, max_size=n))) for p in moves},
    )


def agrees(conflict: Conflict, moves: Moves, ranks: Ranks) -> None:
    memory: Memory = {}
    for h in HORIZONS:
        result = stability(conflict, "limited_move", horizon=h)
        for p in moves:
            sets = [anticipated(moves, ranks, p, s, h, memory) for s in range(conflict.n)]
            assert result.stable[p].tolist() == [found == {s} for s, found in enumerate(sets)]
            assert result.possible[p].tolist() == [s in found for s, found in enumerate(sets)]
        assert result.complete
        assert result.possible_is_exact


@given(duels())
def test_follows_its_definition(game: Game) -> None:
    n, moves, ranks = game
    agrees(of_ranks(n, moves, ranks), moves, ranks)


@given(conflicts().filter(lambda game: len(game[1]) == 2 and game[0].n <= 12))
def test_option_form_follows_its_definition(game: tuple[Conflict, Moves, bool]) -> None:
    conflict, moves, _ = game
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    agrees(conflict, moves, ranks)


@given(duels(), st.booleans())
def test_sets_of_anticipated_states_are_those_of_the_definition(game: Game, small: bool) -> None:
    n, moves, ranks = game
    with pytest.MonkeyPatch.context() as patch:
        if small:
            patch.setattr(foresight, "_STEP", 1)
        ahead = Foresight(Setting(of_ranks(n, moves, ranks)))
        memory: Memory = {}
        for h in (0, 1, 2, 3, 4):
            ends = ahead.after(h)
            for p in moves:
                for s in range(n):
                    found = ends[p].states[ends[p].first[s] : ends[p].first[s + 1]].tolist()
                    assert found == sorted(anticipated(moves, ranks, p, s, h, memory))


@given(duels(max_states=4), st.integers(1, 3))
def test_a_set_is_the_union_over_every_way_to_break_ties(game: Game, horizon: int) -> None:
    """By listing them: an order of the moves at each place of the tree, all orders."""
    n, moves, ranks = game
    few = {p: {(s, x) for s, x in own if len({y for t, y in own if t == s and y <= x}) <= 2}
           for p, own in moves.items()}  # fmt: skip
    ends = Foresight(Setting(of_ranks(n, few, ranks))).after(horizon)
    for p in few:
        for s in range(n):
            reached = {
                played(few, ranks, p, (s,), horizon, ties)
                for ties in tie_breaks(few, p, s, horizon)
            }
            assert set(ends[p].states[ends[p].first[s] : ends[p].first[s + 1]].tolist()) == reached


@given(duels())
def test_one_move_ahead_is_nash(game: Game) -> None:
    n, moves, ranks = game
    conflict = of_ranks(n, moves, ranks)
    one, plain = stability(conflict, "limited_move", horizon=1), stability(conflict, "nash")
    for p in moves:
        assert (one.stable[p] == plain.stable[p]).all()
        assert (one.possible[p] == plain.stable[p]).all()


@given(duels(max_states=6), st.permutations(range(6)))
def test_without_ties_or_renamed_it_is_the_same_to_the_same(
    game: Game, permutation: list[int]
) -> None:
    n, moves, ranks = game
    to = [x for x in permutation if x < n]
    named = {NAMES[0]: "zoe", NAMES[1]: "abe"}
    moved = {named[p]: {(to[s], to[x]) for s, x in own} for p, own in moves.items()}
    order = {named[p]: tuple(own[to.index(s)] for s in range(n)) for p, own in ranks.items()}
    first = stability(of_ranks(n, moves, ranks), "limited_move", horizon=3)
    second = stability(of_ranks(n, dict(reversed(moved.items())), order), "limited_move", horizon=3)
    for p in moves:
        for s in range(n):
            assert first.stable[p][s] == second.stable[named[p]][to[s]]
            assert first.possible[p][s] == second.possible[named[p]][to[s]]
    if all(len(set(own)) == n for own in ranks.values()):
        assert (first.equilibria == first.possible_equilibria).all()


def test_a_tie_of_the_other_decides() -> None:
    """a leaves 0 for 1 only if b, whom 2 and 3 please alike, then goes to 3."""
    moves: Moves = {"a": {(0, 1)}, "b": {(1, 2), (1, 3)}}
    conflict = of_ranks(4, moves, {"a": (1, 0, 0, 2), "b": (0, 0, 1, 1)})
    result = stability(conflict, "limited_move", horizon=2)
    assert (result.stable["a"][0], result.possible["a"][0]) == (False, True)
    assert "however ties are broken" in result.variant
    assert result.parameters["horizon"] == 2


def test_two_moves_ahead_a_move_that_is_no_improvement_may_pay() -> None:
    """a goes through 1, which is worse, to 2, where b then takes things."""
    moves: Moves = {"a": {(0, 1)}, "b": {(1, 2)}}
    conflict = of_ranks(3, moves, {"a": (1, 0, 2), "b": (0, 0, 1)})
    found = stability(conflict, "nash", "seq", "gmr")
    assert all(result.stable["a"][0] for result in found.values())
    assert not stability(conflict, "limited_move").stable["a"][0]


def test_is_refused_for_other_numbers_of_parties_and_for_what_is_partly_known() -> None:
    three: Moves = {"a": set(), "b": set(), "c": set()}
    with pytest.raises(NotSupportedError, match=r"limited_move: .* two parties only; here: 3"):
        stability(of_ranks(1, three, dict.fromkeys(three, (0,))), "limited_move")
    open_ = Preference(better=matrix(2, set()), tied=np.eye(2, dtype=np.bool_))
    duel = of_ranks(2, {"a": {(0, 1)}, "b": set()}, {"a": (0, 1), "b": (0, 0)})
    known = {"a": duel.preferences["a"], "b": open_}
    with pytest.raises(NotSupportedError, match="that of b is known in part"):
        stability(Conflict(2, ("a", "b"), duel.moves, known), "limited_move")


@pytest.mark.parametrize("horizon", [0, 9, True, 2.5, "two", None])
def test_other_horizons_are_a_sentence(horizon: Any) -> None:
    duel = of_ranks(1, {"a": set(), "b": set()}, {"a": (0,), "b": (0,)})
    with pytest.raises(UsageError, match="horizon of limited_move is one of 1, 2, 3"):
        stability(duel, "limited_move", horizon=horizon)


def test_too_many_anticipated_states_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foresight, "_ENTRIES", 1)
    duel = of_ranks(3, {"a": {(0, 1), (0, 2)}, "b": set()}, {"a": (0, 1, 1), "b": (0, 0, 0)})
    with pytest.raises(LimitError, match="ties leave more than 1 anticipated states"):
        stability(duel, "limited_move")


@given(duels(max_states=4))
def test_a_limit_is_met_only_where_there_are_ties(game: Game) -> None:
    n, moves, ranks = game
    assume(all(len(set(own)) == n for own in ranks.values()))
    ends = Foresight(Setting(of_ranks(n, moves, ranks))).after(5)
    assert all(len(own.states) == n for own in ends.values())
