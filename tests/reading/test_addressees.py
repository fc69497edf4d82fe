"""Whom a position is aimed at, and who makes it; in a strike, a trade row, a coalition, a truce."""

from __future__ import annotations

from typing import Any

import pytest

from parley.reading import read

# text, by and to of every proposal
POSITIONS: list[Any] = [
    # whoever speaks for a side is that side, by whatever name
    ("The Dockers' Union demanded a raise of 6 percent. Members rejected a first offer. "
     "Harbour Lines, the company that runs the port, offered 3 percent.",
     [("dockers_union", "harbour_lines"), ("harbour_lines", "dockers_union")]),
    ("Rebels called on the government to release all prisoners. The army said it would not. "
     "The Valley Front, whose commander is Odo Tan, demanded a truce.",
     [("rebels", "government"), ("valley_front", "government")]),
    ("The talks stalled. The Reform Party demanded a law on rents. "
     "The Green League offered a lower tax instead. The League also offered a study.",
     [("reform_party", "green_league"), ("green_league", "reform_party"),
      ("green_league", "reform_party")]),
    # a ministry and a commission bargain in their own name
    ("The nurses' union asked for 5 percent. The health ministry offered 2 percent. "
     "The ministry also offered a bonus of 300 euros.",
     [("nurses_union", "health_ministry"), ("health_ministry", "nurses_union"),
      ("health_ministry", "nurses_union")]),
    # the adjective of a name that no list has
    ("Tolland offered to cut its duties on fish. The Tollandian envoy asked Mardia to drop its "
     "complaint. Mardia rejected the offer.",
     [("tolland", "mardia"), ("tolland", "mardia")]),
    # whoever leads a side is not the other one
    ("The opposition demanded a speaker of its own. Ben Lund, who leads it, ruled out a pact. "
     "The Civic Movement offered a deputy speaker.",
     [("opposition", "civic_movement"), ("civic_movement", "opposition")]),
    # a go-between's plan asks both
    ("Norland demanded a wider zone. Sudland rejected the demand and offered a fee of 3 percent. "
     "A mediator, Lea Brandt, suggested that the fee be paid into a fund.",
     [("norland", "sudland"), ("sudland", "norland"), ("lea_brandt", "sudland norland")]),
    # behind the object; as the one who is to do it; to the one who is named by the verb
    ("The premier promised the finance post to the Green League in talks on a coalition.",
     [("premier", "green_league")]),
    ("The premier said she would offer the Green League three posts and a veto in the talks.",
     [("premier", "green_league")]),
    ("Island states demanded that rich countries pay 90 billion euros into the fund.",
     [("island_states", "rich_countries")]),
    ("The hijackers offered to free two pilots if the owner sent food.",
     [("hijackers", "owner")]),
    ("Gunmen threatened to blow up the bridge unless the government freed a prisoner.",
     [("gunmen", "government")]),
    # told to parliament, asked of the other side
    ("In talks the gunmen demanded a bus. The interior minister told parliament he would provide "
     "a bus if the gunmen freed the children.",
     [("gunmen", "interior_minister"), ("interior_minister", "gunmen")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), POSITIONS)
def test_who_makes_it_and_to_whom(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(" ".join(p.by), " ".join(p.to)) for p in read(text).proposals]
    assert found == expected


# What sounds like a position and is none; the first sentences set up a dispute.
DISPUTE = "The union demanded 6 percent. The company offered 3 percent. "
NONE: list[str] = [
    "The bishop urged both sides to return to the table.",
    "The mayor appealed to all parties not to let the talks fail.",
    "The company said it was ready to discuss any idea.",
    "The company vowed to keep the early shift until the last ship is gone.",
    "Two strikers sought by the police hid in a church.",
    "The judge asked the hotel to keep his room.",
    "The minister urged the union to return to the talks.",
    "The president asked the party leader to form a government.",
    "The company said it would impose a duty of 15 percent on fish.",
    "A clerk said the data demand infringes the law.",
]


@pytest.mark.parametrize("text", NONE)
def test_bare_calls_and_readiness_to_talk_are_no_proposals(text: str) -> None:
    assert len(read(DISPUTE).proposals) == len(read(DISPUTE + text).proposals) == 2


def test_a_call_on_one_side_by_the_other_is_a_proposal() -> None:
    found = read(DISPUTE + "The company urged the union to end the strike.").proposals
    assert [(p.by, p.to) for p in found][2:] == [(("company",), ("union",))]


# text, gives and wants of the one proposal
JOINED: list[Any] = [
    ("Norland said it would halt its raids, and is asking the rebels to do the same.",
     ["halt its raids"], ["the rebels to do the same"]),
    ("The union asked for a raise of 6 percent. It also wants a bonus of 300 euros.",
     [], ["a raise of 6 percent", "a bonus of 300 euros"]),
    ("The company offered 3 percent. In return the union would call off its strike.",
     ["3 percent"], ["call off its strike"]),
    ("The front said it would not leave the town until the army withdrew its guns.",
     ["leave the town"], ["the army withdrew its guns"]),
    ("The front demanded a list of all prisoners as a condition for further talks.",
     [], ["a list of all prisoners"]),
    ("In the talks an envoy for Sudland said it would back a review in exchange for cheaper loans.",
     ["back a review"], ["cheaper loans"]),
    ("The front offered to free 30 soldiers. In exchange, the army would open the road.",
     ["free 30 soldiers"], ["open the road"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "gives", "wants"), JOINED)
def test_what_is_told_over_two_clauses(text: str, gives: list[str], wants: list[str]) -> None:
    (proposal,) = read(text).proposals
    assert [text[t.span.start : t.span.end] for t in proposal.gives] == gives
    assert [text[t.span.start : t.span.end] for t in proposal.wants] == wants


# text, maker and words of the last proposal
NOUNS: list[Any] = [
    ("The company offered 5 percent. The previous offer was 3 percent.", "company", "3 percent"),
    ("The delegation is expected to table a demand for 25 percent of the water in the talks.",
     "delegation", "25 percent of the water"),
    ("Aides said the board had raised its offer on the allowance from 18 percent to 22 percent.",
     "board", "22 percent"),
    ("The union rejected a pay offer of 4.5 percent from Norport.", "norport", "4.5 percent"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by", "words"), NOUNS)
def test_whose_offer_a_noun_tells(text: str, by: str, words: str) -> None:
    last = max(read(text).proposals, key=lambda p: p.span.start if p.span else 0)
    (term,) = (*last.gives, *last.wants)
    assert last.by == (by,)
    assert words in text[term.span.start : term.span.end]
