"""Replies to a coalition in which no party has a part in two steps in a row, word for word."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis import coalitions, departures
from parley.analysis.together import judging as judging_module
from parley.errors import UsageError
from parley.model import Conflict, OptionMoves, Preference
from tests.analysis.coalition_definitions import Coalitional, groups
from tests.analysis.conflicts import Partial, of_known, of_ranks, partial, ranked
from tests.analysis.definitions import Moves, Ranks, completions
from tests.analysis.test_coalitions import first_states
from tests.analysis.test_option_form import conflicts

GAINS = st.sampled_from(["strict", "pareto"])


def agrees(conflict: Conflict, moves: Moves, ranks: Ranks, gain: str) -> None:
    """Every coalition's verdict at every state is the definition's."""
    result = coalitions(
        conflict, "cseq", gain=gain, replies="disjoint", time_limit=None  # type: ignore[arg-type]
    )["cseq"]  # fmt: skip
    checker = Coalitional(moves, ranks, gain, "disjoint")
    assert set(result.coalitions) == set(groups(list(moves)))
    for group in result.coalitions:
        expected = [not checker.undeterred(group, s, "cseq") for s in range(conflict.n)]
        assert result.stable[group].tolist() == expected, (gain, group)
        assert result.possible[group].tolist() == expected
        assert result.decided[group].all()
    assert result.complete


@given(ranked(max_states=7), GAINS)
def test_arbitrary_moves_follow_the_definition(game: tuple[int, Moves, Ranks], gain: str) -> None:
    n, moves, ranks = game
    agrees(of_ranks(n, moves, ranks), moves, ranks, gain)


@given(conflicts(), GAINS)
def test_option_form_follows_the_definition(game: tuple[Conflict, Moves, bool], gain: str) -> None:
    """Two to four parties, common options, infeasible states, one-way moves, ties."""
    conflict, moves, _ = game
    conflict, moves = first_states(conflict, moves, min(conflict.n, 12))
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    agrees(conflict, moves, ranks, gain)


@given(partial(max_states=4, max_parties=3), GAINS)
def test_partial_preferences_are_bounded_by_their_completions(game: Partial, gain: str) -> None:
    orders = {
        p: completions(game.n, set(known.better), set(known.tied))
        for p, known in game.known.items()
    }
    if np.prod([len(some) for some in orders.values()]) > 60:
        return
    result = coalitions(
        of_known(game), "cseq", gain=gain, replies="disjoint", time_limit=None  # type: ignore[arg-type]
    )["cseq"]  # fmt: skip
    checkers = [
        Coalitional(game.moves, dict(zip(orders, each, strict=True)), gain, "disjoint")
        for each in itertools.product(*orders.values())
    ]
    for group in result.coalitions:
        for s in range(game.n):
            each = [not checker.undeterred(group, s, "cseq") for checker in checkers]
            assert result.stable[group][s] <= all(each)
            assert result.possible[group][s] >= any(each)
            if result.decided[group][s]:
                assert result.stable[group][s] == all(each), (group, s)
                assert result.possible[group][s] == any(each), (group, s)


@settings(max_examples=40)
@given(ranked(max_states=5), GAINS)
def test_ranges_of_starts_give_what_all_starts_give(
    game: tuple[int, Moves, Ranks], gain: str
) -> None:
    conflict = of_ranks(*game)
    whole = coalitions(conflict, "cseq", gain=gain, replies="disjoint")["cseq"]  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging_module, "starts_at_once", lambda groups: 2)
        pieces = coalitions(conflict, "cseq", gain=gain, replies="disjoint")["cseq"]  # type: ignore[arg-type]
    for group in whole.coalitions:
        assert (whole.stable[group] == pieces.stable[group]).all()


def one_goes_on_alone(*, listed: bool) -> Conflict:
    """After c says yes a and b gain by both saying so too; then a gains by b's no, and c loses.

    States by a, b, c, no before yes, a the slowest. The step of both is to YYY, where c is better
    off than at the start; b alone would then not go on, a alone would to NYY, where c is not.
    """
    ranks = {
        "a": np.array([0, 0, 0, 2, 0, 0, 0, 1]),
        "b": np.array([0, 0, 0, 0, 0, 0, 0, 1]),
        "c": np.array([1, 2, 0, 0, 0, 0, 0, 3]),
    }
    masks = {"a": 4, "b": 2, "c": 1}
    if listed:
        pairs: Moves = {p: {(s, s ^ mask) for s in range(8)} for p, mask in masks.items()}
        return of_ranks(8, pairs, {p: tuple(own.tolist()) for p, own in ranks.items()})
    moves = {p: OptionMoves(np.arange(8) & ~mask) for p, mask in masks.items()}
    return Conflict(8, tuple(masks), moves, {p: Preference(own) for p, own in ranks.items()})


@pytest.mark.parametrize("listed", [False, True])
def test_who_took_part_in_a_step_may_go_on_alone_unless_the_variant_forbids(listed: bool) -> None:
    conflict = one_goes_on_alone(listed=listed)
    default = coalitions(conflict, "cseq")["cseq"]
    variant = coalitions(conflict, "cseq", replies="disjoint")["cseq"]
    assert default.stable["c",][0]
    assert not variant.stable["c",][0]
    leaving = [found.coalition for found in departures(conflict, 0, replies="disjoint")]
    assert ("c",) in leaving
    assert ("c",) not in [found.coalition for found in departures(conflict, 0)]


def test_the_result_names_the_rule_that_was_taken() -> None:
    conflict = one_goes_on_alone(listed=False)
    default = coalitions(conflict)
    assert default["cseq"].parameters["replies"] == "not_twice"
    assert default["cseq"].variant.endswith("the same one does not make two steps in a row")
    assert "replies" not in default["cgmr"].parameters
    variant = coalitions(conflict, "cseq", replies="disjoint")["cseq"]
    assert variant.parameters["replies"] == "disjoint"
    assert variant.variant.endswith("two that make steps in a row share no member")
    with pytest.raises(UsageError, match="replies is one of not_twice, disjoint"):
        coalitions(conflict, "cseq", replies="once")  # type: ignore[arg-type]
