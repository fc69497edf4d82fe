"""Figures side by side: as hedged as their words, who says each, never added."""

from __future__ import annotations

from parley.brief.material import Material
from parley.brief.page import TWICE, later
from parley.brief.report import Report
from parley.brief.tree import Inline, Row, Section, Table
from parley.brief.words import flow, row
from parley.ledger.views import Ref, figures_register
from parley.model import NARRATOR, Figure

ORDER = 100
KEY = "figures"
HEADING = "FIGURES"

_SHOWN = 8
_READINESS = "readiness"


def section(material: Material) -> Section | None:
    """One row a figure: those of the proposals first, then those of one thing beside each other."""
    groups = enumerate(figures_register(material.readings))
    beside = {ref: n for n, group in groups for ref, _ in group.figures}
    rows: list[tuple[tuple[bool, int], Row]] = []
    n = 0
    for report in material.telling:
        for figure in sorted(report.reading.figures, key=lambda each: each.span):
            where = _where(material, report, figure)
            told = where[0] not in ("", _READINESS) or _done(report, figure)
            # What yields goes by the order of the texts, so that no one thing fills the page.
            rank = TWICE + 1 if told else later(n, _SHOWN, first=4)
            n += not told
            group = beside[Ref(report.reading.document.id, figure.id)]
            rows.append(((not where[0], group), _row(report, figure, where, rank)))
    if not rows:
        return None
    columns = ("of what", "how many", "who says", "place")
    ordered = tuple(row for _, row in sorted(rows, key=lambda one: one[0]))
    table = Table(columns, ordered, (28, 20, 23, 9), plain=True)
    return Section(KEY, HEADING, (table,), note="side by side, never added")


def _done(report: Report, figure: Figure) -> bool:
    """Whether it is quoted among earlier deals."""
    done = [x for x in report.reading.exchanges if x.modality == "executed"]
    return any(figure.span in side for x in done for side in (x.side_a, x.side_b))


def _row(report: Report, figure: Figure, where: tuple[str, str, str], rank: int) -> Row:
    label, side, issue = where
    lead = f"{label} {side}:" if side else f"{label}:" if label else ""
    return row(
        flow(lead, figure.of or issue or _of(report, figure)),
        report.amount(figure),
        f"as {label}" if side else _who(report, figure),
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
    """Say in which proposal a figure stands, on which side, and what of; readiness has no side."""
    for proposal in report.reading.proposals:
        for side, terms in (("asks", proposal.wants), ("gives", proposal.gives)):
            for term in terms:
                if term.figure == figure.id or figure.span in term.span:
                    issue = "" if term.action == "other" else report.issue(term)
                    if report.kind(proposal) == "R":  # it has no label on the page
                        return _READINESS, "", issue
                    return material.label(report, proposal), side, issue
    return "", "", ""
