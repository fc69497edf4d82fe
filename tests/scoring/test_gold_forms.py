"""The forms that a gold file may have, older and newer, come to one annotation."""

from __future__ import annotations

from typing import Any

import pytest

from parley.model import Span
from parley.reading import read
from parley.scoring import annotation, faults, marks_of, score
from parley.scoring.gold import date_to_read_with
from parley.scoring.marks import Condition, Happening, Measure, Moment, Offered, Said

TEXT = "Chad rejected the plan. Kenya said on Friday it had offered 40 lorries, or half of them."


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def made(kind: str, entry: dict[str, Any], **gold: Any) -> Any:
    (mark,) = annotation({kind: [{"id": "x", **entry}], **gold}, TEXT).marks[kind]
    return mark


def statement(**more: Any) -> Said:
    entry = {"content": span("the plan"), "chain": ["chad"], "speech_act": "reject"}
    mark = made("statements", {**entry, "act": "reject", **more})
    assert isinstance(mark, Said)
    return mark


@pytest.mark.parametrize(
    "also",
    [
        {"speech_act": ["deny"], "chain": [["kenya", "chad"]], "act": ["comment"]},
        {"speech_act": "deny", "chain": ["kenya", "chad"], "act": "comment"},
        [{"speech_act": "deny"}, {"chain": ["kenya", "chad"], "act": "comment"}],
    ],
    ids=["several values", "one value", "other readings"],
)
def test_what_else_is_accepted_may_be_written_in_three_ways(also: Any) -> None:
    mark = statement(also_accepted=also)
    assert mark.speech_acts == ("reject", "deny")
    assert mark.acts == ("reject", "comment")
    assert mark.chains == (("chad",), ("kenya", "chad"))
    assert not mark.optional


@pytest.mark.parametrize(
    "words", ["rejected the plan", ["rejected the plan"], span("rejected the plan")]
)
def test_another_content_may_be_given_by_words_or_place(words: Any) -> None:
    mark = statement(also_accepted={"content": words})
    assert mark.contents == (Span(*span("the plan")), Span(*span("rejected the plan")))


def test_words_that_stand_nowhere_are_accepted_nowhere() -> None:
    assert len(statement(also_accepted={"content": "the road"}).contents) == 1


@pytest.mark.parametrize("more", [{"optional": True}, {"also_accepted": {"optional": True}}])
def test_a_mark_may_be_optional(more: dict[str, Any]) -> None:
    assert statement(**more).optional


def test_the_report_itself_is_in_no_chain_and_what_it_alone_says_is_not_asked_for() -> None:
    assert statement(chain=["publisher", "chad"]).chains == (("chad",),)
    alone = statement(chain=["publisher"])
    assert alone.chains == (("publisher",),)
    assert alone.optional


def test_a_figure_of_either_form() -> None:
    entry = {"span": span("40 lorries"), "comparator": "eq", "value": 40, "low": 40, "high": 40}
    place = Span(*span("40"))
    for name in ("number", "number_span"):
        mark = made("figures", {**entry, name: span("40"), "comparator_also_accepted": ["approx"]})
        assert isinstance(mark, Measure)
        assert (mark.number, mark.comparators) == (place, ("eq", "approx"))
    alone = made("figures", {**entry, "number": None})
    assert alone.number == alone.span == Span(*span("40 lorries"))
    other = made(
        "figures", {**entry, "also_accepted": [{"comparator": "range", "low": 4, "high": 9}]}
    )
    assert other.bounds == ((40, 40), (4, 9))


def test_a_time_is_taken_with_the_date_of_publication_where_there_is_one() -> None:
    old = {"span": span("Friday"), "value_without_publication_date": "XXXX-WXX-5"}
    new = {**old, "value": "2026-03-06"}
    dated = {"published": "2026-03-08"}

    def value(entry: dict[str, Any], **gold: Any) -> tuple[str | None, ...]:
        mark = made("timexes", entry, **gold)
        assert isinstance(mark, Moment)
        return mark.values

    assert value(new, **dated) == ("2026-03-06",)
    assert value(old, **dated) == ("XXXX-WXX-5",)
    assert value({"span": span("Friday"), "value": None}, **dated) == (None,)
    assert value({**old, "value_also_accepted": ["XXXX-WXX-6"]}) == ("XXXX-WXX-5", "XXXX-WXX-6")
    assert value({**new, "also_accepted": {"value": ["2026-03"]}}, **dated) == (
        "2026-03-06", "2026-03",
    )  # fmt: skip


def test_a_text_is_read_without_its_date_where_times_are_known_so_only() -> None:
    old = {"value_without_publication_date": "XXXX-WXX-5"}
    assert (
        date_to_read_with({"published": "2026-03-08", "timexes": [{"value": None}]}) == "2026-03-08"
    )
    assert date_to_read_with({"published": "2026-03-08", "timexes": [old]}) is None
    assert date_to_read_with({"published": "2026-03-08", "timexes": []}) == "2026-03-08"
    assert date_to_read_with({}) is None


def test_positions_of_either_form() -> None:
    term = {"span": span("40 lorries"), "issue": "aid"}
    offered = made("proposals", {"by": "kenya", "to": ["unspecified"], "gives": [term]})
    assert isinstance(offered, Offered)
    assert (offered.by, offered.to, offered.wants) == ((("kenya",),), ((),), ())
    assert offered.terms == (Span(*span("40 lorries")),)
    accepted = made(
        "proposals",
        {
            "by": ["kenya"],
            "by_also_accepted": ["chad"],
            "also_accepted": {"terms_under": ["gives"], "optional": True},
        },
    )
    assert accepted.by == (("kenya",), ("chad",))
    assert accepted.pooled
    assert accepted.optional
    condition = made("preconditions", {"holder": ["chad"], "first": span("40"), "logic": "a"})
    assert isinstance(condition, Condition)
    assert (condition.orders, condition.logics, condition.then) == ((), ("a",), None)
    event = made("events", {"trigger": span("offered"), "plover": "CONCEDE", "source": ["kenya"]})
    assert isinstance(event, Happening)
    assert (event.sources, event.targets) == ((("kenya",),), ((),))


def test_actors_of_either_form() -> None:
    listed = [{"id": "k", "name": "(the offerer)", "mentions": [span("Kenya"), span("it")]}]
    keyed = {"k": {"name": "Kenya", "also": ["Ken", "it"]}}
    (one,) = annotation({"actors": listed}, TEXT).players.values()
    (two,) = annotation({"actors": keyed}, TEXT).players.values()
    assert one.names == ("Kenya", "it")
    assert Span(*span("Kenya")) in two.mentions
    assert Span(*span("Ken")) not in two.mentions  # inside a word
    assert statement().chains == (("chad",),)
    bare = annotation(
        {"statements": [{"id": "s", "content": [0, 4], "chain": ["chad_army"]}]}, TEXT
    )
    assert bare.players["chad_army"].names == ("chad army",)
    assert not bare.players["chad_army"].entered


def test_a_compiled_gold_and_a_reading_meet() -> None:
    gold = {
        "actors": {"c": {"name": "Chad", "type": "state", "mentions": [[0, 4]]}},
        "statements": [
            {"id": "s1", "content": span("the plan"), "chain": ["c"], "speech_act": "reject",
             "act": "reject"},
        ],
    }  # fmt: skip
    scores = score(annotation(gold, TEXT), marks_of(read(TEXT)))
    assert {name: one.right for name, one in scores.items()} == dict.fromkeys(
        ("statements", "with-source", "strict", "chain", "speech-act", "act"), 1
    )


@pytest.mark.parametrize(
    ("gold", "what"),
    [
        ([], "is no gold: a JSON object was expected"),
        ({}, "has no document.sha256"),
        ({"actors": 3}, "actors are neither a list nor a mapping"),
        ({"figures": [3]}, "figures are no list of objects"),
        ({"events": [{"trigger": [0, 4]}]}, "an entry of events has no id"),
        ({"events": [{"id": "e", "trigger": [4]}]}, 'e has no place "trigger"'),
        ({"events": [{"id": "e", "trigger": [0, 4]}] * 2}, "two entries have the id e"),
        ({"proposals": [{"id": "p", "by": []}]}, "p has no by"),
        (
            {"actors": {"a": {}}, "proposals": [{"id": "p", "by": ["b"]}]},
            "p names an actor that is not listed: b",
        ),
        ({"events": [{"id": "e", "trigger": [80, 99]}]}, "e has a place outside the text: 80-99"),
        (
            {"timexes": [{"id": "t", "span": [0, 4], "words": "Friday"}]},
            "t has other words at its place: 'Chad'",
        ),
    ],
)
def test_faults_of_form_are_told(gold: Any, what: str) -> None:
    assert what in [fault.what for fault in faults(gold, "g.json", TEXT)]
    assert {fault.file for fault in faults(gold, "g.json", TEXT)} == {"g.json"}
