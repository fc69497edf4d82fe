"""What is known of one party's order while a search assumes more of it, pair by pair.

Three kinds: an order that is full; one of which any weak order that agrees is a completion, kept
closed under transitivity as pairs are assumed, so that a contradiction shows at once; and one that
weights within ranges give, where a choice of weights that meets all that is assumed is kept, and a
new one is looked for, exactly, when it no longer does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from parley.analysis.orders import Order
from parley.analysis.turning import turned
from parley.case.inequalities import Row, chosen
from parley.errors import UsageError
from parley.model import WeightRanges

__all__ = ["Assumed", "Extreme", "Full", "Weak", "Weighed", "assumed"]


class Assumed(Protocol):
    """A party's order, as far as it is known or assumed."""

    def above(self, state: int, other: int) -> bool | None:
        """Whether the other state is better; None where both are still possible."""
        ...

    def assume(self, state: int, other: int, better: bool) -> bool:
        """Assume that the other is better, or that it is not; False where that cannot be.

        What cannot be may leave traces: `undo` must follow.
        """
        ...

    def mark(self) -> int:
        """Where to come back to with `undo`."""
        ...

    def undo(self, mark: int) -> None:
        """Forget what was assumed since."""
        ...


def assumed(order: Order) -> Assumed:
    """Start from what is certain of an order."""
    if order.ranks is not None:
        return Full(order.ranks)
    if order.weights is not None:
        return Weighed(order.weights)
    return Weak(order)


class Full:
    """A full order: nothing is left to assume."""

    def __init__(self, ranks: NDArray[np.int64]) -> None:
        self._ranks: list[int] = ranks.tolist()

    def above(self, state: int, other: int) -> bool | None:
        """Whether the other state is better."""
        return self._ranks[other] > self._ranks[state]

    def assume(self, state: int, other: int, better: bool) -> bool:
        """Whether it is so."""
        return self.above(state, other) == better

    def mark(self) -> int:
        """Nothing changes."""
        return 0

    def undo(self, mark: int) -> None:
        """Nothing changed."""


class Extreme(Full):
    """The completion in which one state has as few, or as many, states above it as can be."""

    def __init__(self, order: Order, state: int, *, most: bool) -> None:
        above = order.above(state, state + 1, "conceivable" if most else "certain")[0]
        super().__init__(above.astype(np.int64))


class Weak:
    """A weak order known in part, closed: bit x of ``_upward[s]`` says that x is no worse than s.

    Examples
    --------
    >>> nothing = Order(3, None, np.zeros((3, 3), bool), np.eye(3, dtype=bool))
    >>> known = Weak(nothing)
    >>> known.assume(0, 1, True), known.assume(2, 1, False), known.above(0, 2)
    (True, True, True)
    >>> known.assume(2, 0, True)
    False
    """

    def __init__(self, order: Order) -> None:
        assert order.better is not None
        assert order.tied is not None
        weak = order.better | order.tied if order.at_least is None else order.at_least
        self._upward = _bits(weak)
        self._better = _bits(order.better)
        self._downward = _numbers(turned(weak, bitorder="little"))
        self._trail: list[tuple[list[int], int, int]] = []

    def above(self, state: int, other: int) -> bool | None:
        """Whether the other state is better; None where both are still possible."""
        if self._better[state] >> other & 1:
            return True
        return False if self._upward[other] >> state & 1 else None

    def assume(self, state: int, other: int, better: bool) -> bool:
        """Assume that the other is better, or that it is not; False where that cannot be."""
        known = self.above(state, other)
        if known is not None:
            return known == better
        if better:
            self._lead(state, other, strict=True)
        else:
            self._lead(other, state, strict=False)
        return True

    def _lead(self, low: int, high: int, *, strict: bool) -> None:
        """Put one state above the other, or level, and draw what follows."""
        upward, better = self._upward[high], self._better[high]
        if strict:
            better = upward
        downward = self._downward[low]
        for s in _each(downward):
            self._set(self._upward, s, self._upward[s] | upward)
            gained = upward if self._better[s] >> low & 1 else better
            self._set(self._better, s, self._better[s] | gained)
        for x in _each(upward):
            self._set(self._downward, x, self._downward[x] | downward)

    def _set(self, rows: list[int], at: int, value: int) -> None:
        if rows[at] != value:
            self._trail.append((rows, at, rows[at]))
            rows[at] = value

    def mark(self) -> int:
        """Where to come back to with `undo`."""
        return len(self._trail)

    def undo(self, mark: int) -> None:
        """Forget what was assumed since."""
        while len(self._trail) > mark:
            rows, at, value = self._trail.pop()
            rows[at] = value


class Weighed:
    """An order by weights within ranges, with a choice of weights that gives all that is assumed.

    Examples
    --------
    >>> truth = np.array([[1, 0], [0, 1], [0, 0]], np.int8)
    >>> known = Weighed(WeightRanges(truth, (1, 2), (3, 4)))
    >>> known.above(2, 0), known.above(0, 1)
    (True, None)
    >>> known.assume(0, 1, False), known.assume(1, 0, False), known.above(0, 1)
    (True, True, False)
    """

    def __init__(self, weights: WeightRanges) -> None:
        self.low, self.high = weights.low, weights.high
        rows, of = np.unique(weights.truth, axis=0, return_inverse=True)
        self._rows: list[Row] = [tuple(row) for row in rows.astype(int).tolist()]
        self._of: list[int] = of.reshape(-1).tolist()
        self._known: dict[Row, bool] = {}
        self._pairs: dict[tuple[int, int], tuple[Row, bool | None]] = {}
        self._trail: list[Row] = []
        self._asked: list[tuple[Row, bool]] = []
        self._point: tuple[int, ...] = self.low
        for up, down in weights.kept:
            if not self.assume(down, up, True):
                raise UsageError(
                    "no weights within their ranges give the comparisons that are kept with them"
                )

    def above(self, state: int, other: int) -> bool | None:
        """Whether the other state is better; None where both may be possible.

        Where only several assumptions together settle a pair, None is said, and `assume` tells.
        """
        row, always = self._pair(state, other)
        return self._known.get(row) if always is None else always

    def assume(self, state: int, other: int, better: bool) -> bool:
        """Assume that the other is better, or that it is not; False where that cannot be."""
        known = self.above(state, other)
        if known is not None:
            return known == better
        row = self._pair(state, other)[0]
        opposite = tuple(-c for c in row)
        self._ask(row if better else opposite, better)
        self._note(row, better)
        if better:
            self._note(opposite, False)
        value = sum(c * w for c, w in zip(row, self._point, strict=True))
        if (value > 0) == better:
            return True
        point = chosen(
            self.low,
            self.high,
            [asked for asked, strict in self._asked if strict],
            [asked for asked, strict in self._asked if not strict],
        )
        if point is None:
            return False
        self._point = point
        return True

    def _pair(self, state: int, other: int) -> tuple[Row, bool | None]:
        """What the other state has over a state, and whether the ranges alone settle it."""
        key = (self._of[state], self._of[other])
        if key not in self._pairs:
            pairs = zip(self._rows[key[1]], self._rows[key[0]], strict=True)
            row = tuple(x - s for x, s in pairs)
            ends = list(zip(row, self.low, self.high, strict=True))
            least = sum(c * (low if c > 0 else high) for c, low, high in ends)
            most = sum(c * (high if c > 0 else low) for c, low, high in ends)
            self._pairs[key] = (row, True if least > 0 else False if most <= 0 else None)
        return self._pairs[key]

    def _ask(self, row: Row, strict: bool) -> None:
        self._asked.append((row, strict))

    def _note(self, row: Row, better: bool) -> None:
        if row not in self._known:
            self._known[row] = better
            self._trail.append(row)

    def mark(self) -> int:
        """Where to come back to with `undo`."""
        return len(self._trail) * _SHIFT + len(self._asked)

    def undo(self, mark: int) -> None:
        """Forget what was assumed since; the choice of weights still meets what is left."""
        notes, asked = divmod(mark, _SHIFT)
        for row in self._trail[notes:]:
            del self._known[row]
        del self._trail[notes:]
        del self._asked[asked:]


_SHIFT = 1 << 32


def _bits(relation: NDArray[np.bool_]) -> list[int]:
    """Each row as a number with bit x set where it holds of x."""
    return _numbers(np.packbits(relation, axis=1, bitorder="little"))


def _numbers(packed: NDArray[np.uint8]) -> list[int]:
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


def _each(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
