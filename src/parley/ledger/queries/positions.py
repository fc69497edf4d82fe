"""What parties are reported to want or to answer, over time: nothing is erased by what follows.

A position is one side of one telling: what a party would do (``gives``), asks for (``wants``),
asks for first (``first``), how it answered an offer (``answer``), or another act of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parley.ledger.contract import Ledger
from parley.ledger.entries import Entry
from parley.ledger.queries.ask import Ask, beside, chunks, page
from parley.ledger.queries.offers import basis_of
from parley.ledger.queries.seen import At, Seen
from parley.ledger.queries.values import Value, same, value_of
from parley.model import ACTS, Precondition, Proposal, Statement, Term

__all__ = [
    "ACTS_OF_POSITION",
    "KINDS",
    "Position",
    "PositionRow",
    "Track",
    "changed",
    "kinds_of",
    "linked",
    "position_rows",
    "positions",
    "takes_position",
]

KINDS = ("statement", "proposal", "precondition")
ACTS_OF_POSITION = tuple(
    act for act in ACTS if act not in ("comment", "meet", "mediate", "deliver", "verify")
)
"""Acts by which a party takes a stand."""
_AHEAD = 50
"""Rows beyond the page that are looked at for what followed a position on it."""
_PUT = {"offer", "demand", "demand_with_offer"}
"""What puts terms on the table; to be ready for them is another act."""
_ANSWERS = {"rejected": "reject", "accepted": "accept", "withdrawn": "withdraw_offer"}


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One position, as one report tells it."""

    number: int
    date: str
    date_basis: str
    party: tuple[str, ...]
    said_by: tuple[str, ...]
    """Who says so, outermost first; the report where nobody else does."""
    act: str
    to: tuple[str, ...]
    issue: str
    side: str
    """gives, wants, first (asked for before something else), answer; empty for other acts."""
    value_raw: str
    value_normalised: str
    unit: str
    quantity_basis: str
    tied_to: tuple[str, ...]
    """What it waits for, or what it is a condition of, in the text's words."""
    follows: int | None
    """The number of the party's last earlier position on this, whatever it was."""
    change: str
    """Against that one: same, other value, other act, other answer; empty where left open."""
    superseded_by: int | None
    """The number of the first later position that differs. This one stays what was said then."""
    basis: str
    at: At


@dataclass(frozen=True, slots=True)
class Track:
    """What positions must share to follow one another."""

    party: tuple[str, ...]
    issue: str
    side: str


@dataclass(frozen=True, slots=True)
class Position:
    """A row with what it is compared by."""

    row: PositionRow
    track: Track
    value: Value | None
    answer: str = ""


def positions(ledger: Ledger, ask: Ask) -> tuple[PositionRow, ...]:
    """A page of positions, oldest first, each with what it follows and what followed it."""
    ahead = None if ask.limit is None else ask.limit + _AHEAD
    # Rows before the page are gone through too: the first on it may follow one of them.
    rows = page(_every(ledger, ask), replace(ask, offset=0, limit=ahead and ask.offset + ahead))
    return page(linked(rows), ask)


def _every(ledger: Ledger, ask: Ask) -> Iterator[Position]:
    number = 0
    for seen in chunks(ledger, ask, kind=kinds_of(ask)):
        said = (entry for entry in seen.entries if takes_position(entry, ask.parties))
        around = beside(ledger, said, kind=("proposal", "precondition"))
        for held in position_rows(seen, around, parties=ask.parties, issues=ask.issues):
            number += 1
            yield replace(held, row=replace(held.row, number=number))


def kinds_of(ask: Ask) -> tuple[str, ...]:
    """Which claims take positions.

    A statement is on an issue because an offer or a condition that it makes known is, and that is
    the position then: with issues asked for, statements need not be looked at.
    """
    return KINDS if ask.issues is None else tuple(kind for kind in KINDS if kind != "statement")


def linked(held: Sequence[Position]) -> tuple[PositionRow, ...]:
    """The rows, each with the earlier one of its track and the first later one that differs."""
    rows = {each.row.number: each.row for each in held}
    tracks: dict[Track, list[Position]] = {}
    for each in held:
        if not each.row.date or not each.track.party:
            continue  # without a date nothing comes before or after
        before = tracks.setdefault(each.track, [])
        earlier = next((b for b in reversed(before) if b.row.date < each.row.date), None)
        if earlier is not None:
            change = changed(earlier, each)
            row = replace(rows[each.row.number], follows=earlier.row.number, change=change)
            rows[each.row.number] = row
            if change.startswith("other"):
                _supersede(rows, before, each)
        before.append(each)
    return tuple(rows.values())


def _supersede(rows: dict[int, PositionRow], before: list[Position], new: Position) -> None:
    for old in before:
        row = rows[old.row.number]
        later = old.row.date < new.row.date and row.superseded_by is None
        if later and changed(old, new).startswith("other"):
            rows[row.number] = replace(row, superseded_by=new.row.number)


def changed(old: Position, new: Position) -> str:
    """How a later position differs; nothing where the words of one leave it open."""
    if old.value is None or new.value is None:
        return "same" if old.answer == new.answer else "other answer"
    if (old.answer in _PUT) != (new.answer in _PUT):
        return "other act"
    alike = same(old.value, new.value)
    return "" if alike is None else "same" if alike else "other value"


def position_rows(
    seen: Seen,
    around: Iterable[Entry] = (),
    *,
    parties: frozenset[str] | None = None,
    issues: frozenset[str] | None = None,
) -> Iterator[Position]:
    """Rows of some claims, without numbers.

    Parameters
    ----------
    seen : Seen
        Statements, proposals, preconditions.
    around : iterable of Entry
        All proposals and preconditions of the statements' documents: what they say is not said
        again by the statement that makes it known.
    parties : frozenset of str, optional
        Only positions of one of these.
    issues : frozenset of str, optional
        Only terms on these.
    """
    told = _told(around)
    for entry in seen.entries:
        record = entry.record
        if isinstance(record, Proposal):
            yield from _of_proposal(seen, entry, record, parties, issues)
        elif isinstance(record, Precondition):
            if _is(entry.by, parties) and _on(record.required_first, issues, record.then):
                yield _of_condition(seen, entry, record)
        elif (
            isinstance(record, Statement)
            and takes_position(entry, parties)
            and (entry.document, entry.reader, record.id) not in told
        ):
            yield _of_statement(seen, entry, record)


def takes_position(entry: Entry, parties: frozenset[str] | None) -> bool:
    """Whether a statement takes a position of one of these parties, told by others or not."""
    own = isinstance(entry.record, Statement) and _is(entry.by, parties)
    return own and entry.act in ACTS_OF_POSITION


def _told(around: Iterable[Entry]) -> set[tuple[str, str, str]]:
    """Statements that a proposal or a condition already stands for."""
    found: set[tuple[str, str, str]] = set()
    for each in around:
        ids: tuple[str | None, ...] = ()
        if isinstance(each.record, Proposal):
            ids = (*each.record.statements, each.record.status_statement)
        elif isinstance(each.record, Precondition):
            ids = (each.record.statement,)
        found.update((each.document, each.reader, id) for id in ids if id)
    return found


def _is(who: Iterable[str], parties: frozenset[str] | None) -> bool:
    return parties is None or not parties.isdisjoint(who)


def _on(term: Term, issues: frozenset[str] | None, *more: Term) -> bool:
    return issues is None or any(each.issue in issues for each in (term, *more))


def _of_proposal(
    seen: Seen,
    entry: Entry,
    record: Proposal,
    parties: frozenset[str] | None,
    issues: frozenset[str] | None,
) -> Iterator[Position]:
    act = "signal_readiness" if record.status == "declared_readiness" else record.kind
    sides = (("gives", record.gives), ("wants", record.wants))
    terms = [(side, t) for side, group in sides for t in group if _on(t, issues)]
    if _is(entry.by, parties):
        for side, term in terms:
            other = record.wants if side == "gives" else record.gives
            yield _row(
                seen, entry, act, term=term, side=side,
                tied_to=tuple(seen.text(entry, each.span) for each in other),
            )  # fmt: skip
    answer = _ANSWERS.get(record.status)
    if answer and record.status_by and terms and _is(record.status_by, parties):
        given = seen.link(entry, record.status_statement)
        for issue in dict.fromkeys(term.issue for _, term in terms):
            offered = tuple(seen.text(entry, t.span) for _, t in terms if t.issue == issue)
            yield _row(
                seen, entry, answer, by=record.status_by, told=given, side="answer", issue=issue,
                tied_to=offered,
            )  # fmt: skip


def _of_condition(seen: Seen, entry: Entry, record: Precondition) -> Position:
    then = (f"then: {seen.text(entry, record.then.span)}",)
    return _row(seen, entry, "precondition", term=record.required_first, side="first", tied_to=then)


def _of_statement(seen: Seen, entry: Entry, record: Statement) -> Position:
    held = _row(seen, entry, record.act)
    return replace(held, row=replace(held.row, value_raw=held.row.at.words))


def _row(
    seen: Seen,
    entry: Entry,
    act: str,
    *,
    term: Term | None = None,
    side: str = "",
    issue: str = "",
    by: tuple[str, ...] = (),
    told: Entry | None = None,
    tied_to: tuple[str, ...] = (),
) -> Position:
    by = by or entry.by
    source = told or entry
    day = seen.day(source)
    value = value_of(seen, entry, term) if term else None
    issue = term.issue if term else issue
    given: dict[str, Any] = {}
    if value is not None:
        given = {"value_raw": value.raw, "value_normalised": value.normalised,
                 "unit": value.unit, "quantity_basis": value.basis}  # fmt: skip
    elif told is not None:
        given = {"value_raw": seen.text(told, told.span)}
    row = PositionRow(
        number=0,
        date=day.date,
        date_basis=day.basis,
        party=seen.names(entry, by),
        said_by=seen.via(source, by),
        act=act.replace("_", " "),
        to=() if side == "answer" else seen.names(entry, entry.to),
        issue=issue,
        side=side,
        tied_to=tied_to,
        follows=None,
        change="",
        superseded_by=None,
        basis=basis_of(seen, source),
        at=seen.at(source),
        **({"value_raw": "", "value_normalised": "", "unit": "", "quantity_basis": ""} | given),
    )
    # An answer is to one offer: it follows an earlier answer only on the same issue.
    track = Track(tuple(sorted(by)), issue, side or act)
    return Position(row, track if issue else Track((), "", ""), value, act)
