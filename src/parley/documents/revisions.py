"""Versions of a report: whether one text is a later version of another, and what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from parley.model import Document, Span

__all__ = ["Change", "Revision", "revision", "same_report", "version_keys"]

_ALIKE = 0.5
"""How alike a sentence and its replacement are at least; else one went and another came."""
_NEAR = 8
"""Sentences among which a replacement is looked for."""
_MOST, _SOME = 0.5, 0.2
"""Shares of the sentences of the shorter text that both must have."""
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"”’')\]]*(?=\s)|$)", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n")
_UPDATE = re.compile(
    r"^(?:update[ -]*\d*|corrected|correction|wrapup[ -]*\d*|refile)\s*[-:–—]\s*", re.IGNORECASE
)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id")


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that came, went, or reads otherwise; an empty span where there is none."""

    kind: Literal["added", "removed", "replaced"]
    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed from one text to another."""

    similarity: float
    """The share of both texts that stands in sentences word for word the same."""
    changes: tuple[Change, ...]
    """In the order of the new text."""


def revision(old_text: str, new_text: str) -> Revision:
    """Compare two texts sentence by sentence.

    A sentence whose blanks and line ends alone differ is the same.

    Examples
    --------
    >>> old = "Talks go on. The union asks for 8 percent."
    >>> new = "Talks go on. The union asks for 7 percent. The port refused."
    >>> changed = revision(old, new)
    >>> [(c.kind, new[c.new.start : c.new.end]) for c in changed.changes]
    [('replaced', 'The union asks for 7 percent.'), ('added', 'The port refused.')]
    >>> round(changed.similarity, 2), revision(old, old)
    (0.24, Revision(similarity=1.0, changes=()))
    """
    from rapidfuzz.distance import Indel

    old, new = list(_sentences(old_text)), list(_sentences(new_text))
    old_words = [_words(old_text, span) for span in old]
    new_words = [_words(new_text, span) for span in new]
    total = sum(map(len, old_words)) + sum(map(len, new_words))
    kept = 0
    changes: list[Change] = []
    i = j = 0  # up to where both are told
    for step in [*Indel.opcodes(old_words, new_words), None]:
        if step is not None and step.tag != "equal":
            continue
        to_i, to_j = (step.src_start, step.dest_start) if step else (len(old), len(new))
        pairs = _pairs(old_words[i:to_i], new_words[j:to_j])
        changes += _told(old[i:to_i], new[j:to_j], pairs, _end(old, i), _end(new, j))
        if step is not None:
            kept += sum(map(len, old_words[step.src_start : step.src_end]))
            i, j = step.src_end, step.dest_end
    return Revision(2 * kept / total if total else 1.0, tuple(changes))


def _end(spans: list[Span], before: int) -> int:
    """Where the sentence before one ends."""
    return spans[before - 1].end if before else 0


def _pairs(went: list[str], came: list[str]) -> dict[int, int]:
    """Which sentence stands in place of which, both in their order."""
    from rapidfuzz.fuzz import ratio

    pairs, first = {}, 0
    for i, words in enumerate(went):
        near = range(first, min(first + _NEAR, len(came)))
        scores = {j: ratio(words, came[j], score_cutoff=100 * _ALIKE) for j in near}
        best = max(scores, key=lambda j: scores[j], default=None)
        if best is not None and scores[best]:
            pairs[i], first = best, best + 1
    return pairs


def _told(
    old: list[Span], new: list[Span], pairs: dict[int, int], old_at: int, new_at: int
) -> Iterator[Change]:
    """The changes between two sentences that stayed, which end at the places given."""
    at = 0
    for i, span in enumerate(old):
        if i not in pairs:
            yield Change("removed", span, Span(new_at, new_at))
            old_at = span.end
            continue
        for added in new[at : pairs[i]]:
            yield Change("added", Span(old_at, old_at), added)
        new_at, old_at, at = new[pairs[i]].end, span.end, pairs[i] + 1
        yield Change("replaced", span, new[pairs[i]])
    for added in new[at:]:
        yield Change("added", Span(old_at, old_at), added)


def same_report(old: Document, new: Document) -> str | None:
    """Why a document is a later version of one that is held; None where it is not known to be.

    Wording alone is never the reason: another outlet's copy reads the same.

    Examples
    --------
    >>> old = Document("1", "Talks go on. No date is set.", "a.txt", url="https://x.example/a")
    >>> new = Document("2", "Talks go on. A date is set.", "b.txt", url="http://x.example/a/#top")
    >>> same_report(old, new)
    'the same address'
    >>> same_report(old, Document("3", "Talks go on. No date is set. Aid waits.", "c.txt"))
    """
    if old.id == new.id or (old.published and new.published and old.published > new.published):
        return None
    shared = set(version_keys(old)) & set(version_keys(new))
    kinds = {key.partition(" ")[0] for key in shared}
    if "url" in kinds:
        return "the same address"
    if not kinds:
        return None
    both = _shared(old.text, new.text)
    if "title" in kinds and both >= _SOME:
        return "the same outlet and title"
    if "name" in kinds and both > _MOST:
        return "the same file name and most of its sentences"
    return None


def version_keys(document: Document) -> tuple[str, ...]:
    """What two versions of a report share at least one of, to look them up by.

    Examples
    --------
    >>> version_keys(Document("1", "", "in/a.txt", title="UPDATE 1-Talks", publisher="The Post"))
    ('title the post|talks', 'name a.txt')
    """
    keys = []
    if document.url and (address := _address(document.url)):
        keys.append(f"url {address}")
    if document.title and document.publisher:
        title = _words_of(_UPDATE.sub("", document.title))
        keys.append(f"title {_words_of(document.publisher)}|{title}")
    if (name := PurePath(document.name).name) != "-":
        keys.append(f"name {name}")
    return tuple(keys)


def _words_of(text: str) -> str:
    return " ".join(text.casefold().split())


def _address(url: str) -> str | None:
    """An address as far as it names a page; None of one that names a whole site."""
    try:
        parts = urlsplit(url.strip())
        query = [each for each in parse_qsl(parts.query) if not _TRACKING.fullmatch(each[0])]
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not path and not query:
        return None
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{urlencode(query)}"


def _shared(old: str, new: str) -> float:
    """The share of the sentences of the shorter text that both have."""
    olds, news = ({_words(text, each) for each in _sentences(text)} for text in (old, new))
    return len(olds & news) / max(min(len(olds), len(news)), 1)


def _words(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _sentences(text: str) -> Iterator[Span]:
    """Sentences, roughly: to compare texts it is enough that both are split alike."""
    parting = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE_END
    start = 0
    for match in [*parting.finditer(text), None]:
        stop = match.start() if match else len(text)
        for sentence in _SENTENCE.finditer(text, start, stop):
            yield Span(sentence.start(), sentence.start() + len(sentence[0].rstrip()))
        start = match.end() if match else stop
