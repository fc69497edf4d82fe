"""What an analysis returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Result"]


def _no_states() -> NDArray[np.int64]:
    # Imported here, so that whoever only reads reports does not wait for numpy.
    import numpy as np

    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Result:
    """A stability answer, with what it was computed from and how far it can be relied on.

    All arrays are indexed by state, in the order of ``case.states``.
    """

    concept: str
    variant: str
    """The definition chosen where published ones differ, in words."""
    case_hash: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    stable: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    """Per party: stable in every completion of what is known; for every way to break ties, where
    the concept rests on that."""
    possible: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    """Per party: stable in some completion, or for some way (an upper bound where not decided)."""
    decided: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    """Per party: False where the two bounds do not meet."""
    equilibria: NDArray[np.int64] = field(default_factory=_no_states)
    possible_equilibria: NDArray[np.int64] = field(default_factory=_no_states)
    possible_is_exact: bool = True
    """Whether `possible_equilibria` is exact or an upper bound: not proven."""
    surely_possible: NDArray[np.int64] = field(default_factory=_no_states)
    """The possible equilibria for which one completion of all parties is known: all of them,
    where `possible_is_exact`."""
    complete: bool = True
    why_stopped: str = "finished"
