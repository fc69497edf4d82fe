"""States, organisations and regions by name, as data: one row each, alphabetical, no ranking.

The tables are written for this project from common knowledge. A capital stands for a government
(*Khartoum said*); that is a way of speaking that the table records, not a view on any status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, NamedTuple

from parley.reading.text import tokenize

__all__ = [
    "Country",
    "Match",
    "Organisation",
    "Region",
    "by_capital",
    "by_demonym",
    "by_id",
    "by_name",
    "by_org_name",
    "countries",
    "match_at",
    "may_start",
    "organisations",
    "regions",
]

MatchKind = Literal["country", "organisation", "demonym", "capital", "place"]
# Where two readings of the same words are equally long, the earlier kind is taken.
_KINDS: tuple[MatchKind, ...] = ("country", "organisation", "demonym", "capital", "place")


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory, its names and the words for its people and its government."""

    iso3: str
    """ISO 3166-1 alpha-3; ``XKX`` (user-assigned) for Kosovo."""
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    """Adjectives and nouns: ``Egyptian``, ``Egyptians``."""
    capitals: tuple[str, ...] = ()
    """Places whose name is used for the government: ``Cairo``, ``Downing Street``."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that acts or speaks: an international body, an armed group, an outlet, a union."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    type: str = "organisation"
    """The types of `parley.model.Actor`, and ``party`` for a political party."""
    country: str | None = None
    """ISO code of the home country, where it has one."""
    descriptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A region or town: a place, never an actor."""

    name: str
    iso3: str | None = None
    """None where it crosses borders or is claimed by several."""


class Match(NamedTuple):
    """A name found in running words."""

    kind: MatchKind
    id: str
    """An ISO code for country, demonym and capital; an organisation's id; a region's name."""
    n_words: int


def _rows(name: str) -> Iterator[list[str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        yield line.split("\t")


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All states and territories, by ISO code."""
    return tuple(
        Country(iso3, name, _parts(aliases), _parts(demonyms), _parts(capitals))
        for iso3, name, aliases, demonyms, capitals in _rows("countries.tsv")
    )


@lru_cache(maxsize=1)
def organisations() -> tuple[Organisation, ...]:
    """All organisations, by id."""
    return tuple(
        Organisation(key, name, _parts(aliases), kind, country or None, _parts(descriptions))
        for key, name, aliases, kind, country, descriptions in _rows("organisations.tsv")
    )


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """Regions and towns that reports on negotiations often name."""
    return tuple(Region(name, iso3 or None) for name, iso3 in _rows("places.tsv"))


@lru_cache(maxsize=1)
def by_name() -> Mapping[str, Country]:
    """Countries by name and alias."""
    return MappingProxyType({n: c for c in countries() for n in (c.name, *c.aliases)})


@lru_cache(maxsize=1)
def by_demonym() -> Mapping[str, Country]:
    """Countries by demonym, adjective or noun."""
    return MappingProxyType({n: c for c in countries() for n in c.demonyms})


@lru_cache(maxsize=1)
def by_capital() -> Mapping[str, Country]:
    """Countries by the places that stand for their government."""
    return MappingProxyType({n: c for c in countries() for n in c.capitals})


@lru_cache(maxsize=1)
def by_org_name() -> Mapping[str, Organisation]:
    """Organisations by name and alias."""
    return MappingProxyType({n: o for o in organisations() for n in (o.name, *o.aliases)})


@lru_cache(maxsize=1)
def by_id() -> Mapping[str, Country | Organisation]:
    """Countries by ISO code and organisations by id."""
    return MappingProxyType(
        {**{c.iso3: c for c in countries()}, **{o.id: o for o in organisations()}}
    )


def _named() -> Iterator[tuple[MatchKind, str, str]]:
    yield from (("country", name, c.iso3) for name, c in by_name().items())
    yield from (("organisation", name, o.id) for name, o in by_org_name().items())
    yield from (("demonym", name, c.iso3) for name, c in by_demonym().items())
    yield from (("capital", name, c.iso3) for name, c in by_capital().items())
    yield from (("place", r.name, r.name) for r in regions())


def _spellings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The name as listed, and the ways in which the Arabic article is written."""
    yield words
    first, _, rest = words[0].partition("-")
    if first in ("al", "Al") and rest:
        yield (f"al-{rest}", *words[1:])
        yield (f"Al-{rest}", *words[1:])
        yield ("al", rest, *words[1:])
        yield ("Al", rest, *words[1:])


def _folded(word: str) -> str:
    """A curly apostrophe is an apostrophe; a shouted word (HAMAS) is its plain form (Hamas)."""
    return word.replace("’", "'")


@lru_cache(maxsize=1)
def _index() -> Mapping[str, tuple[tuple[tuple[str, ...], MatchKind, str], ...]]:
    """Names by their first word, longest first, then in the order of kinds."""
    found: dict[str, dict[tuple[str, ...], tuple[MatchKind, str]]] = {}
    for kind, name, key in _named():
        words = tuple(token.text for token in tokenize(name))
        for spelling in _spellings(words):
            found.setdefault(spelling[0], {}).setdefault(spelling, (kind, key))
    return MappingProxyType(
        {
            first: tuple(
                (words, kind, key)
                for words, (kind, key) in sorted(
                    names.items(), key=lambda item: (-len(item[0]), _KINDS.index(item[1][0]))
                )
            )
            for first, names in found.items()
        }
    )


def may_start(word: str) -> bool:
    """Whether a name may start with this word: cheaper than to look for one."""
    first = _folded(word)
    return first in _index() or (len(first) > 4 and first.isupper())


def match_at(words: Sequence[str], i: int) -> Match | None:
    """The longest name that starts at word `i`, or None.

    Parameters
    ----------
    words : sequence of str
        Words as `parley.reading.text.tokenize` gives them. Case counts: ``US`` is a name,
        ``us`` is not; a word of five or more capitals also matches its plain form.

    Examples
    --------
    >>> match_at("The South Sudanese army and the U.N. Security Council met".split(), 1)
    Match(kind='demonym', id='SSD', n_words=2)
    >>> match_at("the U.N. Security Council met".split(), 1)
    Match(kind='organisation', id='un_security_council', n_words=3)
    >>> match_at("they told us".split(), 2) is None
    True
    """
    first = _folded(words[i])
    found = _match(words, i, first)
    if found is None and len(first) > 4 and first.isupper():
        return _match(words, i, first.capitalize())
    return found


def _match(words: Sequence[str], i: int, first: str) -> Match | None:
    for name, kind, key in _index().get(first, ()):
        n = len(name)
        if n == 1:
            return Match(kind, key, 1)
        if i + n <= len(words) and all(_folded(words[i + k]) == name[k] for k in range(1, n)):
            return Match(kind, key, n)
    return None
