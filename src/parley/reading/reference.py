"""Words that refer back: *the group*, *they*, *the two sides*."""

from __future__ import annotations

from bisect import insort
from dataclasses import replace

from parley.reading.lexicon.words import DESCRIPTIONS
from parley.reading.page import Mention, Page

__all__ = ["References"]

_PARTY_TYPES = ("state", "non_state_armed_group", "organisation", "party", "igo", "military",
                "unnamed_group")  # fmt: skip


_PAPERS = frozenset("answer reply response letter proposal offer draft plan statement".split())
_FAR = 4000
"""Tokens: nobody refers farther back than this."""
_INSTITUTIONS = frozenset(
    """union company party council association federation ministry commission agency airline
    carmaker employer newspaper magazine government""".split()
)


class References:
    """What words refer back to on one page, remembering who was spoken of last.

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
            insort(self.subjects, (at, actors), key=lambda subject: subject[0])

    def refer(self, word: str, at: int) -> tuple[str, ...]:
        """Whom a pronoun at a token refers back to; empty where that is not clear."""
        return self.pronoun(word, at) or ()

    def recent(self, before: int, types: tuple[str, ...], noun: str = "") -> str | None:
        """The actor of these types mentioned last before a token; subjects come first.

        One whose name holds the noun (*the union*: the Dockers' Union) comes before all others,
        and one whose name holds another such noun does not count.
        """
        page = self.page
        if noun in _INSTITUTIONS and len(types) > 1:
            called = self.recent(before, types[1:], noun)
            if called and noun in page.actors[called].name.lower().split():
                return called  # the ministry: the trade ministry sooner than its state
        for kind in types:
            earlier = page.mentions_in(max(0, before - _FAR), before)
            fit = [
                m.actor
                for m in earlier
                if page.actors[m.actor].type == kind and not self._office_only(m)
            ]
            named = [a for a in fit if noun and noun in page.actors[a].name.lower().split()]
            if named:
                return named[-1]
            fit = [a for a in fit if not (noun and self._otherwise_named(a, noun))]
            for at, actors in reversed(self.subjects):
                near = page.sentence_of(at) >= page.sentence_of(before) - 1
                if at < before and near and len(actors) == 1 and actors[0] in fit:
                    return actors[0]
            if noun == "government":
                return self._only_government(fit)
            if fit:
                return fit[-1]
        return None

    def _only_government(self, fit: list[str]) -> str | None:
        """*The government*, where the text has just one, or speaks of one most."""
        ranked = sorted(set(fit), key=lambda actor: (-fit.count(actor), actor))
        if not ranked or fit.count(ranked[0]) < 2:
            return None
        tied = len(ranked) > 1 and fit.count(ranked[0]) == fit.count(ranked[1])
        return None if tied else ranked[0]

    def _office_only(self, mention: Mention) -> bool:
        """A nationality that only says where a mediator comes from."""
        after = self.page.words[mention.last : mention.last + 1]
        return bool(after) and after[0] in (
            "mediator",
            "mediators",
            "envoy",
            "diplomat",
            "diplomats",
        )

    def _otherwise_named(self, actor: str, noun: str) -> bool:
        words = set(self.page.actors[actor].name.lower().split())
        return noun in _INSTITUTIONS and bool(words & (_INSTITUTIONS - {noun}))

    def described(self, i: int, noun: str) -> str | None:
        """The actor that *the <noun>* speaks of, noted as a mention of it."""
        found = self._by_its_noun(i, noun) or self.recent(i, DESCRIPTIONS[noun], noun)
        if found:
            known = self.page.actors[found]
            stop = next(k for k in range(i, len(self.page.words)) if self.page.words[k] == noun)
            span = self.page.span(i, stop + 1)
            if span not in known.mentions:
                self.page.actors[found] = replace(known, mentions=(*known.mentions, span))
        return found

    def _by_its_noun(self, i: int, noun: str) -> str | None:
        """*The ministry*, after *the public services ministry*: a body that was named by it."""
        if noun not in ("ministry", "commission"):
            return None
        page, before = self.page, self.page.tokens[i].span.start
        found = [
            (actor.mentions[0].start, actor.id)
            for actor in page.actors.values()
            if actor.type in ("organisation", "igo", "unnamed_group")
            and actor.name.lower().split()[-1] == noun
            and len(actor.name.split()) > 1
            and actor.mentions
            and actor.mentions[0].start < before
        ]
        return max(found)[1] if found else None

    def pronoun(self, word: str, i: int) -> tuple[str, ...] | None:
        """Whom a pronoun speaks of; None where the word is no pronoun."""
        page = self.page
        earlier = [(at, actors) for at, actors in self.subjects if at < i]
        if word in ("he", "she", "i"):
            same = self._same_again(word, i) or self._named_here(i)
            if same:
                return same
            found = self.recent(i, ("person",))
            if found and self.nearer_office(i, found):
                office = self.last_office(i)
                return (office or found,)
            if found:
                return (found,)
            office = self.last_office(i)
            if office:
                return (office,)
            alone = [actors for _, actors in earlier if len(actors) == 1]
            return alone[-1] if alone and page.actors[alone[-1][0]].anonymity != "named" else ()
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
            near = page.sentences[max(0, page.sentence_of(i) - 1)].first
            if not any(at >= near for at, _ in earlier):  # nobody has spoken: two who were named
                pair = self.pair_before(i, near)
                if pair:
                    return pair
            bodies = [a for _, a in earlier if page.actors[a[0]].type != "person"]
            return bodies[-1] if bodies else earlier[-1][1] if earlier else ()
        if word == "it":
            told = self._in_a_paper(i)
            if told:
                return told
            for _, actors in reversed(earlier):
                if len(actors) == 1 and page.actors[actors[0]].type != "person":
                    return actors
            return ()
        if word in ("who", "which"):
            return ()
        return None

    def _same_again(self, word: str, i: int) -> tuple[str, ...]:
        """*She asked for six. She also wants …*: the same, where nobody is named in between."""
        page = self.page
        for at, actors in reversed(self.subjects):
            if at >= i:
                continue
            if page.sentence_of(at) < page.sentence_of(i) - 1 or len(actors) != 1:
                return ()
            if page.words[at - 1] == word:
                named = page.mentions_in(at, i)
                clear = not any(page.actors[m.actor].type == "person" for m in named)
                return actors if clear else ()
            return ()
        return ()

    def _named_here(self, i: int) -> tuple[str, ...]:
        """*Ana Ode let it be known that she …*: the one person named in the sentence so far.

        Nobody where the sentence has a subject of its own already that was somebody else.
        """
        page = self.page
        first = page.sentences[page.sentence_of(i)].first
        named = {
            m.actor for m in page.mentions_in(first, i) if page.actors[m.actor].type == "person"
        }
        spoke = any(first <= at < i for at, _ in self.subjects)
        return tuple(named) if len(named) == 1 and not spoke else ()

    def _in_a_paper(self, i: int) -> tuple[str, ...]:
        """*Norland's answer is polite. It proposes …*: whose paper the sentences are about."""
        page = self.page
        index = page.sentence_of(i)
        for at in range(index, max(-1, index - 3), -1):
            sentence = page.sentences[at]
            if sentence.paragraph != page.sentences[index].paragraph:
                return ()
            k = next((m for m in range(sentence.first, min(sentence.first + 6, sentence.last))
                      if page.tags[m] == "POS"), None)  # fmt: skip
            if k is not None and k + 1 < i and page.words[k + 1] in _PAPERS:
                owner = page.mentions_in(sentence.first, k)
                return (owner[-1].actor,) if owner and owner[-1].last == k else ()
            if page.words[sentence.first] != "it":
                return ()
        return ()

    def last_office(self, before: int) -> str | None:
        """Somebody spoken of by an office alone (*its president*): nobody, where no such word."""
        return None

    def nearer_office(self, before: int, person: str) -> bool:
        """Whether an office without a name stands nearer than a person."""
        return False

    def sides(self, i: int, j: int) -> tuple[str, ...]:
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

    def pair_before(self, i: int, since: int | None = None) -> tuple[str, ...]:
        """Two parties joined by *and* before a token, else the two named most often.

        With `since`, only two joined by *and* from that token on.
        """
        page = self.page
        named = page.mentions_in(since or 0, i)
        earlier = [m for m in named if self._party(m.actor)]
        for left, right in zip(reversed(earlier[:-1]), reversed(earlier[1:]), strict=True):
            between = page.words[left.last : right.first]
            if left.actor != right.actor and "and" in between and len(between) <= 4:
                return left.actor, right.actor
        if since is not None:
            return ()
        counts: dict[str, int] = {}
        for mention in earlier:
            counts[mention.actor] = counts.get(mention.actor, 0) + 1
        most = sorted(counts, key=lambda actor: (-counts[actor], actor))[:2]
        return tuple(sorted(most)) if len(most) == 2 else ()

    def _party(self, actor: str) -> bool:
        return self.page.actors[actor].type in _PARTY_TYPES
