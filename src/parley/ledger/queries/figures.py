"""The figures register: counts of one thing side by side, and how each stands to the others.

Nothing is added, averaged or dropped. Low and high are as far as the words say; *best* would have
to be called so by a source, and no reader finds that yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal

from parley.ledger.contract import Ledger
from parley.ledger.entries import Entry
from parley.ledger.marks import measure_of
from parley.ledger.queries.ask import Ask, beside, chunks, page
from parley.ledger.queries.reporters import reporter_class
from parley.ledger.queries.seen import At, Seen
from parley.ledger.queries.values import bounds
from parley.model import NARRATOR, Figure, Statement

__all__ = [
    "Count",
    "FigureRow",
    "contradictions",
    "figure_rows",
    "figures",
    "likeness",
    "related",
]

Likeness = Literal["same", "incompatible", "subset", "compatible"]

_TERMS = {"asked", "offered"}
"""What is asked for or offered is no count of anything."""
_PART = re.compile(
    r"\bof (?:them|whom|those|these|the|all|its|their)\b|\bamong (?:them|whom)\b|\bincluding\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(?:\s+\S+){0,2}\s+(?:for (?:every|each)|per|a (?:day|week|month|year))\b|"
    r"\b(?:for every|for each|per)\s*$",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"\b(?:would|will|could|should|may|might|plans?|propos\w+|if)\b", re.I)
_WORDS: Mapping[str, str] = {
    "incompatible": "incompatible with",
    "subset": "part and whole, with",
    "same": "same as",
    "compatible": "compatible with",
}
_NEAR = 7
"""Days between two reports within which they are held to speak of one time."""
_PARTS = 2
"""For contradictions: windows of a measure, and chunks of what a party says, the newest."""
_WINDOW = 100
"""Figures of one measure, by date, that are grouped and compared with one another."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure, as one report gives it."""

    number: int
    measure: str
    """What is counted; empty where the text does not say."""
    population: str
    """The same in the reader's words for this text."""
    basis: str
    """killed, held, freed, asked, offered, …"""
    unit: str
    cumulative: str
    """in total, per day, …, where the words say."""
    low: float | None
    high: float | None
    best: float | None
    """Only where a source calls it so."""
    value: float | None
    """The number in the words, whatever hedges it."""
    hedge: str
    """The words that hedge it."""
    hedge_open: bool
    """The words leave open whether the hedge reaches this number."""
    figure: str
    """The figure's words."""
    as_of: str
    as_of_basis: str
    reporter: tuple[str, ...]
    """Who says so; the report where nobody else does."""
    via: tuple[str, ...]
    reporter_class: str
    verified_by: tuple[str, ...]
    """Named verifiers; empty where there are none, and no reader finds one yet."""
    relations: tuple[str, ...]
    """``incompatible with 3: …``: how it stands to others of its group, with the reason."""
    group: int
    """Figures of one group count the same, in the same unit, of the same kind."""
    at: At


def figures(ledger: Ledger, ask: Ask) -> tuple[FigureRow, ...]:
    """A page of the register, by what is counted and then by date."""
    return page(_register(ledger, ask), ask)


def _register(ledger: Ledger, ask: Ask) -> Iterator[FigureRow]:
    """Rows group by group."""
    number = 0
    for group, seen in enumerate(_groups(ledger, ask), 1):
        rows = [replace(row, group=group) for row in figure_rows(seen, first=number + 1)]
        number += len(rows)
        yield from related(rows, seen)


def _groups(ledger: Ledger, ask: Ask, *, newest: bool = False) -> Iterator[Seen]:
    """Figures that may be compared, a measure after the other, by date.

    A measure of many figures comes in windows of those next to one another in time, so that a
    page needs only its own; with `newest` only of the last ones.
    """
    if ask.parties is not None:
        for seen in _said(ledger, ask):
            yield from _split(seen)
        return
    for measure in sorted(ask.measures if ask.measures is not None else ledger.measures()):
        for seen in islice(_windows(ledger, ask, measure, newest), _PARTS if newest else None):
            yield from _split(seen)
    if ask.measures is None:
        for seen in chunks(ledger, ask, kind="figure"):
            for entry in seen.entries:
                if isinstance(entry.record, Figure) and measure_of(entry.record) is None:
                    yield seen.only((entry,))


def _windows(ledger: Ledger, ask: Ask, measure: str, newest: bool) -> Iterator[Seen]:
    offset = 0
    while True:
        found = ledger.claims(
            kind="figure",
            measure=measure,
            issue=ask.issues,
            since=ask.since,
            until=ask.until,
            order="newest" if newest else "oldest",
            limit=_WINDOW,
            offset=offset,
        )
        if found:
            once = {entry.id: entry for entry in found}.values()
            yield Seen.of(ledger, sorted(once, key=lambda entry: entry.published or "~"))
        if len(found) < _WINDOW:
            return
        offset += _WINDOW


def _said(ledger: Ledger, ask: Ask) -> Iterator[Seen]:
    """Figures in what these parties say, some statements at a time."""
    wanted = replace(ask, issues=None, measures=None)
    for statements in chunks(ledger, wanted, kind="statement"):
        own = [e for e in statements.entries if ask.parties and ask.parties & {*e.by}]
        said = {(e.document, e.reader, e.record.id) for e in own}
        found = (
            e
            for e in beside(ledger, own, kind="figure")
            if isinstance(e.record, Figure)
            and (e.document, e.reader, e.record.statement) in said
            and (ask.measures is None or measure_of(e.record) in ask.measures)
        )
        yield Seen.of(ledger, found)


def _split(seen: Seen) -> Iterator[Seen]:
    """Claims by what makes them comparable, in the order of what they count."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in seen.entries:
        if isinstance(entry.record, Figure):
            groups.setdefault(_group(entry, entry.record), []).append(entry)
    for key in sorted(groups):
        yield seen.only(groups[key])


def _group(entry: Entry, figure: Figure) -> tuple[str, ...]:
    measure = measure_of(figure)
    alone = () if measure else (entry.document, entry.record.id)
    kind = (figure.basis or "", figure.unit or "", figure.quantity_basis or "")
    return (measure or "~", *kind, *alone)


def figure_rows(seen: Seen, *, first: int = 1) -> Iterator[FigureRow]:
    """Rows of the figures among some claims, with nothing yet of how they relate."""
    for number, entry in enumerate(seen.entries, first):
        figure = entry.record
        if not isinstance(figure, Figure):
            continue
        day = seen.day(entry)
        who, via = _reporter(seen, entry)
        yield FigureRow(
            number=number,
            measure=measure_of(figure) or "",
            population=figure.of or "",
            basis=figure.basis or "",
            unit=figure.unit or "",
            cumulative=figure.quantity_basis or "",
            low=figure.low,
            high=figure.high,
            best=None,
            value=figure.value,
            hedge=seen.text(entry, figure.hedge_span) if figure.hedge_span else "",
            hedge_open=figure.hedge_open,
            figure=seen.text(entry, figure.span),
            as_of=day.date,
            as_of_basis=day.basis,
            reporter=seen.names(entry, (who,)),
            via=via,
            reporter_class=reporter_class(seen.actor(entry, who), who),
            verified_by=(),
            relations=(),
            group=0,
            at=seen.at(entry),
        )


def _reporter(seen: Seen, entry: Entry) -> tuple[str, tuple[str, ...]]:
    """Who gives the figure, and who passes it on.

    What a party asks for or offers is in its own statement; a count is given by that statement's
    source too.
    """
    said = seen.statement(entry)
    if not isinstance(said.record, Statement):
        return NARRATOR, ()
    chain = [link.actor for link in said.record.chain]
    who = chain[-1] if chain else NARRATOR
    return who, seen.names(said, [each for each in chain[:-1] if each != NARRATOR])


def related(rows: Sequence[FigureRow], seen: Seen) -> Iterator[FigureRow]:
    """The rows of one group, each with how it stands to the others."""
    said: dict[int, dict[tuple[str, str], list[int]]] = {row.number: {} for row in rows}
    counts = _counts(rows, seen)
    for n, one in enumerate(counts):
        for other in counts[n + 1 :]:
            how = likeness(one, other)
            said[one.row.number].setdefault(how, []).append(other.row.number)
            said[other.row.number].setdefault(how, []).append(one.row.number)
    for row in rows:
        told = tuple(
            f"{_WORDS[kind]} {', '.join(map(str, numbers))}: {why}"
            for (kind, why), numbers in sorted(said[row.number].items(), key=_weight)
        )
        yield replace(row, relations=told)


def _counts(rows: Sequence[FigureRow], seen: Seen) -> list[Count]:
    return [
        Count(row, entry.record, no_count(seen, entry))
        for row, entry in zip(rows, seen.entries, strict=True)
        if isinstance(entry.record, Figure)
    ]


def contradictions(ledger: Ledger, ask: Ask) -> Iterator[tuple[FigureRow, FigureRow, str]]:
    """Pairs of figures that cannot both hold, the earlier first, with why.

    With parties: pairs of which one of them gives at least one figure.
    """
    wide = ask
    if ask.parties is not None:
        said = islice(_said(ledger, ask), None if ask.limit is None else _PARTS)
        own = (
            measure_of(each.record)
            for seen in said
            for each in seen.entries
            if isinstance(each.record, Figure)
        )
        wide = replace(ask, parties=None, measures=frozenset(m for m in own if m))
    newest = ask.limit is not None
    for seen in _groups(ledger, wide, newest=newest):
        given = [
            (each, ask.parties is None or _reporter(seen, entry)[0] in ask.parties)
            for each, entry in zip(
                _counts(list(figure_rows(seen)), seen), seen.entries, strict=True
            )
        ]
        real = [(each, ours) for each, ours in given if not each.no_count]
        for n, (one, ours) in enumerate(real):
            for other, theirs in real[n + 1 :]:
                if not (ours or theirs):
                    continue
                kind, why = likeness(one, other)
                if kind == "incompatible":
                    yield one.row, other.row, why


def _weight(each: tuple[tuple[str, str], list[int]]) -> int:
    return list(_WORDS).index(each[0][0])


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with what it is compared by."""

    row: FigureRow
    figure: Figure
    no_count: str = ""
    """Why it counts nothing, where it does not."""


def no_count(seen: Seen, entry: Entry) -> str:
    """Why a figure counts nothing that there is; nothing where it does count.

    What is asked for, offered, planned or said as a rate contradicts no count.
    """
    figure = entry.record
    if not isinstance(figure, Figure):
        return ""
    if figure.basis in _TERMS:
        return "what is asked for or offered is no count"
    text = seen.frame(entry).document.text
    before, after = text[: figure.span.start], text[figure.span.end :]
    sentence = re.split(r"[.!?]\s", before)[-1] + " " + re.split(r"[.!?](?:\s|$)", after)[0]
    if _RATE.match(after) or _RATE.search(before[-16:]):
        return "a rate is no count"
    said = seen.statement(entry).record
    planned = isinstance(said, Statement) and said.factuality in ("planned", "conditional")
    if planned or _PLANNED.search(sentence):
        return "what is planned or proposed is no count"
    return ""


def likeness(one: Count, other: Count) -> tuple[Likeness, str]:
    """How two figures of one group stand to one another, and why.

    Returns
    -------
    (str, str)
        same, incompatible, subset or compatible, with the reason.
    """
    if why := one.no_count or other.no_count:
        return "compatible", why
    parts = [bool(_PART.search(each.row.figure)) for each in (one, other)]
    if parts[0] != parts[1]:
        return "subset", "the words of one speak of a part"
    if one.row.figure.casefold() == other.row.figure.casefold():
        return "same", "the same words"
    between, counted = bounds(one.figure), bounds(other.figure)
    if between is None or counted is None:
        return "compatible", "the words of one give no number"
    if one.figure.comparator == other.figure.comparator == "eq" and between == counted:
        return "same", "the same number"
    if between[0] <= counted[1] and counted[0] <= between[1]:
        hedged = "approx" in (one.figure.comparator, other.figure.comparator)
        return "compatible", "a hedge leaves it open" if hedged else "the ranges overlap"
    if any(parts):
        return "compatible", "both speak of a part, perhaps not of the same"
    if apart := _days_apart(one.row, other.row):
        return "compatible", apart
    return "incompatible", "they cannot both be the count of the same at one time"


def _days_apart(one: FigureRow, other: FigureRow) -> str:
    """Why two counts may be of different times; nothing where nothing says that they are."""
    if one.at.sha256 == other.at.sha256 and "published" in (one.as_of_basis, other.as_of_basis):
        return ""
    if not one.as_of or not other.as_of:
        one_text = one.at.sha256 == other.at.sha256
        return "" if one_text else "no date says that they are of one time"
    if "published" not in (one.as_of_basis, other.as_of_basis):
        return "dated to different days" if one.as_of != other.as_of else ""
    days = abs((date.fromisoformat(one.as_of) - date.fromisoformat(other.as_of)).days)
    return f"reports more than {_NEAR} days apart: the count may have changed" * (days > _NEAR)
