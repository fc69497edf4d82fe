"""Earlier deals, and how each side says they ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.brief.events import BEFORE, told
from parley.brief.material import Material
from parley.brief.page import later
from parley.brief.report import Report
from parley.brief.tree import Inline, Line, Para, Section
from parley.brief.words import flow, line
from parley.model import Span, Statement

ORDER = 80
KEY = "before"
HEADING = "BEFORE"

_BREACH = ("accuse_breach", "deny_breach")


def section(material: Material) -> Section | None:
    """Tell what was agreed and delivered, then who says that whom broke it: both in equal space."""
    lines = [*told(material, BEFORE, shown=3), *_delivered(material), *_breaches(material)]
    return Section(KEY, HEADING, (Para(tuple(lines)),)) if lines else None


def _delivered(material: Material) -> Iterator[Line]:
    n = 0
    for report in material.telling:
        for exchange in report.reading.exchanges:
            if exchange.modality != "executed":
                continue
            named = bool(exchange.a_by and exchange.b_by)  # both sides alike, or neither
            yield line(
                "Done in exchange:",
                _side(report, exchange.a_by if named else (), exchange.side_a),
                ";",
                _side(report, exchange.b_by if named else (), exchange.side_b),
                report.at(exchange.side_a, exchange.side_b),
                ".",
                ground=report.ground(exchange.id, exchange.statement),
                rank=later(n, 2),
            )
            n += 1


def _side(report: Report, by: Sequence[str], span: Span) -> tuple[Inline, ...]:
    return flow(f"{report.names(by)}:" if by else "", report.quote(span))


def _breaches(material: Material) -> Iterator[Line]:
    n = 0
    for report in material.telling:
        for statement in report.reading.statements:
            if statement.act in _BREACH:
                yield _breach(report, statement, rank=later(n, 3))
                n += 1


def _breach(report: Report, statement: Statement, rank: int) -> Line:
    who = report.names((statement.source,))
    sides = report.each((statement.source,))
    if statement.act == "deny_breach":
        lead = f"{who} said that no breach was theirs:"
    elif statement.reciprocal:
        lead = f"{who}: each said that the other broke it," if len(sides) > 1 else f"{who}:"
    else:
        other = report.names(k for k in statement.to if k != statement.source) or "another"
        lead = f"{who} said that {other} broke it:"
    undated = statement.time is None and not any(
        timex.span in statement.content for timex in report.reading.timexes
    )
    told = [e.span for e in report.reading.events if e.act in BEFORE]
    quoted = any(statement.content in span for span in told)
    return line(
        lead.rstrip(",:") if quoted else lead,
        *(() if quoted else (report.quote(statement.content),)),
        report.at(statement.content),
        "; no date is given." if undated else ".",
        ground=report.ground(statement.id),
        rank=rank,
    )
