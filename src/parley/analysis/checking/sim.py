"""Check a certificate of simultaneous stability: moves made from one state at the same time."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from parley.analysis.checking.by_definition_sums import Sums
from parley.analysis.checking.ground import Ground, WrongError
from parley.analysis.checking.party import check_gain
from parley.model.certificates import Combination, SimCertificate

__all__ = ["check_sim"]

Ints = NDArray[np.int64]
LIMIT = 2**22
"""Combinations that are gone through: a certificate that would ask for more proves nothing here."""
_CHUNK = 2**16


def check_sim(ground: Ground, given: SimCertificate) -> None:
    """Refuse the first line that does not hold."""
    sums = Sums.of(ground.case)
    if sums is None:
        raise WrongError("concept", "moves do not add up option by option here")
    if given.stable:
        _check_stays(ground, sums, given)
    else:
        _check_leaves(ground, sums, given)


def _check_stays(ground: Ground, sums: Sums, given: SimCertificate) -> None:
    if given.improvement is not None:
        raise WrongError("improvement", "this part belongs to a verdict that the party leaves")
    gains = ground.gains(given.party, given.state)
    met: set[int] = set()
    for i, one in enumerate(given.combinations):
        line = f"combinations[{i}]"
        if one.improvement not in gains or one.improvement in met:
            raise WrongError(
                f"{line}.improvement",
                f"state {one.improvement} is not a further gain of {given.party} from state "
                f"{given.state}",
            )
        met.add(one.improvement)
        _check_moves(ground, given, line, one)
    _check_ends(ground, sums, given)
    for missing in sorted(gains - met):
        raise WrongError(
            "combinations",
            f"{given.party} gains by moving to state {missing}, and nothing that the others would "
            "do meanwhile is listed",
        )


def _check_moves(ground: Ground, given: SimCertificate, line: str, one: Combination) -> None:
    """Each of the others moves once at most, from the start, and gains for certain."""
    seen = {given.party}
    for k, step in enumerate(one.moves):
        here = f"{line}.moves[{k}]"
        ground.party(f"{here}.mover", step.mover)
        ground.state(f"{here}.to", step.to)
        if step.mover in seen:
            raise WrongError(f"{here}.mover", f"{step.mover} moves already")
        seen.add(step.mover)
        if not ground.moving.leads(step.mover, given.state, step.to):
            raise WrongError(
                here, f"{step.mover} cannot move from state {given.state} to {step.to}"
            )
        if not ground.better(step.mover, given.state, step.to):
            raise WrongError(
                here,
                f"state {step.to} is not better for {step.mover} than {given.state}, for certain",
            )


def _check_ends(ground: Ground, sums: Sums, given: SimCertificate) -> None:
    """What the moves add up to is as stated, and deters."""
    count = len(given.combinations)
    went = {party: np.full(count, given.state) for party in ground.parties}
    for i, one in enumerate(given.combinations):
        went[given.party][i] = one.improvement
        for step in one.moves:
            went[step.mover][i] = step.to
    ends = sums.places(sums.rows(given.state, went, count))
    for i, (one, end) in enumerate(zip(given.combinations, ends.tolist(), strict=True)):
        line = f"combinations[{i}].end"
        if one.end != (None if end < 0 else end):
            what = "no feasible state" if end < 0 else f"state {end}"
            raise WrongError(line, f"these moves add up to {what}")
        if end < 0 and given.infeasible != "no_move":
            raise WrongError(line, "what is no feasible state is ignored: it does not deter")
        if end >= 0 and ground.perhaps_better(given.party, given.state, np.array([end]))[0]:
            raise WrongError(line, f"state {end}, where it ends, may be better than the start")


def _check_leaves(ground: Ground, sums: Sums, given: SimCertificate) -> None:
    if given.combinations:
        raise WrongError("combinations", "this part belongs to a verdict that the party stays")
    gain = check_gain(ground, given.party, given.state, given.improvement)
    choices = {
        other: np.array([given.state, *sorted(ground.gains(other, given.state))])
        for other in ground.parties
        if other != given.party
    }
    count = math.prod(len(own) for own in choices.values())
    if count > LIMIT:
        raise WrongError(
            "improvement",
            f"there are {count:,} combinations of moves to go through, more than the limit of "
            f"{LIMIT:,}",
        )
    for went in _combined(choices, count):
        size = len(next(iter(went.values()), np.zeros(1)))
        went[given.party] = np.full(size, gain)
        ends = sums.places(sums.rows(given.state, went, size))
        lost = given.infeasible == "no_move" and bool((ends < 0).any())
        if lost:
            raise WrongError(
                "improvement",
                "the others can meanwhile move so that it adds up to no feasible state, which is "
                "taken for no move",
            )
        ends = ends[ends >= 0]
        start = np.full(len(ends), given.state)
        for end in ends[~ground.known.better(given.party, start, ends)][:1].tolist():
            raise WrongError(
                "improvement",
                f"with what the others can gain by meanwhile it adds up to state {end}, which may "
                "be no better than the start",
            )


def _combined(choices: dict[str, Ints], count: int) -> Iterator[dict[str, Ints]]:
    """Every combination of one choice a party, in parts."""
    sizes = tuple(len(own) for own in choices.values())
    for first in range(0, count, _CHUNK):
        place = np.arange(first, min(count, first + _CHUNK))
        at = np.unravel_index(place, sizes) if sizes else ()
        yield {party: own[k] for (party, own), k in zip(choices.items(), at, strict=True)}
