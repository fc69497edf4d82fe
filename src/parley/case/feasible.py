"""Which states are feasible, and which rules leave none.

Nothing is enumerated before the number of combinations is known to be within the limit.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from parley.case.states import Column, StateSpace, columns_of, combinations
from parley.case.values import Index, evaluate
from parley.errors import LimitError
from parley.model import Condition, Option

__all__ = ["LIMIT", "compile_states", "contradiction"]

LIMIT = 2**22
"""Combinations of values that are enumerated without being asked to go further."""


def compile_states(
    options: Mapping[str, Option],
    rules: Sequence[Condition] = (),
    listed: Sequence[Mapping[str, str]] | None = None,
    *,
    limit: int = LIMIT,
) -> StateSpace:
    """Enumerate the feasible states.

    Parameters
    ----------
    options : mapping of str to Option
        In the order of the case.
    rules : sequence of Condition
        What every state must satisfy.
    listed : sequence of mapping, optional
        Patterns whose states are the feasible ones, in place of rules.
    limit : int
        How many combinations may be enumerated.

    Raises
    ------
    LimitError
        There are more combinations than that; nothing has been built.
    """
    columns = columns_of(options)
    if listed is not None:
        return StateSpace(options, columns, _listed(options, columns, listed, limit))
    raw = _Raw(options, columns, limit)
    keep = np.ones(raw.n, bool)
    for rule in rules:
        keep &= evaluate(rule.logic, options, raw.column)
    # Column by column in memory: every statement and every party's moves go over whole columns.
    table = np.empty((int(keep.sum()), len(columns)), _dtype(columns), order="F")
    all_kept = len(table) == raw.n
    for i, column in enumerate(columns):
        table[:, i] = raw.digits(i) if all_kept else raw.digits(i)[keep]
        raw.made.pop(column.name, None)
    return StateSpace(options, columns, table)


def contradiction(
    options: Mapping[str, Option], rules: Sequence[Condition], *, limit: int = LIMIT
) -> tuple[int, ...]:
    """Return the indices of a smallest set of rules that no state satisfies; empty if none.

    Smallest means that leaving any one of them out leaves a state.
    """
    raw = _Raw(options, columns_of(options), limit)
    broken = [np.packbits(~evaluate(rule.logic, options, raw.column)) for rule in rules]
    everything = np.packbits(np.ones(raw.n, bool))

    def impossible(chosen: Sequence[int]) -> bool:
        joined = np.zeros_like(everything)
        for i in chosen:
            joined |= broken[i]
        return bool((joined == everything).all())

    chosen = list(range(len(rules)))
    if not impossible(chosen):
        return ()
    for i in range(len(rules)):
        fewer = [other for other in chosen if other != i]
        if impossible(fewer):
            chosen = fewer
    return tuple(chosen)


class _Raw:
    """All combinations, column by column, each made when it is asked for."""

    def __init__(
        self, options: Mapping[str, Option], columns: Sequence[Column], limit: int
    ) -> None:
        self.options, self.columns = options, columns
        self.n = combinations(columns)
        _within(self.n, limit)
        self.made: dict[str, Index] = {}

    def digits(self, i: int) -> Index:
        """The (n,) value indices of one column, the last column the fastest."""
        width, stride = len(self.columns[i].values), combinations(self.columns[i + 1 :])
        digit = np.empty((self.n // (width * stride), width, stride), _dtype(self.columns))
        digit[...] = np.arange(width, dtype=digit.dtype)[None, :, None]
        return digit.reshape(-1)

    def column(self, name: str) -> Index:
        if name not in self.made:
            own = [i for i, c in enumerate(self.columns) if name in {c.name, c.option}]
            made = self.digits(own[0])
            for i in own[1:]:
                made = np.minimum(made, self.digits(i))
            self.made[name] = made
        return self.made[name]


def _within(n: int, limit: int) -> None:
    if n > limit:
        shown = f"{n:,}" if n < 10**18 else f"about 10^{len(str(n)) - 1}"
        raise LimitError(
            f"there would be {shown} states before any rule, more than the limit of {limit:,}; "
            "leave out options, give them fewer values, or list the feasible states under `states`"
        )


def _dtype(columns: Sequence[Column]) -> type[np.signedinteger[Any]]:
    most = max((len(column.values) for column in columns), default=0)
    return np.int8 if most <= 127 else np.int16


def _listed(
    options: Mapping[str, Option],
    columns: Sequence[Column],
    patterns: Sequence[Mapping[str, str]],
    limit: int,
) -> Index:
    allowed = [_allowed(options, columns, pattern) for pattern in patterns]
    _within(sum(math.prod(len(values) for values in row) for row in allowed), limit)
    rows: set[tuple[int, ...]] = set()
    for pattern, values in zip(patterns, allowed, strict=True):
        rows.update(
            row for row in itertools.product(*values) if _derived(options, columns, pattern, row)
        )
    return np.array(sorted(rows), _dtype(columns)).reshape(len(rows), len(columns))


def _allowed(
    options: Mapping[str, Option], columns: Sequence[Column], pattern: Mapping[str, str]
) -> list[list[int]]:
    """Return, per column, the value indices that a pattern leaves open."""
    allowed = []
    for column in columns:
        own = pattern.get(column.name)
        whole = pattern.get(column.option) if column.party else None
        values = range(len(column.values))
        if own is not None:
            values = range(column.values.index(own), column.values.index(own) + 1)
        least = column.values.index(whole) if whole is not None else 0
        allowed.append([value for value in values if value >= least])
    return allowed


def _derived(
    options: Mapping[str, Option],
    columns: Sequence[Column],
    pattern: Mapping[str, str],
    row: Sequence[int],
) -> bool:
    """Whether every joint option that a pattern names has that value as the least of its own."""
    for name, value in pattern.items():
        option = options.get(name)
        if option is not None and option.act == "all":
            own = [row[i] for i, column in enumerate(columns) if column.option == name]
            if min(own) != option.values.index(value):
                return False
    return True
