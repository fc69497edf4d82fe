"""Options, and the moves that the case takes out."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Literal, cast

from parley.case.desk import Desk
from parley.case.schema import CaseShape, OptionShape, RangeShape, ValuesShape
from parley.case.statements import NUMBER, number_fault
from parley.case.values import is_number
from parley.case.yamlfile import Block, Word
from parley.model import NoMove, OneWay, Option

__all__ = ["build_no_move", "build_one_way", "build_options"]

MOST_VALUES = 10_000
_CHANGE = re.compile(r"(.+?)\s+->\s+(.+)")
_DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")


def build_options(shape: CaseShape, desk: Desk) -> dict[str, Option]:
    """Build the options, in the order of the file."""
    return {str(name): _option(name, given, desk) for name, given in (shape.options or {}).items()}


def _option(name: Word, given: OptionShape, desk: Desk) -> Option:
    by = desk.people(given.by or [])
    if not given.by:
        desk.fault("an option of nobody: say who can do it, `by: party`", name)
    act: Literal["one", "any", "all"] = "one"
    if len(given.by or []) > 1:
        if given.act is None:
            desk.fault(
                "several parties stand in `by`: say `act: any` if any one may do it, "
                "`act: all` if it takes all of them", name
            )  # fmt: skip
        else:
            act = cast(Literal["any", "all"], str(given.act))
    values, lasts = _values(name, given.values, desk)
    if given.unit == "people":
        for key in ("cost", "value"):
            if getattr(given, key) is not None:
                desk.fault(
                    f"people are counted by category, never weighed: leave `{key}` out", name
                )
    for key in ("cost", "value"):
        _worth(name, key, getattr(given, key), desk)
    return Option(
        id=str(name),
        by=by,
        act=act,
        values=values,
        numeric=all(is_number(value) for value in values),
        unit=_text(given.unit),
        quantity_basis=_text(given.quantity_basis),
        label=_text(given.label),
        lasts=lasts,
        **desk.noted(given),
    )


def _values(
    name: Word, given: ValuesShape | None, desk: Desk
) -> tuple[tuple[str, ...], dict[str, str]]:
    if given is None:
        return ("no", "yes"), {}
    if given.range is not None:
        return _range(given.range, desk), {}
    values: dict[str, None] = {}
    lasts: dict[str, str] = {}
    for entry in given.listed or []:
        value = str(entry.name)
        if re.search(r'["\n]|\s->\s', value) or value != value.strip():
            desk.fault('a value holds no double quote, line break or " -> "', entry.name)
        if value in values:
            desk.fault("the value stands twice", entry.name)
        values[value] = None
        if entry.lasts is not None:
            if not _DURATION.fullmatch(entry.lasts):
                desk.fault("a duration is written as in ISO 8601: P7D, P2W, PT48H", entry.lasts)
            lasts[value] = str(entry.lasts)
    if len(given.listed or []) < 2:
        desk.fault("an option has two values or more", name)
        values = dict.fromkeys(values or ("no", "yes"))
    numbers = [value for value in values if is_number(value)]
    if len({Decimal(value) for value in numbers}) < len(numbers) == len(values):
        desk.fault("two of the values are the same number", name)
    if len(values) > MOST_VALUES:
        desk.fault(f"more than {MOST_VALUES:,} values", name)
    return tuple(values), lasts


def _range(given: RangeShape, desk: Desk) -> tuple[str, ...]:
    words = (given.low, given.high, given.step)
    bad = [word for word in words if not NUMBER.fullmatch(word)]
    for word in bad:
        desk.fault(number_fault(word), word)
    if bad:
        return ("0", "1")
    low, high, step = (Decimal(word) for word in words)
    if step <= 0 or high <= low:
        desk.fault("a range goes up: `from` below `to`, `step` above 0", given)
    elif (high - low) % step:
        desk.fault(f"steps of {step} from {low} do not reach {high}", given.step)
    elif (high - low) / step > MOST_VALUES:
        desk.fault(f"more than {MOST_VALUES:,} values", given)
    else:
        count = int((high - low) / step)
        return tuple(_plain(low + i * step) for i in range(count + 1))
    return ("0", "1")


def _plain(number: Decimal) -> str:
    return format(number.normalize() if number else Decimal(0), "f")


def _worth(name: Word, key: str, given: Any, desk: Desk) -> None:
    """Check what is kept of `cost` and `value`: a number, a range, or one of these a party."""
    for item in given.values() if isinstance(given, Block) else [given]:
        numbers = item if isinstance(item, list) else [item]
        words = [word for word in numbers if word is not None]
        good = all(isinstance(word, Word) and NUMBER.fullmatch(word) for word in words)
        if not good or (isinstance(item, list) and len(item) != 2):
            desk.fault(
                f"`{key}` is a number, a range [low, high], or one of these for each party", name
            )
    if isinstance(given, Block):
        desk.people(given)


def build_one_way(shape: CaseShape, desk: Desk) -> tuple[OneWay, ...]:
    """Build the moves that cannot be taken back."""
    found = []
    for entry in shape.one_way or []:
        when = None if entry.when is None else desk.condition(entry.when)
        known = desk.known(entry)
        if not entry.changes:
            desk.fault("say of which option: `- halt: [none -> week]`", entry)
        for name, words in entry.changes.items():
            option = desk.option(name)
            changes = [_change(word, option, desk) for word in words]
            if option is not None:
                kept = tuple(change for change in changes if change is not None)
                logic = None if when is None else when.logic
                found.append(OneWay(str(name), kept, logic, **known))
    return tuple(found)


def build_no_move(shape: CaseShape, desk: Desk) -> tuple[NoMove, ...]:
    """Build the moves that a party cannot make."""
    found = []
    for entry in shape.no_move or []:
        when = None if entry.when is None else desk.condition(entry.when)
        known = desk.known(entry)
        parties = desk.people(entry.by)
        if len(entry.change) != 1:
            desk.fault("one option stands in `change`; write an entry for each", entry)
        for name, word in entry.change.items():
            option = desk.option(name)
            change = _change(word, option, desk)
            if option is None or change is None:
                continue
            for party in parties:
                if party not in option.by:
                    desk.fault(f"{party} does not control {option.id}", name)
                logic = None if when is None else when.logic
                found.append(NoMove(party, str(name), change, logic, **known))
    return tuple(found)


def _change(word: Word, option: Option | None, desk: Desk) -> tuple[str, str] | None:
    match = _CHANGE.fullmatch(word)
    if match is None:
        desk.fault("a change is written `none -> week`, with spaces around the arrow", word)
        return None
    if option is None:
        return None
    sides = [
        desk.value(option, match[side].strip('"'), word.inside(match.start(side), match[side]))
        for side in (1, 2)
    ]
    if sides[0] is None or sides[1] is None:
        return None
    if sides[0] == sides[1]:
        desk.fault("a change leads to another value", word)
        return None
    return sides[0], sides[1]


def _text(word: Word | None) -> str | None:
    return None if word is None else str(word)
