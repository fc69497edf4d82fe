"""From proposals and preconditions as read to those of a case, with answers and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from parley.case.draft_options import DraftOption, evidence, name_of
from parley.model import Figure, Precondition, Proposal, Reading, Span, Term
from parley.reading.proposals import may_be_one

__all__ = ["Positions"]

_READING = "if sincere and about the terms, not their order or moment"


class Positions:
    """Positions of several texts, each telling kept apart.

    Parameters
    ----------
    readings : mapping of str to Reading
        By source letter.
    options : mapping of str to DraftOption
        The options that terms become.
    parties : list of str
        Ids of the parties.
    mediators : frozenset of str
        Ids of the mediators; their proposals put every term under `wants`.
    """

    def __init__(
        self,
        readings: Mapping[str, Reading],
        options: Mapping[str, DraftOption],
        parties: list[str],
        mediators: frozenset[str],
    ) -> None:
        self.readings = readings
        self.options = options
        self.parties = parties
        self.mediators = mediators
        self.known: list[tuple[str, str, Reading, Proposal]] = list(self._named())
        self._left: list[str] = []

    def _named(self) -> Iterator[tuple[str, str, Reading, Proposal]]:
        """Name each told proposal: offers ``o1`` …, demands ``d1`` …, readiness ``r1`` …."""
        counts: dict[str, int] = {}
        for letter, reading in self.readings.items():
            for proposal in reading.proposals:
                by = [p for p in proposal.by if p in self.parties or p in self.mediators]
                if not by or not self._terms(proposal):
                    continue
                sort = {"offer": "o", "demand": "d", "demand_with_offer": "d"}[proposal.kind]
                if proposal.status == "declared_readiness":
                    sort = "r"
                elif any(q.startswith("p") for q in proposal.possible_same_as) and sort == "d":
                    sort = "o"  # another telling of an offer
                counts[sort] = counts.get(sort, 0) + 1
                yield f"{sort}{counts[sort]}", letter, reading, proposal

    def _terms(self, proposal: Proposal) -> list[Term]:
        return [t for t in (*proposal.gives, *proposal.wants) if name_of(t.issue) in self.options]

    def proposals(self) -> list[dict[str, Any]]:
        """The case's proposals."""
        return [self._proposal(*known) for known in self.known]

    def _proposal(
        self, name: str, letter: str, reading: Reading, proposal: Proposal
    ) -> dict[str, Any]:
        readiness = proposal.status == "declared_readiness"
        made: dict[str, Any] = {"id": name, "kind": "readiness" if readiness else proposal.kind}
        made["by"] = [p for p in proposal.by if p in self.parties or p in self.mediators]
        to = [p for p in proposal.to if p in self.parties]
        if to:
            made["to"] = to
        gives, wants = proposal.gives, proposal.wants
        if set(made["by"]) & self.mediators:
            gives, wants = (), (*gives, *wants)
            made["kind"] = "offer"
        for key, terms in (("gives", gives), ("wants", wants)):
            values = self._values(terms, reading)
            if values:
                made[key] = values
        answers = self._answers(letter, reading, proposal)
        if answers:
            made["answers"] = answers
        same = self._possibly_same(name, letter, proposal)
        if same:
            made["possibly_same"] = same
        if reading.document.published:
            made["date"] = reading.document.published
        made["evidence"] = self._places(letter, reading, proposal)
        return made

    def _values(self, terms: tuple[Term, ...], reading: Reading) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for term in terms:
            option = self.options.get(name_of(term.issue))
            if option is None:
                continue
            values = option.value(term, reading)
            value: Any = values[0] if len(values) == 1 else values
            amount = _amount(term, reading) if option.action == "release" else None
            including = [_words(reading, span) for span in term.including]
            if amount or including:
                value = {"is": value}
                if amount:
                    value["amount"] = amount
                if including:
                    value["including"] = including
            made[option.id] = value
        return made

    def _answers(self, letter: str, reading: Reading, proposal: Proposal) -> list[dict[str, Any]]:
        if proposal.status not in ("rejected", "accepted", "withdrawn"):
            return []
        told = next((s for s in reading.statements if s.id == proposal.status_statement), None)
        if (
            told is not None
        ):  # from the answer's cue to its end, or just the cue where it stands apart
            start = min((told.content.start, *(cue.start for cue in told.cues)))
            place = Span(start, told.content.end)
        elif proposal.status_span is not None:
            place = proposal.status_span
        else:
            return []
        return [
            {"by": party, "answer": proposal.status, "evidence": [evidence(letter, place)]}
            for party in proposal.status_by
            if party in self.parties or party in self.mediators
        ]

    def _possibly_same(self, name: str, letter: str, proposal: Proposal) -> list[str]:
        return [
            other_name
            for other_name, other_letter, _, other in self.known
            if other_name != name
            and (
                other.id in proposal.possible_same_as
                if letter == other_letter
                else may_be_one(proposal, other)
            )
        ]

    def _places(self, letter: str, reading: Reading, proposal: Proposal) -> list[str]:
        """Each statement that tells of the proposal, from its first cue on."""
        told = [s for s in reading.statements if s.id in proposal.statements]
        places = [
            evidence(letter, Span(min(s.content.start, *(c.start for c in s.cues)), s.content.end))
            for s in told
            if s.cues
        ]
        return places or ([evidence(letter, proposal.span)] if proposal.span else [])

    def together(self) -> list[dict[str, Any]]:
        """Parties that make a proposal or set a condition together."""
        found: dict[tuple[str, ...], list[str]] = {}
        for letter, reading in self.readings.items():
            tellings: list[Proposal | Precondition] = [*reading.proposals, *reading.preconditions]
            for told in tellings:
                by = told.by if isinstance(told, Proposal) else told.holder
                names = tuple(sorted(p for p in by if p in self.parties))
                if len(names) > 1 and told.span is not None:
                    found.setdefault(names, []).append(evidence(letter, told.span))
        return [
            {"parties": list(names), "basis": "reported", "evidence": places}
            for names, places in found.items()
        ]

    def preconditions(self) -> list[dict[str, Any]]:
        """The case's preconditions."""
        made: list[dict[str, Any]] = []
        for letter, reading in self.readings.items():
            for condition in reading.preconditions:
                by = [p for p in condition.holder if p in self.parties or p in self.mediators]
                first = self._values((condition.required_first,), reading)
                then = self._values((condition.then,), reading)
                if not by or not first or not then or condition.span is None:
                    continue
                made.append(
                    {
                        "id": f"f{len(made) + 1}",
                        "by": by,
                        "first": first,
                        "then": then,
                        "order": condition.order,
                        "evidence": [evidence(letter, condition.span)],
                    }
                )
        return made

    def preferences(self) -> dict[str, Any]:
        """What offers and refusals imply, inferred, where every value is one."""
        made: dict[str, Any] = {}
        for name, letter, reading, proposal in self.known:
            if proposal.status == "declared_readiness" or proposal.kind == "demand":
                continue
            state = self._one_state(proposal, reading)
            if state is None:
                self._left.append(
                    f"{name}: leaves a value open, so no preference is inferred from it."
                )
                continue
            place = {
                "basis": "inferred",
                "evidence": self._places(letter, reading, proposal),
                "note": _READING,
            }
            for party in proposal.by:
                if party in self.parties:
                    self._prefer(made, party, {"better": state, "worse": "status_quo", **place})
            if proposal.status == "rejected":
                for party in proposal.status_by:
                    if party not in self.parties:
                        continue
                    if self._sets_condition(party):
                        self._left.append(
                            f"{name}: {party}'s refusal may be about the order of steps."
                        )
                    else:
                        self._prefer(made, party, {"better": "status_quo", "worse": state, **place})
        return made

    def _prefer(self, made: dict[str, Any], party: str, entry: dict[str, Any]) -> None:
        entries = made.setdefault(party, {"prefers": []})["prefers"]
        reverse = {"better": entry["worse"], "worse": entry["better"]}
        if all({k: e[k] for k in ("better", "worse")} != reverse for e in entries):
            entries.append(entry)

    def _one_state(self, proposal: Proposal, reading: Reading) -> dict[str, str] | None:
        if (
            not proposal.gives
            or not proposal.wants
            or len(self._terms(proposal)) != len((*proposal.gives, *proposal.wants))
        ):
            return None
        state: dict[str, str] = {}
        for term in (*proposal.gives, *proposal.wants):
            option = self.options[name_of(term.issue)]
            values = option.value(term, reading)
            if len(values) != 1:
                return None
            state[option.id] = values[0]
        return state

    def _sets_condition(self, party: str) -> bool:
        return any(party in c.holder for r in self.readings.values() for c in r.preconditions)

    def open_points(self) -> list[str]:
        """What was left open while positions were written."""
        return list(dict.fromkeys(self._left))


def _words(reading: Reading, span: Span) -> str:
    return " ".join(reading.document.text[span.start : span.end].split())


def _amount(term: Term, reading: Reading) -> dict[str, Any] | None:
    """The figure of a term, as far as its words go."""
    figure: Figure | None = next((f for f in reading.figures if f.id == term.figure), None)
    if figure is None or figure.comparator == "all":
        return None
    made: dict[str, Any] = {"comparator": figure.comparator}
    if figure.value is not None:
        made["value"] = f"{figure.value:g}"
    elif figure.low is not None and figure.high is not None:
        made |= {"low": f"{figure.low:g}", "high": f"{figure.high:g}"}
    else:
        made["words"] = _words(reading, figure.number_span)
    return made
