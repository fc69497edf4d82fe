"""*until* and *unless*: what is held back, put off or kept up as long as something is not done.

Examples (in our own words)
---------------------------
``Norland will not sign until Sudland withdraws.``
``Until the inspectors leave, she said, not one truck would pass.``
``The guild will block the bridge unless half of the sum is paid.``
"""

from __future__ import annotations

from parley.reading.clauses import MODALS, clause_end, modal_in, negated_in
from parley.reading.conditions._frame import (
    Mood,
    Ordered,
    ends_in_first,
    harmful,
    shaped,
    tells_an_act,
)
from parley.reading.lexicon import lemma
from parley.reading.page import Page, Range

WORDS = frozenset(("until", "till", "unless"))
_PUT_OFF = frozenset(
    """delay delayed postpone defer shelve withhold withheld refuse freeze suspend hold put
    wait""".split()
)
_KEPT_UP = frozenset(
    """boycott keep stay remain continue block blockade strike occupy maintain go picket
    abstain""".split()
)
_FROZEN = frozenset("frozen withheld suspended blocked halted stopped shelved".split())
_DOUBT = frozenset(("uncertainty", "uncertain", "unlikely", "doubt", "doubtful"))


def find(page: Page, k: int, i: int, j: int, mood: Mood) -> tuple[Ordered, ...]:
    """What may follow, and what it waits for."""
    if k + 1 < j and page.timex_in(k + 1, k + 2, "DATE") is not None:
        return ()  # put off until May: a time, no act
    shape = _turned(page, k, i, j) or shaped(page, k, k + 1, i, j)
    if shape is None or shape[0][1] - shape[0][0] < 2:
        return ()
    main, condition = shape
    condition, _ = ends_in_first(page, condition)
    if not tells_an_act(page, condition):
        return ()
    marker = ((k, k + 1),)
    held = negated_in(page, *main) or _doubted(page, main) or page.words[k - 1 : k] == ("not",)
    if page.words[k] == "unless":
        if mood.guessed:
            return ()
        if held:
            return (Ordered(marker, condition, main, "only_if", "required_before_then"),)
        if mood.threatened or (harmful(page, main) and modal_in(page, *main) is not None):
            return (Ordered(marker, condition, main, "only_if", threat=True),)
        return ()
    frozen = _frozen(page, main)
    if frozen is not None and not held:
        setter, then = (main[0], frozen - 1), (frozen + 1, main[1])
        if setter[0] < setter[1] and then[0] < then[1]:
            return (
                Ordered(marker, condition, then, "until", "required_before_then", setter=setter),
            )
    if held or _verb_of(page, main, _PUT_OFF):
        planned = mood.asked or mood.offered or held or modal_in(page, *main) is not None
        if planned or mood.threatened:
            return (Ordered(marker, condition, main, "until", "required_before_then"),)
        return ()
    if mood.guessed or not _verb_of(page, main, _KEPT_UP):
        return ()
    if mood.threatened or mood.offered or modal_in(page, *main) is not None:
        return (Ordered(marker, condition, main, "until", "required_before_then", threat=True),)
    return ()


def _turned(page: Page, k: int, i: int, j: int) -> tuple[Range, Range] | None:
    """*Not until A will B*: verb and subject change places."""
    if page.words[k - 1 : k] != ("not",) or k - 1 > i + 1:
        return None
    verb = next((m for m in range(k + 1, j) if page.tags[m].startswith("VB")), None)
    modal = next((m for m in range(verb or j, j) if page.words[m] in MODALS), None)
    return ((modal, clause_end(page, modal, j)), (k + 1, modal)) if modal is not None else None


def _frozen(page: Page, main: Range) -> int | None:
    """*Lenders have frozen the loan*, *have been holding back*: put off already, and until when."""
    for k in range(main[0] + 1, main[1] - 1):
        if page.words[k] in ("have", "has") and page.words[k + 1] in _FROZEN:
            return k + 1
    return None


def _doubted(page: Page, main: Range) -> bool:
    return any(page.words[m] in _DOUBT for m in range(*main))


def _verb_of(page: Page, main: Range, verbs: frozenset[str]) -> bool:
    return any(
        (page.tags[m].startswith("VB") or m == main[0] or page.words[m - 1] == "to")
        and (lemma(page.words[m]) in verbs or page.words[m] in verbs)
        for m in range(*main)
    )
