"""Positions: what is offered, asked, tied together, asked first, answered; in our own sentences."""

from __future__ import annotations

from typing import Any

import pytest

from parley.model import Reading, Term
from parley.reading import read


def side(terms: tuple[Term, ...]) -> list[str]:
    return [f"{t.issue}={t.value}" for t in terms]


def table(reading: Reading) -> list[tuple[str, str, str, list[str], list[str]]]:
    """Kind, by, to, gives, wants of every proposal."""
    return [
        (p.kind, " ".join(p.by), " ".join(p.to), side(p.gives), side(p.wants))
        for p in reading.proposals
    ]


# text, kind, by, to, gives, wants
POSITIONS: list[Any] = [
    ("Chad offered to free 30 prisoners.",
     "offer", "chad", "", ["freed_by_chad=some"], []),
    ("Iran promised to allow inspections.", "offer", "iran", "", ["inspections=yes"], []),
    ("Kenya said on Monday it would reopen the border.",
     "offer", "kenya", "", ["passage=yes"], []),
    ("Envoys discussed a Kenyan proposal to lower tariffs.",
     "offer", "kenya", "", ["tariffs=no"], []),
    ("The company offered a raise of 4 percent.", "offer", "company", "", ["pay=4"], []),
    ("France urged Italy to lift the sanctions.",
     "demand", "france", "italy", [], ["sanctions=no"]),
    ("Ghana called on Togo to withdraw its troops.",
     "demand", "ghana", "togo", [], ["withdrawal=yes"]),
    ("Ankara demanded that Athens withdraw its troops.",
     "demand", "turkey", "greece", [], ["withdrawal=yes"]),
    ("The carmaker asked the union to end the strike.",
     "demand", "carmaker", "union", [], ["strike=no"]),
    # what is tied to what
    ("Chad offered to free 30 prisoners in exchange for fuel.",
     "offer", "chad", "", ["freed_by_chad=some"], ["aid=yes"]),
    ("The union offered to end the strike in return for a raise of 6 percent.",
     "offer", "union", "", ["strike=no"], ["pay=6"]),
    ("Chad demanded the release of all prisoners in exchange for the freeing of 30 hostages "
     "held in Tarsa.",
     "demand_with_offer", "chad", "", ["freed_from_tarsa=some"], ["people_freed=all"]),
    ("The union demanded a raise of 6 percent. In return, it offered to end the strike.",
     "demand_with_offer", "union", "", ["strike=no"], ["pay=6"]),
    ("Chad asked Sudan to withdraw its troops. In return, Chad was willing to free 30 prisoners.",
     "demand_with_offer", "chad", "sudan", ["freed_by_chad=some"], ["withdrawal=yes"]),
    ("Chad said it would free the prisoners only if Sudan withdrew its troops.",
     "offer", "chad", "sudan", ["freed_by_chad=None"], ["withdrawal=yes"]),
    ("Chad offered Sudan aid.", "offer", "chad", "sudan", ["aid=yes"], []),
    ("Chad demanded fuel in exchange for 30 prisoners.",
          "demand_with_offer", "chad", "", ["freed_by_chad=some"], ["aid=yes"]),
    ("Chad asked Sudan to withdraw its troops. In return, Chad would free 30 prisoners.",
          "demand_with_offer", "chad", "sudan", ["freed_by_chad=some"], ["withdrawal=yes"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "by", "to", "gives", "wants"), POSITIONS)
def test_one_position(
    text: str, kind: str, by: str, to: str, gives: list[str], wants: list[str]
) -> None:
    assert table(read(text)) == [(kind, by, to, gives, wants)]


NATIONALITIES = """Kenyan Peruvian French Chinese Israeli Iranian Russian American Indian Greek
    Saudi Qatari Sudanese Nigerian Ugandan Serbian""".split()


# Behind one word tagged NNP, "offer to" is read as a verb.
def test_every_nationality_makes_offers_alike() -> None:
    lost = [
        name
        for name in NATIONALITIES
        if not read(f"Togo rejected a {name} offer to halt attacks.").proposals
    ]
    assert lost == []


def test_an_offer_in_return_by_another_side_is_its_own() -> None:
    text = "The union demanded a raise of 6 percent. In return, the company offered shorter hours."
    found = read(text).proposals
    assert [(p.kind, p.by) for p in found] == [("demand", ("union",)), ("offer", ("company",))]


# text, status, by whom
ANSWERS: list[Any] = [
    ("Ghana offered to halt its raids. Togo rejected the offer.", "rejected", "togo"),
    ("Ghana offered to halt its raids. Togo accepted the proposal.", "accepted", "togo"),
    ("Chile has accepted a Peruvian offer to open the port.", "accepted", "chile"),
    ("Chile has rejected a Peruvian offer to open the port, Reuters said.", "rejected", "chile"),
    ("The union demanded a raise of 6 percent. The company turned down the demand.",
     "rejected", "company"),
    ("Hungary dropped its demand for inspections.", "withdrawn", "hungary"),
    ("Ghana withdrew its offer of aid.", "withdrawn", "ghana"),
    ("Ghana offered to halt its raids. Togo rejected a map of the valley.", "open", ""),
    ("Ghana offered to halt its raids. Togo said the road was shut.", "open", ""),
    ("Ghana offered to halt its raids. Ghana rejected the offer.", "open", ""),
    ("Ghana is ready to free the prisoners. Togo rejected the offer.", "declared_readiness", ""),
    ("Ghana offered to halt its raids. Ghana withdrew the offer.", "withdrawn", "ghana"),
    ("Ghana's offer of a truce was rejected by Togo.", "rejected", "togo"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status", "by"), ANSWERS)
def test_answers(text: str, status: str, by: str) -> None:
    (proposal,) = read(text).proposals
    assert (proposal.status, " ".join(proposal.status_by)) == (status, by)


# text, holder, order, first, by whom, then
CONDITIONS: list[Any] = [
    ("Talks can begin only if Sudan halts its attacks, Chad said.",
     "chad", "only_if", "halt", "sudan", "talks"),
    ("Chad said it would free the prisoners only if Sudan withdrew its troops first.",
     "chad", "only_if", "withdrawal", "sudan", "release"),
    ("Uganda said it would sign the accord only once Kenya opened the border.",
     "uganda", "before", "passage", "kenya", "signature"),
    ("Chad insisted that Sudan withdraw its troops before talks could begin.",
     "chad", "before", "withdrawal", "sudan", "talks"),
    ("Peru demanded that Chile open the port before talks resume.",
     "peru", "before", "passage", "chile", "talks"),
    ("Kenya said it would not sign the pact until Uganda withdrew its troops.",
     "kenya", "until", "withdrawal", "uganda", "signature"),
    ("Chad will not free the prisoners unless Sudan withdraws its troops.",
     "chad", "only_if", "withdrawal", "sudan", "release"),
    ("Kenya will lift the sanctions provided that Uganda frees the prisoners, Kenya said.",
     "kenya", "only_if", "release", "uganda", "sanctions"),
    ("Chad said it would attend the talks as long as Sudan halted its shelling.",
     "chad", "only_if", "halt", "sudan", "talks"),
    ("Peru said it would lift the tariffs if Chile opened its market.",
     "peru", "only_if", "market_access", "chile", "tariffs"),
    ("Sudan must withdraw its troops before talks begin, Chad said.",
          "chad", "before", "withdrawal", "sudan", "talks"),
    ("Peru asked Chile to open the port before talks resume.",
          "peru", "before", "passage", "chile", "talks"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder", "order", "first", "who", "then"), CONDITIONS)
def test_preconditions(text: str, holder: str, order: str, first: str, who: str, then: str) -> None:
    (condition,) = read(text).preconditions
    assert " ".join(condition.holder) == holder
    assert condition.order == order
    assert (condition.required_first.action, " ".join(condition.required_first.actor)) == (
        first,
        who,
    )
    assert condition.then.action == then
    for marker in condition.markers:
        assert text[marker.start : marker.end] in (
            "only", "if", "first", "before", "until", "unless", "provided that", "as long as",
            "once",
        )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Chad demanded a truce before an April vote.",  # before a date orders nothing
        "Kenya threatened to close the border if Uganda kept its troops there.",
        "The port was shut until Monday.",
        "Chad offered a truce after the raids.",
    ],
)
def test_what_is_no_precondition(text: str) -> None:
    assert read(text).preconditions == ()


def test_a_readiness_is_no_offer_and_answers_nothing() -> None:
    text = "Chad is ready to halt its raids in order to enable the release of the prisoners."
    (proposal,) = read(text).proposals
    assert proposal.status == "declared_readiness"
    assert side(proposal.gives) == ["halt=None"]
    assert [t.action for t in proposal.wants] == ["release"]
    assert {s.act for s in read(text).statements} == {"signal_readiness"}


TWO_TELLINGS = (
    "Chad has offered a ceasefire in exchange for the release of 10 hostages, Reuters reported. "
    "According to envoys, Chad demanded that Sudan release several hostages held in Tarsa. "
    "In return, Chad was ready to halt its attacks for a week and allow more aid. "
)


def test_tellings_of_one_offer_stay_apart() -> None:
    reading = read(TWO_TELLINGS + "More than 40 hostages are held in Tarsa.")
    one, two = reading.proposals
    assert (one.kind, two.kind) == ("offer", "demand_with_offer")
    assert one.possible_same_as == (two.id,)
    assert two.possible_same_as == (one.id,)
    assert {t.issue for t in one.gives} < {t.issue for t in two.gives} == {"halt", "aid"}
    assert ("possibly_same_offer", (one.id, two.id)) in [
        (r.type, r.items) for r in reading.relations
    ]


def test_an_answer_to_one_telling_is_none_to_the_other() -> None:
    text = (
        "Sudan has rejected a Kenyan offer to halt its raids in exchange for the release of "
        "10 hostages, Reuters said. According to envoys, Kenya demanded that Sudan release "
        "several hostages. In return, Kenya was ready to halt its attacks for a week."
    )
    assert [p.status for p in read(text).proposals] == ["rejected", "standing"]


def test_other_sides_and_other_terms_are_never_one_offer() -> None:
    text = (
        "Chad offered a truce in exchange for fuel. Sudan offered a truce in exchange for fuel. "
        "Chad offered to lift sanctions in exchange for a withdrawal."
    )
    assert [p.possible_same_as for p in read(text).proposals] == [(), (), ()]


def test_an_executed_exchange_is_no_offer() -> None:
    reading = read("Chad released 30 prisoners in exchange for fuel from Sudan.")
    (exchange,) = reading.exchanges
    assert exchange.modality == "executed"
    assert exchange.a_by == ("chad",)
    assert reading.proposals == ()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Chad and Sudan accused each other of violating the truce.", "accuse_breach"),
        ("Chad and Sudan accused one another of breaking the accord.", "accuse_breach"),
        ("Chad and Sudan signed a truce. The two sides accused one another of violating the pact.",
         "accuse_breach"),
        ("Chad and Sudan accused each other of theft.", "comment"),
    ],
)  # fmt: skip
def test_a_mutual_accusation_is_told_of_each(text: str, act: str) -> None:
    (statement,) = [s for s in read(text).statements if s.speech_act == "accuse"]
    assert statement.reciprocal
    assert statement.act == act
    assert statement.to == ("chad", "sudan")


# text, the option, the people, who would do it
CUSTODY = [
    ("Chad demanded the release of all hostages held in Tarsa.",
     "freed_from_tarsa", "people held in Tarsa", ""),
    ("More than 40 hostages are held in Tarsa. Chad demanded the release of the hostages.",
     "freed_from_tarsa", "people held in Tarsa", ""),
    ("Some 300 prisoners are held by Sudan. Chad demanded the release of all prisoners.",
     "freed_by_sudan", "people held by Sudan", "sudan"),
    ("The Front held 30 prisoners. Chad demanded the release of the prisoners.",
     "freed_by_front", "people held by Front", "front"),
    ("Chad demanded the release of all prisoners.", "people_freed", "people held", ""),
    ("Chad demanded that Sudan release all prisoners.",
     "freed_by_sudan", "people held by Sudan", "sudan"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issue", "of", "who"), CUSTODY)
def test_people_held_are_told_by_place_or_holder(text: str, issue: str, of: str, who: str) -> None:
    (proposal,) = read(text).proposals
    (term,) = proposal.wants
    assert (term.issue, term.of, " ".join(term.actor)) == (issue, of, who)


@pytest.mark.parametrize(
    "text",
    [
        "Whisk the eggs and fold in the flour. Bake the cake for 40 minutes.",
        "Kenya beat Uganda 3-1 in the final. The coach said the team was ready for the cup.",
        "The central bank raised rates by half a point, analysts said.",
        "The minister opened a hospital in Lima on Monday.",
        "Heavy rain fell on the coast. Thousands lost power, according to the utility.",
        "",
    ],
)
def test_a_text_without_a_negotiation(text: str) -> None:
    reading = read(text)
    assert not reading.negotiation
    assert reading.proposals == ()
    assert reading.preconditions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Chad offered to free 30 prisoners.",
        "Talks can begin only if Sudan halts its attacks, Chad said.",
        "Chad and Sudan signed a truce in May.",
        "Chad denied that it had broken the truce.",
    ],
)
def test_a_text_with_one(text: str) -> None:
    assert read(text).negotiation


@pytest.mark.parametrize(
    "text",
    [
        "A soldier, Idris Ode, is held by the Front. The Front wants fuel.",
        "Mary Ode, a teacher, was kidnapped in May. Gunmen demanded a ransom for her release.",
        "A reporter named Jane Ode is held hostage in Tarsa. Chad demanded her release.",
        "The journalist Ana Ode was freed. Kidnappers had asked for a ransom.",
        "The Front kidnapped Idris Ode. Mr. Ode was working for a firm.",
        "The Front said it would free Idris Ode.",
    ],
)  # fmt: skip
def test_who_is_held_is_in_no_list(text: str) -> None:
    """A party's people are listed; those who are held are counted, never listed."""
    reading = read(text)
    assert [a.id for a in reading.actors if "ode" in a.id or "Ode" in a.name] == []
    chains = {link.actor for s in reading.statements for link in s.chain}
    assert not [name for name in chains if "ode" in name]
