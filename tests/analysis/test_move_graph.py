"""The graph of moves for a picture, and who would leave what: facts, places, shortest ways."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from itertools import combinations
from math import hypot

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from parley.analysis import stability
from parley.analysis.drawing import NODE, circle, strokes
from parley.analysis.leaving import leaving
from parley.analysis.move_graph import MOST, MoveGraph, foremost, move_graph
from parley.analysis.setting import Setting
from parley.analysis.steps import searched
from parley.analysis.successors import Successors
from parley.case import Case, load_case
from parley.model import Conflict, OptionMoves, Preference
from tests.analysis.conflicts import ranked
from tests.analysis.definitions import Moves

CONCEPTS = ["nash", "gmr", "smr", "seq"]
STRIKE = """
parley: 1
parties: {{company: {{name: {company}}}, union: {{name: {union}}}}}
options:
  strike: {{by: union}}
  wage: {{by: company, values: [none, two, four]}}
  crews: {{by: company}}
one_way: [wage: [none -> two, none -> four, two -> four]]
status_quo: {{strike: yes, wage: none, crews: no}}
preferences:
  union: {{priorities: [not crews, wage = four, not strike if wage = four, wage = two, strike]}}
  company: {{priorities: [not strike, not wage = four, not crews, wage = none]}}
"""


def strike(company: str = "Company", union: str = "Union") -> Case:
    return load_case(text=STRIKE.format(company=company, union=union))


def large() -> Case:
    """Twelve options of three parties: 4,096 states."""
    options = "".join(f"  o{k}: {{by: {'abc'[k % 3]}}}\n" for k in range(12))
    quo = ", ".join(f"o{k}: no" for k in range(12))
    wants = {p: [f"o{(k + 1) % 12}" for k in range(12) if "abc"[k % 3] == p] for p in "abc"}
    preferences = ", ".join(f"{p}: {{priorities: [{', '.join(w)}]}}" for p, w in wants.items())
    return load_case(
        text=f"parley: 1\nparties: {{a: {{}}, b: {{}}, c: {{}}}}\noptions:\n{options}"
        f"status_quo: {{{quo}}}\npreferences: {{{preferences}}}\n"
    )


def graph_of(case: Case) -> MoveGraph:
    graph = move_graph(case, stability(case, CONCEPTS))
    assert graph is not None
    return graph


def listed(moves: Moves, n: int) -> dict[str, csr_array]:
    found = {}
    for party, arcs in moves.items():
        table = np.zeros((n, n), dtype=bool)
        for s, x in arcs:
            table[s, x] = True
        found[party] = csr_array(table)
    return found


def by_hand(moves: Moves, start: int) -> dict[int, int]:
    """Length of a shortest legal sequence to every state, by the words of the rule."""
    reached = {start: 0}
    seen = set()
    queue: deque[tuple[int, str, int]] = deque([(start, "", 0)])
    while queue:
        state, last, steps = queue.popleft()
        for party, arcs in moves.items():
            if party == last:
                continue
            for s, x in arcs:
                if s == state and (x, party) not in seen:
                    seen.add((x, party))
                    reached.setdefault(x, steps + 1)
                    queue.append((x, party, steps + 1))
    return reached


@given(st.lists(st.integers(0, 3), min_size=2, max_size=8), st.integers(0, 2**32 - 1))
def test_moves_in_option_form_are_the_listed_ones(blocks: list[int], seed: int) -> None:
    rng, n = np.random.default_rng(seed), len(blocks)
    kinds = rng.integers(0, 2, n)
    allowed = np.array([[True, True], [False, True]])
    form = {
        "a": OptionMoves(np.array(blocks), kinds, allowed),
        "b": OptionMoves(rng.integers(0, 3, n)),
    }
    arcs: Moves = {
        party: {
            (s, x)
            for s in range(n)
            for x in range(n)
            if s != x
            and own.block[s] == own.block[x]
            and (own.kind is None or kinds[s] <= kinds[x])
        }
        for party, own in form.items()
    }
    compact = Conflict(n, ("a", "b"), form, {})
    explicit = Conflict(n, ("a", "b"), listed(arcs, n), {})
    lengths = by_hand(arcs, 0)
    for conflict in (compact, explicit):
        successors = Successors(conflict)
        for party in arcs:
            position, ends = successors.of(party, np.arange(n))
            assert list(zip(position.tolist(), ends.tolist(), strict=True)) == sorted(arcs[party])
        steps = searched(Setting(conflict), ("a", "b"), [0], "any").distance
        assert {s: int(steps[s]) for s in range(n) if steps[s] >= 0} == lengths


def test_a_line_says_who_moves_whether_it_gains_and_whether_it_can_be_undone() -> None:
    case = strike()
    graph = graph_of(case)
    assert [node.status_quo for node in graph.nodes] == [True] + [False] * 11
    assert len({node.state for node in graph.nodes}) == 12

    def state(strike: str, wage: str, crews: str) -> int:
        return case.states.index({"strike": strike, "wage": wage, "crews": crews})

    lines = {(m.start, m.end, m.party): (m.gain, m.back) for m in graph.moves}
    raised, ended = state("yes", "four", "no"), state("no", "four", "no")
    assert lines[raised, ended, "union"] == ("gains", True)
    assert (ended, raised, "union") not in lines
    assert lines[state("yes", "none", "no"), raised, "company"] == ("none", False)
    assert lines[state("no", "none", "yes"), state("no", "two", "no"), "company"] == (
        "gains", False,
    )  # fmt: skip
    results = stability(case, CONCEPTS)
    for node in graph.nodes:
        assert node.ways == sum(node.state in r.equilibria for r in results.values())


def test_what_is_not_known_is_neither_gain_nor_loss() -> None:
    moves = {"a": OptionMoves(np.array([0, 0])), "b": OptionMoves(np.array([0, 1]))}
    blank = Preference(None, np.zeros((2, 2), bool), np.eye(2, dtype=bool))
    conflict = Conflict(2, ("a", "b"), moves, {"a": blank, "b": blank}, 0)
    graph = move_graph(conflict, stability(conflict, CONCEPTS))
    assert graph is not None
    assert [(m.gain, m.back) for m in graph.moves] == [("open", True)]
    facts = leaving(conflict, stability(conflict, CONCEPTS), [0])
    assert [fact.standing for fact in facts] == ["open", "no_move"]


def test_the_same_case_lies_the_same_way_whatever_the_parties_are_called() -> None:
    assert graph_of(strike()) == graph_of(strike())
    assert graph_of(strike("Company", "Union")) == graph_of(strike("Union", "Company"))
    ids = STRIKE.replace("company", "x").replace("union", "company").replace("x:", "union:")
    swapped = load_case(text=ids.replace("by: x", "by: union").format(x="Company", company="Union"))
    other = {"union": "company", "company": "union"}
    there = graph_of(strike())
    renamed = tuple(replace(move, party=other[move.party]) for move in there.moves)
    assert graph_of(swapped) == replace(there, moves=renamed)


def test_no_line_runs_through_a_node_and_labels_stand_apart_at_twelve_states() -> None:
    graph = graph_of(strike())
    places = {node.state: (node.x, node.y) for node in graph.nodes}
    for (ax, ay), (bx, by) in combinations(places.values(), 2):
        assert hypot(ax - bx, ay - by) > 2 * NODE + 20
    labels = [move.stroke.label for move in graph.moves]
    assert all(hypot(a - c, b - d) >= 16 for (a, b), (c, d) in combinations(labels, 2))
    for move in graph.moves:
        line = move.stroke
        for state, (x, y) in places.items():
            if state in (move.start, move.end):
                continue
            for t in np.linspace(0, 1, 41):
                u, v, w = (1 - t) ** 2, 2 * t * (1 - t), t * t
                px = u * line.start[0] + v * line.bend[0] + w * line.end[0]
                py = u * line.start[1] + v * line.bend[1] + w * line.end[1]
                assert hypot(px - x, py - y) > NODE


def test_two_parties_lines_between_the_same_outcomes_run_side_by_side() -> None:
    one, two = strokes(circle(2, [(0, 1)]), [(0, 1), (1, 0)])
    assert hypot(one.label[0] - two.label[0], one.label[1] - two.label[1]) > 20


def test_of_a_large_case_the_part_round_the_status_quo_and_the_equilibria() -> None:
    case = large()
    results = stability(case, CONCEPTS)
    graph = move_graph(case, results)
    assert graph is not None
    assert graph.states == 4096
    assert 2 <= len(graph.nodes) <= MOST
    assert graph.nodes[0].state == case.status_quo_index
    held = [node.state for node in graph.nodes if node.ways == len(CONCEPTS)]
    assert held
    setting, start = Setting(case.conflict()), graph.nodes[0].state
    steps = searched(setting, setting.parties, [start], "any")
    shown = {node.state for node in graph.nodes}
    assert any({x for _, _, x in steps.way(state)} <= shown for state in held)
    linked = {move.start for move in graph.moves} | {move.end for move in graph.moves}
    assert set(held) <= linked
    assert graph == move_graph(case, stability(case, CONCEPTS))


def test_who_would_leave_and_who_could_answer() -> None:
    case = strike()
    facts = leaving(case, stability(case, CONCEPTS), range(len(case.states)))
    assert len(facts) == 24
    told = {(case.states.text(f.state), f.party): f for f in facts}
    ended = told["strike=no,wage=none,crews=no", "union"]
    assert ended.standing == "answered"
    assert ended.gains == (case.status_quo_index,)
    assert ended.answers == ("company",)
    assert told["strike=yes,wage=four,crews=no", "company"].standing == "no_gain"
    crews = told["strike=yes,wage=none,crews=yes", "company"]
    assert crews.standing == "leaves"
    assert case.status_quo_index in crews.gains


@given(ranked(max_states=5))
def test_standings_are_those_of_the_verdicts(made: tuple[int, Moves, dict[str, object]]) -> None:
    n, moves, ranks = made
    orders = {party: Preference(np.array(own)) for party, own in ranks.items()}
    conflict = Conflict(n, tuple(moves), listed(moves, n), orders)
    results = stability(conflict, CONCEPTS)
    for fact in leaving(conflict, results, range(n)):
        here = {name: bool(r.stable[fact.party][fact.state]) for name, r in results.items()}
        assert here["nash"] == (fact.standing in ("no_move", "no_gain"))
        assert here["gmr"] == (fact.standing != "leaves")
        if fact.standing == "answered":
            assert (fact.credible, fact.final) == (here["seq"], here["smr"])
            assert fact.answers or fact.several
        own = np.array(ranks[fact.party])
        assert all(own[to] > own[fact.state] for to in fact.gains)
        assert fact.measured == (fact.standing in ("no_gain", "answered"))
        if fact.rests is not None:
            by = {"no_gain": "nash"}.get(fact.standing, "smr" if fact.final else "gmr")
            changed = replace(
                conflict, preferences={**orders, fact.party: Preference(fact.rests.ranks)}
            )
            assert not stability(changed, by).stable[fact.party][fact.state]
            assert fact.rests.past is not None
            assert fact.rests.ranks[fact.rests.past] > fact.rests.ranks[fact.state]
            assert own[fact.rests.past] <= own[fact.state]
            if fact.standing == "no_gain":
                assert (fact.state, fact.rests.past) in moves[fact.party]


def test_the_first_on_a_list_are_held_in_most_ways_and_then_pictured() -> None:
    case = large()
    results = stability(case, CONCEPTS)
    graph = graph_of(case)
    first = foremost(results, 4096, graph, 8)
    held = [sum(state in r.equilibria for r in results.values()) for state in range(4096)]
    assert [held[state] for state in first] == sorted(held, reverse=True)[:8]
    best = [node.state for node in graph.nodes if node.ways == max(held)]
    assert set(first[: len(best)]) == set(best[:8])
