"""One thing to find out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parley.model import Evidence

__all__ = ["Question"]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to find out."""

    kind: str
    about: tuple[str, ...]
    """Ids of the proposals and preconditions that raise it."""
    options: tuple[str, ...]
    parties: tuple[str, ...]
    text: str
    """The question in neutral words, by ids of proposals and names of parties."""
    evidence: tuple[Evidence, ...]
    args: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a template of one's own needs: values, words of amounts, …"""
