"""Offers on a condition, demands of order, threats that ask, and who makes each to whom."""

from __future__ import annotations

import pytest

from parley.model import Reading
from parley.reading import read


def told(reading: Reading, text: str) -> list[tuple[str, str, str, str]]:
    """By, to, given and wanted of every proposal."""
    return [
        (
            " ".join(p.by),
            " ".join(p.to),
            " + ".join(text[t.span.start : t.span.end] for t in p.gives),
            " + ".join(text[t.span.start : t.span.end] for t in p.wants),
        )
        for p in reading.proposals
    ]


BARGAINS: list[tuple[str, tuple[str, str, str, str]]] = [
    # an end of harm is given, and no threat
    ("The front said it would suspend its attacks if the army pulls back.",
     ("front", "army", "suspend its attacks", "pulls back")),
    ("Norland says it will cut its duty on wine if Sudland ends its quota on fish.",
     ("norland", "sudland", "cut its duty on wine", "ends its quota on fish")),
    # what another is to do is wanted, what stands behind "in return for" is given
    ("The company proposed that the union drop its lawsuit in return for a bonus.",
     ("company", "union", "a bonus", "drop its lawsuit")),
    ("Austria proposes that Norland ship 300 tonnes of ore in exchange for 2 billion dollars in "
     "frozen funds.",
     ("austria", "norland", "2 billion dollars in frozen funds", "ship 300 tonnes of ore")),
    # whoever is told of as "they", and not the one who tells it
    ("Elder Karim Baz says the herders want peace. He says they will release the drivers if the "
     "government pays for a road.",
     ("herders", "government", "release the drivers", "pays for a road")),
    # behind the verb: staff, and the party of somebody named
    ("Sandvik Steel has offered workers 12 months' pay and retraining.",
     ("sandvik_steel", "workers", "12 months' pay and retraining", "")),
    ("Norport has offered dockers a bonus of 500 euros.",
     ("norport", "dockers", "a bonus of 500 euros", "")),
    # its maker stands behind the noun
    ("A proposal by Malta to send in monitors from the League was welcomed in Nortown.",
     ("malta", "", "send in monitors from the League", "")),
    ("The president rejected a treaty but says he would allow joint fishing in the gulf.",
     ("president", "", "allow joint fishing in the gulf", "")),
    ("Norland offered to free 95 soldiers on condition that Sudland return an equal number.",
     ("norland", "sudland", "free 95 soldiers", "return an equal number")),
    # demands
    ("Norland repeated its demand that Sudland open the strait before any talks.",
     ("norland", "sudland", "", "open the strait")),
    ("Talks go on. The guild is standing by its demand that the mill rehire its weavers.",
     ("guild", "mill", "", "rehire its weavers")),
    ("The army says it will leave the village once the rebels have given up their guns.",
     ("army", "rebels", "leave the village", "given up their guns")),
    ("Norland accused Sudland of breaches and demands that Sudland let inspectors visit the camp.",
     ("norland", "sudland", "", "let inspectors visit the camp")),
    ("The minister told parliament that teachers who do not return to class by Monday will be "
     "dismissed.",
     ("minister", "teachers", "", "return to class by Monday")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BARGAINS)
def test_who_gives_and_wants_what(text: str, expected: tuple[str, str, str, str]) -> None:
    assert told(read(text), text) == [expected]


def test_a_demand_that_is_held_to_is_its_owners_and_asked_of_the_other_side() -> None:
    text = (
        "Norland offered a truce. The Tamba Front rejected the offer. The group is sticking to its "
        "demand that foreign soldiers leave the island before any talks."
    )
    reading = read(text)
    assert told(reading, text)[-1][:2] == ("tamba_front", "norland")
    assert [c.holder for c in reading.preconditions] == [("tamba_front",)]


def test_a_threat_asks_it_of_whom_it_would_hit() -> None:
    text = (
        "The company cut the bonus. The Dock Union's local branch chair, Bo Lind, said the union "
        "would take the company to court unless the pledge is kept."
    )
    assert told(read(text), text) == [("dock_union", "company", "", "the pledge is kept")]


def test_what_has_been_frozen_waits_for_its_condition() -> None:
    text = "Donors including the Coast Bank have frozen 20 million dollars until a law is passed."
    (condition,) = read(text).preconditions
    assert condition.holder == ("donors",)
    assert condition.order == "until"


def test_the_leader_behind_an_owner_speaks_for_what_is_owned() -> None:
    text = (
        "The Harmony of the Coast party has left talks with the Civic Union. Party leader Jon Tal "
        "blamed a leak. The Civic Union met. Their leader, Finance Minister Mia Holt, was calm."
    )
    actors = {a.id: a.represents for a in read(text).actors}
    assert actors["jon_tal"] == "harmony_of_the_coast_party"
    assert actors["mia_holt"] == "civic_union"


DISPUTE = "The union demanded 6 percent. The company offered 3 percent. "
NONE = [
    "Moderator Jan Kos adjourned the talks at 3 a.m. and asked delegates to stay until Friday.",
    "Bishops have offered to mediate.",
    "The company said drivers who were ill will be replaced.",
    "The federation has frozen fees until March.",
    "The union demanded that the company leave before talks begin.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_what_only_sounds_like_one(sentence: str) -> None:
    reading = read(DISPUTE + sentence)
    assert len(reading.proposals) == 2
