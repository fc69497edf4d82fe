"""From a noun phrase to actors: names, offices, unnamed groups, and words that refer back."""

from __future__ import annotations

from parley.model import Actor, Span
from parley.reading.lexicon.gazetteer import match_at
from parley.reading.lexicon.words import (
    BODIES,
    DESCRIPTIONS,
    NEWS_WORDS,
    OFFICES,
    PEOPLE,
)
from parley.reading.page import Mention, slug
from parley.reading.phrases import Phrases
from parley.reading.registry import state

__all__ = ["Resolver"]

_DEFINITE = frozenset("the this that these its his her their".split())
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


class Resolver(Phrases):
    """Resolves noun phrases of one page, remembering who was spoken of last.

    Parameters
    ----------
    page : Page
        With named actors and mentions already found.
    """

    def resolve(self, i: int, j: int, *, create: bool = True) -> tuple[str, ...]:
        """Who the phrase in tokens i .. j speaks of; empty where it is nobody."""
        page = self.page
        i, j = self.trim(i, j)
        if i >= j:
            return ()
        if j - i == 1 or page.words[i] in ("it", "they", "he", "she", "we", "i", "who", "which"):
            back = self.pronoun(page.words[i], i)
            if back is not None:
                return back
        for k in range(i, j - 1):  # a militia calling itself the Red Brigade
            if page.words[k : k + 2] in (("calling", "itself"), ("known", "as")):
                named = page.mentions_in(k + 2, j)
                if named:
                    return (named[0].actor,)
        head = self.head_end(i, j)
        person = self._titled(i, head) or self._of_state(i, head, j)
        if person:
            return (person,)
        together = self.sides(i, head) if head == j else ()
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
            return named[-1].actor if named else self.recent(i, ("news_organisation",))
        if mentions or self.nationality(i, head) or self._owned(i, head, noun):
            body = self._body(i, j, head, noun, mentions, create)
            if body:
                return body
        definite = i > 0 and page.words[i - 1] in _DEFINITE
        owned = i > 0 and page.words[i - 1] in ("its", "his", "her", "their") and noun in OFFICES
        if noun in ("country", "government", "nation") and page.words[i - 1] in ("his", "her"):
            speaker = self.refer("he" if page.words[i - 1] == "his" else "she", i)
            home = page.actors[speaker[0]].represents if speaker else None
            if home is not None:
                return home  # his country: the one that the speaker speaks for
        if (
            noun == "ministry" and head - i > 1 and create and not mentions
        ):  # the public services ministry
            return self._ministry(i, head, self.recent(i, ("state",)))
        if definite and not owned and noun in DESCRIPTIONS and not self._of_phrase(head, j):
            back = self.described(i, noun)
            if back:
                return back
        if noun in _DOCUMENTS and mentions:  # a Foreign Ministry statement
            return mentions[-1].actor
        if noun in _DOCUMENTS and head - i > 1:  # a ministry statement
            return self._one(i, head - 1, head - 1, create)
        if noun in PEOPLE | OFFICES | set(BODIES) or (noun in DESCRIPTIONS and not definite):
            return self._unnamed(i, j, head, create)
        return None

    def last_office(self, before: int) -> str | None:
        """The person whom an office alone names shortly before (*its president*)."""
        page = self.page
        since = page.sentences[max(0, page.sentence_of(before) - 1)].first
        for k in range(before - 1, since - 1, -1):
            noun = page.words[k]
            if noun not in OFFICES or noun.endswith("s") or not page.tags[k].startswith("NN"):
                continue
            start = k
            while start > since and page.tags[start - 1].startswith(("NN", "JJ", "POS", "PRP$")):
                start -= 1
                if page.tags[start] == "PRP$":
                    break  # a phrase | its president used
            return self._one(start, k + 1, k + 1, True)
        return None

    def nearer_office(self, before: int, person: str) -> bool:
        """Whether an office without a name stands between a person and a pronoun.

        In the pronoun's own sentence, or at the head of the one before: *Her deputy did not …*;
        anywhere in it where the person is not named in either.
        """
        page = self.page
        at = page.sentence_of(before)
        here, earlier = page.sentences[at].first, page.sentences[max(0, at - 1)].first
        last = max((m.first for m in page.mentions_in(earlier, before) if m.actor == person),
                   default=-1)  # fmt: skip
        spots = [
            k
            for k in range(earlier, before)
            if page.words[k] in OFFICES
            and page.tags[k] == "NN"
            and not page.mentions_in(k, k + 4)[:1]
            and "through" not in page.words[max(earlier, k - 2) : k]
            and (k >= here or k - earlier <= 3 or (last < 0 and page.tags[k - 1] == "PRP$"))
        ]
        return bool(spots) and spots[-1] > last

    def _owned(self, i: int, head: int, noun: str) -> str | None:
        """*a council spokeswoman*: the body that a plain word before the office refers to."""
        if noun not in OFFICES or head - i < 2:
            return None
        word = self.page.words[head - 2]
        return self.recent(i, DESCRIPTIONS[word], word) if word in DESCRIPTIONS else None

    def _of_phrase(self, head: int, j: int) -> bool:
        return (
            head < j
            and self.page.words[head] in ("of", "for", "from")
            and bool(self.page.mentions_in(head, j))
        )

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
        owner = owner or self._owned(i, head, noun)
        if owner is None:
            return None
        kind = page.actors[owner].type
        if kind == "population":
            return None
        if noun in DESCRIPTIONS and noun not in BODIES and kind == "state" and noun not in OFFICES:
            back = self.described(i, noun)  # the Norse militant group
            if back:
                return back
        if noun == "ministry" and head - i > 2 and kind == "state":
            return self._ministry(i, head, owner)
        if noun in _STATE_NOUNS and not self._unclear(i, head):
            return owner
        if noun in PEOPLE | OFFICES:
            return self._unnamed(i, j, head, create, owner)
        return None

    def _ministry(self, i: int, head: int, owner: str | None) -> str:
        """A ministry by its name: a body of its own that speaks for its state."""
        page = self.page
        name = page.text(i, head)
        ident = slug(name.replace("'s", "").replace("’s", ""))
        if ident not in page.actors:
            page.actors[ident] = Actor(
                ident, name, "organisation", represents=owner, part_of=owner,
                mentions=(page.span(i, head),),
            )  # fmt: skip
        return ident

    def _unclear(self, i: int, head: int) -> bool:
        return any(word in _UNNAMED for word in self.page.words[max(0, i - 2) : head])

    def _unnamed(
        self, i: int, j: int, head: int, create: bool, owner: str | None = None
    ) -> str | None:
        """An unnamed group or an office without a name, as an actor of its own."""
        page = self.page
        if owner is None:
            later = [
                m.actor
                for m in (page.mentions_in(head, j) if head < j else [])
                if page.actors[m.actor].type not in ("news_organisation", "person")
                and m.first <= head + 3
            ]
            owner = later[0] if later and page.words[head] in ("of", "for", "from") else None
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
        plain = head - i == 1 and i > 0 and page.words[i - 1] == "the" and owner is None
        if plain:  # the officials: those named with more words before
            noun = page.words[head - 1]
            same = [a.id for a in page.actors.values() if a.id.endswith(f"_{noun}")]
            if same:
                return same[-1]
        ident = slug(" ".join(words).replace(" 's", "").replace(" ’s", ""))
        noun = page.words[head - 1]
        another = i > 0 and page.words[i - 1] in ("a", "an", "another", "second", "third")
        if ident in page.actors and not (another and create and self._elsewhere(ident, i)):
            return ident
        if ident in page.actors:
            ident = next(f"{ident}_{n}" for n in range(2, 99) if f"{ident}_{n}" not in page.actors)
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
            mentions=(page.span(i, self._with_owner(i, head, j, owner)),),
        )
        return ident

    def _elsewhere(self, ident: str, token: int) -> bool:
        """Whether an actor was named in another paragraph than this: *a spokesman* is new then."""
        page = self.page
        here = page.sentences[page.sentence_of(token)].paragraph
        spots = (page.range(span)[0] for span in page.actors[ident].mentions)
        named = {page.sentences[page.sentence_of(spot)].paragraph for spot in spots}
        return bool(named) and here not in named

    def _with_owner(self, i: int, head: int, j: int, owner: str | None) -> int:
        """The end of the phrase with the body it names (*head of the union*)."""
        inside = [m for m in self.page.mentions_in(head, j) if m.actor == owner] if head < j else []
        return inside[0].last if inside else head

    def span_of(self, i: int, j: int) -> Span:
        """The characters of a phrase without its loose ends."""
        a, b = self.trim(i, j)
        return self.page.span(a, b) if a < b else self.page.span(i, j)
