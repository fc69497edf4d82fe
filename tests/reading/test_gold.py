"""Scores by layer against what careful people marked, pooled, with floors under what is measured.

A floor holds what is reached; it is no aim. `parley dev score` shows the scores, and `--errors`
what was missed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from parley.model import Span
from parley.reading import read
from parley.scoring import GoldFile, load_gold, marks_of, places_of_texts, pooled, score

TESTS = Path(__file__).parents[1]
GOLD = sorted(p for p in (TESTS / "data" / "gold").glob("*.json") if p.stem != "seed")
REPORTS = sorted((TESTS / "reports").glob("*.json"))

# layer: least F1
OPEN_FLOORS = {
    "statements": 0.64,
    "with-source": 0.52,
    "strict": 0.45,
    "chain": 0.43,
    "speech-act": 0.47,
    "act": 0.52,
    "figures": 0.88,
    "times": 0.89,
    "proposals-loose": 0.43,
    "preconditions": 0.55,
}
REPORT_FLOORS = {
    "statements": 0.70,
    "with-source": 0.63,
    "strict": 0.56,
    "chain": 0.59,
    "speech-act": 0.56,
    "act": 0.52,
    "figures": 0.87,
    "times": 0.77,
    "proposals-loose": 0.52,
    "preconditions-loose": 0.47,
    "exchanges": 0.29,
}


def reaches(files: Sequence[GoldFile], floors: dict[str, float]) -> None:
    scores = pooled(
        score(one.annotation, marks_of(read(one.text, published=one.published))) for one in files
    )
    assert set(scores) >= set(floors)
    below = {layer: str(scores[layer]) for layer, f in floors.items() if scores[layer].f1 < f}
    assert not below, f"below the floor: {below}"


def load(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def test_open_texts_reach_their_floors(shared: Path) -> None:
    assert len(GOLD) >= 6
    files, problems = load_gold(GOLD, places_of_texts(str(shared)))
    assert problems == ()
    reaches(files, OPEN_FLOORS)


def test_invented_reports_reach_their_floors() -> None:
    assert len(REPORTS) >= 11
    files, problems = load_gold(REPORTS)
    assert problems == ()
    reaches(files, REPORT_FLOORS)


def test_a_text_is_taken_for_a_negotiation_where_people_say_so() -> None:
    """No control is taken for one, and most of those that tell of one are known for it."""
    missed = []
    for path in REPORTS:
        gold = load(path)
        reading = read(path.with_suffix(".txt").read_bytes().decode(), published=gold["published"])
        assert gold["negotiation"] or not reading.negotiation, path.stem
        if gold["negotiation"] and not reading.negotiation:
            missed.append(path.stem)
    assert len(missed) <= 0.2 * len(REPORTS), missed


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
