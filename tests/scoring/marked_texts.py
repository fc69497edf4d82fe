"""Annotations for the tests: of a text of our own, and any that Hypothesis can think of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from parley.model import Span
from parley.scoring.marks import (
    Annotation,
    Condition,
    Happening,
    Mark,
    Measure,
    Moment,
    Offered,
    Player,
    Said,
    Swap,
)

TEXT = (
    "Norland rejected the ferry plan on Friday. Two aides told the Courier that Sudland would "
    "pay 40 crowns a crossing if Norland opened the strait first, and that talks could follow. "
    "The Pilots' Union and the Harbour Board said they wanted a say."
)
PLAYERS = {
    "n": Player("n", ("Norland",), "state"),
    "s": Player("s", ("Sudland",), "state"),
    "c": Player("c", ("the Courier",), "news_organisation"),
    "a": Player("a", ("two aides",), "unnamed_group", (Span(43, 52),)),
    "p": Player("p", ("Pilots' Union",), "organisation"),
    "h": Player("h", ("Harbour Board",), "organisation"),
    "ph": Player("ph", (), "coalition", members=("p", "h")),
}


def _edges() -> tuple[list[int], list[int]]:
    starts, ends, at = [], [], 0
    for word in TEXT.split(" "):
        starts.append(at)
        ends.append(at + len(word.rstrip(".,")))
        at += len(word) + 1
    return starts, ends


STARTS, ENDS = _edges()


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(st.integers(0, len(STARTS) - 1))
    last = draw(st.integers(first, min(first + 9, len(STARTS) - 1)))
    return Span(STARTS[first], ENDS[last])


one_id = st.sampled_from([*PLAYERS, "unspecified"])
parties = st.lists(st.sampled_from(list(PLAYERS)), max_size=2, unique=True).map(tuple)
chains = st.lists(one_id, min_size=1, max_size=3, unique=True).map(tuple)
acts = st.sampled_from(["offer", "demand", "reject"]).map(lambda act: (act,))
values = st.sampled_from([None, 2.0, 40.0])

MARKS: dict[str, Any] = {
    "statements": st.builds(
        Said, st.just(""), spans().map(lambda s: (s,)), chains.map(lambda c: (c,)), acts, acts
    ),
    "figures": st.builds(
        lambda s, c, v: Measure("", s, s, (c,), (v,), ((v, v),)),
        spans(),
        st.sampled_from(["eq", "gt", "range"]),
        values,
    ),
    "timexes": st.builds(
        lambda s, v: Moment("", s, (v,)), spans(), st.sampled_from([None, "P1W", "P7D", "2026"])
    ),
    "proposals": st.builds(
        lambda by, to, gives, wants: Offered("", (by,), (to,), tuple(gives), tuple(wants)),
        parties,
        parties,
        st.lists(spans(), max_size=2),
        st.lists(spans(), max_size=2),
    ),
    "preconditions": st.builds(
        lambda by, a, b, o: Condition("", (by,), a, b, (o,)),
        parties,
        spans(),
        spans(),
        st.sampled_from(["before", "until"]),
    ),
    "exchanges": st.builds(lambda a, b: Swap("", None, a, b), spans(), spans()),
    "events": st.builds(
        lambda s, p, by, to: Happening("", s, (p,), (), (by,), (to,)),
        spans(),
        st.sampled_from(["REJECT", "AGREE"]),
        parties,
        parties,
    ),
}


@st.composite
def any_annotation(draw: st.DrawFn, *, optional: bool = False) -> Annotation:
    """Any annotation of the text; with `optional` some of its marks may be missing."""
    marks = {}
    for kind, strategy in MARKS.items():
        drawn: list[Mark] = draw(st.lists(strategy, max_size=4))
        named = [replace(mark, id=f"{kind[0]}{n}") for n, mark in enumerate(drawn)]
        if optional:
            named = [replace(mark, optional=draw(st.booleans())) for mark in named]
        marks[kind] = tuple(named)
    return Annotation("any", TEXT, PLAYERS, marks)


def marked(**marks: tuple[Mark, ...]) -> Annotation:
    """The text with these marks, and none of any other kind."""
    return Annotation("own", TEXT, PLAYERS, {kind: marks.get(kind, ()) for kind in MARKS})


def at(words: str) -> Span:
    """The place of words that stand in the text once."""
    assert TEXT.count(words) == 1
    start = TEXT.index(words)
    return Span(start, start + len(words))


def said(words: str, *chain: str, act: str = "reject", **more: Any) -> Said:
    """A statement of the text."""
    return Said(f"s:{words}:{chain}", (at(words),), (chain,), (act,), (act,), **more)
