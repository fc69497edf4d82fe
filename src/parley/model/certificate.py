"""What shows that one party would stay at a state, or leave it, so that anybody can check it.

A certificate that a party stays lists, for each state that the party could gain by moving to, an
*reply*: a legal sequence of the others' moves to a state that is no better for the party than the
start. A certificate that it leaves names one such gain and a *reply set*: states, with who may have
moved last, that hold the gain, that no (improving) move of the others leads out of, and among which
nothing deters. Both can be checked move by move, without solving anything: see `parley.verify`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

from parley.model.certificate_json import (
    Plain,
    Reader,
    flag,
    mapping,
    maybe,
    number,
    one_of,
    several,
    text,
    values,
)

__all__ = [
    "REPLIES", "RULES", "SANCTIONS", "Certificate", "Check", "Member", "Reply", "Rule", "Step",
    "certificate", "rule_of", "step",
]  # fmt: skip


REPLIES = {
    "legal": "legal sequences of the others' moves, nobody twice in a row, returns allowed",
    "once": "sequences of the others' moves, each of them at most once",
    "single": "single moves of one of the others",
}
"""What a reply may be, by the keyword `sequences`."""
SANCTIONS = ("no_better", "worse")
"""How a reply that deters leaves the party, by the keyword `sanction`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts as a reply under one solution concept."""

    moves: Literal["none", "any", "gains"]
    """Which of the others' moves count: none, any, or those that their movers gain by."""
    escape: bool = False
    """Whether the party may move once more after the reply."""
    strong: bool = False
    """Whether a reply deters only where it leaves the party *much* worse off than at the start."""
    worse: bool = False
    """Whether it deters only where it leaves the party worse off, if it need not be much."""
    sequences: str = "legal"
    """How long a reply may be: ``legal``, nobody twice in a row; ``once``, each of the others moves
    at most once; ``single``, one move of one of them."""

    @property
    def left(self) -> str:
        """How a reply that deters leaves the party, compared to the start."""
        return "much worse" if self.strong else "worse" if self.worse else "no better"

    @property
    def variant(self) -> str:
        """The definition in words."""
        if self.moves == "none":
            return "no single move of the party leads to a state that it strictly prefers"
        words = f"replies are {REPLIES[self.sequences]}"
        if self.moves == "gains":
            words += ", every step strictly better for its mover than the state before"
        words += f"; a reply deters where it leaves the party {self.left} off than at the start"
        if self.escape:
            words += ", whatever single move of its own the party then makes"
        return words


RULES: Mapping[str, Rule] = {
    "nash": Rule("none"),
    "gmr": Rule("any"),
    "smr": Rule("any", escape=True),
    "seq": Rule("gains"),
    "sseq": Rule("gains", escape=True),
}
"""Concept → what counts as a reply. A further concept of this shape is a line here."""


def rule_of(
    concept: str, strength: str = "none", sequences: str = "legal", sanction: str = "no_better"
) -> Rule:
    """What counts as a reply with the keywords of a concept."""
    return replace(
        RULES[concept], strong=strength == "strong", worse=sanction == "worse", sequences=sequences
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One move: who makes it, and the state it leads to."""

    mover: str
    to: int


@dataclass(frozen=True, slots=True)
class Reply:
    """How a gain is met: the others' moves, one after another, and what is left to the party."""

    improvement: int
    """The state that the party would move to."""
    steps: tuple[Step, ...]
    """From there on; the last leads to a state no better for the party than the start, or where
    that is asked for much worse."""
    escape: int | None = None
    """The best state that the party can move to from there, where the concept asks for it; None
    where it has no move."""

    @property
    def end(self) -> int:
        """The state where the reply ends."""
        return self.steps[-1].to if self.steps else self.improvement


@dataclass(frozen=True, slots=True)
class Member:
    """A state of a reply set."""

    state: int
    last: tuple[str, ...] = ()
    """Who may have moved last; whoever is alone here may not move again. Empty at the gain itself,
    where the party moved last and any of the others may go on."""
    escape: int | None = None
    """Where the state would deter: one that would not, to which the party can move on."""
    moved: tuple[tuple[str, ...], ...] = ()
    """Where each of the others moves at most once, in place of `last`: who may have moved, in each
    way to get there."""


@dataclass(frozen=True, slots=True)
class Certificate(Plain):
    """The proof of one verdict: whether a party stays at a state under one concept.

    Examples
    --------
    >>> reply = Reply(1, (Step("b", 2),))
    >>> words = RULES["seq"].variant
    >>> proof = Certificate("f00d", "seq", words, "a", 0, True, replies=(reply,))
    >>> Certificate.from_json(proof.to_json()) == proof
    True
    """

    kind: ClassVar[str] = "replies"

    case_hash: str
    concept: str
    variant: str
    """The definition taken, as `Rule.variant` says it."""
    party: str
    state: int
    stable: bool
    """True: in every completion of what is known the party stays; False: in none."""
    with_inferred: bool = False
    """Whether preferences that are only inferred count."""
    replies: tuple[Reply, ...] = ()
    """Where the party stays: one for each gain that is conceivable."""
    improvement: int | None = None
    """Where it leaves: the gain that nothing deters."""
    members: tuple[Member, ...] = ()
    """The reply set, state by state; none where the concept foresees no replies."""
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The reply set as a block, in place of `members`: column → the values that it may have. All
    feasible states with these values belong to it; columns that are not named are free."""
    strength: str = "none"
    """``strong`` where a reply deters only if it leaves the party much worse off; else ``none``."""
    sequences: str = "legal"
    """How long a reply may be: ``legal``, ``once`` or ``single``, as in `Rule`."""
    sanction: str = "no_better"
    """``worse`` where a reply does not deter that leaves the party as well off."""

    @property
    def rule(self) -> Rule:
        """What counts as a reply."""
        return rule_of(self.concept, self.strength, self.sequences, self.sanction)

    @classmethod
    def from_json(cls, given: Mapping[str, Any] | str) -> Certificate:
        """Read a certificate from what `to_json` gave, or from its text.

        Raises
        ------
        UsageError
            It has not the shape of a certificate; the sentence says where.
        """
        read = Reader("the certificate", mapping(given), cls.kind)
        made = certificate(read)
        read.done()
        return made


@dataclass(frozen=True, slots=True)
class Check:
    """What came of checking a certificate."""

    ok: bool
    line: str = ""
    """Which part of the certificate does not hold, as ``replies[2].steps[0]``; empty where it is
    the whole, or nothing."""
    what: str = "the certificate proves its verdict"
    """In a sentence."""

    def __bool__(self) -> bool:
        return self.ok


# -- the lines of a certificate ------------------------------------------------------------------


def certificate(read: Reader) -> Certificate:
    """Read a certificate's parts."""
    return Certificate(
        case_hash=read("case_hash", text),
        concept=read("concept", text),
        variant=read("variant", text),
        party=read("party", text),
        state=read("state", number),
        stable=read("stable", flag),
        with_inferred=read("with_inferred", flag, False),
        replies=read("replies", several(_reply), ()),
        improvement=read("improvement", maybe(number), None),
        members=read("members", several(_member), ()),
        within=read("within", values, {}),
        strength=read("strength", one_of("none", "strong"), "none"),
        sequences=read("sequences", one_of(*REPLIES), "legal"),
        sanction=read("sanction", one_of(*SANCTIONS), "no_better"),
    )


def step(line: str, value: Any) -> Step:
    """Read one move."""
    read = Reader(line, value)
    made = Step(read("mover", text), read("to", number))
    read.done()
    return made


def _reply(line: str, value: Any) -> Reply:
    read = Reader(line, value)
    made = Reply(
        read("improvement", number),
        read("steps", several(step)),
        read("escape", maybe(number), None),
    )
    read.done()
    return made


def _member(line: str, value: Any) -> Member:
    read = Reader(line, value)
    made = Member(
        state=read("state", number),
        last=read("last", several(text), ()),
        escape=read("escape", maybe(number), None),
        moved=read("moved", several(several(text)), ()),
    )
    read.done()
    return made
