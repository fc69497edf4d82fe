"""From one statement, or from a condition that a side sets, to a proposal."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from parley.model import Precondition, Proposal, Span, Statement, Term
from parley.reading.attribution import Scene
from parley.reading.clauses import modal_in
from parley.reading.conditions import Mood, ordered_in
from parley.reading.exchanges import exchange_marker, side_end
from parley.reading.lexicon import lemma
from parley.reading.opponents import Opponents
from parley.reading.page import Range, parties_of
from parley.reading.terms import Terms

__all__ = ["conditional", "made_of"]

Kind = Literal["offer", "demand", "demand_with_offer"]
_EMPTY = frozenset(
    """plan proposal offer terms draft initiative text framework appeal call request demand
    statement remarks agreement deal idea ideas changes part""".split()
)
_OPENERS = frozenset(("if", "provided", "in", "on", "as", "so", "only", "once", "after"))


def made_of(
    scene: Scene, terms: Terms, opponents: Opponents, statement: Statement
) -> Proposal | None:
    """The proposal that one statement tells; nothing where its words hold no term."""
    page, (i, j) = scene.page, scene.places[statement.id]
    by = _own_members(scene, statement)
    asked = statement.act == "demand"
    ordered = ordered_in(page, i, j, Mood(asked=True)) if asked else None
    if ordered is not None and ordered.order != "until":
        return None  # a condition of order, not a proposal
    main, counter = _sides(scene, statement, i, _reach(scene, j))
    main, named = _past_addressee(scene, main, statement)
    other = statement.to or named
    ours = terms.within(*main, other if asked else by)
    theirs = terms.within(*counter, by if asked else other, traded=True) if counter else ()
    empty = all(term.issue in _EMPTY for term in (*ours, *theirs))
    if not ours or (empty and page.words[i] not in ("a", "an")):
        return None  # "presented the plan" tells nothing of what is in it
    gives, wants = (theirs, ours) if asked else (ours, theirs)
    parties = parties_of(page, by)
    status: Literal["standing", "declared_readiness", "open"] = "open"
    if statement.act == "signal_readiness":
        status = "declared_readiness"
    elif asked:
        status = "standing"
    kind: Kind = "offer"
    if opponents.mediates(parties) or (statement.act == "mediate" and not _hosts(scene, i, j)):
        gives, wants = (), _by_doers((*gives, *wants), parties)
    elif asked:
        kind = "demand_with_offer" if gives else "demand"
    return Proposal(
        "p0",
        kind,
        parties,
        ()
        if asked and _of_somebody_else(scene, i, j, wants)
        else parties_of(page, named) or opponents.other(parties, statement, wants),
        (statement.id,),
        gives,
        wants,
        status,
        span=_whole((*gives, *wants)),
    )


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


def _of_somebody_else(scene: Scene, i: int, j: int, wants: tuple[Term, ...]) -> bool:
    """*that rich countries provide*: asked of people who are no actor of the text."""
    page = scene.page
    if any(t.actor for t in wants) or not page.tags[i].startswith(("NN", "JJ", "DT")):
        return False
    verb = next((k for k in range(i, j) if page.tags[k].startswith(("VB", "MD"))), None)
    return (
        verb is not None
        and page.tags[verb] in ("VB", "VBP")
        and page.words[verb] not in ("be", "is", "are")
        and page.tags[verb - 1] == "NNS"
    )


def _by_doers(terms: tuple[Term, ...], mediator: tuple[str, ...]) -> tuple[Term, ...]:
    """Terms of a plan without the mediator as their doer: the text does not say that it is."""
    return tuple(replace(t, actor=()) if t.actor == mediator else t for t in terms)


def _whole(terms: tuple[Term, ...]) -> Span:
    spans = sorted(term.span for term in terms)
    return Span(spans[0].start, max(s.end for s in spans))


def _reach(scene: Scene, j: int) -> int:
    """To the end of the sentence where a condition or *in exchange for* follows the content."""
    page = scene.page
    sentence = page.sentences[page.sentence_of(max(0, j - 1))]
    k = j + 1 if j < sentence.last and page.words[j] == "," else j
    if k >= sentence.last or page.words[k] not in _OPENERS:
        return j
    if exchange_marker(page, k, min(k + 3, sentence.last)) is not None:
        return sentence.last
    ordered = ordered_in(page, max(sentence.first, j - 12), sentence.last, Mood(offered=True))
    if ordered is not None and ordered.markers[0][0] in range(j, j + 3):
        return max(ordered.first[1], j)
    return j


def _past_addressee(
    scene: Scene, main: Range, statement: Statement
) -> tuple[Range, tuple[str, ...]]:
    """*offered Sudan aid*, *asks Sudan to leave*: without the one addressed, who is given too."""
    i, j = main
    page = scene.page
    for mention in page.mentions_in(i, min(j, i + 8)):
        k = mention.last
        if mention.first > i + 1 or k >= j:
            break
        if mention.actor in statement.to and page.words[k] == "to" and k < j - 1:
            return (k + 1, j), ()
        opens = page.tags[k].startswith(("DT", "JJ", "NN", "CD"))
        if statement.act == "offer" and opens and page.tags[mention.first].startswith("NNP"):
            return (k, j), (mention.actor,)
    return main, ()


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


_TALK = frozenset(
    "talk negotiate discuss meet consider return hold study look listen sit join attend".split()
)


def conditional(
    scene: Scene, opponents: Opponents, condition: Precondition, found: list[Proposal]
) -> Proposal | None:
    """*We could open the port if it is repaired*: an offer with what it wants.

    Nothing where it is about talking, a threat, or told already.
    """
    page, then, first = scene.page, condition.then, condition.required_first
    if not condition.holder or condition.statement is None:
        return None
    statement = scene.statement(condition.statement)
    if any(
        t.span.overlaps(s) for p in found for t in (*p.gives, *p.wants)
        for s in (then.span, first.span)
    ):  # fmt: skip
        return None
    if then.negated:
        return _threatened(scene, opponents, condition, statement, found)
    if condition.order not in ("only_if", "before") or statement.act in (
        "threaten", "demand", "reject",
    ):  # fmt: skip
        return None
    if condition.logic != "then_only_if_required":
        return None
    i, j = page.range(then.span)
    sentence = page.sentences[page.sentence_of(i)]
    if modal_in(page, max(sentence.first, i - 8), j) is None or then.action == "talks":
        return None
    if any(lemma(page.words[k]) in _TALK for k in range(i, j)):
        return None
    if then.actor and not set(then.actor) & set(condition.holder):
        return None
    return Proposal(
        "p0",
        "offer",
        condition.holder,
        opponents.other(condition.holder, statement, (first,)),
        (statement.id,),
        (then,),
        (first,),
        "open",
        span=_whole((then, first)),
    )


def _threatened(
    scene: Scene,
    opponents: Opponents,
    condition: Precondition,
    statement: Statement,
    found: list[Proposal],
) -> Proposal | None:
    """*We will strike unless the sum is paid*: what the threat asks for.

    Nothing where the same side has just made a demand, which the threat then only backs.
    """
    page, first = scene.page, condition.required_first
    here = page.sentence_of(page.range(first.span)[0])
    backed = any(
        p.wants
        and set(p.by) & set(condition.holder)
        and p.span is not None
        and abs(page.sentence_of(page.range(p.span)[0]) - here) <= 3
        for p in found
    )
    if statement.act in ("demand", "offer") or backed:
        return None
    return Proposal(
        "p0",
        "demand",
        condition.holder,
        opponents.other(condition.holder, statement, (first,)),
        (statement.id,),
        (),
        (first,),
        "standing",
        span=first.span,
    )
