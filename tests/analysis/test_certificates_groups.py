"""Certificates of coalitions: made, checked, mutated."""

from __future__ import annotations

import random
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings

from parley.analysis import certify, coalitions, verify
from parley.analysis.checking import turns as checking_turns
from parley.analysis.proofs import turns as proving_turns
from parley.analysis.proofs.certify import Prover
from parley.case import load_case
from parley.errors import LimitError, NotSupportedError, UsageError
from parley.model import Conflict
from parley.model.certificate_group import GroupCertificate
from tests.analysis.certificate_groups import proves_group, undeterred
from tests.analysis.coalition_definitions import Coalitional, groups
from tests.analysis.conflicts import Partial, of_known, of_ranks, partial, ranked
from tests.analysis.definitions import Moves, Ranks
from tests.analysis.test_certificates_forms import SEEDS, SOME, changes
from tests.analysis.test_coalitions import GAINS
from tests.analysis.test_option_form import conflicts

NAMES = ("cnash", "cgmr", "csmr", "cseq")


def check_groups(conflict: Conflict, moves: Moves, ranks: Ranks, gain: str, seed: int) -> None:
    chance, prover = random.Random(seed), Prover(conflict)
    checker = Coalitional(moves, ranks, gain)
    for name in NAMES:
        group, state = chance.choice(groups(list(moves))), chance.randrange(conflict.n)
        turns = chance.choice(["not_twice", "disjoint"]) if name == "cseq" else "not_twice"
        variants = {"replies": turns} if name == "cseq" else {}
        proof = prover.certificate(name, state, group, gain=gain, **variants)
        assert isinstance(proof, GroupCertificate)
        leaves = undeterred(checker, group, state, name, turns)
        assert proof.stable == (not leaves), (name, turns, group, state)
        assert verify(conflict, proof), (proof, verify(conflict, proof))
        assert proves_group(conflict.n, moves, ranks, proof)
        for given_, check in changes(proof, conflict, list(moves), chance):
            assert isinstance(given_, GroupCertificate)
            held = proves_group(conflict.n, moves, ranks, given_)
            assert check.ok == held, (given_, check)
            if held:
                leaves = undeterred(
                    checker, given_.coalition, given_.state, given_.concept, given_.turns
                )
                assert given_.stable == (not leaves)


@given(ranked(max_states=7), GAINS, SEEDS)
def test_over_arbitrary_moves(game: tuple[int, Moves, Ranks], gain: str, seed: int) -> None:
    n, moves, ranks = game
    check_groups(of_ranks(n, moves, ranks), moves, ranks, gain, seed)


@SOME
@given(conflicts(), GAINS, SEEDS)
def test_in_option_form(game: tuple[Conflict, Moves, bool], gain: str, seed: int) -> None:
    conflict, moves, _ = game
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    check_groups(replace(conflict, hash="f00d"), moves, ranks, gain, seed)


@settings(SOME)
@given(partial(max_states=4, max_parties=3), GAINS)
def test_there_is_one_where_the_bounds_settle_the_verdict(game: Partial, gain: str) -> None:
    conflict = of_known(game)
    prover = Prover(conflict)
    for name, result in coalitions(conflict, NAMES, gain=gain).items():  # type: ignore[arg-type]
        for group in result.coalitions:
            for state in range(conflict.n):
                stable, possible = result.stable[group][state], result.possible[group][state]
                if stable != possible:
                    with pytest.raises(NotSupportedError, match="nothing to certify"):
                        prover.certificate(name, state, group, gain=gain)
                    continue
                proof = prover.certificate(name, state, group, gain=gain)
                assert isinstance(proof, GroupCertificate)
                assert proof.stable == stable
                assert verify(conflict, proof)


CASE = """
parley: 1
parties: {a: {}, b: {}, c: {}}
options: {x: {by: a}, y: {by: b}, z: {by: c}}
preferences:
  a: {ranking: [[YYN], [NNN]], rest: last}
  b: {ranking: [[YYN], [NNN]], rest: last}
  c: {priorities: [z]}
"""


def test_of_a_case() -> None:
    case = load_case(text=CASE)
    proof = certify(case, "cnash", 0, ["b", "a"])
    assert isinstance(proof, GroupCertificate)
    assert (proof.stable, proof.coalition) == (False, ("a", "b"))
    assert [step.to for step in proof.moves] in ([4, 6], [2, 6])
    assert verify(case, proof)
    held = certify(case, "cgmr", 0, ("a", "b"))
    assert isinstance(held, GroupCertificate)
    assert held.stable
    assert [step.mover for step in held.replies[0].steps] == ["c"]
    assert len(held.reached) == 4
    assert verify(case, held)
    short = {**held.to_json(), "reached": held.to_json()["reached"][:-1]}
    assert "can move on from state" in verify(case, short).what


def test_wrong_calls_and_what_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    case = load_case(text=CASE)
    with pytest.raises(UsageError, match="replies is one of not_twice, disjoint, not 'any'"):
        certify(case, "cseq", 0, ("a", "b"), replies="any")
    with pytest.raises(UsageError, match="no party is called 'z'; there are a, b, c"):
        certify(case, "cgmr", 0, ("a", "z"))
    with pytest.raises(UsageError, match="a coalition has members"):
        certify(case, "cgmr", 0, ())
    with pytest.raises(UsageError, match="gain is one of strict, pareto, not 'some'"):
        certify(case, "cgmr", 0, ("a",), gain="some")
    with pytest.raises(UsageError, match="cgmr has no variant keyword 'strength'"):
        certify(case, "cgmr", 0, ("a",), strength="strong")
    with pytest.raises(UsageError, match="no party is called 'a, b'"):
        certify(case, "gmr", 0, ("a", "b"))
    with monkeypatch.context() as patch:
        patch.setattr(checking_turns, "LIMIT", 0)
        proof = certify(case, "cseq", 0, ("c",))
        assert "more than the 0 states that are gone through" in verify(case, proof).what
        patch.setattr(proving_turns, "LIMIT", 0)
        with pytest.raises(LimitError, match="replies of coalitions from state 1 reach more than"):
            certify(case, "cseq", 0, ("c",))
    monkeypatch.setattr(sys.modules["parley.analysis.proofs.certify"], "LINES", 3)
    with pytest.raises(LimitError, match="takes more than the 3 lines"):
        certify(case, "cgmr", 0, ("a", "b"))
