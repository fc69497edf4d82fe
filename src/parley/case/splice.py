"""Where in a text an entry is put in or taken out, so that no other line changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parley.case.emit import block, flow
from parley.case.yamlfile import Node

__all__ = ["Splice", "comments", "end_of", "put_in", "put_into", "take_out"]


@dataclass(frozen=True, slots=True)
class Splice:
    """Lines that take the place of a range of a text; ``""`` first or last makes a line end."""

    start: int
    end: int
    lines: list[str]

    def apply(self, text: str, newline: str) -> str:
        """Return the text with the lines in place."""
        return text[: self.start] + newline.join(self.lines) + text[self.end :]


def put_into(text: str, parent: Node, key: str, value: Any) -> Splice | None:
    """Return the splice that adds a key at the end of a mapping."""
    if parent.flow:
        return _into_flow(text, parent, f"{flow(key)}: {flow(value)}")
    if not parent.items:
        return None
    indent = parent.keys[0].column - 1
    return _after(text, end_of(text, parent, -1), indent, block({key: value}, indent))


def put_in(text: str, parent: Node, place: int, value: Any) -> Splice | None:
    """Return the splice that puts an item at the end of a list."""
    if parent.flow:
        return _into_flow(text, parent, flow(value))
    if not parent.items or place != len(parent.items):
        return None
    indent = parent.column - 1
    return _after(text, end_of(text, parent, -1), indent, block([value], indent))


def take_out(text: str, parent: Node, index: int) -> Splice | None:
    """Return the splice that takes an entry out of a list or mapping."""
    if len(parent.items) == 1:
        return _emptied(text, parent)
    start = _start(text, parent, index)
    if parent.flow:
        if index + 1 < len(parent.items):
            return Splice(start, _start(text, parent, index + 1), [""])
        return Splice(end_of(text, parent, index - 1), end_of(text, parent, index), [""])
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip(" "):
        # the first key of a list's item shares its line with the dash
        if index + 1 == len(parent.items):
            return None
        return Splice(start, _start(text, parent, index + 1), [""])
    after = _line_end(text, end_of(text, parent, index))
    if after < len(text):
        return Splice(line, after + (2 if text.startswith("\r\n", after) else 1), [""])
    before = line - (2 if text[:line].endswith("\r\n") else 1)  # the last line has no end
    return Splice(before, after, [""])


def _emptied(text: str, parent: Node) -> Splice | None:
    """Return the splice that leaves an empty list or mapping."""
    empty = "{}" if parent.kind == "map" else "[]"
    if parent.flow:
        return Splice(parent.start, parent.end, [empty])
    head = text[: parent.start].rstrip(" \r\n")
    if not head.endswith(":"):
        return None
    return Splice(len(head), end_of(text, parent, 0), [f" {empty}"])


def _into_flow(text: str, parent: Node, words: str) -> Splice | None:
    if not parent.items:
        inner = text[parent.start + 1 : parent.end - 1]
        return Splice(parent.start + 1, parent.end - 1, [words]) if not inner.strip() else None
    end = end_of(text, parent, -1)
    return Splice(end, end, [f", {words}"])


def _after(text: str, end: int, indent: int, lines: list[str]) -> Splice:
    """Return the splice that puts lines below the line in which something ends."""
    at = _line_end(text, end)
    return Splice(at, at, ["", " " * indent + lines[0], *lines[1:]])


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if text[end - 1 : end] == "\r" and end > at else end


def _start(text: str, parent: Node, index: int) -> int:
    if parent.kind == "map":
        return parent.keys[index].start
    start = parent.items[index].start
    if parent.flow:
        return start
    return text.rfind("-", 0, start)


def end_of(text: str, parent: Node, index: int) -> int:
    """Return where an entry ends, whatever comments and empty lines follow it."""
    node = parent.items[index]
    if node.kind != "scalar" and not node.flow and node.items:
        return end_of(text, node, -1)
    if node.start < node.end:
        return node.start + len(text[node.start : node.end].rstrip())
    if parent.kind == "map":  # nothing stands after the colon
        key = parent.keys[index]
        return key.end + (1 if text[key.end : key.end + 1] == ":" else 0)
    return node.start


def comments(text: str, root: Node, start: int, end: int) -> list[str]:
    """Return the comments in a range of a text, one a line."""
    covered = sorted(_scalars(root))
    found = []
    at = start
    for a, b in [*covered, (len(text), len(text))]:
        gap = text[at : min(a, end)] if a > at else ""
        for line in gap.split("\n"):
            if "#" in line:
                found.append(line[line.index("#") :].rstrip())
        at = max(at, b)
        if at >= end:
            break
    return found


def _scalars(node: Node) -> list[tuple[int, int]]:
    if node.kind == "scalar":
        return [(node.start, node.end)]
    return [place for part in (*node.keys, *node.items) for place in _scalars(part)]
