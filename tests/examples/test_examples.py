"""The packaged example: its case checks, every place in it holds, and its words are its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from parley import Case, load_case, stability
from parley.case import read_case
from parley.examples import Example, truce

RUN = 8
"""So many words in a row are somebody's sentence. The case file is left out: it is a format."""


@pytest.fixture(scope="module")
def example() -> Example:
    return truce()


@pytest.fixture(scope="module")
def case(example: Example) -> Case:
    return load_case(example.case)


def text_of(example: Example, source: str) -> str:
    return next(report.text for report in example.reports if report.id == source)


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping of the case file, as ruamel reads it: a second reader beside ours."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for item in node:
            yield from nodes(item)


def written(example: Example) -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe").load(example.case.read_text(encoding="utf-8"))
    return data


def test_reports_are_short_and_in_order(example: Example) -> None:
    assert [report.published for report in example.reports] == sorted(example.published.values())
    for report in example.reports:
        assert 100 <= len(report.text.split()) <= 220
        assert report.publisher == "written for Parley"
        assert report.path.stem == report.published


def test_case_checks_without_a_fault(example: Example) -> None:
    reading = read_case(example.case.read_bytes(), name="case.yaml", folder=example.case.parent)
    assert [str(p) for p in reading.problems if p.severity == "error"] == []
    assert reading.case is not None


def test_sources_are_the_reports_held_by_hash(example: Example, case: Case) -> None:
    sources = {source.id: source for source in case.sources.values()}
    assert list(sources) == [report.id for report in example.reports]
    for report in example.reports:
        source = sources[report.id]
        assert source.file == report.path.name
        assert source.published == report.published
        assert source.sha256 == hashlib.sha256(report.text.encode("utf-8")).hexdigest()


def test_every_place_holds_whole_words_of_its_report(example: Example) -> None:
    found = 0
    for node in nodes(written(example)):
        for place in node.get("evidence", []):
            source, _, span = str(place).partition(":")
            start, end = map(int, span.split("-"))
            text = text_of(example, source)
            words = text[start:end]
            assert 0 <= start < end <= len(text)
            assert words == words.strip()
            assert start == 0 or not text[start - 1].isalnum()
            assert not (words[-1].isalnum() and text[end : end + 1].isalnum())
            found += 1
    assert found > 25


def test_every_element_has_evidence_or_is_assumed(example: Example, case: Case) -> None:
    elements: list[Any] = [
        *case.parties.values(), *case.mediators.values(), *case.options.values(),
        *case.acting_together, *case.proposals, *case.preconditions, *case.one_way,
        *case.rules, *case.preferences.values(),
        *(answer for proposal in case.proposals for answer in proposal.answers),
    ]  # fmt: skip
    for element in elements:
        assert element.evidence or element.basis == "assumed", element
    # No report states a preference, so none may look as if one did.
    assert {preference.basis for preference in case.preferences.values()} == {"assumed"}
    assert all(preference.note for preference in case.preferences.values())
    assert all(option.basis == "reported" for option in case.options.values())


def test_parties_stand_alphabetically(case: Case) -> None:
    names = [party.id for party in case.parties.values()]
    assert names == sorted(names)
    assert case.reviewed is not None


def test_tellings_stay_apart(case: Case) -> None:
    proposals = {proposal.id: proposal for proposal in case.proposals}
    assert proposals["o1"].possibly_same == ("o2",)
    assert len(proposals["o2"].wants[0].including) > len(proposals["o1"].wants[0].including)
    assert proposals["d1"].by == ("pij",)
    assert proposals["e1"].by == ("egypt",)
    assert len(proposals["e1"].stages) == 2
    assert proposals["r1"].kind == "readiness"


@pytest.mark.parametrize("concept", ["nash", "seq"])
def test_outcomes_are_few_and_the_present_is_one(case: Case, concept: str) -> None:
    # Worked out by hand beside Parley, from the four definitions over the 24 states.
    states = [dict(case.states[int(i)]) for i in stability(case, concept).equilibria]
    short = [(s["halt"], s["freed_from_gaza"], s["freed_by_israel"]) for s in states]
    assert len(case.states) == 24
    assert short == [
        ("none", "none", "none"),
        ("week", "some", "some"),
        ("two_to_four_weeks", "some", "some"),
        ("ceasefire", "all", "some"),
        ("ceasefire", "all", "all"),
    ]


def test_words_are_our_own(example: Example, shared: Path) -> None:
    ours = {report.path.name: report.text for report in example.reports}
    ours["SOURCES.md"] = example.sources.read_text(encoding="utf-8")
    invented = Path(__file__).parents[1] / "reports"
    ours |= {path.name: path.read_text(encoding="utf-8") for path in invented.glob("*.txt")}
    theirs = [shared / "seed" / "report.txt", *open_news(shared)]
    runs = {run for path in theirs for run in runs_of(path.read_text(encoding="utf-8"))}
    assert len(runs) > 300
    for name, text in ours.items():
        assert not runs & set(runs_of(text)), name


def open_news(shared: Path) -> list[Path]:
    """The texts whose file name hashes to 0 … 7 at the end; the others are closed."""
    return [
        path
        for path in sorted((shared / "corpus" / "news").glob("*.txt"))
        if hashlib.sha256(path.name.encode()).hexdigest()[-1] in "01234567"
    ]


def runs_of(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]
