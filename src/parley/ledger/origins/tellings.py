"""Tellings that may be of one offer, in pairs: what they share and where they differ.

They stay apart until a text or a person joins them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from parley.ledger.contract import Ledger
from parley.ledger.entries import Entry
from parley.ledger.queries.ask import Ask, page
from parley.ledger.queries.seen import At, Seen
from parley.ledger.queries.values import Value, same, value_of
from parley.model import Proposal, Term

__all__ = ["TellingRow", "pairs", "tellings"]

_LOOKED = 500
_SIDES = {"gives": "would give", "wants": "asks for"}
_DAYS = 14
"""Days between two reports within which they may tell of one offer."""


@dataclass(frozen=True, slots=True)
class TellingRow:
    """Two tellings that are possibly the same offer."""

    number: int
    by: tuple[str, ...]
    to: tuple[str, ...]
    """Whom either of them names."""
    date_a: str
    date_b: str
    via_a: tuple[str, ...]
    via_b: tuple[str, ...]
    shared: tuple[str, ...]
    """Terms of which both say the same, each with the words of both."""
    differing: tuple[str, ...]
    """Terms of which they say different things, or one more than the other."""
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    """Terms that one of them does not mention, which is not to deny them."""
    reason: str
    a: At
    b: At


@dataclass(frozen=True, slots=True)
class _Offer:
    """A proposal with what it is compared by."""

    entry: Entry
    record: Proposal
    terms: dict[tuple[str, str], Value]


def tellings(ledger: Ledger, ask: Ask) -> tuple[TellingRow, ...]:
    """A page of pairs, the newest tellings first; without a limit, of all proposals."""
    entries = ledger.claims(
        kind="proposal",
        party=ask.parties,
        issue=ask.issues,
        since=ask.since,
        until=ask.until,
        order="newest",
        limit=None if ask.limit is None else max(_LOOKED, ask.limit),
    )
    return page(
        (replace(r, number=n) for n, r in enumerate(pairs(Seen.of(ledger, entries)), 1)), ask
    )


def pairs(seen: Seen) -> Iterator[TellingRow]:
    """Every pair of proposals that may be one, in their order, the earlier telling as A."""
    meeting: dict[tuple[str, str, str], list[int]] = {}
    offers = [offer for entry in seen.entries if (offer := _offer(seen, entry)) is not None]
    for n, offer in enumerate(offers):
        marks = [(who, *on) for who in dict.fromkeys(offer.entry.by) for on in offer.terms]
        others = dict.fromkeys(chain.from_iterable(meeting.get(mark, ()) for mark in marks))
        for other in sorted(others):
            reason = _why(offers[other], offer)
            if reason and (row := _row(seen, offers[other], offer, reason)):
                yield row
        for mark in marks:
            meeting.setdefault(mark, []).append(n)


def _offer(seen: Seen, entry: Entry) -> _Offer | None:
    """None for what is no offer or demand: a readiness, or terms that nobody is said to put."""
    record = entry.record
    if not isinstance(record, Proposal) or record.status == "declared_readiness" or not record.by:
        return None
    sides: tuple[tuple[str, tuple[Term, ...]], ...]
    sides = (("gives", record.gives), ("wants", record.wants))
    terms: dict[tuple[str, str], Value] = {}
    for side, group in sides:
        for term in group:
            terms.setdefault((side, term.issue), value_of(seen, entry, term))
    return _Offer(entry, record, terms)


def _why(one: _Offer, other: _Offer) -> str:
    """Why two tellings may be one; nothing where something speaks against it."""
    if one.entry.document == other.entry.document:
        if one.entry.reader != other.entry.reader:
            return ""
        held = other.record.id in one.record.possible_same_as
        return "the same report leaves it open" if held else ""
    by, to = ({*each.record.by} for each in (one, other)), ({*e.record.to} for e in (one, other))
    first, second = by
    if not (first <= second or second <= first):
        return ""
    given = [each for each in to if each]
    if len(given) == 2 and not given[0] & given[1]:
        return ""
    days = [each.entry.published for each in (one, other) if each.entry.published]
    if len(days) == 2:
        apart = abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)
        if apart > _DAYS:
            return ""
        near = "on the same day" if not apart else f"{apart} day{'s' * (apart > 1)} apart"
        return f"the same party, terms on the same issues, reports {near}"
    return "the same party, terms on the same issues; not both are dated"


def _row(seen: Seen, one: _Offer, other: _Offer, reason: str) -> TellingRow | None:
    swapped = (other.entry.published or "~") < (one.entry.published or "~")
    a, b = (other, one) if swapped else (one, other)
    shared: list[str] = []
    differing: list[str] = []
    against = 0
    for on, value in a.terms.items():
        told = b.terms.get(on)
        if told is None:
            continue
        alike = same(value, told)
        line = f'{_named(on, a, b)}: "{value.raw}" / "{told.raw}"'
        (shared if alike else differing).append(line)
        against += alike is False
    both = len(shared) + len(differing)
    if against == both:
        return None  # nothing is left in which they could be one
    days = [seen.day(each.entry).date for each in (a, b)]
    return TellingRow(
        number=0,
        by=seen.names(a.entry, a.entry.by),
        to=seen.names(a.entry, a.entry.to) or seen.names(b.entry, b.entry.to),
        date_a=days[0],
        date_b=days[1],
        via_a=seen.via(a.entry, a.entry.by),
        via_b=seen.via(b.entry, b.entry.by),
        shared=tuple(shared),
        differing=tuple(differing),
        only_a=_only(a, b),
        only_b=_only(b, a),
        reason=reason,
        a=seen.at(a.entry),
        b=seen.at(b.entry),
    )


def _only(one: _Offer, other: _Offer) -> tuple[str, ...]:
    return tuple(
        f'{_named(on, one, other)}: "{value.raw}"'
        for on, value in one.terms.items()
        if on not in other.terms
    )


def _named(on: tuple[str, str], one: _Offer, other: _Offer) -> str:
    """A term's issue, with its side where the two tellings have it on both."""
    side, issue = on
    sides = {each for offer in (one, other) for each, about in offer.terms if about == issue}
    return f"{issue}, {_SIDES[side]}" if len(sides) > 1 else issue
