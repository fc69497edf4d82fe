"""Reading folders and long lists of reports: told as it goes, a report at a time."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli._common import number, show_problems
from parley.cli._listing import counts, line_of_json, listing
from parley.cli._waiting import Waiting

if TYPE_CHECKING:
    from parley.model import Reading
    from parley.workbench import Workbench

__all__ = ["are_many", "jobs_option", "read_many"]

_MANY = 48

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes read a folder; by default as many as there are cores.",
)


def are_many(reports: Iterable[str], jobs: int | None) -> bool:
    """Whether reports are read and told one by one: folders, long lists, or on request."""
    given = list(reports)
    return jobs is not None or len(given) > _MANY or any(Path(each).is_dir() for each in given)


def read_many(
    bench: Workbench,
    reports: tuple[str, ...],
    *,
    published: str | None,
    jobs: int | None,
    ledger: str | None,
    as_json: bool,
) -> bool:
    """Read, print and count; say whether there was a fault.

    Raises
    ------
    KeyboardInterrupt
        The user stopped it, after a sentence that says what is kept.
    """
    show = _json if as_json else _listing if ledger is None else _counts
    faulty = False
    with _asked_to_end(), Waiting("reading") as watch:
        run = bench.read_all(*reports, published=published, jobs=jobs, show=show, watch=watch)
        try:
            with closing(iter(run)) as told:
                for report in told:
                    faulty = show_problems(report.problems) or faulty
                    for line in report.shown or ():
                        click.echo(line)
        except KeyboardInterrupt:
            if ledger is not None:
                kept = number(run.reports, "report is", "reports are")
                said = f"\n{kept} kept in {ledger}; the same command goes on from there"
                click.echo(said, err=True)
            raise
    if ledger is not None and not as_json:
        before = f"; {number(run.left, 'file', 'files')} read before" if run.left else ""
        documents = number(run.reports, "document", "documents")
        click.echo(
            f"New in {ledger}: {run.documents:,} of {documents}, "
            f"{number(run.claims, 'claim', 'claims')}{before}"
        )
    return faulty


@contextmanager
def _asked_to_end() -> Iterator[None]:
    """Take a request to end, as `timeout` and a shutdown send it, for an interrupt."""
    try:
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    except ValueError:  # not the main thread, which alone is asked
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


# What is shown is made by the processes that read, which find these functions by name.


def _json(reading: Reading) -> tuple[str, ...]:
    from parley.workbench.listing import plain_reading

    return (line_of_json(plain_reading(reading)),)


def _listing(reading: Reading) -> tuple[str, ...]:
    from parley.workbench.listing import rows

    return tuple(listing(rows([reading])))


def _counts(reading: Reading) -> tuple[str, ...]:
    return tuple(counts([reading]))
