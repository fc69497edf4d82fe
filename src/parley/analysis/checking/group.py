"""Check a certificate of parties that act together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.checking.ground import Ground, WrongError
from parley.analysis.checking.turns import Turns, joint_gains
from parley.model.certificate_group import GroupCertificate, GroupMember, GroupReply

__all__ = ["check_group"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def check_group(ground: Ground, given: GroupCertificate) -> None:
    """Refuse the first line that does not hold."""
    for i, name in enumerate(given.coalition):
        ground.party(f"coalition[{i}]", name)
    if not given.coalition or len(set(given.coalition)) < len(given.coalition):
        raise WrongError("coalition", "a coalition has members, each once")
    if given.turns != "not_twice" and given.concept != "cseq":
        raise WrongError("turns", "this part belongs to cseq")
    desk = _Desk(ground, given)
    if given.stable:
        desk.check_stays()
    else:
        desk.check_leaves()


@dataclass(frozen=True, slots=True)
class _Desk:
    """One certificate, and what its case is asked."""

    ground: Ground
    given: GroupCertificate

    @property
    def others(self) -> tuple[str, ...]:
        """Those who may reply: everybody else."""
        return tuple(p for p in self.ground.parties if p not in self.given.coalition)

    @property
    def answered(self) -> bool:
        """Whether the concept foresees replies, and somebody can make them."""
        return self.given.concept != "cnash" and bool(self.others)

    def gains(self, states: Ints, *, certain: bool) -> Bools:
        """Whether the coalition gains at each state over the start: for certain, or perhaps."""
        given = self.given
        return joint_gains(
            self.ground, given.coalition, given.state, states, given.gain, certain=certain
        )

    # -- stays --------------------------------------------------------------------------------

    def check_stays(self) -> None:
        """All that it can reach is there, and each conceivable gain in it has a reply."""
        given = self.given
        for line, part in (("moves", given.moves), ("members", given.members)):
            if part:
                raise WrongError(line, "this part belongs to a verdict that the coalition leaves")
        self.ground.closed("reached", given.state, given.reached, given.coalition)
        reached = np.array([one.state for one in given.reached], np.int64)
        gains = set(reached[self.gains(reached, certain=False)].tolist())
        met: set[int] = set()
        for i, reply in enumerate(given.replies):
            line = f"replies[{i}]"
            if reply.improvement not in gains or reply.improvement in met:
                raise WrongError(
                    f"{line}.improvement",
                    f"state {reply.improvement} is not a further gain among what is reached",
                )
            met.add(reply.improvement)
            self._check_reply(line, reply)
        for missing in sorted(gains - met):
            raise WrongError(
                "replies", f"state {missing} may be a gain, and no reply to that is listed"
            )

    def _check_reply(self, line: str, reply: GroupReply) -> None:
        made = reply.turns if self.given.concept == "cseq" else reply.steps
        if not self.answered or not made or (reply.turns and reply.steps):
            raise WrongError(line, "no reply of the others is shown that could count")
        if self.given.concept == "cseq":
            turns = Turns(self.ground, self.others, self.given)
            end = turns.walked(f"{line}.turns", reply.improvement, reply.turns)
        elif reply.turns:
            raise WrongError(f"{line}.turns", "this part belongs to cseq")
        else:
            end = self.ground.walked(f"{line}.steps", reply.improvement, reply.steps, self.others)
        if self.gains(np.array([end]), certain=False)[0]:
            raise WrongError(line, f"state {end}, where it ends, may be a gain over the start")
        if self.given.concept != "csmr":
            if reply.onward:
                raise WrongError(f"{line}.onward", "this concept looks no further")
            return
        self.ground.closed(f"{line}.onward", end, reply.onward, self.given.coalition)
        onward = np.array([one.state for one in reply.onward], np.int64)
        for state in onward[self.gains(onward, certain=False)][:1].tolist():
            raise WrongError(
                f"{line}.onward", f"state {state}, which is in it, may be a gain over the start"
            )

    # -- leaves -------------------------------------------------------------------------------

    def check_leaves(self) -> None:
        """The moves lead to a certain gain, and no reply to it deters."""
        given = self.given
        for line, part in (("reached", given.reached), ("replies", given.replies)):
            if part:
                raise WrongError(line, "this part belongs to a verdict that the coalition stays")
        if not given.moves:
            raise WrongError("moves", "no moves are shown")
        gain = self.ground.walked("moves", given.state, given.moves, given.coalition)
        if not self.gains(np.array([gain]), certain=True)[0]:
            raise WrongError("moves", f"state {gain}, where they lead, is no gain for certain")
        if not self.answered:
            if given.members:
                raise WrongError("members", "there is nobody to reply, or no reply counts")
            return
        if given.concept == "cseq":
            Turns(self.ground, self.others, given).closed(gain)
        else:
            self.ground.closed("members", gain, given.members, self.others)
        self._check_members(given.members)

    def _check_members(self, members: Sequence[GroupMember]) -> None:
        states = np.array([member.state for member in members], np.int64)
        gains = self.gains(states, certain=True)
        for i, member in enumerate(members):
            line = f"members[{i}]"
            if member.turns and self.given.concept != "cseq":
                raise WrongError(f"{line}.turns", "this part belongs to cseq")
            if gains[i]:
                if member.escape:
                    raise WrongError(f"{line}.escape", "the state is a gain: no escape is needed")
                continue
            if self.given.concept != "csmr" or not member.escape:
                raise WrongError(line, f"state {member.state} may be no gain over the start")
            end = self.ground.walked(
                f"{line}.escape", member.state, member.escape, self.given.coalition
            )
            if not self.gains(np.array([end]), certain=True)[0]:
                raise WrongError(f"{line}.escape", f"state {end} may be no gain over the start")
