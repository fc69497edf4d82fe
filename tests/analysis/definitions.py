"""The definitions, word for word: sets and loops, for small conflicts, sharing nothing with src.

Sources: Fang, Hipel and Kilgour 1993 (reachable lists of a coalition, defs of the four concepts).
`moves[p]` is a set of pairs (s, x) with s != x; `ranks[p]` a tuple, higher is better.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

Moves = dict[str, set[tuple[int, int]]]
Ranks = dict[str, tuple[int, ...]]


def one_step(moves: Moves, party: str, state: int) -> set[int]:
    """R_i(s)."""
    return {x for (s, x) in moves[party] if s == state}


def gains(moves: Moves, ranks: Ranks, party: str, state: int) -> set[int]:
    """R_i+(s)."""
    return {x for x in one_step(moves, party, state) if ranks[party][x] > ranks[party][state]}


def reachable(
    moves: Moves, coalition: list[str], start: int, ranks: Ranks | None = None
) -> set[int]:
    """R_H(s), or R_H+(s) where ranks are given: least set with last-mover sets."""

    def step(party: str, state: int) -> set[int]:
        if ranks is None:
            return one_step(moves, party, state)
        return gains(moves, ranks, party, state)

    last: dict[int, set[str]] = {}
    for j in coalition:
        for x in step(j, start):
            last.setdefault(x, set()).add(j)
    grown = True
    while grown:
        grown = False
        for x in list(last):
            for j in coalition:
                if last[x] == {j}:
                    continue
                for y in step(j, x):
                    if j not in last.setdefault(y, set()):
                        last[y].add(j)
                        grown = True
    return set(last)


def nash(moves: Moves, ranks: Ranks, party: str, state: int) -> bool:
    return not gains(moves, ranks, party, state)


def gmr(moves: Moves, ranks: Ranks, party: str, state: int) -> bool:
    own, others = ranks[party], [p for p in moves if p != party]
    for x in gains(moves, ranks, party, state):
        if not any(own[y] <= own[state] for y in reachable(moves, others, x)):
            return False
    return True


def smr(moves: Moves, ranks: Ranks, party: str, state: int) -> bool:
    own, others = ranks[party], [p for p in moves if p != party]
    for x in gains(moves, ranks, party, state):
        held = False
        for y in reachable(moves, others, x):
            if own[y] <= own[state] and all(
                own[z] <= own[state] for z in one_step(moves, party, y)
            ):
                held = True
        if not held:
            return False
    return True


def seq(moves: Moves, ranks: Ranks, party: str, state: int) -> bool:
    own, others = ranks[party], [p for p in moves if p != party]
    for x in gains(moves, ranks, party, state):
        if not any(own[y] <= own[state] for y in reachable(moves, others, x, ranks)):
            return False
    return True


def sseq(moves: Moves, ranks: Ranks, party: str, state: int) -> bool:
    """Rêgo and Vieira 2017, for n parties."""
    own, others = ranks[party], [p for p in moves if p != party]
    for x in gains(moves, ranks, party, state):
        held = False
        for y in reachable(moves, others, x, ranks):
            if own[y] <= own[state] and all(
                own[z] <= own[state] for z in one_step(moves, party, y)
            ):
                held = True
        if not held:
            return False
    return True


DEFINITIONS = {"nash": nash, "gmr": gmr, "smr": smr, "seq": seq, "sseq": sseq}
"""Those that are defined for every conflict; for others see the files beside this one."""


def weak_orders(n: int) -> Iterator[tuple[int, ...]]:
    """Every weak order of n states, once each, as dense ranks."""
    for ranks in product(range(n), repeat=n):
        if set(ranks) == set(range(len(set(ranks)))):
            yield ranks


def completions(
    n: int, better: set[tuple[int, int]], tied: set[tuple[int, int]]
) -> list[tuple[int, ...]]:
    """Every weak order that agrees: `better` holds (s, x) with x better than s."""
    return [
        ranks
        for ranks in weak_orders(n)
        if all(ranks[x] > ranks[s] for s, x in better)
        and all(ranks[x] == ranks[s] for s, x in tied)
    ]
