"""The shape of a case file, key by key. What the words mean is checked in `parley.case.build`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from parley.case.shape import (
    Element,
    Identifier,
    Many,
    Maybe,
    OrEmpty,
    OrNull,
    Shape,
    Text,
    choice,
    the,
)
from parley.case.statements import NUMBER
from parley.case.yamlfile import Block, Place, Word

__all__ = ["CaseShape"]


def _statement(value: Any) -> Any:
    """Give a bare word the form ``{is: word}``."""
    if isinstance(value, Word):
        block = Block({"is": value})
        block.place = value.place
        return block
    return value


def _term(value: Any) -> Any:
    """Give a bare value, or a list of them, the form ``{is: …}``."""
    if isinstance(value, list):
        return Block({"is": value})
    return _statement(value)


class StatementShape(Element):
    """A statement, alone or as ``{is: …, basis: …, evidence: …}``."""

    text: Text = Field(alias="is")


class TermShape(Element):
    """What is said of one option."""

    values: Many = Field(alias="is")
    amount: dict[Text, Text] | None = None
    including: Many = Field(default=[])


Statement = Annotated[StatementShape, BeforeValidator(_statement)]
Term = Annotated[TermShape, BeforeValidator(_term)]
Terms = dict[Text, Term]


class PatternShape(Shape):
    """A state or a set of states: exactly one of the two is given."""

    word: Text | None = None
    terms: Terms | None = None


def _as_pattern(value: Any) -> Any:
    if isinstance(value, list):
        raise the("a state stands here: a mapping of options, a string such as NYYN, or a name")
    block = Block({"word" if isinstance(value, Word) else "terms": value})
    block.place = value.place
    return block


State = Annotated[PatternShape, BeforeValidator(_as_pattern)]


def _status_quo(value: Any) -> Any:
    return None if isinstance(value, Word) and value.null else _as_pattern(value)


class SourceShape(Shape):
    """A document that evidence points into."""

    file: Maybe = None
    sha256: Maybe = None
    published: Maybe = None
    title: Maybe = None
    publisher: Maybe = None
    url: Maybe = None


class PartyShape(Element):
    """A party."""

    name: Maybe = None
    part_of: Maybe = None


class MediatorShape(Element):
    """A mediator."""

    name: Maybe = None


class TogetherShape(Element):
    """Parties that act together."""

    parties: Many


class ReviewShape(Shape):
    """Who reviewed the case, and when."""

    by: Text
    on: Text


class ValueShape(Shape):
    """A value of an option, with what it lasts."""

    name: Text
    lasts: Maybe = None


class RangeShape(Shape):
    """Numbers from, to and step."""

    low: Text = Field(alias="from")
    high: Text = Field(alias="to")
    step: Text


def _value(value: Any) -> Any:
    """Give ``week`` and ``{week: {lasts: P7D}}`` one form."""
    if isinstance(value, Word):
        block = Block({"name": value})
        block.place = value.place
        return block
    if isinstance(value, Block) and len(value) == 1:
        ((name, inner),) = value.items()
        if not isinstance(inner, Block):
            raise the("what a value carries is a mapping, as in `{week: {lasts: P7D}}`")
        block = Block({**inner, "name": name})
        block.place = value.place
        return block
    raise the("a value is a word, or a mapping of one word, as in `{week: {lasts: P7D}}`")


class ValuesShape(Shape):
    """An option's values: listed, or a range of numbers."""

    listed: list[Annotated[ValueShape, BeforeValidator(_value)]] | None = None
    range: RangeShape | None = None


def _values(value: Any) -> Any:
    if isinstance(value, list):
        return Block({"listed": value})
    if isinstance(value, Block):
        block = Block({"range": value})
        block.place = value.place
        return block
    raise the("values are a list, or a range of numbers: `{from: 0, to: 40, step: 5}`")


class OptionShape(Element):
    """An option. `cost` and `value` are kept; no analysis reads them yet."""

    by: Many | None = None
    act: Annotated[Word, choice("any", "all")] | None = None
    unit: Maybe = None
    quantity_basis: Maybe = None
    label: Maybe = None
    values: Annotated[ValuesShape, BeforeValidator(_values)] | None = None
    cost: Any = None
    value: Any = None


def _by_option(known: frozenset[str]) -> BeforeValidator:
    """Move the entries that are options' names into one mapping, `changes`."""

    def check(value: Any) -> Any:
        if not isinstance(value, Block):
            return value
        block = Block({key: item for key, item in value.items() if key in known})
        block["changes"] = Block({k: item for k, item in value.items() if k not in known})
        block.place = value.place
        return block

    return BeforeValidator(check)


class OneWayShape(Element):
    """Moves that cannot be taken back."""

    changes: dict[Text, Many]
    when: Statement | None = None


OneWay = Annotated[OneWayShape, _by_option(frozenset({"when", "basis", "evidence", "note"}))]


class NoMoveShape(Element):
    """Moves that a party cannot make."""

    by: Many
    change: dict[Text, Text]
    when: Statement | None = None


class StageShape(Shape):
    """One stage of a proposal."""

    gives: Terms = Field(default={})
    wants: Terms = Field(default={})


class AnswerShape(Element):
    """An answer to a proposal."""

    by: Text
    answer: Annotated[Word, choice("accepted", "rejected", "countered", "withdrawn", "deferred")]


class ProposalShape(Element):
    """A position."""

    id: Identifier
    kind: Annotated[Word, choice("offer", "demand", "demand_with_offer", "readiness")]
    by: Many
    to: Many = Field(default=[])
    gives: Terms | None = None
    wants: Terms | None = None
    stages: list[StageShape] | None = None
    answers: list[AnswerShape] = Field(default=[])
    possibly_same: Many = Field(default=[])
    date: Maybe = None


class PreconditionShape(Element):
    """Something asked for before something else."""

    id: Identifier
    by: Many
    first: Terms
    then: Terms
    order: Annotated[Word, choice("before", "only_if", "until", "with")] | None = None


class PrefersShape(Element):
    """One comparison."""

    better: State
    worse: State


class GroupShape(Shape):
    """One step of a ranking: tied patterns, or a gap between two steps."""

    patterns: list[State] | None = None
    gap: Annotated[Word, choice("much")] | None = None


def _group(value: Any) -> Any:
    if isinstance(value, Block) and set(value) == {"gap"}:
        return value
    block = Block({"patterns": value if isinstance(value, list) else [value]})
    block.place = value.place if isinstance(value, Block | Word) else Place()
    return block


class PreferencesShape(Element):
    """What is known of what a party prefers."""

    ranking: list[Annotated[GroupShape, BeforeValidator(_group)]] | None = None
    rest: Annotated[Word, choice("last", "unknown")] | None = None
    priorities: list[Statement] | None = None
    weights: dict[Text, Many] | None = None
    measure: Annotated[Word, choice("ordinal", "utility")] | None = None
    prefers: list[PrefersShape] = Field(default=[])


FORM = "1"
"""The form of case files that this Parley reads."""


def _form(value: Any) -> Any:
    if isinstance(value, Word) and value != FORM and NUMBER.fullmatch(value):
        raise the(f"this file is of form {value}; this Parley reads form {FORM}")
    return value


class CaseShape(Shape):
    """The whole file."""

    parley: Annotated[Word, choice(FORM), BeforeValidator(_form)]
    title: Maybe = None
    as_of: Maybe = None
    reviewed: Annotated[ReviewShape | None, OrNull] = None
    sources: Annotated[dict[Identifier, SourceShape] | None, OrNull] = None
    parties: Annotated[dict[Identifier, Annotated[PartyShape, OrEmpty]] | None, OrNull] = None
    acting_together: Annotated[list[TogetherShape] | None, OrNull] = None
    mediators: Annotated[dict[Identifier, Annotated[MediatorShape, OrEmpty]] | None, OrNull] = None
    options: Annotated[dict[Identifier, Annotated[OptionShape, OrEmpty]] | None, OrNull] = None
    one_way: Annotated[list[OneWay] | None, OrNull] = None
    no_move: Annotated[list[NoMoveShape] | None, OrNull] = None
    rules: Annotated[list[Statement] | None, OrNull] = None
    states: Annotated[list[State] | None, OrNull] = None
    moves: Annotated[dict[Text, list[Many]] | None, OrNull] = None
    status_quo: Annotated[PatternShape | None, BeforeValidator(_status_quo)] = None
    proposals: Annotated[list[ProposalShape] | None, OrNull] = None
    preconditions: Annotated[list[PreconditionShape] | None, OrNull] = None
    preferences: Annotated[dict[Text, Annotated[PreferencesShape, OrEmpty]] | None, OrNull] = None
