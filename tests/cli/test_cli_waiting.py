import io
import sys
import time

import pytest

from parley.cli import _waiting
from parley.cli._waiting import Waiting


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, seconds: float) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with Waiting("reading") as watch:
        watch(1, 3)
        time.sleep(seconds)
        watch(2, 3)
    return stream.getvalue()


def test_what_takes_long_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_waiting, "_PATIENCE", 0.0)
    assert "reading" in drawn(monkeypatch, Terminal(), 0.5)


def test_what_is_quick_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, Terminal(), 0.0) == ""


def test_nothing_is_shown_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_waiting, "_PATIENCE", 0.0)
    assert drawn(monkeypatch, io.StringIO(), 0.2) == ""
