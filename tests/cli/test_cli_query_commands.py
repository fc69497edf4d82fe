"""The commands that ask a ledger: text that fits, tables that are whole, slips answered."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from parley.ledger import open_ledger
from tests.cli.conftest import Parley
from tests.ledger.telling import Report

COMMANDS = (
    "disputes", "entries", "figures", "news", "offers", "origins", "positions", "tellings",
    "timeline",
)  # fmt: skip
pytestmark = pytest.mark.usefixtures("talks")


def report(name: str, published: str, percent: float) -> Report:
    made = Report(name, published)
    said = made.says(
        f"In return for an end of the strike the port offers a raise of {percent:g} percent",
        "post", "aides", "port", act="offer", speech="offer",
    )  # fmt: skip
    words = f"a raise of {percent:g} percent"
    figure = made.figure(f"{percent:g} percent", percent, unit="percent", of="raise")
    no = made.says("The union turned it down", "berg", act="reject", speech="reject")
    made.puts(
        said, by=("port",), to=("union",), gives=(made.term(words, "pay", figure=figure),),
        wants=(made.term("an end of the strike", "strike", "no"),), status="rejected",
        status_by=("union",), status_statement=no,
    )  # fmt: skip
    made.counts("60 people", 60.0, "port")
    made.counts("100 people", 100.0, "union", within="{} are out, it says")
    made.says("The union blocked the gate", "port", act="accuse_breach", speech="accuse",
              to=("union",))  # fmt: skip
    made.says("having done so", "union", act="deny_breach", speech="deny")
    made.happens("blocked", "end")
    return made


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a ledger of two reports."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    with open_ledger("talks.db") as ledger:
        for made in (report("first.txt", "2026-03-01", 4), report("second.txt", "2026-03-04", 5)):
            ledger.add_reading(made.reading(), read_at="2026-03-05T08:00:00Z")


@pytest.mark.parametrize("name", COMMANDS)
def test_text_fits_a_page_and_names_its_reports(parley_: Parley, name: str) -> None:
    run = parley_(name, "--ledger", "talks.db")
    assert run.exit_code == 0, run.output
    assert "first.txt" in run.stdout
    assert all(len(line) <= 80 and line == line.rstrip() for line in run.stdout.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
def test_json_and_csv_say_the_same_rows(parley_: Parley, name: str) -> None:
    lines = parley_(name, "--ledger", "talks.db", "--json").stdout.splitlines()
    assert all(json.loads(line) for line in lines)
    text = parley_(name, "--ledger", "talks.db", "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(lines) > 0


@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_ends_with_how_to_see_the_next(parley_: Parley, name: str) -> None:
    whole = parley_(name, "--ledger", "talks.db", "--json").stdout.splitlines()
    run = parley_(name, "--ledger", "talks.db", "--limit", "1")
    assert ("--offset 1 shows the next" in run.stderr) == (len(whole) > 1 or name == "entries")
    one = parley_(name, "--ledger", "talks.db", "--json", "--limit", "1", "--offset", "0")
    assert one.stdout.splitlines() == whole[:1]


@pytest.mark.parametrize("name", sorted({*COMMANDS} - {"figures"}))
def test_a_party_by_name_and_a_slip_in_it(parley_: Parley, name: str) -> None:
    run = parley_(name, "--ledger", "talks.db", "--party", "the union", "--json")
    assert run.exit_code == 0
    slip = parley_(name, "--ledger", "talks.db", "--party", "the unoin")
    assert slip.exit_code == 2
    assert "did you mean 'the union'?" in slip.stderr


def test_slips_in_an_issue_and_a_measure_are_answered(parley_: Parley) -> None:
    run = parley_("offers", "--ledger", "talks.db", "--issue", "payy")
    assert (run.exit_code, "did you mean 'pay'?" in run.stderr) == (2, True)
    run = parley_("figures", "--ledger", "talks.db", "--measure", "ships")
    assert run.exit_code == 2
    assert "there are people held, raise" in run.stderr
    assert "60 people" in parley_("figures", "--ledger", "talks.db", "--measure", "held").stdout


def test_what_is_found_can_be_none(parley_: Parley) -> None:
    run = parley_("offers", "--ledger", "talks.db", "--since", "2030-01-01")
    assert (run.exit_code, run.stdout, run.stderr) == (0, "", "No offers.\n")


def test_the_offer_log_reads_as_it_should(parley_: Parley) -> None:
    text = parley_("offers", "--ledger", "talks.db", "--until", "2026-03-02").stdout
    assert text == (
        "1    (2026-03-01)  the port to the union: offer\n"
        '       would give: pay "a raise of 4 percent"\n'
        '       asks for: strike "an end of the strike"\n'
        "       answer: reported rejected by the union\n"
        "       says: The Post, citing aides [first.txt 1.1]\n"
        "\n"
        "A date in ( ) is the report's own: no other is said.\n"
    )


def test_both_readings_have_the_same_width(parley_: Parley) -> None:
    lines = parley_("disputes", "--ledger", "talks.db", "--party", "port").stdout.splitlines()
    head = next(line for line in lines if line.startswith("     A  "))
    assert head.index("B  ") - head.index("A  ") == 38


def test_a_file_is_written_whole_and_its_ending_says_what(parley_: Parley, tmp_path: Path) -> None:
    run = parley_("offers", "--ledger", "talks.db", "-o", "log.csv")
    assert (run.exit_code, run.stdout) == (0, "")
    assert (tmp_path / "log.csv").read_bytes().startswith(b"seq,date,")
    assert {*tmp_path.iterdir()} == {tmp_path / "log.csv", tmp_path / "talks.db"}
    for name, fault in (("log.xls", "ends in none of"), ("talks.db", "ends in none of")):
        assert fault in parley_("offers", "--ledger", "talks.db", "-o", name).stderr
    run = parley_("offers", "--ledger", "talks.db", "--json", "-o", "log.csv")
    assert (run.exit_code, "ask for one of them" in run.stderr) == (2, True)


def test_news_say_what_changed(parley_: Parley) -> None:
    text = parley_("news", "--ledger", "talks.db", "--since", "2026-03-02").stdout
    assert "changed   the port: would give: pay" in text
    assert 'before (2026-03-01): "a raise of 4 percent"' in text


def test_a_number_of_rows_is_a_number(parley_: Parley) -> None:
    run = parley_("offers", "--ledger", "talks.db", "--limit", "none")
    assert (run.exit_code, "neither a number of rows nor 'all'" in run.stderr) == (2, True)
    assert parley_("offers", "--ledger", "talks.db", "--limit", "all").exit_code == 0


def test_words_are_found_in_their_paragraph(parley_: Parley) -> None:
    run = parley_("search", "blocked", "gate", "--ledger", "talks.db", "--limit", "1")
    assert run.stdout == "first.txt (2026-03-01)\n[5.1]  The union blocked the gate.\n"
    assert "--offset 1" in run.stderr
    lines = parley_("search", "blocked", "--ledger", "talks.db", "--json").stdout.splitlines()
    first = json.loads(lines[0])
    assert (first["document"], first["place"], first["words"]) == ("first.txt", "5.1", "blocked")
    assert len(lines) == 2
    run = parley_("search", "submarine", "--ledger", "talks.db")
    assert (run.exit_code, run.stderr) == (0, "No paragraphs with these words.\n")
