"""Times of preferences: priorities at a million states, and where they are open, few and many.

Run with ``python benchmarks/preferences.py``: one run, figures only, nothing asserted. Memory is
the peak above the imported process, so far.
"""

from __future__ import annotations

import itertools
import random
import resource
import subprocess
import sys
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


FORMS = ("comparisons", "ranking", "ranges", "mixed")


def large(options: int, form: str) -> Case:
    """Four parties, options dealt in turn, preferences known in part."""
    names = [f"o{i}" for i in range(options)]
    lines = [f"parley: 1\nparties: {{{', '.join(f'{p}: ' for p in PARTIES)}}}", "options:"]
    lines += [f"  {name}: {{by: {PARTIES[i % 4]}}}" for i, name in enumerate(names)]
    lines += [f"status_quo: {{{', '.join(f'{name}: no' for name in names)}}}", "preferences:"]
    for i, party in enumerate(PARTIES):
        own, other, later = f"o{i}", f"o{(i + 1) % 4}", f"o{i + 4}"
        kind = (*FORMS[:3], "full")[i] if form == "mixed" else form
        lines.append(f"  {party}: {{{_known(kind, own, other, later)}}}")
    return load_case(text="\n".join(lines))


def _known(kind: str, own: str, other: str, later: str) -> str:
    if kind == "comparisons":
        return (
            f"prefers: [{{better: {{{own}: yes, {later}: yes}}, worse: status_quo}}, "
            f"{{better: status_quo, worse: {{{other}: yes}}}}, "
            f"{{better: {{{own}: yes}}, worse: {{{later}: yes}}}}]"
        )
    if kind == "ranking":
        return (
            f"ranking: [[{{{own}: yes, {other}: yes, {later}: yes, o8: no, o9: no}}], "
            f"[{{{own}: yes, o8: yes}}], [{{{own}: no, {other}: no}}]], rest: unknown, "
            f"prefers: [{{better: {{{own}: yes}}, worse: {{{other}: yes}}}}]"
        )
    if kind == "ranges":
        return (
            f"weights: {{{own}: [2, 5], not {other}: [1, 3], {later}: 2, "
            f"{other} and {later}: [-3, -1], o8: 4, o9 if {own}: [0, 1]}}"
        )
    return f"priorities: [{own}, not {other}, {later}, o8 if o9]"


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
    print("known in part above 4,096 states: nash, gmr, smr, seq and sseq, bounds that do not meet")
    for options, form in itertools.product((14, 17, 20), FORMS):
        # a process each, for the peak of memory is one of a process's whole life
        report = subprocess.run([sys.executable, __file__, str(options), form], check=False)
        if report.returncode:
            print(f"  {2**options:9,} states, {form}: failed")


def one_large(options: int, form: str) -> None:
    """Time one conflict whose preferences are known in part."""
    before = peak()
    made = large(options, form)
    _, load = timed(made.conflict)
    concepts = ("nash", "gmr", "smr", "seq", "sseq")
    processor = time.process_time()
    results, took = timed(lambda: stability(made, concepts))
    processor = time.process_time() - processor
    open_ = [sum(int((~d).sum()) for d in results[name].decided.values()) for name in concepts]
    print(
        f"  {len(made.states):9,} states, {form:11}: to moves and orders {load:5.2f} s, "
        f"verdicts {took:6.2f} s (processor {processor:6.2f} s), {peak() - before:5,.0f} MB, "
        f"open {', '.join(f'{count:,}' for count in open_)}"
    )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        one_large(int(sys.argv[1]), sys.argv[2])
    else:
        main()
