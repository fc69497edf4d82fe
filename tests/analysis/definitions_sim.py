"""Simultaneous stability, word for word: Fraser and Hipel 1984, for options of one party each.

A state is a tuple of values; `owner[k]` is the party whose option stands at place k.
"""

from __future__ import annotations

from itertools import product

from tests.analysis.definitions import Moves, Ranks, gains

State = tuple[int, ...]


def combined(states: list[State], owner: list[str], start: int, went: dict[str, int]) -> State:
    """What everybody's options come to stand at: after the mover's move, or as they were."""
    return tuple(states[went.get(owner[k], start)][k] for k in range(len(owner)))


def sim(
    states: list[State],
    owner: list[str],
    moves: Moves,
    ranks: Ranks,
    party: str,
    state: int,
    infeasible: str,
) -> bool:
    own, others = ranks[party], [p for p in moves if p != party]
    for x in gains(moves, ranks, party, state):
        deterred = False
        for choice in product(*[[None, *gains(moves, ranks, p, state)] for p in others]):
            went = {p: y for p, y in zip(others, choice, strict=True) if y is not None}
            ends = combined(states, owner, state, {party: x, **went})
            if ends in states:
                deterred = deterred or own[states.index(ends)] <= own[state]
            elif infeasible == "no_move":
                deterred = True
        if not deterred:
            return False
    return True
