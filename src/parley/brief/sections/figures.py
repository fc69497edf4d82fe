"""Figures side by side: as hedged as their words, who says each, never added."""

from __future__ import annotations

from parley.brief.material import Material
from parley.brief.page import TWICE, later
from parley.brief.report import Report
from parley.brief.tree import Inline, Row, Section, Table
from parley.brief.words import flow, row
from parley.model import NARRATOR, Figure

ORDER = 100
KEY = "figures"
HEADING = "FIGURES"

_SHOWN = 12


def section(material: Material) -> Section | None:
    """One row a figure, those of the proposals first, then in the order of the texts."""
    found: list[tuple[bool, Report, Figure, tuple[str, str]]] = []
    for report in material.telling:
        for figure in report.reading.figures:
            where = _where(material, report, figure)
            found.append((not where[0], report, figure, where))
    found.sort(key=lambda one: (one[0], one[1].key, one[2].span))
    rows = [
        _row(report, figure, where, _rank(report, figure, where[0], n))
        for n, (_, report, figure, where) in enumerate(found)
    ]
    if not rows:
        return None
    columns = ("of what", "how many", "who says", "place")
    table = Table(columns, tuple(rows), (36, 19, 17, 8))
    return Section(KEY, HEADING, (table,), note="side by side, never added")


def _rank(report: Report, figure: Figure, where: str, n: int) -> int:
    """What is quoted elsewhere on the page yields first."""
    if where:
        return TWICE + 1
    done = [x for x in report.reading.exchanges if x.modality == "executed"]
    quoted = any(figure.span in side for x in done for side in (x.side_a, x.side_b))
    return TWICE - 1 if quoted else later(n, _SHOWN)


def _row(report: Report, figure: Figure, where: tuple[str, str], rank: int) -> Row:
    label, side = where
    what = flow(f"{label} {side}:" if label else "", figure.of or _of(report, figure))
    return row(
        what,
        report.amount(figure),
        f"as {label}" if label else _who(report, figure),
        report.at(figure.span),
        ground=report.ground(figure.id, figure.statement),
        rank=rank,
    )


def _of(report: Report, figure: Figure) -> tuple[Inline, ...]:
    """Quote what is counted where no neutral phrase is known."""
    return flow(report.quote(figure.of_span or figure.span))


def _who(report: Report, figure: Figure) -> tuple[Inline, ...]:
    statement = report.statement(figure.statement)
    if statement is None:
        return flow(report.itself)
    parties = {k for p in report.reading.proposals for k in (*p.by, *p.to)}
    through = report.through(statement, tuple(parties))
    return flow(report.itself) if through == (NARRATOR,) else report.says(statement, tuple(parties))


def _where(material: Material, report: Report, figure: Figure) -> tuple[str, str]:
    """Say in which proposal a figure stands, and on which side."""
    for proposal in report.reading.proposals:
        for side, terms in (("asks", proposal.wants), ("gives", proposal.gives)):
            for term in terms:
                if term.figure == figure.id or figure.span in term.span:
                    return material.label(report, proposal), side
    return "", ""
