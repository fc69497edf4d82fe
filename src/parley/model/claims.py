"""What a reader finds in one document: the claim kinds, with exact spans.

The field names are those of the reading schema (neg-gold/0.1). Every `Span` is in code points
of the document's stored text. Ids (``a1``, ``s3``, ``f2``) are local to one reading; the ledger
gives claims an identity of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from parley.model.text import Document, Sentence, Span, Token

__all__ = [
    "ACTS",
    "NARRATOR",
    "SPEECH_ACTS",
    "SPEECH_ACTS_OF",
    "UNSPECIFIED",
    "Actor",
    "Event",
    "Exchange",
    "Figure",
    "Link",
    "Place",
    "Precondition",
    "Proposal",
    "Reading",
    "Relation",
    "Statement",
    "Term",
    "Timex",
]

NARRATOR = "publisher"
"""Reserved actor: the report itself speaks."""
UNSPECIFIED = "unspecified"
"""Reserved actor: somebody is said to have said it, nobody is named."""

SPEECH_ACTS = (
    "report", "reject", "demand", "offer", "accept", "threaten",
    "accuse", "deny", "estimate", "belief", "assert",
)  # fmt: skip
ACTS = (
    "offer", "counter_offer", "demand", "precondition", "reject", "withdraw_offer", "accept",
    "concede", "signal_readiness", "threaten", "accuse_breach", "deny_breach", "meet", "mediate",
    "extend", "suspend", "resume", "deliver", "verify", "comment",
)  # fmt: skip
SPOKEN = frozenset((
    "offer", "counter_offer", "demand", "precondition", "reject", "withdraw_offer", "accept",
    "concede", "signal_readiness", "threaten", "accuse", "accuse_breach", "deny_breach", "support",
))  # fmt: skip
"""What events that are acts of speech are called."""
_SAID = ("report", "assert", "belief", "estimate")
SPEECH_ACTS_OF: Mapping[str, tuple[str, ...]] = {
    "offer": ("offer",),
    "counter_offer": ("offer", "demand", "reject"),
    "demand": ("demand",),
    "precondition": ("demand", "reject", "assert", "report", "offer"),
    "reject": ("reject",),
    "withdraw_offer": ("reject", "report", "assert"),
    "accept": ("accept",),
    "concede": ("accept", "offer", "assert", "report"),
    "signal_readiness": ("offer", *_SAID),
    "threaten": ("threaten",),
    "accuse_breach": ("accuse",),
    "deny_breach": ("deny",),
    "meet": ("offer", "accept", *_SAID),
    "mediate": ("offer", "accept", *_SAID),
    "extend": ("offer", "accept", *_SAID),
    "suspend": ("threaten", "reject", *_SAID),
    "resume": ("offer", "accept", *_SAID),
    "deliver": ("offer", "accept", *_SAID),
    "verify": (*_SAID, "deny"),
    "comment": SPEECH_ACTS,
}
"""Finer act → the speech acts that it may have; a comment may be any."""

LinkKind = Literal["explicit", "carried_over", "passive", "narrator", "explicit_document"]
QuoteMode = Literal["direct", "indirect", "mixed", "none"]
Comparator = Literal["eq", "approx", "gt", "ge", "lt", "le", "range", "vague", "all"]


_DETERMINERS = frozenset(
    "the a an this that these those some several many few all both each every no other another "
    "more most one two its his her their our your my".split()
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or some body that a text mentions."""

    id: str
    """A slug of the name; `NARRATOR` and `UNSPECIFIED` are reserved."""
    name: str
    type: str
    """person, state, non_state_armed_group, organisation, igo, military, news_organisation,
    unnamed_group, coalition or population."""
    roles: tuple[str, ...] = ()
    """party, mediator, representative, origin_source, intermediary_source, object."""
    anonymity: Literal["named", "role_only", "unnamed"] = "named"
    represents: str | None = None
    part_of: str | None = None
    members: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    role_span: Span | None = None
    plover_actor: str | None = None
    iso3: str | None = None

    @property
    def called(self) -> str:
        """The name as a sentence has it: with an article where it is a common noun.

        Examples
        --------
        >>> Actor("a", "company", "organisation").called, Actor("b", "i24NEWS", "state").called
        ('the company', 'i24NEWS')
        """
        known = self.anonymity != "unnamed" or "party" in self.roles
        bare = self.name.islower() and self.name.split()[0] not in _DETERMINERS
        return f"the {self.name}" if known and bare else self.name


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a text names (never a unit's location)."""

    id: str
    name: str
    iso3: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression; `value` is a TIMEX3 value, None where it cannot be known, with `why`."""

    id: str
    span: Span
    type: Literal["DATE", "DURATION", "SET", "TIME"]
    value: str | None
    anchor: str | None = None
    """What the value was reckoned from: ``"published"``, the id of a timex, or None."""
    why: str | None = None
    """Why there is no value: ``"no publication date"``, …"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count or measure, as hedged as its words."""

    id: str
    span: Span
    """The hedge, the number and what is counted."""
    number_span: Span
    comparator: Comparator
    value: float | None = None
    """None where the words give none (``several dozen``, ``thousands``, ``all``)."""
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    """people, percent, days, a currency code, …; None where the text names none."""
    of: str | None = None
    """What is counted, as a neutral phrase: ``people held in Gaza``, ``Palestinians killed``."""
    of_span: Span | None = None
    hedge_span: Span | None = None
    holder: str | None = None
    """Actor id of who holds them, where the text says so."""
    basis: str | None = None
    """killed, injured, displaced, held, freed, asked, offered, … as far as the words say."""
    quantity_basis: str | None = None
    """How the amount is meant, where the words say: per day, per week, in total, simple,
    compounded, lump sum, …"""
    hedge_open: bool = False
    """Whether the text leaves open that the hedge reaches this number (``some 20 women and 30
    men``)."""
    statement: str | None = None
    """Id of the innermost statement that it stands in."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of an attribution chain."""

    actor: str
    link: LinkKind
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that somebody is reported to have said, by whom and through whom."""

    id: str
    content: Span
    speech_act: str
    act: str
    chain: tuple[Link, ...]
    """Outermost first: the report, the newspaper, its sources, the party."""
    cues: tuple[Span, ...] = ()
    quote_mode: QuoteMode = "none"
    quoted: tuple[Span, ...] = ()
    hedges: tuple[Span, ...] = ()
    factuality: str = "Uu"
    """By the last source: CT+, CT-, PR+, PS+, Uu, conditional or planned."""
    time: str | None = None
    """Id of the timex of the saying."""
    about: tuple[str, ...] = ()
    """Actors that the content speaks of."""
    to: tuple[str, ...] = ()
    """Whom it is said to, or asked of."""
    reciprocal: bool = False
    """Each says it of the other (``accused one another``)."""
    rule: str = ""
    """The rule that found it."""

    @property
    def source(self) -> str:
        """The actor whose words or act these are: the last link."""
        return self.chain[-1].actor if self.chain else NARRATOR


@dataclass(frozen=True, slots=True)
class Term:
    """One act inside a proposal, a condition or an exchange: who would do what."""

    actor: tuple[str, ...]
    """Who would do it; empty where the text does not say."""
    action: str
    """The concept of the lexicon: halt, release, aid, talks, pay, …"""
    span: Span
    issue: str
    """The option that it becomes in a case: ``halt``, ``freed_from_gaza``, ``wage``, …"""
    value: str | None = None
    """The option's value as far as the words say (``week``, ``all``, ``some``); None where open."""
    figure: str | None = None
    duration: str | None = None
    """Id of a timex."""
    including: tuple[Span, ...] = ()
    """Categories that the text says are included."""
    of: str | None = None
    """What or whom it concerns, neutral: ``people held in Gaza``."""
    unit: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offer or demand as one telling gives it. Tellings are never joined here."""

    id: str
    kind: Literal["offer", "demand", "demand_with_offer"]
    by: tuple[str, ...]
    to: tuple[str, ...]
    statements: tuple[str, ...]
    gives: tuple[Term, ...] = ()
    wants: tuple[Term, ...] = ()
    status: Literal[
        "standing", "rejected", "accepted", "withdrawn", "declared_readiness", "open"
    ] = "open"
    status_by: tuple[str, ...] = ()
    status_span: Span | None = None
    status_statement: str | None = None
    possible_same_as: tuple[str, ...] = ()
    span: Span | None = None
    """The words from the first to the last of this telling's own terms."""


@dataclass(frozen=True, slots=True)
class Precondition:
    """Something asked for before something else may happen."""

    id: str
    holder: tuple[str, ...]
    statement: str | None
    required_first: Term
    then: Term
    markers: tuple[Span, ...]
    logic: Literal["then_only_if_required", "required_before_then"]
    order: Literal["before", "only_if", "until", "with"] = "before"
    same_as: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two sides tied by words like *in exchange for*, *in return*."""

    id: str
    statement: str | None
    marker: Span
    side_a: Span
    side_b: Span
    a_by: tuple[str, ...]
    b_by: tuple[str, ...]
    modality: Literal["offered", "demanded", "executed"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is planned or is reported to go on."""

    id: str
    trigger: Span
    span: Span
    act: str
    """meet, mediate, deliver, agree, end, fight, evacuate, …: the lexicon's concept."""
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    plover: str | None = None
    plover_mode: str | None = None
    cameo: str | None = None
    modality: Literal["actual", "reported", "planned", "ongoing", "near_end", "estimated"] = (
        "actual"
    )
    date: str | None = None
    """Id of a timex."""
    date_basis: str | None = None
    place: str | None = None
    """Id of a place."""
    statement: str | None = None
    reciprocal: bool = False

    @property
    def spoken(self) -> bool:
        """Whether it is an act of speech, which its statement tells of too (*rejected it*)."""
        return self.statement is not None and self.act in SPOKEN


@dataclass(frozen=True, slots=True)
class Relation:
    """How found things relate.

    Types: possibly_same_offer, same_precondition, incompatible_numbers, figure_subset, metonym,
    loaded_wording, incompatible_sequence.
    """

    type: str
    items: tuple[str, ...]
    span: Span | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader found in one document."""

    document: Document
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...] = field(repr=False)
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    timexes: tuple[Timex, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    preconditions: tuple[Precondition, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    reader: str = "rules"
    version: str = ""
    negotiation: bool = True
    """Whether the text tells of a negotiation at all."""
