"""Values of options: how they compare, and what a statement means over columns of them."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.case.statements import NUMBER
from parley.model import And, Compare, If, Iff, Logic, Not, Option, Or

__all__ = ["SWITCH", "Index", "evaluate", "is_number", "listed_value", "option_of", "truth"]

Index = NDArray[np.signedinteger[Any]]
"""Per state the index of a value in the option's list."""
SWITCH = "."
"""Stands between a joint option and a party: ``talks.hamas``."""

_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
}  # fmt: skip


def is_number(text: str) -> bool:
    """Whether a value is a number of the language: up to 12 digits, up to 6 decimals.

    Examples
    --------
    >>> [is_number(text) for text in ("40", "-2.5", "1_0", "1e3")]
    [True, True, False, False]
    """
    return NUMBER.fullmatch(text) is not None


def option_of(options: Mapping[str, Option], name: str) -> Option | None:
    """Return the option that a name, or ``option.party`` for a switch, speaks of."""
    option, dot, party = name.partition(SWITCH)
    found = options.get(option)
    if found is None or (dot and (found.act != "all" or party not in found.by)):
        return None
    return found


def listed_value(option: Option, text: str) -> str | None:
    """Return the option's value that a text names, as the option lists it; None if none.

    Examples
    --------
    >>> wage = Option("wage", ("employer",), values=("0", "2.5"), numeric=True)
    >>> listed_value(wage, "2.50"), listed_value(wage, "3")
    ('2.5', None)
    """
    if text in option.values:
        return text
    if option.numeric and is_number(text):
        wanted = Decimal(text)
        return next((value for value in option.values if Decimal(value) == wanted), None)
    return None


def truth(compare: Compare, option: Option) -> NDArray[np.bool_]:
    """Return, for every value of an option, whether a comparison holds."""
    if option.numeric:
        compared = _COMPARISONS[compare.op]
        bound = Decimal(compare.value)
        return np.array([compared(Decimal(value), bound) for value in option.values], bool)
    return np.array([value == compare.value for value in option.values], bool)


def _where(holds: NDArray[np.bool_], values: Index) -> NDArray[np.bool_]:
    """Return where a column has a value for which a comparison holds.

    Most hold for a stretch of values; comparing with its ends takes a fifth of looking each up.
    """
    true = np.flatnonzero(holds)
    if not len(true):
        return np.zeros(len(values), bool)
    first, last = int(true[0]), int(true[-1])
    if last - first + 1 != len(true):
        return np.asarray(holds[values], bool)
    if first == last:
        return np.asarray(values == first)
    if first == 0:
        return np.asarray(values <= last)
    if last == len(holds) - 1:
        return np.asarray(values >= first)
    return np.asarray((values >= first) & (values <= last))


def evaluate(
    logic: Logic, options: Mapping[str, Option], column: Callable[[str], Index]
) -> NDArray[np.bool_]:
    """Evaluate a statement over states.

    Parameters
    ----------
    logic : Logic
        The statement; its options and values are known to be there.
    options : mapping of str to Option
        The options by name.
    column : callable
        Gives for an option's (or switch's) name the (n,) indices of its values.

    Returns
    -------
    (n,) array of bool
    """
    match logic:
        case Compare(name, _, _):
            option = option_of(options, name)
            if option is None:
                raise KeyError(name)
            return _where(truth(logic, option), column(name))
        case Not(inner):
            return ~evaluate(inner, options, column)
        case And(left, right):
            return evaluate(left, options, column) & evaluate(right, options, column)
        case Or(left, right):
            return evaluate(left, options, column) | evaluate(right, options, column)
        case If(then, condition):
            return ~evaluate(condition, options, column) | evaluate(then, options, column)
        case Iff(left, right):
            return ~(evaluate(left, options, column) ^ evaluate(right, options, column))
