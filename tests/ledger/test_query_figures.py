"""The figures register: side by side, never added, each relation with its reason."""

from __future__ import annotations

from typing import Any

import pytest

from parley.ledger.queries import Ask, FigureRow, figures
from tests.ledger.telling import Report, held, swapped


def two(words: str, value: float | None, against: str, number: float | None, **more: Any) -> Report:
    """Two counts of one thing in one report."""
    report = Report("a", "2026-03-01")
    shared = {key: each for key, each in more.items() if key in ("of", "basis", "unit")}
    report.counts(words, value, "port", comparator=more.get("one", "eq"),
                  within=more.get("within", "{} are in the valley"), **shared,
                  **more.get("bounds", {}))  # fmt: skip
    report.counts(against, number, "union", comparator=more.get("other", "eq"),
                  within="{} are there, in short", **shared)  # fmt: skip
    return report


def relation(report: Report) -> str:
    first, second = figures(held(report), Ask())
    (said,) = first.relations
    (back,) = second.relations
    assert said.partition(" 2:")[2] == back.partition(" 1:")[2], "both say the same of one another"
    return said


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        (two("60 people", 60.0, "100 people", 100.0), "incompatible with 2: "),
        (two("60 people", 60.0, "60 persons", 60.0), "same as 2: the same number"),
        (two("around 100 people", 100.0, "110 people", 110.0, one="approx"),
         "compatible with 2: a hedge leaves it open"),
        (two("around 100 people", 100.0, "60 people", 60.0, one="approx"), "incompatible with 2: "),
        (two("more than 50 people", 50.0, "60 people", 60.0, one="gt", bounds={"low": 50.0}),
         "compatible with 2: the ranges overlap"),
        (two("about 40 of the people", 40.0, "100 people", 100.0, one="approx"),
         "part and whole, with 2: "),
        (two("several people", None, "100 people", 100.0, one="vague"),
         "compatible with 2: the words of one give no number"),
        (two("40 people", 40.0, "100 people", 100.0, basis="asked"),
         "compatible with 2: what is asked for or offered"),
        (two("40 people", 40.0, "100 people", 100.0, within="{} would go free"),
         "compatible with 2: what is planned"),
        (two("10 people", 10.0, "100 people", 100.0, within="{} for every driver went"),
         "compatible with 2: a rate is no count"),
    ],
)  # fmt: skip
def test_two_figures_and_how_they_stand(report: Report, kind: str) -> None:
    assert relation(report).startswith(kind)


def dated(name: str, published: str | None, value: float) -> Report:
    report = Report(name, published)
    report.counts(f"{value:g} people", value, "port")
    return report


def test_counts_of_different_times_do_not_contradict() -> None:
    def kinds(*reports: Report) -> set[str]:
        return {
            r.partition(" ")[0] for row in figures(held(*reports), Ask()) for r in row.relations
        }

    assert kinds(dated("a", "2026-03-01", 5), dated("b", "2026-03-04", 9)) == {"incompatible"}
    assert kinds(dated("a", "2026-03-01", 5), dated("b", "2026-03-20", 9)) == {"compatible"}
    assert kinds(dated("a", None, 5), dated("b", "2026-03-20", 9)) == {"compatible"}


def test_low_and_high_are_only_what_the_words_say_and_nothing_is_averaged() -> None:
    report = Report("a", "2026-03-01")
    report.counts("about 40 people", 40.0, "post", "un", comparator="approx")
    report.counts("at least 30 people", 30.0, comparator="ge", low=30.0)
    first, second = figures(held(report), Ask())
    assert (first.low, first.high, first.best, first.value) == (None, None, None, 40.0)
    assert (second.low, second.high) == (30.0, None)
    assert (first.reporter, first.via, first.reporter_class) == (
        ("United Nations",), ("The Post",), "international organisation",
    )  # fmt: skip
    assert (second.reporter, second.reporter_class) == (("the report",), "the report")


def test_groups_keep_apart_what_is_counted_differently() -> None:
    report = Report("a", "2026-03-01")
    for basis, unit in (("held", "people"), ("freed", "people"), ("held", "vessels")):
        report.counts(f"7 {basis} {unit}", 7.0, basis=basis, unit=unit)
    report.counts("3 of something", 3.0, of=None)
    rows = figures(held(report), Ask())
    assert len({row.group for row in rows}) == len(rows) == 4
    assert [row.relations for row in rows] == [()] * 4
    assert rows[-1].measure == ""


def test_by_measure_and_by_party() -> None:
    report = Report("a", "2026-03-01")
    report.counts("60 people", 60.0, "port")
    report.counts("5 trucks", 5.0, "union", of="trucks", unit="trucks", basis=None)
    ledger = held(report)
    assert [r.figure for r in figures(ledger, Ask(measures=frozenset({"trucks"})))] == ["5 trucks"]
    assert [r.figure for r in figures(ledger, Ask(parties=frozenset({"port"})))] == ["60 people"]
    assert len(figures(ledger, Ask(limit=1))) == 1


def test_swapping_two_parties_leaves_the_register() -> None:
    report = two("60 people", 60.0, "100 people", 100.0)

    def shape(rows: tuple[FigureRow, ...]) -> list[object]:
        return [(row.group, row.figure, row.relations, row.reporter_class) for row in rows]

    assert shape(figures(held(report), Ask())) == shape(figures(held(swapped(report)), Ask()))
