"""Case texts that several tests use, and cases written as text from other data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

TALKS = """\
parley: 1
title: Halt-for-release talks
as_of: null                                   # the report has no date
reviewed: null
sources:
  A: {file: report.txt, published: null}
parties:
  front:  {name: Front}
  govern: {name: Govern}
  rim:    {name: Rim Movement of Far Marro}
acting_together:
  - {parties: [front, rim], basis: reported, evidence: ["A:1022-1152"]}
mediators:
  envoy: {name: Envoy}
options:
  talks:           {by: [front, govern, rim], act: all}
  halt:            {by: govern, values: [none, {week: {lasts: P7D}}, ceasefire]}
  aid:             {by: govern}
  freed_from_port: {by: [front, rim], act: any, unit: people, values: [none, some, all]}
  freed_by_govern: {by: govern, unit: people, values: [none, all]}
one_way:
  - freed_from_port: [none -> some, none -> all, some -> all]
  - freed_by_govern: [none -> all]
status_quo: {talks: no, halt: none, aid: no, freed_from_port: none, freed_by_govern: none}
proposals:
  - id: o1
    kind: offer
    by: [govern]
    to: [front]
    gives: {halt: [week, ceasefire]}
    wants: {freed_from_port: {is: some, amount: {comparator: approx, value: 40}}}
    answers: [{by: front, answer: rejected, basis: reported, evidence: ["A:0-35"]}]
    possibly_same: [o2]
    evidence: ["A:0-103"]
  - id: o2
    kind: demand_with_offer
    by: [govern]
    gives: {halt: week, aid: yes}
    wants: {freed_from_port: {is: some, amount: {comparator: vague, words: several dozen},
            including: [all remaining women, all remaining children]}}
    evidence: ["A:581-814"]
preconditions:
  - {id: f1, by: [front], first: {halt: [week, ceasefire]}, then: {talks: yes}, order: before,
     evidence: ["A:217-286"]}
preferences: {}                               # none is stated
"""

STRIKE = """\
parley: 1
title: Wages at the foundry
sources:
  B: {file: b.txt, published: 2026-03-01}
parties: {board: {}, employer: {}, union: {}, workers: {part_of: union}}
options:
  wage:   {by: employer, unit: percent, quantity_basis: compounded over 4.5 years,
           values: {from: 0, to: 40, step: 5}}
  strike: {by: union}
rules: [not (strike and wage >= 30)]          # what every state must satisfy
status_quo: {wage: 0, strike: yes}
preferences:
  union:    {priorities: [wage >= 25, not strike, wage >= 15 if strike]}
  employer: {weights: {not strike: 5, wage >= 25: -8}}
  workers:  {ranking: [[{wage: 40, strike: no}], [{wage: 35}, {wage: 30}]], rest: last}
  board:    {prefers: [{better: status_quo, worse: {wage: 20}, basis: inferred,
                        evidence: ["B:10-60"]}]}
"""

PLAIN = """\
parley: 1
parties: {a: {}, b: {}}
options:
  x: {by: a}
  y: {by: b}
  z: {by: [a, b], act: any, values: [low, mid, high]}
status_quo: {x: no, y: no, z: low}
"""


def from_oracle(case: Mapping[str, Any], one_way: Sequence[str] = ()) -> str:
    """Write a conflict of the shared oracle file as a case in option form."""
    names = {dm["name"]: f"dm{i}" for i, dm in enumerate(case["dms"])}
    owner = {option: names[dm["name"]] for dm in case["dms"] for option in dm["options"]}
    bits = {state["id"]: letters(state["bits"]) for state in case["states"]}
    lines = ["parley: 1", f"title: {case['name']!r}", "parties:"]
    lines += [f"  {name}: {{name: {given!r}}}" for given, name in names.items()]
    lines += ["options:"]
    lines += [f"  o{i}: {{by: {owner[i]}}}" for i in range(len(case["option_order"]))]
    lines += ["states: [" + ", ".join(sorted(bits.values())) + "]"]
    lines += ["one_way:"] if case["irreversible"] or one_way else []
    for entry in case["irreversible"]:
        change = "no -> yes" if entry["allowed"].startswith("0") else "yes -> no"
        lines.append(f"  - o{entry['option']}: [{change}]")
    lines += [f"  - {entry}" for entry in one_way]
    lines += ["preferences:"]
    for given, name in names.items():
        groups = ([bits[state] for state in group] for group in case["preferences"][given])
        lines.append(
            f"  {name}: {{ranking: [{', '.join('[' + ', '.join(g) + ']' for g in groups)}]}}"
        )
    return "\n".join(lines) + "\n"


def letters(bits: str) -> str:
    """``0110`` as ``NYYN``."""
    return bits.replace("0", "N").replace("1", "Y")
