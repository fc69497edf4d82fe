"""The statement language: grammar, messages that point, printing back, meaning."""

from __future__ import annotations

import itertools
import operator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case import StatementError, parse_statement, print_statement
from parley.case.feasible import compile_states
from parley.case.statements import RESERVED, Parsed
from parley.errors import UsageError
from parley.model import And, Compare, If, Iff, Logic, Not, Option, Or

A, B, C = (Compare(name, "=", "yes") for name in "abc")


@pytest.mark.parametrize(
    ("text", "logic"),
    [
        ("a", A),
        ("a = no", Compare("a", "=", "no")),
        ("a=no", Compare("a", "=", "no")),
        ("wage>=-2.5", Compare("wage", ">=", "-2.5")),
        ("talks.front = yes", Compare("talks.front", "=", "yes")),
        ('a = "two weeks"', Compare("a", "=", "two weeks")),
        (r'a = "say \"if\""', Compare("a", "=", 'say "if"')),
        ("a = 08", Compare("a", "=", "08")),
        ("not a and b", And(Not(A), B)),
        ("a or b and c", Or(A, And(B, C))),
        ("a and b and c", And(And(A, B), C)),
        ("a and b if b or c", If(And(A, B), Or(B, C))),
        ("(a if b) iff c", Iff(If(A, B), C)),
        ("not not a", Not(Not(A))),
        ("not (a or b)", Not(Or(A, B))),
    ],
)
def test_binding(text: str, logic: Logic) -> None:
    assert parse_statement(text).logic == logic


@pytest.mark.parametrize(
    ("text", "what", "offset", "words"),
    [
        ("", "ends where an option should stand", 0, ""),
        ("a and", "ends where an option should stand", 5, ""),
        ("a =", "ends where a value should stand", 3, ""),
        ("a == b", "the comparisons are = >= <= > <", 3, "="),
        ("a != b", "write `not`", 2, "!="),
        ("a = 'x'", "double quotes", 4, "'x'"),
        ("a = 2024-01-01", "double quotes", 4, "2024-01-01"),
        ("a = 1_0", "double quotes", 4, "1_0"),
        ("a = if", "double quotes", 4, "if"),
        ('a = "x', "never closed", 4, '"x'),
        ("(a or b", "character 1 is not closed", 7, ""),
        ("a) or b", "never opened", 1, ")"),
        ("a b", "should stand before this", 2, "b"),
        ("a if b if c", "do not chain", 7, "if"),
        ("a iff b if c", "do not chain", 8, "if"),
        ("and a", "an option's name should stand here", 0, "and"),
        ("status_quo", "an option's name should stand here", 0, "status_quo"),
        ("a & b", "cannot stand in a statement", 2, "&"),
        ("not " * 300 + "a", "more than 250 parts", 1000, "not"),
        ("(" * 300 + "a" + ")" * 300, "deeper than 50 parentheses", 50, "("),
        ("not (" * 51 + "a" + ")" * 51, "deeper than 50 parentheses", 254, "("),
    ],
)
def test_errors_point(text: str, what: str, offset: int, words: str) -> None:
    with pytest.raises(StatementError) as caught:
        parse_statement(text)
    assert what in caught.value.what
    assert (caught.value.offset, caught.value.words) == (offset, words)


def test_parentheses_side_by_side_are_not_nested() -> None:
    assert parse_statement(" and ".join(["(a)"] * 80)).uses
    deepest = "(" * 50 + "a" + ")" * 50
    assert parse_statement(deepest).logic == A


def test_a_tree_made_by_hand_is_refused_where_it_is_too_deep() -> None:
    deep: Logic = A
    for _ in range(5_000):
        deep = Not(deep)
    space = compile_states({"a": Option("a", ("p",))})
    for use in (print_statement, space.where):
        with pytest.raises(UsageError, match="nested deeper than 250 levels"):
            use(deep)


VALUES = {"a": ("no", "yes"), "b": ("none", "week", "two weeks"), "wage": ("0", "2.5", "10")}
OPTIONS = {
    name: Option(name, ("p",), values=values, numeric=name == "wage")
    for name, values in VALUES.items()
}
OPERATORS = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "=": operator.eq
}  # fmt: skip

compares = st.one_of(
    st.builds(Compare, st.just("a"), st.just("="), st.sampled_from(VALUES["a"])),
    st.builds(Compare, st.just("b"), st.just("="), st.sampled_from(VALUES["b"])),
    st.builds(
        Compare,
        st.just("wage"),
        st.sampled_from(sorted(OPERATORS)),
        st.sampled_from(["0", "2.50", "3"]),
    ),
)
trees = st.recursive(
    compares,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        *(st.builds(kind, inner, inner) for kind in (And, Or, If, Iff)),
    ),
    max_leaves=12,
)


def holds(logic: Logic, state: dict[str, str]) -> bool:
    """Say by definition whether a statement holds in one state."""
    match logic:
        case Compare("wage", op, value):
            return bool(OPERATORS[op](float(state["wage"]), float(value)))
        case Compare(name, _, value):
            return state[name] == value
        case Not(inner):
            return not holds(inner, state)
        case And(left, right):
            return holds(left, state) and holds(right, state)
        case Or(left, right):
            return holds(left, state) or holds(right, state)
        case If(then, condition):
            return holds(then, state) if holds(condition, state) else True
        case Iff(left, right):
            return holds(left, state) == holds(right, state)


@given(trees)
def test_what_is_printed_is_parsed_back(logic: Logic) -> None:
    assert parse_statement(print_statement(logic)).logic == logic


@given(st.text(max_size=8))
def test_any_value_is_printed_and_parsed_back(value: str) -> None:
    logic = Compare("a", "=", value)
    assert parse_statement(print_statement(logic)).logic == logic


@given(trees)
def test_meaning_is_that_of_the_definition(logic: Logic) -> None:
    space = compile_states(OPTIONS)
    expected = [
        holds(logic, dict(zip(VALUES, row, strict=True)))
        for row in itertools.product(*VALUES.values())
    ]
    assert np.array_equal(space.where(logic), expected)


def outcome(text: str) -> Parsed | StatementError:
    try:
        return parse_statement(text)
    except StatementError as error:
        return error


words = st.sampled_from([*sorted(RESERVED), "a", "wage", "(", ")", "=", ">=", "2", '"x"', '"', "!"])


@given(st.lists(words, max_size=12).map(" ".join) | st.text(max_size=20))
def test_garbage_gives_a_statement_error_that_points_inside(text: str) -> None:
    parsed = outcome(text)
    if isinstance(parsed, StatementError):
        assert 0 <= parsed.offset <= len(text)
        assert text.startswith(parsed.words, parsed.offset)
    else:
        assert parse_statement(print_statement(parsed.logic)).logic == parsed.logic
