"""The compiled form of a case, which every analysis works on: states, moves, preferences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["Conflict", "OptionForm", "OptionMoves", "Preference", "WeightRanges"]


@dataclass(frozen=True, slots=True, eq=False)
class WeightRanges:
    """Weights of which only ranges are known: any choice within them is a completion.

    A state counts for the sum of the weights of the statements that hold in it.
    """

    truth: NDArray[np.int8]
    """(n, k): 1 where statement j holds in a state, else 0."""
    low: tuple[int, ...]
    """Per statement, in whole numbers of one unit."""
    high: tuple[int, ...]
    kept: tuple[tuple[int, int], ...] = ()
    """(better, worse) states: comparisons that the weights must give as well."""


@dataclass(frozen=True, slots=True, eq=False)
class Preference:
    """What is known of one party's preferences over n states.

    Either a full ranking (`ranks`), or what is certain (`better`, `tied`, `at_least`), closed
    under transitivity. A *completion* is any weak order that agrees with all that is certain;
    with `weights`, any that a choice of weights gives.

    Where states are many, what is certain stands by class of states (`classes`): as the states
    of one class stand to a state of any other class, so do they all.
    """

    ranks: NDArray[np.int64] | None = None
    """(n,) higher is better, equal is tied; None where only part is known."""
    better: NDArray[np.bool_] | None = None
    """(n, n): ``better[s, x]`` where x is certainly better than s. None with `ranks`."""
    tied: NDArray[np.bool_] | None = None
    """(n, n), symmetric, diagonal True: certainly equal. None with `ranks`."""
    at_least: NDArray[np.bool_] | None = None
    """(n, n): ``at_least[s, x]`` where x is certainly at least as good as s; None where that is
    only where it is better or tied."""
    weights: WeightRanges | None = None
    """Where the order comes from weights given as ranges; `better`, `tied` and `at_least` then
    hold in every completion, and need not be all that does."""
    levels: NDArray[np.int64] | None = None
    """(n,): a state is *much* better than another where it stands on a higher level; -1 where a
    state's level is not known. None where nothing is much better than anything."""
    classes: NDArray[np.int64] | None = None
    """(n,): every state's class, from 0. `better`, `tied` and `at_least` are then about classes:
    ``better[classes[s], classes[x]]``. Different states of one class c are tied where
    ``tied[c, c]``, else nothing is known between them. None where the pairs are of states."""


@dataclass(frozen=True, slots=True, eq=False)
class OptionMoves:
    """One party's moves in option form, without listing them.

    The party can move from a state to every other in the same block whose kind is allowed from
    the kind of the state. Moves of this form are transitive: two in a row are one, or none.
    """

    block: NDArray[np.int64]
    """(n,): states with equal numbers agree in everything that the party does not control."""
    kind: NDArray[np.int64] | None = None
    """(n,): what one-way options stand at, numbered from 0; None where every move is allowed."""
    allowed: NDArray[np.bool_] | None = None
    """(k, k), reflexive and transitive: whether a state of one kind leads to one of another."""


@dataclass(frozen=True, slots=True, eq=False)
class OptionForm:
    """What the states are made of, where they are made of options: who set which columns."""

    table: NDArray[np.integer[Any]]
    """(n, columns): per state and column the index of the value."""
    names: tuple[str, ...]
    """Per column its option, or the switch of a joint one."""
    owners: tuple[tuple[str, ...], ...]
    """Per column the parties that can change it; several where an option is common."""
    joint: tuple[bool, ...]
    """Per column whether it is one party's switch of a joint option."""


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """A graph model: states 0 … n-1, every party's one-step moves, and preferences."""

    n: int
    parties: tuple[str, ...]
    """In the case's order."""
    moves: Mapping[str, csr_array | OptionMoves]
    """Per party an (n, n) boolean sparse array, ``moves[p][s, x]`` where p can move s to x; or,
    where they need not be listed, its `OptionMoves`."""
    preferences: Mapping[str, Preference]
    """Per party; a party about whom nothing is known has nothing certain but the diagonal."""
    status_quo: int | None = None
    hash: str = ""
    """SHA-256 of the case it was compiled from."""
    form: OptionForm | None = None
    """What the states are made of; None in graph form and where only moves are given."""
