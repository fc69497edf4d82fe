"""What a solution concept declares about itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from parley.analysis.answers import Answers
from parley.analysis.setting import Setting, Verdict

__all__ = ["Concept", "concept"]

Judge = Callable[..., Verdict]


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
    variants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keyword → the values it takes, the default first."""
    couples: bool = False
    """Whether one party's verdict rests on the others' preferences."""
    answers: Answers | None = None
    """What deters, where the gap between two bounds can be closed by search."""

    def __call__(self, setting: Setting, party: str, **variants: Any) -> Verdict:
        """Judge one party at every state."""
        return self.judge(setting, party, **variants)


def concept(
    *,
    title: str,
    source: str,
    variant: str,
    needs: str,
    variants: Mapping[str, tuple[str, ...]] | None = None,
    couples: bool = False,
    answers: Answers | None = None,
) -> Callable[[Judge], Concept]:
    """Declare a solution concept; the function's name is the concept's.

    Parameters
    ----------
    title, source, variant, needs : str
        See `Concept`.
    variants : mapping, optional
        Keywords that the function takes, each with its values, the default first.
    couples : bool
        Whether one party's verdict rests on the others' preferences.
    answers : Answers, optional
        What deters; for concepts of which a party's verdict is that each of its gains is met.
    """

    def declare(judge: Judge) -> Concept:
        return Concept(
            judge.__name__, title, source, variant, needs, judge, (judge.__doc__ or "").strip(),
            dict(variants or {}), couples, answers,
        )  # fmt: skip

    return declare
