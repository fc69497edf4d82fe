"""Tables for other programs: whole, stable, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.errors import UsageError
from parley.ledger.queries import Ask, disputes, offers
from parley.workbench import open
from parley.workbench.export import as_csv, as_json_lines, cell, columns, plain_row
from parley.workbench.tables import TABLES
from tests.ledger.telling import Report, held


def table(rows: object, name: str) -> list[list[str]]:
    text = "".join(as_csv(rows, TABLES[name]))  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(text, newline="")))


def offer(words: str) -> Report:
    report = Report("a; b.txt", "2026-03-01")
    said = report.says(f"It offers {words}", "post", "port", act="offer", speech="offer")
    report.puts(said, by=("port", "union"), gives=(report.term(words, "pay"),))
    return report


def test_every_column_has_its_cell_and_the_text_comes_back() -> None:
    rows = offers(held(offer('a "raise", of 4 %, für alle')), Ask())
    head, line = table(rows, "offers")
    assert head == list(columns(TABLES["offers"]))
    found = dict(zip(head, line, strict=True))
    assert found["value_raw"] == 'a "raise", of 4 %, für alle'
    assert found["by"] == "the port; the union"
    assert (found["document"], found["place"]) == ("a; b.txt", "1.1")
    assert (found["gap_to"], found["expiry"]) == ("", "")


def test_lines_end_as_rfc_4180_has_it() -> None:
    text = "".join(as_csv(offers(held(offer("a raise")), Ask()), TABLES["offers"]))
    assert text.count("\r\n") == 2
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("words", ["=1+1", "+44 more", "-2 of them", "@SUM(A1)"])
def test_words_that_a_spreadsheet_would_run_are_guarded_in_csv_alone(words: str) -> None:
    rows = offers(held(offer(words)), Ask())
    head, line = table(rows, "offers")
    assert dict(zip(head, line, strict=True))["value_raw"] == f"'{words}"
    (plain,) = (json.loads(line) for line in as_json_lines(rows))
    assert plain["value_raw"] == words


@given(st.one_of(st.text(), st.floats(allow_nan=False, allow_infinity=False), st.integers()))
def test_no_cell_begins_a_formula_unless_it_is_a_number(value: object) -> None:
    made = cell(value)
    if made.startswith(("=", "+", "-", "@", "\t", "\r")):
        float(made)


def test_both_readings_of_a_dispute_have_columns() -> None:
    report = Report("a", "2026-03-01")
    report.says("The gate was blocked", "port", act="accuse_breach", speech="accuse", to=("union",))
    (row,) = disputes(held(report), Ask())
    plain = plain_row(row)
    assert plain["reading_a_by"] == ["the port"]
    assert plain["reading_a_words"] == "The gate was blocked"
    assert plain["reading_b_by"] is None
    assert [*plain] == [*columns(TABLES["disputes"])]


@pytest.mark.parametrize("name", TABLES)
def test_column_names_are_unique_and_an_empty_table_has_them(name: str) -> None:
    names = columns(TABLES[name])
    assert len({*names}) == len(names) >= len(fields(TABLES[name])) - 2
    assert table((), name) == [[*names]]


def test_a_workbench_writes_every_table(tmp_path: Path) -> None:
    with open(tmp_path / "talks.db") as bench:
        bench.read_text("The union rejected the offer of a raise of 4 percent.", name="a.txt")
        for name in TABLES:
            words = {"words": "offer"} if name == "search" else {}
            written = [bench.export(name, tmp_path / f"{name}{end}", **words)
                       for end in (".csv", ".json", ".jsonl")]  # fmt: skip
            lines = (tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
            text = (tmp_path / f"{name}.csv").read_bytes().decode()
            rows = list(csv.reader(io.StringIO(text, newline="")))
            assert rows[0] == list(columns(TABLES[name]))
            assert written == [len(lines)] * 3 == [len(rows) - 1] * 3
        assert bench.export("claims", tmp_path / "one.csv", limit=1) == 1


def test_what_cannot_be_exported_is_a_sentence(tmp_path: Path) -> None:
    with open() as bench:
        with pytest.raises(UsageError, match="no question is called 'ofers'; did you mean 'offe"):
            bench.export("ofers", tmp_path / "a.csv")
        with pytest.raises(UsageError, match=r"ends in none of \.csv, \.json and \.jsonl"):
            bench.export("offers", tmp_path / "a.xls")
        with pytest.raises(UsageError, match="cannot write"):
            bench.export("offers", tmp_path / "none" / "a.csv")
    assert list(tmp_path.iterdir()) == []
