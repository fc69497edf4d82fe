"""Symmetric sequential stability."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from parley.analysis import concepts, stability
from parley.model import Conflict, Preference

ROW = csr_array(np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], dtype=bool))
COLUMN = csr_array(np.array([[0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]], dtype=bool))


def two_by_two(a: list[int], b: list[int]) -> Conflict:
    orders = {"a": Preference(np.array(a)), "b": Preference(np.array(b))}
    return Conflict(4, ("a", "b"), {"a": ROW, "b": COLUMN}, orders)


def test_is_found_and_says_where_it_comes_from() -> None:
    assert "Rêgo" in concepts()["sseq"].source


def test_keeps_cooperation_in_the_prisoners_dilemma() -> None:
    dilemma = two_by_two([1, 0, 3, 2], [1, 3, 0, 2])
    assert stability(dilemma, "sseq").equilibria.tolist() == [0, 3]


def test_is_stricter_than_seq_where_the_party_can_escape() -> None:
    # a leaves 0 for 1, b answers with 3, and from 3 a escapes to 2, which is better than 0.
    game = two_by_two([1, 2, 3, 0], [0, 0, 0, 1])
    results = stability(game, ["seq", "sseq"])
    assert results["seq"].stable["a"][0]
    assert not results["sseq"].stable["a"][0]


@given(
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_lies_between_nash_and_both_seq_and_smr(a: list[int], b: list[int]) -> None:
    results = stability(two_by_two(a, b), ["nash", "sseq", "seq", "smr"])
    for party in ("a", "b"):
        stable = {name: result.stable[party] for name, result in results.items()}
        assert (stable["nash"] <= stable["sseq"]).all()
        assert (stable["sseq"] <= stable["seq"]).all()
        assert (stable["sseq"] <= stable["smr"]).all()
