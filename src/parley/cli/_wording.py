"""Rows of a ledger's answers for the eye: plain words, 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from parley.workbench.tables import (
        At,
        FigureRow,
        FoundRow,
        NewsRow,
        OfferRow,
        PositionRow,
        TimelineRow,
    )

__all__ = [
    "WIDTH", "dated", "figure_lines", "found_lines", "news_lines", "offer_lines", "place",
    "position_lines", "quoted", "timeline_lines", "who", "wrapped",
]  # fmt: skip

WIDTH = 80
_DATES = "A date in ( ) is the report's own: no other is said."
_SIDES = {"gives": "would give:", "wants": "asks for:", "first": "asks first for:"}


def wrapped(
    text: str, indent: int, *, first: str = "", width: int = WIDTH, bold: bool = False
) -> list[str]:
    """A text in lines with a margin; the first may begin in the margin."""
    margin = " " * indent
    start = first.ljust(indent) if first else margin
    lines = textwrap.wrap(
        text, width, initial_indent=start, subsequent_indent=margin, break_on_hyphens=False
    )
    return [click.style(line, bold=True) for line in lines] if bold else lines


def who(names: Iterable[str], nobody: str = "not said") -> str:
    """Names in a row."""
    return " and ".join(names) or nobody


def dated(date: str, basis: str) -> str:
    """A date; in brackets where it is only the report's."""
    if not date:
        return "undated"
    return f"({date})" if basis == "published" else date


def quoted(words: str) -> str:
    """Words of a text."""
    return f'"{words}"' if words else ""


def place(at: At) -> str:
    """Which report, and where in it."""
    return f"[{at.document} {at.place}]" if at.place else f"[{at.document}]"


def _says(via: Sequence[str], at: At) -> str:
    """Who says so and where; nobody else where the party speaks itself."""
    own = "" if not via else f"says: {', citing '.join(via)} "
    return f"{own}{place(at)}"


def offer_lines(rows: Sequence[OfferRow]) -> Iterator[str]:
    """The offer log: a telling, then its terms."""
    for seq, group in groupby(rows, key=lambda row: row.seq):
        terms = list(group)
        row = terms[0]
        to = f" to {who(row.to)}" if row.to else ""
        head = f"{dated(row.date, row.date_basis)}  {who(row.by)}{to}: {row.kind}"
        yield from wrapped(head, 5, first=f"{seq}", bold=True)
        for term in terms:
            unit = f", {term.quantity_basis}" if term.quantity_basis else ""
            text = f"{_SIDES[term.side]} {term.issue} {quoted(term.value_raw)}{unit}"
            yield from wrapped(text, 7, first="     ")
            if term.gap_to_other:
                after = f"telling {term.gap_to}" if term.gap_to else "an earlier telling"
                gap = f"{_amount(term.gap_to_other)} {term.unit} from {after}"
                yield from wrapped(gap, 9, first="       ")
        for condition in dict.fromkeys(c for term in terms for c in term.conditions):
            yield from wrapped(condition, 7, first="     ")
        yield from wrapped(_answer(row), 7, first="     ")
        same = sorted({n for term in terms for n in term.possibly_same})
        if same:
            text = f"possibly the same offer as {', '.join(map(str, same))}"
            yield from wrapped(text, 7, first="     ")
        yield from wrapped(_says(row.via, row.at), 7, first="     ")
    if rows:
        yield ""
        yield _DATES


def _answer(row: OfferRow) -> str:
    if not row.response:
        return "answer: none found"
    by = f" by {who(row.response_by)}" if row.response_by else ""
    on = f", {row.response_date}" if row.response_date else ""
    return f"answer: reported {row.response}{by}{on}"


def _amount(sign: str) -> str:
    if sign.startswith("~"):
        return f"about {sign[1:]}"
    return f"at least {sign[2:]}" if sign.startswith(">=") else sign


def position_lines(rows: Sequence[PositionRow]) -> Iterator[str]:
    """Positions, oldest first."""
    for _, group in groupby(rows, key=_one_answer):
        together = list(group)
        row = together[0]
        issue = f" {', '.join(each.issue for each in together)}" if row.issue else ""
        head = f"{dated(row.date, row.date_basis)}  {who(row.party)}{_to(row)} {_act(row)}{issue}"
        last = f"-{together[-1].number}" if len(together) > 1 else ""
        yield from wrapped(head, 5, first=f"{row.number}{last}".ljust(4) + " ", bold=True)
        yield from wrapped(quoted(row.value_raw), 7, first="     ")
        if row.side == "gives" and row.tied_to:
            yield from wrapped(f"for: {'; '.join(map(quoted, row.tied_to))}", 7, first="     ")
        elif row.side == "wants" and row.tied_to:
            yield from wrapped(
                f"in return: {'; '.join(map(quoted, row.tied_to))}", 7, first="     "
            )
        elif row.side == "first":
            yield from wrapped("; ".join(row.tied_to), 7, first="     ")
        yield from wrapped(_says(row.said_by, row.at), 7, first="     ")
        if row.follows:
            text = {
                "same": f"the same as in {row.follows}",
                "": f"after {row.follows}; whether it differs is left open",
            }.get(row.change, f"{row.change} than in {row.follows}")
            yield from wrapped(text, 7, first="     ")
        if row.superseded_by:
            yield from wrapped(f"later, and different: {row.superseded_by}", 7, first="     ")
    if rows:
        yield ""
        yield _DATES


def _one_answer(row: PositionRow) -> tuple[str, object]:
    """What rows share that are one answer to an offer on several issues."""
    return row.at.entry, row.act if row.side == "answer" else row.number


def _to(row: PositionRow) -> str:
    return _toward(row.to, row.party, row.act)


def _toward(to: Sequence[str], by: Sequence[str], act: str) -> str:
    """Whom it is said to, or of whom."""
    if not to:
        return ""
    if who(to) == who(by):
        return " (each of the other)"
    return f" ({'of' if act == 'accuse breach' else 'to'} {who(to)})"


def _act(row: PositionRow) -> str:
    if row.side == "answer":
        return f"answer, {row.act}:"
    act = _SIDES.get(row.side, f"{row.act}:")
    return f"is ready, {act}" if row.act == "signal readiness" and row.side else act


def figure_lines(rows: Sequence[FigureRow]) -> Iterator[str]:
    """The register, a heading for each thing counted."""
    for _, group in groupby(rows, key=lambda row: row.group):
        together = list(group)
        row = together[0]
        kind = ", ".join(each for each in (row.basis, row.unit, row.cumulative) if each)
        head = row.population or "what is counted is not said"
        yield from wrapped(f"{head} ({kind})" if kind else head, 0, bold=True)
        for row in together:
            yield from wrapped(
                f"{quoted(row.figure)}  {_range(row)}", 7, first=f"{row.number:>3}  "
            )
            via = f", through {', '.join(row.via)}" if row.via else ""
            source = f"{who(row.reporter)}{via} ({row.reporter_class})"
            day = f"as of {dated(row.as_of, row.as_of_basis)}" if row.as_of else "undated"
            yield from wrapped(f"{source}; {day} {place(row.at)}", 7, first="     ")
            for relation in row.relations:
                yield from wrapped(relation, 7, first="     ")
    if rows:
        yield ""
        yield _DATES
        yield "Figures stand side by side; none is added or averaged."


def _range(row: FigureRow) -> str:
    """Low and high as far as the words say."""
    low, high = (_number(each) for each in (row.low, row.high))
    if low and low == high:
        return ""
    if not low and not high and row.value is None:
        return ""
    if low or high:
        return f"low {low or 'not said'}, high {high or 'not said'}"
    return "low and high not said"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def timeline_lines(rows: Sequence[TimelineRow]) -> Iterator[str]:
    """The timeline, a heading a day."""
    for day, group in groupby(rows, key=lambda row: row.date):
        yield click.style(day or "Without a date", bold=True)
        for row in group:
            mark = "*" if row.date_basis == "published" else " "
            to = _toward(row.to, row.who, row.act)
            what = f": {', '.join(row.what)}" if row.what else ""
            act = "said" if row.act == "comment" else row.act
            if row.kind == "event" and row.modality not in ("", "actual"):
                act = f"{act} ({row.modality.replace('_', ' ')})"
            kind = row.kind if row.kind == "readiness" else act
            name = who(row.who, "somebody not named") if row.kind != "event" or row.who else ""
            head = f"{name}: {kind}{to}{what}" if name else f"{kind}{to}{what}"
            yield from wrapped(head, 4, first=f" {mark}")
            yield from wrapped(quoted(row.at.words), 6)
            when = f"{quoted(row.when)}; " if row.date_basis == "reckoned" else ""
            yield from wrapped(f"{when}{_says(row.via, row.at)}", 6)
    if any(row.date_basis == "published" for row in rows):
        yield ""
        yield "* the report's date: no other is said."


def news_lines(rows: Sequence[NewsRow]) -> Iterator[str]:
    """News: disputes, revisions, then report by report."""
    for row in rows:
        if row.what == "report":
            known = f"published {row.date}" if row.date else "undated"
            read = f", read {row.read_at[:10]}" if row.read_at else ""
            yield from wrapped(f"{row.at.document}: {known}{read}", 0, bold=True)
            continue
        side = _SIDES.get(row.side, row.act)
        head = f"{who(row.party)}: {side} {row.issue}".rstrip()
        if row.what == "disputed":
            head = f"{row.question}"
        elif row.what == "revised":
            head = f"{row.at.document} is a later version of a report"
        yield from wrapped(head, 12, first=f"  {row.what}")
        yield from wrapped(_now(row), 12)
        if row.before:
            yield from wrapped(_before(row), 12)


def _now(row: NewsRow) -> str:
    if row.what == "revised":
        return f"now: {quoted(row.value)}" if row.value else "nothing stands in its place now"
    by = f"{who(row.party)}: " if row.what == "disputed" else ""
    return f"{by}{quoted(row.value)} {_says(row.said_by, row.at)}"


def _before(row: NewsRow) -> str:
    if row.what == "disputed":
        return f"{who(row.before_by)}: {quoted(row.before)}"
    date = f" ({row.before_date})" if row.before_date else ""
    return f"before{date}: {quoted(row.before)}"


def found_lines(rows: Sequence[FoundRow]) -> Iterator[str]:
    """What a search found, the nearest first."""
    for row in rows:
        later = ", of which a later version is held" if row.revised else ""
        yield from wrapped(
            f"{row.at.document} ({row.at.published or 'undated'}){later}", 0, bold=True
        )
        text = " ".join(f"{row.before}{row.at.words}{row.after}".split())
        yield from wrapped(text, 7, first=f"[{row.at.place}]" if row.at.place else "")
