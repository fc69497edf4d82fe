"""Disputed facts: both readings, whoever says them."""

from __future__ import annotations

from parley.ledger.queries import Ask, DisputeRow, disputes
from tests.ledger.telling import Report, held, swapped


def accusation(name: str = "a", published: str | None = "2026-03-01") -> Report:
    report = Report(name, published)
    report.says("The union blocked the gate", "port", act="accuse_breach", speech="accuse",
                to=("union",))  # fmt: skip
    return report


def sides(row: DisputeRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
    a, b = row.reading_a, row.reading_b
    return a.by if a else (), b.by if b else ()


def test_an_accusation_stands_beside_its_denial() -> None:
    report = accusation()
    report.says("having done so", "union", act="deny_breach", speech="deny")
    (row,) = disputes(held(report), Ask())
    assert (row.kind, row.status, row.finding) == ("breach", "disputed", "")
    assert sides(row) == (("the port",), ("the union",))
    assert row.reading_b is not None
    assert row.reading_b.act == "deny"


def test_without_an_answer_it_stays_alleged() -> None:
    (row,) = disputes(held(accusation()), Ask())
    assert (row.status, row.reading_b) == ("alleged", None)


def test_an_answer_in_another_report_of_the_week_is_found() -> None:
    answer = Report("b", "2026-03-04")
    answer.says("It never blocked a gate", "union", act="deny_breach", speech="deny")
    (row,) = disputes(held(accusation(), answer), Ask(until="2026-03-02"))
    assert sides(row) == (("the port",), ("the union",))
    assert "another report" in row.reason
    late = Report("b", "2026-04-04")
    late.says("It never blocked a gate", "union", act="deny_breach", speech="deny")
    found = {row.status for row in disputes(held(accusation(), late), Ask())}
    assert found == {"alleged", "denied"}


def test_mutual_accusations_are_two_readings() -> None:
    report = Report("a", "2026-03-01")
    report.says("breaking it", "both", act="accuse_breach", speech="accuse", to=("port", "union"),
                reciprocal=True)  # fmt: skip
    (row,) = disputes(held(report), Ask())
    assert sides(row) == (("the port",), ("the union",))
    assert row.status == "disputed"


def test_one_says_that_the_other_agreed_and_the_other_denies_it() -> None:
    report = Report("a", "2026-03-01")
    report.says("to a raise of 4 percent", "union", "port", act="accept", speech="accept")
    report.says("it had agreed to any raise", "port", speech="deny")
    (row,) = disputes(held(report), Ask())
    assert (row.kind, row.status) == ("agreement", "disputed")
    assert row.reading_a is not None
    assert (row.reading_a.by, row.reading_a.via) == (("the port",), ("the union",))
    assert row.question == 'whether the port agreed: "to a raise of 4 percent"'


def test_an_acceptance_that_nobody_denies_is_no_dispute() -> None:
    report = Report("a", "2026-03-01")
    report.says("to a raise", "union", "port", act="accept", speech="accept")
    assert disputes(held(report), Ask()) == ()


def test_a_denial_of_something_else_is_set_beside_what_speaks_of_it() -> None:
    report = Report("a", "2026-03-01")
    report.says("The port has offered new terms", "berg", about=("port",))
    report.says("that any terms had been offered", "ruiz", speech="deny")
    (row,) = disputes(held(report), Ask())
    assert (row.kind, sides(row)) == ("denial", (("Per Berg",), ("Ana Ruiz",)))


def test_a_denial_whose_claim_is_not_found_is_kept() -> None:
    report = Report("a", "2026-03-01")
    report.says("that ships were turned away", "ruiz", speech="deny")
    (row,) = disputes(held(report), Ask())
    assert (row.status, row.reading_a) == ("denied", None)


def test_figures_that_cannot_both_hold_are_disputed() -> None:
    report = Report("a", "2026-03-01")
    report.counts("60 people", 60.0, "port")
    report.counts("100 people", 100.0, "union", within="{} are there, it says")
    (row,) = disputes(held(report), Ask(measures=frozenset({"people held"})))
    assert (row.kind, row.question) == ("figures", "how many: people held")
    assert sides(row) == (("the port",), ("the union",))
    assert disputes(held(report), Ask(parties=frozenset({"union"}))) != ()
    assert disputes(held(report), Ask(parties=frozenset({"wire"}))) == ()


def test_by_party_either_side_counts() -> None:
    report = accusation()
    report.says("having done so", "union", act="deny_breach", speech="deny")
    for party in ("port", "union"):
        assert len(disputes(held(report), Ask(parties=frozenset({party})))) == 1
    assert disputes(held(report), Ask(parties=frozenset({"envoy"}))) == ()


def test_who_stands_first_is_settled_by_place_and_never_by_name() -> None:
    report = accusation()
    report.says("having done so", "union", act="deny_breach", speech="deny")
    (row,) = disputes(held(report), Ask())
    (other,) = disputes(held(swapped(report)), Ask())
    assert sides(other) == (("the union",), ("the port",))
    assert (row.kind, row.status, row.question) == (other.kind, other.status, other.question)
