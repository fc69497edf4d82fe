"""Times of the stability concepts: one run, figures only, nothing asserted.

Run with ``python benchmarks/stability.py [LARGEST]``: growth goes up to that many options
(default 14). Every conflict is all-feasible, reversible, its options dealt out evenly.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np
from scipy.sparse import csr_array

from parley.analysis import stability
from parley.model import Conflict, Preference

CONCEPTS = ["nash", "gmr", "smr", "seq"]


def option_form(options: int, parties: int, seed: int, *, open_share: float = 0.0) -> Conflict:
    """Yes/no options dealt evenly; rankings with ties, or a share of each party's states open."""
    generator = np.random.default_rng(seed)
    n = 1 << options
    states = np.arange(n)
    names = tuple(f"p{p}" for p in range(parties))
    moves, preferences = {}, {}
    for p, name in enumerate(names):
        bits = [k for k in range(options) if k % parties == p]
        masks = [sum(1 << bits[i] for i in range(len(bits)) if m >> i & 1)
                 for m in range(1, 1 << len(bits))]  # fmt: skip
        start = np.repeat(states, len(masks))
        end = start ^ np.tile(np.array(masks), n)
        moves[name] = csr_array((np.ones(len(start), bool), (start, end)), shape=(n, n))
        ranks = generator.integers(0, n, n)
        if open_share:
            known = generator.random(n) >= open_share
            both = known[:, None] & known[None, :]
            better = (ranks[None, :] > ranks[:, None]) & both
            tied = (ranks[None, :] == ranks[:, None]) & both | np.eye(n, dtype=bool)
            preferences[name] = Preference(better=better, tied=tied)
        else:
            preferences[name] = Preference(ranks=ranks)
    return Conflict(n, names, moves, preferences)


def seconds(conflict: Conflict, *names: str) -> float:
    start = time.perf_counter()
    stability(conflict, list(names))
    return time.perf_counter() - start


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 14
    twelve = option_form(12, 3, seed=1)
    each = {name: seconds(twelve, name) for name in CONCEPTS}
    together = seconds(twelve, *CONCEPTS)
    print("12 options (4,096 states), 3 parties, full rankings with ties")
    for name, took in each.items():
        print(f"  {name:5} {took:8.3f} s")
    print(f"  all   {together:8.3f} s, {together / sum(each.values()):.2f} of one after another")
    print("all four concepts as states double, 3 parties")
    before = 0.0
    for options in range(8, largest + 1):
        took = seconds(option_form(options, 3, seed=options), *CONCEPTS)
        ratio = f"x {took / before:.2f}" if before else ""
        print(f"  {options:2} options {1 << options:7,} states {took:8.3f} s {ratio}")
        before = took
    print("a fifth of every party's states open: sets in place of numbers")
    before = 0.0
    for options in range(8, min(largest, 12) + 1):
        took = seconds(option_form(options, 3, seed=options, open_share=0.2), *CONCEPTS)
        ratio = f"x {took / before:.2f}" if before else ""
        print(f"  {options:2} options {1 << options:7,} states {took:8.3f} s {ratio}")
        before = took
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()
