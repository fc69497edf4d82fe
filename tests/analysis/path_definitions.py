"""Ways from a state, word for word: all legal sequences by length, sharing nothing with src.

Source: Li, Kilgour and Hipel 2005. A sequence is legal where nobody moves twice in a row.
"""

from __future__ import annotations

from tests.analysis.definitions import Moves, Ranks

Taken = tuple[tuple[str, int, int], ...]


def fewest(moves: Moves, start: int, ranks: Ranks | None = None) -> dict[int, int]:
    """The fewest legal moves to each state; where ranks are given, each a gain of its mover."""
    found = {start: 0}
    ends: set[tuple[int, str]] = {(start, "")}
    seen, length = set(ends), 0
    while ends:
        length += 1
        ends = {
            (x, mover)
            for state, last in ends
            for mover, own in moves.items()
            if mover != last
            for s, x in own
            if s == state and (ranks is None or ranks[mover][x] > ranks[mover][s])
        } - seen
        seen |= ends
        for x, _ in ends:
            found.setdefault(x, length)
    return found


def legal(moves: Moves, taken: Taken, start: int, end: int) -> bool:
    """Whether steps (mover, from, to) are a legal sequence from one state to another."""
    state, last = start, ""
    for mover, s, x in taken:
        if s != state or mover == last or (s, x) not in moves[mover]:
            return False
        state, last = x, mover
    return state == end


def gainful(taken: Taken, ranks: Ranks) -> bool:
    """Whether every step is better for its mover than the state before it."""
    return all(ranks[mover][x] > ranks[mover][s] for mover, s, x in taken)
