"""Sets of better states, nested one in another, so that two numbers tell what is in which.

A full order needs one number a state: what is better has a higher one. An order that is known in
part has no such number, but from many starts the sets of states that stand above lie one within
another, as in a chain. Then a state's *value* is the number of sets of the chain that hold it, a
start's *bar* the number of those that are larger than its own, and a state stands above the start
just where its value is above the bar. Every class of starts is put into some chain; a ranking
whose rest is unknown makes one, and each chain of comparisons about one more.

Where more chains would be needed than there is time for, a start that is left takes from a chain
the next set that errs on the safe side: of what is certain less, of what is conceivable more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Order, Sure

__all__ = ["Nest", "covered", "nests"]

Bools = NDArray[np.bool_]
Values = NDArray[np.int32]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Nest:
    """One chain: what stands above each of some starts. Told of states, or of classes of them."""

    values: Values
    """How many sets of the chain hold a state, or a class."""
    bars: Values
    """A state stands above a start where its value is above this, and is not the start."""
    asked: Bools
    """Of which starts, or classes of them, that is so."""
    exact: bool
    """Whether it is just so; else an error on the safe side, for the starts that were left."""
    classes: Places | None = None
    """(n,) each state's class."""

    @property
    def value(self) -> Values:
        """(n,)."""
        return self.values if self.classes is None else self.values[self.classes]

    @property
    def bar(self) -> Values:
        """(n,)."""
        return self.bars if self.classes is None else self.bars[self.classes]

    @property
    def starts(self) -> Bools:
        """(n,)."""
        return self.asked if self.classes is None else self.asked[self.classes]


def nests(order: Order, sure: Sure, most: int) -> list[Nest]:
    """Put what stands above each state into chains.

    Parameters
    ----------
    order : Order
        Total, or by class.
    sure : {"certain", "conceivable"}
    most : int
        Most chains; those with most starts are kept.

    Returns
    -------
    list of Nest
        Every state is a start in one of them.

    Examples
    --------
    State 1 stands above 0, and 2 and 3 compare with nothing:

    >>> better = np.zeros((3, 3), bool)
    >>> better[0, 1] = True
    >>> classes = np.array([0, 1, 2, 2])
    >>> order = Order(4, None, better, np.diag([True, True, False]), classes=classes)
    >>> (nest,) = nests(order, "certain", 4)
    >>> nest.value.tolist(), nest.bar.tolist()
    ([0, 1, 0, 0], [0, 1, 1, 1])
    """
    n = order.n
    if order.ranks is not None:
        ranks = order.ranks.astype(np.int32)
        return [Nest(ranks, ranks, np.ones(n, dtype=np.bool_), True)]
    assert order.classes is not None
    classes = order.classes.astype(np.intp)
    sizes = np.bincount(classes, minlength=len(order.upward(sure)))
    sets, of = _distinct(order.upward(sure))
    starts_of = np.bincount(of, weights=sizes, minlength=len(sets))
    chains = _chains(sets)
    chains.sort(key=lambda chain: -float(starts_of[chain].sum()))
    found, left = [], np.zeros(len(sets), dtype=np.bool_)
    for chain in chains[most:]:
        left[chain] = True
    for k, chain in enumerate(chains[:most]):
        own = np.full(len(sets), -1, dtype=np.int64)
        own[chain] = np.arange(len(chain))
        found.append(_nest(sets[chain], own[of], classes, exact=True))
        if k == 0 and left.any():
            nearest = _nearest(sets[chain], sets, sure)
            nearest[~left] = -2
            found.append(_nest(sets[chain], nearest[of], classes, exact=False, none=-2))
    return found


def _distinct(sets: Bools) -> tuple[Bools, Places]:
    """The different rows, larger ones first, and which of them each row is."""
    packed = np.packbits(sets, axis=1)
    text = np.ascontiguousarray(packed).view(f"V{max(1, packed.shape[1])}").reshape(-1)
    _, first, of = np.unique(text, return_index=True, return_inverse=True)
    order = np.argsort(-sets[first].sum(axis=1), kind="stable")
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.arange(len(order))
    return sets[first[order]], place[of.reshape(-1)]


def _chains(sets: Bools) -> list[list[int]]:
    """Part sets, larger ones first, into chains in which each holds the next."""
    packed = np.packbits(sets, axis=1)
    sizes = sets.sum(axis=1)
    chains: list[list[int]] = []
    last = np.zeros((0, packed.shape[1]), dtype=np.uint8)
    for k, row in enumerate(packed):
        holds = np.flatnonzero(~(row & ~last).any(axis=1))
        if len(holds):  # the tightest, so that wide ones are left for others
            at = int(holds[np.argmin([sizes[chains[c][-1]] for c in holds])])
            chains[at].append(k)
            last[at] = row
        else:
            chains.append([k])
            last = np.concatenate([last, row[None]])
    return chains


def _nearest(chain: Bools, sets: Bools, sure: Sure) -> NDArray[np.int64]:
    """For each set the number of the chain's that errs on the safe side; -1 for everything.

    What is certain is the largest set of the chain within it, or nothing; what is conceivable the
    smallest that holds it, or everything.
    """
    if sure == "certain":
        within = np.stack([~(one & ~sets).any(axis=1) for one in chain], axis=1)
        return np.where(within.any(axis=1), within.argmax(axis=1), len(chain)).astype(np.int64)
    holds = np.stack([~(sets & ~one).any(axis=1) for one in chain], axis=1)
    return np.asarray(holds.sum(axis=1) - 1, dtype=np.int64)


def _nest(
    chain: Bools, of: NDArray[np.int64], classes: Places, *, exact: bool, none: int = -1
) -> Nest:
    """A chain of sets; `of` says which of them is each class's own."""
    value = chain.sum(axis=0).astype(np.int32)
    return Nest(value, of.astype(np.int32), of != none, exact, classes)


def covered(nests: Sequence[Nest]) -> Bools:
    """For which starts the chains say just what stands above."""
    found = np.zeros(len(nests[0].starts), dtype=np.bool_)
    for nest in nests:
        if nest.exact:
            found |= nest.starts
    return found
