"""The graph of moves as a picture, and who would leave: what a brief shows of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from xml.etree import ElementTree

import pytest

from parley.brief import html, jsonform, terminal
from parley.brief.material import gather
from parley.brief.page import LINES
from parley.brief.tree import Brief, Picture, Table, ungrounded
from parley.case import load_case
from parley.reading import read
from parley.workbench.stages import brief as staged
from tests.brief.made import strike

CASE = """
parley: 1
reviewed: {{by: A. Reader, on: 2026-11-22}}
parties: {{carrier: {{name: "{company}"}}, pilots: {{name: "{union}"}}}}
options:
  strike: {{by: pilots}}
  wage: {{by: carrier, values: [none, two, four]}}
  crews: {{by: carrier, label: "{crews}"}}
{more}
one_way: [wage: [none -> two, none -> four, two -> four]]
status_quo: {{strike: yes, wage: none, crews: no{quo}}}
preferences:
  pilots: {{priorities: [not crews, wage = four, not strike if wage = four, wage = two, strike]}}
  carrier: {{priorities: [not strike, not wage = four, not crews, wage = none]}}
"""


def brief_of(
    company: str = "Alder Lines", union: str = "Union of Pilots", crews: str = "hired crews",
    extra: int = 0,
) -> Brief:  # fmt: skip
    more = "".join(f"  extra{k}: {{by: {('carrier', 'pilots')[k % 2]}}}\n" for k in range(extra))
    quo = "".join(f", extra{k}: no" for k in range(extra))
    text = CASE.format(company=company, union=union, crews=crews, more=more, quo=quo)
    made, problems = staged([strike()], load_case(text=text), lambda: "")
    assert [p for p in problems if "sources" not in p.what] == []
    return made


def picture_of(brief: Brief) -> Picture:
    (found,) = (b for s in brief.sections for b in s.blocks if isinstance(b, Picture))
    return found


def svg_of(brief: Brief) -> ElementTree.Element:
    text = html.render(brief, full=True)
    (found,) = re.findall(r'<svg class="moves".*?</svg>', text, re.DOTALL)
    return ElementTree.fromstring(found)


def within(svg: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    return svg.findall(f".//{{http://www.w3.org/2000/svg}}{tag}")


def test_twelve_outcomes_are_drawn_named_and_told_in_words() -> None:
    brief = brief_of()
    assert ungrounded(brief) == ()
    picture, svg = picture_of(brief), svg_of(brief)
    assert len(picture.spots) == 12
    assert [spot.label for spot in picture.spots if spot.now] == ["now"]
    texts = [e.text for e in within(svg, "text")]
    assert {spot.label for spot in picture.spots} <= set(texts)
    assert len(within(svg, "path")) >= len(picture.moves)
    (title,), (desc,) = within(svg, "title"), within(svg, "desc")
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert desc.text is not None
    for spot in picture.spots:
        assert f"{spot.label}: {spot.words}." in desc.text
    for move in picture.moves:
        back = "" if move.back else " (not back)"
        assert f"from {move.start} to {move.end}{back}" in desc.text
    whole = html.render(brief, full=True)
    for spot in picture.spots:
        assert f"<dt>{spot.label}</dt><dd>{spot.words}</dd>" in whole


def test_parties_differ_in_number_colour_and_dashes() -> None:
    svg = svg_of(brief_of())
    inks = {e.get("class", "").rsplit(" ", 1)[0] for e in within(svg, "g") if within(e, "path")}
    assert inks == {"p0 d0", "p1 d1"}
    assert picture_of(brief_of()).parties == ("Alder Lines", "Union of Pilots")


def test_the_same_case_gives_the_same_picture() -> None:
    assert html.render(brief_of()) == html.render(brief_of())


def test_names_that_are_exchanged_leave_the_structure_as_it_is() -> None:
    there, other = picture_of(brief_of("Zeta", "Alpha")), picture_of(brief_of("Alpha", "Zeta"))
    assert there.parties == other.parties == ("Alpha", "Zeta")
    swap = {0: 1, 1: 0}
    assert there.spots == other.spots
    assert [(swap[m.party], m.start, m.end, m.gain, m.back, m.stroke) for m in there.moves] == [
        (m.party, m.start, m.end, m.gain, m.back, m.stroke) for m in other.moves
    ]


@pytest.mark.parametrize("full", [True, False])
def test_names_cannot_break_out_of_the_page(full: bool) -> None:
    mean = "</svg><script>alert(1)</script>"
    brief = brief_of(company=mean, union="A & B <i>", crews="<b>hands</b>")
    text = html.render(brief, full=full)
    assert "<script" not in text
    assert "<b>hands" not in text
    assert "<i>" not in text
    assert "&lt;/svg&gt;&lt;script&gt;" in text
    desc = within(svg_of(brief), "desc")[0].text
    assert desc is not None
    assert mean in desc


def test_of_4096_outcomes_a_part_is_drawn_and_it_is_said_what_is_left_out() -> None:
    brief = brief_of(extra=8)  # 12 * 2^8 = 3,072 states
    picture = picture_of(brief)
    assert len(picture.spots) <= 16
    caption = "".join(getattr(part, "words", "") for part in picture.caption.parts)
    assert f"Shown are {len(picture.spots)} of 3,072 outcomes: things as they are, " in caption
    assert "left out" in caption
    assert len(html.render(brief, full=True)) < 200_000
    page = terminal.render(brief, full=True)
    assert re.search(r"^and [\d,]+ more", page, re.MULTILINE)


def test_the_terminal_tells_who_would_leave_without_a_picture_or_method_names() -> None:
    page = terminal.render(brief_of(), full=True)
    words = " ".join(page.split())
    assert "Who would have reason to leave, and who could answer" in words
    assert "would gain by going to" in words
    assert "could answer so that nothing is gained" in words
    assert "stays: none of its moves would gain it anything" in words
    assert not re.search(r"\b(nash|gmr|smr|seq)\b|metarational", page, re.IGNORECASE)


def rows_of(brief: Brief, caption: str) -> dict[str, str]:
    """A table's rows by their first cell."""
    (found,) = (
        block for section in brief.sections for block in section.blocks
        if isinstance(block, Table) and block.caption is not None
        and caption in flat(block.caption.parts)
    )  # fmt: skip
    return {flat(row.cells[0]): flat(row.cells[1]) for row in found.rows}


def flat(parts: Iterable[object]) -> str:
    return "".join(getattr(part, "words", "") for part in parts)


def test_it_is_said_how_far_an_order_is_from_one_with_which_a_party_would_leave() -> None:
    told = rows_of(brief_of(), "Who would have reason to leave")
    # The pilots rank first no crews, then a wage of four, then the end of the strike with it: a
    # strike for a wage of four stands right below the end of one.
    assert told["A, Union of Pilots"].endswith(
        "; only while it does not put F above A (1 swap away)"
    )
    assert all("only while it does not put" in words for words in told.values())
    renamed = rows_of(brief_of("Zeta Air", "Aviators"), "Who would have reason to leave")
    assert sorted(words.count("only while") for words in renamed.values()) == sorted(
        words.count("only while") for words in told.values()
    )


def test_it_is_said_who_would_move_from_here_to_each_outcome() -> None:
    told = rows_of(brief_of(), "From things as they are")
    assert told["A"] == (
        "2 moves, but not by gains alone: Union of Pilots: no strike (without gain); then "
        "Alder Lines: wage (four) (without gain)"
    )
    assert "now" not in told
    assert set(told) == set("ABCDEF")


def test_what_moves_do_not_reach_and_what_is_not_measured_is_said_or_left_out() -> None:
    case = load_case(text=CASE.format(
        company="Alder Lines", union="Union", crews="crews", more="", quo=""
    ).replace("wage: none, crews: no}", "wage: four, crews: no}"))  # fmt: skip
    made, _ = staged([strike()], case, lambda: "")
    assert "no moves lead there" in rows_of(made, "From things as they are").values()
    large = rows_of(brief_of(extra=11), "Who would have reason to leave")  # 24,576 states
    assert not any("only while" in words for words in large.values())


def test_a_page_stays_a_page() -> None:
    brief = brief_of()
    assert terminal.render(brief).count("\n") <= LINES
    text = html.render(brief)
    assert '<figure class="off">' in text  # on the screen, and printed when all is asked for
    assert 'id="all"' in text
    assert "<figure>" in html.render(brief, full=True)
    assert "<script" not in text


def test_a_full_page_keeps_all_parties_rows_of_an_outcome_or_none() -> None:
    brief = brief_of()
    whole = rows_of(brief, "Who would have reason to leave")
    for lines in range(LINES, 20, -3):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("parley.brief.page.LINES", lines)
            page = terminal.render(brief)
        kept = [head for head in whole if re.search(rf"^{re.escape(head)}\b", page, re.MULTILINE)]
        outcomes = [head.partition(",")[0] for head in kept]
        assert all(outcomes.count(label) == 2 for label in outcomes)


def test_json_has_the_outcomes_and_moves_of_the_picture() -> None:
    brief = brief_of()
    sections = json.loads(jsonform.render(brief))["sections"]
    (found,) = (b for s in sections for b in s["blocks"] if b["kind"] == "picture")
    assert len(found["outcomes"]) == 12
    assert {m["by"] for m in found["moves"]} == {"Alder Lines", "Union of Pilots"}
    assert len(found["moves"]) == len(picture_of(brief).moves)
    assert found["caption"]["ground"]


def test_a_brief_without_outcomes_has_no_picture_nor_its_styles() -> None:
    made, _ = staged([strike()], load_case(text="parley: 1\nparties: {a: {}}\n"), lambda: "")
    text = html.render(made)
    assert "<svg" not in text
    assert "<figure" not in text
    assert ".moves" not in text


JOINT = """
parley: 1
reviewed: {by: A. Reader, on: 2026-11-22}
parties: {red: {name: Red}, green: {name: Green}}
options: {pact: {by: [red, green], act: all}, tax: {by: red, values: [low, high]}}
status_quo: {pact: no, tax: low}
preferences:
  red: {priorities: [pact, tax = high]}
  green: {priorities: [pact, not tax = high]}
"""


def test_an_outcome_is_told_by_what_differs_switches_of_joint_options_too() -> None:
    made, _ = staged([strike()], load_case(text=JOINT), lambda: "")
    page = terminal.render(made, full=True)
    assert "now: no pact" not in page
    assert "pact (Red), pact (Green), tax" in page
    assert re.search(r"^[A-Z]: tax +in", page, re.MULTILINE)
    assert "now, Red              " in page


def test_a_reviewed_case_is_shown_where_the_report_tells_of_no_negotiation() -> None:
    weather = read("It rained all day in the valley. The river rose by two metres.")
    made, _ = staged([weather], load_case(text=JOINT), lambda: "")
    page = terminal.render(made, full=True)
    assert "No offer, demand, refusal" in page
    assert "OUTCOMES" in page
    assert "pact (Red), pact (Green)" in page
    draft, _ = staged([weather], None, lambda: "")
    assert "OUTCOMES" not in terminal.render(draft, full=True)


def test_a_party_keeps_the_cases_name_where_reports_call_another_by_its_key() -> None:
    told = read("The Harbour Board offered 8 percent. The board of pilots rejected the offer.")
    case = load_case(text=JOINT.replace("red: {name: Red}", "red: {name: Harbour Board}"))
    material = gather([told], case=case)
    assert material.party("red") == "Harbour Board"


def test_a_number_has_its_unit() -> None:
    case = load_case(text=JOINT.replace(
        "values: [low, high]}", "unit: percent, values: {from: 0, to: 10, step: 5}}"
    ).replace("tax: low", "tax: 0").replace("tax = high", "tax >= 5"))  # fmt: skip
    made, _ = staged([strike()], case, lambda: "")
    assert "tax (5 percent)" in terminal.render(made, full=True)


def test_without_a_status_quo_no_outcome_is_told_by_what_differs() -> None:
    case = load_case(text=JOINT.replace("status_quo: {pact: no, tax: low}\n", ""))
    made, _ = staged([strike()], case, lambda: "")
    page = terminal.render(made, full=True)
    assert "as it differs" not in page
    assert "From things as they are" not in page
