"""What kind of source gives a figure: its class, never who an unnamed person is."""

from __future__ import annotations

import re

from parley.model import NARRATOR, UNSPECIFIED, Actor

__all__ = ["reporter_class"]

_CLASSES = (
    ("health authority", re.compile(r"\b(?:health|hospitals?|medics?|doctors?|medical)\b", re.I)),
    ("monitor", re.compile(r"\b(?:monitors?|observers?|observatory|watch|verification)\b", re.I)),
    ("researcher", re.compile(r"\b(?:university|institute|researchers?|think tank)\b", re.I)),
)
_TYPES = {"igo": "international organisation", "news_organisation": "press", "military": "military"}


def reporter_class(actor: Actor | None, id: str) -> str:
    """The class of who gives a figure: party, mediator, health authority, press or another.

    Parameters
    ----------
    actor : Actor, optional
        As its document has it.
    id : str
        Its id: the report itself and nobody named have no actor.

    Examples
    --------
    >>> reporter_class(Actor("moh", "health ministry", "organisation"), "moh")
    'health authority'
    >>> reporter_class(None, NARRATOR)
    'the report'
    """
    if id == NARRATOR:
        return "the report"
    if id == UNSPECIFIED or actor is None:
        return "no source named"
    for name, words in _CLASSES:
        if words.search(actor.name):
            return name
    if actor.type in _TYPES:
        return _TYPES[actor.type]
    for role in ("mediator", "party"):
        if role in actor.roles:
            return role
    if actor.represents or "representative" in actor.roles:
        return "unnamed official" if actor.anonymity != "named" else "official"
    return "unnamed source" if actor.anonymity == "unnamed" else actor.type.replace("_", " ")
