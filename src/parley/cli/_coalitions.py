"""What parties would leave together, as ``parley stability --coalitions`` shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from parley.cli._common import number
from parley.cli._moves import change, joined, state, wrapped
from parley.cli._waiting import Waiting

if TYPE_CHECKING:
    from parley.analysis import CoalitionResult, Departure
    from parley.analysis.together.groups import Gain
    from parley.analysis.together.turns import Turns
    from parley.case import Case
    from parley.model import Result

__all__ = ["Shown", "asked"]

_STATES = 12
"""How many outcomes' departures are shown."""
_LISTED = 60
"""How many --json lists; the verdicts it gives for all states."""
_LARGE = 4096
_SECONDS = 60.0
_CAUTIOUS = ("cgmr", "csmr", "cseq", "cnash")
"""The first of these by which a group would leave says which of its moves are shown: a move that
no reply undoes before one that some reply does."""
Members = tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """The coalitions' verdicts, for JSON and as lines."""

    case: Case
    results: Mapping[str, CoalitionResult]
    leaving: Mapping[int, Mapping[str, tuple[Departure, ...]]] = field(default_factory=dict)
    """State → concept → who would leave it."""
    more: int = 0
    """Outcomes of which it is not listed who would leave."""
    left_out: str = ""
    """Why cseq was not asked about, though it was wanted."""

    def plain(self) -> dict[str, Any]:
        """Every verdict; a coalition's key is its members, joined by +."""
        return {
            "results": {name: _plain(result) for name, result in self.results.items()},
            "departures": {str(i): dict(by) for i, by in self.leaving.items()},
            "departures_not_listed": self.more,
            "left_out": self.left_out,
        }

    def lines(self) -> Iterator[str]:
        """A heading, the equilibria, and who would leave which of the shown states."""
        results = list(self.results.values())
        letters = _letters(list(self.results))
        yield ""
        asked = number(len(results[0].stable), "group", "groups")
        yield from wrapped(f"Together: {asked} of parties asked about, each party alone among them")
        for named in results[0].first:
            names = joined(self.case.parties[party].name for party in named)
            yield from wrapped(f"asked about first, since the case names them: {names}", 4)
        gain = "all members gain" if results[0].parameters["gain"] == "strict" else (
            "no member loses and one gains"
        )  # fmt: skip
        yield from wrapped(
            f"{', '.join(f'{letters[name]} = {name}' for name in self.results)}; a group gains "
            f"where {gain}; a letter says that it would leave, a small one that it may"
        )
        for i, by in list(self.leaving.items())[:_STATES]:
            yield from self._state(i, by, letters)
        hidden = max(0, len(self.leaving) - _STATES) + self.more
        if hidden > 0:
            yield f"  and {hidden:,} more outcomes; --json gives every group's verdict"
        yield from self._counts(results)
        if self.left_out:
            yield from wrapped(f"cseq was left out: {self.left_out}")

    def _state(
        self, i: int, by: Mapping[str, tuple[Departure, ...]], letters: Mapping[str, str]
    ) -> Iterator[str]:
        groups: dict[Members, dict[str, Departure]] = {}
        for members in next(iter(self.results.values())).stable:
            found = {n: d for n, some in by.items() for d in some if d.coalition == members}
            if found:
                groups[members] = found
        words = "" if groups else ": nobody would leave, alone or together"
        yield from wrapped(f"{state(self.case, i)}{words}", 4, first="  ")
        named = set(next(iter(self.results.values())).first)
        shown = [some for some in groups if some in named or not _covered(some, groups)]
        for members in shown:
            found = groups[members]
            marks = "".join(_mark(found.get(name), letters[name]) for name in by)
            nearest = next(found[name] for name in _CAUTIOUS if name in found)
            yield from wrapped(self._moves(members, nearest), 9, first=f"    {marks} ")
        if more := len(groups) - len(shown):
            groups_ = number(more, "larger group holds", "larger groups hold")
            yield from wrapped(f"{groups_} one of these and would leave no more surely", 9,
                               first="    ")  # fmt: skip

    def _moves(self, members: Members, departure: Departure) -> str:
        """Who they are, what each does in turn, and where that leads."""
        parties = self.case.parties
        steps = ", then ".join(
            (f"{parties[step.mover].name} " if len(members) > 1 else "")
            + change(self.case, step.start, step.end)
            for step in departure.moves
        )
        return f"{joined(parties[p].name for p in members)}: {steps}, to state {departure.end}"

    def _counts(self, results: list[CoalitionResult]) -> Iterator[str]:
        for result in results:
            sure, some = len(result.equilibria), len(result.possible_equilibria)
            line = f"{result.concept}: no group would leave {sure:,} for certain"
            if some > sure:
                line += f", {some:,} {'' if result.possible_is_exact else 'at most '}possibly"
            if not result.complete:
                line += f" ({result.why_stopped})"
            yield from wrapped(f"{line}. {result.variant[:1].upper()}{result.variant[1:]}.")


def asked(
    case: Case,
    results: Mapping[str, Result],
    gain: Gain,
    with_inferred: bool,
    replies: Turns = "not_twice",
) -> Shown:
    """Judge the groups by the concepts that the user asked about, or by all.

    Where cseq would have to keep too much it is left out, and why is said.
    """
    from parley.analysis import coalitions
    from parley.analysis.together.groups import CONCEPTS
    from parley.errors import LimitError

    names = [name for name in CONCEPTS if name[1:] in results] or list(CONCEPTS)
    left_out = ""

    def judged(names: list[str]) -> dict[str, CoalitionResult]:
        return coalitions(case, names, gain=gain, replies=replies, with_inferred=with_inferred)

    with Waiting("asking about groups of parties"):
        try:
            found = judged(names)
        except LimitError as error:
            if names == ["cseq"] or "cseq" not in names:
                raise
            names, left_out = [name for name in names if name != "cseq"], str(error)
            found = judged(names)
        states = {int(i) for result in results.values() for i in result.possible_equilibria}
        if case.status_quo_index is not None:
            states.add(case.status_quo_index)
        leaving = _leaving(case, names, sorted(states), gain, with_inferred, replies)
    return Shown(case, found, leaving, len(states) - len(leaving), left_out)


def _leaving(
    case: Case,
    names: list[str],
    states: list[int],
    gain: Gain,
    with_inferred: bool,
    replies: Turns,
) -> dict[int, dict[str, tuple[Departure, ...]]]:
    """Who would leave the first of some states: as many as fit, and as the time allows."""
    from parley.analysis.steps import changed
    from parley.analysis.together.coalitions import prepared
    from parley.analysis.together.departures import leaving
    from parley.analysis.together.groups import CutShort

    most = _LISTED if len(case.states) <= _LARGE else _STATES
    groups, members, _ = prepared(case, names, gain, None, with_inferred, _SECONDS, replies)
    found: dict[int, dict[str, tuple[Departure, ...]]] = {}
    try:
        for state_ in states[:most]:
            found[state_] = leaving(groups, members, state_, names, changed(case, state_))
    except CutShort:
        pass  # what is missing is counted
    return found


def _plain(result: CoalitionResult) -> dict[str, Any]:
    fields = {name: getattr(result, name) for name in result.__dataclass_fields__}
    for name in ("stable", "possible", "decided"):
        fields[name] = {"+".join(members): each for members, each in fields[name].items()}
    return fields


def _mark(departure: Departure | None, letter: str) -> str:
    if departure is None:
        return "."
    return letter if departure.certain else letter.lower()


def _covered(members: Members, groups: Mapping[Members, Mapping[str, Departure]]) -> bool:
    """Whether some of the members would leave as surely without the others."""
    own = groups[members]
    return any(
        set(some) < set(members)
        and all(name in found and found[name].certain >= own[name].certain for name in own)
        for some, found in groups.items()
    )


def _letters(names: list[str]) -> dict[str, str]:
    """One capital each, as the table above has it for one party."""
    letters = {"cnash": "N", "cgmr": "G", "csmr": "M", "cseq": "S"}
    return {name: letters[name] for name in names}
