"""Disputed facts: two readings side by side, neither of them the first or the right one.

A breach stays alleged; only a named verifier's finding would change that, and no reader finds one
yet. Which reading stands as A is settled by date and place, never by who says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, groupby, islice

from parley.ledger.contract import Ledger
from parley.ledger.entries import Entry
from parley.ledger.queries.ask import Ask, beside, page, parts
from parley.ledger.queries.denials import Denied, denials_in, stems
from parley.ledger.queries.figures import FigureRow, contradictions
from parley.ledger.queries.seen import At, Seen
from parley.model import Statement

__all__ = ["DisputeRow", "Told", "disputes", "statement_disputes"]

_ANCHORS = ("accuse_breach", "deny_breach", "accept", "concede")
_LOOKED = 1_000
"""Statements of other acts among which denials are looked for."""
_AT_ONCE = 48
"""Statements whose reports are looked through together: a page needs few of them."""
_ANSWERS = 300
"""Answers in other reports that are looked at for some accusations together."""
_DAYS = 7
"""Days after an accusation within which another report may answer it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One reading of a disputed fact."""

    by: tuple[str, ...]
    via: tuple[str, ...]
    act: str
    to: tuple[str, ...]
    date: str
    date_basis: str
    at: At


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A disputed fact with both readings, as far as they were found."""

    number: int
    kind: str
    """breach, agreement, denial, figures."""
    status: str
    """disputed; alleged, where no answer was found; denied, where the claim was not found."""
    question: str
    reading_a: Told | None
    reading_b: Told | None
    finding: str
    """A named verifier's; empty where there is none."""
    reason: str
    """Why the two are held to be about one thing."""


def disputes(ledger: Ledger, ask: Ask) -> tuple[DisputeRow, ...]:
    """A page of disputed facts: what was said against what, newest first; then figures."""
    found: Iterable[DisputeRow] = _of_figures(ledger, ask)
    if ask.measures is None:
        found = chain(_of_statements(ledger, ask), found)
    numbered = (replace(row, number=number) for number, row in enumerate(found, 1))
    return page(numbered, ask)


def _of_statements(ledger: Ledger, ask: Ask) -> Iterator[DisputeRow]:
    done: set[str] = set()
    anchors = parts(ledger, ask, kind="statement", act=_ANCHORS, order="newest")
    yield from _some_at_a_time(ledger, ask, chain.from_iterable(anchors), done)
    looked = parts(ledger, ask, kind="statement", act="comment", order="newest")
    every = islice(chain.from_iterable(looked), _LOOKED)
    yield from _some_at_a_time(ledger, ask, filter(_denies, every), done)


def _some_at_a_time(
    ledger: Ledger, ask: Ask, anchors: Iterator[Entry], done: set[str]
) -> Iterator[DisputeRow]:
    while some := tuple(islice(anchors, _AT_ONCE)):
        yield from _around(ledger, ask, some, done)


def _around(
    ledger: Ledger, ask: Ask, anchors: Iterable[Entry], done: set[str]
) -> Iterator[DisputeRow]:
    fresh = [entry for entry in anchors if entry.document not in done]
    done.update(entry.document for entry in fresh)
    seen = Seen.of(ledger, beside(ledger, fresh, kind="statement"), links=False)
    order = {entry.document: n for n, entry in reversed([*enumerate(fresh)])}
    ordered = sorted(seen.entries, key=lambda entry: order[entry.document])
    found = [
        denied
        for _, group in groupby(ordered, key=lambda entry: (entry.document, entry.reader))
        for denied in denials_in(seen.only(group))
        if _asked(ask, denied)
    ]
    yield from statement_disputes(*_elsewhere(ledger, seen, found))


def _asked(ask: Ask, denied: Denied) -> bool:
    """Whether one of the parties asked for stands in it."""
    if ask.parties is None:
        return True
    both = [each for each in (denied.claim, denied.denial) if each is not None]
    return any(ask.parties & {*each.by, *each.to} for each in both)


def _elsewhere(ledger: Ledger, seen: Seen, found: list[Denied]) -> tuple[list[Denied], Seen]:
    """Answers to what a report leaves unanswered, in other reports of the days after."""
    open_ = [d.claim for d in found if d.claim and not d.denial and d.claim.published]
    accused = {id for claim in open_ for id in (*claim.to, *claim.by)}
    days = sorted(claim.published or "" for claim in open_)
    if not open_:
        return found, seen
    last = date.fromisoformat(days[-1]) + timedelta(days=_DAYS)
    answers = Seen.of(
        ledger,
        ledger.claims(
            kind="statement",
            act=("deny_breach", "reject"),
            party=accused,
            since=days[0],
            until=last.isoformat(),
            order="oldest",
            limit=_ANSWERS,
        ),
        links=False,
    )
    whole = Seen.joined((seen, answers))
    return [_answered(whole, denied, answers.entries) for denied in found], whole


def _answered(seen: Seen, denied: Denied, answers: tuple[Entry, ...]) -> Denied:
    claim = denied.claim
    if claim is None or denied.denial is not None or not claim.published:
        return denied
    words = stems(seen.text(claim, claim.span))
    wanted = ("deny_breach", claim.to) if claim.act == "accuse_breach" else ("reject", claim.by)
    last = (date.fromisoformat(claim.published) + timedelta(days=_DAYS)).isoformat()
    for answer in answers:
        near = claim.published <= (answer.published or "") <= last
        other = answer.document != claim.document and answer.act == wanted[0]
        if near and other and {*answer.by} & {*wanted[1]}:
            shared = words & stems(seen.text(answer, answer.span))
            if len(shared) >= (1 if claim.act == "accuse_breach" else 2):
                why = f"B stands in another report within {_DAYS} days, in like words"
                return Denied(claim, answer, why)
    return denied


def statement_disputes(found: Iterable[Denied], seen: Seen) -> Iterator[DisputeRow]:
    """Rows for denials and accusations."""
    for denied in found:
        claim, denial = denied.claim, denied.denial
        if claim is not None and denial is None and _reciprocal(claim):
            yield _each_of_the_other(seen, claim)
            continue
        if claim is not None and denial is None and claim.act != "accuse_breach":
            continue  # an acceptance that nobody denies is no dispute
        anchor = claim or denial
        assert anchor is not None
        yield DisputeRow(
            number=0,
            kind=_kind(claim, denial),
            status="disputed" if claim and denial else "alleged" if claim else "denied",
            question=_question(seen, claim, denial),
            reading_a=_told(seen, claim) if claim else None,
            reading_b=_told(seen, denial) if denial else None,
            finding="",
            reason=denied.reason,
        )


def _reciprocal(entry: Entry) -> bool:
    return isinstance(entry.record, Statement) and entry.record.reciprocal


def _kind(claim: Entry | None, denial: Entry | None) -> str:
    for entry in (claim, denial):
        if entry is not None and entry.act in ("accuse_breach", "deny_breach"):
            return "breach"
    if claim is not None and (claim.act in ("accept", "concede")):
        return "agreement"
    return "denial"


def _question(seen: Seen, claim: Entry | None, denial: Entry | None) -> str:
    """What is disputed, in the text's words and neutral ones around them."""
    anchor = claim or denial
    assert anchor is not None
    words = seen.text(anchor, anchor.span)
    kind = _kind(claim, denial)
    if kind == "breach":
        return f'whether this happened: "{words}"'
    if kind == "agreement" and claim is not None:
        who = " and ".join(seen.names(claim, claim.by))
        return f'whether {who} agreed: "{words}"'
    return f'whether this is so: "{words}"'


def _told(seen: Seen, entry: Entry) -> Told:
    day = seen.day(entry)
    return Told(
        by=seen.names(entry, entry.by),
        via=seen.via(entry, entry.by),
        act="deny" if _denies(entry) else entry.act.replace("_", " "),
        to=seen.names(entry, entry.to),
        date=day.date,
        date_basis=day.basis,
        at=seen.at(entry),
    )


def _denies(entry: Entry) -> bool:
    return isinstance(entry.record, Statement) and entry.record.speech_act == "deny"


def _each_of_the_other(seen: Seen, claim: Entry) -> DisputeRow:
    """Each says it of the other: two readings in the same words."""
    told = _told(seen, claim)
    sides = told.to
    one = replace(told, by=sides[:1], to=sides[1:])
    other = replace(told, by=sides[1:], to=sides[:1])
    return DisputeRow(
        number=0,
        kind="breach",
        status="disputed",
        question=f'who did this: "{told.at.words}"',
        reading_a=one,
        reading_b=other,
        finding="",
        reason="each says it of the other",
    )


def _of_figures(ledger: Ledger, ask: Ask) -> Iterator[DisputeRow]:
    for one, other, why in contradictions(ledger, ask):
        known = one.basis and one.basis not in one.population
        counted = f"{one.population}, {one.basis}" if known else one.population
        yield DisputeRow(
            number=0,
            kind="figures",
            status="disputed",
            question=f"how many: {counted}" if one.unit == "people" else f"how much: {counted}",
            reading_a=_counted(one),
            reading_b=_counted(other),
            finding="",
            reason=why,
        )


def _counted(row: FigureRow) -> Told:
    return Told(row.reporter, row.via, "figure", (), row.as_of, row.as_of_basis, row.at)
