"""Who did something, and to whom: subject, object, *by*, *between*, *with*, an owner."""

from __future__ import annotations

from parley.model import UNSPECIFIED
from parley.reading.attribution import Region, Scene
from parley.reading.events.setting import to_come
from parley.reading.events.trigger import Trigger
from parley.reading.lexicon import lemma
from parley.reading.page import Page, Range
from parley.reading.rules._shared import FINITE, main_subject, subject_range

__all__ = ["People", "people_of"]

People = tuple[tuple[str, ...], tuple[str, ...]]
"""Sources and targets."""

_CARRY_OUT = frozenset(
    """launch mount conduct carry expand begin stage hold announce attend order start continue
    plan join call_off face""".split()
)
_CONTROL = frozenset(
    """be have arrive try due agree plan expect vow offer prepare decide begin continue threaten
    promise pledge start intend schedule want hope manage need move set go""".split()
)
_STOPS = frozenset((",", ";", ":", "who", "which", "after", "as", "while", "before", "because"))
_HARMS = ("SANCTION", "ASSAULT", "COERCE")
_REACH = 8
_SENT = frozenset("delegations delegates envoys negotiators representatives teams".split())
_TAKE_IN = frozenset("include involve gather".split())
_BETWEEN = ("between", "among")


def people_of(scene: Scene, trigger: Trigger, first: int, last: int) -> People:
    """Sources and targets of a happening."""
    k = trigger.at + 1
    floor, by = _floor(scene, trigger.at, first)
    if trigger.noun:
        return _of_noun(scene, trigger, first, last)
    if trigger.passive:
        patient = _subject(scene, trigger.at, floor) if not _reduced(scene.page, trigger) else ()
        agent = _agent(scene, trigger.last, last)
        if not agent and trigger.kind.act == "kill":
            nation = scene.resolver.nationality(trigger.last, min(last, trigger.last + 4))
            agent = (nation,) if nation else ()  # killed in Norse attacks
        return agent, tuple(a for a in patient if a not in agent)
    source = () if trigger.told is not None else _subject(scene, trigger.at, floor)
    if trigger.told is not None:
        return _between(scene, floor, last), ()
    source = source or by or _main(scene, trigger, first, floor)
    if trigger.kind.plover == "CONSULT":
        met = _met(scene, trigger, last)
        return source, tuple(a for a in met if a not in source)
    if trigger.kind.act == "mediate":
        return source, _between(scene, trigger.last, last) or _objects(scene, k, last, source)
    target = _objects(scene, k, last, source)
    if not target and trigger.kind.plover in _HARMS:
        nation = scene.resolver.nationality(k, min(last, k + _REACH))
        target = (nation,) if nation and nation not in source else ()
    return source, target


def _floor(scene: Scene, k: int, first: int) -> tuple[int, tuple[str, ...]]:
    """Where the clause of a verb may begin, and who says what begins with the verb itself."""
    statement = scene.innermost(k)
    if statement is None:
        return first, ()
    i, _j = scene.places[statement.id]
    page = scene.page
    opens = all(page.tags[m] in ("TO", "RB", '"') or page.words[m] == "be" for m in range(i, k))
    by = tuple(a for a in scene.by[statement.id] if a != UNSPECIFIED)
    return (max(first, i), by) if opens else (max(first, i), ())


def _subject(scene: Scene, k: int, first: int) -> tuple[str, ...]:
    page, start = scene.page, k
    while start > first and (
        page.tags[start - 1] in ("MD", "RB", "TO")
        or lemma(page.words[start - 1]) in _CONTROL
        or page.words[start - 1] in ("due", "scheduled", "expected", "ready", "in", "each", "both")
        or (page.words[start - 2] == "in" and page.tags[start - 1] == "NNP")
    ):
        start -= 1
    if page.words[start : start + 1] == ("both",):
        start += 1  # "both had signed": the two named before
    if start > first and page.words[start - 1] in ("who", "which", "that"):
        return _antecedent(scene, start - 1, first)
    a, b = subject_range(page, start, first)
    finite = (m for m in range(a + 1, b) if page.tags[m] in FINITE and not _relative(page, a, m))
    verb = next(finite, None)
    if verb is not None:
        # "Norland left and has sued"; but "Norland left and the Front sued"
        joint = next((m for m in range(b - 1, verb, -1) if page.words[m] == "and"), b)
        a, b = (joint + 1, b) if joint + 1 < b else (a, verb)
    return _sent_by(page, a, b) or (scene.resolver.resolve(a, b) if b > a else ())


def _sent_by(page: Page, a: int, b: int) -> tuple[str, ...]:
    """*Delegations from Norland and Sudland*: those who send them, where they are several."""
    at = next((m for m in range(a, b) if page.words[m] == "from"), None)
    if at is None or at == a or page.words[at - 1] not in _SENT:
        return ()
    senders = tuple(dict.fromkeys(m.actor for m in page.mentions_in(at + 1, b)))
    return senders if len(senders) > 1 else ()


def _relative(page: Page, a: int, k: int) -> bool:
    return any(page.words[m] in ("who", "which", "that", "whose") for m in range(a, k))


def _antecedent(scene: Scene, end: int, first: int) -> tuple[str, ...]:
    """Whom *who* refers to."""
    page, stop = scene.page, end
    if stop > first and page.words[stop - 1] == ",":
        stop -= 1
    a = stop
    while a > first and (
        page.tags[a - 1].startswith(("NN", "JJ", "POS", "DT", "PRP$", "CD"))
        or (page.words[a - 1] in ("and", "of", "for") and a - 1 > first)
    ):
        a -= 1
    return scene.resolver.resolve(a, stop) if a < stop else ()


def _main(scene: Scene, trigger: Trigger, first: int, floor: int) -> tuple[str, ...]:
    """*X left after meeting Y*: the subject of the clause before."""
    page, k = scene.page, trigger.at
    if page.words[k - 1] == "of" and floor > first:
        return scene.resolver.resolve(floor, k - 1)  # accused X of bombing Y
    if page.tags[k] != "VBG" and page.words[k - 1] not in ("to", "and"):
        return ()
    return main_subject(scene, Region(floor, k), k, "report") or (
        main_subject(scene, Region(first, k), k, "report") if floor == first else ()
    )


def _reduced(page: Page, trigger: Trigger) -> bool:
    """*a truce brokered by X*: nobody is the subject."""
    return lemma(page.words[trigger.at - 1]) not in ("be",) and page.tags[trigger.at - 1] != "RB"


def _agent(scene: Scene, k: int, last: int) -> tuple[str, ...]:
    page = scene.page
    start = next((m for m in range(k, min(last, k + 6)) if page.words[m] == "by"), None)
    if start is None:
        return ()
    stop = _stop(page, start + 1, last, ("TO", "VBD", "VBZ", "VBG", ".", ":"))
    return _somebody(scene, start + 1, stop)


def _somebody(scene: Scene, i: int, j: int) -> tuple[str, ...]:
    if i >= j:
        return ()
    found = scene.resolver.resolve(i, j)
    return found or tuple(dict.fromkeys(m.actor for m in scene.page.mentions_in(i, j)))


def _stop(page: Page, start: int, last: int, tags: tuple[str, ...]) -> int:
    return next((m for m in range(start, last) if page.tags[m] in tags), last)


def _objects(scene: Scene, start: int, last: int, source: tuple[str, ...]) -> tuple[str, ...]:
    """Whoever is named after the verb, in the same clause; else whom its object speaks of."""
    page = scene.page
    stop = next((m for m in range(start, last) if page.words[m] in _STOPS), last)
    found = tuple(
        dict.fromkeys(
            m.actor
            for m in page.mentions_in(start, stop)
            if page.actors[m.actor].type != "population" and m.actor not in source
        )
    )
    if found:
        return found
    for m in range(start, min(stop, start + 5)):
        if page.words[m] in ("the", "its", "their", "with", "it", "them", "him", "her"):
            a = m + 1 if page.words[m] == "with" else m
            got = scene.resolver.resolve(a, min(stop, a + 4), create=False)
            return tuple(x for x in got if x not in source)
    return ()


def _met(scene: Scene, trigger: Trigger, last: int) -> tuple[str, ...]:
    """*met (with) Norse envoys*, *held talks with the two presidents*."""
    page, start = scene.page, trigger.last
    company = next((m for m in range(start, min(last, start + 4)) if page.words[m] == "with"), None)
    start = start if company is None else company + 1
    stop = next((m for m in range(start, last) if page.words[m] in _STOPS), last)
    if start < stop and page.words[start] not in ("in", "on", "at", "next", "for", "again"):
        found = scene.resolver.resolve(start, stop)
        if found:
            return found
    return _objects(scene, trigger.at + 1, last, ())


def _of_noun(scene: Scene, trigger: Trigger, first: int, last: int) -> People:
    """*Norse airstrikes on Sudland*, *a strike by the union*, *talks between X and Y*."""
    page, k = scene.page, trigger.at
    together = _between(scene, trigger.last, min(last, trigger.last + 14))
    if together:
        return together, ()
    ahead = to_come(page, trigger)
    if ahead is not None and page.words[ahead] in _TAKE_IN:
        return _objects(scene, ahead + 1, last, ()), ()
    owner = _owner(scene, trigger.first, first)
    agent = () if owner else _agent_near(scene, trigger.last, last)
    if not owner and not agent:
        verb = _carrying(page, k, first)
        if verb is not None:
            owner = _subject(scene, verb, _floor(scene, verb, first)[0])
        elif trigger.kind.act == "meet" and page.words[trigger.last : trigger.last + 1] == (
            "with",
        ):
            owner = main_subject(scene, Region(first, k), k, "report")
    source = owner or agent
    against = page.words[trigger.last : trigger.last + 1] in (
        ("on",), ("against",), ("with",), ("of",), ("from",), ("at",),
    )  # fmt: skip
    if trigger.kind.plover == "CONSULT" and against:
        return source, tuple(a for a in _met(scene, trigger, last) if a not in source)
    target = _objects(scene, trigger.last, min(last, trigger.last + 8), source) if against else ()
    return source, target


def _between(scene: Scene, start: int, last: int) -> tuple[str, ...]:
    page = scene.page
    at = next((m for m in range(start, last) if page.words[m] in _BETWEEN), None)
    if at is None:
        return ()
    stop = _stop(page, at + 1, last, ("VBD", "VBZ", "VBP", "VBG", "MD", "TO", ".", ":", "VBN"))
    return _somebody(scene, at + 1, stop)


def _owner(scene: Scene, k: int, first: int) -> tuple[str, ...]:
    """Who stands right before the noun: a possessive, a name, a nationality."""
    page = scene.page
    a, b = _modifiers(page, k, first)
    if a >= b:
        return ()
    named = [m for m in page.mentions_in(a, b)]
    if named:
        return (named[-1].actor,)
    if page.words[a] in ("its", "their", "his", "her"):
        word = {"its": "it", "their": "they", "his": "he", "her": "she"}[page.words[a]]
        return tuple(scene.resolver.refer(word, a))
    nation = scene.resolver.nationality(a, b)
    return (nation,) if nation else ()


def _modifiers(page: Page, k: int, first: int) -> Range:
    a = k
    while a > first and page.tags[a - 1].startswith(("NN", "JJ", "POS", "PRP$", "CD", "DT")):
        a -= 1
    return a, k


def _agent_near(scene: Scene, k: int, last: int) -> tuple[str, ...]:
    return _agent(scene, k, last) if scene.page.words[k : k + 1] == ("by",) else ()


def _carrying(page: Page, k: int, first: int) -> int | None:
    """The verb that carries the noun out (*launched a surprise attack*)."""
    for m in range(k - 1, max(first, k - 6) - 1, -1):
        if page.words[m] in _STOPS:
            return None
        if page.tags[m].startswith("VB") and lemma(page.words[m]) in _CARRY_OUT:
            return m
    return None
