"""Whether the clause of a time expression looks ahead, so that *Friday* is the next one."""

from __future__ import annotations

from collections.abc import Sequence

from parley.model import Token

__all__ = ["looks_ahead"]

_MODALS = frozenset(
    """will 'll ’ll shall must should would could may might won't won’t can't can’t cannot
    wouldn't wouldn’t deadline ultimatum postponed upcoming forthcoming next odds chance chances
    prospect prospects tomorrow expires""".split()
)
_WITH_TO = frozenset(
    """planned plan plans planning expected expect expects set threatened threaten threatens
    threatening agreed agree agrees vowed vow vows promised promise promises intends intend wants
    want wanted hopes hope hoped prepared ready offered offers offer invited invites due scheduled
    slated pledged pledges pledge decided decides aims aim were was is are asked urged told ordered
    threat urges asks""".split()
)
"""Only with *to* behind them (*agreed to meet on Friday*, not *agreed in March*)."""
_WITH_FOR = frozenset(
    """planned set scheduled slated due plans plan expected called calls call hope hopes wait
    waiting ask asked asks booked fixed arranged""".split()
)
"""Also with *for* behind them (*planned for Thursday*, *called for a strike on Friday*)."""
_TIMED = frozenset("in on at by before next back later".split())
_PUT_OFF = frozenset(
    """postponed extended suspended delayed adjourned closed halted deferred moved frozen shut
    prolonged valid given""".split()
)
_SCHEDULED = frozenset(
    """begin begins start starts open opens reopen reopens resume resumes take takes end ends expire
    lapse lapses expires run runs meet meets return returns arrive arrives leave leaves vote votes
    go goes close closes host hosts face faces travel travels visit visits come comes offer offers
    sell sells convene convenes hold holds""".split()
)
"""Verbs that in the present tell of what is arranged (*the truce begins on Friday*)."""
_REPORTING = frozenset(
    """said says say told announced reported wrote added according confirmed declared stated
    warned claimed""".split()
)
_PAST_BE = frozenset("was were had".split())
_MEETINGS = frozenset(
    """meeting meetings talks vote session round summit hearing strike walkout rally march protest
    election referendum conference""".split()
)
_REACH = 15


def looks_ahead(tokens: Sequence[Token], lower: Sequence[str], i: int, stop: int) -> bool:
    """Whether the clause that holds tokens ``[i, stop)`` speaks of something still to come.

    Parameters
    ----------
    tokens : sequence of Token
        Of one sentence, tagged.
    lower : sequence of str
        Their texts in lower case.
    i, stop : int
    """
    edge = lower[i - 1] if i else ""
    if edge in ("by", "beyond", "until", "till") and _until(tokens, lower, i, edge):
        return True
    first = max(-1, i - 1 - _REACH)
    for k in range(i - 1, first, -1):
        told = _told(tokens, lower, k, i)
        if told is not None:
            return told
    return (i <= 2 or edge in ("on", "by", "from")) and _told_behind(tokens, lower, stop)


def _told(tokens: Sequence[Token], lower: Sequence[str], k: int, i: int) -> bool | None:
    """What token `k`, read back from a time at `i`, says of it; None where it says nothing."""
    word, tag = lower[k], tokens[k].tag
    following = lower[k + 1] if k + 1 < i else ""
    if word in _MODALS:
        return following != "have" and not (word == "may" and tag.startswith("NN"))
    if word in _WITH_TO and _to_between(tokens, lower, k, i):
        return True
    if word in ("due", "scheduled", "slated") and following in _TIMED:
        return True
    if word in _WITH_FOR and following == "for" and not (tag == "VBD" and lower[k - 1] == "it"):
        return True
    if word in ("invited", "invites", "summoned") and not _MEETINGS.isdisjoint(lower[k:i]):
        return True
    if word in _REPORTING or tag == '"' or word in (";", "“", "”", '"'):
        return False
    if tag == "VBD" or word in _PAST_BE:
        return False
    if tag == "VBN" and k and (tokens[k - 1].tag == "PRP" or lower[k - 1] in ("who", "which")):
        return False  # *the complaint it filed*: a past tense whatever the tag
    if word in _SCHEDULED and tag in ("VBZ", "VBP"):
        return lower[k - 1] not in ("has", "have", "had") if k else True
    return None


def _to_between(tokens: Sequence[Token], lower: Sequence[str], k: int, i: int) -> bool:
    """*Agreed to meet on Friday*, *expects both to be back by Friday*, *were to end on Friday*."""
    if lower[k] in ("is", "are", "was", "were"):
        return lower[k + 1 : k + 2] == ["to"]
    for n in range(k + 1, min(i - 1, k + 8)):
        if lower[n] == "to" and tokens[n + 1].tag == "VB":
            return True
        if lower[n] in (",", ";", "that") or tokens[n].tag == "VBD":
            return False
    return lower[k + 1 : k + 2] == ["to"] and k + 1 < i


def _until(tokens: Sequence[Token], lower: Sequence[str], i: int, edge: str) -> bool:
    """*By Friday* is ahead but for *had gone by Friday*; *until Friday* but for *lasted until*."""
    if edge == "by" and i < 4 and "had" in lower[i : i + 6]:
        return False
    if lower[i - 2 : i - 1] in (["has"], ["have"]):
        return True  # has until Friday
    near = range(i - 2, max(-1, i - 2 - _REACH), -1)
    for k in near:
        if edge in ("until", "till") and lower[k] in _PUT_OFF:
            return True
        if lower[k] == "had" and tokens[min(k + 1, i - 1)].tag in ("VBN", "RB", "VBD"):
            return False
        if lower[k] in (*_MODALS, "to") and tokens[k + 1].tag in ("VB", "RB"):
            return True
        if edge != "by" and tokens[k].tag == "VBD" and lower[k] not in _REPORTING:
            return False
        if lower[k] in _REPORTING:
            break
    return True


def _told_behind(tokens: Sequence[Token], lower: Sequence[str], stop: int) -> bool:
    """*On Friday, the union will meet the employer*: the verb comes behind."""
    for k in range(stop, min(len(tokens), stop + _REACH)):
        if lower[k] in ("will", "shall", "would") or lower[k] in ("due", "scheduled"):
            return True
        if tokens[k].tag in ("VBD", "VBZ", "VBP"):
            return lower[k] in _SCHEDULED and tokens[k].tag != "VBD"
    return False
