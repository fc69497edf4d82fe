"""What goes wrong: faults in material are values, wrong calls are exceptions.

A `Problem` is a fault in something that a person wrote or a machine read (a case file, a
report). Problems are collected, all of them, and shown; they are never raised one by one.
Wrong *calls* raise one family of exceptions, whose sentence says what to do::

    ParleyError
    ├── UsageError        the call itself is wrong: an unknown name, a missing file, a bad option
    ├── CaseError         a case with faults; carries every Problem found
    ├── MaterialError     a document that cannot be read at all; carries every Problem found
    ├── LedgerError       a ledger that cannot be opened, read or written
    ├── LimitError        the work would exceed a stated limit; says how large it would be
    └── NotSupportedError a question that Parley does not answer (yet), with what to do instead
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "CaseError",
    "LedgerError",
    "LimitError",
    "MaterialError",
    "NotSupportedError",
    "ParleyError",
    "Problem",
    "UsageError",
]

Severity = Literal["error", "notice"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in material, with its place and its words.

    Parameters
    ----------
    what : str
        What is wrong, and where it helps what to write instead. No full stop at the end.
    file : str
        The file as the user named it; ``"-"`` for standard input, ``""`` where there is none.
    line, column : int
        1-based; 0 where the fault has no single place.
    words : str
        The words at that place, as they stand in the file; may be empty.
    severity : {"error", "notice"}
        A notice is worth a reader's eye and stops nothing.

    Examples
    --------
    >>> str(Problem("no option has this name", "case.yaml", 3, 7, "aidd"))
    "case.yaml:3:7: no option has this name: 'aidd'"
    """

    what: str
    file: str = ""
    line: int = 0
    column: int = 0
    words: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        place = self.file or "<text>"
        if self.line:
            place += f":{self.line}:{self.column or 1}"
        kind = "notice: " if self.severity == "notice" else ""
        words = f": {self.words!r}" if self.words else ""
        return f"{place}: {kind}{self.what}{words}"


class ParleyError(Exception):
    """Base of everything that Parley raises on purpose."""


class UsageError(ParleyError, ValueError):
    """The call is wrong; the sentence says what to do."""


class LimitError(ParleyError):
    """The work would exceed a stated limit; the sentence says how large it would be."""


class NotSupportedError(ParleyError):
    """The question has no answer here (yet); the sentence says what to do instead."""


class LedgerError(ParleyError):
    """A ledger cannot be opened, read or written."""


class _WithProblems(ParleyError):
    """An error that carries every fault found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class CaseError(_WithProblems):
    """A case has faults; `problems` lists all of them."""


class MaterialError(_WithProblems):
    """A document cannot be read at all; `problems` says why."""
