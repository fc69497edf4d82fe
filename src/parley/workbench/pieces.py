"""The pieces of a long reading: chunks of files, read here or by other processes, in order."""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from parley.documents import BESIDE, Source
from parley.errors import MaterialError, ParleyError, Problem, UsageError
from parley.model import Document, Reading
from parley.workbench.files import head_of, load

if TYPE_CHECKING:
    from parley.ledger.prepared import Prepared

__all__ = ["Chunk", "Piece", "Read", "Show", "chunks_of", "hash_of", "read_chunk", "read_in_order"]

_FILES = 16
"""Files, or records of a file, that one process reads at a time."""
_RECORDS = ".jsonl"
Show = Callable[[Reading], Any]
"""Makes of a reading what is to be shown of it; found by its name in another process."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to be read, or some of its records."""

    name: str
    published: str | None
    records: tuple[Source, ...] | None = None
    last: bool = True
    """Whether the file ends with it."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pieces that one process reads, and how it is to hand on what it finds."""

    pieces: tuple[Piece, ...]
    keep: bool
    show: Show | None


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one report."""

    name: str
    problems: tuple[Problem, ...] = ()
    document: Document | None = None
    """None where it could not be read."""
    tells: bool = False
    """Whether it tells of a negotiation."""
    shown: Any = None
    """What the function given made of its reading."""
    rows: Prepared | None = None


def chunks_of(
    names: Iterable[tuple[str, str | None]], *, keep: bool, show: Show | None
) -> Iterator[Chunk]:
    """Files in chunks, each with the date given for it; of a file of records, its records."""
    waiting: list[Piece] = []
    for name, published in names:
        for piece in _pieces(name, published):
            waiting.append(piece)
            if len(waiting) >= _FILES or piece.records is not None:
                yield Chunk(tuple(waiting), keep, show)
                waiting = []
    if waiting:
        yield Chunk(tuple(waiting), keep, show)


def _pieces(name: str, published: str | None) -> Iterator[Piece]:
    if name != "-" and not name.lower().endswith(_RECORDS):
        yield Piece(name, published)
        return
    # Records are parted here, so that a file of any length is never held whole.
    waiting: list[Source] = []
    for source in _loaded(name):
        if len(waiting) >= _FILES:
            yield Piece(name, published, tuple(waiting), last=False)
            waiting = []
        waiting.append(source)
    yield Piece(name, published, tuple(waiting))


def _loaded(name: str) -> Iterator[Source]:
    """The reports in a file; one that cannot be opened is a fault like others among many."""
    try:
        yield from load(name)
    except UsageError as error:
        yield Source(name, problems=(Problem(str(error), name),))


def read_chunk(chunk: Chunk) -> list[list[Read]]:
    """Read every report of a chunk, piece by piece."""
    return [
        [
            _read(source, piece.published, chunk)
            for source in (_loaded(piece.name) if piece.records is None else piece.records)
        ]
        for piece in chunk.pieces
    ]


def _read(source: Source, published: str | None, chunk: Chunk) -> Read:
    from parley.ledger.prepared import prepared
    from parley.reading import read

    done = Read(source.name, source.problems)
    if source.text is None:
        return done
    try:
        reading = read(source.text, **head_of(source, published))
    except MaterialError as error:
        said = tuple(replace(each, file=source.name) for each in error.problems)
        return replace(done, problems=(*done.problems, *said))
    except Exception as error:  # a fault of ours, which is not to end a run of thousands
        what = f"the reader failed on it, which is a fault in Parley ({error!r}); please report it"
        return replace(done, problems=(*done.problems, Problem(what, source.name)))
    return replace(
        done,
        document=reading.document,
        tells=reading.negotiation,
        shown=chunk.show(reading) if chunk.show else None,
        rows=prepared(reading, source.data) if chunk.keep else None,
    )


def read_in_order(
    chunks: Iterable[Chunk], jobs: int
) -> Generator[tuple[Chunk, list[list[Read]]], None, None]:
    """Read chunks one after another, or with other processes a few ahead of what is taken.

    Raises
    ------
    ParleyError
        The system ended one of those processes.
    """
    if jobs == 1:
        for chunk in chunks:
            yield chunk, read_chunk(chunk)
        return
    from joblib.externals.loky import get_reusable_executor
    from joblib.externals.loky.process_executor import BrokenProcessPool

    pool = get_reusable_executor(jobs, timeout=60, initializer=_begin)
    ahead: deque[tuple[Chunk, Any]] = deque()
    try:
        for chunk in chunks:
            ahead.append((chunk, pool.submit(read_chunk, chunk)))
            if len(ahead) > 3 * jobs:
                first, result = ahead.popleft()
                yield first, result.result()
        while ahead:
            first, result = ahead.popleft()
            yield first, result.result()
    except BrokenProcessPool as error:
        raise ParleyError(
            "the system ended a process that was reading, perhaps for want of memory; with fewer "
            "--jobs the same call goes on from there"
        ) from error
    finally:
        for _, result in ahead:  # after an interrupt: what nobody waits for is not begun
            result.cancel()
        pool.shutdown(wait=True)


def _begin() -> None:
    """Make a process that reads ready: to be stopped is its parent's affair, and ends it too."""
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.SIG_IGN)
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when the one that began it is gone: killed outright, it tells nobody."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def hash_of(name: str) -> str | None:
    """The SHA-256 of a file, with that of the file beside it that describes it, if any.

    None where it cannot be read, or can be read only once.
    """
    if name == "-":
        return None
    beside = Path(name).with_suffix(BESIDE)
    try:
        with Path(name).open("rb") as file:
            own = file_digest(file, "sha256").hexdigest()
        if not beside.is_file():
            return own
        with beside.open("rb") as file:
            return sha256(f"{own} {file_digest(file, 'sha256').hexdigest()}".encode()).hexdigest()
    except OSError:
        return None
