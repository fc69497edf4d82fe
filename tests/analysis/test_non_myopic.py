"""Non-myopic stability against its definition and on two games everybody knows."""

from __future__ import annotations

import pytest
from hypothesis import given

from parley.analysis import foresight, stability
from parley.errors import NotSupportedError
from tests.analysis.conflicts import of_ranks
from tests.analysis.definitions import Moves
from tests.analysis.definitions_foresight import non_myopic
from tests.analysis.test_limited_move import Game, duels

SWITCHES: Moves = {
    "row": {(0, 2), (2, 0), (1, 3), (3, 1)},
    "column": {(0, 1), (1, 0), (2, 3), (3, 2)},
}


@given(duels(max_states=6))
def test_follows_its_definition(game: Game) -> None:
    n, moves, ranks = game
    result = stability(of_ranks(n, moves, ranks), "non_myopic")
    expected = non_myopic(moves, ranks, n)
    for p in moves:
        assert result.stable[p].tolist() == [every for every, _ in expected[p]]
        assert result.possible[p].tolist() == [some for _, some in expected[p]]
    assert result.complete
    assert result.possible_is_exact


@pytest.mark.parametrize(
    ("name", "row", "column", "held"),
    [
        ("prisoners' dilemma", (3, 1, 4, 2), (3, 4, 1, 2), [0, 3]),
        ("chicken", (3, 2, 4, 1), (3, 4, 2, 1), [0]),
    ],
)
def test_well_known_games(
    name: str, row: tuple[int, ...], column: tuple[int, ...], held: list[int]
) -> None:
    """Brams and Wittman 1981: both give in, or both do not; in Chicken only that both give in."""
    conflict = of_ranks(4, SWITCHES, {"row": row, "column": column})
    assert stability(conflict, "non_myopic").equilibria.tolist() == held


@pytest.mark.parametrize(("limit", "value"), [("_HORIZONS", 0), ("_SECONDS", -1.0)])
def test_not_decided_where_no_cycle_is_found_in_time(
    limit: str, value: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foresight, limit, value)
    conflict = of_ranks(2, {"a": {(0, 1)}, "b": set()}, {"a": (0, 1), "b": (0, 0)})
    result = stability(conflict, "non_myopic")
    assert not result.complete
    assert not result.decided["a"].any()
    assert result.possible["a"].all()
    assert not result.stable["a"].any()


def test_is_refused_for_three_parties() -> None:
    three: Moves = {"a": set(), "b": set(), "c": set()}
    with pytest.raises(NotSupportedError, match=r"non_myopic: .* here: 3"):
        stability(of_ranks(1, three, dict.fromkeys(three, (0,))), "non_myopic")
