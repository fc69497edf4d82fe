"""One statement of a party's priorities moved to another place: every one is tried."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from parley.analysis.change.lifts import with_orders
from parley.case.preferences import lexicographic
from parley.model import Condition, Conflict

__all__ = ["StatementMove", "statement_moves"]


@dataclass(frozen=True, slots=True)
class StatementMove:
    """A statement that would stand elsewhere among what a party wants first."""

    party: str
    statement: Condition
    place: int
    """Where it stands, counted from 1."""
    to: int
    """Where it would stand."""
    past: tuple[Condition, ...]
    """The statements that it would pass, in their order."""
    by_answer: bool
    """Whether somebody else would have left, and this party's answer is what changes that."""

    @property
    def places(self) -> int:
        """How far it would move."""
        return abs(self.to - self.place)


def statement_moves(
    case: Any,
    conflict: Conflict,
    would_leave: Sequence[str],
    holds: Callable[[Conflict], bool],
    deadline: float,
) -> tuple[tuple[StatementMove, ...], bool]:
    """Every such move that makes the outcome hold, the shortest first, and whether all were tried.

    Parameters
    ----------
    case : Case
    conflict : Conflict
    would_leave : sequence of str
        The parties for whom the outcome does not hold as things are.
    holds : callable
        Judges a changed conflict.
    deadline : float
        By `time.monotonic`.
    """
    found: list[StatementMove] = []
    for party, statements in _priorities(case):
        for place, to in _moves(len(statements)):
            if time.monotonic() > deadline:
                return _sorted(found), False
            order = [*statements]
            order.insert(to, order.pop(place))
            ranks = lexicographic(case.states, order)
            if holds(with_orders(conflict, {party: ranks})):
                low, high = min(place, to), max(place, to)
                past = [c for k, c in enumerate(statements) if low <= k <= high and k != place]
                answer = any(other != party for other in would_leave)
                moved = statements[place]
                found.append(StatementMove(party, moved, place + 1, to + 1, tuple(past), answer))
    return _sorted(found), True


def _priorities(case: Any) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    for party in case.parties:
        known = case.preferences.get(party)
        if known is not None and known.priorities is not None and party not in case._ranks:
            yield party, known.priorities


def _moves(n: int) -> Iterator[tuple[int, int]]:
    """Places from and to, each new order once: of two neighbours the later one moves up."""
    for place in range(n):
        for to in range(n):
            if to < place or to > place + 1:
                yield place, to


def _sorted(found: list[StatementMove]) -> tuple[StatementMove, ...]:
    return tuple(sorted(found, key=lambda move: (move.by_answer, move.places)))
