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


def compact(
    options: int, parties: int, seed: int, *, feasible: float = 1.0, one_way: int = 0
) -> Conflict:
    """Yes/no options dealt evenly, moves in option form; a share of the states feasible.

    Of so many parties, from the first on, one option cannot be taken back.
    """
    generator = np.random.default_rng(seed)
    states = np.arange(1 << options)
    states = states[generator.random(len(states)) < feasible]
    moves, preferences = {}, {}
    for p in range(parties):
        own = sum(1 << k for k in range(options) if k % parties == p)
        kinds = (states >> p & 1, np.array([[True, True], [False, True]])) if p < one_way else ()
        moves[f"p{p}"] = OptionMoves(states & ~own, *kinds)
        preferences[f"p{p}"] = Preference(ranks=generator.integers(0, len(states), len(states)))
    return Conflict(len(states), tuple(moves), moves, preferences, status_quo=0)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_coalitions(options: int) -> None:
    """All coalitions of five parties, and the ways from one state of a million."""
    before = peak()
    for feasible, one_way in ((1.0, 0), (0.6, 0), (1.0, 3)):
        conflict = compact(options, 5, seed=options, feasible=feasible, one_way=one_way)
        print(f"all 31 coalitions of 5 parties, {conflict.n:,} states, {one_way} one-way options")
        for names in (["cnash"], ["cgmr"], ["csmr"], ["cseq"], ["cnash", "cgmr", "cseq"],
                      ["cnash", "cgmr", "csmr", "cseq"]):  # fmt: skip
            start, worked = time.perf_counter(), time.process_time()
            coalitions(conflict, names, time_limit=None)
            took, worked = time.perf_counter() - start, time.process_time() - worked
            print(f"  {'+'.join(names):22} {took:8.2f} s, {worked:.2f} s of a processor, "
                  f"up to {peak() - before:,.0f} MB more")  # fmt: skip


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
