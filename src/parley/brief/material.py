"""What the sections draw on: the readings with their letters, and what others have worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from textwrap import shorten
from typing import Any

from parley.brief.plain import clean
from parley.brief.report import Report
from parley.brief.tree import At, Ground
from parley.brief.words import issue_label, known_issue, listed
from parley.ledger.views import Ref
from parley.model import Evidence, Precondition, Proposal, Reading, Statement

__all__ = ["Material", "gather", "letters", "records"]

_WORDS = 60
"""Characters of a text's words that stand for an option."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters(count: int) -> tuple[str, ...]:
    """Name sources A, B, …, Z, AA, AB, ….

    Examples
    --------
    >>> letters(3), letters(28)[-2:]
    (('A', 'B', 'C'), ('AA', 'AB'))
    """
    names = []
    for i in range(count):
        name, i = "", i + 1
        while i:
            i, digit = divmod(i - 1, 26)
            name = _LETTERS[digit] + name
        names.append(name)
    return tuple(names)


@dataclass(frozen=True)
class Material:
    """Everything that a section may arrange. Results are taken as they come, by attribute."""

    reports: tuple[Report, ...]
    case: Any = None
    impasse: Any = None
    meets: Any = None
    questions: Any = None
    stability: Mapping[str, Any] = field(default_factory=dict)
    moves: Any = None
    """The graph of moves, laid out."""
    leaving: tuple[Any, ...] = ()
    """Who would leave which outcome, and who could answer."""
    paths: Any = None
    """How outcomes can be reached from things as they are."""
    unjudged: str = ""
    """Why outcomes could not be judged."""

    @cached_property
    def telling(self) -> tuple[Report, ...]:
        """The reports that tell of a negotiation."""
        return tuple(report for report in self.reports if report.reading.negotiation)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """What tells of a negotiation, for the ledger's views."""
        return tuple(report.reading for report in self.telling)

    @cached_property
    def _of_document(self) -> Mapping[str, Report]:
        return {report.reading.document.id: report for report in self.telling}

    def source(self, document: str) -> Report:
        """Find the report of a document that a view names."""
        return self._of_document[document]

    def told(self, refs: Sequence[Ref]) -> list[tuple[Report, Statement]]:
        """Give the statements that a view rests on, with their reports."""
        found = ((self.source(ref.document), ref.claim) for ref in refs)
        return [(r, s) for r, claim in found if (s := r.statement(claim)) is not None]

    def proposals(self) -> list[tuple[Report, Proposal]]:
        """Every proposal with its report, in the order of the texts."""
        return [(r, p) for r in self.telling for p in sorted(r.reading.proposals, key=_start)]

    def preconditions(self) -> list[tuple[Report, Precondition]]:
        """Every precondition with its report, in the order of the texts."""
        return [(r, p) for r in self.telling for p in sorted(r.reading.preconditions, key=_start)]

    @cached_property
    def settled(self) -> list[tuple[int, int]]:
        """(state, in how many ways of looking ahead nobody leaves it), most ways first.

        Of outcomes that are alike in this, those that the picture shows.
        """
        ways: dict[int, int] = {}
        for result in self.stability.values():
            for state in result.equilibria:
                ways[int(state)] = ways.get(int(state), 0) + 1
        return sorted(ways.items(), key=lambda one: (-one[1], one[0] not in self.drawn, one[0]))

    @cached_property
    def drawn(self) -> frozenset[int]:
        """The outcomes in the picture of moves."""
        return frozenset(node.state for node in self.moves.nodes) if self.moves else frozenset()

    @property
    def reviewed(self) -> bool:
        """Whether a person has reviewed the case."""
        return bool(getattr(self.case, "reviewed", None))

    def rests_on(self, key: str) -> bool:
        """Whether a proposal or precondition of the case has evidence in this source."""
        return any(item.source == key for thing in self._held for item in thing.evidence)

    @cached_property
    def between(self) -> frozenset[str]:
        """Names of mediators, by the case or the reports."""
        held = {self.party(p.id) for p in records(getattr(self.case, "mediators", ()))}
        for report in self.telling:
            for actor in report.reading.actors:
                if "mediator" in actor.roles and "party" not in actor.roles:
                    held.add(report.name(actor.represents or actor.id))
        return frozenset(held)

    @cached_property
    def unattached(self) -> frozenset[str]:
        """Names of persons who act for nobody, as far as the reports say: no parties."""
        return frozenset(
            report.name(actor.id)
            for report in self.telling
            for actor in report.reading.actors
            if actor.type == "person" and not (actor.represents or actor.part_of)
        )

    @cached_property
    def labels(self) -> Mapping[tuple[str, str], str]:
        """(source, local id) → O1 for an offer, D1 a demand, R1 readiness, F1 a first step.

        What a case holds keeps the case's name for it; the rest is numbered on.
        """
        names: dict[tuple[str, str], str] = {}
        taken = {thing.id.upper() for thing in self._held}
        counts: dict[str, int] = {}
        things: list[tuple[Report, Proposal | Precondition, str]] = [
            *((report, p, report.kind(p)) for report, p in self.proposals()),
            *((report, c, "F") for report, c in self.preconditions()),
        ]
        for report, thing, kind in things:
            label = self._case_name(report, thing, kind, set(names.values()))
            while not label or label in names.values():
                counts[kind] = counts.get(kind, 0) + 1
                label = f"{kind}{counts[kind]}"
                if label in taken:
                    label = ""
            names[report.key, thing.id] = label
        return names

    @cached_property
    def _held(self) -> tuple[Any, ...]:
        """The case's proposals and preconditions."""
        kinds = ("proposals", "preconditions")
        return tuple(thing for kind in kinds for thing in records(getattr(self.case, kind, ())))

    def _case_name(
        self, report: Report, thing: Proposal | Precondition, kind: str, used: set[str]
    ) -> str:
        """Name the thing of the case that shares words with this one and is most like it."""
        span, best, found = report.extent(thing), 0.0, ""
        by = thing.holder if isinstance(thing, Precondition) else thing.by
        names = set(report.each(by))
        for held in self._held:
            label = held.id.upper()
            if hasattr(held, "first") != isinstance(thing, Precondition) or label in used:
                continue
            shared = sum(
                max(0, min(span.end, e.span.end) - max(span.start, e.span.start))
                for e in held.evidence
                if e.source == report.key
            )
            alike = 2 * (names == {self.party(key) for key in held.by}) + label.startswith(kind)
            if shared and alike + shared / max(1, span.end - span.start) > best:
                best, found = alike + shared / max(1, span.end - span.start), label
        return found

    def label(self, report: Report, item: Proposal | Precondition) -> str:
        """What the brief calls this proposal or precondition."""
        return self.labels[report.key, item.id]

    def report(self, key: str) -> Report | None:
        """Find the report with this letter."""
        return next((report for report in self.reports if report.key == key), None)

    def at(self, evidence: Sequence[Evidence]) -> At:
        """Places of a case's or an analysis' evidence, as far as the sources are at hand."""
        found = At(())
        for item in evidence:
            report = self.report(item.source)
            if report is not None:
                found = found + report.at(item.span)
        return found

    # what a case calls its own things

    @cached_property
    def _options(self) -> Mapping[str, Any]:
        return {option.id: option for option in records(getattr(self.case, "options", ()))}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        found = {}
        for kind in ("mediators", "parties"):
            found.update({p.id: p.name or p.id for p in records(getattr(self.case, kind, ()))})
        return found

    def party(self, key: str) -> str:
        """Name a party or mediator of the case, by the name that the reports give it if they do.

        Reports may name something else by the party's key; where they name another actor as the
        case names the party, it is that one.
        """
        own = self._names.get(key)
        if own is not None and any(
            actor.name == own and actor.id != key
            for report in self.reports
            for actor in report.reading.actors
        ):
            return own
        for report in self.reports:
            if report.actor(key) is not None:
                return report.name(key)
        return self._names.get(key, key.replace("_", " "))

    def parties(self, keys: Sequence[str]) -> str:
        """Name several, alphabetically."""
        return listed(self.party(key) for key in keys)

    def label_of(self, key: str) -> str | None:
        """Give the case's own label of an option."""
        label: str | None = getattr(self._options.get(key), "label", None)
        return label

    @cached_property
    def _own_words(self) -> Mapping[str, str]:
        """Words of the texts for a draft's options that are no known act, by option."""
        found: dict[str, str] = {}
        for report in self.telling:
            for term in report.terms():
                if term.action == "other":
                    written = clean(report.quote(term.span).words)
                    cut = shorten(written, _WORDS, placeholder=" …")
                    found.setdefault(term.issue, f'"{cut}"')
        return found

    def option(self, key: str) -> str:
        """Name an option: by its label, else by what its name says, or in the text's words."""
        label = self.label_of(key)
        if not self.reviewed and known_issue(key):
            label = None  # a draft's label says the same in other words
        own = self._own_words.get(key.removesuffix("_"))  # a case adds it to a reserved name
        if own is not None and label is None and not self.reviewed:
            return own
        slugs = [pair for report in self.reports for pair in report.slugs]
        return label or issue_label(key, [*self._names.items(), *slugs])

    def act(self, option: str, values: Sequence[str]) -> str:
        """Name what would be done: an option, and its value where that is not yes."""
        label = self.option(option)
        if tuple(values) == ("yes",):
            return label
        if tuple(values) == ("no",):
            return f"not {label}" if label.startswith('"') else f"no {label}"
        every = getattr(self._options.get(option), "values", ())
        least = every[:1]
        if set(values) == set(every) - set(least):  # anything but the least: the act, left open
            return label
        shown = listed((value.replace("_", " ") for value in values), "or", order=False)
        unit = getattr(self._options.get(option), "unit", None)
        if unit and all(value.removeprefix("-")[:1].isdigit() for value in values):
            shown = f"{shown} {unit.replace('_', ' ')}"
        return f"{label} ({shown})"

    def wanted(self, option: str, values: Sequence[str]) -> str:
        """Name what is wanted of an option: its label, whatever its value, unless that is no."""
        return self.act(option, values) if tuple(values) == ("no",) else self.option(option)

    def case_label(self, key: str) -> str:
        """What the brief calls the case's proposal or precondition of this id."""
        return key.upper()

    def ground(self, evidence: Sequence[Evidence], assumption: str) -> Ground:
        """Ground of something that a case or an analysis says: its places, or the assumption."""
        return Ground(places=tuple(evidence)) if evidence else Ground(assumption=assumption)


def gather(
    readings: Sequence[Reading],
    *,
    case: Any = None,
    impasse: Any = None,
    meets: Any = None,
    questions: Any = None,
    stability: Mapping[str, Any] | None = None,
    moves: Any = None,
    leaving: Sequence[Any] = (),
    paths: Any = None,
    unjudged: str = "",
) -> Material:
    """Give every reading its letter: the one its case uses, else the next free one."""
    held = {s.sha256: s.id for s in records(getattr(case, "sources", ()))}
    free = iter(name for name in letters(len(readings) + len(held)) if name not in held.values())
    reports = tuple(
        Report(held.get(reading.document.sha256) or next(free), reading, alone=len(readings) == 1)
        for reading in readings
    )
    return Material(
        tuple(sorted(reports, key=lambda report: (len(report.key), report.key))),
        case=case,
        impasse=impasse,
        meets=meets,
        questions=questions,
        stability=dict(stability or {}),
        moves=moves,
        leaving=tuple(leaving),
        paths=paths,
        unjudged=unjudged,
    )


def records(items: Any) -> tuple[Any, ...]:
    """Give a case's records, whether it keeps them as a mapping or a sequence."""
    return tuple(items.values() if isinstance(items, Mapping) else items or ())


def _start(item: Proposal | Precondition) -> tuple[int, str]:
    if item.span is not None:
        return item.span.start, item.id
    terms = (
        (*item.gives, *item.wants)
        if isinstance(item, Proposal)
        else (item.required_first, item.then)
    )
    return min((term.span.start for term in terms), default=0), item.id
