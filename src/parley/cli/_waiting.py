"""A bar for what takes longer than two seconds, on a terminal only."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import Any

__all__ = ["Waiting"]

_PATIENCE = 2.0
"""Seconds before anything is shown."""


class Waiting:
    """A context in which a call of it says how much is done.

    Nothing is drawn where stderr is no terminal, nor in the first two seconds.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._done = (0, 1)
        self._bar: Any = None
        self._task: Any = None
        self._timer = threading.Timer(_PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Waiting:
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __call__(self, done: int, total: int) -> None:
        self._done = (done, total)
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()
        if self._bar is not None:
            self._bar.stop()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        # What is printed meanwhile goes above the bar, unless it goes elsewhere.
        above = sys.stdout.isatty()
        bar = Progress(console=Console(stderr=True), transient=True, redirect_stdout=above)
        done, total = self._done
        # One piece of work tells nothing of how far it is: then the bar only moves.
        self._task = bar.add_task(self._what, completed=done, total=total if total > 1 else None)
        bar.start()
        self._bar = bar
