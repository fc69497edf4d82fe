"""The house keeps its shape: imports go one way, modules stay small, the core stays pure."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "parley"
MODULES = sorted(PACKAGE.rglob("*.py"))

LINT = (
    "import sys; from importlinter.cli import lint_imports;"
    "sys.exit(lint_imports(no_cache=True, no_logo=True))"
)


def lint(where: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts of the pyproject.toml in a folder, on the package in its src."""
    return subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(where / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_go_one_way() -> None:
    run = lint(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("module", "stray", "said"),
    [
        ("analysis/__init__.py", "import sqlite3", "parley.analysis -> sqlite3"),
        ("case/__init__.py", "import parley.analysis", "parley.case -> parley.analysis"),
        ("reading/__init__.py", "import parley.ledger", "parley.reading -> parley.ledger"),
        ("model/__init__.py", "import parley.cli", "parley.model -> parley.cli"),
        ("documents/__init__.py", "import sqlite3", "parley.documents -> sqlite3"),
    ],
)
def test_a_stray_import_is_found(tmp_path: Path, module: str, stray: str, said: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        PACKAGE, tmp_path / "src" / "parley", ignore=shutil.ignore_patterns("__pycache__")
    )
    victim = tmp_path / "src" / "parley" / module
    victim.write_text(victim.read_text(encoding="utf-8") + f"\n{stray}\n", encoding="utf-8")
    run = lint(tmp_path)
    assert run.returncode == 1
    assert said in run.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_one_topic(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 400, f"{lines} lines: split it by topic"
    assert path.stem not in {"utils", "util", "helpers", "misc"}


def calls(part: str) -> Iterator[tuple[str, str]]:
    """Every call in a part of the package: (place, dotted name of what is called)."""
    paths = [PACKAGE / f"{part}.py", *sorted((PACKAGE / part).rglob("*.py"))]
    for path in (path for path in paths if path.exists()):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", ast.unparse(node.func)


@pytest.mark.parametrize(
    "part", ["errors", "model", "documents", "reading", "case", "analysis", "brief"]
)
def test_only_the_workbench_knows_the_clock(part: str) -> None:
    clocks = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
    modules = {"datetime", "date", "time", "dt"}
    found = [
        (place, name)
        for place, name in calls(part)
        if name.rpartition(".")[2] in clocks and set(name.split(".")[:-1]) & modules
    ]
    assert found == []


@pytest.mark.parametrize("part", ["errors", "model", "documents", "analysis"])
def test_the_core_opens_no_file(part: str) -> None:
    opens = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
    assert [(p, n) for p, n in calls(part) if n.rpartition(".")[2] in opens] == []
