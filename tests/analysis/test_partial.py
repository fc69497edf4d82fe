"""Preferences known in part, exactly: every completion listed, and every concept on each.

Word for word: a verdict in every and in some completion, and equilibria of one completion of all
parties at once. Completions are weak orders that agree, or what choices of weights give.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from parley.analysis import stability
from parley.analysis.concepts import Concept
from parley.analysis.orders import order_of
from parley.analysis.partly.answers import Answers
from parley.analysis.partly.closing import closed
from parley.analysis.partly.completions import Weak, Weighed
from parley.analysis.partly.sampling import drawn
from parley.analysis.setting import Deterrent, Setting, Verdict
from parley.case.ranges import ranged
from parley.errors import UsageError
from parley.model import Conflict, Preference, Result, WeightRanges
from tests.analysis.conflicts import (
    NAMES,
    Known,
    Partial,
    arcs,
    known,
    matrix,
    of_known,
    of_ranks,
    partial,
)
from tests.analysis.definitions import (
    DEFINITIONS,
    Moves,
    completions,
    sseq,
    weak_orders,
)

ALL = sorted(DEFINITIONS)
LONG = 600.0
"""Seconds: a search that is not cut."""


def check(
    result: Result, name: str, moves: Moves, n: int, per_party: dict[str, list[tuple[int, ...]]]
) -> None:
    """Compare a result with all profiles of completions, listed."""
    profiles = [
        dict(zip(moves, profile, strict=True))
        for profile in itertools.product(*[per_party[p] for p in moves])
    ]
    held = np.array(
        [
            [[DEFINITIONS[name](moves, ranks, p, s) for s in range(n)] for p in moves]
            for ranks in profiles
        ]
    )
    assert result.complete
    assert result.why_stopped == "finished"
    for k, p in enumerate(moves):
        assert result.stable[p].tolist() == held[:, k].all(axis=0).tolist(), p
        assert result.possible[p].tolist() == held[:, k].any(axis=0).tolist(), p
        assert result.decided[p].all()
    together = held.all(axis=1)
    assert result.equilibria.tolist() == np.flatnonzero(together.all(axis=0)).tolist()
    assert result.possible_equilibria.tolist() == np.flatnonzero(together.any(axis=0)).tolist()
    assert result.possible_is_exact
    assert result.surely_possible.tolist() == result.possible_equilibria.tolist()


@given(st.one_of(partial(max_states=3, max_parties=3), partial(max_states=4, max_parties=2)))
def test_every_concept_in_every_and_in_some_completion(game: Partial) -> None:
    results = stability(of_known(game), ALL, time_limit=LONG)
    per_party = {
        p: completions(game.n, set(game.known[p].better), set(game.known[p].tied))
        for p in game.moves
    }
    for name in ALL:
        check(results[name], name, game.moves, game.n, per_party)


@given(st.one_of(partial(max_states=3, max_parties=3), partial(max_states=4, max_parties=2)))
def test_the_same_by_search_alone(game: Partial) -> None:
    """Nothing drawn by chance helps; the search has to find every completion itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("parley.analysis.partly.closing._DRAWS", 0)
        result = stability(of_known(game), "seq", time_limit=LONG)
    per_party = {
        p: completions(game.n, set(game.known[p].better), set(game.known[p].tied))
        for p in game.moves
    }
    check(result, "seq", game.moves, game.n, per_party)


# -- one party's order open, and more states -------------------------------------------------------


@st.composite
def one_open(draw: st.DrawFn) -> Partial:
    """Five states; only the second party's order is open, so all of its completions can be had."""
    n = 5
    moves = draw(arcs(n, draw(st.integers(2, 3))))
    told = {}
    for p in moves:
        ranks = draw(st.lists(st.integers(0, 2), min_size=n, max_size=n))
        pairs = [(s, x) for s in range(n) for x in range(n)]
        told[p] = Known(
            frozenset((s, x) for s, x in pairs if ranks[x] > ranks[s]),
            frozenset((s, x) for s, x in pairs if ranks[x] == ranks[s]),
        )
    told[NAMES[1]] = draw(known(n))
    return Partial(n, moves, told)


@given(one_open())
def test_seq_where_one_partys_order_is_open(game: Partial) -> None:
    per_party = {
        p: completions(game.n, set(game.known[p].better), set(game.known[p].tied))
        for p in game.moves
    }
    check(stability(of_known(game), "seq", time_limit=LONG), "seq", game.moves, game.n, per_party)


# -- weights given as ranges -----------------------------------------------------------------------


@dataclass(frozen=True)
class Weights:
    truth: tuple[tuple[int, ...], ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    kept: tuple[tuple[int, int], ...]

    def order(self) -> Preference:
        return ranged(WeightRanges(np.array(self.truth, np.int8), self.low, self.high), self.kept)


def given_by_weights(weights: Weights, ranks: Sequence[int]) -> bool:
    """Whether some weights within the ranges give a weak order, by a linear programme."""
    truth = np.array(weights.truth)
    k, strict, level = len(weights.low), [], []
    for s, x in itertools.permutations(range(len(ranks)), 2):
        row = truth[x] - truth[s]
        most = sum(
            max(c * a, c * b) for c, a, b in zip(row, weights.low, weights.high, strict=True)
        )
        if most < 0 and ranks[x] >= ranks[s]:
            return False  # no need to ask
        if ranks[x] > ranks[s] or (x, s) in weights.kept:
            strict.append([*-row, 1])
        elif ranks[x] == ranks[s]:
            level.append([*row, 0])
    answer = linprog(
        [0] * k + [-1],
        A_ub=strict or None, b_ub=[0] * len(strict) or None,
        A_eq=level or None, b_eq=[0] * len(level) or None,
        bounds=[*zip(weights.low, weights.high, strict=True), (None, 1)],
    )  # fmt: skip
    return bool(answer.status == 0 and -answer.fun > 1e-6)


@st.composite
def weights(draw: st.DrawFn, n: int) -> Weights:
    k = draw(st.integers(1, 3))
    row = st.tuples(*[st.integers(0, 1)] * k)
    truth = tuple(draw(st.lists(row, min_size=n, max_size=n)))
    low = tuple(draw(st.lists(st.integers(-3, 3), min_size=k, max_size=k)))
    high = tuple(end + draw(st.integers(0, 4)) for end in low)
    made = Weights(truth, low, high, ())
    if draw(st.booleans()):
        some = draw(st.sampled_from(list(itertools.permutations(range(n), 2))))
        told = Weights(truth, low, high, (some,))
        if any(given_by_weights(told, ranks) for ranks in weak_orders(n)):
            return told
    return made


@st.composite
def weighed(draw: st.DrawFn) -> tuple[int, Moves, dict[str, Weights | Known]]:
    n, parties = draw(st.sampled_from([(2, 3), (3, 2), (3, 3), (4, 2)]))
    moves = draw(arcs(n, parties))
    told: dict[str, Weights | Known] = {NAMES[0]: draw(weights(n))}
    for p in list(moves)[1:]:
        told[p] = draw(st.one_of(weights(n), known(n)))
    return n, moves, told


def agreeing(n: int, told: Weights | Known) -> list[tuple[int, ...]]:
    if isinstance(told, Known):
        return completions(n, set(told.better), set(told.tied))
    return [ranks for ranks in weak_orders(n) if given_by_weights(told, ranks)]


def of_weighed(n: int, moves: Moves, told: dict[str, Weights | Known]) -> Conflict:
    orders = {
        p: one.order()
        if isinstance(one, Weights)
        else Preference(better=matrix(n, one.better), tied=matrix(n, one.tied))
        for p, one in told.items()
    }
    listed = {p: csr_array(matrix(n, pairs)) for p, pairs in moves.items()}
    return Conflict(n, tuple(moves), listed, orders)


@given(weighed(), st.sampled_from([0, 48]))
def test_every_concept_over_every_choice_of_weights(
    game: tuple[int, Moves, dict[str, Weights | Known]], draws: int
) -> None:
    n, moves, told = game
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("parley.analysis.partly.closing._DRAWS", draws)
        results = stability(of_weighed(n, moves, told), ALL, time_limit=LONG)
    per_party = {p: agreeing(n, told[p]) for p in moves}
    for name in ALL:
        check(results[name], name, moves, n, per_party)


@given(weights(3), st.integers(0, 2**32 - 1))
def test_drawn_completions_are_completions(given_as: Weights, seed: int) -> None:
    order = order_of(given_as.order(), 3, "a")
    ranks = drawn(order, np.random.default_rng(seed)).ranks
    assert ranks is not None
    assert given_by_weights(given_as, ranks.tolist())


@given(known(5), st.integers(0, 2**32 - 1))
def test_drawn_orders_agree_with_what_is_known(told: Known, seed: int) -> None:
    certain = Preference(better=matrix(5, told.better), tied=matrix(5, told.tied))
    ranks = drawn(order_of(certain, 5, "a"), np.random.default_rng(seed)).ranks
    assert ranks is not None
    assert all(ranks[x] > ranks[s] for s, x in told.better)
    assert all(ranks[x] == ranks[s] for s, x in told.tied)


# -- answers that are gains and leave no escape ----------------------------------------------------


def judged(setting: Setting, party: str) -> Verdict:
    """Bounds as for `seq`."""
    every = setting.deterred(party, "conceivable", "certain", Deterrent(escape=True))
    some = setting.deterred(party, "certain", "conceivable", Deterrent(escape=True))
    return Verdict(every, some, every | ~some)


SYMMETRIC = Concept(
    "symmetric", "", "", "", "", judged, "", couples=True, answers=Answers("gains", escape=True)
)


@given(
    st.one_of(
        partial(max_states=3, max_parties=3).map(lambda g: (g.n, g.moves, g.known)),
        partial(max_states=4, max_parties=2).map(lambda g: (g.n, g.moves, g.known)),
        weighed(),
    )
)
def test_answers_that_are_gains_and_leave_no_escape(
    game: tuple[int, Moves, dict[str, Weights | Known]],
) -> None:
    n, moves, told = game
    setting = Setting(of_weighed(n, moves, told))
    bounds = {party: SYMMETRIC(setting, party) for party in moves}
    found = closed(setting, [(SYMMETRIC, bounds)], LONG, {})["symmetric"]
    profiles = [
        dict(zip(moves, profile, strict=True))
        for profile in itertools.product(*[agreeing(n, told[p]) for p in moves])
    ]
    held = np.array([[[sseq(moves, r, p, s) for s in range(n)] for p in moves] for r in profiles])
    for k, p in enumerate(moves):
        assert found.verdicts[p].decided.all()
        assert found.verdicts[p].stable.tolist() == held[:, k].all(axis=0).tolist()
        assert found.verdicts[p].possible.tolist() == held[:, k].any(axis=0).tolist()
    assert found.possible.tolist() == held.all(axis=1).any(axis=0).tolist()
    assert found.sure.tolist() == found.possible.tolist()


# -- examples --------------------------------------------------------------------------------------


def two_sanctions() -> Conflict:
    """s → x1 and s → x2 by i; x1 → y1 and x2 → y2 by j; known x1 > y2 and x2 > y1 for j."""
    s, x1, x2, y1, y2 = range(5)
    moves = {"i": {(s, x1), (s, x2)}, "j": {(x1, y1), (x2, y2)}}
    better = np.zeros((5, 5), dtype=np.bool_)
    better[y2, x1] = better[y1, x2] = True
    conflict = of_ranks(5, moves, {"i": (0,) * 5, "j": (0,) * 5})
    told = {
        "i": Preference(ranks=np.array([1, 2, 2, 0, 0])),
        "j": Preference(better=better, tied=np.eye(5, dtype=np.bool_)),
    }
    return Conflict(5, conflict.parties, conflict.moves, told)


def test_two_sanctions_each_possible_alone_are_never_there_together() -> None:
    """Were both gains of j, x1 > y2 > x2 > y1 > x1: the bounds say perhaps, the search no."""
    bounds = stability(two_sanctions(), "seq", time_limit=0)
    assert not bounds.stable["i"][0]
    assert bounds.possible["i"][0]
    assert not bounds.decided["i"][0]
    assert not bounds.complete
    assert "nothing was searched: not proven are 1 of 10 verdicts" in bounds.why_stopped
    assert not bounds.possible_is_exact
    assert 0 in bounds.possible_equilibria
    result = stability(two_sanctions(), "seq")
    assert not result.possible["i"][0]
    assert result.decided["i"][0]
    assert result.complete
    assert result.possible_is_exact
    assert 0 not in result.possible_equilibria
    assert stability(two_sanctions(), "gmr").stable["i"][0]


@pytest.mark.parametrize("move", [1, 2])
def test_either_of_the_two_sanctions_is_possible_alone(move: int) -> None:
    both = two_sanctions()
    one = np.zeros((5, 5), dtype=np.bool_)
    one[0, move] = True
    alone = Conflict(5, both.parties, {**both.moves, "i": csr_array(one)}, both.preferences)
    result = stability(alone, "seq")
    assert result.possible["i"][0]
    assert not result.stable["i"][0]
    assert result.decided["i"][0]


def test_one_sanction_or_the_other_is_always_there() -> None:
    """j replies x1 → a or x2 → b, k leads x1 → x2; known a > x2 and b > x1: one of them gains.

    So i, of whom x1 may be better than s, stays in every completion; no single arc says so.
    """
    s, x1, x2, a, b = range(5)
    moves = {"i": {(s, x1)}, "j": {(x1, a), (x2, b)}, "k": {(x1, x2)}}
    of_j = np.zeros((5, 5), dtype=np.bool_)
    of_j[x2, a] = of_j[x1, b] = True
    base = of_ranks(5, moves, {"i": (1, 2, 2, 0, 0), "j": (0,) * 5, "k": (0, 0, 1, 0, 0)})
    told = {**base.preferences, "j": Preference(better=of_j, tied=np.eye(5, dtype=np.bool_))}
    conflict = Conflict(5, base.parties, base.moves, told)
    assert not stability(conflict, "seq", time_limit=0).stable["i"][s]
    result = stability(conflict, "seq")
    assert result.stable["i"][s]
    assert result.decided["i"].all()
    assert s in result.equilibria


def test_one_choice_of_weights_has_to_serve_every_move() -> None:
    """From 0, which counts 1, a party can move to a or to b, 0 to 2 each, known to be above 2.

    Either may be no gain; both together would be at most 2.
    """
    truth = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 1, 1, 0], [0, 0, 0, 1]])
    ranges = WeightRanges(truth.astype(np.int8), (1, 0, 0, 2), (1, 2, 2, 2))
    moves = {"a": csr_array(matrix(5, {(0, 1), (0, 2)}))}
    for told, possible in (((), True), (((3, 4),), False)):
        result = stability(Conflict(5, ("a",), moves, {"a": ranged(ranges, told)}), "nash")
        assert result.possible["a"][0] == possible
        assert not result.stable["a"][0]
        assert result.decided["a"].all()
    alone = {"a": csr_array(matrix(5, {(0, 1)}))}
    result = stability(Conflict(5, ("a",), alone, {"a": ranged(ranges, [(3, 4)])}), "nash")
    assert result.possible["a"][0]


def test_a_search_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count()
    monkeypatch.setattr("parley.analysis.partly.closing._DRAWS", 0)
    monkeypatch.setattr(
        "parley.analysis.partly.searching.time.monotonic", lambda: float(next(clock))
    )
    result = stability(two_sanctions(), "seq", time_limit=2)
    assert not result.complete
    assert not result.decided["i"][0]
    assert result.why_stopped == (
        "the search was cut at 2 s: not proven are 1 of 10 verdicts and whether 1 state is "
        "possible for all at once"
    )


@pytest.mark.parametrize("wrong", [-1, "soon", None, True, float("nan")])
def test_a_wrong_time_limit_is_a_sentence(wrong: object) -> None:
    with pytest.raises(UsageError, match="a time limit is a number of seconds, 0 or more"):
        stability(two_sanctions(), "seq", time_limit=wrong)  # type: ignore[call-overload]


def test_comparisons_that_no_weights_give_are_a_sentence() -> None:
    ranges = WeightRanges(np.array([[0], [1]], np.int8), (0,), (2,), ((0, 1),))
    nothing = np.zeros((2, 2), dtype=np.bool_)
    told = Preference(None, nothing, np.eye(2, dtype=np.bool_), None, ranges)
    moves = {"a": csr_array(matrix(2, {(0, 1)}))}
    with pytest.raises(UsageError, match="no weights within their ranges give the comparisons"):
        stability(Conflict(2, ("a",), moves, {"a": told}), "nash")


def test_full_orders_are_never_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object) -> None:
        raise AssertionError("searched")

    monkeypatch.setattr("parley.analysis.partly.closing._draw", refused)
    conflict = of_ranks(2, {"a": {(0, 1)}, "b": set()}, {"a": (0, 1), "b": (0, 0)})
    assert stability(conflict, "seq").complete


# -- what is assumed -------------------------------------------------------------------------------


@given(
    known(4), st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=5)
)
def test_assumed_weak_orders_follow_their_completions(
    told: Known, steps: list[tuple[int, int, bool]]
) -> None:
    """After every assumption: what is said holds in all completions left, and none is missed."""
    certain = Preference(better=matrix(4, told.better), tied=matrix(4, told.tied))
    order = order_of(certain, 4, "a")
    if order.total:
        return
    left = completions(4, set(told.better), set(told.tied))
    assumed = Weak(order)
    begin = [[assumed.above(s, x) for x in range(4)] for s in range(4)]
    for s, x, better in steps:
        agree = [ranks for ranks in left if (ranks[x] > ranks[s]) == better]
        mark = assumed.mark()
        assert assumed.assume(s, x, better) == bool(agree)
        if not agree:
            assumed.undo(mark)
            continue
        left = agree
        for a, b in itertools.product(range(4), repeat=2):
            values = {ranks[b] > ranks[a] for ranks in left}
            assert assumed.above(a, b) == (values.pop() if len(values) == 1 else None)
    assumed.undo(0)
    assert [[assumed.above(s, x) for x in range(4)] for s in range(4)] == begin


@given(
    weights(3), st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.booleans()), max_size=5)
)
def test_assumed_weights_follow_their_completions(
    given_as: Weights, steps: list[tuple[int, int, bool]]
) -> None:
    """What is said holds in all completions left; an assumption is refused iff none is."""
    order = order_of(given_as.order(), 3, "a")
    if order.weights is None:
        return
    left = agreeing(3, given_as)
    assumed = Weighed(order.weights)
    for s, x, better in steps:
        agree = [ranks for ranks in left if (ranks[x] > ranks[s]) == better]
        mark = assumed.mark()
        assert assumed.assume(s, x, better) == bool(agree)
        if not agree:
            assumed.undo(mark)
            continue
        left = agree
        for a, b in itertools.product(range(3), repeat=2):
            said = assumed.above(a, b)
            assert said is None or {ranks[b] > ranks[a] for ranks in left} == {said}
