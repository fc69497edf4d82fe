"""What shows that one party would stay at a state, or leave it, so that anybody can check it.

A certificate that a party stays lists, for each state that the party could gain by moving to, an
*reply*: a legal sequence of the others' moves to a state that is no better for the party than the
start. A certificate that it leaves names one such gain and a *reply set*: states, with who may have
moved last, that hold the gain, that no (improving) move of the others leads out of, and among which
nothing deters. Both can be checked move by move, without solving anything: see `parley.verify`.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from parley.errors import UsageError

__all__ = ["RULES", "Certificate", "Check", "Member", "Reply", "Rule", "Step"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts as a reply under one solution concept."""

    moves: Literal["none", "any", "gains"]
    """Which of the others' moves count: none, any, or those that their movers gain by."""
    escape: bool = False
    """Whether the party may move once more after the reply."""

    @property
    def variant(self) -> str:
        """The definition in words."""
        if self.moves == "none":
            return "no single move of the party leads to a state that it strictly prefers"
        words = (
            "replies are legal sequences of the others' moves, nobody twice in a row, returns "
            "allowed"
        )
        if self.moves == "gains":
            words += ", every step strictly better for its mover than the state before"
        words += "; a reply deters where it leaves the party no better off than at the start"
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
    """From there on; the last leads to a state no better for the party than the start."""
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
    last: tuple[str, ...]
    """Who may have moved last; whoever is alone here may not move again. Empty at the gain itself,
    where the party moved last and any of the others may go on."""
    escape: int | None = None
    """Where the state is no better than the start: a better one that the party can move on to."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The proof of one verdict: whether a party stays at a state under one concept.

    Examples
    --------
    >>> reply = Reply(1, (Step("b", 2),))
    >>> words = RULES["seq"].variant
    >>> proof = Certificate("f00d", "seq", words, "a", 0, True, replies=(reply,))
    >>> Certificate.from_json(proof.to_json()) == proof
    True
    """

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

    def to_json(self) -> dict[str, Any]:
        """Return the certificate as mappings, lists, texts and numbers."""
        plain = dataclasses.asdict(self)
        for key in ("replies", "members"):
            plain[key] = list(plain[key])
        return plain

    @classmethod
    def from_json(cls, given: Mapping[str, Any] | str) -> Certificate:
        """Read a certificate from what `to_json` gave, or from its text.

        Raises
        ------
        UsageError
            It has not the shape of a certificate; the sentence says where.
        """
        if isinstance(given, str):
            try:
                given = json.loads(given)
            except ValueError as error:
                raise UsageError(f"the certificate is not JSON: {error}") from None
        read = _Reader("the certificate", given)
        made = cls(
            case_hash=read("case_hash", _text),
            concept=read("concept", _text),
            variant=read("variant", _text),
            party=read("party", _text),
            state=read("state", _number),
            stable=read("stable", _flag),
            with_inferred=read("with_inferred", _flag, False),
            replies=read("replies", _several(_reply), ()),
            improvement=read("improvement", _maybe(_number), None),
            members=read("members", _several(_member), ()),
            within=read("within", _values, {}),
        )
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


# -- reading JSON, trusting nothing --------------------------------------------------------------

_MISSING: Any = object()


class _Reader:
    """One mapping: every key is asked for by name, and none is left over."""

    def __init__(self, line: str, given: Any) -> None:
        if not isinstance(given, Mapping):
            raise UsageError(f"{line} should be a mapping")
        self.line, self.given, self.asked = line, given, set[str]()

    def __call__(self, key: str, form: Callable[[str, Any], T], default: Any = _MISSING) -> T:
        self.asked.add(key)
        value = self.given.get(key, default)
        if value is _MISSING:
            raise UsageError(f"{self.line} lacks {key!r}")
        name = key if self.line == "the certificate" else f"{self.line}.{key}"
        return form(name, value)

    def done(self) -> None:
        for key in self.given:
            if key not in self.asked:
                raise UsageError(f"{self.line} has no part {key!r}")


def _text(line: str, value: Any) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{line} should be a text")
    return value


def _flag(line: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{line} should be true or false")
    return value


def _number(line: str, value: Any) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise UsageError(f"{line} should be the number of a state")
    return int(value)


def _maybe(form: Callable[[str, Any], T]) -> Callable[[str, Any], T | None]:
    return lambda line, value: None if value is None else form(line, value)


def _several(form: Callable[[str, Any], T]) -> Callable[[str, Any], tuple[T, ...]]:
    def read(line: str, value: Any) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise UsageError(f"{line} should be a list")
        return tuple(form(f"{line}[{i}]", one) for i, one in enumerate(value))

    return read


def _step(line: str, value: Any) -> Step:
    read = _Reader(line, value)
    made = Step(read("mover", _text), read("to", _number))
    read.done()
    return made


def _reply(line: str, value: Any) -> Reply:
    read = _Reader(line, value)
    made = Reply(
        read("improvement", _number),
        read("steps", _several(_step)),
        read("escape", _maybe(_number), None),
    )
    read.done()
    return made


def _member(line: str, value: Any) -> Member:
    read = _Reader(line, value)
    made = Member(
        read("state", _number), read("last", _several(_text)), read("escape", _maybe(_number), None)
    )
    read.done()
    return made


def _values(line: str, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, Mapping):
        raise UsageError(f"{line} should be a mapping")
    texts = _several(_text)
    return {_text(line, key): texts(f"{line}.{key}", one) for key, one in value.items()}
