"""From a condition that a side sets to the proposal that it makes: *would …, once …*."""

from __future__ import annotations

from parley.model import Precondition, Proposal, Statement, Term
from parley.reading.anybody import anybody
from parley.reading.attribution import Scene
from parley.reading.clauses import modal_in
from parley.reading.lexicon import lemma
from parley.reading.opponents import Opponents
from parley.reading.page import Page, parties_of
from parley.reading.proposals.addressees import doer_of
from parley.reading.proposals.making import whole
from parley.reading.rules._frames import phrase_end
from parley.reading.stances import punishes
from parley.reading.terms import Terms

__all__ = ["conditional"]

_SUING = frozenset(("take", "sue", "bring", "drag", "boycott"))
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
    if condition.logic == "required_before_then" and condition.order in ("until", "only_if"):
        return _held_back(scene, opponents, condition, statement)
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
        opponents.other(condition.holder, statement, (first,), doer_of(scene, first)),
        (statement.id,),
        (then,),
        (first,),
        "open",
        span=whole((then, first)),
    )


def _held_back(
    scene: Scene, opponents: Opponents, condition: Precondition, statement: Statement
) -> Proposal | None:
    """*We will not give up our positions until the army leaves*: what is asked, and what for.

    Nothing where somebody else would do what waits.
    """
    then, first = condition.then, condition.required_first
    camps = opponents.camps
    mine = {camps.of(h) for h in condition.holder}
    if then.action == "talks" or not mine & {camps.of(b) for b in scene.by[statement.id]}:
        return None
    if {camps.of(a) for a in then.actor} - mine:
        return None
    return Proposal(
        "p0",
        "demand_with_offer",
        condition.holder,
        opponents.other(condition.holder, statement, (first,), doer_of(scene, first)),
        (statement.id,),
        (then,),
        (first,),
        "standing",
        span=whole((then, first)),
    )


def implied_demand(
    scene: Scene, terms: Terms, opponents: Opponents, statement: Statement
) -> Proposal | None:
    """*Nurses who do not report by Friday will be dismissed*: what the threat asks, and of whom."""
    page, (i, j) = scene.page, scene.places[statement.id]
    if not punishes(page.words[i:j]):
        return None
    shirk = next((k for k in range(i, j) if page.words[k] in ("not", "n't") or _shirks(page, k)), j)
    start = shirk + 1 + (page.words[shirk + 1 : shirk + 2] == ("to",))
    end = next((k for k in range(start, j) if page.words[k] in ("will", "would", ",")), j)
    who = next((k for k in range(i, shirk) if page.words[k] in ("who", "that")), shirk)
    if start >= end or who <= i:
        return None
    asked = scene.resolver.resolve(i, who)
    new = None if asked else anybody(scene.resolver, i, who, documents=False)
    to = parties_of(page, asked or ((new,) if new is not None else ()))
    by = parties_of(page, scene.by[statement.id])
    wants = terms.clause(start, end, to)
    if not wants or not by or not to:
        return None
    return Proposal(
        "p0", "demand", by, to, (statement.id,), (), wants, "standing", span=whole(wants)
    )


def _shirks(page: Page, k: int) -> bool:
    return lemma(page.words[k]) in ("fail", "refuse") and page.words[k + 1 : k + 2] == ("to",)


def _hit(scene: Scene, then: Term) -> tuple[str, ...]:
    """*take the company to court*: whom a threat would hit."""
    i, j = scene.page.range(then.span)
    while i < j and scene.page.tags[i].startswith(("VB", "MD", "RB", "TO")):
        i += 1
    end = phrase_end(scene.page, i, j)
    sued = lemma(scene.page.words[i - 1]) in _SUING  # those who are held are not asked
    return scene.resolver.resolve(i, end, create=sued) if i < end else ()


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
    page, then, first = scene.page, condition.then, condition.required_first
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
        opponents.other(
            condition.holder, statement, (first,), doer_of(scene, first) or _hit(scene, then)
        ),
        (statement.id,),
        (),
        (first,),
        "standing",
        span=first.span,
    )
