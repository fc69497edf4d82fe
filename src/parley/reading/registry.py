"""The actors of a page as they are found: added once, looked up by name."""

from __future__ import annotations

from parley.model import Actor
from parley.reading.lexicon.gazetteer import Organisation, by_id
from parley.reading.lexicon.words import ORG_WORDS
from parley.reading.page import Mention, Page, slug

__all__ = [
    "add_mention",
    "as_one",
    "body_by_last_word",
    "organisation",
    "person_by_last_name",
    "state",
]


def state(page: Page, iso3: str) -> str:
    """The id of a state as an actor, added where it is new."""
    record = by_id()[iso3]
    name = slug(record.name)
    if name not in page.actors:
        page.actors[name] = Actor(name, record.name, "state", iso3=iso3)
    return name


def organisation(page: Page, key: str) -> str:
    """A body from the list, added where it is new; a military speaks for its state."""
    record = by_id()[key]
    if key not in page.actors and isinstance(record, Organisation):
        home = state(page, record.country) if record.type == "military" and record.country else None
        page.actors[key] = Actor(key, record.name, record.type, represents=home, part_of=home)
    return key


def add_mention(page: Page, actor: str, first: int, last: int) -> None:
    """Note that tokens first .. last speak of an actor."""
    page.mentions.append(Mention(first, last, actor))


def body_by_last_word(page: Page, word: str) -> str | None:
    """The body named last whose name ends with (or begins with) a word that stands alone."""
    if word not in ORG_WORDS:
        return None
    return next(
        (
            actor.id
            for actor in reversed(page.actors.values())
            if actor.type not in ("person", "population", "state")
            and len(actor.name.split()) > 1
            and actor.name.split()[-1] == word
        ),
        None,
    )


def person_by_last_name(page: Page, last_name: str) -> str | None:
    """The person named last whose name holds this last name."""
    return next(
        (
            actor.id
            for actor in reversed(page.actors.values())
            if actor.type == "person" and last_name in actor.name.split()
        ),
        None,
    )


def as_one(page: Page, actors: tuple[str, ...]) -> str:
    """The actor that several are together, added where it is new; a single one is itself."""
    name = "_and_".join(actors)
    if name not in page.actors:
        names = " and ".join(page.actors[actor].name for actor in actors)
        page.actors[name] = Actor(name, names, "coalition", members=actors)
    return name
