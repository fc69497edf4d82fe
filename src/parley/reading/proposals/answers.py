"""What became of a proposal: the answer that the text reports to this telling, and to no other."""

from __future__ import annotations

from dataclasses import replace

from parley.model import Proposal, Statement
from parley.reading.attribution import Scene
from parley.reading.lexicon.cues import nouns
from parley.reading.page import Range, parties_of

__all__ = ["answered"]

_ANSWERS = {"reject": "rejected", "accept": "accepted", "withdraw_offer": "withdrawn"}


def answered(scene: Scene, found: list[Proposal]) -> list[Proposal]:
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
        if (
            near & set(p.statements)
            and any(scene.statement(s).content in reply.content for s in p.statements)
        )
        or (p.span is not None and p.span in reply.content)
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
        if _at(scene, proposal) >= i or proposal.status == "declared_readiness":
            continue
        asked = proposal.kind == "demand"
        if named and not loosely and asked != ("demand" in named):
            continue  # "rejected the offer" answers no demand
        if bool(by & set(proposal.by)) == own:
            return [proposal]
    return []


def _at(scene: Scene, proposal: Proposal) -> int:
    """The token where a proposal is told."""
    if proposal.statements:
        return scene.places[proposal.statements[0]][0]
    return scene.page.range(proposal.span)[0] if proposal.span else 0


def _sentence(scene: Scene, token: int) -> Range:
    sentence = scene.page.sentences[scene.page.sentence_of(token)]
    return sentence.first, sentence.last
