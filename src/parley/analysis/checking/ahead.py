"""Check what two parties are said to anticipate: each entry from those one move on.

Who is to move picks, after each of its moves, where the rest ends; any of the ends where ties
leave several. It goes to the best of the picks if that is better than staying. So the start is
among the ends where every move's worst end is no better than it; and an end that is better is
among them where no other move assures something better still.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parley.analysis.checking.ground import Ground, WrongError
from parley.model.certificates import AheadCertificate, Foreseen

__all__ = ["check_ahead"]

Place = tuple[str, int]
"""Who is to move, and where."""
LONGEST = 8
"""Moves that limited-move stability may look at."""


def check_ahead(ground: Ground, given: AheadCertificate) -> None:
    """Refuse the first line that does not hold."""
    if len(ground.parties) != 2:
        raise WrongError("concept", "looking ahead in turn is defined for two parties only")
    ranks = {}
    for party in ground.parties:
        own = ground.known.ranks(party)
        if own is None or len(own) != ground.n:
            raise WrongError("concept", f"the whole order of {party} is not known")
        ranks[party] = own
    table = _Table.of(ground, ranks, given)
    if given.concept == "non_myopic":
        rows = table.check_repeats()
    else:
        horizon = _horizon(ground, given)
        rows = [table.ends((given.party, given.state), horizon)]
    stays = all(row == (given.state,) for row in rows)
    if given.stable != stays:
        raise WrongError("stable", "the ends that are anticipated do not show it")
    if given.possible != all(given.state in row for row in rows):
        raise WrongError("possible", "the ends that are anticipated do not show it")


def _horizon(ground: Ground, given: AheadCertificate) -> int:
    if given.repeats:
        raise WrongError("repeats", "this part belongs to non_myopic")
    horizon = given.horizon
    if given.concept == "limited_move":
        if given.leader is not None:
            raise WrongError("leader", "this part belongs to stackelberg")
        if horizon is None or not 1 <= horizon <= LONGEST:
            raise WrongError("horizon", f"limited_move looks at 1 to {LONGEST} moves")
        return horizon
    if given.leader not in ground.parties:
        raise WrongError("leader", f"no party is called {given.leader!r}")
    moves = 2 if given.leader == given.party else 1
    if horizon != moves:
        raise WrongError("horizon", "who leads looks at 2 moves, who follows at 1")
    return moves


@dataclass(frozen=True, slots=True)
class _Table:
    ground: Ground
    ranks: Mapping[str, NDArray[np.int64]]
    given: AheadCertificate
    entries: Mapping[tuple[Place, int], tuple[int, ...]]
    onward: dict[Place, list[Place]] = field(default_factory=dict)
    """Where one move leads, of the places asked about so far."""

    @classmethod
    def of(
        cls, ground: Ground, ranks: Mapping[str, NDArray[np.int64]], given: AheadCertificate
    ) -> _Table:
        """Read the table, and check every entry against those that it rests on."""
        entries: dict[tuple[Place, int], tuple[int, ...]] = {}
        for i, one in enumerate(given.foreseen):
            _fit(ground, f"foreseen[{i}]", one)
            key = (one.mover, one.state), one.left
            if key in entries:
                raise WrongError(f"foreseen[{i}]", "this stands here twice")
            entries[key] = one.ends
        table = cls(ground, ranks, given, entries)
        for i, one in enumerate(given.foreseen):
            table._check(f"foreseen[{i}]", one)
        return table

    def ends(self, place: Place, left: int, line: str = "foreseen") -> tuple[int, ...]:
        """What is said of one place."""
        if not left:
            return (place[1],)
        if (place, left) not in self.entries:
            raise WrongError(
                line, f"nothing is said of state {place[1]} with {left} moves left and {place[0]} "
                "to move"
            )  # fmt: skip
        return self.entries[place, left]

    def _check(self, line: str, one: Foreseen) -> None:
        own, start = self.ranks[one.mover], one.state
        below = [self.ends(after, one.left - 1, line) for after in self._after((one.mover, start))]
        ends = {start}
        if below:
            assured = max(int(own[list(each)].min()) for each in below)
            bar = max(assured, int(own[start]) + 1)
            ends = {y for each in below for y in each if own[y] >= bar}
            if assured <= own[start]:
                ends.add(start)
        if set(one.ends) != ends:
            raise WrongError(f"{line}.ends", f"it can end in {sorted(ends)}, by what follows")

    def _after(self, place: Place) -> list[Place]:
        """Where one move leads, and who is to move then."""
        if place not in self.onward:
            mover, state = place
            other = next(party for party in self.ground.parties if party != mover)
            found: set[int] = set()
            for _, end in self.ground.moving.targets(mover, np.array([state])):
                found.update(end.tolist())
            self.onward[place] = [(other, end) for end in sorted(found)]
        return self.onward[place]

    def check_repeats(self) -> list[tuple[int, ...]]:
        """What is said with two numbers of moves left is the same wherever play from here leads.

        Returns
        -------
        list
            What the party anticipates with each number of moves left of the cycle.
        """
        given = self.given
        if given.horizon is not None or given.leader is not None:
            raise WrongError("horizon", "this part belongs to another concept")
        if len(given.repeats) != 2 or not 0 <= given.repeats[0] < given.repeats[1]:
            raise WrongError("repeats", "two numbers of moves left are needed, the lower one first")
        first, again = given.repeats
        if again > len(given.foreseen):
            raise WrongError("repeats", f"nothing is said of {again} moves left")
        here = given.party, given.state
        touched, fresh = {here}, [here]
        while fresh:
            place = fresh.pop()
            if self.ends(place, first) != self.ends(place, again):
                raise WrongError(
                    "repeats",
                    f"with {first} and {again} moves left it is not the same for {place[0]} at "
                    f"state {place[1]}",
                )
            new = [after for after in self._after(place) if after not in touched]
            touched.update(new)
            fresh += new
        return [self.ends(here, left) for left in range(first + 1, again + 1)]


def _fit(ground: Ground, line: str, one: Foreseen) -> None:
    ground.party(f"{line}.mover", one.mover)
    ground.state(f"{line}.state", one.state)
    if one.left < 1:
        raise WrongError(f"{line}.left", "at least one move is left")
    for end in one.ends:
        ground.state(f"{line}.ends", end)
    if not one.ends or list(one.ends) != sorted(set(one.ends)):
        raise WrongError(f"{line}.ends", "the ends ascend, each once, and there is one at least")
