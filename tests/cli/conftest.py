from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import parley.reading
from parley.cli import app
from tests.cli.fake_reader import read
from tests.ledger.readings import TEXT

Parley = Callable[..., Result]


@pytest.fixture
def parley_() -> Parley:
    """Run ``parley`` with arguments, as a user would, in the present folder."""

    def run(*arguments: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=stdin, prog_name="parley")

    return run


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading without the reader: what it finds is checked elsewhere."""
    monkeypatch.setattr(parley.reading, "read", read, raising=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a report in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "strike.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path
