"""Who would have reason to leave an outcome, and who could answer: a line for each party.

Each line is made by `sentence` from what the analysis says of one party at one outcome. Where a
whole explanation is at hand, it is here that it takes the sentence's place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from parley.brief.material import Material
from parley.brief.tree import Ground, Row, Table
from parley.brief.words import line, listed, row

__all__ = ["sentence", "table"]

_FIRST = 20
"""The rank of the first line: these yield before the outcomes themselves."""
_LAST = 48
Name = Callable[[int], str]


def table(material: Material, labels: Mapping[int, str], words: Name) -> Table | None:
    """Arrange who would leave what.

    Parameters
    ----------
    material : Material
    labels : mapping of int to str
        What the outcomes that are listed or pictured are called there.
    words : callable
        What an outcome is, in words.
    """
    if not material.leaving:
        return None
    now = getattr(material.case, "status_quo_index", None)

    def name(state: int) -> str:
        if state == now:
            return words(state)
        return labels.get(state) or f'"{words(state)}"'

    outcomes = list(dict.fromkeys(fact.state for fact in material.leaving))
    facts = sorted(
        material.leaving,
        key=lambda fact: (outcomes.index(fact.state), material.party(fact.party).casefold()),
    )
    rows = tuple(
        _row(material, fact, labels[fact.state], name, min(_LAST, _FIRST + n))
        for n, fact in enumerate(facts)
    )
    ground = Ground(assumption="preferences as the reviewed case has them")
    caption = line("Who would have reason to leave, and who could answer:", ground=ground)
    columns = ("outcome, party", "what it could do, and what could follow")
    return Table(columns, rows, (3, 8), rank=_FIRST, caption=caption)


def _row(material: Material, fact: Any, label: str, name: Name, rank: int) -> Row:
    ground = Ground(assumption="preferences as the reviewed case has them")
    words = sentence(material, fact, name)
    return row(f"{label}, {material.party(fact.party)}", words, ground=ground, rank=rank)


def sentence(material: Material, fact: Any, name: Name) -> str:
    """Say of one party at one outcome whether it would leave, and who could answer."""
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
