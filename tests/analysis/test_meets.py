"""Which proposal meets which demand, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parley.analysis import meets
from parley.analysis.amounts import reach
from parley.analysis.meets import Cell, MeetsTable
from parley.model import CasePrecondition, CaseProposal, Option, Value
from tests.analysis.positions_seen import (
    Positions,
    halt_for_release,
    renamed,
    strike,
    three_stages,
    value,
)


def with_plan() -> Positions:
    case = halt_for_release()
    return replace(case, proposals=(*case.proposals, three_stages()))


def cell(table: MeetsTable, origin: str, column: str) -> Cell:
    row = next(i for i, asked in enumerate(table.rows) if origin in asked.origins)
    return table.cells[row][[c.id for c in table.columns].index(column)]


def test_rows_are_what_is_asked_and_columns_proposals() -> None:
    table = meets(with_plan())
    assert [(row.kind, row.term.option, row.by, row.origins) for row in table.rows] == [
        ("first", "halt", ("hamas", "pij"), ("f1", "f2")),
        ("want", "freed_from_gaza", ("israel",), ("o1",)),
        ("want", "freed_from_gaza", ("israel",), ("o2",)),
        ("want", "freed_by_israel", ("hamas", "pij"), ("d1",)),
    ]
    assert [(c.id, c.mediated) for c in table.columns] == [
        ("o1", False), ("o2", False), ("d1", False), ("e1", True),
    ]  # fmt: skip
    assert all(len(row) == len(table.columns) for row in table.cells)


@pytest.mark.parametrize(
    ("origin", "column", "word", "reason"),
    [
        ("f1", "o1", "no", "in return"),
        ("f1", "o2", "no", "in return"),
        ("f1", "d1", "not_said", "not mentioned"),
        ("f1", "e1", "no", "at a later stage"),
        ("o1", "o1", "own", "asked here"),
        ("o1", "o2", "own", "asked here"),
        ("o1", "d1", "yes", "the number asked or more"),
        ("o1", "e1", "yes", "the number asked or more"),
        ("o2", "d1", "not_said", "numbers cannot be compared"),
        ("d1", "o1", "not_said", "not mentioned"),
        ("d1", "o2", "not_said", "not mentioned"),
        ("d1", "d1", "own", "asked here"),
        ("d1", "e1", "yes", "as asked"),
    ],
)
def test_the_shared_report_with_a_plan(origin: str, column: str, word: str, reason: str) -> None:
    found = cell(meets(with_plan()), origin, column)
    assert found.word == word
    assert reason in {aspect.reason for aspect in found.aspects}
    assert found.basis == "inferred"
    assert found.evidence


def test_a_cell_says_at_which_stage_and_for_what() -> None:
    table = meets(with_plan())
    assert cell(table, "d1", "e1").stage == 3
    assert cell(table, "d1", "e1").in_return_for == ()
    assert [act.option for act in cell(table, "o1", "d1").in_return_for] == ["freed_by_israel"]
    assert cell(table, "o1", "d1").stage is None


PEOPLE = Option("freed", ("a",), values=("none", "some", "all"), unit="people")
PLACE = Option("venue", ("a", "b"), "any", ("none", "north", "south"))
WAGE = Option("wage", ("a",), values=("0", "5", "10", "15"), numeric=True)
HALT = Option("halt", ("a",), values=("none", "week", "ceasefire"), lasts={"week": "P7D"})


@pytest.mark.parametrize(
    ("option", "base", "asked", "proposed", "word", "reason"),
    [
        (PEOPLE, "none", ("all",), ("some",), "in_part", "less"),
        (PEOPLE, "none", ("some",), ("all",), "yes", "more than asked"),
        (PEOPLE, "none", ("all",), ("some", "all"), "in_part", "left open"),
        (PEOPLE, "none", ("some", "all"), ("some",), "not_said", "left open"),
        (PEOPLE, "none", ("some",), ("none",), "no", "no change"),
        (PEOPLE, "none", ("none",), ("some",), "no", "a change"),
        (HALT, "none", ("ceasefire",), ("week",), "in_part", "less"),
        (HALT, "none", ("week", "ceasefire"), ("ceasefire",), "yes", "as asked"),
        (HALT, "none", ("week", "ceasefire"), ("week",), "not_said", "left open"),
        (PLACE, "none", ("north",), ("south",), "no", "another value"),
        (PLACE, "none", ("north",), ("north",), "yes", "as asked"),
        (PLACE, "none", ("north", "south"), ("south",), "not_said", "left open"),
        (WAGE, "0", ("15",), ("5",), "in_part", "less"),
        (WAGE, "10", ("15",), ("5",), "no", "no change"),
        (WAGE, "10", ("0",), ("5",), "in_part", "less"),
        (WAGE, "10", ("5",), ("0",), "yes", "more than asked"),
        (WAGE, "5", ("0", "10"), ("10",), "not_said", "left open"),
    ],
)
def test_values(
    option: Option,
    base: str,
    asked: tuple[str, ...],
    proposed: tuple[str, ...],
    word: str,
    reason: str,
) -> None:
    found = reach(Value(option.id, asked), Value(option.id, proposed), option, base)[0]
    assert (found.word, found.reason) == (word, reason)


def test_an_option_that_nobody_declared_is_compared_by_its_words() -> None:
    assert reach(value("x", "a"), value("x", "a"), None, None)[0].word == "yes"
    assert reach(value("x", "a"), value("x", "b"), None, None)[0].word == "no"


Amount = dict[str, object]


@pytest.mark.parametrize(
    ("asked", "proposed", "word"),
    [
        ({"comparator": "approx", "value": 40}, {"comparator": "gt", "value": 100}, "yes"),
        ({"comparator": "eq", "value": 40}, {"comparator": "eq", "value": "40"}, "yes"),
        ({"comparator": "ge", "value": 40}, {"comparator": "eq", "value": 30}, "in_part"),
        ({"comparator": "gt", "value": 40}, {"comparator": "eq", "value": 60}, "yes"),
        ({"comparator": "eq", "value": 40}, {"comparator": "lt", "value": 30}, "in_part"),
        ({"comparator": "eq", "value": 40}, {"comparator": "le", "value": 50}, "not_said"),
        ({"comparator": "range", "low": 30, "high": 40}, {"comparator": "eq", "value": 35},
         "not_said"),
        ({"comparator": "range", "low": 30, "high": 40}, {"comparator": "eq", "value": 20},
         "in_part"),
        ({"comparator": "vague", "words": "several dozen"}, {"comparator": "eq", "value": 40},
         "not_said"),
        ({"comparator": "eq", "value": 40}, {"comparator": "vague", "words": "dozens"},
         "not_said"),
        ({"comparator": "eq", "value": 40}, None, "not_said"),
        ({"comparator": "all"}, {"comparator": "eq", "value": 40}, "in_part"),
        ({"comparator": "all"}, {"comparator": "all"}, "yes"),
        ({"comparator": "eq", "value": "forty"}, {"comparator": "eq", "value": 40}, "not_said"),
    ],
)  # fmt: skip
def test_amounts(asked: Amount, proposed: Amount | None, word: str) -> None:
    aspects = reach(
        Value("freed", ("some",), asked), Value("freed", ("some",), proposed), PEOPLE, "none"
    )
    assert [(a.of, a.word) for a in aspects] == [("value", "yes"), ("amount", word)]


@pytest.mark.parametrize(
    ("named", "values", "word"),
    [
        (("All remaining  women", "all children"), ("some",), "yes"),
        (("all remaining women",), ("some",), "in_part"),
        (("the elderly",), ("some",), "not_said"),
        ((), ("some",), "not_said"),
        ((), ("all",), "yes"),
    ],
)
def test_who_is_included(named: tuple[str, ...], values: tuple[str, ...], word: str) -> None:
    asked = Value("freed", ("some",), including=("all remaining women", "all children"))
    aspects = reach(asked, Value("freed", values, including=named), PEOPLE, "none")
    assert [a.word for a in aspects if a.of == "including"] == [word]


def first_step(order: str = "before") -> CasePrecondition:
    return CasePrecondition("p", ("union",), (value("wage", "10"),), (value("work"),), order)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proposal", "order", "word", "reason"),
    [
        (CaseProposal("x", "offer", ("employer",), gives=(value("wage", "10"),)),
         "before", "yes", "as asked"),
        (CaseProposal("x", "offer", ("employer",), gives=(value("wage", "10"),),
                      wants=(value("arbiter", "panel"),)), "before", "no", "in return"),
        (CaseProposal("x", "offer", ("employer",), gives=(value("wage", "10"),),
                      wants=(value("arbiter", "panel"),)), "with", "yes", "as asked"),
        (CaseProposal("x", "offer", ("employer",), gives=(value("wage", "10"),),
                      wants=(value("work"),)), "before", "not_said", "order not said"),
        (CaseProposal("x", "offer", ("employer",), gives=(value("wage", "5"),)),
         "before", "in_part", "less"),
        (CaseProposal("x", "offer", ("employer",), stages=(
            ((value("wage", "10"),), ()), ((), (value("work"),)))), "before", "yes", "as asked"),
        (CaseProposal("x", "offer", ("employer",), stages=(
            ((), (value("work"),)), ((value("wage", "10"),), ()))),
         "before", "no", "at a later stage"),
        (CaseProposal("x", "offer", ("court",), stages=(
            ((), (value("wage", "10"), value("work"))),)),
         "before", "no", "at the same stage as other terms"),
        (CaseProposal("x", "offer", ("court",), wants=(value("wage", "10"), value("work"))),
         "before", "not_said", "order not said"),
    ],
)  # fmt: skip
def test_a_first_step_must_come_first(
    proposal: CaseProposal, order: str, word: str, reason: str
) -> None:
    found = meets(strike(first_step(order), proposals=(proposal,))).cells[0][0]
    assert (found.word, found.reason) == (word, reason)


def test_a_readiness_has_neither_row_nor_column() -> None:
    table = meets(halt_for_release())
    assert "r1" not in [column.id for column in table.columns]
    assert all("r1" not in row.origins for row in table.rows)


def test_other_names_leave_every_cell_unchanged() -> None:
    case = halt_for_release()
    to = {"hamas": "israel", "israel": "hamas", "pij": "pij"}
    first, second = meets(case), meets(renamed(case, to))
    assert [[(c.word, c.reason, c.stage) for c in row] for row in first.cells] == [
        [(c.word, c.reason, c.stage) for c in row] for row in second.cells
    ]
