"""The listing of errors: each counted thing once, with its words and what differs."""

from __future__ import annotations

from hypothesis import given

from parley.scoring import Annotation, layers_named, score, slips
from parley.scoring.marks import Condition, Measure
from tests.scoring.marked_texts import TEXT, any_annotation, at, marked, said


def test_what_was_missed_made_up_and_wrong_is_told_with_its_words() -> None:
    gold = marked(
        statements=(said("the ferry plan", "n"), said("talks could follow", "c", "a")),
        figures=(Measure("f", at("40"), at("40 crowns"), ("eq",), (40,)),),
    )
    found = marked(
        statements=(said("ferry plan", "s"), said("a say", "p")),
        figures=(Measure("f", at("40"), at("40 crowns"), ("gt",), (41,)),),
    )
    told = {(s.kind, s.what, s.words): (s.gold, s.found) for s in slips(gold, found)}
    assert told == {
        ("statements", "source", "the ferry plan"): ("n", "s"),
        ("statements", "missed", "talks could follow"): (
            "chain: c + a; speech act: reject; act: reject", "",
        ),
        ("statements", "spurious", "a say"): (
            "", "chain: p; speech act: reject; act: reject",
        ),
        ("figures", "comparator", "40 crowns"): ("eq", "gt"),
        ("figures", "value", "40 crowns"): ("40", "41"),
    }  # fmt: skip


def test_context_is_the_text_around() -> None:
    (one,) = slips(marked(statements=(said("the ferry plan", "n"),)), marked(), context=9)
    assert (one.before, one.after) == ("rejected ", " on Frida")
    assert TEXT[one.span.start : one.span.end] == one.words
    assert one.document == "own"


def test_only_the_fields_of_the_layers_asked_for_are_told() -> None:
    gold = marked(statements=(said("the ferry plan", "c", "n"),))
    found = marked(statements=(said("the ferry plan on Friday", "n", act="offer"),))
    for layer, fields in (
        ("statements", set()),
        ("chain", {"chain"}),
        ("act", {"act"}),
        ("strict", {"extent"}),
        ("figures", set()),
    ):
        assert {s.what for s in slips(gold, found, layers_named([layer]))} == fields, layer


def test_half_a_condition_is_a_condition_misread() -> None:
    first, then = at("Norland opened the strait"), at("Sudland would pay 40 crowns a crossing")
    gold = marked(preconditions=(Condition("c", (("s",),), first, then, ("before",)),))
    found = marked(preconditions=(Condition("c", (("s",),), at("Friday"), then, ("before",)),))
    (one,) = slips(gold, found)
    assert (one.what, one.found) == ("first", "“Friday”")


def test_an_optional_mark_is_told_neither_missed_nor_wrong() -> None:
    gold = marked(statements=(said("the ferry plan", "n", optional=True),))
    assert slips(gold, marked()) == ()
    assert slips(gold, marked(statements=(said("the ferry plan", "s"),))) == ()


@given(any_annotation())
def test_nothing_is_told_of_what_is_the_same(one: Annotation) -> None:
    assert slips(one, one) == ()


@given(any_annotation(), any_annotation())
def test_an_error_is_told_where_and_only_where_one_counts(
    gold: Annotation, found: Annotation
) -> None:
    for layer in layers_named(["figures", "times", "statements", "chain", "exchanges"]):
        (one,) = score(gold, found, [layer]).values()
        told = slips(gold, found, [layer])
        assert bool(told) == (one.right < max(one.gold, one.found))
