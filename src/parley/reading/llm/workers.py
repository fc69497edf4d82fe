"""A few threads that ask at once and keep nobody waiting when a batch is stopped."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

__all__ = ["Workers"]

T = TypeVar("T")


class Workers(Generic[T]):
    """Threads that end with the program, unlike those of an executor.

    A request that is under way cannot be called back; who presses Ctrl-C is not to wait for it.

    Parameters
    ----------
    number : int
        How many work at once.

    Examples
    --------
    >>> workers = Workers(2)
    >>> [future.result() for future in [workers.submit(lambda n=n: n * n) for n in range(3)]]
    [0, 1, 4]
    >>> workers.close()
    """

    def __init__(self, number: int) -> None:
        self._tasks: queue.SimpleQueue[tuple[Future[T], Callable[[], T]] | None] = (
            queue.SimpleQueue()
        )
        self._threads = [
            threading.Thread(target=self._work, name=f"parley-llm-{n}", daemon=True)
            for n in range(number)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Callable[[], T]) -> Future[T]:
        """Have a task done when its turn comes."""
        future: Future[T] = Future()
        self._tasks.put((future, task))
        return future

    def close(self) -> None:
        """Begin nothing further; what is under way is left to end by itself."""
        while True:
            try:
                waiting = self._tasks.get_nowait()
            except queue.Empty:
                break
            if waiting is not None:
                waiting[0].cancel()
        for _ in self._threads:
            self._tasks.put(None)

    def _work(self) -> None:
        while (next_one := self._tasks.get()) is not None:
            future, task = next_one
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(task())
            except BaseException as error:
                future.set_exception(error)
