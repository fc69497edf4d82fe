"""Answers put together: places, actors, amounts; and everything that has to be left out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import parley
from parley.model import ACTS, SPEECH_ACTS, Reading
from parley.reading.llm.answers import BrokenAnswerError, parse
from parley.reading.llm.assemble import Assembly
from parley.reading.llm.finder import Dropped
from parley.reading.llm.plover import codes_of, event_acts
from parley.reading.llm.windows import windows
from tests.reading.llm.told import GOOD, TEXT, document, words
from tests.reading.readings_checked import check


def put(answer: dict[str, Any], text: str = TEXT) -> tuple[Reading, tuple[Dropped, ...]]:
    """One answer about a whole text."""
    assembly = Assembly.of(document(text))
    (window,) = windows(assembly.desk.page.sentences)
    assembly.add(window, parse(json.dumps(answer)))
    reading = assembly.reading("llm:m", "1")
    check(reading)
    return reading, assembly.dropped


def test_a_good_answer_is_read_whole() -> None:
    reading, dropped = put(GOOD)
    assert dropped == ()
    assert reading.negotiation
    told = [(words(reading, s.content), s.source, s.act) for s in reading.statements]
    assert told[1:] == [
        ("to free around 40 detainees in exchange for a week-long halt to the fighting",
         "norland", "offer"),
        ("the offer", "sudland", "reject"),
        ("We will talk only if every soldier leaves the valley", "ana_ruiz", "precondition"),
        ("at least 12 people were killed on Tuesday", reading.statements[4].source, "comment"),
    ]  # fmt: skip
    assert [link.actor for link in reading.statements[1].chain] == [
        "the_tarn_courier" if "the_tarn_courier" in {a.id for a in reading.actors}
        else "tarn_courier", reading.statements[0].source, "norland"]  # fmt: skip
    assert reading.statements[3].quote_mode == "direct"
    assert reading.statements[2].quote_mode == "indirect"


def test_amounts_and_times_are_reckoned_here() -> None:
    reading, _ = put(GOOD)
    first, second = reading.figures
    assert (first.comparator, first.value, first.low, first.high) == ("approx", 40, None, None)
    assert (second.comparator, second.value, second.low, second.unit) == ("ge", 12, 12, "people")
    values = {words(reading, t.span): t.value for t in reading.timexes}
    assert values["Friday"] == "2026-03-06"
    assert values["Tuesday"] == "2026-03-03"
    (event,) = reading.events
    assert (event.plover, reading.statements[4].id) == ("ASSAULT", event.statement)


def test_positions_are_in_the_words_of_a_case() -> None:
    reading, _ = put(GOOD)
    (offer,) = reading.proposals
    assert (offer.by, offer.to, offer.status, offer.status_by) == (
        ("norland",), ("sudland",), "rejected", ("sudland",),
    )  # fmt: skip
    assert offer.status_statement == reading.statements[2].id
    assert [(t.action, t.figure) for t in offer.gives] == [("release", "f1")]
    assert [(t.issue, t.actor) for t in offer.wants] == [("halt", ("sudland",))]
    (condition,) = reading.preconditions
    assert (condition.holder, condition.order, condition.logic) == (
        ("sudland",), "only_if", "then_only_if_required",
    )  # fmt: skip
    assert [words(reading, m) for m in condition.markers] == ["only if"]
    (swap,) = reading.exchanges
    assert (swap.a_by, swap.b_by, swap.statement) == (("norland",), ("sudland",), "s2")


def test_both_readers_call_an_actor_by_one_name() -> None:
    text = "West Jerusalem rejected the plan. Hamas said on Monday that the talks go on."
    answer = {
        "actors": [
            {"key": "i", "name": "Israel", "type": "state"},
            {"key": "h", "name": "Hamas", "type": "organisation"},
        ],
        "statements": [
            {"content": "the plan", "chain": ["i"], "speech_act": "reject", "act": "reject"},
            {"content": "the talks go on", "chain": ["h"], "speech_act": "assert"},
        ],
    }
    reading, dropped = put(answer, text)
    assert dropped == ()
    rules = parley.read(text)
    assert [s.source for s in reading.statements] == ["israel", "hamas"]
    mine = {a.id: a.type for a in reading.actors}
    assert mine == {a.id: a.type for a in rules.actors if a.id in mine}


def only(kind: str, item: dict[str, Any]) -> dict[str, Any]:
    return {"actors": GOOD["actors"], kind: [item]}


INVENTED = [
    ("statements", {"content": "Norland will pay a billion crowns", "chain": ["n"],
                    "speech_act": "offer", "act": "offer"}, "do not stand in the passage"),
    ("statements", {**GOOD["statements"][4], "speech_act": "whisper"}, "none of report, reject"),
    ("statements", {**GOOD["statements"][4], "act": "boast"}, "none of offer, counter_offer"),
    ("statements", {**GOOD["statements"][4], "chain": ["nobody"]}, "has the key 'nobody'"),
    ("statements", {"chain": ["n"], "speech_act": "offer"}, "content: Field required"),
    ("figures", {"words": "around 50 detainees", "number": "50"}, "do not stand"),
    ("figures", {"words": "around 40 detainees", "number": "41"}, "do not stand"),
    ("figures", {"words": "the offer", "number": "offer"}, "there is no number in the words"),
    ("figures", {**GOOD["figures"][0], "comparator": "roughly"}, "none of eq, approx"),
    ("timexes", {"words": "last summer"}, "do not stand in the passage"),
    ("proposals", {"kind": "offer", "gives": [{"words": "leave the port"}]}, "do not stand"),
    ("proposals", {"kind": "wish", "gives": [{"words": "talk"}]}, "none of offer, demand"),
    ("preconditions", {**GOOD["preconditions"][0], "markers": []}, "no words of order"),
    ("preconditions", {"then": {"words": "talk"}}, "required_first: Field required"),
    ("exchanges", {**GOOD["exchanges"][0], "marker": "in return for"}, "do not stand"),
    ("events", {"trigger": "killed", "act": "vanish"}, "is no act of an event"),
    ("events", {"trigger": "bombed", "act": "attack"}, "do not stand in the passage"),
    ("statements", "the offer", "it: Input should be"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "item", "why"), INVENTED)
def test_what_does_not_fit_is_left_out_and_named(kind: str, item: dict[str, Any], why: str) -> None:
    reading, dropped = put(only(kind, item))
    assert getattr(reading, kind) == ()
    assert any(why in each.why for each in dropped), dropped


def test_an_item_that_fits_stands_beside_one_that_does_not() -> None:
    answer = dict(GOOD)
    answer["statements"] = [{"content": 7}, *GOOD["statements"]]
    reading, dropped = put(answer)
    assert len(reading.statements) == 5
    assert [(d.kind, d.why) for d in dropped] == [
        ("statement", "content: Input should be a valid string")
    ]


def test_keys_that_nobody_asked_for_are_passed_over() -> None:
    answer = {**GOOD, "summary": "a deal is near", "confidence": 0.9}
    answer["statements"] = [{**s, "importance": "high"} for s in GOOD["statements"]]
    assert put(answer) == put(GOOD)


def test_an_act_that_cannot_have_its_speech_act_is_a_comment() -> None:
    item = {**GOOD["statements"][2], "act": "accept"}
    reading, dropped = put(only("statements", item))
    assert [(s.speech_act, s.act) for s in reading.statements] == [("reject", "comment")]
    assert [d.kind for d in dropped] == ["act"]


def test_people_who_are_held_are_in_no_list() -> None:
    text = "Sudland said on Monday that Ivo Marr, a hostage held in the valley, is alive."
    answer = {
        "actors": [
            {"key": "s", "name": "Sudland", "type": "state"},
            {"key": "i", "name": "Ivo Marr", "type": "person"},
        ],
        "statements": [
            {"content": "Ivo Marr, a hostage held in the valley, is alive", "chain": ["s"],
             "speech_act": "report", "about": ["i"]},
        ],
    }  # fmt: skip
    reading, dropped = put(answer, text)
    assert "ivo_marr" not in {a.id for a in reading.actors}
    assert [s.about for s in reading.statements] == [()]
    assert ("actor", "people who are held are in no list") in [(d.kind, d.why) for d in dropped]


def test_a_statement_over_two_sentences_is_two() -> None:
    text = "Norland said: “The talks go on. The halt goes on.”"
    answer = {
        "actors": [{"key": "n", "name": "Norland", "type": "state"}],
        "statements": [
            {"content": "The talks go on. The halt goes on.", "chain": ["n"],
             "speech_act": "assert"},
        ],
    }  # fmt: skip
    reading, _ = put(answer, text)
    assert [words(reading, s.content) for s in reading.statements] == [
        "The talks go on", "The halt goes on",
    ]  # fmt: skip


def test_a_number_is_read_as_far_as_it_goes_whatever_the_model_took_of_it() -> None:
    text = "Norland offered to pay 40 million crowns, and several dozen trucks came."
    answer = {
        "actors": [],
        "figures": [
            {"words": "40", "number": "40", "comparator": "eq", "unit": "crowns"},
            {"words": "several dozen trucks", "number": "several dozen", "comparator": "eq"},
        ],
    }
    reading, _ = put(answer, text)
    assert [(f.value, f.comparator) for f in reading.figures] == [(4e7, "eq"), (None, "vague")]


@pytest.mark.parametrize(
    "text",
    ["", "I cannot do that.", "[1, 2]", '{"actors": 3}', '{"statements": [', '{"mood": "calm"}'],
)
def test_what_is_no_answer_says_why(text: str) -> None:
    with pytest.raises(BrokenAnswerError, match=r".{10}"):
        parse(text)


def test_an_answer_may_be_fenced_and_thought_about() -> None:
    fenced = "<think>Is {this} it?</think>\n```json\n" + json.dumps(GOOD) + "\n```"
    assert parse(fenced) == parse(json.dumps(GOOD))


def test_our_codes_are_those_of_the_rules() -> None:
    text = "The union and the company met in Oslo on Monday. Rebels killed 12 people on Tuesday."
    given = {event.act: (event.plover, event.cameo) for event in parley.read(text).events}
    assert given.keys() == {"meet", "kill"}
    for act, codes in given.items():
        told = codes_of(act, "actual")
        assert (told.plover, told.cameo) == codes
    assert codes_of("meet", "planned").plover == "AGREE"
    assert codes_of("reject", "reported").plover == "REJECT"
    assert {"meet", "kill", "reject", "mediate"} <= set(event_acts())


_WORDS = st.sampled_from(
    [TEXT[a:b] for a, b in ((0, 16), (20, 60), (90, 170), (168, 230), (200, 260), (300, 310))]
    + ["nowhere", "Norland", "40", "the", "only if", "”", ""]
)
_KEYS = st.lists(st.sampled_from(["n", "s", "x", "publisher", "unspecified"]), max_size=2)
_TERM = st.fixed_dictionaries(
    {"words": _WORDS, "actor": _KEYS, "action": st.sampled_from(["release", "halt", "pay", "other",
     "talks", "juggle"]), "negated": st.booleans()}
)  # fmt: skip
_ANSWERS = st.fixed_dictionaries(
    {
        "actors": st.lists(
            st.fixed_dictionaries({"key": st.sampled_from("nsxy"), "name": _WORDS,
             "type": st.sampled_from(["person", "state", "coalition", "odd"]), "members": _KEYS,
             "represents": st.sampled_from(["n", "x", None])}), max_size=4),
        "statements": st.lists(
            st.fixed_dictionaries({"key": st.sampled_from("ab"), "content": _WORDS, "chain": _KEYS,
             "cues": st.lists(_WORDS, max_size=2), "speech_act": st.sampled_from(SPEECH_ACTS),
             "act": st.sampled_from(ACTS), "time": _WORDS, "to": _KEYS}), max_size=4),
        "figures": st.lists(
            st.fixed_dictionaries({"words": _WORDS, "number": _WORDS, "hedge": _WORDS,
             "comparator": st.sampled_from(["eq", "range", "vague", "all", "ge"])}), max_size=3),
        "timexes": st.lists(st.fixed_dictionaries({"words": _WORDS}), max_size=3),
        "proposals": st.lists(
            st.fixed_dictionaries({"kind": st.sampled_from(["offer", "demand"]), "by": _KEYS,
             "to": _KEYS, "gives": st.lists(_TERM, max_size=2), "statements": st.just(["a"]),
             "wants": st.lists(_TERM, max_size=2), "status_words": _WORDS}), max_size=2),
        "preconditions": st.lists(
            st.fixed_dictionaries({"required_first": _TERM, "then": _TERM, "holder": _KEYS,
             "markers": st.lists(_WORDS, max_size=2)}), max_size=2),
        "exchanges": st.lists(
            st.fixed_dictionaries({"marker": _WORDS, "side_a": _WORDS, "side_b": _WORDS}),
            max_size=2),
        "events": st.lists(
            st.fixed_dictionaries({"trigger": _WORDS, "act": st.sampled_from(["meet", "kill"]),
             "place": _WORDS, "time": _WORDS, "source": _KEYS}), max_size=2),
    }
)  # fmt: skip


@given(_ANSWERS)
@settings(max_examples=60)
def test_whatever_is_answered_the_reading_holds_together(answer: dict[str, Any]) -> None:
    put(answer)
