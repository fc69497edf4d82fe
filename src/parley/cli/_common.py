"""What all commands share: JSON and problems. Imports click and `errors` only."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from parley.errors import Problem, UsageError

__all__ = ["echo_json", "json_option", "number", "seconds", "show_problems", "variants"]

F = TypeVar("F", bound=Callable[..., Any])


def json_option(function: F) -> F:
    """Give a command ``--json``, as the keyword ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def show_problems(problems: Iterable[Problem]) -> bool:
    """Print every problem to stderr, one a line; say whether one of them is an error."""
    faulty = False
    for problem in problems:
        click.echo(str(problem), err=True)
        faulty = faulty or problem.severity == "error"
    return faulty


def number(n: int, one: str, many: str) -> str:
    """A number with its noun.

    Examples
    --------
    >>> number(1, "party", "parties"), number(2000, "state", "states")
    ('1 party', '2,000 states')
    """
    return f"{n:,} {one if n == 1 else many}"


def seconds(ctx: click.Context, option: click.Parameter, given: float) -> float:
    """A time limit, as an option's callback."""
    if not given >= 0:
        raise UsageError(f"a time limit is a number of seconds, 0 or more, not {given:g}")
    return given


def variants(given: Iterable[str]) -> dict[str, str]:
    """Keywords of a concept, as ``--variant`` takes them.

    Examples
    --------
    >>> variants(["strength=strong"])
    {'strength': 'strong'}
    """
    found: dict[str, str] = {}
    for words in given:
        keyword, equals, value = words.partition("=")
        if not equals or not keyword.strip().isidentifier():
            raise UsageError(f"--variant takes KEYWORD=VALUE, as strength=strong, not {words!r}")
        found[keyword.strip()] = value.strip()
    return found


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
