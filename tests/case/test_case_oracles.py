"""States, moves and ranks of published conflicts, against the data of the shared oracle file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from parley.analysis import stability
from parley.case import Case, load_case
from tests.case.casetexts import from_oracle, letters

IDS = ["prisoners", "cuban", "elmira", "us_nk_2017_base", "us_nk_2017_invasion_irreversible"]
# what the last one needs beyond its per-option entries: arcs that depend on the state moved from
CONDITIONED = {"us_nk_2017_invasion_irreversible": ["{o2: [no -> yes], when: not o3}"]}


@pytest.fixture(params=IDS)
def oracle(request: pytest.FixtureRequest, shared: Path) -> dict[str, Any]:
    cases = json.loads((shared / "oracles" / "stability.json").read_text("utf-8"))["cases"]
    found: dict[str, Any] = next(case for case in cases if case["id"] == request.param)
    return found


def of(oracle: dict[str, Any]) -> Case:
    return load_case(text=from_oracle(oracle, CONDITIONED.get(oracle["id"], ())))


def test_states_are_the_listed_ones_in_order(oracle: dict[str, Any]) -> None:
    case = of(oracle)
    assert [case.states.text(i) for i in range(len(case.states))] == sorted(
        letters(state["bits"]) for state in oracle["states"]
    )


def test_moves_are_those_of_the_definition(oracle: dict[str, Any]) -> None:
    case = of(oracle)
    bits = {state["id"]: state["bits"] for state in oracle["states"]}
    index = {number: case.states.index(letters(b)) for number, b in bits.items()}
    removed = {tuple(arc) for arc in oracle["removed_moves"]}
    for i, dm in enumerate(oracle["dms"]):
        expected = {
            (index[s], index[x])
            for s, a in bits.items()
            for x, b in bits.items()
            if s != x
            and all(a[k] == b[k] for k in range(len(a)) if k not in dm["options"])
            and not any(
                a[e["option"]] != b[e["option"]] and b[e["option"]] == e["allowed"][0]
                for e in oracle["irreversible"]
            )
            and not ((s, x) in removed and 2 in dm["options"])
        }
        moves = case.moves[f"dm{i}"]
        assert set(zip(*(part.tolist() for part in moves.nonzero()), strict=True)) == expected


def test_ranks_are_those_of_the_ranking(oracle: dict[str, Any]) -> None:
    case = of(oracle)
    bits = {state["id"]: state["bits"] for state in oracle["states"]}
    for i, dm in enumerate(oracle["dms"]):
        ranks = case.conflict().preferences[f"dm{i}"].ranks
        assert ranks is not None
        groups = oracle["preferences"][dm["name"]]
        for g, group in enumerate(groups):
            for state in group:
                assert ranks[case.states.index(letters(bits[state]))] == len(groups) - 1 - g


def test_equilibria_are_the_expected_ones(oracle: dict[str, Any]) -> None:
    case = of(oracle)
    back = {case.states.index(letters(state["bits"])): state["id"] for state in oracle["states"]}
    for concept in ("nash", "gmr", "smr", "seq"):
        found = sorted(back[int(i)] for i in stability(case, concept).equilibria)
        assert found == oracle["expected"][concept], concept
