"""Who makes what wait for what: the links between acts, each with its holder and its basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.analysis.positions import Act, Positions, merged, terms_by_stage, withdrawn
from parley.model import Basis, CasePrecondition, CaseProposal, Evidence

__all__ = ["Link", "links"]


@dataclass(frozen=True, slots=True)
class Link:
    """`then` waits for `first`, because somebody asks it so or gives the one for the other."""

    kind: Literal["asked_first", "in_return"]
    """``asked_first``: a precondition; ``in_return``: a proposal gives `then` for `first`."""
    holders: tuple[str, ...]
    first: Act
    then: Act
    order: Literal["before", "only_if", "until", "with"]
    strict: bool
    """Whether `first` must be done earlier; otherwise one simultaneous step would do."""
    origin: str
    """Id of the precondition or proposal."""
    basis: Basis
    evidence: tuple[Evidence, ...]


def links(known: Positions) -> tuple[Link, ...]:
    """Every link of a case: preconditions first, then proposals, in the case's order.

    A mediator's proposal asks nothing for itself and a readiness is no offer: neither makes a
    link. An offer that its maker is reported to have withdrawn makes none either.
    """
    found = [link for one in known.preconditions for link in _asked_first(known, one)]
    for proposal in known.proposals:
        asks = proposal.kind != "readiness" and not known.by_mediator(proposal)
        if asks and not withdrawn(proposal):
            found.extend(_in_return(known, proposal))
    return tuple(found)


def _asked_first(known: Positions, condition: CasePrecondition) -> list[Link]:
    return [
        Link(
            "asked_first",
            condition.by,
            known.act(first),
            known.act(then),
            condition.order,
            condition.order != "with",
            condition.id,
            condition.basis,
            merged(condition.evidence, first.evidence, then.evidence),
        )
        for first in condition.first
        for then in condition.then
    ]


def _in_return(known: Positions, proposal: CaseProposal) -> list[Link]:
    return [
        Link(
            "in_return",
            proposal.by,
            known.act(want),
            known.act(give),
            "with",
            False,
            proposal.id,
            proposal.basis,
            merged(proposal.evidence, want.evidence, give.evidence),
        )
        for gives, wants in terms_by_stage(proposal)
        for want in wants
        for give in gives
    ]
