"""A party's moves in option form, unlisted: every answer against loops over the moves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis import blocks as blocks_module
from parley.analysis.blocks import EMPTY, Blocks
from parley.analysis.reach import least_reached
from parley.model import OptionMoves

KINDS = [
    None,
    np.eye(2, dtype=bool),
    np.array([[True, True], [False, True]]),
    np.array([[True, True, True], [False, True, True], [False, False, True]]),
]


@st.composite
def parties(draw: st.DrawFn) -> tuple[int, list[tuple[OptionMoves, list[int]]]]:
    """One to three parties over a few states, with ties and one-way kinds."""
    n = draw(st.integers(1, 14))
    numbers = st.lists(st.integers(0, 3), min_size=n, max_size=n)
    made = []
    for _ in range(draw(st.integers(1, 3))):
        block = np.array(draw(numbers)) * draw(st.sampled_from([1, 2**61]))
        allowed = draw(st.sampled_from(KINDS))
        kind = None if allowed is None else np.array(draw(numbers)) % len(allowed)
        made.append((OptionMoves(block, kind, allowed), draw(numbers)))
    return n, made


def targets(moves: OptionMoves, s: int) -> list[int]:
    """Where the party can move to from a state, the state itself among it."""
    n = len(moves.block)
    if moves.kind is None or moves.allowed is None:
        return [x for x in range(n) if moves.block[x] == moves.block[s]]
    leads = moves.allowed[moves.kind[s]]
    return [x for x in range(n) if moves.block[x] == moves.block[s] and leads[moves.kind[x]]]


@given(
    parties(), st.data(), st.sampled_from([(1, 1), (4, 1), (1 << 16, 256)]), st.sampled_from([0, 9])
)
def test_tables_of_any_size_answer_as_loops_do(
    game: tuple[int, list[tuple[OptionMoves, list[int]]]],
    data: st.DataObject,
    cells: tuple[int, int],
    long: int,
) -> None:
    n, made = game
    given_ = data.draw(st.lists(st.integers(-5, 5), min_size=n, max_size=n))
    field = np.array(given_, dtype=np.int32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks_module, "_CELLS", cells[0])
        patch.setattr(blocks_module, "_WIDE", cells[1])
        patch.setattr(blocks_module, "_LONG", long)
        own = [Blocks(moves, np.array(ranks)) for moves, ranks in made]
        for party, (moves, ranks) in zip(own, made, strict=True):
            every = [[given_[x] for x in targets(moves, s)] for s in range(n)]
            gains = [
                [given_[x] for x in targets(moves, s) if ranks[x] > ranks[s]] for s in range(n)
            ]
            assert party.improves().tolist() == [bool(some) for some in gains]
            assert party.least(field).tolist() == [min(some) for some in every]
            assert party.greatest(field).tolist() == [max(some) for some in every]
            empty = int(EMPTY)
            assert party.least_gain(field).tolist() == [min(some, default=empty) for some in gains]
            assert party.greatest_gain(field).tolist() == [
                max(some, default=-empty) for some in gains
            ]
        for only_gains in (False, True):
            found = least_reached(own, field, gains=only_gains)
            assert found.tolist() == walked(n, made, given_, only_gains)
    assert field.tolist() == given_


def walked(
    n: int, made: list[tuple[OptionMoves, list[int]]], field: list[int], only_gains: bool
) -> list[int]:
    """The least value over all that moves of anybody, or gains, lead to."""
    out = []
    for s in range(n):
        seen, todo = {s}, [s]
        while todo:
            at = todo.pop()
            for moves, ranks in made:
                for x in targets(moves, at):
                    if x not in seen and (not only_gains or ranks[x] > ranks[at]):
                        seen.add(x)
                        todo.append(x)
        out.append(min(field[x] for x in seen))
    return out
