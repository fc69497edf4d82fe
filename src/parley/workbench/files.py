"""Files in and out: what a user named, whole or not at all.

A name that cannot be read at all is a wrong call; a file whose content cannot be read is a fault
in the material, and the other files are read all the same.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from parley.documents import BESIDE, Source, beside, sources
from parley.errors import ParleyError, UsageError

__all__ = ["check_names", "head_of", "load", "standard_input", "write"]

_RECORD = 1_000_000
"""Bytes of a file beside a document, beyond which it is something else."""
_OUT_OF_REACH = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG)


def check_names(names: Iterable[str]) -> None:
    """Refuse a call that names something that is not there, naming all of it.

    Raises
    ------
    UsageError
        One line for each: it does not exist, or stands there twice.
    """
    wrong = []
    given = list(names)
    for name in dict.fromkeys(given):
        if name == "-":
            if given.count(name) > 1:
                wrong.append("'-' is standard input, which can be read once only")
        elif "\0" in name or not Path(name).exists():
            wrong.append(f"no such file: {name!r}")
    if wrong:
        raise UsageError("\n".join(wrong))


def load(name: str) -> Iterator[Source]:
    """Load the reports in a file; ``-`` is standard input.

    What a file ``report.json`` beside ``report.txt`` says of it goes before what it says itself.

    Raises
    ------
    UsageError
        The file cannot be opened.
    """
    try:
        if name == "-":
            yield from sources(name, _standard_stream())
            return
        with Path(name).open("rb") as file:
            for source in sources(name, file):
                yield _with_its_record(source)
    except OSError as error:
        raise UsageError(f"cannot read {name!r}: {error.strerror or error}") from error


def head_of(source: Source, published: str | None) -> dict[str, Any]:
    """What `parley.reading.read` is told of a source; a date that a person gives goes first.

    Examples
    --------
    >>> head_of(Source("a.html", "Talks go on.", published="2026-03-30"), "2026-03-31")["published"]
    '2026-03-31'
    """
    return {
        "name": source.name,
        "published": published or source.published,
        "publisher": source.publisher,
        "url": source.url,
        "title": source.title,
        "licence": source.licence,
        "media_type": source.media_type,
        "original": source.original,
        "sensitivity": source.sensitivity,
    }


def _with_its_record(source: Source) -> Source:
    """A document with what the file beside it says."""
    if source.text is None or source.media_type == "application/json":
        return source
    path = Path(source.file).with_suffix(BESIDE)
    if not path.is_file():
        return source
    with path.open("rb") as file:
        data = file.read(_RECORD + 1)
    return beside(source, str(path), data) if len(data) <= _RECORD else source


def standard_input(most: int) -> bytes:
    """At most so many bytes of standard input.

    Raises
    ------
    UsageError
        It is closed.
    """
    return _standard_stream().read(most)


def _standard_stream() -> BinaryIO:
    if sys.stdin is None:  # what Python makes of a stream that was closed before it started
        raise UsageError("standard input is closed, so '-' gives nothing: name a file")
    return sys.stdin.buffer


def write(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write a whole file or leave the old one as it was; ``-`` is standard output.

    Raises
    ------
    UsageError
        The file cannot be written there.
    ParleyError
        The disk is full or fails. What stood there before still does.
    """
    data = content.encode() if isinstance(content, str) else content
    name = os.fspath(path)
    try:
        if name == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            _replace(Path(name), data)
    except OSError as error:
        kind = ParleyError if error.errno in _OUT_OF_REACH else UsageError
        raise kind(f"cannot write {name!r}: {error.strerror or error}") from error


def _replace(path: Path, data: bytes) -> None:
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        target.write_bytes(data)  # a device or a pipe is written to, not replaced
        return
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those of any new file."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
