"""Options that read, entries, draft and brief share, so that they mean the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from parley.errors import Problem
    from parley.workbench import Workbench

__all__ = ["filled", "ledger_option", "published_option", "reports_argument"]

F = TypeVar("F", bound=Callable[..., Any])


def reports_argument(*, required: bool) -> Callable[[F], F]:
    """Give a command ``REPORT...``, as the keyword ``reports``."""
    return click.argument(
        "reports",
        nargs=-1,
        required=required,
        metavar="REPORT..." if required else "[REPORT]...",
        type=click.Path(allow_dash=True),
    )


def ledger_option(what: str, *, required: bool = False) -> Callable[[F], F]:
    """Give a command ``--ledger FILE``; `what` is its help."""
    return click.option("--ledger", metavar="FILE", required=required, help=what)


def published_option(function: F) -> F:
    """Give a command ``--published DATE``."""
    return click.option(
        "--published",
        metavar="DATE",
        help="The date of publication, as 2026-03-31. Without it, days such as 'Wednesday' stay "
        "open.",
    )(function)


@contextmanager
def filled(
    reports: tuple[str, ...], ledger: str | None, published: str | None
) -> Iterator[tuple[Workbench, tuple[Problem, ...]]]:
    """A workbench that holds the reports named, or what a ledger holds; with all problems.

    Raises
    ------
    UsageError
        Neither is named, or both, or there is no such ledger.
    """
    from parley.cli._waiting import Waiting
    from parley.errors import UsageError
    from parley.workbench import open as open_workbench

    if reports and ledger:
        raise UsageError("name reports or a ledger, not both; `parley read` puts one in the other")
    if not reports and not ledger:
        raise UsageError("name the reports to read, or a ledger with --ledger")
    if ledger and published:
        raise UsageError("--published goes with reports; what a ledger holds has its dates")
    with open_workbench(ledger, create=False) as bench:
        problems: tuple[Problem, ...] = ()
        if reports:
            with Waiting("reading") as watch:
                problems = bench.read(*reports, published=published, watch=watch).problems
        yield bench, problems
