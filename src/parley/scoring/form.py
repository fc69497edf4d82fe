"""What a gold file must be before anything is scored on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from parley.errors import Problem
from parley.model import NARRATOR, UNSPECIFIED
from parley.scoring.marks import KINDS

__all__ = ["faults"]

RESERVED = frozenset({NARRATOR, UNSPECIFIED, "population"})
_MAIN = {
    "statements": ("content",),
    "figures": ("span",),
    "timexes": ("span",),
    "preconditions": ("first",),
    "exchanges": ("side_a", "side_b"),
    "events": ("trigger",),
}
_NEEDED = {
    "statements": ("chain", "speech_act", "act"),
    "figures": ("comparator", "value"),
    "proposals": ("by",),
    "preconditions": ("holder",),
}
_WITH_WORDS = ("statements", "figures", "timexes")
_IDS = ("chain", "by", "to", "holder", "a_by", "b_by", "source", "target")


def faults(gold: Any, file: str, text: str | None = None) -> list[Problem]:
    """Tell every fault of a gold file's form; with its text also those of places.

    Examples
    --------
    >>> [fault.what for fault in faults({"document": {}, "figures": [{"id": "f1"}]}, "a.json")]
    ['has no document.sha256', 'f1 has no comparator', 'f1 has no value', 'f1 has no place "span"']
    """
    if not isinstance(gold, Mapping):
        return [Problem("is no gold: a JSON object was expected", file)]
    return [Problem(what, file) for what in _faults(gold, text)]


def _faults(gold: Mapping[str, Any], text: str | None) -> Iterator[str]:
    document = gold.get("document")
    if not isinstance(document, Mapping) or not isinstance(document.get("sha256"), str):
        yield "has no document.sha256"
    actors = gold.get("actors", {})
    if isinstance(actors, list):
        actors = {a.get("id"): a for a in actors if isinstance(a, Mapping)}
    if not isinstance(actors, Mapping):
        yield "actors are neither a list nor a mapping"
        actors = {}
    known = {*actors, *RESERVED} if actors else None
    seen: set[str] = set()
    for kind in KINDS:
        entries = gold.get(kind, [])
        if not isinstance(entries, list) or not all(isinstance(e, Mapping) for e in entries):
            yield f"{kind} are no list of objects"
            continue
        for entry in entries:
            yield from _entry(kind, entry, seen, known)
            if text is not None:
                yield from _places(kind, entry, text)


def _entry(
    kind: str, entry: Mapping[str, Any], seen: set[str], known: set[str] | None
) -> Iterator[str]:
    name = str(entry.get("id", "")) or f"an entry of {kind}"
    if not entry.get("id"):
        yield f"{name} has no id"
    elif name in seen:
        yield f"two entries have the id {name}"
    seen.add(name)
    for field in _NEEDED.get(kind, ()):
        if field not in entry or entry[field] in ([], ""):
            yield f"{name} has no {field}"
    for field in _MAIN.get(kind, ()):
        if not _is_place(entry.get(field)):
            yield f'{name} has no place "{field}"'
    for field in _IDS:
        for one in _many(entry.get(field)):
            if known is not None and one not in known:
                yield f"{name} names an actor that is not listed: {one}"


def _many(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [v for v in value or () if isinstance(v, str)]


def _is_place(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value)


def _places(kind: str, entry: Mapping[str, Any], text: str) -> Iterator[str]:
    """Places outside the text, and words that do not stand where they should."""
    name = entry.get("id", f"an entry of {kind}")
    for start, end in _all_places(entry):
        if not 0 <= start < end <= len(text):
            yield f"{name} has a place outside the text: {start}-{end}"
    words = entry.get("words")
    main = entry.get(_MAIN[kind][0]) if kind in _WITH_WORDS else None
    if words and main is not None and _is_place(main):
        there = text[main[0] : main[1]]
        if there != words:
            yield f"{name} has other words at its place: {there!r}"


def _all_places(node: Any) -> Iterator[tuple[int, int]]:
    if _is_place(node):
        yield node[0], node[1]
    elif isinstance(node, list):
        for item in node:
            yield from _all_places(item)
    elif isinstance(node, Mapping):
        for key, item in node.items():
            if key != "also_accepted":
                yield from _all_places(item)
