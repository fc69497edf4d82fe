"""Proposals: what was offered and asked, each telling kept apart.

An offer gives its main part and wants what stands after *in exchange for*; a demand is read the
other way round. A readiness is kept as one and is no offer. *In return, …* at the head of a
sentence adds to the proposal before it where the same side speaks. A mediator's plan asks every
side for something: all its terms are wanted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from parley.model import Precondition, Proposal, Span
from parley.reading.attribution import Scene
from parley.reading.opponents import Opponents
from parley.reading.proposals.answers import answered
from parley.reading.proposals.conditional import conditional, implied_demand
from parley.reading.proposals.fitting import fits, told_again, told_by_paper, told_inside
from parley.reading.proposals.joining import continued, joined_to_last
from parley.reading.proposals.making import made_of
from parley.reading.proposals.papers import told_by_nouns
from parley.reading.terms import Terms

__all__ = ["find_proposals", "may_be_one", "with_conditional"]

_SPEAKING = ("offer", "counter_offer", "demand", "signal_readiness")


def find_proposals(scene: Scene, terms: Terms, opponents: Opponents) -> tuple[Proposal, ...]:
    """Every offer, demand and readiness, with reported answers.

    Parameters
    ----------
    scene : Scene
        With statements and their acts.
    terms : Terms
        Finds what is given and wanted.
    opponents : Opponents
        Tells whom a position is meant for.
    """
    found: list[Proposal] = []
    for statement in sorted(scene.statements, key=lambda s: scene.places[s.id][0]):
        if statement.act == "threaten":
            implied = implied_demand(scene, terms, opponents, statement)
            if implied is not None:
                found.append(replace(implied, id=f"p{len(found) + 1}"))
            continue
        hosts = statement.speech_act == "offer" and statement.act in ("mediate", "meet")
        if not (hosts or statement.act in _SPEAKING) or told_inside(scene, statement):
            continue
        if told_again(scene, statement, found):
            continue
        joined = joined_to_last(scene, terms, statement, found)
        if joined is not None:
            found[-1] = joined
            continue
        if found and told_by_paper(scene, statement):
            continue  # "the draft would …": what it adds is read with the proposal it belongs to
        made = made_of(scene, terms, opponents, statement)
        if made is not None and fits(scene, opponents, statement, made):
            found.append(replace(made, id=f"p{len(found) + 1}"))
    found = continued(scene, terms, opponents, found)
    found += told_by_nouns(scene, terms, opponents, found)
    return _settled(scene, found)


def with_conditional(
    scene: Scene,
    opponents: Opponents,
    proposals: tuple[Proposal, ...],
    preconditions: tuple[Precondition, ...],
) -> tuple[Proposal, ...]:
    """The proposals, with what a side says that it would do on a condition (*could …, once …*)."""
    found = list(proposals)
    for condition in preconditions:
        made = conditional(scene, opponents, condition, found)
        if made is not None:
            found.append(made)
    return proposals if len(found) == len(proposals) else _settled(scene, found)


def _settled(scene: Scene, found: list[Proposal]) -> tuple[Proposal, ...]:
    """In reading order, numbered, with answers and the tellings that may be of one proposal."""
    found.sort(key=lambda p: p.span or Span(0, 0))
    bare = [
        replace(p, id=f"p{n}", status=_first_status(p), possible_same_as=())
        for n, p in enumerate(found, start=1)
    ]
    return tuple(_alike(answered(scene, bare)))


def _first_status(
    proposal: Proposal,
) -> Literal["declared_readiness", "standing", "open"]:
    """What a proposal is before any answer."""
    if proposal.status == "declared_readiness":
        return "declared_readiness"
    return "standing" if proposal.kind != "offer" else "open"


def _alike(found: list[Proposal]) -> list[Proposal]:
    """Mark tellings that may be of one proposal: one side, and a term of each kind in common."""
    return [
        replace(
            p,
            possible_same_as=tuple(q.id for q in found if q.id != p.id and may_be_one(p, q)),
        )
        for p in found
    ]


def may_be_one(p: Proposal, q: Proposal) -> bool:
    """Whether two tellings may be of one proposal; that they are is never decided here."""
    if "declared_readiness" in (p.status, q.status) or set(p.by) != set(q.by):
        return False
    gives = {t.issue for t in p.gives} & {t.issue for t in q.gives}
    wants = {t.issue for t in p.wants} & {t.issue for t in q.wants}
    return bool(gives) and bool(wants)
