"""*if*, *provided that*, *on condition that*, *as long as*: what has to be so.

Examples (in our own words)
---------------------------
``Norland would lift the levy if Sudland opened its market.``
``Talks can begin only if the shelling stops, Norland said.``
``If Sudland opens the road, Norland would free the drivers.``
"""

from __future__ import annotations

from parley.reading.clauses import modal_in, negated_in
from parley.reading.conditions._frame import (
    Mood,
    Ordered,
    ends_in_first,
    harmful,
    only_before,
    shaped,
    starts_with,
    tells_an_act,
)
from parley.reading.lexicon import lemma
from parley.reading.page import Page, Range

WORDS = frozenset(("if", "provided", "providing", "as", "so", "on", "in", "assuming"))
_OPENINGS = (
    ("provided", "that"), ("providing", "that"), ("as", "long", "as"), ("so", "long", "as"),
    ("on", "condition", "that"), ("on", "the", "condition", "that"),
    ("in", "the", "event", "that"), ("assuming", "that"), ("if",), ("provided",), ("providing",),
)  # fmt: skip
_FAILURES = frozenset(
    """fail collapse refuse reject break continue attack lose miss violate ask invite need
    want find persist come prove see feel""".split()
)


def find(page: Page, k: int, i: int, j: int, mood: Mood) -> tuple[Ordered, ...]:
    """A condition of an act, where somebody would do it or it can only then be done."""
    begin = starts_with(page, k, *_OPENINGS)
    if begin is None or page.words[k - 1 : k] in (
        ("as",),
        ("even",),
        ("asked",),
        ("see",),
    ):
        return ()
    if page.words[k].startswith("provid") and _gives(page, k):
        return ()
    only = only_before(page, i, k)
    shape = shaped(page, k, begin, i, j)
    if shape is None:
        return ()
    main, condition = shape
    if not only and (mood.guessed or not (mood.offered or _promised(page, main))):
        return ()
    condition, first = ends_in_first(page, condition)
    denied = negated_in(page, *condition)
    threat = not only and (mood.threatened or harmful(page, main)) and not mood.offered
    if threat and not denied:
        return ()  # what somebody would do to another that goes on as it does
    if not threat and not only and (denied or _fails(page, condition)):
        return ()
    if not tells_an_act(page, condition):
        return ()
    order = "before" if first and not only else "only_if"
    return (
        Ordered(((k, begin),), condition, main, order, threat=threat),  # type: ignore[arg-type]
    )


def _promised(page: Page, main: Range) -> bool:
    return modal_in(page, *main) is not None and page.words[main[0]] != "there"


def _gives(page: Page, k: int) -> bool:
    """*provided by the agency*, *has provided aid*: a verb."""
    near = page.words[max(0, k - 2) : k]
    return page.words[k + 1 : k + 2] == ("by",) or any(
        lemma(w) in ("be", "have", "which", "who") for w in near
    )


def _fails(page: Page, condition: Range) -> bool:
    """*if the talks fail*: what may happen, and not what is asked for."""
    return any(
        page.tags[k].startswith("VB") and lemma(page.words[k]) in _FAILURES
        for k in range(*condition)
    )
