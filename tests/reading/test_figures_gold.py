"""Figures and times against what people marked, by offsets, in texts kept outside the project.

The floors are what was measured; the rules know none of these texts. A figure counts as found
where spans overlap and comparator and value agree; a time where spans overlap and the value
agrees with one that the readers accept.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parley.model import Figure, Timex
from parley.reading.figures import find_figures
from parley.reading.times import find_timexes
from tests.reading.prepared import prepared

GOLD = Path(__file__).parents[1] / "data" / "gold"
STEMS = sorted(path.stem for path in GOLD.glob("*.json"))
# stem: (figures right, figures too many, times right, times too many)
FLOORS = {
    "seed": (12, 0, 7, 0),
    "voa_darfur_attacks_halt": (0, 0, 5, 0),
    "voa_mastrogiacomo_proof": (0, 0, 4, 0),
    "voa_nyc_transit_strike": (1, 0, 2, 0),
    "voa_osthoff_ultimatum": (0, 0, 4, 0),
    "voa_safrica_public_wages": (9, 0, 4, 0),
    "voa_uganda_lra_accord": (2, 0, 3, 0),
}

Row = dict[str, Any]


def _overlaps(row: Row, start: int, end: int) -> bool:
    return bool(row["span"][0] < end and start < row["span"][1])


def _figure_agrees(row: Row, figure: Figure) -> bool:
    comparators = [row["comparator"], *row.get("comparator_also_accepted", [])]
    return (
        _overlaps(row, figure.span.start, figure.span.end)
        and figure.comparator in comparators
        and figure.value == row["value"]
    )


def _same_value(accepted: str | None, timex: Timex) -> bool:
    """A week is P1W to the readers and P7D here; what needs a publication date has none here."""
    needs_a_day = accepted is None or accepted.startswith("XXXX")
    if timex.value is None:
        return needs_a_day and timex.why is not None
    return timex.value == {"P1W": "P7D"}.get(accepted or "", accepted)


def _time_agrees(row: Row, timex: Timex) -> bool:
    accepted = [row["value_without_publication_date"], *row.get("value_also_accepted", [])]
    return (
        _overlaps(row, timex.span.start, timex.span.end)
        and timex.type == row["type"]
        and any(_same_value(value, timex) for value in accepted)
    )


def _score(text: str, gold: dict[str, list[Row]]) -> tuple[int, int, int, int]:
    sentences, tokens = prepared(text)
    timexes = find_timexes(text, sentences, tokens, None)
    figures = find_figures(text, sentences, tokens, timexes)
    right = sum(any(_figure_agrees(row, f) for f in figures) for row in gold["figures"])
    extra = sum(
        not any(_overlaps(row, f.span.start, f.span.end) for row in gold["figures"])
        for f in figures
    )
    times = sum(any(_time_agrees(row, t) for t in timexes) for row in gold["timexes"])
    too_many = sum(
        not any(_overlaps(row, t.span.start, t.span.end) for row in gold["timexes"])
        for t in timexes
    )
    return right, extra, times, too_many


def _text_and_gold(shared: Path, stem: str) -> tuple[str, dict[str, Any]]:
    gold = json.loads((GOLD / f"{stem}.json").read_text(encoding="utf-8"))
    path = shared / "seed/report.txt" if stem == "seed" else shared / f"corpus/news/{stem}.txt"
    text = path.read_bytes().decode("utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == gold["document"]["sha256"]
    return text, gold


def test_every_gold_text_has_a_floor() -> None:
    assert set(FLOORS) == set(STEMS)


@pytest.mark.parametrize("stem", STEMS)
def test_figures_and_times_reach_their_floor(shared: Path, stem: str) -> None:
    text, gold = _text_and_gold(shared, stem)
    right, extra, times, too_many = _score(text, gold)
    floor = FLOORS[stem]
    assert right >= floor[0]
    assert times >= floor[2]
    assert extra <= floor[1]
    assert too_many <= floor[3]


def test_times_of_the_seed_with_a_publication_date(shared: Path) -> None:
    text, gold = _text_and_gold(shared, "seed")
    sentences, tokens = prepared(text)
    found = {
        (t.span.start, t.span.end): t.value
        for t in find_timexes(text, sentences, tokens, date(2023, 12, 21))
    }
    for row in gold["timexes"]:
        value = row["value_if_published_2023-12-21"]
        near = [v for (start, end), v in found.items() if _overlaps(row, start, end)]
        assert near == [{"P1W": "P7D"}.get(value, value)], text[slice(*row["span"])]


def test_numbers_and_hedges_of_the_seed_stand_where_people_marked_them(shared: Path) -> None:
    text, gold = _text_and_gold(shared, "seed")
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
