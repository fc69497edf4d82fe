"""Certificates: all that are made hold, all that prove nothing are refused."""

from __future__ import annotations

import ast
import copy
import json
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

import parley
from parley.analysis import certify, stability, verify
from parley.analysis.proofs.certify import Prover
from parley.case import Case
from parley.errors import LimitError, NotSupportedError, UsageError
from parley.model import Certificate, Conflict, Preference
from parley.model.certificate import RULES
from tests.analysis.certificate_definition import proves, sseq
from tests.analysis.conflicts import matrix, of_known, of_ranks, partial, ranked
from tests.analysis.definitions import DEFINITIONS, Moves, Ranks, completions
from tests.analysis.test_option_form import conflicts

SOURCE = Path(parley.__file__).parent
ALL = {**DEFINITIONS, "sseq": sseq}


def proof_of(prover: Prover, concept: str, state: int, party: str) -> Certificate:
    """The certificate of a concept that is shown by replies."""
    proof = prover.certificate(concept, state, party)
    assert isinstance(proof, Certificate)
    return proof


def proved(case: Case | Conflict, concept: str, state: int, party: str, **more: Any) -> Certificate:
    proof = certify(case, concept, state, party, **more)
    assert isinstance(proof, Certificate)
    return proof


def check_some(conflict: Conflict, moves: Moves, ranks: Ranks, seed: int) -> None:
    """Make certificates of some states; each agrees with the definition and is accepted."""
    prover, chance = Prover(conflict), random.Random(seed)
    for name, definition in ALL.items():
        for party in moves:
            for state in chance.sample(range(conflict.n), min(2, conflict.n)):
                proof = proof_of(prover, name, state, party)
                assert proof.stable == definition(moves, ranks, party, state), (name, party, state)
                check = verify(conflict, proof)
                assert check, (proof, check)
                assert proves(conflict.n, moves, ranks, proof), proof


@given(ranked(), st.integers(0, 2**32 - 1))
def test_every_certificate_over_arbitrary_moves_holds(
    game: tuple[int, Moves, Ranks], seed: int
) -> None:
    n, moves, ranks = game
    check_some(of_ranks(n, moves, ranks), moves, ranks, seed)


@given(conflicts(), st.integers(0, 2**32 - 1))
def test_every_certificate_in_option_form_holds(
    game: tuple[Conflict, Moves, bool], seed: int
) -> None:
    conflict, moves, _ = game
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    check_some(conflict, moves, ranks, seed)


@given(ranked())
def test_the_verdicts_are_those_of_stability(game: tuple[int, Moves, Ranks]) -> None:
    n, moves, ranks = game
    conflict = of_ranks(n, moves, ranks)
    names = [name for name in RULES if name in parley.concepts()]
    assert {"nash", "gmr", "smr", "seq"} <= set(names)
    for name, result in stability(conflict, names).items():
        for party in moves:
            for state in range(n):
                proof = proved(conflict, name, state, party)
                assert proof.stable == result.stable[party][state]


# -- mutations ------------------------------------------------------------------------------------


def mutated(plain: dict[str, Any], n: int, parties: list[str], chance: random.Random) -> Any:
    """The certificate with one thing changed, dropped, doubled or swapped, anywhere in it."""
    changed = json.loads(json.dumps(plain))
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            places.append((node, key))
            if isinstance(node[key], dict | list):
                walk(node[key])

    walk(changed)
    node, key = chance.choice(places)
    value = node[key]
    if isinstance(value, bool):
        node[key] = not value
    elif isinstance(value, int):
        node[key] = chance.choice([chance.randrange(n), n, -1, value + 1, 10**30])
    elif value is None:
        node[key] = chance.randrange(n)
    elif isinstance(value, str):
        node[key] = chance.choice([*parties, *RULES, value + "x"])
    elif isinstance(value, list) and value and chance.random() < 0.8:
        k = chance.randrange(len(value))
        if chance.random() < 0.5:
            del value[k]
        elif chance.random() < 0.5:
            value.append(copy.deepcopy(value[k]))
        else:
            chance.shuffle(value)
    elif isinstance(value, list | dict) and isinstance(node, list):
        del node[key]
    else:
        node[key] = chance.choice([[], None, {}, [0], "x"])
    return changed


@given(ranked(max_states=6), st.integers(0, 2**32 - 1))
def test_a_changed_certificate_is_accepted_only_where_it_still_proves_its_claim(
    game: tuple[int, Moves, Ranks], seed: int
) -> None:
    n, moves, ranks = game
    conflict, chance = of_ranks(n, moves, ranks), random.Random(seed)
    prover, parties = Prover(conflict), list(moves)
    for name in ALL:
        for party in parties:
            proof = proof_of(prover, name, chance.randrange(n), party)
            plain = json.loads(json.dumps(proof.to_json()))
            for _ in range(5):
                changed = mutated(plain, n, parties, chance)
                if changed == plain:
                    continue
                check = verify(conflict, changed)
                if not _readable(changed):
                    assert not check, changed
                    continue
                given_ = Certificate.from_json(changed)
                same_case = (
                    given_.case_hash == conflict.hash
                    and not given_.with_inferred
                    and given_.concept in RULES
                    and given_.variant == RULES[given_.concept].variant
                )
                expected = same_case and proves(n, moves, ranks, given_)
                assert check.ok == expected, (changed, check)
                if check.ok:
                    definition = ALL[given_.concept]
                    claim = definition(moves, ranks, given_.party, given_.state)
                    assert claim == given_.stable
                else:
                    assert check.what


def _readable(changed: dict[str, Any]) -> bool:
    try:
        Certificate.from_json(changed)
    except UsageError:
        return False
    return True


def chain() -> tuple[Conflict, Certificate, Certificate]:
    """a gains from 0 to 1; b and then c bring it to 3, which is no better; from 4 nobody does."""
    moves: Moves = {"a": {(0, 1), (4, 5)}, "b": {(1, 2)}, "c": {(2, 3)}}
    ranks: Ranks = {"a": (1, 2, 2, 0, 0, 1), "b": (0, 0, 1, 0, 0, 0), "c": (0, 0, 0, 1, 0, 0)}
    conflict = of_ranks(6, moves, ranks)
    return conflict, proved(conflict, "seq", 0, "a"), proved(conflict, "seq", 4, "a")


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        ({"case_hash": "beef"}, "case_hash", "another case"),
        ({"concept": "fate"}, "concept", "no rule is known here for 'fate'"),
        ({"variant": "anything goes"}, "variant", "another definition"),
        ({"party": "z"}, "party", "no party is called 'z'"),
        ({"state": 6}, "state", "there are 6 states, 0 to 5; not 6"),
        ({"state": True}, "", "state should be the number of a state"),
        ({"stable": False}, "replies", "belongs to a verdict that the party stays"),
        ({"replies": []}, "replies", "gains by moving to state 1, and no reply"),
        ({"surprise": 1}, "", "has no part 'surprise'"),
        ({"members": [{"state": 1, "last": []}]}, "members", "that the party leaves"),
        ({"with_inferred": True}, "with_inferred", "check against the case"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, Any], line: str, said: str) -> None:
    conflict, proof, _ = chain()
    assert verify(conflict, proof)
    check = verify(conflict, {**proof.to_json(), **change})
    assert not check.ok
    assert check.line == line
    assert said in check.what


@pytest.mark.parametrize(
    ("steps", "line", "said"),
    [
        ([["b", 2]], "replies[0]", "state 2, where it ends, may be better"),
        ([["b", 3]], "replies[0].steps[0]", "b cannot move from state 1 to 3"),
        ([["c", 2]], "replies[0].steps[0]", "c cannot move from state 1 to 2"),
        ([["b", 2], ["b", 3]], "replies[0].steps[1].mover", "'b' is not one of those who may"),
        ([["a", 0]], "replies[0].steps[0].mover", "'a' is not one of those who may"),
        ([["b", 99]], "replies[0].steps[0].to", "there are 6 states"),
        ([], "replies[0].steps", "no reply of the others is shown"),
    ],
)
def test_each_step_of_a_reply_is_looked_at(steps: list[Any], line: str, said: str) -> None:
    conflict, proof, _ = chain()
    plain = proof.to_json()
    plain["replies"][0] = {
        "improvement": 1,
        "steps": [{"mover": mover, "to": to} for mover, to in steps],
    }
    check = verify(conflict, plain)
    assert (check.ok, check.line) == (False, line)
    assert said in check.what


def test_a_step_that_its_mover_loses_by_does_not_count() -> None:
    conflict, proof, _ = chain()
    kinder = {**conflict.preferences, "c": Preference(np.array([0, 0, 1, 1, 0, 0]))}
    other = Conflict(6, conflict.parties, conflict.moves, kinder, hash=conflict.hash)
    check = verify(other, proof)
    assert check.line == "replies[0].steps[1]"
    assert "state 3 is not better for c than 2" in check.what
    assert not proved(other, "seq", 0, "a").stable
    assert proved(other, "gmr", 0, "a").stable


def test_a_reply_set_must_be_closed() -> None:
    conflict, _, proof = chain()
    assert verify(conflict, proof)
    assert proof.improvement == 5
    check = verify(conflict, {**proof.to_json(), "improvement": 1, "state": 0})
    assert check.line == "members"
    check = verify(
        conflict,
        {**proof.to_json(), "improvement": 1, "state": 0, "members": [{"state": 1, "last": []}]},
    )
    assert (check.line, check.what) == (
        "members[0]",
        "b can move on from state 1 to 2, which is not in the set with b as a last mover",
    )


# -- with what is known in part -------------------------------------------------------------------


@given(partial(4, 2))
def test_with_partial_preferences_a_certificate_holds_in_every_completion(known: Any) -> None:
    conflict = of_known(known)
    prover, parties = Prover(conflict), list(known.moves)
    whole = {
        p: completions(conflict.n, set(known.known[p].better), set(known.known[p].tied))
        for p in parties
    }
    results = stability(conflict, ["nash", "gmr", "smr", "seq"])
    for name, result in results.items():
        for party in parties:
            for state in range(conflict.n):
                try:
                    proof = proof_of(prover, name, state, party)
                except NotSupportedError:
                    decided = bool(result.decided[party][state])
                    settled = bool(result.stable[party][state] == result.possible[party][state])
                    # Under seq a search over completions may settle what no list of moves shows.
                    assert name == "seq" or not (decided and settled)
                    continue
                assert verify(conflict, proof)
                expected = result.stable if proof.stable else result.possible
                assert bool(expected[party][state]) == proof.stable
                other = next(p for p in parties if p != party)
                for mine in whole[party][:4]:
                    for theirs in whole[other][:4]:
                        ranks = {party: mine, other: theirs}
                        claim = DEFINITIONS[name](known.moves, ranks, party, state)
                        assert claim == proof.stable


# -- the checker stands alone ---------------------------------------------------------------------


CHECKERS = sorted((SOURCE / "analysis" / "checking").glob("*.py"))


def test_the_checker_shares_nothing_with_the_solvers() -> None:
    assert len(CHECKERS) > 8
    for path in CHECKERS:
        tree = ast.parse(path.read_text("utf-8"))
        imported = {
            node.module or ""
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
        }  # fmt: skip
        own = {module for module in imported if module.startswith("parley.analysis")}
        assert all(module.startswith("parley.analysis.checking") for module in own), path.name
        solving = ("parley.case.moves", "parley.case.option")
        assert not {module for module in imported if module.startswith(solving)}, path.name


def test_wrong_calls_are_told() -> None:
    conflict, proof, _ = chain()
    with pytest.raises(UsageError, match="verify needs a case or a Conflict, not str"):
        verify("case.yaml", proof)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no certificates are made for 'fate'"):
        proved(conflict, "fate", 0, "a")
    with pytest.raises(UsageError, match="no party is called 'z'"):
        proved(conflict, "seq", 0, "z")
    with pytest.raises(UsageError, match="there are 6 states"):
        proved(conflict, "seq", 6, "a")
    for strange in ("{", "[]", "7", None, 5, ["x"]):
        assert not verify(conflict, strange)  # type: ignore[arg-type]


def test_what_would_be_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    n = 400  # a gains by 0 → 1; b and c can then go on to everything else, and a prefers all of it
    moves: Moves = {"a": {(0, 1)}, "b": {(1, x) for x in range(2, n)}, "c": set()}
    ranks: Ranks = {"a": (0,) + (1,) * (n - 1), "b": (0,) * n, "c": (0,) * n}
    conflict = of_ranks(n, moves, ranks)
    proof = proved(conflict, "gmr", 0, "a")
    assert len(proof.members) == n - 1
    assert verify(conflict, proof)
    assert not verify(conflict, {**proof.to_json(), "members": proof.to_json()["members"][:-1]})
    monkeypatch.setattr(sys.modules["parley.analysis.proofs.certify"], "LINES", 300)
    with pytest.raises(LimitError, match="reach more than 300 states, and no block of option"):
        proved(conflict, "gmr", 0, "a")
    spread = of_ranks(n, {"a": {(0, x) for x in range(1, n)}, "b": set()}, {**ranks})
    with pytest.raises(LimitError, match="a has 399 gains from state 0, more than the limit"):
        proved(spread, "gmr", 0, "a")


def test_a_conflict_without_moves_or_opponents() -> None:
    alone = Conflict(2, ("a",), {"a": csr_array(matrix(2, {(0, 1)}))},
                     {"a": Preference(np.array([0, 1]))})  # fmt: skip
    for name in RULES:
        for state in (0, 1):
            proof = proved(alone, name, state, "a")
            assert proof.stable == (state == 1)
            assert verify(alone, proof)
