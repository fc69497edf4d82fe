"""Readings for the tests: one written by hand, and any number at random."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st

from parley.model import (
    Actor,
    Document,
    Event,
    Exchange,
    Figure,
    Link,
    Place,
    Precondition,
    Proposal,
    Reading,
    Relation,
    Sentence,
    Span,
    Statement,
    Term,
    Timex,
    Token,
)

TEXT = (
    "The union offered to end its strike in return for a raise of around 5 percent, "
    "the Harbour Post reported, citing officials.\n\n"
    "The port rejected the offer, its director Ana Ruiz said on Monday.\n"
)


def place(words: str, text: str = TEXT) -> Span:
    """Where those words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def document(text: str = TEXT, **given: Any) -> Document:
    return Document(hashlib.sha256(text.encode()).hexdigest(), text, **given)


def strike(**given: Any) -> Reading:
    """A short report of a strike, read by hand; `given` replaces fields."""
    reported = Link("harbour-post", "explicit", place("the Harbour Post"))
    officials = Link("officials", "explicit", place("officials"))
    halt = Term(("union",), "halt", place("end its strike"), "strike", "no")
    raise_ = Term(("port",), "pay", place("a raise of around 5 percent"), "wage", "5", "f1")
    fields: dict[str, Any] = {
        "document": document(name="strike.txt", published="2026-03-03"),
        "sentences": (
            Sentence(Span(0, TEXT.index("\n\n")), 1, 1, 0, 2),
            Sentence(Span(TEXT.index("The port"), len(TEXT) - 1), 2, 1, 2, 3),
        ),
        "tokens": (
            Token(Span(0, 3), "The", "DT"),
            Token(Span(4, 9), "union", "NN"),
            Token(place("port"), "port", "NN"),
        ),
        "actors": (
            Actor("union", "the union", "organisation", ("party",), mentions=(Span(4, 9),)),
            Actor("port", "the port", "organisation", ("party",), mentions=(place("port"),)),
            Actor("ruiz", "Ana Ruiz", "person", ("representative",), represents="port"),
            Actor("harbour-post", "Harbour Post", "news_organisation", ("origin_source",)),
            Actor("officials", "officials", "unnamed_group", anonymity="unnamed"),
            Actor("passengers", "passengers", "population", ("object",)),
            Actor("crews", "the crews", "organisation", ("party",)),
        ),
        "places": (Place("harbour", "Harbour", None, ()),),
        "timexes": (
            Timex("t1", place("Monday"), "DATE", "2026-03-02", "published"),
        ),
        "figures": (
            Figure(
                "f1", place("around 5 percent"), place("5"), "approx", 5.0, unit="percent",
                of="raise", hedge_span=place("around"), basis="asked", statement="s2",
            ),
        ),
        "statements": (
            Statement(
                "s1", Span(0, place(", the Harbour").start), "report", "comment",
                (reported, officials), cues=(place("reported"),),
            ),
            Statement(
                "s2", place("end its strike in return for a raise of around 5 percent"), "offer",
                "offer", (reported, officials, Link("union", "explicit", Span(4, 9))),
                to=("port",), rule="offer_verb",
            ),
            Statement(
                "s3", place("The port rejected the offer"), "reject", "reject",
                (Link("ruiz", "explicit", place("Ana Ruiz")),), time="t1", to=("union",),
            ),
        ),
        "proposals": (
            Proposal(
                "o1", "offer", ("union",), ("port",), ("s2",), (halt,), (raise_,),
                span=place("end its strike in return for a raise of around 5 percent"),
            ),
        ),
        "exchanges": (
            Exchange(
                "x1", "s2", place("in return for"), halt.span, raise_.span, ("union",), ("port",),
                "offered",
            ),
        ),
        "reader": "rules",
        "version": "1",
    }  # fmt: skip
    return Reading(**{**fields, **given})


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(*sorted(pair)))
words = st.sampled_from(["", "a", "union", "the union’s", "\0", "\u2028", '"\\', "🕊", "نقابة"])
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)


def several(of: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=most).map(tuple)


names = several(words)
local = st.sampled_from(["", "a", "union"])
"""Ids that claims name one another by; `words` has them too."""
days = st.sampled_from([None, "2026-03", "2026-03-02", "2026-03-03T10:00", "PT3H"])
terms = st.builds(
    Term, actor=names, action=words, span=spans, issue=words, including=several(spans),
    figure=st.none() | local,
)  # fmt: skip
_terms = several(terms, 1)
_links = several(st.builds(Link, actor=words, span=st.none() | spans))
RECORDS: dict[str, st.SearchStrategy[Any]] = {
    "sentences": st.builds(Sentence, span=spans),
    "tokens": st.builds(Token, span=spans, text=words, tag=words),
    "actors": st.builds(
        Actor, id=words, name=words, type=words, mentions=several(spans),
        represents=st.none() | words, members=names,
    ),
    "places": st.builds(Place, id=words, name=words, mentions=several(spans)),
    "timexes": st.builds(Timex, id=words, span=spans, value=days, why=words),
    "figures": st.builds(
        Figure, id=words, span=spans, number_span=spans, value=numbers, low=numbers,
        of=st.none() | words, of_span=st.none() | spans, basis=st.none() | words,
        statement=st.none() | local,
    ),
    "statements": st.builds(
        Statement, id=words, content=spans, speech_act=words, act=words, chain=_links,
        cues=several(spans), to=names, reciprocal=st.booleans(), time=st.none() | local,
    ),
    "proposals": st.builds(
        Proposal, id=words, by=names, to=names, statements=several(local), gives=_terms,
        wants=_terms, span=st.none() | spans, possible_same_as=several(local),
    ),
    "preconditions": st.builds(
        Precondition, id=words, holder=names, statement=st.none() | local, required_first=terms,
        then=terms, markers=several(spans), span=st.none() | spans,
    ),
    "exchanges": st.builds(
        Exchange, id=words, statement=st.none() | local, marker=spans, side_a=spans,
        side_b=spans, a_by=names, b_by=names,
    ),
    "events": st.builds(
        Event, id=words, trigger=spans, span=spans, act=words, source=names, target=names,
        place=st.none() | words, date=st.none() | local,
    ),
    "relations": st.builds(Relation, type=words, items=names, span=st.none() | spans, note=words),
}  # fmt: skip


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading that the records allow, sensible or not."""
    head = document(
        draw(st.text(st.characters(codec="utf-8"), max_size=20)),
        name=draw(words),
        published=draw(st.sampled_from([None, "2026-03-03", "2026-03-04"])),
        published_assumed=draw(st.booleans()),
        publisher=draw(st.none() | words),
    )
    fields: dict[str, Any] = {name: draw(several(records)) for name, records in RECORDS.items()}
    return Reading(
        head,
        **fields,
        reader=draw(st.sampled_from(["rules", "llm"])),
        version=draw(st.sampled_from(["1", "2", "10"])),
        negotiation=draw(st.booleans()),
    )
