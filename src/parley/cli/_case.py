"""How commands that work on a case take it and load it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from parley.cli._common import echo_json
from parley.errors import CaseError

if TYPE_CHECKING:
    from parley.case import Case, CaseReading

__all__ = ["case_argument", "load", "problems_plain", "reading_of"]

F = TypeVar("F", bound=Callable[..., Any])


def case_argument(function: F) -> F:
    """Give a command its argument ``CASE``, as the keyword ``case``."""
    return click.argument("case", metavar="CASE")(function)


def reading_of(name: str) -> CaseReading:
    """Read the case that a user named, with its faults; ``-`` is standard input.

    Raises
    ------
    UsageError
        There is no such file.
    """
    from parley.case import read_case
    from parley.case.load import MOST_BYTES, read_bytes

    if name == "-":
        from parley.workbench.files import standard_input

        return read_case(standard_input(MOST_BYTES + 1), name=name, folder=Path())
    return read_case(read_bytes(name), name=name, folder=Path(name).parent)


def problems_plain(name: str, reading: CaseReading) -> dict[str, Any]:
    """What was found fault with in a case, for JSON."""
    sides: dict[str, Any] = {"file": name, "faults": [], "notices": []}
    for problem in reading.problems:
        sides["faults" if problem.severity == "error" else "notices"].append(problem)
    return sides


def load(name: str, *, as_json: bool = False) -> Case:
    """Load the case that a user named, as `reading_of` does; its faults as JSON too if asked.

    Raises
    ------
    CaseError
        It has faults; all of them are shown, and the exit code is 1.
    UsageError
        There is no such file.
    """
    reading = reading_of(name)
    if reading.case is None:
        if as_json:
            echo_json({**problems_plain(name, reading), "case": None})
        raise CaseError(reading.problems)
    return reading.case
