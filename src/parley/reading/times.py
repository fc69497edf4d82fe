"""Time expressions: where they stand in a text, and what their surroundings say of them.

The values follow TIMEX3 (TimeML 1.2.1, Pustejovsky et al. 2003): DATE, TIME, DURATION and SET,
but that a week counts as seven days (``P7D``), as in case files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from parley.model import Sentence, Span, Timex, Token
from parley.reading.lexicon.gazetteer import match_at
from parley.reading.timex_patterns import FIRST_WORDS, MONTHS, PATTERNS, WEEKDAYS, Found
from parley.reading.timex_values import resolve

__all__ = ["find_timexes"]

_FIRST_RUN = re.compile(r"[a-z]+|\d")


def find_timexes(
    text: str,
    sentences: Sequence[Sentence],
    tokens: Sequence[Token],
    published: date | None,
) -> tuple[Timex, ...]:
    """Find the time expressions of a text and reckon their values.

    Parameters
    ----------
    text : str
        The stored text.
    sentences : sequence of Sentence
        Their `first` and `last` index into `tokens`.
    tokens : sequence of Token
        Tagged, for the whole document.
    published : date or None
        The day from which *Wednesday* or *last month* are reckoned. Without it their value is
        None with `why`, and a date without its year keeps ``XXXX`` for it.

    Returns
    -------
    tuple of Timex
        In text order, none overlapping, ids ``t1``, ``t2``, …

    Notes
    -----
    A weekday or a date without a year is the nearest in the past, the publication day
    included, unless its clause looks ahead (*will*, *due to*, *by*, *agreed to*).
    """
    timexes: list[Timex] = []
    for sentence in sentences:
        words = [token.text for token in tokens[sentence.first : sentence.last]]
        inside = tokens[sentence.first : sentence.last]
        timexes += _in_sentence(text, sentence.span.end, inside, words, published)
    timexes = _with_clock(text, timexes)
    return tuple(replace(timex, id=f"t{n}") for n, timex in enumerate(timexes, start=1))


def _in_sentence(
    text: str, end: int, tokens: Sequence[Token], words: list[str], published: date | None
) -> list[Timex]:
    found: list[Timex] = []
    lower = [word.lower() for word in words]
    behind = -1
    for i, token in enumerate(tokens):
        if token.span.start < behind:
            continue
        run = _FIRST_RUN.match(lower[i])
        if run is None:
            continue
        first = run.group()
        names = FIRST_WORDS.get("#" if first.isdigit() else first)
        for match, name in _longest_first(text, token.span.start, end, names or ()):
            if not _fits(name, match, tokens, words, lower, i):
                continue
            last = _last_token(tokens, i, match.end())
            rate = name == "duration" and _is_rate(tokens, lower, i)
            ahead = _looks_ahead(tokens, lower, i, last)
            answer = resolve(Found(name, match, ahead, rate), published)
            if answer is not None:
                found.append(Timex("", Span(match.start(), match.end()), *answer))
                behind = match.end()
                break
    return found


def _longest_first(
    text: str, start: int, end: int, names: tuple[str, ...]
) -> list[tuple[re.Match[str], str]]:
    matches = [(PATTERNS[name].match(text, start, end), name) for name in names]
    kept = [(match, name) for match, name in matches if match is not None]
    return sorted(kept, key=lambda pair: -pair[0].end())


def _last_token(tokens: Sequence[Token], i: int, stop: int) -> int:
    """Index of the first token behind a match."""
    while i < len(tokens) and tokens[i].span.start < stop:
        i += 1
    return i


# --- is it a time at all? ------------------------------------------------------------------------
_BEFORE_DATE = frozenset(
    """in since by until till from to of before after during between and for through throughout
    around late early mid last next this -- - ( on""".split()
)
_BEFORE_YEAR = _BEFORE_DATE - {"for", "on", "this", "last", "next"}
_LENGTH_BEFORE = frozenset("for in after within of over last lasted lasting many several".split())
_LENGTH_AFTER = frozenset("of before after into".split())
_NAMED_DAYS = frozenset("Bloody Black Good Holy Palm Ash Super".split())


def _fits(
    name: str,
    match: re.Match[str],
    tokens: Sequence[Token],
    words: list[str],
    lower: list[str],
    i: int,
) -> bool:
    """Whether the words around a match allow it to be a time."""
    if name in ("day", "month", "weekday", "set") and _inside_a_name(
        tokens, words, lower, i, match
    ):
        return False
    before = lower[i - 1] if i else ""
    stop = _last_token(tokens, i, match.end())
    if name == "dayword" and words[i] == "Today":  # *USA Today*
        return i == 0 or not words[i - 1][:1].isupper()
    if name == "month":
        return _month_fits(match, tokens, words, before, i, stop)
    if name == "year":
        return bool(match["when"]) or _year_fits(tokens, before, stop)
    if name == "bare":
        after = lower[stop] if stop < len(lower) else ""
        return before in _LENGTH_BEFORE or after in _LENGTH_AFTER
    if name == "duration" and match["n"].lower() in ("a", "an"):
        return match["tail"] is None and before != "such"  # the word itself opens *week-long*
    return True


def _inside_a_name(
    tokens: Sequence[Token], words: list[str], lower: list[str], i: int, match: re.Match[str]
) -> bool:
    """*Sunday Times*, *March 23 Movement*, *Bloody Sunday*, *the Daily Chronicle*."""
    if i and words[i - 1] in _NAMED_DAYS:
        return True
    stop = _last_token(tokens, i, match.end())
    for k in range(i, stop):
        if lower[k] in MONTHS or lower[k] in WEEKDAYS or lower[k] == "daily":
            name = match_at(words, k)
            if name is not None and name.kind == "organisation":
                return True
    following = words[stop] if stop < len(words) else ""
    return (
        lower[i] in ("daily", "weekly", "monthly")
        and words[i] != lower[i]
        and (following[:1].isupper())
    )


def _month_fits(
    match: re.Match[str],
    tokens: Sequence[Token],
    words: list[str],
    before: str,
    i: int,
    stop: int,
) -> bool:
    """A month alone may be a verb or a given name: *May*, *March*, *Jan*, *April*."""
    if match["y"] or match["when"] or match["dir"] or match["rel"]:
        return True
    if len(match["mon"].rstrip(".")) <= 3 and match["mon"] != "May":
        return False
    if before in _BEFORE_DATE:
        return True
    if match["mon"] in ("May", "March"):
        return False
    following = words[stop] if stop < len(words) else ""
    return not (following[:1].isupper() or (i and tokens[i - 1].tag == "NNP"))


def _year_fits(tokens: Sequence[Token], before: str, stop: int) -> bool:
    """A bare number from 1900 to 2099 is a year only where the words around it say so."""
    following = tokens[stop] if stop < len(tokens) else None
    tag = following.tag if following else ""
    if before in ("in", "since", "until", "till", "during", "early", "late", "mid"):
        return True
    if before in _BEFORE_YEAR:
        return not tag.startswith(("NNS", "NNPS", "NN", "JJ", "CD")) or before == "of"
    return before in ("the", "a", "an", "its", "their", "'s", "’s") and (
        tag.startswith(("NN", "JJ")) and tag != "NNS"
    )


def _is_rate(tokens: Sequence[Token], lower: list[str], i: int) -> bool:
    """*40 trucks a day*, *$30 a month*, *twice a week*: how often, not how long."""
    if lower[i] not in ("a", "an") or i == 0:
        return False
    if lower[i - 1] in ("once", "twice", "times"):
        return True
    counted = any(t.tag == "CD" or t.text[0].isdigit() for t in tokens[max(0, i - 4) : i])
    return counted and (tokens[i - 1].tag in ("NN", "NNS", "CD") or lower[i - 1] == "%")


# --- does its clause look ahead? -----------------------------------------------------------------
_AHEAD = frozenset(
    """will 'll ’ll shall due scheduled slated planned plan plans planning expected set threatened
    threaten threatens threatening agreed agree agrees vowed vow vows promised promise promises
    intends intend wants want hopes hope prepared ready offered offers offer invited next
    deadline postponed until upcoming forthcoming must should""".split()
)
_WITH_TO = frozenset(
    """planned plan plans expected set threatened threaten threatens agreed agree agrees vowed vow
    vows promised promise promises intends intend wants want hopes hope prepared ready offered
    offers offer invited due scheduled slated""".split()
)
"""Of these, only with *to* behind them (*agreed to meet on Friday*, not *agreed in March*)."""
_BY = frozenset(("by", "until", "till"))
_REPORTING = frozenset(
    """said says say told announced reported wrote added according confirmed declared stated
    warned claimed""".split()
)
_REACH = 15


def _looks_ahead(tokens: Sequence[Token], lower: list[str], i: int, stop: int) -> bool:
    """Whether the clause that holds tokens ``[i, stop)`` speaks of something still to come."""
    near = range(i - 1, max(-1, i - 1 - _REACH), -1)
    for k in near:
        if lower[k] in _AHEAD and (lower[k] not in _WITH_TO or lower[k + 1] == "to"):
            return True
        if lower[k] in _REPORTING or tokens[k].tag == '"':
            return False
        if tokens[k].tag == "VBD" or lower[k] in ("was", "were", "had"):
            return False
        if lower[k] in _BY and k == i - 1 and not _past_before(tokens, lower, k):
            return True
        if tokens[k].tag in ("VBZ", "VBP") and lower[k] not in ("is", "are"):
            return False
    if i > 2 and lower[i - 1] not in ("on", "by"):
        return False
    for k in range(stop, min(len(tokens), stop + _REACH)):
        if lower[k] in ("will", "shall") or (lower[k] in ("due", "scheduled")):
            return True
        if tokens[k].tag in ("VBD", "VBZ", "VBP"):
            return False
    return False


def _past_before(tokens: Sequence[Token], lower: list[str], k: int) -> bool:
    return any(
        tokens[j].tag == "VBD" or lower[j] in ("had", "was", "were")
        for j in range(max(0, k - _REACH), k)
    )


# --- a clock time beside its day -----------------------------------------------------------------
_NO_DAY = "XXXX-XX-XX"
_BETWEEN = re.compile(r"\s*(?:,|\()?\s*(?:on|at|by|GMT on|GMT|local time on)?\s*(?:\))?\s*")
_FULL_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")


def _with_clock(text: str, timexes: list[Timex]) -> list[Timex]:
    """Give a clock time the day that stands beside it (*5 p.m. on 12 March*)."""
    given = list(timexes)
    for n, timex in enumerate(given):
        if timex.value is None or not timex.value.startswith(_NO_DAY + "T"):
            continue
        for other in timexes[n + 1 : n + 2] + timexes[max(0, n - 1) : n]:
            first, second = sorted((timex.span, other.span), key=lambda span: span.start)
            if other.value is None or not _BETWEEN.fullmatch(text, first.end, second.start):
                continue
            day = _FULL_DAY.match(other.value)
            if other.type in ("DATE", "TIME") and day:
                value = day.group() + timex.value[len(_NO_DAY) :]
                given[n] = replace(timex, value=value, anchor=other.anchor, why=other.why)
                break
    return given
