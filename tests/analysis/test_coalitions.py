"""Coalitions against their definitions, on listed moves, in option form, and on partial orders."""

from __future__ import annotations

import itertools
import os
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley import load_case
from parley.analysis import coalitions, stability
from parley.analysis.together import credible as credible_module
from parley.analysis.together import judging as judging_module
from parley.errors import LimitError, UsageError
from parley.model import Conflict, OptionMoves, Preference
from tests.analysis.coalition_definitions import Coalitional, groups
from tests.analysis.conflicts import Partial, of_known, of_ranks, partial, ranked
from tests.analysis.definitions import Moves, Ranks, completions
from tests.analysis.test_option_form import conflicts

ALL = ("cnash", "cgmr", "csmr", "cseq")
GAINS = st.sampled_from(["strict", "pareto"])


def agrees(conflict: Conflict, moves: Moves, ranks: Ranks, gain: str) -> None:
    results = coalitions(conflict, ALL, gain=gain, time_limit=None)  # type: ignore[arg-type]
    checker = Coalitional(moves, ranks, gain)
    for name, result in results.items():
        assert set(result.coalitions) == set(groups(list(moves)))
        held = np.ones(conflict.n, dtype=np.bool_)
        for group in result.coalitions:
            expected = [not checker.undeterred(group, s, name) for s in range(conflict.n)]
            assert result.stable[group].tolist() == expected, (name, gain, group)
            assert result.possible[group].tolist() == expected
            assert result.decided[group].all()
            held &= np.array(expected, dtype=np.bool_)
        assert result.equilibria.tolist() == np.flatnonzero(held).tolist()
        assert result.complete


@given(ranked(max_states=7), GAINS)
def test_arbitrary_moves_follow_the_definitions(game: tuple[int, Moves, Ranks], gain: str) -> None:
    n, moves, ranks = game
    agrees(of_ranks(n, moves, ranks), moves, ranks, gain)


@given(conflicts(), GAINS)
def test_option_form_follows_the_definitions(game: tuple[Conflict, Moves, bool], gain: str) -> None:
    """Two to four parties, common options, infeasible states, one-way moves, ties."""
    conflict, moves, _ = game
    conflict, moves = first_states(conflict, moves, min(conflict.n, 12))
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    agrees(conflict, moves, ranks, gain)


def first_states(conflict: Conflict, moves: Moves, n: int) -> tuple[Conflict, Moves]:
    """The same with the later states infeasible, so that loops over sets stay quick."""
    kept: dict[str, Any] = {}
    for party, own in conflict.moves.items():
        if isinstance(own, OptionMoves):
            kind = None if own.kind is None else own.kind[:n]
            kept[party] = OptionMoves(own.block[:n], kind, own.allowed)
        else:
            kept[party] = own[:n, :n]
    orders = {p: Preference(o.ranks[:n]) for p, o in conflict.preferences.items()}  # type: ignore[index]
    pairs = {p: {(s, x) for s, x in own if s < n and x < n} for p, own in moves.items()}
    return Conflict(n, conflict.parties, kept, orders), pairs


@given(partial(max_states=4, max_parties=3), GAINS)
def test_partial_preferences_are_bounded_by_their_completions(game: Partial, gain: str) -> None:
    results = coalitions(of_known(game), ALL, gain=gain, time_limit=None)  # type: ignore[arg-type]
    orders = {
        p: completions(game.n, set(known.better), set(known.tied))
        for p, known in game.known.items()
    }
    total = np.prod([len(some) for some in orders.values()])
    if total > 60:
        return
    checkers = [
        Coalitional(game.moves, dict(zip(orders, each, strict=True)), gain)
        for each in itertools.product(*orders.values())
    ]
    for name, result in results.items():
        at_once = set()
        stable: dict[tuple[tuple[str, ...], int], list[bool]] = {}
        for checker in checkers:
            for s in range(game.n):
                verdicts = {
                    group: not checker.undeterred(group, s, name) for group in result.coalitions
                }
                for group, holds in verdicts.items():
                    stable.setdefault((group, s), []).append(holds)
                if all(verdicts.values()):
                    at_once.add(s)
        for (group, s), each in stable.items():
            if name != "cseq" or result.decided[group][s]:
                assert result.stable[group][s] == all(each), (name, group, s)
                assert result.possible[group][s] == any(each), (name, group, s)
            assert result.stable[group][s] <= all(each)
            assert result.possible[group][s] >= any(each)
        if result.possible_is_exact:
            assert set(result.possible_equilibria.tolist()) == at_once
        else:
            assert set(result.possible_equilibria.tolist()) >= at_once


@settings(max_examples=40)
@given(ranked(max_states=5), GAINS)
def test_ranges_of_starts_give_what_all_starts_give(
    game: tuple[int, Moves, Ranks], gain: str
) -> None:
    conflict = of_ranks(*game)
    whole = coalitions(conflict, ALL, gain=gain)  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging_module, "starts_at_once", lambda groups: 2)
        pieces = coalitions(conflict, ALL, gain=gain)  # type: ignore[arg-type]
    for name in ALL:
        for group in whole[name].coalitions:
            assert (whole[name].stable[group] == pieces[name].stable[group]).all()


@settings(max_examples=40)
@given(ranked(max_states=7))
def test_a_party_alone_is_what_the_concepts_for_one_party_say(
    game: tuple[int, Moves, Ranks],
) -> None:
    conflict = of_ranks(*game)
    alone = stability(conflict, ["nash", "gmr", "smr"])
    together = coalitions(conflict, ["cnash", "cgmr", "csmr"])
    for name, result in alone.items():
        for party in conflict.parties:
            assert (together[f"c{name}"].stable[party,] == result.stable[party]).all()


def test_a_members_own_exit_counts_beside_the_coalition() -> None:
    """In state 0 both hold together; each alone would leave: it is no equilibrium."""
    moves: Moves = {"a": {(0, 1)}, "b": {(0, 2)}}
    conflict = of_ranks(3, moves, {"a": (1, 2, 0), "b": (1, 0, 2)})
    found = coalitions(conflict, "cnash", among=[("a", "b")])["cnash"]
    assert set(found.coalitions) == {("a",), ("b",), ("a", "b")}
    assert found.stable["a", "b"][0]
    assert not found.stable["a",][0]
    assert found.equilibria.tolist() == [1, 2]


def test_members_do_not_jump_over_what_is_not_feasible() -> None:
    """Both could only change together; no legal sequence does, for one of them goes first."""
    apart = OptionMoves(np.array([0, 1]))
    conflict = Conflict(
        2, ("a", "b"), {"a": apart, "b": apart}, {p: Preference(np.array([0, 1])) for p in "ab"}
    )
    assert coalitions(conflict, "cnash")["cnash"].equilibria.tolist() == [0, 1]


CASE = """
parley: 1
parties: {a: {}, b: {}, c: {part_of: a}, d: {}}
acting_together: [{parties: [d, b]}]
options: {x: {by: a}, y: {by: b}, z: {by: [c, d], act: any}}
preferences: {a: {priorities: [x]}, b: {priorities: [x]}, c: {priorities: [z]}}
"""


def test_what_a_case_names_comes_first() -> None:
    result = coalitions(load_case(text=CASE), "cnash")["cnash"]
    assert result.first == (("b", "d"), ("a", "c"))
    assert result.coalitions[:3] == (("b", "d"), ("a", "c"), ("a",))
    assert len(result.coalitions) == 15
    assert "every member is better off" in result.variant
    assert result.parameters["gain"] == "strict"
    assert result.parameters["every_coalition"] is True


def test_wrong_calls_say_what_there_is() -> None:
    conflict = of_ranks(2, {"a": {(0, 1)}, "b": set()}, {"a": (0, 1), "b": (0, 0)})
    with pytest.raises(UsageError, match="cnash, cgmr, csmr, cseq"):
        coalitions(conflict, "nash")
    with pytest.raises(UsageError, match="strict, pareto"):
        coalitions(conflict, gain="some")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no party is named 'z'; there are a, b"):
        coalitions(conflict, among=[("a", "z")])
    with pytest.raises(UsageError, match="a coalition has members"):
        coalitions(conflict, among=[()])


def test_a_search_that_is_cut_says_so_and_claims_nothing() -> None:
    conflict = of_ranks(2, {"a": {(0, 1)}, "b": set()}, {"a": (0, 1), "b": (0, 0)})
    result = coalitions(conflict, "cnash", time_limit=-1.0)["cnash"]
    assert not result.complete
    assert "the time was over" in result.why_stopped
    assert result.equilibria.tolist() == []
    assert result.possible_equilibria.tolist() == [0, 1]
    assert not result.possible_is_exact


def test_too_many_steps_are_refused_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credible_module, "STEP_LIMIT", 3)
    one = OptionMoves(np.zeros(4, dtype=np.int64))
    order = Preference(np.arange(4))
    conflict = Conflict(4, tuple("abc"), dict.fromkeys("abc", one), dict.fromkeys("abc", order))
    with pytest.raises(LimitError, match="could have to keep 16 steps"):
        coalitions(conflict, "cseq")
    assert coalitions(conflict, "cgmr")["cgmr"].complete


def test_many_parties_ask_about_pairs_unless_told_otherwise() -> None:
    names = tuple("abcdefgh")
    still = OptionMoves(np.arange(2))
    order = Preference(np.array([0, 1]))
    conflict = Conflict(2, names, dict.fromkeys(names, still), dict.fromkeys(names, order))
    result = coalitions(conflict, "cnash")["cnash"]
    assert len(result.coalitions) == 8 + 28 + 1
    assert result.parameters["every_coalition"] is False


SHARED = os.environ.get("PARLEY_SHARED")


@pytest.mark.skipif(not SHARED, reason="PARLEY_SHARED names no folder of oracles")
def test_a_bloc_does_not_keep_elmiras_parties_from_leaving_alone() -> None:
    from tests.analysis.test_stability_oracles import CASES, conflict_of

    case = next(each for each in CASES if "elmira" in each["id"].lower())
    conflict = conflict_of(case)
    alone = set(stability(conflict, "nash").equilibria.tolist())
    for bloc in groups(list(conflict.parties)):
        found = coalitions(conflict, "cnash", among=[bloc])["cnash"]
        stays = set(np.flatnonzero(found.stable[bloc]).tolist())
        assert set(found.equilibria.tolist()) == alone & stays


RANGES = """
parley: 1
parties: {{a: {{}}, b: {{}}}}
options: {{x: {{by: a}}, y: {{by: b}}, z: {{by: b}}}}
preferences:
  a: {{weights: {{x: {0}, y: {1}, z: 2}}}}
  b: {{weights: {{y: {2}, x: 3, not z: {3}}}}}
"""


def test_weights_as_ranges_are_bounded_by_the_numbers_in_them() -> None:
    ranges = [(-3, 1), (1, 4), (-2, 2), (0, 3)]
    results = coalitions(load_case(text=RANGES.format(*map(list, ranges))), ALL)
    grids = [np.arange(low, high + 1).tolist() for low, high in ranges]
    exact = [
        coalitions(load_case(text=RANGES.format(*numbers)), ALL)
        for numbers in itertools.product(*grids)
    ]
    undecided = 0
    for name, result in results.items():
        for group in result.coalitions:
            each = np.array([one[name].stable[group] for one in exact])
            assert (result.stable[group] <= each.all(axis=0)).all()
            assert (result.possible[group] >= each.any(axis=0)).all()
            settled = result.decided[group]
            same = (result.stable[group] == result.possible[group])[settled]
            assert same.all()
            undecided += int((~settled).sum())
    assert undecided
    assert not results["cnash"].complete
