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

_SHOWN = 8


def section(material: Material) -> Section | None:
    """One row a figure, those of the proposals first, then in the order of the texts."""
    found: list[tuple[bool, Report, Figure, tuple[str, str, str]]] = []
    for report in material.telling:
        for figure in report.reading.figures:
            where = _where(material, report, figure)
            found.append((not where[0], report, figure, where))
    found.sort(key=lambda one: (one[0], one[1].key, one[2].span))
    rows, n = [], 0
    for _, report, figure, where in found:
        told = bool(where[0]) or _done(report, figure)
        rows.append(_row(report, figure, where, TWICE + 1 if told else later(n, _SHOWN, first=4)))
        n += not told
    if not rows:
        return None
    columns = ("of what", "how many", "who says", "place")
    table = Table(columns, tuple(rows), (28, 20, 23, 9), plain=True)
    return Section(KEY, HEADING, (table,), note="side by side, never added")


def _done(report: Report, figure: Figure) -> bool:
    """Whether it is quoted among earlier deals."""
    done = [x for x in report.reading.exchanges if x.modality == "executed"]
    return any(figure.span in side for x in done for side in (x.side_a, x.side_b))


def _row(report: Report, figure: Figure, where: tuple[str, str, str], rank: int) -> Row:
    label, side, issue = where
    what = flow(f"{label} {side}:" if label else "", figure.of or issue or _of(report, figure))
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
    return flow(report.quote(figure.of_span)) if figure.of_span else flow("not stated")


def _who(report: Report, figure: Figure) -> tuple[Inline, ...]:
    statement = report.statement(figure.statement)
    if statement is None:
        return flow(report.itself)
    parties = {k for p in report.reading.proposals for k in (*p.by, *p.to)}
    through = report.through(statement, tuple(parties))
    return flow(report.itself) if through == (NARRATOR,) else report.says(statement, tuple(parties))


def _where(material: Material, report: Report, figure: Figure) -> tuple[str, str, str]:
    """Say in which proposal a figure stands, and on which side."""
    for proposal in report.reading.proposals:
        for side, terms in (("asks", proposal.wants), ("gives", proposal.gives)):
            for term in terms:
                if term.figure == figure.id or figure.span in term.span:
                    return material.label(report, proposal), side, report.issue(term)
    return "", "", ""
