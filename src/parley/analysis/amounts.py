"""Does what is proposed of one option reach what is asked of it? Values, numbers, and who.

Every answer is one of four words and a reason. A word that is not in the text is never "no".
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from parley.model import Option, Value

__all__ = ["Aspect", "Word", "amount_words", "reach"]

Word = Literal["yes", "no", "in_part", "not_said"]

_SCALE = ("none", "no", "some", "part", "partial", "most", "all", "yes", "full")
"""Values whose names themselves say more or less."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One comparison: of value, amount, who is included, or order."""

    of: Literal["value", "amount", "including", "order", "term"]
    word: Word
    reason: str
    """A key: ``less``, ``left open``, ``in return``, …"""
    asked: str = ""
    proposed: str = ""


def reach(
    asked: Value, proposed: Value, option: Option | None, base: str | None
) -> tuple[Aspect, ...]:
    """Compare a proposed term with an asked one about the same option.

    Parameters
    ----------
    asked, proposed : Value
    option : Option or None
        Says which values are more than which.
    base : str or None
        The value as things are: what is asked is a change from there.

    Returns
    -------
    tuple of Aspect
        The value first; amount and who is included only where they are asked for.

    Examples
    --------
    >>> freed = Option("freed", ("a",), values=("none", "some", "all"))
    >>> reach(Value("freed", ("all",)), Value("freed", ("some",)), freed, "none")[0].reason
    'less'
    """
    aspects = [_value(asked, proposed, option, base)]
    everything = proposed.values == ("all",)
    if asked.amount:
        aspects.append(_amount(asked.amount, proposed.amount, everything))
    if asked.including:
        aspects.append(_including(asked.including, proposed.including, everything))
    return tuple(aspects)


def _value(asked: Value, proposed: Value, option: Option | None, base: str | None) -> Aspect:
    def aspect(word: Word, reason: str) -> Aspect:
        return Aspect(
            "value", word, reason, " or ".join(asked.values), " or ".join(proposed.values)
        )

    if len(asked.values) == 1 and set(proposed.values) == set(asked.values):
        return aspect("yes", "as asked")
    degrees = _degrees(option, base)
    if degrees is None or any(v not in degrees for v in (*asked.values, *proposed.values)):
        if set(asked.values) & set(proposed.values):
            return aspect("not_said", "left open")
        return aspect("no", "another value")
    want = [degrees[v] for v in asked.values]
    have = [degrees[v] for v in proposed.values]
    if 0 in want:
        return aspect("yes", "as asked") if set(have) <= set(want) else aspect("no", "a change")
    if min(want) < 0 < max(want):
        return aspect("not_said", "left open")
    if max(want) < 0:
        want, have = [-w for w in want], [-h for h in have]
    if min(have) >= max(want):
        return aspect("yes", "as asked" if max(have) == max(want) else "more than asked")
    if max(have) <= 0:
        return aspect("no", "no change")
    if max(have) < min(want):
        return aspect("in_part", "less")
    # What is asked, or what is proposed, has several readings; some meet and some do not.
    return aspect("not_said" if len(want) > 1 else "in_part", "left open")


def _degrees(option: Option | None, base: str | None) -> dict[str, int] | None:
    """How far each value is from how things are; None where the values are not more and less."""
    if option is None:
        return None
    graded = (
        option.numeric
        or len(option.values) == 2
        or bool(option.lasts)
        or all(value in _SCALE for value in option.values)
    )
    if not graded:
        return None
    values = sorted(option.values, key=Decimal) if option.numeric else list(option.values)
    zero = values.index(base) if base in values else 0
    return {value: place - zero for place, value in enumerate(values)}


def _amount(asked: Mapping[str, Any], proposed: Mapping[str, Any] | None, all_: bool) -> Aspect:
    want, have = amount_words(asked), amount_words(proposed or {})
    if all_:
        return Aspect("amount", "yes", "everyone or everything", want, have or "all")
    if not proposed:
        return Aspect("amount", "not_said", "number not said", want, have)
    low_asked, high_asked = _bounds(asked)
    low, high = _bounds(proposed)
    if math.isnan(low_asked) or math.isnan(low):
        return Aspect("amount", "not_said", "numbers cannot be compared", want, have)
    enough = low_asked if math.isinf(high_asked) else high_asked
    if low >= enough:
        return Aspect("amount", "yes", "the number asked or more", want, have)
    if high < low_asked:
        return Aspect("amount", "in_part", "fewer", want, have)
    return Aspect("amount", "not_said", "numbers cannot be compared", want, have)


def _bounds(amount: Mapping[str, Any]) -> tuple[float, float]:
    """Low and high as far as the words go; not a number where they name none."""
    comparator = str(amount.get("comparator", "eq"))
    value = _number(amount.get("value"))
    low, high = _number(amount.get("low")), _number(amount.get("high"))
    if comparator == "all":
        return math.inf, math.inf
    if comparator in ("gt", "ge"):
        return value if not math.isnan(value) else low, math.inf
    if comparator in ("lt", "le"):
        top = value if not math.isnan(value) else high
        return (math.nan if math.isnan(top) else 0.0), top
    if comparator == "range" or math.isnan(value):
        return low, high
    return value, value


def _number(value: Any) -> float:
    try:
        return math.nan if value is None else float(Decimal(str(value)))
    except InvalidOperation:
        return math.nan


_COMPARATORS = {"approx": "around ", "gt": "over ", "ge": "at least ", "lt": "under ",
                "le": "at most ", "eq": ""}  # fmt: skip


def amount_words(amount: Mapping[str, Any]) -> str:
    """Words for an amount as hedged as it stands; empty where there is none.

    Examples
    --------
    >>> amount_words({"comparator": "gt", "value": 100})
    'over 100'
    """
    if amount.get("words"):
        return str(amount["words"])
    comparator = str(amount.get("comparator", "eq")) if amount else "eq"
    if comparator == "all":
        return "all"
    if amount.get("value") is not None:
        return f"{_COMPARATORS.get(comparator, '')}{amount['value']}"
    if amount.get("low") is not None or amount.get("high") is not None:
        return f"{amount.get('low', '?')} to {amount.get('high', '?')}"
    return ""


def _including(asked: tuple[str, ...], proposed: tuple[str, ...], all_: bool) -> Aspect:
    want, have = ", ".join(asked), ", ".join(proposed)
    if all_:
        return Aspect("including", "yes", "everyone or everything", want, have or "all")
    wanted = {" ".join(words.casefold().split()) for words in asked}
    named = {" ".join(words.casefold().split()) for words in proposed}
    if wanted <= named:
        return Aspect("including", "yes", "as asked", want, have)
    if wanted & named:
        return Aspect("including", "in_part", "some of those", want, have)
    return Aspect("including", "not_said", "who is not said", want, have)
