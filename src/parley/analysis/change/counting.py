"""In how many orders an outcome would hold: exact, for small conflicts."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations, product
from math import comb, factorial, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.change.lifts import APART, holds_from, moves_from, with_orders
from parley.analysis.change.smallest import asked
from parley.analysis.concepts import concepts
from parley.analysis.setting import Setting
from parley.analysis.stability import HasConflict, stability
from parley.model import Conflict

__all__ = ["OrderCount", "count_orders"]

Ints = NDArray[np.int64]
_STATES = 16
"""States up to which sets of states are run through, for nash, gmr and smr."""
_ORDERS = 50_000
"""Orders of one party that are listed, for seq."""
_CHOICES = 50_000_000
"""Choices of all parties' orders beyond which no time limit in use would do."""


@dataclass(frozen=True, slots=True, eq=False)
class OrderCount:
    """How many choices of orders, one for each party, make a state an equilibrium."""

    state: int
    concept: str
    variant: str
    case_hash: str
    parameters: Mapping[str, Any]
    per_party: Mapping[str, int] | None
    """Orders of each party in which it would stay; None for seq, where they cannot be told
    apart."""
    holding: int | None
    """Choices in which it is an equilibrium; None where it was not finished."""
    of: int
    """Choices that there are."""
    complete: bool = True
    why_stopped: str = "finished"

    @property
    def share(self) -> float | None:
        """The part of all choices; every choice counts once, however likely."""
        return None if self.holding is None else self.holding / self.of


def count_orders(
    case: HasConflict | Conflict,
    state: int,
    concept: str = "seq",
    *,
    ties: bool = False,
    time_limit: float = 30.0,
) -> OrderCount:
    """Count the orders that make a state an equilibrium, whatever the parties' orders are now.

    Parameters
    ----------
    case : a case or a Conflict
        Its moves count, its preferences do not.
    state : int
    concept : {"nash", "gmr", "smr", "seq"}
        For nash, gmr and smr the parties are counted apart, up to 16 states; for seq choices are
        run through, as many as the time limit allows.
    ties : bool
        Whether orders with ties count too.
    time_limit : float
        Seconds.

    Examples
    --------
    One party that can move from state 0 to 1; in half of the orders it would not:

    >>> from scipy.sparse import csr_array
    >>> go = csr_array(np.array([[0, 1, 0], [0, 0, 0], [0, 0, 0]], dtype=bool))
    >>> found = count_orders(Conflict(3, ("a",), {"a": go}, {}), 0, "nash")
    >>> found.holding, found.of
    (3, 6)
    """
    deadline = time.monotonic() + time_limit
    conflict, _ = asked(case, state, concept, False)
    n, parties = conflict.n, conflict.parties
    each = _weak(n)[n] if ties else factorial(n)
    per_party: dict[str, int] | None = None
    holding: int | None = None
    stopped = "finished"
    if concept in APART and n <= _STATES:
        per_party = {p: _apart(conflict, p, state, concept, ties) for p in parties}
        holding = prod(per_party.values())
    elif concept in APART or each > _ORDERS:
        stopped = f"{n} states have too many orders to be counted"
    elif each ** len(parties) > _CHOICES:
        stopped = (
            f"{each ** len(parties):.3g} choices of orders are too many to go through one by one; "
            "under nash, gmr and smr they need not be"
        )
    else:
        holding = _together(conflict, state, ties, deadline)
        if holding is None:
            stopped = "not finished within the time limit"
    return OrderCount(
        state, concept, concepts()[concept].variant, conflict.hash,
        {"ties": ties, "time_limit": time_limit}, per_party, holding, each ** len(parties),
        holding is not None, stopped,
    )  # fmt: skip


def _apart(conflict: Conflict, party: str, state: int, concept: str, ties: bool) -> int:
    """Orders of one party: a verdict rests only on which states stand above, so sets are counted.

    Of k states above, the k and the n - 1 - k others can each be ordered freely; where ties
    count, some of the others may be level with the state.
    """
    n, found = conflict.n, 0
    weak = _weak(n)
    others = [x for x in range(n) if x != state]
    for mask in range(1 << (n - 1)):
        ranks = np.zeros(n, np.int64)
        above = [x for k, x in enumerate(others) if mask >> k & 1]
        ranks[above] = 1
        setting = Setting(with_orders(conflict, {party: ranks}))
        if holds_from(setting, party, state, concept) <= 0:
            k, rest = len(above), n - 1 - len(above)
            if ties:
                below = sum(comb(rest, level) * weak[rest - level] for level in range(rest + 1))
                found += weak[k] * below
            else:
                found += factorial(k) * factorial(rest)
    return found


def _weak(n: int) -> list[int]:
    """Orders with ties of 0, 1, … n things.

    Examples
    --------
    >>> _weak(4)
    [1, 1, 3, 13, 75]
    """
    found = [1]
    for m in range(1, n + 1):
        found.append(sum(comb(m, first) * found[m - first] for first in range(1, m + 1)))
    return found


def _together(conflict: Conflict, state: int, ties: bool, deadline: float) -> int | None:
    """Choices under seq: orders that agree in which moves gain, and in what is above, count as one.

    Nothing else of an order has any part in a verdict at the state.
    """
    kinds: list[list[tuple[Ints, int]]] = []
    setting = Setting(conflict)
    for party in conflict.parties:
        start, end = setting.arcs(party)
        count: Counter[bytes] = Counter()
        sample: dict[bytes, Ints] = {}
        for ranks in _orders(conflict.n, ties):
            key = (ranks[end] > ranks[start]).tobytes()
            if len(moves_from(setting, party, state)):
                key += (ranks > ranks[state]).tobytes()
            count[key] += 1
            sample.setdefault(key, ranks)
        kinds.append([(sample[key], count[key]) for key in count])
    found = 0
    for chosen in product(*kinds):
        if time.monotonic() > deadline:
            return None
        orders = {p: ranks for p, (ranks, _) in zip(conflict.parties, chosen, strict=True)}
        if state in stability(with_orders(conflict, orders), "seq").equilibria:
            found += prod(times for _, times in chosen)
    return found


def _orders(n: int, ties: bool) -> Iterator[Ints]:
    choices: Iterable[tuple[int, ...]] = (
        product(range(n), repeat=n) if ties else permutations(range(n))
    )
    for ranks in choices:
        if not ties or set(ranks) == set(range(max(ranks, default=-1) + 1)):
            yield np.array(ranks, np.int64)
