from __future__ import annotations

import dataclasses
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from parley.ledger.views import Ref, figures_register, origins
from parley.ledger.voices import unheard, voices
from parley.model import Actor, Figure, Link, Precondition, Reading, Span, Statement, Term
from tests.ledger.readings import document, readings, strike


def told(
    *chain: str, id: str = "s1", link: str = "explicit", reciprocal: bool = False
) -> Statement:
    links = tuple(Link(actor, link) for actor in chain)  # type: ignore[arg-type]
    return Statement(id, Span(0, 4), "report", "comment", links, reciprocal=reciprocal)


ACTORS = (
    Actor("post", "The Post", "news_organisation"),
    Actor("wire", "Wire", "news_organisation"),
    Actor("aides", "aides", "unnamed_group", anonymity="unnamed"),
    Actor("ruiz", "Ana Ruiz", "person", represents="port"),
    Actor("port", "the port", "organisation", ("party",)),
    Actor("union", "the union", "organisation", ("party",)),
    Actor("envoy", "the envoy", "person", ("mediator",)),
    Actor("harbour", "Harbour", "organisation"),
)


def report(text: str, *statements: Statement, publisher: str | None = None) -> Reading:
    head = document(text, name=f"{text}.txt", publisher=publisher)
    return Reading(head, (), (), actors=ACTORS, statements=statements)


def test_one_outlet_retold_by_two_reports_is_one_origin() -> None:
    one = report("one", told("post", "aides", "union"))
    two = report("two", told("publisher", "post", "union"))
    (origin,) = origins([one, two])
    assert (origin.kind, origin.name, origin.counts, origin.behind) == (
        "outlet", "The Post", True, ("aides",),
    )  # fmt: skip
    assert origin.statements == (Ref(one.document.id, "s1"), Ref(two.document.id, "s1"))


def test_an_outlet_s_own_report_and_those_that_cite_it_are_one_origin() -> None:
    own = report("own", told("publisher"), publisher="the post")
    retold = report("retold", told("post"))
    for order in ([own, retold], [retold, own]):
        (origin,) = origins(order)
        assert (origin.kind, origin.counts, len(origin.statements)) == ("outlet", True, 2)
        assert origin.reason.endswith("it published one too")


def test_unnamed_people_of_two_reports_are_never_joined_nor_counted() -> None:
    found = origins([report("one", told("aides")), report("two", told("aides"))])
    assert [(each.kind, each.counts) for each in found] == [("unnamed", False)] * 2


def test_the_report_s_own_words_and_words_of_nobody() -> None:
    found = origins(
        [
            report(
                "one",
                told("publisher"),
                told("unspecified", "union", id="s2"),
                told("union", "port", id="s3", reciprocal=True),
                told("ruiz", id="s4"),
                told("ruiz", id="s5", link="passive"),
            )
        ]
    )
    assert [(each.kind, [ref.claim for ref in each.statements]) for each in found] == [
        ("report", ["s1", "s3"]), ("not_named", ["s2"]), ("speaker", ["s4"]), ("not_named", ["s5"]),
    ]  # fmt: skip


def test_who_is_heard_and_how() -> None:
    one = report(
        "one",
        told("ruiz"),
        told("post", "aides", "union", id="s2"),
        told("unspecified", "union", id="s3"),
        told("post", id="s4"),
        told("aides", id="s5"),
        told("union", "port", id="s6", reciprocal=True),
        told("ruiz", id="s7"),
        told("port", id="s8", link="passive"),
    )
    found = voices([one])
    assert [(v.actor, v.how, v.through, [ref.claim for ref in v.statements]) for v in found] == [
        ("ruiz", "on_record", (), ["s1", "s7"]),
        ("union", "through_others", ("post", "aides"), ["s2"]),
        ("union", "through_others", ("unspecified",), ["s3"]),
    ]


def test_one_way_of_two_texts_is_one_where_all_in_it_are_named() -> None:
    by_name = [report("one", told("post", "union")), report("two", told("post", "union"))]
    assert [len(voice.statements) for voice in voices(by_name)] == [2]
    unnamed = [report("one", told("aides", "union")), report("two", told("aides", "union"))]
    assert [len(voice.statements) for voice in voices(unnamed)] == [1, 1]


def test_whoever_speaks_for_a_party_makes_it_heard() -> None:
    assert [each.name for each in unheard([report("one", told("ruiz"))])] == [
        "the envoy",
        "the union",
    ]
    one, two = report("one", told("post", "union")), report("two", told("union"))
    (absent,) = (each for each in unheard([one]) if each.name == "the union")
    assert absent.actor == Ref(one.document.id, "union")
    assert "the union" not in [each.name for each in unheard([one, two])]


def test_whoever_asks_is_missed_too_and_a_coalition_as_its_members() -> None:
    coalition = Actor("both", "both", "coalition", members=("harbour", "union"))
    ask = Precondition(
        "c1", ("both",), None, Term((), "halt", Span(0, 1), "halt"),
        Term((), "talks", Span(1, 2), "talks"), (), "required_before_then",
    )  # fmt: skip
    one = dataclasses.replace(report("one"), actors=(*ACTORS, coalition), preconditions=(ask,))
    assert [each.name for each in unheard([one])] == [
        "Harbour",
        "the envoy",
        "the port",
        "the union",
    ]
    both = told("both", id="s1")
    spoken = dataclasses.replace(one, statements=(both,))
    assert [each.name for each in unheard([spoken])] == ["the envoy", "the port"]


def test_figures_stand_side_by_side() -> None:
    def figure(id: str, at: int, **given: object) -> Figure:
        base = Figure(id, Span(at, at + 2), Span(at, at + 2), "eq", 1.0)
        return dataclasses.replace(base, **given)  # type: ignore[arg-type]

    one = strike(
        figures=(
            figure("f2", 9, of="people freed", unit="people"),
            figure("f1", 3, of="People freed", unit="people", value=40.0),
            figure("f3", 20, of="people freed", unit="people", basis="asked"),
            figure("f4", 30),
            figure("f5", 40),
        )
    )
    other = dataclasses.replace(one, document=document("other"))
    groups = figures_register([one, other])
    assert [[ref.claim for ref, _ in group.figures] for group in groups] == [
        ["f1", "f2", "f1", "f2"], ["f3", "f3"], ["f4"], ["f5"], ["f4"], ["f5"],
    ]  # fmt: skip
    assert groups[0].of == "People freed"
    assert groups[2].reason == "what it counts is not said"


@given(st.lists(readings(), max_size=3, unique_by=lambda reading: reading.document.id))
def test_nothing_is_dropped_and_nothing_counted_twice(given: list[Reading]) -> None:
    said = [ref for origin in origins(given) for ref in origin.statements]
    assert len(said) == sum(len(reading.statements) for reading in given)
    figures = [ref for group in figures_register(given) for ref, _ in group.figures]
    assert len(figures) == sum(len(reading.figures) for reading in given)
    heard = [ref for voice in voices(given) for ref in voice.statements]
    told = Counter(Ref(each.document.id, s.id) for each in given for s in each.statements)
    assert Counter(heard) <= told
    views = (origins(given), voices(given), unheard(given), figures_register(given))
    assert all(each.reason for view in views for each in view)
