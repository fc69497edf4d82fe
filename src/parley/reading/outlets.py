"""Outlets named in brackets at the end of an item, as digests of news do: *… (the Courier)*."""

from __future__ import annotations

from parley.model import Actor, Link
from parley.reading.page import Page, slug

__all__ = ["bracketed_outlets"]

_DIGEST = 3
"""Paragraphs that end in a bracket make a digest."""


def bracketed_outlets(page: Page) -> dict[int, tuple[Link, ...]]:
    """Paragraph number → the outlet that its last words name, as the first link of its chains.

    Only a bracket that closes the paragraph and holds nothing but outlets' names counts; names
    that no list knows count where several paragraphs end so. Of several outlets the first stands.
    """
    found: dict[int, tuple[Link, ...]] = {}
    closing: list[tuple[int, int, int]] = []
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
        if opening is None or opening + 1 >= last:
            continue
        closing.append((sentence.paragraph, opening, last))
    # One bracket may be anything; a text whose paragraphs end in them is a digest of news.
    digest = len(closing) >= _DIGEST and 2 * len(closing) >= page.sentences[-1].paragraph
    for paragraph, opening, last in closing:
        actor = _known(page, opening, last) or (digest and _new(page, opening, last))
        if actor:
            link = Link(actor, "explicit_document", page.span(opening, last + 1))
            found[paragraph] = (link,)
    return found


def _known(page: Page, opening: int, last: int) -> str | None:
    """The outlet that a bracket begins with: alone in it, or before others (*Courier, Post*)."""
    named = page.mentions_in(opening + 1, last)
    if not named or named[0].first != opening + 1:
        return None
    first = named[0]
    alone = first.last == last or page.words[first.last] in (",", "and", "via", "/", "&")
    outlet = page.actors[first.actor].type == "news_organisation"
    return first.actor if alone and outlet else None


def _new(page: Page, opening: int, last: int) -> str | None:
    """A name in a digest's bracket that no list knows: an outlet all the same."""
    end = next((k for k in range(opening + 1, last) if page.words[k] in (",", "via", "/")), last)
    name = page.text(opening + 1, end)
    if end - opening > 7 or not name[:1].isupper() or (not name.isascii() and len(name) > 40):
        return None
    if any(page.tags[k].startswith(("VB", "MD")) for k in range(opening + 1, end)):
        return None
    ident = slug(name)
    known = page.actors.get(ident)
    if known is None or known.type != "news_organisation":
        span = page.span(opening + 1, end)
        page.actors[ident] = Actor(ident, name, "news_organisation", mentions=(span,))
    return ident
