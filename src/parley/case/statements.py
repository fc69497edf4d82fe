"""The statement language: ``not (strike and wage >= 30)``.

Grammar, from loose to tight::

    statement   = either [ ("if" | "iff") either ]        # these two do not chain
    either      = both { "or" both }
    both        = negation { "and" negation }
    negation    = "not" negation | comparison
    comparison  = "(" statement ")" | option [ ("=" | ">=" | "<=" | ">" | "<") value ]
    option      = name [ "." party ]                      # one party's switch of a joint option
    value       = name | number | '"' any text '"'

A bare option means that its value is ``yes``. ``A if B`` is true where B is false.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, cast

from parley.errors import UsageError
from parley.model import And, Compare, If, Iff, Logic, Not, Or

__all__ = [
    "NAME",
    "NUMBER",
    "RESERVED",
    "Parsed",
    "StatementError",
    "Use",
    "check_depth",
    "number_fault",
    "parse_statement",
    "print_statement",
]

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_LONG = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
RESERVED = frozenset(
    {"not", "and", "or", "if", "iff", "status_quo", "when", "is", "gap", "much"}
)  # fmt: skip
MAX_PARTS = 250
"""Parts of one statement; more are better written as several."""
MAX_DEPTH = 50
"""Parentheses within parentheses: each costs the parser a handful of frames."""

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"\\]|\\.)*")
    | (?P<op>>=|<=|=|>|<)
    | (?P<paren>[()])
    | (?P<number>-?[0-9][A-Za-z0-9_.-]*)
    | (?P<name>[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z_][A-Za-z0-9_-]*)?)
    )""",
    re.VERBOSE,
)


def number_fault(text: str) -> str:
    """Say why a text is no number of the language.

    Examples
    --------
    >>> number_fault("1234567890123")
    'a number has at most 12 digits before its point and 6 after it'
    >>> number_fault("1e3")
    'a plain number should stand here, as 5 or -2.5'
    """
    if _LONG.fullmatch(text):
        return "a number has at most 12 digits before its point and 6 after it"
    return "a plain number should stand here, as 5 or -2.5"


class StatementError(UsageError):
    """A statement that cannot be parsed, with the place and the words."""

    def __init__(self, what: str, offset: int, words: str) -> None:
        self.what, self.offset, self.words = what, offset, words
        super().__init__(f"{what} (character {offset + 1}): {words!r}" if words else what)


@dataclass(frozen=True, slots=True)
class Use:
    """One comparison of a statement, with the offsets of its option and value."""

    compare: Compare
    option_at: int
    value_at: int
    bare: bool
    """Whether only the option was written."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed statement and every comparison in it, in the order written."""

    logic: Logic
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    words: str
    start: int

    @property
    def is_word(self) -> bool:
        return self.kind == "name" and self.words in RESERVED


def parse_statement(text: str) -> Parsed:
    """Parse a statement.

    Parameters
    ----------
    text : str
        One statement.

    Returns
    -------
    Parsed
        The tree, and the comparisons with their offsets (0-based characters).

    Raises
    ------
    StatementError
        The text is no statement; `offset` and `words` say where.

    Examples
    --------
    >>> parse_statement("wage >= 15 if strike").logic
    If(then=Compare(option='wage', op='>=', value='15'), \
condition=Compare(option='strike', op='=', value='yes'))
    >>> parse_statement("strike and")
    Traceback (most recent call last):
        ...
    parley.case.statements.StatementError: the statement ends where an option should stand
    """
    parser = _Parser(_tokens(text), len(text))
    logic = parser.statement()
    parser.end()
    return Parsed(logic, tuple(parser.uses))


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    stop = len(text.rstrip())
    while at < stop:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise StatementError(_odd(text[start:]), start, text[start:].split()[0])
        kind = match.lastgroup
        found.append(_Token(kind, match[kind], match.start(kind)))
        at = match.end()
    return found


def _odd(rest: str) -> str:
    if rest.startswith('"'):
        return "the double quote is never closed"
    if rest.startswith("!"):
        return "write `not` for a negation"
    if rest.startswith("'"):
        return 'a value that is neither a name nor a number stands in double quotes: "…"'
    return "this cannot stand in a statement"


@dataclass(slots=True)
class _Parser:
    tokens: list[_Token]
    length: int
    at: int = 0
    parts: int = 0
    depth: int = 0
    uses: list[Use] = field(default_factory=list)

    def peek(self) -> _Token:
        if self.at < len(self.tokens):
            return self.tokens[self.at]
        return _Token("end", "", self.length)

    def next(self) -> _Token:
        token = self.peek()
        self.at += 1
        return token

    def fail(self, what: str, token: _Token) -> StatementError:
        return StatementError(what, token.start, token.words)

    def count(self, token: _Token) -> None:
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise self.fail(f"more than {MAX_PARTS} parts; write several statements", token)

    def word(self, *words: str) -> str | None:
        token = self.peek()
        if token.kind == "name" and token.words in words:
            self.count(token)
            self.at += 1
            return token.words
        return None

    def statement(self) -> Logic:
        left = self.either()
        joint = self.word("if", "iff")
        if joint is None:
            return left
        right = self.either()
        if self.peek().kind == "name" and self.peek().words in {"if", "iff"}:
            raise self.fail("`if` and `iff` do not chain; use parentheses", self.peek())
        return If(left, right) if joint == "if" else Iff(left, right)

    def either(self) -> Logic:
        left = self.both()
        while self.word("or"):
            left = Or(left, self.both())
        return left

    def both(self) -> Logic:
        left = self.negation()
        while self.word("and"):
            left = And(left, self.negation())
        return left

    def negation(self) -> Logic:
        return Not(self.negation()) if self.word("not") else self.comparison()

    def comparison(self) -> Logic:
        token = self.next()
        if token.words == "(" and token.kind == "paren":
            self.count(token)
            self.depth += 1
            if self.depth > MAX_DEPTH:
                what = f"nested deeper than {MAX_DEPTH} parentheses; write several statements"
                raise self.fail(what, token)
            inner = self.statement()
            self.depth -= 1
            closing = self.next()
            if closing.words != ")":
                raise self.fail(f"the parenthesis of character {token.start + 1} "
                                "is not closed here", closing)  # fmt: skip
            return inner
        if token.kind == "end":
            raise self.fail("the statement ends where an option should stand", token)
        if token.kind != "name" or token.is_word:
            raise self.fail("an option's name should stand here", token)
        operator = self.peek()
        if operator.kind != "op":
            return self.use(Compare(token.words, "=", "yes"), token, token, bare=True)
        self.at += 1
        value = self.next()
        op = cast(Literal["=", ">=", "<=", ">", "<"], operator.words)
        return self.use(Compare(token.words, op, self.value(value)), token, value, bare=False)

    def use(self, compare: Compare, option: _Token, value: _Token, *, bare: bool) -> Compare:
        self.uses.append(Use(compare, option.start, value.start, bare))
        return compare

    def value(self, token: _Token) -> str:
        if token.kind == "text":
            return re.sub(r"\\(.)", r"\1", token.words[1:-1])
        if token.kind == "name" and not token.is_word and "." not in token.words:
            return token.words
        if token.kind == "number" and NUMBER.fullmatch(token.words):
            return token.words
        if _LONG.fullmatch(token.words):
            raise self.fail(number_fault(token.words), token)
        if token.kind == "end":
            raise self.fail("the statement ends where a value should stand", token)
        if token.kind == "op":
            raise self.fail("a value should stand here; the comparisons are = >= <= > <", token)
        raise self.fail(
            'a value that is neither a name nor a number stands in double quotes: "…"', token
        )

    def end(self) -> None:
        token = self.peek()
        if token.kind == "end":
            return
        if token.words == ")":
            raise self.fail("a parenthesis is closed that was never opened", token)
        raise self.fail("`and`, `or`, `if` or `iff` should stand before this", token)


_TIGHT = {If: 0, Iff: 0, Or: 1, And: 2, Not: 3, Compare: 4}


def check_depth(logic: Logic) -> None:
    """Refuse a tree that is deeper than any statement; one made by hand has no other limit.

    Raises
    ------
    UsageError
        It is deeper than `MAX_PARTS` levels.
    """
    level: list[Logic] = [logic]
    for _ in range(MAX_PARTS + 1):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise UsageError(f"nested deeper than {MAX_PARTS} levels; write several statements")


def _inside(logic: Logic) -> tuple[Logic, ...]:
    match logic:
        case Compare():
            return ()
        case Not(inner):
            return (inner,)
        case And(left, right) | Or(left, right) | If(left, right) | Iff(left, right):
            return (left, right)


def print_statement(logic: Logic) -> str:
    """Write a statement tree in the language, with no parenthesis more than needed.

    Raises
    ------
    UsageError
        It is deeper than `MAX_PARTS` levels.

    Examples
    --------
    >>> print_statement(parse_statement("not ((a) and (b or c = none))").logic)
    'not (a and (b or c = none))'
    """
    check_depth(logic)
    return _printed(logic)


def _printed(logic: Logic) -> str:
    match logic:
        case Compare(option, "=", "yes"):
            return option
        case Compare(option, op, value):
            return f"{option} {op} {quote(value)}"
        case Not(inner):
            return f"not {_inner(inner, 3)}"
        case And(left, right):
            return f"{_inner(left, 2)} and {_inner(right, 3)}"
        case Or(left, right):
            return f"{_inner(left, 1)} or {_inner(right, 2)}"
        case If(then, condition):
            return f"{_inner(then, 1)} if {_inner(condition, 1)}"
        case Iff(left, right):
            return f"{_inner(left, 1)} iff {_inner(right, 1)}"


def quote(value: str) -> str:
    """Return a value as it stands in a statement, in double quotes where it needs them."""
    if (NAME.fullmatch(value) and value not in RESERVED) or NUMBER.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _inner(logic: Logic, tight: int) -> str:
    text = _printed(logic)
    return text if _TIGHT[type(logic)] >= tight else f"({text})"
