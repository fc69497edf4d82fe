"""What to find out next, from the case alone: what blocks comes first.

A question asks; it states nothing. Each is raised by a general rule from something that the case
holds or plainly leaves open, and carries the places that raised it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import networkx as nx

from parley.analysis.impasse import Impasse, impasse
from parley.analysis.open_points import (
    after_it_ends,
    is_it_all,
    terms_of,
    value_open,
    what_counts,
    what_exactly,
)
from parley.analysis.positions import Positions, listed, merged, positions, terms_by_stage
from parley.analysis.question import Question
from parley.model import CaseProposal

__all__ = ["Question", "questions"]


Rule = Callable[[Positions, Impasse], Iterator[Question]]


def questions(case: Any) -> tuple[Question, ...]:
    """List what to find out, what blocks first.

    Parameters
    ----------
    case : Case
        Needs no preferences and no state space.

    Returns
    -------
    tuple of Question
        Ranked by rule, within a rule in the case's order.
    """
    known, waits = positions(case), impasse(case)
    return tuple(question for rule in _RULES for question in rule(known, waits))


def _circle(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask how a circle could open in which something is asked for earlier."""
    for circle in waits.circles:
        if not circle.blocks:
            continue
        acts = [known.words(step.act) for step in circle.steps]
        origins = _each(k.origin for step in circle.steps for k in step.links)
        yield Question(
            "circle",
            origins,
            _each(step.act.option for step in circle.steps),
            circle.holders,
            f"Would the sides take {listed(acts, 'and')} in one step, or split one of them?",
            circle.evidence,
        )


def _order(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask whether an act with two places in the order would come first, or only in return."""
    for place in waits.two_places:
        holders = _each(by for k in place.returns for by in k.holders)
        askers = _each(by for k in place.firsts for by in k.holders)
        then = _each(known.words(k.then) for k in place.firsts)
        yield Question(
            "order",
            _each(k.origin for k in (*place.returns, *place.firsts)),
            (place.act.option,),
            (*holders, *(p for p in askers if p not in holders)),
            f"Would {known.names(holders)} take the {known.words(place.act)} before "
            f"{listed(then, 'and')}, or only in return?",
            place.evidence,
            {"then": then},
        )


def _one_offer(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask whether tellings that may be of one proposal are."""
    for group in _tellings(known):
        if len(group) < 2:
            continue
        kinds = {proposal.kind for proposal in group}
        noun = _NOUNS[group[0].kind] if len(kinds) == 1 else "one proposal"
        ids = tuple(proposal.id for proposal in group)
        yield Question(
            "one_proposal",
            ids,
            _each(term.option for proposal in group for term in terms_of(proposal)),
            _each(by for proposal in group for by in proposal.by),
            f"Are {listed(ids, 'and')} {noun}, and does it still stand?",
            merged(*(proposal.evidence for proposal in group)),
        )


_NOUNS = {
    "offer": "one offer",
    "demand": "one demand",
    "demand_with_offer": "one proposal",
    "readiness": "one readiness",
}


def _tellings(known: Positions) -> tuple[tuple[CaseProposal, ...], ...]:
    """All proposals, those together that `possibly_same` joins, in whichever it is written."""
    graph: nx.Graph[str] = nx.Graph()
    order = {proposal.id: proposal for proposal in known.proposals}
    graph.add_nodes_from(order)
    for proposal in known.proposals:
        graph.add_edges_from((proposal.id, o) for o in proposal.possibly_same if o in order)
    joined = [nx.node_connected_component(graph, name) for name in order]
    groups = dict.fromkeys(tuple(n for n in order if n in group) for group in joined)
    return tuple(tuple(order[n] for n in group) for group in groups)


def _joint_answer(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask about the others, where parties act together and some are reported to have answered."""
    for group in _tellings(known):
        answers = [(p, answer) for p in group for answer in p.answers]
        answered = {answer.by for _, answer in answers}
        for by, word in dict.fromkeys((a.by, a.answer) for _, a in answers):
            others = known.side(by) - answered - {b for p in group for b in p.by}
            ordered = tuple(party for party in known.parties if party in others)
            if word == "withdrawn" or not ordered:
                continue
            told = [(p, a) for p, a in answers if (a.by, a.answer) == (by, word)]
            ids = _each(p.id for p, _ in told)
            yield Question(
                "joint_answer",
                ids,
                (),
                (*ordered, by),
                f"Did {known.names(ordered)} answer {listed(ids, 'and')} too, as "
                f"is reported of {known.name(by)}?",
                merged(
                    *(p.evidence + a.evidence for p, a in told),
                    *(together.evidence for together in known.together if by in together.parties),
                ),
                {"answer": (word,)},
            )


def _no_answer(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask for the answer, where none is reported to an offer or demand."""
    for group in _tellings(known):
        open_ = [proposal for proposal in group if proposal.kind != "readiness"]
        if not open_ or any(proposal.answers for proposal in open_):
            continue
        asked = _each(party for proposal in open_ for party in _asked_of(known, proposal))
        ids = tuple(proposal.id for proposal in open_)
        who = f" of {known.names(asked)}" if asked else ""
        yield Question(
            "no_answer",
            ids,
            (),
            asked,
            f"What is the answer{who} to {listed(ids, 'and')}? None was found.",
            merged(*(proposal.evidence for proposal in open_)),
        )


def _asked_of(known: Positions, proposal: CaseProposal) -> tuple[str, ...]:
    """Whose answer it is: who is addressed, else who would do what is wanted."""
    wanted = [want for _, wants in terms_by_stage(proposal) for want in wants]
    doers = (by for want in wanted for by in known.doers(want.option))
    return proposal.to or _each(by for by in doers if by not in proposal.by)


def _each(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _no_first_step(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask whether a party asks for something first, where others do and nothing is reported."""
    silent = tuple(
        party
        for party in waits.no_first_step_reported
        if any(party in proposal.by for proposal in known.proposals)
    )
    if waits.asks_first and silent:
        asked = [k for k in waits.links if k.kind == "asked_first"]
        yield Question(
            "no_first_step_reported",
            _each(k.origin for k in asked),
            (),
            silent,
            f"Did {known.names(silent)} ask for anything first? Nothing was found.",
            merged(*(k.evidence for k in asked)),
        )


_RULES: tuple[Rule, ...] = (
    _circle,
    _order,
    _one_offer,
    _joint_answer,
    what_counts,
    _no_answer,
    is_it_all,
    after_it_ends,
    value_open,
    what_exactly,
    _no_first_step,
)
"""What blocks first; within the list, order is rank."""
