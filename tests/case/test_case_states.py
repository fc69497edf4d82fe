"""The state space: its order, its limit, its rules, and how a state is named."""

from __future__ import annotations

import itertools
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case import load_case, parse_state
from parley.case.feasible import compile_states, contradiction
from parley.case.statements import parse_statement
from parley.case.states import columns_of
from parley.errors import LimitError, UsageError
from parley.model import Condition, Option
from tests.case.casetexts import PLAIN, STRIKE, TALKS

VALUES = ("none", "some", "many", "all")


def rule(text: str) -> Condition:
    return Condition(text, parse_statement(text).logic)


@st.composite
def options(draw: st.DrawFn, most: int = 4) -> dict[str, Option]:
    """A few options of two to four values, some of them joint."""
    found = {}
    for name in draw(st.lists(st.sampled_from("uvwxyz"), min_size=1, max_size=most, unique=True)):
        by = tuple(draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True)))
        act: Any = "one" if len(by) == 1 else draw(st.sampled_from(["any", "all"]))
        values = VALUES[: draw(st.integers(2, 4))]
        found[name] = Option(name, by, act, values)
    return found


@given(options())
def test_order_is_that_of_the_product(given_options: dict[str, Option]) -> None:
    space = compile_states(given_options)
    columns = columns_of(given_options)
    expected = list(itertools.product(*(column.values for column in columns)))
    assert [tuple(state.values()) for state in space] == expected
    assert len(space) == len(expected)
    assert [space.index(state) for state in space] == list(range(len(space)))


@given(options(), st.data())
def test_rules_skip_and_keep_the_order(
    given_options: dict[str, Option], data: st.DataObject
) -> None:
    whole = compile_states(given_options)
    name = data.draw(st.sampled_from(sorted(given_options)))
    value = data.draw(st.sampled_from(given_options[name].values))
    kept = compile_states(given_options, [rule(f"not {name} = {value}")])
    least = {
        i: min(
            given_options[name].values.index(v) for c, v in state.items() if c.split(".")[0] == name
        )
        for i, state in enumerate(whole)
    }
    expected = [s for i, s in enumerate(whole) if given_options[name].values[least[i]] != value]
    assert list(kept) == expected
    assert all(kept.outcome(i)[name] != value for i in range(len(kept)))


@given(options(), st.data())
def test_listed_states_are_those_that_match(
    given_options: dict[str, Option], data: st.DataObject
) -> None:
    whole = compile_states(given_options)
    names = st.lists(st.sampled_from(sorted(given_options)), min_size=1, max_size=2, unique=True)
    patterns = []
    for _ in range(data.draw(st.integers(1, 3))):
        patterns.append(
            {n: data.draw(st.sampled_from(given_options[n].values)) for n in data.draw(names)}
        )
    listed = compile_states(given_options, listed=patterns)
    mask = np.zeros(len(whole), bool)
    for pattern in patterns:
        mask |= whole.matching(pattern)
    assert np.array_equal(listed.table, whole.table[mask])


@given(options(), st.lists(st.integers(0, 30), max_size=5))
def test_smallest_contradiction(given_options: dict[str, Option], picks: list[int]) -> None:
    pool = [
        rule(f"{'not ' if negated else ''}{name} = {value}")
        for name, option in given_options.items()
        for value in option.values
        for negated in (False, True)
    ]
    rules = [pool[pick % len(pool)] for pick in picks]
    found = contradiction(given_options, rules)
    assert bool(found) == (len(compile_states(given_options, rules)) == 0)
    if found:
        assert not len(compile_states(given_options, [rules[i] for i in found]))
        for left_out in found:
            rest = [rules[i] for i in found if i != left_out]
            assert len(compile_states(given_options, rest))


def test_limit_says_how_many_before_building() -> None:
    many = {f"o{i}": Option(f"o{i}", ("a",)) for i in range(40)}
    before = time.perf_counter()
    with pytest.raises(LimitError, match=r"1,099,511,627,776 states .* limit of 4,194,304"):
        compile_states(many)
    assert time.perf_counter() - before < 0.5
    far = {f"o{i}": Option(f"o{i}", ("a",)) for i in range(400)}
    with pytest.raises(LimitError, match=r"about 10\^120 states"):
        compile_states(far)
    assert (
        len(
            compile_states(
                many, listed=[dict.fromkeys(many, "no"), {**dict.fromkeys(many, "no"), "o7": "yes"}]
            )
        )
        == 2
    )
    with pytest.raises(LimitError, match="8 states"):
        compile_states({f"o{i}": many[f"o{i}"] for i in range(3)}, limit=7)


def test_limit_of_a_case_is_met_when_states_are_asked_for() -> None:
    lines = "\n".join(f"  o{i}: {{by: a}}" for i in range(23))
    case = load_case(text=f"parley: 1\nparties: {{a: }}\noptions:\n{lines}\n")
    with pytest.raises(LimitError, match="8,388,608"):
        len(case.states)
    ruled = load_case(text=f"parley: 1\nparties: {{a: }}\noptions:\n{lines}\nrules: [o1 or o2]\n")
    assert any("too many combinations" in notice.what for notice in ruled.notices)


def test_joint_options_are_one_switch_a_party() -> None:
    space = load_case(text=TALKS).states
    assert [column.name for column in space.columns][:4] == [
        "talks.front", "talks.govern", "talks.rim", "halt",
    ]  # fmt: skip
    assert space.table.shape == (288, 7)
    two = space.index({"talks.front": "yes", "talks.govern": "yes", "talks.rim": "no",
                       "halt": "none", "aid": "no", "freed_from_port": "none",
                       "freed_by_govern": "none"})  # fmt: skip
    assert space.outcome(two)["talks"] == "no"
    assert space.matching({"talks": "yes"}).sum() == 36
    assert space.where(parse_statement("talks.rim and not talks").logic).sum() == 3 * 36


def test_state_syntax() -> None:
    case = load_case(text=PLAIN)
    assert parse_state(case, "3") == 3
    assert parse_state(case, "status_quo") == 0
    assert parse_state(case, "x=yes, y=no ,z=mid") == 7
    assert parse_state(case, 'x=yes,y=no,z="mid"') == 7
    for i in range(len(case.states)):
        assert parse_state(case, case.states.text(i)) == i
    strike = load_case(text=STRIKE)
    assert strike.states[parse_state(strike, "wage=40")] == {"wage": "40", "strike": "no"}
    assert parse_state(strike, "wage=40.0") == parse_state(strike, "wage=40")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("12", r"there are 12 states, 0 to 11; not 12"),
        ("x=yes", r"6 states have x=yes; say also y, z"),
        ("w=yes", r"w=yes: no such option or value"),
        ("x=never", r"x=never: no such option or value"),
        ("NY-", r"only where every option is no or yes"),
        ("x=yes,y", r"'y' is not read as option=value"),
        ("", r"only where every option is no or yes"),
    ],
)
def test_state_syntax_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_state(load_case(text=PLAIN), text)


def test_strings_of_a_yes_no_case() -> None:
    case = load_case(text="parley: 1\nparties: {a: , b: }\noptions: {x: {by: a}, "
                          "t: {by: [a, b], act: all}}\nrules: [not t.b or x]\n")  # fmt: skip
    assert [case.states.text(i) for i in range(len(case.states))] == [
        "NNN", "NYN", "YNN", "YNY", "YYN", "YYY",
    ]  # fmt: skip
    assert parse_state(case, "YYN") == 4
    with pytest.raises(UsageError, match="2 states have"):
        parse_state(case, "YN-")
    with pytest.raises(UsageError, match="no feasible state"):
        parse_state(case, "NNY")
    with pytest.raises(UsageError, match=r"3 letters N, Y or -, for x, t\.a, t\.b"):
        parse_state(case, "YN")
    with pytest.raises(UsageError, match="names no status quo"):
        parse_state(case, "status_quo")


def test_graph_form() -> None:
    case = load_case(
        text="""\
parley: 1
parties: {a: , b: }
states: [war, talks, peace]
moves: {a: [[war, talks], [talks, peace]], b: [[talks, war]]}
status_quo: war
preferences: {a: {ranking: [peace, [war, talks]]}, b: {priorities: [state = talks]}}
"""
    )
    assert [dict(state) for state in case.states] == [
        {"state": "war"}, {"state": "talks"}, {"state": "peace"},
    ]  # fmt: skip
    conflict = case.conflict()
    assert case.moves["a"].toarray().tolist() == [[0, 1, 0], [0, 0, 1], [0, 0, 0]]
    assert case.moves["b"].toarray().tolist() == [[0, 0, 0], [1, 0, 0], [0, 0, 0]]
    ranks = {party: known.ranks for party, known in conflict.preferences.items()}
    assert {p: None if r is None else r.tolist() for p, r in ranks.items()} == {
        "a": [0, 0, 1], "b": [0, 1, 0],
    }  # fmt: skip
    assert conflict.status_quo == parse_state(case, "war") == 0
    assert case.states.text(2) == "state=peace"


@pytest.mark.parametrize("wrong", [slice(0, 2), "x", 1.5, None, (0, 1)])
def test_a_state_is_asked_for_by_a_number(wrong: Any) -> None:
    states = load_case(text=PLAIN).states
    assert states[np.int64(1)] == states[1]
    with pytest.raises(UsageError, match=r"by one whole number, as states\[0\], not"):
        _ = states[wrong]


def test_the_table_of_states_cannot_be_written() -> None:
    states = load_case(text=STRIKE).states
    with pytest.raises(ValueError, match="read-only"):
        states.table[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        states.column("strike")[0] = 1
