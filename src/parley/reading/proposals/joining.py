"""One proposal told over several statements: lists of acts, *In return, …*, *It would also …*."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from parley.model import Proposal, Sentence, Span, Statement, Term
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
    if by == before.by and _likewise(scene, statement, last):
        joined = _with_more(scene, terms, statement, before)
        to = parties_of(scene.page, statement.to)
        return replace(joined, to=to or joined.to) if joined is not None else None
    if _also(scene, statement, last) and by == before.by:
        return _with_more(scene, terms, statement, before)
    return _in_return(scene, terms, statement, before, last, by)


def _likewise(scene: Scene, statement: Statement, last: Statement) -> bool:
    """*will halt its attacks, and asks the Front to do the same*: what is offered is tied to it."""
    page, (i, j) = scene.page, scene.places[statement.id]
    if statement.act != "demand" or last.act != "offer":
        return False
    near = page.sentence_of(i) - page.sentence_of(scene.places[last.id][0])
    return near in (0, 1) and ("the", "same") in pairwise(page.words[i:j])


def _also(scene: Scene, statement: Statement, last: Statement) -> bool:
    """*She asked for six. She also wants …*, *the offer has strings. It is also asking for …*."""
    page = scene.page
    if statement.act != "demand" or not statement.cues or last.act == "precondition":
        return False
    here, there = scene.places[statement.id][0], scene.places[last.id][0]
    if not 0 < page.sentence_of(here) - page.sentence_of(there) <= 3:
        return False
    if page.sentences[page.sentence_of(here)].paragraph != (
        page.sentences[page.sentence_of(there)].paragraph
    ):
        return False
    first = page.sentences[page.sentence_of(here)].first
    return "also" in page.words[first:here]


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
        ahead = (
            scene.page.sentence_of(scene.places[p.statements[0]][0])
            for p in found[n + 1 :]
            if p.statements
        )
        stop = next((at for at in ahead if at > index), len(scene.page.sentences))
        if proposal.status != "declared_readiness" and proposal.kind != "demand":
            for at in range(index + 1, min(index + 4, stop, len(scene.page.sentences))):
                added = _adds(scene, terms, opponents, proposal, at)
                if added is None:
                    break
                proposal = added
        made.append(proposal)
    return made


def _returned(
    scene: Scene,
    terms: Terms,
    opponents: Opponents,
    proposal: Proposal,
    modal: int,
    sentence: Sentence,
) -> Proposal | None:
    """What *In return the union would call off its strike* adds to the board's offer."""
    page, start = scene.page, sentence.first + 2
    start += page.words[start] == ","
    if start >= modal or page.words[start] == "for":
        return None
    who = parties_of(page, scene.resolver.resolve(start, modal))
    more = terms.within(modal + 1, clause_end(page, modal + 1, sentence.last), who)
    if not who or not more:
        return None
    camps = opponents.camps
    mine = {camps.of(w) for w in who} & {camps.of(b) for b in proposal.by}
    return _added(proposal, "gives" if mine else "wants", more, "")


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
            if page.words[k] in ("would", "will", "must")
        ),
        None,
    )
    if modal is None or page.words[modal + 1] in ("not", "n't", "be"):
        return None
    if page.words[sentence.first : sentence.first + 2] in (("in", "return"), ("in", "exchange")):
        return _returned(scene, terms, opponents, proposal, modal, sentence)
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
