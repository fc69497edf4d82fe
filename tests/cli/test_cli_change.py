"""`parley change` and `parley ask`: what it would take, what it rests on, what to ask."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from parley.cli import app

STRIKE = """
parley: 1
sources: {A: {file: a.txt}}
parties: {employer: {name: Employer}, union: {name: Union}}
options:
  wage: {by: employer, values: {from: 0, to: 20, step: 10}}
  nights: {by: employer}
  strike: {by: union}
status_quo: {wage: 0, nights: yes, strike: yes}
"""
KNOWN = """
preferences:
  union:
    priorities:
      - {is: wage >= 20, basis: reported, evidence: ["A:10-20"]}
      - not nights
      - not strike
      - wage >= 10
  employer: {priorities: [not strike, wage <= 0, nights, wage <= 10]}
"""


def run(text: str, *args: str) -> tuple[int, str, str]:
    command, *rest = args
    result = CliRunner().invoke(app, [command, "-", *rest], input=text)
    return result.exit_code, result.stdout, result.stderr


def plain(out: str) -> str:
    return " ".join(out.split())


def test_what_it_would_take_in_words() -> None:
    code, out, _ = run(STRIKE + KNOWN, "change", "wage=0,nights=no,strike=no", "--by", "nash")
    assert code == 0
    said = plain(out)
    assert "Would not surely stay: Employer." in said
    assert "Orders: 1 swap of neighbours, proved to be the fewest. It would hold if" in said
    assert "Employer had (nights=no, strike=no) above (strike=no) [now by nights (assumed)]" in said
    assert "It would hold only while nights could not be taken back once it went from yes" in said
    assert "would have to ensure that Employer does not take it back, and" in said
    assert max(map(len, out.splitlines())) <= 80


def test_what_an_outcome_rests_on_is_a_safeguard() -> None:
    code, out, _ = run(STRIKE + KNOWN, "change", "wage=0,nights=yes,strike=no")
    assert code == 0
    said = plain(out)
    assert "Nobody would have reason to leave it." in said
    assert "This holds only while Employer does not have (nights=no, strike=no) above" in said
    assert "1 swap of neighbours away." in said
    assert max(map(len, out.splitlines())) <= 80


def test_the_evidence_stands_beside_the_order() -> None:
    _, out, _ = run(STRIKE + KNOWN, "change", "wage=20,nights=no,strike=yes", "--by", "nash")
    assert "Union had" in plain(out)
    _, out, _ = run(STRIKE + KNOWN, "change", "wage=20,nights=no,strike=no", "--by", "nash")
    assert "wage <= 0 (assumed)" in plain(out)


ANSWER = """
parley: 1
parties: {ana: {name: Ana}, ben: {name: Ben}}
states: [s, t, u, v, w]
moves: {ana: [[s, t]], ben: [[t, u]]}
preferences:
  ana: {ranking: [[{state: t}], [{state: w}], [{state: v}], [{state: s}], [{state: u}]]}
  ben: {ranking: [[{state: w}], [{state: v}], [{state: t}], [{state: u}], [{state: s}]]}
"""


def test_another_partys_answer_is_no_step_to_take() -> None:
    code, out, err = run(ANSWER, "change", "s")
    assert (code, err) == (0, "")
    said = plain(out)
    assert "Orders: 3 swaps of neighbours, proved to be the fewest. It would hold if" in said
    assert "Ana had" in said
    assert "With other changes, 1 swap of neighbours, proved to be the fewest" in said
    assert said.index("Ana had") < said.index("and then only while") < said.index("Ben had")


def test_json_has_all_of_it() -> None:
    code, out, _ = run(STRIKE + KNOWN, "change", "wage=10,nights=no,strike=no", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["outcome"] == {"wage": "10", "nights": "no", "strike": "no"}
    change = found["change"]
    assert (change["concept"], change["complete"]) == ("seq", True)
    assert change["ranks"]["proven"]
    assert change["ranks"]["shifts"][0]["party"] == "employer"
    assert found["margin"] is None
    _, out, _ = run(STRIKE + KNOWN, "change", "wage=0,nights=yes,strike=no", "--json")
    assert json.loads(out)["margin"]["least"]["shifts"][0]["steps"] == 2


def test_orders_in_which_it_holds_are_counted_when_asked() -> None:
    code, out, _ = run(TWO, "change", "NN", "--by", "nash", "--count")
    assert code == 0
    # Of a party's two neighbours by one move, it has the state above the one in half its orders.
    assert "it would hold in 25.0% of all choices" in plain(out)
    assert "(144 of 576; " in plain(out)
    _, out, _ = run(TWO, "change", "NN", "--count", "--json")
    found = json.loads(out)["orders"]
    assert found["of"] == 576
    assert 144 <= found["holding"] < 576
    _, out, _ = run(STRIKE + KNOWN, "change", "wage=0,nights=yes,strike=no", "--count")
    assert "not counted" in plain(out)


TWO = """
parley: 1
parties: {a: {name: Ana}, b: {name: Ben}}
options: {x: {by: a}, y: {by: b}}
preferences: {a: {priorities: [x, y]}, b: {priorities: [y, x]}}
"""


def test_questions_and_what_they_would_settle() -> None:
    code, out, _ = run(STRIKE, "ask", "--by", "nash")
    assert code == 0
    assert "open" in out.splitlines()[0]
    assert (
        "All else being equal, would Union rather have strike=yes than strike=no? Settles:"
        in plain(out)
    )
    assert max(map(len, out.splitlines())) <= 80
    code, out, _ = run(STRIKE + KNOWN, "ask", "--json")
    assert json.loads(out)["next"]["open"] == 0


def test_what_is_known_in_part_leads_to_a_question() -> None:
    code, out, _ = run(STRIKE, "change", "status_quo", "--by", "nash")
    assert code == 0
    assert "the next question comes first" in plain(out)
    code, _, err = run(STRIKE, "ask", "--by", "sseq")
    assert (code, "nash, gmr, smr, seq" in err) == (2, True)


@pytest.mark.parametrize("limit", ["-1", "nan"])
def test_a_time_limit_is_a_number_of_seconds(limit: str) -> None:
    for command in (("change", "0"), ("ask",)):
        code, _, err = run(STRIKE + KNOWN, *command, f"--time-limit={limit}")
        assert (code, "number of seconds" in err) == (2, True)


@pytest.mark.parametrize("state", ["99", "wage=5", "wage=0"])
def test_a_state_that_is_none_is_a_wrong_call(state: str) -> None:
    code, out, err = run(STRIKE + KNOWN, "change", state)
    assert (code, out) == (2, "")
    assert err.startswith("parley: ")
