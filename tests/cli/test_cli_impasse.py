"""`parley impasse`: what waits for what, what blocks, and what meets what."""

from __future__ import annotations

import json

from click.testing import CliRunner

from parley.cli import app

TALKS = """
parley: 1
parties: {north: {name: North}, south: {name: South}}
options:
  talks: {by: [north, south], act: all}
  halt: {by: north, values: [none, {week: {lasts: P7D}}, ceasefire]}
  freed: {by: south, unit: people, values: [none, some, all], label: "people held, freed"}
proposals:
  - id: o1
    kind: offer
    by: [north]
    gives: {halt: week}
    wants: {freed: {is: some, amount: {comparator: approx, value: 40}}}
preconditions:
  - {id: f1, by: [south], first: {halt: [week, ceasefire]}, then: {talks: yes}}
"""
CIRCLE = TALKS.replace("first: {halt: [week, ceasefire]}", "first: {halt: week}").replace(
    "then: {talks: yes}", "then: {freed: some}"
)


def run(text: str, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["impasse", "-", *args], input=text)
    assert result.stderr == ""
    return result.exit_code, result.stdout


def test_no_circle_is_stated_and_the_missing_link_is_named() -> None:
    code, out = run(TALKS)
    assert code == 0
    assert out == (
        "WHAT WAITS FOR WHAT\n"
        "  f1    South: halt (week or ceasefire) before talks [assumed]\n"
        "  o1    North: halt (week) in return for people held, freed (some) [assumed]\n"
        "\n"
        "WHAT BLOCKS\n"
        "  No circle is stated.\n"
        "  One act, two places in the order (inferred): halt (week). North: in return\n"
        "  (o1). South: first (f1).\n"
        "  A circle would need talks to come before people held, freed (some): no party\n"
        "  is reported to ask this.\n"
        "  First steps are reported of South; of North none is reported.\n"
        "\n"
        "DOES IT MEET WHAT IS ASKED? (inferred; . = not said)\n"
        "  halt (week or ceasefire) before talks (South)\n"
        "    o1 no (in return)\n"
        "  people held, freed (some): around 40 (North)\n"
        "    o1 own\n"
    )


def test_a_circle_says_whether_it_blocks() -> None:
    code, out = run(CIRCLE)
    assert code == 0
    assert "A circle (inferred; f1, o1; blocks), <- is waits for:" in out
    assert "No circle" not in out
    looser = CIRCLE.replace("then: {freed: some}}", "then: {freed: some}, order: with}")
    assert "one simultaneous step would open it" in " ".join(run(looser)[1].split())


def test_json_has_the_links_with_their_basis() -> None:
    code, out = run(TALKS, "--json")
    assert code == 0
    found = json.loads(out)
    assert found["says"][0] == "no circle is stated"
    assert [link["basis"] for link in found["impasse"]["links"]] == ["assumed", "assumed"]
    assert found["missing"][0]["first"] == {"option": "talks", "values": ["yes"]}
    assert found["meets"]["cells"][0][0]["reason"] == "in return"


def test_a_case_without_positions_is_one_sentence() -> None:
    code, out = run("parley: 1\nparties: {a: {name: A}}\noptions: {x: {by: a}}\n")
    assert code == 0
    assert out == "The case holds no proposal and no precondition, so nothing waits for anything.\n"
