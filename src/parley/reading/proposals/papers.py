"""Proposals told by a noun: *a pay offer of 4.5 percent from Norport*, *the plan includes …*.

No verb of offering stands there, and so no statement of its maker; the nearest statement around
the words, where there is one, tells it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parley.model import Proposal, Span, Term
from parley.reading.anybody import anybody
from parley.reading.attribution import Scene, verb_group
from parley.reading.clauses import clause_end
from parley.reading.lexicon import lemma
from parley.reading.opponents import Opponents, nameless
from parley.reading.page import Page, Range, parties_of
from parley.reading.rules._shared import subject_range
from parley.reading.terms import Terms

__all__ = ["told_by_nouns"]

_OFFERS = frozenset(("offer", "offers", "bid", "proposal"))
_DEMANDS = frozenset(("demand", "demands", "claim"))
_PAPERS = frozenset(("plan", "proposal", "draft", "package", "agreement", "deal", "text"))
_HOLDS = frozenset("include contain comprise envisage foresee provide call stipulate".split())
_CHANGES = frozenset("raise lift increase improve cut lower reduce".split())
_BRINGS = frozenset("table submit present make put bring file float issue".split())
_EXPECTED = frozenset("expect set due plan schedule prepare".split())
_EARLIER = frozenset("previous last earlier first latest original initial opening".split())
_PUT = frozenset("put made presented submitted sent conveyed addressed given".split())
_OWN = frozenset(("its", "their", "his", "her"))


def told_by_nouns(
    scene: Scene, terms: Terms, opponents: Opponents, found: list[Proposal]
) -> list[Proposal]:
    """Offers and demands that only nouns tell, beside those found already."""
    page = scene.page
    made: list[Proposal] = []
    for k, word in enumerate(page.words):
        one = None
        if word in _OFFERS | _DEMANDS:
            one = _measured(scene, terms, opponents, k) or _raised(scene, terms, opponents, k)
            one = one or _made_by(scene, terms, opponents, k)
        if one is None and word in _PAPERS:
            one = _paper(scene, terms, opponents, k) or _under(scene, terms, opponents, k)
        if one is not None and not _told(one, [*found, *made]):
            made.append(one)
    return made


def _told(one: Proposal, found: list[Proposal]) -> bool:
    mine = [t.span for t in (*one.gives, *one.wants)]
    return any(t.span.overlaps(span) for p in found for t in (*p.gives, *p.wants) for span in mine)


def _measured(scene: Scene, terms: Terms, opponents: Opponents, k: int) -> Proposal | None:
    """*an offer of 4.5 percent from X*, *its offer was 6.5 percent*, *a demand for 25 percent*."""
    page = scene.page
    last = page.sentences[page.sentence_of(k)].last
    if k + 2 >= last or not page.tags[k].startswith("NN"):
        return None
    asked = page.words[k] in _DEMANDS
    link = page.words[k + 1]
    if link not in ("of", "for") and lemma(link) not in ("be", "stand"):
        return None
    number = page.figure_in(k + 2, min(last, k + 6))
    if number is None or page.range(number.span)[0] > k + 3 or not number.unit:
        return None
    if number.unit == "people":
        return None
    end = _end(scene, k + 2, last)
    by = _maker(scene, k, end, last)
    if not by:
        return None
    ours = terms.within(k + 2, end, () if asked else by)
    return _proposal(scene, opponents, by, ours, k, asked=asked)


def _raised(scene: Scene, terms: Terms, opponents: Opponents, k: int) -> Proposal | None:
    """*raised its offer from 3 percent to 4.5 percent*: the new one is the offer."""
    page = scene.page
    sentence = page.sentences[page.sentence_of(k)]
    verb = next(
        (
            m
            for m in range(k - 1, max(sentence.first, k - 4), -1)
            if lemma(page.words[m]) in _CHANGES and page.tags[m].startswith("VB")
        ),
        None,
    )
    if verb is None:
        return None
    to = next((m for m in range(k + 1, min(sentence.last, k + 16)) if page.words[m] == "to"), None)
    if to is None or page.figure_in(to + 1, min(sentence.last, to + 5)) is None:
        return None
    asked = page.words[k] in _DEMANDS
    by = parties_of(
        page,
        scene.resolver.resolve(
            *subject_range(page, verb_group(page, verb, sentence.first), sentence.first),
            create=False,
        ),
    )
    end = _end(scene, to + 1, sentence.last)
    return (
        _proposal(
            scene, opponents, by, terms.within(to + 1, end, () if asked else by), k, asked=asked
        )
        if by
        else None
    )


def _made_by(scene: Scene, terms: Terms, opponents: Opponents, k: int) -> Proposal | None:
    """*a proposal by X to send monitors*, *an offer to pay half was put to the union by X*."""
    page = scene.page
    last = page.sentences[page.sentence_of(k)].last
    by: tuple[str, ...] = ()
    to = k + 1
    if to + 2 >= last:
        return None
    if page.words[to] in ("by", "from"):
        to = next((m for m in range(k + 2, min(last, k + 9)) if page.words[m] == "to"), last)
        by = parties_of(page, scene.resolver.resolve(k + 2, to)) if to < last else ()
    if to + 2 >= last or page.words[to] != "to" or not page.tags[to + 1].startswith("VB"):
        return None
    end = next((m for m in range(to + 2, last) if _closes(page, m)), last)
    put = end + 3 < last and page.words[end + 1] in _PUT and page.words[end + 2] == "to"
    asked: tuple[str, ...] = ()
    if put:
        asked, by = _put_to(scene, end + 3, last, by)
    if not by:
        return None
    ours = terms.within(to + 1, end, () if page.words[k] in _DEMANDS else by)
    made = _proposal(scene, opponents, by, ours, k, asked=page.words[k] in _DEMANDS)
    return replace(made, to=asked) if made is not None and asked else made


def _closes(page: Page, m: int) -> bool:
    """Whether a noun's *to …* ends at token m: at the verb that tells what became of it."""
    return page.words[m] in (",", ";", ".") or page.tags[m] in ("VBD", "VBZ", "MD")


def _put_to(
    scene: Scene, i: int, last: int, by: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """*was put to the clan by the ministry*: to whom, and by whom."""
    page = scene.page
    stop = next(
        (
            m
            for m in range(i, last)
            if page.words[m] in ("by", "on", ",", "last", "in") or page.timex_in(m, m + 1, "DATE")
        ),
        last,
    )
    agent = next((m for m in range(stop, last) if page.words[m] == "by"), None)
    if agent is not None and not by:
        by = parties_of(page, scene.resolver.resolve(agent + 1, min(last, agent + 5)))
    asked = scene.resolver.resolve(i, stop)
    new = None if asked else anybody(scene.resolver, i, stop, documents=False)
    return parties_of(page, asked or ((new,) if new is not None else ())), by


def _under(scene: Scene, terms: Terms, opponents: Opponents, k: int) -> Proposal | None:
    """*Under a plan drawn up by X, A would … and B would …*."""
    page = scene.page
    sentence = page.sentences[page.sentence_of(k)]
    if page.words[sentence.first] != "under" or k > sentence.first + 6:
        return None
    comma = next(
        (m for m in range(k + 1, min(sentence.last, k + 22)) if page.words[m] == ","), None
    )
    by = _author(scene, k)
    if comma is None or not by:
        return None
    modal = next(
        (m for m in range(comma, sentence.last) if page.words[m] in ("would", "will")), None
    )
    if modal is None:
        return None
    start = max(m for m in range(comma, modal) if page.words[m] == ",") + 1
    wants: list[Term] = []
    for a, b in _clauses(scene, start, sentence.last):
        wants += terms.clause(a, b)[:1]
    return _proposal(scene, opponents, by, tuple(wants), k, asked=False, plan=True)


def _clauses(scene: Scene, i: int, j: int) -> Iterator[Range]:
    """The planned acts of a sentence, one a clause with a modal."""
    page, start = scene.page, i
    for k in range(i, j):
        splits = page.words[k] == ";" or (page.words[k] == "and" and page.words[k - 1] != ";")
        ahead = page.words[k + 1 : min(j, k + 18)]
        if (
            splits
            and {"would", "will"} & set(ahead)
            and {"would", "will"} & set(page.words[start:k])
        ):
            yield start, k
            start = k + 1
    if {"would", "will"} & set(page.words[start:j]):
        yield start, j


def _end(scene: Scene, i: int, last: int) -> int:
    page = scene.page
    for m in range(i + 1, last):
        word = page.words[m]
        if word in (
            ",",
            ";",
            "from",
            "by",
            "but",
            "and",
            "which",
            "that",
            "in",
            "after",
            "on",
        ):
            return m
        if page.tags[m] in ("VBD", "VBZ", "MD"):
            return m
    return last


def _maker(scene: Scene, k: int, end: int, last: int) -> tuple[str, ...]:
    """*from Norport*, *by Norport*; *Norport's*, *its*; the adjective of a state."""
    page = scene.page
    if end < last and page.words[end] in ("from", "by"):
        named = [m.actor for m in page.mentions_in(end + 1, min(last, end + 6))][:1]
        if named:
            return parties_of(page, named)
    start = k
    while start > 0 and page.tags[start - 1].startswith(("JJ", "NN", "POS", "PRP$", "VBN")):
        start -= 1
    for m in range(start, k):
        if page.words[m] in _OWN:
            return parties_of(page, scene.resolver.refer("it", m))
    named = [m.actor for m in page.mentions_in(start, k)]
    if named:
        return parties_of(page, named[-1:])
    state = scene.resolver.nationality(start, k)
    if state:
        return (state,)
    return _bringer(scene, start) or _last_maker(scene, start, k)


def _bringer(scene: Scene, start: int) -> tuple[str, ...]:
    """*The delegation will table a demand for 25 percent*: whoever brings it."""
    page, verb = scene.page, start - 1
    if verb > 0 and page.tags[verb] == "DT":
        verb -= 1
    if lemma(page.words[verb]) not in _BRINGS or not page.tags[verb].startswith("VB"):
        return ()
    floor = page.sentences[page.sentence_of(verb)].first
    begin = verb_group(page, verb, floor)
    while begin > floor and lemma(page.words[begin - 1]) in _EXPECTED:
        begin = verb_group(page, begin - 1, floor)
    a, b = subject_range(page, begin, floor)
    return parties_of(page, scene.resolver.resolve(a, b)) if b > a else ()


def _last_maker(scene: Scene, start: int, k: int) -> tuple[str, ...]:
    """*The previous offer was 3 percent*: of whoever is told to have made one just before."""
    page = scene.page
    if start == 0 or page.words[start] not in _EARLIER or page.words[start - 1] != "the":
        return ()
    asked = page.words[k] in _DEMANDS
    floor = page.sentences[max(0, page.sentence_of(k) - 3)].first
    told = [
        s
        for s in scene.within(floor, k)
        if s.act in (("demand",) if asked else ("offer", "counter_offer"))
    ]
    return parties_of(page, scene.by[told[-1].id]) if told else ()


def _paper(scene: Scene, terms: Terms, opponents: Opponents, k: int) -> Proposal | None:
    """*The plan includes A, B and C*: every term is wanted of somebody."""
    page = scene.page
    last = page.sentences[page.sentence_of(k)].last
    verb = next(
        (
            m
            for m in range(k + 1, min(last, k + 7))
            if lemma(page.words[m]) in _HOLDS and page.tags[m].startswith("VB")
        ),
        None,
    )
    if verb is None or any(page.words[m] in (",", "who", "and") for m in range(k + 1, verb)):
        return None
    start = verb + 1
    if page.words[start : start + 1] == ("for",):
        start += 1
    elif lemma(page.words[verb]) in ("provide", "call"):
        return None
    by = _author(scene, k)
    if not by:
        return None
    end = clause_end(page, start, last)
    wants = tuple(t for part in _parts(scene, start, end) for t in terms.within(*part))
    wants = tuple(replace(t, actor=()) if t.actor == by else t for t in wants)
    return _proposal(scene, opponents, by, wants, k, asked=False, plan=True)


def _parts(scene: Scene, i: int, j: int) -> Iterator[Range]:
    """The members of a list of terms."""
    page, start = scene.page, i
    for k in range(i, j):
        if page.words[k] in (",", "and") and k > start and not page.inside_name(k):
            opens = page.tags[k + 1] if k + 1 < j else ""
            if page.words[k] == "," or opens.startswith(("DT", "NN", "JJ", "VBG")):
                yield start, k
                start = k + 1
    if start < j:
        yield start, j


def _author(scene: Scene, k: int) -> tuple[str, ...]:
    """Whose paper it is: named beside it here, or where it was last spoken of before."""
    page = scene.page
    floor = page.sentences[max(0, page.sentence_of(k) - 8)].first
    for m in range(k, floor - 1, -1):
        if page.words[m] not in _PAPERS:
            continue
        by = _maker(scene, m, m + 1, len(page.words))
        if not by and page.words[m + 1 : m + 4] in (
            ("drawn", "up", "by"),
            ("put", "forward", "by"),
        ):
            by = parties_of(page, [x.actor for x in page.mentions_in(m + 4, m + 9)][:1])
        if by:
            return by
    return ()


def _proposal(
    scene: Scene,
    opponents: Opponents,
    by: tuple[str, ...],
    terms: tuple[Term, ...],
    k: int,
    *,
    asked: bool,
    plan: bool = False,
) -> Proposal | None:
    actor = scene.page.actors.get(by[0])
    if not terms or actor is None or nameless(actor) or actor.type in ("news_organisation",):
        return None
    told = scene.innermost(k)
    wanted = asked or plan or opponents.mediates(by)
    spans = sorted(t.span for t in terms)
    return Proposal(
        "p0",
        "demand" if asked else "offer",
        by,
        opponents.other(by, None),
        (told.id,) if told is not None else (),
        () if wanted else terms,
        terms if wanted else (),
        "standing" if asked else "open",
        span=Span(spans[0].start, max(s.end for s in spans)),
    )
