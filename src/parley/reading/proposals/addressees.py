"""Who is addressed: by the verb, behind the object, or as the one who is to do what is asked.

Examples (in our own words)
---------------------------
``Norland offered Sudland two ships.``
``She promised the finance post to the Green League.``
``They demanded that rich countries pay more.``
``It would free two pilots if the owner sent food.``
"""

from __future__ import annotations

from parley.model import Statement, Term
from parley.reading.anybody import anybody
from parley.reading.attribution import Scene
from parley.reading.lexicon import lemma
from parley.reading.page import Page, Range, parties_of
from parley.reading.rules._frames import phrase_end
from parley.reading.rules._shared import FINITE

__all__ = ["asked_of", "before_addressee", "doer_of", "past_addressee", "past_verb", "told_to_do"]

_OPENERS = frozenset(("if", "provided", "in", "on", "as", "so", "only", "once", "after"))
_BARE = ("VB", "VBP")
_ORDERING = frozenset("if unless until once provided that after".split())
_MEASURES = frozenset("dollars euros percent talks pounds days weeks months tons tonnes".split())
_GIVING = frozenset(("give", "grant", "hand", "award", "offer", "cede", "allot"))
_CAMPS = (("party",), ("side",), ("camp",), ("group",), ("bloc",))
_WHEN = frozenset(("in", "by", "on", "at", "from", "near", "last"))


def told_to_do(scene: Scene, statement: Statement, counter: Range | None) -> tuple[str, ...]:
    """Who is to do what is asked: the subject of *demanded that …*, of *…, if …*."""
    page, (i, j) = scene.page, counter or scene.places[statement.id]
    if counter is None and (statement.act != "demand" or page.words[i - 1] != "that"):
        return ()
    verb = _does(page, i, j)
    return _subject(scene, i, verb) if verb is not None else ()


def asked_of(scene: Scene, main: Range, by: tuple[str, ...]) -> tuple[str, ...]:
    """Who would do what is proposed, where it is not its maker (*proposes that Norland leave*)."""
    page, (i, j) = scene.page, main
    i += page.words[i] == "that"
    verb = next((k for k in range(i, j) if page.tags[k].startswith(("VB", "MD"))), None)
    bare = next((k for k in range(i + 1, min(j, i + 7)) if page.tags[k] in _BARE), None)
    verb = bare if bare is not None and (verb is None or page.tags[verb] == "VBN") else verb
    if verb is None or verb == i or page.tags[verb] not in ("VB", "VBP", "MD"):
        return ()
    if page.tags[verb] == "MD" and page.words[verb] not in ("should", "must"):
        return ()  # what somebody could or would do is what is given
    if page.words[verb] == "be" or page.words[i] in ("to", "they", "it", "he", "she", "we"):
        return ()  # who says "they" speaks of its own side
    found = _subject(scene, i, verb)
    mine = set(parties_of(page, by)) | set(by)
    return found if not mine & (set(parties_of(page, found)) | set(found)) else ()


def past_verb(page: Page, main: Range, statement: Statement) -> Range:
    """Past *she would offer* where that, and not a promise, is the content."""
    i, j = main
    if statement.speech_act != "offer":
        return main
    modal = next((k for k in range(i, min(j, i + 5)) if page.words[k] in ("would", "will")), None)
    if modal is None:
        return main
    verb = next((k for k in range(modal + 1, min(j, modal + 4)) if page.tags[k] == "VB"), None)
    offers = verb is not None and page.words[verb] in ("offer", "propose") and verb + 1 < j
    return (verb + 1, j) if offers and verb is not None else main


def before_addressee(scene: Scene, main: Range) -> tuple[Range, tuple[str, ...]]:
    """*promised the finance post to the New Course*: without the one it is promised to."""
    page, (i, j) = scene.page, main
    if page.tags[i].startswith(("VB", "TO", "MD", "PRP")) and page.tags[i] != "PRP$":
        return main, ()
    to = next((k for k in range(j - 2, i, -1) if page.words[k] == "to"), None)
    if to is None or any(page.tags[k].startswith(("VB", "MD")) for k in range(i, j)):
        return main, ()
    named = tuple(m.actor for m in page.mentions_in(to + 1, j))[:1]
    return ((i, to), named) if named else (main, ())


def past_addressee(
    scene: Scene, main: Range, statement: Statement
) -> tuple[Range, tuple[str, ...]]:
    """*offered Sudan aid*, *asks Sudan to leave*: without the one addressed, who is given too."""
    i, j = main
    page = scene.page
    given = _given_to(scene, main) if statement.speech_act == "offer" else ()
    if given:
        return main, given
    for mention in page.mentions_in(i, min(j, i + 8)):
        k = mention.last
        if mention.first > i + 1 or k >= j:
            break
        if mention.actor in statement.to and page.words[k] == "to" and k < j - 1:
            return (k + 1, j), ()
        opens = page.tags[k].startswith(("DT", "JJ", "NN", "CD"))
        if statement.act == "offer" and opens and page.tags[mention.first].startswith("NNP"):
            return (k, j), (mention.actor,)
    bare = page.tags[i] == "NNS" and i + 2 < j and page.tags[i + 1] in ("DT", "CD", "PRP$")
    if statement.act == "offer" and bare and page.words[i] not in _MEASURES:  # offered staff a rise
        named = scene.resolver.resolve(i, i + 1)
        new = None if named else anybody(scene.resolver, i, i + 1, documents=False)
        return (i + 1, j), named or ((new,) if new is not None else ())
    end = phrase_end(page, i, j)  # offered the union two more days
    opens = end < j and page.tags[end].startswith(("DT", "CD", "JJ")) and end > i
    if statement.speech_act == "offer" and page.words[i] in ("the", "its") and opens:
        named = scene.resolver.resolve(i, end, create=False)
        return ((end, j), named) if named else (main, ())
    return main, ()


def _given_to(scene: Scene, main: Range) -> tuple[str, ...]:
    """*giving Mr. Lund's party four seats*: whoever stands behind the verb, or its party."""
    page, (i, j) = scene.page, main
    i += page.words[i] == "to"
    if i + 2 >= j or lemma(page.words[i]) not in _GIVING:
        return ()
    mention = next((m for m in page.mentions_in(i + 1, min(j, i + 5))), None)
    if mention is None or mention.last >= j:
        return ()
    k = mention.last
    if page.tags[k] == "POS" and page.words[k + 1 : k + 2] in _CAMPS:
        k += 2
    opens = k < j and page.tags[k].startswith(("DT", "CD", "JJ", "PRP$"))
    return parties_of(page, (mention.actor,)) if opens else ()


def doer_of(scene: Scene, term: Term) -> tuple[str, ...]:
    """Whoever the words of a clause name as the one to do it, also somebody new to the text."""
    page, (i, j) = scene.page, scene.page.range(term.span)
    sentence = page.sentences[page.sentence_of(i)]
    verb = _does(page, i, j)
    if verb is None:
        return ()
    start = i if verb > i else _clause(scene, i, sentence.first)
    while verb - 1 > start and lemma(page.words[verb - 1]) == "have":
        verb -= 1  # once the rebels have given up their guns
    if start >= verb or any(page.words[k] in _OPENERS for k in range(start, verb)):
        return ()
    return _subject(scene, start, verb)


def _does(page: Page, i: int, j: int) -> int | None:
    """The verb of a clause: past a participle that only says which (*trawlers seized in May*)."""
    finite = next((k for k in range(i, j) if page.tags[k] in (*FINITE, "VB")), None)
    behind = page.words[finite + 1 : j] if finite is not None else ()
    if finite is not None and page.tags[finite] == "VBD" and behind[:1] and behind[0] in _WHEN:
        later = next((k for k in range(finite + 1, j) if page.tags[k] in FINITE), None)
        return later if later is not None else finite
    if finite is None:  # the government freed him: a form that may be either
        finite = next((k for k in range(i, j - 1) if page.tags[k] == "VBN"), None)
        if finite is not None and page.words[finite + 1] == "by":  # the sailors held by Norland
            return None
    return finite


def _clause(scene: Scene, k: int, floor: int) -> int:
    """Past the order word before token k."""
    words = scene.page.words
    opener = next((m for m in range(k - 1, max(floor, k - 12) - 1, -1) if words[m] in _ORDERING), k)
    return opener + 1


def _subject(scene: Scene, i: int, verb: int) -> tuple[str, ...]:
    """*that rich countries provide*, *unless the owner pays*: whoever the words before it name."""
    page = scene.page
    passive = lemma(page.words[verb]) == "be" or (
        page.tags[verb].startswith("MD") and page.words[verb + 1 : verb + 2] == ("be",)
    )
    i += page.words[i] == "that"
    if passive or i >= verb or page.tags[i] == "TO" or "," in page.words[i:verb]:
        return ()
    found = scene.resolver.resolve(i, verb)
    if found:
        return found
    new = anybody(scene.resolver, i, verb, documents=False)
    return (new,) if new is not None else ()
