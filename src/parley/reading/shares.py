"""Fractions and odds in words: *a third of*, *two-fifths*, *by half*, *one in three*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from parley.model import Token

__all__ = ["PARTS", "Share", "read_share"]

PARTS = {
    **{"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4},
    **{"fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7},
    **{"eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10},
}
"""Into how many parts a fraction's word divides."""
_COMPARED = frozenset("more less fewer higher lower larger smaller again as".split())
_ENDS = frozenset((",", ".", ";", ":", "!", "?", ")", '"', "”", "’", "–", "—"))


class Share(NamedTuple):
    """A part of a whole, up to token `stop`."""

    stop: int
    percent: float
    kind: str
    """``share``, or ``odds`` where the words name no whole (*one in three*)."""


def read_share(
    tokens: Sequence[Token], words: Sequence[str], i: int, small: Callable[[str], float | None]
) -> Share | None:
    """Read the fraction that starts at token `i`; None where none does.

    Parameters
    ----------
    tokens : sequence of Token
    words : sequence of str
        Their texts in lower case.
    i : int
    small : callable
        The value of a whole number in one word, None for another word.

    Notes
    -----
    *A third* alone may be an ordinal (*a third round*) and *a quarter* a time: what follows must
    say that it is a part (*of*, *more*), or *by* before it.
    """
    word = words[i]
    following = words[i + 1] if i + 1 < len(words) else ""
    if word == "half":
        return None if following in ("a", "an") else Share(i + 1, 50.0, "share")
    if word in ("a", "an"):
        return _after_article(tokens, words, i) if following in PARTS else None
    head, _, tail = word.partition("-")
    if tail in PARTS:
        return _fraction(words, i + 1, small(head), tail)
    if (following in PARTS and following.endswith("s")) or (word == "one" and following in PARTS):
        return _fraction(words, i + 2, small(word), following)
    if following in ("in", "out"):
        return _odds(tokens, words, i, small)
    return None


def _fraction(words: Sequence[str], stop: int, top: float | None, part: str) -> Share | None:
    """*Two-thirds*, *three quarters*, *one fifth*; not *one third-placed*, *one quarter later*."""
    if top is None or not 0 < top <= PARTS[part]:
        return None
    singular = not part.endswith("s")
    if singular and words[stop : stop + 1] != ["of"]:
        return None
    return Share(stop, 100 * top / PARTS[part], "share")


def _after_article(tokens: Sequence[Token], words: Sequence[str], i: int) -> Share | None:
    percent, stop = 100 / PARTS[words[i + 1]], i + 2
    following = words[stop] if stop < len(words) else ""
    if following == "of":
        return None if words[stop + 1 : stop + 3] == ["a", "million"] else _part(stop, percent)
    if following in _COMPARED:
        return _part(stop, percent)
    closed = not following or following in _ENDS or tokens[stop].tag in ("IN", "TO", "CC", "RB")
    return _part(stop, percent) if closed and i and words[i - 1] == "by" else None


def _part(stop: int, percent: float) -> Share:
    return Share(stop, percent, "share")


_WHOLES = frozenset((3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000))


def _odds(
    tokens: Sequence[Token],
    words: Sequence[str],
    i: int,
    small: Callable[[str], float | None],
) -> Share | None:
    """*One in three*, *nine out of ten*; not *two in three attacks*, *12 out of 33*."""
    k = i + 2 + (words[i + 1] == "out")
    if k - i == 3 and words[i + 2] != "of":
        return None
    top = small(words[i])
    whole = small(words[k]) if k < len(words) else None
    if top is None or whole is None or whole not in _WHOLES or top >= whole:
        return None
    if top != 1 and whole not in (10, 100) and not (k - i == 3 and whole < 10):
        return None
    return Share(k + 1, 100 * top / whole, "odds")
