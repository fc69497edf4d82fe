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
_OTHERS = frozenset(
    """
    der das und ein eine einen einem einer ist nicht hat haben mit von zu dem des im auf sich auch
    als sie nach bei aus dass wird wurde
    le la les du et un une est dans que qui pour sur pas au aux avec ce il elle ont à été sont
    el los las del y en una por con para se al lo su fue
    gli della di che per non sono
    het een van zijn niet voor op te
    """.split()
)
"""Little words of German, French, Spanish, Italian and Dutch that are no English words."""
_WORD = re.compile(r"[^\W\d_]+")
_LOOK = 5_000
"""Words that are looked at."""
_FEW = 25
"""Words below which English little words may be missing, as in a headline: then a text is refused
only for little words of another language."""
_FEWEST = 8
"""Words below which only the script is judged."""
_OTHER_SHARE = 0.15
_SHARE = 0.1
_LATIN = 0.7


def looks_english(text: str) -> bool:
    """Whether a text can be read as English. A text without a word is not refused for that.

    Examples
    --------
    >>> looks_english("Talks resume in Cairo"), looks_english("Переговоры в Каире")
    (True, False)
    >>> looks_english("Die Gewerkschaft hat das Angebot der Arbeitgeber am Montag abgelehnt")
    False
    """
    words = [match[0] for match in islice(_WORD.finditer(text), _LOOK)]
    if not words:
        return True
    letters = "".join(words)
    if sum(letter.isascii() for letter in letters) < _LATIN * len(letters):
        return False
    if len(words) < _FEWEST:
        return True
    found = sum(word.lower() in _FUNCTION_WORDS for word in words)
    if found >= _SHARE * len(words):
        return True
    # Capitals are left aside: El Salvador, La Paz and Le Monde stand in English texts.
    others = sum(word in _OTHERS for word in words)
    return len(words) < _FEW and others < _OTHER_SHARE * len(words)
