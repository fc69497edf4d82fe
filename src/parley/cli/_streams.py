"""Standard streams that are closed or full: a sentence in place of a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from parley.cli._group import WRONG_CALL

__all__ = ["guarded_streams"]

_CANNOT_WRITE = {
    errno.EBADF: "standard output is closed",
    errno.ENOSPC: "no space is left there",
    errno.EDQUOT: "no space is left there",
    errno.EFBIG: "it would become too large",
    errno.EIO: "the device reports an error",
}


@contextmanager
def guarded_streams() -> Iterator[None]:
    """Let what is inside use standard output and error, whatever state they are in.

    A closed standard output fails when it is written to, not before: ``-o`` may not need it.
    What is said to a closed standard error is lost. A closed pipe is click's to end quietly.

    Raises
    ------
    SystemExit
        With the code of a wrong call, after one sentence, where the output cannot be written.
    """
    sys.stdout = sys.stdout or _opened(os.O_RDONLY)
    sys.stderr = sys.stderr or _opened(os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets its number, never a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        yield
    except OSError as error:
        # An error without a file is one of a stream; any other is a bug and keeps its traceback.
        why = _CANNOT_WRITE.get(error.errno or 0)
        if error.filename is not None or why is None:
            raise
        with suppress(OSError):
            sys.stderr.write(f"parley: cannot write the result: {why}\n")
        _give_up()
        sys.exit(WRONG_CALL)


def _opened(how: int) -> TextIO:
    """The null device in place of a closed stream; opened to be read, it refuses to be written."""
    return os.fdopen(os.open(os.devnull, how), "w", encoding="utf-8")


def _give_up() -> None:
    """Drop what is still to be written, which the interpreter would try again at its end."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                os.dup2(nowhere, stream.fileno())
