"""What the terms leave open: values, numbers, lengths, and what exactly is offered."""

from __future__ import annotations

from collections.abc import Iterator

from parley.analysis.amounts import amount_words
from parley.analysis.impasse import Impasse
from parley.analysis.positions import Positions, listed, merged, terms_by_stage, withdrawn
from parley.analysis.question import Question
from parley.model import CasePrecondition, CaseProposal, Value

__all__ = ["after_it_ends", "is_it_all", "terms_of", "value_open", "what_counts", "what_exactly"]


def what_counts(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask what would count, where a first step's value is left open."""
    asked: dict[str, list[tuple[CasePrecondition, Value]]] = {}
    for condition in known.preconditions:
        for first in condition.first:
            if len(first.values) > 1:
                asked.setdefault(first.option, []).append((condition, first))
    for option, found in asked.items():
        ids = tuple(condition.id for condition, _ in found)
        values = tuple(dict.fromkeys(v for _, first in found for v in known.act(first).values))
        yield Question(
            "what_counts",
            ids,
            (option,),
            tuple(dict.fromkeys(by for condition, _ in found for by in condition.by)),
            f"What would count as {known.label(option)} in {listed(ids, 'and')}: "
            f"{listed([value.replace('_', ' ') for value in values], 'or')}?",
            merged(*(condition.evidence + first.evidence for condition, first in found)),
            {"values": values},
        )


def is_it_all(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask whether all are meant, where a number is given that could be all."""
    for proposal, term in _standing_terms(known):
        option = known.options.get(term.option)
        comparator = str((term.amount or {}).get("comparator", ""))
        if option is None or "all" not in option.values or term.values == ("all",):
            continue
        if comparator not in ("gt", "ge") and "all" not in term.values:
            continue
        number = amount_words(term.amount or {})
        lead = f"Does {proposal.id} mean all{_written(term)}"
        if number and comparator not in ("gt", "ge"):  # some are meant, unless there are no more
            lead = f"Are {number}, as {proposal.id} says, all of them"
        yield Question(
            "is_it_all",
            (proposal.id,),
            (term.option,),
            proposal.by,
            f"{lead} ({known.label(term.option)})?",
            merged(proposal.evidence, term.evidence),
            {"comparator": (comparator,)},
        )


def _written(term: Value) -> str:
    words = amount_words(term.amount or {})
    return f", where it says {words}" if words else " or some"


def value_open(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask which value is meant, where an offer or demand leaves it open."""
    for proposal, term in _standing_terms(known):
        option = known.options.get(term.option)
        if len(term.values) < 2 or (option and "all" in option.values and "all" in term.values):
            continue
        values = tuple(v.replace("_", " ") for v in known.act(term).values)
        yield Question(
            "value_open",
            (proposal.id,),
            (term.option,),
            proposal.by,
            f"Which {known.label(term.option)} does {proposal.id} mean: {listed(values, 'or')}?",
            merged(proposal.evidence, term.evidence),
            {"values": known.act(term).values},
        )


def after_it_ends(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask what follows when a stated time ends, and who would confirm that it holds."""
    seen: set[tuple[str, str]] = set()
    for proposal, term in _standing_terms(known):
        option = known.options.get(term.option)
        lasting = [v for v in term.values if option and v in option.lasts]
        if option is None or len(term.values) > 1 or not lasting:
            continue
        if (term.option, lasting[0]) in seen:
            continue
        seen.add((term.option, lasting[0]))
        yield Question(
            "after_it_ends",
            (proposal.id,),
            (term.option,),
            option.by,
            f"Can the {known.words(known.act(term))} in {proposal.id} be extended, and who would "
            f"confirm that it holds?",
            merged(proposal.evidence, term.evidence),
            {"lasts": (option.lasts[lasting[0]],)},
        )


def what_exactly(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask how much and how, where something is offered as a bare yes."""
    seen: set[str] = set()
    for proposal in known.proposals:
        if proposal.kind == "readiness" or withdrawn(proposal):
            continue
        for gives, _ in terms_by_stage(proposal):
            for term in gives:
                if term.values != ("yes",) or term.amount or term.option in seen:
                    continue
                seen.add(term.option)
                yield Question(
                    "what_exactly",
                    (proposal.id,),
                    (term.option,),
                    proposal.by,
                    f"What exactly does {proposal.id} offer as {known.words(known.act(term))}: "
                    f"how much, and by which way?",
                    merged(proposal.evidence, term.evidence),
                )


def _standing_terms(known: Positions) -> Iterator[tuple[CaseProposal, Value]]:
    for proposal in known.proposals:
        if proposal.kind != "readiness" and not withdrawn(proposal):
            for term in terms_of(proposal):
                yield proposal, term


def terms_of(proposal: CaseProposal) -> tuple[Value, ...]:
    """Every term of a proposal, gives before wants, stage by stage."""
    return tuple(term for gives, wants in terms_by_stage(proposal) for term in (*gives, *wants))
