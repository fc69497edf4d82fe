"""Times of preferences: priorities at a million states, and the search where they are open.

Run with ``python benchmarks/preferences.py``: one run, figures only, nothing asserted. Memory is
the peak above the imported process, so far.
"""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable, Sequence
from typing import Any

from parley.analysis import stability
from parley.case import Case, load_case

PARTIES = "abcd"


def case(split: Sequence[int], entry: Callable[[str], str], statements: int, seed: int) -> Case:
    """Yes/no options dealt to parties in order, and for each party as many statements."""
    generator = random.Random(seed)
    owners = [party for party, share in zip(PARTIES, split, strict=False) for _ in range(share)]
    names = [f"o{i}" for i in range(len(owners))]

    def statement() -> str:
        one, other, third = generator.sample(names, 3)
        return generator.choice(
            [one, f"not {one}", f"{one} and {other}", f"{one} if {other}", f"{one} iff {other}",
             f"({one} or {other}) and not {third}"]
        )  # fmt: skip

    lines = [f"parley: 1\nparties: {{{', '.join(f'{p}: ' for p in PARTIES[: len(split)])}}}"]
    lines += ["options:", *(f"  {o}: {{by: {p}}}" for o, p in zip(names, owners, strict=True))]
    lines += ["preferences:"]
    for party in PARTIES[: len(split)]:
        told: dict[str, None] = {}
        while len(told) < statements:
            told[statement()] = None
        lines.append(f"  {party}: {entry(', '.join(_weighted(told, generator, entry)))}")
    return load_case(text="\n".join(lines))


def _weighted(
    told: dict[str, None], generator: random.Random, entry: Callable[[str], str]
) -> list[str]:
    if entry is priorities:
        return list(told)
    lows = [generator.randint(0, 10) for _ in told]
    return [
        f"{text}: [{low}, {low + generator.randint(0, 6)}]"
        for text, low in zip(told, lows, strict=True)
    ]


def priorities(inner: str) -> str:
    return f"{{priorities: [{inner}]}}"


def weights(inner: str) -> str:
    return f"{{weights: {{{inner}}}}}"


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    before = peak()
    print("four parties, ten priorities each, from the file to what the analyses work on")
    for split in ((5, 5, 5, 5), (2, 3, 5, 10), (5, 5, 6, 6)):
        made = case(split, priorities, 10, seed=sum(split))
        count, states = timed(lambda made=made: len(made.states))
        _, rest = timed(made.conflict)
        print(f"  {count:9,} states: states {states:5.2f} s, moves and ranks {rest:5.2f} s, "
              f"{peak() - before:5,.0f} MB")  # fmt: skip
    print("weights as ranges, sequential stability: verdicts open by bounds, and after 2 s")
    for split, many in (
        ((2, 2, 2), 8), ((2, 2, 2, 2), 6), ((3, 3, 2), 10), ((4, 3, 3), 6), ((4, 4, 4), 6)
    ):  # fmt: skip
        made = case(split, weights, many, seed=sum(split))
        made.conflict()
        bounds = stability(made, "seq", time_limit=0)
        result, took = timed(lambda made=made: stability(made, "seq"))
        left = [sum(int((~d).sum()) for d in r.decided.values()) for r in (bounds, result)]
        what = f"{len(made.states):9,} states, {len(split)} parties"
        print(f"  {what}: {left[0]:5,} -> {left[1]:5,}, {took:5.2f} s, {result.why_stopped}")


if __name__ == "__main__":
    main()
