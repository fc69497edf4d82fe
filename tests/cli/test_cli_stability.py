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
    code, out, _ = run(YES_NO)
    assert code == 0
    lines = out.splitlines()
    assert "state  all   A     B     x,y" in lines
    assert any(line.split() == ["0", "GNSM", "GNSM", "GNSM", "NN"] for line in lines)
    assert any(line.split() == ["3", "G.SM", "G.SM", "G.SM", "YY"] for line in lines)


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
    assert "there are gmr, nash, seq, smr" in err
    code, _, err = run("parley: 1\noptions: {aid: {by: donor}}")
    assert code == 1
    assert err.startswith("-:2:")
    ranged = STRIKE + "preferences: {union: {weights: {not strike: [1, 3]}}}\n"
    code, _, err = run(ranged)
    assert code == 1
    assert "is a range" in err
    result = CliRunner().invoke(app, ["stability", str(tmp_path / "none.yaml")])
    assert result.exit_code == 2
    assert result.stderr == f"parley: no such file: {str(tmp_path / 'none.yaml')!r}\n"


def test_many_parties_leave_room_for_the_states() -> None:
    parties = ", ".join(f"p{i}: {{name: Party number {i}}}" for i in range(8))
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
