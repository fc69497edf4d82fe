"""Events: meetings, deals made and ended, deliveries, fighting, orders to leave.

Each has a PLOVER code where its table has one. A planned meeting is coded AGREE, as PLOVER does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from parley.model import Event
from parley.reading.attribution import Scene
from parley.reading.lexicon import lemma
from parley.reading.page import Page
from parley.reading.rules._shared import subject_range

__all__ = ["find_events"]


@dataclass(frozen=True, slots=True)
class _Kind:
    act: str
    plover: str
    verbs: frozenset[str]
    objects: frozenset[str] = frozenset()
    """One of these must follow the verb (or come before it, with `subject`)."""
    subject: bool = False
    nouns: frozenset[str] = frozenset()
    mode: str | None = None


def _w(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DEALS = _w(
    "truce ceasefire cease-fire deal accord agreement pact treaty pause settlement contract"
)
_KINDS = (
    _Kind("meet", "CONSULT", _w("meet")),
    _Kind("meet", "CONSULT", _w("hold attend join include resume begin start open"),
          _w("talks negotiations meeting meetings representatives")),
    _Kind(
        "meet",
        "CONSULT",
        _w("resume begin start reopen"),
        _w("talks negotiations"),
        subject=True,
    ),
    _Kind("mediate", "CONSULT", _w("mediate broker facilitate")),
    _Kind("agree", "AGREE", _w("sign negotiate reach strike conclude agree"), _DEALS),
    _Kind("end", "REJECT", _w("collapse expire break end fail stall deadlock lapse"),
          _DEALS | _w("talks negotiations deadline ultimatum"), subject=True),
    _Kind("extend", "AGREE", _w("extend prolong renew"), _DEALS | _w("deadline")),
    _Kind("deliver", "RETREAT", _w("release free liberate"), mode="release",
          objects=_w("hostages captives prisoners detainees soldiers people women children")),
    _Kind("displace", "COERCE", _w("displace flee")),
    _Kind("evacuate", "COERCE", frozenset(), nouns=_w("evacuation evacuations")),
    _Kind("attack", "ASSAULT", _w("attack bomb shell raid storm"), ),
    _Kind("attack", "ASSAULT", frozenset(),
          nouns=_w("attack attacks offensive airstrike airstrikes bombing bombardment shelling "
                   "assault raid raids violence fighting destruction")),
    _Kind("kill", "ASSAULT", _w("kill")),
    _Kind("strike", "PROTEST", _w("strike walk"), ),
    _Kind("strike", "PROTEST", frozenset(), nouns=_w("walkout walkouts stoppage")),
)  # fmt: skip
_PLANNED = frozenset(
    ("will", "due", "would", "plan", "plans", "planned", "scheduled", "expected", "to")
)


def find_events(scene: Scene) -> tuple[Event, ...]:
    """Every event that the lexicon knows, in text order."""
    page, found = scene.page, []
    for sentence in page.sentences:
        seen: set[str] = set()
        for k in range(sentence.first, sentence.last):
            kind = _kind_at(page, k, sentence.first, sentence.last)
            if kind is None or (kind.act in seen and kind.act not in ("deliver", "meet")):
                continue
            event = _event(scene, kind, k, sentence.first, sentence.last)
            if event is None:
                continue
            seen.add(kind.act)
            found.append(event)
    return tuple(replace(e, id=f"v{n}") for n, e in enumerate(found, start=1))


def _kind_at(page: Page, k: int, first: int, last: int) -> _Kind | None:
    base, tag = lemma(page.words[k]), page.tags[k]
    for kind in _KINDS:
        if page.words[k] in kind.nouns and not tag.startswith("VB"):
            return kind
        if page.words[k] in kind.nouns and tag == "VBG" and page.tags[k - 1] in ("DT", "VBG", "JJ"):
            return kind
        if not tag.startswith("VB") or base not in kind.verbs:
            continue
        if not kind.objects:
            return kind
        near = page.words[max(first, k - 6) : k] if kind.subject else ()
        ahead = page.words[k + 1 : min(last, k + 8)]
        if kind.subject and page.tags[k] not in ("VBD", "VBZ", "VBP", "VBN"):
            continue
        if kind.objects & set(near or ahead):
            return kind
    return None


def _event(scene: Scene, kind: _Kind, k: int, first: int, last: int) -> Event | None:
    page = scene.page
    statement = _innermost(scene, k)
    if statement is not None and statement[1] in (
        "offer",
        "demand",
        "signal_readiness",
        "reject",
        "threaten",
        "accept",
    ):
        return None  # a position, not a happening
    around = (*page.words[max(first, k - 5) : k], *page.words[k + 1 : k + 2])
    if {"not", "n't", "no", "never"} & set(around):
        return None
    noun = page.words[k] in kind.nouns
    if page.tags[k] in ("VBN", "VBD") and page.words[k + 1 : k + 2] == ("by",) and not noun:
        return _passive(scene, kind, k, first, last)
    source = () if noun and not _carried_out(page, k, first) else _subject(scene, k, first)
    target = _target(scene, k, last, source)
    start, end = k, _end(page, k, last)
    planned = bool(_PLANNED & set(page.words[max(first, k - 4) : k])) and kind.act in (
        "meet",
        "agree",
        "extend",
        "strike",
        "deliver",
    )
    modality = "planned" if planned else "reported" if statement else "actual"
    if "nearing" in page.words[max(first, k - 7) : k]:
        modality = "near_end"
    span = page.span(start, end)
    date = next(
        (t.id for t in page.timexes if t.type == "DATE" and t.span in page.span(first, last)), None
    )
    return Event(
        "v0",
        page.span(k, k + 1),
        span,
        kind.act,
        source,
        target,
        "AGREE" if planned and kind.act == "meet" else kind.plover,
        kind.mode,
        modality=modality,  # type: ignore[arg-type]
        date=date,
        date_basis="same sentence" if date else None,
        place=_place(page, k, first, last),
        statement=statement[0] if statement else None,
    )


def _passive(scene: Scene, kind: _Kind, k: int, first: int, last: int) -> Event:
    """*an agreement mediated by Norland*: who did it stands after *by*."""
    page = scene.page
    stop = next(
        (m for m in range(k + 2, last) if page.tags[m] in ("TO", "VBD", "VBZ", "VBG", ".", ":")),
        last,
    )
    source = scene.resolver.resolve(k + 2, stop, create=False)
    named = tuple(m.actor for m in page.mentions_in(k + 2, stop))
    statement = _innermost(scene, k)
    return Event(
        "v0",
        page.span(k, k + 1),
        page.span(k, stop),
        kind.act,
        tuple(dict.fromkeys(source or named)),
        (),
        kind.plover,
        kind.mode,
        modality="reported" if statement else "actual",
        place=_place(page, k, first, last),
        statement=statement[0] if statement else None,
    )


_CARRY_OUT = _w("launch mount conduct carry expand begin stage")


def _carried_out(page: Page, k: int, first: int) -> bool:
    """*launched a surprise attack*: the noun's doer is the verb's subject."""
    return any(lemma(page.words[m]) in _CARRY_OUT for m in range(max(first, k - 4), k))


def _innermost(scene: Scene, token: int) -> tuple[str, str] | None:
    """The id and act of the statement that a token stands in."""
    best = scene.innermost(token)
    return (best.id, "reject" if best.speech_act == "deny" else best.act) if best else None


def _subject(scene: Scene, k: int, first: int) -> tuple[str, ...]:
    page = scene.page
    start = k
    if page.tags[k].startswith("NN") or page.tags[k] == "JJ":
        start = next(m for m in range(k - 1, first - 1, -1) if lemma(page.words[m]) in _CARRY_OUT)
    while start > first and (
        page.tags[start - 1] in ("MD", "RB", "TO")
        or lemma(page.words[start - 1]) in ("be", "have", "arrive", "try", "due")
        or page.words[start - 1] in ("due", "scheduled", "expected", "in")
        or (page.words[start - 2] == "in" and page.tags[start - 1] == "NNP")
    ):
        start -= 1
    if start > first and page.words[start - 1] in ("who", "which"):
        return scene.resolver.resolve(_phrase_before(page, start - 1, first), start - 1)
    a, b = subject_range(page, start, first)
    if b <= a:
        return ()
    actors = scene.resolver.resolve(a, b, create=False)
    return tuple(dict.fromkeys(actors))


def _phrase_before(page: Page, end: int, first: int) -> int:
    """Where the noun phrase that *who* refers to begins."""
    k = end
    while k > first and (
        page.tags[k - 1].startswith(("NN", "JJ", "POS", "DT", "PRP$", "CD"))
        or (page.words[k - 1] in ("and", "of") and k - 1 > first)
    ):
        k -= 1
    return k


def _target(scene: Scene, k: int, last: int, source: tuple[str, ...]) -> tuple[str, ...]:
    """Whoever is named after the verb, in the same clause."""
    page = scene.page
    stop = next(
        (
            m
            for m in range(k + 1, last)
            if page.words[m] in (",", ";", "who", "which", "after", "as")
        ),
        last,
    )
    found = [
        m.actor for m in page.mentions_in(k + 1, stop) if page.actors[m.actor].type != "population"
    ]
    return tuple(dict.fromkeys(a for a in found if a not in source))


def _end(page: Page, k: int, last: int) -> int:
    """Where the event's words end: at a mark, or before a clause that hangs on them."""
    stops = (",", ";", ".", "who", "which", "whose", "because", "while")
    return next((m for m in range(k + 1, last) if page.words[m] in stops), last)


def _place(page: Page, k: int, first: int, last: int) -> str | None:
    """The place named nearest after the trigger, else before it, in the sentence."""
    here = page.span(first, last)
    at = page.tokens[k].span.start
    near = [
        (0 if m.start > at else 1, abs(m.start - at), place.id)
        for place in page.places
        for m in place.mentions
        if m in here
    ]
    if near:
        return min(near)[2]
    if {"area", "region", "enclave", "city", "town", "territory"} & set(page.words[k:last]):
        earlier = [(m.start, p.id) for p in page.places for m in p.mentions if m.start < at]
        return max(earlier)[1] if earlier else None
    return None
