"""Smallest changes and margins against every order of small conflicts."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis import stability
from parley.analysis.change import Margin, SmallestChange, margin, smallest_change
from parley.analysis.change.lifts import with_orders
from parley.analysis.change.orderings import pairs_between
from parley.analysis.change.sequential import breaking, holding
from parley.analysis.setting import Setting
from parley.errors import NotSupportedError, UsageError
from parley.model import Conflict, OptionMoves, Preference
from tests.analysis.change_seen import fewest, fewest_by_state, holds
from tests.analysis.conflicts import NAMES, arcs, of_ranks
from tests.analysis.definitions import Moves, Ranks

Game = tuple[int, Moves, Ranks]
APART = st.sampled_from(["nash", "gmr", "smr"])


@st.composite
def games(draw: st.DrawFn, most: int = 4) -> Game:
    """2 or 3 parties, up to 4 states (3 with three parties); half of them without ties."""
    parties = draw(st.integers(2, 3))
    n = draw(st.integers(2, most if parties == 2 else 3))
    moves = draw(arcs(n, parties))
    if draw(st.booleans()):
        return n, moves, {p: tuple(draw(st.permutations(range(n)))) for p in moves}
    level = st.lists(st.integers(0, n - 1), min_size=n, max_size=n)
    return n, moves, {p: tuple(draw(level)) for p in moves}


@given(games(), st.data(), APART)
def test_no_smaller_change_makes_it_hold_where_parties_are_apart(
    game: Game, data: st.DataObject, concept: str
) -> None:
    n, moves, ranks = game
    state = data.draw(st.integers(0, n - 1))
    found = smallest_change(of_ranks(n, moves, ranks), state, concept)
    assert found.holds == holds(moves, ranks, state, concept)
    if not found.holds:
        assert found.ranks is not None
        assert found.ranks.steps == fewest(moves, ranks, state, concept, list(moves), want=True)
        assert found.complete


@given(games(), st.data())
def test_no_smaller_change_makes_it_hold_under_seq(game: Game, data: st.DataObject) -> None:
    n, moves, ranks = game
    state = data.draw(st.integers(0, n - 1))
    found = smallest_change(of_ranks(n, moves, ranks), state, "seq")
    if found.holds:
        assert holds(moves, ranks, state, "seq")
        return
    assert found.ranks is not None
    assert found.outcome is not None
    assert found.ranks.proven
    assert found.outcome.proven
    assert found.ranks.steps == fewest(moves, ranks, state, "seq", list(moves), want=True)
    assert found.outcome.steps == fewest_by_state(moves, ranks, state, "seq")
    assert found.outcome.by_outcome
    for shift in found.ranks.shifts:
        before = np.array(ranks[shift.party])
        assert list(shift.pairs) == pairs_between(before, shift.ranks)


@given(games(), st.data(), st.sampled_from(["nash", "gmr", "smr", "seq"]))
def test_no_smaller_change_ends_it(game: Game, data: st.DataObject, concept: str) -> None:
    n, moves, ranks = game
    state = data.draw(st.integers(0, n - 1))
    if not holds(moves, ranks, state, concept):
        return
    found = margin(of_ranks(n, moves, ranks), state, concept)
    least = fewest(moves, ranks, state, concept, list(moves), want=False)
    assert (None if found.least is None else found.least.steps) == least
    for each in found.parties:
        alone = fewest(moves, ranks, state, concept, [each.party], want=False)
        if concept == "seq" or each.shift is not None:
            assert (None if each.shift is None else each.shift.steps) == alone
    assert found.complete


@given(games(), st.data())
def test_only_some_parties_may_change(game: Game, data: st.DataObject) -> None:
    n, moves, ranks = game
    state = data.draw(st.integers(0, n - 1))
    free = data.draw(st.lists(st.sampled_from(list(moves)), unique=True))
    found = smallest_change(of_ranks(n, moves, ranks), state, "seq", parties=free)
    least = fewest(moves, ranks, state, "seq", free, want=True)
    if not found.holds:
        assert (None if found.ranks is None else found.ranks.steps) == least


def option_game(seed: int, *, ties: bool = False, split: tuple[int, ...] = (1, 1, 2)) -> Conflict:
    """Yes/no options in option form, the moves not listed."""
    generator = np.random.default_rng(seed)
    n = 1 << sum(split)
    moves, orders, first = {}, {}, 0
    for party, own in zip(NAMES, split, strict=False):
        mask = ((1 << own) - 1) << first
        moves[party] = OptionMoves(np.arange(n) & ~mask)
        ranks = generator.integers(0, n // 2, n) if ties else generator.permutation(n)
        orders[party] = Preference(ranks.astype(np.int64))
        first += own
    return Conflict(n, tuple(moves), moves, orders)


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("seed", range(2))
def test_the_search_in_option_form_is_confirmed_and_no_worse_than_lifts(
    seed: int, ties: bool
) -> None:
    conflict = option_game(seed, ties=ties)
    setting, parties = Setting(conflict), conflict.parties
    for state in range(conflict.n):
        limit = time.monotonic() + 20
        lifts = holding(setting, state, parties, limit, only_state=True)
        found = holding(setting, state, parties, limit)
        assert found.shifts is not None
        assert lifts.proven
        assert found.proven
        assert found.steps <= lifts.steps
        changed = with_orders(conflict, {s.party: s.ranks for s in found.shifts})
        assert state in stability(changed, "seq").equilibria
        if state in stability(conflict, "seq").equilibria:
            assert found.steps == 0
            ended = breaking(setting, state, parties, limit)
            assert ended.proven
            if ended.shifts is not None:
                changed = with_orders(conflict, {s.party: s.ranks for s in ended.shifts})
                assert state not in stability(changed, "seq").equilibria


def test_another_partys_answer_may_be_the_smaller_change_and_says_so() -> None:
    # ana leaves 0 for 1; ben could answer with 2, which ana likes less, and has no wish to. Ana
    # would have to take 0 past three outcomes; ben to change the order of two.
    moves: Moves = {"ana": {(0, 1)}, "ben": {(1, 2)}}
    ranks: Ranks = {"ana": (1, 4, 0, 2, 3), "ben": (0, 2, 1, 3, 4)}
    found = smallest_change(of_ranks(5, moves, ranks), 0, "seq")
    assert found.ranks is not None
    assert found.outcome is not None
    assert [(s.party, s.swaps, s.lifts) for s in found.ranks.shifts] == [("ben", 1.0, False)]
    assert [(s.party, s.swaps, s.lifts) for s in found.outcome.shifts] == [("ana", 3.0, True)]
    assert not found.ranks.by_outcome


def test_many_states_need_no_search_where_parties_are_apart() -> None:
    conflict = option_game(5, split=(5, 5, 5))
    state = int(np.flatnonzero(~stability(conflict, "nash").stable["ana"])[0])
    for concept in ("nash", "gmr", "smr"):
        found = smallest_change(conflict, state, concept)
        assert found.holds or found.ranks is not None


def test_a_search_that_is_cut_says_not_proven() -> None:
    conflict = option_game(2, split=(2, 2, 1, 1))
    result = stability(conflict, "seq")
    state = next(i for i in range(conflict.n) if i not in result.equilibria and cut(conflict, i))
    found = smallest_change(conflict, state, "seq", time_limit=0.0)
    assert not found.complete
    assert "not proven" in found.why_stopped
    assert found.ranks is not None
    assert found.ranks.at_least < found.ranks.steps


def cut(conflict: Conflict, state: int) -> bool:
    """Whether the first answer is above what is needed anyway, so that a search has to be made."""
    found = holding(Setting(conflict), state, conflict.parties, 0.0)
    return not found.proven


def test_wrong_calls_say_what_there_is() -> None:
    conflict = option_game(1)
    with pytest.raises(UsageError, match="nash, gmr, smr, seq"):
        smallest_change(conflict, 0, "sseq")
    with pytest.raises(UsageError, match="there are 16 states"):
        smallest_change(conflict, 16)
    with pytest.raises(UsageError, match="no party is called 'zoe'"):
        smallest_change(conflict, 0, parties=["zoe"])
    state = next(i for i in range(16) if i not in stability(conflict, "nash").equilibria)
    with pytest.raises(UsageError, match="no equilibrium under nash"):
        margin(conflict, state, "nash")


def test_orders_known_in_part_are_asked_about_first() -> None:
    silent = Conflict(2, ("a",), {"a": OptionMoves(np.zeros(2, np.int64))}, {})
    found: SmallestChange = smallest_change(silent, 0, "nash")
    assert found.ranks is None
    assert "the next question comes first" in found.why_no_ranks
    still = Conflict(2, ("a",), {"a": OptionMoves(np.arange(2))}, {})
    bears: Margin = margin(still, 0, "nash")
    assert bears.least is None
    assert "known only in part" in bears.parties[0].why
    with pytest.raises(NotSupportedError, match="the next question"):
        margin(still, 0, "seq")
