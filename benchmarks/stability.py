"""Times and memory of the stability engine: figures side by side, nothing asserted.

Run with ``python benchmarks/stability.py [ROW ...]``; without names every row is run, each in a
process of its own. Memory is the peak above that of the process with Parley imported and nothing
done. Figures of GMCR+ are quoted from measurements on two cores, not run again.
"""

from __future__ import annotations

import itertools
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_array

import parley
from parley.analysis import concepts, stability
from parley.case import Case
from parley.model import Conflict, Preference

FOUR = ["nash", "gmr", "smr", "seq"]
FIVE = [*FOUR, *(["sseq"] if "sseq" in concepts() else [])]


def case_of(split: tuple[int, ...], more: str = "") -> Case:
    """Yes/no options, so many for each party in turn."""
    owners = [p for p, count in enumerate(split) for _ in range(count)]
    options = "\n".join(f"  o{k}: {{by: p{p}}}" for k, p in enumerate(owners))
    parties = ", ".join(f"p{p}: " for p in range(len(split)))
    text = f"parley: 1\nparties: {{{parties}}}\noptions:\n{options}\n{more}"
    return parley.load_case(text=text)


def with_random_ranks(case: Case, seed: int = 1) -> Case:
    """Ranks with ties: about half as many as there are states."""
    chance, n = np.random.default_rng(seed), len(case.states)
    return case.with_ranks({p: chance.integers(0, max(n // 2, 2), n) for p in case.parties})


def judged(case: Case, names: list[str]) -> str:
    """Compile, judge, and say how long each took."""
    start = time.perf_counter()
    conflict = case.conflict()
    compiled = time.perf_counter()
    stability(conflict, names)
    done = time.perf_counter()
    return f"{done - compiled:6.2f} s, and {compiled - start:.2f} s to compile"


def twelve() -> str:
    case = with_random_ranks(case_of((4, 4, 4)))
    judged(case, FOUR)  # once to warm up
    return f"{judged(with_random_ranks(case_of((4, 4, 4)), 2), FOUR)}   (GMCR+: 24.5 s)"


def even() -> str:
    return judged(with_random_ranks(case_of((5, 5, 5, 5))), FIVE)


def uneven() -> str:
    return judged(with_random_ranks(case_of((2, 3, 5, 10))), FIVE)


def infeasible() -> str:
    """About 40 % of 2^20 states are left out, by rules over many options."""
    rules = "rules: [o0 or o6 or not o12, not (o1 and o7), o2 or not o13 or o18]\n"
    case = case_of((5, 5, 5, 5), rules)
    share = 1 - len(case.states) / 2**20
    return f"{judged(with_random_ranks(case), FIVE)}   ({share:.0%} infeasible)"


def one_way() -> str:
    ways = "one_way: [{o0: [no -> yes]}, {o5: [no -> yes]}, {o10: [no -> yes]}]\n"
    return judged(with_random_ranks(case_of((5, 5, 5, 5), ways)), FIVE)


def priorities() -> str:
    """Ten statements a party, each over a few options, at 2^20 states."""
    lines = []
    for p in range(4):
        told = [f"o{(7 * p + k) % 20} if o{(3 * k + p) % 20} and not o{(5 * k + 1) % 20}"
                for k in range(10)]  # fmt: skip
        lines.append(f"  p{p}: {{priorities: [{', '.join(told)}]}}")
    case = case_of((5, 5, 5, 5), "preferences:\n" + "\n".join(lines) + "\n")
    case.states  # noqa: B018 - the states are compiled before
    start = time.perf_counter()
    case.conflict()
    return f"{time.perf_counter() - start:6.2f} s, moves compiled too"


def largest() -> str:
    return judged(with_random_ranks(case_of((5, 5, 6, 6))), FOUR)


def arcs(n: int = 1 << 16, a_state: int = 10) -> str:
    """Arbitrary arcs, ten a state and party: the last mover counts."""
    chance = np.random.default_rng(3)
    moves, orders = {}, {}
    for p in ("a", "b", "c", "d"):
        start = np.repeat(np.arange(n), a_state)
        end = chance.integers(0, n, len(start))
        moves[p] = csr_array((np.ones(len(start), bool), (start, end)), shape=(n, n))
        orders[p] = Preference(chance.integers(0, n // 2, n))
    begin = time.perf_counter()
    stability(Conflict(n, tuple(moves), moves, orders), FOUR)
    return f"{time.perf_counter() - begin:6.2f} s"


def doubling() -> str:
    """Cost as states double, options 4,4,4,k: the least of several runs of each size.

    Beside time on the clock the processor's, which other work on the machine changes less.
    """
    clock, worked = [], []
    for k in (4, 5, 6, 7, 8):
        conflict = with_random_ranks(case_of((4, 4, 4, k))).conflict()
        runs = []
        for _ in range(max(3, 1 << (9 - k))):
            start = time.perf_counter(), time.process_time()
            stability(conflict, FOUR)
            runs.append((time.perf_counter() - start[0], time.process_time() - start[1]))
        clock.append(min(run[0] for run in runs))
        worked.append(min(run[1] for run in runs))
    ratios = [
        " ".join(f"{b / a:.2f}" for a, b in itertools.pairwise(times)) for times in (clock, worked)
    ]
    return f"{clock[-1]:6.2f} s at 2^20; ratios from 2^16: {ratios[0]}, processor {ratios[1]}"


ROWS: dict[str, tuple[str, Callable[[], str], str]] = {
    "twelve": ("12 options, 3 parties, four concepts", twelve, "0.05 s"),
    "even": (f"2^20, options 5,5,5,5, {len(FIVE)} concepts", even, "3 s, 400 MB"),
    "uneven": (f"2^20, options 2,3,5,10, {len(FIVE)} concepts", uneven, "3 s, 400 MB"),
    "infeasible": ("2^20, 40 % infeasible, the same", infeasible, "5 s, 600 MB"),
    "one_way": ("2^20, one-way options of three parties", one_way, "10 s, 800 MB"),
    "priorities": ("ranks from ten priorities a party, 2^20", priorities, "2 s"),
    "largest": ("2^22, 4 parties, four concepts", largest, "20 s, 3 GB"),
    "arcs": ("2^16, arbitrary arcs, four concepts", arcs, "5 s"),
    "doubling": ("cost as states double", doubling, "at most 2.3 times"),
}


def peak() -> float:
    """Most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one(name: str) -> None:
    """Run one row in this process."""
    title, run, goal = ROWS[name]
    before = peak()
    said = run()
    print(f"{title:45} {said:60} {peak() - before:7,.0f} MB   (to reach: {goal})", flush=True)


def main(names: list[str]) -> None:
    if len(names) == 1:
        one(names[0])
        return
    for name in names or ROWS:
        subprocess.run([sys.executable, __file__, name], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
