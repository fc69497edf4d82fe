"""Conflicts with known equilibria, among them two worked by hand and published."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array

from parley.analysis import stability
from parley.model import Conflict, Preference

SHARED = os.environ.get("PARLEY_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="PARLEY_SHARED names no folder of oracles")
CASES: list[dict[str, Any]] = (
    json.loads(Path(SHARED, "oracles", "stability.json").read_text("utf-8"))["cases"]
    if SHARED
    else []
)


def conflict_of(case: dict[str, Any]) -> Conflict:
    """Build it from the option form: a party changes its own options, arcs are then removed."""
    bits = [state["bits"] for state in case["states"]]
    ids = [state["id"] for state in case["states"]]
    moves, preferences = {}, {}
    for dm in case["dms"]:
        own = set(dm["options"])
        allowed = np.zeros((len(bits), len(bits)), dtype=np.bool_)
        for s, a in enumerate(bits):
            for x, b in enumerate(bits):
                changed = {k for k in range(len(a)) if a[k] != b[k]}
                allowed[s, x] = (
                    bool(changed)
                    and changed <= own
                    and not any(
                        one_way["option"] in changed
                        and a[one_way["option"]] != one_way["allowed"][0]
                        for one_way in case["irreversible"]
                    )
                    and [ids[s], ids[x]] not in case["removed_moves"]
                )
        moves[dm["name"]] = csr_array(allowed)
        ranks = np.zeros(len(bits), dtype=np.int64)
        for height, group in enumerate(reversed(case["preferences"][dm["name"]])):
            for state in group:
                ranks[ids.index(state)] = height
        preferences[dm["name"]] = Preference(ranks=ranks)
    return Conflict(len(bits), tuple(moves), moves, preferences)


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr", "seq"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_equilibria_are_the_known_ones(case: dict[str, Any], concept: str) -> None:
    found = stability(conflict_of(case), concept).equilibria
    ids = [case["states"][i]["id"] for i in found]
    assert ids == case["expected"][concept]
    if case.get("agrees", {}).get(concept):
        told = case.get("published", {}).get(concept) or case["reported_by_gmcr_plus"][concept]
        assert ids == told
