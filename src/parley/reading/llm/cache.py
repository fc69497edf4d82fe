"""Answers kept in a folder, one JSON file each, written whole or not at all.

The name of a file is the hash of all that the answer depends on. A file that cannot be read, or
that was cut off, counts as no answer. Answers quote the texts that they are about: the folder is
for its owner only, and deleting it loses nothing but the cost of asking again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from parley.errors import ParleyError, UsageError

__all__ = ["Cache", "default_folder", "key_of"]


def default_folder(
    environment: Mapping[str, str], home: Path, platform: str = sys.platform
) -> Path:
    """Where this system keeps what can be made again.

    Examples
    --------
    >>> default_folder({"XDG_CACHE_HOME": "/var/c"}, Path("/home/ana"), "linux").as_posix()
    '/var/c/parley/answers'
    """
    if platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(environment.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "parley" / "answers"


def key_of(**parts: Any) -> str:
    """The name under which an answer is kept: a hash of everything it depends on."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Cache:
    """Answers by key.

    Parameters
    ----------
    folder : Path
        Made when the first answer is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key; None where there is none that can be read."""
        try:
            kept = json.loads(self._path(key).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        return kept if isinstance(kept, dict) and kept.get("key") == key else None

    def put(self, key: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer; another process may keep the same one at the same time.

        Raises
        ------
        UsageError
            The folder cannot be used.
        ParleyError
            The disk is full or fails.
        """
        path = self._path(key)
        text = json.dumps({"key": key, **answer}, ensure_ascii=True, indent=1)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        except OSError as error:
            raise UsageError(
                f"cannot keep answers in {str(self.folder)!r}: {error.strerror or error}; name "
                "another folder with --cache"
            ) from error
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException as error:
            with suppress(OSError):
                Path(temporary).unlink()
            if isinstance(error, OSError):
                why = error.strerror or error
                raise ParleyError(
                    f"cannot keep an answer in {str(self.folder)!r}: {why}"
                ) from error
            raise

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
