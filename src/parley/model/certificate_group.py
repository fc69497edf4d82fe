"""What shows that parties together would stay at a state, or leave it.

What they can reach is a list of states, each with who of them may have moved there last, that no
legal move of theirs leads out of: it holds all that they can bring about, and may hold more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from parley.model.certificate import Step, step
from parley.model.certificate_json import (
    Plain,
    Reader,
    flag,
    mapping,
    number,
    one_of,
    several,
    text,
)

__all__ = ["GroupCertificate", "GroupMember", "GroupReply", "Reached", "Turn"]


@dataclass(frozen=True, slots=True)
class Reached:
    """A state that some parties can bring about."""

    state: int
    last: tuple[str, ...]
    """Who of them may have moved last; empty where they begin."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What some of those who reply do together, to a state that is a gain for them."""

    by: tuple[str, ...]
    steps: tuple[Step, ...]
    """Their moves, one after another."""


@dataclass(frozen=True, slots=True)
class GroupReply:
    """How a gain of parties together is met."""

    improvement: int
    """The state to which they would go."""
    steps: tuple[Step, ...] = ()
    """The others' moves from there, to a state that is no gain over the start."""
    onward: tuple[Reached, ...] = ()
    """Under csmr: all that they could then reach, which is no gain over the start either."""
    turns: tuple[Turn, ...] = ()
    """Under cseq, in place of `steps`: what coalitions of the others do one after another."""


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A state of a reply set."""

    state: int
    last: tuple[str, ...] = ()
    """Who of the others may have moved last; empty at the gain itself."""
    escape: tuple[Step, ...] = ()
    """Under csmr, where the state is no gain over the start: moves of the parties to one that
    is."""
    turns: tuple[tuple[str, ...], ...] = ()
    """Under cseq, in place of `last`: which coalitions of the others may have moved last."""


@dataclass(frozen=True, slots=True)
class GroupCertificate(Plain):
    """The proof of one verdict of parties that act together."""

    kind: ClassVar[str] = "coalition"

    case_hash: str
    concept: str
    variant: str
    coalition: tuple[str, ...]
    state: int
    stable: bool
    gain: str = "strict"
    """When they gain: ``strict``, all of them do, or ``pareto``, nobody loses and one gains."""
    with_inferred: bool = False
    turns: str = "not_twice"
    """Under cseq, which coalition may reply after which: ``not_twice``, any but the same one
    again, or ``disjoint``, one that shares no member with it."""
    reached: tuple[Reached, ...] = ()
    """Where they stay: all that they can reach from the state, that state among it."""
    replies: tuple[GroupReply, ...] = ()
    """Where they stay: one for each conceivable gain among what they reach."""
    moves: tuple[Step, ...] = ()
    """Where they leave: their moves to a gain that nothing deters."""
    members: tuple[GroupMember, ...] = ()
    """The reply set; none where the concept foresees no replies, or there is nobody to reply."""

    @classmethod
    def from_json(cls, given: Mapping[str, Any] | str) -> GroupCertificate:
        """Read what `to_json` gave; see `parley.model.Certificate.from_json`."""
        read = Reader("the certificate", mapping(given), cls.kind)
        made = cls(
            case_hash=read("case_hash", text),
            concept=read("concept", text),
            variant=read("variant", text),
            coalition=read("coalition", several(text)),
            state=read("state", number),
            stable=read("stable", flag),
            gain=read("gain", one_of("strict", "pareto"), "strict"),
            with_inferred=read("with_inferred", flag, False),
            turns=read("turns", one_of("not_twice", "disjoint"), "not_twice"),
            reached=read("reached", several(_reached), ()),
            replies=read("replies", several(_reply), ()),
            moves=read("moves", several(step), ()),
            members=read("members", several(_member), ()),
        )
        read.done()
        return made


def _reached(line: str, value: Any) -> Reached:
    read = Reader(line, value)
    made = Reached(read("state", number), read("last", several(text)))
    read.done()
    return made


def _reply(line: str, value: Any) -> GroupReply:
    read = Reader(line, value)
    made = GroupReply(
        improvement=read("improvement", number),
        steps=read("steps", several(step), ()),
        onward=read("onward", several(_reached), ()),
        turns=read("turns", several(_turn), ()),
    )
    read.done()
    return made


def _turn(line: str, value: Any) -> Turn:
    read = Reader(line, value)
    made = Turn(read("by", several(text)), read("steps", several(step)))
    read.done()
    return made


def _member(line: str, value: Any) -> GroupMember:
    read = Reader(line, value)
    made = GroupMember(
        state=read("state", number),
        last=read("last", several(text), ()),
        escape=read("escape", several(step), ()),
        turns=read("turns", several(several(text)), ()),
    )
    read.done()
    return made
