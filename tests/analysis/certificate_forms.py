"""What certificates of the other forms prove, word for word; of src only the records are used."""

from __future__ import annotations

from itertools import product

from parley.model.certificates import AheadCertificate, SimCertificate, WeakCertificate
from tests.analysis.certificate_definition import Levels, proves
from tests.analysis.definitions import Moves, Ranks, gains, one_step
from tests.analysis.definitions_foresight import Memory, anticipated
from tests.analysis.definitions_sim import State, combined


def proves_weak(n: int, moves: Moves, ranks: Ranks, levels: Levels, given: WeakCertificate) -> bool:
    if given.party not in moves or not 0 <= given.state < n:
        return False
    shown = set()
    for part in given.parts:
        if (part.concept, part.party, part.state) != (given.concept, given.party, given.state):
            return False
        if not proves(n, moves, ranks, part, levels):
            return False
        shown.add((part.strength, part.stable))
    if given.stable:
        return {("none", True), ("strong", False)} <= shown
    return given.concept == "nash" or bool({("none", False), ("strong", True)} & shown)


def proves_sim(
    states: list[State], owner: list[str], moves: Moves, ranks: Ranks, given: SimCertificate
) -> bool:
    if given.party not in moves or not 0 <= given.state < len(states):
        return False
    party, start = given.party, given.state
    own, others = ranks[party], [p for p in moves if p != party]
    improving = gains(moves, ranks, party, start)
    if given.stable:
        if given.improvement is not None:
            return False
        if sorted(one.improvement for one in given.combinations) != sorted(improving):
            return False
        for one in given.combinations:
            went = {party: one.improvement}
            for step in one.moves:
                if step.mover in went or step.mover not in moves:
                    return False
                if step.to not in gains(moves, ranks, step.mover, start):
                    return False
                went[step.mover] = step.to
            row = combined(states, owner, start, went)
            end = states.index(row) if row in states else None
            if one.end != end or isinstance(one.end, bool):
                return False
            if end is None and given.infeasible != "no_move":
                return False
            if end is not None and own[end] > own[start]:
                return False
        return True
    if given.combinations or given.improvement not in improving:
        return False
    for choice in product(*[[start, *gains(moves, ranks, p, start)] for p in others]):
        went = {party: given.improvement, **dict(zip(others, choice, strict=True))}
        row = combined(states, owner, start, went)
        if row not in states:
            if given.infeasible == "no_move":
                return False
        elif own[states.index(row)] <= own[start]:
            return False
    return True


def proves_ahead(n: int, moves: Moves, ranks: Ranks, given: AheadCertificate) -> bool:
    """Every entry is right by the recursion itself, and what the verdict rests on is there."""
    if len(moves) != 2 or given.party not in moves or not 0 <= given.state < n:
        return False
    other = {p: q for p in moves for q in moves if p != q}
    memory: Memory = {}
    said: dict[tuple[str, int, int], frozenset[int]] = {}
    for one in given.foreseen:
        key = one.mover, one.state, one.left
        if one.mover not in moves or not 0 <= one.state < n or one.left < 1 or key in said:
            return False
        if list(one.ends) != sorted(set(one.ends)) or not all(0 <= y < n for y in one.ends):
            return False
        said[key] = frozenset(one.ends)
    if any(left > n * n * 9 for _, _, left in said):
        return False  # nothing this long is made here; the recursion would not come to an end
    for (mover, state, left), ends in said.items():
        for x in one_step(moves, mover, state):
            if left > 1 and (other[mover], x, left - 1) not in said:
                return False
        if anticipated(moves, ranks, mover, state, left, memory) != ends:
            return False
    here = given.party, given.state
    if given.concept == "non_myopic":
        if given.horizon is not None or given.leader is not None or len(given.repeats) != 2:
            return False
        first, again = given.repeats
        if not 0 <= first < again:
            return False
        touched, fresh = {here}, [here]
        while fresh:
            mover, state = fresh.pop()
            low = said.get((mover, state, first)) if first else frozenset({state})
            if low is None or low != said.get((mover, state, again)):
                return False
            for x in one_step(moves, mover, state):
                if (other[mover], x) not in touched:
                    touched.add((other[mover], x))
                    fresh.append((other[mover], x))
        horizons = range(first + 1, again + 1)
    else:
        if given.repeats or given.horizon is None:
            return False
        if given.concept == "limited_move":
            fits = given.leader is None and 1 <= given.horizon <= 8
        else:
            fits = given.leader in moves and given.horizon == 1 + (given.leader == given.party)
        if not fits:
            return False
        horizons = range(given.horizon, given.horizon + 1)
    if any((*here, left) not in said for left in horizons):
        return False
    rows = [said[(*here, left)] for left in horizons]
    stays = all(row == {given.state} for row in rows)
    return given.stable == stays and given.possible == all(given.state in row for row in rows)
