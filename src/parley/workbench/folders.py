"""Folders of reports: which files in them are read, and in what order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from parley.errors import UsageError

__all__ = ["ENDINGS", "named_files"]

ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf", ".jsonl")
"""What a file's name ends in to be read where only its folder is named."""


def named_files(names: Iterable[str]) -> tuple[str, ...]:
    """The files that names stand for: themselves, and of a folder all reports in it, sorted.

    Hidden files and folders are left out, and so is what has another ending.

    Raises
    ------
    UsageError
        A folder has no report in it.
    """
    found: dict[str, None] = {}
    for name in names:
        if name == "-" or "\0" in name or not Path(name).is_dir():
            found[name] = None
            continue
        inside = dict.fromkeys(_inside(name))
        if not inside:
            raise UsageError(
                f"there is no report in the folder {name!r}; files that are read end in "
                f"{', '.join(ENDINGS)}"
            )
        found |= inside
    return tuple(found)


def _inside(folder: str) -> Iterator[str]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for file in sorted(files):
            path = Path(where) / file
            if not file.startswith(".") and path.suffix.lower() in ENDINGS and path.is_file():
                yield str(path)
