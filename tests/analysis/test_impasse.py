"""Circular waits: the shared report, a true circle, a circle of returns, and values left open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis import impasse
from parley.analysis.positions import Act
from parley.model import Answer, CasePrecondition, CaseProposal, Option, Party, Together
from tests.analysis.positions_seen import (
    FIRST,
    OFFER,
    SECOND,
    Positions,
    at,
    halt_for_release,
    renamed,
    strike,
    three_stages,
    value,
)


def test_no_circle_is_stated_in_the_shared_report() -> None:
    found = impasse(halt_for_release())
    assert found.verdict == "no_circle_stated"
    assert found.circles == ()
    assert found.complete
    assert found.keys == (
        "no circle is stated",
        "one act, two places in the order",
        "no party is reported to ask this",
    )


def test_one_act_of_the_shared_report_has_two_places_in_the_order() -> None:
    (place,) = impasse(halt_for_release()).two_places
    assert place.act == Act("halt", ("week", "ceasefire"))
    assert [link.origin for link in place.returns] == ["o1", "o2"]
    assert [link.origin for link in place.firsts] == ["f1", "f2"]
    assert place.basis == "inferred"
    assert set(OFFER + FIRST + SECOND) <= set(place.evidence)


def test_the_link_that_would_close_the_circle_is_named_as_missing() -> None:
    (missing,) = impasse(halt_for_release()).missing
    assert missing.first == Act("talks", ("yes",))
    assert missing.then == Act("freed_from_gaza", ("some",))
    assert missing.key == "no party is reported to ask this"


def test_only_one_side_asks_first_and_silence_is_not_no() -> None:
    found = impasse(halt_for_release())
    assert found.asks_first == ("hamas", "pij")
    assert found.no_first_step_reported == ("israel",)
    assert found.one_side


def test_every_link_says_who_holds_it_and_how_it_is_known() -> None:
    found = impasse(halt_for_release()).links
    assert [(k.kind, k.origin, k.holders, k.strict, k.basis) for k in found] == [
        ("asked_first", "f1", ("hamas",), True, "reported"),
        ("asked_first", "f2", ("hamas", "pij"), True, "reported"),
        ("in_return", "o1", ("israel",), False, "reported"),
        ("in_return", "o2", ("israel",), False, "reported"),
        ("in_return", "o2", ("israel",), False, "reported"),
        ("in_return", "d1", ("hamas", "pij"), False, "reported"),
    ]
    assert all(link.evidence for link in found)


def test_asking_for_the_missing_link_closes_the_circle() -> None:
    case = halt_for_release()
    asked = CasePrecondition(
        "f3", ("hamas",), (value("talks"),), (value("freed_from_gaza", "some"),), "only_if"
    )
    found = impasse(replace(case, preconditions=(*case.preconditions, asked)))
    assert found.verdict == "circle_blocks"
    assert found.missing == ()
    shapes = [[step.act.option for step in circle.steps] for circle in found.circles]
    assert ["talks", "freed_from_gaza", "halt"] in [rotated(shape, "talks") for shape in shapes]
    assert all("hamas" in circle.holders for circle in found.circles)
    assert all(circle.basis == "inferred" for circle in found.circles)


def rotated(shape: list[str], first: str) -> list[str]:
    place = shape.index(first)
    return shape[place:] + shape[:place]


def you_first() -> Positions:
    return strike(
        CasePrecondition("u", ("union",), (value("talks"),), (value("work"),), "before",
                         "reported", at(0, 9)),
        CasePrecondition("e", ("employer",), (value("work"),), (value("talks"),), "until",
                         "stated", at(10, 19)),
    )  # fmt: skip


def test_each_asks_the_other_first() -> None:
    found = impasse(you_first())
    assert found.verdict == "circle_blocks"
    (circle,) = found.circles
    assert circle.blocks
    assert circle.sure
    assert circle.holders == ("employer", "union")
    assert [[k.origin for k in step.links] for step in circle.steps] == [["u"], ["e"]]
    assert circle.evidence == at(0, 9) + at(10, 19)
    assert found.two_places == ()
    assert not found.one_side


@pytest.mark.parametrize("which", [0, 1])
def test_one_strict_link_is_enough_to_block(which: int) -> None:
    case = you_first()
    one, two = case.preconditions
    looser = (replace(one, order="with"), two) if which else (one, replace(two, order="with"))
    assert impasse(replace(case, preconditions=looser)).verdict == "circle_blocks"
    both = (replace(one, order="with"), replace(two, order="with"))
    assert impasse(replace(case, preconditions=both)).verdict == "circle_opens_at_once"


def returns() -> Positions:
    """Each gives only in return for what the other gives."""
    return strike(
        proposals=(
            CaseProposal("u", "offer", ("union",), gives=(value("work"),),
                         wants=(value("wage", "25"),)),
            CaseProposal("e", "offer", ("employer",), gives=(value("wage", "25"),),
                         wants=(value("work"),)),
        )
    )  # fmt: skip


def test_a_circle_of_returns_alone_opens_by_one_step() -> None:
    found = impasse(returns())
    assert found.verdict == "circle_opens_at_once"
    (circle,) = found.circles
    assert not circle.blocks
    assert circle.sure
    loose = CasePrecondition("w", ("union",), (value("wage", "25"),), (value("work"),), "with")
    assert impasse(replace(returns(), preconditions=(loose,))).verdict == "circle_opens_at_once"


def test_a_value_left_open_makes_a_circle_unsure_and_another_value_none() -> None:
    one_value, two = value("wage", "25"), value("wage", "25", "30")
    open_ = CasePrecondition("p", ("union",), (two,), (value("work"),), "before")
    gives = CaseProposal("e", "offer", ("employer",), gives=(one_value,), wants=(value("work"),))
    (circle,) = impasse(strike(open_, proposals=(gives,))).circles
    assert circle.blocks
    assert not circle.sure
    other = replace(gives, gives=(value("wage", "10"),))
    assert impasse(strike(open_, proposals=(other,))).verdict == "no_circle_stated"


def test_another_offer_of_the_same_act_is_a_way_round() -> None:
    first = CasePrecondition("p", ("union",), (value("talks"),), (value("work"),), "before")
    one = CaseProposal("o1", "offer", ("employer",), gives=(value("talks"),),
                       wants=(value("work"),))  # fmt: skip
    two = CaseProposal("o2", "offer", ("employer",), gives=(value("talks"),),
                       wants=(value("arbiter", "panel"),))  # fmt: skip
    (alone,) = impasse(strike(first, proposals=(one,))).circles
    (beside,) = impasse(strike(first, proposals=(one, two))).circles
    assert alone.other_ways == ()
    assert beside.other_ways == ("o2",)


def test_what_asks_nothing_makes_no_link() -> None:
    case = halt_for_release()
    israel_took_back = tuple(
        replace(p, answers=(Answer("israel", "withdrawn"),)) if p.id == "o1" else p
        for p in case.proposals
    )
    case = replace(case, proposals=(*israel_took_back, three_stages()))
    origins = {link.origin for link in impasse(case).links}
    assert origins == {"f1", "f2", "o2", "d1"}
    assert impasse(strike()).verdict == "no_conditions"
    assert impasse(strike()).keys == ("no condition is stated",)


def test_a_longer_step_after_a_shorter_one_is_no_circle() -> None:
    more = CasePrecondition("p", ("union",), (value("wage", "5", "10"),), (value("wage", "10"),))
    assert impasse(strike(more)).circles == ()


def test_an_act_has_two_places_only_where_another_side_asks_for_it_first() -> None:
    offer = CaseProposal("o", "offer", ("employer",), gives=(value("wage", "10"),),
                         wants=(value("arbiter", "panel"),))  # fmt: skip
    first = CasePrecondition("p", ("union",), (value("wage", "10"),), (value("work"),))
    assert len(impasse(strike(first, proposals=(offer,))).two_places) == 1
    own = replace(first, by=("employer",))
    loose = replace(first, order="with")
    one_side = replace(
        strike(first, proposals=(offer,)), acting_together=(Together(("employer", "union")),)
    )
    assert impasse(strike(own, proposals=(offer,))).two_places == ()
    assert impasse(strike(loose, proposals=(offer,))).two_places == ()
    assert impasse(one_side).two_places == ()


def test_with_too_many_circles_there_are_at_least_so_many() -> None:
    acts = [f"act{i}" for i in range(7)]
    case = Positions(
        (Party("a", "A"), Party("b", "B")),
        tuple(Option(act, ("a",)) for act in acts),
        preconditions=tuple(
            CasePrecondition(f"p{x}{y}", ("b",), (value(acts[x]),), (value(acts[y]),))
            for x in range(7)
            for y in range(7)
            if x != y
        ),
    )
    some = impasse(case, limit=10)
    assert len(some.circles) == 10
    assert not some.complete
    every = impasse(case, limit=10_000)
    assert every.complete
    # Cycles of the complete digraph on 7 nodes: the sum over k of C(7, k) (k - 1)!.
    assert len(every.circles) == 2365
    assert [len(c.steps) for c in every.circles] == sorted(len(c.steps) for c in every.circles)


@given(st.permutations(["hamas", "israel", "pij"]))
def test_other_names_leave_the_structure_unchanged(names: list[str]) -> None:
    case = halt_for_release()
    to = dict(zip(["hamas", "israel", "pij"], names, strict=True))
    first, second = impasse(case), impasse(renamed(case, to))
    assert first.verdict == second.verdict
    assert first.keys == second.keys
    assert first.missing == second.missing
    assert tuple(to[p] for p in first.asks_first) == second.asks_first
    assert [(k.first, k.then, k.strict) for k in first.links] == [
        (k.first, k.then, k.strict) for k in second.links
    ]
    assert [tuple(to[h] for h in k.holders) for k in first.links] == [
        k.holders for k in second.links
    ]
