"""Whole outputs of the packaged example, from reports to brief, as golden files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli import app
from parley.examples import truce
from tests.golden import Golden

EXAMPLE = truce()
REPORTS = [str(report.path.name) for report in EXAMPLE.reports]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run a command in a folder that holds the example, so that no path is in its output."""
    for report in EXAMPLE.reports:
        (tmp_path / report.path.name).write_bytes(report.path.read_bytes())
    (tmp_path / "case.yaml").write_bytes(EXAMPLE.case.read_bytes())
    monkeypatch.chdir(tmp_path)

    def runner(*args: str) -> str:
        result = CliRunner().invoke(app, args, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return str(result.stdout)

    return runner


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("read.txt", ["read", REPORTS[0], "--published", "2023-12-20"]),
        ("read.jsonl", ["read", REPORTS[0], "--published", "2023-12-20", "--json"]),
        ("draft.yaml", ["draft", *REPORTS]),
        ("brief_one.txt", ["brief", REPORTS[0], "--published", "2023-12-20"]),
        ("check.txt", ["check", "case.yaml"]),
        ("impasse.txt", ["impasse", "case.yaml"]),
        ("stability.txt", ["stability", "case.yaml"]),
        ("explain.txt", ["explain", "case.yaml", "9"]),
        ("demo.txt", ["demo"]),
    ],
)
def test_an_output_is_as_it_was(run, golden: Golden, name: str, args: list[str]) -> None:  # type: ignore[no-untyped-def]
    golden(f"example/{name}", run(*args))


def test_the_page_is_as_it_was(run, golden: Golden, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("demo", "-o", "demo.html")
    golden("example/demo.html", (tmp_path / "demo.html").read_text("utf-8"))


def test_a_draft_of_the_reports_checks_clean(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "draft.yaml").write_text(run("draft", *REPORTS), "utf-8")
    assert "no faults" in run("check", "draft.yaml")
