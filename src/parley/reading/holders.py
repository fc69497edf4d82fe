"""Who holds the people that a figure counts, where the text says so.

Examples (in our own words)
---------------------------
``Around 40 detainees held by the front``; ``Norland holds 120 prisoners``; ``Sudland would free
30 prisoners``, for whoever can let prisoners go holds them.
"""

from __future__ import annotations

from dataclasses import replace

from parley.model import Figure
from parley.reading.attribution import Scene, verb_group
from parley.reading.custody import Custody
from parley.reading.lexicon import lemma

__all__ = ["with_holders"]

_TAKEN = frozenset("held detained jailed imprisoned captured seized kidnapped abducted".split())
_TAKE = frozenset("hold detain jail imprison capture seize kidnap abduct".split())
_NEAR = 4
"""Tokens between a figure and the verb of holding that goes with it."""
_FINITE = frozenset(("MD", "VBD", "VBP", "VBZ"))
_ENDS = frozenset((",", ";", ":", ".", "and", "but", "while", "who", "that", "which"))


def with_holders(scene: Scene, custody: Custody) -> tuple[Figure, ...]:
    """The figures of a page; those of people held with their holder, where there is one only."""
    return tuple(
        replace(figure, holder=_holder(scene, custody, figure)) if _of_held(figure) else figure
        for figure in scene.page.figures
    )


def _of_held(figure: Figure) -> bool:
    """Whether those counted are held, or were."""
    return figure.unit == "people" and (
        figure.basis in ("held", "freed") or " held" in (figure.of or "")
    )


def _holder(scene: Scene, custody: Custody, figure: Figure) -> str | None:
    i, j = scene.page.range(figure.span)
    found = _held_by(scene, j) or _holds(scene, i)
    if found:
        return found[0] if len(found) == 1 else None
    return custody.holder_in(i, j)


def _held_by(scene: Scene, j: int) -> tuple[str, ...]:
    """*… held in the north by the front*, behind a figure."""
    page = scene.page
    last = page.sentences[page.sentence_of(j - 1)].last
    for k in range(j, min(last, j + _NEAR)):
        if page.words[k] in _ENDS:
            break
        if page.words[k] not in _TAKEN:
            continue
        by = next((n for n in range(k + 1, min(last, k + 6)) if page.words[n] == "by"), None)
        stop = next(
            (n for n in range(k + 1, last) if page.words[n] in _ENDS or page.tags[n] in _FINITE),
            last,
        )
        if by is not None and by + 1 < stop:
            return scene.resolver.resolve(by + 1, stop, create=False)
    return ()


def _holds(scene: Scene, i: int) -> tuple[str, ...]:
    """*The front holds …*, *which it has detained*: the subject of the verb before a figure."""
    page = scene.page
    first = page.sentences[page.sentence_of(i)].first
    for k in range(i - 1, max(first, i - _NEAR) - 1, -1):
        if page.words[k] in _ENDS or page.words[k] == "by":
            break
        if page.tags[k].startswith("VB") and lemma(page.words[k]) in _TAKE:
            start = verb_group(page, k, first)
            if lemma(page.words[k - 1]) == "be" and page.tags[k] != "VBG":
                return ()  # they are held, and it is not said by whom
            named = page.mentions_in(first, start)
            subject = next((m for m in named if m.last == start), None)
            if subject is None:
                return ()
            beside = (m for m in named if page.words[m.last : subject.first] == ("and",))
            return (*(m.actor for m in beside), subject.actor)
    return ()
