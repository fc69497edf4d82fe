"""What a user holds in hand: a ledger with its readings, and everything made from them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from parley.documents import Source, checked
from parley.errors import MaterialError, Problem, UsageError
from parley.workbench.acts import check_act
from parley.workbench.added import Added
from parley.workbench.asking import EVENTS, Asking
from parley.workbench.files import check_names, head_of, load
from parley.workbench.folders import named_files
from parley.workbench.given import date_for, given_date, given_path
from parley.workbench.notices import UNTOLD
from parley.workbench.versions import Versions

if TYPE_CHECKING:
    from parley.brief.tree import Brief
    from parley.case import Case
    from parley.ledger import Entry, Ledger
    from parley.model import Reading
    from parley.workbench.many import ReadingMany
    from parley.workbench.model_reader import Estimate, NamedModel, Prepared

__all__ = ["UNTOLD", "Added", "Workbench", "open"]


class Workbench(Asking):
    """A ledger and what is made from it; use `parley.open` to get one."""

    def __init__(self, opening: Callable[[], Ledger], now: Callable[[], str]) -> None:
        self._opening = opening
        self._now = now
        self.notices: tuple[Problem, ...] = ()
        """Which analyses the last brief does without, and why."""

    @cached_property
    def _ledger(self) -> Ledger:
        return self._opening()

    @cached_property
    def _versions(self) -> Versions:
        return Versions(self._ledger)

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
            Text, HTML or PDF files, or JSON lines, each a report; a folder for all that are in
            it; ``"-"`` is standard input. A text that the ledger has adds nothing.
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
        names = [given_path(path, "a report") for path in paths]
        if not names:
            raise UsageError("nothing to read: name a report, or '-' for standard input")
        check_names(names)
        dates = {name: date_for(name, published) for name in named_files(names)}
        added = Added()
        for done, name in enumerate(dates, 1):
            for source in load(name):
                added = self._add(added, source, dates[name])
            if watch is not None:
                watch(done, len(dates))
        return added

    def read_all(
        self,
        *paths: str | PathLike[str],
        published: str | Mapping[str, str] | None = None,
        jobs: int | None = None,
        show: Callable[[Reading], Any] | None = None,
        watch: Callable[[int, int], object] | None = None,
    ) -> ReadingMany:
        """Read any number of reports on all cores, a few at a time in memory.

        Nothing is read before the result is looped over. What a loop has given is kept, if the
        ledger is in a file; a ledger in memory keeps nothing of it. A file that this version of
        the reader has read to its end before, without a fault, is left.

        Parameters
        ----------
        *paths, published, watch
            As in `read`.
        jobs : int, optional
            How many processes read; by default as many as there are cores, and one for few files.
        show : callable, optional
            Makes of each reading what is wanted of it, in the process that reads.

        Returns
        -------
        ReadingMany
            What became of each report, in the order of the files; and counts.
        """
        from parley.workbench.many import ReadingMany

        names = [given_path(path, "a report") for path in paths]
        check_names(names)
        dates = {name: date_for(name, published) for name in named_files(names)}
        return ReadingMany(dates, self._ledger, self._now, jobs=jobs, show=show, watch=watch)

    def read_text(
        self,
        text: str,
        *,
        name: str = "-",
        published: str | None = None,
        publisher: str | None = None,
    ) -> Added:
        """Read one report whose text is at hand; otherwise as `read`."""
        source = checked(Source(name, text, publisher=publisher))
        return self._add(Added(), source, given_date(published))

    def _add(self, added: Added, source: Source, published: str | None) -> Added:
        from parley.reading import read

        added = added.and_problems(source.problems)
        if source.text is None:
            return added
        try:
            reading = read(source.text, **head_of(source, published))
        except MaterialError as error:
            return added.and_problems(replace(each, file=source.name) for each in error.problems)
        return self._keep(added, reading, source.data)

    def _keep(self, added: Added, reading: Reading, original: bytes | None) -> Added:
        reading, reason, notices = self._versions.placed(reading)
        now = self._now()
        counts = self._ledger.add_reading(reading, read_at=now, original=original)
        if reason is not None and reading.document.revises is not None:
            id, revised = reading.document.id, reading.document.revises
            self._ledger.add_revision(id, revised, reason=reason, seen_at=now)
        told = (*notices, *_notices(reading, added))
        return added.and_reading(reading, counts).and_problems(told)

    def read_with_model(
        self,
        *paths: str | PathLike[str],
        model: NamedModel,
        published: str | Mapping[str, str] | None = None,
        watch: Callable[[int, int], object] | None = None,
    ) -> Added:
        """Read reports with a language model that the user names; otherwise as `read`.

        The texts are sent to the endpoint that `model` names, and nowhere else. A reading that
        lacks a passage which may be answered another time is given and not kept.

        Parameters
        ----------
        *paths, published
            As in `read`.
        model : NamedModel
            The endpoint, the model, and what is asked before anything is sent.
        watch : callable, optional
            Called after each passage with how many are done, and of how many.

        Raises
        ------
        UsageError
            A call that is wrong as in `read`; a document that is not public, of which nothing is
            sent; an endpoint that takes no requests.
        ParleyError
            Nothing further can be asked. Answers so far are kept and not asked for again.
        """
        from parley.workbench.model_reader import readings_of

        ready = self._prepared(paths, published)
        added = Added().and_problems(ready.problems)
        for found, said in readings_of(ready.documents, model, watch):
            added = added.and_problems(said)
            if found.complete:
                original = ready.originals.get(found.reading.document.id)
                added = self._keep(added, found.reading, original)
            else:
                added = replace(added, readings=(*added.readings, found.reading))
        return added

    def estimate(
        self, *paths: str | PathLike[str], model: NamedModel
    ) -> tuple[Estimate, tuple[Problem, ...]]:
        """What `read_with_model` would send, and about what that takes; nothing is sent.

        Returns
        -------
        (Estimate, tuple of Problem)
            With what is wrong with files, which count for nothing in it.

        Raises
        ------
        UsageError
            A call that is wrong as in `read_with_model`.
        """
        from parley.workbench.model_reader import estimate_of

        ready = self._prepared(paths, None)
        return estimate_of(ready.documents, model), ready.problems

    def _prepared(
        self,
        paths: tuple[str | PathLike[str], ...],
        published: str | Mapping[str, str] | None,
    ) -> Prepared:
        """The documents in files, with the marks that they or the ledger's copies carry."""
        from parley.workbench.model_reader import prepared

        names = [given_path(path, "a report") for path in paths]
        check_names(names)
        dates = {name: date_for(name, published) for name in named_files(names)}
        ready = prepared(dates, dates)
        if "_ledger" not in self.__dict__:  # it is made when there is something to keep
            return ready
        held = self._ledger.documents([document.id for document in ready.documents])
        return ready.marked({each.id: each.sensitivity for each in held})

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
        ids = None if party is None else self._party(party)
        found = self._ledger.claims(kind=kind, party=ids, act=act)
        if act is not None and not found:
            check_act(act, self._ledger.claims(kind="event", limit=EVENTS))
        return found

    def draft(self) -> str:
        """Draft a case file from the readings: YAML text, with what is not known left open.

        Raises
        ------
        UsageError
            There is nothing to draft from.
        """
        readings = _one_each(self.readings)
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

        made, self.notices = brief(_one_each(self.readings), case, self.draft)
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
    name = None if path is None else given_path(path, "a ledger")

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


def _one_each(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """A reading a document: that of the rules where there is one, else the first."""
    found: dict[str, Reading] = {}
    for reading in readings:
        known = found.get(reading.document.id)
        if known is None or (known.reader != "rules" and reading.reader == "rules"):
            found[reading.document.id] = reading
    return tuple(found.values())


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
