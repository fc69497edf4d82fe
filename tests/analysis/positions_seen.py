"""Cases of positions for the tests, built from records so that no case file is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from parley.model import (
    Answer,
    CasePrecondition,
    CaseProposal,
    Evidence,
    Mediator,
    Option,
    Party,
    Span,
    Together,
    Value,
)


@dataclass(frozen=True)
class Positions:
    """What a case gives to the analyses that need no preferences."""

    parties: tuple[Party, ...]
    options: tuple[Option, ...]
    proposals: tuple[CaseProposal, ...] = ()
    preconditions: tuple[CasePrecondition, ...] = ()
    acting_together: tuple[Together, ...] = ()
    mediators: tuple[Mediator, ...] = ()
    status_quo: Mapping[str, str] = field(default_factory=dict)


def at(start: int, end: int, source: str = "A") -> tuple[Evidence, ...]:
    return (Evidence(source, Span(start, end)),)


def value(option: str, *values: str) -> Value:
    return Value(option, values or ("yes",))


OFFER, FIRST, SECOND = at(0, 103), at(168, 308), at(1013, 1153)


def halt_for_release() -> Positions:
    """The shared report's positions: two tellings of an offer, two first steps, a demand."""
    open_halt = value("halt", "week", "ceasefire")
    return Positions(
        parties=(
            Party("hamas", "Hamas"),
            Party("israel", "Israel"),
            Party("pij", "Palestinian Islamic Jihad"),
        ),
        mediators=(Mediator("egypt", "Egypt"),),
        acting_together=(Together(("hamas", "pij"), "reported", at(1022, 1152)),),
        options=(
            Option("talks", ("hamas", "israel", "pij"), "all"),
            Option("halt", ("israel",), values=("none", "week", "ceasefire"),
                   lasts={"week": "P7D"}),
            Option("aid", ("israel",)),
            Option("freed_from_gaza", ("hamas", "pij"), "any", ("none", "some", "all"),
                   unit="people", label="people held in Gaza, freed"),
            Option("freed_by_israel", ("israel",), values=("none", "all"), unit="people",
                   label="people held by Israel, freed"),
        ),
        status_quo={"talks": "no", "halt": "none", "aid": "no", "freed_from_gaza": "none",
                    "freed_by_israel": "none"},
        proposals=(
            CaseProposal(
                "o1", "offer", ("israel",), ("hamas",),
                gives=(open_halt,),
                wants=(Value("freed_from_gaza", ("some",), {"comparator": "approx", "value": 40}),),
                answers=(Answer("hamas", "rejected", "reported", at(0, 35)),),
                possibly_same=("o2",), basis="reported", evidence=OFFER,
            ),
            CaseProposal(
                "o2", "demand_with_offer", ("israel",),
                gives=(value("halt", "week"), value("aid")),
                wants=(
                    Value("freed_from_gaza", ("some",),
                          {"comparator": "vague", "words": "several dozen"},
                          ("all remaining women", "all remaining children")),
                ),
                basis="reported", evidence=at(581, 814),
            ),
            CaseProposal(
                "d1", "demand_with_offer", ("hamas", "pij"),
                gives=(Value("freed_from_gaza", ("some", "all"),
                             {"comparator": "gt", "value": 100}),),
                wants=(value("freed_by_israel", "all"),),
                basis="reported", evidence=at(1154, 1282),
            ),
            CaseProposal(
                "r1", "readiness", ("israel",),
                gives=(open_halt, value("aid")), wants=(value("freed_from_gaza", "some"),),
                basis="stated", evidence=at(1683, 1875),
            ),
        ),
        preconditions=(
            CasePrecondition("f1", ("hamas",), (open_halt,), (value("talks"),), "before",
                             "reported", FIRST),
            CasePrecondition("f2", ("hamas", "pij"), (open_halt,), (value("talks"),), "before",
                             "reported", SECOND),
        ),
    )  # fmt: skip


def three_stages() -> CaseProposal:
    """A mediator's plan: a pause and some freed; talks; a lasting halt, everybody freed."""
    return CaseProposal(
        "e1", "offer", ("egypt",),
        stages=(
            ((), (value("halt", "week"), Value("freed_from_gaza", ("some",),
                                               {"comparator": "eq", "value": 40}))),
            ((), (value("talks"),)),
            ((), (value("halt", "ceasefire"), value("freed_from_gaza", "all"),
                  value("freed_by_israel", "all"))),
        ),
        basis="reported", evidence=at(0, 90, "D"),
    )  # fmt: skip


def strike(*preconditions: CasePrecondition, proposals: tuple[CaseProposal, ...] = ()) -> Positions:
    """A labour dispute: work, talks and pay, with whatever conditions a test asks for."""
    return Positions(
        parties=(Party("employer", "The employer"), Party("union", "The union")),
        options=(
            Option("work", ("union",), label="return to work"),
            Option("talks", ("employer",), label="talks on pay"),
            Option("wage", ("employer",), numeric=True, unit="percent",
                   values=tuple(str(v) for v in range(0, 41, 5))),
            Option("arbiter", ("employer", "union"), "any", ("none", "court", "panel")),
        ),
        status_quo={"work": "no", "talks": "no", "wage": "0", "arbiter": "none"},
        preconditions=preconditions,
        proposals=proposals,
    )  # fmt: skip


def renamed(case: Positions, to: Mapping[str, str]) -> Positions:
    """The same case under other party ids and names."""

    def every(parties: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(to.get(party, party) for party in parties)

    return replace(
        case,
        parties=tuple(Party(to[p.id], f"The {to[p.id]}") for p in case.parties),
        options=tuple(replace(o, by=every(o.by)) for o in case.options),
        acting_together=tuple(replace(t, parties=every(t.parties)) for t in case.acting_together),
        proposals=tuple(
            replace(p, by=every(p.by), to=every(p.to),
                    answers=tuple(replace(a, by=to[a.by]) for a in p.answers))
            for p in case.proposals
        ),
        preconditions=tuple(replace(c, by=every(c.by)) for c in case.preconditions),
    )  # fmt: skip
