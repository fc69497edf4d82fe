"""Speed of the rule reader: one run, figures only, nothing asserted.

Run with ``python benchmarks/reading.py [ROUNDS]``. Texts are the open ones of the folder that
PARLEY_SHARED names (a text is open where the SHA-256 of its file's name ends in 0 to 7), or the
invented reports under ``tests/reports`` where it is unset.
"""

from __future__ import annotations

import hashlib
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

REPORTS = Path(__file__).parents[1] / "tests" / "reports"


def texts() -> tuple[str, dict[str, str]]:
    """Where the texts are from, and each by its name."""
    shared = os.environ.get("PARLEY_SHARED")
    if not shared:
        found = sorted(REPORTS.glob("*.txt"))
        return "invented reports", {p.stem: p.read_text(encoding="utf-8") for p in found}
    found = [
        path
        for path in sorted((Path(shared) / "corpus" / "news").glob("*.txt"))
        if hashlib.sha256(path.name.encode()).hexdigest()[-1] in "01234567"
    ]
    return "open texts", {p.stem: p.read_bytes().decode("utf-8") for p in found}


def fresh(code: str, rounds: int) -> float:
    """Seconds that a new process takes for some code, the best of several."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    bare = fresh("pass", rounds)
    imported = fresh("from parley.reading import read", rounds)
    warmed = fresh("from parley.reading import read; read('Norland said no.')", rounds)

    from parley.reading import read

    origin, found = texts()
    start = time.perf_counter()
    read("Norland said no.")
    first = time.perf_counter() - start
    rates = []
    print(f"{'text':34}{'words':>7}{'ms':>8}{'words/s':>10}")
    for name, text in found.items():
        words, took = len(text.split()), float("inf")
        for _ in range(rounds):
            start = time.perf_counter()
            read(text)
            took = min(took, time.perf_counter() - start)
        rates.append((words, took))
        print(f"{name:34}{words:7,}{took * 1000:8.1f}{words / took:10,.0f}")
    total, seconds = sum(w for w, _ in rates), sum(t for _, t in rates)
    median = statistics.median(w / t for w, t in rates)
    print(f"{f'{len(rates)} {origin}':34}{total:7,}{seconds * 1000:8.1f}{total / seconds:10,.0f}")
    print(f"median of texts {median:,.0f} words/s; best of {rounds} rounds each")
    long = "\n\n".join(found.values())
    for times in (1, 2, 4):  # does the time grow with the length alone?
        text = "\n\n".join([long] * times)
        start = time.perf_counter()
        read(text)
        took = time.perf_counter() - start
        words = len(text.split())
        print(f"all in one text, {times} x {words:9,} words {took:8.2f} s {words / took:9,.0f}/s")
    print(
        f"a fresh process: python {bare:.2f} s, import {imported:.2f} s, first read {warmed:.2f} s"
    )
    print(f"first read in this process {first:.2f} s (the tagger's lexicon)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()
