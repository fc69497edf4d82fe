"""Who is named in a text: states, bodies, people in office, and what stands for them.

Unnamed groups (*unnamed Norland officials*) become actors only where a rule needs them as a
source or an agent; see `resolve`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from parley.model import Actor, Place, Span
from parley.reading.adjectives import one_name
from parley.reading.lexicon import lemma
from parley.reading.lexicon.gazetteer import match_at, may_start
from parley.reading.lexicon.words import (
    BODIES,
    LOCATIVES,
    MONTHS,
    OFFICES,
    ORG_WORDS,
    PEOPLE,
    TITLES,
    WEEKDAYS,
)
from parley.reading.offices import is_held, role_of
from parley.reading.page import Page, slug
from parley.reading.registry import (
    add_mention,
    body_by_last_word,
    organisation,
    person_by_last_name,
    state,
)
from parley.reading.tagging import is_common

__all__ = ["find_actors"]

_COMPOUNDS = ("-based", "-led", "-backed", "-held", "-controlled", "-brokered", "-proposed", "-run")
_PARTICLE = re.compile(r"(?:al|el|an|ar|as|ash|at|ad|az|bin|ibn|ul)-[A-Z]")
_DIRECTIONS = frozenset(
    """new old free united national liberal social democratic upper lower north south east west
    northern southern eastern western greater inner outer central""".split()
)
_AT = frozenset(("from", "to", "near", "in", "at", "on", "of"))
_SITES = frozenset(
    """prison jail airport bridge crossing river valley dam square street hospital camp hotel road
    border island""".split()
)
_SENT_FROM = frozenset(
    """offer offers proposal proposals bid bids demand demands request requests plan letter reply
    answer response message call appeal pledge promise""".split()
)
_PLACE_NOUNS = frozenset(
    "port city town village province region district valley island capital harbour harbor".split()
)
_ROLE_NOUNS = OFFICES | TITLES
_NOT_NAMES = (
    WEEKDAYS | MONTHS | {"i", "islamist", "muslim", "christian", "sunni", "shi'ite", "shiite"}
)


def find_actors(page: Page) -> None:
    """Fill the page's actors, mentions and places.

    Two rounds: the first finds out who is held somewhere in the text, so that the second lists
    them nowhere.
    """
    _scan(page)
    if page.held:
        page.actors, page.mentions, page.places = {}, [], ()
        page.metonyms, page.people, page.letters = [], [], {}
        _scan(page)
    one_name(page)
    spans: dict[str, list[Span]] = {}
    for mention in page.mentions:
        spans.setdefault(mention.actor, []).append(page.span(mention.first, mention.last))
    for actor, places in spans.items():
        page.actors[actor] = replace(page.actors[actor], mentions=tuple(places))
    for actor, (i, j), role_from, last in page.people:  # now that every body is known
        represents, role = role_of(page, i, j, role_from, last)
        page.actors[actor] = replace(page.actors[actor], represents=represents, role_span=role)


def _scan(page: Page) -> None:
    for sentence in page.sentences:
        i = sentence.first
        while i < sentence.last:
            i = _read_at(page, i, sentence.first, sentence.last)
    page.mentions.sort(key=lambda mention: (mention.first, -mention.last))


def _read_at(page: Page, i: int, first: int, last: int) -> int:
    """Read what starts at token i; return the next token to read."""
    word = page.tokens[i].text
    if word in page.letters:  # letters that stood behind a name in brackets
        add_mention(page, page.letters[word], i, i + 1)
        return i + 1
    if may_start(word):
        hit = match_at([token.text for token in page.tokens[i : min(last, i + 8)]], 0)
        if hit is not None:
            kind, key, length = hit
            return _gazetteer(page, kind, key, i, i + length, first, last)
    if _is_name(page, i, first):
        return _name(page, i, first, last)
    return i + 1


def _gazetteer(page: Page, kind: str, key: str, i: int, j: int, first: int, last: int) -> int:
    if _name_goes_on(page, j, last) and kind in ("country", "demonym", "capital", "place"):
        stop = _name_end(page, j, last)
        if page.tokens[stop - 1].text in ORG_WORDS:  # Norland Teachers Union
            return _named_body(page, i, stop, last, key if kind != "place" else None)
    if kind == "organisation":
        organisation(page, key)
        return _with_acronym(page, key, i, j, last)
    if kind == "place" or (kind in ("country", "capital") and _locative(page, i, first)):
        _place(page, page.text(i, j), i, j, key if kind == "country" else None)
        return j
    if kind == "capital":
        page.metonyms.append((page.span(i, j), state(page, key)))
    if kind == "demonym" and not _stands_for_state(page, j, last):
        _population(page, i, j)
        return j
    add_mention(page, state(page, key), i, j)
    return j


def _stands_for_state(page: Page, j: int, last: int) -> bool:
    """A nationality speaks of a state where a body or an office follows (*Norse troops*)."""
    return any(
        page.words[k] in BODIES or page.words[k] in OFFICES or page.tags[k] == "NNP"
        for k in range(j, min(j + 4, last))
        if all(page.tags[m].startswith(("NN", "JJ")) for m in range(j, k))
    )


def _population(page: Page, i: int, j: int) -> None:
    """*Norlanders* on their own: people, not a party."""
    if not page.words[j - 1].endswith("s") or not page.tags[i].startswith(("NN", "JJ")):
        return
    name = slug(page.text(i, j))
    if name not in page.actors:
        page.actors[name] = Actor(name, page.text(i, j), "population", roles=("object",))
    add_mention(page, name, i, j)


def _locative(page: Page, i: int, first: int) -> bool:
    """Whether the name at i is where something is (*in Cairo*), not who does it."""
    k = i - 1
    while k >= first and page.words[k] in (
        "the",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "nearby",
    ):
        k -= 1
    if k < first:
        return False
    if page.words[k] in LOCATIVES:
        return True
    if page.words[k] == "of" and k > first and page.words[k - 1] in _PLACE_NOUNS:
        return True
    # "arrived from Cairo to …", "and" between two places: only where a preposition of place leads
    if page.words[k] == "from" and k > first and page.words[k - 1] in PEOPLE | OFFICES:
        return False  # delegates from Norland
    if page.words[k] == "from" and _comes_from(page, k, first):
        return False  # an offer of 4 percent from Norport
    return page.words[k] == "from" and page.tags[min(i + 1, len(page.tags) - 1)] != "POS"


def _comes_from(page: Page, k: int, first: int) -> bool:
    """Whether what comes *from* somebody is an offer, a demand or an answer."""
    for m in range(k - 1, max(first, k - 8) - 1, -1):
        if page.tags[m].startswith(("VB", "MD", ",")):
            return False
        if page.words[m] in _SENT_FROM and page.tags[m].startswith("NN"):
            return True
    return False


def _place(page: Page, name: str, i: int, j: int, iso3: str | None) -> None:
    ident = slug(name)
    for k, place in enumerate(page.places):
        if place.id == ident:
            found = replace(place, mentions=(*place.mentions, page.span(i, j)))
            page.places = (*page.places[:k], found, *page.places[k + 1 :])
            return
    page.places = (*page.places, Place(ident, name, iso3, (page.span(i, j),)))


def _is_name(page: Page, i: int, first: int) -> bool:
    token = page.tokens[i]
    if not token.text[0].isupper() or token.text.lower().rstrip(".") in _NOT_NAMES:
        return False
    if token.text.lower().endswith(_COMPOUNDS):
        return False
    if i == first or page.tags[i - 1] == '"':  # a capital proves nothing at the start
        follows = i + 1 < len(page.tokens) and page.tokens[i + 1].text[0].isupper()
        if follows:
            return token.tag.startswith(("NN", "JJ"))
        return token.tag in ("NNP", "NNPS") and not is_common(token.text)
    return token.tag.startswith(("NN", "JJ", "VB", "FW")) and token.text != "I"


def _name_goes_on(page: Page, j: int, last: int) -> bool:
    if j >= last:
        return False
    word = page.tokens[j].text
    return (word[0].isupper() and word[0].isalpha()) or bool(_PARTICLE.match(word))


def _name_end(page: Page, j: int, last: int) -> int:
    """One past the last token of a capitalised name (*Front for the Relief of Ods*)."""
    while j < last:
        if _name_goes_on(page, j, last) and page.words[j] not in _NOT_NAMES:
            j += 1
        elif (
            page.tags[j] == "POS" and j + 1 < last and page.tokens[j + 1].text in ORG_WORDS
        ):  # Harbour Workers' Union
            j += 2
        elif (
            page.words[j]
            in ("of", "for", "the", "and", "al", "de", "la", "del", "bin", "von", "van")
            and j + 1 < last
            and page.words[j] != "and"
            and (_name_goes_on(page, j + 1, last) or page.words[j + 1] == "the")
            and page.words[j] not in ("for",)
        ):
            if page.words[j] == "of" and not _body_before(page, j):
                return j
            if page.words[j] == "the" and page.words[j - 1] != "of":
                return j
            j += 1
        else:
            return j
    return j


def _body_before(page: Page, j: int) -> bool:
    return page.tokens[j - 1].text in ORG_WORDS


_PRESS = frozenset("daily weekly newspaper magazine broadcaster tabloid newswire".split())


def _name(page: Page, i: int, first: int, last: int) -> int:
    """A capitalised name that no list holds: a person, a body or a place."""
    if page.words[i] == "state" and page.words[i - 2 : i] == ("secretary", "of") and i + 1 < last:
        i += 1  # Secretary of State Ana Ode
    j = _name_end(page, i + 1, last)
    if page.tokens[i].text.lower().rstrip(".") in TITLES and j - i > 1:
        return _person(page, i + 1, j, i, last)
    if i > first and page.words[i - 1] in _PRESS:  # the daily El Faro
        ident = slug(page.text(i, j))
        page.actors.setdefault(ident, Actor(ident, page.text(i, j), "news_organisation"))
        add_mention(page, ident, i, j)
        return j
    party = _long_party(page, j, last)
    if party:
        return _named_body(page, i, party, last, None)
    lead = i
    while lead < j - 1 and page.words[lead] in _ROLE_NOUNS | {
        "foreign",
        "prime",
        "vice",
        "defense",
        "defence",
        "finance",
        "interior",
        "public",
        "service",
        "trade",
    }:
        lead += 1
    role_inside = lead > i and any(page.words[k] in _ROLE_NOUNS for k in range(i, lead))
    if role_inside or (any(page.words[k] in _ROLE_NOUNS for k in range(i, j - 1)) and j - i > 2):
        start = max(k for k in range(i, j - 1) if page.words[k] in _ROLE_NOUNS) + 1
        return _person(page, start, j, i, last)
    short = body_by_last_word(page, page.tokens[i].text) if j - i == 1 else None
    if short:  # the Front, after the Northern Front
        add_mention(page, short, i, j)
        return j
    if page.tokens[j - 1].text in ORG_WORDS or (j - i == 1 and page.tokens[i].text.isupper()):
        return _named_body(page, i, j, last, None)
    known = person_by_last_name(page, page.tokens[j - 1].text) if j - i <= 2 else None
    if known and (j - i == 1 or not _another(page, known, i)):
        add_mention(page, known, i, j)
        return j
    before = page.words[i - 1] if i > first else ""
    if (
        before == "the"
        and j - i == 1
        and lemma(page.words[j : j + 1][0] if j < last else "") == "report"
    ):
        ident = slug(page.text(i, j))
        page.actors.setdefault(ident, Actor(ident, page.text(i, j), "news_organisation"))
        add_mention(page, ident, i, j)
        return j
    proper = any(not is_common(page.tokens[k].text) for k in range(i, j))
    if page.words[i] in _DIRECTIONS and j - i == 2 and proper and not _locative(page, i, first):
        return _named_body(page, i, j, last, None)  # Upper Norland
    if before in _ROLE_NOUNS or (j - i >= 2 and proper and not _locative(page, i, first)):
        return _person(page, i, j, i, last)
    if _locative(page, i, first):
        _place(page, page.text(i, j), i, j, None)
        return j
    if any(place.id == slug(page.text(i, j)) for place in page.places):
        _place(page, page.text(i, j), i, j, None)
        return j
    if j < last and page.words[j] in _SITES and (before == "the" or page.words[i - 1] in _AT):
        _place(page, page.text(i, j), i, j, None)
        return j
    if page.words[j - 1] not in OFFICES and page.tags[i] != "JJ" and j - i == 1 and proper:
        return _named_body(page, i, j, last, None)
    return j


def _long_party(page: Page, j: int, last: int) -> int | None:
    """Past *Harmony of the Coast party*: a name with *of* that is a body by the word behind it."""
    if j + 2 >= last or page.words[j] not in ("of", "for"):
        return None
    k = j + 1 + (page.words[j + 1] == "the")
    start = k
    while k < last and page.tokens[k].text[0].isupper():
        k += 1
    named = k > start and k < last and page.words[k] in ("party", "bloc", "movement", "alliance")
    return k + 1 if named else None


def _another(page: Page, known: str, i: int) -> bool:
    """Whether a first name is not the one that somebody of this last name has (*Ana, Ben Ode*)."""
    own, first = page.actors[known].name.split(), page.tokens[i].text
    return len(own) > 1 and first not in own and len(first.rstrip(".")) > 1


def _named_body(page: Page, i: int, j: int, last: int, iso3: str | None) -> int:
    if page.tokens[j - 1].text in page.held:
        return j
    ident = slug(page.text(i, j))
    if ident not in page.actors:
        home = state(page, iso3) if iso3 else None
        page.actors[ident] = Actor(ident, page.text(i, j), "organisation", represents=None)
        if home and page.tokens[j - 1].text in ("Forces", "Army", "Guard", "Command"):
            page.actors[ident] = replace(
                page.actors[ident], type="military", represents=home, part_of=home
            )
    return _with_acronym(page, ident, i, j, last)


def _with_acronym(page: Page, actor: str, i: int, j: int, last: int) -> int:
    """``Northern Teachers Union (NTU)``: the letters are the name from here on."""
    add_mention(page, actor, i, j)
    if j + 2 < last and page.words[j] == "(" and page.words[j + 2] == ")":
        letters = page.tokens[j + 1].text
        initials = "".join(t.text[0] for t in page.tokens[i:j] if t.text[0].isupper())
        if letters.isupper() and (letters == initials or letters in initials or len(letters) > 1):
            page.letters.setdefault(letters, actor)
            add_mention(page, actor, j + 1, j + 2)
            return j + 3
    return j


def _person(page: Page, i: int, j: int, role_from: int, last: int) -> int:
    """A person; those who are held are named in the text and listed nowhere."""
    name, last_name = page.text(i, j), page.tokens[j - 1].text
    if last_name in page.held:
        return j
    known = person_by_last_name(page, last_name)
    if known is None:
        if is_held(page, i, j, role_from):
            page.held |= {token.text for token in page.tokens[i:j]}
            return j
        known = slug(name)
        page.actors[known] = Actor(known, name, "person", roles=("representative",))
        page.people.append((known, (i, j), role_from, last))
    add_mention(page, known, i, j)
    return j
