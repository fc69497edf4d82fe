"""Two tellings of one offer: apart, with what they share and where they differ."""

from __future__ import annotations

from parley.ledger.origins import TellingRow, tellings
from parley.ledger.queries import Ask
from tests.ledger.telling import Report, held, swapped


def truce(
    name: str, published: str | None, people: str, value: float | None, *, aid: bool = False,
    by: tuple[str, ...] = ("port",), to: tuple[str, ...] = (), length: str = "P7D", **more: str,
) -> Report:  # fmt: skip
    report = Report(name, published)
    extra = " and more aid" if aid else ""
    said = report.says(
        f"It would halt for the time{extra} in return for {people}", "post", by[0], act="offer",
        speech="offer",
    )  # fmt: skip
    week = report.lasts(length, "the time")
    figure = report.figure(
        people, value, comparator="approx" if value else "vague", unit="people", of="people held"
    )
    gives = [report.term("halt for the time", "halt", duration=week)]
    if aid:
        gives.append(report.term("more aid", "aid", "yes"))
    wants = (report.term(people, "freed", "some", figure=figure),)
    report.puts(said, by=by, to=to, gives=tuple(gives), wants=wants, **more)  # type: ignore[arg-type]
    return report


def pair(*reports: Report) -> tuple[TellingRow, ...]:
    return tellings(held(*reports), Ask())


def test_shared_and_differing_terms_are_shown_with_both_wordings() -> None:
    (row,) = pair(
        truce("a", "2026-03-01", "around 40", 40.0),
        truce("b", "2026-03-02", "several dozen", None, aid=True, to=("union",)),
    )
    assert row.shared == ('halt: "halt for the time" / "halt for the time"',)
    assert row.differing == ('freed: "around 40" / "several dozen"',)
    assert (row.only_a, row.only_b) == ((), ('aid: "more aid"',))
    assert (row.by, row.to, row.date_a, row.date_b) == (
        ("the port",), ("the union",), "2026-03-01", "2026-03-02",
    )  # fmt: skip
    assert row.reason.endswith("reports 1 day apart")


def test_what_cannot_be_one_offer_is_no_pair() -> None:
    first = truce("a", "2026-03-01", "around 40", 40.0, to=("union",))
    assert pair(first, truce("b", "2026-03-01", "around 40", 40.0, by=("union",))) == ()
    assert pair(first, truce("b", "2026-03-01", "around 40", 40.0, to=("envoy",))) == ()
    assert pair(first, truce("b", "2026-04-01", "around 40", 40.0)) == ()
    assert pair(first, truce("b", "2026-03-01", "around 90", 90.0, length="P60D")) == ()
    assert (
        pair(first, truce("b", "2026-03-01", "around 40", 40.0, status="declared_readiness")) == ()
    )
    assert len(pair(first, truce("b", "2026-03-01", "around 40 people", 40.0))) == 1


def test_in_one_report_only_what_it_leaves_open_itself() -> None:
    report = truce("a", "2026-03-01", "around 40", 40.0)
    (first,) = report.found["proposals"]
    report.puts(*first.statements, by=("port",), gives=first.gives)
    assert pair(report) == ()
    report.found["proposals"].pop()
    report.puts(*first.statements, by=("port",), gives=first.gives, possible_same_as=("p1",))
    report.found["proposals"][0] = type(first)(
        first.id, first.kind, first.by, first.to, first.statements, first.gives, first.wants,
        possible_same_as=("p2",),
    )  # fmt: skip
    (row,) = pair(report)
    assert row.reason == "the same report leaves it open"


def test_an_undated_report_may_tell_of_the_same() -> None:
    (row,) = pair(
        truce("a", None, "around 40", 40.0), truce("b", "2026-03-01", "around 40 of them", 40.0)
    )
    assert (row.date_a, row.a.document) == ("2026-03-01", "b")
    assert row.reason.endswith("not both are dated")


def test_a_coalition_s_offer_may_be_told_of_one_of_its_members() -> None:
    one = truce("a", "2026-03-01", "around 40", 40.0, by=("port", "union"))
    assert len(pair(one, truce("b", "2026-03-01", "around 40 men", 40.0))) == 1


def test_swapping_two_parties_leaves_the_pairs() -> None:
    reports = [
        truce("a", "2026-03-01", "around 40", 40.0),
        truce("b", "2026-03-02", "several dozen", None, aid=True),
    ]

    def shape(rows: tuple[TellingRow, ...]) -> list[object]:
        return [(row.shared, row.differing, row.only_a, row.only_b, row.reason) for row in rows]

    assert shape(pair(*reports)) == shape(tellings(held(*map(swapped, reports)), Ask()))


def test_an_issue_on_both_sides_is_said_with_its_side() -> None:
    one, other = Report("a", "2026-03-01"), Report("b", "2026-03-02")
    said = one.says("It would free 40 people for a halt", "port", act="offer", speech="offer")
    free = one.term("free 40 people", "freed", figure=one.figure("40 people", 40.0, unit="people"))
    one.puts(said, by=("port",), gives=(free,), wants=(one.term("a halt", "halt"),))
    said = other.says("It would free dozens and halt", "port", act="offer", speech="offer")
    dozens = other.figure("dozens", None, comparator="vague", low=24.0, unit="people")
    gives = (other.term("free dozens", "freed", figure=dozens), other.term("halt", "halt"))
    other.puts(said, by=("port",), gives=gives)
    (row,) = pair(one, other)
    assert row.differing == ('freed: "free 40 people" / "free dozens"',)
    assert row.only_a == ('halt, asks for: "a halt"',)
    assert row.only_b == ('halt, would give: "halt"',)
