"""Coalitions, word for word: sets and loops, for small conflicts, sharing nothing with src.

Sources: Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008; Pareto gains: Zhu, Kilgour and
Hipel 2018-20. A coalition is a tuple of parties. What is asked again is remembered.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations

from tests.analysis.definitions import Moves, Ranks, reachable

Group = tuple[str, ...]


def groups(parties: list[str]) -> list[Group]:
    """Every non-empty coalition."""
    return [c for size in range(1, len(parties) + 1) for c in combinations(parties, size)]


class Coalitional:
    """One conflict, with full orders."""

    def __init__(self, moves: Moves, ranks: Ranks, gain: str, replies: str = "not_twice") -> None:
        self.moves, self.ranks, self.gain, self.replies = moves, ranks, gain, replies
        self.reached = cache(self._reached)
        self.improvements = cache(self._improvements)
        self.credible = cache(self._credible)

    def gains(self, group: Group, start: int, end: int) -> bool:
        """Whether the coalition is better off at the end than at the start."""
        if self.gain == "strict":
            return all(self.ranks[i][end] > self.ranks[i][start] for i in group)
        nobody_worse = all(self.ranks[i][end] >= self.ranks[i][start] for i in group)
        return nobody_worse and any(self.ranks[i][end] > self.ranks[i][start] for i in group)

    def _reached(self, group: Group, start: int) -> frozenset[int]:
        """R_H(s)."""
        return frozenset(reachable(self.moves, list(group), start))

    def _improvements(self, group: Group, start: int) -> frozenset[int]:
        """What the coalition reaches by legal sequences of its members' moves and gains by."""
        return frozenset(x for x in self.reached(group, start) if self.gains(group, start, x))

    def may_follow(self, before: Group, after: Group) -> bool:
        """Whether one coalition may make the next step after another."""
        if self.replies == "disjoint":
            return not set(before) & set(after)
        return before != after

    def _credible(self, others: Group, start: int) -> frozenset[int]:
        """Where coalitions of the others can go, each by an improvement, as their turns allow."""
        last: dict[int, set[Group]] = {}
        for k in groups(list(others)):
            for y in self.improvements(k, start):
                last.setdefault(y, set()).add(k)
        grown = True
        while grown:
            grown = False
            for y in list(last):
                for k in groups(list(others)):
                    if not any(self.may_follow(before, k) for before in last[y]):
                        continue
                    for z in self.improvements(k, y):
                        if k not in last.setdefault(z, set()):
                            last[z].add(k)
                            grown = True
        return frozenset(last)

    def met(self, group: Group, start: int, end: int, concept: str) -> bool:
        """Whether some reply of the others to the gain at `end` deters the coalition."""
        others = tuple(p for p in self.moves if p not in group)
        replies = self.credible(others, end) if concept == "cseq" else self.reached(others, end)
        for y in replies:
            if self.gains(group, start, y):
                continue
            if concept != "csmr":
                return True
            if not any(self.gains(group, start, z) for z in self.reached(group, y)):
                return True
        return False

    def undeterred(self, group: Group, start: int, concept: str) -> set[int]:
        """The improvements for which the coalition would leave."""
        found = set(self.improvements(group, start))
        if concept == "cnash":
            return found
        return {x for x in found if not self.met(group, start, x, concept)}
