"""The concept lexicon: acts that parties offer, ask or condition, with neutral labels."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

__all__ = ["Concept", "concept", "concepts"]


@dataclass(frozen=True, slots=True)
class Concept:
    """One kind of act."""

    id: str
    label: str
    issue: str
    verbs: frozenset[str]
    objects: frozenset[str]
    nouns: frozenset[str]
    noun_objects: frozenset[str]
    """Where given, a noun counts only with one of these near it."""
    no: frozenset[str]
    context: frozenset[str]
    unit: str | None


@lru_cache(maxsize=1)
def concepts() -> tuple[Concept, ...]:
    """All concepts, in the order of the file."""
    data = tomllib.loads(files(__package__).joinpath("concepts.toml").read_text("utf-8"))

    def words(entry: dict[str, str], key: str) -> frozenset[str]:
        return frozenset(entry.get(key, "").split())

    return tuple(
        Concept(
            entry["id"],
            entry["label"],
            entry.get("issue", entry["id"]),
            words(entry, "verbs"),
            words(entry, "objects"),
            words(entry, "nouns"),
            words(entry, "noun_objects"),
            words(entry, "no"),
            words(entry, "context"),
            entry.get("unit"),
        )
        for entry in data["concept"]
    )


@lru_cache(maxsize=1)
def _index() -> dict[str, Concept]:
    return {entry.id: entry for entry in concepts()}


def concept(key: str) -> Concept | None:
    """A concept by its id."""
    return _index().get(key)
