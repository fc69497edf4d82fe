"""Reading a case: from a file or a text to a `Case`, or to every fault that it has."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from parley.case.build import build
from parley.case.casefile import Case, assemble
from parley.case.consistency import check_states
from parley.case.desk import Desk
from parley.case.prune import prune
from parley.case.schema import CaseShape
from parley.case.shape import faults_of
from parley.case.sources import check_sources
from parley.case.yamlfile import Block, Node, Place, Word, compose, to_data
from parley.errors import CaseError, Problem, UsageError

__all__ = [
    "CaseReading",
    "case_problems",
    "decode",
    "load_case",
    "plain",
    "read_bytes",
    "read_case",
]

MOST_BYTES = 4_000_000


def load_case(
    path: str | Path | None = None,
    *,
    text: str | None = None,
    name: str | None = None,
    folder: str | Path | None = None,
) -> Case:
    r"""Read and check a case.

    Parameters
    ----------
    path : str or Path, optional
        The case file.
    text : str, optional
        The case's text, in place of a file.
    name : str, optional
        How messages call it; by default the path, or ``-`` for a text.
    folder : str or Path, optional
        Where the files of its sources are relative to: by default the file's folder; a text
        without one leaves them unread.

    Returns
    -------
    Case
        Its `notices` are worth a look and stop nothing.

    Raises
    ------
    CaseError
        The case has faults; it carries every one.
    UsageError
        There is no such file, or not exactly one of path and text is given.

    Examples
    --------
    >>> load_case(text="parley: 1\noptions: {aid: {by: donor}}")
    Traceback (most recent call last):
        ...
    parley.errors.CaseError: -:2:21: no party has this name: 'donor'
    """
    reading = _read(path, text, name, folder)
    if reading.case is None:
        raise CaseError(reading.problems)
    return reading.case


def case_problems(
    path: str | Path | None = None,
    *,
    text: str | None = None,
    name: str | None = None,
    folder: str | Path | None = None,
) -> list[Problem]:
    r"""Return every fault and notice of a case, in the order of the file; as for `load_case`.

    Examples
    --------
    >>> [str(p) for p in case_problems(text="parley: 1\nparties: {union: {}}", name="case.yaml")]
    ["case.yaml:2:11: notice: controls nothing; it can still demand and refuse: 'union'"]
    """
    return list(_read(path, text, name, folder).problems)


@dataclass(frozen=True)
class CaseReading:
    """What came of a file: a case, or None with the faults that left none; and the notices."""

    case: Case | None
    problems: tuple[Problem, ...]


def read_bytes(path: str | Path) -> bytes:
    """Return a file's bytes; a missing file or a folder is a wrong call."""
    path = Path(path)
    if path.is_dir():
        raise UsageError(f"{str(path)!r} is a folder; name a case file in it")
    try:
        return path.read_bytes()
    except (FileNotFoundError, ValueError):  # ValueError: a name that holds a NUL
        raise UsageError(f"no such file: {str(path)!r}") from None
    except OSError as error:
        raise UsageError(f"cannot read {str(path)!r}: {error.strerror or error}") from None


def decode(data: bytes, name: str) -> str:
    """Return the text of a case file, its byte order mark dropped.

    Raises
    ------
    CaseError
        It is too large, not text, or not UTF-8.
    """
    if len(data) > MOST_BYTES:
        what = f"{len(data):,} bytes are too many for a case file (at most {MOST_BYTES:,})"
        raise CaseError([Problem(what, name, 1, 1)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        what = f"not UTF-8 (byte {error.start + 1} is 0x{data[error.start]:02X}); save it as UTF-8"
        raise CaseError([Problem(what, name, line, 1)]) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise CaseError([Problem("not a text: it holds a zero byte", name, line, 1)])
    return text


def read_case(data: bytes, *, name: str = "-", folder: Path | None = None) -> CaseReading:
    """Read a case from the bytes of a file; faults are in what it returns, never raised.

    Parameters
    ----------
    data : bytes
        What the file holds.
    name : str
        How messages call it.
    folder : Path, optional
        Where the files of its sources are relative to; None leaves them unread.
    """
    try:
        text = decode(data, name)
    except CaseError as error:
        return CaseReading(None, error.problems)
    if not text.strip():
        return CaseReading(
            None, (Problem("the file is empty; a case starts with `parley: 1`", name),)
        )
    return _check(text, name, folder)


def _read(
    path: str | Path | None, text: str | None, name: str | None, folder: str | Path | None
) -> CaseReading:
    if (path is None) == (text is None):
        raise UsageError("give a path or text=…, and only one of them")
    if not isinstance(path, str | PathLike | None):
        raise UsageError(f"a case is named by its path, not by {type(path).__name__}: {path!r}")
    if not isinstance(text, str | None):
        raise UsageError(f"the text of a case is a str, not {type(text).__name__}")
    if path is not None:
        data = read_bytes(path)
        folder = Path(path).parent if folder is None else folder
        name = str(path) if name is None else name
    else:
        # a letter that is no Unicode character cannot be encoded; the reader then names its place
        data = (text or "").encode("utf-8", "surrogatepass")
    known = None if folder is None else Path(folder)
    return read_case(data, name="-" if name is None else name, folder=known)


def _check(text: str, name: str, folder: Path | None) -> CaseReading:
    tree = compose(text, name)
    if tree.root is None:
        return CaseReading(None, tree.problems)
    desk = Desk(name, list(tree.problems))
    data = to_data(tree.root, text)
    if not isinstance(data, Block):
        desk.fault("a case is a mapping: it starts with `parley: 1`", Place(1, 1))
        return CaseReading(None, tuple(desk.problems))
    shape = _shape(data, desk)
    built = build(shape, desk)
    check_sources(built, desk, folder)
    space = None
    if not _errors(desk):
        space = check_states(built, desk.options, desk)
    unused = list(_unused(data))
    for path, word in unused:
        desk.fault(f"kept; no analysis uses `{path}` yet", word, notice=True)
    problems = tuple(sorted(desk.problems, key=lambda p: (p.line, p.column, p.what)))
    if _errors(desk):
        return CaseReading(None, problems)
    case = assemble(
        built, desk.options, name=name, data=plain(tree.root), notices=problems, space=space,
        unused=[path for path, _ in unused], digest=_digest(tree.root),
    )  # fmt: skip
    return CaseReading(case, problems)


def _errors(desk: Desk) -> bool:
    return any(problem.severity == "error" for problem in desk.problems)


def _shape(data: Block, desk: Desk) -> CaseShape:
    """Validate; where the shape is wrong, say so, take the wrong parts out and go on."""
    known: dict[Place, list[str]] = {}
    first = True
    while True:
        try:
            return CaseShape.model_validate(data, context=known)
        except ValidationError as error:
            if first:
                desk.problems += faults_of(error, data, desk.file, known)
                first = False
            data, broken = prune(data, error)
            desk.broken |= broken


_UNUSED = {
    "options": ("cost", "value"),
    "preferences": ("measure",),
}


def _unused(data: Block) -> Iterator[tuple[str, Word]]:
    """Find the keys that are read and checked, and that nothing uses yet."""
    for section, keys in _UNUSED.items():
        for name, entry in _entries(data.get(section)):
            for key in entry:
                if key in keys:
                    yield f"{section}.{name}.{key}", key


def _entries(section: Any) -> list[tuple[str, Block]]:
    """Return the mappings of a section, with their names or places."""
    pairs: list[tuple[Any, Any]] = []
    if isinstance(section, Block):
        pairs = list(section.items())
    elif isinstance(section, list):
        pairs = list(enumerate(section))
    return [(str(name), entry) for name, entry in pairs if isinstance(entry, Block)]


def plain(node: Node) -> Any:
    """Return what a tree without duplicate keys says, as dicts, lists, texts and None."""
    if node.kind == "map":
        keys = (key.value for key in node.keys)
        return dict(zip(keys, map(plain, node.items), strict=True))
    if node.kind == "list":
        return [plain(item) for item in node.items]
    return None if node.is_null else node.value


def _digest(root: Node) -> str:
    """Return the SHA-256 of what a tree says: layout, quotes and comments do not count."""
    canonical = json.dumps(plain(root), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
