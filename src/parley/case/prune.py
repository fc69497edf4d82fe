"""Taking the misshapen parts out of a case's data, so that the rest can be checked as well.

The reader of a case wants all faults at once, also those of the parts that are well written. What
is taken out must not cause new faults elsewhere: an option, party or source that is misshapen goes
as a whole, and its name is kept as one that is known but broken.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from parley.case.yamlfile import Block, Place, Word

__all__ = ["prune"]

_WHOLE = {"sources", "parties", "mediators", "options", "preferences"}
_LISTS = {"proposals", "preconditions"}


def prune(data: Block, error: ValidationError) -> tuple[Block, set[str]]:
    """Take out what a validation found fault with.

    Returns
    -------
    data : Block
        A copy without the faulty parts; at least one part shorter.
    broken : set of str
        Names and ids that were taken out.
    """
    targets: set[tuple[Any, ...]] = set()
    broken: set[str] = set()
    for fault in error.errors(include_url=False, include_input=False, include_context=False):
        path = _path(data, fault["loc"])
        unknown = fault["type"] == "extra_forbidden"
        whole = path[:1] and path[0] in _WHOLE and not (unknown and len(path) == 3)
        lost = path[:1] and path[0] in _LISTS and fault["type"] == "missing"
        if whole or lost:
            path = path[:2]
        if len(path) == 2 and path[0] in _WHOLE:
            broken.add(str(path[1]))
        elif len(path) == 2 and path[0] in _LISTS:
            entry = data[path[0]][path[1]]
            if isinstance(entry, Block) and isinstance(entry.get("id"), Word):
                broken.add(str(entry["id"]))
        elif len(path) == 1 and path[0] in _WHOLE:
            broken.add("*")
        targets.add(path)
    copy = _without(data, (), targets)
    if "parley" not in copy or ("parley",) in targets:
        copy[Word.at("parley", Place())] = Word.at("1", Place(), offset=0)
    return copy, broken


def _path(data: Any, loc: Iterable[Any]) -> tuple[Any, ...]:
    """Return the steps of a fault's path that the data have."""
    path: list[Any] = []
    for step in loc:
        if (isinstance(data, Block) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        ):
            data = data[step]
            path.append(step)
    return tuple(path)


def _without(data: Any, path: tuple[Any, ...], targets: set[tuple[Any, ...]]) -> Any:
    if isinstance(data, Block):
        block = Block(
            {
                key: _without(item, (*path, str(key)), targets)
                for key, item in data.items()
                if (*path, str(key)) not in targets
            }
        )
        block.place = data.place
        return block
    if isinstance(data, list):
        return [
            _without(item, (*path, i), targets)
            for i, item in enumerate(data)
            if (*path, i) not in targets
        ]
    return data
