"""From one statement to a proposal: what is given, what is wanted, and whom it is made to."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from parley.model import Proposal, Span, Statement, Term
from parley.reading.attribution import Scene
from parley.reading.conditions import Mood, Ordered, ordered_in
from parley.reading.exchanges import exchange_marker, side_end
from parley.reading.lexicon import lemma
from parley.reading.opponents import Opponents
from parley.reading.page import Range, parties_of
from parley.reading.proposals.addressees import (
    asked_of,
    before_addressee,
    past_addressee,
    past_verb,
    told_to_do,
)
from parley.reading.spoken_for import spoken_for
from parley.reading.terms import Terms

__all__ = ["made_of", "whole"]

Kind = Literal["offer", "demand", "demand_with_offer"]
_EMPTY = frozenset(
    """plan proposal offer terms draft initiative text framework appeal call request demand
    statement remarks agreement deal idea ideas changes part""".split()
)
_TALKS = frozenset("talks talk negotiations negotiate dialogue discussions".split())
_FORCES = frozenset(
    """soldiers troops forces advisers advisors mercenaries fighters guards instructors trainers
    peacekeepers contractors warships bases""".split()
)
_OPENERS = frozenset(("if", "provided", "in", "on", "as", "so", "only", "once", "after"))


def made_of(
    scene: Scene, terms: Terms, opponents: Opponents, statement: Statement
) -> Proposal | None:
    """The proposal that one statement tells; nothing where its words hold no term."""
    page, (i, j) = scene.page, scene.places[statement.id]
    by = spoken_for(scene, statement) or _own_members(scene, statement)
    demanded = statement.act == "demand"
    ordered = ordered_in(page, i, j, Mood(asked=True)) if demanded else None
    if ordered is not None and _only_an_order(scene, statement, ordered):
        return None  # a condition of order, not a proposal
    main, counter = _sides(scene, statement, i, _reach(scene, j))
    main = ordered.first if ordered is not None and ordered.order != "until" else main
    main = past_verb(page, main, statement)
    main, named = past_addressee(scene, main, statement)
    if statement.act == "offer" and not named and counter is None:
        main, named = before_addressee(scene, main)
    other = statement.to or named
    ours = terms.within(*main, other if demanded else by)
    if not ours and page.figure_in(*main) is not None:  # a bare sum
        ours = terms.clause(main[0] + (page.words[main[0]] == "to"), main[1], by)
    theirs = terms.within(*counter, by if demanded else other, traded=True) if counter else ()
    empty = all(term.issue in _EMPTY for term in (*ours, *theirs))
    if not ours or (empty and page.words[i] not in ("a", "an")):
        return None  # "presented the plan" tells nothing of what is in it
    of_another = (
        () if demanded or statement.act == "signal_readiness" else asked_of(scene, main, by)
    )
    gives, wants = (theirs, ours) if demanded or of_another else (ours, theirs)
    parties = parties_of(page, by)
    status: Literal["standing", "declared_readiness", "open"] = "open"
    if statement.act == "signal_readiness":
        status = "declared_readiness"
    elif demanded:
        status = "standing"
    doers = of_another or told_to_do(scene, statement, counter)
    if demanded and _foreign_forces(scene, opponents, doers, i, j):
        doers, wants = (), tuple(replace(t, actor=()) for t in wants)
    kind: Kind = "offer"
    if opponents.mediates(parties) or (statement.act == "mediate" and not _hosts(scene, i, j)):
        gives, wants = (), _by_doers((*gives, *wants), parties)
    elif demanded:
        kind = "demand_with_offer" if gives else "demand"
    return Proposal(
        "p0",
        kind,
        parties,
        parties_of(page, named) or opponents.other(parties, statement, wants, doers),
        (statement.id,),
        gives,
        wants,
        status,
        span=whole((*gives, *wants)),
    )


def _only_an_order(scene: Scene, statement: Statement, ordered: Ordered) -> bool:
    """*demanded that they leave before talks begin*: a condition for talking, no proposal.

    What is asked before anything else may happen is asked for (*called for the raids to end
    before any aid*); so is what a side is told to make its demand (*its demand that …*), and a
    list that is called a condition. What outlets or nobody named tell is kept as an order only.
    """
    page = scene.page
    named = page.words[ordered.markers[0][0]].startswith("condition")
    if ordered.order == "until" or named:
        return False
    if ordered.markers[0][0] < ordered.first[0] or ordered.order != "before":
        return True
    if _passed_on(scene, statement):
        return True
    i = scene.places[statement.id][0]
    a_demand = statement.rule == "nominal" or page.words[i - 2 : i] == ("demand", "that")
    return not a_demand and bool(_TALKS & set(page.words[slice(*ordered.then)]))


def _foreign_forces(
    scene: Scene, opponents: Opponents, doers: tuple[str, ...], i: int, j: int
) -> bool:
    """*demands that foreign soldiers leave*: asked of the side that has them there."""
    page = scene.page
    verb = next((k for k in range(i, j) if page.tags[k] in ("VB", "VBP", "MD", "TO")), j)
    return bool(_FORCES & set(page.words[i:verb])) and not any(map(opponents.is_party, doers))


def _passed_on(scene: Scene, statement: Statement) -> bool:
    """*is said to have demanded*, *the paper reported that the owners want*: second hand."""
    page, (i, _) = scene.page, scene.places[statement.id]
    sentence = page.sentences[page.sentence_of(i)].span
    for link in statement.chain[:-1]:
        teller = page.actors.get(link.actor)
        if teller is None or (teller.type == "news_organisation" and link.span in sentence):
            return True
    return False


def _own_members(scene: Scene, statement: Statement) -> tuple[str, ...]:
    """Who makes it; *members wanted more*, said by their president, is said by their union."""
    page, by = scene.page, scene.by[statement.id]
    if len(statement.chain) < 2 or [page.actors[b].name.lower() for b in by] != ["members"]:
        return by
    speaker = page.actors.get(statement.chain[-2].actor)
    return (speaker.represents,) if speaker is not None and speaker.represents else by


def _hosts(scene: Scene, i: int, j: int) -> bool:
    """*to host the next round*, *to mediate*: what a go-between gives is itself."""
    return any(
        lemma(w) in ("host", "mediate", "broker") for w in scene.page.words[i : min(j, i + 4)]
    )


def _by_doers(terms: tuple[Term, ...], mediator: tuple[str, ...]) -> tuple[Term, ...]:
    """Terms of a plan without the mediator as their doer: the text does not say that it is."""
    return tuple(replace(t, actor=()) if t.actor == mediator else t for t in terms)


def whole(terms: tuple[Term, ...]) -> Span:
    """From the first of some terms to the last."""
    spans = sorted(term.span for term in terms)
    return Span(spans[0].start, max(s.end for s in spans))


def _reach(scene: Scene, j: int) -> int:
    """To the end of the sentence where a condition or *in exchange for* follows the content."""
    page = scene.page
    sentence = page.sentences[page.sentence_of(max(0, j - 1))]
    k = j + 1 if j < sentence.last and page.words[j] == "," else j
    k += page.words[k : k + 2] == ("but", "only")
    if k >= sentence.last or page.words[k] not in _OPENERS:
        return j
    if exchange_marker(page, k, min(k + 3, sentence.last)) is not None:
        return sentence.last
    ordered = ordered_in(page, max(sentence.first, j - 12), sentence.last, Mood(offered=True))
    if ordered is not None and ordered.markers[0][0] in range(j, j + 3):
        return max(ordered.first[1], j)
    return j


def _sides(scene: Scene, statement: Statement, i: int, j: int) -> tuple[Range, Range | None]:
    page = scene.page
    ahead = _fronted_counter(scene, i, j)
    if ahead is not None:
        return (i, j), ahead
    marker = exchange_marker(page, i, j)
    if marker is not None and marker[0] > i:
        return (i, marker[0]), (marker[1], _counter_end(scene, marker[1], j))
    if statement.act != "demand":
        for k in range(i + 1, j - 1):
            if page.words[k : k + 3] == ("in", "order", "to"):
                return (i, k), (k + 3, j)
            if page.words[k : k + 2] == ("so", "that"):
                return (i, k), (k + 2, j)
        marked = ordered_in(page, i, j, Mood(offered=True))
        if marked is not None and marked.order in ("only_if", "before") and not marked.threat:
            return marked.then, marked.first
    return (i, j), None


def _fronted_counter(scene: Scene, i: int, j: int) -> Range | None:
    """*In return for a truce, the army offered fuel*: what is wanted stands first."""
    page = scene.page
    first = page.sentences[page.sentence_of(i)].first
    if page.words[first : first + 3] not in (("in", "return", "for"), ("in", "exchange", "for")):
        return None
    comma = next((k for k in range(first + 3, i) if page.words[k] == ","), None)
    return (first + 3, comma) if comma is not None and comma > first + 3 else None


def _counter_end(scene: Scene, k: int, j: int) -> int:
    """What is wanted ends where a speaker or another clause follows."""
    return max(side_end(scene.page, k, j), k + 1)
