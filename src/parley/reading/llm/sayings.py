"""Statements from an answer: what is said, by whom, through whom."""

from __future__ import annotations

from collections.abc import Iterator

from parley.model import NARRATOR, SPEECH_ACTS_OF, UNSPECIFIED, Link, Span, Statement
from parley.model.claims import QuoteMode
from parley.reading.llm.answers import LinkAnswer, StatementAnswer
from parley.reading.llm.finder import Finder

__all__ = ["chain_of", "contents", "statement"]


def contents(finder: Finder, answer: StatementAnswer, used: set[Span]) -> list[Span]:
    """Where a statement's content stands, a place a sentence, without loose marks.

    Of several equal places the one by its cue is taken, else the first that no statement has.
    """
    anchors, passage = finder.desk.anchors, finder.window.span
    places = anchors.places(answer.content, passage)
    if len(places) > 1:
        cues = [c.span for cue in answer.cues for c in anchors.places(cue, passage)]
        places.sort(key=lambda p: (p.span in used, _apart(p.span, cues)))
    if not places:
        finder.find("statement", answer.content)  # notes that it is nowhere
        return []
    finder.desk.anchored[places[0].how] += 1
    used.add(places[0].span)
    found = list(_by_sentence(finder, places[0].span))
    if not found:
        finder.drop("statement", answer.content, "there are only marks in it")
    return found


def _apart(span: Span, cues: list[Span]) -> int:
    return min((max(c.start - span.end, span.start - c.end, 0) for c in cues), default=0)


def _by_sentence(finder: Finder, span: Span) -> Iterator[Span]:
    page = finder.page
    i, j = page.range(span)
    while i < j:
        last = min(j, page.sentences[page.sentence_of(i)].last)
        a, b = page.trimmed(i, last)
        if a < b:
            yield page.span(a, b)
        i = last


def chain_of(finder: Finder, answer: StatementAnswer, content: Span) -> tuple[Link, ...]:
    """The chain of sources, outermost first; empty where whose words they are is not known."""
    given = [link for link in answer.chain if link.actor]
    if len(given) > 1 and given[0].actor == NARRATOR:
        given = given[1:]  # that the report reports it goes without saying
    if not given:
        return (Link(NARRATOR, "narrator"),)
    links: list[Link] = []
    for n, link in enumerate(given):
        actor = finder.keys.get(link.actor)
        if actor is None:
            why = f"no actor of the answer has the key {link.actor!r}"
            finder.drop("source", answer.content, why)
            if n == len(given) - 1:
                return ()
            continue
        if not links or links[-1].actor != actor:
            links.append(_link(finder, actor, link, content))
    return tuple(links)


def _link(finder: Finder, actor: str, answer: LinkAnswer, content: Span) -> Link:
    if actor == NARRATOR:
        return Link(NARRATOR, "narrator")
    if actor == UNSPECIFIED:
        return Link(UNSPECIFIED, "passive")
    here = finder.sentence(content)
    span = None
    if answer.words:
        found = finder.desk.anchors.find(answer.words, here, content.start)
        span = found.span if found else None
    if span is None:
        mentions = finder.page.actors[actor].mentions
        span = next((m for m in mentions if m in here), None)
    return Link(actor, "explicit", span) if span else Link(actor, "carried_over")


def statement(
    finder: Finder, answer: StatementAnswer, content: Span, ident: str
) -> Statement | None:
    """One statement; None where nobody is left who says it."""
    chain = chain_of(finder, answer, content)
    if not chain:
        return None
    act = answer.act
    if answer.speech_act not in SPEECH_ACTS_OF[act]:
        why = f"the act {act!r} cannot have the speech act {answer.speech_act!r}; 'comment' is kept"
        finder.drop("act", answer.content, why)
        act = "comment"
    mode, quoted = _quoted(finder, content)
    near = content.start
    return Statement(
        id=ident,
        content=content,
        speech_act=answer.speech_act,
        act=act,
        chain=chain,
        cues=finder.some("cue", answer.cues, near),
        quote_mode=mode,
        quoted=quoted,
        hedges=finder.some("hedge", answer.hedges, near),
        factuality=answer.factuality,
        about=finder.actors("statement", answer.content, answer.about),
        to=finder.actors("statement", answer.content, answer.to),
        reciprocal=answer.reciprocal,
        rule="llm",
    )


def _quoted(finder: Finder, content: Span) -> tuple[QuoteMode, tuple[Span, ...]]:
    """What of a content stands inside quotation marks: seen in the text, not asked for."""
    page = finder.page
    i, j = page.range(content)
    sentence = page.sentences[page.sentence_of(i)]
    inside: list[Span] = []
    opened: int | None = None
    for k in range(sentence.first, sentence.last):
        if page.tags[k] != '"':
            continue
        if opened is None:
            opened = k
        else:
            inside += _between(finder, max(opened + 1, i), min(k, j))
            opened = None
    if opened is not None:  # a quotation that goes on in the next sentence
        inside += _between(finder, max(opened + 1, i), j)
    if not inside:
        return "indirect", ()
    words = sum(page.tags[k] != '"' and page.words[k][0].isalnum() for k in range(i, j))
    quoted = sum(page.words[k][0].isalnum() for span in inside for k in range(*page.range(span)))
    return ("direct" if quoted >= words else "mixed"), tuple(inside)


def _between(finder: Finder, a: int, b: int) -> list[Span]:
    return [finder.page.span(a, b)] if a < b else []
