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
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from parley.errors import ParleyError, Problem, UsageError
from parley.workbench.encoding import decode
from parley.workbench.language import looks_english

__all__ = ["LIMIT", "Loaded", "check_names", "load", "standard_input", "write"]

LIMIT = 1_000_000
"""Bytes of one document that are read: some 160 000 words, far beyond any report."""
_OUT_OF_REACH = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's text, or None with the problems that say why there is none."""

    name: str
    text: str | None
    problems: tuple[Problem, ...] = ()


def check_names(names: Iterable[str]) -> None:
    """Refuse a call that names something that is no file, naming all of it.

    Raises
    ------
    UsageError
        One line for each: it does not exist, it is a folder, or stands there twice.
    """
    wrong = []
    given = list(names)
    for name in dict.fromkeys(given):
        if name == "-":
            if given.count(name) > 1:
                wrong.append("'-' is standard input, which can be read once only")
        elif "\0" in name:
            wrong.append(f"no such file: {name!r}")
        elif Path(name).is_dir():
            wrong.append(f"{name!r} is a folder; name the files in it: {Path(name) / '*.txt'}")
        elif not Path(name).exists():
            wrong.append(f"no such file: {name!r}")
    if wrong:
        raise UsageError("\n".join(wrong))


def load(name: str) -> Loaded:
    """Load one document as text; ``-`` is standard input.

    Raises
    ------
    UsageError
        The file cannot be opened.
    """
    data = _bytes(name)
    if len(data) > LIMIT:
        most = LIMIT // 1_000_000
        return _fault(name, f"{_size(name)} long; at most {most} MB is read at once: split it")
    if not data.strip():
        what = "there is nothing but white space in it" if data else "the file is empty"
        return _fault(name, f"{what}; nothing was read")
    text, problems = decode(data, name)
    if text is None:
        return Loaded(name, None, problems)
    if not text.strip():
        return _fault(name, "there is nothing but white space in it; nothing was read")
    if not looks_english(text):
        what = "does not look like English, the only language read so far; nothing was read"
        return Loaded(name, None, (*problems, Problem(what, name)))
    return Loaded(name, text, problems)


def _fault(name: str, what: str) -> Loaded:
    return Loaded(name, None, (Problem(what, name),))


def _size(name: str) -> str:
    """How long a file that is too long is, in MB; of standard input only the least is known."""
    if name == "-" or not Path(name).is_file():
        return f"more than {LIMIT / 1e6:.0f} MB"
    return f"{Path(name).stat().st_size / 1e6:.1f} MB"


def _bytes(name: str) -> bytes:
    """At most one byte more than the limit, which is enough to see that it is too long."""
    try:
        if name == "-":
            return standard_input(LIMIT + 1)
        with Path(name).open("rb") as file:
            return file.read(LIMIT + 1)
    except OSError as error:
        raise UsageError(f"cannot read {name!r}: {error.strerror or error}") from error


def standard_input(most: int) -> bytes:
    """At most so many bytes of standard input.

    Raises
    ------
    UsageError
        It is closed.
    """
    if sys.stdin is None:  # what Python makes of a stream that was closed before it started
        raise UsageError("standard input is closed, so '-' gives nothing: name a file")
    return sys.stdin.buffer.read(most)


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
