"""Times of coalitions, and of ways from a state: one run, figures only, nothing asserted.

Run with ``python benchmarks/coalitions.py [OPTIONS [OPTIONS]]``: yes/no options of five parties for
the coalitions (default 14) and of four parties for the ways (default 20).
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np

from parley.analysis import coalitions, paths
from parley.model import Conflict, OptionMoves, Preference


def compact(options: int, parties: int, seed: int, *, feasible: float = 1.0) -> Conflict:
    """Yes/no options dealt evenly, moves in option form; a share of the states feasible."""
    generator = np.random.default_rng(seed)
    states = np.arange(1 << options)
    states = states[generator.random(len(states)) < feasible]
    moves, preferences = {}, {}
    for p in range(parties):
        own = sum(1 << k for k in range(options) if k % parties == p)
        moves[f"p{p}"] = OptionMoves(states & ~own)
        preferences[f"p{p}"] = Preference(ranks=generator.integers(0, len(states), len(states)))
    return Conflict(len(states), tuple(moves), moves, preferences, status_quo=0)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_coalitions(options: int) -> None:
    """All coalitions of five parties, and the ways from one state of a million."""
    before = peak()
    for feasible in (1.0, 0.6):
        conflict = compact(options, 5, seed=options, feasible=feasible)
        print(f"all 31 coalitions of 5 parties, {conflict.n:,} states")
        for names in (["cnash"], ["cgmr"], ["csmr"], ["cseq"], ["cnash", "cgmr", "cseq"],
                      ["cnash", "cgmr", "csmr", "cseq"]):  # fmt: skip
            start = time.perf_counter()
            coalitions(conflict, names, time_limit=None)
            took = time.perf_counter() - start
            print(f"  {'+'.join(names):22} {took:8.2f} s, up to {peak() - before:,.0f} MB more")


def measure_paths(options: int) -> None:
    conflict = compact(options, 4, seed=options)
    start = time.perf_counter()
    found = paths(conflict, 0, to=np.arange(0, conflict.n, conflict.n >> 6))
    took = time.perf_counter() - start
    by_gains = int((found.steps_by_gains > 0).sum())
    print(f"from one of {conflict.n:,} states, 4 parties: {took:.2f} s, {by_gains:,} by gains only")


def main(given: list[str]) -> None:
    measure_coalitions(int(given[0]) if given else 14)
    measure_paths(int(given[1]) if len(given) > 1 else 20)


if __name__ == "__main__":
    main(sys.argv[1:])
