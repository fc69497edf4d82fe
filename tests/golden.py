"""Golden files: whole outputs kept beside the tests, rewritten with ``--update-golden``."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

import pytest

__all__ = ["Golden"]

HOME = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Golden:
    """Compares a text with the file of that name; with `update`, writes it instead."""

    update: bool = False
    home: Path = HOME

    def __call__(self, name: str, text: str) -> None:
        __tracebackhide__ = True
        path = self.home / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        if not path.exists():
            pytest.fail(f"there is no golden file {name!r}: run with --update-golden, then read it")
        expected = path.read_bytes().decode()
        if text != expected:
            diff = difflib.unified_diff(
                expected.splitlines(),
                text.splitlines(),
                f"golden/{name}",
                "now",
                lineterm="",
            )
            shown = "\n".join(diff) or "(only line ends differ)"
            pytest.fail(f"{name!r} has changed; --update-golden accepts it:\n{shown}")
