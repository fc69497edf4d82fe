"""Whether a text is English, by the little words that no English text goes without.

About a quarter of the words of English news are among them; in other languages that share some
of their spellings (Dutch *of*, Danish *for*) it is one in thirteen at most.
"""

from __future__ import annotations

import re
from itertools import islice

__all__ = ["looks_english"]

_FUNCTION_WORDS = frozenset(
    """
    about after and are at be because been before being between but by could for from had has
    have his into is it its not of said she should that the their there these they this those to
    was were when which while who will with would
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+")
_LOOK = 5_000
"""Words that are looked at."""
_FEW = 25
"""Words below which only the script is judged: a headline may well have no little word."""
_SHARE = 0.1
_LATIN = 0.7


def looks_english(text: str) -> bool:
    """Whether a text can be read as English. A text without a word is not refused for that.

    Examples
    --------
    >>> looks_english("Talks resume in Cairo"), looks_english("Переговоры в Каире")
    (True, False)
    """
    words = [match[0] for match in islice(_WORD.finditer(text), _LOOK)]
    if not words:
        return True
    letters = "".join(words)
    if sum(letter.isascii() for letter in letters) < _LATIN * len(letters):
        return False
    if len(words) < _FEW:
        return True
    found = sum(word.lower() in _FUNCTION_WORDS for word in words)
    return found >= _SHARE * len(words)
