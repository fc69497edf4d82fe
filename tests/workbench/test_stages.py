"""From readings to a brief where something on the way cannot be done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import parley.analysis
import parley.case.draft
from parley.brief.plain import words
from parley.brief.tree import Line, grounded
from parley.case import load_case
from parley.errors import CaseError, LimitError, UsageError
from parley.workbench import Workbench, open

pytestmark = pytest.mark.usefixtures("reader")

CASE = """\
parley: 1
title: Harbour strike
reviewed: {by: a person, on: 2026-03-31}
parties: {union: {name: the union}, port: {name: the port}}
options:
  strike: {by: union}
  wage: {by: port}
status_quo: {strike: yes, wage: no}
preferences:
  union: {priorities: [wage, not strike]}
  port: {priorities: [not strike, not wage]}
"""


@pytest.fixture
def bench(report: Path) -> Workbench:
    bench = open()
    bench.read(report)
    return bench


def headings(bench: Workbench, case: str | None) -> list[str]:
    brief = bench.brief(load_case(text=case) if case else None)
    return [section.heading for section in brief.sections]


def test_a_reviewed_case_is_asked_for_outcomes(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    stability = parley.analysis.stability

    def watched(*given: object) -> object:
        asked.append(given[1])
        return stability(*given)  # type: ignore[call-overload]

    monkeypatch.setattr(parley.analysis, "stability", watched)
    headings(bench, CASE)
    assert asked == [["nash", "gmr", "smr", "seq"]]
    asked.clear()
    headings(bench, CASE.replace("{by: a person, on: 2026-03-31}", "null"))
    headings(bench, CASE[: CASE.index("preferences:")])
    assert asked == []


def test_a_case_that_is_too_large_costs_the_outcomes_only(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise LimitError("there would be 10 000 000 states")

    monkeypatch.setattr(parley.analysis, "stability", refuse)
    brief = bench.brief(load_case(text=CASE))
    outcomes = next(line for section, line in grounded(brief) if section.key == "outcomes")
    assert isinstance(outcomes, Line)
    assert words(outcomes.parts) == "Not analysed: there would be 10 000 000 states."
    (notice,) = bench.notices
    assert str(notice).endswith(
        "notice: outcomes are not analysed: there would be 10 000 000 states"
    )


def test_a_faulty_draft_costs_the_analyses_only(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parley.case.draft, "draft", lambda _: "parley: 1\noptions: {a: {by: x}}\n")
    assert headings(bench, None)
    (notice,) = bench.notices
    assert notice.what.startswith("the drafted case has faults, so nothing is worked out from it:")
    assert "no party has this name: 'x'" in notice.what


def test_a_case_of_the_user_with_faults_is_refused(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("parley: 1\noptions: {a: {by: x}}\n")
    with pytest.raises(CaseError, match="no party has this name: 'x'"):
        bench.brief(path)


def test_a_text_without_a_negotiation_needs_no_case() -> None:
    bench = open()
    bench.read_text("It rained.")
    brief = bench.brief()
    assert len(brief.sections) == 1
    assert bench.notices == ()


@pytest.mark.parametrize("wrong", [3, ["case.yaml"], b"case.yaml"])
def test_what_is_no_case_is_a_sentence(bench: Workbench, wrong: Any) -> None:
    with pytest.raises(UsageError, match="takes a case or the path of one, not"):
        bench.brief(wrong)
