"""*only after*, *once*, *when*, *as soon as*, *the moment*: what would follow at once.

Examples (in our own words)
---------------------------
``Norland would discuss quotas only after Sudland withdraws its complaint.``
``The pause would begin once the coast guard had let the tanker through.``
``The money could be paid the moment the last guest had left.``
"""

from __future__ import annotations

from parley.reading.clauses import modal_in
from parley.reading.conditions._frame import (
    Mood,
    Ordered,
    ends_in_first,
    only_before,
    shaped,
    starts_with,
    tells_an_act,
)
from parley.reading.lexicon import lemma
from parley.reading.page import Page, Range

WORDS = frozenset(("after", "once", "when", "as", "the", "upon"))
_OPENINGS = (
    ("as", "soon", "as"),
    ("the", "moment"),
    ("after",),
    ("once",),
    ("when",),
    ("upon",),
)
_STAGES = frozenset(("half", "third", "quarter", "part", "entirely", "fully", "wholly", "rest"))


def find(page: Page, k: int, i: int, j: int, mood: Mood) -> tuple[Ordered, ...]:
    """An act that waits for another to have been done."""
    begin = starts_with(page, k, *_OPENINGS)
    if begin is None or page.words[k - 1 : k] in (
        ("at",),
        ("than",),
        ("day",),
        ("days",),
    ):
        return ()
    shape = shaped(page, k, begin, i, j)
    if shape is None:
        return ()
    main, condition = shape
    condition, _ = ends_in_first(page, condition)
    only, word = only_before(page, i, k), page.words[k]
    if not only:
        if mood.guessed or word in ("after", "upon") or not _would(page, main, i):
            return ()
        if not tells_an_act(page, condition):
            return ()
        if word == "when" and not (_done(page, condition) or _staged(page, main)):
            return _together(page, k, main, condition)
    elif page.timex_in(condition[0], condition[0] + 2, "DATE") and not tells_an_act(
        page, condition
    ):
        return ()
    return (Ordered(((k, begin),), condition, main, "before"),)


def _would(page: Page, main: Range, floor: int) -> bool:
    """A plan: in the clause itself, or in what it is a stage of."""
    if modal_in(page, *main) is not None:
        return page.words[main[0]] != "there"
    return _staged(page, main) and modal_in(page, floor, main[0]) is not None


def _staged(page: Page, main: Range) -> bool:
    return main[1] - main[0] <= 5 and bool(_STAGES & set(page.words[slice(*main)]))


def _done(page: Page, condition: Range) -> bool:
    """*has withdrawn*, *have done their work*, *is in place*: a finished act."""
    i, j = condition
    return any(
        page.words[m] in ("have", "has", "had") and m + 1 < j for m in range(i, j)
    ) or page.words[j - 3 : j] in (("is", "in", "place"), ("are", "in", "place"))


def _together(page: Page, k: int, main: Range, condition: Range) -> tuple[Ordered, ...]:
    """*The ships would leave when the nets did*: two acts at one time."""
    last = condition[1] - 1
    if lemma(page.words[last]) == "do" and last > condition[0]:
        return (Ordered(((k, k + 1),), condition, main, "with"),)
    return ()
