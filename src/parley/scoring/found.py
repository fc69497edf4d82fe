"""A reading as an annotation."""

from __future__ import annotations

from collections.abc import Mapping

from parley.model import (
    NARRATOR,
    UNSPECIFIED,
    Event,
    Exchange,
    Figure,
    Precondition,
    Proposal,
    Reading,
    Statement,
    Timex,
)
from parley.scoring.marks import (
    Annotation,
    Condition,
    Happening,
    Mark,
    Measure,
    Moment,
    Offered,
    Player,
    Said,
    Swap,
)

__all__ = ["bare_chain", "marks_of"]


def marks_of(reading: Reading) -> Annotation:
    """What a reader found, in the form that is compared.

    Statements that the report alone makes are left out: no annotator lists them.
    """
    told = (s for s in reading.statements if s.chain and s.chain[-1].link != "narrator")
    told = (s for s in told if any(link.actor != NARRATOR for link in s.chain))
    marks: Mapping[str, tuple[Mark, ...]] = {
        "statements": tuple(map(_said, told)),
        "figures": tuple(map(_measure, reading.figures)),
        "timexes": tuple(map(_moment, reading.timexes)),
        "proposals": tuple(map(_offered, reading.proposals)),
        "preconditions": tuple(map(_condition, reading.preconditions)),
        "exchanges": tuple(map(_swap, reading.exchanges)),
        "events": tuple(map(_happening, reading.events)),
    }
    players = {a.id: Player(a.id, (a.name,), a.type, a.mentions, a.members) for a in reading.actors}
    return Annotation(reading.document.name, reading.document.text, players, marks)


def bare_chain(chain: tuple[str, ...]) -> tuple[str, ...]:
    """A chain without the report itself, unless nobody else is in it.

    Examples
    --------
    >>> bare_chain(("publisher", "courier", "union")), bare_chain(("publisher",))
    (('courier', 'union'), ('publisher',))
    """
    return tuple(name for name in chain if name != NARRATOR) or chain[-1:]


def _parties(ids: tuple[str, ...]) -> tuple[tuple[str, ...]]:
    return (tuple(name for name in ids if name != UNSPECIFIED),)


def _said(one: Statement) -> Said:
    chain = bare_chain(tuple(link.actor for link in one.chain))
    return Said(one.id, (one.content,), (chain,), (one.speech_act,), (one.act,))


def _measure(one: Figure) -> Measure:
    return Measure(
        one.id, one.number_span, one.span, (one.comparator,), (one.value,), ((one.low, one.high),)
    )


def _moment(one: Timex) -> Moment:
    return Moment(one.id, one.span, (one.value,))


def _offered(one: Proposal) -> Offered:
    gives, wants = (tuple(t.span for t in side) for side in (one.gives, one.wants))
    return Offered(one.id, _parties(one.by), _parties(one.to), gives, wants)


def _condition(one: Precondition) -> Condition:
    first, then = one.required_first.span, one.then.span
    return Condition(one.id, _parties(one.holder), first, then, (one.order,), (one.logic,))


def _swap(one: Exchange) -> Swap:
    return Swap(one.id, one.marker, one.side_a, one.side_b)


def _happening(one: Event) -> Happening:
    plover = (one.plover,) if one.plover else ()
    return Happening(
        one.id,
        one.trigger,
        plover,
        (one.act,),
        _parties(one.source),
        _parties(one.target),
        one.reciprocal,
    )
