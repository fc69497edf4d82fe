"""`parley stability --coalitions --paths`: groups that would leave, and ways from here to there."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from parley.analysis.together import credible
from parley.cli import _coalitions, app

FERRY = """
parley: 1
parties: {union: {name: Ferry union}, employer: {name: Harbour company}, city: {name: City council}}
acting_together: [{parties: [employer, city]}]
options:
  strike: {by: union}
  wage: {by: employer, values: {from: 0, to: 20, step: 10}}
  grant: {by: city}
one_way: [{grant: [no -> yes]}]
rules: [not (strike and wage >= 20)]
status_quo: {strike: yes, wage: 0, grant: no}
preferences:
  union: {priorities: [wage >= 20, not strike if wage >= 10, strike if not wage >= 10]}
  employer: {priorities: [not strike, grant, not wage >= 20]}
  city: {priorities: [not strike, not grant]}
"""
PARTIAL = FERRY.replace(
    "  city: {priorities: [not strike, not grant]}\n",
    "  city: {prefers: [{better: {strike: no, wage: 10}, worse: status_quo}]}\n",
)


def run(text: str, *args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["stability", "-", *args], input=text)
    return result.exit_code, result.stdout, result.stderr


def test_who_would_leave_together_and_by_which_moves() -> None:
    code, out, _ = run(FERRY, "--coalitions")
    assert code == 0
    lines = out.splitlines()
    assert "Together: 7 groups of parties asked about, each party alone among them" in lines
    assert "asked about first, since the case names them: Harbour company and City council" in lines
    assert "S = cseq" in out
    at = lines.index("  state 6 (status quo)")
    told = " ".join(line.strip() for line in lines[at + 1 : at + 3])
    assert told == (
        "NGMS Ferry union and Harbour company: Ferry union strike=no, then Harbour company "
        "wage=20, to state 4"
    )
    assert "  state 2 (strike=no, wage=10): nobody would leave, alone or together" in lines
    assert max(map(len, lines)) <= 80
    assert lines == [line.rstrip() for line in lines]


def test_what_is_uncertain_is_small_and_by_limits_the_concepts() -> None:
    code, out, _ = run(PARTIAL, "--coalitions", "--by", "gmr")
    assert code == 0
    assert "G = cgmr; a group gains where all members gain" in out
    assert "    g City council: grant=yes, to state 3" in out.splitlines()
    assert "cnash" not in out


def test_pareto_gains_are_asked_for_by_name() -> None:
    code, out, _ = run(FERRY, "--coalitions", "--gain", "pareto")
    assert code == 0
    assert "a group gains where no member loses and one gains" in " ".join(out.split())
    code, _, err = run(FERRY, "--coalitions", "--gain", "some")
    assert code == 2
    assert "'strict', 'pareto'" in err


def test_the_rule_of_turns_in_replies_is_asked_for_by_name() -> None:
    code, out, _ = run(FERRY, "--coalitions", "--by", "seq", "--replies", "disjoint", "--json")
    assert code == 0
    assert json.loads(out)["coalitions"]["results"]["cseq"]["parameters"]["replies"] == "disjoint"
    _, out, _ = run(FERRY, "--coalitions", "--by", "seq")
    assert "the same one does not make two steps in a row" in " ".join(out.split())
    code, _, err = run(FERRY, "--coalitions", "--replies", "once")
    assert code == 2
    assert "'not_twice', 'disjoint'" in err


def test_of_many_outcomes_the_first_are_told_and_json_has_every_way() -> None:
    names = [f"x{k}" for k in range(6)]
    case = (
        "parley: 1\nparties: {a: {}}\noptions: {" + ", ".join(f"{x}: {{by: a}}" for x in names)
        + "}\nstatus_quo: {" + ", ".join(f"{x}: no" for x in names)
        + "}\npreferences: {a: {priorities: [x0]}}\n"
    )  # fmt: skip
    asked = ("stability", "-", "--by", "nash", "--paths")
    out = CliRunner().invoke(app, asked, input=case).stdout
    assert "and 12 more outcomes; --json gives each one's way" in out
    found = json.loads(CliRunner().invoke(app, [*asked, "--json"], input=case).stdout)
    assert len(found["paths"]["ways_of"]["ways"]) == 32


def test_ways_from_the_status_quo_and_from_another_state() -> None:
    code, out, _ = run(FERRY, "--paths", "--by", "nash")
    assert code == 0
    lines = out.splitlines()
    assert "From here to there: from state 6 (status quo)" in lines
    at = lines.index("  state 2 (strike=no, wage=10): 2 moves, but not by gains alone")
    assert lines[at + 1 : at + 3] == [
        "    1. Harbour company: wage=10; it does not gain by this",
        "    2. Ferry union: strike=no",
    ]
    assert max(map(len, lines)) <= 80
    code, out, _ = run(FERRY, "--from", "strike=no,wage=10,grant=yes", "--by", "nash")
    assert code == 0
    told = " ".join(out.split())
    assert "From here to there: from state 3 (strike=no, wage=10, grant=yes)" in told
    assert (
        "state 2 (strike=no, wage=10): nothing leads there; into it lead only moves from states "
        "that cannot be reached: from 8 (Ferry union: strike=no); from 0 (Harbour company: wage=10)"
    ) in told


def test_a_second_move_in_a_row_is_no_way() -> None:
    text = """
parley: 1
parties: {a: {name: A}, b: {name: B}}
states: [s, t, u]
moves: {a: [[s, t], [t, u]]}
status_quo: {state: s}
preferences: {a: {ranking: [[u], [t], [s]]}, b: {ranking: [[u], [t], [s]]}}
"""
    code, out, _ = run(text, "--paths", "--by", "nash")
    assert code == 0
    assert (
        "state 2 (state=u): nothing leads there; into it lead only moves from states that cannot "
        "be reached, or second moves in a row of one party: from 1 (A: state=u)"
    ) in " ".join(out.split())


def test_a_way_by_gains_and_one_that_may_be() -> None:
    _, out, _ = run(FERRY, "--from", "strike=yes,wage=10,grant=no", "--by", "nash")
    lines = out.splitlines()
    at = lines.index("  state 2 (strike=no, wage=10): 1 move, each mover gains")
    assert lines[at + 1] == "    1. Ferry union: strike=no"
    _, out, _ = run(PARTIAL, "--paths")
    lines = out.splitlines()
    at = lines.index("  state 7 (grant=yes): 1 move, each mover may gain")
    assert lines[at + 1] == "    1. City council: grant=yes; it is not known whether it gains"


def test_json_is_complete() -> None:
    code, out, _ = run(FERRY, "--coalitions", "--paths", "--json")
    assert code == 0
    found = json.loads(out)
    cseq = found["coalitions"]["results"]["cseq"]
    assert set(cseq["stable"]) == {
        "union", "employer", "city", "union+employer", "union+city", "employer+city",
        "union+employer+city",
    }  # fmt: skip
    assert cseq["first"] == [["employer", "city"]]
    assert len(cseq["stable"]["union+city"]) == found["n_states"] == 10
    leaves = found["coalitions"]["departures"]["6"]["cgmr"]
    assert {"mover": "union", "start": 6, "end": 0, "gains": False} in [
        step for each in leaves for step in each["moves"]
    ]
    assert found["coalitions"]["departures_not_listed"] == 0
    ways = found["paths"]["ways_of"]
    assert ways["start"] == 6
    assert ways["complete"] is True
    assert len(ways["steps"]) == 10
    assert {way["end"] for way in ways["ways"]} == set(map(int, found["states"]))
    assert found["paths"]["states"]["6"] == {"strike": "yes", "wage": "0", "grant": "no"}


def test_what_takes_too_much_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credible, "STEP_LIMIT", 3)
    code, out, _ = run(FERRY, "--coalitions")
    assert code == 0
    assert "cseq was left out: cseq could have to keep" in " ".join(out.split())
    assert "S = cseq" not in out
    code, _, err = run(FERRY, "--coalitions", "--by", "seq")
    assert code == 1
    assert "leave cseq out" in err


def test_departures_that_time_does_not_allow_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_coalitions, "_SECONDS", -1.0)
    code, out, _ = run(FERRY, "--coalitions", "--by", "nash")
    assert code == 0
    assert "more outcomes; --json gives every group's verdict" in out


def test_no_status_quo_and_no_preferences() -> None:
    without = FERRY.replace("status_quo: {strike: yes, wage: 0, grant: no}\n", "")
    code, _, err = run(without, "--paths")
    assert code == 2
    assert "the case names no status quo" in err
    assert run(without, "--from", "0")[0] == 0
    code, out, _ = run(FERRY[: FERRY.index("preferences:")], "--paths", "--coalitions")
    assert code == 0
    assert "no preference of any party is known" in out
