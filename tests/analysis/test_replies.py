"""The opponents' legal sequences: reached sets, least values, and the order of components."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components

from parley.analysis import replies as module
from parley.analysis.replies import NOWHERE, Replies
from parley.analysis.together.closure import Closure, each_itself, unpacked
from parley.errors import LimitError
from tests.analysis.conflicts import arcs
from tests.analysis.definitions import Moves, reachable


def built(n: int, moves: Moves) -> Replies:
    pairs = [np.array(sorted(own), dtype=np.int64).reshape(-1, 2) for own in moves.values()]
    return Replies(n, [(own[:, 0], own[:, 1]) for own in pairs])


def sets(n: int, moves: Moves) -> np.ndarray:
    """(n, n): what the movers can reach from every state."""
    pairs = [np.array(sorted(own), dtype=np.int64).reshape(-1, 2) for own in moves.values()]
    closure = Closure.of_arcs(n, [(own[:, 0], own[:, 1]) for own in pairs])
    return unpacked(closure.some(each_itself(n)), n)


@st.composite
def games(draw: st.DrawFn) -> tuple[int, Moves]:
    n = draw(st.integers(1, 12))
    return n, draw(arcs(n, draw(st.integers(1, 4))))


@given(games(), st.integers(0, 2**32 - 1))
def test_sets_and_least_values_follow_the_definition(game: tuple[int, Moves], seed: int) -> None:
    n, moves = game
    replies = built(n, moves)
    field = np.random.default_rng(seed).integers(0, n + 1, n)
    reached, lowest = sets(n, moves), replies.lowest(field)
    for s in range(n):
        expected = reachable(moves, list(moves), s)
        assert set(np.flatnonzero(reached[s]).tolist()) == expected
        assert lowest[s] == min((field[x] for x in expected), default=NOWHERE)


@given(games())
def test_an_arc_never_leads_to_a_higher_component(game: tuple[int, Moves]) -> None:
    """What the one pass rests on; SciPy's numbering gives it without promising it."""
    n, moves = game
    pairs = [np.array(sorted(own), dtype=np.int64).reshape(-1, 2) for own in moves.values()]
    source, target = module._layers(n, [(own[:, 0], own[:, 1]) for own in pairs])
    _, label = module._components(2 * n * len(moves), source, target)
    assert (label[source] >= label[target]).all()


@given(games())
def test_another_numbering_of_components_is_mended(game: tuple[int, Moves]) -> None:
    n, moves = game
    usual = sets(n, moves)

    def reversed_numbers(*args: object, **kwargs: object) -> tuple[int, np.ndarray]:
        count, label = connected_components(*args, **kwargs)
        return count, count - 1 - label

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "connected_components", reversed_numbers)
        assert (sets(n, moves) == usual).all()


def test_the_same_mover_may_return_but_not_twice_in_a_row() -> None:
    moves: Moves = {"a": {(0, 1), (1, 2), (3, 4)}, "b": {(1, 3)}}
    assert np.flatnonzero(sets(5, moves)[0]).tolist() == [1, 3, 4]


def test_too_many_open_pairs_say_how_much_they_would_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_SET_LIMIT", 3)
    module.check_sets(8, 3)
    with pytest.raises(LimitError, match="partly known preferences over 9 states"):
        module.check_sets(9, 3)


def test_nobody_replies_where_there_is_one_party() -> None:
    alone = Replies(3, [])
    assert alone.lowest(np.array([1, 2, 3])).tolist() == [NOWHERE] * 3
    assert not sets(3, {}).any()
