"""Part-of-speech tags, from TextBlob's lexicon-based tagger, mended where news prose needs it.

The tagger knows no context beyond a word or two, so it calls *release* a noun in *that Norland
release* and *ends* a noun in *if Norland ends its assault*. The repairs here are few and general:
they look only at neighbouring tags.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import warnings
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from types import ModuleType
from typing import Any

from parley.model import Token
from parley.reading.lexicon import BASE_VERBS, VERB_FORMS, lemma
from parley.reading.lexicon.gazetteer import by_demonym

__all__ = ["is_common", "tag"]

_PUNCTUATION = {"—": ":", "–": ":", "-": ":", ";": ":", "!": ".", "?": ".", "%": "NN"}


@lru_cache(maxsize=1)
def _parser() -> Any:
    """Import TextBlob's tagger alone, on first use.

    TextBlob's own package imports nltk and with it scipy.stats, two seconds of work for parts that
    are not used here. A bare package of its name, pointing at its folder, stands in while the
    tagger is imported, and is taken away again so that anybody else imports the real one.
    """
    bare = None
    if "textblob" not in sys.modules:
        found = importlib.util.find_spec("textblob")
        bare = ModuleType("textblob")
        bare.__path__ = list(found.submodule_search_locations or ()) if found else []
        sys.modules["textblob"] = bare
    try:
        parser = importlib.import_module("textblob.en").parser
    finally:
        if bare is not None and sys.modules.get("textblob") is bare:
            del sys.modules["textblob"]
    with warnings.catch_warnings():  # it reads its lexicon without closing the file
        warnings.simplefilter("ignore", ResourceWarning)
        parser.parse("A warm word .", tokenize=False, chunks=False)
    return parser


def is_common(word: str) -> bool:
    """Whether a capitalised word is an ordinary word too (*Contract*), and so proves no name."""
    lexicon = _parser().lexicon
    lower = word.lower()
    return lower in lexicon and not str(lexicon[lower]).startswith("NNP")


def tag(tokens: Sequence[Token]) -> list[Token]:
    """Give every token of one sentence its Penn Treebank tag.

    Examples
    --------
    >>> from parley.reading.text import tokenize
    >>> [f"{t.text}/{t.tag}" for t in tag(tokenize("It demanded that Norland release them."))]
    ['It/PRP', 'demanded/VBD', 'that/IN', 'Norland/NNP', 'release/VB', 'them/PRP', './.']
    """
    if not tokens:
        return []
    words = ["".join(token.text[:60].replace("/", "-").split()) or "-" for token in tokens]
    parsed = _parser().parse(" ".join(words), tokenize=False, chunks=False)
    tags = [item.rsplit("/", 1)[1] for item in str.split(parsed)]
    if len(tags) != len(words):  # the tagger split a word that we did not
        tags = [
            str(_parser().parse(w, tokenize=False, chunks=False)).rsplit("/", 1)[1] for w in words
        ]
    return _mend(
        [
            # replace() takes four times as long
            Token(token.span, token.text, _fixed(token.text, t))
            for token, t in zip(tokens, tags, strict=True)
        ]
    )


@lru_cache(maxsize=1 << 15)
def _fixed(word: str, given: str) -> str:
    """Tags that depend on the word alone."""
    if word in _PUNCTUATION:
        return _PUNCTUATION[word]
    if word in '"“”‘’«»':
        return '"'
    if word in _SAID:
        return _SAID[word]
    if word in ("'s", "’s", "'", "’"):
        return "POS"
    if word[:1] in "$€£¥₹" or word[:1].isdigit():
        return "CD" if not any(part.isalpha() for part in word) else "JJ"
    if word in by_demonym() and not word.endswith("s"):
        return "JJ"
    if len(word) > 1 and word.isalpha() and word.isupper() and word != "I":
        return "NNP"
    if "-" in word and word.rpartition("-")[2][:1].isupper():
        return "NNP"
    if word.lower().rstrip(".") in ("mr", "mrs", "ms", "dr"):
        return "NNP"
    if word.lower() in ("dozen", "dozens", "scores", "hundreds", "thousands", "millions", "tens"):
        return "CD" if word.lower() == "dozen" else "NNS"
    return given


_SAID = {"said": "VBD", "told": "VBD", "says": "VBZ"}
"""Never nouns, whatever stands before them."""
_NOMINAL_LEFT = frozenset(("DT", "PRP$", "JJ", "JJR", "JJS", "POS", "CD"))


def _mend(tokens: list[Token]) -> list[Token]:
    """Verb or noun, for words that may be either, from what stands before and after them."""
    mended = list(tokens)
    for i, token in enumerate(mended):
        lower = token.text.lower()
        owned = i > 0 and mended[i - 1].tag in ("DT", "PRP$")
        if owned and token.tag in ("VB", "VBP") and lower not in VERB_FORMS:  # a monitor
            mended[i] = replace(token, tag="NN")
            continue
        if token.tag == "VBN" and _past(mended, i):
            mended[i] = replace(token, tag="VBD")
            continue
        named = i > 0 and i + 1 < len(mended) and mended[i + 1].text[:1].isupper()
        if token.text == "Said" and named:  # a first name
            mended[i] = replace(token, tag="NNP")
            continue
        if token.tag == "IN" and _opens_name(mended, i):
            mended[i] = replace(token, tag="NNP")
            continue
        if lower not in VERB_FORMS or (token.text[0].isupper() and i > 0):
            continue
        if lemma(lower) in ("be", "have", "do") or lower in _SAID:
            continue
        before = mended[i - 1] if i else None
        after = mended[i + 1] if i + 1 < len(mended) else None
        verb = _is_verb(mended, i, before, after)
        if verb is True and not token.tag.startswith("VB"):
            mended[i] = replace(token, tag=_verb_tag(lower))
        elif verb is False and token.tag.startswith("VB"):
            mended[i] = replace(token, tag="NNS" if lower.endswith("s") else "NN")
    return mended


def _past(tokens: list[Token], i: int) -> bool:
    """*rebels killed four soldiers*: a past tense with its object, and no auxiliary before it."""
    if i == 0 or i + 1 >= len(tokens):
        return False
    return tokens[i - 1].tag in ("NNS", "NNP", "PRP") and tokens[i + 1].tag in (
        "DT", "CD", "PRP$", "PRP",
    )  # fmt: skip


def _opens_name(tokens: list[Token], i: int) -> bool:
    """*…, Per Lund, said*: a preposition with a capital before a name is a name."""
    if i == 0 or i + 1 >= len(tokens) or not tokens[i].text[0].isupper():
        return False
    return tokens[i - 1].tag in (",", "NN", "NNP") and tokens[i + 1].tag == "NNP"


def _verb_tag(lower: str) -> str:
    if lower in BASE_VERBS:
        return "VB"
    return "VBG" if lower.endswith("ing") else "VBZ" if lower.endswith("s") else "VBD"


_ASKS = frozenset(("demands", "claims", "reports", "requests", "orders", "doubts", "hopes"))


def _is_verb(tokens: list[Token], i: int, before: Token | None, after: Token | None) -> bool | None:
    """True or False where the context decides; None leaves the tagger's choice."""
    lower = tokens[i].text.lower()
    if lower.endswith("ing") and after is not None and after.text.lower() == "that":
        return True if before is not None and before.tag not in _NOMINAL_LEFT else None
    if lower.endswith(("ed", "ing")):
        return None
    if before is None:
        return None
    left = before.text.lower()
    if before.tag == "TO" or left == "to":
        return lower in BASE_VERBS
    if before.tag == "MD" or left in (
        "n't",
        "not",
        "also",
        "still",
        "further",
        "did",
        "does",
        "do",
    ):
        return True
    opens_object = after is not None and (
        after.tag in ("DT", "PRP$", "PRP", "CD", "JJR", "TO", "NNP", "JJ")
        or after.text.lower()
        in ("that", "all", "several", "more", "it", "up", "out", "down", "off")
    )
    if left in ("percent", "%"):  # a 9 percent pay rise
        return False
    if before.tag == "," and after is not None and after.text.lower() == "that":
        return True  # the Courier, citing envoys, reports that …
    asks = after is not None and (
        after.tag in ("DT", "PRP$") or (after.text == "that" and lower in _ASKS)
    )
    if left == "and" and lower.endswith("s") and asks:
        return True  # … and demands a pause
    if left == "first" and opens_object:  # only if Norland first ends its raids
        return True
    if before.tag in _NOMINAL_LEFT and left not in ("that", "both", "one"):
        return False
    if before.tag in ("NNP", "NNPS", "PRP", "WP", "WDT", "NNS") and opens_object:
        return True
    if before.tag == "NN" and after is not None and after.tag in ("DT", "PRP$"):
        return True
    joins = after is not None and after.text.lower() == "that" and lower in BASE_VERBS
    if before.tag in ("NN", "NNP") and joins:  # people close to the talks doubt that …
        return True
    if before.tag in ("IN",) and left not in ("that", "if"):
        return False
    return None
