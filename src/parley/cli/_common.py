"""What several commands share: options, input, output. Imports click and `errors` only."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from parley.errors import Problem, UsageError

__all__ = ["echo_json", "json_option", "read_input", "show_problems"]

F = TypeVar("F", bound=Callable[..., Any])


def json_option(function: F) -> F:
    """Give a command ``--json``, as the keyword ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def read_input(name: str) -> bytes:
    """Bytes of the file that a user named; ``-`` is standard input.

    Raises
    ------
    UsageError
        There is no such file, it is a folder, or it may not be read.
    """
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name)
    if path.is_dir():
        raise UsageError(f"{name!r} is a folder; name a file in it")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"there is no file {name!r}") from None
    except (OSError, ValueError) as error:  # ValueError: a name that holds a NUL
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot read {name!r}: {reason}") from None


def show_problems(problems: Iterable[Problem]) -> bool:
    """Print every problem to stderr, one a line; say whether one of them is an error."""
    faulty = False
    for problem in problems:
        click.echo(str(problem), err=True)
        faulty = faulty or problem.severity == "error"
    return faulty


def echo_json(value: Any) -> None:
    """Print a value as JSON to stdout, letters as they are.

    Records become mappings, arrays and tuples lists, paths text.
    """
    click.echo(json.dumps(value, default=_plain, ensure_ascii=False, indent=2))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if hasattr(value, "tolist"):  # numpy's arrays and numbers, without importing numpy
        return value.tolist()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
