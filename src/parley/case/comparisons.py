"""Single comparisons (`prefers`): which states they speak of, and whether they can all hold.

Comparisons that cannot all hold are a fault, shown as a smallest set. An inferred one never
contradicts by itself: a later one, or one that is stated, reported or assumed, sets it aside.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from parley.case.preferences import Ranks, components
from parley.case.states import StateSpace
from parley.errors import UsageError
from parley.model import CaseSource, Preferences, Prefers

__all__ = ["Pair", "Settled", "settle", "state_of", "words_of"]

Node = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A comparison between two states, by index."""

    number: int
    """Its place among the party's comparisons."""
    better: int
    worse: int
    inferred: bool
    date: str
    """When its source was published; empty where unknown."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a party's comparisons."""

    pairs: tuple[tuple[int, int], ...]
    """(better, worse) of every comparison that counts and that the given order leaves open."""
    faults: tuple[tuple[int, str], ...]
    """(number, what is wrong)."""
    aside: tuple[tuple[int, str], ...]
    """(number, why this inferred one does not count)."""


def state_of(
    space: StateSpace, side: Mapping[str, str] | str, status_quo: Mapping[str, str] | None
) -> int:
    """Return the state that a side names; options not named keep their status-quo value.

    Raises
    ------
    UsageError
        There is no status quo to keep, or the state is not feasible.
    """
    if status_quo is None and (
        isinstance(side, str) or len(space.expand(side)) < len(space.columns)
    ):
        raise UsageError(
            "options not named keep their status-quo value, and the case names no status quo"
        )
    kept = space.expand(status_quo or {})
    own = {} if isinstance(side, str) else space.expand(side)
    return space.index({**kept, **own})


def words_of(side: Mapping[str, str] | str) -> str:
    """Return a side as the case writes it."""
    if isinstance(side, str):
        return side
    return ", ".join(f"{name}: {value}" for name, value in side.items())


def settle(
    space: StateSpace,
    preferences: Preferences,
    base: Ranks | None,
    status_quo: Mapping[str, str] | None,
    sources: Mapping[str, CaseSource],
    *,
    include_inferred: bool,
    line: Callable[[int], int] = lambda number: 0,
) -> Settled:
    """Say which of a party's comparisons count, and what is wrong with them.

    Parameters
    ----------
    space : StateSpace
        The feasible states.
    preferences : Preferences
        The party's.
    base : (n,) array of int, optional
        Ranks that a ranking, priorities or weights give; -1 where they say nothing.
    status_quo : mapping, optional
        The state that options not named keep.
    sources : mapping
        For the dates of what is inferred.
    include_inferred : bool
        Whether inferred comparisons count.
    line : callable
        Gives the line of a comparison, for messages.
    """
    faults: list[tuple[int, str]] = []
    pairs: list[Pair] = []
    for number, entry in enumerate(preferences.prefers):
        try:
            up = state_of(space, entry.better, status_quo)
            down = state_of(space, entry.worse, status_quo)
        except UsageError as error:
            faults.append((number, str(error)))
            continue
        against = _against(up, down, base)
        if against:
            faults.append((number, against))
        elif base is None or base[up] < 0 or base[down] < 0:
            inferred = entry.basis == "inferred"
            pairs.append(Pair(number, up, down, inferred, _date(entry, sources)))
    certain = [pair for pair in pairs if not pair.inferred]
    for circle in _circles(certain, base):
        words = "; ".join(_named(preferences.prefers[i], line(i)) for i in circle)
        rest = ", with the ranking" if _needs_ranking(circle, certain) else ""
        faults.append((circle[0], f"these cannot all hold{rest}: {words}"))
    aside: list[tuple[int, str]] = []
    if include_inferred and not faults:
        inferred_pairs, aside = _inferred(certain, [p for p in pairs if p.inferred], base)
        certain = inferred_pairs
    return Settled(tuple((p.better, p.worse) for p in certain), tuple(faults), tuple(aside))


def _against(up: int, down: int, base: Ranks | None) -> str:
    if up == down:
        return "both sides are the same state"
    if base is None or base[up] < 0 or base[down] < 0 or base[up] > base[down]:
        return ""
    given = "order" if base[up] < base[down] else "tie"
    return f"this is against the {given} that the party's other preferences give"


def _date(entry: Prefers, sources: Mapping[str, CaseSource]) -> str:
    dates = [sources[e.source].published for e in entry.evidence if e.source in sources]
    return max((date for date in dates if date), default="")


def _named(entry: Prefers, line: int) -> str:
    place = f" (line {line})" if line else ""
    evidence = f" [{', '.join(map(str, entry.evidence))}]" if entry.evidence else ""
    return f"{words_of(entry.better)} over {words_of(entry.worse)}{evidence}{place}"


def _node(state: int, base: Ranks | None) -> Node:
    """Return the class of a state: states that the given order ties are one."""
    if base is not None and base[state] >= 0:
        return ("rank", int(base[state]))
    return ("state", state)


def _steps(pairs: Iterable[Pair], base: Ranks | None) -> dict[Node, dict[Node, int]]:
    """Return worse → better → the comparison's number; -1 where the given order says it."""
    steps: dict[Node, dict[Node, int]] = {}
    for pair in pairs:
        up, down = _node(pair.better, base), _node(pair.worse, base)
        steps.setdefault(up, {})
        steps.setdefault(down, {}).setdefault(up, pair.number)
    ranks = sorted(node for node in steps if node[0] == "rank")
    for low, high in itertools.combinations(ranks, 2):
        steps[low][high] = -1
    return steps


def _circles(pairs: Sequence[Pair], base: Ranks | None) -> list[list[int]]:
    """Return a smallest circle of comparisons in every knot of them."""
    steps = _steps(pairs, base)
    nodes = {node: i for i, node in enumerate(steps)}
    edges = [(nodes[a], nodes[b]) for a, ends in steps.items() for b in ends]
    labels = components(len(nodes), edges)
    best: dict[int, list[int]] = {}
    for pair in pairs:
        up, down = _node(pair.better, base), _node(pair.worse, base)
        knot = int(labels[nodes[up]])
        if knot != int(labels[nodes[down]]):
            continue
        circle = [pair.number, *_path(steps, up, down)]
        if knot not in best or len(circle) < len(best[knot]):
            best[knot] = circle
    return [[number for number in circle if number >= 0] for circle in best.values()]


def _path(steps: Mapping[Node, Mapping[Node, int]], start: Node, goal: Node) -> list[int]:
    """Return the comparisons along a shortest way up from one class to another."""
    came: dict[Node, tuple[Node, int]] = {}
    queue = [start]
    for node in queue:
        for after, number in steps[node].items():
            if after not in came and after != start:
                came[after] = (node, number)
                queue.append(after)
        if goal in came:
            break
    path: list[int] = []
    while goal != start:
        goal, number = came[goal]
        path.append(number)
    return path[::-1]


def _needs_ranking(circle: Sequence[int], pairs: Sequence[Pair]) -> bool:
    """Whether a circle closes only with what the ranking says."""
    own = {pair.number: pair for pair in pairs}
    ups = {own[number].better for number in circle}
    downs = {own[number].worse for number in circle}
    return ups != downs


def _inferred(
    certain: list[Pair], inferred: Sequence[Pair], base: Ranks | None
) -> tuple[list[Pair], list[tuple[int, str]]]:
    """Add inferred comparisons, the latest first; those that then cannot hold are set aside."""
    kept, aside = list(certain), []
    for _, group in itertools.groupby(
        sorted(inferred, key=lambda pair: pair.date, reverse=True), key=lambda pair: pair.date
    ):
        newer = list(group)
        steps = _steps([*kept, *newer], base)
        nodes = {node: i for i, node in enumerate(steps)}
        labels = components(
            len(nodes), [(nodes[a], nodes[b]) for a, ends in steps.items() for b in ends]
        )
        for pair in newer:
            up, down = nodes[_node(pair.better, base)], nodes[_node(pair.worse, base)]
            if labels[up] == labels[down]:
                aside.append((pair.number, "set aside: what is known since, or said at the same "
                              "time, is against this inference"))  # fmt: skip
            else:
                kept.append(pair)
    return kept, aside
