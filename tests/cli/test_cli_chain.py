"""The commands one after another on the packaged reports, with the real reader."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.brief.html import render as as_html
from parley.brief.terminal import render
from parley.examples import truce
from parley.workbench import open as open_workbench
from tests.cli.conftest import Parley

REPORTS = [report.text for report in truce().reports]
SENTENCES = [each for text in REPORTS for each in re.split(r"(?<=[.!?”])\s+", text) if each]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for report in truce().reports:
        Path(report.path.name).write_text(report.text, encoding="utf-8")
    Path("weather.txt").write_text("It rained in the north, and it will rain in the south.\n")


NAMES = [report.path.name for report in truce().reports]


def test_reports_to_ledger_to_case_to_brief(parley_: Parley) -> None:
    for report in truce().reports:
        read = parley_(
            "read", report.path.name, "--published", report.published, "--ledger", "talks.db"
        )
        assert read.exit_code == 0, read.output
    before = Path("talks.db").read_bytes()
    for report in truce().reports:
        again = ("read", report.path.name, "--published", report.published, "--ledger", "talks.db")
        assert parley_(*again).stdout.endswith("0 of 1 document, 0 claims\n")
    assert Path("talks.db").read_bytes() == before

    entries = parley_("entries", "--ledger", "talks.db", "--json").stdout.splitlines()
    for entry in map(json.loads, entries):
        text = REPORTS[NAMES.index(entry["name"])]
        assert text[slice(*entry["span"])] == entry["words"]
        assert re.fullmatch(r"\d+\.\d+", entry["place"])
    offers = parley_("entries", "--ledger", "talks.db", "--act", "offer", "--party", "Israel")
    assert "Israel" in offers.stdout

    draft = parley_("draft", "--ledger", "talks.db")
    assert (draft.exit_code, draft.stderr) == (0, "")
    Path("case.yaml").write_text(draft.stdout, encoding="utf-8")
    brief = parley_("brief", "--ledger", "talks.db", "--case", "case.yaml")
    assert (brief.exit_code, brief.stderr) == (0, "")
    assert brief.stdout == parley_("brief", "--ledger", "talks.db").stdout


def test_a_draft_of_reports_is_that_of_their_ledger(parley_: Parley) -> None:
    parley_("read", *NAMES, "--ledger", "talks.db", "--published", "2023-12-26")
    of_reports = parley_("draft", *NAMES, "--published", "2023-12-26")
    assert of_reports.stdout == parley_("draft", "--ledger", "talks.db").stdout
    assert of_reports.stdout.startswith("# ")


def test_the_demo(parley_: Parley) -> None:
    shown = parley_("demo")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.startswith("BRIEF FROM 4 REPORTS")
    assert all(len(line) <= 80 for line in shown.stdout.splitlines())
    assert len(parley_("demo", "--full").stdout) > len(shown.stdout)
    assert parley_("demo", "-o", "demo.html").stdout == ""
    assert "Brief from 4 reports" in Path("demo.html").read_text(encoding="utf-8")
    assert json.loads(parley_("demo", "--json").stdout)["sections"]


def test_a_text_without_a_negotiation_is_one_sentence(parley_: Parley) -> None:
    brief = parley_("brief", "weather.txt")
    assert (brief.exit_code, brief.stderr) == (0, "")
    assert "was found in weather.txt." in brief.stdout.replace("\n", " ")
    assert "ON THE TABLE" not in brief.stdout


def test_faulty_files_beside_a_good_one(parley_: Parley) -> None:
    Path("empty.txt").touch()
    Path("old.txt").write_bytes("The dockers’ talks ended.".encode("cp1252"))
    brief = parley_("brief", "empty.txt", NAMES[0], "old.txt")
    assert brief.exit_code == 1
    assert brief.stdout.startswith("BRIEF FROM 2 REPORTS")
    assert [line.split(": ")[0] for line in brief.stderr.splitlines()][:2] == [
        "empty.txt", "old.txt:1:12",
    ]  # fmt: skip


@settings(max_examples=settings().max_examples // 5)  # each one is a whole run
@given(
    st.lists(
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map(" ".join),
        min_size=1,
        max_size=3,
    )
)
def test_any_sentences_in_any_order_can_be_briefed(texts: list[str]) -> None:
    with open_workbench() as bench:
        for number, text in enumerate(texts):
            bench.read_text(text, name=f"{number}.txt")
        brief = bench.brief()
        assert bench.notices == ()
        assert render(brief, full=True).startswith("BRIEF FROM")
        assert as_html(brief)
        assert len(bench.entries()) >= sum(len(each.statements) for each in bench.readings)
