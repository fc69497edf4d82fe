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
from parley.model import Conflict, OptionForm, Preference

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
    owners = [
        tuple(dm["name"] for dm in case["dms"] if k in dm["options"]) for k in range(len(bits[0]))
    ]
    table = np.array([[int(bit) for bit in row] for row in bits], dtype=np.int8)
    form = OptionForm(table, tuple(case["option_order"]), tuple(owners), (False,) * len(owners))
    return Conflict(len(bits), tuple(moves), moves, preferences, form=form)


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr", "seq", "sseq", "sim"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_equilibria_are_the_known_ones(case: dict[str, Any], concept: str) -> None:
    found = stability(conflict_of(case), concept).equilibria
    ids = [case["states"][i]["id"] for i in found]
    assert ids == case["expected"][concept]
    if case.get("agrees", {}).get(concept):
        told = case.get("published", {}).get(concept) or case["reported_by_gmcr_plus"][concept]
        assert ids == told


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_sequential_or_simultaneous_as_published(case: dict[str, Any]) -> None:
    """Two analyses by hand ask of every party that one or the other holds."""
    if "seq_or_sim" not in case["expected"]:
        pytest.skip("not published")
    results = stability(conflict_of(case), "seq", "sim")
    either = [results["seq"].stable[p] | results["sim"].stable[p] for p in results["seq"].stable]
    ids = [case["states"][i]["id"] for i in np.flatnonzero(np.all(either, axis=0))]
    assert ids == case["expected"]["seq_or_sim"] == case["published"]["seq_or_sim"]
