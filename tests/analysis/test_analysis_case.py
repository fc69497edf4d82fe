"""The analyses on cases that are written as files."""

from __future__ import annotations

from parley.analysis import impasse, meets, stability
from parley.case import load_case

TALKS = """
parley: 1
sources: {A: {file: null, sha256: null}}
parties: {north: {name: North}, south: {name: South}, wing: {name: Wing}}
acting_together: [{parties: [south, wing], basis: reported, evidence: ["A:1022-1152"]}]
mediators: {host: {name: Host}}
options:
  talks: {by: [north, south, wing], act: all}
  halt: {by: north, values: [none, {week: {lasts: P7D}}, ceasefire]}
  aid: {by: north}
  freed_by_south: {by: [south, wing], act: any, unit: people, values: [none, some, all]}
  freed_by_north: {by: north, unit: people, values: [none, all]}
status_quo: {talks: no, halt: none, aid: no, freed_by_south: none, freed_by_north: none}
proposals:
  - id: o1
    kind: offer
    by: [north]
    to: [south]
    gives: {halt: [week, ceasefire]}
    wants: {freed_by_south: {is: some, amount: {comparator: approx, value: 40}}}
    answers: [{by: south, answer: rejected, evidence: ["A:0-35"]}]
    possibly_same: [o2]
    evidence: ["A:0-103"]
  - id: o2
    kind: demand_with_offer
    by: [north]
    gives: {halt: week, aid: yes}
    wants: {freed_by_south: {is: some, amount: {comparator: vague, words: several dozen}}}
    evidence: ["A:581-814"]
preconditions:
  - {id: f1, by: [south], first: {halt: [week, ceasefire]}, then: {talks: yes}, order: before,
     evidence: ["A:217-286"]}
"""


def test_positions_of_a_file_with_no_preferences() -> None:
    case = load_case(text=TALKS)
    found = impasse(case)
    assert found.keys == (
        "no circle is stated",
        "one act, two places in the order",
        "no party is reported to ask this",
    )
    (place,) = found.two_places
    assert place.act.option == "halt"
    assert [link.basis for link in found.links] == ["reported"] * 4
    words = [[cell.word for cell in row] for row in meets(case).cells]
    assert words == [["no", "no"], ["own", "own"], ["own", "own"]]


MISSILES = """
parley: 1
parties: {us: {name: US}, ussr: {name: USSR}}
options:
  strike: {by: us}
  blockade: {by: us}
  withdraw: {by: ussr}
  escalate: {by: ussr}
rules: [not (withdraw and escalate)]
one_way: [{strike: [no -> yes]}]
preferences:
  us: {ranking: [[NNYN], [NYYN], [YNYN], [YYYN], [NYNN], [YNNN], [YYNN], [NNNN], [YYNY], [YNNY],
                 [NYNY], [NNNY]]}
  ussr: {ranking: [[NNNN], [NNYN], [NYYN], [NYNN], [YNYN], [YNNN], [YYYN], [YYNN], [YYNY], [YNNY],
                   [NYNY], [NNNY]]}
"""


def test_a_published_conflict_written_as_a_file() -> None:
    """Fraser and Hipel's Cuban missile crisis, with a strike that cannot be taken back."""
    case = load_case(text=MISSILES)
    results = stability(case, ["nash", "gmr", "smr", "seq"])
    held = {
        name: [case.states.text(int(i)) for i in result.equilibria]
        for name, result in results.items()
    }
    assert held["nash"] == ["YNYN"]
    assert held["seq"] == ["NNYN", "NYYN", "YNYN"]
    assert held["gmr"] == held["smr"]
    assert len(held["gmr"]) == 7
    assert {result.case_hash for result in results.values()} == {case.hash}
