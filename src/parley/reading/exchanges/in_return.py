"""*In return, …* at the head of a sentence, *… in return* at its end, *for its part*.

Examples (in our own words)
---------------------------
``Norland asked for 40 trucks. In return, it would open the road.``
``The Front freed 20 soldiers and the army freed 50 fighters in return.``
``The draft would end the levy. Sudland would for its part drop its complaint.``
"""

from __future__ import annotations

from parley.model import Statement
from parley.reading.attribution import Scene
from parley.reading.clauses import any_verb, modal_in
from parley.reading.exchanges._frame import Tied
from parley.reading.page import Page, Range, parties_of

WORDS = frozenset(("in", "for"))
_RETURN = (("in", "return"), ("in", "exchange"))
_PART = (("for", "its", "part"), ("for", "their", "part"))
_POSITIONS = (
    "demand",
    "offer",
    "signal_readiness",
    "concede",
    "accept",
    "counter_offer",
)


def find(scene: Scene, k: int) -> Tied | None:
    """The side told here and the one told before."""
    page = scene.page
    sentence = page.sentences[page.sentence_of(k)]
    if page.words[k : k + 2] in _RETURN and page.words[k + 2 : k + 3] != ("for",):
        if k <= sentence.first + 1:
            return _across(scene, (k, k + 2), (k + 2, sentence.last))
        if page.words[k - 1] == "," and page.words[k + 2 : k + 3] == (",",):
            return _across(scene, (k, k + 2), (sentence.first, sentence.last))
        return _behind(scene, k, sentence.first)
    if page.words[k : k + 3] in _PART:
        return _part(scene, k, sentence.first, sentence.last)
    return None


def _across(scene: Scene, marker: Range, here: Range) -> Tied | None:
    """The other side stands in the sentence before."""
    before = _before(scene, marker[0])
    now = _now(scene, *here)
    if before is None or now is None:
        return None
    a, first = before
    b, second = now
    if first is not None and second is not None and first.id == second.id:
        return None
    by_a = _giver(scene, first)
    by_b = _giver(scene, second)
    return Tied(marker, a, b, second or first, by_a, by_b, "offered", whole=True)


def _before(scene: Scene, token: int) -> tuple[Range, Statement | None] | None:
    page = scene.page
    index = page.sentence_of(token)
    if index == 0 or page.sentences[index - 1].paragraph != page.sentences[index].paragraph:
        return None
    before = page.sentences[index - 1]
    near = [s for s in scene.within(before.first, before.last) if s.act in _POSITIONS]
    if near:
        return scene.places[near[-1].id], near[-1]
    for k in range(before.last - 1, before.first, -1):  # had raised its offer to 22 percent
        if page.words[k] in ("offer", "offers", "demand", "demands", "bid"):
            verb = next(
                (m for m in range(k, before.first, -1) if page.tags[m].startswith("VB")),
                None,
            )
            if verb is not None:
                return (verb, _comma(page, k, before.last)), scene.innermost(k)
    modal = modal_in(page, before.first, before.last)
    if modal is None or page.words[modal] not in ("would", "will"):
        return None
    return (modal + 1, _comma(page, modal, before.last)), scene.innermost(modal + 1)


def _comma(page: Page, k: int, j: int) -> int:
    return next((m for m in range(k, j) if page.words[m] in (",", ";", ":")), j)


def _now(scene: Scene, i: int, j: int) -> tuple[Range, Statement | None] | None:
    near = [s for s in scene.within(i, j) if s.act in _POSITIONS]
    if near:
        return scene.places[near[0].id], near[0]
    page = scene.page
    modal = modal_in(page, i, j)
    return ((modal + 1, j), scene.innermost(modal + 1)) if modal is not None else None


def _giver(scene: Scene, statement: Statement | None) -> tuple[str, ...] | None:
    """Who does what a statement tells: the one asked, or the one who offers."""
    if statement is None:
        return None
    if statement.act == "demand":
        return parties_of(scene.page, statement.to) or None
    return parties_of(scene.page, scene.by[statement.id])


def _behind(scene: Scene, k: int, first: int) -> Tied | None:
    """*A and B in return*: two clauses joined before the marker."""
    page = scene.page
    joint = next(
        (
            m
            for m in range(k - 1, first + 2, -1)
            if page.words[m] in ("and", ";")
            and any_verb(page, m + 1, k) is not None
            and any_verb(page, first, m) is not None
        ),
        None,
    )
    if joint is None or page.words[k + 2 : k + 3] not in (
        (",",),
        (".",),
        (),
        ("and",),
        ("the",),
    ):
        return None
    done = any(page.tags[m] == "VBD" for m in range(joint, k)) and modal_in(page, first, k) is None
    statement = scene.innermost(k - 1)
    i = max(first, scene.places[statement.id][0]) if statement else first
    if i >= joint:
        i = first
    return Tied(
        (k, k + 2), (i, joint), (joint + 1, k), statement,
        modality="executed" if done else None, whole=True,
    )  # fmt: skip


def _part(scene: Scene, k: int, first: int, last: int) -> Tied | None:
    """*Sudland would for its part drop …*, behind what the other would do."""
    page = scene.page
    modal = next((m for m in range(k - 1, first, -1) if page.words[m] in ("would", "will")), None)
    if modal is None or modal < k - 2:
        return None
    before = _before(scene, first)
    if before is None:
        return None
    giver = parties_of(page, scene.resolver.resolve(first, modal, create=False))
    here = scene.innermost(k + 3)
    return Tied((k, k + 3), before[0], (k + 3, last), here, None, giver or None, "offered", True)
