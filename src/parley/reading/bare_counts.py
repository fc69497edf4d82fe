"""Numbers that stand alone and count what was counted before: *61 were needed*, *rather than four*.

A number without a noun is read only where the words leave no doubt that it counts: behind votes,
as a subject or a predicate that takes up a count just told, or set against one.
"""

from __future__ import annotations

from parley.model import Figure
from parley.reading.counted import Clause
from parley.reading.hedges import NO_HEDGE, Hedge
from parley.reading.measures import Sized, voted

__all__ = ["taken_up", "toll_before"]

_SET_AGAINST = (
    ("rather", "than"),
    ("instead", "of"),
    ("up", "from"),
    ("down", "from"),
    ("compared", "with"),
    ("compared", "to"),
    ("as", "against"),
)
_IS = frozenset("was is were are became".split())
_CLAUSE_STARTS = frozenset((";", ":", ",", "–", "—", "and", "but", "while", "though", "although"))
_COUNTERS = frozenset("it number figure total toll count they that tally quota limit".split())
_ENDS = frozenset((".", ";", ",", ":", "!", "?", ")", "–", "—", '"', "”", ""))


def taken_up(
    clause: Clause, sized: Sized, hedge: Hedge, start: int, previous: Figure | None
) -> str | None:
    """How a number without a noun is tied to a count; None where it is not.

    Returns
    -------
    str or None
        ``votes``, ``same`` (what `previous` counts) or ``unknown``.
    """
    number = sized.number
    value = number.value
    if value is None or number.kind not in ("digits", "words") or number.suffix:
        return None
    if _is_year(clause, sized):
        return None
    before, after = clause.word(start - 1), clause.word(sized.stop)
    if before == "to" and value >= 1 and _second_of_vote(clause, start):
        return "votes"
    if after == "to" and voted(clause, start) and _second_of_vote(clause, sized.stop + 1):
        return "votes"
    if after in ("against", "opposed", "abstained", "abstaining") and voted(clause, start + 4):
        return "votes"
    if value == 1:
        return None
    if before == "at" and not _COUNTERS.isdisjoint(clause.words[max(0, start - 4) : start]):
        return "same" if previous is not None else "unknown"  # *puts the number at 300*
    if previous is not None and _same_count(clause, sized, start, previous):
        return "same"
    firm = hedge is not NO_HEDGE and hedge.comparator != "approx"
    if firm and after in _ENDS and clause.is_noun(hedge.start - 1):
        return "unknown"  # *for each shift over eight*
    if before == "between" and after == "," and value >= 100:
        return "unknown"  # *between 500, by one count, and 900 people*
    return None


def _is_year(clause: Clause, sized: Sized) -> bool:
    word, value = clause.words[sized.number.start], sized.number.value or 0
    return word.isdecimal() and len(word) == 4 and 1900 <= value < 2100


def _second_of_vote(clause: Clause, i: int) -> bool:
    """*By 61 votes to 14*, *voted 61 to 14*: token `i` is where the second number starts."""
    if clause.word(i - 1) != "to" or clause.number(i) is None:
        return False
    k = i - 2
    votes = clause.word(k) in ("votes", "vote", "ballots")
    k -= votes
    while k > i - 5 and not clause.word(k)[:1].isdigit() and clause.number(k) is None:
        k -= 1
    return (
        clause.number(k) is not None
        and clause.word(k - 1) != "from"
        and (votes or voted(clause, k))
    )


def _same_count(clause: Clause, sized: Sized, start: int, previous: Figure) -> bool:
    before, after = clause.word(start - 1), clause.word(sized.stop)
    pair = (clause.word(start - 2), before)
    inside = previous.span.start >= clause.tokens[0].span.start
    if inside and after in _ENDS and (pair in _SET_AGAINST or before == "not"):
        return True
    if pair in (("of", "which"), ("of", "whom")) and after in ("are", "were", "have", "had"):
        return True
    if before in ("", *_CLAUSE_STARTS) and after in ("were", "are", "have", "had", "would"):
        return before != "," or not clause.tag(start - 2).startswith("NNP")
    return after in _ENDS and before in _IS and clause.word(start - 2) in _COUNTERS


def toll_before(clause: Clause, i: int) -> str | None:
    """What a toll counts: *the number of people killed rose to 104*, *a death toll of 33*."""
    if clause.word(i - 1) not in ("to", "at", "of", "is", "was", "reached"):
        return None
    near = clause.words[max(0, i - 24) : i - 1]
    if "toll" not in near and not ("number" in near and "of" in near):
        return None
    words = ("killed", "injured", "wounded", "displaced", "held", "dead", "deaths", "toll")
    found = next((word for word in words if word in near), "")
    return {"wounded": "injured", "dead": "killed", "deaths": "killed", "toll": "killed"}.get(
        found, found
    )
