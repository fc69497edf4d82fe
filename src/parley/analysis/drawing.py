"""Where the nodes and lines of a graph lie: on a circle, so that no line runs through a node.

Nothing is drawn by chance: the nodes begin in the order given and are exchanged while that saves
crossings, so the same graph always lies the same way, whatever its parties are called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot

import networkx as nx

__all__ = ["NODE", "Point", "Stroke", "circle", "radius", "strokes"]

Point = tuple[float, float]
NODE = 19.0
"""Radius of a node; all lengths are in the pixels of a picture at its natural size."""
_HEAD = 11.0
_LABEL = 17.0
"""How far apart the labels of lines stand at least."""
_CLEAR = NODE + 9.0
"""How far they stand from the middle of a node at least."""
_INWARD = 9.0
"""How far a line near the rim bends inwards, so that it clears the nodes between its ends."""
_BESIDE = 34.0
"""How far apart several lines between the same nodes run."""
_PLACES = (0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75, 0.45, 0.55, 0.36, 0.64)


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line: a quadratic curve with the places of its label, its head and its crossbar."""

    start: Point
    bend: Point
    end: Point
    label: Point
    head: tuple[Point, Point, Point]
    bar: tuple[Point, Point]


def radius(n: int) -> float:
    """The circle's radius for n nodes."""
    return 0.0 if n < 2 else max(80.0, 18.0 * n)


def circle(n: int, pairs: Sequence[tuple[int, int]]) -> tuple[Point, ...]:
    """Places of nodes 0 … n-1 round the origin, the first on top, y downwards.

    Examples
    --------
    >>> circle(2, [(0, 1)])
    ((0.0, -80.0), (0.0, 80.0))
    """
    order = _order(n, sorted({(min(p), max(p)) for p in pairs}))
    ring = nx.circular_layout(nx.empty_graph(n), scale=1) if n > 1 else {0: (0.0, 0.0)}
    places: dict[int, Point] = {}
    for k, node in enumerate(order):
        x, y = ring[k]  # begins on the right; ours begins on top, clockwise
        places[node] = (_round(radius(n) * float(y)), _round(radius(n) * -float(x)))
    return tuple(places[node] for node in range(n))


def _order(n: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Nodes in the order in which they lie; exchanged, two at a time, while lines cross less."""
    order = list(range(n))
    best = _cost(order, pairs)
    better = True
    while better:
        better = False
        for i, j in combinations(range(1, n), 2):
            order[i], order[j] = order[j], order[i]
            cost = _cost(order, pairs)
            if cost < best:
                best, better = cost, True
            else:
                order[i], order[j] = order[j], order[i]
    return order


def _cost(order: Sequence[int], pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """How many lines cross, and how far they run round the circle."""
    n = len(order)
    at = {node: k for k, node in enumerate(order)}
    chords = [(min(at[a], at[b]), max(at[a], at[b])) for a, b in pairs]
    crossed = sum(a < c < b < d or c < a < d < b for (a, b), (c, d) in combinations(chords, 2))
    return crossed, sum(min(b - a, n - b + a) for a, b in chords)


def strokes(places: Sequence[Point], pairs: Sequence[tuple[int, int]]) -> tuple[Stroke, ...]:
    """Lines from node to node; several between the same two run beside one another."""
    beside: dict[tuple[int, int], list[int]] = {}
    for k, (a, b) in enumerate(pairs):
        beside.setdefault((min(a, b), max(a, b)), []).append(k)
    taken: list[Point] = []
    found: dict[int, Stroke] = {}
    for low, high in beside:
        same = beside[low, high]
        for place, k in enumerate(same):
            off = _BESIDE * (place - (len(same) - 1) / 2) + _inwards(places, low, high)
            found[k] = _stroke(places, pairs[k], off if pairs[k][0] == low else -off, taken)
            taken.append(found[k].label)
    return tuple(found[k] for k in range(len(pairs)))


def _stroke(
    places: Sequence[Point], pair: tuple[int, int], off: float, taken: Sequence[Point]
) -> Stroke:
    one, two = places[pair[0]], places[pair[1]]
    (ux, uy), length = _unit(one, two)
    middle = ((one[0] + two[0]) / 2, (one[1] + two[1]) / 2)
    bend = (middle[0] - 2 * off * uy, middle[1] + 2 * off * ux)
    out, into = _unit(one, bend)[0], _unit(two, bend)[0]
    start, tip = _along(one, out, NODE + 2), _along(two, into, NODE + 2)
    end = _along(two, into, NODE + 2 + _HEAD - 1)
    base, bar = _along(tip, into, _HEAD), _along(start, out, 5)
    return Stroke(
        start=_rounded(start),
        bend=_rounded(bend),
        end=_rounded(end),
        label=_label((start, bend, end), places, taken, length),
        head=(
            _rounded(tip),
            _rounded((base[0] - into[1] * 5, base[1] + into[0] * 5)),
            _rounded((base[0] + into[1] * 5, base[1] - into[0] * 5)),
        ),
        bar=(
            _rounded((bar[0] - out[1] * 6, bar[1] + out[0] * 6)),
            _rounded((bar[0] + out[1] * 6, bar[1] - out[0] * 6)),
        ),
    )


def _inwards(places: Sequence[Point], low: int, high: int) -> float:
    """How far a line is moved aside to clear nodes that lie beside its middle."""
    one, two = places[low], places[high]
    (ux, uy), length = _unit(one, two)
    middle = ((one[0] + two[0]) / 2, (one[1] + two[1]) / 2)
    near = [hypot(x - middle[0], y - middle[1]) for x, y in places]
    if length < 2 * min(near) or min(near) > 2 * NODE:
        return 0.0
    return _INWARD if uy * middle[0] - ux * middle[1] > 0 else -_INWARD


def _label(
    curve: tuple[Point, Point, Point], nodes: Sequence[Point], taken: Sequence[Point], length: float
) -> Point:
    """The first place on a curve that is free of nodes and other labels, else the freest."""
    spots = [_rounded(_on(*curve, t)) for t in _PLACES]
    room = [
        min(
            min((hypot(x - a, y - b) for a, b in taken), default=length) - _LABEL,
            min(hypot(x - a, y - b) for a, b in nodes) - _CLEAR,
        )
        for x, y in spots
    ]
    free = [spot for spot, wide in zip(spots, room, strict=True) if wide >= 0]
    return free[0] if free else spots[room.index(max(room))]


def _on(a: Point, b: Point, c: Point, t: float) -> Point:
    u, v, w = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return u * a[0] + v * b[0] + w * c[0], u * a[1] + v * b[1] + w * c[1]


def _unit(one: Point, two: Point) -> tuple[Point, float]:
    x, y = two[0] - one[0], two[1] - one[1]
    length = hypot(x, y) or 1.0
    return (x / length, y / length), length


def _along(point: Point, way: Point, far: float) -> Point:
    return point[0] + way[0] * far, point[1] + way[1] * far


def _rounded(point: Point) -> Point:
    return _round(point[0]), _round(point[1])


def _round(number: float) -> float:
    return round(number, 1) + 0.0  # no minus zero
