"""Whether two texts use the same words: shared quotations, and sentences that are nearly one.

Retellings of one agency report differ by a word here and there. Word triples are hashed, the
smallest few are kept as a sketch, and only sentences whose sketches meet are compared; so many
sentences are compared in a time that grows with their number, not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from rapidfuzz.distance import LCSseq

__all__ = ["LONG_ENOUGH", "NEAR", "QUOTED", "Match", "alike", "near_pairs", "words_of"]

QUOTED = 5
"""Words that a direct quotation must have to be known again."""
LONG_ENOUGH = 8
"""Words that a sentence must have: shorter ones are alike by chance."""
NEAR = 0.8
"""Share of the longer sentence's words that must stand in the other, in the same order."""
_SKETCH = 8
_CROWDED = 64
"""A triple that so many sentences share (``is expected to``) tells nothing."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Match:
    """Two texts, by their index, that are nearly the same."""

    one: int
    other: int
    likeness: float


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without case, marks and kinds of apostrophe.

    Examples
    --------
    >>> words_of("“We won’t go,” she said.")
    ('we', "won't", 'go', 'she', 'said')
    """
    return tuple(word.replace("’", "'") for word in _WORD.findall(text.casefold()))


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How far two sentences are the same, from 0 to 1; 0 where one is too short to tell.

    Examples
    --------
    >>> told = words_of("The port will reopen on Monday if the two sides sign, the Post said")
    >>> again = words_of("The port will reopen on Monday if both sides sign, the Post said")
    >>> round(alike(told, again), 2), alike(told[:4], again[:4])
    (0.86, 0.0)
    """
    if min(len(one), len(other)) < LONG_ENOUGH:
        return 0.0
    return float(LCSseq.normalized_similarity(one, other))


def near_pairs(texts: Sequence[tuple[str, ...]]) -> Iterator[Match]:
    """Pairs of texts, as `words_of` gives them, that are nearly the same, in their order."""
    meeting: dict[int, list[int]] = {}
    pairs: set[tuple[int, int]] = set()
    for n, words in enumerate(texts):
        for mark in _sketch(words):
            others = meeting.setdefault(mark, [])
            if len(others) < _CROWDED:
                pairs.update((other, n) for other in others)
                others.append(n)
    for one, other in sorted(pairs):
        likeness = alike(texts[one], texts[other])
        if likeness >= NEAR:
            yield Match(one, other, likeness)


def _sketch(words: tuple[str, ...]) -> list[int]:
    """The smallest hashes of a text's word triples: like texts have some of them in common."""
    if len(words) < LONG_ENOUGH:
        return []
    triples = {" ".join(words[n : n + 3]) for n in range(len(words) - 2)}
    return sorted(crc32(triple.encode()) for triple in triples)[:_SKETCH]
