"""What follows a verb of speech: a clause, an infinitive, a noun phrase, an addressee."""

from __future__ import annotations

from dataclasses import dataclass

from parley.reading.lexicon import lemma
from parley.reading.lexicon.cues import Cue
from parley.reading.page import Page, Range

__all__ = ["Frame", "frames_after", "phrase_end"]

_PREPOSITIONS = frozenset(("on", "for", "of", "against", "with", "from", "upon"))
_NOUNISH = ("NN", "JJ", "CD", "DT", "PRP$", "POS", "VBN", "VBG", "RBR", "RBS")


@dataclass(frozen=True, slots=True)
class Frame:
    """How the words after a verb go on."""

    kind: str
    """that, clause, to, ing, np, np-to, np-of, np-for, quote, none or a preposition."""
    content: int
    """Where what is said begins."""
    addressee: Range | None = None

    def matches(self, cue: Cue) -> bool:
        """Whether a cue may go on like this."""
        if self.kind == "quote" and "np" in cue.frames:
            return True
        if cue.addressee == "np" and self.kind == "clause" and self.addressee is None:
            return False
        return self.kind in cue.frames


def frames_after(page: Page, i: int, j: int) -> tuple[Frame, ...]:
    """How the words from token i on may be read, the likeliest first."""
    i = _skip_adjuncts(page, i, j)
    if i < j and page.words[i] == ",":  # turned down, by 61 votes to 14, a plan
        close = next((k for k in range(i + 1, min(j, i + 10)) if page.words[k] == ","), None)
        if close is not None and page.tags[i + 1] == "IN" and page.words[i + 1] != "as":
            i = close + 1
    if i >= j:
        return ()
    word = page.words[i]
    if word == ":" and i + 1 < j:
        return (Frame("quote", i + 1),)
    if page.tags[i] == '"':
        return (Frame("quote", i + 1),)
    if word == "that" and i + 1 < j and page.tags[i + 1] not in (",", "."):
        return (Frame("that", i + 1),)
    if word == "to" and i + 1 < j:
        if not page.tags[i + 1].startswith(("VB", "RB")):  # appealed to the parties to …
            frame = _preposition(page, i, j, word)
            return (frame,) if frame.kind == "to-to" else (Frame("to", i),)
        return (Frame("to", i),)
    if word in _PREPOSITIONS:
        return (_preposition(page, i, j, word),)
    if page.tags[i] == "VBG":
        return (Frame("ing", i),)
    if word in ("what", "whether", "how", "why", "who", "where"):
        return Frame("np", i), Frame("clause", i)
    if page.tags[i] in (",", ".", "CC", "VBD", "VBZ", "VBP", "MD") or word in ("if", "when"):
        return ()
    frame = _nominal(page, i, j)
    if lemma(page.words[i - 1]) in _NAMING and _named_as(page, i, j):
        return Frame("np-np", i), frame
    if frame.kind == "np-to" and frame.addressee and _has_verb(page, frame.addressee[1], j):
        return frame, Frame("clause", i), Frame("np", i)  # says a plan to sell was put to them
    if frame.kind.startswith("np-") or frame.kind in ("clause", "that"):
        return frame, Frame("np", i)
    return (frame,)


_ASKING = frozenset("ask press petition lobby beg urge push".split())
_NAMING = frozenset("call describe label brand dub deem dismiss portray denounce hail".split())


def _named_as(page: Page, i: int, j: int) -> bool:
    """*called the ban a stunt*, *calls the duty unfair*, *described the talks as useful*."""
    end = phrase_end(page, i, j)
    if end >= j or end == i:
        return end - i > 2 and page.tags[end - 1] == "JJ" and page.tags[end - 2].startswith("NN")
    again = page.tags[end] in ("DT", "PRP$", "JJ", '"') and page.words[end - 1] != "of"
    behind = end - i > 1 and page.tags[end - 1] == "JJ" and page.tags[end - 2].startswith("NN")
    return again or behind or page.words[end] == "as"


_PART_OF_IT = frozenset("not there nearly almost about around roughly some over".split())
_ASIDES = (
    ("in", "turn"), ("in", "response"), ("in", "reply"), ("in", "return"), ("by", "telephone"),
    ("by", "phone"), ("in", "public"), ("in", "private"), ("in", "the", "evening"),
    ("in", "the", "morning"), ("in", "the", "afternoon"), ("at", "the", "time"),
    ("at", "first"), ("on", "television"), ("on", "radio"), ("over", "the", "weekend"),
)  # fmt: skip
_MEDIA = frozenset(
    """statement interview letter speech broadcast message briefing conference address post memo
    television radio communique communiqué email telegram article""".split()
)


def _aside(page: Page, i: int, j: int) -> int | None:
    """Past *in turn*, *by telephone*, *in an interview with state television*: no content."""
    for words in _ASIDES:
        if page.words[i : i + len(words)] == words:
            return i + len(words)
    if page.words[i] not in ("in", "at", "on", "through", "via"):
        return None
    for k in range(i + 1, min(j, i + 5)):
        if page.words[k] in _MEDIA:
            end = k + 1
            while end < j and page.words[end] in ("with", "to", "on", "from", "at", "of"):
                end = phrase_end(page, end + 1, j)
            return end if end < j else None
        if not page.tags[k].startswith(("DT", "JJ", "NN", "PRP$", "VBN", "CD")):
            return None
    return None


def _as_such(page: Page, i: int, j: int) -> int | None:
    """Past *as "absurd"* or *as unfair*, before what was rejected so."""
    if page.words[i] != "as" or i + 3 >= j:
        return None
    if page.tags[i + 1] == '"':
        close = next((k for k in range(i + 2, min(j, i + 10)) if page.tags[k] == '"'), None)
        return close + 1 if close is not None and close + 1 < j else None
    return i + 2 if page.tags[i + 1] == "JJ" and page.tags[i + 2].startswith(("NN", "DT")) else None


def _somewhere(page: Page, i: int, j: int) -> int | None:
    """Past *in Port Vila*, where what was said there comes next."""
    if page.words[i] not in ("in", "at", "from", "near", "outside"):
        return None
    end = i + 1
    while end < j and page.tags[end].startswith("NNP"):
        end += 1
    opens = end < j and (page.words[end] in ("that", "to") or page.tags[end] == '"')
    return end if end > i + 1 and opens else None


def _skip_adjuncts(page: Page, i: int, j: int) -> int:
    """Go past adverbs and times (*said late on Friday in a statement that …*)."""
    while i < j:
        if page.tags[i] == "RB" and page.words[i] not in _PART_OF_IT:
            i += 1
            continue
        if page.tags[i] == "EX" and i + 1 < j and page.tags[i + 1] not in _FINITE:
            i += 1
            continue
        if page.words[i] in ("only", "afterwards", "separately", "instead", "again", "once"):
            i += 1
            continue
        aside = _aside(page, i, j) or _as_such(page, i, j) or _somewhere(page, i, j)
        if aside:
            i = aside
            continue
        step = 1 if page.words[i] in ("on", "late", "early", "in", "at", "earlier") else 0
        if (
            page.words[i] in ("late", "early", "earlier")
            and i + 1 < j
            and page.words[i + 1] == "on"
        ):
            step = 2
        if i + step < j and any(
            t.type in ("DATE", "TIME") and t.span.overlaps(page.tokens[i + step].span)
            for t in page.timexes
        ):
            timex = next(t for t in page.timexes if t.span.overlaps(page.tokens[i + step].span))
            after = page.range(timex.span)[1]
            if after >= j or page.tags[after] != "POS":
                i = max(after, i + 1)
                continue
        break
    return i


def _preposition(page: Page, i: int, j: int, word: str) -> Frame:
    """``on Norland to …``, ``for strikes to …``, or just the phrase."""
    end = phrase_end(page, i + 1, j)
    while end < j and word == "on" and page.words[end] in ("of", "in", "at", "for"):
        end = phrase_end(page, end + 1, j)  # the kidnappers of a woman taken in Ode to …
    if end < j and page.words[end] == "not" and page.words[end + 1 : end + 2] == ("to",):
        return Frame(f"{word}-to", end, (i + 1, end))
    if end < j and page.words[end] == "to" and end > i + 1:
        kind = f"{word}-to"
        return Frame(kind, end, (i + 1, end)) if word in ("on", "to") else Frame(kind, i + 1)
    return Frame(word, i + 1)


def _nominal(page: Page, i: int, j: int) -> Frame:
    """A noun phrase: what is said itself, the one addressed, or the subject of a clause."""
    end = phrase_end(page, i, j)
    if end >= j:
        return Frame("np", i)
    word = page.words[end]
    if page.tags[i] == "PRP" and page.tags[end].startswith(("VB", "MD")):
        return Frame("clause", i)
    second = _second_phrase(page, i, end, j)
    if second is not None:
        return Frame("clause", second, (i, second))
    if word == "that" and end > i:
        return Frame("that", end + 1, (i, end))
    if word == ":" and end + 1 < j:
        return Frame("quote", end + 1, (i, end))
    if page.tags[end] == '"' and lemma(page.words[i - 1]) in ("tell", "warn", "remind"):
        return Frame("quote", end, (i, end))
    aside = _skip_adjuncts(page, end, j)
    if end < aside < j and page.words[aside] == "that":
        return Frame("that", aside + 1, (i, end))
    if word == "for" and end + 1 < j and lemma(page.words[i - 1]) in _ASKING:
        return Frame("np-for", end + 1, (i, end))
    if word == "not" and page.words[end + 1 : end + 2] == ("to",):
        return Frame("np-to", end, (i, end))
    if word == "to":
        return Frame("np-to", end, (i, end))
    if (
        page.words[i - 1].startswith(("put", "estimat"))
        and "at" in page.words[end : min(j, end + 8)]
    ):
        return Frame("np-at", i)
    if (
        word in ("of", "for")
        and end + 1 < j
        and (
            page.tags[end + 1] == "VBG"
            or page.words[i - 1].startswith("blam")
            or page.words[i] in ("one", "each")
            or word == "of"
        )
        and (_person_like(page, i, end) or page.words[i - 1].startswith("accus"))
    ):
        return Frame(f"np-{word}", end + 1, (i, end))
    mark = next((k for k in range(end, j) if page.tags[k] == '"'), None)
    verb = page.tags[end] == "VB"  # the two sides remain "far apart"
    if mark is not None and not (verb or _has_verb(page, end, mark)):
        return Frame("np-quote", i)
    timed = word in ("after", "when", "while", "amid", "during", "before", "because")
    if not timed and (verb or _has_verb(page, end, j)):
        return Frame("clause", i)
    return Frame("np", i)


def _person_like(page: Page, i: int, end: int) -> bool:
    return (
        bool(page.mentions_in(i, end))
        or page.words[end - 1].endswith("s")
        or page.words[end - 1] in ("another", "other", "government", "him", "her", "them", "it")
    )


def phrase_end(page: Page, i: int, j: int) -> int:
    """One past the noun phrase that begins at i."""
    k = i
    while k < j:
        tag, word = page.tags[k], page.words[k]
        if page.inside_name(k):
            k += 1
            continue
        if (
            word in ("one", "each", "the")
            and k + 1 < j
            and page.words[k + 1] in ("another", "other")
        ) and (word != "the" or page.words[k + 2 : k + 3] == ("of",)):
            return k + 2
        if tag == "PRP":
            return k + 1 if k == i else k
        if tag in ("DT", "PRP$") and k > i and page.tags[k - 1] not in ("DT", "IN", "CC"):
            return k
        if tag.startswith(_NOUNISH) or (
            word in ("and",)
            and k + 1 < j
            and page.tags[k + 1].startswith(("NN", "JJ", "DT"))
            and k > i
        ):
            k += 1
            continue
        return k
    return j


def _second_phrase(page: Page, i: int, end: int, j: int) -> int | None:
    """In *told the Courier the talks had failed*, where *the talks* begins."""
    if (
        end < j
        and end > i
        and (page.tags[end] in ("DT", "PRP", "PRP$", "EX") and page.words[end] != "that")
        and _has_verb(page, end + 1, j)
    ):
        return end
    return None


_FINITE = ("VBZ", "VBP", "VBD", "MD")


def _has_verb(page: Page, i: int, j: int) -> bool:
    """Whether a finite verb comes before the clause breaks off."""
    for k in range(i, min(j, i + 30)):
        if page.tags[k] in _FINITE and page.words[k] != "including":
            return True
        if page.tags[k] == "VB" and k > i and page.words[k - 1] != "to":
            return True
        if page.words[k] in (";", "which", "who"):
            return False
    return False
