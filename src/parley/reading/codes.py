"""Codes that other tools join on: PLOVER's actor codes and the countries of places.

A PLOVER actor is a country (ISO 3166-1 alpha-3) and a sector: ``ISR GOV``, ``PSE REB``, ``IGO``.
Somebody who speaks for a body has that body's code. A sector is given only where the type or the
name of the body shows it; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from parley.model import Actor, Place
from parley.reading.lexicon.gazetteer import Organisation, by_capital, by_id, regions

__all__ = ["coded", "placed"]

_SECTORS = {
    "state": "GOV",
    "military": "MIL",
    "non_state_armed_group": "REB",
    "igo": "IGO",
    "news_organisation": "MED",
    "population": "CVL",
    "party": "PTY",
}
_WORDS = (
    ("LAB", "union unions guild workers teachers nurses pilots drivers federation"),
    ("PTY", "party league democrats greens"),
    ("BUS", "company corporation corp inc airlines airways motors railways bank ferries"),
    ("JUD", "court tribunal"),
    ("COP", "police"),
    ("LEG", "parliament senate congress assembly knesset"),
    ("GOV", "ministry department cabinet government"),
    ("EDU", "university institute school"),
)


def coded(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Actors with the PLOVER code that their type, name and country show.

    The schema has no type of its own for political parties: they are organisations, coded PTY.

    Examples
    --------
    >>> state = Actor("norland", "Norland", "state", iso3="NRL")
    >>> envoy = Actor("ana_ode", "Ana Ode", "person", represents="norland")
    >>> [actor.plover_actor for actor in coded((state, envoy))]
    ['NRL GOV', 'NRL GOV']
    """
    known = {actor.id: actor for actor in actors}
    return tuple(
        replace(
            actor,
            plover_actor=_code(actor, known, 0),
            type="organisation" if actor.type == "party" else actor.type,
        )
        for actor in actors
    )


def _code(actor: Actor, known: Mapping[str, Actor], depth: int) -> str | None:
    above = known.get(actor.represents or actor.part_of or "")
    if actor.type in ("person", "unnamed_group") and above is not None and depth < 5:
        return _code(above, known, depth + 1)
    sector = _SECTORS.get(actor.type) or _by_name(actor)
    return " ".join(part for part in (_country(actor, above), sector) if part) or None


def _by_name(actor: Actor) -> str | None:
    words = set(actor.name.lower().split())
    return next((code for code, listed in _WORDS if words & set(listed.split())), None)


def _country(actor: Actor, above: Actor | None) -> str | None:
    if actor.iso3:
        return actor.iso3
    record = by_id().get(actor.id)
    if isinstance(record, Organisation) and record.country:
        return record.country
    return above.iso3 if above is not None else None


def placed(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Places with their country, where the gazetteer has it.

    Examples
    --------
    >>> [place.iso3 for place in placed((Place("cairo", "Cairo"), Place("veld", "Veld")))]
    ['EGY', None]
    """
    towns = {region.name: region.iso3 for region in regions()}
    found = []
    for place in places:
        capital = by_capital().get(place.name)
        iso3 = place.iso3 or towns.get(place.name) or (capital.iso3 if capital else None)
        found.append(replace(place, iso3=iso3))
    return tuple(found)
