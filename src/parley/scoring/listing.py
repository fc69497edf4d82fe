"""What a reader got wrong, with the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from parley.model import Span
from parley.scoring.agreeing import BASE, FIELDS, place_of
from parley.scoring.ground import Ground, touch
from parley.scoring.layers import LAYERS, Layer
from parley.scoring.marks import Annotation, Mark, Offered
from parley.scoring.matching import best_pairs

__all__ = ["Slip", "slips"]


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that a reader missed, made up or got wrong."""

    document: str
    kind: str
    what: str
    """``missed``, ``spurious`` or the name of the field that differs."""
    span: Span
    before: str
    words: str
    after: str
    gold: str
    """What the gold has: in that field, or of the mark as a whole."""
    found: str


# A field that says no more than another one that is wrong already.
_IMPLIED = {"chain": "source", "one of by": "by", "a term": "gives"}


def slips(
    gold: Annotation,
    found: Annotation,
    layers: Sequence[Layer] = LAYERS,
    *,
    context: int = 40,
) -> tuple[Slip, ...]:
    """Everything that counts against a reading in these layers, kind by kind, in text order.

    Marks are paired so that the pairs agree in as many fields as possible.
    """
    ground = Ground(gold, found)
    out: list[Slip] = []
    for kind in FIELDS:
        needed = {name for layer in layers if layer.kind == kind for name in layer.needs}
        if needed and kind in gold.marks and kind in found.marks:
            one = _Comparing(ground, kind, needed, context)
            out += sorted(one.slips(), key=lambda s: (s.span.start, s.span.end, s.what))
    return tuple(out)


class _Comparing:
    """The marks of one kind in one text."""

    def __init__(self, ground: Ground, kind: str, needed: set[str], context: int) -> None:
        self.ground = ground
        self.kind = kind
        self.needed = needed
        self.context = context
        self.gold = ground.gold.marks[kind]
        self.found = ground.found.marks[kind]

    def slips(self) -> Iterator[Slip]:
        pairs = self._pairs()
        taken, used = {r for r, _ in pairs}, {c for _, c in pairs}
        for row, gold in enumerate(self.gold):
            if row not in taken and not gold.optional:
                yield self._slip("missed", gold, self._about(gold), "")
        for column, found in enumerate(self.found):
            if column not in used and not found.optional:
                yield self._slip("spurious", found, "", self._about(found))
        for row, column in pairs:
            if not self.gold[row].optional:
                yield from self._differing(self.gold[row], self.found[column])

    def _differing(self, gold: Mark, found: Mark) -> Iterator[Slip]:
        fields = FIELDS[self.kind]
        wrong = {n for n, field in fields.items() if not field.agree(self.ground, gold, found)}
        for name, field in fields.items():
            if name in wrong & self.needed and _IMPLIED.get(name) not in wrong & self.needed:
                told = field.told(self.ground, gold), field.told(self.ground, found)
                yield self._slip(name, gold, *told)

    def _pairs(self) -> list[tuple[int, int]]:
        weights = np.zeros((len(self.gold), len(self.found)))
        for row, gold in enumerate(self.gold):
            for column, found in enumerate(self.found):
                if self._comparable(gold, found):
                    right = sum(
                        f.agree(self.ground, gold, found) for f in FIELDS[self.kind].values()
                    )
                    overlap = self.ground.dice(place_of(gold), place_of(found))
                    weights[row, column] = 1 + right + overlap - 0.5 * gold.optional
        return best_pairs(weights)

    def _comparable(self, gold: Mark, found: Mark) -> bool:
        if self.kind in ("preconditions", "exchanges"):  # one side alone may be misread
            return touch(place_of(gold), [place_of(found)])
        fields = FIELDS[self.kind]
        return all(fields[n].agree(self.ground, gold, found) for n in BASE[self.kind])

    def _about(self, mark: Mark) -> str:
        """The fields of a mark that its words do not show already."""
        skip = {
            "content",
            "extent",
            "place",
            "trigger",
            "chain" if self.kind != "statements" else "source",
        }
        skip |= {"a term", "one of by"} if isinstance(mark, Offered) else set()
        parts = [
            f"{name}: {field.told(self.ground, mark)}"
            for name, field in FIELDS[self.kind].items()
            if name not in skip
        ]
        return "; ".join(parts)

    def _slip(self, what: str, at: Mark, gold: str, found: str) -> Slip:
        span, text = place_of(at), self.ground.text
        return Slip(
            self.ground.gold.name,
            self.kind,
            what,
            span,
            text[max(span.start - self.context, 0) : span.start],
            text[span.start : span.end],
            text[span.end : span.end + self.context],
            gold,
            found,
        )
