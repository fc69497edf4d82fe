"""How sure a source is of what it says, and the words that show it.

The values are FactBank's, by the last source, and two of the schema's own: ``conditional`` and
``planned``. A hedge on a number (*perhaps 30 people*) is the figure's and no doubt of the source.
"""

from __future__ import annotations

from parley.model import Span
from parley.reading.page import Page

__all__ = ["factuality", "hedges"]

_PROBABLE = frozenset(("probably", "likely", "presumably", "apparently", "seemingly"))
_POSSIBLE = frozenset(("possibly", "perhaps", "maybe", "conceivably"))
_TOLD = frozenset(("reportedly", "allegedly", "purportedly", "unlikely"))
_MODALS = frozenset(("may", "might", "could"))


def hedges(page: Page, i: int, j: int) -> tuple[Span, ...]:
    """The words in tokens i .. j by which a source leaves open whether it is so."""
    return tuple(page.span(k, k + 1) for k in range(i, j) if _hedges(page, k))


def factuality(page: Page, i: int, j: int, speech: str, act: str) -> str:
    """Certainty and polarity of tokens i .. j by the last source."""
    words = page.words[i:j]
    if "if" in words or "unless" in words:
        return "conditional"
    if act in ("demand", "offer", "threaten", "signal_readiness") or "will" in words:
        return "planned"
    if speech in ("belief", "estimate"):
        return "PR+"
    found = {page.words[k] for k in range(i, j) if _hedges(page, k)}
    if found & (_MODALS | _POSSIBLE):
        return "PS+"
    if speech == "deny":
        return "CT-"
    return "PR+" if found & _PROBABLE else "CT+"


def _hedges(page: Page, k: int) -> bool:
    word = page.words[k]
    if word in _MODALS:
        return page.tags[k] == "MD" and page.tokens[k].text[0].islower()  # May is a month too
    on_a_number = page.tags[k + 1 : k + 2] == ("CD",)
    return word in _PROBABLE | _POSSIBLE | _TOLD and not on_a_number
