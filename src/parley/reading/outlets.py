"""Outlets named in brackets at the end of an item, as digests of news do: *… (the Courier)*."""

from __future__ import annotations

from parley.model import Link
from parley.reading.page import Page

__all__ = ["bracketed_outlets"]


def bracketed_outlets(page: Page) -> dict[int, tuple[Link, ...]]:
    """Paragraph number → the outlet that its last words name, as the first link of its chains.

    Only a bracket that closes the paragraph and holds nothing but the outlet's name counts.
    """
    found: dict[int, tuple[Link, ...]] = {}
    for n, sentence in enumerate(page.sentences):
        after = page.sentences[n + 1] if n + 1 < len(page.sentences) else None
        if after is not None and after.paragraph == sentence.paragraph:
            continue
        last = sentence.last - 1
        if last <= sentence.first or page.words[last] != ")":
            continue
        opening = next(
            (k for k in range(last, sentence.first - 1, -1) if page.words[k] == "("), None
        )
        named = page.mentions_in(opening + 1, last) if opening is not None else []
        if opening is None or len(named) != 1:
            continue
        mention = named[0]
        only = mention.first == opening + 1 and mention.last == last
        if only and page.actors[mention.actor].type == "news_organisation":
            link = Link(mention.actor, "explicit_document", page.span(opening, last + 1))
            found[sentence.paragraph] = (link,)
    return found
