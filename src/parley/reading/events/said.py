"""Acts of speech as events: *rejected*, *demanded*, *offered*, from the statements found.

The trigger is the statement's cue, or, where the cue only says that somebody spoke (*said they
would not sign*), the words that make it a refusal, a wish or a readiness.
"""

from __future__ import annotations

from parley.model import NARRATOR, UNSPECIFIED, Event, Span, Statement
from parley.reading.attribution import Scene
from parley.reading.events.setting import Modality
from parley.reading.events.sides import Sides
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import readiness
from parley.reading.lexicon.events import Code, code_of_saying, harsh, hostile
from parley.reading.page import Page, Range, party_of

__all__ = ["said"]

_SPEAKING = frozenset(
    """say tell add note claim state report announce declare explain write reply answer
    argue maintain repeat indicate stress confirm according to reveal""".split()
)
_LABEL = frozenset("call describe label brand dub deem portray".split())
_SILENCE = frozenset("say confirm comment elaborate disclose reveal".split())
_UNNAMED = frozenset("named identified quoted".split())
_COMPOUND = frozenset(("assert", "report", "belief", "estimate"))


def said(scene: Scene, sides: Sides) -> list[Event]:
    """One event for every act of speech that somebody is reported to do."""
    found = [_event(scene, statement, sides) for statement in scene.statements]
    return [event for event in found if event is not None]


def _event(scene: Scene, statement: Statement, sides: Sides) -> Event | None:
    page = scene.page
    if statement.source == NARRATOR or not statement.cues:
        return None
    by = tuple(a for a in scene.by[statement.id] if a != UNSPECIFIED)
    if any(page.actors[a].type in ("population", "news_organisation") for a in by):
        return None
    i, j = scene.places[statement.id]
    if _UNNAMED & set(page.words[i : min(j, i + 5)]) and page.words[i] in ("not", "to"):
        return None  # asked not to be named
    verb, cue = _verb(page, statement)
    code = _code(page, statement, verb, i, j)
    if code is None:
        return None
    where = cue if verb not in _SPEAKING or cue is None else _within(page, statement, i, j)
    if where is None:
        return None
    trigger = page.span(*where)
    content = statement.content
    span = Span(min(trigger.start, content.start), max(trigger.end, content.end))
    together = statement.act == "accept" and len(by) > 1 and not statement.to
    target = (
        by if together else _target(scene, statement, by, i, j) or sides.other(by, i, statement)
    )
    return Event(
        "v0",
        trigger,
        span if span.end - span.start <= 400 else trigger,
        _act(statement, code),
        by,
        target,
        *(code[0], None, code[1]),
        modality=_modality(page, statement, where),
        date=statement.time,
        date_basis="statement" if statement.time else None,
        statement=statement.id,
        reciprocal=statement.reciprocal or together,
    )


def _act(statement: Statement, code: Code) -> str:
    """What the statement is called; but a promise to do harm, and a mere comment, by their code."""
    threat = code[0] == "THREATEN"
    return _ACTS[code[0]] if threat or statement.act == "comment" else statement.act


_ACTS = {
    "ACCUSE": "accuse",
    "REJECT": "reject",
    "SUPPORT": "support",
    "THREATEN": "threaten",
    "COOPERATE": "offer",
    "REQUEST": "demand",
    "CONCEDE": "offer",
    "AGREE": "accept",
}
"""What an act of speech is called where its statement is a mere comment."""


def _verb(page: Page, statement: Statement) -> tuple[str, Range | None]:
    """The base of the cue's verb or noun, and the cue's tokens."""
    cue = page.range(statement.cues[0])
    if cue[0] >= cue[1]:
        return "", None
    verbs = [k for k in range(*cue) if page.tags[k].startswith("VB")]
    at = verbs[-1] if verbs else cue[1] - 1
    return lemma(page.words[at]), cue


def _code(page: Page, statement: Statement, verb: str, i: int, j: int) -> Code | None:
    if statement.rule == "nominal" and verb in ("proposal", "proposals", "hope", "fear"):
        return None  # a text that lies on the table, not an act
    if statement.act in ("meet", "deliver", "verify", "extend", "suspend", "resume"):
        return None  # a happening, told by its own verb
    if statement.act == "precondition" and verb in _SPEAKING:
        return None  # an order of steps, not a demand of its own
    if statement.rule == "in_passing" and verb == "propose":
        return None  # "the plan proposed by": it tells whose the plan is
    if statement.act == "comment" and verb in _SILENCE:
        return None  # "would not say"
    if verb in _LABEL and statement.speech_act in _COMPOUND:
        return ("ACCUSE", "111") if harsh() & set(page.words[i:j]) else None
    if statement.speech_act == "threaten":
        return "THREATEN", "130"
    if statement.act == "withdraw_offer" and {"demand", "demands", "condition"} & set(
        page.words[i:j]
    ):
        return "CONCEDE", "080"
    if statement.act == "offer" and verb in ("vow", "pledge", "promise"):
        ahead = [lemma(page.words[k]) for k in range(i, min(j, i + 3))]
        if hostile() & set(ahead):
            return "THREATEN", "130"
    return code_of_saying(verb, statement.act, statement.speech_act)


def _within(page: Page, statement: Statement, i: int, j: int) -> Range | None:
    """The words in what is said that make it the act."""
    if statement.act in ("signal_readiness", "offer", "counter_offer"):
        ready = next((k for k in range(i, j) if page.words[k] in readiness()), None)
        if ready is not None:
            return ready, ready + 1
    modal = next((k for k in range(i, min(j, i + 12)) if page.tags[k] == "MD"), None)
    if modal is not None:
        end = modal + 1
        while end < j and (page.tags[end] == "RB" or page.words[end] in ("be", "have", "not")):
            end += 1
        return modal, min(j, end + 1)
    for k in range(i, min(j, i + 12)):
        if page.tags[k].startswith("VB") and lemma(page.words[k]) not in ("be", "have", "do"):
            return k, k + 1
    return page.range(statement.cues[0]) if statement.speech_act not in _COMPOUND else None


def _target(
    scene: Scene, statement: Statement, by: tuple[str, ...], i: int, j: int
) -> tuple[str, ...]:
    """Whom it is said to; else the other party that the words name."""
    page = scene.page
    if statement.to:
        return statement.to
    own = {*by, *(party_of(page, a) for a in by)}
    if statement.reciprocal:
        return by
    named = [
        m.actor
        for m in page.mentions_in(max(i - 1, 0), j)
        if page.actors[m.actor].type not in ("population", "news_organisation", "person")
    ]
    others = tuple(dict.fromkeys(a for a in named if a not in own))
    if others:
        return others[:1]
    nation = scene.resolver.nationality(i, min(j, i + 4))
    return (nation,) if nation and nation not in own else ()


def _modality(page: Page, statement: Statement, where: Range) -> Modality:
    """Reported where somebody else tells of it; planned where it is still to be said."""
    before = page.words[max(0, where[0] - 3) : where[0] + 1]
    cue = page.range(statement.cues[0])[0] <= where[0] < page.range(statement.cues[0])[1]
    if cue and {"will", "plans", "planning", "expected"} & set(
        (*before, *page.words[slice(*where)])
    ):
        return "planned"
    outer = [link for link in statement.chain[:-1] if link.actor != NARRATOR]
    return "reported" if outer else "actual"
