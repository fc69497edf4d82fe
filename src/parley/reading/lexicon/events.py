"""The event lexicon: which verbs and nouns tell of which happening, and the codes of speech."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from parley.reading.lexicon.verbs import forms

__all__ = ["Code", "Kind", "by_noun", "by_verb", "code_of_saying", "harsh", "hostile"]

Code = tuple[str, str]
"""A PLOVER category and a CAMEO code."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One way in which words tell of a happening."""

    act: str
    plover: str
    cameo: str
    mode: str | None = None
    objects: frozenset[str] = frozenset()
    """One of these must follow the verb, or come before it where `subject` is set."""
    subject: bool = False
    no: frozenset[str] = frozenset()
    """None of these may follow."""
    company: frozenset[str] = frozenset()
    """Where given, a noun counts only with one of these right before it."""
    labour: bool = False
    """Counts only where the text speaks of work."""
    light: bool = False
    """Verb and object are the trigger together."""
    anchored: bool = False
    """A noun that counts only where something follows from it (*after the release*)."""
    tail: tuple[str, ...] = ()
    """Words that must follow the verb at once (*out* of *walk out*)."""


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("events.toml").read_text("utf-8"))


def _words(entry: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(entry.get(key, "").split())


def _kind(entry: dict[str, Any], tail: tuple[str, ...] = ()) -> Kind:
    return Kind(
        entry["act"],
        entry["plover"],
        entry["cameo"],
        entry.get("mode"),
        _words(entry, "objects"),
        entry.get("subject", False),
        _words(entry, "not"),
        _words(entry, "with"),
        entry.get("labour", False),
        entry.get("light", False),
        entry.get("anchored", False),
        tail,
    )


@lru_cache(maxsize=1)
def by_verb() -> dict[str, tuple[Kind, ...]]:
    """Verb form → kinds; those of several words come first.

    Examples
    --------
    >>> [(kind.plover, kind.tail) for kind in by_verb()["walked"]]
    [('PROTEST', ('out',)), ('PROTEST', ('off',))]
    """
    found: dict[str, list[Kind]] = {}
    for entry in _data()["happening"]:
        for verb in entry.get("verbs", "").split():
            base, *tail = verb.split("_")
            kind = _kind(entry, tuple(tail))
            for form in dict.fromkeys(forms(base)):
                found.setdefault(form, []).append(kind)
    return {form: tuple(sorted(kinds, key=_first)) for form, kinds in found.items()}


def _first(kind: Kind) -> tuple[bool, bool]:
    return not kind.tail, not kind.objects


@lru_cache(maxsize=1)
def by_noun() -> dict[str, tuple[Kind, ...]]:
    """Noun → kinds; those that need company come first."""
    found: dict[str, list[Kind]] = {}
    for entry in _data()["happening"]:
        for noun in entry.get("nouns", "").split():
            found.setdefault(noun, []).append(_kind(entry))
    return {n: tuple(sorted(kinds, key=lambda k: not k.company)) for n, kinds in found.items()}


def code_of_saying(verb: str, act: str, speech: str) -> Code | None:
    """The code of an act of speech: by its verb, its act, its speech act, in this order.

    Examples
    --------
    >>> code_of_saying("propose", "offer", "offer"), code_of_saying("vow", "offer", "offer")
    (('COOPERATE', '036'), ('CONCEDE', '080'))
    >>> code_of_saying("say", "comment", "assert")
    """
    said = _data()["said"]
    own = said["verbs"].get(verb) if act in ("offer", "comment") else None
    found = own or said["acts"].get(act) or said["speech"].get(speech)
    if found is None:
        return None
    plover, cameo = found.split()
    return plover, cameo


@lru_cache(maxsize=1)
def harsh() -> frozenset[str]:
    """Words that find another's act wrong (*called it blackmail*)."""
    return _words(_data()["harsh"], "words")


@lru_cache(maxsize=1)
def hostile() -> frozenset[str]:
    """Verbs that make a promise a threat (*vowed to fight on*)."""
    return _words(_data()["hostile"], "words")
