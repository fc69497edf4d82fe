"""From a noun phrase to actors: names, offices, unnamed groups, and words that refer back."""

from __future__ import annotations

from dataclasses import replace

from parley.model import Actor, Span
from parley.reading.actors import state
from parley.reading.lexicon.gazetteer import match_at
from parley.reading.lexicon.words import (
    BODIES,
    CONNECTIVES,
    DESCRIPTIONS,
    MONTHS,
    NEWS_WORDS,
    OFFICES,
    PEOPLE,
    WEEKDAYS,
)
from parley.reading.page import Mention, Page, Range, slug

__all__ = ["Resolver"]

_PARTY_TYPES = ("state", "non_state_armed_group", "organisation", "party", "igo", "military",
                "unnamed_group")  # fmt: skip
_CUT = frozenset(
    """in at on from of for to with by about after before during since against near between
    who which that whose where interviewed involved familiar close speaking quoted cited based
    representing including holding""".split()
)
_DROP = frozenset(
    """the a an both all some other another several two three many most unnamed anonymous
    unidentified senior top local former chief own same its their his her this that these those
    one each various""".split()
)
_DOCUMENTS = frozenset("statement letter communique communiqué memo declaration website".split())
_STATE_NOUNS = frozenset(
    """government ministry cabinet administration authorities side army military troops forces
    delegation team leaders parliament helicopters soldiers negotiators""".split()
)
_UNNAMED = frozenset("unnamed anonymous unidentified sources source insiders".split())


class Resolver:
    """Resolves noun phrases of one page, remembering who was spoken of last.

    Parameters
    ----------
    page : Page
        With named actors and mentions already found.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.subjects: list[tuple[int, tuple[str, ...]]] = []
        """(token, actors) of every subject resolved so far, in reading order."""

    def note(self, at: int, actors: tuple[str, ...]) -> None:
        """Remember a subject."""
        if actors:
            self.subjects.append((at, actors))
            self.subjects.sort(key=lambda subject: subject[0])

    def trim(self, i: int, j: int) -> Range:
        """Drop connectives and time words at either end of a phrase."""
        page = self.page
        while i < j and (
            page.words[i] in CONNECTIVES
            or page.words[i] in WEEKDAYS | MONTHS
            or page.tags[i] in (",", ".", ":", '"', "CC", "RB", "(")
            or (page.words[i] == "further" and page.tags[i] != "NN")
        ):
            i += 1
        while i < j and (
            page.words[j - 1] in WEEKDAYS | MONTHS | {"today", "yesterday", "tomorrow"}
            or page.tags[j - 1] in (",", ".", ":", '"', "RB")
            or (page.words[j - 1] in ("on", "late", "early", "last") and j - 1 > i)
        ):
            j -= 1
        return i, j

    def resolve(self, i: int, j: int, *, create: bool = True) -> tuple[str, ...]:
        """Who the phrase in tokens i .. j speaks of; empty where it is nobody."""
        page = self.page
        i, j = self.trim(i, j)
        if i >= j:
            return ()
        if j - i == 1 or page.words[i] in ("it", "they", "he", "she", "we", "i", "who", "which"):
            back = self._pronoun(page.words[i], i)
            if back is not None:
                return back
        head = self._head_end(i, j)
        person = self._titled(i, head)
        if person:
            return (person,)
        together = self._sides(i, head) if head == j else ()
        if together:
            return together
        parts = self._coordinated(i, head)
        found: list[str] = []
        for a, b in parts:
            actor = self._one(a, b if b < head else j, b, create)
            if actor is None and len(parts) > 1:
                continue
            if actor is not None and actor not in found:
                found.append(actor)
        return tuple(found)

    # The pieces -------------------------------------------------------------------------

    def _head_end(self, i: int, j: int) -> int:
        """Where the noun phrase proper ends and its modifiers begin."""
        page = self.page
        skip = i
        for k in range(i + 1, j):
            if k < skip:
                continue
            if page.words[k] == "(" and k + 2 < j and page.words[k + 2] == ")":
                skip = k + 3  # an acronym: the phrase goes on
                if skip >= j:
                    return k
                continue
            if page.words[k] in _CUT and not self._inside_name(k):
                return k
            if page.tags[k] in (",", "(", ":") or (
                page.tags[k] in ("VBG", "VBN", "VBD")
                and (page.tags[k - 1].startswith("NN") and page.words[k] not in BODIES)
            ):
                return k
        return j

    def _titled(self, i: int, head: int) -> str | None:
        """*Trade and Industry Minister Ana Ode*: one person, whatever the office is called."""
        page = self.page
        named = page.mentions_in(i, head)
        if not named or named[-1].last != head or page.actors[named[-1].actor].type != "person":
            return None
        if any(page.words[k] in OFFICES for k in range(i, named[-1].first)):
            return named[-1].actor
        return None

    def _inside_name(self, k: int) -> bool:
        return any(m.first < k < m.last for m in self.page.mentions)

    def _coordinated(self, i: int, j: int) -> list[Range]:
        """The members of *X, Y and Z*; the phrase itself where it is no list."""
        page, parts, start = self.page, [], i
        for k in range(i, j):
            if page.words[k] in ("and", ",") and not self._inside_name(k) and k > start:
                parts.append((start, k))
                start = k + 1
        parts.append((start, j))
        parts = [(a, b) for a, b in parts if a < b]
        if len(parts) > 1 and not all(self._names_somebody(a, b) for a, b in parts):
            return [(i, j)]
        return parts

    def _names_somebody(self, a: int, b: int) -> bool:
        return bool(self.page.mentions_in(a, b)) or self.page.words[b - 1] in PEOPLE | OFFICES

    def _one(self, i: int, j: int, head: int, create: bool) -> str | None:
        """The actor of a single phrase whose head ends at `head`."""
        page = self.page
        while i < head and page.words[i] in _DROP and not page.mentions_in(i, i + 1):
            if page.words[i] in ("this", "that") and head - i == 1:
                return None
            i += 1
        if i >= head:
            return None
        mentions = [m for m in page.mentions_in(i, head)]
        noun = page.words[head - 1]
        people = [m for m in mentions if page.actors[m.actor].type == "person"]
        if people and people[-1].last >= head - 1:
            return people[-1].actor
        if mentions and mentions[-1].last == head:
            return mentions[-1].actor
        if noun in NEWS_WORDS or (noun == "article"):
            named = [m for m in mentions if page.actors[m.actor].type == "news_organisation"]
            return named[-1].actor if named else self._recent(i, ("news_organisation",))
        if mentions or self.nationality(i, head):
            body = self._body(i, j, head, noun, mentions, create)
            if body:
                return body
        definite = i > 0 and page.words[i - 1] in (
            "the",
            "this",
            "that",
            "these",
            "its",
            "his",
            "her",
            "their",
        )
        if definite and noun in DESCRIPTIONS and not self._of_phrase(head, j):
            back = self._described(i, noun)
            if back:
                return back
        if noun in _DOCUMENTS and mentions:  # a Foreign Ministry statement
            return mentions[-1].actor
        if noun in PEOPLE | OFFICES | set(BODIES):
            return self._unnamed(i, j, head, create)
        return None

    def _of_phrase(self, head: int, j: int) -> bool:
        return (
            head < j
            and self.page.words[head] in ("of", "for", "from")
            and bool(self.page.mentions_in(head, j))
        )

    def refer(self, word: str, at: int) -> tuple[str, ...]:
        """Whom a pronoun at a token refers back to; empty where that is not clear."""
        return self._pronoun(word, at) or ()

    def nationality(self, i: int, j: int) -> str | None:
        """The state whose name or nationality stands first between two tokens."""
        k = i
        while k < j:
            hit = match_at([token.text for token in self.page.tokens[k:j]], 0)
            if hit and hit[0] in ("demonym", "country", "capital"):
                return state(self.page, hit[1])
            k += hit[2] if hit else 1
        return None

    def _body(
        self, i: int, j: int, head: int, noun: str, mentions: list[Mention], create: bool
    ) -> str | None:
        """*Norland's government*, *Norse troops*, *Front spokesman*, *Norse officials*."""
        page = self.page
        owner = mentions[-1].actor if mentions else self.nationality(i, head)
        if owner is None:
            return None
        kind = page.actors[owner].type
        if kind == "population":
            return None
        if noun in DESCRIPTIONS and noun not in BODIES and kind == "state" and noun not in OFFICES:
            back = self._described(i, noun, of=owner)  # the Norse militant group
            if back:
                return back
        if noun in _STATE_NOUNS and not self._unclear(i, head):
            return owner
        if noun in PEOPLE | OFFICES:
            return self._unnamed(i, j, head, create, owner)
        return None

    def _unclear(self, i: int, head: int) -> bool:
        return any(word in _UNNAMED for word in self.page.words[max(0, i - 2) : head])

    def _unnamed(
        self, i: int, j: int, head: int, create: bool, owner: str | None = None
    ) -> str | None:
        """An unnamed group or an office without a name, as an actor of its own."""
        page = self.page
        if owner is None:
            owner = self.nationality(i, j) if head < j else None
            later = [m.actor for m in page.mentions_in(head, j) if head < j]
            later = [a for a in later if page.actors[a].type not in ("news_organisation", "person")]
            owner = later[0] if later and page.words[head] in ("of", "for", "from") else owner
        if owner and page.words[head - 1] in _STATE_NOUNS and page.actors[owner].type == "state":
            return owner  # the government of Norland
        words = [w for w in page.words[i:head] if w not in _UNNAMED or w in ("sources", "source")]
        name = page.text(i, head)
        if (
            owner
            and head < j
            and page.words[head] in ("of", "for", "from")
            and page.mentions_in(head, j)
        ):
            words += [page.actors[owner].name]
            name = f"{name} {page.words[head]} {page.actors[owner].name}"
        ident = slug(" ".join(words).replace(" 's", "").replace(" ’s", ""))
        noun = page.words[head - 1]
        if ident in page.actors:
            return ident
        if not create:
            return None
        office = noun in OFFICES and not noun.endswith("s")
        page.actors[ident] = Actor(
            ident,
            name,
            "person" if office and noun not in ("chief",) else "unnamed_group",
            anonymity="role_only"
            if noun in OFFICES | {"officials"} and not self._unclear(i, head)
            else "unnamed",
            represents=owner,
            mentions=(page.span(i, head),),
        )
        return ident

    # Words that refer back --------------------------------------------------------------

    def _recent(self, before: int, types: tuple[str, ...], of: str | None = None) -> str | None:
        """The actor of these types mentioned last before a token; subjects come first."""
        page = self.page
        start = page.sentences[page.sentence_of(before)].first
        for kind in types:
            for at, actors in reversed(self.subjects):
                if (
                    at < before
                    and len(actors) == 1
                    and page.actors[actors[0]].type == kind
                    and (at >= start or page.sentence_of(at) >= page.sentence_of(before) - 1)
                    and (of is None or actors[0] != of)
                ):
                    return actors[0]
            for mention in reversed(page.mentions):
                if (
                    mention.last <= before
                    and page.actors[mention.actor].type == kind
                    and (of is None or mention.actor != of)
                ):
                    return mention.actor
        return None

    def _described(self, i: int, noun: str, of: str | None = None) -> str | None:
        found = self._recent(i, DESCRIPTIONS[noun], of)
        if found:
            known = self.page.actors[found]
            stop = next(k for k in range(i, len(self.page.words)) if self.page.words[k] == noun)
            span = self.page.span(i, stop + 1)
            if span not in known.mentions:
                self.page.actors[found] = replace(known, mentions=(*known.mentions, span))
        return found

    def _pronoun(self, word: str, i: int) -> tuple[str, ...] | None:
        page = self.page
        earlier = [(at, actors) for at, actors in self.subjects if at < i]
        if word in ("he", "she", "i"):
            found = self._recent(i, ("person",))
            return (found,) if found else ()
        if word in ("they", "we", "both"):
            for _, actors in reversed(earlier):
                if len(actors) > 1 or page.actors[actors[0]].type in (
                    "unnamed_group",
                    "non_state_armed_group",
                    "organisation",
                    "party",
                    "military",
                ):
                    return actors
            return earlier[-1][1] if earlier else ()
        if word == "it":
            for _, actors in reversed(earlier):
                if len(actors) == 1 and page.actors[actors[0]].type != "person":
                    return actors
            return ()
        if word in ("who", "which"):
            return ()
        return None

    def _sides(self, i: int, j: int) -> tuple[str, ...]:
        """*The two sides*, *both sides*, *the parties*: the two last named together."""
        page = self.page
        if page.words[j - 1] not in (
            "sides",
            "parties",
            "countries",
            "governments",
            "neighbors",
            "neighbours",
        ) or page.mentions_in(i, j):
            return ()
        if page.words[j - 1] == "parties" and j - i > 2:
            return ()
        return self.pair_before(i)

    def pair_before(self, i: int) -> tuple[str, ...]:
        """Two parties joined by *and* before a token, else the two named most often."""
        page = self.page
        earlier = [m for m in page.mentions if m.last <= i and self._party(m.actor)]
        for left, right in zip(reversed(earlier[:-1]), reversed(earlier[1:]), strict=True):
            between = page.words[left.last : right.first]
            if left.actor != right.actor and "and" in between and len(between) <= 4:
                return left.actor, right.actor
        counts: dict[str, int] = {}
        for mention in earlier:
            counts[mention.actor] = counts.get(mention.actor, 0) + 1
        most = sorted(counts, key=lambda actor: (-counts[actor], actor))[:2]
        return tuple(sorted(most)) if len(most) == 2 else ()

    def _party(self, actor: str) -> bool:
        return self.page.actors[actor].type in _PARTY_TYPES

    def span_of(self, i: int, j: int) -> Span:
        """The characters of a phrase without its loose ends."""
        a, b = self.trim(i, j)
        return self.page.span(a, b) if a < b else self.page.span(i, j)
