"""Stackelberg stability: the leader looks two moves ahead, the other one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis import stability
from parley.errors import NotSupportedError, UsageError
from tests.analysis.conflicts import NAMES, of_ranks
from tests.analysis.definitions import Moves, nash
from tests.analysis.definitions_foresight import anticipated
from tests.analysis.test_limited_move import Game, duels


@given(duels(), st.sampled_from(NAMES[:2]))
def test_follows_its_definition(game: Game, leader: str) -> None:
    n, moves, ranks = game
    result = stability(of_ranks(n, moves, ranks), "stackelberg", leader=leader)
    (follower,) = [p for p in moves if p != leader]
    ends = [anticipated(moves, ranks, leader, s, 2, {}) for s in range(n)]
    plain = [nash(moves, ranks, follower, s) for s in range(n)]
    assert result.stable[leader].tolist() == [found == {s} for s, found in enumerate(ends)]
    assert result.possible[leader].tolist() == [s in found for s, found in enumerate(ends)]
    assert result.stable[follower].tolist() == result.possible[follower].tolist() == plain
    assert result.parameters["leader"] == leader
    assert result.variant.endswith(f"leader = {leader}")


def test_who_leads_matters() -> None:
    """Chicken: who leads holds out and the other gives in."""
    moves: Moves = {"a": {(0, 2), (2, 0), (1, 3), (3, 1)}, "b": {(0, 1), (1, 0), (2, 3), (3, 2)}}
    conflict = of_ranks(4, moves, {"a": (3, 2, 4, 1), "b": (3, 4, 2, 1)})
    held = {p: stability(conflict, "stackelberg", leader=p).equilibria.tolist() for p in moves}
    assert held == {"a": [2], "b": [1]}


@pytest.mark.parametrize(
    ("variants", "said"),
    [
        ({}, "stackelberg needs leader=, one of a, b"),
        ({"leader": "c"}, "leader of stackelberg is one of a, b, not 'c'"),
        ({"leader": None}, "leader of stackelberg is one of a, b, not None"),
    ],
)
def test_who_leads_has_to_be_said(variants: dict[str, Any], said: str) -> None:
    duel = of_ranks(1, {"a": set(), "b": set()}, {"a": (0,), "b": (0,)})
    with pytest.raises(UsageError, match=said):
        stability(duel, "stackelberg", **variants)


def test_is_refused_for_three_parties() -> None:
    three: Moves = {"a": set(), "b": set(), "c": set()}
    with pytest.raises(NotSupportedError, match=r"stackelberg: .* here: 3"):
        stability(of_ranks(1, three, dict.fromkeys(three, (0,))), "stackelberg", leader="a")
