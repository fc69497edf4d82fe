"""Lines to paragraphs: hyphens, bullets, pages."""

from __future__ import annotations

import pytest

from parley.documents.layout import Line, paragraphs


def column(*texts: str, page: int = 1, x: float = 72) -> list[Line]:
    return [Line(page, x, 700 - 12 * i, 10, text) for i, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("the nego-", "tiators met", "the negotiators met"),
        ("a long-", "term pact", "a long-term pact"),
        ("the Anglo-", "Norse pact", "the Anglo-Norse pact"),
        ("a 40-", "day halt", "a 40- day halt"),
        ("a cease\u2010", "fire", "a ceasefire"),
        ("a spokes \u2010", "person", "a spokesperson"),
        ("the talks -", "so far", "the talks - so far"),
        ("an EU-", "wide plan", "an EU-wide plan"),
    ],
)
def test_a_word_that_a_line_cuts(above: str, below: str, joined: str) -> None:
    assert paragraphs(column(above, below)) == [joined]


def test_a_cut_word_is_spelled_as_elsewhere_in_the_text() -> None:
    told = column("the peace-", "makers and the dead-", "line: of peace-makers, of deadline")
    assert paragraphs(told) == ["the peace-makers and the deadline: of peace-makers, of deadline"]


def test_bullets_are_paragraphs() -> None:
    told = column("The union asks for", "• 8 percent,", "• a ceiling on night", "work")
    assert paragraphs(told) == ["The union asks for", "• 8 percent,", "• a ceiling on night work"]


def test_places_that_tell_nothing_leave_the_length_of_lines() -> None:
    told = [
        "The union said that it would go on with",
        "the talks.",
        "The port said that it too was ready to",
    ]
    assert paragraphs([Line(1, 0, 0, 0, text) for text in [*told, "talk."]]) == [
        "The union said that it would go on with the talks.",
        "The port said that it too was ready to talk.",
    ]


def test_a_head_that_runs_through_most_pages_goes_and_one_on_a_page_stays() -> None:
    pages = []
    for number in (1, 2, 3):
        body = [f"On day {word} the talks went on." for word in ("one", "two", "three", "four")]
        head = f"Courier, page {number}" if number != 2 else "A note of the editors"
        told = [each.replace("on.", f"on for {number} hours.") for each in body]
        pages += column(head, *told, str(number), page=number)
    text = " ".join(paragraphs(pages))
    assert "Courier" not in text
    assert "A note of the editors" in text
    assert text.count("On day one") == 3


def test_nothing() -> None:
    assert paragraphs([]) == []
