"""*A in exchange for B*, *A in return for B*, *A, against B*.

Examples (in our own words)
---------------------------
``Norland offered to free 30 drivers in exchange for fuel.``
"""

from __future__ import annotations

from parley.reading.attribution import Scene
from parley.reading.clauses import any_verb, clause_start
from parley.reading.exchanges._frame import Tied, side_end, told_at
from parley.reading.lexicon import lemma
from parley.reading.page import Page

WORDS = frozenset(("in",))
_FORMS = (("in", "exchange", "for"), ("in", "return", "for"))
_GIVING = frozenset(
    """offer demand ask want seek propose agree promise insist request plan free release
    give""".split()
)


def find(scene: Scene, k: int) -> Tied | None:
    """The words on both sides of the marker."""
    page = scene.page
    if page.words[k : k + 3] not in _FORMS:
        return None
    sentence = page.sentences[page.sentence_of(k)]
    statement = told_at(scene, k)
    i, j = scene.places[statement.id] if statement else (sentence.first, sentence.last)
    if j <= k + 3:
        j = sentence.last
    end = side_end(page, k + 3, j)
    if k == sentence.first:
        return _fronted(scene, k, end, sentence.last)
    if end <= k + 3:
        return None
    start = max(i, clause_start(page, i, k))
    if statement is None or start < i:
        start = _act(page, start, k)
    return Tied((k, k + 3), (start, k), (k + 3, end), statement)


def _act(page: Page, i: int, k: int) -> int:
    """Past a verb of offering or asking, to what is offered or asked."""
    for m in range(k - 1, i, -1):
        if page.tags[m].startswith("VB") and lemma(page.words[m]) in _GIVING:
            past = m + 1 + (page.words[m + 1] in ("to", "for", "on"))
            return past if any_verb(page, past, k) or past < k else i
    return i


def _fronted(scene: Scene, k: int, end: int, last: int) -> Tied | None:
    """*In return for A, X offered B*."""
    page = scene.page
    if end >= last or page.words[end] != ",":
        return None
    near = [s for s in scene.within(end, last) if s.act in ("offer", "demand", "signal_readiness")]
    if not near:
        return None
    return Tied((k, k + 3), scene.places[near[0].id], (k + 3, end), near[0])
