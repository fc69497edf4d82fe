"""The pieces that the schema is made of: words, lists and mappings that keep their place.

Pydantic walks the data and collects every fault; this module says what a piece may be, and turns
pydantic's faults into sentences with a line and a column.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
    model_validator,
)
from pydantic import ValidationError as PydanticError
from pydantic_core import PydanticCustomError

from parley.case.statements import NAME, RESERVED
from parley.case.yamlfile import Block, Place, Word
from parley.errors import Problem

__all__ = [
    "Element",
    "Identifier",
    "Many",
    "Maybe",
    "OrEmpty",
    "OrNull",
    "Shape",
    "Text",
    "choice",
    "did_you_mean",
    "faults_of",
    "the",
]

_AT = "\0at"


def the(what: str) -> PydanticCustomError:
    """Return a fault with a plain sentence."""
    return PydanticCustomError("parley", "{what}", {"what": what})


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` where a known word is near, else nothing.

    Examples
    --------
    >>> did_you_mean("aidd", ["halt", "aid"])
    "; did you mean 'aid'?"
    """
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def _text(value: Any) -> Word:
    if not isinstance(value, Word):
        raise the(f"a word or text should stand here, not a {_kind(value)}")
    if value.null or not value.strip():
        raise the("a word or text should stand here, not nothing")
    return value


def _kind(value: Any) -> str:
    return "list" if isinstance(value, list) else "mapping"


def _identifier(value: Any) -> Word:
    word = _text(value)
    if not NAME.fullmatch(word):
        raise the("a name starts with a letter or _ and holds letters, digits, _ and - only")
    if word in RESERVED:
        raise the(
            f"the statement language keeps this word for itself ({' '.join(sorted(RESERVED))})"
        )
    return word


def _maybe(value: Any) -> Word | None:
    return None if isinstance(value, Word) and value.null else _text(value)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, Word) and not value.null else value


def choice(*allowed: str) -> PlainValidator:
    """Return the validator of a word that must be one of a few."""

    def check(value: Any) -> Word:
        word = _text(value)
        if word not in allowed:
            raise the(f"this must be one of {', '.join(allowed)}")
        return word

    return PlainValidator(check)


def _nothing(value: Any) -> Any:
    return None if isinstance(value, Word) and value.null else value


def _empty(value: Any) -> Any:
    if isinstance(value, Word) and value.null:
        block = Block()
        block.place = value.place
        return block
    return value


Text = Annotated[Word, PlainValidator(_text)]
Identifier = Annotated[Word, PlainValidator(_identifier)]
Maybe = Annotated[Word | None, PlainValidator(_maybe)]
Many = Annotated[list[Text], BeforeValidator(_listed)]
"""One word, or a list of them."""


OrNull = BeforeValidator(_nothing)
"""Reads an entry that is there but empty as one that is not there."""
OrEmpty = BeforeValidator(_empty)
"""Reads an empty entry as an empty mapping."""


class Shape(BaseModel):
    """A mapping with known keys; it keeps its place in `at`."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    at: Place = Field(
        default=Place(), alias="\0at"
    )  # the same as _AT, which a type checker does not read here

    @model_validator(mode="before")
    @classmethod
    def _with_place(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, Block):
            return value
        if info.context is not None:
            names = (field.alias or name for name, field in cls.model_fields.items())
            info.context[value.place] = sorted(set(names) - {_AT})
        return {**value, _AT: value.place}


class Element(Shape):
    """Something that says how it is known."""

    basis: Annotated[
        Annotated[Word, choice("stated", "reported", "inferred", "assumed")] | None, OrNull
    ] = None
    evidence: Many = Field(default=[])
    note: Maybe = None


def faults_of(
    error: PydanticError, data: Any, file: str, known: Mapping[Place, list[str]]
) -> list[Problem]:
    """Turn what pydantic found into problems with line and column, in the order of the file.

    Parameters
    ----------
    error : pydantic.ValidationError
        What pydantic found.
    data
        The data it was given, made by `to_data`.
    file : str
        The file's name.
    known
        Per mapping's place the keys that it may have: the context given to the validation.
    """
    problems = []
    for fault in error.errors(include_url=False, include_input=False):
        place, keys = _walk(data, fault["loc"], fault["type"])
        what = _sentence(fault["type"], fault["loc"], fault["msg"], keys and known.get(keys))
        problems.append(Problem(what, file, place.line, place.column, place.words))
    return sorted(set(problems), key=lambda p: (p.line, p.column, p.what))


def _walk(data: Any, loc: tuple[int | str, ...], kind: str) -> tuple[Place, Place | None]:
    """Follow a fault's path as far as the data goes; steps that are pydantic's own are skipped.

    Returns the place of the fault, and that of the mapping which holds it.
    """
    place = data.place if isinstance(data, Block | Word) else Place(1, 1)
    holder: Place | None = None
    at_key = kind == "extra_forbidden" or loc[-1:] == ("[key]",)
    last = len(loc) - (2 if loc[-1:] == ("[key]",) else 1)
    for index, step in enumerate(loc):
        if isinstance(data, Block) and step in data:
            key = next(key for key in data if key == step)
            holder, place, data = data.place, key.place, data[step]
            if index == last and at_key:
                return key.place, holder
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            continue
        if isinstance(data, Block | Word):
            place = data.place
    return place, holder


_KINDS = {
    "dict_type": "a mapping should stand here",
    "model_type": "a mapping should stand here",
    "model_attributes_type": "a mapping should stand here",
    "list_type": "a list should stand here",
}


def _sentence(kind: str, loc: tuple[int | str, ...], said: str, known: Any) -> str:
    if kind == "missing":
        return f"the key `{loc[-1]}` is missing here"
    if kind == "extra_forbidden":
        return f"no such key here{did_you_mean(str(loc[-1]), known or ())}"
    return _KINDS.get(kind, said)
