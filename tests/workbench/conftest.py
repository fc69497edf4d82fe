from __future__ import annotations

from pathlib import Path

import pytest

import parley.reading
from tests.workbench.fake_reader import one_statement


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parley.reading, "read", one_statement, raising=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("The union made an offer to the port.\nNothing else was said.\n")
    return path
