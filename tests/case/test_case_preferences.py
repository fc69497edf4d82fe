"""Preferences as numbers and as what is certain, against their definitions."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case import Case, case_problems, load_case, parse_state, parse_statement
from parley.case.feasible import compile_states
from parley.case.preferences import by_class, closed, lexicographic, weighted
from parley.errors import LimitError, UsageError
from parley.model import Condition, Option
from tests.case.casetexts import PLAIN, STRIKE

OPTIONS = {name: Option(name, ("a",)) for name in "wxyz"}
SPACE = compile_states(OPTIONS)
STATEMENTS = ["w", "x", "not y", "w and z", "x or y", "z if w", "w iff x", "not (x and z)"]


def condition(text: str) -> Condition:
    return Condition(text, parse_statement(text).logic)


def order(numbers: list[int | Decimal]) -> list[int]:
    """Number values from 0 up, equal for equal ones."""
    return [sorted(set(numbers)).index(number) for number in numbers]


@given(st.lists(st.sampled_from(STATEMENTS), max_size=10))
def test_priorities_are_the_sum_of_powers(texts: list[str]) -> None:
    conditions = [condition(text) for text in texts]
    truths = [SPACE.where(c.logic) for c in conditions]
    scores: list[int | Decimal] = [
        sum(2 ** (len(texts) - j) for j, truth in enumerate(truths, 1) if truth[s])
        for s in range(len(SPACE))
    ]
    assert lexicographic(SPACE, conditions).tolist() == order(scores)


def test_many_priorities_do_not_overflow() -> None:
    conditions = [condition("w")] + [condition("x")] * 80 + [condition("y")]
    ranks = lexicographic(SPACE, conditions)
    for s, t in itertools.product(range(len(SPACE)), repeat=2):
        one, other = ((v["w"], v["x"], v["y"]) for v in (SPACE[s], SPACE[t]))
        assert (ranks[s] > ranks[t]) == (one > other)  # "yes" sorts after "no"


@given(st.lists(st.tuples(st.sampled_from(STATEMENTS), st.decimals(-99, 99, places=2)), max_size=6))
def test_weights_are_summed_exactly(entries: list[tuple[str, Decimal]]) -> None:
    weights = [(condition(text), float(number), float(number)) for text, number in entries]
    scores: list[int | Decimal] = [
        sum((number for (_, number), (c, _, _) in zip(entries, weights, strict=True)
             if SPACE.where(c.logic)[s]), Decimal(0))
        for s in range(len(SPACE))
    ]  # fmt: skip
    assert weighted(SPACE, weights).tolist() == order(scores)


def test_tenths_tie() -> None:
    weights = [(condition("w"), 0.1, 0.1), (condition("x"), 0.2, 0.2), (condition("y"), 0.3, 0.3)]
    ranks = weighted(SPACE, weights)
    assert ranks[SPACE.index("YYNN")] == ranks[SPACE.index("NNYN")]


def test_ranking_takes_what_is_not_listed_yet() -> None:
    case = load_case(text=STRIKE)
    ranks = case.conflict().preferences["workers"].ranks
    assert ranks is not None
    named = {case.states.text(i): int(rank) for i, rank in enumerate(ranks) if rank}
    assert named == {"wage=30,strike=no": 1, "wage=35,strike=no": 1, "wage=40,strike=no": 2}
    ranking = "[{x: yes, z: [mid, high]}, {x: yes}, {y: no}, {x: no}]"
    listed = load_case(text=PLAIN + f"preferences: {{a: {{ranking: {ranking}}}}}\n")
    ranks = listed.conflict().preferences["a"].ranks
    assert ranks is not None
    for i, state in enumerate(listed.states):
        expected = (
            (3 if state["z"] != "low" else 2) if state["x"] == "yes" else int(state["y"] == "no")
        )
        assert ranks[i] == expected


def test_a_pattern_that_adds_nothing_is_a_notice() -> None:
    problems = case_problems(
        text=PLAIN + "preferences: {a: {ranking: [{x: yes}, {x: no}, {y: yes}]}}\n"
    )
    assert [(p.severity, p.what, p.words) for p in problems] == [
        ("notice", "every state like this is ranked before", "{y: yes}")
    ]


# -- what is only partly known -------------------------------------------------------------------


def weak_orders(n: int) -> list[tuple[int, ...]]:
    """All weak orders of n states, as ranks 0 … k with none left out."""
    every = itertools.product(range(n), repeat=n)
    return [ranks for ranks in every if set(ranks) == set(range(max(ranks) + 1))]


ORDERS = {n: weak_orders(n) for n in (2, 3, 4, 5)}


@given(st.integers(2, 5), st.data())
def test_certain_is_what_holds_in_every_completion(n: int, data: st.DataObject) -> None:
    hidden = data.draw(st.sampled_from(ORDERS[n]))
    listed = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    base = np.array([rank if known else -1 for rank, known in zip(hidden, listed, strict=True)])
    pairs = [(s, x) for s in range(n) for x in range(n) if hidden[s] > hidden[x]]
    told = data.draw(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else []
    agreeing = [
        ranks for ranks in ORDERS[n]
        if all(ranks[up] > ranks[down] for up, down in told)
        and all((ranks[s] > ranks[x]) == (base[s] > base[x]) for s in range(n) for x in range(n)
                if listed[s] and listed[x])
    ]  # fmt: skip
    assert agreeing
    known = closed(n, base, told)
    assert known.better is not None
    assert known.tied is not None
    for s, x in itertools.product(range(n), repeat=2):
        assert known.better[s, x] == all(ranks[x] > ranks[s] for ranks in agreeing)
        assert known.tied[s, x] == all(ranks[x] == ranks[s] for ranks in agreeing)


TWO = """\
parley: 1
parties: {a: {}, b: {}}
options: {x: {by: a}, y: {by: b}}
status_quo: NN
"""


def test_rest_unknown_and_nothing_known() -> None:
    case = load_case(text=TWO + "preferences: {a: {ranking: [YY, NY], rest: unknown}}\n")
    known = case.conflict().preferences["a"]
    assert known.better is not None
    assert np.argwhere(known.better).tolist() == [
        [case.states.index("NY"), case.states.index("YY")]
    ]
    nothing = case.conflict().preferences["b"]
    assert nothing.ranks is None
    assert nothing.better is not None
    assert nothing.tied is not None
    assert not nothing.better.any()
    assert np.array_equal(nothing.tied, np.eye(4))


INFERRED = (
    TWO
    + """\
sources: {A: {file: a.txt, published: 2026-01-01}, B: {file: b.txt, published: 2026-02-01}}
preferences:
  a:
    prefers:
      - {better: {x: yes}, worse: status_quo, basis: inferred, evidence: ["A:1-2"]}
"""
)


def inferred(up: str, down: str, evidence: str) -> str:
    return f"      - {{better: {up}, worse: {down}, basis: inferred, evidence: [{evidence}]}}\n"


def better(case: Case, up: str, down: str) -> bool:
    known = case.conflict(with_inferred=True).preferences["a"]
    assert known.better is not None
    return bool(known.better[parse_state(case, down), parse_state(case, up)])


def test_inferred_comparisons_count_only_when_asked() -> None:
    case = load_case(text=INFERRED)
    without = case.conflict().preferences["a"].better
    assert without is not None
    assert not without.any()
    assert better(case, "YN", "NN")
    assert case.aside() == ()


def test_a_later_inference_supersedes_an_earlier_one() -> None:
    case = load_case(text=INFERRED + inferred("status_quo", "{x: yes}", "B:1-2"))
    assert better(case, "NN", "YN")
    assert not better(case, "YN", "NN")
    assert [(notice.line, notice.severity) for notice in case.aside()] == [(9, "notice")]


def test_inferences_of_one_date_never_contradict() -> None:
    case = load_case(
        text=INFERRED
        + inferred("status_quo", "{x: yes}", "A:8-9")
        + inferred("{y: yes}", "status_quo", "A:8-9")
    )
    assert not better(case, "NN", "YN")
    assert not better(case, "YN", "NN")
    assert better(case, "NY", "NN")
    assert [notice.line for notice in case.aside()] == [9, 10]


def test_what_is_reported_supersedes_any_inference() -> None:
    case = load_case(
        text=INFERRED + '      - {better: status_quo, worse: YN, evidence: ["A:5-6"]}\n'
    )
    assert better(case, "NN", "YN")
    assert [notice.line for notice in case.aside()] == [9]


def test_of_many_states_what_is_known_stands_by_class() -> None:
    lines = "\n".join(f"  o{i}: {{by: {'ab'[i % 2]}}}" for i in range(13))
    case = load_case(
        text=f"parley: 1\nparties: {{a: , b: }}\noptions:\n{lines}\n"
        "preferences: {a: {ranking: [[{o1: yes}]], rest: unknown}}\n"
    )
    known = case.conflict().preferences
    for party, classes in (("a", 2), ("b", 1)):
        order = known[party]
        assert order.better is not None
        assert order.tied is not None
        assert order.classes is not None
        assert order.better.shape == (classes, classes)
        assert not order.better.any()
        assert len(order.classes) == 8192
        # what is listed ties; nothing is known among the rest
        assert order.tied.diagonal().tolist() == [False, True][:classes]
    ranked = case.with_ranks({"b": np.arange(len(case.states))})
    assert ranked.conflict().preferences["b"].ranks is not None


def test_too_many_classes() -> None:
    ranks = np.arange(8)
    ranks[:2] = -1
    assert by_class(8, ranks, [], limit=7).better is not None
    with pytest.raises(LimitError, match=r"8 kinds of states .* more than the limit of 7"):
        by_class(8, ranks, [(0, 3)], limit=7)


def test_with_ranks() -> None:
    case = load_case(text=STRIKE)
    given_ranks = case.with_ranks({"union": [0.5] * 14 + [2.5]})
    ranks = given_ranks.conflict().preferences["union"].ranks
    assert ranks is not None
    assert ranks.tolist() == [0] * 14 + [1]
    assert given_ranks.states is case.states
    assert given_ranks.hash != case.hash
    assert given_ranks.hash == case.with_ranks({"union": [7] * 14 + [8]}).hash
    assert given_ranks.with_ranks({"board": range(15)}).hash != given_ranks.hash
    assert case.conflict().preferences["union"].ranks.tolist() != ranks.tolist()  # type: ignore[union-attr]
    cases: list[tuple[dict[str, list[Any]], str]] = [
        ({"onion": [0] * 15}, "no party is called 'onion'; did you mean 'union'"),
        ({"union": [0] * 14}, "one number for each of 15 states"),
        ({"union": [[1], [1, 2]]}, "one number for each of 15 states"),
        ({"union": ["a"] * 15}, "one number for each of 15 states"),
        ({"union": [float("nan")] * 15}, "finite numbers"),
    ]
    for wrong, message in cases:
        with pytest.raises(UsageError, match=message):
            case.with_ranks(wrong)
    for no_mapping in (None, [1], "union"):
        with pytest.raises(UsageError, match="ranks are a mapping of party to numbers"):
            case.with_ranks(no_mapping)  # type: ignore[arg-type]


def test_conflict_is_made_once() -> None:
    case = load_case(text=STRIKE)
    assert case.conflict() is case.conflict()
    assert case.conflict() is not case.conflict(with_inferred=True)
    assert case.conflict().hash == case.hash
    assert case.conflict().status_quo == parse_state(case, "wage=0,strike=yes") == 1
