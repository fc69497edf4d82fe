"""``parley read`` and ``parley entries``: what they print, and every fault of an input."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from pathlib import Path

import pytest

import parley.reading
from parley.model import Link
from tests.cli.conftest import Parley
from tests.ledger.readings import TEXT, strike

pytestmark = pytest.mark.usefixtures("reader", "folder")

LISTING = """\
strike.txt
[1.1]  officials, through Harbour Post: said
       "The union offered to end its strike in return for a raise of around 5
       percent"
[1.1]  the union, through Harbour Post, officials: offer (to the port)
       "end its strike in return for a raise of around 5 percent"
       gives: strike = no (the union)
       wants: wage = 5 (the port)
[2.1]  Ana Ruiz: reject (to the union)
       "The port rejected the offer"
"""


def test_reading_lists_who_says_what_and_keeps_nothing(parley_: Parley, folder: Path) -> None:
    result = parley_("read", "strike.txt", "--published", "2026-03-03")
    assert (result.exit_code, result.stdout, result.stderr) == (0, LISTING, "")
    assert [path.name for path in folder.iterdir()] == ["strike.txt"]


def test_a_ledger_is_made_and_filled_once(parley_: Parley) -> None:
    first = parley_("read", "strike.txt", "--ledger", "talks.db", "--published", "2026-03-03")
    assert (first.exit_code, first.stdout) == (
        0,
        "strike.txt (2026-03-03): 3 statements, 1 proposal, 1 figure\n"
        "New in talks.db: 1 of 1 document, 6 claims\n",
    )
    again = parley_("read", "strike.txt", "--ledger", "talks.db", "--published", "2026-03-03")
    assert again.stdout.endswith("New in talks.db: 0 of 1 document, 0 claims\n")
    listed = parley_("entries", "--ledger", "talks.db")
    assert (listed.exit_code, listed.stdout) == (0, LISTING)


def test_json_has_an_object_a_report(parley_: Parley, folder: Path) -> None:
    (folder / "b.txt").write_text("It rained.")
    result = parley_("read", "--json", "strike.txt", "b.txt")
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["document"]["name"] == "strike.txt"
    assert "text" not in first["document"]
    assert first["document"]["sha256"] == first["document"]["id"]
    offer = first["statements"][1]
    around = {"prefix": TEXT[:21], "suffix": TEXT[77:109]}
    assert (offer["content"], offer["sentence"], offer["chain"][0]["actor"]) == (
        {"start": 21, "end": 77, "exact": offer["words"], **around}, "1.1", "harbour-post",
    )  # fmt: skip
    assert offer["words"] == "end its strike in return for a raise of around 5 percent"
    assert first["figures"][0]["words"] == "around 5 percent"
    assert {"actors", "timexes", "proposals", "preconditions", "exchanges", "events"} < set(first)
    assert (second["negotiation"], second["statements"]) == (False, [])
    assert "b.txt: notice: no offer, demand, refusal" in result.stderr


def test_entries_of_a_party_and_of_an_act(parley_: Parley) -> None:
    parley_("read", "strike.txt", "--ledger", "talks.db")
    of_port = parley_("entries", "--ledger", "talks.db", "--party", "The Port", "--json")
    found = [json.loads(line) for line in of_port.stdout.splitlines()]
    assert [(each["kind"], each["act"]) for each in found] == [
        ("statement", "offer"), ("proposal", "offer"), ("exchange", "offered"),
        ("statement", "reject"),
    ]  # fmt: skip
    assert found[3]["by"] == ["ruiz"]
    assert found[0]["span"] == found[0]["record"]["content"] == [21, 77]
    refusal = parley_("entries", "--ledger", "talks.db", "--act", "reject").stdout
    assert refusal == "strike.txt\n" + LISTING[LISTING.index("[2.1]") :]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--party", "pirates"], "no report names 'pirates'; they name Ana Ruiz, Harbour Post, "),
        (["--act", "ofer"], "no act is called 'ofer'; did you mean 'offer'? Acts are offer, "),
    ],
)
def test_entries_of_nobody(parley_: Parley, arguments: list[str], says: str) -> None:
    parley_("read", "strike.txt", "--ledger", "talks.db")
    result = parley_("entries", "--ledger", "talks.db", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"parley: {says}")


def test_standard_input(parley_: Parley, folder: Path) -> None:
    result = parley_("read", "-", stdin=(folder / "strike.txt").read_bytes())
    assert (result.exit_code, result.stdout) == (0, LISTING.replace("strike.txt", "-"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing.txt"], "no such file: 'missing.txt'"),
        (["empty"], "there is no report in the folder 'empty'; files that are read end in .txt, "),
        (["missing.txt", "gone.txt", "."], "no such file: 'missing.txt'\nno such file: 'gone.txt'"),
        (["-", "-"], "'-' is standard input, which can be read once only"),
        (
            ["strike.txt", "--published", "Wednesday"],
            "'Wednesday' is not a date of publication; write it as 2026-03-31",
        ),
        (["strike.txt", "--ledger", "no/talks.db"], "the folder of the ledger 'no/talks.db' does"),
        (["strike.txt", "--ledger", "."], "'.' is a folder; name a file for the ledger"),
    ],
)
def test_wrong_calls(parley_: Parley, folder: Path, arguments: list[str], says: str) -> None:
    (folder / "empty").mkdir()
    result = parley_("read", *arguments)
    assert (result.stdout, result.exit_code) == ("", 2)
    assert result.stderr.startswith(f"parley: {says}")
    assert "Traceback" not in result.stderr


def test_a_folder_is_read_as_its_files_are(parley_: Parley, folder: Path) -> None:
    inside = folder / "in"
    (inside / "later").mkdir(parents=True)
    (inside / "strike.txt").write_text(TEXT, encoding="utf-8")
    (inside / "later" / "other.txt").write_text("The port is closed.\n")
    files = parley_("read", "in/strike.txt", "in/later/other.txt")
    whole = parley_("read", "in")
    assert (whole.exit_code, whole.stdout, whole.stderr) == (0, files.stdout, files.stderr)
    lines = parley_("read", "in", "--json").stdout.splitlines()
    assert [json.loads(line)["document"]["name"] for line in lines] == [
        "in/strike.txt", "in/later/other.txt",
    ]  # fmt: skip


def test_a_folder_into_a_ledger(parley_: Parley, folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "strike.txt").write_text(TEXT, encoding="utf-8")
    first = parley_("read", "in", "--ledger", "talks.db")
    assert first.stdout.splitlines()[-1] == "New in talks.db: 1 of 1 document, 6 claims"
    again = parley_("read", "in", "--ledger", "talks.db")
    assert (again.exit_code, again.stdout) == (
        0, "New in talks.db: 0 of 0 documents, 0 claims; 1 file read before\n",
    )  # fmt: skip
    (folder / "in" / "bad.txt").write_bytes(bytes(99))
    assert parley_("read", "in", "--ledger", "talks.db").exit_code == 1
    wrong = parley_("read", "in", "--jobs", "0")
    assert (wrong.exit_code, wrong.stdout) == (2, "")


def test_nothing_to_read_is_a_wrong_call(parley_: Parley) -> None:
    result = parley_("read")
    assert result.exit_code == 2
    assert "Missing argument 'REPORT...'" in result.stderr


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "bad.txt: the file is empty; nothing was read"),
        (bytes(999), "bad.txt: this is a binary file, not text"),
        (b"%PDF-1.7", "bad.txt: the PDF file is cut off: its end is missing; get it again"),
        (b"<!doctype html>", "bad.txt: no text was found in the page"),
        (b"PK\x03\x04", "bad.txt: this is a Word file or another zip archive, which is not read"),
        (
            "Профсоюз отклонил".encode(),
            "bad.txt:1:1: does not look like English, the only language",
        ),
        (b"The talks go on. " * 1_200_000, "bad.txt: 20.4 MB long; at most 1 MB is read at once"),
    ],
    ids=["empty", "binary", "pdf", "html", "zip", "russian", "20 MB"],
)
def test_faults_of_a_file(parley_: Parley, folder: Path, data: bytes, says: str) -> None:
    (folder / "bad.txt").write_bytes(data)
    result = parley_("read", "bad.txt", "strike.txt")
    assert (result.exit_code, result.stdout) == (1, LISTING)
    assert result.stderr.startswith(says)
    assert len(result.stderr.splitlines()) == 1


def test_another_encoding_is_read_with_a_notice(parley_: Parley, folder: Path) -> None:
    (folder / "old.txt").write_bytes("The dockers’ talks.\n".encode("cp1252"))
    result = parley_("read", "old.txt")
    assert result.exit_code == 0
    assert result.stderr.startswith(
        "old.txt:1:12: notice: UTF-8 fails here; the whole file is read as cp1252, which is assumed"
    )


def test_a_report_is_no_ledger(parley_: Parley, folder: Path) -> None:
    (folder / "plain.db").write_text("This is no database. " * 99)
    result = parley_("read", "strike.txt", "--ledger", "plain.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "parley: the ledger 'plain.db' is not a ledger; name another file\n"


def test_a_ledger_in_use(parley_: Parley, monkeypatch: pytest.MonkeyPatch) -> None:
    import parley.ledger

    opened = parley.ledger.open_ledger
    monkeypatch.setattr(parley.ledger, "open_ledger", lambda path: opened(path, timeout=0.05))
    parley_("read", "strike.txt", "--ledger", "talks.db")
    other = sqlite3.connect("talks.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    result = parley_("read", "strike.txt", "--ledger", "talks.db")
    other.execute("ROLLBACK")
    other.close()
    assert result.exit_code == 1
    assert result.stderr == (
        "parley: the ledger 'talks.db' is in use by another program; try again when that has "
        "finished\n"
    )


def test_no_such_ledger_and_none_is_made(parley_: Parley, folder: Path) -> None:
    result = parley_("entries", "--ledger", "talks.db")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "parley: no such ledger: 'talks.db'; `parley read REPORT --ledger talks.db` makes it\n"
    )
    assert not (folder / "talks.db").exists()


def test_an_empty_ledger(parley_: Parley, folder: Path) -> None:
    (folder / "talks.db").touch()
    result = parley_("entries", "--ledger", "talks.db")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No entries.\n")


def test_each_of_the_other_and_nobody_named(
    parley_: Parley, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = strike().statements
    unnamed = dataclasses.replace(
        second, chain=(Link("unspecified", "passive"), Link("union", "explicit")), to=()
    )
    mutual = dataclasses.replace(third, reciprocal=True, act="accuse_breach")
    nobody = dataclasses.replace(first, chain=(Link("unspecified", "passive"),))
    own = dataclasses.replace(first, id="s9", chain=())
    told = strike(statements=(nobody, unnamed, mutual, own), proposals=())
    monkeypatch.setattr(parley.reading, "read", lambda *_, **__: told)
    heads = [line for line in parley_("read", "strike.txt").stdout.splitlines() if line[0] == "["]
    assert heads == [
        "[1.1]  no source named: said",
        "[1.1]  the report: said",
        "[1.1]  the union, no source named: offer",
        "[2.1]  Ana Ruiz: accuse breach (each of the other)",
    ]
