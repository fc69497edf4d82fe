"""From here to there, as ``parley stability --paths`` shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parley.cli._common import number
from parley.cli._moves import change, state, step_lines, wrapped

if TYPE_CHECKING:
    from parley.analysis import Paths, Step, Way
    from parley.case import Case
    from parley.model import Result

__all__ = ["Shown", "asked"]

_WAYS = 20
"""How many outcomes' ways are shown; --json gives all."""


@dataclass(frozen=True)
class Shown:
    """The ways, for JSON and as lines."""

    case: Case
    paths: Paths
    left: int = 0
    """How many more outcomes there are, to which no ways were looked for."""

    def plain(self) -> dict[str, Any]:
        """All of it; states by number."""
        ends = {self.paths.start} | {state for way in self.paths.ways for state in _states(way)}
        return {
            "ways_of": self.paths,
            "states": {str(i): dict(self.case.states[i]) for i in sorted(ends)},
        }

    def lines(self) -> Iterator[str]:
        """A heading, what can be reached at all, and each outcome's way."""
        case, paths = self.case, self.paths
        yield ""
        yield from wrapped(f"From here to there: from {state(case, paths.start)}")
        yield from wrapped(_reach(paths))
        for way in paths.ways:
            yield from _way(case, way, paths)
        if self.left:
            yield f"  and {self.left:,} more outcomes; --json gives each one's way"


def asked(
    case: Case,
    results: Mapping[str, Result],
    start: str | None,
    with_inferred: bool,
    *,
    every: bool,
) -> Shown:
    """Find the ways to what is an outcome, or may be one, by some concept: the first, or to all.

    Raises
    ------
    UsageError
        No such state; or there is no status quo, and no state is named.
    """
    from parley.analysis import paths
    from parley.case.states import parse_state

    begin = parse_state(case, "status_quo" if start is None else start)
    ends = sorted({int(i) for result in results.values() for i in result.possible_equilibria})
    shown = ends if every else ends[:_WAYS]
    found = paths(case, begin, to=shown, with_inferred=with_inferred)
    return Shown(case, found, len(ends) - len(shown))


def _states(way: Way) -> set[int]:
    steps = (*way.moves, *way.gains, *way.rest, *way.entries)
    return {way.end} | {step.start for step in steps} | {step.end for step in steps}


def _reach(paths: Paths) -> str:
    moves = int((paths.steps > 0).sum())
    gains = int((paths.steps_by_gains > 0).sum())
    perhaps = int((paths.steps_by_possible_gains > 0).sum())
    more = f" ({perhaps:,} where what is not known of preferences allows)"
    return (
        f"moves lead to {number(moves, 'other state', 'other states')}, in "
        f"{number(int(paths.steps.max()), 'move', 'moves')} at most; moves by which each mover "
        f"gains lead to {gains:,}{more if perhaps > gains else ''}"
    )


def _way(case: Case, way: Way, paths: Paths) -> Iterator[str]:
    name = state(case, way.end)
    if way.reached == "here":
        yield from wrapped(f"{name}: this is where we are", first="  ", indent=4)
    elif way.reached == "gains":
        moves = number(len(way.gains), "move", "moves")
        yield from wrapped(f"{name}: {moves}, each mover gains", first="  ", indent=4)
        yield from step_lines(case, way.gains, gains=False)
    elif way.reached == "perhaps":
        moves = number(len(way.gains), "move", "moves")
        yield from wrapped(f"{name}: {moves}, each mover may gain", first="  ", indent=4)
        yield from step_lines(case, way.gains, gains=True)
    elif way.reached == "moves":
        yield from _stopped(case, way, paths)
    else:
        yield from wrapped(
            f"{name}: nothing leads there{_entered(case, way, paths)}", 4, first="  "
        )


def _stopped(case: Case, way: Way, paths: Paths) -> Iterator[str]:
    """Where gains end, and the steps that remain from there."""
    moves, begin = number(len(way.moves), "move", "moves"), way.rest[0].start
    where = ""
    if begin != paths.start:
        lead = "lead" if paths.steps_by_gains[begin] > 0 else "may lead"
        where = f"; gains {lead} as far as {state(case, begin)}, and from there:"
    words = f"{state(case, way.end)}: {moves}, but not by gains alone{where}"
    yield from wrapped(words, 4, first="  ")
    yield from step_lines(case, way.rest, gains=True)


def _entered(case: Case, way: Way, paths: Paths) -> str:
    if not way.entries:
        return "; no move leads into it from anywhere"
    some = "; ".join(_entry(case, step) for step in way.entries[:3])
    more = f" and {way.n_entries - 3:,} more" if way.n_entries > 3 else ""
    # Where moves are listed one by one, a state may be reached by the very party that is next.
    twice = any(paths.steps[step.start] >= 0 for step in way.entries)
    or_ = ", or second moves in a row of one party" if twice else ""
    return f"; into it lead only moves from states that cannot be reached{or_}: {some}{more}"


def _entry(case: Case, step: Step) -> str:
    mover = case.parties[step.mover].name
    return f"from {step.start} ({mover}: {change(case, step.start, step.end)})"
