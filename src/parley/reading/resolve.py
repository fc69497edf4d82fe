"""From a noun phrase to actors: names, offices, unnamed groups, and words that refer back."""

from __future__ import annotations

from parley.model import Actor, Span
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
from parley.reading.page import Mention, Range, slug
from parley.reading.reference import References
from parley.reading.registry import state

__all__ = ["Resolver"]

_DEFINITE = frozenset("the this that these its his her their".split())
_CUT = frozenset(
    """in at on from of for to with by about after before during since against near between
    who which that whose where interviewed involved familiar close selling waiting standing
    speaking quoted cited based
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


class Resolver(References):
    """Resolves noun phrases of one page, remembering who was spoken of last.

    Parameters
    ----------
    page : Page
        With named actors and mentions already found.
    """

    def trim(self, i: int, j: int) -> Range:
        """Drop connectives and time words at either end of a phrase."""
        page = self.page
        first = page.timex_in(i, i + 1, "DATE") if i + 1 < j else None
        if first is not None:  # Last week the pilots
            i = min(max(i, page.range(first.span)[1]), j)
        while i < j and (
            page.words[i] in CONNECTIVES
            or page.words[i] in WEEKDAYS | MONTHS
            or page.tags[i] in (",", ".", ":", '"', "CC", "RB", "(")
            or (page.words[i] == "further" and page.tags[i] != "NN")
        ):
            i += 1
        if i + 2 < j and page.words[i] in ("in", "at", "during", "after"):
            subject = next((k for k in range(i + 2, min(j, i + 5)) if page.words[k] == "the"), i)
            i = subject if all(page.tags[k].startswith("NN") for k in range(i + 1, subject)) else i
        while i < j and (
            page.words[j - 1]
            in WEEKDAYS | MONTHS | {"today", "yesterday", "tomorrow", "each", "both"}
            or page.tags[j - 1] in (",", ".", ":", '"', "RB", "EX")
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

    def head_end(self, i: int, j: int) -> int:
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
            if page.words[k] == "," and self._list_goes_on(k, j):
                continue
            if page.tags[k] in (",", "(", ":") or (
                page.tags[k] in ("VBG", "VBN", "VBD")
                and (page.tags[k - 1].startswith("NN") and page.words[k] not in BODIES)
            ):
                return k
        return j

    def _list_goes_on(self, comma: int, j: int) -> bool:
        """*Norland, Sudland and the League*: names on both sides of a comma, no apposition."""
        page = self.page
        if not any(m.last == comma for m in page.mentions_in(max(0, comma - 9), comma)):
            return False
        for mention in page.mentions_in(comma + 1, j):
            if mention.first <= comma + 3:
                between = page.words[comma + 1 : mention.first]
                after = page.words[mention.last] if mention.last < j else ""
                return set(between) <= {"and", "the"} and after in (",", "and", "")
        return False

    def _titled(self, i: int, head: int) -> str | None:
        """*Trade and Industry Minister Ana Ode*: one person, whatever the office is called."""
        page = self.page
        named = page.mentions_in(i, head)
        if not named or named[-1].last != head or page.actors[named[-1].actor].type != "person":
            return None
        if any(page.words[k] in OFFICES for k in range(i, named[-1].first)):
            return named[-1].actor
        return None

    def _of_state(self, i: int, head: int, j: int) -> str | None:
        """*Secretary of State Ana Ode*: a name behind the rest of its office."""
        page = self.page
        if head >= j or page.words[head] != "of" or page.words[head - 1] not in OFFICES:
            return None
        named = [m for m in page.mentions_in(head, j) if page.actors[m.actor].type == "person"]
        if not named or named[-1].last != j or named[-1].first > head + 4:
            return None
        between = range(head + 1, named[-1].first)
        capitals = all(page.tokens[k].text[0].isupper() for k in between)
        return named[-1].actor if between and capitals else None

    def _inside_name(self, k: int) -> bool:
        return self.page.inside_name(k)

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
            named = [part for part in parts if self.page.mentions_in(*part)]
            company = self.page.words[parts[-1][0]] in ("its", "their", "his", "her")
            return named if company and named[:1] == parts[:1] else [(i, j)]
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
