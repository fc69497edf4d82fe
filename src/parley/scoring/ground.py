"""Two annotations of one text side by side, with what comparing their marks needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from parley.model import Span
from parley.scoring.cast import Cast
from parley.scoring.marks import Annotation

__all__ = ["Ground", "touch", "ways"]

_EMPTY_WORDS = frozenset(
    "the a an of to in on and that it its is was has have had for with by".split()
)


class Ground:
    """What two annotators marked in one text.

    Parameters
    ----------
    gold, found : Annotation
        The annotation that is taken for right, and the other one.
    """

    def __init__(self, gold: Annotation, found: Annotation) -> None:
        self.gold = gold
        self.found = found
        self.text = gold.text
        self.cast = Cast(gold, found)
        self._words: dict[Span, frozenset[int]] = {}

    def words(self, span: Span) -> frozenset[int]:
        """Where the content words of a place stand; all its words where it has no others."""
        if span not in self._words:
            words = list(re.finditer(r"\w+", self.text[span.start : span.end]))
            full = [w for w in words if w.group().lower() not in _EMPTY_WORDS]
            self._words[span] = frozenset(span.start + w.start() for w in full or words)
        return self._words[span]

    def dice(self, one: Span, other: Span) -> float:
        """How far two places hold the same content words, 0 to 1."""
        a, b = self.words(one), self.words(other)
        return 2 * len(a & b) / (len(a) + len(b)) if a or b else float(one == other)

    def told(self, spans: Iterable[Span | None]) -> str:
        """The words of places, in quotation marks."""
        return ", ".join(f"“{self.text[s.start : s.end]}”" for s in spans if s) or "nothing"


def touch(one: Span | None, others: Iterable[Span | None]) -> bool:
    """Whether a place shares a letter with one of the others."""
    return one is not None and any(other is not None and one.overlaps(other) for other in others)


def ways(values: Iterable[Any]) -> str:
    """The ways to fill in a field, the annotator's own first."""
    plain = [" + ".join(v) if isinstance(v, tuple) else str(v) for v in values]
    return " or ".join(dict.fromkeys(p or "nobody" for p in plain)) or "nothing"
