"""Positions of parties over time."""

from __future__ import annotations

from parley.ledger.queries import Ask, positions
from tests.ledger.telling import Report, held, swapped


def pay(name: str, published: str | None, words: str, value: float, *chain: str) -> Report:
    """A report of an offer of a raise by the port."""
    report = Report(name, published)
    said = report.says(f"The port offers {words} more", *chain, "port", act="offer", speech="offer")
    figure = report.figure(words, value, unit="percent", statement=said)
    gives = (report.term(words, "pay", figure=figure),)
    report.puts(said, by=("port",), to=("union",), gives=gives)
    return report


def test_a_later_value_is_named_beside_the_earlier_one_which_stays() -> None:
    ledger = held(
        pay("a", "2026-03-01", "4 percent", 4.0),
        pay("b", "2026-03-03", "4 percent each", 4.0),
        pay("c", "2026-03-05", "5 percent", 5.0),
    )
    rows = positions(ledger, Ask(parties=frozenset({"port"}), issues=frozenset({"pay"})))
    assert [(row.value_raw, row.follows, row.change, row.superseded_by) for row in rows] == [
        ("4 percent", None, "", 3),
        ("4 percent each", 1, "same", 3),
        ("5 percent", 2, "other value", None),
    ]
    assert [row.date for row in rows] == ["2026-03-01", "2026-03-03", "2026-03-05"]


def test_without_dates_nothing_follows() -> None:
    rows = positions(
        held(pay("a", None, "4 percent", 4.0), pay("b", None, "5 percent", 5.0)), Ask()
    )
    assert [(row.follows, row.superseded_by) for row in rows] == [(None, None)] * 2


def test_an_answer_and_what_is_asked_first_are_positions_of_who_gives_them() -> None:
    report = Report("a", "2026-03-01")
    offer = report.says("Four percent was on offer", "post", "port", act="offer", speech="offer")
    refusal = report.says("The union refused it", "post", "union", act="reject", speech="reject")
    gives = (report.term("Four percent", "pay"),)
    report.puts(
        offer, by=("port",), to=("union",), gives=gives, status="rejected", status_by=("union",),
        status_statement=refusal,
    )  # fmt: skip
    ask = report.says("No talks before the lockout ends", "berg", act="precondition")
    required = report.term("the lockout ends", "lockout", "no")
    report.first(ask, "union", required, report.term("talks", "talks", "yes"))
    rows = positions(held(report), Ask(parties=frozenset({"union"})))
    assert [(row.act, row.side, row.issue, row.said_by) for row in rows] == [
        ("reject", "answer", "pay", ("The Post",)),
        ("precondition", "first", "lockout", ("Per Berg",)),
    ]
    assert rows[0].tied_to == ("Four percent",)
    assert rows[1].tied_to == ("then: talks",)


def test_readiness_and_an_offer_of_the_same_are_different_acts() -> None:
    ready = Report("a", "2026-03-01")
    said = ready.says("Ready for a halt of the strike", "berg", act="signal_readiness")
    gives = (ready.term("a halt", "halt", "yes"),)
    ready.puts(said, by=("union",), gives=gives, status="declared_readiness")
    offers = Report("b", "2026-03-04")
    said = offers.says("The union offers a halt now", "union", act="offer", speech="offer")
    offers.puts(said, by=("union",), gives=(offers.term("a halt", "halt", "yes"),))
    first, second = positions(held(ready, offers), Ask())
    assert (first.act, first.superseded_by) == ("signal readiness", 2)
    assert second.change == "other act"


def test_a_statement_whose_terms_are_told_is_not_told_again() -> None:
    report = pay("a", "2026-03-01", "4 percent", 4.0, "post")
    report.says("The union threatens a strike", "union", act="threaten", speech="threaten")
    report.says("The weather is fine", "union")
    rows = positions(held(report), Ask())
    assert [(row.party, row.act) for row in rows] == [
        (("the port",), "offer"),
        (("the union",), "threaten"),
    ]


def test_a_page_continues_the_one_before_it() -> None:
    reports = [pay(f"r{n}", f"2026-03-{n:02}", f"{n} percent", n) for n in range(1, 10)]
    ledger = held(*reports)
    whole = positions(ledger, Ask(limit=None))
    paged = [*positions(ledger, Ask(limit=4)), *positions(ledger, Ask(limit=None, offset=4))]
    assert paged == [*whole]
    assert [row.superseded_by for row in whole] == [*range(2, 10), None]
    assert positions(ledger, Ask(since="2026-03-08"))[0].value_raw == "8 percent"


def test_swapping_two_names_leaves_the_rows() -> None:
    report = pay("a", "2026-03-01", "4 percent", 4.0, "post")
    later = pay("b", "2026-03-02", "5 percent", 5.0, "post")
    one = positions(held(report, later), Ask())
    other = positions(held(swapped(report), swapped(later)), Ask())
    assert [row.party for row in other] == [("the union",)] * 2
    shape = [(r.number, r.act, r.issue, r.side, r.change, r.superseded_by) for r in one]
    assert shape == [(r.number, r.act, r.issue, r.side, r.change, r.superseded_by) for r in other]
