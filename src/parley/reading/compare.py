"""Two readings of one text, as two annotators: what only one found, and where both differ.

Agreement is given layer by layer, never as one mean. Nobody is taken to be right: the numbers say
how far two readers agree, and the list says about what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from parley.errors import UsageError
from parley.model import (
    Event,
    Exchange,
    Figure,
    Precondition,
    Proposal,
    Reading,
    Span,
    Statement,
    Timex,
)

__all__ = ["Comparison", "Difference", "Layer", "compare", "pooled"]

Claim = Statement | Figure | Timex | Proposal | Precondition | Exchange | Event
C = TypeVar("C", bound=Claim)
LEAST = 0.5
"""Overlap of content words from which two statements are one."""
_STOP = frozenset("the a an of to in on and that it its is was has have had for with by".split())


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that only one reader found, or that both found and read differently."""

    kind: Literal["only_first", "only_second", "differs"]
    span: Span
    """The first reader's place, where it has one."""
    words: str
    fields: tuple[tuple[str, str, str], ...]
    """Name, what the first reader says, what the second says; empty text for the one without."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of claim."""

    name: str
    first: int
    """How many the first reader found."""
    second: int
    both: int
    same: tuple[tuple[str, int], ...] = ()
    """Field → on how many of those that both found they agree."""
    differences: tuple[Difference, ...] = ()

    @property
    def agreement(self) -> float | None:
        """Twice those that both found over all that either found: the F1 of one by the other.

        None where neither found any.
        """
        found = self.first + self.second
        return 2 * self.both / found if found else None

    def __add__(self, other: Layer) -> Layer:
        mine, theirs = dict(self.same), dict(other.same)
        names = dict.fromkeys((*mine, *theirs))
        return Layer(
            self.name,
            self.first + other.first,
            self.second + other.second,
            self.both + other.both,
            tuple((name, mine.get(name, 0) + theirs.get(name, 0)) for name in names),
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readings of one document side by side."""

    document: str
    """Its SHA-256."""
    name: str
    readers: tuple[str, str]
    versions: tuple[str, str]
    layers: tuple[Layer, ...]


def compare(first: Reading, second: Reading) -> Comparison:
    """Compare two readings of one text.

    Parameters
    ----------
    first, second : Reading
        By two readers, or two versions of one.

    Raises
    ------
    UsageError
        They are of different texts.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from parley.reading import read
    >>> rules = read("Norland has offered to free 30 detainees, the Courier said.")
    >>> other = replace(rules, reader="llm:small", figures=())
    >>> layers = {each.name: each for each in compare(rules, other).layers}
    >>> layers["proposals"].agreement, layers["figures"].agreement
    (1.0, 0.0)
    >>> [(d.kind, d.words) for d in layers["figures"].differences]
    [('only_first', '30 detainees')]
    """
    if first.document.id != second.document.id:
        raise UsageError("two readings can be compared only if they are of one text")
    text = first.document.text
    bags = {(r.reader, s.id): _bag(text, s.content) for r in (first, second) for s in r.statements}

    def overlap(a: Statement, b: Statement) -> float:
        found = _dice(bags[first.reader, a.id], bags[second.reader, b.id])
        # Of two that overlap alike, the one by the same speaker is meant.
        return found + 0.001 * (a.source == b.source) if found >= LEAST else 0.0

    sides = first, second
    layers = (
        _layer("statements", sides, first.statements, second.statements, overlap),
        _layer("figures", sides, first.figures, second.figures, _by("number_span")),
        _layer("times", sides, first.timexes, second.timexes, _by("span")),
        _layer("proposals", sides, first.proposals, second.proposals, _proposals),
        _layer("preconditions", sides, first.preconditions, second.preconditions, _by("span")),
        _layer("exchanges", sides, first.exchanges, second.exchanges, _by("marker")),
        _layer("events", sides, first.events, second.events, _by("trigger")),
    )
    document = first.document
    readers = first.reader, second.reader
    return Comparison(document.id, document.name, readers, (first.version, second.version), layers)


def pooled(comparisons: Iterable[Comparison]) -> tuple[Layer, ...]:
    """The layers of several documents together, without their differences."""
    total: dict[str, Layer] = {}
    for comparison in comparisons:
        for layer in comparison.layers:
            total[layer.name] = total.get(layer.name, Layer(layer.name, 0, 0, 0)) + layer
    return tuple(total.values())


def _layer(
    name: str,
    sides: tuple[Reading, Reading],
    mine: Sequence[C],
    theirs: Sequence[C],
    score: Callable[[C, C], float],
) -> Layer:
    pairs = _paired(mine, theirs, score)
    named = tuple(map(_names, sides))
    text = sides[0].document.text
    same: dict[str, int] = {}
    found: list[Difference] = []
    for a, b in pairs:
        left, right = _fields(a, named[0]), _fields(b, named[1])
        for field, value in left.items():
            same[field] = same.get(field, 0) + (value == right[field])
        differing = tuple((f, left[f], right[f]) for f in left if left[f] != right[f])
        if differing:
            found.append(_difference("differs", a, text, differing))
    taken = {a.id for a, _ in pairs}, {b.id for _, b in pairs}
    for claim in mine:
        if claim.id not in taken[0]:
            told = tuple((f, v, "") for f, v in _fields(claim, named[0]).items())
            found.append(_difference("only_first", claim, text, told))
    for claim in theirs:
        if claim.id not in taken[1]:
            told = tuple((f, "", v) for f, v in _fields(claim, named[1]).items())
            found.append(_difference("only_second", claim, text, told))
    found.sort(key=lambda d: (d.span, d.kind))
    return Layer(name, len(mine), len(theirs), len(pairs), tuple(same.items()), tuple(found))


def _names(reading: Reading) -> dict[str, str]:
    """Names of actors; those who act together are called by their members, in one order."""
    names = {actor.id: actor.name for actor in reading.actors}
    together = {
        actor.id: " and ".join(sorted(names.get(member, member) for member in actor.members))
        for actor in reading.actors
        if actor.members
    }
    return names | together


def _difference(
    kind: Literal["only_first", "only_second", "differs"],
    claim: Claim,
    text: str,
    fields: tuple[tuple[str, str, str], ...],
) -> Difference:
    span = _place(claim)
    return Difference(kind, span, text[span.start : span.end], fields)


def _paired(
    mine: Sequence[C], theirs: Sequence[C], score: Callable[[C, C], float]
) -> list[tuple[C, C]]:
    """Claims one to one, the best match first."""
    scored = [
        (s, i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs) if (s := score(a, b))
    ]
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((mine[i], theirs[j]))
    return pairs


def _bag(text: str, span: Span) -> frozenset[tuple[str, int]]:
    """Content words with their places."""
    return frozenset(
        (m.group().lower(), m.start())
        for m in re.compile(r"\w+").finditer(text, span.start, span.end)
        if m.group().lower() not in _STOP
    )


def _dice(a: frozenset[Any], b: frozenset[Any]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _by(field: str) -> Callable[[Any, Any], float]:
    """How far two claims share one place of theirs."""

    def share(a: Any, b: Any) -> float:
        return _share(getattr(a, field), getattr(b, field))

    return share


def _share(a: Span | None, b: Span | None) -> float:
    if a is None or b is None:
        return 0.0
    common = min(a.end, b.end) - max(a.start, b.start)
    return 2 * max(0, common) / (a.end - a.start + b.end - b.start)


def _proposals(a: Proposal, b: Proposal) -> float:
    """By their terms; a readiness is no offer, whatever its words."""
    readiness = [p.status == "declared_readiness" for p in (a, b)]
    return _share(a.span, b.span) * (0.5 if readiness[0] != readiness[1] else 1.0)


def _place(claim: Claim) -> Span:
    if isinstance(claim, Statement):
        return claim.content
    if isinstance(claim, Exchange):
        return Span(
            min(claim.side_a.start, claim.side_b.start), max(claim.side_a.end, claim.side_b.end)
        )
    return claim.span or Span(0, 1)


def _fields(claim: Claim, named: Mapping[str, str]) -> dict[str, str]:
    """What two readers may say differently of one claim, in words."""

    def who(actors: Iterable[str]) -> str:
        return ", ".join(sorted(named.get(actor, actor) for actor in actors))

    if isinstance(claim, Statement):
        chain = " > ".join(named.get(link.actor, link.actor) for link in claim.chain)
        return {
            "speaker": who((claim.source,)),
            "chain": chain,
            "speech_act": claim.speech_act,
            "act": claim.act,
        }
    if isinstance(claim, Figure):
        bounds = "–".join("?" if v is None else f"{v:g}" for v in (claim.low, claim.high))
        value = bounds if claim.comparator == "range" else _number(claim.value)
        return {
            "comparator": claim.comparator,
            "value": value,
            "unit": claim.unit or "none",
            "basis": claim.basis or "none",
        }
    if isinstance(claim, Timex):
        return {"type": claim.type, "value": claim.value or "open"}
    if isinstance(claim, Proposal):
        return {
            "kind": claim.kind,
            "by": who(claim.by),
            "to": who(claim.to),
            "gives": ", ".join(sorted({t.issue for t in claim.gives})),
            "wants": ", ".join(sorted({t.issue for t in claim.wants})),
            "status": claim.status,
        }
    if isinstance(claim, Precondition):
        return {
            "holder": who(claim.holder),
            "order": claim.order,
            "first": claim.required_first.issue,
            "then": claim.then.issue,
        }
    if isinstance(claim, Exchange):
        return {"a_by": who(claim.a_by), "b_by": who(claim.b_by), "modality": claim.modality}
    return {
        "act": claim.act,
        "source": who(claim.source),
        "target": who(claim.target),
        "modality": claim.modality,
    }


def _number(value: float | None) -> str:
    return "open" if value is None else f"{value:g}"
