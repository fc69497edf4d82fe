"""The whole in a few sentences: answers, what is asked first, what is asked, what is open.

General rules over what was read; a sentence appears only where there is something to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.brief.material import Material
from parley.brief.page import later
from parley.brief.plain import words
from parley.brief.positions import Condition, Deed, Position, conditions, positions
from parley.brief.tree import At, Ground, Inline, Line, Para, Section
from parley.brief.words import ANSWERED, flow, line, listed

ORDER = 20
KEY = "in_short"
HEADING = "IN SHORT"

_KINDS = {"O": "an offer", "D": "a demand", "R": "readiness"}
_SHOWN = 3


def section(material: Material) -> Section | None:
    """Say it from the reported answers, first steps, demands, and what is left open."""
    told = positions(material)
    lines = [
        *_answered(told),
        *_offered(told),
        *_asked(told, conditions(material)),
        *_open(told, len(material.reports)),
    ]
    return Section(KEY, HEADING, (Para(tuple(lines)),)) if lines else None


def _answered(told: Sequence[Position]) -> Iterator[Line]:
    """Say who answered what; tellings that come to the same words are one sentence."""
    found: dict[tuple[Inline, ...], _Ask] = {}
    for position in told:
        for who, answer in position.answers:
            if who:
                told_in = flow(
                    f"{listed(who)} reportedly {ANSWERED.get(answer, answer)}",
                    f"{_KINDS[position.kind]} by {listed(position.by) or 'nobody named'}:",
                    _exchange(position),
                )
                ask = found.setdefault(told_in, _Ask(told_in, At(()), Ground()))
                ask.places, ask.ground = ask.places + position.places, ask.ground | position.ground
    for n, ask in enumerate(found.values()):
        yield line(ask.words, ask.places, ".", ground=ask.ground, rank=later(n, _SHOWN))


def _offered(told: Sequence[Position]) -> Iterator[Line]:
    """Say which offers are reported to stand, or, where none is answered, which are made."""
    offers = [position for position in told if position.kind == "O"]
    answered = any(position.answers for position in offers)
    still = [p for p in offers if not p.answers and (p.standing or not answered)]
    for n, position in enumerate(still):
        stands = ", which is reported to stand" if position.standing else ""
        yield line(
            f"{listed(position.by) or 'Nobody named'} reportedly offered",
            _exchange(position),
            position.places,
            f"{stands}.",
            ground=position.ground,
            rank=later(n, _SHOWN),
        )


def _exchange(position: Position) -> tuple[Inline, ...]:
    """What is given for what is wanted, by neutral names and amounts."""
    gives, wants = position.stages[0]
    for_terms, of_terms = (wants, gives) if position.kind != "D" else (gives, wants)
    if len(position.stages) > 1:
        return flow(f"{len(position.stages)} stages, the first", _short((*gives, *wants)))
    if for_terms and of_terms:
        return flow(_short(of_terms), "in return for", _short(for_terms))
    return _short((*gives, *wants)) or flow("terms not stated")


def _short(deeds: Sequence[Deed]) -> tuple[Inline, ...]:
    return _joined([deed.short for deed in deeds])


def _named(deeds: Sequence[Deed]) -> tuple[Inline, ...]:
    return _joined([deed.named for deed in deeds])


def _joined(runs: Sequence[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Join runs as a sentence does, each once."""
    unique = list({words(run): run for run in runs}.values())
    parts: list[str | tuple[Inline, ...]] = []
    for n, run in enumerate(unique):
        if n:
            parts.append("and" if n == len(unique) - 1 else ",")
        parts.append(run)
    return flow(*parts)


@dataclass(slots=True)
class _Ask:
    """What somebody asks for, as the end of a sentence."""

    words: tuple[Inline, ...]
    places: At
    ground: Ground


def _asked(told: Sequence[Position], found: Sequence[Condition]) -> Iterator[Line]:
    """Say what is asked first and what is demanded, one sentence for each who ask."""
    asks: dict[tuple[str, ...], list[_Ask]] = {}
    for who, ask in (*_first(found), *_demands(told)):
        asks.setdefault(who, []).append(ask)
    for n, (who, wanted) in enumerate(asks.items()):
        parts: list[str | At | tuple[Inline, ...]] = []
        ground = Ground()
        for i, ask in enumerate(wanted):
            parts.extend([*([", and for" if i == len(wanted) - 1 else ", for"] if i else [])])
            parts.extend([ask.words, ask.places])
            ground |= ask.ground
        yield line(
            f"{listed(who) or 'Nobody named'} reportedly asked for",
            *parts,
            ".",
            ground=ground,
            rank=later(n, _SHOWN),
        )


def _first(found: Sequence[Condition]) -> Iterator[tuple[tuple[str, ...], _Ask]]:
    """Join conditions of one kind: who asks for what before what, with every place."""
    groups: dict[tuple[Inline, ...], list[Condition]] = {}
    same: dict[str, tuple[Inline, ...]] = {}
    for condition in found:
        word = "together with" if condition.together else "before"
        whole = flow(_named(condition.first), word, _named(condition.then))
        groups.setdefault(same.setdefault(words(whole), whole), []).append(condition)
    for whole, members in groups.items():
        ground, places = Ground(), At(())
        for condition in members:
            ground, places = ground | condition.ground, places + condition.places
        who = sorted({name for condition in members for name in condition.by}, key=str.casefold)
        yield tuple(who), _Ask(whole, places, ground)


def _demands(told: Sequence[Position]) -> Iterator[tuple[tuple[str, ...], _Ask]]:
    for position in told:
        if position.kind == "D" and not position.answers:
            who = tuple(sorted(set(position.by), key=str.casefold))
            yield who, _Ask(_exchange(position), position.places, position.ground)


def _open(told: Sequence[Position], reports: int) -> Iterator[Line]:
    """Say to what no answer was found, and, where there are offers, that none is told to be open.

    A machine's reading may have missed what stands there, so nothing is said of the report itself.
    """
    firm = [position for position in told if position.kind != "R"]
    if not firm:
        return
    silent = [position for position in firm if not position.answers]
    ground = Ground(rule="no answer to these was found" if silent else "each has an answer")
    for position in silent:
        ground |= position.ground
    names = listed([position.label for position in silent], "or", limit=6)
    things = [f"No answer to {names}"] if silent else []
    offers = any(position.kind == "O" for position in firm)
    if offers and not any(position.standing for position in silent):
        things.append("no word of an offer still open")
    if things:
        said = ", and ".join(things) + "," * (len(things) > 1)
        said += f" was found in the report{'s' * (reports != 1)}."
        yield line(said, ground=ground)
