"""Standard streams that are closed or full."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = "The union offered to end its strike if the port raises wages, it said on Monday.\n"
CASE = "parley: 1\nparties: {a: , b: }\noptions: {x: {by: a}, y: {by: b}}\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="streams as a POSIX shell gives them")
needs_full = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="no device that is always full"
)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def shell(here: Path, arguments: str) -> subprocess.CompletedProcess[str]:
    command = f"exec '{sys.executable}' -m parley {arguments}"
    return subprocess.run(
        ["sh", "-c", command], cwd=here, capture_output=True, text=True, check=False
    )


@needs_full
@pytest.mark.parametrize(
    "arguments",
    ["brief r.txt", "read r.txt --json", "draft r.txt", "check c.yaml", "stability c.yaml",
     "--help", "--version"],
)  # fmt: skip
def test_a_full_disk_is_a_sentence(here: Path, arguments: str) -> None:
    run = shell(here, f"{arguments} > /dev/full")
    assert run.returncode == 2
    assert run.stderr.splitlines()[-1] == (
        "parley: cannot write the result: no space is left there"
    )
    assert "Traceback" not in run.stderr
    assert "ignored" not in run.stderr


@needs_full
def test_a_full_standard_error_keeps_the_exit_code(here: Path) -> None:
    assert shell(here, "read missing.txt 2> /dev/full").returncode == 2


@pytest.mark.parametrize("arguments", ["brief r.txt", "check c.yaml", "--version"])
def test_a_closed_standard_output_is_a_sentence(here: Path, arguments: str) -> None:
    run = shell(here, f"{arguments} >&-")
    assert run.returncode == 2
    assert run.stderr == "parley: cannot write the result: standard output is closed\n"


def test_a_closed_standard_output_is_no_harm_where_a_file_is_written(here: Path) -> None:
    run = shell(here, "brief r.txt -o b.txt >&-")
    assert (run.returncode, run.stderr) == (0, "")
    assert (here / "b.txt").read_text(encoding="utf-8").startswith("BRIEF FROM 1 REPORT")


@pytest.mark.parametrize("arguments", ["brief -", "read -", "check -"])
def test_a_closed_standard_input_is_a_sentence(here: Path, arguments: str) -> None:
    run = shell(here, f"{arguments} <&-")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == ("parley: standard input is closed, so '-' gives nothing: name a file\n")


def test_a_closed_standard_error_loses_what_is_said_there_only(here: Path) -> None:
    run = shell(here, "brief r.txt 2>&-")
    assert run.returncode == 0
    assert run.stdout.startswith("BRIEF FROM 1 REPORT")
    assert shell(here, "read missing.txt 2>&-").returncode == 2
