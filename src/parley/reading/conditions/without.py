"""*no … without …*: what has to be there for something to be.

Examples (in our own words)
---------------------------
``There will be no deal without a release of the drivers, Norland said.``
``Without a truce, no convoy will pass.``
"""

from __future__ import annotations

from parley.reading.clauses import modal_in, negated_in
from parley.reading.conditions._frame import Mood, Ordered, fronted, medial
from parley.reading.page import Page

WORDS = frozenset(("without",))


def find(page: Page, k: int, i: int, j: int, mood: Mood) -> tuple[Ordered, ...]:
    """An act that is denied as long as another is missing."""
    shape = fronted(page, k, k + 1, i, j) or medial(page, k, k + 1, i, j)
    if shape is None or mood.guessed:
        return ()
    main, condition = shape
    if not negated_in(page, *main) or condition[1] - condition[0] < 2:
        return ()
    if modal_in(page, *main) is None and page.words[main[0]] != "no":
        return ()
    return (
        Ordered(
            ((k, k + 1),),
            condition,
            main,
            "only_if",
            "required_before_then",
            known=True,
        ),
    )
