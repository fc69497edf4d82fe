"""A first case from what was read: positions as told, and a list of what a person must decide.

Nothing is invented: values that the words leave open stay lists, preferences are written only
where an offer or a refusal implies one, and are marked inferred with how they were read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from parley.case.draft_options import DraftOption, collect, evidence
from parley.case.draft_positions import Positions
from parley.case.emit import block, normal
from parley.errors import UsageError
from parley.model import Actor, Reading

__all__ = ["draft"]


def draft(readings: Sequence[Reading]) -> str:
    """Write a case file from readings.

    Parameters
    ----------
    readings : sequence of Reading
        One per document; their order gives the sources their letters.

    Returns
    -------
    str
        The text of a case file, parties alphabetically, with what is left to decide as comments.

    Raises
    ------
    UsageError
        If there is nothing to draft from.

    Examples
    --------
    >>> from parley.reading import read
    >>> text = "Norland has offered to free 30 detainees if Sudland halts its attacks."
    >>> print(draft([read(text, name="r.txt")]).splitlines()[1])
    parley: 1
    """
    if not readings:
        raise UsageError("nothing to draft from: read a report first")
    lettered = {_letter(n): reading for n, reading in enumerate(readings)}
    people = _actors(readings)
    mediators = frozenset(a.id for a in people.values() if "mediator" in a.roles)
    parties = _parties(readings, people, mediators)
    options = collect(lettered, parties, mediators)
    positions = Positions(lettered, options, parties, mediators)
    sections: dict[str, Any] = {
        "parley": "1",
        "title": f"Draft from {len(readings)} report" + "s" * (len(readings) > 1),
        "as_of": max(
            (r.document.published for r in readings if r.document.published), default=None
        ),
        "reviewed": None,
        "sources": {key: _source(reading) for key, reading in lettered.items()},
        "parties": {p: _named(people[p], lettered) for p in parties},
        "acting_together": positions.together(),
        "mediators": {m: _named(people[m], lettered) for m in sorted(mediators)},
        "options": {o.id: o.entry() for o in options.values()},
        "one_way": _one_way(options),
        "status_quo": {o.id: o.now for o in options.values()},
        "proposals": positions.proposals(),
        "preconditions": positions.preconditions(),
        "preferences": positions.preferences(),
    }
    lines = [
        "# Drafted by machine and checked by nobody; `reviewed` stays null until a person has."
    ]
    for key, value in sections.items():
        if value in ([], {}) and key not in ("preferences", "options", "parties"):
            continue
        lines += _lines(key, value)
    return "\n".join([*lines, *_to_decide(options, positions)]) + "\n"


def _letter(n: int) -> str:
    return ascii_uppercase[n] if n < 26 else f"S{n + 1}"


def _lines(key: str, value: Any) -> list[str]:
    plain = normal(value)
    if not isinstance(plain, dict | list) or not plain:
        first = block(plain, 0)[0]
        return [f"{key}: {first}"]
    return [f"{key}:", *("  " + line if n == 0 else line for n, line in enumerate(block(plain, 2)))]


def _actors(readings: Sequence[Reading]) -> dict[str, Actor]:
    """Every actor by id; the first text's record stands, roles of all are joined."""
    found: dict[str, Actor] = {}
    from dataclasses import replace

    for reading in readings:
        for actor in reading.actors:
            known = found.get(actor.id)
            roles = (*known.roles, *actor.roles) if known else actor.roles
            found[actor.id] = replace(known or actor, roles=tuple(dict.fromkeys(roles)))
    return found


def _parties(
    readings: Sequence[Reading], people: Mapping[str, Actor], mediators: frozenset[str]
) -> list[str]:
    """Whoever made, was addressed by, answered or would carry out a position; by name."""
    found: set[str] = set()
    for reading in readings:
        for proposal in reading.proposals:
            found |= {*proposal.by, *proposal.to, *proposal.status_by}
            found |= {a for term in (*proposal.gives, *proposal.wants) for a in term.actor}
        for condition in reading.preconditions:
            found |= {*condition.holder, *condition.required_first.actor}
            if condition.then.action != "talks":
                found |= set(condition.then.actor)
    kept = [
        name
        for name in found
        if name in people
        and name not in mediators
        and people[name].type not in ("news_organisation", "population")
    ]
    return sorted(kept, key=lambda name: (people[name].name.casefold(), name))


def _named(actor: Actor, lettered: Mapping[str, Reading]) -> dict[str, Any]:
    """A party or mediator with the first place that names it in each text."""
    places = [
        evidence(letter, own.mentions[0])
        for letter, reading in lettered.items()
        for own in reading.actors
        if own.id == actor.id and own.mentions
    ]
    made: dict[str, Any] = {"name": actor.called}
    if places:
        made["evidence"] = places
    return made


def _source(reading: Reading) -> dict[str, Any]:
    document = reading.document
    made: dict[str, Any] = {"file": document.name} if document.name != "-" else {}
    made |= {"sha256": document.sha256, "published": document.published}
    if document.publisher:
        made["publisher"] = document.publisher
    return made


def _one_way(options: Mapping[str, DraftOption]) -> list[dict[str, Any]]:
    """Whoever is freed stays free: assumed, and said to be."""
    found = []
    for option in options.values():
        names = option.names()
        if option.action == "release":
            changes = [f"{a} -> {b}" for n, a in enumerate(names) for b in names[n + 1 :]]
            found.append({option.id: changes, "basis": "assumed"})
    return found


def _to_decide(options: Mapping[str, DraftOption], positions: Positions) -> list[str]:
    """What the reports leave open, as comments at the end of the file."""
    lines = ["# To decide before outcomes can be analysed:"]
    for option in options.values():
        if option.assumed_by:
            lines.append(f"# - {option.id}: who would do this is not reported; `by` is assumed.")
        if option.open:
            lines.append(f"# - {option.id}: a text leaves open which value is meant.")
    lines += [f"# - {line}" for line in positions.open_points()]
    if options:
        lines.append(
            "# - status_quo: assumed; only what somebody wants ended is taken as going on."
        )
    lines.append("# - preferences: none is stated; write what is known, or leave them out.")
    return lines
