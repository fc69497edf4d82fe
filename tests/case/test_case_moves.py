"""Moves against their definition, pair by pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case import load_case
from parley.case.feasible import compile_states
from parley.case.moves import option_moves
from parley.case.statements import parse_statement
from parley.case.states import StateSpace
from parley.errors import LimitError
from parley.model import Condition, NoMove, OneWay, Option
from tests.case.casetexts import PLAIN
from tests.case.test_case_states import options


def may(
    space: StateSpace, party: str, s: int, x: int, one_way: list[OneWay], no_move: list[NoMove]
) -> bool:
    """Say by the words of the definition whether a party can move from s to x."""
    before, after = space[s], space[x]
    for name in before:
        if before[name] == after[name]:
            continue
        option, _, switch = name.partition(".")
        if switch != party if switch else party not in space.options[option].by:
            return False
    here, there = space.outcome(s), space.outcome(x)
    for way in one_way:
        held = way.when is None or bool(space.where(way.when)[s])
        for a, b in way.changes:
            if held and here[way.option] == b and there[way.option] == a:
                return False
    for no in no_move:
        held = no.when is None or bool(space.where(no.when)[s])
        if no.by == party and held and (here[no.option], there[no.option]) == no.change:
            return False
    return s != x


@st.composite
def taken_out(
    draw: st.DrawFn, given_options: dict[str, Option]
) -> tuple[list[OneWay], list[NoMove]]:
    names = st.sampled_from(sorted(given_options))

    def when() -> str | None:
        name = draw(names)
        return draw(st.sampled_from([None, f"not {name} = none", f"{name} = some"]))

    one_way, no_move = [], []
    for _ in range(draw(st.integers(0, 2))):
        name = draw(names)
        pair = tuple(draw(st.permutations(given_options[name].values))[:2])
        logic = when()
        tree = None if logic is None else parse_statement(logic).logic
        if draw(st.booleans()):
            one_way.append(OneWay(name, ((pair[0], pair[1]),), tree))
        else:
            by = draw(st.sampled_from("abc"))
            no_move.append(NoMove(by, name, (pair[0], pair[1]), tree))
    return one_way, no_move


@given(options(most=3), st.data())
def test_moves_are_those_of_the_definition(
    given_options: dict[str, Option], data: st.DataObject
) -> None:
    one_way, no_move = data.draw(taken_out(given_options))
    name = data.draw(st.sampled_from(sorted(given_options)))
    logic = parse_statement(f"not {name} = some or {sorted(given_options)[0]} = none").logic
    space = compile_states(given_options, [Condition("", logic)])
    if len(space) > 40:
        space = StateSpace(space.options, space.columns, space.table[::3])
    for party in "abc":
        found = option_moves(space, party, one_way, no_move).toarray()
        expected = [
            [may(space, party, s, x, one_way, no_move) for x in range(len(space))]
            for s in range(len(space))
        ]
        assert np.array_equal(found, np.array(expected, bool).reshape(found.shape))


def test_limit_says_how_many_moves() -> None:
    with pytest.raises(LimitError, match=r"a would have 60 moves, more than the limit of 50"):
        option_moves(load_case(text=PLAIN).states, "a", limit=50)


def test_large_space_compiles_quickly_enough() -> None:
    lines = "\n".join(f"  o{i}: {{by: p{i % 4}}}" for i in range(14))
    case = load_case(text=f"parley: 1\nparties: {{p0: , p1: , p2: , p3: }}\noptions:\n{lines}\n")
    assert len(case.states) == 2**14
    assert {p: m.nnz for p, m in case.moves.items()} == {
        "p0": 2**14 * 15, "p1": 2**14 * 15, "p2": 2**14 * 7, "p3": 2**14 * 7,
    }  # fmt: skip
