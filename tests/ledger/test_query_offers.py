"""The offer log: a row a term, and nothing that no text says."""

from __future__ import annotations

from parley.ledger.queries import Ask, OfferRow, offers
from tests.ledger.telling import Report, held, swapped


def wage(
    name: str, published: str | None, by: str, words: str, value: float, comparator: str = "eq"
) -> Report:
    """A party names a percentage."""
    report = Report(name, published)
    said = report.says(f"It speaks of {words}", by, act="offer", speech="offer")
    low = {"low": value} if comparator == "ge" else {}
    figure = report.figure(
        words, value, unit="percent", comparator=comparator, statement=said, **low
    )
    term = report.term(words, "pay", figure=figure)
    report.puts(said, by=(by,), to=(), gives=(term,))
    return report


def exchange() -> Report:
    report = Report("truce", "2026-03-02")
    said = report.says(
        "A halt of one week for around 40 people, if the road opens first",
        "post", "aides", "port", act="offer", speech="offer",
    )  # fmt: skip
    week = report.lasts("P7D", "one week")
    count = report.figure(
        "around 40 people", 40.0, comparator="approx", unit="people", of="people held"
    )
    refused = report.says("The union refused on Monday", "union", act="reject", speech="reject",
                          time="t2")  # fmt: skip
    report.on("2026-03-01", "Monday")
    halt = report.term("A halt of one week", "halt", duration=week)
    report.puts(
        said, by=("port",), to=("union",), gives=(halt,),
        wants=(report.term("around 40 people", "freed", "some", figure=count),),
        status="rejected", status_by=("union",), status_statement=refused,
        possible_same_as=("p2",),
    )  # fmt: skip
    report.puts(said, by=("port",), kind="demand", possible_same_as=("p1",), wants=(halt,))
    report.first(said, "port", report.term("the road opens", "road"), halt)
    return report


def test_a_telling_has_a_row_for_each_term_with_its_words_and_values() -> None:
    rows = offers(held(exchange()), Ask())
    assert [(r.seq, r.side, r.issue, r.value_raw, r.value_normalised, r.unit) for r in rows] == [
        (1, "gives", "halt", "A halt of one week", "P7D", ""),
        (1, "wants", "freed", "around 40 people", "~40", "people"),
        (2, "wants", "halt", "A halt of one week", "P7D", ""),
    ]
    first = rows[0]
    assert (first.by, first.to, first.via) == (("the port",), ("the union",), ("The Post", "aides"))
    assert first.conditions == ("first: the road opens",)
    assert (first.response, first.response_by, first.response_date) == (
        "rejected", ("the union",), "2026-03-01",
    )  # fmt: skip
    assert [row.possibly_same for row in rows] == [(2,), (2,), (1,)]


def test_what_no_text_says_stays_empty() -> None:
    (row,) = offers(held(wage("a", None, "port", "4 percent", 4.0)), Ask())
    blank = (
        "date",
        "date_basis",
        "duration",
        "expiry",
        "response",
        "response_date",
        "gap_to_other",
    )
    assert [getattr(row, name) for name in blank] == [""] * len(blank)
    assert (row.to, row.conditions, row.response_by, row.gap_to) == ((), (), (), None)


def test_an_answer_without_a_date_of_its_own_has_none() -> None:
    report = Report("a", "2026-03-02")
    said = report.says("An offer of a halt", "port", act="offer", speech="offer")
    no = report.says("The union refused", "union", act="reject", speech="reject")
    report.puts(
        said, by=("port",), gives=(report.term("a halt", "halt"),), status="rejected",
        status_by=("union",), status_statement=no,
    )  # fmt: skip
    (row,) = offers(held(report), Ask())
    assert (row.date, row.date_basis, row.response, row.response_date) == (
        "2026-03-02", "published", "rejected", "",
    )  # fmt: skip


def gaps(rows: tuple[OfferRow, ...]) -> list[tuple[str, int | None]]:
    return [(row.gap_to_other, row.gap_to) for row in rows]


def test_the_gap_is_to_the_other_side_s_last_amount_counted_the_same_way() -> None:
    log = [
        wage("a", "2026-03-01", "port", "4 percent", 4.0),
        wage("b", "2026-03-02", "union", "at least 9 percent", 9.0, "ge"),
        wage("c", "2026-03-03", "port", "5 percent", 5.0),
        wage("d", "2026-03-04", "union", "7 percent", 7.0),
        wage("e", "2026-03-05", "port", "about 6 percent", 6.0, "approx"),
    ]
    expected = [("", None), (">=5", 1), (">=4", 2), ("2", 3), ("~1", 4)]
    assert gaps(offers(held(*log), Ask())) == expected
    since = offers(held(*log), Ask(since="2026-03-03"))
    assert gaps(since) == [(">=4", 0), ("2", 1), ("~1", 2)]


def test_people_are_never_set_against_one_another() -> None:
    log = []
    for name, by, words, value in (
        ("a", "port", "40 people", 40.0),
        ("b", "union", "9 people", 9.0),
    ):
        report = Report(name, "2026-03-01")
        said = report.says(f"To free {words}", by, act="offer", speech="offer")
        count = report.figure(words, value, unit="people", of="people held")
        report.puts(said, by=(by,), gives=(report.term(words, "freed", figure=count),))
        log.append(report)
    assert gaps(offers(held(*log), Ask())) == [("", None)] * 2


def test_one_issue_one_party_and_pages() -> None:
    ledger = held(exchange(), wage("a", "2026-03-01", "union", "4 percent", 4.0))
    assert {row.issue for row in offers(ledger, Ask(issues=frozenset({"halt"})))} == {"halt"}
    (row,) = offers(ledger, Ask(parties=frozenset({"union"}), issues=frozenset({"pay"})))
    assert row.by == ("the union",)
    whole = offers(ledger, Ask(limit=None))
    assert offers(ledger, Ask(limit=2)) + offers(ledger, Ask(limit=None, offset=2)) == whole


def test_swapping_two_parties_leaves_the_log() -> None:
    def shape(rows: tuple[OfferRow, ...]) -> list[object]:
        return [
            (r.seq, r.side, r.issue, r.value_normalised, r.gap_to_other, r.response) for r in rows
        ]

    reports = [exchange(), wage("a", "2026-03-03", "union", "4 percent", 4.0)]
    assert shape(offers(held(*reports), Ask())) == shape(
        offers(held(*map(swapped, reports)), Ask())
    )
