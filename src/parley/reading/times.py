"""Time expressions: where they stand in a text, and what their surroundings say of them.

The values follow TIMEX3 (TimeML 1.2.1, Pustejovsky et al. 2003): DATE, TIME, DURATION and SET,
but that a week counts as seven days (``P7D``), as in case files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from parley.model import Sentence, Span, Timex, Token
from parley.reading.lexicon.gazetteer import match_at
from parley.reading.timex_ahead import looks_ahead
from parley.reading.timex_anchors import ItemDates, joined, tied
from parley.reading.timex_patterns import (
    FIRST_WORDS,
    MONTHS,
    PATTERNS,
    WEEKDAYS,
    Answer,
    Found,
    Raw,
)
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
    included, unless its clause looks ahead (*will*, *due to*, *by*, *agreed to*). What stands
    below a line that opens with a date of its own is reckoned from that date.
    """
    raws: list[Raw] = []
    items = ItemDates.of(text)
    for n, sentence in enumerate(sentences):
        inside = tokens[sentence.first : sentence.last]
        found = _in_sentence(text, sentence.span.end, inside, published, items)
        raws += (Raw(timex, n, answer.onward, ahead) for timex, answer, ahead in found)
    return tied(joined(text, raws))


def _in_sentence(
    text: str,
    end: int,
    tokens: Sequence[Token],
    published: date | None,
    items: ItemDates,
) -> list[tuple[Timex, Answer, bool]]:
    found: list[tuple[Timex, Answer, bool]] = []
    words = [token.text for token in tokens]
    lower = [word.lower() for word in words]
    behind = -1
    for i, token in enumerate(tokens):
        if token.span.start < behind:
            continue
        names = _names_at(lower[i])
        for match, name in _longest_first(text, token.span.start, end, names or ()):
            before = found[-1][0] if found else None
            if not _fits(name, match, tokens, words, lower, i, before):
                continue
            last = _last_token(tokens, i, match.end())
            rate = name in ("duration", "nights") and _is_rate(tokens, lower, i)
            ahead = name in _DATED and looks_ahead(tokens, lower, i, last)
            if ahead and name == "month":
                ahead = not _names_a_thing(tokens, lower, i, last)
            item = items.at(match.start())
            answer = resolve(Found(name, match, ahead, rate), item[1] if item else published)
            if answer is not None:
                anchor = f"@{item[0]}" if item and answer.anchor else answer.anchor
                span = Span(match.start(), match.end())
                timex = Timex("", span, answer.type, answer.value, anchor, answer.why)
                found.append((timex, answer, ahead))
                behind = match.end()
                break
    return found


@lru_cache(maxsize=1 << 15)
def _names_at(word: str) -> tuple[str, ...] | None:
    """The patterns that may start with this word."""
    run = _FIRST_RUN.match(word)
    return FIRST_WORDS.get("#" if run.group().isdigit() else run.group()) if run else None


_DATED = frozenset("day month weekday edge holiday nth seasonal".split())
"""Patterns whose value turns on whether the clause looks ahead."""


def _names_a_thing(tokens: Sequence[Token], lower: list[str], i: int, stop: int) -> bool:
    """*An April truce*, *the June accord*: one that is past, whatever its clause tells."""
    noun = stop < len(tokens) and tokens[stop].tag.startswith(("NN", "JJ"))
    return noun and i > 0 and lower[i - 1] in ("a", "an", "the", "its", "their", "'s", "’s")


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
_BEFORE_SEASON = frozenset("in by until till since before after during through this".split())
_BEFORE_HOUR = frozenset("at by until till since around about before after from".split())
_BEFORE_NTH = frozenset("on by until till since from before after".split())
_BEFORE_WITHIN = frozenset("within for during in after before until".split())
_BEFORE_PART = frozenset("in by during until since before after at from through".split())
_NAMED_DAYS = frozenset("Bloody Black Good Holy Palm Ash Super".split())


def _fits(
    name: str,
    match: re.Match[str],
    tokens: Sequence[Token],
    words: list[str],
    lower: list[str],
    i: int,
    previous: Timex | None,
) -> bool:
    """Whether the words around a match allow it to be a time."""
    if name in ("day", "month", "weekday", "set") and _inside_a_name(
        tokens, words, lower, i, match
    ):
        return False
    before = lower[i - 1] if i else ""
    stop = _last_token(tokens, i, match.end())
    if name in _FITTING:
        return _FITTING[name](match, tokens, lower, i, stop)
    if name == "dayword" and words[i] == "Today":  # *USA Today*
        return i == 0 or not words[i - 1][:1].isupper()
    if name == "month":
        return _month_fits(match, tokens, words, before, i, stop)
    if name == "year":
        return bool(match["when"]) or _year_fits(tokens, before, stop)
    if name == "bare":
        after = lower[stop] if stop < len(lower) else ""
        joined_on = (
            before in ("and", "or", "even", "if", ",")
            and previous is not None
            and previous.type == "DURATION"
            and tokens[i].span.start - previous.span.end < 12
        )  # *for months and even years*
        return joined_on or before in _LENGTH_BEFORE or after in _LENGTH_AFTER
    if name == "duration" and match["n"].lower() in ("a", "an"):
        return match["tail"] is None and before != "such"  # the word itself opens *week-long*
    return True


Fitting = Callable[[re.Match[str], Sequence[Token], list[str], int, int], bool]


def _season_fits(
    match: re.Match[str], tokens: Sequence[Token], lower: list[str], i: int, stop: int
) -> bool:
    """*By the autumn*, *in spring*; not *the fall of*, *a spring offensive*, *they spring*."""
    before, after = _around(lower, i, stop)
    if match["season"].lower() == "fall" and (after in ("of", "in", "from") or not match["the"]):
        return False
    if before not in _BEFORE_SEASON and not match["when"]:
        return False
    return after != "of" and not (
        stop < len(tokens) and tokens[stop].tag.startswith("NN") and tokens[stop].tag != "NNP"
    )


def _part_fits(
    match: re.Match[str], tokens: Sequence[Token], lower: list[str], i: int, stop: int
) -> bool:
    """*In the evening*, *that night*, *by mid-afternoon*; not *the evening ferry*."""
    before, after = _around(lower, i, stop)
    noun = stop < len(tokens) and tokens[stop].tag.startswith(("NN", "JJ"))
    if noun or after == "of":
        return False
    if match["same"]:
        return match["same"].lower() != "that" or tokens[i].tag == "DT" or before == "later"
    return before in _BEFORE_PART


def _hour_fits(
    match: re.Match[str], tokens: Sequence[Token], lower: list[str], i: int, stop: int
) -> bool:
    before, _ = _around(lower, i, stop)
    return bool(match["h2"]) or before in _BEFORE_HOUR


def _nth_fits(
    match: re.Match[str], tokens: Sequence[Token], lower: list[str], i: int, stop: int
) -> bool:
    """*Since the 3rd*; not *by the 3rd Brigade*, *on the 5th attempt*."""
    before, _ = _around(lower, i, stop)
    named = stop < len(tokens) and tokens[stop].tag.startswith(("NN", "JJ"))
    return before in _BEFORE_NTH and not named


def _within_fits(
    match: re.Match[str], tokens: Sequence[Token], lower: list[str], i: int, stop: int
) -> bool:
    """*Within the hour*, *for the first week*; not *in the week of*, *before the month ended*."""
    before, after = _around(lower, i, stop)
    if after == "of" or (stop < len(tokens) and tokens[stop].tag.startswith("NN")):
        return False
    ordinal = len(match.group().split()) > 2
    return before == "within" or (ordinal and before in _BEFORE_WITHIN)


def _set_fits(
    match: re.Match[str], tokens: Sequence[Token], lower: list[str], i: int, stop: int
) -> bool:
    """*Every night*, *daily*; not *each night shift*, *a business daily*."""
    if match["pod"] or match["season"]:
        return not (stop < len(tokens) and tokens[stop].tag.startswith("NN"))
    if not match["adverb"]:
        return True
    if stop < len(tokens) and tokens[stop].text[:1].isupper() and lower[i] != "annual":
        return any(token.tag == "CD" for token in tokens[max(0, i - 6) : i])  # the daily El Faro
    if i and tokens[i - 1].tag in ("NN", "JJ") and lower[i] in ("daily", "weekly", "monthly"):
        return any(token.tag == "CD" for token in tokens[max(0, i - 6) : i])
    return True


def _around(lower: list[str], i: int, stop: int) -> tuple[str, str]:
    return lower[i - 1] if i else "", lower[stop] if stop < len(lower) else ""


_FITTING: dict[str, Fitting] = {
    "seasonal": _season_fits,
    "partday": _part_fits,
    "hourday": _hour_fits,
    "nth": _nth_fits,
    "within": _within_fits,
    "set": _set_fits,
}


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
