"""Looking ahead in turn, word for word: Kilgour 1985; Fang, Hipel and Kilgour 1989.

G_h(i, s) is s where i has no move, or none that ends better than s; else it is where the best
move ends, G_(h-1)(j, x). A tie between best moves is broken at each place of the tree of moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

from tests.analysis.definitions import Moves, Ranks, one_step

Memory = dict[tuple[str, int, int], frozenset[int]]
History = tuple[int, ...]
TieBreak = dict[History, tuple[int, ...]]


def anticipated(
    moves: Moves, ranks: Ranks, mover: str, state: int, horizon: int, memory: Memory
) -> frozenset[int]:
    """Every state in which it can end: for every pick of one end for each move, every best one."""
    key = (mover, state, horizon)
    if key in memory:
        return memory[key]
    own, (other,) = ranks[mover], [p for p in moves if p != mover]
    targets = sorted(one_step(moves, mover, state)) if horizon else []
    found = set()
    if not targets:
        found.add(state)
    else:
        ends = [anticipated(moves, ranks, other, x, horizon - 1, memory) for x in targets]
        for picks in product(*ends):
            best = max(own[y] for y in picks)
            if own[state] >= best:
                found.add(state)
            else:
                found |= {y for y in picks if own[y] == best}
    memory[key] = frozenset(found)
    return memory[key]


def tie_breaks(moves: Moves, mover: str, state: int, horizon: int) -> Iterator[TieBreak]:
    """Every way to order the moves at every place of the tree, a place being how one got there."""
    other = {p: q for p in moves for q in moves if p != q}
    places: list[tuple[History, list[int]]] = []
    level: list[tuple[History, str]] = [((state,), mover)]
    for _ in range(horizon):
        deeper = []
        for history, turn in level:
            targets = sorted(one_step(moves, turn, history[-1]))
            places.append((history, targets))
            deeper += [((*history, x), other[turn]) for x in targets]
        level = deeper
    for orders in product(*[list(permutations(targets)) for _, targets in places]):
        yield {history: order for (history, _), order in zip(places, orders, strict=True)}


def played(
    moves: Moves, ranks: Ranks, mover: str, history: History, horizon: int, ties: TieBreak
) -> int:
    """G_h by backward induction under one way to break ties."""
    state, own = history[-1], ranks[mover]
    (other,) = [p for p in moves if p != mover]
    if not horizon or not ties[history]:
        return state
    ends = [played(moves, ranks, other, (*history, x), horizon - 1, ties) for x in ties[history]]
    best = max(own[y] for y in ends)
    return state if own[state] >= best else next(y for y in ends if own[y] == best)


def non_myopic(moves: Moves, ranks: Ranks, n: int) -> dict[str, list[tuple[bool, bool]]]:
    """Per party and state, whether it stays at all horizons of the cycle: surely, possibly."""
    memory: Memory = {}

    def row(horizon: int) -> dict[str, list[frozenset[int]]]:
        return {
            p: [anticipated(moves, ranks, p, s, horizon, memory) for s in range(n)] for p in moves
        }

    rows = [row(0)]
    while rows[-1] not in rows[:-1]:
        rows.append(row(len(rows)))
    cycle = rows[rows.index(rows[-1]) : -1]
    return {
        p: [
            (all(at[p][s] == {s} for at in cycle), all(s in at[p][s] for at in cycle))
            for s in range(n)
        ]
        for p in moves
    }
