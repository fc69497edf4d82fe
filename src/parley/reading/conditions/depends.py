"""*depends on*, *is conditional on*, *a condition for*: one act tied to another by name.

Examples (in our own words)
---------------------------
``Any lifting of the levy depends on the opening of the market, Norland said.``
``Norland has made a halt to the raids a precondition for talks.``
"""

from __future__ import annotations

from parley.reading.attribution import verb_group
from parley.reading.clauses import clause_end, clause_start
from parley.reading.conditions._frame import Mood, Ordered
from parley.reading.lexicon import lemma
from parley.reading.page import Page
from parley.reading.rules._shared import subject_range

WORDS = frozenset(
    """depend depends depended depending hinge hinges hinged contingent conditional conditioned
    subject precondition preconditions condition conditions prerequisite""".split()
)
_NAMED = frozenset("precondition preconditions condition conditions prerequisite".split())


def find(page: Page, k: int, i: int, j: int, mood: Mood) -> tuple[Ordered, ...]:
    """Both acts, where the lexicon knows one of them."""
    word = page.words[k]
    if word in _NAMED:
        return _condition_for(page, k, i, j)
    link = page.words[k + 1 : k + 2]
    if link not in (("on",), ("upon",), ("to",)) or (link == ("to",)) != (word == "subject"):
        return ()
    start = clause_start(page, i, k)
    stop = k
    while stop > start and (
        lemma(page.words[stop - 1]) in ("be", "make", "largely", "entirely")
        or page.tags[stop - 1] in ("MD", "RB", ",")
    ):
        stop -= 1
    if lemma(page.words[start]) == "make":
        start += 1
    end = clause_end(page, k + 2, j)
    if stop <= start or end <= k + 2:
        return ()
    return (Ordered(((k, k + 2),), (k + 2, end), (start, stop), "only_if", known=True),)


def _condition_for(page: Page, k: int, i: int, j: int) -> tuple[Ordered, ...]:
    """*makes A a condition for B*, *A is a precondition of B*, *A as a condition for B*."""
    if page.words[k + 1 : k + 2] not in (("for",), ("of",)) or page.words[k - 1] not in (
        "a", "the", "as", "its", "their", "main", "first", "any",
    ):  # fmt: skip
        return ()
    start, stop = clause_start(page, i, k), k - 1
    made = next((m for m in range(start, k) if lemma(page.words[m]) in ("make", "set")), None)
    setter = None
    if made is not None:
        setter = subject_range(page, verb_group(page, made, start), start)
        start = made + 1
    while stop > start and (
        lemma(page.words[stop - 1]) in ("be", "as") or page.tags[stop - 1] in ("MD", "RB", ",")
    ):
        stop -= 1
    end = clause_end(page, k + 2, j)
    if stop <= start or end <= k + 2:
        return ()
    return (
        Ordered(
            ((k, k + 1),),
            (start, stop),
            (k + 2, end),
            "before",
            "required_before_then",
            setter=setter,
            known=True,
        ),
    )
