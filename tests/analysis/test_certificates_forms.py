"""Certificates of strength, of moves made at once and of looking ahead: made, checked, mutated."""

from __future__ import annotations

import json
import random
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis import certify, concepts, stability, verify
from parley.analysis.checking import sim as checking_sim
from parley.analysis.proofs import sim as proving_sim
from parley.analysis.proofs.certify import Prover
from parley.case import load_case
from parley.errors import LimitError, NotSupportedError, UsageError
from parley.model import Conflict, Preference
from parley.model.certificate import Certificate
from parley.model.certificates import (
    AheadCertificate,
    SimCertificate,
    WeakCertificate,
    read_certificate,
)
from parley.model.definitions import definition_of
from tests.analysis.certificate_definition import proves
from tests.analysis.certificate_forms import proves_ahead, proves_sim, proves_weak
from tests.analysis.conflicts import Partial, known, matrix, of_known, of_ranks, ranked
from tests.analysis.definitions import Moves, Ranks
from tests.analysis.definitions_replying import CONCEPTS, stable
from tests.analysis.definitions_sim import State
from tests.analysis.definitions_strength import STRONG, Levels, weak
from tests.analysis.test_certificates import mutated
from tests.analysis.test_limited_move import Game, duels
from tests.analysis.test_non_myopic import SWITCHES
from tests.analysis.test_option_form import conflicts
from tests.analysis.test_sim import games
from tests.analysis.test_strength import cut, graded, with_levels

SOME = settings(max_examples=max(20, settings().max_examples // 4))
SEEDS = st.integers(0, 2**32 - 1)
NAMES = sorted(STRONG)
CUTS = st.lists(st.integers(0, 8), max_size=3)
INFEASIBLE = st.sampled_from(["ignored", "no_move"])
SimGame = tuple[Conflict, list[State], list[str], Moves]


def changes(proof: Any, conflict: Conflict, parties: list[str], chance: random.Random) -> Any:
    """Changed certificates that can still be read and speak of the same case and definition."""
    plain = json.loads(json.dumps(proof.to_json()))
    opposite = {**plain, "stable": not plain["stable"]}
    for changed in [opposite, *(mutated(plain, conflict.n, parties, chance) for _ in range(3))]:
        if changed == plain:
            continue
        check = verify(conflict, changed)
        try:
            given_ = read_certificate(changed)
        except UsageError:
            assert not check, changed
            continue
        same = given_.case_hash == conflict.hash and not given_.with_inferred
        if not same or given_.variant != definition_of(given_):
            assert not check, changed
            assert check.what
            continue
        yield given_, check


# -- strength -------------------------------------------------------------------------------------


def check_strength(
    conflict: Conflict, moves: Moves, ranks: Ranks, levels: Levels, seed: int
) -> None:
    chance, prover = random.Random(seed), Prover(conflict)
    for name in NAMES:
        for party in chance.sample(list(moves), 1):
            state = chance.randrange(conflict.n)
            proof = prover.certificate(name, state, party, strength="strong")
            assert isinstance(proof, Certificate)
            assert proof.stable == STRONG[name](moves, ranks, levels, party, state)
            assert verify(conflict, proof), (proof, verify(conflict, proof))
            assert proves(conflict.n, moves, ranks, proof, levels)
            for given_, check in changes(proof, conflict, list(moves), chance):
                fits = isinstance(given_, Certificate) and given_.concept in STRONG
                if fits:
                    held = proves(conflict.n, moves, ranks, given_, levels)
                    assert check.ok == held, (given_, check)
            weakly = prover.certificate(name, state, party, strength="weak")
            assert isinstance(weakly, WeakCertificate)
            assert weakly.stable == weak(name, moves, ranks, levels, party, state)
            assert verify(conflict, weakly), verify(conflict, weakly)
            for given_, check in changes(weakly, conflict, list(moves), chance):
                assert isinstance(given_, WeakCertificate)
                sound = all(
                    part.variant == definition_of(part)
                    and part.case_hash == conflict.hash
                    and not part.with_inferred
                    for part in given_.parts
                )
                held = sound and proves_weak(conflict.n, moves, ranks, levels, given_)
                assert check.ok == held, (given_, check)


@given(ranked(max_states=6), CUTS, SEEDS)
def test_strong_and_weak_over_arbitrary_moves(
    game: tuple[int, Moves, Ranks], cuts: list[int], seed: int
) -> None:
    n, moves, ranks = game
    levels = cut(ranks, cuts)
    check_strength(with_levels(of_ranks(n, moves, ranks), levels), moves, ranks, levels, seed)


@SOME
@given(conflicts(), CUTS, SEEDS)
def test_strong_and_weak_in_option_form(
    game: tuple[Conflict, Moves, bool], cuts: list[int], seed: int
) -> None:
    conflict, moves, _ = game
    conflict = replace(conflict, hash="f00d")
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    levels = cut(ranks, cuts)
    check_strength(with_levels(conflict, levels), moves, ranks, levels, seed)


def agree_with_bounds(conflict: Conflict, name: str, parties: list[str], **variants: Any) -> None:
    """There is a certificate just where the bounds settle the verdict, and it says the same."""
    result = stability(conflict, name, time_limit=0, **variants)
    prover = Prover(conflict)
    for party in parties:
        for state in range(conflict.n):
            stable, possible = result.stable[party][state], result.possible[party][state]
            if stable != possible:
                with pytest.raises(NotSupportedError, match="nothing to certify"):
                    prover.certificate(name, state, party, **variants)
                continue
            proof = prover.certificate(name, state, party, **variants)
            assert proof.stable == stable, (name, variants, party, state)
            assert verify(conflict, proof), (proof, verify(conflict, proof))


@SOME
@given(graded())
def test_strength_where_preferences_and_levels_are_known_in_part(
    case: tuple[Partial, Levels],
) -> None:
    game, levels = case
    conflict = with_levels(of_known(game), levels)
    for name in NAMES:
        for strength in ("none", "strong", "weak"):
            agree_with_bounds(conflict, name, list(game.moves), strength=strength)


# -- how long a reply may be, and what deters -----------------------------------------------------

SEQUENCES = st.sampled_from(["legal", "once", "single"])
SANCTION = st.sampled_from(["no_better", "worse"])


def check_replying(
    conflict: Conflict, moves: Moves, ranks: Ranks, sequences: str, sanction: str, seed: int
) -> None:
    chance, prover = random.Random(seed), Prover(conflict)
    for name in CONCEPTS:
        party, state = chance.choice(list(moves)), chance.randrange(conflict.n)
        proof = prover.certificate(name, state, party, sequences=sequences, sanction=sanction)
        assert isinstance(proof, Certificate)
        assert proof.stable == stable(name, sequences, sanction, moves, ranks, party, state)
        assert verify(conflict, proof), (proof, verify(conflict, proof))
        assert proves(conflict.n, moves, ranks, proof)
        for given_, check in changes(proof, conflict, list(moves), chance):
            if isinstance(given_, Certificate):
                assert check.ok == proves(conflict.n, moves, ranks, given_), (given_, check)


@given(ranked(max_states=6), SEQUENCES, SANCTION, SEEDS)
def test_other_replies_over_arbitrary_moves(
    game: tuple[int, Moves, Ranks], sequences: str, sanction: str, seed: int
) -> None:
    n, moves, ranks = game
    check_replying(of_ranks(n, moves, ranks), moves, ranks, sequences, sanction, seed)


@SOME
@given(conflicts(), SEQUENCES, SANCTION, SEEDS)
def test_other_replies_in_option_form(
    game: tuple[Conflict, Moves, bool], sequences: str, sanction: str, seed: int
) -> None:
    conflict, moves, _ = game
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    check_replying(replace(conflict, hash="f00d"), moves, ranks, sequences, sanction, seed)


@SOME
@given(graded(), SEQUENCES, SANCTION, st.sampled_from(["none", "strong", "weak"]))
def test_all_keywords_at_once_where_preferences_are_known_in_part(
    case: tuple[Partial, Levels], sequences: str, sanction: str, strength: str
) -> None:
    game, levels = case
    conflict = with_levels(of_known(game), levels)
    keywords = {"sequences": sequences, "sanction": sanction, "strength": strength}
    for name in ("gmr", "smr", "seq"):
        agree_with_bounds(conflict, name, list(game.moves), **keywords)
    agree_with_bounds(conflict, "sseq", list(game.moves), sequences=sequences, sanction=sanction)


# -- at the same time -----------------------------------------------------------------------------


@given(games(), INFEASIBLE, SEEDS)
def test_moves_made_at_the_same_time(game: SimGame, infeasible: str, seed: int) -> None:
    conflict, states, owner, moves = game
    conflict = replace(conflict, hash="f00d")
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    result = stability(conflict, "sim", infeasible=infeasible)
    chance, prover = random.Random(seed), Prover(conflict)
    for party in moves:
        for state in chance.sample(range(conflict.n), min(3, conflict.n)):
            proof = prover.certificate("sim", state, party, infeasible=infeasible)
            assert isinstance(proof, SimCertificate)
            assert proof.stable == result.stable[party][state]
            assert verify(conflict, proof), (proof, verify(conflict, proof))
            assert proves_sim(states, owner, moves, ranks, proof)
            for given_, check in changes(proof, conflict, list(moves), chance):
                assert isinstance(given_, SimCertificate)
                held = proves_sim(states, owner, moves, ranks, given_)
                assert check.ok == held, (given_, check)


@SOME
@given(games(max_options=2, max_states=4), st.data(), INFEASIBLE)
def test_moves_at_the_same_time_where_preferences_are_known_in_part(
    game: SimGame, data: st.DataObject, infeasible: str
) -> None:
    conflict, _, _, moves = game
    told = {p: data.draw(known(conflict.n)) for p in moves}
    orders = {
        p: Preference(better=matrix(conflict.n, k.better), tied=matrix(conflict.n, k.tied))
        for p, k in told.items()
    }
    conflict = replace(conflict, preferences=orders)
    agree_with_bounds(conflict, "sim", list(moves), infeasible=infeasible)


BOTH = """
parley: 1
parties: {a: {}, b: {}}
options: {x: {by: a}, y: {by: b}}
preferences:
  a: {ranking: [[YN], [NN], [NY], [YY]], rest: last}
  b: {ranking: [[NY], [NN], [YN], [YY]], rest: last}
"""


def test_a_case_with_options_is_asked_by_its_options() -> None:
    case = load_case(text=BOTH)
    proof = certify(case, "sim", 0, "a")
    assert isinstance(proof, SimCertificate)
    assert [(one.improvement, one.end) for one in proof.combinations] == [(2, 3)]
    assert verify(case, proof)
    plain = proof.to_json()
    plain["combinations"][0]["end"] = 2
    check = verify(case, plain)
    assert (check.line, check.what) == ("combinations[0].end", "these moves add up to state 3")
    plain["combinations"][0].update(moves=[], end=2)
    assert "may be better than the start" in verify(case, plain).what
    named = load_case(
        text="parley: 1\nparties: {a: {}}\nstates: [u, v]\nmoves: {a: [[u, v]]}\n"
        "preferences: {a: {ranking: [[u], [v]]}}\n"
    )
    check = verify(named, {**proof.to_json(), "case_hash": named.hash})
    assert check.what == "moves do not add up option by option here"
    with pytest.raises(NotSupportedError, match="sim: moves are added up"):
        certify(named, "sim", 0, "a")


def test_too_many_combinations_are_refused_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    case = load_case(text=BOTH.replace("[NY], [YY]", "[YY], [NY]"))  # a would rather YY than NN
    case = case.with_ranks({"a": np.array([1, 0, 3, 2]), "b": np.array([1, 2, 0, 0])})
    proof = certify(case, "sim", 0, "a")
    assert not proof.stable
    monkeypatch.setattr(checking_sim, "LIMIT", 1)
    assert "2 combinations of moves to go through, more than the limit" in verify(case, proof).what
    monkeypatch.setattr(proving_sim, "LIMIT", 1)
    with pytest.raises(LimitError, match="the others have 2 combinations of moves from state 0"):
        certify(case, "sim", 0, "a")


# -- looking ahead --------------------------------------------------------------------------------


def check_ahead(conflict: Conflict, moves: Moves, ranks: Ranks, chance: random.Random) -> None:
    prover, parties = Prover(conflict), list(moves)
    asked: list[tuple[str, dict[str, Any]]] = [
        ("limited_move", {"horizon": chance.randint(1, 8)}),
        ("stackelberg", {"leader": chance.choice(parties)}),
        ("non_myopic", {}),
    ]
    for name, variants in asked:
        result = stability(conflict, name, **variants)
        for party in parties:
            state = chance.randrange(conflict.n)
            proof = prover.certificate(name, state, party, **variants)
            assert isinstance(proof, AheadCertificate)
            assert proof.stable == result.stable[party][state]
            assert proof.possible == result.possible[party][state]
            assert verify(conflict, proof), (proof, verify(conflict, proof))
            assert proves_ahead(conflict.n, moves, ranks, proof)
            for given_, check in changes(proof, conflict, parties, chance):
                assert isinstance(given_, AheadCertificate)
                held = proves_ahead(conflict.n, moves, ranks, given_)
                assert check.ok == held, (given_, check)


@given(duels(), SEEDS)
def test_looking_ahead_in_turn(game: Game, seed: int) -> None:
    n, moves, ranks = game
    check_ahead(of_ranks(n, moves, ranks), moves, ranks, random.Random(seed))


@SOME
@given(conflicts().filter(lambda game: len(game[1]) == 2 and game[0].n <= 12), SEEDS)
def test_looking_ahead_in_option_form(game: tuple[Conflict, Moves, bool], seed: int) -> None:
    conflict, moves, _ = game
    conflict = replace(conflict, hash="f00d")
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    check_ahead(conflict, moves, ranks, random.Random(seed))


def test_three_parties_do_not_look_ahead() -> None:
    two = of_ranks(2, {"a": {(0, 1)}, "b": set()}, {"a": (0, 1), "b": (0, 0)})
    three = of_ranks(
        2, {"a": {(0, 1)}, "b": set(), "c": set()}, {"a": (0, 1), "b": (0, 0), "c": (0, 0)}
    )
    proof = certify(two, "non_myopic", 0, "a")
    assert verify(two, proof)
    assert "defined for two parties only" in verify(three, proof).what
    with pytest.raises(NotSupportedError, match="defined for two parties"):
        certify(three, "non_myopic", 0, "a")


def test_a_wrong_keyword_is_told() -> None:
    two = of_ranks(2, {"a": {(0, 1)}, "b": set()}, {"a": (0, 1), "b": (0, 0)})
    with pytest.raises(UsageError, match="sseq has no variant keyword 'strength'"):
        certify(two, "sseq", 0, "a", strength="strong")
    with pytest.raises(UsageError, match="stackelberg needs leader=, one of a, b"):
        certify(two, "stackelberg", 0, "a")
    with pytest.raises(UsageError, match="horizon of limited_move is one of"):
        certify(two, "limited_move", 0, "a", horizon=9)


def test_a_keyword_that_no_certificate_states_is_not_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two = of_ranks(2, {"a": {(0, 1)}, "b": set()}, {"a": (0, 1), "b": (0, 0)})
    moody = replace(concepts()["gmr"], variants={"mood": ("calm", "grim")})
    monkeypatch.setattr(sys.modules["parley.analysis.proofs.certify"], "known", lambda name: moody)
    assert verify(two, certify(two, "gmr", 0, "a", mood="calm"))
    with pytest.raises(UsageError, match="no certificates are made for gmr with mood = grim"):
        certify(two, "gmr", 0, "a", mood="grim")


def test_every_value_of_every_keyword_of_every_concept_has_its_certificate() -> None:
    """A keyword added to a concept has to be told apart here too, or be refused."""
    duel = of_ranks(4, SWITCHES, {"row": (3, 1, 4, 2), "column": (3, 4, 1, 2)})
    for name, one in concepts().items():
        if name == "sim":
            continue
        required: dict[str, Any] = {
            word: "row" for word, values in one.variants.items() if not values
        }
        stated: dict[str, str] = {}
        for word, values in one.variants.items():
            for value in values or ("row", "column"):
                proof = certify(duel, name, 0, "row", **{**required, word: value})
                assert verify(duel, proof)
                if value != (values or ("",))[0]:
                    assert proof.variant not in stated.values() or word == "leader"
                    stated[f"{word}={value}"] = proof.variant
