"""What to find out next, from the case alone: what blocks comes first.

A question asks; it states nothing. Each is raised by a general rule from something that the case
holds or plainly leaves open, and carries the places that raised it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

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
        origins = tuple(dict.fromkeys(k.origin for step in circle.steps for k in step.links))
        yield Question(
            "circle",
            origins,
            tuple(dict.fromkeys(step.act.option for step in circle.steps)),
            circle.holders,
            f"Would the sides take {listed(acts, 'and')} in one step, or split one of them?",
            circle.evidence,
        )


def _order(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask whether an act with two places in the order would come first, or only in return."""
    for place in waits.two_places:
        holders = tuple(dict.fromkeys(by for k in place.returns for by in k.holders))
        askers = tuple(dict.fromkeys(by for k in place.firsts for by in k.holders))
        then = tuple(dict.fromkeys(known.words(k.then) for k in place.firsts))
        yield Question(
            "order",
            tuple(dict.fromkeys(k.origin for k in (*place.returns, *place.firsts))),
            (place.act.option,),
            (*holders, *(p for p in askers if p not in holders)),
            f"Would {known.names(holders)} take the {known.words(place.act)} before "
            f"{listed(then, 'and')}, or only in return?",
            place.evidence,
            {"then": then},
        )


def _one_offer(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask whether tellings that may be of one proposal are."""
    by_id = {proposal.id: proposal for proposal in known.proposals}
    seen: set[str] = set()
    for proposal in known.proposals:
        group = _tellings(proposal.id, by_id)
        if len(group) < 2 or seen & set(group):
            continue
        seen |= set(group)
        many = "one proposal" if len({by_id[p].kind for p in group}) > 1 else _NOUNS[proposal.kind]
        yield Question(
            "one_proposal",
            group,
            tuple(dict.fromkeys(t.option for p in group for t in terms_of(by_id[p]))),
            tuple(dict.fromkeys(by for p in group for by in by_id[p].by)),
            f"Are {listed(group, 'and')} {many}, and does it still stand?",
            merged(*(by_id[p].evidence for p in group)),
        )


_NOUNS = {
    "offer": "one offer",
    "demand": "one demand",
    "demand_with_offer": "one proposal",
    "readiness": "one readiness",
}


def _tellings(start: str, by_id: Mapping[str, CaseProposal]) -> tuple[str, ...]:
    """All proposals joined to one by `possibly_same`, in whichever of them it is written."""
    group, grown = {start}, True
    while grown:
        grown = False
        for one in by_id.values():
            near = {one.id, *(other for other in one.possibly_same if other in by_id)}
            if near & group and not near <= group:
                group, grown = group | near, True
    return tuple(name for name in by_id if name in group)


def _joint_answer(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask about the others, where parties act together and some are reported to have answered."""
    for proposal in known.proposals:
        answered = {answer.by for answer in proposal.answers}
        for answer in proposal.answers:
            others = known.side(answer.by) - answered - set(proposal.by)
            ordered = tuple(party for party in known.parties if party in others)
            if answer.answer == "withdrawn" or not ordered:
                continue
            together = [t.evidence for t in known.together if answer.by in t.parties]
            yield Question(
                "joint_answer",
                (proposal.id,),
                (),
                (*ordered, answer.by),
                f"Did {known.names(ordered)} answer {proposal.id} too, as "
                f"{known.name(answer.by)} is reported to have done?",
                merged(proposal.evidence, answer.evidence, *together),
                {"answer": (answer.answer,)},
            )


def _no_answer(known: Positions, waits: Impasse) -> Iterator[Question]:
    """Ask for the answer, where none is reported to an offer or demand."""
    for proposal in known.proposals:
        if proposal.answers or proposal.kind == "readiness":
            continue
        if any(other.answers for other in _same(proposal, known)):
            continue
        asked = proposal.to or tuple(
            dict.fromkeys(
                by
                for _, wants in terms_by_stage(proposal)
                for want in wants
                for by in known.doers(want.option)
                if by not in proposal.by
            )
        )
        who = f" of {known.names(asked)}" if asked else ""
        yield Question(
            "no_answer",
            (proposal.id,),
            (),
            asked,
            f"What is the answer{who} to {proposal.id}? None is reported.",
            proposal.evidence,
        )


def _same(proposal: CaseProposal, known: Positions) -> list[CaseProposal]:
    by_id = {one.id: one for one in known.proposals}
    return [by_id[name] for name in _tellings(proposal.id, by_id) if name != proposal.id]


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
            tuple(dict.fromkeys(k.origin for k in asked)),
            (),
            silent,
            f"Does {known.names(silent)} ask for anything first? Nothing is reported."
            if len(silent) == 1
            else f"Do {known.names(silent)} ask for anything first? Nothing is reported.",
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
