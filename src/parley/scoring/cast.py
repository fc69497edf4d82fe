"""Whether two annotators mean one actor: by name, by the words at one place, by members.

Ids are each annotator's own and count for nothing, but for the reserved ones and where an actor
has neither a name nor a place. A person and the body that he or she speaks for are two actors.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from parley.model import NARRATOR, UNSPECIFIED, Span
from parley.scoring.marks import Annotation, Player

__all__ = ["Cast", "heads", "plain_name"]

POPULATION = "population"
_ARTICLES = frozenset("the a an".split())
_PRONOUNS = frozenset(
    "i me my we us our you your he him his she her hers it its they them their theirs who whom "
    "which that this these those both each other another itself themselves himself herself".split()
)
_HEAD_ENDS = re.compile(
    r"[,;:()\"“”—–]|\s(?:of|in|at|from|for|on|with|to|by|near|under|against|who|which|that|whose|"
    r"close|familiar|involved)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:who|which|that|whose)\b")
_SEVERAL = re.compile(r"\b(?:and|or)\b")
_DEMONYM = re.compile(r"(?:n|i|ese|ish|ch)$")
_PARTICIPLE = re.compile(r"(?<=[a-z])\s[a-z]{3,}(?:ed|ing)\b")
_APPOSED = re.compile(r",\s([A-Z][^,;:()]*)")
_GOVERNMENT = re.compile(r"^government of (?:the )?|(?<=.) government$")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """A name as its bare words: no article, case, accent or possessive; a government is its state.

    Examples
    --------
    >>> plain_name("the Dockers' Union"), plain_name("Norport’s government"), plain_name("It")
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
    if len(words) == 1 and words[0] in _PRONOUNS:
        return ""
    return _GOVERNMENT.sub("", " ".join(words))


@lru_cache(maxsize=8192)
def heads(words: str) -> frozenset[str]:
    """Tell which words may say what a phrase names; the whole phrase where it joins two.

    Examples
    --------
    >>> sorted(heads("Norland's foreign minister")), sorted(heads("two people briefed on it"))
    (['minister'], ['briefed', 'people'])
    >>> sorted(heads("their chief, Marit Solberg, who won")), sorted(heads("Norland and Sudland"))
    (['chief', 'solberg'], ['norland and sudland'])
    """
    if _SEVERAL.search(_RELATIVE.split(words)[0]):
        return frozenset({plain_name(words)})
    cut = _HEAD_ENDS.search(words, 1)
    kept = words[: cut.start()] if cut else words
    candidates = [kept]
    if participle := _PARTICIPLE.search(kept):
        candidates.append(kept[: participle.start()])
    if cut and (apposed := _APPOSED.match(words, cut.start())):
        candidates.append(apposed[1])
    return frozenset(plain_name(c).rpartition(" ")[2] for c in candidates) - {""}


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
        self._counterparts: dict[str, set[str]] = {}

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
        if found not in self._counterparts:
            self._counterparts[found] = self._all_called_or_placed(other)
        return gold in self._counterparts[found]

    def _all_called_or_placed(self, other: Player) -> set[str]:
        """The gold's actors that this one may be.

        A proper name tells who is meant, wherever it stands. *Officials* may be any: there the
        place comes first.
        """
        names = self._found.full_names(other)
        ways: list[Callable[[Player], bool]] = [
            lambda p: bool(names & self._gold.full_names(p)),
            lambda p: _alike(p, self._gold.full_names(p), other, names),
            lambda p: self._at_one_place(p, other),
        ]
        if not any(name != name.lower() for name in other.names[:1]):
            ways.insert(0, ways.pop())
        for way in ways:
            if same := {p.id for p in self._gold.everyone if way(p)}:
                return same
        return set()

    def _at_one_place(self, one: Player, other: Player) -> bool:
        here, there = self._gold.mentions(one), self._found.mentions(other)
        states = one.type == other.type == "state"
        return any(a.overlaps(b) and (states or h & k) for a, h in here for b, k in there)

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
    """A person by the last name, a state by its adjective, an id without an entry by its words."""
    if not (one.entered and other.entered):
        pairs = [(set(a.split()), set(b.split())) for a in names for b in others]
        return any(a <= b or b <= a for a, b in pairs if a and b)
    both = [(a, b) for a in names for b in others]
    if one.type == other.type == "person":
        return any(f" {a}".endswith(f" {b}") or f" {b}".endswith(f" {a}") for a, b in both)
    if one.type == other.type == "state":
        return any(_adjective(a, b) or _adjective(b, a) for a, b in both)
    return False


def _adjective(name: str, other: str) -> bool:
    """Whether another name is a state's adjective: Canada, Canadian."""
    stem = name[:-1] if len(name) > 4 else name
    return len(stem) > 3 and other.startswith(stem) and bool(_DEMONYM.search(other))


class _People:
    """One annotation's actors, looked up by id, with what is derived from them kept."""

    def __init__(self, annotation: Annotation) -> None:
        self._text = annotation.text
        self._players = annotation.players
        self.everyone = tuple(annotation.players.values())
        self._names: dict[str, frozenset[str]] = {}
        self._mentions: dict[str, tuple[tuple[Span, frozenset[str]], ...]] = {}

    def player(self, name: str) -> Player:
        return self._players.get(name) or Player(name, (name.replace("_", " "),), entered=False)

    def full_names(self, player: Player) -> frozenset[str]:
        if player.id not in self._names:
            names = frozenset(map(plain_name, player.names)) - {""}
            if not (names or self.mentions(player)):  # then the id is all there is
                names = frozenset({plain_name(player.id.replace("_", " "))}) - {""}
            self._names[player.id] = names
        return self._names[player.id]

    def mentions(self, player: Player) -> tuple[tuple[Span, frozenset[str]], ...]:
        """Places with their head words; a pronoun's place says nothing of who is meant."""
        if player.id not in self._mentions:
            found = ((m, heads(self._text[m.start : m.end])) for m in player.mentions)
            self._mentions[player.id] = tuple((m, h) for m, h in found if h)
        return self._mentions[player.id]

    def expanded(self, ids: Iterable[str]) -> list[str]:
        """The ids, each coalition replaced by its members."""
        out: list[str] = []
        for one in ids:
            members = self.player(one).members
            out += [m for m in members if m != one] or [one]
        return list(dict.fromkeys(out))
