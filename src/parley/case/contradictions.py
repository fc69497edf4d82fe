"""Comparisons that cannot all hold: a smallest set of them, and what the given order adds to it.

A comparison puts one state above another, and so does a ranking for the states that it lists;
states that it ties are one. What cannot all hold is a circle. The smallest set is the circle with
the fewest comparisons: what the ranking says in between costs nothing, and is named beside them.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parley.case.preferences import Ranks, components

__all__ = ["Circle", "Pair", "circles", "knots"]

Node = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A comparison between two states, by index."""

    number: int
    """Its place among the party's comparisons."""
    better: int
    worse: int
    inferred: bool
    date: str
    """When its source was published; empty where unknown."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Comparisons that cannot all hold; without any one of them, and what is given, they can."""

    numbers: tuple[int, ...]
    """The comparisons, each one's better side the worse one of the next, or led to from it."""
    given: tuple[tuple[int, int], ...]
    """(one, other) states where the given order leads from a comparison to the next: it ties the
    two, or puts the other above."""


def circles(pairs: Sequence[Pair], base: Ranks | None) -> list[Circle]:
    """Return a circle of the fewest comparisons in every knot of them.

    Parameters
    ----------
    pairs : sequence of Pair
        None of which the given order settles by itself.
    base : (n,) array of int, optional
        Ranks that a ranking gives; -1 where it says nothing.

    Examples
    --------
    The ranking has 2 above 1; 1 over 0 and 0 over 2 cannot both hold with it:

    >>> import numpy as np
    >>> told = [Pair(0, 1, 0, False, ""), Pair(1, 0, 2, False, "")]
    >>> circles(told, np.array([-1, 1, 2]))
    [Circle(numbers=(0, 1), given=((1, 2),))]
    """
    label = knots(pairs, base)
    steps = _steps(pairs, base)
    best: dict[int, list[int]] = {}
    for pair in pairs:
        up, down = _node(pair.better, base), _node(pair.worse, base)
        if label[up] != label[down]:
            continue
        found = [pair.number, *_path(steps, up, down)]
        knot = label[up]
        if knot not in best or len(found) < len(best[knot]):
            best[knot] = found
    own = {pair.number: pair for pair in pairs}
    return [_circle([own[number] for number in found]) for found in best.values()]


def _circle(around: Sequence[Pair]) -> Circle:
    following = [*around[1:], around[0]]
    given = tuple(
        (pair.better, after.worse)
        for pair, after in zip(around, following, strict=True)
        if pair.better != after.worse
    )
    return Circle(tuple(pair.number for pair in around), given)


def knots(pairs: Sequence[Pair], base: Ranks | None) -> dict[Node, int]:
    """Number the classes of states: in one knot where comparisons lead around between them."""
    steps = _steps(pairs, base)
    nodes = {node: i for i, node in enumerate(steps)}
    edges = [(nodes[a], nodes[b]) for a, ends in steps.items() for b in ends]
    labels = components(len(nodes), edges)
    return {node: int(labels[i]) for node, i in nodes.items()}


def in_one_knot(pair: Pair, label: Mapping[Node, int], base: Ranks | None) -> bool:
    """Whether both sides of a comparison are in one knot, so that it cannot hold with the rest."""
    return label[_node(pair.better, base)] == label[_node(pair.worse, base)]


def _node(state: int, base: Ranks | None) -> Node:
    """Return the class of a state: states that the given order ties are one."""
    if base is not None and base[state] >= 0:
        return ("rank", int(base[state]))
    return ("state", state)


def _steps(pairs: Iterable[Pair], base: Ranks | None) -> dict[Node, dict[Node, int]]:
    """Return worse → better → the comparison's number; -1 where the given order says it."""
    steps: dict[Node, dict[Node, int]] = {}
    for pair in pairs:
        up, down = _node(pair.better, base), _node(pair.worse, base)
        steps.setdefault(up, {})
        steps.setdefault(down, {}).setdefault(up, pair.number)
    ranks = sorted(node for node in steps if node[0] == "rank")
    for low, high in itertools.combinations(ranks, 2):
        steps[low][high] = -1
    return steps


def _path(steps: Mapping[Node, Mapping[Node, int]], start: Node, goal: Node) -> list[int]:
    """Return the comparisons along the way up with the fewest of them, from class to class."""
    came: dict[Node, tuple[Node, int]] = {}
    cost, queue = {start: 0}, deque([start])
    while queue:
        node = queue.popleft()
        if node == goal:
            break
        for after, number in steps[node].items():
            through = cost[node] + (number >= 0)
            if through < cost.get(after, len(steps) + 1):
                cost[after], came[after] = through, (node, number)
                # what the given order says costs nothing, so its end has its turn at once
                (queue.append if number >= 0 else queue.appendleft)(after)
    path: list[int] = []
    while goal != start:
        goal, number = came[goal]
        if number >= 0:
            path.append(number)
    return path[::-1]
