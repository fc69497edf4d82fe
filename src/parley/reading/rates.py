"""How an amount is meant, where the words say: per day, per tonne, in total, as a lump sum."""

from __future__ import annotations

from parley.reading.counted import Clause

__all__ = ["quantity_basis"]

_PER = frozenset(
    """minute hour day night week fortnight month quarter season year decade tonne ton kilo kilogram
    pound barrel litre liter gallon hectare acre head person worker family household passenger
    employee member truck vehicle trip crossing shift capita bag crate container ship vessel seat
    mile kilometre kilometer unit""".split()
)
_ONE = frozenset(("a", "an", "per", "each", "every"))
_OFTEN = {
    **{"daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month", "nightly": "night"},
    **{"annual": "year", "annually": "year", "yearly": "year", "quarterly": "quarter"},
}
_WHOLE = {
    ("in", "total"): "in total",
    ("in", "all"): "in total",
    ("altogether",): "in total",
    ("overall",): "in total",
    ("combined",): "in total",
    ("each",): "each",
    ("apiece",): "each",
    ("simple",): "simple",
    ("compounded",): "compounded",
    ("compound",): "compounded",
    ("cumulatively",): "compounded",
}
_LUMPS = frozenset("lump-sum one-time one-off single once-only".split())
_REACH = 5


def quantity_basis(clause: Clause, start: int, stop: int) -> str | None:
    """How the amount on tokens ``[start, stop)`` is meant; None where the words do not say.

    Notes
    -----
    What stands behind the amount counts first (*90 crowns a tonne a day*, *$5 each*), then a word
    inside it (*130,000 daily passengers*), then what stands before (*a lump sum of*, *an annual*).
    """
    rates, k = [], stop
    while clause.word(k) in _ONE and clause.word(k + 1) in _PER:
        rates.append(_unit(clause.word(k + 1)))
        k += 2
    if not rates and clause.word(k) in _OFTEN:
        rates.append(_OFTEN[clause.word(k)])
    inside = [_OFTEN[word] for word in clause.words[start:stop] if word in _OFTEN]
    rates = rates or inside[:1]
    k += clause.word(k) == "interest"
    if rates:
        return " ".join(f"per {unit}" for unit in rates)
    return _whole(clause, k) or _before(clause, start)


def _unit(word: str) -> str:
    return "person" if word in ("head", "capita") else word


def _whole(clause: Clause, k: int) -> str | None:
    k += clause.word(k) in (",", "(")
    for n in (2, 1):
        told = _WHOLE.get(tuple(clause.words[k : k + n]))
        if told is not None and (told != "each" or clause.word(k + 1) not in _PER):
            return told
    behind = clause.words[k : k + 4]
    if "lump" in behind and "sum" in behind and behind[:1] in (["as"], ["in"]):
        return "lump sum"
    return None


def _before(clause: Clause, start: int) -> str | None:
    """*A lump sum of 900 euros*, *a one-time payment of*, *an annual fee of*, *a total of*."""
    for k in range(start - 1, max(-1, start - 1 - _REACH), -1):
        word = clause.words[k]
        if word in _LUMPS or (word == "sum" and clause.word(k - 1) == "lump"):
            return "lump sum"
        if word in _OFTEN:
            return f"per {_OFTEN[word]}"
        if word == "total" and clause.word(k + 1) == "of" and k + 2 == start:
            return "in total"
        if word in (",", ";", "and", "or", "but") or clause.tag(k).startswith(("VB", "MD", "CD")):
            return None
    return None
