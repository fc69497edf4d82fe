"""Make the certificate of a verdict of simultaneous stability."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parley.analysis.combinations import Combinations
from parley.analysis.orders import Sure
from parley.errors import LimitError
from parley.model.certificate import Step
from parley.model.certificates import Combination, SimCertificate
from parley.model.definitions import sim_definition

if TYPE_CHECKING:
    from parley.analysis.proofs.certify import Prover

__all__ = ["LIMIT", "combined", "sim_certificate"]

Ints = NDArray[np.int64]
LIMIT = 2**22
"""Combinations of the others' moves from one state: as many as whoever checks goes through."""


def sim_certificate(
    prover: Prover, state: int, party: str, infeasible: str
) -> SimCertificate | None:
    """Prove a verdict of sim; None where what is known does not settle it.

    Raises
    ------
    LimitError
        The others have too many combinations of moves from the state.
    """
    gains = prover.gains(state, party, "conceivable")
    met = [combined(prover, state, party, gain, infeasible) for gain in gains.tolist()]
    found = [one for one in met if one is not None]
    improvement = None
    if len(found) < len(gains):
        found, improvement = [], _undeterred(prover, state, party, infeasible)
        if improvement is None:
            return None
    return SimCertificate(
        case_hash=prover.conflict.hash, concept="sim", variant=sim_definition(infeasible),
        party=party, state=state, stable=improvement is None, with_inferred=prover.with_inferred,
        infeasible=infeasible, combinations=tuple(found), improvement=improvement,
    )  # fmt: skip


def combined(
    prover: Prover, state: int, party: str, gain: int, infeasible: str, *, sure: bool = True
) -> Combination | None:
    """The fewest moves of others, made at the same time, that deter; for certain, or perhaps."""
    choices, ends = _added(prover, state, party, gain, "certain" if sure else "conceivable")
    order = prover.setting.order(party)
    better = order.improves(
        np.full(len(ends), state), np.maximum(ends, 0), "conceivable" if sure else "certain"
    )
    deters = np.where(ends < 0, infeasible == "no_move", ~better)
    columns = np.flatnonzero(deters)
    if not len(columns):
        return None
    at = np.array(np.unravel_index(columns, tuple(len(own) for own in choices.values())))
    best = int(np.argmin((at > 0).sum(axis=0)))
    moves = tuple(
        Step(other, int(own[k]))
        for (other, own), k in zip(choices.items(), at[:, best].tolist(), strict=True)
        if k
    )
    end = int(ends[columns[best]])
    return Combination(gain, moves, None if end < 0 else end)


def _undeterred(prover: Prover, state: int, party: str, infeasible: str) -> int | None:
    """A certain gain that nothing could deter; the best where that is known."""
    gains = prover.gains(state, party, "certain").tolist()
    ranks = prover.setting.order(party).ranks
    if ranks is not None:
        gains.sort(key=lambda gain: (-int(ranks[gain]), gain))
    for gain in gains:
        if combined(prover, state, party, gain, infeasible, sure=False) is None:
            return int(gain)
    return None


def _added(
    prover: Prover, state: int, party: str, gain: int, sure: Sure
) -> tuple[dict[str, Ints], Ints]:
    """What the others may do meanwhile, and what each combination of it adds up to."""
    choices = {
        other: np.append(state, prover.gains(state, other, sure))
        for other in prover.conflict.parties
        if other != party
    }
    count = math.prod(len(own) for own in choices.values())
    if count > LIMIT:
        raise LimitError(
            f"the others have {count:,} combinations of moves from state {state}, more than the "
            f"limit of {LIMIT:,} that a certificate is checked by"
        )
    tree = prover.setting.once(Combinations)
    return choices, tree.added(party, np.array([gain]), choices)[0]
