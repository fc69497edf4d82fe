"""What several rules need: where a subject begins, which links a source makes."""

from __future__ import annotations

from parley.model import Actor, Link
from parley.reading.anybody import anybody
from parley.reading.attribution import Region, Scene
from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import cues, readiness
from parley.reading.lexicon.words import DESCRIPTIONS, NEWS_WORDS
from parley.reading.page import Page, Range
from parley.reading.registry import as_one

__all__ = [
    "FINITE",
    "boundary_left",
    "boundary_right",
    "main_subject",
    "named_outlet",
    "on_record",
    "phrase_before",
    "phrase_stop",
    "source_links",
    "subject_range",
    "without_aside",
]

FINITE = ("VBZ", "VBP", "VBD", "MD")
"""Tags of finite verbs."""
_NOUN = ("NN", "JJ", "CD", "DT", "PRP$", "VBN", "VBG", "RB", "POS", "$", "%")
_SUBORDINATORS = frozenset(
    """where as that while whereas although though because when if but since unless until whether
    after before once""".split()
)


_UNMISTAKABLE = frozenset(
    """accuses accused says said told tells insists insisted rejects rejected denies denied urges
    urged warns warned adds added vows vowed asks asked put""".split()
)


def boundary_left(page: Page, end: int, floor: int) -> int:
    """Where the subject phrase that ends at `end` begins: after the last clause boundary."""
    k = end
    while k > floor:
        word, mark = page.words[k - 1], page.tags[k - 1]
        if word in (";", ":", ".", "–", "—") or mark == '"':
            return k
        if word == ",":
            opener = _aside(page, k - 1, end, floor) or _appositive(page, k - 1, end, floor)
            stray = k == end and page.tags[k - 2] != '"' and k - 2 > floor
            if opener is None and stray and "," not in page.words[floor : k - 1]:
                k -= 1  # a stray comma before the verb
                continue
            if opener is None:
                return k
            k = opener
            continue
        if word in _SUBORDINATORS and not _no_clause(page, k, end):
            return k
        if word == "and" and k - 2 >= floor and page.words[k - 2] == ",":
            return k
        k -= 1
    return floor


def _no_clause(page: Page, k: int, end: int) -> bool:
    """``since Friday`` and ``as many as`` inside a phrase open no clause."""
    if page.words[k - 1] == "as":
        near = (*page.words[max(0, k - 3) : k - 1], *page.words[k : k + 1])
        return bool({"many", "much", "well", "few", "little"} & set(near))
    return page.words[k - 1] in ("since", "after", "before", "until", "than") and k == end


def _aside(page: Page, comma: int, end: int, floor: int) -> int | None:
    """For ``NAME, for its part, said``: the comma that opens the aside."""
    if comma != end - 1:
        return None
    for k in range(comma - 1, max(floor, comma - 14), -1):
        if page.words[k] == ",":
            whose = page.words[k + 2] in ("which", "whom")
            short = comma - k < 8 and not any(page.tags[m] in FINITE for m in range(k, comma))
            return k if page.tags[k + 1] in ("IN", "RB") and (short or whose) else None
    return None


def _appositive(page: Page, comma: int, end: int, floor: int) -> int | None:
    """For ``NAME, the head of X, said``: the comma that opens the apposition."""
    if comma != end - 1:
        return None
    for k in range(comma - 1, floor, -1):
        if page.words[k] == ",":
            opens = page.words[k + 1] if k + 1 < comma else ""
            nominal = page.tags[k - 1].startswith("NN") or page.words[k - 1] == ")"
            if nominal and (
                opens
                in (
                    "the",
                    "a",
                    "an",
                    "who",
                    "which",
                    "whose",
                    "his",
                    "her",
                    "its",
                    "their",
                    "one",
                    "another",
                )
                or page.tags[k + 1].startswith(("NN", "JJ", "CD", "VBN", "VBG"))
            ):
                return k
            return None
    return None


_SUBJECTS = frozenset(("he", "she", "they", "we", "it", "i"))


def subject_range(page: Page, end: int, floor: int) -> Range:
    """The subject phrase of a verb group that starts at `end`, without its apposition."""
    if end - 1 > floor and page.words[end - 1] in _SUBJECTS:
        return end - 1, end  # On Monday he said …
    start = boundary_left(page, end, floor)
    stop = end
    if stop - 1 > start and page.words[stop - 1] == ",":
        for k in range(start + 1, stop - 1):
            if page.words[k] == ",":
                stop = k
                break
    return start, stop


def boundary_right(page: Page, start: int, end: int) -> int:
    """Where a content that begins at `start` ends: before a new clause with its own speaker."""
    depth = int(start > 0 and page.tags[start - 1] == '"')
    for k in range(start, end):
        if page.tags[k] == '"':
            depth ^= 1
        if depth or k == start:
            continue
        word = page.words[k]
        if word == "," and k + 2 < end and _breaks_off(page, k):
            return k
        joined = word in ("and", "but", "while", "whereas", "although", "though") and k + 1 < end
        if word == ";":
            return k
        if not joined:
            continue
        after = k + 1
        while after < end and (
            page.tags[after] in ("RB", "MD") or lemma(page.words[after]) in ("have", "be", "do")
        ):
            after += 1
        verb = lemma(page.words[after]) if after < end else ""
        if verb in cues() and (
            page.tags[after] in ("VBD", "VBZ", "VBP", "VBN", "VBG")
            or page.words[after] in _UNMISTAKABLE
        ):
            return k  # "… and insisted on changes": the same speaker goes on
        if page.words[k - 1] == "," and _own_speaker(page, k + 1, end, readiness()):
            return k - 1
        told = any(page.tags[m].startswith(("VB", "MD")) for m in range(start, k))
        if told and _name_and_cue(page, k + 1, end):
            return k
    return end


_SAYING = frozenset(
    """warning adding saying accusing calling citing urging insisting stressing noting arguing
    describing claiming blaming denying demanding promising threatening""".split()
)
_CLAIMS = frozenset(
    """accusation claim concession charge demand proposal phrase allegation condition argument
    figure assertion idea plan step move request suggestion threat promise offer""".split()
)


def _breaks_off(page: Page, comma: int) -> bool:
    """*…, warning that*, *…, a charge the mills deny*: another saying begins."""
    after = page.words[comma + 1]
    if after in _SAYING:
        return True
    if after not in ("a", "an"):
        return False
    nouns = (k for k in range(comma + 2, min(comma + 5, len(page.tags))))
    noun = next((k for k in nouns if page.tags[k].startswith("NN")), None)
    return noun is not None and page.words[noun] in _CLAIMS


def phrase_before(page: Page, end: int, floor: int) -> Range:
    """The noun phrase that ends before a token."""
    k = end
    while k > floor and (
        page.tags[k - 1].startswith(_NOUN) or (page.words[k - 1] in ("of", "and") and k < end - 1)
    ):
        if page.words[k - 1] == "of" and not page.tags[k - 2].startswith(("NN", "CD")):
            break
        k -= 1
        if page.tags[k] in ("DT", "PRP$") and page.words[k - 1] != "of":
            break
    return k, end


def _name_and_cue(page: Page, i: int, end: int) -> bool:
    """*… and Sudland turned it down*: a name and a verb of position right behind it."""
    named = page.mentions_in(i, min(end, i + 6))
    if not named or named[0].first > i + 1:
        return False
    k = named[0].last
    while k < end and (page.tags[k] == "RB" or lemma(page.words[k]) in ("have", "be")):
        k += 1
    if k + 1 >= end or page.tags[k] not in ("VBD", "VBZ", "VBP", "VBN"):
        return False
    verb = lemma(page.words[k])
    return verb in cues() or f"{verb}_{page.words[k + 1]}" in cues()


def phrase_stop(page: Page, start: int, end: int, *, ordered: bool = False) -> int:
    """Where a noun phrase told as a position ends: before a time clause or a finite verb.

    With `ordered`, *before* orders what is asked for and does not end it.
    """
    if ordered and "before" in page.words[start:end]:
        return end
    for k in range(start + 1, end):
        word = page.words[k]
        if word in ("after", "when", "while", "amid", "during", "before"):
            if page.words[k + 1 : k + 2] == ("which",):
                return end  # a pause during which both would leave the pass
            return k
        if page.words[k : k + 2] == ("in", "an") and page.words[k + 2] in ("effort", "attempt"):
            return k
        if (
            page.tags[k] in ("VBD", "VBZ", "VBP", "MD")
            and page.words[k - 1]
            not in (
                "who",
                "which",
                "that",
            )
            and not _in_relative(page, start, k)
        ):
            return k
    return end


def without_aside(page: Page, start: int, end: int) -> int:
    """Where a position ends before what the report says of it: *the truce, which starts today*.

    *…, eight months after talks broke down* tells when it was taken, too.
    """
    for k in range(start + 1, end - 2):
        if page.tags[k] == '"':
            return end
        if page.words[k] == "because":
            return k
        if page.words[k] != ",":
            continue
        if page.words[k + 1] in ("which", "who", "whose", "where"):
            return k
        lapse = page.timex_in(k + 1, k + 4, "DURATION")
        if lapse is not None and page.range(lapse.span)[0] == k + 1:
            after = page.range(lapse.span)[1]
            if page.words[after : after + 1] in (("after",), ("before",)):
                return k
    return end


def _in_relative(page: Page, start: int, k: int) -> bool:
    return any(page.words[m] in ("who", "which", "that", "if", "whose") for m in range(start, k))


def _own_speaker(page: Page, i: int, end: int, ready: frozenset[str]) -> bool:
    for k in range(i, min(end, i + 12)):
        if page.words[k] in (",", ";") or page.words[k] in ("that", "to"):
            return False
        if page.tags[k].startswith("VB") and lemma(page.words[k]) in cues() and k > i:
            return True
        if page.words[k] in ready and k > i + 1 and lemma(page.words[k - 1]) == "be":
            return True
    return False


def source_links(
    scene: Scene, i: int, j: int, *, speaks: str | None = None
) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """Links and actors of a source phrase; nothing where it is nobody.

    With `speaks`, the speech act of the verb, a noun that no list knows is somebody too.
    """
    actors = _named_beside(scene, j) or scene.resolver.resolve(i, j)
    if not actors and speaks is not None:
        new = anybody(scene.resolver, i, j, documents=speaks not in ("belief", "accept"))
        actors = (new,) if new else ()
    if not actors:
        return (), ()
    scene.resolver.note(i, actors)
    link = Link(as_one(scene.page, actors), "explicit", scene.resolver.span_of(i, j))
    return (link,), actors


def main_subject(scene: Scene, region: Region, before: int, speaks: str) -> tuple[str, ...]:
    """Who the clause that a later verb is joined to speaks of (*X left the talks, saying …*)."""
    page = scene.page
    for k in range(before - 1, region.i, -1):
        if page.tags[k] not in FINITE or page.words[k - 1] in ("who", "which", "that"):
            continue
        start = k
        while start > region.i and page.tags[start - 1] in ("MD", "RB"):
            start -= 1
        a, b = subject_range(page, start, region.i)
        if page.words[a] in ("who", "which", "that"):
            continue
        actors = scene.resolver.resolve(a, b)
        if not actors:
            new = anybody(scene.resolver, a, b, documents=False)
            actors = (new,) if new else ()
        return actors
    return ()


def _named_beside(scene: Scene, j: int) -> tuple[str, ...]:
    """*Norland's foreign minister, Ana Ode, said*: the name set beside the office."""
    page = scene.page
    if j >= len(page.words) or page.words[j] != ",":
        return ()
    for mention in page.mentions_in(j + 1, min(len(page.words), j + 12)):
        person = page.actors[mention.actor].type == "person"
        body = page.words[j - 1] in NEWS_WORDS | set(DESCRIPTIONS)  # their union, the Guild, said
        titles = all(page.tokens[k].text[0].isupper() for k in range(j + 1, mention.first))
        near = mention.first <= j + 2 or titles  # their leader, Prime Minister Ana Ode, said
        if near and (person or (body and mention.first == j + 1)):
            after = page.words[mention.last] if mention.last < len(page.words) else ""
            return (mention.actor,) if after in (",", ".", "") else ()
    return ()


def on_record(page: Page, actors: tuple[str, ...]) -> bool:
    """Whether a speaker stands by name for what is said, whichever outlet was told.

    What unnamed people tell an outlet, only the outlet can vouch for: it heads their chain.
    """
    known = [page.actors[a] for a in actors if a in page.actors]
    return any(a.anonymity == "named" or _only_one(a) for a in known)


_MANY = frozenset(
    """official officer diplomat aide adviser advisor source insider lawmaker member commander
    person negotiator mediator""".split()
)


def _only_one(actor: Actor) -> bool:
    """*Egypt's minister* is one that everybody can name; *an Egyptian official* is nobody."""
    words = set(actor.name.lower().split())
    return actor.type == "person" and actor.represents is not None and not words & _MANY


def named_outlet(scene: Scene, i: int, j: int) -> tuple[Link, ...]:
    """Who is cited (*citing two envoys*)."""
    actors = scene.resolver.resolve(i, j)
    return tuple(Link(a, "explicit", scene.resolver.span_of(i, j)) for a in actors[:1])
