"""Check replies that coalitions make, each by moves of its own to what it gains by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.checking.ground import Ground, WrongError
from parley.model.certificate_group import GroupCertificate, Turn

__all__ = ["LIMIT", "Turns", "joint_gains"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Members = tuple[str, ...]
LIMIT = 2**20
"""States that coalitions reach which are gone through, one coalition and start after another."""


def joint_gains(
    ground: Ground, members: Members, start: int, states: Ints, gain: str, *, certain: bool
) -> Bools:
    """Whether a coalition gains at each state over a start: for certain, or perhaps."""
    known, here = ground.known, np.full(len(states), start)
    above = known.better if certain else known.perhaps_better
    strict = [above(member, here, states) for member in members]
    if gain == "strict" or len(members) == 1:
        return np.asarray(np.logical_and.reduce(strict))
    weak = [
        known.at_least(member, here, states) if certain else ~known.better(member, states, here)
        for member in members
    ]
    return np.asarray(np.logical_and.reduce(weak) & np.logical_or.reduce(strict))


@dataclass(frozen=True, slots=True)
class Turns:
    """The replies of one coalitional sequential verdict."""

    ground: Ground
    others: Members
    given: GroupCertificate

    def walked(self, line: str, start: int, turns: Sequence[Turn]) -> int:
        """Where turns lead, each made by a coalition that gains by it for certain."""
        at, last = start, Members()
        for k, turn in enumerate(turns):
            here = f"{line}[{k}]"
            self._coalition(f"{here}.by", turn.by)
            if last and not self._may_follow(turn.by, last):
                raise WrongError(f"{here}.by", "these may not move after those before them")
            end = self.ground.walked(f"{here}.steps", at, turn.steps, turn.by)
            if not self._gains(turn.by, at, np.array([end]), certain=True)[0]:
                raise WrongError(here, f"state {end} is no gain over {at} for them, for certain")
            at, last = end, turn.by
        return at

    def closed(self, start: int) -> None:
        """Refuse members that a coalition's gain leads out of, begun at one of them."""
        last = self._last(start)
        place = {member.state: i for i, member in enumerate(self.given.members)}
        seen = 0
        for state, before in last.items():
            for mover in self._coalitions():
                if state != start and not any(self._may_follow(mover, one) for one in before):
                    continue
                reached = np.array(sorted(self.ground.reach(mover, state)), np.int64)
                seen += len(reached)
                if seen > LIMIT:
                    raise WrongError(
                        "members",
                        f"what coalitions can reach is more than the {LIMIT:,} states that are "
                        "gone through",
                    )
                for end in reached[self._gains(mover, state, reached, certain=False)].tolist():
                    if mover not in last.get(end, set()):
                        raise WrongError(
                            f"members[{place[state]}]",
                            f"{', '.join(mover)} can move on from state {state} to {end}, which is "
                            "not in the set with these as last movers",
                        )

    def _last(self, start: int) -> dict[int, set[Members]]:
        last: dict[int, set[Members]] = {}
        for i, member in enumerate(self.given.members):
            line = f"members[{i}]"
            if not 0 <= member.state < self.ground.n or member.state in last:
                raise WrongError(
                    f"{line}.state", f"{member.state} is no state, or stands here twice"
                )
            if member.last:
                raise WrongError(f"{line}.last", "under cseq it is coalitions that move")
            for k, by in enumerate(member.turns):
                self._coalition(f"{line}.turns[{k}]", by)
            last[member.state] = set(member.turns)
        if start not in last:
            raise WrongError("members", f"the set does not hold state {start}, where it begins")
        return last

    def _coalition(self, line: str, by: Members) -> None:
        """Refuse what is no coalition of the others, members in the case's order."""
        if not by or by != tuple(party for party in self.others if party in by):
            raise WrongError(line, "these are no coalition of those who may reply, in order")

    def _coalitions(self) -> list[Members]:
        return [
            some
            for size in range(1, len(self.others) + 1)
            for some in combinations(self.others, size)
        ]

    def _may_follow(self, mover: Members, last: Members) -> bool:
        if self.given.turns == "disjoint":
            return not set(mover) & set(last)
        return mover != last

    def _gains(self, members: Members, start: int, states: Ints, *, certain: bool) -> Bools:
        return joint_gains(self.ground, members, start, states, self.given.gain, certain=certain)
