"""The variants of what a reply is and what deters, word for word.

`sequences`: replies by legal sequences; each opponent at most once, in any order; one move of one
opponent. `sanction`: a reply deters where its end is no better than the start, or only where it
is worse; with a countermove, so must all be to which the party can then move.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from tests.analysis.definitions import Moves, Ranks, gains, one_step, reachable

CONCEPTS = {"gmr": (False, False), "smr": (False, True), "seq": (True, False), "sseq": (True, True)}
"""Whether each step of a reply is a gain of its mover; whether the party may then move again."""


def stable(
    concept: str, sequences: str, sanction: str, moves: Moves, ranks: Ranks, party: str, state: int
) -> bool:
    """Whether the party would stay at the state."""
    credible, escape = CONCEPTS[concept]
    own, others = ranks[party], [p for p in moves if p != party]

    def deters(y: int) -> bool:
        return own[y] < own[state] if sanction == "worse" else own[y] <= own[state]

    for x in gains(moves, ranks, party, state):
        held = False
        for y in replies(sequences, moves, others, x, ranks if credible else None):
            after = one_step(moves, party, y) if escape else set()
            held = held or (deters(y) and all(deters(z) for z in after))
        if not held:
            return False
    return True


def replies(
    sequences: str, moves: Moves, others: list[str], start: int, ranks: Ranks | None
) -> set[int]:
    """Where the others can take things from a state."""
    if sequences == "legal":
        return reachable(moves, others, start, ranks)
    found: set[int] = set()
    for order in orders(others, 1 if sequences == "single" else len(others)):
        there = {start}
        for mover in order:
            step = {
                y
                for x in there
                for y in (
                    one_step(moves, mover, x) if ranks is None else gains(moves, ranks, mover, x)
                )
            }
            there = step
        found |= there
    return found


def orders(others: list[str], most: int) -> Iterator[tuple[str, ...]]:
    """Every order in which some of the others move once each."""
    for length in range(1, most + 1):
        yield from permutations(others, length)
