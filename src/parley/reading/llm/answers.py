"""What a model may answer: the shapes, checked at the border, item by item.

An answer that is no JSON object is broken as a whole; an item that does not fit its shape is left
out and named, and the others stand. Keys that nobody asked for are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from parley.errors import ParleyError
from parley.model import ACTS, SPEECH_ACTS

__all__ = [
    "ACTOR_TYPES", "EVENT_MODALITIES", "FACTUALITY", "ActorAnswer", "Answer", "BrokenAnswerError",
    "EventAnswer", "ExchangeAnswer", "Fault", "FigureAnswer", "PreconditionAnswer",
    "ProposalAnswer", "StatementAnswer", "TermAnswer", "TimexAnswer", "parse",
]  # fmt: skip

ACTOR_TYPES = (
    "person", "state", "non_state_armed_group", "organisation", "igo", "military",
    "news_organisation", "unnamed_group", "coalition", "population",
)  # fmt: skip
FACTUALITY = ("CT+", "CT-", "PR+", "PS+", "Uu", "conditional", "planned")
EVENT_MODALITIES = ("actual", "reported", "planned", "ongoing", "near_end", "estimated")
_MOST = 300
"""Items of a kind in one answer; no passage holds more."""


class BrokenAnswerError(ParleyError):
    """An answer that is no answer; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An item that was left out."""

    kind: str
    words: str
    why: str


def _plain(value: Any) -> Any:
    """*Accuse breach* and *accuse-breach* are ``accuse_breach``."""
    return re.sub(r"[\s-]+", "_", value.strip().lower()) if isinstance(value, str) else value


def _many(value: Any) -> Any:
    """Nothing is an empty list, one is a list of one."""
    if value is None:
        return []
    return [value] if isinstance(value, str | Mapping) else value


def _known(*allowed: str) -> Any:
    def check(value: Any) -> Any:
        value = _plain(value)
        if value not in allowed:
            raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
        return value

    return BeforeValidator(check)


def _sure(value: Any) -> str:
    """How sure it is; *unknown* is a value of its own."""
    return value if value in FACTUALITY else "Uu"


Words = Annotated[str, Field(min_length=1, max_length=8000)]
MaybeWords = Annotated[Words | None, BeforeValidator(lambda value: value or None)]
Key = Annotated[str, BeforeValidator(lambda v: str(v) if isinstance(v, int) else v)]
Keys = Annotated[tuple[Key, ...], BeforeValidator(_many)]
ManyWords = Annotated[tuple[Words, ...], BeforeValidator(_many)]
Flag = Annotated[bool, BeforeValidator(lambda value: str(value).lower() in ("true", "yes", "1"))]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


Anonymity = Literal["named", "role_only", "unnamed"]


class ActorAnswer(_Shape):
    """Somebody whom the passage names."""

    key: Key
    name: Words
    type: Annotated[str, BeforeValidator(_plain)] = "organisation"
    anonymity: Annotated[Anonymity, _known(*get_args(Anonymity))] = "named"
    represents: Key | None = None
    members: Keys = ()


class LinkAnswer(_Shape):
    """One who says so, and the words that name them there."""

    actor: Key
    words: MaybeWords = None


def _link(value: Any) -> Any:
    return {"actor": value} if isinstance(value, str) else value


class StatementAnswer(_Shape):
    """Something that somebody is reported to have said."""

    key: Key = ""
    content: Words
    chain: Annotated[
        tuple[Annotated[LinkAnswer, BeforeValidator(_link)], ...], BeforeValidator(_many)
    ] = ()
    cues: ManyWords = ()
    hedges: ManyWords = ()
    speech_act: Annotated[str, _known(*SPEECH_ACTS)]
    act: Annotated[str, _known(*ACTS)] = "comment"
    factuality: Annotated[str, BeforeValidator(_sure)] = "Uu"
    time: MaybeWords = None
    about: Keys = ()
    to: Keys = ()
    reciprocal: Flag = False


Comparator = Literal["eq", "approx", "gt", "ge", "lt", "le", "range", "vague", "all"]


class FigureAnswer(_Shape):
    """A count or measure; its value is worked out here, from its words."""

    words: Words
    number: Words
    hedge: MaybeWords = None
    comparator: Annotated[Comparator, _known(*get_args(Comparator))] = "eq"
    unit: MaybeWords = None
    counted: MaybeWords = None
    basis: MaybeWords = None
    quantity_basis: MaybeWords = None
    holder: Key | None = None


class TimexAnswer(_Shape):
    """A time expression; its value is worked out here."""

    words: Words
    type: Literal["DATE", "DURATION", "SET", "TIME"] = "DATE"


class TermAnswer(_Shape):
    """One act inside a proposal, a condition or an exchange."""

    words: Words
    actor: Keys = ()
    action: Annotated[str, BeforeValidator(_plain)] = "other"
    negated: Flag = False


Terms = Annotated[tuple[TermAnswer, ...], BeforeValidator(_many)]
Kind = Literal["offer", "demand", "demand_with_offer"]
Status = Literal["standing", "rejected", "accepted", "withdrawn", "declared_readiness", "open"]
Order = Literal["before", "only_if", "until", "with"]
Modality = Literal["offered", "demanded", "executed"]
EventModality = Literal["actual", "reported", "planned", "ongoing", "near_end", "estimated"]


class ProposalAnswer(_Shape):
    """An offer or a demand, as one telling gives it."""

    kind: Annotated[Kind, _known(*get_args(Kind))]
    by: Keys = ()
    to: Keys = ()
    statements: Keys = ()
    gives: Terms = ()
    wants: Terms = ()
    status: Annotated[Status, _known(*get_args(Status))] = "open"
    status_by: Keys = ()
    status_words: MaybeWords = None


class PreconditionAnswer(_Shape):
    """Something asked for before something else."""

    holder: Keys = ()
    statement: Key | None = None
    required_first: TermAnswer
    then: TermAnswer
    markers: ManyWords = ()
    order: Annotated[Order, _known(*get_args(Order))] = "before"


class ExchangeAnswer(_Shape):
    """Two sides tied by words of exchange."""

    marker: Words
    side_a: Words
    side_b: Words
    a_by: Keys = ()
    b_by: Keys = ()
    modality: Annotated[Modality, _known(*get_args(Modality))] = "offered"
    statement: Key | None = None


class EventAnswer(_Shape):
    """Something that happened, goes on or is planned."""

    trigger: Words
    words: MaybeWords = None
    act: Annotated[str, BeforeValidator(_plain)]
    source: Keys = ()
    target: Keys = ()
    modality: Annotated[EventModality, _known(*get_args(EventModality))] = "actual"
    time: MaybeWords = None
    place: MaybeWords = None
    statement: Key | None = None
    reciprocal: Flag = False


@dataclass(frozen=True, slots=True)
class Answer:
    """All that fits of one answer."""

    actors: tuple[ActorAnswer, ...] = ()
    statements: tuple[StatementAnswer, ...] = ()
    figures: tuple[FigureAnswer, ...] = ()
    timexes: tuple[TimexAnswer, ...] = ()
    proposals: tuple[ProposalAnswer, ...] = ()
    preconditions: tuple[PreconditionAnswer, ...] = ()
    exchanges: tuple[ExchangeAnswer, ...] = ()
    events: tuple[EventAnswer, ...] = ()
    faults: tuple[Fault, ...] = ()


_SHAPES: Mapping[str, type[_Shape]] = {
    "actors": ActorAnswer,
    "statements": StatementAnswer,
    "figures": FigureAnswer,
    "timexes": TimexAnswer,
    "proposals": ProposalAnswer,
    "preconditions": PreconditionAnswer,
    "exchanges": ExchangeAnswer,
    "events": EventAnswer,
}
assert set(_SHAPES) | {"faults"} == {field.name for field in fields(Answer)}
_S = TypeVar("_S", bound=_Shape)


def parse(text: str) -> Answer:
    """Read an answer's text.

    Raises
    ------
    BrokenAnswerError
        It holds no JSON object, or one of its lists is none.

    Examples
    --------
    >>> answer = parse('{"timexes": [{"words": "Friday"}, {"type": "DATE"}]}')
    >>> [t.words for t in answer.timexes], [(f.kind, f.why) for f in answer.faults]
    (['Friday'], [('timex', 'words: Field required')])
    """
    data = _object(text)
    if not data.keys() & _SHAPES.keys():
        raise BrokenAnswerError(f"the object has none of the keys {', '.join(_SHAPES)}")
    kept: dict[str, tuple[Any, ...]] = {}
    faults: list[Fault] = []
    for name, shape in _SHAPES.items():
        given = data.get(name)
        if given is None:
            given = []
        if not isinstance(given, list):
            raise BrokenAnswerError(f"{name!r} is not a list")
        kept[name] = tuple(_fitting(shape, _one(name), given, faults))
    return Answer(**kept, faults=tuple(faults))


def _one(name: str) -> str:
    return "timex" if name == "timexes" else name[:-1]


def _object(text: str) -> dict[str, Any]:
    """The object in an answer, whatever a model thinks aloud or fences around it."""
    body = re.sub(r"\A\s*<think>.*?</think>", "", text, flags=re.DOTALL)
    start, end = body.find("{"), body.rfind("}")
    if start < 0 or end < start:
        raise BrokenAnswerError("there is no JSON object in it")
    try:
        data = json.loads(body[start : end + 1])
    except (ValueError, RecursionError) as error:
        raise BrokenAnswerError(f"it is no JSON: {str(error)[:200]}") from None
    if not isinstance(data, dict):
        raise BrokenAnswerError("there is no JSON object in it")
    return data


def _fitting(shape: type[_S], kind: str, given: list[Any], faults: list[Fault]) -> Iterator[_S]:
    for item in given[:_MOST]:
        try:
            yield shape.model_validate(item)
        except (ValidationError, RecursionError) as error:
            faults.append(Fault(kind, _words(item), _why(error)))
    if len(given) > _MOST:
        faults.append(Fault(kind, "", f"only the first {_MOST} are taken of {len(given)}"))


def _why(error: Exception) -> str:
    """The first fault of an item, in one line."""
    if not isinstance(error, ValidationError):
        return "too deeply nested"
    first = error.errors(include_url=False)[0]
    place = ".".join(map(str, first["loc"])) or "it"
    return f"{place}: {first['msg'].removeprefix('Value error, ')}"[:300]


def _words(item: Any) -> str:
    """The words by which a person finds an item again."""
    if not isinstance(item, Mapping):
        return str(item)[:80]
    for name in ("content", "words", "name", "trigger", "marker", "number"):
        if isinstance(item.get(name), str):
            return str(item[name])
    for side in ("gives", "wants"):
        terms = item.get(side)
        if isinstance(terms, list) and terms and isinstance(terms[0], Mapping):
            return str(terms[0].get("words", ""))
    return ""
