"""What a record says of a report: the names that archives give to the same few fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from parley.documents.dates import iso_date
from parley.documents.source import Sensitivity, Source
from parley.errors import Problem

__all__ = ["FIELDS", "described", "field_of"]

FIELDS = {
    "text": ("text", "body", "content", "article", "full text", "main text", "article body"),
    "id": ("id", "uid", "guid", "document id", "doc id"),
    "title": ("title", "headline"),
    "published": (
        "published", "date", "published at", "publish date", "date publish", "date published",
        "publication date", "pub date", "created at",
    ),
    "publisher": ("publisher", "outlet", "source", "site", "site name", "newspaper", "agency"),
    "url": ("url", "link", "source url", "canonical url"),
    "licence": ("licence", "license", "rights"),
    "sensitivity": ("sensitivity", "classification"),
}  # fmt: skip
"""Each field and the names under which it is found, in any case, with ``_``, ``-`` or nothing in
place of the blank; of several the first one that holds something."""
_LEVELS: dict[str, Sensitivity] = {
    "public": "public", "open": "public", "internal": "internal", "restricted": "restricted",
}  # fmt: skip
_LONGEST = 2_000
"""Letters of a field that is no text."""


def field_of(record: Mapping[str, Any], field: str) -> tuple[str, Any] | None:
    """The key under which a record holds a field, and what it holds there.

    Examples
    --------
    >>> field_of({"Full_Text": "Talks", "body": ""}, "text")
    ('Full_Text', 'Talks')
    >>> field_of({"Talks": 1}, "text") is None
    True
    """
    keys = {re.sub(r"[\W_]+", "", key.lower()): key for key in reversed(list(record))}
    for name in FIELDS[field]:
        key = keys.get(name.replace(" ", ""))
        if key is not None and record[key] not in (None, "", [], {}):
            return key, record[key]
    return None


def described(source: Source, record: Mapping[str, Any]) -> Source:
    """The source with what a record says of it; with a notice of what cannot be used.

    Examples
    --------
    >>> source = described(Source("a.txt"), {"Date": "31 March 2026", "outlet": "Harbour Post"})
    >>> source.published, source.published_basis, source.publisher
    ('2026-03-31', 'given', 'Harbour Post')
    """
    given = {name: _plain(record, name) for name in FIELDS if name != "text"}
    problems = tuple(_unused(source, record, given))
    published = iso_date(given["published"]) if given["published"] else None
    return replace(
        source,
        title=given["title"] or source.title,
        published=published or source.published,
        published_basis="given" if published else source.published_basis,
        publisher=given["publisher"] or source.publisher,
        url=given["url"] or source.url,
        licence=given["licence"] or source.licence,
        sensitivity=_level(given["sensitivity"]) or source.sensitivity,
        problems=(*source.problems, *problems),
    )


def _plain(record: Mapping[str, Any], field: str) -> str | None:
    """A field as a line of text: of a record in a record its name, of several the first."""
    found = field_of(record, field)
    value = found[1] if found else None
    if isinstance(value, list):
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    line = " ".join(str(value).encode(errors="replace").decode().split())
    return line[:_LONGEST] or None


def _level(given: str | None) -> Sensitivity | None:
    """How far a report may go; a word that is not known counts as the strictest."""
    return _LEVELS.get(given.lower(), "restricted") if given else None


def _unused(
    source: Source, record: Mapping[str, Any], given: Mapping[str, str | None]
) -> Iterator[Problem]:
    for name in given:
        found = field_of(record, name)
        what = ""
        if found and given[name] is None:
            what = f"the field {found[0]!r} holds no line of text; it is left out"
        elif found and name == "published" and iso_date(given[name] or "") is None:
            what = f"the field {found[0]!r} is no date that has one reading: write it as 2026-03-31"
        elif found and name == "sensitivity" and (given[name] or "").lower() not in _LEVELS:
            what = (
                f"the field {found[0]!r} is none of public, internal and restricted; the report "
                "is treated as restricted"
            )
        if what:
            words = given[name] or ""
            place = source.line, int(source.line > 0)
            yield Problem(what, source.file or source.name, *place, words[:60], "notice")
