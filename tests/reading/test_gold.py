"""Scores by layer against what careful people marked, pooled, with floors under what is measured.

A floor holds what is reached; it is no aim. Print the tables with ``pytest -s``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from parley.model import Span
from parley.reading import read
from tests.reading.scoring import Score, score, table

TESTS = Path(__file__).parents[1]
GOLD = sorted(p for p in (TESTS / "data" / "gold").glob("*.json") if p.stem != "seed")
REPORTS = sorted((TESTS / "reports").glob("*.json"))

# layer: least F1
OPEN_FLOORS = {
    "statements": 0.87,
    "with source": 0.66,
    "with act": 0.66,
    "with speech act": 0.74,
    "whole chain": 0.66,
    "figures": 0.99,
    "proposals": 0.65,
    "preconditions": 0.30,
}
REPORT_FLOORS = {
    "statements": 0.84,
    "with source": 0.79,
    "with act": 0.68,
    "with speech act": 0.65,
    "whole chain": 0.71,
    "figures": 0.83,
    "proposals": 0.62,
    "preconditions": 0.38,
    "exchanges": 0.55,
}


def pooled(pairs: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Score]:
    total: defaultdict[str, Score] = defaultdict(Score)
    for text, gold in pairs:
        reading = read(text, published=gold.get("published"))
        for layer, one in score(reading, gold).items():
            total[layer] += one
    return dict(total)


def reaches(scores: dict[str, Score], floors: dict[str, float]) -> None:
    assert set(scores) == set(floors)
    below = {layer: str(scores[layer]) for layer, f in floors.items() if scores[layer].f1 < f}
    assert not below, f"below the floor: {below}"


def load(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def test_open_texts_reach_their_floors(shared: Path) -> None:
    assert len(GOLD) == 6
    news = shared / "corpus" / "news"
    scores = pooled(((news / f"{p.stem}.txt").read_bytes().decode(), load(p)) for p in GOLD)
    print(f"\nsix open texts\n{table(scores)}")  # noqa: T201
    reaches(scores, OPEN_FLOORS)


def test_invented_reports_reach_their_floors() -> None:
    assert len(REPORTS) >= 11
    scores = pooled((p.with_suffix(".txt").read_bytes().decode(), load(p)) for p in REPORTS)
    print(f"\n{len(REPORTS)} invented reports\n{table(scores)}")  # noqa: T201
    reaches(scores, REPORT_FLOORS)


@pytest.mark.parametrize("path", REPORTS, ids=[p.stem for p in REPORTS])
def test_a_text_is_taken_for_a_negotiation_where_people_say_so(path: Path) -> None:
    gold = load(path)
    reading = read(path.with_suffix(".txt").read_bytes().decode(), published=gold["published"])
    assert reading.negotiation == gold["negotiation"]


@pytest.mark.parametrize("path", REPORTS, ids=[p.stem for p in REPORTS])
def test_what_is_no_offer_becomes_none(path: Path) -> None:
    """What people marked as no offer is at most a declared readiness."""
    gold = load(path)
    reading = read(path.with_suffix(".txt").read_bytes().decode(), published=gold["published"])
    offers = [p for p in reading.proposals if p.status != "declared_readiness"]
    if gold.get("offers_expected") == 0:
        assert [p for p in offers if p.kind == "offer"] == []
    for entry in gold.get("not_offers", []):
        start = reading.document.text.index(entry["words"])
        marked = Span(start, start + len(entry["words"]))
        assert not [p for p in offers if p.span is not None and p.span.overlaps(marked)], entry


def test_scores_count_what_they_say() -> None:
    text = "Chad rejected the plan. Kenya said the road was open."
    gold = {
        "actors": {"chad": {"name": "Chad"}, "peru": {"name": "Peru"}},
        "statements": [
            {"id": "s1", "content": [14, 22], "speech_act": "reject", "act": "reject",
             "source": "chad", "chain": ["chad"]},
            {"id": "s2", "content": [35, 52], "speech_act": "assert", "act": "offer",
             "source": "peru", "chain": ["peru"]},
        ],
    }  # fmt: skip
    found = {layer: (s.right, s.gold, s.found) for layer, s in score(read(text), gold).items()}
    assert found["statements"] == (2, 2, 2)
    assert found["with source"] == found["with act"] == found["whole chain"] == (1, 2, 2)
    assert found["with speech act"] == (2, 2, 2)
    assert found["figures"] == (0, 0, 0)
