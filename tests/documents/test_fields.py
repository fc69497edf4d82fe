"""Dates in writing, and what stands in a file beside a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.documents import Source, beside
from parley.documents.dates import iso_date


@given(st.dates())
def test_every_date_comes_back(day: object) -> None:
    assert iso_date(str(day)) == str(day)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("2026-03-31 10:00:00", "2026-03-31"),
        ("1st of April 2026", "2026-04-01"),
        ("Sept. 5, 2026, 10:00 GMT", "2026-09-05"),
        ("Mon, 02 Mar 2026 23:59:59 -0500", "2026-03-02"),
        ("2026-02-30", None),
        ("31 February 2026", None),
        ("202603311", None),
        ("3/4/2026", None),
        ("2026", None),
        ("", None),
    ],
)
def test_dates_in_writing(given: str, read: str | None) -> None:
    assert iso_date(given) == read


@given(st.text())
def test_no_text_breaks_it(given: str) -> None:
    found = iso_date(given)
    assert found is None or len(found) == 10


PAGE = Source("a.html", "Talks.", "Page's own", "2026-03-01", "page", "Site", file="a.html")


def test_a_file_beside_goes_before_the_page() -> None:
    told = beside(PAGE, "a.json", b'{"published": "2026-03-02", "url": "https://x.example/a"}')
    assert (told.published, told.published_basis) == ("2026-03-02", "given")
    assert (told.publisher, told.title, told.url) == ("Site", "Page's own", "https://x.example/a")
    assert (told.text, told.name, told.problems) == ("Talks.", "a.html", ())


def test_a_file_about_something_else_changes_nothing() -> None:
    for data in (b"[1, 2]", b"3", b'{"width": 3}', b"{}"):
        assert beside(PAGE, "a.json", data) == PAGE


def test_a_broken_file_beside_is_a_notice_with_its_place() -> None:
    told = beside(PAGE, "a.json", b'{"title": "A",\n "date" 3}')
    assert [str(problem) for problem in told.problems] == [
        "a.json:2:9: notice: no JSON (expecting ':' delimiter); it is left out"
    ]
    for data in (b"\xff\xfe{", b"[" * 100_000):
        (problem,) = beside(PAGE, "a.json", data).problems
        assert problem.what.endswith("it is left out")
    told = beside(PAGE, "a.json", b'{"date": "Tuesday"}')
    assert str(told.problems[0]).startswith("a.json: notice: the field 'date' is no date that has")
    assert told.published == "2026-03-01"
