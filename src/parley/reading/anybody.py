"""Speakers that no list knows: *growers*, *one of them*, *the Steel Forum*, *the letter*.

The word lists name the usual offices and bodies. Whoever stands before a verb of saying is
somebody all the same, so the phrase itself becomes an actor: unnamed, or named where it is
written as a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parley.model import Actor
from parley.reading.lexicon.words import MONTHS, OFFICES, PEOPLE, WEEKDAYS
from parley.reading.page import slug
from parley.reading.registry import body_by_last_word, person_by_last_name
from parley.reading.tagging import is_common

if TYPE_CHECKING:
    from parley.reading.resolve import Resolver

__all__ = ["DOCUMENTS", "anybody"]

DOCUMENTS = frozenset(
    """letter draft text document statement communique communiqué memo memorandum declaration
    article notice leaflet circular email message post proposal plan agreement accord treaty deal
    filing complaint ruling verdict order transcript note newsletter bulletin invitation website
    resolution plan draft package scheme roadmap compromise blueprint""".split()
)
"""Texts that say things for somebody; figures, polls and reports name nobody."""
_NOBODYS = frozenset(
    "report reports study survey poll polls estimate estimates figures data records".split()
)
_AGENTS = re.compile(
    r".{2,}(?:ers?|ors?|ists?|ians?|m[ae]n|wom[ae]n|ees?|ants|folk|people|keepers?|mates?)$"
)
_NO_AGENTS = frozenset(
    """number numbers offer offers order orders paper matter matters letter power powers water river
    border borders corner corners summer winter october november december september answer quarter
    quarters chapter layer centre center theatre disaster error factor factors sector sectors
    corridor harbor minor major prior floor door doors labor favor flavor rumor horror terror error
    agreement fee committee guarantee degree wage either neither other others rather after under
    over never ever however whether together former latter later manner dinner weather shelter tower
    barrier barriers""".split()
)
_BODIES = frozenset(
    """office board panel body firm firms company mill mills port city town province region campaign
    embassy palace kremlin mission regulator authority authorities club charity guild guilds lobby
    chamber society club federation league family families parents students pupils patients clergy
    youth host hosts community communities side sides team teams crowd public staff crew crews
    executive owners cooperative association chain chains hospital hospitals school schools church
    university museum institute centre center secretariat desk tribunal court mayor capital
    one some others many most none several both clan tribe tribes elders captain skipper chaplain
    widow mother father brother sister wife husband son daughter neighbour neighbor friend friends
    relative nurse nurses doctor midwife pilot pilots teacher student patient guard guards clerk
    docker monk priest imam rabbi bishop judge expert economist historian colleague colleagues
    aide aides insider veteran veterans conciliator arbitrator facilitator chairman group groups
    bloc wing faction branch service services foundation trust fund network coalition alliance
    countries nations states governments powers donors economies unions members leadership
    management""".split()
)
_PRESS = frozenset("radio television station channel daily weekly newspaper paper magazine".split())
_PRONOUNS = frozenset(("he", "she", "they", "we", "you", "i"))
_POSSESSIVE = frozenset(("his", "her", "its", "their", "our", "my"))
_SKIP = frozenset("the a an this that these those".split())


def anybody(resolver: Resolver, i: int, j: int, *, documents: bool = True) -> str | None:
    """The actor that a phrase before a verb of saying is, whoever it is.

    Parameters
    ----------
    resolver : Resolver
        Of the page that the tokens are of.
    i, j : int
        Tokens of the phrase.
    documents : bool
        Whether a text may be the speaker (*the letter says*); a text does not hope or want.

    Returns
    -------
    str or None
        None where the phrase is no noun, or one that nobody speaks with.
    """
    page = resolver.page
    i, j = resolver.trim(i, j)
    if i >= j:
        return None
    head = resolver.head_end(i, j)
    while i < head and page.words[i] in _SKIP:
        i += 1
    if i >= head or head - i > 9 or page.words[i] == "whose":
        return None
    noun = page.words[head - 1]
    if (
        noun in _NOBODYS
        or page.tags[i] in ("PRP", "EX")
        or noun in ("he", "she", "they", "we", "you", "i")
    ):
        return None
    if noun in WEEKDAYS or noun in MONTHS or page.words[i] in ("it", "there", "what", "which"):
        return None
    if not page.tags[head - 1].startswith(("NN", "CD", "JJ", "DT")):
        return None
    if any(page.tags[k] in ("VB", "VBZ", "VBP", "VBD", "MD", "TO") for k in range(i, head)):
        return None  # a clause, no noun phrase
    text = noun in DOCUMENTS
    named = page.tokens[head - 1].text[:1].isupper() and page.tags[head - 1].startswith("NN")
    if named and head - i == 1:  # a name's last word, where the name stood in full before
        last = page.tokens[i].text
        known = person_by_last_name(page, last) or body_by_last_word(page, last)
        if known:
            return known
    opens = head - 1 == page.sentences[page.sentence_of(i)].first
    named = named and not (opens and is_common(page.tokens[head - 1].text))
    if text and not documents:
        return None
    owner = _owner(resolver, i, head) if text else None
    if owner is not None:
        return owner
    if not (text or named or _somebody(noun)):
        return None
    return _made(resolver, i, head, j, named=named and not text)


def _owner(resolver: Resolver, i: int, head: int) -> str | None:
    """*Norland's plan calls for a pause*: whose text it is, where the owner stands beside it."""
    page = resolver.page
    at = next((k for k in range(i + 1, head) if page.tags[k] == "POS"), None)
    if at is None:
        return None
    owners = resolver.resolve(i, at, create=False)
    return owners[0] if len(owners) == 1 else None


def _somebody(noun: str) -> bool:
    single = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")
    if single in _BODIES or single in PEOPLE:
        return True
    if noun in _BODIES or noun in _PRESS or noun in PEOPLE or noun in OFFICES:
        return True
    return noun not in _NO_AGENTS and bool(_AGENTS.fullmatch(noun))


def _made(resolver: Resolver, i: int, head: int, j: int, *, named: bool) -> str:
    page = resolver.page
    if page.words[i] in _POSSESSIVE and head - i > 1:
        i += 1
    name = page.text(i, head)
    noun = page.words[head - 1]
    if noun in ("one", "some", "others", "many", "most", "several", "both", "none"):
        name = page.text(i, min(j, head + 6))  # one of the drivers
    ident = slug(name)
    if ident in page.actors:
        return ident
    for actor in page.actors.values():  # the mills: the mills named with more words before
        bare = not named and head - i == 1 and actor.anonymity != "named"
        if bare and actor.id.endswith(f"_{slug(noun)}"):
            return actor.id
    plural = noun.endswith("s") and not noun.endswith("ss")
    single = bool(_AGENTS.fullmatch(noun)) and not plural and noun not in _BODIES
    page.actors[ident] = Actor(
        ident,
        name,
        "news_organisation"
        if noun in _PRESS
        else "organisation"
        if named
        else "person"
        if single
        else "unnamed_group",
        anonymity="named" if named else "unnamed",
        mentions=(page.span(i, head),),
    )
    return ident
