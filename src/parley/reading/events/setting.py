"""When and where a happening is, and whether it is done, planned or only supposed."""

from __future__ import annotations

from typing import Literal

from parley.model import Statement, Timex
from parley.reading.events.trigger import Trigger
from parley.reading.lexicon import lemma
from parley.reading.page import Page, within

__all__ = ["Modality", "date_of", "for_a_purpose", "modality", "place_of", "to_come", "unreal"]

Modality = Literal["actual", "reported", "planned", "ongoing", "near_end", "estimated"]

_NO = frozenset("not n't no never cannot neither nor without".split())
_SUPPOSED = frozenset("if unless whether could might may should must".split())
_PREVENT = frozenset("prevent avert avoid block refuse fail decline rule".split())
_AHEAD = frozenset(
    """will would shall due planned scheduled expected plan plans planning set agree agreed agrees
    intend intends promise promised promises ready prepared willing hopes wants threatens threatened
    vowed offered upcoming forthcoming""".split()
)
_BREAKS = frozenset((";", ":", "while", "after", "before"))
_DUE = frozenset("due expected scheduled set planned supposed".split())
_COMING = (("ahead", "of"), ("next", "week"), ("next", "month"), ("later", "this"))


def unreal(page: Page, trigger: Trigger, first: int) -> bool:
    """Whether the words say that it did not happen, or only suppose it."""
    near = 3 if trigger.noun else 7
    for m in range(trigger.first - 1, max(first, trigger.first - near) - 1, -1):
        word = page.words[m]
        if word in (",", ";", ":", "that", "who", "which"):
            return False
        if word in _NO or word in _SUPPOSED or lemma(word) in _PREVENT:
            return True
    return False


_GOING = frozenset("arrive fly travel visit return come gather".split())
_TO = frozenset(
    """due expect expected schedule scheduled plan planned agree set begin continue vow promise
    pledge offer threaten prepare prepared ready willing decide intend want start manage come go try
    about is are was were have has had will would forced able proposal""".split()
)


def for_a_purpose(page: Page, trigger: Trigger, first: int) -> bool:
    """Whether an infinitive only tells what something else is for (*efforts to reach a deal*)."""
    k = trigger.first - 1
    while k > first and (page.tags[k] == "RB" or page.words[k] == "be"):
        k -= 1
    if k <= first or page.words[k] != "to":
        return False
    before = page.words[max(first, k - 3) : k]
    if any(word in _TO or lemma(word) in _TO for word in before[-2:]):
        return False
    clause = page.words[max(first, k - 9) : k]
    meets = trigger.kind.plover == "CONSULT" and page.words[trigger.at] == "meet"
    return not (meets and any(lemma(word) in _GOING for word in clause))


def to_come(page: Page, trigger: Trigger) -> int | None:
    """The verb of *the talks were also due to resume*, where a noun's happening is still ahead."""
    words, end = page.words, min(trigger.last + 9, len(page.words) - 3)
    verbs = (m for m in range(trigger.last, end) if page.tags[m].startswith(("VB", ".", "WP")))
    k = next(verbs, None)
    if not trigger.noun or k is None or words[k] not in ("is", "are", "was", "were"):
        return None
    k += 1 + (page.tags[k + 1] == "RB")
    if words[k] not in _DUE or words[k + 1 : k + 2] != ("to",):
        return None
    return k + 2 if k + 2 < len(words) else None


def modality(page: Page, trigger: Trigger, first: int, statement: Statement | None) -> Modality:
    """How the words present it."""
    before = page.words[max(first, trigger.first - 6) : trigger.first]
    for m in range(len(before) - 1, -1, -1):
        if before[m] in (";", ":", "who", "which"):
            before = before[m + 1 :]
            break
    if {"nearing", "completing"} & set(before) or before[-2:] == ("close", "to"):
        return "near_end"
    if "estimated" in before:
        return "estimated"
    if _planned(page, trigger, before):
        return "planned"
    if _ongoing(page, trigger, before):
        return "ongoing"
    return "reported" if statement is not None else "actual"


def _planned(page: Page, trigger: Trigger, before: tuple[str, ...]) -> bool:
    here = page.words[trigger.first : trigger.last]
    if here[0] in ("nears", "near"):
        return True
    if trigger.noun:
        after = page.words[trigger.last : trigger.last + 3]
        return (
            before[-2:] == ("ahead", "of")
            or bool({"planned", "scheduled", "upcoming", "next", "new"} & set(before[-3:]))
            or after[:1] in (("planned",), ("scheduled",), ("due",))
            or after[:2] in _COMING
            or {"will", "would"} & set(after) != set()
            or to_come(page, trigger) is not None
        )
    if page.tags[trigger.at] in ("VBD", "VBZ"):
        return False
    close = before[-5:]
    if close[-1:] == ("to",) or close[-2:-1] == ("to",):
        if trigger.kind.plover == "CONSULT":
            return True  # "arrived to meet": whether they did is not told
        return bool(_AHEAD & set(close)) or bool({"is", "are", "was", "were"} & set(close[-3:-1]))
    return bool({"will", "would", "shall", "wo", "'ll"} & set(close))


def _ongoing(page: Page, trigger: Trigger, before: tuple[str, ...]) -> bool:
    if trigger.noun:
        return False
    going = page.words[trigger.first] in ("continue", "continues", "continuing")
    doing = page.tags[trigger.at] == "VBG" and bool(
        {"is", "are", "was", "were", "been"} & set(before[-3:])
    )
    return going or doing


def date_of(page: Page, trigger: Trigger, first: int, last: int) -> tuple[str | None, str | None]:
    """The nearest date of the sentence, and whether it stands in the same clause."""
    here, at = page.span(first, last), page.tokens[trigger.at].span.start
    dates = [t for t in within(page.timexes, here) if t.type == "DATE" and t.span in here]
    if not dates:
        return None, None

    def rank(timex: Timex) -> tuple[bool, int, int]:
        a, b = sorted((trigger.at, page.range(timex.span)[0]))
        apart = any(page.words[m] in _BREAKS for m in range(a, b))
        return apart, abs(timex.span.start - at), timex.span.start

    best = min(dates, key=rank)
    return best.id, "same sentence" if rank(best)[0] else "same clause"


def place_of(page: Page, trigger: Trigger, first: int, last: int) -> str | None:
    """The place named nearest after the trigger, else before it, in the sentence."""
    here, at = page.span(first, last), page.tokens[trigger.at].span.start
    near = [
        (0 if m.start > at else 1, abs(m.start - at), place.id)
        for place in page.places
        for m in place.mentions
        if m in here
    ]
    if near:
        return min(near)[2]
    spoken = page.words[trigger.at : last]
    if {"area", "region", "enclave", "city", "town", "territory"} & set(spoken):
        earlier = [(m.start, p.id) for p in page.places for m in p.mentions if m.start < at]
        return max(earlier)[1] if earlier else None
    return None
