"""*swap A for B*, *free A for B*, *three A for every B*, *an exchange of A and B*.

Examples (in our own words)
---------------------------
``Norland freed 30 drivers for two soldiers.``
``The sides agreed to an exchange of prisoners for bodies.``
"""

from __future__ import annotations

from parley.reading.attribution import Scene
from parley.reading.exchanges._frame import Tied, side_end, told_at
from parley.reading.lexicon import lemma
from parley.reading.lexicon.concepts import concept
from parley.reading.lexicon.people import HELD
from parley.reading.page import Page

WORDS = frozenset(("for", "of", "against"))
_TRADES = frozenset(("trade", "swap", "exchange", "barter"))
_GIVES = frozenset(("free", "release", "return", "hand", "give", "deliver"))


def find(scene: Scene, k: int) -> Tied | None:
    """Things traded by a verb of trade, or people for people."""
    page = scene.page
    sentence = page.sentences[page.sentence_of(k)]
    if page.words[k] == "of":
        return _noun(scene, k, sentence.last)
    verb = next(
        (
            m
            for m in range(k - 1, max(sentence.first - 1, k - 14), -1)
            if page.tags[m].startswith("VB") and lemma(page.words[m]) in _TRADES | _GIVES
        ),
        None,
    )
    each = page.words[k + 1 : k + 2] in (("every",), ("each",))
    end = side_end(page, k + 1, sentence.last)
    if end <= k + 1:
        return None
    if each:
        start = _counted(page, max(sentence.first, k - 6), k)
        people = _people(page, k + 1, end) and start is not None
        return (
            Tied((k, k + 2), (start, k), (k + 1, end), told_at(scene, k))
            if people and start is not None
            else None
        )
    if verb is None or any(page.words[m] in (",", ";") for m in range(verb, k)):
        return None
    trade = lemma(page.words[verb]) in _TRADES and page.words[k] == "for"
    if k <= verb + 1 or (
        not trade and not (_people(page, verb + 1, k) and _people(page, k + 1, end))
    ):
        return None
    dated = page.timex_in(k + 1, min(end, k + 3), "DURATION") or page.words[k + 1] == "the"
    if dated and not (trade and _people(page, k + 1, end)):
        return None
    return Tied((k, k + 1), (verb + 1, k), (k + 1, end), told_at(scene, k))


def _noun(scene: Scene, k: int, last: int) -> Tied | None:
    """*an exchange of hostages and prisoners*: two kinds of people, named apart."""
    page = scene.page
    if page.words[k - 1 : k] not in (("exchange",), ("swap",)):
        return None
    end = side_end(page, k + 1, last)
    joint = next((m for m in range(k + 2, end) if page.words[m] in ("for", "and")), None)
    if joint is None or joint + 1 >= end:
        return None
    if not (_people(page, k + 1, joint) and _people(page, joint + 1, end)):
        return None
    return Tied((k - 1, k + 1), (k + 1, joint), (joint + 1, end), told_at(scene, k))


def _counted(page: Page, i: int, k: int) -> int | None:
    return next((m for m in range(k - 1, i - 1, -1) if page.tags[m] == "CD"), None)


def _people(page: Page, i: int, j: int) -> bool:
    release = concept("release")
    known = release.objects if release else frozenset()
    return any(
        page.words[m] in HELD or page.words[m] in known or page.words[m] == "fighters"
        for m in range(i, j)
    )
