"""Why each party would stay at a state or leave it, ready to be put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Comparison", "Explanation", "Gain", "Hop", "Known", "Met", "Verdict", "View"]

Known = Literal["yes", "no", "unknown"]
Verdict = Literal["no moves", "content", "deterred", "cautious", "leaves", "open"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of which it is not known whether a party prefers the one to the other."""

    party: str
    state: int
    than: int


@dataclass(frozen=True, slots=True)
class Hop:
    """One move of somebody's reply, and whether its mover gains by it."""

    mover: str
    start: int
    to: int
    gains: Known


@dataclass(frozen=True, slots=True)
class Met:
    """How the others could meet a gain."""

    hops: tuple[Hop, ...]
    certain: bool
    """Whether the party would then be no better off than at the start, for certain."""
    onward: int | None
    """A state better than the start that the party could then move on to; None where there is none
    for certain."""
    at_once: bool = False
    """Whether all of this would be done at the same time as the gain, each from the start."""
    end: int | None = None
    """What it then adds up to; None where that is no feasible state, or one follows the other."""

    @property
    def credible(self) -> Known:
        """Whether every step gains for its mover."""
        found = {hop.gains for hop in self.hops}
        return "no" if "no" in found else "unknown" if "unknown" in found else "yes"


@dataclass(frozen=True, slots=True)
class Gain:
    """A move of a party to what it prefers."""

    to: int
    certain: bool
    """Whether it prefers that for certain, or only conceivably."""
    met: Met | None
    """The reply that counts most; None where nothing could deter."""
    alone: bool
    """Whether none of the others has a move, of those that count, from there."""


@dataclass(frozen=True, slots=True)
class View:
    """One party at the state."""

    party: str
    known: Literal["all", "part", "nothing"]
    """How much is known of what it prefers."""
    moves: int
    """How many moves it has from here."""
    verdict: Verdict
    """``content``: no move gains. ``deterred``: every gain is met, by moves that gain for their
    movers or that the concept counts. ``cautious``: every gain is met, one at least by moves of
    which that is not so, or not known. ``leaves``: some gain is met by nothing. ``open``: none of
    these follows step by step from what is known."""
    gains: tuple[Gain, ...]
    """Those that nothing meets first; the best first."""
    open: tuple[Comparison, ...]
    """What is not known and was needed."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why each party would stay at a state or leave it.

    Under no concept in particular every gain is shown with the reply that counts most: one whose
    every step gains for its mover, and after which the party has nothing better; then one without
    the second, or without the first.
    """

    case_hash: str
    state: int
    concept: str | None
    """The concept whose replies alone count; None for the view above."""
    variant: str
    with_inferred: bool
    views: tuple[View, ...]
    left: str = "no better"
    """How a reply that deters leaves a party, compared to the start: ``no better``, ``worse`` or
    ``much worse``."""
