"""How commands that work on a case take it and load it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from parley.cli._common import read_input

if TYPE_CHECKING:
    from parley.case import Case

__all__ = ["case_argument", "load"]

F = TypeVar("F", bound=Callable[..., Any])


def case_argument(function: F) -> F:
    """Give a command its argument ``CASE``, as the keyword ``case``."""
    return click.argument("case", metavar="CASE")(function)


def load(name: str) -> Case:
    """Load the case that a user named; ``-`` is standard input.

    Raises
    ------
    CaseError
        It has faults; all of them are shown, and the exit code is 1.
    UsageError
        There is no such file.
    """
    from parley.case import load_case

    if name != "-":
        return load_case(name)
    from parley.case.load import decode

    return load_case(text=decode(read_input("-"), "-"), name="-")
