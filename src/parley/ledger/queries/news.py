"""What came in since a date: new, said again, changed, withdrawn, disputed, revised.

*Since* goes by the reports' dates of publication, or by the day on which the ledger first held
them. A position is new where the party took none on the issue before, as far as the ledger holds.
Of a report that came again, the later version alone is told of; what stood in the earlier one in
the same words is no news, if that was held before.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from parley.ledger.answers import Held, ReportDate, Revision
from parley.ledger.contract import Ledger
from parley.ledger.entries import Entry
from parley.ledger.queries.ask import Ask, beside, page, parts
from parley.ledger.queries.disputes import disputes
from parley.ledger.queries.positions import (
    Position,
    Track,
    changed,
    kinds_of,
    position_rows,
    takes_position,
)
from parley.ledger.queries.seen import NOWHERE, At, Seen
from parley.model import Reading

__all__ = ["NewsRow", "news", "revised"]

_AT_ONCE = 64
"""Documents looked at together."""
_EARLIER, _LAST = 8, 2
"""Earlier claims of a party on an issue that are looked at for what a new one is compared with, and
how many of them first."""
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")


@dataclass(frozen=True, slots=True)
class NewsRow:
    """One thing that is new since a date."""

    number: int = 0
    what: str = ""
    """report (a new one); new; again, in the same terms; restated, where the words leave open
    whether the terms are the same; changed; withdrawn; disputed; revised."""
    date: str = ""
    date_basis: str = ""
    read_at: str = ""
    """When the ledger first held the report."""
    party: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    act: str = ""
    issue: str = ""
    side: str = ""
    question: str = ""
    """Of a dispute."""
    value: str = ""
    """What is said now; of a revision what was added."""
    before: str = ""
    """What was said before it, or against it; of a revision what was dropped."""
    before_by: tuple[str, ...] = ()
    before_date: str = ""
    before_entry: str = ""
    """The claim's id; of a revision the earlier version's."""
    at: At = NOWHERE


def news(ledger: Ledger, ask: Ask, by: ReportDate = "published") -> tuple[NewsRow, ...]:
    """A page of news, in the order of the reports.

    Parameters
    ----------
    ledger : Ledger
        Where it is looked for.
    ask : Ask
        Its `since` says since when; without it everything is new.
    by : {"published", "read"}
        Which day of a report counts. One without a date of publication goes by that of reading.
    """
    every = ledger.documents(since=ask.since, until=ask.until, by=by)
    held = sorted(
        (each for each in every if not each.revised_by), key=lambda each: each.published or "~"
    )
    known = _known_words(ledger, held, {each.id for each in every})
    first = (_disputed(ledger, ask, held), _revised(ledger, every))
    found = chain(*first, _positions(ledger, ask, held, by, known))
    return page((replace(row, number=n) for n, row in enumerate(found, 1)), ask)


def _known_words(
    ledger: Ledger, held: list[Held], fresh: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    """New document → the words of its earlier versions, as far as they are not new themselves."""
    before = {each.id: set(each.revises).difference(fresh) for each in held}
    frames = ledger.frames(set(chain.from_iterable(before.values())))
    texts = {each.document.id: _on_one_line(each.document.text) for each in frames}
    return {id: tuple(texts[old] for old in olds) for id, olds in before.items() if olds}


def _positions(
    ledger: Ledger,
    ask: Ask,
    held: list[Held],
    by: ReportDate,
    stood: Mapping[str, tuple[str, ...]],
) -> Iterator[NewsRow]:
    """New reports, each followed by the positions that it tells of."""
    fresh = {each.id: each for each in held}
    narrow = ask.parties is not None or ask.issues is not None
    known: dict[Track, list[Position]] = {}
    at, places = 0, {each.id: n for n, each in enumerate(held)}
    for entries in _fresh_claims(ledger, ask, fresh, by):
        seen = Seen.of(ledger, entries)
        said = (entry for entry in entries if takes_position(entry, ask.parties))
        around = beside(ledger, said, kind=("proposal", "precondition"))
        for position in position_rows(seen, around, parties=ask.parties, issues=ask.issues):
            told = position.row.at
            if any(_on_one_line(told.words) in text for text in stood.get(told.sha256, ())):
                continue
            place = places[position.row.at.sha256]
            if place >= at:  # a report is announced once, before what it tells
                yield from map(_report, held[place if narrow else at : place + 1])
                at = place + 1
            yield _compared(ledger, position, fresh, known)
    if not narrow:
        yield from map(_report, held[at:])


def _fresh_claims(
    ledger: Ledger, ask: Ask, fresh: dict[str, Held], by: ReportDate
) -> Iterator[tuple[Entry, ...]]:
    """Claims of new reports, by the reports' dates; of those without one last."""
    stretch = ask if by == "published" else replace(ask, since=None, until=None)
    kinds = kinds_of(ask)
    for entries in parts(ledger, stretch, kind=kinds):
        dated = tuple(each for each in entries if each.document in fresh and each.published)
        if dated:
            yield dated
    undated = [id for id, each in fresh.items() if not each.published]
    for start in range(0, len(undated), _AT_ONCE):
        some = undated[start : start + _AT_ONCE]
        entries = ledger.claims(kind=kinds, party=ask.parties, issue=ask.issues, document=some)
        if entries:
            yield entries


def _compared(
    ledger: Ledger,
    new: Position,
    fresh: dict[str, Held],
    known: dict[Track, list[Position]],
) -> NewsRow:
    """A position against the last earlier one of its track."""
    row, track = new.row, new.track
    what, before = "new", None
    if track.party and row.date:
        if track not in known:
            known[track] = _earlier(ledger, new)
        past = [each for each in known[track] if each.row.date < row.date]
        before = max(past, key=lambda each: each.row.date, default=None)
        change = changed(before, new) if before else ""
        if before is not None:
            what = {"same": "again", "": "restated"}.get(change, "changed")
        known[track].append(new)
    if row.act == "withdraw offer":
        what = "withdrawn"
    return NewsRow(
        what=what,
        date=row.date,
        date_basis=row.date_basis,
        read_at=fresh[row.at.sha256].first_read_at or "",
        party=row.party,
        said_by=row.said_by,
        act=row.act,
        issue=row.issue,
        side=row.side,
        value=row.value_raw,
        before=before.row.value_raw if before else "",
        before_date=before.row.date if before else "",
        before_entry=before.row.at.entry if before else "",
        at=row.at,
    )


def _earlier(ledger: Ledger, new: Position) -> list[Position]:
    """What the party was last reported to hold on the issue, before that day."""
    only = frozenset((new.track.issue,))
    claims = ledger.claims(
        kind=("proposal", "precondition"),
        party=new.track.party,
        issue=new.track.issue,
        until=new.row.date,
        order="newest",
        limit=_EARLIER,
    )
    for some in (claims[:_LAST], claims[_LAST:]):
        seen = Seen.of(ledger, some)
        rows = position_rows(seen, parties=frozenset(new.track.party), issues=only)
        found = [each for each in rows if each.track == new.track and each.row.date < new.row.date]
        if found:
            return found
    return []


def _bare(held: Held, *, words: str = "") -> At:
    name = held.names[0] if held.names else held.id
    return At(name, held.published or "", "", words, "", "", held.sensitivity, held.id, 0, 0)


def _news(held: Held, what: str, **given: Any) -> NewsRow:
    """A row about a report as a whole."""
    date, read = held.published or "", held.first_read_at or ""
    basis = "published" if date else ""
    return NewsRow(what=what, date=date, date_basis=basis, read_at=read, **given)


def _report(held: Held) -> NewsRow:
    return _news(held, "report", value=held.title or "", at=_bare(held))


def _disputed(ledger: Ledger, ask: Ask, held: list[Held]) -> Iterator[NewsRow]:
    """Disputes of which a new report gives at least one side."""
    fresh = {each.id: each for each in held}
    if not fresh:
        return
    first = min((each.published for each in held if each.published), default=None)
    wide = replace(ask, since=first, until=None, offset=0, limit=100)
    for dispute in disputes(ledger, wide):
        both = [told for told in (dispute.reading_a, dispute.reading_b) if told is not None]
        new = next((told for told in reversed(both) if told.at.sha256 in fresh), None)
        if new is None or dispute.status != "disputed":
            continue
        other = next((told for told in both if told is not new), new)
        yield NewsRow(
            what="disputed", date=new.date, date_basis=new.date_basis,
            read_at=fresh[new.at.sha256].first_read_at or "", party=new.by, said_by=new.via,
            act=new.act, question=dispute.question, value=new.at.words, before=other.at.words,
            before_by=other.by, before_date=other.date, before_entry=other.at.entry, at=new.at,
        )  # fmt: skip


def _revised(ledger: Ledger, held: Collection[Held]) -> Iterator[NewsRow]:
    """Later versions of reports, with what changed."""
    fresh = {each.id: each for each in held}
    for revision in ledger.revisions():
        if revision.document in fresh:
            frames = {
                r.document.id: r for r in ledger.frames({revision.document, revision.revises})
            }
            yield from revised(revision, fresh[revision.document], frames)


def revised(revision: Revision, held: Held, frames: dict[str, Reading]) -> Iterator[NewsRow]:
    """One row a change between two versions of a report: what was dropped, what stands now."""
    old = _sentences(frames[revision.revises].document.text)
    new = _sentences(frames[revision.document].document.text)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        added = " ".join(new[c:d])
        yield _news(
            held,
            "revised",
            value=added,
            before=" ".join(old[a:b]),
            before_entry=revision.revises,
            at=_bare(held, words=added),
        )


def _sentences(text: str) -> list[str]:
    return [part for each in _SENTENCE.split(text) if (part := _on_one_line(each))]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
