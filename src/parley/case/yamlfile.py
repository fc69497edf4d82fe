"""YAML with a place for every word, and every scalar taken as its source text.

The parser is ruamel.yaml's (YAML 1.2); the tree is built here from its events, so that nothing
is ever turned into a number, a date or a truth value: ``no``, ``08`` and ``2024-01-01`` stay what
was typed. Whether a plain ``null``, ``~`` or nothing at all means "not given" is for the reader of
the tree to decide, where that can stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from parley.errors import Problem

__all__ = ["Block", "Node", "Place", "Tree", "Word", "compose", "first_words", "to_data"]

MAX_CHARS = 1_000_000
"""A case file is written by people; a longer text is something else."""
MAX_DEPTH = 60
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: 1-based line and column, and its words, shortened."""

    line: int = 0
    column: int = 0
    words: str = ""


@dataclass(slots=True, eq=False)
class Node:
    """A mapping, a list or a scalar, with the half-open range of the text that it takes."""

    kind: str
    """``map``, ``list`` or ``scalar``."""
    start: int
    end: int
    line: int
    column: int
    flow: bool = False
    value: str = ""
    plain: bool = False
    """Whether a scalar stands without quotes."""
    keys: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    def entry(self, key: str) -> Node | None:
        """Return the value under a key of a mapping; None where there is none."""
        for name, item in zip(self.keys, self.items, strict=True):
            if name.value == key:
                return item
        return None

    @property
    def is_null(self) -> bool:
        """Whether it is a plain ``null``, ``~`` or nothing."""
        return (
            self.kind == "scalar" and self.plain and self.value in {"", "~", "null", "Null", "NULL"}
        )


@dataclass(frozen=True, slots=True)
class Tree:
    """What came of a text: the root, or None where the faults left none."""

    root: Node | None
    problems: tuple[Problem, ...]


class Word(str):
    """A scalar's text that knows its place.

    Examples
    --------
    >>> root = compose("halt: week").root
    >>> word = to_data(root, "halt: week")["halt"]
    >>> word, word.place.line, word.place.column
    ('week', 1, 7)
    """

    __slots__ = ("null", "offset", "place")
    place: Place
    offset: int | None
    """Column distance between the scalar's place and its first character; None: not one line."""
    null: bool

    @classmethod
    def at(cls, text: str, place: Place, *, offset: int | None = None, null: bool = False) -> Word:
        """Make a word that stands at a place."""
        word = cls(text)
        word.place, word.offset, word.null = place, offset, null
        return word

    def inside(self, index: int, words: str) -> Place:
        """Return the place of the words that start `index` characters into this one."""
        if self.offset is None:
            return Place(self.place.line, self.place.column, words or str(self)[:SHOWN])
        return Place(self.place.line, self.place.column + self.offset + index, words)


class Block(dict[Any, Any]):
    """A mapping's data, with its place."""

    place: Place = Place()


def compose(text: str, name: str = "") -> Tree:
    r"""Build the tree of one YAML document.

    Parameters
    ----------
    text : str
        The file's text, without a byte order mark.
    name : str
        The file's name, for the problems.

    Returns
    -------
    Tree
        Its problems hold the one syntax fault that ended the reading, or every duplicate key,
        alias and tag of a text that could be read.

    Examples
    --------
    >>> [str(p) for p in compose("a: [1", "x.yaml").problems]
    ["x.yaml:1:6: not valid YAML: expected ',' or ']', but got '<stream end>'"]
    >>> [str(p) for p in compose("a: 1\na: 2").problems]
    ["<text>:2:1: the key stands twice; first in line 1: 'a'"]
    """
    if len(text) > MAX_CHARS:
        what = f"{len(text):,} characters are too many for a case file (at most {MAX_CHARS:,})"
        return Tree(None, (Problem(what, name, 1, 1, text[:SHOWN].split("\n")[0]),))
    composer = _Composer(text, name)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            composer.take(event)
    except _Stop as stop:
        return Tree(None, (stop.problem,))
    except MarkedYAMLError as fault:
        return Tree(None, (_syntax(fault, name, text),))
    except ReaderError as fault:
        line, column = _line_column(text, fault.position)
        what = f"not valid YAML: the character U+{ord(text[fault.position]):04X} cannot stand here"
        return Tree(None, (Problem(what, name, line, column),))
    except Exception as fault:
        what = f"not valid YAML: {fault or type(fault).__name__}".split("\n")[0]
        return Tree(None, (Problem(what, name, 1, 1),))
    if composer.root is None:
        return Tree(None, (Problem("there is nothing in it", name, 1, 1),))
    problems = tuple(composer.problem(what, node) for what, node in composer.found)
    return Tree(composer.root, problems)


class _Stop(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class _Composer:
    """Turns events into nodes, with a stack of its own so that depth costs no recursion."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.root: Node | None = None
        self.stack: list[Node] = []
        self.waiting: list[Node | None] = []
        """Per open node: the key whose value comes next."""
        self.found: list[tuple[str, Node]] = []

    def problem(self, what: str, node: Node) -> Problem:
        return Problem(what, self.name, node.line, node.column, first_words(node, self.text))

    def take(self, event: Any) -> None:
        kind = type(event).__name__
        if kind in {"MappingStartEvent", "SequenceStartEvent"}:
            node = self._node(event, "map" if kind[0] == "M" else "list")
            node.flow = bool(event.flow_style)
            if len(self.stack) >= MAX_DEPTH:
                raise _Stop(self.problem(f"nested deeper than {MAX_DEPTH} levels", node))
            self._tagged(event, node)
            self._place(node)
            self.stack.append(node)
            self.waiting.append(None)
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            node = self.stack.pop()
            self.waiting.pop()
            node.end = event.end_mark.index if node.flow else _true_end(node)
        elif kind == "ScalarEvent":
            node = self._node(event, "scalar")
            node.value = event.value
            node.plain = event.style is None
            self._tagged(event, node)
            self._place(node)
        elif kind == "AliasEvent":
            node = self._node(event, "scalar")
            self.found.append(("aliases are not read; write the words out", node))
            self._place(node)
        elif kind == "DocumentStartEvent" and self.root is not None:
            mark = event.start_mark
            what = "a second document starts here; a case is one document"
            raise _Stop(Problem(what, self.name, mark.line + 1, mark.column + 1))

    def _node(self, event: Any, kind: str) -> Node:
        start, end = event.start_mark, event.end_mark
        return Node(kind, start.index, end.index, start.line + 1, start.column + 1)

    def _tagged(self, event: Any, node: Node) -> None:
        if event.tag is not None:
            self.found.append(("tags are not read; leave it out", node))

    def _place(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent, key = self.stack[-1], self.waiting[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif key is None:
            self._key(parent, node)
            self.waiting[-1] = node
        else:
            parent.keys.append(key)
            parent.items.append(node)
            self.waiting[-1] = None

    def _key(self, parent: Node, node: Node) -> None:
        if node.kind != "scalar":
            self.found.append(("a key is a word, not a list or mapping", node))
        for other in parent.keys:
            if other.value == node.value and other.kind == node.kind == "scalar":
                self.found.append((f"the key stands twice; first in line {other.line}", node))
                return


def _true_end(node: Node) -> int:
    """Return where a block collection's last word ends: its end event lies after the comments."""
    last = node.items[-1] if node.items else None
    return node.start if last is None else last.end


def _syntax(fault: MarkedYAMLError, name: str, text: str) -> Problem:
    mark = fault.problem_mark or fault.context_mark
    what = f"not valid YAML: {fault.problem or fault.context}"
    if mark is None:
        return Problem(what, name, 1, 1)
    line_end = text.find("\n", mark.index)
    rest = text[mark.index : line_end if line_end >= 0 else len(text)].strip()
    return Problem(what, name, mark.line + 1, mark.column + 1, rest[:SHOWN])


def _line_column(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


def first_words(node: Node, text: str) -> str:
    """Return the first line of a node's source text, shortened for a message."""
    return _short(text[node.start : max(node.end, node.start)])


def _short(words: str) -> str:
    words = words.split("\n")[0].strip()
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


def to_data(node: Node, text: str) -> Any:
    """Turn a tree into dicts, lists and words; of duplicate keys the first stands.

    Returns
    -------
    Block, list or Word
        Keys are words too.
    """
    place = Place(node.line, node.column, first_words(node, text))
    if node.kind == "scalar":
        source = text[node.start : node.end]
        offset = source.find(node.value) if "\n" not in source else -1
        if offset >= 0:
            place = replace(place, words=_short(node.value))  # without its quotes
        return Word.at(node.value, place, offset=None if offset < 0 else offset, null=node.is_null)
    if node.kind == "list":
        return [to_data(item, text) for item in node.items]
    block = Block()
    block.place = place
    for key, item in _pairs(node):
        word = to_data(key, text)
        if isinstance(word, Word) and word not in block:
            block[word] = to_data(item, text)
    return block


def _pairs(node: Node) -> Iterator[tuple[Node, Node]]:
    return zip(node.keys, node.items, strict=True)
