"""What a solution concept declares about itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from parley.analysis.partly.answers import Answers
from parley.analysis.setting import Setting, Verdict

__all__ = ["A_PARTY", "Concept", "concept"]

Judge = Callable[..., Verdict]
Undefined = Callable[[Setting], str]
A_PARTY: tuple[str, ...] = ()
"""The values of a keyword that takes a party of the case, and has no default."""


def _always(setting: Setting) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A solution concept: what it is called, where it comes from, which definition is taken."""

    name: str
    title: str
    source: str
    variant: str
    """The definition chosen where published ones differ, in words."""
    needs: str
    """What it must know of the conflict."""
    judge: Judge
    doc: str
    variants: Mapping[str, tuple[str | int, ...]] = field(default_factory=dict)
    """Keyword → the values it takes, the default first; none for one that takes a party."""
    meanings: Mapping[tuple[str, str | int], str] = field(default_factory=dict)
    """What a value of a keyword means for the definition, in words that may follow `variant`."""
    couples: bool = False
    """Whether one party's verdict rests on the others' preferences."""
    answers: Answers | None = None
    """What deters, where the gap between two bounds can be closed by search."""
    undefined: Undefined = _always
    """Why it is not defined for a conflict, in words; empty where it is."""

    def __call__(self, setting: Setting, party: str, **variants: Any) -> Verdict:
        """Judge one party at every state."""
        return self.judge(setting, party, **variants)


def concept(
    *,
    title: str,
    source: str,
    variant: str,
    needs: str,
    variants: Mapping[str, tuple[str | int, ...]] | None = None,
    meanings: Mapping[tuple[str, str | int], str] | None = None,
    couples: bool = False,
    answers: Answers | None = None,
    undefined: Undefined = _always,
) -> Callable[[Judge], Concept]:
    """Declare a solution concept; the function's name is the concept's.

    Parameters
    ----------
    title, source, variant, needs : str
        See `Concept`.
    variants : mapping, optional
        Keywords that the function takes, each with its values, the default first.
    meanings : mapping, optional
        What values other than the default mean for the definition.
    couples : bool
        Whether one party's verdict rests on the others' preferences.
    answers : Answers, optional
        What deters; for concepts of which a party's verdict is that each of its gains is met.
    undefined : callable, optional
        Says of a setting why the concept is not defined there; empty where it is.
    """

    def declare(judge: Judge) -> Concept:
        return Concept(
            judge.__name__, title, source, variant, needs, judge, (judge.__doc__ or "").strip(),
            dict(variants or {}), dict(meanings or {}), couples, answers, undefined,
        )  # fmt: skip

    return declare
