"""What is known of many states by class of states, against every pair and against definitions.

The limit above which classes are used is forced down, so that small conflicts are judged by them.
"""

from __future__ import annotations

import itertools
import math
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from parley.analysis import stability
from parley.analysis.concepts import concepts
from parley.analysis.orders import order_of
from parley.analysis.partly.nested import nests
from parley.analysis.partly.sampling import drawn
from parley.analysis.setting import Setting
from parley.case import load_case
from parley.case.preferences import by_class, closed, dense_ranks
from parley.case.ranges import by_sums, ranged
from parley.errors import LimitError, UsageError
from parley.model import Conflict, OptionMoves, Preference, WeightRanges
from tests.analysis.conflicts import NAMES, arcs, known, matrix
from tests.analysis.definitions import DEFINITIONS, Moves, completions
from tests.analysis.test_partial import Weights, agreeing

ALL = tuple(DEFINITIONS)


@dataclass(frozen=True)
class Told:
    """One party's preferences by class, and what a check of them rests on."""

    preference: Preference
    weights: Weights | None = None

    def agreeing(self, n: int) -> list[tuple[int, ...]]:
        """Every completion."""
        if self.weights is not None:
            return agreeing(n, self.weights)
        if self.preference.ranks is not None:
            ranks = self.preference.ranks
            better = {(s, x) for s in range(n) for x in range(n) if ranks[x] > ranks[s]}
            tied = {(s, x) for s in range(n) for x in range(n) if ranks[x] == ranks[s]}
            return completions(n, better, tied)
        of, table = self.preference.classes, self.preference
        assert of is not None
        assert table.better is not None
        assert table.tied is not None
        pairs = list(itertools.permutations(range(n), 2))
        better = {(s, x) for s, x in pairs if table.better[of[s], of[x]]}
        tied = {(s, x) for s, x in pairs if table.tied[of[s], of[x]]}
        return completions(n, better, tied)


@st.composite
def weighed(draw: st.DrawFn, n: int) -> Weights:
    """Ranges, with comparisons that some choice of weights gives."""
    k = draw(st.integers(1, 3))
    truth = draw(st.lists(st.tuples(*[st.integers(0, 1)] * k), min_size=n, max_size=n))
    ends = [sorted(draw(st.tuples(*[st.integers(-3, 4)] * 2))) for _ in range(k)]
    point = [draw(st.integers(low, high)) for low, high in ends]
    sums = [sum(w for w, holds in zip(point, row, strict=True) if holds) for row in truth]
    pairs = [(x, s) for s in range(n) for x in range(n) if sums[x] > sums[s]]
    kept = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)) if pairs else []
    low, high = zip(*ends, strict=True)
    return Weights(tuple(truth), low, high, tuple(kept))


@st.composite
def told(draw: st.DrawFn, n: int) -> Told:
    """A full order; a ranking whose rest is unknown, with comparisons; ranges; or any classes."""
    form = draw(st.sampled_from(["full", "ranking", "ranges", "classes", "classes"]))
    if form == "ranges":
        some = draw(weighed(n))
        ranges = WeightRanges(np.array(some.truth, np.int8), some.low, some.high)
        return Told(ranged(ranges, some.kept, limit=0), some)
    hidden = draw(st.lists(st.integers(0, n), min_size=n, max_size=n))
    if form == "full":
        return Told(Preference(np.array(hidden)))
    if form == "ranking":
        listed = draw(st.lists(st.booleans(), min_size=n, max_size=n))
        ranks = np.array([h if one else -1 for h, one in zip(hidden, listed, strict=True)])
        pairs = [(x, s) for s in range(n) for x in range(n) if hidden[x] > hidden[s]]
        compared = draw(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else []
        return Told(by_class(n, ranks, compared))
    k = draw(st.integers(1, min(n, 4)))
    between = draw(known(k))
    better, tied = matrix(k, between.better), matrix(k, between.tied)
    classes = np.array(draw(st.lists(st.integers(0, k - 1), min_size=n, max_size=n)))
    loose = np.array(draw(st.lists(st.booleans(), min_size=k, max_size=k)))
    loose &= tied.sum(axis=1) == 1  # tied with another class it is tied within itself
    np.fill_diagonal(tied, ~loose)
    return Told(Preference(better=better, tied=tied, classes=classes))


@st.composite
def moves_of(draw: st.DrawFn, n: int) -> tuple[OptionMoves, set[tuple[int, int]]]:
    """Blocks of states, some with options that are one-way; and the same moves as pairs."""
    block = np.array(draw(st.lists(st.integers(0, max(1, n // 3)), min_size=n, max_size=n)))
    kind, allowed = np.zeros(n, np.int64), np.ones((1, 1), np.bool_)
    if draw(st.integers(0, 2)) == 0:
        kind = np.array(draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)))
        allowed = np.triu(np.ones((3, 3), np.bool_))
    pairs = {
        (s, x)
        for s, x in itertools.permutations(range(n), 2)
        if block[s] == block[x] and allowed[kind[s], kind[x]]
    }
    own = OptionMoves(block, kind, allowed) if len(allowed) > 1 else OptionMoves(block)
    return own, pairs


@st.composite
def games(draw: st.DrawFn, max_states: int) -> tuple[Conflict, Moves, dict[str, Told]]:
    """Two to four parties, in option form or with some party's moves listed."""
    n = draw(st.integers(2, max_states))
    parties = NAMES[: draw(st.integers(2, 4 if n > 4 else 3))]
    made = {party: draw(moves_of(n)) for party in parties}
    form = {party: own for party, (own, _) in made.items()}
    pairs = {party: own for party, (_, own) in made.items()}
    if draw(st.integers(0, 3)) == 0:
        pairs[parties[0]] = draw(arcs(n, 1))[NAMES[0]]
        form[parties[0]] = csr_array(matrix(n, pairs[parties[0]]))
    orders = {party: draw(told(n)) for party in parties}
    preferences = {party: one.preference for party, one in orders.items()}
    return Conflict(n, parties, form, preferences), pairs, orders


@given(games(max_states=12), st.sampled_from([4, 1]), st.sampled_from([1 << 18, 0]))
def test_by_class_as_by_pair_or_on_the_safe_side(
    game: tuple[Conflict, Moves, dict[str, Told]], least: int, room: int
) -> None:
    """Bounds hold with any number of chains; what is called exact is what every pair gives."""
    conflict, moves, _ = game
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("parley.analysis.partly.classed._LEAST", least)
        patch.setattr("parley.analysis.partly.classed._OWN", 8 * room)
        patch.setattr("parley.analysis.partly.classed._ANSWERS", room)
        few, every = Setting(conflict, dense=0), Setting(conflict, dense=conflict.n)
        for name, party in itertools.product(ALL, moves):
            found, pairs = concepts()[name](few, party), concepts()[name](every, party)
            assert not (found.stable & ~pairs.stable).any(), (name, party)
            assert not (pairs.possible & ~found.possible).any(), (name, party)
            if name in ("nash", "gmr", "smr"):
                exact = found.decided
                assert (found.stable == pairs.stable)[exact].all(), (name, party)
                assert (found.possible == pairs.possible)[exact].all(), (name, party)


def _drawn(listed: list[list[tuple[int, ...]]]) -> Iterator[tuple[tuple[int, ...], ...]]:
    chance = random.Random(0)
    while True:
        yield tuple(chance.choice(own) for own in listed)


@given(games(max_states=3))
def test_bounds_hold_over_every_completion(game: tuple[Conflict, Moves, dict[str, Told]]) -> None:
    conflict, moves, orders = game
    n = conflict.n
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[stability.__module__], "Setting", partial(Setting, dense=0))
        results = stability(conflict, ALL)
    listed = [orders[p].agreeing(n) for p in moves]
    whole = math.prod(map(len, listed)) <= 150
    chosen = itertools.product(*listed) if whole else itertools.islice(_drawn(listed), 60)
    profiles = [dict(zip(moves, profile, strict=True)) for profile in chosen]
    for name, definition in DEFINITIONS.items():
        result = results[name]
        held = np.array(
            [[[definition(moves, r, p, s) for s in range(n)] for p in moves] for r in profiles]
        )
        for k, party in enumerate(moves):
            every, some = held[:, k].all(axis=0), held[:, k].any(axis=0)
            decided = result.decided[party]
            assert not (result.stable[party] & ~every).any(), (name, party)
            assert not (some & ~result.possible[party]).any(), (name, party)
            if whole:
                assert (result.stable[party] == every)[decided].all(), (name, party)
                assert (result.possible[party] == some)[decided].all(), (name, party)
        together = set(np.flatnonzero(held.all(axis=1).any(axis=0)).tolist())
        assert together <= set(result.possible_equilibria.tolist())
        if whole:
            assert set(result.surely_possible.tolist()) <= together
            if result.possible_is_exact:
                assert set(result.possible_equilibria.tolist()) == together


@given(st.integers(1, 7).flatmap(lambda n: st.tuples(st.just(n), told(n))))
def test_chains_say_just_what_stands_above(given_as: tuple[int, Told]) -> None:
    n, one = given_as
    order = order_of(one.preference, n, "a", limit=0)
    spread = order_of(one.preference, n, "a", limit=n)
    start, end = (each.reshape(-1) for each in np.divmod(np.arange(n * n), n))
    for sure in ("certain", "conceivable"):
        expected = spread.improves(start, end, sure)
        assert order.improves(start, end, sure).tolist() == expected.tolist()
        for weak in (False, True):
            rows = order.above(0, n, sure, weak=weak)
            assert rows.tolist() == spread.above(0, n, sure, weak=weak).tolist()
        above = np.zeros((n, n), bool)
        for nest in nests(order, sure, 99):
            assert nest.exact
            assert not above[nest.starts].any()
            above[nest.starts] = (nest.value[None, :] > nest.bar[:, None])[nest.starts]
        np.fill_diagonal(above, False)
        assert above.reshape(-1).tolist() == expected.tolist()
        few = np.zeros((n, n), bool)
        for nest in nests(order, sure, 1):
            few[nest.starts] = (nest.value[None, :] > nest.bar[:, None])[nest.starts]
        np.fill_diagonal(few, False)
        assert not ((few & ~above) if sure == "certain" else (above & ~few)).any()
    assert order.silent == spread.silent


@given(st.integers(1, 7).flatmap(lambda n: st.tuples(st.just(n), told(n))), st.integers(0, 9**9))
def test_drawn_orders_agree_with_what_is_known_of_classes(
    given_as: tuple[int, Told], seed: int
) -> None:
    n, one = given_as
    ranks = drawn(order_of(one.preference, n, "a", limit=0), np.random.default_rng(seed)).ranks
    spread = order_of(one.preference, n, "a", limit=n)
    assert ranks is not None
    start, end = (each.reshape(-1) for each in np.divmod(np.arange(n * n), n))
    assert (ranks[end] > ranks[start])[spread.improves(start, end, "certain")].all()
    assert (ranks[end] <= ranks[start])[~spread.improves(start, end, "conceivable")].all()


@given(st.integers(1, 6).flatmap(weighed))
def test_ranges_by_class_are_the_ranges_by_pair(given_as: Weights) -> None:
    truth = np.array(given_as.truth, np.int8)
    ranges = WeightRanges(truth, given_as.low, given_as.high)
    few, every = (ranged(ranges, given_as.kept, limit=limit) for limit in (0, 99))
    for of in ("better", "tied", "at_least"):
        one, other = getattr(few, of), getattr(every, of)
        assert few.classes is not None
        assert one[np.ix_(few.classes, few.classes)].tolist() == other.tolist()


@given(st.integers(1, 6).flatmap(weighed), st.integers(0, 3))
def test_sums_of_ranges_never_say_more_than_pairs(given_as: Weights, room: int) -> None:
    """Where there are too many classes, less is certain: compared states have one each."""
    truth = np.array(given_as.truth, np.int8)
    ranges = WeightRanges(truth, given_as.low, given_as.high)
    compared = {state for pair in given_as.kept for state in pair}
    limit = len(compared) + 4 + room
    known_by_sum, classes = by_sums(ranges, given_as.kept, limit)
    every = ranged(ranges, given_as.kept)
    assert len(set(classes.tolist())) <= limit
    for of in ("better", "at_least"):
        one, other = getattr(known_by_sum, of)[np.ix_(classes, classes)], getattr(every, of)
        assert not (one & ~other).any()
    for up, down in given_as.kept:
        assert known_by_sum.better[classes[down], classes[up]]  # type: ignore[index]


@given(st.integers(1, 7), st.data())
def test_a_ranking_by_class_is_the_ranking_by_pair(n: int, data: st.DataObject) -> None:
    hidden = data.draw(st.lists(st.integers(0, n), min_size=n, max_size=n))
    listed = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    ranks = np.array([h if one else -1 for h, one in zip(hidden, listed, strict=True)])
    pairs = [(x, s) for s in range(n) for x in range(n) if hidden[x] > hidden[s]]
    compared = data.draw(st.lists(st.sampled_from(pairs), max_size=5)) if pairs else []
    few, every = by_class(n, ranks, compared), closed(n, ranks, compared)
    orders = [order_of(one, n, "a", limit=n) for one in (few, every)]
    for of in ("ranks", "better", "tied"):
        one, other = (getattr(order, of) for order in orders)
        assert (one is None) == (other is None)
        if one is not None:
            same = dense_ranks if of == "ranks" else np.asarray
            assert same(one).tolist() == same(other).tolist()


# -- many states -----------------------------------------------------------------------------------

KNOWN = {
    "comparisons": (
        "{prefers: [{better: {o0: yes, o4: yes}, worse: status_quo}, "
        "{better: status_quo, worse: {o1: yes}}, {better: {o3: yes}, worse: {o0: yes}}]}"
    ),
    "ranking": (
        "{ranking: [[{o0: yes, o1: yes, o8: no}], [{o0: yes, o5: yes}], [{o2: no, o1: no}]], "
        "rest: unknown, prefers: [{better: {o7: yes, o1: yes}, worse: {o1: yes}}]}"
    ),
    "ranges": (
        "{weights: {o0: [2, 5], not o1: [1, 3], o2: 2, o3 and o5: [-3, -1], o8 if o4: [0, 1]}, "
        "prefers: [{better: {o0: yes}, worse: {o2: yes}}]}"
    ),
    "full": "{priorities: [o2, not o0, o6 if o4, not o7]}",
}


def written(idle: int) -> str:
    """Nine options of four parties, and some of a fifth that it cannot move: copies of the nine."""
    forms = dict(zip("abcd", KNOWN.values(), strict=True))
    lines = ["parley: 1", "parties: {a: , b: , c: , d: , e: }", "options:"]
    lines += [f"  o{i}: {{by: {'abcd'[i % 4]}}}" for i in range(9)]
    lines += [f"  x{i}: {{by: e}}" for i in range(idle)]
    names = [*(f"o{i}: no" for i in range(9)), *(f"x{i}: no" for i in range(idle))]
    lines += [f"status_quo: {{{', '.join(names)}}}"]
    if idle:
        lines += ["no_move:"]
    for i, (one, other) in itertools.product(range(idle), (("no", "yes"), ("yes", "no"))):
        lines += [f"  - {{by: e, change: {{x{i}: {one} -> {other}}}}}"]
    lines += ["preferences:", *(f"  {party}: {form}" for party, form in forms.items())]
    return "\n".join(lines)


def test_sixteen_thousand_states_are_judged_as_their_copies_are() -> None:
    """The states in which the idle options stand at no are judged as the small case is, by pairs.

    So are their copies, as far as comparisons do not tell them from the first.
    """
    few, many = load_case(text=written(0)), load_case(text=written(5))
    assert len(many.states) == 2**14
    small = stability(few, ALL, time_limit=0)
    large = stability(many, ALL)
    for name, party in itertools.product(ALL, "abcd"):
        one, other = small[name], large[name]
        copies = other.stable[party].reshape(-1, 32), other.possible[party].reshape(-1, 32)
        if name in ("nash", "gmr", "smr"):
            assert copies[0][:, 0].tolist() == one.stable[party].tolist()
            assert copies[1][:, 0].tolist() == one.possible[party].tolist()
        assert not (copies[0][:, 0] & ~one.stable[party]).any()
        assert not (one.possible[party] & ~copies[1][:, 0]).any()
        if party == "d":  # whose own order is full, and who has no comparisons
            assert (copies[0][:, 1:] == copies[0][:, 1:2]).all()
    assert large["nash"].complete
    assert not large["seq"].complete
    assert large["seq"].why_stopped.startswith(
        "above 4,096 states what preferences known in part leave open is bounded, not searched: "
    )
    assert set(large["gmr"].surely_possible) <= set(large["gmr"].possible_equilibria)


def test_strength_is_refused_with_a_sentence() -> None:
    with pytest.raises(LimitError, match="leave out `strength`"):
        stability(load_case(text=written(5)), "gmr", strength="strong")


@pytest.mark.parametrize("classes", [[0, 1], [0, 1, 2], [0, -1, 0]])
def test_classes_that_do_not_fit(classes: list[int]) -> None:
    nothing = np.zeros((2, 2), bool)
    told_so = Preference(better=nothing, tied=nothing, classes=np.array(classes))
    with pytest.raises(UsageError, match="one number for each of the 3 states"):
        order_of(told_so, 3, "a")
