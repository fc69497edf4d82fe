"""How long a reply may be and what deters: each variant against its definition."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis import stability
from parley.analysis.setting import Deterrent, Setting
from parley.analysis.short_replies import ShortReplies
from parley.case import load_case
from parley.errors import LimitError, UsageError
from parley.model import Conflict, OptionMoves, Preference
from tests.analysis.conflicts import Partial, of_known, of_ranks, partial, ranked
from tests.analysis.definitions import Moves, Ranks, completions
from tests.analysis.definitions_replying import CONCEPTS, stable
from tests.analysis.test_option_form import conflicts
from tests.analysis.test_stability import all_profiles

SEQUENCES = ("legal", "once", "single")
SANCTIONS = ("no_better", "worse")
VARIANTS = list(product(SEQUENCES, SANCTIONS))


def agrees(conflict: Conflict, moves: Moves, ranks: Ranks, *variants: tuple[str, str]) -> None:
    for sequences, sanction in variants:
        results = stability(conflict, list(CONCEPTS), sequences=sequences, sanction=sanction)
        for name, party in product(CONCEPTS, moves):
            expected = [
                stable(name, sequences, sanction, moves, ranks, party, s) for s in range(conflict.n)
            ]
            result = results[name]
            assert result.stable[party].tolist() == expected, (name, sequences, sanction, party)
            assert result.possible[party].tolist() == expected
            assert result.complete


@given(ranked(max_states=7))
def test_listed_moves_follow_the_definitions(game: tuple[int, Moves, Ranks]) -> None:
    agrees(of_ranks(*game), *game[1:], *VARIANTS)


@given(conflicts(), st.sampled_from(VARIANTS))
def test_option_form_follows_the_definitions(
    game: tuple[Conflict, Moves, bool], variant: tuple[str, str]
) -> None:
    conflict, moves, _ = game
    ranks = {p: tuple(conflict.preferences[p].ranks.tolist()) for p in moves}  # type: ignore[union-attr]
    agrees(conflict, moves, ranks, variant)


@given(partial(max_states=4, max_parties=3), st.sampled_from(VARIANTS))
def test_partial_preferences_are_exact_where_replies_rest_on_nobodys(
    game: Partial, variant: tuple[str, str]
) -> None:
    sequences, sanction = variant
    results = stability(
        of_known(game), ["gmr", "smr"], sequences=sequences, sanction=sanction, time_limit=0
    )
    for party, name in product(game.moves, results):
        known = game.known[party]
        cells = [
            [
                stable(name, sequences, sanction, game.moves, {party: order}, party, s)
                for s in range(game.n)
            ]
            for order in completions(game.n, set(known.better), set(known.tied))
        ]
        result = results[name]
        assert result.stable[party].tolist() == np.all(cells, axis=0).tolist()
        assert result.possible[party].tolist() == np.any(cells, axis=0).tolist()
        assert result.decided[party].all()


@settings(max_examples=60)
@given(partial(max_states=3, max_parties=3), st.sampled_from(VARIANTS))
def test_bounds_are_sound_where_the_others_gains_are_open(
    game: Partial, variant: tuple[str, str]
) -> None:
    sequences, sanction = variant
    results = stability(of_known(game), ["seq", "sseq"], sequences=sequences, sanction=sanction)
    profiles = all_profiles(game)
    for name, party, s in product(results, game.moves, range(game.n)):
        result = results[name]
        cells = [
            stable(name, sequences, sanction, game.moves, ranks, party, s) for ranks in profiles
        ]
        assert all(cells) or not result.stable[party][s]
        assert result.possible[party][s] or not any(cells)
        if result.decided[party][s]:
            assert all(cells) == result.stable[party][s]
            assert any(cells) == result.possible[party][s]


@given(ranked(max_states=7))
def test_sets_joined_a_few_at_a_time_are_the_same(game: tuple[int, Moves, Ranks]) -> None:
    n, moves, ranks = game
    setting = Setting(of_ranks(n, moves, ranks))
    arcs = [setting.arcs(party) for party in setting.parties]
    rows = np.random.default_rng(n).integers(0, 1 << 63, (n, 2)).astype(np.uint64)
    whole = ShortReplies(n, arcs, "once").every(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("parley.analysis.short_replies._CHUNK", 1)
        assert (ShortReplies(n, arcs, "once").every(rows) == whole).all()


def test_three_parties_tell_the_variants_apart() -> None:
    """A gain of the union that only three moves of the others take away, one of them twice."""
    moves = {"u": {(0, 1)}, "a": {(1, 2), (3, 4)}, "b": {(2, 3)}}
    ranks: Ranks = {"u": (1, 2, 2, 2, 0), "a": (0, 0, 1, 0, 1), "b": (0, 0, 0, 1, 0)}
    conflict = of_ranks(5, moves, ranks)
    assert stability(conflict, "seq").stable["u"][0]
    once = stability(conflict, "seq", sequences="once")
    assert not once.stable["u"][0]
    assert once.variant.endswith(
        "but each of the others moves at most once in a reply (sequences = once)"
    )
    assert once.parameters["sequences"] == "once"


def test_what_is_as_good_as_the_start_deters_only_by_default() -> None:
    moves = {"a": {(0, 1)}, "b": {(1, 2)}}
    conflict = of_ranks(3, moves, {"a": (0, 1, 0), "b": (0, 0, 1)})
    assert stability(conflict, "gmr").stable["a"][0]
    assert not stability(conflict, "gmr", sanction="worse").stable["a"][0]


def test_a_concept_without_replies_takes_no_such_keyword() -> None:
    case = load_case(text="parley: 1\nparties: {a: {}}\noptions: {x: {by: a}}\n")
    with pytest.raises(UsageError, match="nash has no variant keyword 'sequences'"):
        stability(case, "nash", sequences="once")


def test_too_many_opponents_for_every_order_are_refused() -> None:
    parties = tuple(f"p{k}" for k in range(10))
    conflict = Conflict(
        2, parties,
        {p: OptionMoves(np.array([0, 0] if p == "p0" else [0, 1])) for p in parties},
        {p: Preference(np.array([0, 1])) for p in parties},
    )  # fmt: skip
    with pytest.raises(LimitError, match="leave out sequences=once"):
        stability(conflict, "gmr", sequences="once")
    assert len(stability(conflict, "gmr", sequences="single").equilibria)


def test_a_deterrent_is_by_default_what_is_no_better() -> None:
    assert Deterrent() == Deterrent(False, False, False, "legal")
