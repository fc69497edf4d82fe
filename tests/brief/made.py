"""Readings made by hand for the brief's tests: an invented truce, an invented strike, no talks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from parley.model import (
    NARRATOR,
    UNSPECIFIED,
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
)

TRUCE = """\
PARTYA has refused an offer by PARTYB to pause shelling in exchange for some 12 captives, \
the Harbour Courier reported, citing diplomats. PARTYA has insisted that talks can only begin \
if PARTYB lifts its siege of Marrow first, the paper added.
According to unnamed Estish envoys, PARTYB wants two dozen captives, all the sick among them. \
In return it would pause shelling for three days and let food in.
PARTYA is said to demand every detainee in Lorn for the 30 captives.
PARTYB Minister Ada Venn claimed her side was “open to a longer pause”.
The envoys met both sides in Estmark on Monday and a second meeting is due next week.
A ten-day pause last spring freed 45 captives for 90 detainees. It collapsed when the two sides \
accused one another of breaking it.
Shelling went on in Marrow, the relief agency CRA said, and an estimated 4,000 people fled.
"""


def sentences(text: str) -> tuple[Sentence, ...]:
    """Split an invented text: a line is a paragraph, a full stop and a space end a sentence."""
    out = []
    for paragraph, line in enumerate(re.finditer(r"[^\n]+", text), 1):
        starts = [line.start(), *(line.start() + m.end() for m in re.finditer(r"\. ", line[0]))]
        ends = [*(start - 1 for start in starts[1:]), line.end()]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
            out.append(Sentence(Span(start, end), paragraph, number, 0, 0))
    return tuple(out)


@dataclass(frozen=True)
class Finder:
    """Finds words in a text as spans."""

    text: str

    def __call__(self, words: str, after: str = "") -> Span:
        start = self.text.index(words, self.text.index(after) if after else 0)
        return Span(start, start + len(words))


def document(text: str, name: str) -> Document:
    return Document(hashlib.sha256(text.encode()).hexdigest(), text, name)


def chain(*actors: str) -> tuple[Link, ...]:
    kinds = {NARRATOR: "narrator", UNSPECIFIED: "passive"}
    return tuple(Link(actor, kinds.get(actor, "explicit")) for actor in actors)  # type: ignore[arg-type]


def truce(a: str = "Norland", b: str = "Southia", name: str = "truce.txt") -> Reading:
    """Two tellings of an offer, a refusal, a first step, a demand, readiness, an earlier pause."""
    text = TRUCE.replace("PARTYA", a).replace("PARTYB", b)
    at = Finder(text)
    offer = at("pause shelling in exchange for some 12 captives")
    asked = at("two dozen captives, all the sick among them")
    back = at("pause shelling for three days and let food in")
    return Reading(
        document(text, name),
        sentences(text),
        (),
        actors=(
            Actor("a", a, "state", ("party",), mentions=(at(a),)),
            Actor("b", b, "state", ("party",), mentions=(at(b),)),
            Actor("courier", "Harbour Courier", "news_organisation", ("intermediary_source",)),
            Actor(
                "diplomats", "diplomats", "unnamed_group", anonymity="unnamed",
                mentions=(at("diplomats"),),
            ),
            Actor(
                "envoys", "Estish envoys", "unnamed_group", ("mediator",), "unnamed", "estmark",
                mentions=(at("unnamed Estish envoys"), at("The envoys")),
            ),
            Actor("estmark", "Estmark", "state", ("mediator",), mentions=(at("Estmark"),)),
            Actor("venn", "Ada Venn", "person", ("representative",), represents="b"),
            Actor("both", "both sides", "coalition", members=("a", "b")),
            Actor("cra", "Coastal Relief Agency", "organisation", mentions=(at("CRA"),)),
        ),
        places=(Place("lorn", "Lorn"), Place("marrow", "Marrow")),
        timexes=(
            Timex("t1", at("three days"), "DURATION", "P3D"),
            Timex("t2", at("last spring"), "DATE", None, why="no publication date"),
            Timex("t3", at("next week"), "DATE", None, why="no publication date"),
        ),
        figures=(
            Figure(
                "f1", at("some 12 captives"), at("12"), "approx", 12, unit="people",
                of="people held in Lorn", hedge_span=at("some"), statement="s2",
            ),
            Figure("f2", at("two dozen captives"), at("two dozen"), "vague", unit="people",
                   of="people held in Lorn", statement="s4"),
            Figure("f3", at("45 captives"), at("45"), "eq", 45, unit="people",
                   of="people held in Lorn", basis="freed"),
            Figure(
                "f4", at("an estimated 4,000 people"), at("4,000"), "approx", 4000, unit="people",
                of="people displaced", hedge_span=at("an estimated"), basis="displaced",
                statement="s9",
            ),
        ),
        statements=(
            Statement("s1", Span(0, offer.end), "reject", "reject",
                      chain("courier", "diplomats", "a")),
            Statement("s2", offer, "offer", "offer", chain("courier", "diplomats", "b")),
            Statement("s3", at("talks can only begin"), "demand", "demand", chain("courier", "a")),
            Statement("s4", asked, "demand", "demand", chain("envoys", "b")),
            Statement("s5", back, "offer", "offer", chain("envoys", "b")),
            Statement("s6", at("every detainee in Lorn for the 30 captives"), "demand", "demand",
                      chain(UNSPECIFIED, "a")),
            Statement(
                "s7", at("her side was “open to a longer pause”"), "assert", "signal_readiness",
                chain("venn"), quote_mode="mixed", quoted=(at("“open to a longer pause”"),),
            ),
            Statement("s8", at("breaking it"), "accuse", "accuse_breach", chain("both"),
                      reciprocal=True),
            Statement("s9", at("Shelling went on in Marrow"), "assert", "comment", chain("cra")),
        ),
        proposals=(
            Proposal(
                "p1", "offer", ("b",), ("a",), ("s1", "s2"),
                (Term(("b",), "halt", at("pause shelling"), "halt"),),
                (Term(("a",), "release", at("some 12 captives"), "freed_from_lorn", "some", "f1"),),
                "rejected", ("a",), at(f"{a} has refused"), "s1", ("p2",), offer,
            ),
            Proposal(
                "p2", "demand_with_offer", ("b",), (), ("s4", "s5"),
                (
                    Term(("b",), "halt", at("pause shelling for three days"), "halt", None, None,
                         "t1"),
                    Term(("b",), "aid", at("let food in"), "aid"),
                ),
                (Term(("a",), "release", asked, "freed_from_lorn", "some", "f2"),),
                possible_same_as=("p1",),
            ),
            Proposal(
                "p3", "demand_with_offer", ("a",), ("b",), ("s6",),
                (Term(("a",), "release", at("the 30 captives"), "freed_from_lorn", "all"),),
                (Term(("b",), "release", at("every detainee in Lorn"), "freed_by_b", "all"),),
            ),
        ),
        preconditions=(
            Precondition(
                "c1", ("a",), "s3",
                Term(("b",), "end_siege", at("lifts its siege of Marrow"), "end_siege"),
                Term((), "talks", at("talks"), "talks"),
                (at("only"), at("if"), at("first")), "then_only_if_required", "only_if",
            ),
        ),
        exchanges=(
            Exchange("x1", None, at("for 90"), at("45 captives"), at("90 detainees"), ("a",),
                     ("b",), "executed"),
        ),
        events=(
            Event("v1", at("met both"), at("met both sides in Estmark on Monday"), "meet",
                  ("envoys",), ("a", "b")),
            Event("v2", at("due next"), at("a second meeting is due next week"), "meet",
                  ("envoys",), modality="planned"),
            Event("v3", at("pause last"), at("A ten-day pause last spring"), "agree", ("a", "b")),
            Event("v4", at("Shelling went"), at("Shelling went on in Marrow"), "fight",
                  statement="s9", place="marrow", plover="ASSAULT"),
        ),
        relations=(
            Relation("loaded_wording", ("s7",), at("claimed")),
            Relation("possibly_same_offer", ("p1", "p2")),
        ),
    )  # fmt: skip


STRIKE = """\
The drivers’ union offered to call off its strike in return for 6 percent more pay, it said.
The ferry line did not answer, and crews stayed ashore in Port Ewell.
"""


def strike(name: str = "strike.txt") -> Reading:
    """An offer without an answer, made on record, where nobody is held."""
    at = Finder(STRIKE)
    offer = at("call off its strike in return for 6 percent more pay")
    return Reading(
        document(STRIKE, name),
        sentences(STRIKE),
        (),
        actors=(
            Actor("union", "drivers’ union", "organisation", ("party",), mentions=(at("union"),)),
            Actor("line", "ferry line", "organisation", ("party",), mentions=(at("ferry line"),)),
        ),
        statements=(Statement("s1", offer, "offer", "offer", chain("union")),),
        figures=(Figure("f1", at("6 percent"), at("6"), "eq", 6, unit="percent", of="pay"),),
        proposals=(
            Proposal(
                "p1", "offer", ("union",), ("line",), ("s1",),
                (Term(("union",), "strike", at("call off its strike"), "strike", "no"),),
                (Term(("line",), "pay", at("6 percent more pay"), "wage", None, "f1"),),
                "standing",
            ),
        ),
    )  # fmt: skip


def no_talks(name: str = "soup.txt") -> Reading:
    """A recipe."""
    text = "Boil the leeks. Add cream."
    return Reading(document(text, name), sentences(text), (), negotiation=False)


ACTS = ("offer", "accuse_breach", "signal_readiness")


def many(count: int, words: int, name: str = "many.txt") -> Reading:
    """A report with `count` of everything, each in `words` long words: more than any page holds."""
    each = [" ".join(f"word{i}x{j}" for j in range(words)) + "." for i in range(count)]
    text = " ".join(each)
    at = Finder(text)
    span = [at(part[:-1]) for part in each]
    ids: Sequence[int] = range(count)
    return Reading(
        document(text, name),
        sentences(text),
        (),
        actors=tuple(
            Actor(f"a{i}", f"Party {i} of the Northern Coast", "state", ("party", "mediator"))
            for i in ids
        ),
        figures=tuple(Figure(f"f{i}", span[i], span[i], "vague", of=f"things {i}") for i in ids),
        statements=tuple(
            Statement(f"s{i}", span[i], "offer", ACTS[i % 3],
                      chain(f"a{i}", f"a{(i + 1) % count}"))
            for i in ids
        ),
        proposals=tuple(
            Proposal(
                f"p{i}", "offer", (f"a{i}",), (), (f"s{i}",),
                (Term((), "halt", span[i], f"halt_{i}"),), (Term((), "pay", span[i], f"pay_{i}"),),
                ("rejected", "open", "standing")[i % 3], (f"a{(i + 1) % count}",),
                possible_same_as=(f"p{(i + 1) % count}",),
            )
            for i in ids
        ),
        preconditions=tuple(
            Precondition(
                f"c{i}", (f"a{i}",), f"s{i}", Term((), "halt", span[i], f"halt_{i}"),
                Term((), "talks", span[i], f"talks_{i}"), (), "required_before_then",
            )
            for i in ids
        ),
        events=tuple(
            Event(f"v{i}", span[i], span[i], ("meet", "agree", "fight")[i % 3], (f"a{i}",))
            for i in ids
        ),
        exchanges=tuple(
            Exchange(f"x{i}", None, span[i], span[i], span[i], (), (), "executed") for i in ids
        ),
        relations=tuple(Relation("loaded_wording", (f"s{i}",), span[i]) for i in ids),
    )  # fmt: skip
