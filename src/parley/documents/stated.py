"""What a web page states of itself: title, date, outlet, address, licence.

Only what the page says in so many words is taken. A date guessed from an address, or an outlet
guessed from a domain, would stand in a ledger as if somebody had said it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parley.documents.dates import iso_date
from parley.documents.invisible import cleaned

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Stated", "stated"]

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title")
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date",
    "sailthru.date", "citation_publication_date", "citation_date", "publication_date",
    "publish-date", "publish_date", "pubdate", "date",
)  # fmt: skip
_OUTLETS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher")
_ADDRESSES = ("og:url", "twitter:url", "parsely-link")
_ARTICLE = re.compile(r"article|posting|report$|pressrelease", re.IGNORECASE)
_PAGE = re.compile(r"page$", re.IGNORECASE)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_DATA = 1_000_000
"""Letters of linked data that are looked at."""
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page says of itself, as far as it does."""

    title: str | None = None
    dates: tuple[str, ...] = ()
    """ISO dates of publication, each once; the one most surely meant first."""
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None


def stated(tree: HtmlElement, page: str) -> Stated:
    """Collect what a page says of itself.

    Parameters
    ----------
    tree : HtmlElement
        The page, parsed.
    page : str
        The same before that: browsers put the address of a page that they save in a comment.
    """
    metas = _metas(tree)
    told = list(_linked_data(tree))
    heads = [each for each in tree.iter("h1")]
    outlet = _first([*(_name(each.get("publisher")) for each in told), *_some(metas, _OUTLETS)])
    written = [_inside(each) for each in heads] if len(heads) == 1 else []
    shown = [_inside(each) for each in tree.iter("title")][:1]
    titles = [*(_name(each.get("headline")) for each in told), *_some(metas, _TITLES), *written]
    address = [*_links(tree, "canonical"), *_some(metas, _ADDRESSES)]
    address += [_text(each.get("url")) for each in told]
    address += [match[1] for match in [_SAVED.search(page[:4_096])] if match]
    licence = [*_links(tree, "license"), *(_text(each.get("license")) for each in told)]
    return Stated(
        _first([*titles, *(_without_outlet(each, outlet) for each in shown)]),
        tuple(dict.fromkeys(_dates(tree, metas, told))),
        outlet,
        next((each for each in address if each and re.match(r"https?://\S+$", each)), None),
        _first(licence),
    )


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """What stands in meta elements, by their names in small letters."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        for kind in ("property", "name", "itemprop"):
            name = (meta.get(kind) or "").strip().lower()
            if name:
                found.setdefault(name, []).append(_text(meta.get("content")))
    return found


def _some(metas: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in metas.get(name, ()) if value]


def _dates(
    tree: HtmlElement, metas: dict[str, list[str]], told: list[dict[str, Any]]
) -> Iterator[str]:
    """Every date of publication that is stated, the surest first."""
    said = [_text(each.get("datePublished")) for each in told] + _some(metas, _DATES)
    marked, inside = [], []
    for each in tree.iter("time"):
        when = _text(each.get("datetime")) or _inside(each)
        if each.get("pubdate") is not None or each.get("itemprop") == "datePublished":
            marked.append(when)
        elif each.get("itemprop") is None and any(True for _ in each.iterancestors("article")):
            inside.append(when)
    for element in tree.xpath('//*[@itemprop="datePublished"][not(self::meta or self::time)]'):
        marked.append(_text(element.get("content")) or _inside(element))
    found = [day for day in map(iso_date, said + marked) if day]
    alone = {day for day in map(iso_date, inside) if day}
    yield from found or (alone if len(alone) == 1 else ())


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The records of linked data (JSON-LD) about an article; else those about the page."""
    articles, pages = [], []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            data = json.loads(script.text[:_DATA], strict=False)
        except (ValueError, RecursionError):
            continue
        for record in _records(data):
            kinds = record.get("@type")
            names = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
            if any(map(_ARTICLE.search, names.split())):
                articles.append(record)
            elif any(map(_PAGE.search, names.split())):
                pages.append(record)
    yield from articles or pages


def _records(data: Any) -> Iterator[dict[str, Any]]:
    """Every record that stands at the top, in a list or in a graph."""
    for each in data if isinstance(data, list) else [data]:
        if isinstance(each, dict):
            yield each
            graph = each.get("@graph")
            yield from (
                (one for one in graph if isinstance(one, dict)) if isinstance(graph, list) else ()
            )


def _links(tree: HtmlElement, kind: str) -> list[str]:
    return [
        _text(link.get("href"))
        for tag in ("link", "a")
        for link in tree.iter(tag)
        if kind in (link.get("rel") or "").lower().split()
    ]


def _name(value: Any) -> str:
    """A text, or the name of a record."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: Any) -> str:
    return cleaned(value[:_LONGEST]) if isinstance(value, str) else ""


def _inside(element: HtmlElement) -> str:
    return cleaned(str(element.text_content())[:_LONGEST])


def _first(values: Iterable[str]) -> str | None:
    return next((value for value in values if value), None)


def _without_outlet(title: str, outlet: str | None) -> str:
    """A window's title without the name of the site behind it."""
    head, mark, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    return head if mark and outlet and tail.casefold() == outlet.casefold() else title
