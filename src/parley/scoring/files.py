"""Gold files and the texts that they speak of.

A gold file names its text by its SHA-256. The text stands beside it (``NAME.txt``) or in one of
the folders where texts are kept, by the same name or, failing that, by its hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from parley.errors import Problem, UsageError
from parley.scoring.form import faults
from parley.scoring.gold import annotation, date_to_read_with
from parley.scoring.marks import Annotation

__all__ = ["GoldFile", "load_gold", "places_of_texts"]


@dataclass(frozen=True, slots=True)
class GoldFile:
    """A gold file with its text."""

    name: str
    """The file's name without its ending."""
    sha256: str
    published: str | None
    """The date to read the text with, or None."""
    annotation: Annotation

    @property
    def text(self) -> str:
        """The text."""
        return self.annotation.text


def places_of_texts(shared: str | None) -> tuple[Path, ...]:
    """The folders of a shared folder (``PARLEY_SHARED``) that hold texts."""
    return tuple(Path(shared) / each for each in ("corpus/news", "seed")) if shared else ()


def load_gold(
    paths: Iterable[str | Path], texts: Sequence[Path] = ()
) -> tuple[tuple[GoldFile, ...], tuple[Problem, ...]]:
    """Load gold files with their texts; what cannot be loaded is told, the rest is loaded.

    Parameters
    ----------
    paths : iterable of path
        Gold files (JSON).
    texts : sequence of Path
        Folders to look for texts in, besides the gold's own.

    Raises
    ------
    UsageError
        A path names no file.
    """
    named = list(dict.fromkeys(map(Path, paths)))
    wrong = [str(path) for path in named if not path.is_file()]
    if wrong:
        raise UsageError("\n".join(f"no such gold file: {name!r}" for name in wrong))
    loaded: list[GoldFile] = []
    problems: list[Problem] = []
    for path in named:
        one = _load(path, tuple(texts))
        if isinstance(one, GoldFile):
            loaded.append(one)
        else:
            problems += one
    return tuple(loaded), tuple(problems)


def _load(path: Path, texts: tuple[Path, ...]) -> GoldFile | list[Problem]:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        return [Problem(f"is no JSON: {error.msg}", str(path), error.lineno, error.colno)]
    except UnicodeDecodeError:
        return [Problem("is no text in UTF-8, so no gold", str(path))]
    wrong = faults(gold, str(path))
    if wrong:
        return wrong
    wanted = gold["document"]["sha256"]
    text = _text(path, wanted, texts)
    if text is None:
        what = "its text was found neither beside it nor among the texts"
        return [Problem(what, str(path), words=wanted[:12])]
    if _hash(text) != wanted:
        what = "its text is not the one that was annotated: the hash differs"
        return [Problem(what, str(path), words=wanted[:12])]
    wrong = faults(gold, str(path), text)
    if wrong:
        return wrong
    marks = annotation(gold, text, path.stem)
    return GoldFile(path.stem, wanted, date_to_read_with(gold), marks)


def _text(path: Path, wanted: str, folders: tuple[Path, ...]) -> str | None:
    """The text of a gold file: by name first, so that other texts need not be opened."""
    own = (folder / f"{path.stem}.txt" for folder in (path.parent, *folders))
    named = [text for place in own if (text := _read(place)) is not None]
    for text in named:
        if _hash(text) == wanted:
            return text
    place = _by_hash(folders).get(wanted)
    return _read(place) if place else next(iter(named), None)


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _by_hash(folders: tuple[Path, ...]) -> dict[str, Path]:
    paths = (path for folder in folders for path in sorted(folder.glob("*.txt")))
    return {_hash(text): path for path in paths if (text := _read(path)) is not None}
