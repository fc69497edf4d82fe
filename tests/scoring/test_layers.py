"""Each layer, held to small cases: what it takes for right and what it does not."""

from __future__ import annotations

import pytest

from parley.errors import UsageError
from parley.model import Span
from parley.scoring import Annotation, Score, layers_named, score
from parley.scoring.marks import (
    Condition,
    Happening,
    Mark,
    Measure,
    Moment,
    Offered,
    Said,
    Swap,
)
from tests.scoring.marked_texts import at, marked, said

FIRST, THEN = at("Norland opened the strait"), at("Sudland would pay 40 crowns a crossing")
CROWNS, FRIDAY = at("40"), at("Friday")


def rights(gold: Annotation, found: Annotation) -> dict[str, int]:
    return {name: one.right for name, one in score(gold, found).items() if one.gold or one.found}


def of(kind: str, gold: Mark, found: Mark) -> dict[str, int]:
    return rights(marked(**{kind: (gold,)}), marked(**{kind: (found,)}))


def test_a_statement_loses_layer_by_layer() -> None:
    gold = said("the ferry plan", "c", "a", "n")
    whole = dict.fromkeys(("statements", "with-source", "strict", "chain", "speech-act", "act"), 1)
    assert of("statements", gold, said("ferry plan", "c", "a", "n")) == whole
    assert of("statements", gold, said("the ferry plan on Friday", "c", "a", "n")) == {
        **whole, "strict": 0,
    }  # fmt: skip
    assert of("statements", gold, said("the ferry plan", "c", "n")) == {**whole, "chain": 0}
    assert of("statements", gold, said("the ferry plan", "c", "a", "s")) == {
        **whole, "with-source": 0, "strict": 0, "chain": 0,
    }  # fmt: skip
    assert of("statements", gold, said("the ferry plan", "c", "a", "n", act="offer")) == {
        **whole, "speech-act": 0, "act": 0,
    }  # fmt: skip
    assert sum(of("statements", gold, said("talks could follow", "c", "a", "n")).values()) == 0


def test_of_two_with_the_same_words_each_finds_its_own_source() -> None:
    gold = marked(statements=(said("a say", "p"), said("a say", "h")))
    found = marked(statements=(said("a say", "h"), said("a say", "p")))
    assert rights(gold, found)["with-source"] == 2


def test_as_many_pairs_as_can_be_are_found() -> None:
    """The nearest pair first would leave one over."""
    wide, mid = said("the ferry plan on Friday", "n"), said("the ferry plan", "n")
    short = said("ferry", "n")
    assert (
        rights(marked(statements=(wide, mid)), marked(statements=(mid, short)))["statements"] == 2
    )


def test_those_who_speak_together_may_be_read_as_one_coalition() -> None:
    gold = said("a say", "c", "p", "h", joint=True)
    assert of("statements", gold, said("a say", "c", "ph"))["chain"] == 1
    assert of("statements", gold, said("a say", "ph"))["with-source"] == 1
    assert of("statements", gold, said("a say", "ph"))["chain"] == 0
    assert of("statements", gold, said("a say", "c", "p"))["with-source"] == 0
    alone = said("a say", "c", "p", "h")
    assert of("statements", alone, said("a say", "c", "ph"))["with-source"] == 0


def test_what_else_is_accepted_is_right() -> None:
    gold = Said(
        "s", (at("the ferry plan"), THEN), (("n",), ("a", "s")), ("reject", "deny"), ("offer",)
    )
    found = Said("s", (THEN,), (("a", "s"),), ("deny",), ("offer",))
    assert set(of("statements", gold, found).values()) == {1}


def figure(comparator: str, value: float | None, low: float | None, high: float | None) -> Measure:
    return Measure("f", CROWNS, at("40 crowns"), (comparator,), (value,), ((low, high),))


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        (figure("eq", 40, 40, 40), figure("eq", 40.0, None, None), 1),
        (figure("eq", 40, 40, 40), figure("approx", 40, None, None), 0),
        (figure("eq", 40, 40, 40), figure("eq", 41, None, None), 0),
        (figure("vague", None, 24, None), figure("vague", None, None, None), 1),
        (figure("range", None, 4, 6), figure("range", None, 4, 6), 1),
        (figure("range", None, 4, 6), figure("range", None, 4, 8), 0),
        (figure("eq", 0.3333, None, None), figure("eq", 1 / 3, None, None), 1),
    ],
)
def test_figures(gold: Measure, found: Measure, right: int) -> None:
    assert of("figures", gold, found) == {"figures": right, "figures-found": 1}


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [(None, None, 1), ("P1W", "P7D", 1), ("2026-03-06", "2026-03-13", 0), ("2026", None, 0)],
)
def test_times(gold: str | None, found: str | None, right: int) -> None:
    pair = Moment("t", FRIDAY, (gold,)), Moment("t", FRIDAY, (found,))
    assert of("timexes", *pair) == {"times": right, "times-found": 1}


@pytest.mark.parametrize(
    ("found", "right", "loose"),
    [
        (Offered("p", (("s",),), (("n",),), (THEN,), (FIRST,)), 1, 1),
        (Offered("p", (("s",),), (("n", "a"),), (CROWNS,), (FIRST,)), 1, 1),
        (Offered("p", (("s",),), ((),), (THEN,), (FIRST,)), 0, 1),
        (Offered("p", (("s",),), (("n",),), (THEN,), ()), 0, 1),
        (Offered("p", (("s",),), (("n",),), (FIRST,), (THEN,)), 0, 1),
        (Offered("p", (("s", "a"),), (("n",),), (THEN,), (FIRST,)), 0, 1),
        (Offered("p", (("n",),), (("s",),), (THEN,), (FIRST,)), 0, 0),
        (Offered("p", (("s",),), (("n",),), (FRIDAY,), (FRIDAY,)), 0, 0),
    ],
)
def test_proposals(found: Offered, right: int, loose: int) -> None:
    gold = Offered("p", (("s",),), (("n",),), (THEN,), (FIRST,))
    assert of("proposals", gold, found) == {"proposals": right, "proposals-loose": loose}


def test_what_the_gold_of_a_proposal_leaves_open_is_not_asked_for() -> None:
    gold = Offered("p", (("ph",),), ((),), (THEN,), ())
    found = Offered("p", (("h", "p"),), (("n",),), (THEN,), (FIRST,))
    assert of("proposals", gold, found) == {"proposals": 1, "proposals-loose": 1}
    pooled = Offered("p", (("s",),), ((),), (), (THEN,), pooled=True)
    turned = Offered("p", (("s",),), ((),), (THEN,), ())
    assert of("proposals", pooled, turned)["proposals"] == 1


@pytest.mark.parametrize(
    ("found", "right", "loose"),
    [
        (Condition("c", (("s",),), FIRST, THEN, ("before",)), 1, 1),
        (Condition("c", (("s",),), FIRST, THEN, ("only_if",)), 0, 1),
        (Condition("c", (("n",),), FIRST, THEN, ("before",)), 0, 1),
        (Condition("c", (("s",),), THEN, FIRST, ("before",)), 0, 0),
    ],
)
def test_preconditions(found: Condition, right: int, loose: int) -> None:
    gold = Condition("c", (("s",),), FIRST, THEN, ("before",))
    assert of("preconditions", gold, found) == {
        "preconditions": right, "preconditions-loose": loose,
    }  # fmt: skip


def test_an_older_precondition_is_compared_by_its_logic() -> None:
    gold = Condition("c", (("s",),), FIRST, THEN, logics=("then_only_if_required",))
    for logic, right in (("then_only_if_required", 1), ("required_before_then", 0)):
        found = Condition("c", (("s",),), FIRST, THEN, ("until",), (logic,))
        assert of("preconditions", gold, found)["preconditions"] == right


def test_an_exchange_needs_both_sides_in_either_order() -> None:
    gold = Swap("x", None, FIRST, THEN)
    assert of("exchanges", gold, Swap("x", None, THEN, FIRST)) == {"exchanges": 1}
    assert of("exchanges", gold, Swap("x", None, THEN, THEN)) == {"exchanges": 0}


def test_events() -> None:
    def event(plover: str, source: str, target: str, **more: bool) -> Happening:
        trigger = at("rejected")
        return Happening("e", trigger, (plover,), ("meet",), ((source,),), ((target,),), **more)

    gold = event("REJECT", "n", "s")
    assert of("events", gold, event("REJECT", "n", "s")) == {"events": 1, "events-actors": 1}
    assert of("events", gold, event("REJECT", "s", "n")) == {"events": 1, "events-actors": 0}
    assert of("events", gold, event("AGREE", "n", "s")) == {"events": 0, "events-actors": 0}
    mutual = event("REJECT", "n", "s", reciprocal=True)
    assert of("events", mutual, event("REJECT", "s", "n"))["events-actors"] == 1
    nameless = Happening("e", Span(0, 16), (), ("meet",), ((),), ((),))
    assert of("events", nameless, gold) == {"events": 1, "events-actors": 1}


def test_a_kind_that_one_annotator_lacks_is_not_scored() -> None:
    whole = marked(statements=(said("a say", "p"),))
    less = Annotation("own", whole.text, whole.players, {"statements": whole.marks["statements"]})
    assert set(score(whole, less)) == {
        "statements", "with-source", "strict", "chain", "speech-act", "act",
    }  # fmt: skip


def test_an_optional_mark_excuses_what_is_read_in_its_place() -> None:
    soft = said("the ferry plan", "n", optional=True)
    gold = marked(statements=(said("a say", "p"), soft))
    found = marked(statements=(said("a say", "p"), said("the ferry plan", "s", act="offer")))
    assert set(score(gold, found, layers_named(["statements", "chain", "act"])).values()) == {
        Score(1, 1, 1)
    }
    assert score(gold, marked(statements=(said("a say", "p"),)))["chain"] == Score(1, 1, 1)


def test_an_unknown_layer_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="no layer 'mean'; the layers are statements, with-source"):
        layers_named(["chain", "mean"])
