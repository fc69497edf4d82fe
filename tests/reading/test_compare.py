"""Two readings side by side: what only one found, and where both differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

import parley
from parley.errors import UsageError
from parley.model import Link, Reading
from parley.reading.compare import Layer, compare, pooled

TEXT = (
    "The union offered on Friday to end the strike in exchange for a raise of 5 percent. "
    "The company rejected the offer. The union said that at least 30 workers were dismissed."
)


def rules() -> Reading:
    return parley.read(TEXT, published="2026-03-08")


def other(**changes: object) -> Reading:
    return replace(rules(), reader="llm:small", **changes)  # type: ignore[arg-type]


def layers(first: Reading, second: Reading) -> dict[str, Layer]:
    return {layer.name: layer for layer in compare(first, second).layers}


def test_a_reading_agrees_with_itself_in_every_layer() -> None:
    comparison = compare(rules(), other())
    assert comparison.readers == ("rules", "llm:small")
    for layer in comparison.layers:
        assert layer.first == layer.second == layer.both
        assert layer.differences == ()
        assert layer.agreement == (1.0 if layer.first else None)
        assert all(count == layer.both for _, count in layer.same)
    assert sum(layer.both for layer in comparison.layers) > 6


def test_what_only_one_found_is_named_whichever_it_is() -> None:
    first, second = rules(), other(figures=())
    mine, theirs = layers(first, second)["figures"], layers(second, first)["figures"]
    assert {d.kind for d in mine.differences} == {"only_first"}
    assert {d.kind for d in theirs.differences} == {"only_second"}
    assert [d.words for d in mine.differences] == [d.words for d in theirs.differences]
    assert mine.agreement == theirs.agreement == 0.0


def test_a_statement_by_another_speaker_is_one_that_differs() -> None:
    first = rules()
    told = list(first.statements)
    at = next(n for n, s in enumerate(told) if s.act == "reject")
    told[at] = replace(told[at], chain=(Link("union", "explicit"),), act="comment")
    layer = layers(first, other(statements=tuple(told)))["statements"]
    (difference,) = layer.differences
    assert (difference.kind, difference.words) == ("differs", "the offer")
    named = {name: (mine, theirs) for name, mine, theirs in difference.fields}
    assert named["act"] == ("reject", "comment")
    assert named["speaker"][1] == "union"
    assert dict(layer.same)["speech_act"] == layer.both
    assert dict(layer.same)["speaker"] == layer.both - 1


def test_a_content_that_hardly_overlaps_is_another_statement() -> None:
    first = rules()
    told = [replace(s, content=first.sentences[0].span) for s in first.statements]
    layer = layers(first, other(statements=tuple(told[-1:])))["statements"]
    assert layer.both <= 1
    assert layer.second == 1


def test_an_amount_and_a_day_that_differ() -> None:
    first = rules()
    figures = tuple(replace(f, comparator="approx", low=None) for f in first.figures)
    times = tuple(replace(t, value="2026-03-13") for t in first.timexes)
    found = layers(first, other(figures=figures, timexes=times))
    assert ("comparator", "ge", "approx") in {
        field for d in found["figures"].differences for field in d.fields
    }
    assert [d.fields for d in found["times"].differences] == [
        (("value", "2026-03-06", "2026-03-13"),)
    ]


def test_pooling_adds_counts_by_layer() -> None:
    one, two = compare(rules(), other()), compare(rules(), other(figures=()))
    total = {layer.name: layer for layer in pooled([one, two])}
    figures = total["figures"]
    n = len(rules().figures)
    assert (figures.first, figures.second, figures.both) == (2 * n, n, n)
    assert figures.agreement == pytest.approx(2 / 3)
    assert pooled([]) == ()


def test_two_texts_cannot_be_compared() -> None:
    with pytest.raises(UsageError, match="of one text"):
        compare(rules(), parley.read("Talks go on."))
