"""Whether some choice of weights within their ranges meets a set of inequalities, exactly.

A linear programme in whole numbers only: the tableau keeps one common denominator (Edmonds' and
Bareiss' fraction-free pivots), so no rounding can turn a tie into a gain. First the least slack
over all inequalities is raised to nought, then the least slack over the strict ones above it.
Bland's rule keeps it from going round in circles. A few weights and some dozens of inequalities
take about a millisecond.

Sources: Bland 1977, Mathematics of Operations Research 2; Edmonds and Maurras 1997, on integer
pivoting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["Row", "chosen"]

Row = tuple[int, ...]
"""Coefficients of the weights."""


def chosen(
    low: Sequence[int], high: Sequence[int], above: Iterable[Row], at_least: Iterable[Row]
) -> tuple[int, ...] | None:
    """Choose weights within ranges such that some sums are above nought and some not below.

    Parameters
    ----------
    low, high : sequence of int
        The ranges, ends included.
    above : iterable of rows
        Each weighted sum must be more than 0.
    at_least : iterable of rows
        Each weighted sum must be 0 or more.

    Returns
    -------
    tuple of int or None
        The weights times one common positive number, which changes the sign of no sum; None
        where there are none.

    Examples
    --------
    >>> chosen((0, 0), (2, 1), [(-1, 1)], [(1, 0)])
    (0, 1)
    >>> chosen((0, 0), (2, 1), [(-1, 1), (1, -1)], [])
    >>> chosen((1, 1), (1, 1), [], [(-1, 1), (1, -1)])
    (1, 1)
    """
    strict = dict.fromkeys(above)
    weak = [row for row in dict.fromkeys(at_least) if row not in strict and any(row)]
    table = _Tableau(low, high, list(strict), weak)
    if table.raised(0) < table.all_slack:
        return None
    if strict and table.raised(1) <= 0:
        return None
    return table.weights()


class _Tableau:
    """Columns: the weights above their low ends, the slack of all rows, the extra of strict ones.

    Rows: one for each weight's range, one each for the two slacks' ends, one for each inequality;
    then one for each of the two aims. Every entry is over the common denominator `over`.
    """

    def __init__(
        self, low: Sequence[int], high: Sequence[int], strict: Sequence[Row], weak: Sequence[Row]
    ) -> None:
        self.low, k = tuple(low), len(low)
        at_low = [sum(c * w for c, w in zip(row, low, strict=True)) for row in (*strict, *weak)]
        self.all_slack = max(0, -min(at_low, default=0))
        width = k + 2
        self.rows = [
            [*_unit(i, width), end]
            for i, end in enumerate(
                [*(h - b for b, h in zip(low, high, strict=True)), self.all_slack, 1]
            )
        ]
        for i, (row, start) in enumerate(zip((*strict, *weak), at_low, strict=True)):
            extra = 1 if i < len(strict) else 0
            self.rows.append([*(-c for c in row), 1, extra, start + self.all_slack])
        self.aims = [[*_unit(k, width, -1), 0], [*_unit(k + 1, width, -1), 0]]
        self.over = 1
        self.outside = list(range(width))
        self.inside = list(range(width, width + len(self.rows)))

    def raised(self, aim: int) -> int:
        """Raise an aim, the first as far as it goes, the second to above nought; how far, floored.

        The second is only raised where that leaves the first at its end.
        """
        while aim == 0 or self.aims[aim][-1] <= 0:
            column = self._entering(aim)
            if column is None:
                break
            self._pivot(self._leaving(column), column)
        value = self.aims[aim][-1]
        return value // self.over if aim == 0 else value

    def weights(self) -> tuple[int, ...]:
        """The weights, times the common denominator."""
        found = [bound * self.over for bound in self.low]
        for row, variable in zip(self.rows, self.inside, strict=True):
            if variable < len(found):
                found[variable] += row[-1]
        return tuple(found)

    def _entering(self, aim: int) -> int | None:
        """The column to raise; for the second aim one that leaves the first where it is."""
        best = None
        for column, variable in enumerate(self.outside):
            held = aim == 0 or self.aims[0][column] == 0
            if self.aims[aim][column] < 0 and held and (best is None or variable < best[0]):
                best = (variable, column)
        return None if best is None else best[1]

    def _leaving(self, column: int) -> int:
        best = -1
        for i, row in enumerate(self.rows):
            if row[column] <= 0:
                continue
            if best >= 0:
                least = self.rows[best]
                order = row[-1] * least[column] - least[-1] * row[column]
                if order > 0 or (order == 0 and self.inside[i] > self.inside[best]):
                    continue
            best = i
        assert best >= 0, "every column has an end"
        return best

    def _pivot(self, at: int, column: int) -> None:
        own, over = self.rows[at], self.over
        by = own[column]
        for row in (*self.rows, *self.aims):
            factor = row[column]
            if row is own:
                continue
            if factor:
                row[:] = [(a * by - factor * b) // over for a, b in zip(row, own, strict=True)]
                row[column] = -factor
            elif by != over:
                row[:] = [a * by // over for a in row]
        own[column] = over
        self.over = by
        self.outside[column], self.inside[at] = self.inside[at], self.outside[column]


def _unit(place: int, width: int, value: int = 1) -> list[int]:
    row = [0] * width
    row[place] = value
    return row
