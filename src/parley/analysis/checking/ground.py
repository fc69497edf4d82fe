"""What whoever checks a certificate asks of its case, line by line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from parley.analysis.checking.by_definition import Comparing, Moving, moving
from parley.case import Case
from parley.model import Conflict
from parley.model.certificate import Step

__all__ = ["Ground", "Placed", "WrongError"]

Ints = NDArray[np.int64]


class WrongError(Exception):
    """A line of a certificate that does not hold."""

    def __init__(self, line: str, what: str) -> None:
        self.line, self.what = line, what
        super().__init__(what)


class Placed(Protocol):
    """A state that some parties can bring about, with who may have moved there last."""

    @property
    def state(self) -> int:
        """Which state."""
        ...

    @property
    def last(self) -> tuple[str, ...]:
        """Who; nobody where they begin."""
        ...


@dataclass(frozen=True, slots=True)
class Ground:
    """A case, asked by definition."""

    case: Case | Conflict
    conflict: Conflict
    parties: tuple[str, ...]
    moving: Moving
    known: Comparing

    @classmethod
    def of(cls, case: Case | Conflict, with_inferred: bool) -> Ground:
        """Compile a case for being asked."""
        conflict = (
            case if isinstance(case, Conflict) else case.conflict(with_inferred=with_inferred)
        )
        known = Comparing(conflict.preferences)
        return cls(case, conflict, tuple(case.parties), moving(case), known)

    @property
    def n(self) -> int:
        """How many states there are."""
        return self.conflict.n

    def state(self, line: str, state: int) -> None:
        """Refuse a number that is no state."""
        if not 0 <= state < self.n:
            raise WrongError(line, f"there are {self.n} states, 0 to {self.n - 1}; not {state}")

    def party(self, line: str, name: str) -> None:
        """Refuse a name that is no party."""
        if name not in self.parties:
            raise WrongError(line, f"no party is called {name!r}")

    def better(self, party: str, start: int, end: int) -> bool:
        """Whether the end is better for certain."""
        return bool(self.known.better(party, np.array([start]), np.array([end]))[0])

    def perhaps_better(self, party: str, start: int, ends: Ints) -> NDArray[np.bool_]:
        """Whether nothing that is known speaks against each end being better."""
        return self.known.perhaps_better(party, np.full(len(ends), start), ends)

    def gains(self, party: str, state: int) -> set[int]:
        """Every state that the party can move to and may prefer."""
        found: set[int] = set()
        for _, end in self.moving.targets(party, np.array([state])):
            found.update(end[self.perhaps_better(party, state, end)].tolist())
        return found

    def walked(
        self,
        line: str,
        start: int,
        steps: Sequence[Step],
        movers: Collection[str],
        *,
        gains: bool = False,
    ) -> int:
        """Where a legal sequence of some parties' moves ends; nobody moves twice in a row.

        Parameters
        ----------
        line : str
            Where the steps stand in the certificate.
        start : int
        steps : sequence of Step
        movers : collection of str
            Who may move; any of them may move first.
        gains : bool
            Whether each step must be better for its mover, for certain.
        """
        at, last = start, ""
        for k, step in enumerate(steps):
            here = f"{line}[{k}]"
            self.state(f"{here}.to", step.to)
            if step.mover not in movers or step.mover == last:
                raise WrongError(
                    f"{here}.mover", f"{step.mover!r} is not one of those who may move here"
                )
            if not self.moving.leads(step.mover, at, step.to):
                raise WrongError(here, f"{step.mover} cannot move from state {at} to {step.to}")
            if gains and not self.better(step.mover, at, step.to):
                raise WrongError(
                    here, f"state {step.to} is not better for {step.mover} than {at}, for certain"
                )
            at, last = step.to, step.mover
        return at

    def reach(self, movers: Sequence[str], start: int) -> set[int]:
        """Every state that legal sequences of some parties' moves lead to from a state."""
        arrived: dict[int, set[str]] = {}
        fresh = [(start, "")]
        while fresh:
            coming: list[tuple[int, str]] = []
            for mover in movers:
                states = sorted({state for state, last in fresh if last != mover})
                for _, ends in self.moving.targets(mover, np.array(states, np.int64)):
                    for end in np.unique(ends).tolist():
                        if mover not in arrived.setdefault(end, set()):
                            arrived[end].add(mover)
                            coming.append((end, mover))
            fresh = coming
        return set(arrived)

    def closed(
        self,
        line: str,
        start: int,
        members: Sequence[Placed],
        movers: Sequence[str],
        *,
        gains: bool = False,
    ) -> None:
        """Refuse states that some legal move leads out of, begun at one of them.

        Parameters
        ----------
        line : str
            Where the states stand in the certificate.
        start : int
            One of them: from there any of the movers may go on.
        members : sequence of Placed
        movers : sequence of str
        gains : bool
            Whether only moves count that are conceivably better for their mover.
        """
        self._fit(line, start, members, movers)
        states = np.array([member.state for member in members], np.int64)
        order = np.argsort(states, kind="stable")
        for mover in movers:
            # Whoever is the only one to have moved last may not move again.
            free = [
                i
                for i, member in enumerate(members)
                if member.state == start or set(member.last) - {mover}
            ]
            may_arrive = np.array([mover in member.last for member in members], bool)
            for position, end in self.moving.targets(mover, states[free]):
                if gains:
                    keep = self.known.perhaps_better(mover, states[free][position], end)
                    position, end = position[keep], end[keep]
                place = np.searchsorted(states, end, sorter=order)
                place = order[np.minimum(place, len(order) - 1)]
                out = (states[place] != end) | ~may_arrive[place]
                for k in np.flatnonzero(out)[:1].tolist():
                    i = free[int(position[k])]
                    raise WrongError(
                        f"{line}[{i}]",
                        f"{mover} can move on from state {int(states[i])} to {int(end[k])}, which "
                        f"is not in the set with {mover} as a last mover",
                    )

    def _fit(self, line: str, start: int, members: Sequence[Placed], movers: Sequence[str]) -> None:
        seen: set[int] = set()
        for i, member in enumerate(members):
            if not 0 <= member.state < self.n or member.state in seen:
                raise WrongError(
                    f"{line}[{i}].state", f"{member.state} is no state, or stands here twice"
                )
            seen.add(member.state)
            for party in member.last:
                if party not in movers:
                    raise WrongError(
                        f"{line}[{i}].last", f"{party!r} is not one of those who may move"
                    )
        if start not in seen:
            raise WrongError(line, f"the set does not hold state {start}, where it begins")
