"""How each outcome can be reached from things as they are: who would move, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from parley.brief.material import Material
from parley.brief.tree import Ground, Table
from parley.brief.words import count, line, listed, row

__all__ = ["sentence", "table"]

_FIRST = 20
"""The rank of the first line: these yield before the outcomes themselves."""
_LAST = 48
Name = Callable[[int], str]


def table(material: Material, labels: Mapping[int, str], words: Name) -> Table | None:
    """Arrange the ways to the outcomes that are listed.

    Parameters
    ----------
    material : Material
    labels : mapping of int to str
        What the outcomes that are listed are called there.
    words : callable
        What an outcome is, in words.
    """
    if material.paths is None:
        return None

    def name(state: int) -> str:
        if state == material.paths.start:
            return words(state)
        return labels.get(state) or f'"{words(state)}"'

    ground = Ground(assumption="options and preferences as the reviewed case has them")
    order = list(labels)
    ways = sorted(material.paths.ways, key=lambda way: order.index(way.end))
    rows = tuple(
        row(
            labels[way.end],
            sentence(material, way, name),
            ground=ground,
            rank=min(_LAST, _FIRST + number),
        )
        for number, way in enumerate(ways)
        if way.reached != "here"
    )
    if not rows:
        return None
    some = f" of the first {len(ways)}" if len(ways) < len(labels) else ""
    caption = line(f"From things as they are to each{some}, by the fewest moves:", ground=ground)
    return Table(("outcome", "who would move"), rows, (1, 7), rank=_FIRST, caption=caption)


def sentence(material: Material, way: Any, name: Name) -> str:
    """Say how one outcome is reached, or that it is not."""
    if way.reached == "gains":
        return f"{_each('is a gain', way.gains)}: {_steps(material, way.gains)}"
    if way.reached == "perhaps":
        return f"{_each('may be a gain', way.gains)}: {_steps(material, way.gains, marked=True)}"
    if way.reached == "nothing":
        return "no moves lead there"
    words = f"{count(len(way.moves), 'move')}, but not by gains alone"
    if way.frontier != material.paths.start:
        words += f"; gains lead as far as {name(way.frontier)}, and from there"
    return f"{words}: {_steps(material, way.rest, marked=True)}"


def _each(verb: str, steps: Sequence[Any]) -> str:
    if len(steps) == 1:
        return f"1 move, which {verb} to who makes it"
    return f"{count(len(steps), 'move')}, each of which {verb} to who makes it"


def _steps(material: Material, steps: Sequence[Any], *, marked: bool = False) -> str:
    return "; then ".join(_step(material, step, marked) for step in steps)


def _step(material: Material, step: Any, marked: bool) -> str:
    before, after = material.case.states[step.start], material.case.states[step.end]
    acts = [
        material.act(str(option).partition(".")[0], (value,))
        for option, value in after.items()
        if before[option] != value
    ]
    words = f"{material.party(step.mover)}: {listed(acts, order=False)}"
    if not marked or step.gains:
        return words
    return f"{words} ({'without gain' if step.gains is False else 'not known whether a gain'})"
