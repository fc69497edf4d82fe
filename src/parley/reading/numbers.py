"""Numbers in running words: digits, spelled numbers, scales, money signs and vague amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from parley.model import Token
from parley.reading.shares import Share, read_share

__all__ = ["SPELLED", "SPELLED_WORDS", "Number", "read_number", "spelled_value"]

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS = {word: n for n, word in enumerate(_UNITS)} | {
    word: 10 * n for n, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_PLURAL_SCALES = {
    **{"dozens": 12.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6},
    **{"billions": 1e9, "trillions": 1e12},
}
_FEW = {"several": 3.0, "few": 2.0, "couple": 2.0}
"""The least that a word for a small number can mean."""
_MULTIPLES = frozenset((*_SCALES, "dozen"))
_DIGITS = re.compile(r"[$€£¥₹]?\s?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:-([A-Za-z-]+))?")

SPELLED = (
    rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS[1:10])}))?|(?:{'|'.join(reversed(_UNITS))})"
)
"""A regular expression for the spelled numbers below a hundred."""


SPELLED_WORDS = (*_UNITS, *_TENS)
"""Their first words."""
_FIRST = frozenset(
    (*SPELLED_WORDS, *_PLURAL_SCALES, "tens", "several", "few", "many", "a", "an", "half", "not")
)
_SIZES = frozenset(
    """large small growing huge vast significant substantial great limited undetermined unknown
    undisclosed unspecified unconfirmed""".split()
)
_FOLD = re.compile(r"([a-z]+|\d+)-?fold")


class Number(NamedTuple):
    """A number read from tokens ``[start, stop)``."""

    start: int
    stop: int
    value: float | None
    """None for a vague amount (*several dozen*, *thousands*)."""
    kind: str
    """``digits``, ``words``, ``vague``, ``few`` (no size at all: *several*), ``share`` (of
    something, in percent), ``odds`` (*one in three*, in percent) or ``fold``."""
    suffix: str = ""
    """What is joined to it by a hyphen: ``member`` in *20-member*."""
    low: float | None = None
    """The least that a vague amount can mean: two dozen for *dozens*."""


def spelled_value(text: str) -> float | None:
    """Value of a number below a thousand written in digits or letters, None where it is neither.

    Examples
    --------
    >>> spelled_value("twenty-four"), spelled_value("1,200"), spelled_value("several")
    (24.0, 1200.0, None)
    """
    if text[:1].isdigit():
        match = _DIGITS.fullmatch(text)
        return float(match.group(1).replace(",", "")) if match else None
    total = 0
    for word in text.lower().replace("-", " ").split():
        if word not in _CARDINALS:
            return None
        total += _CARDINALS[word]
    return float(total) if text else None


def read_number(tokens: Sequence[Token], words: Sequence[str], i: int) -> Number | None:
    """Read the number that starts at token `i`.

    Parameters
    ----------
    tokens : sequence of Token
    words : sequence of str
        Their texts in lower case.
    i : int

    Examples
    --------
    >>> from parley.reading.text import tokenize
    >>> def read(text):
    ...     tokens = tokenize(text)
    ...     return read_number(tokens, [t.text.lower() for t in tokens], 0)
    >>> read("two and a half million people")[:4]
    (0, 5, 2500000.0, 'words')
    >>> read("several dozen people")
    Number(start=0, stop=2, value=None, kind='vague', suffix='', low=36.0)
    """
    word = words[i]
    first = word[0]
    if word not in _FIRST and not (first.isdigit() or first in "$€£¥₹" or "-" in word):
        return _folded(word, i) if word.endswith("fold") else None
    if word == "not":  # *not a single lorry*
        none = words[i + 1 : i + 3] == ["a", "single"]
        return Number(i, i + 3, 0.0, "words") if none else None
    share = read_share(tokens, words, i, _small)
    if share is not None:
        return _shared(share, i)
    if first.isdigit() or first in "$€£¥₹":
        return _from_digits(tokens, words, i)
    if word in _PLURAL_SCALES or (word == "tens" and words[i + 1 : i + 2] == ["of"]):
        return _plural_scale(words, i)
    if word in ("several", "few", "many", "a", "an", "half"):
        return _from_article(words, i)
    return _from_words(words, i)


def _small(word: str) -> float | None:
    """A whole number in one word, spelled or in digits."""
    if word.isdecimal():
        return float(word)
    value = _cardinal(word)
    return None if value is None else float(value)


def _shared(share: Share, i: int) -> Number:
    return Number(i, share.stop, share.percent, share.kind)


def _folded(word: str, i: int) -> Number | None:
    """*Fourfold*, *ten-fold*, *20-fold*."""
    match = _FOLD.fullmatch(word)
    value = _small(match.group(1)) if match else None
    return None if value is None or value < 2 else Number(i, i + 1, value, "fold")


def _from_digits(tokens: Sequence[Token], words: Sequence[str], i: int) -> Number | None:
    match = _DIGITS.fullmatch(words[i])
    if match is None:
        return _folded(words[i], i) if words[i].endswith("fold") else None
    value, stop = float(match.group(1).replace(",", "")), i + 1
    if match.group(2):
        scale, _, suffix = match.group(2).partition("-")
        if scale in _SCALES:  # $1.2-billion, 20-million-dollar
            return Number(i, stop, value * _SCALES[scale], "digits", suffix)
        return Number(i, stop, value, "digits", match.group(2))
    if words[stop : stop + 1] == ["-"] and words[stop + 1 : stop + 2]:
        stop += words[stop + 1] in _SCALES  # $1.2-billion
    value, stop = _scaled(words, value, stop)
    close = stop < len(words) and tokens[stop - 1].span.end == tokens[stop].span.start
    if close and words[stop] in _SHORT_SCALES:  # $5m, 30k
        value, stop = value * _SHORT_SCALES[words[stop]], stop + 1
    return Number(i, stop, value, "digits")


def _scaled(words: Sequence[str], value: float, stop: int) -> tuple[float, int]:
    """Multiply by the scales that follow: *1.2 million*, *four hundred thousand*, *two dozen*."""
    while stop < len(words) and words[stop] in _MULTIPLES:
        value *= 12 if words[stop] == "dozen" else _SCALES[words[stop]]
        stop += 1
    return value, stop


def _plural_scale(words: Sequence[str], i: int) -> Number:
    """*Dozens*, *thousands*, *tens of thousands*."""
    stop, size = i + 1, 10.0 if words[i] == "tens" else _PLURAL_SCALES[words[i]]
    if words[stop : stop + 1] == ["of"] and words[stop + 1 : stop + 2]:
        inner = words[stop + 1]
        if inner in _PLURAL_SCALES and inner not in ("dozens", "scores"):
            size, stop = size * _PLURAL_SCALES[inner], stop + 2
    return Number(i, stop, None, "vague", low=2 * size)


def _from_article(words: Sequence[str], i: int) -> Number | None:
    """*Several dozen*, *a few hundred*, *a dozen*, *half a million*."""
    word, following = words[i], words[i + 1] if i + 1 < len(words) else ""
    if word in ("several", "few", "many"):
        least = _FEW.get(word, 2.0)
        if following in _MULTIPLES:
            return Number(i, i + 2, None, "vague", low=_scaled(words, least, i + 1)[0])
        return Number(i, i + 1, None, "few", low=least) if word == "several" else None
    if word == "half":
        if following in ("a", "an") and words[i + 2 : i + 3]:
            value, stop = _scaled(words, 0.5, i + 2)
            return Number(i, stop, value, "words") if stop > i + 2 else None
        return None
    return _after_article(words, i, following)


def _after_article(words: Sequence[str], i: int, following: str) -> Number | None:
    if following == "few":
        if words[i + 2 : i + 3] and words[i + 2] in _MULTIPLES:
            return Number(i, i + 3, None, "vague", low=_scaled(words, 2.0, i + 2)[0])
        return Number(i, i + 2, None, "few", low=2.0)
    if following in ("couple", "number", "handful", "score") and words[i + 2 : i + 3] == ["of"]:
        return Number(i, i + 2, None, "few", low=2.0)
    if following in _SIZES and words[i + 2 : i + 4] == ["number", "of"]:
        return Number(i, i + 3, None, "vague")
    if following in _MULTIPLES:
        value, stop = _scaled(words, 1.0, i + 1)
        return Number(i, stop, value, "words")
    if following == "quarter" and words[i + 2 : i + 5] == ["of", "a", "million"]:
        return Number(i, i + 5, 250_000.0, "words")
    if following in _MEASURED and i and words[i - 1] in _BEFORE_ONE:
        return Number(i, i + 1, 1.0, "words")  # *at least a metre*
    return None


_MEASURED = frozenset(
    """metre meter kilometre kilometer mile tonne ton hectare acre kilo kilogram litre liter barrel
    percent dollar euro pound centimetre foot yard""".split()
)
_BEFORE_ONE = frozenset("least than over about almost nearly around most roughly under".split())


def _cardinal(word: str) -> int | None:
    """*Seven*, *twenty*, *twenty-four*."""
    plain = _CARDINALS.get(word)
    if plain is not None or "-" not in word:
        return plain
    tens, _, unit = word.partition("-")
    if tens in _TENS and _CARDINALS.get(unit, 99) < 10:
        return _CARDINALS[tens] + _CARDINALS[unit]
    return None


def _from_words(words: Sequence[str], i: int) -> Number | None:
    """*One hundred and twenty thousand*, *five-member*."""
    head, _, tail = words[i].partition("-")
    if _cardinal(words[i]) is None:
        if head not in _CARDINALS or not tail:
            return None
        if tail == "fold":
            return Number(i, i + 1, float(_CARDINALS[head]), "fold")
        return Number(i, i + 1, float(_CARDINALS[head]), "words", tail)
    total, current, stop = 0.0, 0.0, i
    while stop < len(words):
        word = words[stop]
        small = _cardinal(word)
        joins = word == "and" and stop > i and words[stop - 1] in _SCALES
        if small is not None and (current % 100 == 0 or _ones(current, small)):
            current += small
        elif word == "hundred" and 0 < current < 100:
            current *= 100
        elif word in _SCALES and current:
            total, current = total + current * _SCALES[word], 0.0
        elif not (joins and stop + 1 < len(words) and _cardinal(words[stop + 1]) is not None):
            break
        stop += 1
    value = total + current
    if words[stop : stop + 3] == ["and", "a", "half"]:
        value, stop = _scaled(words, value + 0.5, stop + 3)
    elif words[stop : stop + 1] == ["dozen"]:
        value, stop = value * 12, stop + 1
    return Number(i, stop, value, "words")


def _ones(current: float, value: int) -> bool:
    """*Twenty four* without its hyphen."""
    return current % 100 >= 20 and current % 10 == 0 and 0 < value < 10
