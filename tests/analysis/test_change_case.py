"""Statements moved, options one-way or out of play, orders counted, questions: all by trial."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis import stability
from parley.analysis.change import count_orders, next_question, smallest_change
from parley.analysis.change.grounds import grounds
from parley.case import Case, load_case
from parley.model import Conflict
from tests.analysis.change_seen import holds
from tests.analysis.conflicts import Partial, arcs, of_known, of_ranks, partial
from tests.analysis.definitions import DEFINITIONS, Moves, completions, weak_orders

CONCEPTS = ("nash", "gmr", "smr", "seq")
STATEMENTS = ("x", "not y", "z", "y if x", "x iff z", "not z or y")


def text(a: list[str], b: list[str], more: str = "") -> str:
    """Two parties; a controls x and y, b controls z."""
    return f"""
parley: 1
parties: {{a: {{}}, b: {{}}}}
options: {{x: {{by: a}}, y: {{by: a}}, z: {{by: b}}}}
status_quo: {{x: no, y: no, z: no}}
preferences: {{a: {{priorities: [{", ".join(a)}]}}, b: {{priorities: [{", ".join(b)}]}}}}
{more}
"""


some = st.lists(st.sampled_from(STATEMENTS), min_size=2, max_size=4, unique=True)


def is_equilibrium(written: str, state: str, concept: str) -> bool:
    case = load_case(text=written)
    return case.states.index(state) in stability(case, concept).equilibria


@given(some, some, st.integers(0, 7), st.sampled_from(CONCEPTS))
def test_every_single_move_of_a_statement_that_does_it_is_found(
    a: list[str], b: list[str], state: int, concept: str
) -> None:
    case = load_case(text=text(a, b))
    found = smallest_change(case, state, concept)
    if found.holds:
        assert found.statements == ()
        return
    orders = set()
    for move in found.statements:
        own = list(a if move.party == "a" else b)
        assert own[move.place - 1] == move.statement.text
        own.insert(move.to - 1, own.pop(move.place - 1))
        orders.add((move.party, tuple(own)))
        assert move.by_answer == (found.would_leave != (move.party,))
    expected = set()
    for party, own in (("a", a), ("b", b)):
        for place, to in product(range(len(own)), repeat=2):
            new = list(own)
            new.insert(to, new.pop(place))
            sides = (new, b) if party == "a" else (a, new)
            if is_equilibrium(text(*sides), case.states.text(state), concept):
                expected.add((party, tuple(new)))
    assert orders == expected
    told = [(move.by_answer, move.places) for move in found.statements]
    assert told == sorted(told)


@given(some, some, st.integers(0, 7), st.sampled_from(CONCEPTS))
def test_options_are_told_where_they_take_away_what_a_party_would_leave_by(
    a: list[str], b: list[str], state: int, concept: str
) -> None:
    case = load_case(text=text(a, b))
    found = smallest_change(case, state, concept)
    if found.holds:
        assert found.options == ()
        return
    name = case.states.text(state)
    told = {(change.option.id, change.kind, change.changes) for change in found.options}
    expected, harsher = set(), 0
    for option in ("x", "y", "z"):
        value = case.states[state][option]
        works = False
        safe: set[tuple[str, str, tuple[tuple[str, str], ...]]] = set()
        for kind, changes, line in (
            ("one_way", (("no", "yes"),), f"one_way: [{{{option}: [no -> yes]}}]"),
            ("one_way", (("yes", "no"),), f"one_way: [{{{option}: [yes -> no]}}]"),
            ("fixed", (), f"rules: [{option} = {value}]"),
        ):
            if kind == "fixed" and safe:
                continue
            written = text(a, b, line)
            if kind == "fixed":
                written = written.replace("status_quo: {x: no, y: no, z: no}", "")
            if is_equilibrium(written, name, concept):
                works = True
                if not still_leaves(case, load_case(text=written), state, concept):
                    safe.add((option, kind, changes))
        expected |= safe
        harsher += works and not safe
    assert told == expected
    assert found.withheld == harsher


def still_leaves(before: Case, after: Case, state: int, concept: str) -> bool:
    """Whether a move by which a party would leave is still there, by the definitions."""
    moves, ranks = as_sets(before), ranks_of(before)
    for party in moves:
        for start, end in moves[party]:
            if start != state or ranks[party][end] <= ranks[party][state]:
                continue
            alone = {**moves, party: moves[party] - {(s, x) for s, x in moves[party] if s == state}}
            alone[party] = alone[party] | {(state, end)}
            if concept == "smr":
                alone = {**moves}  # where the party escapes to counts as well
            if DEFINITIONS[concept](alone, ranks, party, state):
                continue
            if concept == "smr" and deterred_alone(moves, ranks, party, state, end):
                continue
            left = [before.states.text(s) for s in (start, end)]
            try:
                pair = [after.states.index(name) for name in left]
            except ValueError:
                continue
            if after.moves[party][pair[0], pair[1]]:
                return True
    return False


def deterred_alone(
    moves: Moves, ranks: dict[str, tuple[int, ...]], party: str, state: int, end: int
) -> bool:
    """SMR of one improvement: a state of its own stands for the start, with this one move."""
    n = len(ranks[party])
    wider = {p: set(pairs) for p, pairs in moves.items()}
    wider[party] = wider[party] | {(n, end)}
    longer = {p: (*own, own[state]) for p, own in ranks.items()}
    return DEFINITIONS["smr"](wider, longer, party, n)


def as_sets(case: Case) -> Moves:
    return {
        party: set(zip(*(array.tolist() for array in matrix.nonzero()), strict=True))
        for party, matrix in case.moves.items()
    }


def ranks_of(case: Case) -> dict[str, tuple[int, ...]]:
    found = {}
    for party, known in case.conflict().preferences.items():
        assert known.ranks is not None
        found[party] = tuple(known.ranks.tolist())
    return found


def test_an_option_that_would_only_make_an_answer_harsher_is_not_told() -> None:
    # a would leave NN for YN; b can answer with YY, which a likes less. As things are a escapes
    # to NY, which it likes better than NN; if a could not take x back, it could not.
    harsh = """
parley: 1
parties: {a: {}, b: {}}
options: {x: {by: a}, y: {by: b}}
preferences: {a: {ranking: [[YN], [NY], [NN], [YY]]}, b: {ranking: [[YY], [NY], [NN], [YN]]}}
one_way: [{y: [no -> yes], when: x}]
no_move: [{by: b, change: {y: no -> yes}, when: not x}]
"""
    case = load_case(text=harsh)
    state = case.states.index("NN")
    assert state not in stability(case, "smr").equilibria
    found = smallest_change(case, state, "smr")
    kinds = {(change.option.id, change.kind, change.changes) for change in found.options}
    assert kinds == {("x", "one_way", (("yes", "no"),))}
    # That x could not be taken back would do it too: it is not among them.
    written = harsh.replace("one_way: [", "one_way: [{x: [no -> yes]}, ")
    assert is_equilibrium(written, "NN", "smr")


def test_what_an_order_rests_on_comes_with_its_evidence() -> None:
    case = load_case(
        text="""
parley: 1
sources: {A: {file: a.txt}}
parties: {a: {}, b: {}, c: {}, d: {}}
options: {x: {by: a}, y: {by: b}}
status_quo: NN
preferences:
  a: {priorities: [{is: x, basis: reported, evidence: ["A:0-5"]}, not y]}
  b: {weights: {x: 3, y: 2}}
  c: {ranking: [[YY], [YN], [NN]], rest: last, basis: stated, evidence: ["A:7-9"]}
  d: {prefers: [{better: {x: yes}, worse: status_quo, basis: reported, evidence: ["A:10-20"]}]}
"""
    )
    told = {
        party: [(g.words, g.basis, [str(e) for e in g.evidence]) for g in grounds(case, party, [p])]
        for party, p in (("a", (0, 2)), ("b", (0, 3)), ("c", (0, 1)), ("d", (0, 2)))
    }
    assert told["a"] == [("x", "reported", ["A:0-5"])]
    assert [words for words, *_ in told["b"]] == ["x", "y"]
    assert told["c"] == [("the ranking", "stated", ["A:7-9"])]
    assert told["d"] == [("x: yes rather than status_quo", "reported", ["A:10-20"])]
    assert [g.words for g in grounds(case, "a", [(0, 1), (2, 3)])] == ["not y"]


@st.composite
def small(draw: st.DrawFn) -> tuple[int, Moves]:
    parties = draw(st.integers(1, 2))
    n = draw(st.integers(1, 3))
    return n, draw(arcs(n, parties))


@given(small(), st.booleans(), st.sampled_from(CONCEPTS), st.data())
def test_orders_are_counted_one_by_one(
    game: tuple[int, Moves], ties: bool, concept: str, data: st.DataObject
) -> None:
    n, moves = game
    state = data.draw(st.integers(0, n - 1))
    flat = {p: (0,) * n for p in moves}
    found = count_orders(of_ranks(n, moves, flat), state, concept, ties=ties)
    each = [order for order in weak_orders(n) if ties or len(set(order)) == n]
    choices = [dict(zip(moves, c, strict=True)) for c in product(each, repeat=len(moves))]
    assert found.of == len(choices)
    assert found.holding == sum(holds(moves, ranks, state, concept) for ranks in choices)
    assert found.complete


def test_a_count_that_is_too_large_says_so() -> None:
    still = Conflict(20, ("a",), {}, {})
    assert count_orders(still, 0, "nash").holding is None
    assert "too many" in count_orders(still, 0, "seq").why_stopped


@given(partial(3, 2), st.sampled_from(["nash", "gmr", "smr"]))
def test_what_an_answer_settles_is_counted_in_completions(game: Partial, concept: str) -> None:
    found = next_question(of_known(game), concept, most=100)
    orders = {
        p: completions(game.n, set(known.better), set(known.tied))
        for p, known in game.known.items()
    }

    def still_open(party: str, chosen: list[tuple[int, ...]]) -> int:
        total = 0
        for state in range(game.n):
            flat = {p: (0,) * game.n for p in game.moves}
            seen = {
                DEFINITIONS[concept](game.moves, {**flat, party: own}, party, state)
                for own in chosen
            }
            total += len(seen) == 2
        return total

    before = {p: still_open(p, chosen) for p, chosen in orders.items()}
    assert found.open == sum(before.values())
    asked = {(question.party, question.pairs[0]): question.settles for question in found.questions}
    for party, chosen in orders.items():
        for x in range(game.n):
            for y in range(x + 1, game.n):
                signs = {(own[x] > own[y]) - (own[x] < own[y]) for own in chosen}
                if len(signs) == 1:
                    assert (party, (x, y)) not in asked
                    continue
                expected = []
                for sign in (1, -1, 0):
                    kept = [o for o in chosen if (o[x] > o[y]) - (o[x] < o[y]) == sign]
                    settled = before[party] - still_open(party, kept) if kept else None
                    expected.append(settled)
                if any(expected):
                    assert asked[party, (x, y)] == tuple(expected)


def test_an_option_is_asked_about_all_else_being_equal() -> None:
    case = load_case(
        text="""
parley: 1
parties: {a: {}, b: {}}
options: {x: {by: a}, y: {by: b}}
status_quo: NN
preferences: {b: {ranking: [[NN], [YN], [NY], [YY]]}}
"""
    )
    found = next_question(case, "nash")
    assert found.open == 4
    first = found.questions[0]
    assert first.option == ("x", "yes", "no")
    assert first.settles == (4, 4)
    assert set(first.pairs) == {(2, 0), (3, 1)}
    assert found.questions[1].settles == (2, 2, 2)


def test_a_search_for_questions_that_is_cut_says_so() -> None:
    many = Conflict(65, ("a",), {}, {})
    assert next_question(many, "nash").complete
    names = ", ".join(f"o{k}: {{by: a}}" for k in range(7))
    case = load_case(text=f"parley: 1\nparties: {{a: {{}}, b: {{}}}}\noptions: {{{names}}}\n")
    assert "128 states" in next_question(case, "nash").why_stopped
    small_case = load_case(text="parley: 1\nparties: {a: {}, b: {}}\noptions: {x: {by: a}}\n")
    assert "not every question" in next_question(small_case, "nash", time_limit=0.0).why_stopped


@pytest.mark.parametrize("concept", CONCEPTS)
def test_names_make_no_difference(concept: str) -> None:
    a, b = ["x", "not y", "y if x"], ["not x", "z"]
    there = smallest_change(load_case(text=text(a, b)), 5, concept)
    turned = text(a, b).replace("a: {}, b: {}", "b: {}, a: {}")
    back = smallest_change(load_case(text=turned), 5, concept)
    assert there.holds == back.holds
    if there.ranks is not None and back.ranks is not None:
        assert there.ranks.steps == back.ranks.steps
