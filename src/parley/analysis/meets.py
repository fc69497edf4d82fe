"""Which proposal meets which demand: what a mediator looks at first. It needs no preferences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from parley.analysis.amounts import Aspect, Word, reach
from parley.analysis.positions import (
    Act,
    Positions,
    merged,
    positions,
    terms_by_stage,
    withdrawn,
)
from parley.model import Basis, CaseProposal, Evidence, Value

__all__ = ["Asked", "Cell", "Column", "MeetsTable", "meets"]

_RISING = ("no", "not_said", "in_part", "yes")
"""The least of a cell's comparisons decides it; what is not said is never taken for met."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A row: something that one or several parties ask for."""

    kind: Literal["first", "want"]
    """``first``: before something else may begin; ``want``: in a demand or for an offer."""
    term: Value
    before: tuple[Act, ...]
    """What it is asked before; empty for a want."""
    strict: bool
    by: tuple[str, ...]
    origins: tuple[str, ...]
    """Ids of the preconditions or proposals that ask it."""
    basis: Basis
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A proposal. A readiness is no offer and has no column."""

    id: str
    kind: str
    by: tuple[str, ...]
    mediated: bool
    withdrawn: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether one proposal, carried out as it stands, meets one thing asked."""

    word: Word | Literal["own"]
    reason: str
    """The deciding comparison, as a key: ``in return``, ``less``, ``number not said``, …"""
    aspects: tuple[Aspect, ...]
    """Every comparison made, with both sides' values."""
    stage: int | None
    """The stage that it comes at, from 1; None where the proposal has no stages."""
    in_return_for: tuple[Act, ...]
    """What the proposer wants for it."""
    evidence: tuple[Evidence, ...]
    basis: Basis = "inferred"


@dataclass(frozen=True, slots=True)
class MeetsTable:
    """Rows are what is asked, columns are proposals; ``cells[row][column]``."""

    rows: tuple[Asked, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]


def meets(case: Any) -> MeetsTable:
    """Compare everything that is asked with every proposal.

    Parameters
    ----------
    case : Case
        Needs no preferences and no state space.

    Returns
    -------
    MeetsTable
        First steps come first, then wants, each in the case's order. A cell is yes, no, in_part,
        not_said, or own where the asker asks it there; every one of them is inferred.

    Notes
    -----
    A first step that a proposal gives only in return is not met: the order is what is asked.
    An option that a proposal does not mention is not said, never no.
    """
    known = positions(case)
    offered = [proposal for proposal in known.proposals if proposal.kind != "readiness"]
    rows = _rows(known)
    columns = tuple(
        Column(
            proposal.id,
            proposal.kind,
            proposal.by,
            known.by_mediator(proposal),
            withdrawn(proposal),
            proposal.evidence,
        )
        for proposal in offered
    )
    cells = tuple(tuple(_cell(known, row, proposal) for proposal in offered) for row in rows)
    return MeetsTable(rows, columns, cells)


def _rows(known: Positions) -> tuple[Asked, ...]:
    rows: dict[Any, Asked] = {}
    for condition in known.preconditions:
        before = tuple(known.act(then) for then in condition.then)
        for first in condition.first:
            row = Asked(
                "first", first, before, condition.order != "with", condition.by, (condition.id,),
                condition.basis, merged(condition.evidence, first.evidence),
            )  # fmt: skip
            _add(rows, known, row)
    for proposal in known.proposals:
        if proposal.kind == "readiness" or known.by_mediator(proposal):
            continue
        for _, wants in terms_by_stage(proposal):
            for want in wants:
                row = Asked(
                    "want", want, (), False, proposal.by, (proposal.id,),
                    proposal.basis, merged(proposal.evidence, want.evidence),
                )  # fmt: skip
                _add(rows, known, row)
    return tuple(rows.values())


def _add(rows: dict[Any, Asked], known: Positions, row: Asked) -> None:
    """Put a row, joining it with one that asks the same in the same place of the order."""
    amount = tuple(sorted((str(k), str(v)) for k, v in (row.term.amount or {}).items()))
    key = (row.kind, known.act(row.term), amount, row.term.including, row.before, row.strict)
    if key not in rows:
        rows[key] = row
        return
    earlier = rows[key]
    rows[key] = replace(
        earlier,
        by=tuple(dict.fromkeys(earlier.by + row.by)),
        origins=tuple(dict.fromkeys(earlier.origins + row.origins)),
        basis=earlier.basis if earlier.basis == row.basis else _weaker(earlier.basis, row.basis),
        evidence=merged(earlier.evidence, row.evidence),
    )


def _weaker(one: Basis, other: Basis) -> Basis:
    strength: tuple[Basis, ...] = ("stated", "reported", "inferred", "assumed")
    return max(one, other, key=strength.index)


def _cell(known: Positions, row: Asked, proposal: CaseProposal) -> Cell:
    found = _terms(row.term.option, proposal)
    if not found:
        absent = Aspect("term", "not_said", "not mentioned")
        return Cell(
            "not_said", absent.reason, (absent,), None, (), merged(row.evidence, proposal.evidence)
        )
    if any(side == "wants" for _, side, _ in found) and set(row.by) & set(proposal.by):
        same = Aspect("term", "yes", "asked here")
        return Cell("own", same.reason, (same,), None, (), merged(row.evidence, proposal.evidence))
    cells = [_compared(known, row, proposal, *term) for term in found]
    # A staged proposal may name an option more than once: the furthest that it goes counts.
    return max(cells, key=lambda cell: (_RISING.index(cell.word), _reached(cell)))


def _reached(cell: Cell) -> int:
    return sum(_RISING.index(aspect.word) for aspect in cell.aspects)


def _terms(option: str, proposal: CaseProposal) -> list[tuple[int, str, Value]]:
    return [
        (stage, side, term)
        for stage, (gives, wants) in enumerate(terms_by_stage(proposal), 1)
        for side, terms in (("gives", gives), ("wants", wants))
        for term in terms
        if term.option == option
    ]


def _compared(
    known: Positions, row: Asked, proposal: CaseProposal, stage: int, side: str, term: Value
) -> Cell:
    option = known.options.get(term.option)
    aspects = reach(row.term, term, option, known.status_quo.get(term.option))
    wants = terms_by_stage(proposal)[stage - 1][1]
    price = tuple(known.act(want) for want in wants) if side == "gives" else ()
    # Whether a deed that does not meet what is asked would come in time is beside the point.
    if row.kind == "first" and row.strict and aspects[0].word != "no":
        aspects += (_order(known, row, proposal, stage, side),)
    deciding = min(aspects, key=lambda a: _RISING.index(a.word))
    return Cell(
        deciding.word,
        deciding.reason,
        aspects,
        stage if proposal.stages else None,
        price,
        merged(row.evidence, proposal.evidence, term.evidence),
    )


def _order(known: Positions, row: Asked, proposal: CaseProposal, stage: int, side: str) -> Aspect:
    """Whether the step would come before everything that it is asked before."""
    stages = terms_by_stage(proposal)
    gives, wants = stages[stage - 1]
    if side == "gives" and wants:
        if {known.act(want).option for want in wants} <= {act.option for act in row.before}:
            return Aspect("order", "not_said", "order not said")
        return Aspect("order", "no", "in return")
    if stage > 1:
        return Aspect("order", "no", "at a later stage")
    others = [t for t in (*gives, *wants) if t.option != row.term.option]
    asked_of = [t for t in others if set(known.doers(t.option)) & set(row.by)]
    if not others or (proposal.stages and not asked_of):
        return Aspect("order", "yes", "first")
    if proposal.stages:
        return Aspect("order", "no", "at the same stage as other terms")
    return Aspect("order", "not_said", "order not said")
