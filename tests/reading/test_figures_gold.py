"""Figures and times against what people marked: in reports of our own and in texts kept outside.

The floors are a little below what was measured over all texts; the rules know none of them.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from parley.reading import read
from parley.reading.figures import find_figures
from parley.reading.times import find_timexes
from parley.scoring import (
    Score,
    layers_named,
    load_gold,
    marks_of,
    places_of_texts,
    pooled,
    score,
)
from tests.reading.prepared import prepared

TESTS = Path(__file__).parents[1]
LAYERS = layers_named(("figures", "times"))
# layer: (precision, recall)
FLOORS = {"figures": (0.95, 0.95), "times": (0.92, 0.95)}


@cache
def _scores(folder: Path) -> dict[str, Score]:
    files, problems = load_gold(
        sorted(folder.glob("*.json")), places_of_texts(os.environ.get("PARLEY_SHARED"))
    )
    assert not problems
    return pooled(
        score(one.annotation, marks_of(read(one.text, published=one.published)), LAYERS)
        for one in files
    )


@pytest.mark.parametrize("layer", FLOORS)
def test_reports_of_our_own_reach_the_floor(layer: str) -> None:
    _reaches(_scores(TESTS / "reports"), layer)


@pytest.mark.parametrize("layer", FLOORS)
def test_texts_kept_outside_reach_the_floor(shared: Path, layer: str) -> None:
    assert shared.is_dir()
    _reaches(_scores(TESTS / "data" / "gold"), layer)


def _reaches(scores: dict[str, Score], layer: str) -> None:
    precision, recall = FLOORS[layer]
    assert scores[layer].gold > 50
    assert scores[layer].precision >= precision, scores[layer]
    assert scores[layer].recall >= recall, scores[layer]


def _seed(shared: Path) -> tuple[str, dict[str, Any]]:
    gold = json.loads((TESTS / "data" / "gold" / "seed.json").read_text(encoding="utf-8"))
    text = (shared / "seed" / "report.txt").read_bytes().decode("utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == gold["document"]["sha256"]
    return text, gold


def test_times_of_the_seed_with_a_publication_date(shared: Path) -> None:
    text, gold = _seed(shared)
    sentences, tokens = prepared(text)
    found = {
        (t.span.start, t.span.end): t.value
        for t in find_timexes(text, sentences, tokens, date(2023, 12, 21))
    }
    for row in gold["timexes"]:
        value = row["value_if_published_2023-12-21"]
        near = [
            v
            for (start, end), v in found.items()
            if row["span"][0] < end and start < row["span"][1]
        ]
        assert near == [{"P1W": "P7D"}.get(value, value)], text[slice(*row["span"])]


def test_numbers_and_hedges_of_the_seed_stand_where_people_marked_them(shared: Path) -> None:
    text, gold = _seed(shared)
    sentences, tokens = prepared(text)
    timexes = find_timexes(text, sentences, tokens, None)
    figures = {f.span.start: f for f in find_figures(text, sentences, tokens, timexes)}
    for row in gold["figures"]:
        figure = figures[row["span"][0]]
        assert figure.span.end == row["span"][1]
        assert [figure.number_span.start, figure.number_span.end] == row["number"]
        hedge = figure.hedge_span and [figure.hedge_span.start, figure.hedge_span.end]
        assert hedge == row["hedge"]
        assert figure.unit == "people"
