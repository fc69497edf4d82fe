"""Whether the documents that a case rests on are there, and are the ones it was made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

from parley.case.build import Built
from parley.case.desk import Desk
from parley.case.yamlfile import Place

__all__ = ["check_sources", "stored_text"]

_EXTRACTED = {".htm", ".html", ".pdf", ".docx", ".doc", ".rtf", ".odt"}
"""Files whose stored text is not what they hold byte for byte."""


def stored_text(data: bytes) -> str | None:
    """Return a plain text file's text as it is stored: UTF-8, the byte order mark dropped.

    Line ends stay as they are. None where it is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def check_sources(built: Built, desk: Desk, folder: Path | None) -> None:
    """Compare every source with its hash, and every evidence with the length of its text.

    Parameters
    ----------
    built : Built
        The case's records.
    desk : Desk
        Keeps the faults, and knows every evidence read.
    folder : Path, optional
        Where the sources' files are relative to; None leaves them unread.
    """
    used = {evidence.source for evidence, _ in desk.spans}
    texts: dict[str, str] = {}
    for name, source in built.sources.items():
        place = built.places["sources", name]
        if source.sha256 is None and name in used:
            desk.fault("without `sha256` nobody can tell if the text changes", place, notice=True)
        if folder is None or source.file is None:
            continue
        text = _read(folder / source.file, place, desk)
        if text is None:
            continue
        found = hashlib.sha256(text.encode("utf-8")).hexdigest()
        if source.sha256 is not None and source.sha256 != found:
            desk.fault(
                f"the text of {source.file} is not the one of this hash; it has {found}", place
            )
        else:
            texts[name] = text
    for evidence, word in desk.spans:
        text_of = texts.get(evidence.source)
        if text_of is not None and evidence.span.end > len(text_of):
            desk.fault(f"the text of {evidence.source} ends at {len(text_of)}", word)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # not even a name
        return False


def _read(path: Path, place: Place, desk: Desk) -> str | None:
    if path.suffix.lower() in _EXTRACTED:
        desk.fault(
            "not compared: its text is taken out of the file by the reader", place, notice=True
        )
        return None
    if _is_folder(path):
        desk.fault("the file of this source is a folder; name the text in it", place, notice=True)
        return None
    try:
        data = path.read_bytes()
    except (OSError, ValueError):
        desk.fault(
            "the file of this source is not there; its text is not compared", place, notice=True
        )
        return None
    text = stored_text(data)
    if text is None:
        desk.fault(
            "the file of this source is not UTF-8; its text is not compared", place, notice=True
        )
    return text
