"""*Only then*, *After that*, *In the second stage*: what a sentence adds to the one before.

Examples (in our own words)
---------------------------
``The army must leave the town. Only then would talks begin, the Front said.``
``In the first stage the road would be opened. In the second, prisoners would be freed.``
"""

from __future__ import annotations

from parley.reading.clauses import clause_end, modal_in
from parley.reading.conditions._frame import Mood, Ordered, starts_with
from parley.reading.page import Page

WORDS = frozenset(("only", "then", "after", "in", "thereafter"))
_STRICT = (("only", "then"), ("only", "after", "that"), ("only", "after", "this"))
_LOOSE = (("then",), ("after", "that"), ("thereafter",))
_STAGE = frozenset(("stage", "phase", "step"))
_LATER = frozenset(("second", "third", "next", "final", "last"))
_DUTIES = frozenset(("must", "should", "would", "will", "shall"))


def find(page: Page, k: int, i: int, j: int, mood: Mood) -> tuple[Ordered, ...]:
    """The act of the sentence before, and the one that may follow."""
    index = page.sentence_of(k)
    here = page.sentences[index]
    if k != here.first or index == 0 or page.sentences[index - 1].paragraph != here.paragraph:
        return ()
    strict = starts_with(page, k, *_STRICT)
    begin = strict or starts_with(page, k, *_LOOSE) or _stage(page, k, here.last)
    if begin is None:
        return ()
    main = begin, clause_end(page, begin, j)
    before = page.sentences[index - 1]
    planned = _DUTIES & set(page.words[before.first : before.last]) or strict
    if not planned or modal_in(page, *main) is None:
        return ()
    start = before.first
    staged = _stage(page, start, before.last, _LATER | {"first", "initial"})
    earlier = (staged or start), clause_end(page, staged or start, before.last)
    return (Ordered(((k, begin),), earlier, main, "before", known=not strict),)


def _stage(page: Page, k: int, j: int, which: frozenset[str] = _LATER) -> int | None:
    """Past *In the second stage,* at the head of a sentence."""
    words = page.words[k : min(j, k + 6)]
    if words[:2] != ("in", "the") or len(words) < 4 or words[2] not in which:
        return None
    end = k + 4 if words[3] in _STAGE else k + 3
    return end + 1 if end < j and page.words[end] == "," else end
