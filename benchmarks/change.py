"""Time of the smallest change that makes an outcome hold: one run, figures only, nothing asserted.

Run with ``python benchmarks/change.py``: 64 states, four parties, sequential stability, five seeds.
"""

from __future__ import annotations

import time

import numpy as np

from parley.analysis import stability
from parley.analysis.change import smallest_change
from parley.model import Conflict, OptionMoves, Preference


def strict_option_form(options: int, parties: int, seed: int) -> Conflict:
    """Yes/no options dealt evenly; rankings without ties."""
    generator, states = np.random.default_rng(seed), np.arange(1 << options)
    own = [sum(1 << k for k in range(options) if k % parties == p) for p in range(parties)]
    moves = {f"p{p}": OptionMoves(states & ~own[p]) for p in range(parties)}
    orders = {p: Preference(generator.permutation(len(states))) for p in moves}
    return Conflict(len(states), tuple(moves), moves, orders)


def hardest_first(conflict: Conflict) -> list[int]:
    """States that are no equilibrium under seq, those first that most parties would leave."""
    result = stability(conflict, "seq")
    leave = sum((~result.stable[p]).astype(int) for p in conflict.parties)
    order = np.argsort(-leave, kind="stable")
    return [int(i) for i in order if leave[i]]


def main() -> None:
    print("smallest change under seq, 64 states, 4 parties; the state that most would leave")
    took = []
    for seed in range(1, 6):
        conflict = strict_option_form(6, 4, seed)
        state = hardest_first(conflict)[0]
        start = time.perf_counter()
        found = smallest_change(conflict, state, "seq", time_limit=60)
        took.append(time.perf_counter() - start)
        assert found.ranks is not None
        assert found.outcome is not None
        word = "proved" if found.ranks.proven else f"not proven (>= {found.ranks.at_least / 2:g})"
        alone = f"its place alone {found.outcome.swaps:g}"
        head = f"  seed {seed} state {state:2} {took[-1]:8.2f} s"
        print(f"{head} {found.ranks.swaps:g} swaps, {word}; {alone}")
    print(f"  median {sorted(took)[2]:.2f} s")


if __name__ == "__main__":
    main()
