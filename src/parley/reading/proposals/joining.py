"""One proposal told over several statements: lists of acts, *In return, …*, *It would also …*."""

from __future__ import annotations

from dataclasses import replace

from parley.model import Proposal, Span, Statement, Term
from parley.reading.attribution import Scene
from parley.reading.clauses import clause_end
from parley.reading.exchanges import exchange_marker
from parley.reading.opponents import Opponents
from parley.reading.page import parties_of
from parley.reading.terms import Terms

__all__ = ["continued", "joined_to_last"]

_DOCUMENTS = frozenset(
    "plan proposal draft deal offer package compromise text letter framework agreement".split()
)


def joined_to_last(
    scene: Scene, terms: Terms, statement: Statement, found: list[Proposal]
) -> Proposal | None:
    """The last proposal with this statement's terms, where it goes on with it."""
    if not found:
        return None
    before = found[-1]
    last = scene.statement(before.statements[-1])
    by = parties_of(scene.page, scene.by[statement.id])
    if by == before.by and statement.act == last.act and _one_saying(statement, last):
        return _with_more(scene, terms, statement, before)
    return _in_return(scene, terms, statement, before, last, by)


def _one_saying(statement: Statement, last: Statement) -> bool:
    """Whether both are contents of one verb (*offers to halve it and to delay it*)."""
    return bool(statement.cues) and statement.cues[:1] == last.cues[:1]


def _with_more(
    scene: Scene, terms: Terms, statement: Statement, before: Proposal
) -> Proposal | None:
    doer = statement.to if statement.act == "demand" else scene.by[statement.id]
    more = terms.within(*scene.places[statement.id], doer)
    kept = tuple(
        t for t in more if not any(t.span.overlaps(o.span) for o in (*before.gives, *before.wants))
    )
    if not kept:
        return None
    side = "wants" if statement.act == "demand" or not before.gives else "gives"
    return _added(before, side, kept, statement.id)


def _in_return(
    scene: Scene,
    terms: Terms,
    statement: Statement,
    before: Proposal,
    last: Statement,
    by: tuple[str, ...],
) -> Proposal | None:
    """Add what *In return, …* gives to the proposal of the sentence before."""
    page = scene.page
    i, j = scene.places[statement.id]
    sentence = page.sentences[page.sentence_of(i)]
    marker = exchange_marker(page, sentence.first, min(sentence.first + 4, sentence.last))
    if marker is None or marker[0] > sentence.first + 1:
        return None
    if page.sentence_of(scene.places[last.id][0]) != page.sentence_of(i) - 1:
        return None
    if not set(by) & set(before.by):
        if before.kind != "offer":
            return None  # what the other side offers in return is its own
        other = terms.within(i, j, by)
        return _added(before, "wants", other, statement.id) if other else None
    if statement.act == "signal_readiness":  # tied to a demand, it is what the demander gives
        at = scene.statements.index(statement)
        scene.statements[at] = replace(statement, act="offer", speech_act="offer")
    if statement.act == "demand":
        more = terms.within(i, j, statement.to)
        return _added(before, "wants", more, statement.id) if more else None
    more = terms.within(i, j, scene.by[statement.id])
    return _added(before, "gives", more, statement.id) if more else None


def _added(before: Proposal, side: str, more: tuple[Term, ...], statement: str) -> Proposal:
    gives = before.gives + (more if side == "gives" else ())
    wants = before.wants + (more if side == "wants" else ())
    kind = before.kind
    if kind == "demand" and gives:
        kind = "demand_with_offer"
    assert before.span is not None
    to = before.to
    if before.kind == "offer" and not gives:  # a mediator's plan: whoever would do a part of it
        doers = {a for t in more for a in t.actor} - set(before.by) - set(to)
        to = (*to, *sorted(doers))
    statements = before.statements
    if statement and statement not in statements:
        statements = (*statements, statement)
    return replace(
        before,
        kind=kind,
        gives=gives,
        wants=wants,
        to=to,
        statements=statements,
        span=Span(
            min(before.span.start, *(t.span.start for t in more)),
            max(before.span.end, *(t.span.end for t in more)),
        ),
    )


def continued(
    scene: Scene, terms: Terms, opponents: Opponents, found: list[Proposal]
) -> list[Proposal]:
    """Each offer with what the sentences after it add (*The draft would also …*)."""
    made = []
    for n, proposal in enumerate(found):
        if not proposal.statements:
            made.append(proposal)
            continue
        last = scene.statement(proposal.statements[-1])
        index = scene.page.sentence_of(scene.places[last.id][0])
        ahead = found[n + 1] if n + 1 < len(found) else None
        following = ahead.statements[0] if ahead is not None and ahead.statements else None
        stop = (
            scene.page.sentence_of(scene.places[following][0])
            if following
            else len(scene.page.sentences)
        )
        if proposal.status != "declared_readiness" and proposal.kind != "demand":
            for at in range(index + 1, min(index + 4, stop, len(scene.page.sentences))):
                added = _adds(scene, terms, opponents, proposal, at)
                if added is None:
                    break
                proposal = added
        made.append(proposal)
    return made


def _adds(
    scene: Scene, terms: Terms, opponents: Opponents, proposal: Proposal, at: int
) -> Proposal | None:
    """The proposal with the terms of a sentence that tells on of it."""
    page = scene.page
    sentence, before = page.sentences[at], page.sentences[at - 1]
    modal = next(
        (
            k
            for k in range(sentence.first, min(sentence.last, sentence.first + 16))
            if page.words[k] in ("would", "will")
        ),
        None,
    )
    if modal is None or page.words[modal + 1] in ("not", "n't", "be"):
        return None
    subject = page.words[sentence.first : modal]
    document = bool(_DOCUMENTS & set(subject[:4])) or subject[:1] == ("it",)
    part = page.words[modal + 1 : modal + 4] in (
        ("for", "its", "part"),
        ("for", "their", "part"),
    )
    if not (document or part) or (sentence.paragraph != before.paragraph and not document):
        return None
    if subject[:1] == ("it",) and "also" not in page.words[modal : modal + 3]:
        return None
    who = (
        ()
        if document
        else parties_of(page, scene.resolver.resolve(sentence.first, modal, create=False))
    )
    start = modal + (4 if part else 1)
    more = terms.within(start, clause_end(page, start, sentence.last), who or proposal.by)
    if not more:
        return None
    mine = not part or bool(set(who) & set(proposal.by))
    side = "gives" if mine and not opponents.mediates(proposal.by) else "wants"
    grown = _added(proposal, side, more, "")
    others = tuple(w for w in who if w not in proposal.by)
    return replace(grown, to=grown.to or others)
