"""Editing a case file in place: an edit touches its entry's lines and no others.

The text is kept as it came. An edit is a splice at the marks of the tree; after it the text is
read again and must say exactly what was asked for. Where no splice does that, the whole top-level
entry is written anew, its comments are put above it, and `CaseFile.reformatted` says so.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from parley.case.casefile import Case
from parley.case.emit import block, flow, normal
from parley.case.load import decode, load_case, plain, read_bytes
from parley.case.splice import Splice, comments, end_of, put_in, put_into, take_out
from parley.case.yamlfile import Node, compose
from parley.errors import CaseError, Problem, UsageError

__all__ = ["CaseFile"]

Path_ = Sequence[str | int]
_BOM = b"\xef\xbb\xbf"


class CaseFile:
    r"""A case file's text, with edits that leave all else as it is.

    Parameters
    ----------
    data : bytes or str
        What the file holds.
    name : str
        How messages call it.

    Raises
    ------
    CaseError
        It is not a YAML mapping; faults in what it says are no hindrance.

    Examples
    --------
    >>> file = CaseFile("parley: 1\ntitle: Talks   # so far\nparties: {a: {}}\n")
    >>> file.set(("title",), "Talks on aid")
    >>> file.append(("parties",), {"b": {"name": "B"}})
    >>> print(file.text, end="")
    parley: 1
    title: Talks on aid   # so far
    parties: {a: {}, b: {name: B}}
    """

    def __init__(self, data: bytes | str, name: str = "-") -> None:
        self.name = name
        self.path: Path | None = None
        self.reformatted: list[Problem] = []
        """A notice for every entry that could not be edited without writing it anew."""
        raw = data.encode("utf-8") if isinstance(data, str) else data
        self._bom = raw.startswith(_BOM)
        self.text = decode(raw, name)
        """The text as it is now, without a byte order mark."""
        self._root = self._tree(self.text)
        if self._root.kind != "map":
            raise CaseError(
                [Problem("a case is a mapping: it starts with `parley: 1`", name, 1, 1)]
            )

    @classmethod
    def open(cls, path: str | Path) -> CaseFile:
        """Open a file.

        Raises
        ------
        UsageError
            There is no such file, or it is a folder.
        CaseError
            It is not a YAML mapping.
        """
        file = cls(read_bytes(path), str(path))
        file.path = Path(path)
        return file

    @property
    def data(self) -> Any:
        """All that it says, as dicts, lists, texts and None."""
        return plain(self._root)

    @property
    def bytes(self) -> bytes:
        """What would be written: unedited, what was read, byte for byte."""
        return (_BOM if self._bom else b"") + self.text.encode("utf-8")

    def case(self) -> Case:
        """Read and check what it says now."""
        folder = None if self.path is None else self.path.parent
        return load_case(text=self.text, name=self.name, folder=folder)

    def save(self, path: str | Path | None = None) -> None:
        """Write the file, whole or not at all.

        Raises
        ------
        UsageError
            It was not opened from a file and no path is given, or it cannot be written there.
        """
        target = Path(path) if path is not None else self.path
        if target is None:
            raise UsageError("say where to write it: save(path)")
        try:
            _write(target.resolve(), self.bytes)
        except OSError as error:
            raise UsageError(f"cannot write {target}: {error.strerror or error}") from None

    # -- edits -----------------------------------------------------------------------------

    def set(self, path: Path_, value: Any) -> None:
        """Set what stands at a path; a key that is not there yet is added at the end.

        Parameters
        ----------
        path : sequence of str and int
            Keys of mappings and 0-based places in lists: ``("proposals", 0, "by")``.
        value
            Text, number, None, or lists and dicts of these.

        Raises
        ------
        UsageError
            The path leads nowhere, or the value cannot stand in a case file.
        """
        wanted = normal(value)
        parent, last = self._parent(path)
        old = plain(parent)
        if parent.kind == "list":
            if not isinstance(last, int) or not 0 <= last < len(parent.items):
                raise UsageError(f"{_shown(path)}: the list has {len(parent.items)} entries")
        elif last not in old:
            self._edit(path, {**old, str(last): wanted}, lambda: put_into(
                self.text, parent, str(last), wanted
            ))  # fmt: skip
            return
        self._change(tuple(path), old[last], wanted)

    def append(self, path: Path_, entry: Any) -> None:
        """Append an entry to the list at a path, or the entries of a dict to the mapping there.

        Where nothing or null stands at the path, the list or mapping is made.
        """
        wanted = normal(entry)
        parent, last = self._parent(path)
        here = plain(parent)[last] if self._has(parent, last) else None
        if isinstance(here, dict) and isinstance(wanted, dict):
            for key, value in wanted.items():
                if key in here:
                    raise UsageError(f"{_shown([*path, key])} is there already; use set")
                self.set([*path, key], value)
        elif isinstance(here, list):
            node = self._node(path)
            self._edit([*path, len(here)], [*here, wanted], lambda: put_in(
                self.text, node, len(here), wanted
            ), whole=True)  # fmt: skip
        elif here is None:
            self.set(path, wanted if isinstance(wanted, dict) else [wanted])
        else:
            raise UsageError(f"{_shown(path)} is neither a list nor a mapping")

    def remove(self, path: Path_) -> None:
        """Remove an entry of a list or mapping, with the comment on its last line."""
        parent, last = self._parent(path)
        if not self._has(parent, last):
            raise UsageError(f"{_shown(path)}: there is no such entry")
        rest = plain(parent)
        del rest[last]
        index = last if parent.kind == "list" else [k.value for k in parent.keys].index(str(last))
        self._edit(path, rest, lambda: take_out(self.text, parent, int(index)), whole=True)

    # -- the work --------------------------------------------------------------------------

    def _change(self, path: tuple[str | int, ...], old: Any, wanted: Any) -> None:
        """Go down to what differs, so that equal neighbours keep their lines."""
        if old == wanted and (not isinstance(old, dict) or list(old) == list(wanted)):
            return
        if isinstance(old, dict) and isinstance(wanted, dict) and _in_order(old, wanted):
            for key in [key for key in old if key not in wanted]:
                self.remove((*path, key))
            for key, value in wanted.items():
                self.set((*path, key), value)
            return
        if isinstance(old, list) and isinstance(wanted, list) and old and wanted:
            for i in range(min(len(old), len(wanted))):
                self._change((*path, i), old[i], wanted[i])
            for i in reversed(range(len(wanted), len(old))):
                self.remove((*path, i))
            for item in wanted[len(old) :]:
                self.append(path, item)
            return
        parent, last = self._parent(path)
        holder = plain(parent)
        holder[last] = wanted
        self._edit(path, holder, lambda: _replaced(self.text, parent, last, wanted))

    def _edit(
        self, path: Path_, holder: Any, splice: Callable[[], Splice | None], *, whole: bool = False
    ) -> None:
        """Try a splice; keep it if the text then says what it should, else write anew.

        `holder` is what the mapping or list that holds the path's last step must be afterwards.
        """
        wanted = _with(self.data, list(path[:-1]), holder)
        made = splice()
        if made is not None:
            text = made.apply(self.text, self._newline)
            if self._says(text, wanted):
                self._take(text)
                return
        self._anew(path, wanted)

    def _anew(self, path: Path_, wanted: dict[str, Any]) -> None:
        """Write the top-level entry of a path anew, or at last the whole file."""
        first = str(path[0])
        keys = [key.value for key in self._root.keys]
        if first in keys and first in wanted and not self._root.flow:
            i = keys.index(first)
            start, end = self._root.keys[i].start, self._root.items[i].end
            lines = [
                *comments(self.text, self._root, start, end),
                *block({first: wanted[first]}, 0),
            ]
            text = Splice(start, end, lines).apply(self.text, self._newline)
            if self._says(text, wanted):
                self._say(f"`{first}` was written anew; its comments stand above it", i)
                self._take(text)
                return
        lines = [*comments(self.text, self._root, 0, len(self.text)), *block(wanted, 0)]
        text = self._newline.join(lines) + self._newline
        if not self._says(text, wanted):
            raise UsageError(f"{_shown(path)}: this cannot be written as YAML")
        self._say("the whole file was written anew; its comments stand at the top", None)
        self._take(text)

    def _say(self, what: str, entry: int | None) -> None:
        node = self._root if entry is None else self._root.keys[entry]
        words = "" if entry is None else node.value
        self.reformatted.append(
            Problem(what, self.name, node.line, node.column, words, severity="notice")
        )

    def _says(self, text: str, wanted: Any) -> bool:
        tree = compose(text, self.name)
        if tree.root is None or len(tree.problems) > len(self._tree_problems):
            return False
        return _same(plain(tree.root), wanted)

    def _take(self, text: str) -> None:
        self.text = text
        self._root = self._tree(text)

    def _tree(self, text: str) -> Node:
        tree = compose(text, self.name)
        if tree.root is None:
            raise CaseError(tree.problems)
        self._tree_problems = tree.problems
        if tree.problems:
            raise CaseError(tree.problems)
        return tree.root

    @property
    def _newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def _parent(self, path: Path_) -> tuple[Node, Any]:
        if not path:
            raise UsageError("the path is empty; name an entry")
        parent = self._node(path[:-1])
        if parent.kind == "scalar":
            raise UsageError(f"{_shown(path)}: {_shown(path[:-1])} is neither list nor mapping")
        return parent, path[-1] if parent.kind == "list" else str(path[-1])

    def _node(self, path: Path_) -> Node:
        node = self._root
        for i, step in enumerate(path):
            if not self._has(node, step):
                raise UsageError(f"{_shown(path[: i + 1])}: there is no such entry")
            node = node.items[int(step)] if node.kind == "list" else _under(node, str(step))
        return node

    @staticmethod
    def _has(node: Node, step: Any) -> bool:
        if node.kind == "list":
            return isinstance(step, int) and 0 <= step < len(node.items)
        return node.kind == "map" and node.entry(str(step)) is not None


def _under(node: Node, key: str) -> Node:
    found = node.entry(key)
    assert found is not None
    return found


def _shown(path: Path_) -> str:
    return ".".join(str(step) for step in path) or "the file"


def _in_order(old: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether one comes of the other by removing, setting and adding at the end."""
    kept = [key for key in old if key in wanted]
    return bool(kept) and list(wanted)[: len(kept)] == kept


def _same(one: Any, other: Any) -> bool:
    """Whether two data are equal, the order of keys included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)


def _with(data: Any, path: list[str | int], value: Any) -> Any:
    """Return data with another value at a path."""
    if not path:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = _with(data[path[0]], path[1:], value)
    return copy


def _replaced(text: str, parent: Node, last: Any, wanted: Any) -> Splice | None:
    index = last if parent.kind == "list" else [key.value for key in parent.keys].index(last)
    node = parent.items[index]
    key = parent.keys[index] if parent.kind == "map" else None
    if node.start == node.end or (node.kind != "scalar" and not node.flow):
        if key is None or text[key.end : key.end + 1] != ":":
            return None
        end = key.end + 1 if node.start == node.end else node.end
        if "#" in text[key.end : end]:
            return None
        return Splice(key.end + 1, end, [f" {flow(wanted)}"])
    return Splice(node.start, end_of(text, parent, index), [flow(wanted)])


def _write(target: Path, data: bytes) -> None:
    """Write a temporary file beside the target and put it in its place."""
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is None:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
