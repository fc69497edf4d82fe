"""*before* and *first*: what is asked for ahead of something else.

Examples (in our own words)
---------------------------
``Norland demanded that Sudland withdraw before talks begin.``
``The rebels want a road out of the valley before any release.``
``The convoy would pass first, and then the gates would be opened.``
"""

from __future__ import annotations

from parley.reading.clauses import (
    any_verb,
    clause_end,
    clause_start,
    modal_in,
    negated_in,
)
from parley.reading.conditions._frame import Mood, Ordered, fronted, medial
from parley.reading.page import Page, Range

WORDS = frozenset(("before", "first", "prior"))
_DUTIES = frozenset(("must", "should", "shall"))
_ACTS = frozenset(
    """talks negotiations release releases ceasefire truce vote signing withdrawal meeting deal
    agreement payment strike elections election dialogue handover return exchange""".split()
)


def find(page: Page, k: int, i: int, j: int, mood: Mood) -> tuple[Ordered, ...]:
    """The order of two acts; a *before* that only dates something is none."""
    if page.words[k] == "first":
        return _first(page, k, i, j, mood)
    begin = k + 1
    if page.words[k] == "prior":
        if page.words[k + 1 : k + 2] != ("to",):
            return ()
        begin = k + 2
    shape = fronted(page, k, begin, i, j)
    if shape is not None:
        main, later = shape
        if _orders(page, later, mood) and (mood.asked or _duty(page, *main)):
            return (Ordered(((k, begin),), main, later, "before", "required_before_then"),)
        return ()
    shape = medial(page, k, begin, i, j)
    if shape is None or not _orders(page, shape[1], mood):
        return ()
    earlier, later = shape
    if not mood.asked and negated_in(page, *earlier):
        if any_verb(page, *later) is None and not (set(page.words[slice(*later)]) & _ACTS):
            return ()
        return (Ordered(((k, begin),), later, earlier, "before", "required_before_then"),)
    if mood.asked or _duty(page, *earlier):
        if earlier[1] < k:
            earlier = (earlier[0], k)
        return (Ordered(((k, begin),), earlier, later, "before", "required_before_then"),)
    return ()


def _duty(page: Page, i: int, j: int) -> bool:
    return any(
        page.words[m] in _DUTIES
        or page.words[m : m + 2] in (("has", "to"), ("have", "to"), ("needs", "to"), ("need", "to"))
        for m in range(i, j)
    )


def _orders(page: Page, later: Range, mood: Mood) -> bool:
    """Whether *before* orders acts here, and does not date one (*before an April truce*)."""
    i, j = later
    if i >= j or page.timex_in(i, min(i + 2, j), "DATE") is not None:
        return False
    if any(page.tags[m].startswith(("VB", "MD")) for m in range(i, j)):
        return True
    if mood.asked and page.words[i] == "any" and j - i > 1:
        return True  # "before any easing": what is not there yet
    opens = page.words[i] in ("any", "further", "more", "new", "the", "a")
    return bool({"talks", "negotiations"} & set(page.words[i:j])) or (
        opens and page.words[i] in ("any", "further") and bool(_ACTS & set(page.words[i:j]))
    )


def _first(page: Page, k: int, i: int, j: int, mood: Mood) -> tuple[Ordered, ...]:
    """*water first, then trucks*; *the convoy would pass first; then the gates would open*."""
    start = clause_start(page, i, k)
    m = k + 1
    while m < j and page.words[m] in (",", ";", "and"):
        m += 1
    if m == k + 1 or m >= j or start >= k or page.words[k - 1] == "the":
        return ()
    if page.words[m] == "then":
        later = m + 1, clause_end(page, m + 1, j)
        plain = k - start <= 6 and later[1] - later[0] <= 6
        if mood.asked or plain or _planned(page, start, k):
            return (Ordered(((k, k + 1), (m, m + 1)), (start, k), later, "before"),)
        return ()
    nxt = next((n for n in range(m, j) if page.words[n] == ";"), None)
    if page.words[k + 1] == "," and nxt is not None:
        m = nxt + 1
    elif page.words[k + 1] != ";":
        return ()
    later = m, clause_end(page, m, j)
    if _planned(page, start, k) and _planned(page, *later):
        return (Ordered(((k, k + 1),), (start, k), later, "before"),)
    return ()


def _planned(page: Page, i: int, j: int) -> bool:
    return modal_in(page, i, j) is not None or _duty(page, i, j)
