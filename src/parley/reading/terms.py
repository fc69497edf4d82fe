"""Terms: the acts that a stretch of text speaks of, with who would do them and how much."""

from __future__ import annotations

from dataclasses import dataclass, replace

from parley.model import Figure, Span, Term
from parley.reading.attribution import Scene
from parley.reading.custody import Custody
from parley.reading.lexicon import lemma
from parley.reading.lexicon.concepts import Concept, concepts
from parley.reading.lexicon.people import HELD
from parley.reading.page import parties_of, slug
from parley.reading.plain_terms import listed, plain_term, somebody, words_of
from parley.reading.rules._shared import subject_range
from parley.reading.standstill import ending_before, is_over, of_other_things

__all__ = ["Terms"]

_PRICED = frozenset(("housing_allowance", "pay", "pension", "finance"))
_DOCUMENTS = frozenset(
    "proposal proposals plan plans agreement deal accord offer framework".split()
)
_STOPS = frozenset(("before", "until", "if", "unless", "after", "once", "when", "because", "while"))
_NOMINAL = ("NN", "JJ", "CD", "DT", "PRP$", "POS", "RBR", "VBN")


@dataclass(frozen=True, slots=True)
class _Trigger:
    start: int
    at: int
    concept: Concept
    by_verb: bool
    negated: bool


class Terms:
    """Finds terms on one page.

    Parameters
    ----------
    scene : Scene
        With actors resolved.
    custody : Custody
        Who holds whom, as far as the text says.
    """

    def __init__(self, scene: Scene, custody: Custody) -> None:
        self.scene = scene
        self.page = scene.page
        self.custody = custody
        words = frozenset(self.page.words)
        self._concepts = tuple(c for c in concepts() if not c.context or c.context & words)
        self._verbs = frozenset[str]().union(*(c.verbs | c.no for c in self._concepts))
        self._nouns = frozenset[str]().union(*(c.nouns for c in self._concepts))

    def within(
        self,
        i: int,
        j: int,
        actor: tuple[str, ...] = (),
        *,
        generic: bool = True,
        traded: bool = False,
    ) -> tuple[Term, ...]:
        """Every term between tokens i and j; `actor` does them where the words name nobody.

        With `traded`, people held who stand there without a verb (*in return for 40 detainees*)
        are people to be freed.
        """
        parts = listed(self.page, i, j) if generic else [(i, j)]
        if len(parts) < 2:
            return self._part(i, j, actor, generic=generic, traded=traded)
        return tuple(
            term for a, b in parts for term in self._part(a, b, actor, generic=True, traded=traded)
        )

    def clause(self, i: int, j: int, actor: tuple[str, ...] = ()) -> tuple[Term, ...]:
        """The terms of a clause; its bare words where nothing else is known of it."""
        found = self.within(i, j, actor)
        if found:
            return found
        other = words_of(self.scene, i, j, actor)
        return (other,) if other else ()

    def _part(
        self, i: int, j: int, actor: tuple[str, ...], *, generic: bool, traded: bool
    ) -> tuple[Term, ...]:
        triggers = self._triggers(i, j)
        if traded and not triggers:
            triggers = self._people(i, j)
        found = []
        for n, trigger in enumerate(triggers):
            limit = triggers[n + 1].start if n + 1 < len(triggers) else j
            found.append(self._term(trigger, i, self._end(trigger, limit, j), actor))
        if not found and generic:
            other = self._generic(i, j, actor)
            found = [other] if other else []
        return tuple(found)

    def _triggers(self, i: int, j: int) -> list[_Trigger]:
        found: list[_Trigger] = []
        k = i
        while k < j:
            trigger = self._at(k, i, j)
            if trigger is None:
                k += 1
                continue
            last = found[-1] if found else None
            if self._dates(trigger, i) or (
                last
                and last.concept == trigger.concept
                and last.by_verb
                and not trigger.by_verb
                and not {"and", ","} & set(self.page.words[last.at : trigger.start])
            ):  # "before an April truce"; "provide 5 million in climate finance"
                k = trigger.at + 1
                continue
            if (
                last
                and last.concept == trigger.concept
                and not last.by_verb
                and trigger.by_verb
                and (self._object_before(trigger.concept, k))
            ):  # "any strikes to be delayed" is one act
                if trigger.negated:
                    found[-1] = replace(last, at=k, negated=True)
            elif last is None or trigger.at >= self._object_end(last, j):
                found.append(trigger)
            k = trigger.at + 1
        return found

    def _dates(self, trigger: _Trigger, i: int) -> bool:
        """Whether a noun only dates what stands before it (*held before an April truce*)."""
        start = trigger.start
        return (
            not trigger.by_verb
            and start > i
            and (
                self.page.words[start - 1] in ("before", "after", "since", "during", "despite")
                or (
                    trigger.concept.id == "talks"
                    and self.page.words[start - 1] in ("at", "of", "in", "on")
                    and start - 1 > i
                    and self.page.tags[start - 2].startswith("NN")
                )  # a seat at the talks
            )
        )

    def _people(self, i: int, j: int) -> list[_Trigger]:
        """The first people held between two tokens, as their release."""
        release = next(c for c in concepts() if c.id == "release")
        held = next((k for k in range(i, j) if self.page.words[k] in HELD), None)
        return [] if held is None else [_Trigger(i, held, release, False, False)]

    def _object_end(self, trigger: _Trigger, j: int) -> int:
        """Past the verb's own object, which is no act of its own (*implement a ceasefire*)."""
        if not trigger.by_verb:
            return trigger.at + 1
        for k in range(trigger.at + 1, min(j, trigger.at + 8)):
            if self.page.words[k] in trigger.concept.objects:
                return k + 1
        return trigger.at + 1

    def _at(self, k: int, i: int, j: int) -> _Trigger | None:
        page = self.page
        word, tag = page.words[k], page.tags[k]
        base = lemma(word)
        if page.words[k + 1 : k + 2] and page.words[k + 1] in _DOCUMENTS:
            return None  # a ceasefire proposal is a paper, and no ceasefire
        if is_over(self.page, k, j):
            return _Trigger(self._phrase_start(k, i), k, concepts()[0], False, False)
        if base not in self._verbs and word not in self._nouns:
            return None
        for concept in self._concepts:
            if tag.startswith("VB") and self._verb_with_object(concept, base, k, j):
                near = page.words[max(i, k - 3) : k]
                start = self._with_subject(concept, k, i, j)
                return _Trigger(start, k, concept, True, base in concept.no or "not" in near)
            if (
                word in concept.nouns
                and tag.startswith(("NN", "VBG", "VB", "JJ"))
                and (not concept.noun_objects or self._near(concept.noun_objects, k, i, j))
            ):
                start = self._phrase_start(k, i)
                ending = ending_before(self.page, concept, start, i)
                if ending is not None:
                    return _Trigger(ending, k, concept, False, True)
                if of_other_things(self.page, concept, k, j):
                    return None
                before = {lemma(w) for w in page.words[max(i, start - 1) : start]}
                after = {page.words[m] for m in range(k + 1, min(j, k + 4))}
                taken_back = bool(concept.no & (before | (after if "be" in after else set())))
                return _Trigger(start, k, concept, False, taken_back)
        return None

    def _verb_with_object(self, concept: Concept, base: str, k: int, j: int) -> bool:
        if base not in concept.verbs and base not in concept.no:
            return False
        if not concept.objects:
            return True
        for m in range(k + 1, min(j, k + 9)):
            word = self.page.words[m]
            if word in concept.objects or (concept.unit == "people" and self._demonym(word)):
                return True
            if self.page.tags[m].startswith("VB") and self.page.tags[m] not in (
                "VBN",
                "VBG",
            ):
                return False
            if word == "and" and self.page.tags[m + 1].startswith(("NN", "JJ")):
                continue  # air and ground operations
            if word in _STOPS or word in (",", ";", "and"):
                break
        return self._object_before(concept, k)

    def _object_before(self, concept: Concept, k: int) -> bool:
        """*the port opened*, *strikes to be delayed*: what it happens to stands before it."""
        for m in range(k - 1, max(0, k - 6), -1):
            if self.page.words[m] in concept.objects:
                return True
            if self.page.tags[m].startswith("NN") or self.page.words[m] in (",", ";"):
                return False
        return False

    def _with_subject(self, concept: Concept, k: int, i: int, j: int) -> int:
        """Where the words begin: at what it happens to, where that stands before the verb."""
        if not concept.objects or any(
            self.page.words[m] in concept.objects for m in range(k + 1, min(j, k + 9))
        ):
            return k
        for m in range(k - 1, max(i, k - 6) - 1, -1):
            if self.page.words[m] in concept.objects:
                return self._phrase_start(m, i)
        return k

    def _near(self, objects: frozenset[str], k: int, i: int, j: int) -> bool:
        window = self.page.words[max(i, k - 4) : min(j, k + 9)]
        return any(word in objects or self._demonym(word) for word in window)

    def _demonym(self, word: str) -> bool:
        actor = self.page.actors.get(slug(word))
        return actor is not None and actor.type == "population"

    def _phrase_start(self, k: int, floor: int) -> int:
        while k > floor and self.page.tags[k - 1].startswith(_NOMINAL):
            k -= 1
        return k

    def _end(self, trigger: _Trigger, limit: int, j: int) -> int:
        """Where the term's words end: before the next term, a condition or a clause break."""
        page = self.page
        end = limit
        for k in range(trigger.at + 1, limit):
            if not trigger.by_verb and page.tags[k] == "MD":  # talks can only begin if …
                end = k
                break
            if page.words[k] in _STOPS or page.words[k] == ";":
                end = k
                break
            if (
                page.words[k] == ","
                and not (
                    k + 1 < limit
                    and page.words[k + 1] in ("including", "especially", "particularly")
                )
                and not any(page.words[m] == "including" for m in range(trigger.at, k))
            ):
                end = k
                break
            if page.words[k : k + 2] in (("in", "order"), ("so", "that")) or page.words[
                k : k + 2
            ] in (
                ("in", "exchange"),
                ("in", "return"),
                ("can", "begin"),
                ("could", "begin"),
            ):
                end = k
                break
        while end > trigger.at + 1 and (
            page.words[end - 1] in ("and", ",", "or", "but", ".", "the", "to")
            or page.tags[end - 1] == '"'
        ):
            end -= 1
        return end

    def _term(self, trigger: _Trigger, floor: int, end: int, actor: tuple[str, ...]) -> Term:
        page, concept = self.page, trigger.concept
        start = trigger.start
        doer = self._doer(trigger, floor, end) or actor
        span = page.span(start, end)
        number = page.figure_in(start, end)
        if number is None and not trigger.by_verb and concept.id in _PRICED and start > floor:
            number = page.figure_in(floor, start)  # $86 for a housing allowance
        length = page.timex_in(start, end, "DURATION")
        issue, of = concept.issue, None
        if concept.id == "release":
            # "so that hostages could be freed": who is freed stands before the verb
            where = start if self.custody.tells(start, end) else max(floor, start - 5)
            issue, of = self.custody.issue(where, end, doer)
            holder = self.custody.holder_in(where, end)
            doer = doer or ((holder,) if holder else ())
        value = self._value(concept, trigger, start, end, number)
        return Term(
            parties_of(page, doer),
            concept.id,
            span,
            issue,
            value,
            figure=number.id if number else None,
            duration=length.id if length else None,
            including=self._including(start, end),
            of=of,
            unit=number.unit if number and number.unit else concept.unit,
            negated=trigger.negated,
        )

    def _doer(self, trigger: _Trigger, floor: int, end: int) -> tuple[str, ...]:
        """Who does it, where the words say so: the verb's subject, or *by …* after the noun."""
        page = self.page
        if trigger.by_verb and trigger.at > floor:
            start = trigger.at
            while start > floor and (
                page.tags[start - 1] in ("MD", "RB", "TO")
                or lemma(page.words[start - 1]) in ("be", "have", "agree", "order")
            ):
                start -= 1
            a, b = subject_range(page, start, floor)
            if b > a:
                return somebody(self.scene, a, b)
        for k in range(trigger.at + 1, end):
            if page.words[k] == "by" and page.tags[min(k + 1, end - 1)] != "CD":
                return self.scene.resolver.resolve(k + 1, end, create=False)
        return ()

    def _value(
        self,
        concept: Concept,
        trigger: _Trigger,
        start: int,
        end: int,
        number: Figure | None,
    ) -> str | None:
        words = self.page.words[start:end]
        if trigger.negated:
            return "no"
        if concept.id == "release":
            main = words[: words.index("including")] if "including" in words else words
            if {"all", "every"} & set(main):
                return "all"
            if self.page.figure_in(start, end) or "some" in main:
                return "some"
            return None
        if concept.id == "halt":
            lasting = {
                "permanent",
                "lasting",
                "full",
                "indefinite",
                "comprehensive",
            } & set(words)
            return "ceasefire" if lasting else None
        if concept.unit == "percent" or concept.id in ("housing_allowance", "finance"):
            return f"{number.value:g}" if number and number.value is not None else None
        return "yes"

    def _including(self, start: int, end: int) -> tuple[Span, ...]:
        page = self.page
        for k in range(start, end - 1):
            if page.words[k] == "including":
                return (page.span(k + 1, end),)
        return ()

    def _generic(self, i: int, j: int, actor: tuple[str, ...]) -> Term | None:
        """An act that no concept covers."""
        i, j = self.page.trimmed(i, j)
        if i >= j:
            return None
        end = self._end(_Trigger(i, i, concepts()[0], True, False), j, j)
        return plain_term(self.scene, i, j, end, actor)
