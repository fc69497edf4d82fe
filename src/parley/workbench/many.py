"""Reading many reports: on all cores, in bounded memory, and so that it can be stopped.

The work goes to other processes in chunks of files; what they find comes back as rows, in the
order of the files, and this process alone writes. A batch of reports is one transaction, in which
the files that it completes are noted: a run that ends early, however it ends, goes on from there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, cast

from parley.errors import Problem, UsageError
from parley.model import Document, Reading
from parley.workbench.notices import UNTOLD
from parley.workbench.pieces import Piece, Read, Show, chunks_of, hash_of, read_in_order
from parley.workbench.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Collection

    from parley.ledger import Counts, Held, Ledger
    from parley.ledger.answers import FileRead
    from parley.ledger.file import FileLedger

__all__ = ["ReadingMany"]

_BATCH = 200
"""Reports of one transaction."""
_PAUSE = 2.0
"""Seconds after which what was read is kept, however little it is."""
_FEW = 48
"""Files that are read sooner here than other processes are ready."""
_LOOK = 256
"""Files that are looked up at a time."""


class ReadingMany:
    """A reading of many files that goes on as it is looped over; use `Workbench.read_all`.

    Attributes
    ----------
    reports : int
        How many were read so far.
    documents, claims : int
        How many of them, and of what is in them, the ledger did not have.
    left : int
        How many files were left, for this reader had read them before.
    """

    def __init__(
        self,
        dates: Mapping[str, str | None],
        ledger: Ledger,
        now: Callable[[], str],
        *,
        jobs: int | None = None,
        show: Show | None = None,
        watch: Callable[[int, int], object] | None = None,
    ) -> None:
        if jobs is not None and jobs < 1:
            raise UsageError("one process at least reads: jobs is 1 or more")
        self.reports = self.documents = self.claims = self.left = 0
        few = 1 if len(dates) <= _FEW else os.cpu_count() or 1
        self._jobs = few if jobs is None else jobs
        self._dates = dates
        from parley.ledger.memory import MemoryLedger

        in_memory = isinstance(ledger, MemoryLedger)
        self._store = None if in_memory else _Store(cast("FileLedger", ledger), now)
        self._show = show
        self._watch = watch
        self._done = 0
        self._seen: dict[str, str] = {}

    def __iter__(self) -> Generator[Read, None, None]:
        """Read on, and give what became of each report once it is kept."""
        chunks = chunks_of(self._unread(), keep=self._store is not None, show=self._show)
        batch: list[Read] = []
        last = time.monotonic()
        with closing(read_in_order(chunks, self._jobs)) as parts:
            try:
                for chunk, found in parts:
                    for piece, reports in zip(chunk.pieces, found, strict=True):
                        batch += self._taken(piece, reports)
                    if len(batch) >= _BATCH or time.monotonic() > last + _PAUSE or not self._store:
                        yield from self._kept(batch)
                        batch, last = [], time.monotonic()
            except (KeyboardInterrupt, GeneratorExit):  # stopped here, or by whoever loops
                self._kept(batch)
                raise
        yield from self._kept(batch)

    def _unread(self) -> Iterator[tuple[str, str | None]]:
        """The files that were not read before."""
        if self._store is None:
            yield from self._dates.items()
            return
        files = iter(self._dates.items())
        while some := dict(islice(files, _LOOK)):
            before = self._store.read_before(some)
            self.left += len(before)
            self._told(len(before))
            yield from ((name, date) for name, date in some.items() if name not in before)

    def _taken(self, piece: Piece, reports: list[Read]) -> Iterator[Read]:
        """Reports with what can only be said beside the others, ready to be kept."""
        for report in reports:
            problems = [*report.problems, *self._noticed(report)]
            if self._store is not None:
                report, said = self._store.placed(report, piece.name)
                problems += said
            again = any(each.what.startswith("the same text as") for each in problems)
            shown = None if again else report.shown
            yield replace(report, problems=tuple(problems), shown=shown)
        if piece.last:
            if self._store is not None:
                self._store.ended(piece.name)
            self._told(1)

    def _noticed(self, report: Read) -> Iterator[Problem]:
        if report.document is None:
            return
        first = self._seen.setdefault(report.document.id, report.name)
        if first != report.name:
            what = f"the same text as {first!r}; it counts once"
            yield Problem(what, report.name, severity="notice")
        elif not report.tells:
            yield Problem(UNTOLD, report.name, severity="notice")

    def _told(self, files: int) -> None:
        self._done += files
        if self._watch is not None and files:
            self._watch(self._done, len(self._dates))

    def _kept(self, batch: list[Read]) -> list[Read]:
        """Keep a batch, all of it or nothing; what is kept is held no longer."""
        if self._store is not None:
            counts = self._store.keep(batch)
            self.documents += counts.documents
            self.claims += counts.claims
        self.reports += sum(each.document is not None for each in batch)
        return [replace(each, rows=None) for each in batch]


class _Store:
    """The ledger that is written to, with what waits to be kept in it."""

    def __init__(self, ledger: FileLedger, now: Callable[[], str]) -> None:
        self._ledger = ledger
        self._now = now
        self._waiting: dict[str, Document] = {}
        self._versions = Versions(cast("Ledger", self))
        self._begun: dict[str, FileRead] = {}
        self._ended: list[FileRead] = []
        self._faulty: set[str] = set()

    def documents(self) -> tuple[Held, ...]:
        """What the ledger holds."""
        return self._ledger.documents()

    def frames(self, documents: Collection[str]) -> tuple[Reading, ...]:
        """Documents, kept or waiting to be."""
        waiting = [Reading(self._waiting[id], (), ()) for id in documents if id in self._waiting]
        return tuple(waiting) or self._ledger.frames(documents)

    def read_before(self, dates: Mapping[str, str | None]) -> frozenset[str]:
        """Those of these files that this reader read to their end; the others begin."""
        from parley.ledger.answers import FileRead
        from parley.reading import READER, VERSION

        hashes = {name: hash_of(name) for name in dates}
        files = [
            FileRead(digest, name, READER, VERSION, dates[name])
            for name, digest in hashes.items()
            if digest is not None
        ]
        before = self._ledger.was_read(files)
        self._begun |= {file.name: file for file in files if file not in before}
        return frozenset(file.name for file in before)

    def placed(self, report: Read, file: str) -> tuple[Read, tuple[Problem, ...]]:
        """A report as a version of another, where it is one, and what is to be said of it."""
        from parley.ledger.prepared import revising

        if any(problem.severity == "error" for problem in report.problems):
            self._faulty.add(file)
        if report.document is None or report.rows is None:
            return report, ()
        reading, reason, said = self._versions.placed(Reading(report.document, (), ()))
        self._waiting[report.document.id] = report.document
        revised = reading.document.revises
        if revised is None:
            return report, said
        return replace(report, rows=revising(report.rows, revised, reason)), said

    def ended(self, name: str) -> None:
        """Note that a file was read to its end; one with a fault is read again another time."""
        file = self._begun.pop(name, None)
        if file is not None and name not in self._faulty:
            self._ended.append(file)

    def keep(self, batch: list[Read]) -> Counts:
        """Keep a batch and the files that ended with it in one transaction."""
        rows = [each.rows for each in batch if each.rows is not None]
        counts = self._ledger.add_prepared(rows, files=self._ended, read_at=self._now())
        self._ended.clear()
        self._waiting.clear()
        return counts
