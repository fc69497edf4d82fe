"""What a case file says, as plain records. The compiled state space lives in `parley.case`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from parley.model.logic import Logic
from parley.model.text import Span

__all__ = [
    "Answer",
    "Basis",
    "CasePrecondition",
    "CaseProposal",
    "CaseSource",
    "Condition",
    "Evidence",
    "Mediator",
    "NoMove",
    "OneWay",
    "Option",
    "Party",
    "Preferences",
    "Prefers",
    "Together",
    "Value",
]

Basis = Literal["stated", "reported", "inferred", "assumed"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a source: ``A:217-286``."""

    source: str
    span: Span

    def __str__(self) -> str:
        return f"{self.source}:{self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class CaseSource:
    """A document that a case rests on, named by a letter and held by hash."""

    id: str
    file: str | None
    sha256: str | None
    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A party to the conflict."""

    id: str
    name: str
    part_of: str | None = None
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Mediator:
    """Somebody between the parties."""

    id: str
    name: str
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """Parties that act together, as somebody reports it."""

    parties: tuple[str, ...]
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A thing that one party, or several, can do or not do; values as listed, the first least."""

    id: str
    by: tuple[str, ...]
    act: Literal["one", "any", "all"] = "one"
    """``any``: a common move; ``all``: joint, one switch a party."""
    values: tuple[str, ...] = ("no", "yes")
    numeric: bool = False
    unit: str | None = None
    quantity_basis: str | None = None
    label: str | None = None
    lasts: Mapping[str, str] = field(default_factory=dict)
    """Value → ISO 8601 duration."""
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """What a proposal or condition asks of one option; several values where the text is open."""

    option: str
    values: tuple[str, ...]
    amount: Mapping[str, Any] | None = None
    """``{comparator, value | low | high | words}`` as far as the text goes."""
    including: tuple[str, ...] = ()
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A statement of the language with its source text, basis and evidence."""

    text: str
    logic: Logic
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a party is reported to have answered to a proposal."""

    by: str
    answer: Literal["accepted", "rejected", "countered", "withdrawn", "deferred"]
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CaseProposal:
    """A position: what somebody offered, demanded or said to be ready for."""

    id: str
    kind: Literal["offer", "demand", "demand_with_offer", "readiness"]
    by: tuple[str, ...]
    to: tuple[str, ...] = ()
    gives: tuple[Value, ...] = ()
    wants: tuple[Value, ...] = ()
    stages: tuple[tuple[tuple[Value, ...], tuple[Value, ...]], ...] = ()
    """(gives, wants) in order, in place of the two."""
    answers: tuple[Answer, ...] = ()
    possibly_same: tuple[str, ...] = ()
    date: str | None = None
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CasePrecondition:
    """`first` must be done before `then`."""

    id: str
    by: tuple[str, ...]
    first: tuple[Value, ...]
    then: tuple[Value, ...]
    order: Literal["before", "only_if", "until", "with"] = "before"
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OneWay:
    """Moves of one option that cannot be taken back, where `when` holds in the state moved from."""

    option: str
    changes: tuple[tuple[str, str], ...]
    """(from, to) as written; the reverse of each is what is removed."""
    when: Logic | None = None
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NoMove:
    """Moves that a party cannot make."""

    by: str
    option: str
    change: tuple[str, str]
    when: Logic | None = None
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefers:
    """One comparison: `better` over `worse`. A side is a partial state, or ``"status_quo"``."""

    better: Mapping[str, str] | str
    worse: Mapping[str, str] | str
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is known of one party's preferences; at most one of ranking, priorities, weights."""

    party: str
    ranking: tuple[tuple[Mapping[str, str], ...], ...] | None = None
    """Best first, ties grouped."""
    rest: Literal["last", "unknown"] | None = None
    priorities: tuple[Condition, ...] | None = None
    """Most important first, lexicographic."""
    weights: tuple[tuple[Condition, float, float], ...] | None = None
    """(statement, low, high); low equals high for a plain number."""
    measure: Literal["ordinal", "utility"] = "ordinal"
    prefers: tuple[Prefers, ...] = ()
    basis: Basis = "assumed"
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None
    gaps: tuple[int, ...] = ()
    """Groups of the ranking, by number from 1, after which stands ``{gap: much}``."""
