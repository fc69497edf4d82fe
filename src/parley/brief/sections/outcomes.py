"""Outcomes that nobody would have reason to leave; or one line that says what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from parley.brief import getting_there, leaving
from parley.brief.material import Material, letters, records
from parley.brief.moves_picture import picture
from parley.brief.page import later
from parley.brief.tree import Block, Ground, Line, Mark, Para, Row, Section, Table
from parley.brief.words import count, line, row

ORDER = 120
KEY = "outcomes"
HEADING = "OUTCOMES"

_SHOWN = 3
_MOST = 16
"""Outcomes that are listed, each with a letter; of the rest the number is given."""
_NOW = "now"


def section(material: Material) -> Section | None:
    """Show them only where a person has reviewed the case and something is settled."""
    missing = _missing(material)
    if missing is not None:
        return Section(KEY, HEADING, (Para((missing,)),))
    listed, labels = _listed(material), _labels(material)
    what = (
        "outcome, as it differs from things as they are" if _NOW in labels.values() else "outcome"
    )
    table = Table(
        (what, "stays"),
        _rows(material, listed),
        (6, 2),
    )
    blocks: list[Block] = [Para((_standing(material),)), table]
    words = partial(_words, material)
    further = (
        part(material, known, words)
        for part, known in (
            (picture, labels), (leaving.table, listed), (getting_there.table, listed),
        )
    )  # fmt: skip
    blocks.extend(block for block in further if block is not None)
    return Section(KEY, HEADING, tuple(blocks))


def _listed(material: Material) -> dict[int, str]:
    """Call things as they are *now*, outcomes that are listed A, B, …."""
    now = getattr(material.case, "status_quo_index", None)
    order = [state for state, _ in material.settled[:_MOST] if state != now]
    labels = dict(zip(order, letters(len(order)), strict=True))
    return labels if now is None else {now: _NOW, **labels}


def _labels(material: Material) -> dict[int, str]:
    """Go on with the letters for what else the picture shows.

    A terminal shows no picture, and so no key to these: they have letters in the picture only.
    """
    labels = _listed(material)
    others = [state for state in sorted(material.drawn) if state not in labels]
    known = len(labels) - (_NOW in labels.values())
    return labels | dict(zip(others, letters(known + len(others))[known:], strict=True))


def _words(material: Material, state: int, base: int | None = None) -> str:
    """Say an outcome as it differs from another, or from things as they are."""
    return ", ".join(_differs(material, state, base)) or "things as they are"


def _missing(material: Material) -> Line | None:
    if not material.reviewed:
        text = "Not analysed: no preferences are known; see parley draft."
        if _stated(material):
            text = "Not analysed: the case has preferences, and no person has reviewed it."
        return line(text, ground=Ground(rule="only a case that a person reviewed is analysed"))
    assumed = Ground(assumption="preferences as the reviewed case has them")
    if material.unjudged:
        return line(f"Not analysed: {material.unjudged}.", ground=assumed)
    if not material.stability:
        text = "Not analysed: the reviewed case gives no preferences to reckon with."
        return line(text, ground=assumed)
    if not material.settled:
        text = "Nothing is settled: with what is known of preferences, any outcome may be left."
        return line(text, ground=assumed)
    return None


def _stated(material: Material) -> bool:
    """Whether the case says what somebody prefers, other than by inference from offers."""
    return any(
        known.ranking or known.priorities or known.weights
        or any(pair.basis != "inferred" for pair in known.prefers)
        for known in records(getattr(material.case, "preferences", ()))
    )  # fmt: skip


def _standing(material: Material) -> Line:
    n = len(material.stability)
    may = {int(s) for r in material.stability.values() for s in r.possible_equilibria}
    more = len(may - {state for state, _ in material.settled})
    text = (
        "Outcomes that nobody would have reason to leave, by the preferences in the case, and "
        f"in how many of {count(n, 'way')} of looking ahead."
    )
    if more:
        text += f" {count(more, 'outcome')} more might be among them, by what is left open."
    ground = Ground(assumption="preferences as the reviewed case has them")
    return line(Mark("assumed"), text, ground=ground)


def _rows(material: Material, labels: Mapping[int, str]) -> tuple[Row, ...]:
    n = len(material.stability)
    rows = []
    for i, (state, ways) in enumerate(material.settled[:_MOST]):
        words = _words(material, state)
        ground = Ground(assumption="preferences as the reviewed case has them")
        stays = f"in {ways} of {n}"
        rows.append(row(f"{labels[state]}: {words}", stays, ground=ground, rank=later(i, _SHOWN)))
    rest = len(material.settled) - _MOST
    if rest > 0:
        rule = Ground(rule=f"a brief lists {_MOST} outcomes at most")
        rows.append(row(f"and {rest:,} more", "", ground=rule, rank=later(_MOST, _SHOWN)))
    return tuple(rows)


def _differs(material: Material, state: int, base: int | None) -> Iterator[str]:
    values: Any = material.case.states[state]
    base = getattr(material.case, "status_quo_index", None) if base is None else base
    before = {} if base is None else material.case.states[base]
    for option, value in values.items():
        if before.get(option) != value:
            name, _, switch = str(option).partition(".")
            label = material.act(name, (value,))
            yield f"{label} ({material.party(switch)})" if switch else label
