"""What a term or a figure comes to, as far as its words say, and how two of them compare.

Nothing here fills a gap: what the words leave open stays open, and two amounts are compared only
where they count the same in the same way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from parley.ledger.entries import Entry
from parley.ledger.queries.seen import Seen
from parley.model import Figure, Term

__all__ = ["HEDGE", "Value", "amount", "bounds", "gap", "same", "value_of"]

HEDGE = 0.25
"""How far from *around 40* a number may lie before it is held to contradict it."""
_SIGNS = {"approx": "~", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}


@dataclass(frozen=True, slots=True)
class Value:
    """What one term says of its issue."""

    raw: str
    """The term's words."""
    normalised: str = ""
    """``40``, ``~40``, ``>=7``, ``15..25``, ``all``, ``P7D``, ``yes``; empty where left open."""
    unit: str = ""
    basis: str = ""
    """per day, in total, compounded, …"""
    duration: str = ""
    """ISO 8601, ``P7D``, or its words where it gives no number."""
    of: str = ""
    including: tuple[str, ...] = ()
    figure: Figure | None = None


def value_of(seen: Seen, entry: Entry, term: Term) -> Value:
    """What a term of a proposal or a condition says."""
    linked = seen.link(entry, term.figure)
    figure = linked.record if linked and isinstance(linked.record, Figure) else None
    timex = seen.timex(entry, term.duration)
    lasts = (timex.value or seen.text(entry, timex.span)) if timex else ""
    given = amount(figure) if figure else ""
    return Value(
        raw=seen.text(entry, term.span),
        normalised=given or lasts or term.value or "",
        unit=(figure.unit if figure else None) or term.unit or "",
        basis=(figure.quantity_basis if figure else None) or "",
        duration=lasts,
        of=(figure.of if figure else None) or term.of or "",
        including=tuple(seen.text(entry, span) for span in term.including),
        figure=figure,
    )


def amount(figure: Figure) -> str:
    """A figure's amount in signs; the words where they give no number.

    Examples
    --------
    >>> from parley.model import Span
    >>> amount(Figure("f1", Span(0, 2), Span(0, 2), "approx", 40.0))
    '~40'
    >>> amount(Figure("f1", Span(0, 2), Span(0, 2), "range", low=15.0, high=25.0))
    '15..25'
    """
    if figure.comparator == "all":
        return "all"
    if figure.comparator == "range" and figure.low is not None and figure.high is not None:
        return f"{_plain(figure.low)}..{_plain(figure.high)}"
    if figure.value is not None:
        return f"{_SIGNS.get(figure.comparator, '')}{_plain(figure.value)}"
    if figure.low is not None or figure.high is not None:
        low, high = (_plain(each) if each is not None else "" for each in (figure.low, figure.high))
        return f"{low}..{high}"
    return ""


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)


def bounds(figure: Figure) -> tuple[float, float] | None:
    """Between what an amount lies, for comparing it; None where the words give no number.

    A hedged number is given `HEDGE` to either side here, and nowhere else: no table prints it.

    Examples
    --------
    >>> from parley.model import Span
    >>> bounds(Figure("f1", Span(0, 2), Span(0, 2), "approx", 40.0))
    (30.0, 50.0)
    >>> bounds(Figure("f1", Span(0, 2), Span(0, 2), "gt", 100.0, low=100.0))
    (100.0, inf)
    """
    value = figure.value
    if figure.comparator == "all":
        return None
    if figure.comparator == "approx" and value is not None:
        return value - abs(value) * HEDGE, value + abs(value) * HEDGE
    low, high = figure.low, figure.high
    if figure.comparator == "eq" and value is not None:
        low = high = value
    if low is None and high is None:
        return None
    return (-math.inf if low is None else low), (math.inf if high is None else high)


def same(one: Value, other: Value) -> bool | None:
    """Whether two terms say the same; None where one leaves open what the other says.

    Examples
    --------
    >>> same(Value("a week", "P7D"), Value("one week", "P7D"))
    True
    >>> same(Value("a week", "P7D"), Value("a halt")) is None
    True

    *Several dozen* may be 40, and cannot be 20.

    >>> from parley.model import Span
    >>> def people(*given, **bounds):
    ...     figure = Figure("f", Span(0, 1), Span(0, 1), *given, **bounds)
    ...     return Value("", amount(figure), "people", figure=figure)
    >>> several = people("vague", low=36.0)
    >>> same(several, people("eq", 40.0)), same(several, people("eq", 20.0))
    (None, False)
    """
    if not one.normalised or not other.normalised:
        return None
    if one.basis and other.basis and one.basis != other.basis:
        return False
    if one.unit and other.unit and one.unit != other.unit:
        return None  # a percentage and a sum may both be offered
    if one.normalised == other.normalised:
        return True
    if one.figure is None or other.figure is None:
        return None if "some" in (one.normalised, other.normalised) else False
    hedges = one.figure.comparator, other.figure.comparator
    if "vague" in hedges:
        between, against = bounds(one.figure), bounds(other.figure)
        meet = between and against and between[0] <= against[1] and against[0] <= between[1]
        return None if meet else False
    return "approx" in hedges and one.figure.value == other.figure.value


def gap(one: Value, other: Value) -> str:
    """How far apart two amounts of money, percent or time are; empty where that is no number.

    Amounts of people get none: people are counted by category, never set against one another.

    Examples
    --------
    >>> from parley.model import Span
    >>> def percent(comparator, value, **bounds):
    ...     figure = Figure("f", Span(0, 1), Span(0, 1), comparator, value, **bounds)
    ...     return Value("", amount(figure), "percent", figure=figure)
    >>> gap(percent("eq", 4.5), percent("ge", 7.0, low=7.0))
    '>=2.5'
    """
    if one.figure is None or other.figure is None or _apart(one) != _apart(other):
        return ""
    between, against = bounds(one.figure), bounds(other.figure)
    if one.unit == "people" or not one.unit or between is None or against is None:
        return ""
    hedged = "approx" in (one.figure.comparator, other.figure.comparator)
    if hedged and one.figure.value is not None and other.figure.value is not None:
        return f"~{_plain(round(abs(one.figure.value - other.figure.value), 9))}"
    nearest = max(between[0] - against[1], against[0] - between[1], 0.0)
    farthest = max(abs(between[1] - against[0]), abs(against[1] - between[0]))
    if nearest == farthest:
        return _plain(round(nearest, 9))
    if not nearest or math.isinf(nearest):
        return ""
    return f">={_plain(round(nearest, 9))}"


def _apart(value: Value) -> tuple[str, str, str]:
    return value.unit, value.basis, value.of.casefold()
