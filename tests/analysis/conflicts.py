"""Random small conflicts: two to five parties, ties, one-way arcs, partial preferences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

from parley.model import Conflict, Preference
from tests.analysis.definitions import Moves, Ranks

NAMES = ("ana", "ben", "cho", "dia", "eze")
Pairs = set[tuple[int, int]]


@dataclass(frozen=True)
class Known:
    """What is certain of one party: pairs (s, x) with x better, and pairs that tie."""

    better: frozenset[tuple[int, int]]
    tied: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Partial:
    n: int
    moves: Moves
    known: dict[str, Known]


@st.composite
def arcs(draw: st.DrawFn, n: int, parties: int) -> Moves:
    """Arbitrary arcs, so one-way ones and gaps as infeasible states leave them are common."""
    pairs = [(s, x) for s in range(n) for x in range(n) if s != x]
    density = draw(st.sampled_from([0.15, 0.3, 0.6]))
    seed = draw(st.integers(0, 2**32 - 1))
    chance = np.random.default_rng(seed).random((parties, len(pairs)))
    return {
        NAMES[p]: {pair for pair, roll in zip(pairs, chance[p], strict=True) if roll < density}
        for p in range(parties)
    }


@st.composite
def ranked(draw: st.DrawFn, max_states: int = 8) -> tuple[int, Moves, Ranks]:
    """A conflict with full rankings, many of them with ties."""
    n, parties = draw(st.integers(1, max_states)), draw(st.integers(2, 5))
    moves = draw(arcs(n, parties))
    ranks = {p: tuple(draw(st.lists(st.integers(0, n), min_size=n, max_size=n))) for p in moves}
    return n, moves, ranks


@st.composite
def partial(draw: st.DrawFn, max_states: int, max_parties: int) -> Partial:
    """A conflict with what is certain only: part of a hidden weak order, closed."""
    n, parties = draw(st.integers(2, max_states)), draw(st.integers(2, max_parties))
    moves = draw(arcs(n, parties))
    return Partial(n, moves, {p: draw(known(n)) for p in moves})


@st.composite
def known(draw: st.DrawFn, n: int) -> Known:
    hidden = draw(st.lists(st.integers(0, n - 1), min_size=n, max_size=n))
    pairs = [(s, x) for s in range(n) for x in range(s + 1, n)]
    told = draw(st.lists(st.booleans(), min_size=len(pairs), max_size=len(pairs)))
    weak = {(s, s) for s in range(n)}
    for (s, x), is_told in zip(pairs, told, strict=True):
        if is_told and hidden[s] <= hidden[x]:
            weak.add((s, x))
        if is_told and hidden[s] >= hidden[x]:
            weak.add((x, s))
    strict = {(s, x) for s, x in weak if hidden[s] < hidden[x]}
    return close(n, weak, strict)


def close(n: int, weak: Pairs, strict: Pairs) -> Known:
    """Transitive closure, a strict step anywhere making the whole strict."""
    weak, strict = set(weak), set(strict)
    for m in range(n):
        for s in range(n):
            for x in range(n):
                if (s, m) in weak and (m, x) in weak:
                    weak.add((s, x))
                    if (s, m) in strict or (m, x) in strict:
                        strict.add((s, x))
    ties = {(s, x) for s, x in weak if (x, s) in weak}
    return Known(frozenset(strict), frozenset(ties))


def matrix(n: int, pairs: Pairs | frozenset[tuple[int, int]]) -> np.ndarray:
    dense = np.zeros((n, n), dtype=np.bool_)
    for s, x in pairs:
        dense[s, x] = True
    return dense


def of_ranks(n: int, moves: Moves, ranks: Ranks) -> Conflict:
    return Conflict(
        n,
        tuple(moves),
        {p: csr_array(matrix(n, pairs)) for p, pairs in moves.items()},
        {p: Preference(ranks=np.array(ranks[p], dtype=np.int64)) for p in moves},
        hash="f00d",
    )


def of_known(partial: Partial) -> Conflict:
    n = partial.n
    return Conflict(
        n,
        tuple(partial.moves),
        {p: csr_array(matrix(n, pairs)) for p, pairs in partial.moves.items()},
        {
            p: Preference(better=matrix(n, known.better), tied=matrix(n, known.tied))
            for p, known in partial.known.items()
        },
        hash="f00d",
    )
