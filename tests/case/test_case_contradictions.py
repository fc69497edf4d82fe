"""Comparisons that cannot all hold: the smallest set, by trying every set and every order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from parley.case import case_problems
from parley.case.ranges import smallest_contradiction
from parley.errors import Problem
from parley.model import WeightRanges

TWO = """\
parley: 1
parties: {a: {}, b: {}}
options: {x: {by: a}, y: {by: b}}
status_quo: NN
sources: {A: {file: a.txt}}
preferences:
  a:
"""
FIRST = TWO.count("\n") + 2
"""Line of the first comparison, where no other form stands before it."""
STATES = [f"{{x: {x}, y: {y}}}" for x in ("no", "yes") for y in ("no", "yes")]
ORDERS = [
    ranks
    for ranks in itertools.product(range(4), repeat=4)
    if set(ranks) == set(range(max(ranks) + 1))
]
Pairs = list[tuple[int, int]]
told = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda pair: pair[0] != pair[1]),
    min_size=1, max_size=6,
)  # fmt: skip


def possible(pairs: Sequence[tuple[int, int]], groups: Sequence[Sequence[int]]) -> bool:
    """Whether some weak order has the groups, best first, in order and ties, and the pairs."""

    def agrees(ranks: Sequence[int]) -> bool:
        levels = [{ranks[state] for state in group} for group in groups]
        return (
            all(len(level) == 1 for level in levels)
            and all(min(a) > max(b) for a, b in itertools.pairwise(levels))
            and all(ranks[up] > ranks[down] for up, down in pairs)
        )

    return any(agrees(ranks) for ranks in ORDERS)


def problems_of(pairs: Pairs, form: str) -> list[Problem]:
    entries = "".join(
        f'      - {{better: {STATES[up]}, worse: {STATES[down]}, evidence: ["A:{k}-{k + 1}"]}}\n'
        for k, (up, down) in enumerate(pairs)
    )
    text = f"{TWO}{form}    prefers:\n{entries}"
    return [p for p in case_problems(text=text, name="case.yaml") if p.severity == "error"]


def named(problem: Problem, first: int) -> list[int]:
    """Numbers of the comparisons that a problem names, by their places and by their evidence."""
    by_line = [int(line) - first for line in re.findall(r"\] \(case\.yaml:(\d+):9\)", problem.what)]
    assert by_line == [int(k) for k in re.findall(r"\[A:(\d+)-\d+\] \(", problem.what)]
    return by_line


@given(told)
def test_a_contradiction_is_found_iff_there_is_one(pairs: Pairs) -> None:
    problems = problems_of(pairs, "")
    assert bool(problems) != possible(pairs, [])
    for problem in problems:
        check_smallest([pairs[i] for i in named(problem, FIRST)], [])
    smallest_is_there(problems, pairs, [], FIRST)


@given(told, st.lists(st.integers(0, 3), min_size=2, max_size=3, unique=True), st.data())
def test_a_chain_through_the_ranking_counts_as_one(
    pairs: Pairs, listed: list[int], data: st.DataObject
) -> None:
    """Ranked states may lead from one comparison to the next, and ties join them."""
    groups: list[list[int]] = []
    for state in listed:
        tied: bool = data.draw(st.booleans())
        if groups and tied:
            groups[-1].append(state)
        else:
            groups.append([state])
    pairs = [pair for pair in pairs if not set(pair) <= set(listed)]
    assume(pairs)
    ranking = ", ".join("[" + ", ".join(STATES[s] for s in group) + "]" for group in groups)
    problems = problems_of(pairs, f"    ranking: [{ranking}]\n    rest: unknown\n")
    assert bool(problems) != possible(pairs, groups)
    for problem in problems:
        circle = [pairs[i] for i in named(problem, FIRST + 2)]
        check_smallest(circle, groups)
        assert ("with the ranking" in problem.what) == possible(circle, [])
    smallest_is_there(problems, pairs, groups, FIRST + 2)


def check_smallest(circle: Pairs, groups: list[list[int]]) -> None:
    assert circle
    assert not possible(circle, groups)
    for k in range(len(circle)):
        assert possible(circle[:k] + circle[k + 1 :], groups)


def smallest_is_there(
    problems: list[Problem], pairs: Pairs, groups: list[list[int]], first: int
) -> None:
    """No contradictory set anywhere is smaller than the smallest that is told."""
    least = min((len(named(problem, first)) for problem in problems), default=0)
    for size in range(1, least):
        assert all(possible(some, groups) for some in itertools.combinations(pairs, size))


def test_two_comparisons_and_the_ranking_come_before_three_comparisons() -> None:
    ranking = f"    ranking: [[{STATES[3]}], [{STATES[1]}]]\n    rest: unknown\n"
    (problem,) = problems_of([(0, 3), (1, 2), (2, 0)], ranking)
    assert sorted(named(problem, FIRST + 2)) == [0, 1, 2]
    (problem,) = problems_of([(2, 3), (1, 2), (0, 2), (2, 0)], ranking)
    assert len(named(problem, FIRST + 2)) == 2
    (problem,) = problems_of([(2, 3), (1, 2)], ranking)
    assert problem.what == (
        "these cannot all hold with the ranking (x: yes, y: yes (case.yaml:8:16) above x: no, "
        "y: yes (case.yaml:8:36)): x: yes, y: no over x: yes, y: yes [A:0-1] (case.yaml:11:9); "
        "x: no, y: yes over x: yes, y: no [A:1-2] (case.yaml:12:9)"
    )
    assert (problem.file, problem.line, problem.column) == ("case.yaml", 11, 9)


def test_what_is_against_the_given_order_names_what_gives_it() -> None:
    (problem,) = problems_of([(0, 3)], "    priorities: [x if y, y]\n")
    assert problem.what == (
        "this is against the order that the party's other preferences give: the priority 'y' "
        "(case.yaml:8:26)"
    )
    (problem,) = problems_of([(0, 2)], "    priorities: [y]\n")
    assert "against the tie" in problem.what
    assert problem.what.endswith(": no priority tells them apart")
    (problem,) = problems_of([(0, 3)], "    weights: {x: 2, not y: 1}\n")
    assert problem.what.endswith(": the weights of 'x' (case.yaml:8:15), 'not y' (case.yaml:8:21)")
    (problem,) = problems_of([(0, 3)], "    ranking: [YY, NY]\n    rest: last\n")
    assert problem.what.endswith(": x: yes, y: yes (case.yaml:8:15) above `rest: last`")


def test_weights_given_as_ranges_can_be_contradicted_too() -> None:
    assert not problems_of([(1, 2)], "    weights: {x: [1, 3], y: [2, 4]}\n")
    (problem,) = problems_of([(0, 2)], "    weights: {x: [1, 3], y: [2, 4]}\n")
    assert problem.what.endswith("preferences give: the weights of 'x' (case.yaml:8:15)")
    (problem,) = problems_of([(2, 0)], "    weights: {x: [-1, 0], y: [2, 4]}\n")
    assert "against the order" in problem.what
    pairs = [(2, 0), (1, 3), (2, 0)]
    (problem,) = problems_of(pairs, "    weights: {x: [-1, 2], y: [2, 4]}\n")
    assert problem.what == (
        "these cannot all hold with the weights: x: yes, y: no over x: no, y: no [A:0-1] "
        "(case.yaml:10:9); x: no, y: yes over x: yes, y: yes [A:1-2] (case.yaml:11:9)"
    )


def test_with_weights_a_smaller_set_comes_before_a_circle() -> None:
    """Three comparisons go around; x above y and x below nought no weights give, y being above."""
    around = [(2, 1), (1, 3), (3, 2)]
    (problem,) = problems_of(around, "    weights: {x: [-2, 1], y: [0, 2]}\n")
    assert named(problem, FIRST + 1) == [0, 1]
    first, second = problems_of(
        [(2, 0), (1, 3), (1, 0), (2, 3)], "    weights: {x: [-2, 2], y: [-2, 2]}\n"
    )
    assert named(first, FIRST + 1) == [0, 1]
    assert named(second, FIRST + 1) == [2, 3]


@given(
    st.integers(1, 3).flatmap(
        lambda k: st.tuples(
            st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 3)), min_size=k, max_size=k),
            st.lists(st.tuples(*[st.integers(-1, 1)] * k).filter(any), min_size=1, max_size=5),
        )
    )
)
def test_smallest_contradiction_by_listing_choices(
    drawn: tuple[list[tuple[int, int]], list[tuple[int, ...]]],
) -> None:
    """Every set of inequalities over small whole ranges, tried at points fine enough for it.

    Rows of 0 and 1 in three dimensions and whole ends have corners at halves, so that a region
    of more than none holds a point at twelfths.
    """
    ends, rows = drawn
    weights = WeightRanges(
        np.zeros((1, len(ends)), np.int8),
        tuple(low for low, _ in ends),
        tuple(low + width for low, width in ends),
    )
    axes = [range(12 * low, 12 * (low + width) + 1) for low, width in ends]
    grid = np.array(list(itertools.product(*[axis[:: 3 if len(axis) > 1 else 1] for axis in axes])))

    def holds(some: Sequence[int]) -> bool:
        return bool((grid @ np.array([rows[i] for i in some]).T > 0).all(axis=1).any())

    found = smallest_contradiction(weights, rows)
    assert holds(range(len(rows))) == (not found)
    if found:
        assert not holds(found)
        for size in range(1, len(found)):
            assert all(holds(some) for some in itertools.combinations(range(len(rows)), size))
