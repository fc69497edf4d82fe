"""`parley stability`: the table, what is missing, and wrong calls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli import app

STRIKE = """
parley: 1
parties: {union: {name: Union}, employer: {name: Employer}}
options:
  wage: {by: employer, values: {from: 0, to: 20, step: 10}}
  strike: {by: union}
status_quo: {wage: 0, strike: yes}
"""
KNOWN = """
preferences:
  union: {priorities: [wage >= 20, not strike]}
  employer: {prefers: [{better: {wage: 10, strike: no}, worse: status_quo}]}
"""
INFERRED = """
preferences:
  employer:
    prefers: [{better: {wage: 10, strike: no}, worse: status_quo, basis: inferred}]
"""
YES_NO = """
parley: 1
parties: {a: {name: A}, b: {name: B}}
options: {x: {by: a}, y: {by: b}}
preferences:
  a: {ranking: [[NY], [YY], [NN], [YN]]}
  b: {ranking: [[YN], [YY], [NN], [NY]]}
"""


def run(text: str, *args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["stability", "-", *args], input=text)
    return result.exit_code, result.stdout, result.stderr


def test_a_table_of_who_would_stay() -> None:
    code, out, _ = run(STRIKE + KNOWN, "--by", "nash")
    assert code == 0
    lines = out.splitlines()
    assert "a state is what differs from the status quo" in lines
    assert "    0  n    N      n         strike=no" in lines
    assert "    1  .    .      n         (status quo)" in lines
    assert "    2  n    N      n         wage=10, strike=no" in lines
    assert "nash: 0 for certain, 3 possible." in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_yes_no_case_is_written_in_letters() -> None:
    code, out, _ = run(YES_NO, *(f"--by={name}" for name in ("gmr", "nash", "seq", "smr")))
    assert code == 0
    lines = out.splitlines()
    assert "state  all   A     B     x,y" in lines
    assert any(line.split() == ["0", "GNSM", "GNSM", "GNSM", "NN"] for line in lines)
    assert any(line.split() == ["3", "G.SM", "G.SM", "G.SM", "YY"] for line in lines)


def test_every_concept_that_is_defined_and_why_others_are_not() -> None:
    code, out, _ = run(YES_NO.replace("x: {by: a}", "x: {by: [a, b], act: any}"))
    assert code == 0
    assert "G = gmr, " in out
    assert "left out: sim: moves are added up option by option" in out
    assert "I = sim" not in out
    assert "I = sim" in run(YES_NO)[1]
    assert "left out: stackelberg: say leader=, one of a, b" in out
    assert max(map(len, out.splitlines())) <= 80
    found = json.loads(run(YES_NO.replace("x: {by: a}", "x: {by: [a, b], act: any}"), "--json")[1])
    assert "sim" not in found["results"]
    assert found["left_out"]["sim"].endswith("moved by several parties: x")


def test_another_definition_is_asked_for_and_said() -> None:
    code, out, _ = run(YES_NO, "--variant", "strength=strong")
    assert code == 0
    assert "G = gmr, N = nash, S = seq, M = smr\n" in out
    assert "strength = strong" in out
    assert "left out: limited_move, non_myopic, sim, sseq, stackelberg: no keyword strength" in out
    code, out, _ = run(YES_NO, "--by", "sim", "--variant", "infeasible=no_move", "--json")
    assert code == 0
    assert json.loads(out)["results"]["sim"]["parameters"]["infeasible"] == "no_move"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("strength", "KEYWORD=VALUE, as strength=strong, not 'strength'"),
        ("=strong", "KEYWORD=VALUE"),
        ("depth=3", "no concept has the variant keyword 'depth'; there are "),
        ("strength=much", "strength of gmr is one of none, strong, weak, not 'much'"),
    ],
)
def test_wrong_variants_are_wrong_calls(given: str, said: str) -> None:
    code, out, err = run(YES_NO, "--variant", given)
    assert (code, out) == (2, "")
    assert said in err


def test_a_leader_and_a_horizon_are_said() -> None:
    code, out, _ = run(YES_NO, "--variant", "leader=b", "--by", "stackelberg")
    assert code == 0
    assert "leader = b" in out
    code, out, _ = run(YES_NO, "--by=limited_move", "--variant", "horizon=3", "--json")
    assert json.loads(out)["results"]["limited_move"]["parameters"]["horizon"] == 3
    code, _, err = run(YES_NO, "--by", "stackelberg")
    assert code == 2
    assert "stackelberg needs leader=, one of a, b" in err


def test_three_parties_leave_out_what_is_for_two() -> None:
    three = YES_NO.replace("b: {name: B}}", "b: {name: B}, c: {name: C}}")
    code, out, _ = run(three)
    assert code == 0
    assert "left out: limited_move, non_myopic, stackelberg: defined for two parties" in out
    code, _, err = run(three, "--by", "non_myopic")
    assert code == 1
    assert "non_myopic: defined for two parties only; here: 3" in err


def test_a_concept_that_takes_too_much_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.analysis.combinations.LIMIT", 15)
    code, out, _ = run(YES_NO)
    assert code == 0
    assert "left out: sim: up to 16 combinations of moves would have to be looked at" in out
    code, _, err = run(YES_NO, "--by", "sim")
    assert code == 1
    assert "sim: up to 16 combinations" in err


def test_a_limit_met_on_the_way_costs_one_concept(monkeypatch: pytest.MonkeyPatch) -> None:
    partly = YES_NO.replace("[YY], [NN], [YN]]", "[YY]], rest: unknown")
    monkeypatch.setattr("parley.analysis.replies._SET_LIMIT", 0)
    code, out, _ = run(partly)
    assert code == 0
    assert "N = nash" in out
    assert "left out: gmr, seq, smr, sseq: partly known preferences over 4 states" in out


def test_json_has_every_verdict() -> None:
    code, out, _ = run(YES_NO, "--json", "--by", "gmr", "--by", "nash")
    assert code == 0
    found = json.loads(out)
    assert found["n_states"] == 4
    assert found["results"]["nash"]["equilibria"] == [0]
    assert found["results"]["gmr"]["equilibria"] == [0, 3]
    assert found["results"]["gmr"]["stable"]["a"] == [True, True, False, True]
    assert found["states"] == {"0": {"x": "no", "y": "no"}, "3": {"x": "yes", "y": "yes"}}


@pytest.mark.parametrize(
    ("text", "args", "said"),
    [
        (STRIKE, (), "no preference of any party is known"),
        (STRIKE + INFERRED, (), "--with-inferred counts them"),
        (STRIKE + INFERRED, ("--with-inferred",), "nothing is known of what these prefer: Union"),
    ],
)
def test_what_is_missing_is_one_sentence_and_no_fault(
    text: str, args: tuple[str, ...], said: str
) -> None:
    code, out, err = run(text, *args)
    assert code == 0
    assert said in out
    assert err == ""


def test_wrong_calls_and_faults(tmp_path: Path) -> None:
    code, _, err = run(YES_NO, "--by", "nashh")
    assert code == 2
    assert "there are gmr, " in err
    code, _, err = run("parley: 1\noptions: {aid: {by: donor}}")
    assert code == 1
    assert err.startswith("-:2:")
    code, _, err = run(YES_NO, "--time-limit", "-1")
    assert code == 2
    assert "--time-limit" in err
    result = CliRunner().invoke(app, ["stability", str(tmp_path / "none.yaml")])
    assert result.exit_code == 2
    assert result.stderr == f"parley: no such file: {str(tmp_path / 'none.yaml')!r}\n"


def test_weights_given_as_ranges_are_judged() -> None:
    ranged = STRIKE + "preferences: {union: {weights: {not strike: [1, 3]}}}\n"
    code, out, err = run(ranged, "--json", "--time-limit", "5")
    assert (code, err) == (0, "")
    answer = json.loads(out)["results"]["seq"]
    assert answer["complete"]
    assert answer["parameters"]["time_limit"] == 5
    assert answer["possible_is_exact"]
    assert answer["surely_possible"] == answer["possible_equilibria"]


def test_names_cut_to_the_same_are_told_by_their_keys() -> None:
    text = (
        "parley: 1\nparties: {lib: {name: Liberal Democrats}, dem: {name: Liberal Democracy}}\n"
        "options: {x: {by: lib}, y: {by: dem}}\npreferences: {lib: {priorities: [x]}}\n"
    )
    assert "state  all  lib  dem  x,y" in run(text, "--by", "nash")[1].splitlines()
    with_gain = run(text, "--by", "nash", "--gain", "pareto")
    assert with_gain[0] == 2
    assert "add --coalitions" in with_gain[2]


def test_many_parties_leave_room_for_the_states() -> None:
    parties = ", ".join(f"p{i}: {{name: '{i} is a party'}}" for i in range(8))
    options = "\n".join(f"  o{i}: {{by: p{i}}}" for i in range(8))
    text = (
        f"parley: 1\nparties: {{{parties}}}\noptions:\n{options}\n"
        f"preferences: {{p0: {{priorities: [o0]}}}}\n"
    )
    code, out, _ = run(text, "--by", "nash")
    assert code == 0
    assert "too many parties for columns" in out
    assert "and 68 more; --json lists all" in out
    assert max(map(len, out.splitlines())) <= 80


def test_one_party_is_one_and_no_line_ends_in_blanks() -> None:
    one = (
        "parley: 1\nparties: {a: {name: A}}\noptions: {x: {by: a}}\n"
        "preferences: {a: {priorities: [x]}}\n"
    )
    for text in (one, YES_NO, STRIKE + KNOWN):
        lines = run(text)[1].splitlines()
        assert lines == [line.rstrip() for line in lines]
    assert run(one)[1].startswith("-: 2 states, 1 party\n")
