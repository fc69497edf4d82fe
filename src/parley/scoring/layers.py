"""The layers of a score: which fields of a kind of mark must agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.errors import UsageError
from parley.scoring.agreeing import BASE, FIELDS
from parley.scoring.ground import Ground
from parley.scoring.marks import Mark

__all__ = ["LAYERS", "Layer", "layers_named"]


@dataclass(frozen=True, slots=True)
class Layer:
    """One line of a score."""

    name: str
    kind: str
    needs: tuple[str, ...]
    """Fields of `FIELDS` that must all agree."""
    short: str
    """Head of a narrow column."""
    about: str

    def agree(self, ground: Ground, gold: Mark, found: Mark) -> bool:
        """Whether a found mark is right by this layer, or excused by an optional gold one."""
        needs = BASE[self.kind] if gold.optional else self.needs
        fields = FIELDS[self.kind]
        return all(fields[name].agree(ground, gold, found) for name in needs)


def _layers() -> Iterable[Layer]:
    said, loose = "statements", ("content",)
    yield Layer("statements", said, loose, "stat", "half of the content words")
    yield Layer("with-source", said, (*loose, "source"), "src", "and the right last source")
    yield Layer(
        "strict", said, ("extent", "source"), "stri", "nine tenths of the words, and source"
    )
    yield Layer("chain", said, (*loose, "chain"), "chn", "and the whole chain")
    yield Layer("speech-act", said, (*loose, "speech act"), "sact", "and the speech act")
    yield Layer("act", said, (*loose, "act"), "act", "and the finer act")
    figure = ("place", "comparator", "value")
    yield Layer("figures", "figures", figure, "fig", "place, hedge and value")
    yield Layer("figures-found", "figures", figure[:1], "fig·", "place only")
    yield Layer("times", "timexes", ("place", "value"), "time", "place and value")
    yield Layer("times-found", "timexes", ("place",), "tim·", "place only")
    proposal = ("a term", "by", "to", "gives", "wants")
    yield Layer("proposals", "proposals", proposal, "prop", "by, to, a term of gives and of wants")
    yield Layer("proposals-loose", "proposals", ("a term", "one of by"), "pro·", "by and any term")
    condition = ("first", "then", "holder", "order")
    yield Layer("preconditions", "preconditions", condition, "prec", "holder, both sides, order")
    yield Layer("preconditions-loose", "preconditions", condition[:2], "pre·", "both sides")
    yield Layer("exchanges", "exchanges", ("sides",), "exch", "both sides")
    event = ("trigger", "category", "actors")
    yield Layer("events", "events", event[:2], "evnt", "trigger and category")
    yield Layer("events-actors", "events", event, "evn+", "and both actors")


LAYERS: tuple[Layer, ...] = tuple(_layers())
"""In the order in which they are shown."""


def layers_named(names: Iterable[str]) -> tuple[Layer, ...]:
    """The layers of these names, in the usual order; all of them where none is named.

    Raises
    ------
    UsageError
        There is no such layer; the sentence lists them.

    Examples
    --------
    >>> [layer.needs for layer in layers_named(["chain"])]
    [('content', 'chain')]
    """
    wanted = set(names)
    known = [layer.name for layer in LAYERS]
    for name in sorted(wanted - set(known)):
        raise UsageError(f"there is no layer {name!r}; the layers are {', '.join(known)}")
    return tuple(layer for layer in LAYERS if not wanted or layer.name in wanted)
