"""`parley verify`: what `parley explain --json` printed, checked; and what is no certificate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli import app

CASE = """
parley: 1
parties: {union: {}, employer: {}, mayor: {}}
options: {strike: {by: union}, raise: {by: employer}, visit: {by: mayor}}
status_quo: {strike: no, raise: no, visit: no}
preferences:
  union: {priorities: [strike iff not raise, raise]}
  employer: {priorities: [not strike, not raise]}
  mayor: {priorities: [not strike, not visit]}
"""


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "case.yaml"
    file.write_text(CASE)
    return str(file)


def run(*args: str, given: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(args), input=given)
    return result.exit_code, result.stdout, result.stderr


def test_what_explain_printed_is_proved(case: str) -> None:
    _, printed, _ = run("explain", case, "NYN", "--json")
    code, out, err = run("verify", case, "-", given=printed)
    assert (code, err) == (0, "")
    assert "gmr, state 2 holds for employer: proved" in out
    count = out.count("proved\n")
    assert out.endswith(f"{count} certificates: {count} proved, 0 not.\n")
    assert count >= 15
    assert max(map(len, out.splitlines())) <= 80


def test_a_coalition_is_named_as_one(case: str) -> None:
    together = ("--by", "cgmr", "--party", "union", "--party", "mayor", "--json")
    _, printed, _ = run("explain", case, "NYN", *together)
    code, out, _ = run("verify", case, "-", given=printed)
    assert code == 0
    assert "cgmr, state 2 holds for union+mayor: proved" in out


def test_what_proves_nothing_is_said_and_ends_with_one(case: str, tmp_path: Path) -> None:
    _, printed, _ = run("explain", case, "NYN", "--by", "gmr", "--json")
    file = tmp_path / "wrong.json"
    file.write_text(printed.replace('"stable": true', '"stable": false'))
    code, out, _ = run("verify", case, str(file))
    assert code == 1
    assert "gmr, state 2 does not hold for union: not proved: " in out
    code, out, _ = run("verify", case, str(file), "--json")
    found = json.loads(out)
    assert (code, found["proved"], found["failed"]) == (1, 0, 3)
    assert found["certificates"][0]["check"]["ok"] is False
    other = Path(case).with_name("other.yaml")
    other.write_text(CASE.replace("[not strike, not visit]", "[not visit, not strike]"))
    code, out, _ = run("verify", str(other), "-", given=printed)
    assert code == 1
    assert "another case" in out


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("{}", "holds no certificate"),
        ("[[[[[[[[[[[{}]]]]]]]]]]]", "holds no certificate"),
        ("{", "is not JSON"),
        ("\x00\xff", "is not JSON"),
        ("", "is not JSON"),
    ],
)
def test_what_is_no_certificate_is_a_wrong_call(case: str, given: str, what: str) -> None:
    code, out, err = run("verify", case, "-", given=given)
    assert (code, out) == (2, "")
    assert what in err


def test_a_certificate_of_no_shape_is_not_proved(case: str) -> None:
    code, out, _ = run(
        "verify", case, "-", given='{"case_hash": 1, "concept": [], "stable": 3, "state": {}}'
    )
    assert code == 1
    assert "not proved" in out


def test_missing_files_and_one_input_for_both(case: str) -> None:
    assert run("verify", case, "nowhere.json")[0] == 2
    assert run("verify", "nowhere.yaml", case)[0] == 2
    code, _, err = run("verify", "-", "-", given=CASE)
    assert code == 2
    assert "cannot both come from standard input" in err
