"""What a batch would take, estimated before anything is sent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from parley.reading.llm.prompt import Message

__all__ = ["Estimate", "Prices", "estimate", "tokens"]

_LETTERS = 3.6
"""UTF-8 bytes of English that make a token, on the low side of what common tokenizers need."""
_ANSWER = 6.5
"""Tokens of an answer for one token of a passage, whose words come back several times over: the
median of what the rules find, written as an answer, over 23 passages of news (from 2 to 10)."""
_FRAME = 150
"""Tokens of an answer that tells of nothing."""
_OVERHEAD = 8
"""Tokens that a message takes beside its words."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in whatever money the user thinks in."""

    into: float
    out: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is still to be asked, and about what that takes."""

    documents: int
    passages: int
    """All of them."""
    known: int
    """Those answered before."""
    tokens_in: int
    tokens_out: int
    money: float | None = None

    @property
    def asked(self) -> int:
        """Passages that are to be sent."""
        return self.passages - self.known

    def __str__(self) -> str:
        if not self.asked:
            return f"all {self.passages:,} passages were answered before; nothing is sent"
        before = f" ({self.known:,} of {self.passages:,} were answered before)" * bool(self.known)
        text = (
            f"{self.asked:,} {'passage' if self.asked == 1 else 'passages'} of "
            f"{self.documents:,} {'report' if self.documents == 1 else 'reports'}{before}, about "
            f"{_round(self.tokens_in):,} tokens in and {_round(self.tokens_out):,} out"
        )
        if self.money is None:
            return text
        money = "less than 0.01" if self.money < 0.01 else f"about {self.money:,.2f}"
        return f"{text}, {money} at the prices given"


def tokens(text: str) -> int:
    """About how many tokens a text is.

    Examples
    --------
    >>> tokens("They met on Friday to discuss the wage offer.")
    13
    """
    return math.ceil(len(text.encode("utf-8", "surrogatepass")) / _LETTERS)


def estimate(
    asked: Sequence[tuple[Sequence[Message], str]],
    *,
    documents: int,
    known: int,
    prices: Prices | None = None,
) -> Estimate:
    """Estimate a batch.

    Parameters
    ----------
    asked : sequence of (messages, passage)
        What would be sent.
    documents, known : int
        How many documents there are, and passages answered before.
    prices : Prices, optional
        Without them no money is spoken of.
    """
    into = sum(tokens(m["content"]) + _OVERHEAD for sent, _ in asked for m in sent)
    out = sum(_FRAME + math.ceil(_ANSWER * tokens(passage)) for _, passage in asked)
    money = None if prices is None else (into * prices.into + out * prices.out) / 1e6
    return Estimate(documents, len(asked) + known, known, into, out, money)


def _round(number: int) -> int:
    """Two digits that count: more would claim to know."""
    size = int(10 ** max(0, len(str(number)) - 2))
    return math.ceil(number / size) * size
