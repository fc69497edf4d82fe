from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

import parley
from parley.errors import LedgerError, MaterialError, Problem, UsageError
from parley.model import Actor, Reading, Span
from parley.workbench import Workbench, open
from tests.workbench.fake_reader import one_statement

pytestmark = pytest.mark.usefixtures("reader")


def test_reading_keeps_and_counts(tmp_path: Path, report: Path) -> None:
    with open(tmp_path / "talks.db") as bench:
        added = bench.read(report, published="2026-03-31")
        assert (added.documents, added.claims, added.problems) == (1, 1, ())
        assert added.readings == bench.readings
        again = bench.read(report, published="2026-03-31")
        assert (again.documents, again.claims) == (0, 0)
        assert again.readings == added.readings
    with open(tmp_path / "talks.db") as bench:
        (reading,) = bench.readings
    assert (reading.document.name, reading.document.published) == (str(report), "2026-03-31")


def test_the_clock_is_the_workbench_s(tmp_path: Path, report: Path) -> None:
    path = tmp_path / "talks.db"
    with open(path) as bench:
        bench.read(report)
        (held,) = bench._ledger.documents()
    assert held.first_read_at is not None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", held.first_read_at)


def test_dates_by_path(tmp_path: Path, report: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another offer.")
    dates = {str(report): "2026-03-31"}
    added = open().read(report, other, published=dates)
    assert [each.document.published for each in added.readings] == ["2026-03-31", None]


@pytest.mark.parametrize("date", ["Monday", "31.3.2026", "20260331", "2026-3-31", "2026-02-30", ""])
def test_a_date_that_is_none(report: Path, date: str) -> None:
    bench = open()
    with pytest.raises(UsageError, match="is not a date of publication; write it as 2026-03-31"):
        bench.read(report, published=date)
    assert bench.readings == ()


def test_one_wrong_name_and_nothing_is_read(tmp_path: Path, report: Path) -> None:
    ledger = tmp_path / "talks.db"
    with open(ledger) as bench, pytest.raises(UsageError, match=r"no such file: 'missing\.txt'"):
        bench.read(report, "missing.txt")
    assert not ledger.exists()


def test_no_name_at_all() -> None:
    with pytest.raises(UsageError, match="nothing to read: name a report"):
        open().read()


def test_faults_of_one_file_do_not_stop_the_others(tmp_path: Path, report: Path) -> None:
    empty, binary = tmp_path / "empty.txt", tmp_path / "binary.txt"
    empty.touch()
    binary.write_bytes(bytes(200))
    added = open().read(empty, report, binary)
    assert len(added.readings) == 1
    assert [problem.file for problem in added.problems] == [str(empty), str(binary)]


def test_a_text_that_the_reader_refuses(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str, **_: object) -> None:
        raise MaterialError([Problem("one", line=1, column=2), Problem("two", line=3, column=4)])

    monkeypatch.setattr(parley.reading, "read", refuse)
    added = open().read(report)
    assert [str(p) for p in added.problems] == [f"{report}:1:2: one", f"{report}:3:4: two"]
    assert added.readings == ()


def test_the_same_text_under_two_names_counts_once(tmp_path: Path, report: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(report.read_bytes())
    added = open().read(report, copy)
    assert (len(added.readings), added.documents, added.claims) == (1, 1, 1)
    assert [str(problem) for problem in added.problems] == [
        f"{copy}: notice: the same text as {str(report)!r}; it counts once"
    ]


def test_a_text_without_a_negotiation_is_said(tmp_path: Path) -> None:
    path = tmp_path / "weather.txt"
    path.write_text("It rained in the north.")
    added = open().read(path)
    assert [str(problem) for problem in added.problems] == [
        f"{path}: notice: no offer, demand, refusal or talks were found in it: "
        "it tells of no negotiation"
    ]
    assert len(added.readings) == 1


def test_watching(tmp_path: Path, report: Path) -> None:
    seen: list[tuple[int, int]] = []
    (tmp_path / "empty.txt").touch()
    open().read(report, tmp_path / "empty.txt", watch=lambda *step: seen.append(step))
    assert seen == [(1, 2), (2, 2)]


def test_a_text_at_hand() -> None:
    bench = open()
    added = bench.read_text("An offer.", name="wire", publisher="The Post", published="2026-01-02")
    (reading,) = bench.readings
    assert added.readings == (reading,)
    assert reading.document.publisher == "The Post"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "-: there is nothing but white space in it; nothing was read"),
        ("Профсоюз отклонил", "-:1:1: does not look like English, the only language read so far;"),
    ],
)
def test_a_text_at_hand_that_cannot_be_read(text: str, says: str) -> None:
    with parley.open() as bench:
        added = bench.read_text(text)
        assert (added.readings, bench.readings) == ((), ())
    assert str(added.problems[0]).startswith(says)


@pytest.mark.parametrize("name", ["union", "dockers' union", "DOCKERS' UNION ", "The Union made"])
def test_entries_by_a_party_s_names(report: Path, name: str, bench: Workbench) -> None:
    bench.read(report)
    assert len(bench.entries(party=name)) == 1


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Workbench:
    def named(text: str, **given: str | None) -> Reading:
        reading = one_statement(text, **given)  # type: ignore[arg-type]
        first = dataclasses.replace(reading.actors[0], mentions=(Span(0, 14),))
        chair = Actor("chair", "the chair", "person", represents="union")
        silent = Actor("press", "the press", "news_organisation")
        return dataclasses.replace(reading, actors=(first, chair, silent))

    monkeypatch.setattr(parley.reading, "read", named)
    return open()


def test_entries_of_nobody_and_of_the_silent(report: Path, bench: Workbench) -> None:
    bench.read(report)
    assert bench.entries(party="the press") == ()
    with pytest.raises(
        UsageError, match=r"no report names 'pirates'; they name Dockers' Union, the chair, the pr"
    ):
        bench.entries(party="pirates")
    with pytest.raises(UsageError) as caught:
        bench.entries(party="the chiar")
    assert str(caught.value) == "no report names 'the chiar'; did you mean 'the chair'?"


def test_entries_by_act(report: Path, bench: Workbench) -> None:
    bench.read(report)
    assert [entry.act for entry in bench.entries(act="offer")] == ["offer"]
    assert bench.entries(act="withdraw_offer") == ()
    with pytest.raises(UsageError) as caught:
        bench.entries(act="ofer")
    assert str(caught.value).startswith(
        "no act is called 'ofer'; did you mean 'offer'? Acts are offer, counter_offer, demand, "
    )
    with pytest.raises(UsageError, match=r"no act is called 'zzz'; acts are offer, .*, comment$"):
        bench.entries(act="zzz")


def test_a_ledger_that_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no such ledger: '.*talks.db'; `parley read REPORT"):
        open(tmp_path / "talks.db", create=False)


def test_what_is_no_ledger_is_refused_at_once(report: Path) -> None:
    with pytest.raises(LedgerError, match="is not a ledger"):
        open(report)


def test_nothing_read_nothing_to_draft_or_brief() -> None:
    with pytest.raises(UsageError, match="nothing was read yet"):
        open().draft()
    with pytest.raises(UsageError, match="nothing was read, so there is nothing to brief"):
        open().brief()


@pytest.mark.parametrize("wrong", [3, ["a.txt"], b"a.txt", None])
def test_what_is_no_path_is_a_sentence(wrong: Any) -> None:
    with pytest.raises(UsageError, match=r"a report is named by its path, not by (int|list|b|N)"):
        open().read(wrong)
    if wrong is not None:
        with pytest.raises(UsageError, match="a ledger is named by its path, not by"):
            open(wrong)


def test_a_date_of_another_type_is_a_sentence(report: Path) -> None:
    with pytest.raises(UsageError, match="3 is not a date of publication"):
        open().read(report, published=3)  # type: ignore[arg-type]


def test_a_ledger_in_no_folder_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"the folder of the ledger '.*x\.db' does not exist"):
        open(tmp_path / "no" / "such" / "x.db")
