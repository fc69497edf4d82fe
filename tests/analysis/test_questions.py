"""What to find out: each rule on the shared report or on a case of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from parley.analysis import questions
from parley.analysis.question import Question
from parley.model import Answer, CasePrecondition, CaseProposal, Value
from tests.analysis.positions_seen import (
    at,
    halt_for_release,
    renamed,
    strike,
    three_stages,
    value,
)


def of_kind(found: tuple[Question, ...], kind: str) -> list[Question]:
    return [question for question in found if question.kind == kind]


def test_the_shared_report_asks_what_blocks_first() -> None:
    found = questions(halt_for_release())
    assert [(q.kind, q.about) for q in found] == [
        ("order", ("o1", "o2", "f1", "f2")),
        ("one_proposal", ("o1", "o2")),
        ("joint_answer", ("o1",)),
        ("what_counts", ("f1", "f2")),
        ("no_answer", ("d1",)),
        ("is_it_all", ("d1",)),
        ("after_it_ends", ("o2",)),
        ("value_open", ("o1",)),
        ("what_exactly", ("o2",)),
        ("no_first_step_reported", ("f1", "f2")),
    ]
    assert [q.text for q in found] == [
        "Would Israel take the halt (week or ceasefire) before talks, or only in return?",
        "Are o1 and o2 one proposal, and does it still stand?",
        "Did Palestinian Islamic Jihad answer o1 too, as is reported of Hamas?",
        "What would count as halt in f1 and f2: week or ceasefire?",
        "What is the answer of Israel to d1? None was found.",
        "Does d1 mean all, where it says over 100 (people held in Gaza, freed)?",
        "Can the halt (week) in o2 be extended, and who would confirm that it holds?",
        "Which halt does o1 mean: week or ceasefire?",
        "What exactly does o2 offer as aid: how much, and by which way?",
        "Did Israel ask for anything first? Nothing was found.",
    ]


def test_every_question_has_the_places_that_raised_it() -> None:
    for question in questions(halt_for_release()):
        assert question.evidence, question.kind
        assert question.text.endswith(("?", "."))
        assert not re.search(r"captive|hostage|prisoner|terror|regime|claim", question.text)


def test_a_circle_comes_before_everything() -> None:
    case = strike(
        CasePrecondition("u", ("union",), (value("talks"),), (value("work"),), evidence=at(0, 9)),
        CasePrecondition("e", ("employer",), (value("work"),), (value("talks"),)),
    )
    first = questions(case)[0]
    assert first.kind == "circle"
    assert first.about == ("u", "e")
    assert first.text == (
        "Would the sides take return to work and talks on pay in one step, or split one of them?"
    )


def test_a_circle_of_returns_raises_no_question_of_order() -> None:
    case = strike(
        CasePrecondition("u", ("union",), (value("talks"),), (value("work"),), "with"),
        CasePrecondition("e", ("employer",), (value("work"),), (value("talks"),), "with"),
    )
    assert not of_kind(questions(case), "circle")


def test_no_question_where_nothing_is_open() -> None:
    offer = CaseProposal(
        "x", "offer", ("employer",), gives=(value("wage", "10"),), wants=(value("work"),),
        answers=(Answer("union", "accepted"),),
    )  # fmt: skip
    assert questions(strike(proposals=(offer,))) == ()
    taken_back = replace(
        offer, gives=(value("wage", "10", "15"),), answers=(Answer("employer", "withdrawn"),)
    )
    assert questions(strike(proposals=(taken_back,))) == ()


def test_answers_of_all_who_act_together_are_enough() -> None:
    case = halt_for_release()
    both = tuple(
        replace(p, answers=(*p.answers, Answer("pij", "rejected"))) if p.id == "o1" else p
        for p in case.proposals
    )
    assert not of_kind(questions(replace(case, proposals=both)), "joint_answer")


def test_tellings_of_one_offer_share_their_questions() -> None:
    case = halt_for_release()
    told_twice = tuple(
        replace(p, answers=(Answer("hamas", "rejected", "reported", at(600, 610)),))
        if p.id == "o2"
        else p
        for p in case.proposals
    )
    (joint,) = of_kind(questions(replace(case, proposals=told_twice)), "joint_answer")
    assert joint.about == ("o1", "o2")
    assert set(at(0, 35) + at(600, 610)) <= set(joint.evidence)
    silent = tuple(replace(p, answers=()) for p in case.proposals)
    unanswered = of_kind(questions(replace(case, proposals=silent)), "no_answer")
    assert [q.about for q in unanswered] == [("o1", "o2"), ("d1",)]


def test_a_plan_is_answered_by_those_who_would_carry_it_out() -> None:
    case = halt_for_release()
    found = questions(replace(case, proposals=(three_stages(),)))
    (asked,) = of_kind(found, "no_answer")
    assert sorted(asked.parties) == ["hamas", "israel", "pij"]


def test_tellings_join_whichever_of_them_says_so() -> None:
    def offer(name: str, *same: str) -> CaseProposal:
        return CaseProposal(name, "offer", ("union",), wants=(value("wage", "5"),),
                            possibly_same=same)  # fmt: skip

    case = strike(proposals=(offer("a"), offer("b", "a"), offer("c", "b"), offer("d")))
    (question,) = of_kind(questions(case), "one_proposal")
    assert question.about == ("a", "b", "c")
    assert question.text == "Are a, b and c one offer, and does it still stand?"


def test_a_number_is_not_asked_about_as_if_none_were_given() -> None:
    case = halt_for_release()
    (demand,) = (p for p in case.proposals if p.id == "d1")

    def asked(term: Value) -> list[str]:
        changed = replace(case, proposals=(replace(demand, gives=(), wants=(term,)),))
        return [q.text for q in of_kind(questions(changed), "is_it_all")]

    (term,) = (t for t in demand.gives if t.amount)
    label = "(people held in Gaza, freed)"
    open_ = replace(term, values=("some", "all"), amount=None)
    number = {"comparator": "eq", "value": 300}
    assert asked(open_) == [f"Does d1 mean all or some {label}?"]
    assert asked(replace(open_, amount=number)) == [f"Are 300, as d1 says, all of them {label}?"]
    assert asked(replace(open_, values=("some",), amount=number)) == []


def test_other_names_ask_the_same_questions() -> None:
    case = halt_for_release()
    to = {"hamas": "israel", "israel": "hamas", "pij": "pij"}
    first, second = questions(case), questions(renamed(case, to))
    assert [(q.kind, q.about, q.options) for q in first] == [
        (q.kind, q.about, q.options) for q in second
    ]
