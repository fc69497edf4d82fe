"""Happenings that a verb or a noun tells of."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from parley.model import Event
from parley.reading.attribution import Scene
from parley.reading.events.people import people_of
from parley.reading.events.setting import (
    date_of,
    for_a_purpose,
    modality,
    place_of,
    to_come,
    unreal,
)
from parley.reading.events.sides import Sides
from parley.reading.events.trigger import Trigger, verb_at
from parley.reading.lexicon.events import Kind, by_noun, by_verb
from parley.reading.page import Page

__all__ = ["deeds"]

_POSITIONS = frozenset(("demand", "precondition", "reject", "deny", "withdraw_offer"))
_TO_COME = frozenset(("offer", "counter_offer", "signal_readiness", "accept", "threaten"))
_TOGETHER = frozenset(("meet", "agree", "end", "halt"))
_AGAINST = frozenset(("strike", "ease", "deliver", "withdraw", "halt", "sanction", "retract"))
_WORK = frozenset(
    """union unions worker workers employer employers staff pay wage wages crew nurses teachers
    pilots drivers dockers walkout labour labor strikers""".split()
)


def deeds(scene: Scene, sides: Sides, asked: set[int], coded: set[str]) -> list[Event]:
    """What happened, goes on or is planned, in text order.

    Parameters
    ----------
    scene : Scene
        With all statements found.
    sides : Sides
        Who stands against whom in the text.
    asked : set of int
        Tokens of what is asked or made a condition.
    coded : set of str
        Statements whose own words are an event already.
    """
    page, found = scene.page, []
    work = not _WORK.isdisjoint(page.words)
    spoken: set[tuple[str, str]] = set()
    for sentence in page.sentences:
        first, last = sentence.first, sentence.last
        for trigger in _kept(page, _triggers(page, first, last, work=work)):
            event = _event(scene, trigger, first, last, asked, coded)
            if event is None:
                continue
            if trigger.noun:
                again = (page.words[trigger.at], event.plover or "")
                if again in spoken and not _new(page, trigger, first):
                    continue  # the strike that was told of before
                spoken.add(again)
            found.append(_completed(scene, event, sides))
    return found


def _completed(scene: Scene, event: Event, sides: Sides) -> Event:
    """With those who strike, meet or are stepped back from where the sentence leaves it unsaid."""
    at = scene.page.range(event.trigger)[0]
    if not event.source and not event.target and event.act in _TOGETHER:
        since = scene.page.sentences[max(0, scene.page.sentence_of(at) - 1)].first
        both = scene.resolver.pair_before(at, since) or sides.both()
        return replace(event, source=both, target=both, reciprocal=bool(both))
    if not event.source and event.act == "strike":
        event = replace(event, source=sides.workers())
    if event.source and not event.target and event.act in _AGAINST:
        return replace(event, target=sides.other(event.source, at))
    return event


def _new(page: Page, trigger: Trigger, first: int) -> bool:
    """*a three-day strike*: one that was not told of before."""
    near = page.words[max(first, trigger.first - 3) : trigger.first]
    return not {"a", "an", "another", "new"}.isdisjoint(near)


def _triggers(page: Page, first: int, last: int, *, work: bool) -> list[Trigger]:
    verbs, nouns, found = by_verb(), by_noun(), []
    for k in range(first, last):
        word = page.words[k]
        trigger = verb_at(page, k, verbs[word], first, last) if word in verbs else None
        if trigger is None and word in nouns:
            trigger = _noun_at(page, k, nouns[word], first)
        if trigger is not None and (work or not trigger.kind.labour):
            found.append(trigger)
    return found


def _noun_at(page: Page, k: int, kinds: tuple[Kind, ...], first: int) -> Trigger | None:
    mark = page.tags[k]
    before = page.tags[k - 1] if k > first else ""
    if mark.startswith("VB") and not (mark == "VBG" and before in ("DT", "VBG", "JJ", "")):
        return None
    previous = page.words[k - 1] if k > first else ""
    for kind in kinds:
        if kind.company:
            if previous in kind.company:
                return Trigger(kind, k, k - 1, k + 1, noun=True)
            continue
        begin = k - 1 if before.startswith(("NN", "JJ")) and previous in _company() else k
        trigger = Trigger(kind, k, begin, k + 1, noun=True)
        if kind.anchored and not _anchored(page, k, first):
            return None
        known = kind.act == "meet" and _refers_back(page, k, first)
        return trigger if not known or to_come(page, trigger) is not None else None
    return None


_ANCHORS = frozenset(
    """after following result resulted resulting led leads secured secure won celebrated since
    allowed brought""".split()
)


def _anchored(page: Page, k: int, first: int) -> bool:
    """*which led to the release of six*, *releases are expected to begin*."""
    after = page.words[k + 1 : k + 3]
    return bool(_ANCHORS & set(page.words[max(first, k - 5) : k])) or after[:1] in (
        ("began",), ("begins",), ("begin",), ("took",),
    ) or after in (("are", "expected"), ("is", "expected"), ("was", "expected"))  # fmt: skip


def _refers_back(page: Page, k: int, first: int) -> bool:
    """*close to the talks*, *a course for future negotiations*: no meeting is told of."""
    after = page.words[k + 1 : k + 2]
    if after in (("between",), ("with",)):
        return False
    before = page.words[max(first, k - 3) : k]
    if "the" in before[-2:] or "future" in before:
        return True
    return bool({"on", "about", "restart", "renew", "proposal"} & set(before[-2:]))


@lru_cache(maxsize=1)
def _company() -> frozenset[str]:
    """Words that belong to the noun after them (*peace talks*)."""
    return frozenset("peace contract ceasefire truce indirect direct general labour labor".split())


def _kept(page: Page, found: list[Trigger]) -> list[Trigger]:
    """One trigger for each happening of a sentence: no noun inside or beside its own verb."""
    verbs = [t for t in found if not t.noun]
    taken = {m for t in verbs for m in range(t.first, t.last)} | {t.told for t in verbs}
    kept: list[Trigger] = []
    for one in found:
        if one.noun and (one.at in taken or any(_object_of(page, v, one) for v in verbs)):
            continue
        if one.kind.act == "kill" and _told_by_noun(found, one):
            continue
        if any(k.kind.act == one.kind.act and _overlap(k, one) for k in kept):
            continue
        kept.append(one)
    return kept


def _overlap(one: Trigger, other: Trigger) -> bool:
    return one.first < other.last and other.first < one.last


def _object_of(page: Page, verb: Trigger, noun: Trigger) -> bool:
    """*halted the attacks*: the noun is what the verb is about."""
    if noun.at < verb.at or noun.at - verb.at > 6:
        return False
    if page.words[noun.at] in verb.kind.objects or noun.first == verb.last:
        return True
    killed = verb.kind.act == "kill" and verb.passive
    return killed and noun.kind.plover == "ASSAULT"


def _told_by_noun(found: list[Trigger], kill: Trigger) -> bool:
    """*airstrikes killed six*: the strikes are the happening."""
    return any(n.noun and n.kind.plover == "ASSAULT" and n.at < kill.at for n in found)


def _event(
    scene: Scene, trigger: Trigger, first: int, last: int, asked: set[int], coded: set[str]
) -> Event | None:
    page, kind = scene.page, trigger.kind
    statement = scene.innermost(trigger.at)
    act = statement.act if statement is not None else ""
    if act in _POSITIONS or (statement is not None and statement.speech_act in _POSITIONS):
        return None  # a position, not a happening
    promised = act in _TO_COME
    if unreal(page, trigger, first) or for_a_purpose(page, trigger, first):
        return None
    if trigger.at in asked and not promised:
        return None
    if statement is not None and promised and (kind.plover == "CONSULT" or statement.id in coded):
        return None  # "agreed to meet" is one event, and so is "said it would send troops"
    how = "planned" if promised else modality(page, trigger, first, statement)
    source, target = people_of(scene, trigger, first, last)
    reciprocal = len(source) > 1 and not target and kind.act in (*_TOGETHER, "deliver")
    date, basis = date_of(page, trigger, first, last)
    return Event(
        "v0",
        page.span(trigger.first, trigger.last),
        page.span(trigger.first, _end(page, trigger, last)),
        kind.act,
        source,
        source if reciprocal else target,
        _category(kind, how),
        kind.mode,
        kind.cameo,
        modality=how,
        date=date,
        date_basis=basis,
        place=place_of(page, trigger, first, last),
        statement=statement.id if statement is not None else None,
        reciprocal=reciprocal,
    )


def _category(kind: Kind, how: str) -> str:
    """A planned meeting is an agreement to meet, a promised release a concession."""
    if how == "planned" and kind.plover == "CONSULT":
        return "AGREE"
    if how == "planned" and kind.act == "deliver":
        return "CONCEDE"
    return kind.plover


def _end(page: Page, trigger: Trigger, last: int) -> int:
    """Where the event's words end: at a mark, or before a clause that hangs on them."""
    stops = (",", ";", ".", "who", "which", "whose", "because", "while")
    return next((m for m in range(trigger.last, last) if page.words[m] in stops), last)
