"""Orders known in part, asked for all starts at once; and the tables and waves that this needs."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from parley.analysis import stability
from parley.analysis.together.waves import waves
from parley.analysis.turning import turned
from parley.model import Conflict, OptionMoves, Preference
from tests.analysis.conflicts import known, matrix
from tests.analysis.test_blocks import parties, targets

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


@given(parties(), st.data())
def test_moves_in_option_form_give_what_the_listed_ones_give(
    game: tuple[int, list[tuple[OptionMoves, list[int]]]], data: st.DataObject
) -> None:
    """Listed moves are held against the definitions elsewhere."""
    n, made = game
    names = tuple("abc"[: len(made)])
    forms = {name: moves for name, (moves, _) in zip(names, made, strict=True)}
    listed = {
        name: csr_array(matrix(n, {(s, x) for s in range(n) for x in targets(moves, s)}))
        for name, moves in forms.items()
    }
    orders = {}
    for name, (_, ranks) in zip(names, made, strict=True):
        if data.draw(st.integers(0, 3)) == 0:
            orders[name] = Preference(np.array(ranks))
        else:
            own = data.draw(known(n))
            orders[name] = Preference(better=matrix(n, own.better), tied=matrix(n, own.tied))
    one = stability(Conflict(n, names, forms, orders), CONCEPTS, time_limit=0)
    other = stability(Conflict(n, names, listed, orders), CONCEPTS, time_limit=0)
    for concept in CONCEPTS:
        for name in names:
            for kind in ("stable", "possible", "decided"):
                first, second = (getattr(found[concept], kind)[name] for found in (one, other))
                assert first.tolist() == second.tolist(), (concept, name, kind)


@given(st.integers(0, 20), st.integers(0, 1100), st.integers(0, 9))
def test_a_turned_table_is_the_packed_transpose(columns: int, rows: int, seed: int) -> None:
    table = np.random.default_rng(seed).random((rows, columns)) < 0.4
    transposed = np.ascontiguousarray(table.T)
    assert turned(table).tolist() == np.packbits(transposed, axis=1).tolist()
    little = np.packbits(transposed, axis=1, bitorder="little")
    assert turned(table, bitorder="little").tolist() == little.tolist()


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_waves_come_after_all_that_they_lead_to(n: int, seed: int) -> None:
    arcs = np.tril(np.random.default_rng(seed).random((n, n)) < 0.3, -1)
    pointer = np.append(0, np.cumsum(arcs.sum(axis=1)))
    done = {int(node) for node in np.flatnonzero(~arcs.any(axis=1))}
    told = []
    for nodes, after in waves(pointer, np.nonzero(arcs)[1].astype(np.int64)):
        assert all(set(row) <= done for row in after.tolist())
        for node, row in zip(nodes.tolist(), after.tolist(), strict=True):
            assert row == np.flatnonzero(arcs[node]).tolist()
            told.append(node)
        done |= set(nodes.tolist())
    assert sorted(told) == np.flatnonzero(arcs.any(axis=1)).tolist()
