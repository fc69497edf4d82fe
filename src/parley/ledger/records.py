"""Frozen records to JSON and back, exactly, by their type hints.

A ledger keeps what a reader found as JSON text. The form follows the records' own definition, so
a field that is added there (at the end, with a default) is kept and read back with no change here.
A `Span` is written ``[start, end]``, as the reading schema writes it; every other record is an
object with all of its fields, in their order.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from parley.model import Span

__all__ = ["dumps", "from_plain", "loads", "to_plain"]

R = TypeVar("R")
_Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
"""(to plain, from plain)"""

_SCALARS: Mapping[object, tuple[type, ...]] = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    float: (float, int),
    types.NoneType: (types.NoneType,),
}


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def to_plain(record: object) -> Any:
    """A record as mappings, lists and scalars, ready for JSON.

    Raises
    ------
    TypeError
        A field holds something that its hint does not allow.

    Examples
    --------
    >>> from parley.model import Link
    >>> to_plain(Link("un", "explicit", Span(3, 9)))
    {'actor': 'un', 'link': 'explicit', 'span': [3, 9]}
    """
    return _codec(cast(Any, type(record)))[0](record)


def from_plain(kind: type[R], plain: Any) -> R:
    """The record of that kind which `to_plain` gave; absent fields take their defaults.

    Raises
    ------
    TypeError
        What is given does not fit the record's definition.

    Examples
    --------
    >>> from parley.model import Link
    >>> from_plain(Link, {"actor": "un", "link": "explicit"})
    Link(actor='un', link='explicit', span=None)
    """
    return cast(R, _codec(cast(Any, kind))[1](plain))


def dumps(record: object) -> str:
    """A record as one line of JSON, letters as they are."""
    return _ENCODER.encode(to_plain(record))


def loads(kind: type[R], text: str) -> R:
    """The record that `dumps` wrote."""
    return from_plain(kind, json.loads(text))


@cache
def _codec(hint: Any) -> _Codec:
    """The two directions for one type hint."""
    if hint is Span:
        return _SPAN
    if hint in _SCALARS:
        return _scalar(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _literal(arguments)
    if origin in (Union, types.UnionType):
        return _optional(arguments)
    if origin is tuple:
        return _many(arguments[0]) if arguments[1:] == (...,) else _fixed(arguments)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    raise TypeError(f"a ledger keeps no {hint!r}")


def _checked(value: Any, allowed: tuple[type, ...], what: object) -> Any:
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        raise TypeError(f"expected {what}, got {value!r:.80}")
    return value


def _span_to(value: Any) -> list[int]:
    span: Span = value if value.__class__ is Span else _checked(value, (Span,), "a Span")
    return [span.start, span.end]


def _span_from(plain: Any) -> Span:
    start, end = plain if plain.__class__ is list else _checked(plain, (list,), "a span")
    return Span(start, end)


_SPAN: _Codec = (_span_to, _span_from)


def _scalar(hint: Any) -> _Codec:
    def check(value: Any) -> Any:
        if value.__class__ is hint:  # nearly always, and there are millions of them
            return value
        _checked(value, _SCALARS[hint], hint.__name__)
        return float(value) if hint is float else value

    return check, check


def _literal(allowed: tuple[Any, ...]) -> _Codec:
    def check(value: Any) -> Any:
        if value not in allowed:
            raise TypeError(f"expected one of {allowed}, got {value!r:.80}")
        return value

    return check, check


def _optional(arguments: tuple[Any, ...]) -> _Codec:
    inner = [argument for argument in arguments if argument is not types.NoneType]
    if len(inner) != 1:
        raise TypeError(f"a ledger keeps no union of {arguments!r}")
    to, back = _codec(inner[0])
    return (
        lambda value: None if value is None else to(value),
        lambda plain: None if plain is None else back(plain),
    )


def _many(item: Any) -> _Codec:
    to, back = _codec(item)
    return (
        lambda value: [*map(to, value)] if _is(value, tuple, "a tuple") else [],
        lambda plain: tuple(map(back, plain)) if _is(plain, list, "a list") else (),
    )


def _is(value: Any, kind: type, what: str) -> bool:
    """Whether there is anything in it, which is of this kind."""
    if value.__class__ is not kind:
        _checked(value, (kind,), what)
    return bool(value)


def _fixed(items: tuple[Any, ...]) -> _Codec:
    codecs = [_codec(item) for item in items]
    return (
        lambda value: [
            to(each)
            for (to, _), each in zip(codecs, _checked(value, (tuple,), "a tuple"), strict=True)
        ],
        lambda plain: tuple(
            back(each)
            for (_, back), each in zip(codecs, _checked(plain, (list,), "a list"), strict=True)
        ),
    )


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _record(kind: Any) -> _Codec:
    hints = get_type_hints(kind)
    codecs = {field.name: _codec(hints[field.name]) for field in fields(kind)}
    needed = {field.name for field in fields(kind) if _needed(field)}

    def to(value: Any) -> dict[str, Any]:
        if value.__class__ is not kind:
            _checked(value, (kind,), kind.__name__)
        return {name: to_(getattr(value, name)) for name, to_ in tos}

    names = tuple(codecs)
    tos = tuple((name, codec[0]) for name, codec in codecs.items())
    backs = tuple(codec[1] for codec in codecs.values())

    def back(plain: Any) -> Any:
        given = _checked(plain, (dict,), kind.__name__).keys()
        if tuple(plain) == names:  # as `to` wrote it: nothing to look up
            return kind(*[each(value) for each, value in zip(backs, plain.values(), strict=True)])
        if needed - given or given - codecs.keys():
            raise TypeError(
                f"{kind.__name__} with fields {sorted(given)}: "
                f"lacks {sorted(needed - given)}, does not know {sorted(given - codecs.keys())}"
            )
        return kind(**{name: codecs[name][1](each) for name, each in plain.items()})

    return to, back
