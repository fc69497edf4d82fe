"""What a user holds in hand: a ledger with its readings, and everything made from them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from parley.documents import Source
from parley.errors import MaterialError, Problem, UsageError
from parley.workbench.acts import check_act
from parley.workbench.files import check_names, head_of, load
from parley.workbench.parties import standing_for

if TYPE_CHECKING:
    from parley.brief.tree import Brief
    from parley.case import Case
    from parley.ledger import Counts, Entry, Ledger
    from parley.model import Reading

__all__ = ["UNTOLD", "Added", "Workbench", "open"]

UNTOLD = "no offer, demand, refusal or talks were found in it: it tells of no negotiation"
"""What a notice says of a text that could be read; a brief says it itself."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Added:
    """What a call of `Workbench.read` brought."""

    readings: tuple[Reading, ...] = ()
    """Of every text that could be read, in the order given, known before or not; each once."""
    documents: int = 0
    """How many documents the ledger did not have."""
    claims: int = 0
    """How many claims the ledger did not have."""
    problems: tuple[Problem, ...] = ()

    def and_problems(self, problems: Iterable[Problem]) -> Added:
        """The same, with these problems too."""
        return replace(self, problems=(*self.problems, *problems))

    def and_reading(self, reading: Reading, counts: Counts) -> Added:
        """The same, with this reading too unless its text is there."""
        known = any(each.document.id == reading.document.id for each in self.readings)
        return replace(
            self,
            readings=self.readings if known else (*self.readings, reading),
            documents=self.documents + counts.documents,
            claims=self.claims + counts.claims,
        )


class Workbench:
    """A ledger and what is made from it; use `parley.open` to get one."""

    def __init__(self, opening: Callable[[], Ledger], now: Callable[[], str]) -> None:
        self._opening = opening
        self._now = now
        self.notices: tuple[Problem, ...] = ()
        """Which analyses the last brief does without, and why."""

    @cached_property
    def _ledger(self) -> Ledger:
        return self._opening()

    def __enter__(self) -> Workbench:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger. What was kept is kept already."""
        if "_ledger" in self.__dict__:
            self._ledger.close()

    def read(
        self,
        *paths: str | PathLike[str],
        published: str | Mapping[str, str] | None = None,
        watch: Callable[[int, int], object] | None = None,
    ) -> Added:
        """Read reports into the ledger, each of them whole or not at all.

        Parameters
        ----------
        *paths : path
            Text, HTML or PDF files, or JSON lines, each a report; ``"-"`` is standard input. A
            text that the ledger has adds nothing.
        published : str or mapping of str to str, optional
            The date of publication, ``2026-03-31``: of all of them, or by path. It goes before
            what a document says itself; where neither does, *Wednesday* and *last month* stay
            open.
        watch : callable, optional
            Called after each file with how many are done, and of how many.

        Returns
        -------
        Added
            Readings, counts, and every problem of every file.

        Raises
        ------
        UsageError
            A path names no file, or a date is none. Then nothing was read.
        LedgerError
            The ledger cannot be written. What was read before stays.
        """
        names = [_path(path, "a report") for path in paths]
        if not names:
            raise UsageError("nothing to read: name a report, or '-' for standard input")
        dates = {name: _date(_for(name, published)) for name in names}
        check_names(names)
        added = Added()
        for done, name in enumerate(names, 1):
            for source in load(name):
                added = self._add(added, source, dates[name])
            if watch is not None:
                watch(done, len(names))
        return added

    def read_text(
        self,
        text: str,
        *,
        name: str = "-",
        published: str | None = None,
        publisher: str | None = None,
    ) -> Added:
        """Read one report whose text is at hand; otherwise as `read`."""
        return self._add(Added(), Source(name, text, publisher=publisher), _date(published))

    def _add(self, added: Added, source: Source, published: str | None) -> Added:
        from parley.reading import read

        added = added.and_problems(source.problems)
        if source.text is None:
            return added
        try:
            reading = read(source.text, **head_of(source, published))
        except MaterialError as error:
            return added.and_problems(replace(each, file=source.name) for each in error.problems)
        counts = self._ledger.add_reading(reading, read_at=self._now())
        return added.and_reading(reading, counts).and_problems(_notices(reading, added))

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The current reading of every document, in the order of first reading."""
        return self._ledger.readings()

    def entries(
        self, *, party: str | None = None, act: str | None = None, kind: str | None = None
    ) -> tuple[Entry, ...]:
        """List the claims of the current readings, by document and place.

        Parameters
        ----------
        party : str, optional
            A party by name or id: what it, a body that it belongs to, or somebody who represents
            it is reported to say or do, and what is said or done to them.
        act : str, optional
            A word of `parley.model.ACTS`, or one that an event of the readings has.
        kind : str, optional
            statement, proposal, precondition, exchange, event or figure.

        Raises
        ------
        UsageError
            No reading knows the party, or there is no such act; the sentence names the nearest.
        """
        ids = None if party is None else standing_for(party, self.readings)
        found = self._ledger.claims(kind=kind, party=ids, act=act)
        if act is not None and not found:
            check_act(act, self._ledger.claims())
        return found

    def draft(self) -> str:
        """Draft a case file from the readings: YAML text, with what is not known left open.

        Raises
        ------
        UsageError
            There is nothing to draft from.
        """
        readings = self.readings
        if not readings:
            raise UsageError("nothing was read yet: `parley read REPORT` comes first")
        from parley.case.draft import draft

        return draft(readings)

    def brief(self, case: str | PathLike[str] | Case | None = None) -> Brief:
        """Arrange what was read, and what follows from it, as a brief.

        Parameters
        ----------
        case : Case or path, optional
            The case to reason about; by default one is drafted from the readings.

        Returns
        -------
        Brief
            The whole tree. Renderers shorten it to a page unless they are asked for all of it.

        Raises
        ------
        CaseError
            The case file has faults.
        UsageError
            There is nothing to tell of.
        """
        from parley.workbench.stages import brief

        made, self.notices = brief(self.readings, case, self.draft)
        return made


def open(path: str | PathLike[str] | None = None, *, create: bool = True) -> Workbench:
    """Open a workbench on a ledger file; without one, on a ledger in memory.

    Parameters
    ----------
    path : path, optional
        The file.
    create : bool
        Whether to make the file where there is none.

    Raises
    ------
    UsageError
        There is no such file, and none is to be made; or its folder does not exist.
    LedgerError
        The file is not a ledger, is one of a newer Parley, or cannot be opened.

    Examples
    --------
    >>> with open() as bench:
    ...     bench.readings
    ()
    """
    name = None if path is None else _path(path, "a ledger")

    def opening() -> Ledger:
        from parley.ledger import open_ledger

        return open_ledger(name)

    if name is not None and not create and not Path(name).exists():
        raise UsageError(f"no such ledger: {name!r}; `parley read REPORT --ledger {name}` makes it")
    if name is not None and not Path(name).resolve().parent.is_dir():
        raise UsageError(f"the folder of the ledger {name!r} does not exist; make it first")
    bench = Workbench(opening, _now)
    if name is not None and Path(name).exists():
        # What is no ledger is refused at once; a new one is made when there is something to keep.
        _ = bench._ledger
    return bench


def _path(given: object, what: str) -> str:
    """What a caller named, as text."""
    if isinstance(given, str | PathLike) and isinstance(name := fspath(given), str):
        return name
    raise UsageError(f"{what} is named by its path, not by {type(given).__name__}: {given!r}")


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _for(name: str, given: str | Mapping[str, str] | None) -> str | None:
    return given.get(name) if isinstance(given, Mapping) else given


def _date(published: str | None) -> str | None:
    if published is None:
        return None
    # The library's own reader takes more forms than a person expects to have typed.
    if isinstance(published, str) and _DATE.fullmatch(published):
        with suppress(ValueError):
            return datetime.date.fromisoformat(published).isoformat()
    raise UsageError(f"{published!r} is not a date of publication; write it as 2026-03-31")


def _notices(reading: Reading, before: Added) -> Iterator[Problem]:
    """What is worth a reader's eye in a text that could be read."""
    name = reading.document.name
    for known in before.readings:
        if known.document.id == reading.document.id:
            what = f"the same text as {known.document.name!r}; it counts once"
            yield Problem(what, name, severity="notice")
            return
    if not reading.negotiation:
        yield Problem(UNTOLD, name, severity="notice")
