"""Quoted words to places: exact, but for typography, nearly, or nowhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model import Span
from parley.reading.llm.anchor import Anchors, normalised

TEXT = (
    "The ferry union said on Monday it would not “sign any\u00a0paper” before\n"
    "the company’s offer — around 4.5 percent — is in writing. The offer stands; the offer "
    "was for\u200bward-looking."
)
ANCHORS = Anchors(TEXT)
WHOLE = Span(0, len(TEXT))


def found(words: str, near: int | None = None, within: Span = WHOLE) -> tuple[str, str] | None:
    place = ANCHORS.find(words, within, near)
    return None if place is None else (place.how, TEXT[place.span.start : place.span.end])


@pytest.mark.parametrize(
    ("words", "how", "there"),
    [
        ("The ferry union", "exact", "The ferry union"),
        ('"sign any paper"', "normalised", "“sign any\u00a0paper”"),
        ("before the company's offer", "normalised", "before\nthe company’s offer"),
        ("offer - around 4.5 percent -", "normalised", "offer — around 4.5 percent —"),
        ("was forward-looking.", "normalised", "was for\u200bward-looking."),
        ("the company’s  offer", "normalised", "the company’s offer"),
        ('"The ferry union said"', "normalised", "The ferry union said"),
        (
            "it would not sign any paper before",
            "fuzzy",
            "it would not “sign any\u00a0paper” before",
        ),
        ("The fery union said on Monday", "fuzzy", "The ferry union said on Monday"),
    ],
)
def test_words_that_stand_there(words: str, how: str, there: str) -> None:
    assert found(words) == (how, there)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "\u200b",
        "the miners",
        "erry unio",  # a part of words is no words
        "aid",
        "it would “sign any paper” before",  # a denial less
        "offer — around 4.6 percent — is in writing",  # another number
        "Monay",  # too short to be taken for anything else
        TEXT + TEXT,
    ],
)
def test_words_that_do_not(words: str) -> None:
    assert found(words) is None


def test_of_equal_places_the_nearest_is_taken() -> None:
    first, last = TEXT.index("the company"), TEXT.rindex("the offer")
    assert ANCHORS.find("offer", WHOLE, last).span.start > last - 1  # type: ignore[union-attr]
    assert ANCHORS.find("offer", WHOLE, first).span.start == first + 14  # type: ignore[union-attr]
    assert [p.span for p in ANCHORS.places("offer", WHOLE)] == sorted(
        p.span for p in ANCHORS.places("offer", WHOLE)
    )


def test_only_the_passage_is_looked_at() -> None:
    assert found("The ferry union", within=Span(20, len(TEXT))) is None
    assert found("sign any paper", within=Span(0, TEXT.index("paper"))) is None


@given(st.text(max_size=60), st.text(max_size=20))
def test_whatever_is_looked_for_places_lie_inside(text: str, words: str) -> None:
    whole = Span(0, len(text))
    for place in Anchors(text).places(words, whole):
        assert 0 <= place.span.start < place.span.end <= len(text)
        if place.how == "exact":
            assert text[place.span.start : place.span.end] == words.strip()


@given(st.text(st.characters(categories=["L", "N", "P", "Z"]), min_size=1, max_size=40))
def test_a_text_written_otherwise_is_found_again(text: str) -> None:
    plain = normalised(text)
    if plain:
        place = Anchors(text).find(plain, Span(0, len(text)))
        assert place is not None
        assert normalised(text[place.span.start : place.span.end]) == plain


def test_composed_and_decomposed_letters_are_one() -> None:
    text = unicodedata.normalize("NFD", "Ágnes Móré signed.")
    place = Anchors(text).find(unicodedata.normalize("NFC", "Ágnes Móré"), Span(0, len(text)))
    assert place is not None
    assert (place.how, place.span) == ("normalised", Span(0, text.index(" signed")))
