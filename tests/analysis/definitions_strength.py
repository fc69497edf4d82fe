"""Strong and weak stability, word for word: Hamouda, Kilgour and Hipel 2004, 2006.

`levels[p]` is a tuple: a state is much worse than another where it stands on a lower level.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tests.analysis.definitions import DEFINITIONS, Moves, Ranks, gains, one_step, reachable

Levels = dict[str, tuple[int, ...]]


def nash(moves: Moves, ranks: Ranks, levels: Levels, party: str, state: int) -> bool:
    return not gains(moves, ranks, party, state)


def gmr(moves: Moves, ranks: Ranks, levels: Levels, party: str, state: int) -> bool:
    own, others = levels[party], [p for p in moves if p != party]
    for x in gains(moves, ranks, party, state):
        if not any(own[y] < own[state] for y in reachable(moves, others, x)):
            return False
    return True


def smr(moves: Moves, ranks: Ranks, levels: Levels, party: str, state: int) -> bool:
    own, others = levels[party], [p for p in moves if p != party]
    for x in gains(moves, ranks, party, state):
        held = False
        for y in reachable(moves, others, x):
            after = one_step(moves, party, y)
            held = held or (own[y] < own[state] and all(own[z] < own[state] for z in after))
        if not held:
            return False
    return True


def seq(moves: Moves, ranks: Ranks, levels: Levels, party: str, state: int) -> bool:
    own, others = levels[party], [p for p in moves if p != party]
    for x in gains(moves, ranks, party, state):
        if not any(own[y] < own[state] for y in reachable(moves, others, x, ranks)):
            return False
    return True


STRONG = {"nash": nash, "gmr": gmr, "smr": smr, "seq": seq}


def weak(name: str, moves: Moves, ranks: Ranks, levels: Levels, party: str, state: int) -> bool:
    """Stable, and not strongly."""
    return DEFINITIONS[name](moves, ranks, party, state) and not STRONG[name](
        moves, ranks, levels, party, state
    )


def gradings(ranks: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Every way to put gaps between the classes of a dense order, as levels per state."""
    top = max(ranks)
    for gaps in product((0, 1), repeat=top):
        yield tuple(sum(gaps[:rank]) for rank in ranks)
