"""From here to there: against all legal sequences, on listed moves, in option form, partial."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley import load_case
from parley.analysis import Paths, Step, Way, departures, paths
from parley.errors import UsageError
from parley.model import Conflict, OptionMoves, Preference
from tests.analysis.coalition_definitions import Coalitional, groups
from tests.analysis.conflicts import Partial, of_known, of_ranks, partial, ranked
from tests.analysis.definitions import Moves, Ranks, completions
from tests.analysis.path_definitions import Taken, fewest, gainful, legal
from tests.analysis.test_option_form import conflicts


def taken(steps: tuple[Step, ...]) -> Taken:
    return tuple((step.mover, step.start, step.end) for step in steps)


def agrees(found: Paths, moves: Moves, ranks: Ranks, n: int) -> None:
    start = found.start
    any_moves, by_gains = fewest(moves, start), fewest(moves, start, ranks)
    assert found.steps.tolist() == [any_moves.get(s, -1) for s in range(n)]
    assert found.steps_by_gains.tolist() == [by_gains.get(s, -1) for s in range(n)]
    assert [way.end for way in found.ways] == list(range(n))
    for way in found.ways:
        end = way.end
        for step in (*way.moves, *way.gains, *way.rest, *way.entries):
            assert step.gains == (ranks[step.mover][step.end] > ranks[step.mover][step.start])
        expected = (
            "here" if end == start
            else "gains" if end in by_gains
            else "moves" if end in any_moves
            else "nothing"
        )  # fmt: skip
        assert way.reached == expected
        if expected in ("gains", "moves"):
            assert legal(moves, taken(way.moves), start, end)
            assert len(way.moves) == any_moves[end]
        if expected == "gains":
            assert legal(moves, taken(way.gains), start, end)
            assert gainful(taken(way.gains), ranks)
            assert len(way.gains) == by_gains[end]
        if expected == "moves":
            stands_between(way, moves, by_gains)
        if expected == "nothing":
            into = [(p, s, end) for p, own in moves.items() for s, x in sorted(own) if x == end]
            assert way.n_entries == len(into)
            assert list(taken(way.entries)) == into[:10]


def stands_between(way: Way, moves: Moves, by_gains: dict[int, int]) -> None:
    """The rest begins where gains end, with a step that is none, and no rest is shorter."""
    assert way.frontier in by_gains
    assert way.rest[0].start == way.frontier
    assert way.rest[0].gains is False
    assert legal(moves, taken(way.rest), way.frontier, way.end)
    # A rest may not begin with whoever moved last, so it is no shorter than one that may.
    assert len(way.rest) >= min(fewest(moves, s).get(way.end, 10**9) for s in by_gains)


@given(ranked(max_states=8), st.data())
def test_arbitrary_moves(game: tuple[int, Moves, Ranks], data: st.DataObject) -> None:
    n, moves, ranks = game
    start = data.draw(st.integers(0, n - 1))
    agrees(paths(of_ranks(n, moves, ranks), start, to=range(n)), moves, ranks, n)


@given(conflicts(), st.data())
def test_option_form(game: tuple[Conflict, Moves, bool], data: st.DataObject) -> None:
    conflict, moves, compact = game
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    start = data.draw(st.integers(0, conflict.n - 1))
    found = paths(conflict, start, to=range(conflict.n))
    agrees(found, moves, ranks, conflict.n)
    if compact:  # then two moves in a row are one, and the shortest rest is a legal one
        by_gains = fewest(moves, start, ranks)
        for way in found.ways:
            if way.reached == "moves":
                each = [fewest(moves, s).get(way.end, 10**9) for s in by_gains]
                assert len(way.rest) == min(each)


@given(partial(max_states=4, max_parties=3))
def test_partial_preferences(game: Partial) -> None:
    found = paths(of_known(game), 0, to=range(game.n))
    orders = {
        p: completions(game.n, set(known.better), set(known.tied))
        for p, known in game.known.items()
    }
    reached = [
        set(fewest(game.moves, 0, dict(zip(orders, each, strict=True))))
        for each in itertools.product(*orders.values())
    ][:200]
    for way in found.ways:
        if way.reached in ("here", "gains"):
            assert all(way.end in some for some in reached)
        elif way.reached in ("moves", "nothing"):
            assert not any(way.end in some for some in reached)
        else:
            assert any(step.gains is None for step in way.gains)
            assert all(step.gains is not False for step in way.gains)
            assert way.rest[0].gains is not True


@given(ranked(max_states=5), st.sampled_from(["strict", "pareto"]), st.data())
def test_departures_follow_the_definitions(
    game: tuple[int, Moves, Ranks], gain: str, data: st.DataObject
) -> None:
    n, moves, ranks = game
    state = data.draw(st.integers(0, n - 1))
    checker = Coalitional(moves, ranks, gain)
    for concept in ("cnash", "cgmr", "csmr", "cseq"):
        found = departures(of_ranks(n, moves, ranks), state, concept, gain=gain)  # type: ignore[arg-type]
        by_group = {each.coalition: each for each in found}
        for group in groups(list(moves)):
            expected = checker.undeterred(group, state, concept)
            assert (group in by_group) == bool(expected)
            if expected:
                each = by_group[group]
                assert set(each.ends.tolist()) == expected
                assert each.certain
                assert each.end in expected
                assert legal(moves, taken(each.moves), state, each.end)
                inside = {p: own for p, own in moves.items() if p in group}
                assert all(step.mover in group for step in each.moves)
                nearest = min(fewest(inside, state)[end] for end in expected)
                assert len(each.moves) == nearest


@settings(max_examples=60)
@given(partial(max_states=4, max_parties=2))
def test_departures_where_preferences_are_known_in_part(game: Partial) -> None:
    from parley.analysis import coalitions

    conflict = of_known(game)
    for concept, result in coalitions(conflict).items():
        for state in range(game.n):
            found = {each.coalition: each for each in departures(conflict, state, concept)}
            for group in result.coalitions:
                assert (group in found) == (not result.stable[group][state])
                if group in found:
                    assert found[group].certain == (not result.possible[group][state])


CASE = """
parley: 1
parties: {union: {}, employer: {}}
options: {strike: {by: union}, raise: {by: employer}, bonus: {by: employer}}
one_way: [{bonus: [no -> yes]}]
rules: [not (strike and bonus)]
status_quo: {strike: yes, raise: no, bonus: no}
preferences:
  union: {priorities: [raise, bonus, not strike]}
  employer: {priorities: [not strike, not raise, not bonus]}
"""


def test_what_stands_between_in_a_small_case() -> None:
    case = load_case(text=CASE)
    found = paths(case, to=range(len(case.states)))
    ways = {case.states.text(way.end): way for way in found.ways}
    assert ways["YNN"].reached == "here"
    assert [step.mover for step in ways["NNN"].gains] == ["union"]
    paid = ways["NYN"]
    assert paid.reached == "moves"
    assert paid.frontier == case.states.parse("NNN")
    assert [(step.mover, step.gains) for step in paid.rest] == [("employer", False)]
    back = paths(case, case.states.parse("NNY"), to=[case.states.parse("YNN")])
    assert back.ways[0].reached == "nothing"
    assert back.ways[0].n_entries == 2
    assert found.case_hash == case.hash
    assert (found.steps[found.furthest] == found.steps.max()).all()


def test_a_way_that_only_a_second_move_in_a_row_would_make_is_none() -> None:
    moves: Moves = {"a": {(0, 1), (1, 2)}, "b": set()}
    found = paths(of_ranks(3, moves, {"a": (0, 1, 2), "b": (0, 0, 0)}), 0, to=[2])
    assert found.ways[0].reached == "nothing"
    assert taken(found.ways[0].entries) == (("a", 1, 2),)


def test_many_states_need_no_list_of_moves() -> None:
    states = np.arange(1 << 12)
    conflict = Conflict(
        1 << 12,
        ("a", "b"),
        {"a": OptionMoves(states >> 6), "b": OptionMoves(states & 63)},
        {"a": Preference(states % 64), "b": Preference(states // 64)},
        status_quo=0,
    )
    found = paths(conflict, to=[(1 << 12) - 1])
    assert taken(found.ways[0].gains) == (("b", 0, 4032), ("a", 4032, 4095))
    assert int(found.steps.max()) == 2


def test_wrong_calls() -> None:
    conflict = of_ranks(2, {"a": {(0, 1)}}, {"a": (0, 1)})
    with pytest.raises(UsageError, match="there is no status quo"):
        paths(conflict)
    with pytest.raises(UsageError, match="there are 2 states"):
        paths(conflict, 0, to=[2])
    with pytest.raises(UsageError, match="there are 2 states"):
        departures(conflict, 2)


def test_of_ways_of_one_length_one_that_changes_nothing_back_is_told() -> None:
    """a could drop y with its first move and bring it back with its second."""
    case = load_case(
        text="""
parley: 1
parties: {a: {}, b: {}}
options: {x: {by: a}, y: {by: a}, z: {by: b}, w: {by: a}}
rules: [not z or x, not w or z]
status_quo: NYNN
preferences: {a: {priorities: [w and y]}, b: {priorities: [w and y]}}
"""
    )
    end = case.states.parse("YYYY")
    way = paths(case, to=[end]).ways[0]
    assert [case.states.text(step.end) for step in way.moves] == ["YYNN", "YYYN", "YYYY"]
    (together,) = departures(case, case.states.parse("NYNN"), "cnash")
    assert together.moves == way.moves
