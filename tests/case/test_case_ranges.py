"""Weights given as ranges: what is certain between two states, by trying every end of them."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parley.case import load_case
from parley.case.inequalities import chosen
from parley.case.ranges import ranged
from parley.model import WeightRanges
from tests.case.casetexts import STRIKE

Ends = list[tuple[int, int]]
ends = st.lists(st.tuples(st.integers(-4, 4), st.integers(0, 4)), min_size=1, max_size=4)


def of(widths: Ends, truth: list[list[int]]) -> WeightRanges:
    return WeightRanges(
        np.array(truth, np.int8).reshape(-1, len(widths)),
        tuple(low for low, _ in widths),
        tuple(low + width for low, width in widths),
    )


@given(ends, st.data())
def test_certain_is_what_holds_at_every_end(widths: Ends, data: st.DataObject) -> None:
    row = st.lists(st.integers(0, 1), min_size=len(widths), max_size=len(widths))
    truth: list[list[int]] = data.draw(st.lists(row, min_size=2, max_size=5))
    known = ranged(of(widths, truth))
    corners = list(itertools.product(*[(low, low + width) for low, width in widths]))
    sums = [[sum(w * t for w, t in zip(c, row, strict=True)) for row in truth] for c in corners]
    assert known.better is not None
    assert known.tied is not None
    assert known.at_least is not None
    for s, x in itertools.product(range(len(truth)), repeat=2):
        assert known.better[s, x] == all(at[x] > at[s] for at in sums)
        assert known.tied[s, x] == all(at[x] == at[s] for at in sums)
        assert known.at_least[s, x] == all(at[x] >= at[s] for at in sums)


@given(ends, st.data())
def test_what_is_kept_holds_and_leads_on(widths: Ends, data: st.DataObject) -> None:
    """Sound with comparisons as well: nothing is certain that some choice of weights breaks."""
    row = st.lists(st.integers(0, 1), min_size=len(widths), max_size=len(widths))
    truth: list[list[int]] = data.draw(st.lists(row, min_size=2, max_size=4))
    weights = of(widths, truth)
    axes = [np.linspace(low, low + width, 5 if width else 1) for low, width in widths]
    sums = np.array(list(itertools.product(*axes))) @ weights.truth.T
    wanted = [(up, down) for up in range(len(truth)) for down in range(len(truth)) if up != down]
    pair: tuple[int, int] = data.draw(st.sampled_from(wanted))
    agreeing = sums[sums[:, pair[0]] > sums[:, pair[1]]]
    if not len(agreeing):
        return
    known = ranged(weights, [pair])
    assert known.better is not None
    assert known.at_least is not None
    assert known.better[pair[1], pair[0]]
    for s, x in itertools.product(range(len(truth)), repeat=2):
        assert not known.better[s, x] or (agreeing[:, x] > agreeing[:, s]).all()
        assert not known.at_least[s, x] or (agreeing[:, x] >= agreeing[:, s]).all()


@given(ends, st.data())
def test_chosen_weights_meet_what_is_asked(widths: Ends, data: st.DataObject) -> None:
    """Where there are some they do; where there are none no point of a grid does."""
    row = st.tuples(*[st.integers(-1, 1)] * len(widths))
    above: list[tuple[int, ...]] = data.draw(st.lists(row, max_size=4))
    at_least: list[tuple[int, ...]] = data.draw(st.lists(row, max_size=4))
    low, high = [low for low, _ in widths], [low + width for low, width in widths]
    found = chosen(low, high, above, at_least)
    axes = [np.linspace(a, b, 5 if a < b else 1) for a, b in zip(low, high, strict=True)]
    points = np.array(list(itertools.product(*axes)))
    up = points @ np.array(above, int).reshape(-1, len(low)).T
    level = points @ np.array(at_least, int).reshape(-1, len(low)).T
    if ((up > 0).all(axis=1) & (level >= 0).all(axis=1)).any():
        assert found is not None
    if found is not None:
        assert all(sum(c * w for c, w in zip(r, found, strict=True)) > 0 for r in above)
        assert all(sum(c * w for c, w in zip(r, found, strict=True)) >= 0 for r in at_least)


def test_a_range_is_kept_and_gives_what_is_certain() -> None:
    case = load_case(text=STRIKE.replace("wage >= 25: -8", "wage >= 25: [-8, -3]"))
    weights = case.preferences["employer"].weights
    assert weights is not None
    assert [(c.text, low, high) for c, low, high in weights] == [
        ("not strike", 5.0, 5.0), ("wage >= 25", -8.0, -3.0),
    ]  # fmt: skip
    known = case.conflict().preferences["employer"]
    assert known.ranks is None
    assert known.better is not None
    assert known.weights is not None
    assert (known.weights.low, known.weights.high) == ((5, -8), (5, -3))
    calm, struck = case.states.index("wage=25,strike=no"), case.states.index("wage=20,strike=yes")
    cheap = case.states.index("wage=20,strike=no")
    assert known.better[calm, cheap]  # one statement tells them apart, always the same way
    assert not known.better[calm, struck]  # 5 - 8 is below nought, 5 - 3 above it
    assert not known.better[struck, calm]


def test_ranges_in_decimals_are_whole_numbers_of_one_unit() -> None:
    case = load_case(text=STRIKE.replace("wage >= 25: -8", "wage >= 25: [-8.25, -3]"))
    weights = case.conflict().preferences["employer"].weights
    assert weights is not None
    assert (weights.low, weights.high) == ((500, -825), (500, -300))
