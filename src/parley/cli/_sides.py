"""Rows with two sides, and origins, for the eye: both sides in equal space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from parley.cli._wording import WIDTH, dated, place, quoted, who, wrapped

if TYPE_CHECKING:
    from parley.workbench.tables import DisputeRow, OriginRow, TellingRow, Told

__all__ = ["dispute_lines", "origin_lines", "telling_lines"]

_GAP = 2
_SIDE = (WIDTH - 5 - _GAP) // 2


def dispute_lines(rows: Sequence[DisputeRow]) -> Iterator[str]:
    """Disputed facts, the two readings side by side."""
    for row in rows:
        head = f"{row.question} ({row.kind}, {row.status})"
        yield from wrapped(head, 5, first=f"{row.number}", bold=True)
        missing = {
            "alleged": "no answer found in the reports",
            "denied": "what is denied was not found",
        }.get(row.status, "")
        yield from _columns(
            _reading("A", row.reading_a, missing), _reading("B", row.reading_b, missing)
        )
        if row.reading_a and row.reading_b:
            yield from wrapped(f"side by side because {row.reason}", 5)
        yield from wrapped(f"verifier's finding: {row.finding or 'none reported'}", 5)
    if rows:
        yield ""
        yield "Neither column is the right one. A date in ( ) is the report's own."


def _reading(name: str, told: Told | None, missing: str) -> list[str]:
    if told is None:
        return [f"{name}  {missing}"]
    via = f", through {', '.join(told.via)}" if told.via else ""
    act = "" if told.act == "figure" else f": {'said' if told.act == 'comment' else told.act}"
    return [
        f"{name}  {who(told.by)}{via}{act}",
        quoted(told.at.words),
        f"{dated(told.date, told.date_basis)} {place(told.at)}",
    ]


def _columns(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """Two columns of the same width."""
    one, other = ([line for text in side for line in wrapped(text, 0, width=_SIDE)]
                  for side in (left, right))  # fmt: skip
    for a, b in zip_longest(one, other, fillvalue=""):
        yield f"     {a.ljust(_SIDE + _GAP)}{b}".rstrip()


def origin_lines(rows: Sequence[OriginRow]) -> Iterator[str]:
    """Origins: those that are counted, then words without such a source."""
    counted = [row for row in rows if row.counts]
    reports = len({name for row in rows for name in row.reports})
    if rows:
        noun = "origin" if len(counted) == 1 else "origins"
        yield click.style(
            f"{len(counted)} {noun} in {reports} report{'s' * (reports != 1)}", bold=True
        )
    for row in rows:
        mark = "" if row.counts else " (not counted)"
        told = f"{row.statements} statement{'s' * (row.statements != 1)}"
        days = row.first if row.first == row.last else f"{row.first} to {row.last}"
        name = f"{row.name or row.kind}{f', {row.kind}' if row.name else ''}"
        head = f"{name}{mark}: {told}, {days or 'undated'}"
        yield from wrapped(head, 5, first=f"{row.number}")
        yield from wrapped(f"in {', '.join(row.reports)}", 7, first="     ")
        if row.behind:
            text = f"behind it, not named: {', '.join(row.behind)}"
            yield from wrapped(text, 7, first="     ")
        for reason in row.reasons:
            yield from wrapped(reason, 7, first="     ")
        if row.perhaps_one_with:
            numbers = ", ".join(map(str, row.perhaps_one_with))
            text = f"the same words also stand under {numbers}: one may have them from the other"
            yield from wrapped(text, 7, first="     ")


def telling_lines(rows: Sequence[TellingRow]) -> Iterator[str]:
    """Pairs of tellings, term by term."""
    for row in rows:
        to = f" to {who(row.to)}" if row.to else ""
        head = f"{who(row.by)}{to}: possibly one offer"
        yield from wrapped(head, 5, first=f"{row.number}", bold=True)
        for name, date, via, at in (
            ("A", row.date_a, row.via_a, row.a),
            ("B", row.date_b, row.via_b, row.b),
        ):
            source = f"{date or 'undated'}, {', citing '.join(via) or 'on record'} {place(at)}"
            yield from wrapped(f"{name}  {source}", 8, first="     ")
        for name, terms in (
            ("shared", row.shared),
            ("differing", row.differing),
            ("only in A", row.only_a),
            ("only in B", row.only_b),
        ):
            for term in terms:
                yield from wrapped(f"{name}  {term}", 8, first="     ")
        yield from wrapped(f"because: {row.reason}", 8, first="     ")
    if rows:
        yield ""
        yield "They stay apart until a text or a person joins them. What only one of them"
        yield "mentions is not denied by the other."
