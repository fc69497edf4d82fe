"""Whatever a file is, ``parley read`` says what is wrong and where, and the ledger stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import parley
from tests.cli.conftest import Parley
from tests.documents.pages import semantic
from tests.documents.pdfs import report

GOOD = (
    "The dockers’ union said on Tuesday that it had rejected the port’s offer of 8 percent. "
    "“We will not sign,” said Ana Ruiz. The talks go on.\n"
)
PDF = report([[GOOD[:60], GOOD[60:86]], ["The talks go on."]])
NUL = GOOD.replace("8 percent", "8\0 percent")

FAULTS = {
    "empty": ("a.txt", b"", "a.txt: the file is empty; nothing was read"),
    "blank": ("a.txt", b" \n\t\n", "a.txt: there is nothing but white space in it"),
    "a 20 MB line": ("a.txt", b"No. " * 5_000_000, "a.txt: 20.0 MB long; at most 1 MB is read"),
    "a 20 MB record": (
        "a.jsonl",
        b'{"text": "' + b"No. " * 5_000_000 + b'"}\n',
        "a.jsonl:1:1: a line of more than 8 MB, which is no single report",
    ),
    "binary": ("a.txt", bytes(range(256)) * 40, "a.txt: this is a binary file, not text"),
    "a NUL": ("a.txt", NUL.encode(), "a.txt:1:78: a NUL character stands here, which no text"),
    "a screen": (
        "a.txt",
        GOOD.replace(" ", "\x1b[0m ").encode(),
        "a.txt:1:4: the control character ESC (U+001B) stands here, which no plain text holds",
    ),
    "Arabic": (
        "a.txt",
        "قالت النقابة يوم الثلاثاء إنها رفضت عرض الميناء".encode(),
        "a.txt:1:1: does not look like English, the only language read so far; nothing was read: "
        "'قالت النقابة",
    ),
    "French": (
        "a.txt",
        "\nLe syndicat a déclaré mardi qu’il avait rejeté l’offre du port de 8 pour cent.".encode(),
        "a.txt:2:1: does not look like English, the only language read so far; nothing was read: "
        "'Le syndicat",
    ),
    "a page that is a bomb": (
        "a.html",
        b"<html><body>" + b"<div>" * 30_000 + b"x" + b"</div>" * 30_000,
        "a.html: elements in elements, more than 250 deep; nothing was read",
    ),
    "a page without text": ("a.html", b"<!doctype html><p></p>", "a.html: no text was found"),
    "half a PDF file": ("a.pdf", PDF[: len(PDF) // 2], "a.pdf: the PDF file is cut off"),
    "a broken PDF file": ("a.pdf", PDF[:400] + b"%%EOF\n", "a.pdf: the PDF file is damaged"),
    "a broken record": (
        "a.jsonl",
        b'{"text": "Talks',
        "a.jsonl:1:10: no JSON (unterminated string starting at); the line is left out: '\"Talks'",
    ),
}
NOTICES = {
    "Latin letters": (
        GOOD.replace("’", "'").replace("“", '"').replace("”", '"').replace("Ruiz", "Ruíz")
        .encode("latin-1"),
        "a.txt:1:119: notice: UTF-8 fails here; the whole file is read as cp1252, which is assumed",
    ),
    "two encodings": (
        GOOD.encode() + "The port’s café said no.".encode("cp1252"),
        "a.txt:2:9: notice: 2 places not in UTF-8; read as cp1252, which is assumed",
    ),
    "a control character": (
        GOOD.replace("sign", "si\agn").encode(),
        "a.txt:1:103: notice: the control character BEL (U+0007) stands here; it is kept as it is",
    ),
    "letters that nobody sees": (
        GOOD.replace("Ruiz", "Ru\u200biz").encode(),
        "a.txt:1:119: notice: 1 invisible letter, of which this is the first (ZERO WIDTH SPACE",
    ),
    "a change of direction": (
        GOOD.replace("8 percent", "\u202e8 percent\u202c").encode(),
        "a.txt:1:77: notice: 2 invisible letters, of which this is the first (RIGHT-TO-LEFT OVER",
    ),
}  # fmt: skip
QUIET = {
    "UTF-16": GOOD.encode("utf-16"),
    "a byte order mark": GOOD.encode("utf-8-sig"),
    "Windows lines": GOOD.replace("\n", "\r\n").encode(),
    "words from right to left": (GOOD + "The spokesman wrote “لن نوقع”, which means no.").encode(),
}


@pytest.fixture
def ledger(parley_: Parley, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a ledger that holds a report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(semantic(), encoding="utf-8")
    assert parley_("read", "page.html", "--ledger", "talks.db").exit_code == 0
    return tmp_path / "talks.db"


def held(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    with parley.open(path, create=False) as bench:
        return tuple(r.document.id for r in bench.readings), tuple(e.id for e in bench.entries())


@pytest.mark.parametrize("what", sorted(FAULTS))
def test_a_fault_is_said_and_the_ledger_is_as_it_was(
    parley_: Parley, ledger: Path, what: str
) -> None:
    name, data, says = FAULTS[what]
    before = held(ledger)
    Path(name).write_bytes(data)
    Path("b.txt").write_text(GOOD, encoding="utf-8")
    result = parley_("read", name, "--ledger", "talks.db")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(says)
    assert held(ledger) == before
    both = parley_("read", name, "b.txt", "--ledger", "talks.db")
    assert both.exit_code == 1  # and the other file is read all the same
    assert len(held(ledger)[0]) == 2


@pytest.mark.parametrize("what", sorted(NOTICES))
def test_what_is_read_with_a_notice(parley_: Parley, ledger: Path, what: str) -> None:
    data, says = NOTICES[what]
    Path("a.txt").write_bytes(data)
    result = parley_("read", "a.txt", "--ledger", "talks.db")
    assert result.exit_code == 0
    assert result.stderr.startswith(says)
    _words_stand_where_they_are_said_to(ledger)


@pytest.mark.parametrize("what", sorted(QUIET))
def test_what_is_read_without_a_word(parley_: Parley, ledger: Path, what: str) -> None:
    Path("a.txt").write_bytes(QUIET[what])
    result = parley_("read", "a.txt", "--ledger", "talks.db")
    assert (result.exit_code, result.stderr) == (0, "")
    _words_stand_where_they_are_said_to(ledger)


def _words_stand_where_they_are_said_to(ledger: Path) -> None:
    with parley.open(ledger, create=False) as bench:
        reading = bench.readings[-1]
        (figure,) = reading.figures
        (entry,) = bench.entries(kind="figure")[-1:]
    text = reading.document.text
    assert text[figure.number_span.start : figure.number_span.end] == "8"
    assert text[entry.span.start : entry.span.end].strip("\u202e\u202c") == "8 percent"
    assert any("reject" in statement.speech_act for statement in reading.statements)
