"""What an annotation holds, be it a person's or a reader's, in one form that can be compared.

A field that a careful person may fill in more than one way is a tuple whose first value is the
annotator's own. An ``optional`` mark is neither needed nor wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parley.model import Span

__all__ = [
    "KINDS",
    "Annotation",
    "Condition",
    "Happening",
    "Mark",
    "Measure",
    "Moment",
    "Offered",
    "Player",
    "Said",
    "Swap",
]

KINDS = (
    "statements", "figures", "timexes", "proposals", "preconditions", "exchanges", "events",
)  # fmt: skip
"""The kinds of marks, by the names that gold files and readings have for them."""

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What all marks share."""

    id: str
    optional: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Said(Mark):
    """A statement."""

    contents: tuple[Span, ...]
    chains: tuple[Ids, ...]
    """Outermost first, without the report itself unless nobody else speaks."""
    speech_acts: Ids
    acts: Ids
    joint: bool = False
    """Whether the last two or more of a chain speak together."""


@dataclass(frozen=True, slots=True)
class Measure(Mark):
    """A figure."""

    number: Span
    span: Span
    comparators: Ids
    values: tuple[float | None, ...]
    bounds: tuple[tuple[float | None, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Moment(Mark):
    """A time expression."""

    span: Span
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Offered(Mark):
    """A proposal."""

    by: tuple[Ids, ...]
    to: tuple[Ids, ...]
    gives: tuple[Span, ...]
    wants: tuple[Span, ...]
    pooled: bool = False
    """Whether a term may stand under what is given or under what is wanted."""

    @property
    def terms(self) -> tuple[Span, ...]:
        """Every term, whoever would do it."""
        return (*self.gives, *self.wants)


@dataclass(frozen=True, slots=True)
class Condition(Mark):
    """A precondition."""

    holders: tuple[Ids, ...]
    first: Span | None
    then: Span | None
    orders: Ids = ()
    logics: Ids = ()
    """Older annotations have this in place of the order."""


@dataclass(frozen=True, slots=True)
class Swap(Mark):
    """An exchange: two sides, in either order."""

    marker: Span | None
    side_a: Span | None
    side_b: Span | None


@dataclass(frozen=True, slots=True)
class Happening(Mark):
    """An event."""

    trigger: Span
    plovers: Ids
    acts: Ids
    """Older annotations have the reader's word for the event in place of the PLOVER category."""
    sources: tuple[Ids, ...]
    targets: tuple[Ids, ...]
    reciprocal: bool = False


@dataclass(frozen=True, slots=True)
class Player:
    """An actor as one annotation has it."""

    id: str
    names: tuple[str, ...]
    """What it is called, as written."""
    type: str | None = None
    mentions: tuple[Span, ...] = ()
    members: Ids = ()
    entered: bool = True
    """False for an id that an older annotation uses and says nothing of."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One text as one annotator has marked it."""

    name: str
    text: str
    players: Mapping[str, Player]
    marks: Mapping[str, tuple[Mark, ...]]
    """By kind; a kind that the annotator was not asked for is not there."""
