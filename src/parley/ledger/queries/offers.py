"""The offer log: every telling of an offer or a demand, one row a term.

The columns are those that conciliators keep by hand. What no text says stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from parley.ledger.contract import Ledger
from parley.ledger.entries import Entry
from parley.ledger.queries.ask import Ask, beside, chunks, page
from parley.ledger.queries.seen import At, Seen
from parley.ledger.queries.values import Value, gap, value_of
from parley.model import Precondition, Proposal, Statement, Term

__all__ = ["OfferRow", "basis_of", "condition", "offer_rows", "offers"]

_Last = dict[str, dict[frozenset[str], "_Named"]]
"""Issue → party → the amount that it named last."""
_ANSWERS = {"rejected", "accepted", "withdrawn"}
_ORDERS = {"before": "first", "only_if": "only if", "until": "not until", "with": "together with"}


@dataclass(frozen=True, slots=True)
class _Named:
    """An amount that a party named, and where."""

    seq: int
    value: Value
    document: str
    published: str | None


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One term of one telling of an offer."""

    seq: int
    """The telling's number in this list; its terms share it."""
    date: str
    date_basis: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    via: tuple[str, ...]
    """Who says so, outermost first."""
    kind: str
    """offer, demand, demand with offer, readiness, counter offer."""
    side: str
    """gives or wants: what `by` would do, or asks for."""
    actor: tuple[str, ...]
    """Who would do it, where the text says."""
    issue: str
    value_raw: str
    value_normalised: str
    unit: str
    quantity_basis: str
    duration: str
    of: str
    including: tuple[str, ...]
    conditions: tuple[str, ...]
    """Words that make it wait for something else."""
    expiry: str
    """Its deadline, where a text gives one."""
    response: str
    response_by: tuple[str, ...]
    response_date: str
    """Only where a text dates the answer."""
    gap_to_other: str
    """To the last amount that another party named for this issue, counted in the same way."""
    gap_to: int | None
    """The number of that telling; 0 where it lies before this list."""
    possibly_same: tuple[int, ...]
    """Numbers of tellings that the same report holds to be possibly the same offer."""
    basis: str
    """stated: the party's own words on record; reported: somebody else says so."""
    at: At


def offers(ledger: Ledger, ask: Ask) -> tuple[OfferRow, ...]:
    """A page of the offer log, oldest first; `Ask.limit` counts rows."""
    return page(_log(ledger, ask), ask)


def _log(ledger: Ledger, ask: Ask) -> Iterator[OfferRow]:
    last: _Last = {}
    if ask.since:
        _remember(last, ledger, ask)
    before = 0
    for seen in chunks(ledger, ask, kind="proposal"):
        conditions = beside(ledger, seen.entries, kind="precondition")
        yield from offer_rows(seen, conditions, last=last, before=before, issues=ask.issues)
        before += len(seen.entries)


def _remember(last: _Last, ledger: Ledger, ask: Ask) -> None:
    """Amounts that parties named shortly before the list begins."""
    assert ask.since
    earlier = ledger.claims(
        kind="proposal", issue=ask.issues, until=ask.since, order="newest", limit=100
    )
    seen = Seen.of(ledger, [each for each in earlier if (each.published or "") < ask.since])
    for entry in reversed(seen.entries):
        for _, term in _terms(entry.record, ask.issues):
            _named(last, entry, term, 0, value_of(seen, entry, term))


def _named(last: _Last, entry: Entry, term: Term, seq: int, value: Value) -> tuple[str, int | None]:
    """Remember an amount, and give how far it is from the other parties' last one."""
    if value.figure is None:
        return "", None
    known = last.setdefault(term.issue, {})
    by = frozenset(entry.by)
    known.pop(by, None)  # so that the newest stands last
    earlier = [each for who, each in known.items() if by and who and not who & by]
    known[by] = _Named(seq, value, entry.document, entry.published)
    for each in reversed(earlier):
        in_order = each.document == entry.document or (each.published and entry.published)
        if in_order and (apart := gap(value, each.value)):
            return apart, each.seq
    return "", None


def offer_rows(
    seen: Seen,
    conditions: tuple[Entry, ...] = (),
    *,
    last: _Last | None = None,
    before: int = 0,
    issues: frozenset[str] | None = None,
) -> Iterator[OfferRow]:
    """Rows of the proposals among some claims.

    Parameters
    ----------
    seen : Seen
        Proposals in order of date.
    conditions : tuple of Entry
        Preconditions of the same documents.
    last : dict, optional
        The last amount a party named on an issue; it is kept up to date.
    before : int
        How many tellings come before these.
    issues : frozenset of str, optional
        Only terms on these.
    """
    last = {} if last is None else last
    numbers = {_local(entry): before + n for n, entry in enumerate(seen.entries, 1)}
    waiting = _waiting(conditions)
    for entry in seen.entries:
        record = entry.record
        if not isinstance(record, Proposal):
            continue
        day, at = seen.day(entry), seen.at(entry)
        twins = [(entry.document, entry.reader, id) for id in record.possible_same_as]
        seq = numbers[_local(entry)]
        held = [waiting.get((entry.document, entry.reader, id), ()) for id in record.statements]
        for side, term in _terms(record, issues):
            value = value_of(seen, entry, term)
            apart, other = _named(last, entry, term, seq, value)
            yield OfferRow(
                seq=seq,
                date=day.date,
                date_basis=day.basis,
                by=seen.names(entry, entry.by),
                to=seen.names(entry, entry.to),
                via=seen.via(entry, entry.by),
                kind=_kind(record),
                side=side,
                actor=seen.names(entry, term.actor),
                issue=term.issue,
                value_raw=value.raw,
                value_normalised=value.normalised,
                unit=value.unit,
                quantity_basis=value.basis,
                duration=value.duration,
                of=value.of,
                including=value.including,
                conditions=tuple(condition(seen, each) for group in held for each in group),
                expiry="",
                response=record.status if record.status in _ANSWERS else "",
                response_by=seen.names(entry, record.status_by),
                response_date=_answered(seen, entry, record),
                gap_to_other=apart,
                gap_to=other,
                possibly_same=tuple(sorted(numbers[twin] for twin in twins if twin in numbers)),
                basis=basis_of(seen, entry),
                at=at,
            )


def _local(entry: Entry) -> tuple[str, str, str]:
    return entry.document, entry.reader, entry.record.id


def _waiting(conditions: tuple[Entry, ...]) -> Mapping[tuple[str, str, str], list[Entry]]:
    """Statement → the conditions in it."""
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for each in conditions:
        if isinstance(each.record, Precondition) and each.record.statement:
            key = (each.document, each.reader, each.record.statement)
            found.setdefault(key, []).append(each)
    return found


def _terms(record: object, issues: frozenset[str] | None) -> Iterator[tuple[str, Term]]:
    if not isinstance(record, Proposal):
        return
    for side, terms in (("gives", record.gives), ("wants", record.wants)):
        for term in terms:
            if issues is None or term.issue in issues:
                yield side, term


def _kind(record: Proposal) -> str:
    if record.status == "declared_readiness":
        return "readiness"
    return record.kind.replace("_", " ")


def _answered(seen: Seen, entry: Entry, record: Proposal) -> str:
    """When the answer was given, where a text says more than that it was."""
    answer = seen.link(entry, record.status_statement)
    if answer is None or record.status not in _ANSWERS:
        return ""
    day = seen.day(answer)
    return "" if day.basis == "published" else day.date


def condition(seen: Seen, entry: Entry) -> str:
    """What must come first, and in which order, in the text's words."""
    record = entry.record
    if not isinstance(record, Precondition):
        return ""
    order = _ORDERS[record.order]
    return f"{order}: {seen.text(entry, record.required_first.span)}"


def basis_of(seen: Seen, entry: Entry) -> str:
    """Stated where a named speaker of the party says it on record, else reported."""
    said = seen.statement(entry)
    if not isinstance(said.record, Statement) or len(said.record.chain) != 1:
        return "reported"
    speaker = seen.actor(said, said.record.source)
    if speaker is None or speaker.anonymity != "named":
        return "reported"
    own = {speaker.id, speaker.represents, speaker.part_of}
    direct = said.record.quote_mode in ("direct", "mixed")
    return "stated" if direct and (own & {*entry.by} or entry is said) else "reported"
