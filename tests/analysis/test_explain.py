"""What `explain` says of a party agrees with the verdicts of every concept."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis import stability
from parley.analysis.explain import explain
from parley.analysis.proofs.certify import Prover
from parley.errors import UsageError
from parley.model import Conflict, Preference
from tests.analysis.conflicts import of_known, of_ranks, partial, ranked
from tests.analysis.definitions import Moves, Ranks
from tests.analysis.definitions_sim import State
from tests.analysis.test_sim import games
from tests.analysis.test_strength import cut, with_levels

NAMES = ("nash", "gmr", "smr", "seq")
SimGame = tuple[Conflict, list[State], list[str], Moves]


@given(ranked(max_states=6))
def test_the_view_without_a_concept_is_that_of_all(game: tuple[int, Moves, Ranks]) -> None:
    n, moves, ranks = game
    conflict = of_ranks(n, moves, ranks)
    results, prover = stability(conflict, NAMES), Prover(conflict)
    for state in range(min(n, 3)):
        for view in explain(prover, state).views:
            if view.known == "nothing":
                continue
            stable = {name: bool(results[name].stable[view.party][state]) for name in NAMES}
            assert (view.verdict in ("no moves", "content")) == stable["nash"]
            assert (view.verdict == "leaves") == (not stable["gmr"])
            if view.verdict == "deterred":
                assert stable["seq"]
            if view.verdict == "cautious":
                assert stable["gmr"]
                assert not stable["seq"]
            assert not view.open


@given(partial(4, 3))
def test_what_is_said_for_certain_is_so(known: Any) -> None:
    conflict = of_known(known)
    results, prover = stability(conflict, NAMES), Prover(conflict)
    for state in range(conflict.n):
        for view in explain(prover, state).views:
            result = {name: results[name] for name in NAMES}
            if view.verdict in ("no moves", "content"):
                assert result["nash"].stable[view.party][state]
            if view.verdict == "deterred":
                assert result["seq"].stable[view.party][state]
            if view.verdict == "cautious":
                assert result["gmr"].stable[view.party][state]
            if view.verdict == "leaves":
                assert not result["gmr"].possible[view.party][state]
            if view.verdict == "open" and view.known != "nothing":
                assert view.open


@given(partial(4, 3))
def test_by_one_concept_the_verdict_is_its_own(known: Any) -> None:
    conflict = of_known(known)
    results, prover = stability(conflict, NAMES), Prover(conflict)
    for name in NAMES:
        for view in explain(prover, 0, concept=name).views:
            if view.known == "nothing":
                continue
            stays, may = results[name].stable[view.party][0], results[name].possible[view.party][0]
            told = view.verdict in ("no moves", "content", "deterred")
            # Under seq a search over completions may settle what no list of moves shows.
            assert told == bool(stays) or (name == "seq" and not told)
            if view.verdict == "leaves":
                assert not may


def test_a_reply_that_gains_comes_before_one_that_costs() -> None:
    moves: Moves = {"a": {(0, 1)}, "b": {(1, 2), (1, 3)}}
    ranks: Ranks = {"a": (1, 2, 0, 1), "b": (0, 1, 0, 2)}
    (a, b) = explain(Prover(of_ranks(4, moves, ranks)), 0).views
    assert (a.verdict, b.verdict) == ("deterred", "no moves")
    (gain,) = a.gains
    assert gain.met is not None
    assert [(hop.mover, hop.to, hop.gains) for hop in gain.met.hops] == [("b", 3, "yes")]


def test_nothing_known_is_said_so() -> None:
    moves: Moves = {"a": {(0, 1)}, "b": set()}
    full = of_ranks(2, moves, {"a": (0, 1), "b": (0, 1)})
    known = Conflict(2, full.parties, full.moves, {"b": Preference(np.array([0, 1]))})
    (a, b) = explain(Prover(known), 0).views
    assert (a.known, a.verdict, a.moves) == ("nothing", "open", 1)
    assert b.verdict == "no moves"


def test_a_concept_without_certificates_is_refused() -> None:
    conflict = of_ranks(1, {"a": set()}, {"a": (0,)})
    with pytest.raises(UsageError, match="no solution concept is named 'fate'"):
        explain(Prover(conflict), 0, concept="fate")


@given(games(), st.sampled_from(["ignored", "no_move"]))
def test_moves_made_at_once_are_told_as_they_are_judged(game: SimGame, infeasible: str) -> None:
    conflict = game[0]
    result, prover = stability(conflict, "sim", infeasible=infeasible), Prover(conflict)
    for state in range(min(conflict.n, 2)):
        told = explain(prover, state, concept="sim", infeasible=infeasible)
        for view in told.views:
            assert (view.verdict != "leaves") == result.stable[view.party][state]
            assert view.verdict in ("no moves", "content", "deterred", "leaves")


@given(ranked(max_states=6), st.lists(st.integers(0, 8), max_size=3))
def test_strength_is_told_as_it_is_judged(game: tuple[int, Moves, Ranks], cuts: list[int]) -> None:
    n, moves, ranks = game
    conflict = with_levels(of_ranks(n, moves, ranks), cut(ranks, cuts))
    results, prover = stability(conflict, NAMES, strength="strong"), Prover(conflict)
    for name, result in results.items():
        for view in explain(prover, 0, concept=name, strength="strong").views:
            assert (view.verdict != "leaves") == result.stable[view.party][0]
            assert view.verdict in ("no moves", "content", "deterred", "leaves")


@given(
    ranked(max_states=6),
    st.sampled_from(["legal", "once", "single"]),
    st.sampled_from(["no_better", "worse"]),
)
def test_other_replies_are_told_as_they_are_judged(
    game: tuple[int, Moves, Ranks], sequences: str, sanction: str
) -> None:
    conflict = of_ranks(*game)
    given_: dict[str, Any] = {"sequences": sequences, "sanction": sanction}
    results, prover = stability(conflict, ["gmr", "smr", "seq", "sseq"], **given_), Prover(conflict)
    for name, result in results.items():
        for view in explain(prover, 0, concept=name, **given_).views:
            assert (view.verdict != "leaves") == result.stable[view.party][0]
            assert view.verdict in ("no moves", "content", "deterred", "leaves")
