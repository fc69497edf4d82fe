"""A gold file as an annotation: the compiled form and the older ones.

Gold files are JSON of the schema ``neg-gold/0.1``. A mark's ``also_accepted`` holds what else a
careful person may write: a mapping of fields to further values, or a list of such mappings;
``FIELD_also_accepted`` does the same for one field. ``optional: true``, there or in the mark
itself, says that the mark may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from parley.model import NARRATOR, UNSPECIFIED, Span
from parley.scoring.found import bare_chain
from parley.scoring.marks import (
    KINDS,
    Annotation,
    Condition,
    Happening,
    Mark,
    Measure,
    Moment,
    Offered,
    Player,
    Said,
    Swap,
)

__all__ = ["annotation", "date_to_read_with", "players_of", "span_of"]

Entry = Mapping[str, Any]
UNDATED = "value_without_publication_date"


def annotation(gold: Entry, text: str, name: str = "-") -> Annotation:
    """The marks of a gold file whose faults, if any, were told before.

    Examples
    --------
    >>> gold = {"statements": [{"id": "s1", "content": [14, 22], "chain": ["chad"],
    ...                         "speech_act": "reject", "act": "reject"}]}
    >>> annotation(gold, "Chad rejected the plan.").marks["statements"][0].chains
    (('chad',),)
    """
    dated = date_to_read_with(gold) is not None or not _undated_only(gold)
    makers = {
        "statements": lambda e: _said(e, text),
        "figures": _measure,
        "timexes": lambda e: _moment(e, dated=dated),
        "proposals": _offered,
        "preconditions": _condition,
        "exchanges": _swap,
        "events": _happening,
    }
    marks: dict[str, tuple[Mark, ...]] = {
        kind: tuple(makers[kind](e) for e in gold[kind]) for kind in KINDS if kind in gold
    }
    return Annotation(name, text, players_of(gold, text), marks)


def date_to_read_with(gold: Entry) -> str | None:
    """The date of publication to give a reader; None where values are known without one only."""
    published = gold.get("published")
    return None if published is None or _undated_only(gold) else str(published)


def _undated_only(gold: Entry) -> bool:
    times = gold.get("timexes", [])
    return bool(times) and not any("value" in entry for entry in times)


def players_of(gold: Entry, text: str) -> dict[str, Player]:
    """The actors of a gold file, and an empty entry for every other id that it uses."""
    listed = gold.get("actors", {})
    entries = {a["id"]: a for a in listed} if isinstance(listed, list) else listed
    players = {name: _player(name, entry, text) for name, entry in entries.items()}
    for used in _used(gold):
        players.setdefault(used, Player(used, (used.replace("_", " "),), entered=False))
    return players


def _player(name: str, entry: Entry, text: str) -> Player:
    said = str(entry.get("name") or "")
    # A name in brackets tells who is meant where the text has no name: nobody is called so.
    names = [] if said.startswith("(") else [said]
    names += map(str, entry.get("also") or [])
    places = _spans(entry["mentions"]) if "mentions" in entry else _standing(names, text)
    mentions = tuple(m for m in places if _whole(text, m))
    names += (text[m.start : m.end] for m in mentions)
    members = tuple(entry.get("members") or ())
    return Player(name, tuple(dict.fromkeys(names)), entry.get("type"), mentions, members)


def _standing(names: Iterable[str], text: str) -> Iterable[Span]:
    """Where names stand in a text: older annotations list no mentions."""
    for name in filter(None, names):
        yield from (Span(*m.span()) for m in re.finditer(re.escape(name), text))


def _whole(text: str, span: Span) -> bool:
    """Whether a place begins and ends where words do: mentions may have been found by letters."""
    words = text[span.start : span.end]
    edges = (
        text[max(span.start - 1, 0) : span.start] + words[:1],
        words[-1:] + text[span.end :][:1],
    )
    return bool(words) and not any(re.fullmatch(r"\w\w", edge) for edge in edges)


def _used(gold: Entry) -> Iterable[str]:
    for kind in KINDS:
        for entry in gold.get(kind, []):
            for field in ("by", "to", "holder", "source", "target"):
                yield from (i for ids in _lists(entry, field) for i in ids)
            yield from (i for chain in _lists(entry, "chain") for i in chain)


def span_of(value: Any) -> Span | None:
    """A place ``[start, end]``, or None where there is none."""
    if isinstance(value, list | tuple) and len(value) == 2 and all(type(v) is int for v in value):
        return Span(*value)
    return None


def _spans(values: Any) -> tuple[Span, ...]:
    return tuple(s for s in map(span_of, values or ()) if s is not None)


def _further(entry: Entry, field: str) -> list[Any]:
    """What else is accepted in a field, as it was written."""
    also = entry.get("also_accepted") or {}
    also = also if isinstance(also, list) else [also]
    found = [a[field] for a in also if isinstance(a, Mapping) and field in a]
    one = f"{field}_also_accepted"
    return [*found, entry[one]] if one in entry else found


def _accepted(entry: Entry, field: str) -> tuple[Any, ...]:
    """The annotator's own value of a field first, then what else is accepted."""
    own = [entry[field]] if field in entry else []
    for value in _further(entry, field):
        own += value if isinstance(value, list) else [value]
    return tuple(own)


def _lists(entry: Entry, field: str) -> tuple[tuple[str, ...], ...]:
    """The same for a field that holds ids: each way to fill it is a list."""
    own = [entry.get(field)]
    for value in _further(entry, field):
        nested = isinstance(value, list) and value and isinstance(value[0], list)
        own += value if nested else [value]
    return tuple((ids,) if isinstance(ids, str) else tuple(map(str, ids or ())) for ids in own)


def _parties(entry: Entry, field: str) -> tuple[tuple[str, ...], ...]:
    """The same for those who act or are acted on: `unspecified` is nobody there."""
    return tuple(tuple(i for i in ids if i != UNSPECIFIED) for ids in _lists(entry, field))


def _optional(entry: Entry) -> bool:
    return entry.get("optional") is True or True in _further(entry, "optional")


def _words(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(v) for v in values if v is not None)


def _said(entry: Entry, text: str) -> Said:
    chains = tuple(bare_chain(c) for c in _lists(entry, "chain"))
    own = span_of(entry["content"])
    assert own is not None
    further = (_place(v, text, own) for v in _further(entry, "content"))
    return Said(
        entry["id"],
        (own, *(s for s in further if s is not None)),
        chains,
        _words(_accepted(entry, "speech_act")),
        _words(_accepted(entry, "act")),
        joint=bool(entry.get("joint_source")),
        # Older annotations list what the report alone says, which no reading is scored on.
        optional=_optional(entry) or chains[0] == (NARRATOR,),
    )


def _place(value: Any, text: str, near: Span) -> Span | None:
    """A further place, given by offsets or by its words: those nearest to the mark's own."""
    value = value[0] if isinstance(value, list) and len(value) == 1 else value
    if not isinstance(value, str):
        return span_of(value)
    hits = [m.start() for m in re.finditer(re.escape(value), text)]
    if not hits:
        return None
    start = min(hits, key=lambda hit: abs(hit - near.start))
    return Span(start, start + len(value))


def _measure(entry: Entry) -> Measure:
    number = span_of(entry.get("number")) or span_of(entry.get("number_span"))
    span = span_of(entry.get("span")) or number
    assert span is not None
    lows, highs = _accepted(entry, "low"), _accepted(entry, "high")
    return Measure(
        entry["id"],
        number or span,
        span,
        _words(_accepted(entry, "comparator")),
        _accepted(entry, "value"),
        tuple(zip(lows, highs, strict=False)),
        optional=_optional(entry),
    )


def _moment(entry: Entry, *, dated: bool) -> Moment:
    field = "value" if dated and "value" in entry else UNDATED
    values = _accepted(entry, field)
    if field != "value":
        values += _accepted({k: v for k, v in entry.items() if k != "value"}, "value")
    span = span_of(entry["span"])
    assert span is not None
    plain = tuple(None if v is None else str(v) for v in values)
    return Moment(entry["id"], span, plain or (None,), optional=_optional(entry))


def _offered(entry: Entry) -> Offered:
    gives, wants = (
        tuple(s for t in entry.get(side) or () if (s := span_of(t.get("span"))))
        for side in ("gives", "wants")
    )
    return Offered(
        entry["id"],
        _parties(entry, "by"),
        _parties(entry, "to"),
        gives,
        wants,
        pooled=bool(_further(entry, "terms_under")),
        optional=_optional(entry),
    )


def _condition(entry: Entry) -> Condition:
    return Condition(
        entry["id"],
        _parties(entry, "holder"),
        span_of(entry.get("first")),
        span_of(entry.get("then")),
        _words(_accepted(entry, "order")),
        _words(_accepted(entry, "logic")),
        optional=_optional(entry),
    )


def _swap(entry: Entry) -> Swap:
    places = (span_of(entry.get(field)) for field in ("marker", "side_a", "side_b"))
    return Swap(entry["id"], *places, optional=_optional(entry))


def _happening(entry: Entry) -> Happening:
    trigger = span_of(entry["trigger"])
    assert trigger is not None
    return Happening(
        entry["id"],
        trigger,
        _words(_accepted(entry, "plover")),
        _words(_accepted(entry, "act")),
        _parties(entry, "source"),
        _parties(entry, "target"),
        reciprocal=bool(entry.get("reciprocal")),
        optional=_optional(entry),
    )
