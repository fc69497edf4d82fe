"""Whether two annotators mean one actor: by name, by the words at one place, by members.

Ids are each annotator's own and count for nothing, but for the reserved ones. A person and the
body that he or she speaks for are two actors.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from parley.model import NARRATOR, UNSPECIFIED, Span
from parley.scoring.marks import Annotation, Player

__all__ = ["Cast", "head", "plain_name"]

POPULATION = "population"
_ARTICLES = frozenset("the a an".split())
_PRONOUNS = frozenset(
    "i me my we us our you your he him his she her hers it its they them their theirs who whom "
    "which that this these those both each other another one ones some all itself themselves "
    "himself herself".split()
)
_HEAD_ENDS = re.compile(
    r"[,;:()\"“”—–]|\s(?:of|in|at|from|for|on|with|to|by|near|under|against|who|which|that|whose|"
    r"close|familiar|involved|and|or)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """A name as its bare words: no article, case, accent or possessive.

    Examples
    --------
    >>> plain_name("the Dockers' Union"), plain_name("Norport’s"), plain_name("It")
    ('dockers union', 'norport', '')
    """
    folded = (
        unicodedata.normalize("NFKD", name)
        .casefold()
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    words = _WORD.findall(re.sub(r"'s\b", "", folded))
    while words and words[0] in _ARTICLES:
        del words[0]
    return "" if len(words) == 1 and words[0] in _PRONOUNS else " ".join(words)


@lru_cache(maxsize=8192)
def head(words: str) -> str:
    """The word that says what a phrase names; the whole phrase where it joins two.

    Examples
    --------
    >>> head("Norland's foreign minister"), head("officials close to the talks")
    ('minister', 'officials')
    >>> head("Marit Solberg, who leads the union"), head("Norland and Sudland")
    ('solberg', 'norland and sudland')
    """
    cut = _HEAD_ENDS.search(words, 1)
    if cut and cut.group().strip().lower() in {"and", "or"}:
        return plain_name(words)
    bare = plain_name(words[: cut.start()] if cut else words)
    return bare.rpartition(" ")[2]


class Cast:
    """The actors of two annotations of one text, and which of them are the same.

    Parameters
    ----------
    gold, found : Annotation
        The annotation that is taken for right, and the other one.
    """

    def __init__(self, gold: Annotation, found: Annotation) -> None:
        self._gold = _People(gold)
        self._found = _People(found)
        self._known: dict[tuple[str, str], bool] = {}

    def same(self, gold: str, found: str) -> bool:
        """Whether an id of the gold and an id of the other annotation mean one actor."""
        pair = gold, found
        if pair not in self._known:
            self._known[pair] = False  # members that hold one another end here
            self._known[pair] = self._same(*pair)
        return self._known[pair]

    def _same(self, gold: str, found: str) -> bool:
        for reserved in (NARRATOR, UNSPECIFIED):
            if reserved in (gold, found):
                return gold == found
        one, other = self._gold.player(gold), self._found.player(found)
        if POPULATION in (gold, found):
            return gold == found or one.type == other.type == POPULATION
        if one.members and other.members:
            return self.all_same(one.members, other.members)
        if one.members or other.members:
            return bool(self._gold.full_names(one) & self._found.full_names(other))
        by_name = self._called(other)
        return gold in by_name if by_name else self._at_one_place(one, other)

    def _called(self, other: Player) -> set[str]:
        """The gold's actors that have a name of this one; those of the same full name first."""
        names = self._found.full_names(other)
        exact = {p.id for p in self._gold.everyone if names & self._gold.full_names(p)}
        return exact or {
            p.id for p in self._gold.everyone if _alike(p, self._gold.full_names(p), other, names)
        }

    def _at_one_place(self, one: Player, other: Player) -> bool:
        here, there = self._gold.mentions(one), self._found.mentions(other)
        return any(a.overlaps(b) and h == k for a, h in here for b, k in there)

    def all_same(self, gold: Iterable[str], found: Iterable[str]) -> bool:
        """Whether two lists name the same actors, coalitions taken by their members."""
        mine, theirs = self._gold.expanded(gold), self._found.expanded(found)
        return (
            bool(mine) == bool(theirs)
            and all(any(self.same(g, f) for f in theirs) for g in mine)
            and all(any(self.same(g, f) for g in mine) for f in theirs)
        )

    def any_same(self, gold: Iterable[str], found: Iterable[str]) -> bool:
        """Whether two lists share an actor."""
        mine, theirs = self._gold.expanded(gold), self._found.expanded(found)
        return any(self.same(g, f) for g in mine for f in theirs)


def _alike(one: Player, names: frozenset[str], other: Player, others: frozenset[str]) -> bool:
    """A person by the last part of the name; an id without an entry by its words."""
    if not (one.entered and other.entered):
        pairs = [(set(a.split()), set(b.split())) for a in names for b in others]
        return any(a <= b or b <= a for a, b in pairs if a and b)
    if {one.type, other.type} != {"person"}:
        return False
    return any(
        f" {a}".endswith(f" {b}") or f" {b}".endswith(f" {a}") for a in names for b in others
    )


class _People:
    """One annotation's actors, looked up by id, with what is derived from them kept."""

    def __init__(self, annotation: Annotation) -> None:
        self._text = annotation.text
        self._players = annotation.players
        self.everyone = tuple(p for p in annotation.players.values() if not p.members)
        self._names: dict[str, frozenset[str]] = {}
        self._mentions: dict[str, tuple[tuple[Span, str], ...]] = {}

    def player(self, name: str) -> Player:
        return self._players.get(name) or Player(name, (name.replace("_", " "),), entered=False)

    def full_names(self, player: Player) -> frozenset[str]:
        if player.id not in self._names:
            self._names[player.id] = frozenset(map(plain_name, player.names)) - {""}
        return self._names[player.id]

    def mentions(self, player: Player) -> tuple[tuple[Span, str], ...]:
        """Places with their head words; a pronoun's place says nothing of who is meant."""
        if player.id not in self._mentions:
            heads = ((m, head(self._text[m.start : m.end])) for m in player.mentions)
            self._mentions[player.id] = tuple((m, h) for m, h in heads if h)
        return self._mentions[player.id]

    def expanded(self, ids: Iterable[str]) -> list[str]:
        """The ids, each coalition replaced by its members."""
        out: list[str] = []
        for one in ids:
            members = self.player(one).members
            out += [m for m in members if m != one] or [one]
        return list(dict.fromkeys(out))
