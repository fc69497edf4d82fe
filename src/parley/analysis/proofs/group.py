"""Make the certificate of a verdict of parties that act together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Sure
from parley.analysis.proofs.reply_search import Reached as Found
from parley.analysis.proofs.reply_search import Search
from parley.analysis.proofs.turns import TurnSearch, joint_gains
from parley.errors import LimitError, UsageError
from parley.model.certificate import Step
from parley.model.certificate_group import GroupCertificate, GroupMember, GroupReply, Reached
from parley.model.definitions import TURNS, group_definition

if TYPE_CHECKING:
    from parley.analysis.proofs.certify import Prover

__all__ = ["group_certificate"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_TRIED = 32
"""Gains that are tried where not all that the coalition can reach was looked at."""


def group_certificate(
    prover: Prover,
    concept: str,
    state: int,
    coalition: Iterable[str] | str,
    *,
    gain: str,
    turns: str,
) -> GroupCertificate | None:
    """Prove a verdict of a coalition; None where what is known does not settle it.

    Raises
    ------
    UsageError
        No party, or no concept or kind of gain, has that name.
    LimitError
        The certificate would be too long.
    """
    members = _members(prover, coalition)
    if turns not in TURNS:
        raise UsageError(f"replies is one of {', '.join(TURNS)}, not {turns!r}")
    variant = group_definition(concept, gain, turns)
    if variant is None:
        raise UsageError(f"gain is one of strict, pareto, not {gain!r}")
    made = _Group(prover, concept, state, members, gain, turns).made()
    if made is None:
        return None
    return GroupCertificate(
        case_hash=prover.conflict.hash, concept=concept, variant=variant, coalition=members,
        state=state, gain=gain, with_inferred=prover.with_inferred, turns=turns, **made,
    )  # fmt: skip


def _members(prover: Prover, coalition: Iterable[str] | str) -> tuple[str, ...]:
    named = {coalition} if isinstance(coalition, str) else set(coalition)
    parties = prover.conflict.parties
    strange = sorted(named - set(parties))
    if strange or not named:
        what = f"no party is called {strange[0]!r}" if strange else "a coalition has members"
        raise UsageError(f"{what}; there are {', '.join(parties)}")
    return tuple(party for party in parties if party in named)


class _Group:
    """One coalition at one state."""

    def __init__(
        self,
        prover: Prover,
        concept: str,
        state: int,
        members: tuple[str, ...],
        gain: str,
        turns: str,
    ) -> None:
        self.prover, self.concept, self.state, self.gain = prover, concept, state, gain
        self.members = members
        parties = prover.conflict.parties
        self.others = tuple(party for party in parties if party not in members)
        self.together = Search(prover.successors, members, None, "certain")
        self.answering = Search(prover.successors, self.others, None, "certain")
        self.turning = TurnSearch(prover, self.others if concept == "cseq" else (), gain, turns)
        self._onward: dict[tuple[int, Sure], tuple[Step, ...]] = {}
        self._lines = 0

    def made(self) -> dict[str, Any] | None:
        """What shows that it stays, or that it leaves; None where nothing does."""
        reached = self.together.run(self.state, _never, limit=self.prover.lines)
        stays = self._stays(reached) if reached.whole else None
        return self._leaves(reached) if stays is None else stays

    def gains(self, states: Ints, sure: Sure) -> Bools:
        """Whether the coalition gains at each state, in every completion or conceivably."""
        return joint_gains(self.prover, self.members, self.state, states, self.gain, sure)

    # -- stays --------------------------------------------------------------------------------

    def _stays(self, found: Found) -> dict[str, Any] | None:
        states = found.members()[0]
        gains = states[self.gains(states, "conceivable")].tolist()
        replies = []
        for gain in gains:
            reply = self._reply(gain) if self._answered else None
            if reply is None:
                return None
            self._count(1 + len(reply.steps) + sum(len(turn.steps) for turn in reply.turns))
            replies.append(reply)
        return {"stable": True, "reached": self._told(found), "replies": tuple(replies)}

    @property
    def _answered(self) -> bool:
        return self.concept != "cnash" and bool(self.others)

    def _reply(self, gain: int) -> GroupReply | None:
        """The shortest reply that deters for certain; None where none does."""

        def deters(states: Ints) -> Bools:
            return self._deters(states, "certain")

        if self.concept == "cseq":
            turns = self.turning.run(gain, deters, "certain").turns
            return GroupReply(gain, turns=turns) if turns else None
        steps = self.answering.run(gain, deters).steps
        return GroupReply(gain, steps, self._kept(steps[-1].to)) if steps else None

    def _deters(self, states: Ints, sure: Sure) -> Bools:
        counts: Sure = "conceivable" if sure == "certain" else "certain"
        found = ~self.gains(states, counts)
        if self.concept == "csmr":
            for k in np.flatnonzero(found).tolist():
                found[k] = not self._escape(int(states[k]), counts)
        return found

    def _may_deter(self, states: Ints) -> Bools:
        return self._deters(states, "conceivable")

    def _escape(self, state: int, counts: Sure) -> tuple[Step, ...]:
        """The coalition's shortest way on to a gain over the start; empty where there is none."""
        key = state, counts
        if key not in self._onward:
            found = self.together.run(state, lambda states: self.gains(states, counts))
            self._onward[key] = found.steps
        return self._onward[key]

    def _kept(self, state: int) -> tuple[Reached, ...]:
        if self.concept != "csmr":
            return ()
        return self._told(self.together.run(state, _never))

    def _told(self, found: Found) -> tuple[Reached, ...]:
        states, last = found.members()
        self._count(len(states))
        return tuple(Reached(*one) for one in zip(states.tolist(), last, strict=True))

    # -- leaves -------------------------------------------------------------------------------

    def _leaves(self, found: Found) -> dict[str, Any] | None:
        states = found.members()[0]
        gains = states[self.gains(states, "certain")].tolist()
        for gain in gains if found.whole else gains[:_TRIED]:
            members = self._reply_set(gain) if self._answered else ()
            if members is None:
                continue
            steps = self.together.run(self.state, _at(gain)).steps
            return {"stable": False, "moves": steps, "members": members}
        if not found.whole:
            self._count(self.prover.lines + 1)
        return None

    def _reply_set(self, gain: int) -> tuple[GroupMember, ...] | None:
        """All that the others could bring about; None where some of it may deter."""
        if self.concept == "cseq":
            turned = self.turning.run(gain, self._may_deter, "conceivable")
            if turned.turns:
                return None
            self._count(len(turned.last))
            return tuple(
                GroupMember(state, turns=tuple(movers)) for state, movers in turned.last.items()
            )
        found = self.answering.run(gain, self._may_deter, limit=self.prover.lines)
        if found.steps:
            return None
        if not found.whole:
            self._count(self.prover.lines + 1)
        return self._set(found)

    def _set(self, found: Found) -> tuple[GroupMember, ...]:
        states, last = found.members()
        gains = self.gains(states, "certain")
        self._count(len(states))
        members = []
        for one, movers, good in zip(states.tolist(), last, gains.tolist(), strict=True):
            escape = () if good else self._escape(one, "certain")
            self._count(len(escape))
            members.append(GroupMember(one, movers, escape))
        return tuple(members)

    def _count(self, lines: int) -> None:
        self._lines += lines
        if self._lines > self.prover.lines:
            raise LimitError(
                f"what {', '.join(self.members)} and the others can reach from state {self.state} "
                f"takes more than the {self.prover.lines:,} lines that a certificate has"
            )


def _never(states: Ints) -> Bools:
    return np.zeros(len(states), np.bool_)


def _at(goal: int) -> Callable[[Ints], Bools]:
    return lambda states: np.asarray(states == goal)
