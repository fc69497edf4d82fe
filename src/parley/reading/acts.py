"""The finer act of a statement, from its cue and what is said.

A verb like *said* tells nothing of the talks; what follows it may: a breach, a refusal, a
readiness, a meeting. Only the words of the content decide; see the table of acts in the docs.
"""

from __future__ import annotations

from dataclasses import replace

from parley.model import SPEECH_ACTS_OF, Statement
from parley.reading.attribution import Scene
from parley.reading.certainty import factuality, hedges
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import nouns, readiness
from parley.reading.opponents import mediators
from parley.reading.page import Page, party_of
from parley.reading.stances import (
    conditions,
    counters,
    deed,
    punishes,
    refuses,
    suggests,
    threatens,
    wants,
)
from parley.reading.terms import Terms

__all__ = ["refine"]

_BREACH = frozenset("violate breach break infringe flout".split())
_DEALS = frozenset(
    """agreement truce ceasefire cease-fire deal accord pact pause terms commitments contract treaty
    armistice memorandum""".split()
)
_SELF = frozenset(("it", "they", "he", "she", "we", "i", "his", "her", "its", "their", "our", "my"))


def refine(scene: Scene, terms: Terms) -> None:
    """Give every statement its act and, where the content shows it, its speech act."""
    scene.statements = [_refined(scene, terms, statement) for statement in scene.statements]


def _refined(scene: Scene, terms: Terms, statement: Statement) -> Statement:
    page = scene.page
    i, j = scene.places[statement.id]
    words, bases = page.words[i:j], [lemma(word) for word in page.words[i:j]]
    breach = any(base in _BREACH for base in bases) and bool(_DEALS & set(words))
    breach = breach or (statement.speech_act in ("accuse", "deny") and _broke_it(words, bases))
    own = _own_side(scene, statement, i, j)
    speech, act = statement.speech_act, statement.act
    cue = _cue(page, statement)
    if act == "comment" and speech in ("assert", "report") and page.words[i - 1] == "that":
        called = nouns().get(page.words[i - 2])  # repeated its demand that Sudland leave
        speech, act = (called, called) if called in ("demand", "offer") else (speech, act)
    if speech == "demand" and _insists(page, statement, i, j):
        speech, act = "assert", "comment"
    if speech == "accuse" and breach:
        act = "accuse_breach"
    elif speech == "deny" and breach:
        act = "deny_breach"
    elif act == "comment" and speech in ("assert", "report"):
        if breach and not own and speech == "assert" and _before(bases, _BREACH, words, _DEALS):
            speech, act = "accuse", "accuse_breach"
        elif not own and _must(scene, statement, i, j):
            speech, act = "demand", "demand"
        elif _side(scene, statement) and conditions(words):
            speech, act = "demand", "precondition"
        elif refuses(words, page.tags[i:j], own=own) and _side(scene, statement):
            speech, act = "reject", "reject"
        elif (threatens(words, own=own, warned=cue == "warn") or punishes(words)) and _side(
            scene, statement
        ):
            speech, act = "threaten", "threaten"
        elif (
            _ready(words, bases)
            and (own or _plain(scene, statement, i))
            and _side(scene, statement)
        ):
            speech, act = "offer", "signal_readiness"
        elif suggests(words, page.tags[i:j], cue) and _side(scene, statement):
            speech, act = "offer", "mediate" if between(page, statement.source) else "offer"
        elif (
            wants(words, page.tags[i:j])
            and (own or _plain(scene, statement, i))
            and _side(scene, statement)
        ):
            speech, act = "demand", "demand"
        elif _trades(page, i, j) and _side(scene, statement):
            speech, act = "offer", "offer"
        elif own and (promised := _promise(scene, terms, statement, i, j)):
            speech, act = promised
        elif speech == "assert" and (
            (not own and _relays(scene, statement)) or _tells_of_an_act(scene, statement)
        ):
            speech = "report"
        if act == "comment":
            act = (deed(words[:12]) if own else None) or ("meet" if _meets(words, bases) else act)
    elif speech == "deny" and act == "comment" and _denies_it(words) and _accused(scene, i):
        act = "deny_breach"
    elif act == "offer" and {"host", "mediate"} & set(bases[:4]):
        act = "mediate"
    elif act == "precondition" or (act == "demand" and conditions(words)):
        act = "precondition"
    elif act == "offer" and counters(words, cue):
        act = "counter_offer"
    if speech in ("assert", "report") and act == "comment" and _estimates(scene, statement, i):
        speech = "estimate"
    if speech not in SPEECH_ACTS_OF.get(act, ()):
        act = "comment"
    return replace(
        statement,
        speech_act=speech,
        act=act,
        hedges=hedges(page, i, j),
        factuality=factuality(page, i, j, speech, act),
        about=_about(scene, statement, i, j),
        time=_time(scene, statement),
    )


_ORDERED = frozenset("must should only first before until unless".split())


def _insists(page: Page, statement: Statement, i: int, j: int) -> bool:
    """*insisted that it was right* maintains something; *that Norland leave* asks for it."""
    cue = page.range(statement.cues[0]) if statement.cues else (0, 0)
    if lemma(page.words[max(cue[0], cue[1] - 1)]) != "insist":
        return False
    if page.words[i - 1] == "on" or _ORDERED & set(page.words[i:j]):
        return False
    verb = next((k for k in range(i, j) if page.tags[k].startswith(("VB", "MD"))), None)
    return verb is not None and page.tags[verb] in ("VBZ", "VBD", "VBP", "MD")


_WENT_BACK = ("gone back on", "went back on", "going back on", "in violation of", "in breach of")


def _broke_it(words: tuple[str, ...], bases: list[str]) -> bool:
    """*of breaking it*: what was broken stands in the sentence before."""
    joined = " ".join(words)
    if any(phrase in joined for phrase in _WENT_BACK):
        return True
    return any(
        base in _BREACH and word in ("it", "them")
        for base, word in zip(bases, words[1:], strict=False)
    )


def _relays(scene: Scene, statement: Statement) -> bool:
    """Outlets and unnamed people report; whoever is named asserts."""
    actor = scene.page.actors.get(statement.source)
    return (
        actor is None
        or actor.type in ("news_organisation", "unnamed_group")
        or (actor.anonymity == "unnamed")
    )


def _tells_of_an_act(scene: Scene, statement: Statement) -> bool:
    """*He said both had agreed to it*: what is said passes on a position that was taken."""
    i, j = scene.places[statement.id]
    return any(
        other.speech_act in _TAKEN and other.chain[:-1] == statement.chain
        for other in scene.within(i, j)
    )


_TAKEN = frozenset(("offer", "demand", "reject", "accept", "accuse"))


def _estimates(scene: Scene, statement: Statement, i: int) -> bool:
    """*60 families are without water, according to the UN*; *he is likely to accept*."""
    page = scene.page
    if {"likely", "unlikely"} & set(page.words[i : i + 6]):
        return True
    return statement.rule == "according_to" and page.tags[i] == "CD"


def _before(
    bases: list[str], verbs: frozenset[str], words: tuple[str, ...], deals: frozenset[str]
) -> bool:
    """The verb of breach stands before what was broken."""
    verb = next(n for n, base in enumerate(bases) if base in verbs)
    return any(word in deals for word in words[verb:])


def _own_side(scene: Scene, statement: Statement, i: int, j: int) -> bool:
    """Whether what is said begins with the speaker, or the one it speaks for."""
    page = scene.page
    start = i
    while start < j and (
        page.tags[start] in ('"', "RB", "IN", "DT", "CC") or page.words[start] == "that"
    ):
        start += 1
    if start >= j:
        return False
    if page.words[start] in _SELF:
        return True
    mine = {statement.source, party_of(page, statement.source)}
    mine |= {party_of(page, actor) for actor in scene.by.get(statement.id, ())}
    near = page.mentions_in(start, min(j, start + 4))
    if any(party_of(page, m.actor) in mine for m in near[:1]):
        return True
    military = page.words[start] in ("military", "army", "troops", "forces", "government", "union")
    speaker = page.actors.get(statement.source)
    return (
        military
        and not near
        and speaker is not None
        and (
            speaker.represents is not None or speaker.type in ("state", "military", "organisation")
        )
    )


_ON_THE_TABLE = frozenset(
    """deal agreement accord pact truce ceasefire exchange release talks negotiations settlement
    contract plan treaty offer""".split()
)


def _must(scene: Scene, statement: Statement, i: int, j: int) -> bool:
    """*Sudland must withdraw, Norland said*: what one party says another has to do is a demand."""
    page = scene.page
    speaker = scene.page.actors.get(statement.source)
    if speaker is None or speaker.type == "news_organisation":
        return False
    modal = next(
        (
            k
            for k in range(i, min(j, i + 7))
            if page.words[k] in ("must", "should")
            or page.words[k : k + 2] in (("has", "to"), ("have", "to"), ("needs", "to"))
        ),
        None,
    )
    if modal is None:
        return False
    ours = speaker.type not in ("unnamed_group", "igo") and page.words[modal - 1] in _ON_THE_TABLE
    return ours or bool(scene.resolver.resolve(i, modal, create=False))


_PROMISED = frozenset(
    """halt release aid withdrawal disarmament pay housing_allowance tariffs sanctions market_access
    passage immunity recognition finance emissions inspections enrichment_halt""".split()
)


_GRANTING = frozenset("allow accept permit grant".split())


def _promise(
    scene: Scene, terms: Terms, statement: Statement, i: int, j: int
) -> tuple[str, str] | None:
    """A side that says what it would do: an offer, or a threat where it is to stop work."""
    page = scene.page
    head = page.words[i : min(j, i + 6)]
    modal = next((i + n for n, w in enumerate(head) if w in ("will", "would", "could")), None)
    if modal is None or {"not", "n't", "never"} & set(page.words[modal : modal + 3]):
        return None
    verbs = [lemma(word) for word in page.words[modal + 1 : modal + 4]]
    if verbs and verbs[0] in _GRANTING and "if" not in page.words[modal + 2 : modal + 4]:
        return "offer", "offer"  # he would allow joint patrols
    if "offer" in verbs or (verbs and verbs[0] != "be" and "if" in page.words[modal:j]):
        return "offer", "offer"  # the alliance will join if it is given two posts
    found = terms.within(modal, j, (statement.source,), generic=False)
    first = next((t for t in found if t.action in _PROMISED), None)
    if first is not None and first.action in ("tariffs", "sanctions") and not first.negated:
        return None  # "will impose a duty" gives nothing
    return ("offer", "offer") if first is not None and found[0] == first else None


_NOT_DONE = ((), ("not",), ("n't",), ("never",), ("be",))


def _trades(page: Page, i: int, j: int) -> bool:
    """*they would back a review in exchange for cheaper loans*: what one gives for something."""
    modal = next((k for k in range(i, min(j, i + 8)) if page.words[k] in ("would", "will")), None)
    if modal is None or page.words[modal + 1 : modal + 2] in _NOT_DONE:
        return False
    pairs = tuple(page.words[k : k + 3] for k in range(modal, j - 2))
    return ("in", "exchange", "for") in pairs or ("in", "return", "for") in pairs


def between(page: Page, actor: str) -> bool:
    """Whether somebody is a go-between: a mediator, a judge, whoever hosts the talks."""
    found = page.actors.get(actor)
    words = set(found.name.lower().split()) if found is not None else set()
    if found is not None and found.mentions and found.type == "person":
        k = page.range(found.mentions[0])[0]
        words |= set(page.words[max(0, k - 4) : k])
    judge = {"judge", "arbitrator", "arbiter", "mediator", "conciliator"} & words
    return bool(judge) or actor in mediators(page)


def _cue(page: Page, statement: Statement) -> str:
    """The base of the verb that tells of it."""
    if not statement.cues:
        return ""
    i, j = page.range(statement.cues[0])
    return lemma(page.words[max(i, j - 1)])


def _side(scene: Scene, statement: Statement) -> bool:
    """Whether the speaker is no outlet, so that its words may be its own stance."""
    actor = scene.page.actors.get(statement.source)
    return actor is not None and actor.type != "news_organisation"


def _plain(scene: Scene, statement: Statement, i: int) -> bool:
    """Whether a content begins with no name: *management was ready*, *members wanted*.

    What unnamed people tell is of others.
    """
    speaker = scene.page.actors.get(statement.source)
    unnamed = speaker is None or speaker.type == "unnamed_group"
    return not unnamed and not scene.page.mentions_in(i, i + 5)


def _denies_it(words: tuple[str, ...]) -> bool:
    return words in (("it",), ("this",), ("that",)) or bool(
        {"accusation", "accusations", "charge", "charges", "allegation", "allegations"}
        & set(words[:6])
    )


def _accused(scene: Scene, token: int) -> bool:
    """Whether somebody was accused of a breach before."""
    before = (s for s in scene.statements if scene.places[s.id][0] < token)
    return any(s.speech_act == "accuse" for s in before)


def _ready(words: tuple[str, ...], bases: list[str]) -> bool:
    for n, word in enumerate(words[:-1]):
        if (
            word in readiness()
            and words[n + 1] in ("to", "for")
            and "be" in bases[max(0, n - 3) : n]
        ):
            return "not" not in words[max(0, n - 3) : n]
    return False


def _meets(words: tuple[str, ...], bases: list[str]) -> bool:
    if "meet" in bases or "mediate" in bases:
        return True
    talks = {"talks", "negotiations"} & set(words)
    return bool(talks) and bool({"include", "attend", "join", "hold"} & set(bases))


def _about(scene: Scene, statement: Statement, i: int, j: int) -> tuple[str, ...]:
    names = [m.actor for m in scene.page.mentions_in(i, j)]
    return tuple(sorted({name for name in names if name != statement.source}))


def _time(scene: Scene, statement: Statement) -> str | None:
    """The date of the saying: one that stands beside the cue, outside what is said."""
    page = scene.page
    if not statement.cues:
        return None
    cue = statement.cues[0]
    sentence = page.sentences[page.sentence_of(page.range(cue)[0])]
    near = [
        t
        for t in page.timexes
        if t.type in ("DATE", "TIME")
        and t.span in sentence.span
        and t.span not in statement.content
        and abs(t.span.start - cue.end) < 40
    ]
    return near[0].id if near else None
