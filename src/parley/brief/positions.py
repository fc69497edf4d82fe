"""Proposals and first steps as a brief writes them, from readings or from a reviewed case.

A machine's draft of a case says less than the texts that it was drafted from, so the texts are
shown. A case that a person has reviewed is that person's account, so the case is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from parley.brief.material import Material, records
from parley.brief.readiness import hearsay, retold, words_of
from parley.brief.report import Report
from parley.brief.tree import At, Ground, Inline
from parley.brief.words import ANSWERS, TIMED, flow, listed, names_all, with_article
from parley.model import Evidence, Precondition, Proposal, Statement, Term

__all__ = ["Condition", "Deed", "Position", "amount_words", "conditions", "positions"]


@dataclass(frozen=True, slots=True)
class Deed:
    """One term: something that somebody would do."""

    issue: str
    """Its neutral name."""
    words: tuple[Inline, ...]
    """As the text has it, or as the case does where it quotes nothing."""
    amount: tuple[Inline, ...] = ()
    """How much, how many or how long, where that is said."""
    unsaid: str = ""
    """What a reader would ask and the text does not say."""
    ends: bool = False
    """Whether it is the end or the absence of what its name says."""

    own_words: bool = False
    """Whether the text's words stand for it in a sentence, where a neutral name says more."""

    @property
    def named(self) -> tuple[Inline, ...]:
        """The neutral name in a sentence, the end of a thing as its end; or the text's words."""
        if self.own_words:
            return self.words
        return flow(f"an end of the {self.issue}" if self.ends else with_article(self.issue))

    @property
    def short(self) -> tuple[Inline, ...]:
        """The neutral name with the amount, which the text's words have in them."""
        if self.own_words or not self.amount:
            return self.named
        return flow(self.named, "(", self.amount, ")")


@dataclass(frozen=True, slots=True)
class Position:
    """An offer, a demand or readiness."""

    label: str
    kind: str
    """O, D or R."""
    by: tuple[str, ...]
    to: tuple[str, ...]
    stages: tuple[tuple[tuple[Deed, ...], tuple[Deed, ...]], ...]
    """(gives, wants); one where the proposal has no stages."""
    answers: tuple[tuple[tuple[str, ...], str], ...]
    """(who, what in neutral words)."""
    standing: bool
    """Whether it is reported to stand."""
    same: tuple[str, ...]
    """Labels of those that may be the same one told again."""
    says: tuple[Inline, ...]
    places: At
    ground: Ground
    mediated: bool = False
    """Put forward by mediators: every term is what others would do."""
    readiness: tuple[Inline, ...] = ()
    """Who said it and in which words, where it is readiness."""
    hearsay: bool = False
    """Whether others tell of the readiness, not the party itself."""

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """All terms."""
        return tuple(deed for stage in self.stages for side in stage for deed in side)


@dataclass(frozen=True, slots=True)
class Condition:
    """A first step that somebody asks for."""

    label: str
    by: tuple[str, ...]
    first: tuple[Deed, ...]
    then: tuple[Deed, ...]
    together: bool
    """Asked for together with what follows, not before it."""
    again: tuple[str, ...]
    """Labels of earlier tellings of the same one."""
    says: tuple[Inline, ...]
    places: At
    ground: Ground


def positions(material: Material) -> tuple[Position, ...]:
    """Every proposal, in the order of the texts or of the reviewed case."""
    if material.reviewed and records(getattr(material.case, "proposals", ())):
        return tuple(_case_position(material, p) for p in records(material.case.proposals))
    return (*(_told(material, r, p) for r, p in material.proposals()), *_ready(material))


def conditions(material: Material) -> tuple[Condition, ...]:
    """Every condition on the order of things."""
    if material.reviewed and records(getattr(material.case, "preconditions", ())):
        return tuple(_case_condition(material, c) for c in records(material.case.preconditions))
    return tuple(_condition(material, r, c) for r, c in material.preconditions())


# from readings


def _told(material: Material, report: Report, proposal: Proposal) -> Position:
    statements = [s for key in proposal.statements if (s := report.statement(key)) is not None]
    parties = (*proposal.by, *proposal.to, *proposal.status_by)
    answers = (
        ((tuple(report.each(proposal.status_by)), ANSWERS[proposal.status]),)
        if proposal.status in ANSWERS
        else ()
    )
    kind = report.kind(proposal)
    return Position(
        label=material.label(report, proposal),
        kind=kind,
        by=tuple(report.each(proposal.by)),
        to=tuple(report.each(proposal.to)),
        stages=((_deeds(report, proposal.gives), _deeds(report, proposal.wants)),),
        answers=answers,
        standing=proposal.status == "standing" and proposal.status_span is not None,
        same=tuple(
            material.label(report, other)
            for other in report.reading.proposals
            if other.id in proposal.possible_same_as and report.kind(other) != "R"
        ),
        mediated=bool(proposal.by) and set(report.each(proposal.by)) <= material.between,
        says=_chains(((report, s) for s in statements), parties) or flow(report.itself),
        places=report.at(report.extent(proposal), proposal.status_span),
        ground=report.ground(proposal.id, *proposal.statements, proposal.status_statement),
        readiness=words_of(report, statements[-1]) if statements and kind == "R" else (),
        hearsay=bool(statements) and kind == "R" and hearsay(report, statements[-1]),
    )


def _ready(material: Material) -> Iterator[Position]:
    """Statements of readiness that no proposal holds."""
    n = sum(report.kind(proposal) == "R" for report, proposal in material.proposals())
    for report in material.telling:
        used = {key for proposal in report.reading.proposals for key in proposal.statements}
        ready = [
            s for s in report.reading.statements if s.act == "signal_readiness" and s.id not in used
        ]
        for s in ready:
            if any(s is not other and retold(s, other) for other in ready):
                continue
            n += 1
            by = tuple(report.each((report.behind(s.source),)))
            yield Position(
                f"R{n}", "R", by, (), (((), ()),), (), False, (), report.says(s, (s.source,)),
                report.at(s.content), report.ground(s.id), readiness=words_of(report, s),
                hearsay=hearsay(report, s),
            )  # fmt: skip


def _deeds(report: Report, terms: Iterable[Term]) -> tuple[Deed, ...]:
    return tuple(_deed(report, term) for term in terms)


def _deed(report: Report, term: Term) -> Deed:
    figure, length = report.figure(term.figure), report.timex(term.duration)
    amount: tuple[Inline, ...] = ()
    if figure is not None:
        amount = flow(report.amount(figure, bare=False))
    elif length is not None:
        amount = flow(report.quote(length.span))
    unsaid = "no length" if term.action in TIMED and length is None else ""
    ends = term.negated or term.value in ("no", "none")
    quote = report.quote(term.span)
    own_words = term.action == "other" or (not names_all(term.action) and " " in quote.words)
    quoted = flow(quote)
    return Deed(report.issue(term), quoted, amount, unsaid, ends, own_words)


def _condition(material: Material, report: Report, condition: Precondition) -> Condition:
    statement = report.statement(condition.statement)
    twins = [c for c in report.reading.preconditions if c.id in condition.same_as]
    return Condition(
        label=material.label(report, condition),
        by=tuple(report.each(condition.holder)),
        first=_deeds(report, (condition.required_first,)),
        then=_deeds(report, (condition.then,)),
        together=condition.order == "with",
        again=tuple(
            material.label(report, twin)
            for twin in twins
            if report.extent(twin) < report.extent(condition)
        ),
        says=report.says(statement, condition.holder) if statement else flow(report.itself),
        places=report.at(report.extent(condition)),
        ground=report.ground(condition.id, condition.statement),
    )


def _chains(
    statements: Iterable[tuple[Report, Statement]], parties: Sequence[str]
) -> tuple[Inline, ...]:
    """Every chain of who says so, each once; one that begins another is told by the longer."""
    chains: dict[tuple[str, ...], tuple[Report, Statement]] = {}
    for report, statement in statements:
        chain = (report.key, *report.through(statement, parties))
        chains.setdefault(chain, (report, statement))
    longest = [
        chain
        for chain in chains
        if not any(chain != other and other[: len(chain)] == chain for other in chains)
    ]
    parts: list[str | tuple[Inline, ...]] = []
    for chain in longest:
        report, statement = chains[chain]
        written = report.says(statement, parties)
        if written not in parts:
            parts.extend([*([";"] if parts else []), written])
    return flow(*parts)


# from a reviewed case


def _case_position(material: Material, proposal: Any) -> Position:
    kind = {"offer": "O", "demand": "D", "readiness": "R"}.get(proposal.kind) or (
        "D" if proposal.id[:1].lower() == "d" else "O"
    )
    stages = proposal.stages or ((proposal.gives, proposal.wants),)
    ids = (*proposal.by, *proposal.to)
    says = _case_says(material, proposal.evidence, ids)
    evidence = (*proposal.evidence, *(e for a in proposal.answers for e in a.evidence))
    return Position(
        label=material.case_label(proposal.id),
        kind=kind,
        by=tuple(material.party(key) for key in proposal.by),
        to=tuple(material.party(key) for key in proposal.to),
        stages=tuple((_values(material, g), _values(material, w)) for g, w in stages),
        answers=tuple(((material.party(a.by),), ANSWERS[a.answer]) for a in proposal.answers),
        standing=False,
        same=tuple(material.case_label(key) for key in proposal.possibly_same),
        mediated=bool(proposal.by)
        and all(material.party(key) in material.between for key in proposal.by),
        says=says,
        places=material.at(evidence),
        ground=material.ground(evidence, f"proposal {proposal.id} of the case"),
        readiness=flow(f"{material.parties(proposal.by)}:", *_quotes(material, proposal.evidence))
        if kind == "R"
        else (),
    )


def _case_condition(material: Material, condition: Any) -> Condition:
    return Condition(
        label=material.case_label(condition.id),
        by=tuple(material.party(key) for key in condition.by),
        first=_values(material, condition.first),
        then=_values(material, condition.then),
        together=condition.order == "with",
        again=(),
        says=_case_says(material, condition.evidence, condition.by),
        places=material.at(condition.evidence),
        ground=material.ground(condition.evidence, f"precondition {condition.id} of the case"),
    )


def _case_says(
    material: Material, evidence: Sequence[Evidence], parties: Sequence[str]
) -> tuple[Inline, ...]:
    if not evidence:
        return flow("assumed by whoever made the case")
    told = [
        (report, statement)
        for item in evidence
        if (report := material.report(item.source)) is not None
        for statement in report.reading.statements
        if statement.content.overlaps(item.span) and set(parties) & _speakers(report, statement)
    ]
    fallback = [r.itself for e in evidence if (r := material.report(e.source)) is not None]
    return _chains(told, parties) or flow(listed(fallback) or "sources that are not at hand")


def _speakers(report: Report, statement: Statement) -> set[str]:
    return {member for link in statement.chain for member in report.members(link.actor)}


def _quotes(material: Material, evidence: Sequence[Evidence]) -> tuple[Inline, ...]:
    return tuple(
        report.quote(item.span)
        for item in evidence
        if (report := material.report(item.source)) is not None
    )


def _values(material: Material, values: Iterable[Any]) -> tuple[Deed, ...]:
    return tuple(_value(material, value) for value in values)


def _value(material: Material, value: Any) -> Deed:
    quotes = _quotes(material, value.evidence)
    act = material.act(value.option, value.values)
    amount = amount_words(value.amount or {})
    extra = [amount] if amount else []
    if value.including:
        extra.append(f"with {listed(value.including, order=False)}")
    joined = ", ".join(extra)
    written = act
    if extra:
        written = f"{act[:-1]}, {joined})" if act.endswith(")") else f"{act} ({joined})"
    return Deed(
        material.option(value.option), quotes or flow(written), flow(amount) if amount else ()
    )


_COMPARED = {
    "approx": "about ", "gt": "over ", "ge": "at least ", "lt": "under ", "le": "at most ",
}  # fmt: skip


def amount_words(amount: Any) -> str:
    """Write an amount as far as the case goes."""
    if amount.get("words"):
        return str(amount["words"])
    if amount.get("value") is not None:
        return f"{_COMPARED.get(amount.get('comparator', ''), '')}{_number(amount['value'])}"
    if amount.get("low") is not None and amount.get("high") is not None:
        return f"{_number(amount['low'])} to {_number(amount['high'])}"
    return ""


def _number(value: Any) -> str:
    return f"{value:,.0f}" if isinstance(value, float) and value.is_integer() else str(value)
