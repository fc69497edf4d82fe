"""Proposals: what was offered and asked, each telling kept apart.

An offer gives its main part and wants what stands after *in exchange for*; a demand is read the
other way round. A readiness is kept as one and is no offer. *In return, …* at the head of a
sentence adds to the proposal before it where the same side speaks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from parley.model import Proposal, Span, Statement, Term
from parley.reading.attribution import Scene
from parley.reading.conditions import exchange_marker, order_marker
from parley.reading.lexicon.cues import nouns
from parley.reading.page import Range, parties_of
from parley.reading.terms import Terms

__all__ = ["find_proposals", "may_be_one"]

_EMPTY = frozenset("plan proposal offer terms draft initiative text framework".split())
_SPEAKING = ("offer", "demand", "signal_readiness")


def find_proposals(scene: Scene, terms: Terms) -> tuple[Proposal, ...]:
    """Every offer, demand and readiness, with reported answers."""
    found: list[Proposal] = []
    for statement in list(scene.statements):
        if statement.act not in _SPEAKING or _repeats(scene, statement, found):
            continue
        i, j = scene.places[statement.id]
        joined = _in_return(scene, terms, statement, found)
        if joined is not None:
            found[-1] = joined
            continue
        made = _proposal(scene, terms, statement, i, j)
        if made is not None:
            found.append(replace(made, id=f"p{len(found) + 1}"))
    return tuple(_alike(_answered(scene, found)))


def _repeats(scene: Scene, statement: Statement, found: list[Proposal]) -> bool:
    """Whether an outer statement has already given these very words as its own proposal."""
    return any(
        statement.content in other.content and scene.by[s] == scene.by[statement.id]
        for proposal in found[-8:]
        for s in proposal.statements
        if (other := scene.statement(s)).id != statement.id
    )


def _proposal(scene: Scene, terms: Terms, statement: Statement, i: int, j: int) -> Proposal | None:
    page, by = scene.page, scene.by[statement.id]
    asked = statement.act == "demand"
    if asked and order_marker(page, i, j, asked=True) is not None:
        return None  # a condition of order, not a proposal
    main, counter = _sides(scene, statement, i, j)
    other = statement.to
    ours = terms.within(*main, other if asked else by)
    theirs = (
        terms.within(*counter, by if asked else other, generic=False, traded=True)
        if counter
        else ()
    )
    empty = all(term.issue in _EMPTY for term in (*ours, *theirs))
    if not ours or (empty and page.words[i] not in ("a", "an")):
        return None  # "presented the plan" tells nothing of what is in it
    gives, wants = (theirs, ours) if asked else (ours, theirs)
    kind: Literal["offer", "demand", "demand_with_offer"] = "offer"
    if asked:
        kind = "demand_with_offer" if gives else "demand"
    parties = parties_of(scene.page, by)
    to = parties_of(scene.page, other) or _addressed(parties, wants)
    spans = sorted(term.span for term in (*gives, *wants))
    status: Literal["standing", "declared_readiness", "open"] = "open"
    if statement.act == "signal_readiness":
        status = "declared_readiness"
    elif asked:
        status = "standing"
    return Proposal(
        "p0",
        kind,
        parties,
        to,
        (statement.id,),
        gives,
        wants,
        status,
        span=Span(spans[0].start, max(s.end for s in spans)),
    )


def _addressed(by: tuple[str, ...], wants: tuple[Term, ...]) -> tuple[str, ...]:
    """Whoever would have to do what is wanted, where the words name them."""
    return tuple(sorted({actor for term in wants for actor in term.actor} - set(by)))


def _sides(scene: Scene, statement: Statement, i: int, j: int) -> tuple[Range, Range | None]:
    page = scene.page
    marker = exchange_marker(page, i, j)
    if marker is not None and marker[0] > i:
        return (i, marker[0]), (marker[1], j)
    if statement.act != "demand":
        for k in range(i + 1, j - 1):
            if page.words[k : k + 3] == ("in", "order", "to"):
                return (i, k), (k + 3, j)
            if page.words[k : k + 2] == ("so", "that"):
                return (i, k), (k + 2, j)
        marked = order_marker(page, i, j, asked=False, offered=True)
        if marked is not None and marked.order == "only_if":
            return marked.then, marked.first
    return (i, j), None


def _in_return(
    scene: Scene, terms: Terms, statement: Statement, found: list[Proposal]
) -> Proposal | None:
    """Add what *In return, …* gives to the proposal of the sentence before."""
    page = scene.page
    i, j = scene.places[statement.id]
    sentence = page.sentences[page.sentence_of(i)]
    marker = exchange_marker(page, sentence.first, min(sentence.first + 4, sentence.last))
    if marker is None or marker[0] > sentence.first + 1 or not found:
        return None
    before = found[-1]
    last = scene.statement(before.statements[-1])
    if page.sentence_of(scene.places[last.id][0]) != page.sentence_of(i) - 1:
        return None
    by = parties_of(scene.page, scene.by[statement.id])
    if not set(by) & set(before.by):
        other = terms.within(i, j, by)
        wants = before.wants + (other if before.kind == "offer" else ())
        return replace(before, wants=wants, statements=(*before.statements, statement.id))
    if statement.act == "signal_readiness":  # tied to a demand, it is what the demander gives
        at = scene.statements.index(statement)
        scene.statements[at] = replace(statement, act="offer", speech_act="offer")
    more = terms.within(i, j, scene.by[statement.id])
    statements = (*before.statements, statement.id)
    assert before.span is not None
    span = Span(before.span.start, max(term.span.end for term in more))
    if statement.act == "demand":
        return replace(before, wants=before.wants + more, statements=statements, span=span)
    kind = "demand_with_offer" if before.kind != "offer" else before.kind
    return replace(before, kind=kind, gives=before.gives + more, statements=statements, span=span)


_ANSWERS = {"reject": "rejected", "accept": "accepted", "withdraw_offer": "withdrawn"}


def _answered(scene: Scene, found: list[Proposal]) -> list[Proposal]:
    """Each proposal with the answer that the text reports to this telling, and to no other."""
    answers: dict[str, Statement] = {}
    for reply in scene.statements:
        if reply.act in _ANSWERS:
            for proposal in _answers(scene, reply, found):
                own = bool(set(parties_of(scene.page, scene.by[reply.id])) & set(proposal.by))
                if own == (reply.act == "withdraw_offer"):
                    answers.setdefault(proposal.id, reply)
    return [_with_answer(scene, p, answers.get(p.id)) for p in found]


def _with_answer(scene: Scene, proposal: Proposal, answer: Statement | None) -> Proposal:
    if answer is None:
        return proposal
    by = parties_of(scene.page, scene.by[answer.id])
    own = bool(set(by) & set(proposal.by))
    return replace(
        proposal,
        status=_ANSWERS[answer.act],  # type: ignore[arg-type]
        status_by=by,
        status_span=answer.cues[0] if answer.cues else None,
        status_statement=answer.id,
        to=proposal.to or (() if own else by),
    )


def _answers(scene: Scene, reply: Statement, found: list[Proposal]) -> list[Proposal]:
    """What a reply answers: what its words hold, else the last one it can name by a noun."""
    page = scene.page
    i, j = scene.places[reply.id]
    near = {s.id for s in scene.within(*_sentence(scene, i))}
    held = [
        p
        for p in found
        if near & set(p.statements)
        and any(scene.statement(s).content in reply.content for s in p.statements)
    ]
    if held:
        return held
    spoken = page.words[i : min(j, i + 5)]
    named = {nouns()[w] for w in spoken if w in nouns()}
    loosely = bool({"plan", "deal", "terms", "it"} & set(spoken))
    if not named and not loosely:
        return []
    by = set(parties_of(scene.page, scene.by[reply.id]))
    own = reply.act == "withdraw_offer"
    for proposal in reversed(found):
        if scene.places[proposal.statements[0]][0] >= i or proposal.status == "declared_readiness":
            continue
        asked = proposal.kind == "demand"
        if named and not loosely and asked != ("demand" in named):
            continue  # "rejected the offer" answers no demand
        if bool(by & set(proposal.by)) == own:
            return [proposal]
    return []


def _sentence(scene: Scene, token: int) -> Range:
    sentence = scene.page.sentences[scene.page.sentence_of(token)]
    return sentence.first, sentence.last


def _alike(found: list[Proposal]) -> list[Proposal]:
    """Mark tellings that may be of one proposal: one side, and a term of each kind in common."""
    return [
        replace(p, possible_same_as=tuple(q.id for q in found if q.id != p.id and may_be_one(p, q)))
        for p in found
    ]


def may_be_one(p: Proposal, q: Proposal) -> bool:
    """Whether two tellings may be of one proposal; that they are is never decided here."""
    if "declared_readiness" in (p.status, q.status) or set(p.by) != set(q.by):
        return False
    gives = {t.issue for t in p.gives} & {t.issue for t in q.gives}
    wants = {t.issue for t in p.wants} & {t.issue for t in q.wants}
    return bool(gives) and bool(wants)
