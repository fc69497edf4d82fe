"""Every fault of a case has its message, place and words, and all come at once."""

# ruff: noqa: E501 - messages stand as they are printed

from __future__ import annotations

import hashlib
import json
import pickle
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case import Case, case_problems, load_case
from parley.errors import CaseError, Problem, UsageError
from parley.model import Evidence, Span
from tests.case.casetexts import PLAIN, STRIKE, TALKS


def shown(text: str) -> list[str]:
    return [str(problem) for problem in case_problems(text=text, name="c.yaml")]


def faults(text: str) -> list[Problem]:
    return [p for p in case_problems(text=text, name="c.yaml") if p.severity == "error"]


def test_the_talks_case_says_what_its_file_says() -> None:
    case = load_case(text=TALKS)
    assert case.title == "Halt-for-release talks"
    assert case.as_of is None
    assert case.reviewed is None
    assert list(case.parties) == ["front", "govern", "rim"]
    assert case.parties["rim"].name == "Rim Movement of Far Marro"
    assert case.parties["rim"].basis == "assumed"
    assert case.acting_together[0].parties == ("front", "rim")
    assert case.acting_together[0].evidence == (Evidence("A", Span(1022, 1152)),)
    assert list(case.mediators) == ["envoy"]
    assert case.options["halt"].lasts == {"week": "P7D"}
    assert case.options["halt"].values == ("none", "week", "ceasefire")
    assert case.options["aid"].values == ("no", "yes")
    assert (case.options["talks"].act, case.options["freed_from_port"].act) == ("all", "any")
    assert case.one_way[0].changes == (("none", "some"), ("none", "all"), ("some", "all"))
    o1, o2 = case.proposals
    assert o1.gives[0].values == ("week", "ceasefire")
    assert o1.wants[0].amount == {"comparator": "approx", "value": 40}
    assert (o1.basis, o1.answers[0].answer, o1.answers[0].by) == ("reported", "rejected", "front")
    assert o2.wants[0].including == ("all remaining women", "all remaining children")
    assert o2.wants[0].amount == {"comparator": "vague", "words": "several dozen"}
    first = case.preconditions[0]
    assert (first.first[0].values, first.then[0].option, first.order) == (
        ("week", "ceasefire"), "talks", "before",
    )  # fmt: skip
    assert case.conflict().status_quo == 0
    assert case.unused == ()


def test_the_strike_case_says_what_its_file_says() -> None:
    case = load_case(text=STRIKE)
    assert case.options["wage"].numeric
    assert case.options["wage"].values == ("0", "5", "10", "15", "20", "25", "30", "35", "40")
    assert case.rules[0].text == "not (strike and wage >= 30)"
    assert len(case.states) == 15
    assert case.parties["workers"].part_of == "union"
    assert case.preferences["board"].prefers[0].basis == "inferred"
    assert [n.words for n in case.notices if "controls nothing" in n.what] == ["board", "workers"]


def test_scalars_are_their_source_text() -> None:
    case = load_case(
        text="""\
parley: 1
title: 0x1F
as_of: 2024-01-01
parties: {no: {name: Yes}, y: {name: 08}}
options:
  a: {by: no, values: [2024-01-01, yes, null_, 1_0, 08, "null", ~x, True]}
"""
    )
    assert (case.title, case.as_of, case.parties["no"].name, case.parties["y"].name) == (
        "0x1F", "2024-01-01", "Yes", "08",
    )  # fmt: skip
    assert case.options["a"].values == (
        "2024-01-01", "yes", "null_", "1_0", "08", "null", "~x", "True",
    )  # fmt: skip


def test_numeric_options_compare_as_decimals() -> None:
    case = load_case(
        text="""\
parley: 1
parties: {a: }
options: {wage: {by: a, values: {from: -0.5, to: 1, step: 0.50}}}
rules: [wage > -0.50, not wage = 1.0]
status_quo: {wage: 0.00}
"""
    )
    assert case.options["wage"].values == ("-0.5", "0", "0.5", "1")
    assert [state["wage"] for state in case.states] == ["0", "0.5"]
    assert case.status_quo == {"wage": "0"}


MESSAGES = [
    # the faults that the issue names
    ("parley: 1\noptions: [1", "c.yaml:2:12: not valid YAML: expected ',' or ']', but got"),
    ("parley: 1\nparties: {a: }\noptions:\n  aid: {}\n",
     "c.yaml:4:3: an option of nobody: say who can do it, `by: party`: 'aid'"),
    ("parley: 1\nparties: {a: }\noptions:\n  aid: {by: []}\n",
     "c.yaml:4:3: an option of nobody: say who can do it, `by: party`: 'aid'"),
    (PLAIN + "rules: [x or y, not x, not y, z = low]\n",
     "c.yaml:8:9: no state satisfies the rules; it contradicts the rules at 8:17, 8:24: 'x or y'"),
    (PLAIN + "proposals:\n- {id: o1, kind: offer, by: a, gives: {x: yes}}\n"
     "- {id: o1, kind: demand, by: a, wants: {y: yes}}\n",
     "c.yaml:10:8: the id stands twice; first in line 9: 'o1'"),
    (PLAIN + "preferences: {a: {priorities: [x and quiet]}}\n",
     "c.yaml:8:38: no option has this name: 'quiet'"),
    (PLAIN + "preferences: {a: {ranking: [{yy: no}], rest: last}}\n",
     "c.yaml:8:30: no option has this name; did you mean 'y'?: 'yy'"),
    (PLAIN + "preferences: {a: {prefers: [{better: {w: no}, worse: status_quo}]}}\n",
     "c.yaml:8:39: no option has this name: 'w'"),
    # shape
    ("title: x\n", "c.yaml:1:1: the key `parley` is missing here: 'title: x'"),
    ("parley: 2\n", "c.yaml:1:9: this file is of form 2; this Parley reads form 1: '2'"),
    ("- a\n", "c.yaml:1:1: a case is a mapping: it starts with `parley: 1`"),
    (PLAIN + "partys: {}\n", "c.yaml:8:1: no such key here; did you mean 'parties'?: 'partys'"),
    (PLAIN + "title: [a]\n", "c.yaml:8:1: a word or text should stand here, not a list: 'title'"),
    (PLAIN + "title: b\ntitle: c\n", "c.yaml:9:1: the key stands twice; first in line 8: 'title'"),
    (PLAIN + "title: &t b\nas_of: *t\n", "c.yaml:9:8: aliases are not read; write the words out: '*t'"),
    (PLAIN + "title: !!str b\n", "c.yaml:8:8: tags are not read; leave it out: '!!str b'"),
    (PLAIN + "? [a]\n: b\n", "c.yaml:8:3: a key is a word, not a list or mapping: '[a]'"),
    (PLAIN + "---\nparley: 1\n", "c.yaml:8:1: a second document starts here; a case is one document"),
    ("[" * 70 + "]" * 70, "c.yaml:1:61: nested deeper than 60 levels"),
    (PLAIN + "rules: x\n", "c.yaml:8:8: a list should stand here: 'x'"),
    # names
    ("parley: 1\nparties: {if: }\n", "c.yaml:2:11: the statement language keeps this word for itself"),
    ("parley: 1\nparties: {é: }\n", "c.yaml:2:11: a name starts with a letter or _"),
    ("parley: 1\nparties: {a: {part_of: b}}\n", "c.yaml:2:24: no party has this name: 'b'"),
    ("parley: 1\nparties: {a: {part_of: b}, b: {part_of: a}}\n",
     "c.yaml:2:24: a party cannot be part of itself: a is part of b, b is part of a: 'b'"),
    ("parley: 1\nparties: {a: {part_of: a}}\n",
     "c.yaml:2:24: a party cannot be part of itself: 'a'"),
    ("parley: 1\nparties: {a: }\nmediators: {a: }\n", "c.yaml:3:13: a party has this name already: 'a'"),
    (PLAIN + "acting_together: [{parties: [a]}]\n", "c.yaml:8:19: acting together takes two parties"),
    # options
    ("parley: 1\nparties: {a: , b: }\noptions: {x: {by: [a, b]}}\n",
     "c.yaml:3:11: several parties stand in `by`: say `act: any` if any one may do it, `act: all`"),
    ("parley: 1\nparties: {union: }\noptions: {x: {by: unoin}}\n",
     "c.yaml:3:19: no party has this name; did you mean 'union'?: 'unoin'"),
    ("parley: 1\nparties: {a: }\noptions: {x: {by: a, values: [v]}}\n",
     "c.yaml:3:11: an option has two values or more: 'x'"),
    ("parley: 1\nparties: {a: }\noptions: {x: {by: a, values: [v, v]}}\n",
     "c.yaml:3:34: the value stands twice: 'v'"),
    ("parley: 1\nparties: {a: }\noptions: {x: {by: a, values: [1, 1.0]}}\n",
     "c.yaml:3:11: two of the values are the same number: 'x'"),
    ("parley: 1\nparties: {a: }\noptions: {x: {by: a, values: {from: 0, to: 5, step: 2}}}\n",
     "c.yaml:3:53: steps of 2 from 0 do not reach 5: '2'"),
    ("parley: 1\nparties: {a: }\noptions: {x: {by: a, values: {from: 5, to: 0, step: 2}}}\n",
     "c.yaml:3:30: a range goes up"),
    ("parley: 1\nparties: {a: }\noptions: {x: {by: a, values: [v, {w: {lasts: week}}]}}\n",
     "c.yaml:3:46: a duration is written as in ISO 8601: P7D, P2W, PT48H: 'week'"),
    ("parley: 1\nparties: {a: }\noptions: {x: {by: a, unit: people, cost: 3}}\n",
     "c.yaml:3:11: people are counted by category, never weighed: leave `cost` out: 'x'"),
    # statements
    (PLAIN + "rules: [x andd y]\n",
     "c.yaml:8:11: `and`, `or`, `if` or `iff` should stand before this: 'andd'"),
    (PLAIN + 'rules: ["x and z = hihg"]\n',
     "c.yaml:8:20: z has no such value; did you mean 'high'? (low, mid, high): 'hihg'"),
    (PLAIN + "rules: [z]\n", "c.yaml:8:9: z has no value yes; say which: z = high: 'z'"),
    (PLAIN + "rules: [z >= mid]\n", "c.yaml:8:9: z is not numeric; compare it with =: 'z'"),
    (STRIKE.replace("wage >= 30)", "wage >= many)"), "c.yaml:10:33: wage is compared with a number: 'many'"),
    # moves taken out
    (PLAIN + "one_way: [{z: [low->mid]}]\n",
     "c.yaml:8:16: a change is written `none -> week`, with spaces around the arrow: 'low->mid'"),
    (PLAIN + "one_way: [{z: [low -> top]}]\n",
     "c.yaml:8:23: z has no such value (low, mid, high): 'top'"),
    (PLAIN + "no_move: [{by: a, change: {y: no -> yes}}]\n", "c.yaml:8:28: a does not control y: 'y'"),
    # states
    (PLAIN.replace("{x: no, y: no, z: low}", "{x: no, y: no}"),
     "c.yaml:7:13: a value is missing for z: '{x: no, y: no}'"),
    (PLAIN.replace("{x: no, y: no, z: low}", "NNN"),
     "c.yaml:7:13: only where every option is no or yes is a state a string: 'NNN'"),
    (PLAIN + "rules: [y, x]\n",
     "c.yaml:7:13: the status quo is not a feasible state: the rule in line 8 forbids it"),
    (PLAIN + "rules: [x]\nstates: [{x: no}]\n", "c.yaml:9:10: `states` stands in place of `rules`"),
    (PLAIN + "states: [{x: yes}]\n", "c.yaml:7:13: the status quo is not a feasible state"),
    # positions
    (PLAIN + "proposals: [{id: o, kind: offer, by: c, gives: {x: yes}}]\n",
     "c.yaml:8:38: no party or mediator has this name: 'c'"),
    (PLAIN + "proposals: [{id: o, kind: demand, by: a, gives: {x: yes}}]\n",
     "c.yaml:8:27: what also gives something is a demand_with_offer: 'demand'"),
    (PLAIN + "mediators: {m: }\nproposals: [{id: o, kind: offer, by: m, gives: {x: yes}}]\n",
     "c.yaml:9:18: a mediator's proposal puts every term under `wants`: 'o'"),
    (PLAIN + "proposals: [{id: o, kind: offer, by: a, gives: {x: yes}, possibly_same: [p]}]\n",
     "c.yaml:8:74: no other proposal has this id: 'p'"),
    (PLAIN + "proposals: [{id: o, kind: offer, by: a, gives: {x: yes}, stages: []}]\n",
     "c.yaml:8:18: `stages` stands in place of `gives` and `wants`: 'o'"),
    (PLAIN + "proposals: [{id: o, kind: offer, by: a, answers: [{by: b, answer: refused}]}]\n",
     "c.yaml:8:67: this must be one of accepted, rejected, countered, withdrawn, deferred"),
    (PLAIN + "preconditions: [{id: f, by: a, first: {x: yes}, then: {y: maybe}}]\n",
     "c.yaml:8:59: y has no such value (no, yes): 'maybe'"),
    # how it is known
    (PLAIN + "proposals: [{id: o, kind: offer, by: a, gives: {x: yes}, basis: stated}]\n",
     "c.yaml:8:65: what is stated needs evidence: `evidence: [\"A:217-286\"]`: 'stated'"),
    (PLAIN + "proposals: [{id: o, kind: offer, by: a, gives: {x: yes}, evidence: A:0-5}]\n",
     "c.yaml:8:68: no source is called 'A': 'A:0-5'"),
    (TALKS.replace("A:0-35", "A:35-0"), "the end of a place lies after its start: 'A:35-0'"),
    (TALKS.replace("A:0-35", "p. 3"), "evidence is `source:start-end`, as in A:217-286: 'p. 3'"),
    (TALKS.replace("published: null", "sha256: abc"), "a SHA-256 is 64 digits 0-9 and letters a-f"),
    (TALKS.replace("as_of: null", "as_of: soon"), "a date is written 2024-01-31, 2024-01 or 2024"),
    (TALKS.replace("comparator: approx", "comparator: about"), "a comparator is one of eq, approx,"),
    # preferences
    (PLAIN + "preferences: {c: {priorities: [x]}}\n", "c.yaml:8:15: no party has this name: 'c'"),
    (PLAIN + "preferences: {a: {priorities: [x], weights: {y: 1}}}\n",
     "c.yaml:8:15: at most one of ranking, priorities, weights; here are priorities, weights: 'a'"),
    (PLAIN + "preferences: {a: {ranking: [{x: yes}]}}\n",
     "c.yaml:8:15: the ranking leaves out 6 of 12 states (x=no,y=no,z=low; x=no,y=no,z=mid; "
     "x=no,y=no,z=high; …); rank them, or say `rest: last` or `rest: unknown`: 'a'"),
    (PLAIN + "preferences: {a: {rest: last}}\n",
     "c.yaml:8:25: `rest` says what a ranking leaves out; there is no ranking: 'last'"),
    (PLAIN + "rules: [not z = mid]\npreferences: {a: {ranking: [{z: mid}], rest: last}}\n",
     "c.yaml:9:29: no feasible state is like this: '{z: mid}'"),
    (PLAIN + "preferences: {a: {ranking: [{gap: much}, {x: yes}], rest: last}}\n",
     "c.yaml:8:35: a gap stands between two groups: 'much'"),
    (PLAIN + "preferences: {a: {weights: {x: much}}}\n",
     "c.yaml:8:32: a plain number should stand here, as 5 or -2.5: 'much'"),
    (TALKS.replace("preferences: {}", "preferences: {govern: {weights: {freed_from_port = all: 3}}}"),
     "people are counted by category, never weighed: freed_from_port: 'freed_from_port = all'"),
    (PLAIN + "preferences: {a: {prefers: [{better: {z: [low, mid]}, worse: status_quo}]}}\n",
     "c.yaml:8:39: one value should stand here, not several: 'z'"),
    (PLAIN + "preferences: {a: {prefers: [{better: {x: no}, worse: status_quo}]}}\n",
     "c.yaml:8:29: both sides are the same state"),
    (PLAIN + "preferences: {a: {priorities: [x], prefers: [{better: status_quo, worse: {x: yes}}]}}\n",
     "c.yaml:8:46: this is against the order that the party's other preferences give"),
    (PLAIN + "preferences: {a: {priorities: [x], prefers: [{better: status_quo, worse: {y: yes}}]}}\n",
     "c.yaml:8:46: this is against the tie that the party's other preferences give"),
    (PLAIN.replace("status_quo: ", "as_of: null # ")
     + "preferences: {a: {prefers: [{better: {x: yes}, worse: status_quo}]}}\n",
     "c.yaml:8:29: options not named keep their status-quo value, and the case names no status quo"),
    # graph form
    ("parley: 1\nparties: {a: }\nstates: [s, t]\nmoves: {a: [[s, u]]}\n",
     "c.yaml:4:17: no state has this name: 'u'"),
    ("parley: 1\nparties: {a: }\nstates: [s, t]\nmoves: {a: [[s, s]]}\n",
     "c.yaml:4:14: a move leads to another state: 's'"),
    ("parley: 1\nparties: {a: }\nstates: [s, t]\nmoves: {a: []}\noptions: {x: {by: a}}\n",
     "c.yaml:5:11: with `moves` (graph form) there is no `options`: 'x'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), MESSAGES)
def test_each_fault_has_its_message(text: str, message: str) -> None:
    assert any(message in line for line in shown(text)), shown(text)
    with pytest.raises(CaseError) as caught:
        load_case(text=text, name="c.yaml")
    assert list(caught.value.problems) == case_problems(text=text, name="c.yaml")


def test_the_message_is_the_only_one() -> None:
    """One slip gives one message: no fault is reported for what only follows from another."""
    several = {"here are priorities", "second", "aliases", "tags are not"}
    for text, message in MESSAGES:
        if not any(words in message for words in several):
            assert len(faults(text)) == 1, shown(text)


def test_faults_of_shape_and_of_meaning_come_together() -> None:
    text = """\
parley: 1
parties: {a: {nam: A}, b: [x]}
options:
  x: {by: a, act: al, values: [p, q]}
  y: {by: c}
  w: {by: b}
rules: [x = p and quiet, {is: [y]}]
proposals:
  - {id: o, kind: offer, gives: {x: p}}
  - {id: o2, kind: offer, by: a, to: d, gives: {y: nope}, possibly_same: o}
"""
    assert shown(text) == [
        "c.yaml:2:15: no such key here; did you mean 'name'?: 'nam'",
        "c.yaml:2:24: a mapping should stand here: 'b'",
        "c.yaml:4:19: this must be one of any, all: 'al'",
        "c.yaml:5:11: no party has this name: 'c'",
        "c.yaml:7:19: no option has this name: 'quiet'",
        "c.yaml:7:27: a word or text should stand here, not a list: 'is'",
        "c.yaml:9:5: the key `by` is missing here: '{id: o, kind: offer, gives: {x: p}}'",
        "c.yaml:10:38: no party or mediator has this name: 'd'",
        "c.yaml:10:52: y has no such value; did you mean 'no'? (no, yes): 'nope'",
    ]


def test_a_party_that_controls_nothing_is_a_notice() -> None:
    case = load_case(
        text="parley: 1\nparties:\n  a: {}\n  b: {}\noptions: {x: {by: a}}\n", name="c"
    )
    assert [str(notice) for notice in case.notices] == [
        "c:4:3: notice: controls nothing; it can still demand and refuse: 'b'"
    ]


def test_positions_worth_a_look_are_notices() -> None:
    text = (
        PLAIN
        + "proposals: [{id: o, kind: offer, by: a, gives: {y: yes}}, {id: p, kind: demand, by: b}]\n"
    )
    assert [(n.what, n.words) for n in load_case(text=text).notices] == [
        ("gives y, which b would do", "o"),
        ("neither gives nor wants anything", "p"),
    ]


def test_a_case_can_be_sent_to_another_process() -> None:
    case = load_case(text=TALKS)
    copy = pickle.loads(pickle.dumps(case))
    assert copy.hash == case.hash
    assert list(copy.states) == list(case.states)
    assert copy.moves["govern"].nnz == case.moves["govern"].nnz


def test_what_nothing_uses_is_kept_and_said() -> None:
    text = (
        PLAIN.replace("x: {by: a}", "x: {by: a, cost: 3, value: {a: [1, 2]}}")
        + """\
proposals: [{id: o, kind: offer, by: a, stages: [{gives: {x: yes}, wants: {y: yes}}]}]
preferences: {a: {ranking: [{x: yes}, {gap: much}, {x: no}]}, b: {weights: {y: 2}, measure: utility}}
"""
    )
    case = load_case(text=text)
    assert case.unused == ("options.x.cost", "options.x.value", "preferences.b.measure")
    assert case.data["options"]["x"]["value"] == {"a": ["1", "2"]}
    assert len(case.proposals[0].stages) == 1
    assert case.preferences["a"].gaps == (1,)
    assert sum("no analysis uses" in notice.what for notice in case.notices) == 3


def test_bases_and_evidence_may_stand_with_any_statement_or_value() -> None:
    text = TALKS.replace("halt: none, aid", "halt: {is: none, evidence: A:1-2, note: now}, aid")
    text = text.replace(
        "preferences: {}", "rules: [{is: not talks or halt = week, basis: assumed}]"
    )
    case = load_case(text=text)
    assert case.status_quo is not None
    assert case.status_quo["halt"] == "none"
    assert (case.rules[0].basis, case.rules[0].text) == ("assumed", "not talks or halt = week")


def test_hash_is_of_what_is_said() -> None:
    same = PLAIN.replace("x: {by: a}", 'x: # why\n    by: "a"').replace("\n", "\r\n")
    other = PLAIN.replace("z: low", "z: mid")
    hashes = [load_case(text=text).hash for text in (PLAIN, same, "\ufeff" + PLAIN, other)]
    assert hashes[0] == hashes[1] == hashes[2] != hashes[3]
    assert len(hashes[0]) == 64


# -- files -------------------------------------------------------------------------------------


def test_files_that_are_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^no such file: '.*none\.yaml'$"):
        load_case(tmp_path / "none.yaml")
    with pytest.raises(UsageError, match=r"^no such file: 'a\\x00b'$"):
        load_case("a\0b")
    with pytest.raises(UsageError, match="' is a folder; name a case file in it"):
        load_case(tmp_path)
    with pytest.raises(UsageError, match="only one of them"):
        load_case()
    for data, message in [
        (b"", "the file is empty; a case starts with `parley: 1`"),
        (b"\xef\xbb\xbf \n", "the file is empty"),
        (b"parley: 1\ntitle: caf\xe9\n", "c.yaml:2:1: not UTF-8 (byte 21 is 0xE9); save it as UTF-8"),
        (b"a\0b", "not a text: it holds a zero byte"),
        (b"parley: 1\ntitle: \x07\n", "c.yaml:2:8: not valid YAML: the character U+0007"),
        (b"x: y\n" * 1_000_000, "5,000,000 bytes are too many for a case file"),
        (b"x: y\n" * 300_000, "1,500,000 characters are too many for a case file"),
        ("parley: 1\n".encode("utf-16"), "not UTF-8"),
    ]:  # fmt: skip
        path = tmp_path / "c.yaml"
        path.write_bytes(data)
        (problem,) = case_problems(path)
        assert message in str(problem)
        assert problem.severity == "error"


def test_sources_are_compared_with_their_hash(tmp_path: Path) -> None:
    text = "Talks went on.\r\nNobody said why.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    (tmp_path / "report.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    file = tmp_path / "case.yaml"
    case = PLAIN + ("sources: {A: {file: report.txt, sha256: " + digest + "}}\n"
                    "acting_together: [{parties: [a, b], evidence: A:0-33}]\n")  # fmt: skip
    file.write_text(case)
    assert [n.what for n in load_case(file).notices] == []
    assert load_case(file).acting_together[0].basis == "reported"

    file.write_text(case.replace("A:0-33", "A:0-34"))
    (problem,) = case_problems(file)
    assert (problem.what, problem.words) == ("the text of A ends at 33", "A:0-34")

    file.write_text(case.replace(digest, "0" * 64))
    (problem,) = case_problems(file)
    assert problem.what == f"the text of report.txt is not the one of this hash; it has {digest}"

    file.write_text(case.replace("report.txt", "gone.txt"))
    (problem,) = case_problems(file)
    assert (problem.severity, problem.what) == (
        "notice", "the file of this source is not there; its text is not compared",
    )  # fmt: skip

    (tmp_path / "report.txt").write_bytes(b"caf\xe9")
    file.write_text(case)
    assert "not UTF-8" in case_problems(file)[0].what
    file.write_text(case.replace("report.txt", "report.html"))
    assert "taken out of the file by the reader" in case_problems(file)[0].what
    assert load_case(text=case).notices == ()


# -- garbage -----------------------------------------------------------------------------------


def outcome(text: str) -> Case | CaseError:
    try:
        return load_case(text=text)
    except CaseError as error:
        return error


def only_case_errors(text: str) -> None:
    found = outcome(text)
    problems = found.problems if isinstance(found, CaseError) else found.notices
    assert isinstance(found, CaseError) == any(p.severity == "error" for p in problems)


@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_any_text_gives_a_case_or_a_case_error(text: str) -> None:
    only_case_errors(text)


@given(st.integers(0, 2**32), st.sampled_from([TALKS, STRIKE, PLAIN]))
def test_damaged_cases_give_a_case_or_a_case_error(seed: int, text: str) -> None:
    dice = random.Random(seed)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text))
        piece = dice.choice(
            ["", "[", "}", ": ", "\n", "- ", '"', "#", "null", "x", "->", "&a ", "*a"]
        )
        text = text[:at] + piece + text[at + dice.randint(0, 12) :]
    only_case_errors(text)


words = st.sampled_from(["a", "x", "z", "low", "yes", "null", "x and y", "A:1-2", "3", "if", "NNN"])
data = st.recursive(
    words | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(
    st.sampled_from([
        "title", "as_of", "reviewed", "sources", "acting_together", "mediators", "one_way", "no_move",
        "rules", "states", "moves", "proposals", "preconditions", "preferences", "parties",
        "options",
    ]),
    data,
)  # fmt: skip
def test_any_shape_in_any_section_gives_a_case_or_a_case_error(section: str, value: object) -> None:
    only_case_errors(PLAIN.replace(f"{section}:", "title:") + f"{section}: {json.dumps(value)}\n")


@pytest.mark.parametrize("wrong", [3, ["case.yaml"], b"case.yaml"])
def test_what_is_no_path_and_no_text_is_a_sentence(wrong: Any) -> None:
    with pytest.raises(UsageError, match="a case is named by its path, not by"):
        load_case(wrong)
    with pytest.raises(UsageError, match="the text of a case is a str, not"):
        load_case(text=wrong)


@pytest.mark.parametrize(
    "text",
    [
        "parties: {a: }\noptions: {w: {by: a, values: {from: 0, to: 1234567890123, step: 1}}}",
        "parties: {a: }\noptions: {w: {by: a, values: [0, 5]}}\nrules: [w < 1234567890123]",
        "parties: {a: }\noptions: {w: {by: a}}\npreferences: {a: {weights: {w: 1234567890123}}}",
    ],
)
def test_a_number_that_is_too_long_is_told_the_limit(text: str) -> None:
    (fault,) = (p for p in case_problems(text=f"parley: 1\n{text}") if p.severity == "error")
    assert fault.what == "a number has at most 12 digits before its point and 6 after it"
    assert fault.words == "1234567890123"


def test_a_case_of_nothing_is_noticed() -> None:
    for text in ("parley: 1\n", "parley: 1\nparties: {}\noptions: {}\n"):
        (notice,) = case_problems(text=text)
        assert notice.severity == "notice"
        assert notice.what == "no party and no option: there is nothing to analyse"


def test_a_folder_in_place_of_a_source_is_said(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (notice,) = case_problems(text=PLAIN + "sources: {A: {file: news}}\n", folder=tmp_path)
    assert notice.what == "the file of this source is a folder; name the text in it"
    assert notice.severity == "notice"
