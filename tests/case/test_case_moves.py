"""Moves against their definition, pair by pair."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.listing import listed
from parley.case import load_case
from parley.case.feasible import compile_states
from parley.case.moves import option_moves
from parley.case.option_moves import compact_moves
from parley.case.statements import parse_statement
from parley.case.states import StateSpace
from parley.errors import LimitError
from parley.model import Condition, NoMove, OneWay, Option
from tests.case.casetexts import PLAIN
from tests.case.test_case_states import options


@dataclass
class Definition:
    """Says by the words of the definition whether a party can move from s to x."""

    space: StateSpace
    one_way: list[OneWay]
    no_move: list[NoMove]

    def __post_init__(self) -> None:
        everywhere = np.ones(len(self.space), bool)
        self.states = list(self.space)
        self.outcomes = [self.space.outcome(i) for i in range(len(self.space))]
        entries: list[OneWay | NoMove] = [*self.one_way, *self.no_move]
        self.held = {
            id(entry): everywhere if entry.when is None else self.space.where(entry.when)
            for entry in entries
        }

    def own(self, party: str, name: str) -> bool:
        option, _, switch = name.partition(".")
        return switch == party if switch else party in self.space.options[option].by

    def may(self, party: str, s: int, x: int) -> bool:
        before, after = self.states[s], self.states[x]
        if s == x or not all(before[n] == after[n] or self.own(party, n) for n in before):
            return False
        here, there = self.outcomes[s], self.outcomes[x]
        back = any(
            self.held[id(way)][s] and here[way.option] == b and there[way.option] == a
            for way in self.one_way
            for a, b in way.changes
        )
        barred = any(
            no.by == party
            and self.held[id(no)][s]
            and (here[no.option], there[no.option]) == no.change
            for no in self.no_move
        )
        return not (back or barred)


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
    definition = Definition(space, one_way, no_move)
    for party in "abc":
        found = option_moves(space, party, one_way, no_move).toarray()
        n = range(len(space))
        expected = [[definition.may(party, s, x) for x in n] for s in n]
        assert np.array_equal(found, np.array(expected, bool).reshape(found.shape))
        compact = compact_moves(space, party, one_way, no_move)
        if compact is not None:
            start, end = listed(compact, len(space), party)
            pairs = set(zip(start.tolist(), end.tolist(), strict=True))
            assert pairs == {(s, x) for s in n for x in n if expected[s][x]}


def test_a_way_around_a_one_way_step_has_the_moves_listed() -> None:
    three = Option("a", ("x",), values=("none", "some", "all"))
    space = compile_states({"a": three})
    ways = [OneWay("a", (("none", "some"),)), OneWay("a", (("some", "all"),))]
    assert compact_moves(space, "x", ways[:1]) is None  # back by way of all
    whole = [*ways, OneWay("a", (("none", "all"),))]
    assert compact_moves(space, "x", whole) is not None


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
