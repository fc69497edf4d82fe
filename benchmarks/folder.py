"""A folder of reports read into a ledger on all cores: time and memory. Nothing asserted.

Run with ``python benchmarks/folder.py [REPORTS] [JOBS]``. The reports are made of paragraphs of
the invented ones under ``tests/reports``, in an order and with numbers of their own, 400 words
each. It is the command that is measured, from its start to its end, and a second time when there
is nothing left to read. Memory is what a process holds by itself (on Linux; elsewhere not shown).
"""

from __future__ import annotations

import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

REPORTS, WORDS = 10_000, 400
GOAL = 150.0
"""Seconds for so many reports on two cores."""
SOURCES = Path(__file__).parents[1] / "tests" / "reports"
_NUMBER = re.compile(r"(?<![\w.,])\d{2,3}(?![\w.,]*\d)")


def made(count: int) -> Iterator[str]:
    """Reports without end, the same ones each time."""
    chance = random.Random(11)
    texts = [path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.txt"))]
    paragraphs = [each.strip() for text in texts for each in text.split("\n\n") if each.strip()]
    for _ in range(count):
        chosen: list[str] = []
        words = 0
        while True:
            new = chance.choice(paragraphs)
            if words + len(new.split()) / 2 > WORDS:  # so that they are as long on average
                break
            chosen.append(_NUMBER.sub(lambda _: str(chance.randint(11, 980)), new))
            words += len(new.split())
        yield "\n\n".join(chosen) + "\n"


def filled(folder: Path, count: int) -> int:
    """Write the reports; how many words they have."""
    folder.mkdir()
    words = 0
    for n, text in enumerate(made(count)):
        (folder / f"{n:06}.txt").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def held(process: int) -> float:
    """Megabytes that a process holds; 0 where that is not known."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0


def children(process: int) -> list[int]:
    """The processes that it began."""
    with suppress(OSError):
        return [
            int(child)
            for task in Path(f"/proc/{process}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    return []


def run(folder: Path, ledger: Path, jobs: str) -> tuple[float, list[tuple[float, float]], str]:
    """Seconds; megabytes of the process that writes and of the largest that reads, over time."""
    command = [sys.executable, "-m", "parley", "read", str(folder), "--ledger", str(ledger)]
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as told:
        program = subprocess.Popen([*command, "--jobs", jobs], stdout=told, text=True)
        seen: list[tuple[float, float]] = []
        while program.poll() is None:
            readers = max((held(each) for each in children(program.pid)), default=0.0)
            seen.append((held(program.pid), readers))
            time.sleep(0.25)
        took = time.perf_counter() - start
        told.seek(0)
        return took, seen, told.readlines()[-1].strip()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    jobs = sys.argv[2] if len(sys.argv) > 2 else str(os.cpu_count() or 1)
    with tempfile.TemporaryDirectory() as place:
        folder, ledger = Path(place) / "in", Path(place) / "talks.db"
        words = filled(folder, count)
        print(f"{count:,} reports, {words / count:.0f} words each, {jobs} processes")
        took, seen, said = run(folder, ledger, jobs)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        worked = used.ru_utime + used.ru_stime
        goal = GOAL * count / REPORTS
        over = "" if took <= goal else f"  over {goal:.0f} s"
        print(f"read in {took:.1f} s, {words / took:,.0f} words a second{over}")
        each = 1000 * worked / count
        print(f"of which the processors worked {worked:.1f} s, {each:.1f} ms a report")
        print(said)
        print(f"ledger {ledger.stat().st_size / 1e6:,.0f} MB")
        if seen and seen[0][0]:
            tenths = [seen[min(n * len(seen) // 10, len(seen) - 1)] for n in range(1, 11)]
            print("MB held after each tenth of the time, writing / largest reading process:")
            print("  " + "  ".join(f"{one:.0f}/{other:.0f}" for one, other in tenths))
            print(f"  at most {max(one for one, _ in seen):.0f} / {max(o for _, o in seen):.0f}")
        took, _, said = run(folder, ledger, jobs)
        print(f"again in {took:.1f} s: {said}")


if __name__ == "__main__":
    main()
