"""The parts of a brief that need a case, with what the analyses say of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from parley.analysis import impasse, meets, questions, stability
from parley.brief import terminal
from parley.brief.build import build
from parley.brief.plain import words
from parley.brief.tree import Brief, Item, Line, Table, grounded, ungrounded
from parley.case import load_case
from parley.model import Reading, Span
from tests.brief.made import strike, truce

REVIEW = "{by: A. Reader, on: 2026-11-22}"


def case_text(reading: Reading, reviewed: str = "null", preferences: str = "{}") -> str:
    """A case of the truce, with every position that the report has and a mediator's plan."""
    text = reading.document.text

    def at(given: str) -> str:
        start = text.index(given)
        return f'["A:{start}-{start + len(given)}"]'

    return f"""
parley: 1
reviewed: {reviewed}
sources:
  A: {{file: truce.txt, sha256: "{reading.document.sha256}"}}
parties:
  a: {{name: Norland}}
  b: {{name: Southia}}
mediators:
  estmark: {{name: Estmark}}
options:
  talks: {{by: a}}
  halt: {{by: b, values: [none, days, lasting]}}
  aid: {{by: b}}
  freed_from_lorn: {{by: a, unit: people, values: [none, some, all]}}
status_quo: {{talks: no, halt: none, aid: no, freed_from_lorn: none}}
proposals:
  - id: o1
    kind: offer
    by: [b]
    to: [a]
    gives: {{halt: [days, lasting]}}
    wants: {{freed_from_lorn: {{is: some, amount: {{comparator: approx, value: 12}}}}}}
    answers: [{{by: a, answer: rejected, evidence: {at("Norland has refused")}}}]
    possibly_same: [o2]
    evidence: {at("pause shelling in exchange for some 12 captives")}
  - id: o2
    kind: demand_with_offer
    by: [b]
    gives: {{halt: days, aid: yes}}
    wants: {{freed_from_lorn: {{is: some, amount: {{comparator: vague, words: two dozen}}}}}}
    possibly_same: [o1]
    evidence: {at("two dozen captives, all the sick among them")}
  - id: e1
    kind: offer
    by: [estmark]
    to: [a, b]
    stages:
      - wants: {{halt: days, freed_from_lorn: some}}
      - wants: {{halt: lasting, freed_from_lorn: all}}
preconditions:
  - {{id: f1, by: [a], first: {{halt: [days, lasting]}}, then: {{talks: yes}},
     evidence: {at("talks can only begin")}}}
preferences: {preferences}
"""


def brief_of(reviewed: str = "null", preferences: str = "{}", **results: Any) -> Brief:
    reading = truce()
    case = load_case(text=case_text(reading, reviewed, preferences))
    return build(
        [reading],
        case=case,
        impasse=impasse(case),
        meets=meets(case),
        questions=questions(case),
        **results,
    )


def text_of(brief: Brief, key: str) -> str:
    lines = []
    for section, line in grounded(brief):
        if section.key == key:
            cells = (line.parts,) if isinstance(line, Line) else line.cells
            lines.append(" | ".join(words(cell) for cell in cells))
    return "\n".join(lines)


def labels(brief: Brief, key: str) -> list[str]:
    return [
        words(block.label)
        for section in brief.sections
        if section.key == key
        for block in section.blocks
        if isinstance(block, Item)
    ]


@pytest.mark.parametrize("reviewed", ["null", REVIEW])
def test_every_sentence_still_has_its_ground(reviewed: str) -> None:
    assert ungrounded(brief_of(reviewed)) == ()


def test_a_draft_shows_the_texts_and_a_reviewed_case_shows_the_case() -> None:
    assert labels(brief_of(), "table")[:3] == ["O1 [1.1]", "O2 [2.1-2]", "D1 [3.1]"]
    shown = brief_of(REVIEW)
    assert labels(shown, "table")[:3] == ["O1 [1.1]", "O2 [2.1]", "E1"]
    table = text_of(shown, "table")
    assert "wants freed_from_lorn" not in table
    assert "release of people held in Lorn (some, about 12)" in table
    assert "Estmark to Norland and Southia put forward, stage 1: halt (days)" in table
    assert "Stage 2: halt (lasting)" in table
    assert "Says: assumed by whoever made the case." in table
    assert shown.standing == "case reviewed by A. Reader, 2026-11-22"


def meets_table(brief: Brief) -> Table:
    (table,) = (
        block
        for section in brief.sections
        if section.key == "meets"
        for block in section.blocks
        if isinstance(block, Table)
    )
    return table


def test_which_proposal_meets_what_is_asked() -> None:
    table = meets_table(brief_of())
    assert table.columns == ("", "O1", "O2", "E1")
    rows = [[words(cell) for cell in row.cells] for row in table.rows]
    assert rows[0] == ["F1: halt before talks", "no: in return", "no: in return", "no: same stage"]


def test_a_demand_that_no_proposal_speaks_to_keeps_its_row_nearly_as_long() -> None:
    text = case_text(truce()).replace(
        "preconditions:", "  - {id: d1, kind: demand, by: [a], wants: {aid: yes}}\npreconditions:"
    )
    text = text.replace("gives: {halt: days, aid: yes}", "gives: {halt: days}")
    case = load_case(text=text)
    table = meets_table(build([truce()], case=case, meets=meets(case)))
    rows = {words(row.cells[0]): row for row in table.rows}
    row = next(row for asked, row in rows.items() if asked.startswith("D1: "))
    assert {words(cell) for cell in row.cells[1:]} == {".", "its own"}
    assert 0 < row.rank < 10


def test_one_act_in_two_places_is_inferred_and_no_circle_is_made_up() -> None:
    text = text_of(brief_of(), "first")
    assert "(inferred) Southia offered a halt in return for the release of people held" in text
    assert "Norland asked for it before talks" in text
    assert "one act, two places in the order" in text
    assert "No circle is stated." in text
    assert "No party is reported to ask for talks before the release" in text


def test_questions_use_the_labels_of_the_page() -> None:
    text = text_of(brief_of(), "find_out")
    assert text.startswith("1 ")
    assert "O1 and O2" in text
    assert "o1" not in text


def test_outcomes_need_a_review_and_something_settled() -> None:
    missing = "Not analysed: no preferences are known; see parley draft."
    assert text_of(brief_of(), "outcomes") == missing
    assert "gives no preferences" in text_of(brief_of(REVIEW), "outcomes")
    written = "{a: {priorities: [talks]}}"
    unreviewed = "Not analysed: the case has preferences, and no person has reviewed it."
    assert text_of(brief_of(preferences=written), "outcomes") == unreviewed
    inferred = "{b: {prefers: [{better: {talks: yes}, worse: status_quo, basis: inferred}]}}"
    assert text_of(brief_of(preferences=inferred), "outcomes") == missing


def test_outcomes_are_told_without_method_names() -> None:
    ranked = (
        "{a: {priorities: [halt = lasting, not freed_from_lorn = all]}, "
        "b: {priorities: [freed_from_lorn = all, halt = none]}}"
    )
    case = load_case(text=case_text(truce(), REVIEW, ranked))
    results = stability(case, ["nash", "gmr"])
    text = text_of(brief_of(REVIEW, ranked, stability=results), "outcomes")
    assert text.startswith("(assumed) Outcomes that nobody would have reason to leave")
    assert "2 ways of looking ahead" in text
    assert " | in 2 of 2" in text
    page = terminal.render(brief_of(REVIEW, ranked, stability=results), full=True)
    assert not [name for name in ("nash", "gmr", "Nash", "GMR") if name in page]


def test_a_source_keeps_the_letter_of_its_case() -> None:
    reading = truce()
    case = load_case(
        text=case_text(reading).replace("  A: {file", "  K: {file").replace("A:", "K:")
    )
    brief = build([strike(), reading], case=case)
    assert [(source.key, source.name) for source in brief.sources] == [
        ("A", "strike.txt"),
        ("K", "truce.txt"),
    ]
    assert brief.source("K").around(Span(0, 3))[1].start == 0


def _named_otherwise() -> Reading:
    """The truce with acts of no known concept: food let in, and a siege lifted first."""
    reading = truce()
    (one, two, *rest) = reading.proposals
    (first,) = reading.preconditions
    food = replace(two.gives[1], action="other", issue="let_food", value="yes")
    siege = replace(first.required_first, action="other", issue="lift_siege", value="yes")
    return replace(
        reading,
        proposals=(one, replace(two, gives=(two.gives[0], food)), *rest),
        preconditions=(replace(first, required_first=siege),),
    )


@pytest.mark.parametrize("reviewed", ["null", REVIEW])
def test_what_is_no_known_act_is_quoted(reviewed: str) -> None:
    reading = _named_otherwise()
    made = case_text(reading, reviewed).replace("aid", "let_food")
    made = made.replace("first: {halt: [days, lasting]}", "first: {lift_siege: yes}")
    made = made.replace("  halt: {by: b", "  lift_siege: {by: b}\n  halt: {by: b")
    made = made.replace("talks: no, halt", "talks: no, lift_siege: no, halt")
    case = load_case(text=made)
    brief = build([reading], case=case, meets=meets(case), questions=questions(case))
    quoted = reviewed == "null"
    asks = text_of(brief, "find_out")
    assert ('What exactly does O2 offer as "let food in": how much' in asks) == quoted
    row = text_of(brief, "meets").splitlines()[0]
    assert row.startswith('F1: "lifts its siege of Marrow" before talks' if quoted else "F1: lift")
    if quoted:
        short = text_of(brief, "in_short")
        assert 'asked for "lifts its siege of Marrow" before talks [1.2]' in short
        assert "not mentioned in O1: the act named let food." in text_of(brief, "table")


def test_an_amount_stands_in_the_quoted_words_only_once() -> None:
    reading = truce()
    (*rest, last) = reading.proposals
    figured = replace(last.gives[0], action="purchases", issue="purchases", figure="f3")
    changed = replace(reading, proposals=(*rest, replace(last, gives=(figured,))))
    short = text_of(build([changed]), "in_short")
    assert 'in return for "the 30 captives" [3.1]' in short
