"""Words found in reports, as a table."""

from __future__ import annotations

from parley.ledger.queries import Ask, found
from tests.ledger.telling import Report, held


def told(name: str, *words: str) -> Report:
    report = Report(name, "2026-03-01")
    for each in words:
        report.says(each, "union")
    return report


def test_a_row_says_where_its_words_stand() -> None:
    ledger = held(told("a.txt", "The gate is shut", "Talks go on at the gate"))
    (row,) = found(ledger, "talks gate", Ask())
    assert (row.at.document, row.at.published, row.at.place) == ("a.txt", "2026-03-01", "2.1")
    assert row.at.words == "Talks go on at the gate"
    text = ledger.readings()[0].document.text
    assert text[row.at.start : row.at.end] == row.at.words
    assert (row.before, row.after, row.number) == ("", ".", 1)


def test_an_earlier_version_is_found_and_said_to_be_one() -> None:
    ledger = held(told("old.txt", "Talks go on"), told("new.txt", "Talks are off"))
    old, new = (each.id for each in ledger.documents())
    ledger.add_revision(new, old, reason="the same address")
    rows = found(ledger, "talks", Ask())
    assert {(row.at.document, row.revised) for row in rows} == {
        ("old.txt", True), ("new.txt", False),
    }  # fmt: skip


def test_pages_are_numbered_on_and_no_limit_gives_all() -> None:
    ledger = held(told("a.txt", *(f"Talks, day {n}" for n in range(150))))
    assert [row.number for row in found(ledger, "talks", Ask(limit=2, offset=3))] == [4, 5]
    assert len(found(ledger, "talks", Ask(limit=None))) == 150
