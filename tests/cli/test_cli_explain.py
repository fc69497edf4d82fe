"""`parley explain`: who would move, who would answer how, in plain words; wrong calls."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import parley
from parley.cli import app

FERRY = """
parley: 1
parties: {company: {name: Ferry company}, union: {name: Union}}
options:
  wage: {by: company, unit: percent, values: {from: 0, to: 10, step: 5}}
  strike: {by: union, label: strike of the crews}
  last_offer: {by: company}
rules: [not (strike and wage >= 10)]
status_quo: {wage: 0, strike: yes, last_offer: no}
preferences:
  company: {priorities: [not strike, not wage >= 10, not wage >= 5]}
  union: {basis: inferred, priorities: [wage >= 5, strike iff wage < 5, wage >= 10]}
"""
PART = """
parley: 1
parties: {union: {name: Union}, employer: {name: Employer}, mayor: {name: Mayor}}
options:
  wage: {by: employer, values: {from: 0, to: 20, step: 10}}
  strike: {by: union}
  visit: {by: mayor}
status_quo: {wage: 0, strike: yes, visit: no}
preferences:
  union: {priorities: [wage >= 20, not strike]}
  employer: {prefers: [{better: {wage: 10, strike: no}, worse: status_quo}]}
"""
LETTERS = """
parley: 1
parties: {a: {name: A}, b: {name: B}}
options: {talks: {by: [a, b], act: all}, x: {by: a}}
preferences: {a: {priorities: [talks, x]}, b: {priorities: [not talks]}}
"""
GRAPH = """
parley: 1
parties: {a: {name: A}, b: {name: B}}
states: [calm, dispute, strike]
moves: {a: [[calm, dispute]], b: [[dispute, strike]]}
preferences: {a: {ranking: [dispute, calm, strike]}, b: {ranking: [strike, dispute, calm]}}
"""


def run(text: str, *args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["explain", "-", *args], input=text)
    return result.exit_code, result.stdout, result.stderr


def told(text: str, *args: str) -> str:
    """What is printed, on one line."""
    code, out, err = run(text, *args)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert out.splitlines() == [line.rstrip() for line in out.splitlines()]
    return " ".join(out.split())


def test_who_would_move_and_who_would_answer() -> None:
    out = told(FERRY, "wage=5,strike=no,last_offer=no")
    assert (
        "is things as they are, but wage from 0 to 5 and strike of the crews from yes to no." in out
    )
    assert "Union would stay: its one move does not lead to anything that it prefers." in out
    assert (
        "It could change wage from 5 to 0, and would be better off. Then Union could change "
        "strike of the crews from no to yes, and would gain by it. Ferry company would then be "
        "no better off than here. That deters." in out
    )
    assert "assumed for Ferry company and inferred for Union" in out


def test_the_methods_are_named_only_where_one_is_asked_for() -> None:
    state = "wage=5,strike=no,last_offer=no"
    plain = told(FERRY, state).casefold()
    words = set(plain.replace(",", " ").replace(".", " ").replace(":", " ").split())
    assert not words & {*parley.concepts(), "metarational", "sequential", "equilibrium"}
    assert "By seq: replies are legal sequences" in told(FERRY, state, "--by", "seq")
    nash = told(FERRY, state, "--by", "nash", "--party", "company")
    assert "Ferry company would leave: it has 2 gains that nothing takes away." in nash
    assert "No answer is looked for: nothing deters." in nash


def test_one_party_by_its_key_or_its_name() -> None:
    by_key = told(FERRY, "status_quo", "--party", "company")
    assert by_key == told(FERRY, "status_quo", "--party", "ferry Company")
    assert "Union would" not in by_key


def test_what_is_not_known_is_said_so() -> None:
    out = told(PART, "status_quo")
    assert "Whether Employer would stay does not follow from what is known, step by step." in out
    assert "It could change wage from 0 to 10; whether it would be better off is not known." in out
    assert "- whether Employer would be better off than here with wage from 0 to 10" in out
    assert "Nothing is known of what Mayor prefers" in out
    assert "Union would leave: it has one gain that nothing takes away." in out


def test_letters_switches_and_graphs() -> None:
    out = told(LETTERS, "NYY")
    assert "State 3 (NYY) is talks (A): no, talks (B): yes, x: yes." in out
    assert "It could change talks (A) from no to yes, and would be better off." in out
    assert "B could change talks (B) from yes to no, and would gain by it." in told(LETTERS, "YYN")
    graph = told(GRAPH, "calm", "--party", "a")
    assert "It could change state from calm to dispute, and would be better off." in graph
    assert "Then B could change state from dispute to strike, and would gain by it." in graph


def test_a_slip_in_a_states_name_or_letters() -> None:
    assert "no state is called 'strik'; did you mean 'strike'?" in run(GRAPH, "strik")[2]
    assert (
        "'NYX': a state is 3 letters N, Y or -, for talks.a, talks.b, x" in run(LETTERS, "NYX")[2]
    )


def test_json_has_certificates_that_verify() -> None:
    code, out, _ = run(FERRY, "wage=5,strike=no,last_offer=no", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["values"] == {"wage": "5", "strike": "no", "last_offer": "no"}
    case = parley.load_case(text=FERRY)
    assert found["hash"] == case.hash
    for party, proofs in found["certificates"].items():
        assert {"nash", "gmr", "smr", "seq"} <= set(proofs)
        for name, proof in proofs.items():
            assert parley.verify(case, proof), (party, name)
            result = parley.stability(case, name)
            assert proof["stable"] == bool(result.stable[party][found["state"]])
    assert found["explanation"]["views"][0]["verdict"] == "deterred"


def test_json_says_why_there_is_no_certificate() -> None:
    code, out, _ = run(PART, "0", "--json", "--by", "nash")
    assert code == 0
    proofs = json.loads(out)["certificates"]
    assert (
        "does not settle, step by step, whether employer stays"
        in proofs["employer"]["nash"]["none"]
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("wgae=5",), "no state can have wgae=5: no such option or value; did you mean 'wage'?"),
        (("strike=yess",), "strike=yess: no such option or value; did you mean 'yes'?"),
        (("wage=7",), "wage=7: no such option or value; wage is one of 0, 5, 10"),
        (("wage=5",), "4 states have wage=5; say also strike, last_offer"),
        (
            ("wage=10,strike=yes",),
            "no feasible state has wage=10,strike=yes: the rule 'not (strike and wage >= 10)' "
            "forbids it",
        ),
        (("statusquo",), "write its number, 0 to 9, or option=value,option=value, as in wage=0"),
        (("statusquo",), "last_offer=no; did you mean 'status_quo'?"),
        (("99",), "there are 10 states, 0 to 9; not 99"),
        (("0", "--party", "onion"), "no party is called 'onion'; did you mean 'union'?"),
        (("0", "--by", "sqe"), "no solution concept is named 'sqe'"),
    ],
)
def test_wrong_calls(args: tuple[str, ...], said: str) -> None:
    code, out, err = run(FERRY, *args)
    assert (code, out) == (2, "")
    assert said in err


TOGETHER = """
parley: 1
parties: {a: {name: Anna}, b: {name: Ben}, c: {name: Cho}}
options: {x: {by: a}, y: {by: b}, z: {by: c}}
status_quo: NNN
preferences:
  a: {ranking: [[YYN], [YNN], [NNN], {gap: much}, [YNY]], rest: last}
  b: {ranking: [[YYN], [NYN], [NNN]], rest: last}
  c: {priorities: [z]}
"""
TWO = """
parley: 1
parties: {a: {name: Anna}, b: {name: Ben}}
options: {x: {by: a}, y: {by: b}}
preferences: {a: {ranking: [YN, NN, YY], rest: last}, b: {ranking: [NY, NN, YY], rest: last}}
"""


def test_moves_made_at_the_same_time() -> None:
    out = told(TOGETHER, "status_quo", "--by", "sim")
    assert (
        "It could change x from no to yes, and would be better off. At the same time Cho could "
        "change z from no to yes, and would gain by it. Together that would change x from no to "
        "yes and z from no to yes, and Anna would be no better off than here. That deters." in out
    )
    assert "Whatever the others gained by meanwhile, Cho would be better off than here" in out


def test_a_combination_that_is_no_state() -> None:
    text = TWO.replace("options:", "rules: [not (x and y)]\noptions:").replace(", YY", "")
    out = told(text, "NN", "--by", "sim", "--variant", "infeasible=no_move", "--party", "a")
    assert "Together that is no state that the rules allow, which counts as no move." in out
    assert "Anna would leave" in told(text, "NN", "--by", "sim", "--party", "a")


def test_how_strongly() -> None:
    out = told(TOGETHER, "NNN", "--by", "gmr", "--variant", "strength=strong")
    assert "Anna would stay: each of its gains would be met and leave it much worse off." in out
    assert "Anna would then be much worse off than here. That deters." in out
    assert "Ben has one gain that nothing much worse than here would follow." in out


def test_parties_together() -> None:
    out = told(TOGETHER, "NNN", "--by", "cnash", "--party", "a", "--party", "Ben")
    assert "Anna and Ben would leave together." in out
    assert "That would be better for each of them. No answer is looked for: nothing deters." in out
    out = told(TOGETHER, "NNN", "--by", "cgmr", "--party", "a", "--party", "Ben")
    assert "Anna and Ben would stay, as far as leaving together goes." in out
    assert (
        "x from no to yes and y from no to yes. But Cho could change z from no to yes, and "
        "then it would no longer be so." in out
    )
    out = told(TOGETHER, "NNN", "--by", "csmr", "--party", "c")
    assert "Cho would leave. Cho could change z from no to yes. That would be better for it." in out
    out = told(TOGETHER, "NNN", "--by", "cgmr", *[f"--party={p}" for p in "abc"])
    assert "Nothing that they could bring about would be better for each of them." in out


@pytest.mark.parametrize(
    "args",
    [
        ("--by", "sim"),
        ("--by", "seq", "--variant", "strength=strong"),
        ("--by", "smr", "--variant", "strength=weak"),
        ("--by", "limited_move", "--variant", "horizon=5"),
        ("--by", "non_myopic"),
        ("--by", "stackelberg", "--variant", "leader=b"),
        ("--by", "cgmr", "--party", "b", "--party", "a", "--variant", "gain=pareto"),
        ("--by", "csmr", "--party", "b"),
        ("--by", "cseq", "--party", "a", "--variant", "replies=disjoint"),
        (),
    ],
)
def test_json_has_certificates_of_every_form(args: tuple[str, ...]) -> None:
    case = parley.load_case(text=TWO)
    for state in range(len(case.states)):
        code, out, err = run(TWO, str(state), "--json", *args)
        assert (code, err) == (0, "")
        found = json.loads(out)
        for proofs in found["certificates"].values():
            for proof in proofs.values():
                assert parley.verify(case, proof), proof
    if not args:
        assert set(found["certificates"]["a"]) >= {"nash", "sim", "limited_move"}
        assert "non_myopic" not in found["certificates"]["a"]
    if "csmr" in args:
        assert list(found["certificates"]) == ["b"]
    if "cgmr" in args:
        assert list(found["certificates"]) == ["a+b"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--by", "non_myopic"), "nash, gmr, smr, seq, sseq, sim can; --json has its certificates"),
        (("--by", "cgmr"), "cgmr is about parties together: name them with --party"),
        (("--by", "cgmr", "--json"), "cgmr is about parties together: name them with --party"),
        (("--by", "gmr", "--variant", "strength=weak"), "weak stability is two questions at once"),
        (("--by", "gmr", "--variant", "strength=much"), "strength of gmr is one of none, strong"),
        (("--variant", "strength=strong"), "say by which concept strength is meant"),
        (("--variant", "strength=strong", "--json"), "say by which concept strength is meant"),
        (("--by", "gmr", "--variant", "strong"), "--variant takes KEYWORD=VALUE"),
        (("--by", "stackelberg", "--json"), "stackelberg needs leader=, one of a, b"),
    ],
)
def test_what_has_no_words_or_no_certificate(args: tuple[str, ...], said: str) -> None:
    code, out, err = run(TWO, "0", *args)
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())


def test_replies_that_others_make_together() -> None:
    out = told(TOGETHER, "NNN", "--by", "cseq", "--party", "a", "--party", "b")
    assert "by some coalition of the others" in out
    assert "But Cho could change z from no to yes, and then it would no longer be so" in out
    out = told(TOGETHER, "NNN", "--by", "cseq", "--party", "c")
    assert "Wherever the others went on from there, each time to the gain of those who" in out
