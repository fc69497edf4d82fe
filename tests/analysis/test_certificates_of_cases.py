"""Certificates of case files: moves asked of the options, blocks of values, many states."""

from __future__ import annotations

import itertools
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import parley
from parley.analysis import verify
from parley.analysis.checking.by_definition import moving
from parley.analysis.proofs.certify import Prover
from parley.analysis.proofs.reply_sets import block_around
from parley.case import Case, load_case
from parley.model import Certificate
from tests.analysis.test_certificates import ALL, proof_of, proved

VALUES = ("none", "some", "all")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A case with common and joint options, rules, one-way moves with conditions, and no_move."""
    parties = "abc"[: draw(st.integers(2, 3))]
    lines = ["parley: 1", f"parties: {{{', '.join(f'{p}: {{}}' for p in parties)}}}", "options:"]
    values: dict[str, tuple[str, ...]] = {}
    owners: dict[str, list[str]] = {}
    for k in range(draw(st.integers(2, 4))):
        by = draw(st.lists(st.sampled_from(parties), min_size=1, max_size=2, unique=True))
        act = f", act: {draw(st.sampled_from(['any', 'all']))}" if len(by) > 1 else ""
        values[f"o{k}"] = VALUES[: draw(st.integers(2, 3))]
        owners[f"o{k}"] = by
        lines.append(
            f"  o{k}: {{by: [{', '.join(by)}]{act}, values: [{', '.join(values[f'o{k}'])}]}}"
        )

    def fact() -> str:
        name = draw(st.sampled_from(sorted(values)))
        return f"{name} = {draw(st.sampled_from(values[name]))}"

    def change(name: str) -> str:
        one, other = draw(st.permutations(values[name]))[:2]
        return f"{name}: {{}}{one} -> {other}{{}}"

    if draw(st.booleans()):
        lines.append(f"rules: [not ({fact()} and {fact()}) or {fact()}]")
    one_way = [
        f"  - {{{change(name).format('[', ']')}{draw(st.sampled_from(['', f', when: {fact()}']))}}}"
        for name in values
        if draw(st.integers(0, 2)) == 0
    ]
    lines += ["one_way:", *one_way] if one_way else []
    no_move = [
        f"  - {{by: {draw(st.sampled_from(owners[name]))}, "
        f"change: {{{change(name).format('', '')}}}"
        f"{draw(st.sampled_from(['', f', when: {fact()}']))}}}"
        for name in values
        if draw(st.integers(0, 3)) == 0
    ]
    lines += ["no_move:", *no_move] if no_move else []
    return "\n".join(lines) + "\n"


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case with ranks, ties present."""
    try:
        case = load_case(text=draw(texts()))
    except parley.CaseError:  # rules that leave no state
        case = load_case(text="parley: 1\nparties: {a: {}, b: {}}\noptions: {x: {by: a}}\n")
    n = len(case.states)
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return case.with_ranks({p: chance.integers(0, max(2, n // 2), n) for p in case.parties})


@given(cases())
def test_moves_by_definition_are_the_cases_moves(case: Case) -> None:
    asked, states = moving(case), np.arange(len(case.states))
    for party, listed in case.moves.items():
        expected = set(zip(*(side.tolist() for side in listed.nonzero()), strict=True))
        found = [
            (int(position), int(end))
            for part in asked.targets(party, states)
            for position, end in zip(*part, strict=True)
        ]
        assert sorted(found) == sorted(expected)
        for s, x in itertools.product(range(min(9, len(states))), repeat=2):
            assert asked.leads(party, s, x) == ((s, x) in expected)


@given(cases(), st.integers(0, 2**32 - 1))
def test_certificates_hold_for_the_case_as_for_its_conflict(case: Case, seed: int) -> None:
    chance, prover = np.random.default_rng(seed), Prover(case)
    for name in ALL:
        for party in case.parties:
            state = int(chance.integers(len(case.states)))
            proof = proof_of(prover, name, state, party)
            assert verify(case, proof)
            # A conflict has no options, and so no blocks of their values.
            assert verify(case.conflict(), proof).ok == (not proof.within)
            assert Certificate.from_json(proof.to_json()) == proof


@given(cases(), st.integers(0, 2**32 - 1))
def test_blocks_prove_no_more_than_is_so(case: Case, seed: int) -> None:
    """A block, right or with values taken out, is accepted only where the party does leave."""
    chance, prover = np.random.default_rng(seed), Prover(case)
    for name in ("gmr", "smr", "seq", "sseq"):
        for party in case.parties:
            state = int(chance.integers(len(case.states)))
            proof = proof_of(prover, name, state, party)
            for gain in prover.gains(state, party, "certain").tolist():
                within, _ = block_around(case, party, gain)
                column = case.states.columns[int(chance.integers(len(case.states.columns)))]
                fewer = {**within, column.name: column.values[: int(chance.integers(1, 3))]}
                for block in (within, fewer):
                    plain: dict[str, Any] = {
                        **proof.to_json(), "stable": False, "replies": [], "members": [],
                        "improvement": gain, "within": block,
                    }  # fmt: skip
                    if verify(case, plain):
                        assert not proof.stable, plain


BIG = (
    "parley: 1\nparties: {a: {}, b: {}, c: {}, d: {}}\noptions:\n"
    + "\n".join(f"  o{k}: {{by: {'abcd'[k // 5]}}}" for k in range(20))
    + "\n"
)


@pytest.fixture(scope="module")
def big() -> Case:
    case = load_case(text=BIG)
    chance = np.random.default_rng(5)
    ranks = {p: chance.integers(0, 1000, len(case.states)) for p in case.parties}
    # a gains by its first option whatever the others do, and nobody can take that away
    ranks["a"] = case.states.table[:, 0].astype(np.int64) * 1000 + ranks["a"]
    return case.with_ranks(ranks)


def test_at_a_million_states_a_reply_set_is_a_block(big: Case) -> None:
    prover = Prover(big)
    for concept in ("gmr", "smr"):
        proof = proof_of(prover, concept, 0, "a")
        assert not proof.stable
        assert not proof.members
        assert proof.within["o0"] == ("yes",)
        started = time.perf_counter()
        assert verify(big, proof)
        assert time.perf_counter() - started < 10
        wider = {**proof.to_json(), "within": {**proof.within, "o0": ["no", "yes"]}}
        if concept == "gmr":  # by smr the party could always move on to where o0 is yes
            assert "may be no better than the start" in verify(big, wider).what
        other = {**proof.to_json(), "within": {**proof.within, "o7": ["no"]}}
        assert verify(big, other).what == "b can change o7 from no to yes"


def test_at_a_million_states_the_others_stay_or_leave_with_proof(big: Case) -> None:
    prover = Prover(big)
    for concept in ALL:
        for party in "bcd":
            proof = proof_of(prover, concept, 777_777, party)
            assert verify(big, proof)
            assert len(proof.replies) + len(proof.members) < 1000


def test_inferred_preferences_count_only_where_the_certificate_says_so() -> None:
    case = load_case(
        text="parley: 1\nparties: {a: {}, b: {}}\noptions: {x: {by: a}, y: {by: b}}\n"
        "status_quo: NN\n"
        "preferences: {a: {prefers: [{better: {x: yes}, worse: status_quo, basis: inferred}]}}\n"
    )
    with pytest.raises(parley.ParleyError, match="does not settle"):
        proved(case, "nash", 0, "a")
    proof = proved(case, "nash", 0, "a", with_inferred=True)
    assert not proof.stable
    assert verify(case, proof)
    assert not verify(case, {**proof.to_json(), "with_inferred": False})


def test_another_cases_certificate_is_refused() -> None:
    one = load_case(text="parley: 1\nparties: {a: {}}\noptions: {x: {by: a}}\n"
                    "preferences: {a: {priorities: [x]}}\n")  # fmt: skip
    other = load_case(text="parley: 1\nparties: {a: {}}\noptions: {x: {by: a}}\n"
                      "preferences: {a: {priorities: [not x]}}\n")  # fmt: skip
    proof = proved(one, "nash", 1, "a")
    assert verify(one, proof)
    assert verify(other, proof).line == "case_hash"
    forged = {**proof.to_json(), "case_hash": other.hash}
    assert verify(other, forged).line == "replies"


def test_graph_form() -> None:
    case = load_case(
        text="parley: 1\nparties: {a: {}, b: {}}\nstates: [calm, dispute, strike]\n"
        "moves: {a: [[calm, dispute]], b: [[dispute, strike]]}\n"
        "preferences: {a: {ranking: [dispute, calm, strike]}, "
        "b: {ranking: [strike, dispute, calm]}}\n"
    )
    proof = proved(case, "seq", 0, "a")
    assert [(step.mover, step.to) for step in proof.replies[0].steps] == [("b", 2)]
    assert verify(case, proof)
