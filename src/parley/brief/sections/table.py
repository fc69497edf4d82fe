"""What is on the table: every telling of an offer or demand, its answer, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.brief.material import Material
from parley.brief.report import Report
from parley.brief.tree import Block, Ground, Inline, Item, Line, Row, Section, Table
from parley.brief.words import ANSWERS, TIMED, flow, item, line, listed, row
from parley.model import Proposal, Statement, Term

ORDER = 40
KEY = "table"
HEADING = "ON THE TABLE"

_SHOWN = 4
_ACROSS = 4
_Told = tuple[Report, Proposal]


def section(material: Material) -> Section | None:
    """List proposals in the order of the texts, readiness apart, tellings side by side."""
    told = material.proposals()
    firm = [(r, p) for r, p in told if r.kind(p) != "R"]
    blocks: list[Block] = [_proposal(material, *pair, n) for n, pair in enumerate(firm)]
    blocks.extend(_tellings(material, firm))
    blocks.extend(_readiness(material))
    blocks.extend(_side_by_side(material, firm))
    return Section(KEY, HEADING, tuple(blocks)) if blocks else None


def _proposal(material: Material, report: Report, proposal: Proposal, n: int) -> Item:
    label = flow(material.label(report, proposal), report.at(report.extent(proposal)))
    ground = report.ground(proposal.id, *proposal.statements)
    by = report.names(proposal.by) or "Nobody named"
    to = f", to {report.names(proposal.to)}" if proposal.to else ""
    lines = [
        line(
            f"{by}{to}. Gives",
            _terms(report, proposal.gives),
            "; wants",
            _terms(report, proposal.wants),
            ".",
            ground=ground,
        ),
        _answer(report, proposal, ground),
        line("Says:", _says(report, proposal), ".", ground=ground),
    ]
    return item(label, *lines, rank=3 + n if n >= _SHOWN else 0)


def _terms(report: Report, terms: Sequence[Term]) -> tuple[Inline, ...]:
    if not terms:
        return flow("nothing stated")
    parts: list[str | tuple[Inline, ...]] = []
    for n, term in enumerate(terms):
        parts.extend([","] if n else [])
        parts.append(flow(report.quote(term.span)))
        if term.action in TIMED and term.duration is None:
            parts.append("(no length stated)")
    return flow(*parts)


def _answer(report: Report, proposal: Proposal, ground: Ground) -> Line:
    if proposal.status not in ANSWERS:
        rule = Ground(rule="no answer to it was found")
        return line("Answer: not stated.", ground=ground | rule)
    who = report.names(proposal.status_by) or "not named by whom"
    return line(
        f"Answer: reported {ANSWERS[proposal.status]} by {who}."
        if proposal.status_by
        else f"Answer: reported {ANSWERS[proposal.status]}, {who}.",
        ground=ground | report.ground(proposal.status_statement),
    )


def _says(report: Report, proposal: Proposal) -> tuple[Inline, ...]:
    """Give every chain of who says so, each once, the longest first where one holds another."""
    statements = [s for key in proposal.statements if (s := report.statement(key)) is not None]
    parties = (*proposal.by, *proposal.to, *proposal.status_by)
    chains: dict[tuple[str, ...], Statement] = {}
    for statement in statements:
        chains.setdefault(report.through(statement, parties), statement)
    longest = [
        chain
        for chain in chains
        if not any(chain != other and other[: len(chain)] == chain for other in chains)
    ]
    parts: list[str | tuple[Inline, ...]] = []
    for n, chain in enumerate(longest):
        parts.extend([";"] if n else [])
        parts.append(report.says(chains[chain], parties))
    return flow(*parts) if parts else flow(report.itself)


def _tellings(material: Material, firm: Sequence[_Told]) -> Iterator[Item]:
    """Compare tellings that may be of one offer. What one does not mention is said so."""
    seen: set[frozenset[str]] = set()
    for report, proposal in firm:
        for other in (p for r, p in firm if r is report and p.id in proposal.possible_same_as):
            pair = frozenset((proposal.id, other.id))
            if other.id == proposal.id or pair in seen:
                continue
            seen.add(pair)
            yield _compare(material, report, proposal, other)


def _compare(material: Material, report: Report, one: Proposal, two: Proposal) -> Item:
    names = material.label(report, one), material.label(report, two)
    first = {report.issue(term) for term in (*one.gives, *one.wants)}
    second = {report.issue(term) for term in (*two.gives, *two.wants)}
    text = f"One offer told twice? {report.itself.capitalize()} does not say."
    shared, only = first & second, (first - second, second - first)
    if shared:
        text += f" In both: {listed(shared)}; the words differ."
    for name, other, rest in zip(names, reversed(names), only, strict=True):
        if rest:
            text += f" Only in {name}, not mentioned in {other}: {listed(rest)}."
    ground = report.ground(one.id, two.id)
    return item(f"{names[0]}, {names[1]}", line(text, ground=ground))


def _readiness(material: Material) -> Iterator[Item]:
    for report in material.telling:
        ready = [p for p in report.reading.proposals if report.kind(p) == "R"]
        used = {key for proposal in ready for key in proposal.statements}
        for proposal in ready:
            yield _ready(report, proposal.id, report.statement(next(iter(proposal.statements), "")))
        for s in report.reading.statements:
            if s.act == "signal_readiness" and s.id not in used:
                yield _ready(report, s.id, s)


def _ready(report: Report, key: str, statement: Statement | None) -> Item:
    if statement is None:
        proposal = next(p for p in report.reading.proposals if p.id == key)
        words, span = flow(f"{report.names(proposal.by)}:"), report.extent(proposal)
    else:
        span = statement.quoted[0] if statement.quoted else statement.content
        words = flow(report.speaker(statement.source, span), "said:")
    ground = report.ground(key, statement.id if statement else None)
    one = line(words, report.quote(span), ". Readiness, with no answer asked.", ground=ground)
    return item(flow("No offer", report.at(span)), one)


def _side_by_side(material: Material, firm: Sequence[_Told]) -> Iterator[Table]:
    """Set terms in columns where several reports or tellings call for it."""
    tellings = any(p.possible_same_as for _, p in firm)
    if len(firm) < 2 or not (tellings or len(material.reports) > 1):
        return
    for start in range(0, len(firm), _ACROSS):
        part = firm[start : start + _ACROSS]
        issues = dict.fromkeys(r.issue(t) for r, p in part for t in (*p.gives, *p.wants))
        head = ("", *(material.label(r, p) for r, p in part))
        rows = [_by(part), *(_issue_row(issue, part) for issue in issues)]
        caption = line(
            'Terms side by side; "." = not mentioned in this telling, which is not "no".',
            ground=Ground(rule="what a telling does not mention stays open"),
        )
        yield Table(head, tuple(rows), (3, *(4 for _ in part)), rank=8, caption=caption)


def _by(part: Sequence[_Told]) -> Row:
    ground = Ground()
    for report, proposal in part:
        ground |= report.ground(proposal.id)
    return row("by", *(r.names(p.by) or "not named" for r, p in part), ground=ground)


def _issue_row(issue: str, part: Sequence[_Told]) -> Row:
    ground = Ground()
    cells: list[tuple[Inline, ...]] = []
    for report, proposal in part:
        found = [t for t in (*proposal.gives, *proposal.wants) if report.issue(t) == issue]
        if found:
            ground |= report.ground(proposal.id)
        quotes = [report.quote(term.span) for term in found]
        cells.append(flow(*quotes) if quotes else flow("."))
    return row(issue, *cells, ground=ground)
