"""Nouns for people, as reports count them, and the neutral words that Parley says instead."""

from __future__ import annotations

from functools import lru_cache

from parley.reading.lexicon.gazetteer import by_demonym

__all__ = [
    "FAMILY",
    "HELD",
    "INFORMANTS",
    "LOADED",
    "PEOPLE",
    "is_person_noun",
    "plural_demonym",
]

_HELD = """hostage captive prisoner detainee abductee inmate internee kidnappee pow"""
_PLAIN = """man woman child person boy girl baby infant teenager minor adult student teacher pupil
worker employee civilian soldier officer policeman policewoman troop fighter rebel militant
insurgent guerrilla gunman combatant recruit conscript reservist peacekeeper monitor observer
inspector medic doctor nurse paramedic patient journalist reporter photographer activist protester
protestor demonstrator striker unionist miner driver farmer fisherman sailor pilot engineer
official diplomat envoy negotiator delegate representative minister lawmaker legislator senator
deputy judge lawyer leader commander general spokesman guard bodyguard contractor consultant member
supporter follower voter citizen resident villager settler inhabitant national foreigner tourist
passenger commuter customer consumer refugee migrant evacuee returnee survivor victim relative
parent mother father widow orphan family household expert analyst adviser aide staffer delegate
volunteer trader merchant businessman shopkeeper tribesman cleric monk priest elder chief
attacker assailant bomber suspect convict kidnapper hijacker smuggler terrorist martyr extremist
jihadist militiaman paramilitary mercenary human individual participant signatory guest athlete
actor writer nomad herder peasant pensioner retiree intern trainee partisan loyalist separatist
Islamist Muslim Christian Jew Arab Kurd Tamil Hutu Tutsi Sunni Shiite Sikh Hindu Catholic Protestant
servant clerk conductor councillor councilor parliamentarian backbencher dissident defector deserter
compatriot countryman civilian bystander pedestrian motorist cyclist guest spectator dockworker
autoworker steelworker screenwriter"""
_IRREGULAR = {"child": "children", "person": "people", "baby": "babies", "deputy": "deputies"}


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("man"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _both(words: str) -> frozenset[str]:
    singular = words.lower().split()
    return frozenset((*singular, *(_plural(word) for word in singular)))


HELD = _both(_HELD)
"""People whom somebody holds; Parley says *people held*."""
PEOPLE = (
    HELD
    | _both(_PLAIN)
    | frozenset("people persons personnel police staff crew folk elderly others dead".split())
)
FAMILY = frozenset("men women children girls boys elderly babies infants minors".split())
"""Groups that are counted together (*women and children*)."""
LOADED = {
    **{"terrorists": "people", "terrorist": "people", "martyrs": "people", "martyr": "people"},
    **{"extremists": "people", "jihadists": "people", "militants": "fighters"},
    **{"militant": "fighters", "gunmen": "fighters"},
}
"""Words that take a side, and what Parley says for them."""
INFORMANTS = frozenset(
    """officials sources diplomats people persons witnesses residents analysts experts advisers
    aides lawmakers officers official source diplomat person""".split()
)
"""People whom a report cites; *two officials said* counts nobody."""

_ENDINGS = ("ers", "ors", "ists", "ians", "ees", "men", "women", "crats", "workers")
_THINGS = frozenset(
    """numbers centers papers newspapers orders borders letters quarters headquarters kilometers
    kilometres meters metres liters litres offers powers matters corridors errors mirrors motors
    reactors factors sectors tractors helicopters chapters computers trailers containers tankers
    bunkers carriers launchers shelters degrees trees fees committees guarantees disasters theaters
    theatres tremors doors floors colors colours rivers rumors rumours corners layers prayers
    answers covers counters semesters boosters transformers generators vectors dinners posters
    registers freezers flowers towers cruisers destroyers bulldozers interceptors transporters
    chargers barriers cylinders decrees rotors indicators stickers parameters calendars checkers
    encounters lasers rupees routers servers folders drawers trimesters ladders anchors
    sensors detectors conveyors elevators lists regimens specimens""".split()
)


def is_person_noun(word: str) -> bool:
    """Whether a noun, as it stands in the text, counts people.

    Examples
    --------
    >>> [is_person_noun(w) for w in ("hostages", "Israelis", "dockers", "trucks", "orders")]
    [True, True, True, False, False]
    """
    lower = word.lower()
    if lower in PEOPLE:
        return True
    if word[:1].isupper():
        return word in by_demonym()
    return lower.endswith(_ENDINGS) and lower not in _THINGS


@lru_cache(maxsize=512)
def plural_demonym(word: str) -> str | None:
    """The noun for a country's people, from any of its demonyms; None for another word.

    Examples
    --------
    >>> plural_demonym("Israeli"), plural_demonym("Sudanese"), plural_demonym("Spanish")
    ('Israelis', 'Sudanese', 'Spaniards')
    """
    country = by_demonym().get(word)
    if country is None:
        return None
    if word.endswith("s") or word + "s" in country.demonyms:
        return word if word.endswith("s") else word + "s"
    nouns = [d for d in country.demonyms if d.endswith("s") and " " not in d]
    return nouns[0] if nouns else word
