"""Who would have reason to leave an outcome, who could answer, and how long that holds.

A line for each party at each outcome, made by `sentence` from what the analysis says of the two.
`parley explain` tells the same step by step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from parley.brief.material import Material
from parley.brief.tree import Ground, Inline, Row, Table, Text
from parley.brief.words import line, listed, row

__all__ = ["sentence", "table"]

_FIRST = 20
"""The rank of the first line: these yield before the outcomes themselves."""
_LAST = 48
Name = Callable[[int], str]


class Words(Protocol):
    """What an outcome is in words, as it differs from another, or from things as they are."""

    def __call__(self, state: int, base: int | None = None) -> str: ...


def table(material: Material, labels: Mapping[int, str], words: Words) -> Table | None:
    """Arrange who would leave what.

    Parameters
    ----------
    material : Material
    labels : mapping of int to str
        What the outcomes that are listed are called there.
    words : callable
        What an outcome is, in words.
    """
    if not material.leaving:
        return None
    now = getattr(material.case, "status_quo_index", None)

    def named(base: int) -> Name:
        def name(state: int) -> str:
            if state == now:
                return words(state)
            there = (
                f'"{words(state)}"'
                if base == now
                else f'"{labels[base]}, but {words(state, base)}"'
            )
            return labels.get(state) or there

        return name

    outcomes = list(dict.fromkeys(fact.state for fact in material.leaving))
    facts = sorted(
        material.leaving,
        key=lambda fact: (outcomes.index(fact.state), material.party(fact.party).casefold()),
    )
    rows = tuple(
        _row(
            material,
            fact,
            labels[fact.state],
            named(fact.state),
            min(_LAST, _FIRST + outcomes.index(fact.state)),
        )
        for fact in facts
    )
    ground = Ground(assumption="preferences as the reviewed case has them")
    caption = line(_caption(facts, len(outcomes), len(labels)), ground=ground)
    columns = ("outcome, party", "what it could do, and what could follow")
    # No party's row of an outcome is printed where another's has no room.
    return Table(columns, rows, (3, 8), rank=_FIRST, caption=caption, together=True)


def _caption(facts: Sequence[Any], told: int, listed_: int) -> str:
    swap = " (in a swap two neighbours in a party's order of outcomes change places)"
    known = any(fact.rests for fact in facts)
    some = f" one of the first {told}" if told < listed_ else ""
    return f"Who would have reason to leave{some}, and who could answer{swap if known else ''}:"


def _row(material: Material, fact: Any, label: str, name: Name, rank: int) -> Row:
    evidence = [item for ground in fact.grounds for item in ground.evidence]
    ground = Ground(
        places=tuple(dict.fromkeys(evidence)),
        assumption="preferences as the reviewed case has them",
    )
    cell: list[Inline] = [Text(sentence(material, fact, name))]
    at = material.at(evidence)
    if at.places:
        cell += [Text(" "), at]
    return row(f"{label}, {material.party(fact.party)}", tuple(cell), ground=ground, rank=rank)


def sentence(material: Material, fact: Any, name: Name) -> str:
    """Say of one party at one outcome whether it would leave, who could answer, and while what."""
    return _said(material, fact, name) + _while(fact, name)


def _while(fact: Any, name: Name) -> str:
    if not fact.measured:
        return ""
    if fact.rests is None:
        return "; so it would be in whatever order it had"
    swaps = fact.rests.swaps
    away = {0.5: "half a swap", 1: "1 swap"}.get(swaps, f"{swaps:g} swaps")
    put = f"{name(fact.rests.past)} above {name(fact.state)}"
    return f"; only while it does not put {put} ({away} away)"


def _said(material: Material, fact: Any, name: Name) -> str:
    if fact.standing == "no_move":
        return "stays: it has no move of its own there"
    if fact.standing == "no_gain":
        return "stays: none of its moves would gain it anything"
    if fact.standing == "open":
        return "not settled by what is known of its preferences"
    gains = [name(state) for state in fact.gains]
    more = [f"{fact.more} more"] if fact.more else []
    leave = f"would gain by going to {listed([*gains, *more], 'or', order=False)}"
    if fact.standing == "leaves":
        return f"{leave}; no answer of the others could undo that"
    return f"{leave}; {_answers(material, fact)}"


def _answers(material: Material, fact: Any) -> str:
    by = listed(material.party(party) for party in fact.answers)
    words = f"{by or 'the others'} could answer so that nothing is gained"
    if fact.several and by:
        words += " (in part only by several moves together)"
    elif fact.several:
        words += ", by several moves together"
    if fact.credible:
        words += ", and would gain by answering"
    if not fact.final:
        words += "; it might then move on to a gain"
    return words
