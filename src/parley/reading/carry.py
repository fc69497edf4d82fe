"""Whoever spoke before goes on: quotations that stand alone, and reported speech without a verb.

*"We shall wait," said the pilot. "The ships will not."*: nobody says the second quotation but the
pilot. *The mill would reopen, he said. It would hire again.*: the second sentence is his as well,
told in the words of the report. Both are carried over from the nearest speaker of the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parley.model import Link, Sentence, Statement
from parley.reading.attribution import Region, Scene, add, attribute
from parley.reading.rules._shared import FINITE

__all__ = ["carry"]

_MODALS = frozenset(("would", "should", "could", "might"))
_SPEAKERS = (
    "trailing",
    "active",
    "carried",
    "quotation",
    "according_to",
    "reportedly",
    "in_return",
)


def carry(scene: Scene) -> None:
    """Give sentences that nobody was found for to whoever spoke before."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in scene.page.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    last: tuple[Link, ...] = ()
    for sentences in paragraphs.values():
        last = _paragraph(scene, sentences, last)


def _paragraph(
    scene: Scene, sentences: list[Sentence], before: tuple[Link, ...]
) -> tuple[Link, ...]:
    """Carry inside one paragraph; who spoke in it last, for the next one."""
    speaker: tuple[Link, ...] = ()
    quoting = False
    for at, sentence in enumerate(sentences):
        told = _outermost(scene, sentence)
        opened, quoting = quoting, _open_after(scene, sentence, quoting)
        if told is not None:
            if quoting:
                _left_open(scene, sentence)
            speaker = told.chain if told.rule in _SPEAKERS else speaker
            continue
        whole = _in_quotes(scene, sentence, opened)
        if whole:
            closing = _closing(scene, sentences[at + 1 :]) if quoting else None
            if closing is not None:  # the words of a quotation that is not yet over
                _begin_at(scene, closing, sentence.first)
                continue
            if opened and speaker and _prolong(scene, sentence):
                continue
            chain = speaker or (before if at == 0 else ())
        else:
            chain = speaker if _reported(scene, sentence) else ()
        if chain:
            _add(scene, sentence, chain, quoted=whole)
        elif not whole:
            speaker = ()  # the report itself has spoken in between
    return speaker


def _outermost(scene: Scene, sentence: Sentence) -> Statement | None:
    told = [s for s in scene.within(sentence.first, sentence.last) if s.chain and s.cues]
    return min(told, key=lambda s: (len(s.chain), s.content.start), default=None)


def _marks(scene: Scene, sentence: Sentence) -> Iterator[int]:
    return (k for k in range(sentence.first, sentence.last) if scene.page.tags[k] == '"')


def _open_after(scene: Scene, sentence: Sentence, opened: bool) -> bool:
    """Whether a quotation is still open where the sentence ends."""
    return opened ^ bool(len(list(_marks(scene, sentence))) % 2)


def _in_quotes(scene: Scene, sentence: Sentence, opened: bool) -> bool:
    """Whether the whole sentence is quoted words."""
    marks = list(_marks(scene, sentence))
    if opened:
        return not marks or marks[0] >= sentence.last - 2
    if not marks or marks[0] != sentence.first:
        return False
    return len(marks) == 1 or (len(marks) == 2 and marks[1] >= sentence.last - 2)


def _closing(scene: Scene, later: list[Sentence]) -> Statement | None:
    """What is said where an open quotation ends."""
    for sentence in later:
        told = _outermost(scene, sentence)
        if told is not None:
            return told if scene.places[told.id][0] <= sentence.first + 1 else None
        if list(_marks(scene, sentence)):
            break
    return None


def _begin_at(scene: Scene, told: Statement, first: int) -> None:
    """Let a quotation begin where it was opened, some sentences before."""
    _moved(scene, told, first, scene.places[told.id][1])


def _prolong(scene: Scene, sentence: Sentence) -> bool:
    """Let the quotation of the sentence before go on to the end of this one."""
    last = next((s for s in reversed(scene.statements) if s.rule == "carried"), None)
    if last is None or scene.places[last.id][1] < sentence.first - 1:
        return False
    _moved(scene, last, scene.places[last.id][0], sentence.last)
    return True


def _moved(scene: Scene, told: Statement, i: int, j: int) -> None:
    page = scene.page
    at = scene.statements.index(told)
    first = i + (page.tags[i] == '"')
    last = next((k for k in range(first, j) if page.tags[k] == '"'), j)
    quoted = (page.span(first, last),) if last > first else told.quoted
    scene.statements[at] = replace(
        told, content=page.span(i, j), quote_mode="direct", quoted=quoted
    )
    scene.places[told.id] = (i, j)


def _left_open(scene: Scene, sentence: Sentence) -> None:
    """*He said: “We wait.* is quoted though its mark is closed in a sentence to come."""
    mark = max(_marks(scene, sentence), default=None)
    if mark is None:
        return
    for told in scene.within(mark, sentence.last):
        if scene.places[told.id][0] <= mark + 1 and not told.quoted:
            i, j = scene.places[told.id]
            _moved(scene, told, i, j)


def _reported(scene: Scene, sentence: Sentence) -> bool:
    """Whether the main verb says what would be: reported speech goes on."""
    page = scene.page
    for k in range(sentence.first, sentence.last):
        if page.tags[k] == '"' or page.words[k] in ("who", "which", "that", "if", "when", "after"):
            return False
        if page.tags[k] in FINITE:
            return page.words[k] in _MODALS
    return False


def _add(scene: Scene, sentence: Sentence, chain: tuple[Link, ...], *, quoted: bool) -> None:
    page = scene.page
    carried = tuple(replace(link, link="carried_over", span=None) for link in chain)
    i, j = sentence.first, sentence.last
    if quoted:
        while j > i + 1 and page.words[j - 1] in (".", "!", "?") and page.tags[j - 2] == '"':
            j -= 1
    else:
        i, j = page.trimmed(i, j)
    if not any(word[0].isalnum() for word in page.words[i:j]):
        return  # a mark that stands alone says nothing
    ident = add(scene, "carried", carried, (i, j), "assert")
    if not quoted:
        attribute(scene, Region(i, j, carried, parent=ident), 1)
