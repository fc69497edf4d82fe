"""``parley brief``, ``draft`` and ``demo``: where the result goes, and every fault on the way."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from pathlib import Path

import pytest

from parley.case import load_case
from parley.cli._showing import form_of
from parley.errors import UsageError
from tests.cli.conftest import Parley
from tests.ledger.readings import TEXT

CASE = """\
parley: 1
title: Harbour strike
parties: {union: {name: the union}, port: {name: the port}}
options:
  strike: {by: union}
  wage: {by: port}
status_quo: {strike: yes, wage: no}
proposals:
  - {id: o1, kind: offer, by: [union], to: [port], gives: {strike: no}, wants: {wage: yes}}
"""


@pytest.fixture
def case(folder: Path) -> str:
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return "case.yaml"


pytestmark = pytest.mark.usefixtures("reader", "folder")


def test_a_brief_with_a_case(parley_: Parley, case: str) -> None:
    result = parley_("brief", "strike.txt", "--case", case)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("BRIEF FROM 1 REPORT")
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    assert "\x1b" not in result.stdout


def test_a_brief_goes_where_its_file_s_ending_says(
    parley_: Parley, case: str, folder: Path
) -> None:
    printed = parley_("brief", "strike.txt", "--case", case).stdout
    for name in ("b.txt", "b.html", "b.json"):
        result = parley_("brief", "strike.txt", "--case", case, "-o", name)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert (folder / "b.txt").read_text(encoding="utf-8") == printed
    assert (folder / "b.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    as_json = parley_("brief", "strike.txt", "--case", case, "--json").stdout
    assert json.loads(as_json) == json.loads((folder / "b.json").read_text(encoding="utf-8"))


def test_a_brief_of_a_ledger_is_that_of_its_reports(parley_: Parley, case: str) -> None:
    parley_("read", "strike.txt", "--ledger", "talks.db")
    of_ledger = parley_("brief", "--ledger", "talks.db", "--case", case)
    assert of_ledger.exit_code == 0
    assert of_ledger.stdout == parley_("brief", "strike.txt", "--case", case).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([], 2, "parley: name the reports to read, or a ledger with --ledger\n"),
        (["missing.txt"], 2, "parley: no such file: 'missing.txt'\n"),
        (["strike.txt", "--ledger", "t.db"], 2, "parley: name reports or a ledger, not both;"),
        (["--ledger", "t.db"], 2, "parley: no such ledger: 't.db'; `parley read REPORT"),
        (
            ["--ledger", "t.db", "--published", "2026-01-01"],
            2,
            "parley: --published goes with reports; what a ledger holds has its dates\n",
        ),
        (["strike.txt", "--case", "none.yaml"], 2, "parley: "),
        (["strike.txt", "--case", "bad.yaml"], 1, "bad.yaml:"),
        (["empty.txt"], 1, "empty.txt: the file is empty; nothing was read\n"),
        (["strike.txt", "--case", "case.yaml", "-o", "b.doc"], 2, "parley: 'b.doc' ends in none"),
        (["strike.txt", "--case", "case.yaml", "-o", "no/b.txt"], 2, "parley: cannot write 'no/b"),
        (["strike.txt", "--case", "case.yaml", "-o", "b.txt", "--json"], 2, "parley: --json wri"),
    ],
)
def test_faults(
    parley_: Parley, case: str, folder: Path, arguments: list[str], code: int, says: str
) -> None:
    (folder / "bad.yaml").write_text("parley: 1\noptions: {a: {by: nobody}}\n")
    (folder / "empty.txt").touch()
    result = parley_("brief", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith(says)
    assert "Traceback" not in result.stderr


def test_a_text_without_a_negotiation_is_told_of_once(parley_: Parley, folder: Path) -> None:
    (folder / "rain.txt").write_text("It rained on the hills.\n", encoding="utf-8")
    result = parley_("brief", "rain.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "was found in rain.txt." in result.stdout.replace("\n", " ")
    assert "it tells of no negotiation" in parley_("draft", "rain.txt").stderr


def test_a_failing_disk_leaves_the_old_brief(
    parley_: Parley, case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (folder / "b.txt").write_text("old")
    monkeypatch.setattr(os, "fsync", fail)
    result = parley_("brief", "strike.txt", "--case", case, "-o", "b.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "parley: cannot write 'b.txt': No space left on device\n"
    assert (folder / "b.txt").read_text() == "old"


@pytest.mark.parametrize("output", ["strike.txt", "./strike.txt", "link.txt", "hard.txt"])
def test_a_report_is_not_replaced_by_its_brief(parley_: Parley, folder: Path, output: str) -> None:
    before = (folder / "strike.txt").read_bytes()
    (folder / "link.txt").symlink_to("strike.txt")
    (folder / "hard.txt").hardlink_to("strike.txt")
    (folder / "rain.txt").write_text("It rained on the hills.\n", encoding="utf-8")
    result = parley_("brief", "rain.txt", "strike.txt", "-o", output)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"'{output}' is 'strike.txt', which is read" in result.stderr
    assert (folder / "strike.txt").read_bytes() == before


def test_a_case_and_a_ledger_are_not_replaced_either(
    parley_: Parley, case: str, folder: Path
) -> None:
    (folder / "case.txt").write_text(CASE, encoding="utf-8")
    result = parley_("brief", "strike.txt", "--case", "case.txt", "-o", "case.txt")
    assert (result.exit_code, (folder / "case.txt").read_text(encoding="utf-8")) == (2, CASE)
    parley_("read", "strike.txt", "--ledger", "talks.json")
    before = (folder / "talks.json").read_bytes()
    result = parley_("brief", "--ledger", "talks.json", "-o", "talks.json")
    assert (result.exit_code, (folder / "talks.json").read_bytes()) == (2, before)
    assert parley_("brief", "--ledger", "talks.json", "-o", "new.json").exit_code == 0


def test_wrong_endings_are_found_before_anything_is_read(parley_: Parley) -> None:
    result = parley_("brief", "missing.txt", "-o", "b.doc")
    assert "'b.doc' ends in none of .html, .json and .txt" in result.stderr


@pytest.mark.parametrize(
    ("output", "as_json", "form"),
    [
        (None, False, "text"),
        (None, True, "json"),
        ("-", False, "text"),
        ("x.HTML", False, "html"),
        ("x.json", True, "json"),
    ],
)
def test_forms(output: str | None, as_json: bool, form: str) -> None:
    assert form_of(output, as_json=as_json) == form


def test_a_form_that_is_not_there() -> None:
    with pytest.raises(UsageError, match=r"ends in none of"):
        form_of("brief", as_json=False)


def test_a_case_comes_from_standard_input(parley_: Parley, case: str) -> None:
    named = parley_("brief", "strike.txt", "--case", case)
    piped = parley_("brief", "strike.txt", "--case", "-", stdin=CASE.encode())
    assert (piped.exit_code, piped.stdout) == (0, named.stdout)
    twice = parley_("brief", "-", "--case", "-", stdin=CASE.encode())
    assert (twice.exit_code, twice.stdout) == (2, "")
    assert "'-' is standard input, which can be read once only" in twice.stderr


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{file: other.txt}", True),
        ("{file: other.txt, sha256: " + "0" * 64 + "}", True),
        ("{file: news/strike.txt}", False),
        ("{sha256: " + hashlib.sha256(TEXT.encode()).hexdigest() + "}", False),
    ],
)
def test_a_case_of_other_reports_is_noticed(
    parley_: Parley, folder: Path, source: str, told: bool
) -> None:
    (folder / "other.yaml").write_text(f"{CASE}sources: {{A: {source}}}\n", encoding="utf-8")
    result = parley_("brief", "strike.txt", "--case", "other.yaml")
    assert result.exit_code == 0
    notice = (
        "other.yaml: notice: none of its sources is among the reports (strike.txt): is it their "
        "case?\n"
    )
    assert result.stderr == (notice if told else "")


def test_a_draft_as_json_is_the_same_case(parley_: Parley) -> None:
    as_yaml = parley_("draft", "strike.txt").stdout
    as_json = parley_("draft", "strike.txt", "--json")
    assert as_json.exit_code == 0
    assert list(json.loads(as_json.stdout))[:2] == ["parley", "title"]
    assert load_case(text=as_json.stdout).hash == load_case(text=as_yaml).hash


@pytest.mark.parametrize("command", ["stability", "impasse"])
def test_a_faulty_case_is_told_of_in_json_too(parley_: Parley, command: str) -> None:
    text = b"parley: 1\noptions: {a: {by: nobody}}\n"
    result = parley_(command, "-", "--json", stdin=text)
    checked = parley_("check", "-", "--json", stdin=text)
    assert result.exit_code == checked.exit_code == 1
    assert json.loads(result.stdout) == json.loads(checked.stdout)
    assert result.stderr == checked.stderr
