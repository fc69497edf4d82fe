"""Certificates of the other forms: what shows a verdict that no list of replies shows.

`WeakCertificate`: stable and not strongly. `SimCertificate`: moves made at the same time.
`AheadCertificate`: what two parties anticipate who move in turn. For coalitions see
`parley.model.certificate_group`. Each says its form under ``kind``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from parley.errors import UsageError
from parley.model.certificate import REPLIES, SANCTIONS, Certificate, Step, certificate, step
from parley.model.certificate_group import GroupCertificate
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
)

__all__ = [
    "AheadCertificate",
    "AnyCertificate",
    "Combination",
    "Foreseen",
    "SimCertificate",
    "WeakCertificate",
    "read_certificate",
]


@dataclass(frozen=True, slots=True)
class WeakCertificate(Plain):
    """Whether a party's stability is weak: it stays, and not strongly.

    Where it is, two certificates show it: that the party stays, and that by strong stability it
    leaves. Where it is not, one does: that it leaves, or that it stays strongly; under nash none
    is needed, for there stable is strongly stable.
    """

    kind: ClassVar[str] = "weak"

    case_hash: str
    concept: str
    variant: str
    party: str
    state: int
    stable: bool
    """True: in every completion of what is known the party is stable and not strongly so."""
    parts: tuple[Certificate, ...]
    with_inferred: bool = False
    sequences: str = "legal"
    sanction: str = "no_better"

    @classmethod
    def from_json(cls, given: Mapping[str, Any] | str) -> WeakCertificate:
        """Read what `to_json` gave; see `Certificate.from_json`."""
        read = Reader("the certificate", mapping(given), cls.kind)
        made = cls(
            **_head(read),
            parts=read("parts", several(_part)),
            sequences=read("sequences", one_of(*REPLIES), "legal"),
            sanction=read("sanction", one_of(*SANCTIONS), "no_better"),
        )
        read.done()
        return made


@dataclass(frozen=True, slots=True)
class Combination:
    """Moves made at the same time as a gain of a party, each from the same start."""

    improvement: int
    """The state to which the party itself would move."""
    moves: tuple[Step, ...]
    """What others would do meanwhile: each to a state that its mover prefers to the start."""
    end: int | None
    """What all of it adds up to: no better than the start; None where that is no feasible state,
    and is taken for no move."""


@dataclass(frozen=True, slots=True)
class SimCertificate(Plain):
    """The proof of one verdict of simultaneous stability.

    A party that stays has a combination for each gain. Where it leaves one gain is named: whoever
    checks that goes through everything that the others could do meanwhile.
    """

    kind: ClassVar[str] = "combinations"

    case_hash: str
    concept: str
    variant: str
    party: str
    state: int
    stable: bool
    with_inferred: bool = False
    infeasible: str = "ignored"
    """What a combination that is no feasible state counts for: ``ignored`` or ``no_move``."""
    combinations: tuple[Combination, ...] = ()
    improvement: int | None = None

    @classmethod
    def from_json(cls, given: Mapping[str, Any] | str) -> SimCertificate:
        """Read what `to_json` gave; see `Certificate.from_json`."""
        read = Reader("the certificate", mapping(given), cls.kind)
        made = cls(
            **_head(read),
            infeasible=read("infeasible", one_of("ignored", "no_move"), "ignored"),
            combinations=read("combinations", several(_combination), ()),
            improvement=read("improvement", maybe(number), None),
        )
        read.done()
        return made


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Where it can end from a state, with a number of moves left and a party to move first."""

    mover: str
    state: int
    left: int
    """Moves that are left, one at least; with none it ends where it is."""
    ends: tuple[int, ...]
    """Every state in which it can end, ties broken in some way; ascending."""


@dataclass(frozen=True, slots=True)
class AheadCertificate(Plain):
    """The proof of one verdict of two parties who move in turn.

    A table of what is anticipated, in which each entry follows from those one move on. Under
    non_myopic it holds what is anticipated with 1, 2, … moves left up to ``repeats[1]``, of each
    party at each state that the play touches; what is said with ``repeats[1]`` moves left is what
    is said with ``repeats[0]``, so that from there on everything repeats itself.
    """

    kind: ClassVar[str] = "ahead"

    case_hash: str
    concept: str
    variant: str
    party: str
    state: int
    stable: bool
    """Whether the party stays however ties are broken."""
    possible: bool
    """Whether it stays for some way to break them."""
    with_inferred: bool = False
    horizon: int | None = None
    """How many moves are looked at; None under non_myopic."""
    leader: str | None = None
    """Who leads, under stackelberg."""
    repeats: tuple[int, ...] = ()
    """Under non_myopic, two numbers of moves left."""
    foreseen: tuple[Foreseen, ...] = ()

    @classmethod
    def from_json(cls, given: Mapping[str, Any] | str) -> AheadCertificate:
        """Read what `to_json` gave; see `Certificate.from_json`."""
        read = Reader("the certificate", mapping(given), cls.kind)
        made = cls(
            **_head(read),
            possible=read("possible", flag),
            horizon=read("horizon", maybe(number), None),
            leader=read("leader", maybe(text), None),
            repeats=read("repeats", several(number), ()),
            foreseen=read("foreseen", several(_foreseen), ()),
        )
        read.done()
        return made


AnyCertificate: TypeAlias = (
    Certificate | WeakCertificate | SimCertificate | AheadCertificate | GroupCertificate
)
_FORMS: tuple[type[AnyCertificate], ...] = (
    Certificate, WeakCertificate, SimCertificate, AheadCertificate, GroupCertificate,
)  # fmt: skip


def read_certificate(given: Mapping[str, Any] | str) -> AnyCertificate:
    """Read a certificate of any form; without ``kind`` it is a list of replies.

    Raises
    ------
    UsageError
        It has not the shape of a certificate; the sentence says where.
    """
    given = mapping(given)
    kind = given.get("kind", Certificate.kind)
    for form in _FORMS:
        if kind == form.kind:
            return form.from_json(given)
    raise UsageError(f"kind should be one of {', '.join(form.kind for form in _FORMS)}")


def _head(read: Reader) -> dict[str, Any]:
    return {
        "case_hash": read("case_hash", text),
        "concept": read("concept", text),
        "variant": read("variant", text),
        "party": read("party", text),
        "state": read("state", number),
        "stable": read("stable", flag),
        "with_inferred": read("with_inferred", flag, False),
    }


def _part(line: str, value: Any) -> Certificate:
    read = Reader(line, value, Certificate.kind)
    made = certificate(read)
    read.done()
    return made


def _combination(line: str, value: Any) -> Combination:
    read = Reader(line, value)
    made = Combination(
        read("improvement", number), read("moves", several(step)), read("end", maybe(number))
    )
    read.done()
    return made


def _foreseen(line: str, value: Any) -> Foreseen:
    read = Reader(line, value)
    made = Foreseen(
        read("mover", text), read("state", number), read("left", number),
        read("ends", several(number)),
    )  # fmt: skip
    read.done()
    return made
