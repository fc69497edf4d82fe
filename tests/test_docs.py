"""The documentation is complete, fresh and true: its commands and worked examples are run."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import parley
from parley.cli import app
from parley.examples import truce

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)
RUN = [path for path in (ROOT / "README.md", *PAGES) if "```console" in path.read_text("utf-8")]
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def fenced(path: Path, kind: str) -> Iterator[str]:
    """Every fenced block of one kind on a page."""
    pattern = rf"^```{kind}\n(.*?)^```$"
    yield from re.findall(pattern, path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def sessions(path: Path) -> Iterator[tuple[str, str]]:
    """Every ``$ command`` of a page's console blocks, with what it is said to print."""
    for block in fenced(path, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = part.replace("\\\n", " ").partition("\n")
            yield command, expected


@pytest.mark.parametrize("page", RUN, ids=lambda path: path.name)
def test_a_pages_commands_print_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run in a folder that holds the packaged reports, their case, and what the page writes."""
    shutil.copytree(truce().case.parent, tmp_path, dirs_exist_ok=True)
    for block in fenced(page, "yaml"):
        if named := re.match(r"# (\S+\.yaml)\n", block):
            (tmp_path / named[1]).write_text(block, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for command, expected in sessions(page):
        words, asks_code, _ = command.partition("; echo $?")
        program, *args = shlex.split(words)
        assert program == "parley", f"a console block runs parley only, not {program}"
        run = CliRunner().invoke(app, args, prog_name="parley", catch_exceptions=False)
        got = run.output
        if asks_code:
            got += f"{run.exit_code}\n"
        else:
            assert run.exit_code == 0, run.output
        assert doctest.OutputChecker().check_output(expected, got, LOOSE), (
            f"{page.name}: $ {command}\n--- said\n{expected}--- printed\n{got}"
        )


def test_reference_pages_are_fresh() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_every_command_is_used_on_a_page() -> None:
    """The generated reference alone would not do: somebody must say what a command is for."""
    text = "\n".join(p.read_text("utf-8") for p in PAGES if p.name != "cli.md")
    with click.Context(app) as ctx:
        missing = [name for name in app.list_commands(ctx) if f"parley {name}" not in text]
    assert missing == []


def test_every_concept_is_explained_with_its_source() -> None:
    text = (DOCS / "explanation" / "stability.md").read_text("utf-8")
    for name, concept in parley.concepts().items():
        assert name.upper() in text.upper()
        author = concept.source.split()[0]
        assert author in text, f"{name}: the method page does not name {author}"


def test_every_public_name_is_in_the_reference() -> None:
    text = (DOCS / "reference" / "api.md").read_text("utf-8")
    modules = set(re.findall(r"automodule:: (\S+)", text))
    for name in parley.__all__:
        if name != "__version__":
            home = getattr(parley, name).__module__
            assert re.search(rf"\.{name}$", text, re.MULTILINE) or home in modules, name


def test_the_small_case_of_the_reference_holds(tmp_path: Path) -> None:
    text = next(fenced(DOCS / "reference" / "case-file.md", "yaml"))
    case = parley.load_case(text=text)
    assert len(case.states) == 4
    result = parley.stability(case, "nash")
    assert [case.states[i] for i in result.equilibria] == [{"raise": "no", "strike": "yes"}]


def test_links_between_pages_hold() -> None:
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *PAGES):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_the_worked_examples_of_contributing_work(tmp_path: Path) -> None:
    """Write its files into a copy of the project and run the tests that it shows."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    for name in ("conftest.py", "golden.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests")
    tests = []
    for block in fenced(ROOT / "CONTRIBUTING.md", "python"):
        first, _, body = block.partition("\n")
        where = tmp_path / first.removeprefix("# ")
        assert not where.exists(), f"{first}: choose an example that Parley does not have yet"
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(body, encoding="utf-8")
        if first.startswith("# tests/"):
            tests.append(str(where))
    assert len(tests) == 2
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
