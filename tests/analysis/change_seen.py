"""What a smallest change is, word for word: every order of every party is tried.

Shares nothing with src. Orders are tuples of ranks; where the given order has no ties neither has
the one looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import permutations, product

from tests.analysis.definitions import DEFINITIONS, Moves, Ranks, weak_orders

Order = tuple[int, ...]


def kemeny(before: Order, after: Order) -> int:
    """2 for a pair that changes places, 1 for a pair that becomes level or comes apart."""

    def sign(a: int, b: int) -> int:
        return (a > b) - (a < b)

    return sum(
        abs(sign(before[x], before[y]) - sign(after[x], after[y]))
        for x in range(len(before))
        for y in range(x)
    )


@cache
def orders_like(order: Order) -> tuple[Order, ...]:
    if len(set(order)) == len(order):
        return tuple(permutations(range(len(order))))
    return tuple(weak_orders(len(order)))


def holds(moves: Moves, ranks: Ranks, state: int, concept: str) -> bool:
    return all(DEFINITIONS[concept](moves, ranks, party, state) for party in moves)


def profiles(moves: Moves, ranks: Ranks, free: Sequence[str]) -> Iterator[tuple[int, Ranks]]:
    """Every choice of orders of the free parties, and how far it is from the given ones."""
    choices = [orders_like(ranks[p]) if p in free else (ranks[p],) for p in moves]
    for chosen in product(*choices):
        new = dict(zip(moves, chosen, strict=True))
        yield sum(kemeny(ranks[p], new[p]) for p in moves), new


def fewest(
    moves: Moves, ranks: Ranks, state: int, concept: str, free: Sequence[str], *, want: bool
) -> int | None:
    """Fewest steps after which the state holds (or no longer does); None where none do it."""
    best: int | None = None
    for steps, new in profiles(moves, ranks, free):
        if (best is None or steps < best) and holds(moves, new, state, concept) == want:
            best = steps
    return best


def fewest_by_state(moves: Moves, ranks: Ranks, state: int, concept: str) -> int | None:
    """The same where the others keep their order among themselves."""
    best: int | None = None
    rest = [x for x in range(len(next(iter(ranks.values())))) if x != state]
    for steps, new in profiles(moves, ranks, list(moves)):
        kept = all(
            (ranks[p][x] > ranks[p][y]) == (new[p][x] > new[p][y])
            for p in moves
            for x in rest
            for y in rest
        )
        if kept and (best is None or steps < best) and holds(moves, new, state, concept):
            best = steps
    return best
