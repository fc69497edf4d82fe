"""Every concept against its definition, on random conflicts and on published ones."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from parley.analysis import concepts, stability
from parley.analysis.stability import settled_parties
from parley.errors import UsageError
from parley.model import Conflict, Preference, Result
from tests.analysis.conflicts import Partial, matrix, of_known, of_ranks, partial, ranked
from tests.analysis.definitions import DEFINITIONS, Moves, Ranks, completions

ALL = sorted(DEFINITIONS)
SEPARATE = ["nash", "gmr", "smr"]
ELSEWHERE = ["limited_move", "non_myopic", "sim", "stackelberg"]
"""Not defined for every conflict; each has its definition and its test beside this one."""
Cells = dict[str, list[bool]]


def by_definition(name: str, n: int, moves: Moves, ranks: Ranks) -> Cells:
    return {p: [DEFINITIONS[name](moves, ranks, p, s) for s in range(n)] for p in moves}


def listed(cells: object) -> Cells:
    assert isinstance(cells, dict)
    return {p: [bool(cell) for cell in row] for p, row in cells.items()}


def test_every_concept_has_a_definition_to_be_checked_against() -> None:
    assert sorted(concepts()) == sorted([*ALL, *ELSEWHERE])
    for name in ELSEWHERE:
        assert Path(__file__).with_name(f"test_{name}.py").exists()


@given(ranked())
def test_full_rankings_follow_the_definitions(game: tuple[int, Moves, Ranks]) -> None:
    n, moves, ranks = game
    results = stability(of_ranks(n, moves, ranks), ALL)
    for name in ALL:
        expected = by_definition(name, n, moves, ranks)
        assert listed(results[name].stable) == expected, name
        assert listed(results[name].possible) == expected, name
        both = [s for s in range(n) if all(expected[p][s] for p in moves)]
        assert results[name].equilibria.tolist() == both
        assert results[name].possible_equilibria.tolist() == both
        assert results[name].possible_is_exact
        assert results[name].complete


@given(ranked(max_states=6))
def test_ranks_and_settled_pairs_give_the_same(game: tuple[int, Moves, Ranks]) -> None:
    """A ranking written pair by pair takes the other road and must arrive at the same place."""
    n, moves, ranks = game
    conflict = of_ranks(n, moves, ranks)
    # One more state that nobody reaches and nobody compares keeps the pairs from becoming ranks.
    wide = Conflict(
        n + 1,
        conflict.parties,
        {p: csr_array(np.pad(matrix(n, pairs), (0, 1))) for p, pairs in moves.items()},
        {p: unsettled(np.array(ranks[p])) for p in moves},
    )
    for name in ALL:
        numbers, pairs = stability(conflict, name), stability(wide, name)
        for p in moves:
            assert (pairs.stable[p][:n] == numbers.stable[p]).all()
            assert (pairs.possible[p][:n] == numbers.possible[p]).all()
            assert pairs.decided[p].all()
        assert pairs.complete


def unsettled(ranks: np.ndarray) -> Preference:
    better = np.pad(ranks[None, :] > ranks[:, None], (0, 1))
    tied = np.pad(ranks[None, :] == ranks[:, None], (0, 1))
    tied[-1, -1] = True
    return Preference(better=better, tied=tied)


@given(partial(max_states=4, max_parties=4))
def test_partial_verdicts_are_exact(game: Partial) -> None:
    """Nash, GMR, SMR: in every and in some weak order that agrees, by listing all of them."""
    results = stability(of_known(game), SEPARATE)
    for p in game.moves:
        orders = completions(game.n, set(game.known[p].better), set(game.known[p].tied))
        for name in SEPARATE:
            cells = [
                [DEFINITIONS[name](game.moves, {p: order}, p, s) for order in orders]
                for s in range(game.n)
            ]
            assert results[name].stable[p].tolist() == [all(row) for row in cells]
            assert results[name].possible[p].tolist() == [any(row) for row in cells]
            assert results[name].decided[p].all()


@given(partial(max_states=6, max_parties=3))
def test_small_blocks_of_states_give_the_same(game: Partial) -> None:
    whole = stability(of_known(game), ALL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("parley.analysis.partly.by_sets._BYTES", 1)
        parts = stability(of_known(game), ALL)
    for name in ALL:
        assert listed(whole[name].stable) == listed(parts[name].stable)
        assert listed(whole[name].possible) == listed(parts[name].possible)


@given(partial(max_states=3, max_parties=3))
def test_one_completion_serves_all_parties(game: Partial) -> None:
    """Possible equilibria are exact: all parties' completions listed together."""
    results = stability(of_known(game), SEPARATE)
    profiles = all_profiles(game)
    for name in SEPARATE:
        found = {
            s
            for ranks in profiles
            for s in range(game.n)
            if all(DEFINITIONS[name](game.moves, ranks, p, s) for p in game.moves)
        }
        assert results[name].possible_equilibria.tolist() == sorted(found)
        assert results[name].possible_is_exact


@settings(max_examples=60)
@given(st.one_of(partial(max_states=3, max_parties=3), partial(max_states=4, max_parties=2)))
@pytest.mark.parametrize("concept", ["seq", "sseq"])
def test_bounds_are_sound_where_the_others_gains_are_open(concept: str, game: Partial) -> None:
    result = stability(of_known(game), concept, time_limit=0)
    profiles = all_profiles(game)
    for p in game.moves:
        for s in range(game.n):
            cells = [DEFINITIONS[concept](game.moves, ranks, p, s) for ranks in profiles]
            assert all(cells) or not result.stable[p][s]
            assert result.possible[p][s] or not any(cells)
            if result.decided[p][s]:
                assert all(cells) == result.stable[p][s]
                assert any(cells) == result.possible[p][s]
    found = {
        s
        for ranks in profiles
        for s in range(game.n)
        if all(DEFINITIONS[concept](game.moves, ranks, p, s) for p in game.moves)
    }
    assert found <= set(result.possible_equilibria.tolist())
    assert set(result.surely_possible.tolist()) <= found
    if result.possible_is_exact:
        assert found == set(result.possible_equilibria.tolist())


def all_profiles(game: Partial) -> list[Ranks]:
    per_party = [
        completions(game.n, set(game.known[p].better), set(game.known[p].tied)) for p in game.moves
    ]
    return [dict(zip(game.moves, profile, strict=True)) for profile in product(*per_party)]


@given(ranked(max_states=6), st.randoms(use_true_random=False))
def test_renaming_and_reordering_parties_permutes_the_answers(
    game: tuple[int, Moves, Ranks], random: object
) -> None:
    n, moves, ranks = game
    order = list(moves)
    random.shuffle(order)  # type: ignore[attr-defined]
    renamed = {p: f"z{i}" for i, p in enumerate(order)}
    other = of_ranks(
        n, {renamed[p]: moves[p] for p in order}, {renamed[p]: ranks[p] for p in order}
    )
    first, second = stability(of_ranks(n, moves, ranks), ALL), stability(other, ALL)
    for name in ALL:
        assert first[name].equilibria.tolist() == second[name].equilibria.tolist()
        for p in moves:
            assert (first[name].stable[p] == second[name].stable[renamed[p]]).all()


@given(ranked(max_states=6), st.permutations(range(6)))
def test_renumbering_states_permutes_the_answers(
    game: tuple[int, Moves, Ranks], permutation: list[int]
) -> None:
    n, moves, ranks = game
    to = np.argsort(np.argsort(np.array([i for i in permutation if i < n] or [0])))[:n]
    moved = {p: {(int(to[s]), int(to[x])) for s, x in pairs} for p, pairs in moves.items()}
    placed = {p: tuple(np.array(ranks[p])[np.argsort(to)].tolist()) for p in moves}
    first = stability(of_ranks(n, moves, ranks), ALL)
    second = stability(of_ranks(n, moved, placed), ALL)
    for name in ALL:
        assert sorted(to[first[name].equilibria].tolist()) == second[name].equilibria.tolist()


def test_what_a_result_says_of_itself() -> None:
    conflict = of_ranks(2, {"a": {(0, 1)}, "b": set()}, {"a": (0, 1), "b": (0, 0)})
    result = stability(conflict, "gmr")
    assert isinstance(result, Result)
    assert result.concept == "gmr"
    assert result.case_hash == "f00d"
    assert "nobody twice in a row" in result.variant
    assert result.parameters == {
        "with_inferred": False, "time_limit": 2.0, "strength": "none", "sequences": "legal",
        "sanction": "no_better",
    }  # fmt: skip
    assert result.equilibria.dtype == np.int64
    assert result.equilibria.tolist() == [1]
    assert sorted(stability(conflict, "nash", "seq")) == ["nash", "seq"]


def test_nothing_known_leaves_every_state_possible() -> None:
    conflict = Conflict(2, ("a",), {"a": csr_array(np.array([[0, 1], [1, 0]], dtype=bool))}, {})
    result = stability(conflict, "nash")
    assert result.stable["a"].tolist() == [False, False]
    assert result.possible["a"].tolist() == [True, True]
    assert settled_parties(conflict) == ()
    alone = Conflict(1, ("a",), {}, {"a": Preference(ranks=np.array([0]))})
    assert settled_parties(alone) == ("a",)
    told = Conflict(2, ("a",), conflict.moves, {"a": Preference(ranks=np.array([0, 0]))})
    assert settled_parties(told) == ("a",)


class Compiled:
    """A stand-in for a case: remembers what it was asked."""

    def __init__(self, conflict: Conflict) -> None:
        self.compiled = conflict
        self.asked: list[bool] = []

    def conflict(self, *, with_inferred: bool = False) -> Conflict:
        self.asked.append(with_inferred)
        return self.compiled


def test_a_case_is_compiled_with_or_without_inferences() -> None:
    case = Compiled(of_ranks(2, {"a": {(0, 1)}}, {"a": (0, 1)}))
    assert stability(case, "nash").parameters["with_inferred"] is False
    assert stability(case, "nash", with_inferred=True).parameters["with_inferred"] is True
    assert case.asked == [False, True]


def test_wrong_calls_say_what_to_do() -> None:
    conflict = of_ranks(2, {"a": {(0, 1)}}, {"a": (0, 1)})
    with pytest.raises(UsageError, match=r"there are gmr, .*nash, .*seq, "):
        stability(conflict, "nashh")
    with pytest.raises(UsageError, match="nash has no variant keyword 'depth'"):
        stability(conflict, "nash", depth=3)
    with pytest.raises(UsageError, match="pass the case"):
        stability(conflict, "nash", with_inferred=True)
    with pytest.raises(UsageError, match="needs a case or a Conflict, not int"):
        stability(3, "nash")  # type: ignore[call-overload]
    with pytest.raises(UsageError, match=r"ranks of a have the shape \(3,\)"):
        stability(
            Conflict(2, ("a",), conflict.moves, {"a": Preference(ranks=np.arange(3))}), "nash"
        )
    with pytest.raises(UsageError, match=r"moves of a have the shape \(2, 2\); give 3 by 3"):
        stability(Conflict(3, ("a",), conflict.moves, {}), "nash")


@pytest.mark.parametrize("wrong", [3, None, ["nash", 3], [["nash"]]])
def test_what_is_no_name_of_a_concept_is_a_sentence(wrong: Any) -> None:
    with pytest.raises(UsageError, match=r"there are gmr, .*nash"):
        stability(of_ranks(1, {"a": set()}, {"a": (0,)}), wrong)


def test_no_two_arrays_of_a_result_are_the_same_memory() -> None:
    """Who changes one in place does not change what another says."""
    moves: Moves = {"a": {(0, 1), (1, 0)}, "b": {(0, 1)}}
    results = stability(of_ranks(2, moves, {"a": (0, 1), "b": (1, 0)}), ALL)
    arrays = [
        own
        for result in results.values()
        for kind in (result.stable, result.possible, result.decided)
        for own in kind.values()
    ]
    assert len({own.ctypes.data for own in arrays}) == len(arrays)
