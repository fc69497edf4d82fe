"""Terms that no concept of the lexicon covers, and lists of terms: their own words are kept."""

from __future__ import annotations

from functools import lru_cache

from parley.model import Term
from parley.reading.attribution import Scene, verb_group
from parley.reading.lexicon import lemma
from parley.reading.lexicon.concepts import concepts
from parley.reading.page import Page, Range, parties_of, slug
from parley.reading.rules._shared import subject_range

__all__ = ["listed", "plain_term", "somebody", "words_of"]

_PAY = frozenset("pay wage wages salary salaries".split())
_LIGHT = frozenset(("be", "have", "do"))
_NEW = frozenset(("a", "an"))
_MONEY_OBJECTS = frozenset(("allowance",))


def listed(page: Page, i: int, j: int) -> list[Range]:
    """The terms of a list (*a rise of 4 percent and a bonus*, *halve the levy and delay it*).

    A list is only taken apart where each part can stand as a term: verbs of one form, or noun
    phrases of which the later ones open anew (*a*, *an*, a number).
    """
    i, j = page.trimmed(i, j)
    if i >= j:
        return []
    verb = i + 1 if page.words[i] == "to" and i + 1 < j else i
    if page.tags[verb].startswith("VB") and page.tags[verb] != "VBD":
        return _acts(page, i, verb, j)
    if page.tags[i].startswith(("MD", "PRP")) and page.tags[i] != "PRP$":
        return [(i, j)]
    return _things(page, i, j)


def _acts(page: Page, i: int, verb: int, j: int) -> list[Range]:
    form = page.tags[verb]
    parts, start = [], i
    for k in range(verb + 2, j - 1):
        if page.words[k] != "and":
            continue
        after = k + 2 if page.words[k + 1] == "to" else k + 1
        if after >= j:
            break
        same = page.tags[after] == form or (
            form in ("VB", "VBP") and page.tags[after] in ("VB", "VBP")
        )
        if same and page.tags[k - 1] not in ("VB", "VBP", "VBG", "TO"):
            parts.append((start, k))
            start = k + 1
    return [*parts, (start, j)]


def _things(page: Page, i: int, j: int) -> list[Range]:
    cuts = []
    for k in range(i + 1, j - 1):
        if page.words[k] not in ("and", ",") or page.inside_name(k):
            continue
        if any(page.tags[m] in ("VBZ", "VBP", "VBD", "MD") for m in range(i, k)):
            break
        after = k + 1 + (page.words[k + 1] == "and")
        if after < j and (
            page.words[after] in _NEW or _measured(page, after, j) or _new_act(page, k, after, j)
        ):
            cuts.append((k, after))
        elif page.words[k] == "and" and cuts and page.tags[after].startswith(("JJ", "NN")):
            cuts.append((k, after))  # a bus and safe passage, behind an earlier "a"
    parts, start = [], i
    for k, after in cuts:
        if k > start:
            parts.append((start, k))
        start = after
    return [*parts, (start, j)]


def _new_act(page: Page, k: int, after: int, j: int) -> bool:
    """*2 million dollars and the withdrawal of troops*: an act of its own behind *and the*."""
    if page.words[after] != "the" or page.words[k] != "and" or "of" not in page.words[after:j]:
        return False
    return any(page.words[m] in _act_nouns() for m in range(after + 1, min(j, after + 3)))


@lru_cache(maxsize=1)
def _act_nouns() -> frozenset[str]:
    return frozenset(noun for concept in concepts() for noun in concept.nouns)


def _measured(page: Page, k: int, j: int) -> bool:
    """*and 900 euros*: a sum of its own."""
    number = page.figure_in(k, min(j, k + 4))
    return (
        number is not None
        and bool(number.unit)
        and number.unit != "people"
        and page.range(number.span)[0] <= k + 1
    )


def plain_term(scene: Scene, i: int, j: int, end: int, actor: tuple[str, ...]) -> Term | None:
    """An act that no concept covers, named by its own verb and noun; it ends at `end`."""
    page = scene.page
    verb = _main_verb(page, i, j)
    if verb is not None and verb >= end:
        verb = None
    start = verb if verb is not None else i
    noun = _noun(page, start + (verb is not None), end)
    if noun is None and verb is not None:  # the port opened
        noun = next(
            (k for k in range(verb - 1, i - 1, -1) if page.tags[k].startswith("NN")),
            None,
        )
        start = i if noun is not None else start
    if noun is None and verb is None:
        return None
    name = _name(page, verb, noun)
    doer: tuple[str, ...] = ()
    if verb is not None and verb > i and not _passive(page, verb):
        a, b = subject_range(page, verb_group(page, verb, i), i)
        doer = somebody(scene, a, b) if b > a else ()
    who = parties_of(page, doer or actor)
    span = page.span(start, end)
    number = page.figure_in(start, end)
    if number and number.unit == "percent" and set(page.words) & _PAY:
        value = f"{number.value:g}" if number.value is not None else None
        return Term(who, "pay", span, "pay", value, number.id, unit="percent")
    money = number is not None and bool(number.unit) and str(number.unit).isupper()
    if money and noun is not None and page.words[noun] not in _MONEY_OBJECTS:
        name = "payment"  # a sum of money and nothing else
    denied = any(w in ("not", "n't", "never") for w in page.words[i : (verb or i)])
    return Term(
        who,
        "other",
        span,
        name,
        "yes",
        number.id if number else None,
        unit=number.unit if number else None,
        negated=denied,
    )


def _passive(page: Page, verb: int) -> bool:
    """*it could be provided*: the subject is not the one who does it."""
    return page.tags[verb] == "VBN" and lemma(page.words[verb - 1]) == "be"


def words_of(scene: Scene, i: int, j: int, actor: tuple[str, ...]) -> Term | None:
    """Whatever words stand there, as a term that says no more than they do."""
    page = scene.page
    i, j = page.trimmed(i, j)
    if i >= j:
        return None
    name = slug(" ".join(page.words[max(i, j - 3) : j]))
    return Term(parties_of(page, actor), "other", page.span(i, j), name, "yes")


def somebody(scene: Scene, a: int, b: int) -> tuple[str, ...]:
    """Who a subject phrase speaks of; its last noun phrase where the whole is no phrase."""
    found = scene.resolver.resolve(a, b, create=False)
    if found:
        return found
    tags = scene.page.tags
    last = next((m for m in range(b - 1, a, -1) if tags[m] in ("DT", "PRP$")), None)
    return scene.resolver.resolve(last, b, create=False) if last else ()


def _main_verb(page: Page, i: int, j: int) -> int | None:
    found = None
    for k in range(i, j):
        if not page.tags[k].startswith("VB") or (page.words[k].endswith("ing") and k > i):
            continue
        if _says_which(page, k, j):
            continue
        if lemma(page.words[k]) not in _LIGHT:
            return k
        found = k if found is None else found
    return found if found is not None and page.tags[found] not in ("VBZ", "VBP") else None


def _says_which(page: Page, k: int, j: int) -> bool:
    """*in frozen funds*, *the promised oil*: a participle that belongs to the noun behind it."""
    return (
        page.tags[k] == "VBN"
        and k + 1 < j
        and page.tags[k + 1].startswith("NN")
        and page.tags[k - 1].startswith(("IN", "DT", "CD", "PRP$", "POS"))
    )


def _noun(page: Page, i: int, j: int) -> int | None:
    return next(
        (
            k
            for k in range(i, j)
            if page.tags[k] in ("NN", "NNS")
            and not (k + 1 < j and page.tags[k + 1] in ("NN", "NNS"))
        ),
        None,
    )


def _name(page: Page, verb: int | None, noun: int | None) -> str:
    words = [lemma(page.words[verb])] if verb is not None else []
    words += [page.words[noun]] if noun is not None else []
    return slug(" ".join(words))
