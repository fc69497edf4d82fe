"""Paragraphs, sentences and tokens, each with its exact place in the stored text."""

from __future__ import annotations

import re
from bisect import bisect_left

from parley.model import Sentence, Span, Token

__all__ = ["sentence_at", "split_sentences", "tokenize"]

_WORD = re.compile(
    r"""
      (?:[A-Za-z]\.){2,}(?:-\w+)*          # U.S., U.N.-proposed
    | (?:Mr|Mrs|Ms|Dr|Gen|Col|Sen|Gov|St)\.(?=\s)
    | [$€£¥₹]\s?\d[\d,]*(?:\.\d+)?         # $86, £1,200.50
    | \d+(?:[.,]\d+)*(?:-[A-Za-z]+)*       # 1,200  8.6  20-year
    | \w+(?:['’]\w+)*(?:[-‐‑]\w+(?:['’]\w+)*)*   # words, week-long, Shi'ite, O'Brien
    | %
    | [^\w\s]
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_CLOSERS = "\"”’')]»"
_OPENERS = "\"“‘'([«"
# A full stop after one of these ends no sentence.
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sen rep gov gen col lt sgt capt maj brig adm st no vs etc inc ltd co corp
    jan feb mar apr jun jul aug sept sep oct nov dec mt ft hon rev jr sr gov-gen e.g i.e a.m p.m
    approx dept est fig al""".split()
)
_END = re.compile(r"[.!?…]+")


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split a stretch of text into words and marks.

    A possessive ``'s`` is a token of its own, so that a name stays a name.

    Examples
    --------
    >>> [token.text for token in tokenize("Norland's offer: 8.6 percent (week-long).")]
    ['Norland', "'s", 'offer', ':', '8.6', 'percent', '(', 'week-long', ')', '.']
    """
    tokens: list[Token] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        cut = _POSSESSIVE.search(word) if len(word) > 2 else None
        if cut and cut.start() > 0:
            middle = match.start() + cut.start()
            tokens.append(Token(Span(match.start(), middle), word[: cut.start()]))
            tokens.append(Token(Span(middle, match.end()), word[cut.start() :]))
        else:
            tokens.append(Token(Span(match.start(), match.end()), word))
    return tokens


def _paragraphs(text: str) -> list[Span]:
    """Blank lines part paragraphs; where a text has none, every line is one."""
    parting = r"\n[ \t\r]*\n\s*" if re.search(r"\n[ \t\r]*\n", text.strip()) else r"\n"
    spans, start = [], 0
    for match in [*re.finditer(parting, text), None]:
        stop = match.start() if match else len(text)
        piece = text[start:stop]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append(Span(start + lead, start + len(piece.rstrip())))
        start = match.end() if match else stop
    return spans


def _ends_sentence(text: str, stop: int, after: int, end: int) -> bool:
    """Whether the mark ending at `stop` closes a sentence whose next word is at `after`."""
    if after >= end:
        return True
    if not text[stop:after] or not text[after - 1].isspace():
        return False
    following = text[after:].lstrip(_OPENERS)[:1]
    if not (following.isupper() or following.isdigit()):
        return False
    if text[stop - 1] != ".":
        return True
    word = re.search(r"[\w.]*$", text[max(0, stop - 20) : stop - 1])
    last = word.group().lower() if word else ""
    if last in ("a.m", "p.m") and text[after] in _OPENERS:
        return True
    if last in _ABBREVIATIONS:
        return False
    return not re.fullmatch(r"[a-z](?:\.[a-z])*", last) or _starts_clause(text, after)


_STARTERS = frozenset(
    """the a an this that these those it he she they we in on at but however and according
    meanwhile while after before when if officials both there its his her their""".split()
)


def _starts_clause(text: str, after: int) -> bool:
    """After initials (``U.S.``) only a word that likes to open a sentence opens one."""
    match = re.compile(r"\w+").search(text, after)
    return match is not None and match.group()[0].isupper() and match.group().lower() in _STARTERS


def split_sentences(text: str) -> list[tuple[Span, int, int]]:
    r"""Find sentences: their span, their paragraph and their number in it (both from 1).

    Examples
    --------
    >>> text = "Mr. Ode refused. U.S. envoys met the U.N. chief.\nTalks go on."
    >>> [(text[s.start:s.end], p, n) for s, p, n in split_sentences(text)]
    [('Mr. Ode refused.', 1, 1), ('U.S. envoys met the U.N. chief.', 1, 2), ('Talks go on.', 2, 1)]
    """
    found = []
    for paragraph, span in enumerate(_paragraphs(text), start=1):
        start, number = span.start, 1
        for mark in _END.finditer(text, span.start, span.end):
            stop = mark.end()
            after = stop
            while after < span.end and text[after] in _CLOSERS:
                after += 1
            close = after
            while after < span.end and text[after].isspace():
                after += 1
            if mark.start() >= start and _ends_sentence(text, stop, after, span.end):
                found.append((Span(start, close), paragraph, number))
                start, number = after, number + 1
        if start < span.end:
            found.append((Span(start, span.end), paragraph, number))
    return found


def sentence_at(sentences: tuple[Sentence, ...] | list[Sentence], offset: int) -> int:
    """Index of the sentence that holds an offset (or the one before it)."""
    index = bisect_left([sentence.span.end for sentence in sentences], offset + 1)
    return min(index, len(sentences) - 1)
