"""Closed word lists: offices, kinds of bodies, words for unnamed people, connectives."""

from __future__ import annotations

__all__ = [
    "BODIES",
    "CONNECTIVES",
    "DESCRIPTIONS",
    "HELD_WORDS",
    "LOCATIVES",
    "MONTHS",
    "NEWS_WORDS",
    "OFFICES",
    "ORG_WORDS",
    "PEOPLE",
    "TITLES",
    "WEEKDAYS",
]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set("mr mrs ms dr sir dame lord lady general gen colonel col major captain lieutenant")
"""Forms of address before a person's name."""

OFFICES = _set(
    """president president-elect premier
    chancellor minister secretary secretary-general spokesman spokeswoman
    spokesperson spokesmen leader leaders chief head chairman chairwoman chair chairperson mayor
    governor senator ambassador envoy mediator negotiator commander director director-general
    commissioner adviser advisor king queen prince emir sheikh speaker deputy diplomat
    representative delegate official officials judge prosecutor lawyer attorney boss founder
    executive coordinator analyst captain general congressman congresswoman lawmaker lawmakers
    bishop pope
    ayatollah imam sultan vice-president co-chair undersecretary organizer organiser rapporteur
    ministers presidents envoys mediators negotiators commanders diplomats representatives
    delegates spokespeople advisers chiefs politician"""
)
"""Nouns that name an office or a role."""

PEOPLE = _set(
    """officials sources source diplomats insurgents rebels militants fighters gunmen kidnappers
    captors hostage-takers workers employees miners drivers teachers nurses doctors unions union
    employers strikers protesters demonstrators farmers residents witnesses analysts observers
    critics lawmakers leaders negotiators mediators commanders authorities families relatives
    activists delegates delegations ministers experts aides insiders troops soldiers police army
    government ministry military opposition parties party coalition company management board
    officials' members inmates guerrillas separatists rebels' envoys representatives investigators
    prosecutors lawyers economists executives bosses shareholders creditors members monitors
    spokesman spokeswoman spokesperson leader official person people man woman group groups movement
    faction factions administration cabinet parliament delegation federation association
    commission committee council court agency organisation organization bloc alliance front
    staff crew firm firms carmaker automaker airline airlines operator ministry's bank port"""
)
"""Nouns that can be the source of a statement without a name."""

BODIES: dict[str, str] = {
    "government": "state", "ministry": "state", "cabinet": "state", "administration": "state",
    "authorities": "state", "parliament": "state", "officials": "unnamed_group",
    "troops": "military", "forces": "military", "army": "military", "military": "military",
    "soldiers": "military", "helicopters": "military", "warplanes": "military", "jets": "military",
    "police": "state", "leaders": "state", "side": "state", "delegation": "state",
    "team": "state", "negotiators": "state", "mediators": "unnamed_group",
}  # fmt: skip
"""What a nationality followed by this noun stands for."""

DESCRIPTIONS: dict[str, tuple[str, ...]] = {
    "group": ("non_state_armed_group", "organisation"),
    "movement": ("non_state_armed_group", "organisation"),
    "militia": ("non_state_armed_group",),
    "faction": ("non_state_armed_group", "organisation"),
    "rebels": ("non_state_armed_group",),
    "militants": ("non_state_armed_group",),
    "organisation": ("organisation", "non_state_armed_group", "igo"),
    "organization": ("organisation", "non_state_armed_group", "igo"),
    "union": ("organisation",),
    "company": ("organisation",),
    "association": ("organisation",),
    "federation": ("organisation",),
    "party": ("party", "organisation"),
    "ministry": ("state", "organisation"),
    "government": ("state",),
    "country": ("state",),
    "military": ("military",),
    "army": ("military",),
    "newspaper": ("news_organisation",),
    "paper": ("news_organisation",),
    "magazine": ("news_organisation",),
    "outlet": ("news_organisation",),
    "broadcaster": ("news_organisation",),
    "agency": ("news_organisation", "igo", "organisation"),
    "article": ("news_organisation",),
    "bloc": ("igo", "organisation"),
    "council": ("organisation", "igo"),
    "commission": ("organisation", "igo"),
    "front": ("non_state_armed_group", "organisation"),
    "airline": ("organisation",),
    "carmaker": ("organisation",),
    "employer": ("organisation",),
    "president": ("person",),
    "minister": ("person",),
    "spokesman": ("person",),
    "spokeswoman": ("person",),
    "chancellor": ("person",),
    "mayor": ("person",),
    "envoy": ("person",),
    "mediator": ("person",),
    "leader": ("person",),
}
"""What a definite description (*the group*, *the newspaper*) may refer back to, best first."""

NEWS_WORDS = _set("newspaper paper magazine article outlet broadcaster report daily weekly")
ORG_WORDS = _set(
    """Association Union Unions Party Front Army Movement Ministry Council Company Corp Corporation
    Inc Group Journal Times Post Forces Force Brigade Brigades Committee Commission Federation
    Congress Alliance Coalition League Organisation Organization Agency Bank Court Authority
    Office Department Institute University Command Guard Assembly Parliament Senate House
    Network News Television TV Radio Tribune Guild Brotherhood Workers Teachers Airlines Airways
    Railways Motors Transport Board Trust Fund Foundation Jihad Resistance Syndicate Chamber
    Bloc List Forum Confederation Lines Ferries Steel Mills Shipping Industries Docks Energy
    Holdings Logistics Foods Oil Mines Mining Freight"""
)
"""Last words of names of bodies."""

LOCATIVES = _set(
    "in into near at inside outside across throughout around within toward towards through"
)
HELD_WORDS = _set(
    """kidnapped abducted hostage hostages captive captives captured held missing rescue rescued
    disappeared detained detention prisoner prisoners imprisoned jailed freed released
    free freeing"""
)
CONNECTIVES = _set(
    """however meanwhile also further furthermore moreover additionally instead still earlier later
    separately but and yet nevertheless nonetheless then thus therefore besides"""
)
WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = _set(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept sep oct nov dec"""
)
