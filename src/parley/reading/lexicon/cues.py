"""The cue lexicon: which verbs tell of speech, what may follow them, what act they report."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["Cue", "adverbs", "cues", "nouns", "passive_speech", "readiness"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One way in which a verb reports speech."""

    speech: str
    act: str
    frames: frozenset[str]
    addressee: str | None = None
    object: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("cues.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def cues() -> dict[str, tuple[Cue, ...]]:
    """Verb → its cues, first listed first."""
    found: dict[str, tuple[Cue, ...]] = {}
    for entry in _data()["cue"]:
        cue = Cue(
            entry["speech"],
            entry["act"],
            frozenset(entry["frames"].split()),
            entry.get("addressee"),
            frozenset(entry.get("object", "").split()),
        )
        for verb in entry["verbs"].split():
            found[verb] = (*found.get(verb, ()), cue)
    return found


@lru_cache(maxsize=1)
def passive_speech() -> dict[str, str]:
    """Verb → speech act of its passive (*is said to*)."""
    return {verb: act for act, verbs in _data()["passive"].items() for verb in verbs.split()}


@lru_cache(maxsize=1)
def readiness() -> frozenset[str]:
    """Adjectives of readiness."""
    return frozenset(_data()["readiness"]["words"].split())


@lru_cache(maxsize=1)
def adverbs() -> frozenset[str]:
    """Adverbs that report without naming a source."""
    return frozenset(_data()["adverbs"]["words"].split())


@lru_cache(maxsize=1)
def nouns() -> dict[str, str]:
    """Noun → act of the position it names (*offer*, *demands*)."""
    return {
        form: act
        for act, words in _data()["nouns"].items()
        for word in words.split()
        for form in (word, word + "s")
    }
