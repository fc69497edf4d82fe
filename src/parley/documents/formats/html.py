"""Web pages: the main text, without menus, notices and what other readers wrote."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from itertools import islice
from typing import TYPE_CHECKING, Any

from parley.documents.encoding import decode, without_controls
from parley.documents.formats._format import document_format
from parley.documents.invisible import cleaned
from parley.documents.source import CONTAINER_LIMIT, Source, digest, whole
from parley.documents.stated import stated
from parley.errors import Problem

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["html"]

_CHARSET = re.compile(
    rb"""<(?:meta[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*["']?([\w.:-]+)""", re.I
)
_XML = re.compile(r"\s*<\?xml[^>]*>")
_TAG = re.compile(r"<([a-zA-Z][\w:-]*)[^>]*>")
_DECLARED = 4_096
"""Bytes at the beginning in which a page names its encoding."""
_ATTRIBUTE = re.compile(
    r"""\s(aria-hidden|class|content|data-component|data-testid|datetime|href|id|itemprop|name
    |property|pubdate|rel|role|style|type)\s*=\s*("[^"]{0,2000}"|'[^']{0,2000}'|[^\s"'>]{1,2000})
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What in a tag says anything of the text in it or of the page."""
_LONG_TAG = 60
"""Letters of one tag, from which on it loses what stands in it besides these."""
_MARKS = 600_000
"""Opening brackets of a page that is looked at, most of which stand in its programs."""
_ELEMENTS = 40_000
"""Elements of a page that is read: a long day's live report has half of that."""
_TEXT = 5_000_000
"""Letters outside programs."""
_DEEPEST = 250
"""Elements in elements; the parser itself lets go of what lies 256 deep."""
_HEADS = 8
"""Titles that a page may have, each of which may stand over the text."""
_BLOCKS = frozenset("p head item quote row code fw ab div list table".split())
_PARTED = re.compile(r"\s+[|–—·»:-]{1,2}\s+")
_CLOSED = re.compile(r"[.!?…:][\"”’')\]]*\s*$")


@document_format(
    ".html", ".htm", ".xhtml",
    certain=rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.{0,2000}?)-->\s*)*<(?:!doctype\s+html|html[\s>])",
    likely=rb"\s*<(?:head|body|div|article|p|h1)[\s>]",
)  # fmt: skip
def html(name: str, stream: BufferedReader) -> Iterator[Source]:
    """Read the main text of a page, and what the page states of itself."""
    source = Source(name, media_type="text/html")
    data = whole(stream, CONTAINER_LIMIT)
    if isinstance(data, str):
        yield source.refused(data)
        return
    declared = _CHARSET.search(data[:_DECLARED])
    page, problems = decode(
        without_controls(data), name, declared=declared[1].decode() if declared else None
    )
    source = source.and_problems(*problems)
    if page is None:
        yield source
        return
    with _quiet():
        read = _read(source, page, data)
    yield read


def _read(source: Source, page: str, data: bytes) -> Source:
    try:
        tree = _tree(_tamed(page))
        told = stated(tree, page)
        heads = tuple(islice(dict.fromkeys(_heads(tree, told.title)), _HEADS))
        blocks = _blocks(tree)  # which takes the tree apart
    except _TooMuch as error:
        return source.refused(str(error))
    except Exception as error:  # a broken page breaks its reader in every way
        why = " ".join(str(error).split())[:80] or type(error).__name__
        return source.refused(f"the page is damaged; nothing was read: {why}")
    shown, blocks = _headless(blocks, heads)
    if not blocks and len(page) > _TEXT:  # the parser lets go of texts that are too long
        return source.refused("a page of more than a single report; nothing was read")
    if not blocks:
        return source.refused("no text was found in the page; save its text as a .txt file")
    if len(told.dates) > 1:
        what = f"the page states {len(told.dates)} dates of publication; the first is taken"
        words = ", ".join(told.dates[:3])
        source = source.and_problems(Problem(what, source.name, words=words, severity="notice"))
    return Source(
        source.name,
        "\n\n".join(blocks),
        shown or told.title,
        told.dates[0] if told.dates else None,
        "page" if told.dates else "none",
        told.publisher,
        told.url,
        told.licence,
        media_type=source.media_type,
        original=digest(data),
        data=data,
        problems=source.problems,
    )


class _TooMuch(Exception):
    """A page beyond what a report is."""


def _tamed(page: str) -> str:
    """A page without what makes parsers slow: pictures in tags, tags of a thousand attributes."""
    if page.count("<") > _MARKS:
        raise _TooMuch("a page of too many tags, which is no single report; nothing was read")
    page = _XML.sub("", page, count=1)
    end = page.rfind(">") + 1  # beyond it no tag is closed, and each would be looked for in vain
    tail = page[end:].partition("<")[0]
    body = _TAG.sub(_shortened, page[:end]) + tail
    return body if "<html" in body[:2_000].lower() else f"<html><body>{body}</body></html>"


def _shortened(match: re.Match[str]) -> str:
    if len(match[0]) <= _LONG_TAG:
        return match[0]
    kept = {each[1].lower(): each[0] for each in _ATTRIBUTE.finditer(match[0])}
    bare = " pubdate" * ("pubdate" not in kept and " pubdate" in match[0])
    return f"<{match[1][:_LONG_TAG]}{''.join(kept.values())}{bare}>"


def _tree(page: str) -> HtmlElement:
    """The page, parsed, as far as it is one that can be read in a moment."""
    from trafilatura import load_html

    tree = load_html(page)
    if tree is None:
        raise _TooMuch("no text was found in the page; save its text as a .txt file")
    elements = letters = 0
    level = [tree]
    for _ in range(_DEEPEST):
        if not level:
            return tree
        elements += len(level)
        letters += sum(
            len(each.text or "") for each in level if each.tag not in ("script", "style")
        )
        letters += sum(len(each.tail or "") for each in level)
        if elements > _ELEMENTS or letters > _TEXT:
            raise _TooMuch("a page of more than a single report; nothing was read")
        level = [child for each in level for child in each]
    raise _TooMuch(f"elements in elements, more than {_DEEPEST} deep; nothing was read")


def _blocks(tree: HtmlElement) -> list[str]:
    """The paragraphs of a page's main text."""
    from trafilatura import bare_extraction

    found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    pieces: list[list[str]] = [[]]
    _collect(found.body, pieces)
    return [block for each in pieces if (block := cleaned("".join(each)))]


def _collect(element: Any, pieces: list[list[str]]) -> None:
    """The text of an element, in one piece a block; a line break ends one behind a full stop."""
    block = element.tag in _BLOCKS
    if block:
        pieces.append([])
    if element.tag == "lb" and _CLOSED.search("".join(pieces[-1][-1:])):
        pieces.append([])
    pieces[-1].append(f" {element.text or ''}" if element.tag == "lb" else element.text or "")
    for child in element:
        _collect(child, pieces)
        if child.tag == "cell":
            pieces[-1].append(" ")
        pieces[-1].append(child.tail or "")
    if block:
        pieces.append([])


def _inside(element: HtmlElement) -> str:
    return cleaned(str(element.text_content()))


def _heads(tree: HtmlElement, title: str | None) -> Iterator[str]:
    """What may stand over the text as its title; a window's title has the site's name in it."""
    yield from filter(None, (title, *map(_inside, tree.iter("h1"))))
    for window in tree.iter("title"):
        yield from filter(None, _PARTED.split(_inside(window)))


def _headless(blocks: list[str], heads: tuple[str, ...]) -> tuple[str | None, list[str]]:
    """The title as it stands over the text, if it does, and the text without it."""
    shown = None
    for _ in range(_HEADS):
        if not blocks or (over := _over(blocks[0], heads)) is None:
            break
        shown = shown or blocks[0][:over]
        rest = blocks[0][over:].lstrip()
        blocks = [rest, *blocks[1:]] if rest else blocks[1:]
    return shown, blocks


def _over(block: str, heads: tuple[str, ...]) -> int | None:
    """How many letters of a paragraph are the page's title: all of it, or its beginning."""
    for head in heads:
        rest = block[len(head) :]
        if block[: len(head)].casefold() == head.casefold() and (
            not rest or (rest[0] == " " and head.count(" ") > 1 and not rest[1:2].islower())
        ):
            return len(head)
    return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the library would log of a faulty page; the problems say it."""
    log = logging.getLogger("trafilatura")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)
