"""Events in our own sentences: what happened and what was said, by whom, to whom, how far."""

from __future__ import annotations

from typing import Any

import pytest

from parley.model import Event
from parley.reading import read


def told(text: str) -> list[Event]:
    return list(read(text, published="2026-03-08").events)


# text, events as act, source, target, modality
EVENTS: list[Any] = [
    ("Kenyan Foreign Minister Musalia Mudavadi met Egyptian envoys in Cairo on Monday.",
     ("meet", "musalia_mudavadi", "egyptian_envoys", "actual")),
    ("Peru and Chile will meet in Lima next week.",
     ("meet", "peru chile", "peru chile", "planned")),
    ("Delegations from Chad and Sudan will meet in Doha.",
     ("meet", "chad sudan", "chad sudan", "planned")),
    ("Talks between Kenya and Uganda are expected to resume in Lusaka.",
     ("meet", "kenya uganda", "kenya uganda", "planned")),
    ("The talks were also due to include Chad.", ("meet", "chad", "", "planned")),
    ("Talks between Kenya and Uganda resumed in Lusaka.",
     ("meet", "kenya uganda", "kenya uganda", "actual")),
    ("Qatar mediated between Chad and Sudan.", ("mediate", "qatar", "chad sudan", "actual")),
    ("The truce, brokered by Qatar, held for a week.", ("mediate", "qatar", "", "actual")),
    ("Chad released 30 prisoners on Friday.", ("deliver", "chad", "", "actual")),
    ("Chad released 30 prisoners and Sudan freed 12 soldiers.",
     ("deliver", "sudan", "", "actual")),
    ("The truce collapsed on Friday.", ("end", "", "", "actual")),
    ("Chad and Sudan signed a truce in May.", ("agree", "chad sudan", "chad sudan", "actual")),
    ("Sudan attacked Uganda on Monday.", ("attack", "sudan", "uganda", "actual")),
    ("Nurses will walk out on March 30.", ("strike", "nurses", "", "planned")),
    ("Brazil imposed duties of 15 percent on Canadian steel in May.",
     ("sanction", "brazil", "canada", "actual")),
    ("Kenya placed its army on high alert.", ("mobilize", "kenya", "", "actual")),
    ("Egypt sent food and medicine to Sudan on Friday.", ("aid", "egypt", "sudan", "actual")),
    ("The guns in the valley were to fall silent on Monday.", ("halt", "", "", "planned")),
    ("Chad agreed to suspend its shelling of Tarsa.", ("halt", "chad", "tarsa", "planned")),
    ("Chad has rejected a Sudanese offer to open the border.",
     ("reject", "chad", "sudan", "actual")),
    ("The Courier said Chad had rejected the plan.", ("reject", "chad", "", "reported")),
    ("Chad accused Sudan of theft.", ("accuse", "chad", "sudan", "actual")),
    ("Chad urged Sudan to sign.", ("demand", "chad", "sudan", "actual")),
    ("Chad vowed to keep the tariff on Sudan's sugar.", ("threaten", "chad", "sudan", "actual")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_events(text: str, expected: tuple[str, str, str, str]) -> None:
    found = [(e.act, " ".join(e.source), " ".join(e.target), e.modality) for e in told(text)]
    assert expected in found


# text, the trigger, its PLOVER category
CATEGORIES = [
    ("Peru and Chile signed a pact.", "signed a pact", "AGREE"),
    ("Peru and Chile met in Lima.", "met", "CONSULT"),
    ("Peru and Chile will meet in Lima.", "meet", "AGREE"),
    ("Peru welcomed the plan.", "welcomed", "SUPPORT"),
    ("Peru lifted the ban on Chilean wine.", "lifted", "CONCEDE"),
    ("Peru proposed a joint panel on fishing.", "proposed", "COOPERATE"),
    ("Peru delivered flour to Chile on Monday.", "delivered", "AID"),
    ("Peru withdrew its troops on Monday.", "withdrew", "RETREAT"),
    ("Peru opened an inquiry into the shooting.", "opened an inquiry", "INVESTIGATE"),
    ("Peru demanded a wider corridor.", "demanded", "REQUEST"),
    ("Peru condemned the raid.", "condemned", "ACCUSE"),
    ("Peru ruled out a truce.", "ruled out", "REJECT"),
    ("Peru threatened to close the port.", "threatened", "THREATEN"),
    ("The pilots went on strike on Monday.", "went on strike", "PROTEST"),
    ("Peru levied a duty on Chilean wine.", "levied", "SANCTION"),
    ("Peru deployed troops on Monday.", "deployed", "MOBILIZE"),
    ("Police arrested six marchers on Monday.", "arrested", "COERCE"),
    ("Peru bombed a bridge on Monday.", "bombed", "ASSAULT"),
    ("Peru is expected to free 12 prisoners.", "free", "CONCEDE"),
    ("Peru said it would not sign the pact.", "would not sign", "REJECT"),
    ("Peru has called on Chile to leave.", "has called", "REQUEST"),
]


@pytest.mark.parametrize(("text", "words", "plover"), CATEGORIES)
def test_categories(text: str, words: str, plover: str) -> None:
    found = [(text[e.trigger.start : e.trigger.end], e.plover) for e in told(text)]
    assert (words, plover) in found
    assert all(event.cameo for event in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Chad did not release the prisoners.",
        "If Chad withdraws its troops, Sudan will be glad.",
        "Chad may attack Sudan.",
        "The clerk met the deadline.",
        "The plan is meant to end the war.",
        "Two people close to the talks were not named.",
        "The striker scored twice and the strike was a fine one.",
    ],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text", ["Chad demanded the release of all prisoners.", "Chad refused to halt attacks."]
)
def test_what_is_asked_or_refused_is_only_said(text: str) -> None:
    (event,) = told(text)
    assert event.spoken
    assert event.statement is not None


def test_what_is_promised_is_planned() -> None:
    offered, freed = told("Chad offered to free 30 prisoners.")
    assert (offered.act, offered.plover, offered.spoken) == ("offer", "CONCEDE", True)
    assert (freed.act, freed.plover, freed.modality) == ("deliver", "CONCEDE", "planned")


def test_a_statement_and_its_event_are_called_alike() -> None:
    reading = read("Chad demanded that Sudan withdraw. Sudan rejected the demand.")
    acts = {statement.id: statement.act for statement in reading.statements}
    spoken = [event for event in reading.events if event.spoken]
    assert [event.act for event in spoken] == ["demand", "reject"]
    assert all(acts[event.statement or ""] == event.act for event in spoken)


def test_a_noun_that_refers_back_tells_nothing_new() -> None:
    text = "Dockers began a strike on Monday. The union said the strike would go on."
    strikes = [event for event in told(text) if event.act == "strike"]
    assert [text[e.trigger.start : e.trigger.end] for e in strikes] == ["strike"]


def test_the_nearest_date_is_the_event_s_own() -> None:
    text = "Peru and Chile met in Lima on March 2; Chad attacked Sudan on March 5."
    reading = read(text, published="2026-03-08")
    values = {timex.id: timex.value for timex in reading.timexes}
    days = {e.act: (values[e.date or ""], e.date_basis) for e in reading.events}
    assert days["meet"] == ("2026-03-02", "same clause")
    assert days["attack"] == ("2026-03-05", "same clause")


def test_whom_a_demand_is_aimed_at_where_two_sides_bargain() -> None:
    text = (
        "Chad urged Sudan to open the border. Sudan asked Chad for fuel. "
        "Later Chad demanded a written guarantee."
    )
    demand = told(text)[-1]
    assert (demand.source, demand.target) == (("chad",), ("sudan",))


def test_nobody_is_guessed_where_the_text_names_no_other_side() -> None:
    (demand,) = told("Chad demanded a written guarantee.")
    assert demand.target == ()


def test_names_may_be_swapped() -> None:
    one, other = (
        "Chad accused Sudan of theft. Sudan freed 12 soldiers.",
        "Sudan accused Chad of theft. Chad freed 12 soldiers.",
    )
    turn = {"chad": "sudan", "sudan": "chad"}
    swapped = [
        (e.act, tuple(turn[a] for a in e.source), tuple(turn[a] for a in e.target))
        for e in told(one)
    ]
    assert swapped == [(e.act, e.source, e.target) for e in told(other)]
