"""PDF files with text. A scan holds pictures of text only, and is refused as one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from typing import TYPE_CHECKING, Any

from parley.documents.formats._format import document_format
from parley.documents.invisible import cleaned
from parley.documents.layout import Line, paragraphs
from parley.documents.source import CONTAINER_LIMIT, TEXT_LIMIT, Source, digest, whole
from parley.errors import Problem

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["pdf"]

_PAGES = 500
"""Pages that are read: more is a book, and the limit of a text comes first in any report."""
_STEPS = 200_000
"""Drawing steps of one page that are followed: a dense page of text has some thousand."""
_STREAM = 20_000_000
"""Bytes to which one part of a file may unfold."""
_TAIL = 2_048
"""Bytes at the end among which a file says that this is its end."""
_NO_TITLE = ("untitled", "microsoft word - ", "microsoft powerpoint - ", "document")


@document_format(".pdf", certain=rb"\s*%PDF-")
def pdf(name: str, stream: BufferedReader) -> Iterator[Source]:
    """Read the text of a PDF file, its lines joined to paragraphs, without running heads."""
    source = Source(name, media_type="application/pdf")
    data = whole(stream, CONTAINER_LIMIT)
    if isinstance(data, str):
        yield source.refused(data)
    elif b"%PDF-" not in data[:1024]:
        yield source.refused("no PDF file: it does not begin as one; nothing was read")
    elif b"%%EOF" not in data[-_TAIL:]:
        yield source.refused("the PDF file is cut off: its end is missing; get it again")
    else:
        with _bounded():
            read = _read(source, data)
        yield read


def _read(source: Source, data: bytes) -> Source:
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not _opened(reader):
            return source.refused(
                "the PDF file is encrypted: save it without its password; nothing was read"
            )
        lines, problems = _lines(reader, source.name)
        title = _title(reader)
    except _TooMuch as error:
        return source.refused(str(error))
    except (LimitReachedError, MemoryError):
        return source.refused("the PDF file unfolds to more than a report; nothing was read")
    except Exception as error:  # a broken file breaks its reader in every way
        why = " ".join(str(error).split())[:80] or type(error).__name__
        return source.refused(f"the PDF file is damaged; nothing was read: {why}")
    text = "\n\n".join(filter(None, map(cleaned, paragraphs(lines))))
    if not text:
        return source.and_problems(*problems).refused(
            "there is no text in the PDF file: it may be a scan, which is a picture of text"
        )
    return Source(
        source.name,
        text,
        title=title,
        media_type=source.media_type,
        original=digest(data),
        data=data,
        problems=problems,
    )


class _TooMuch(Exception):
    """A page or a file beyond what a report is."""


def _opened(reader: PdfReader) -> bool:
    """Whether a file opens without a password: many are locked against changes only."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False


def _lines(reader: PdfReader, name: str) -> tuple[list[Line], tuple[Problem, ...]]:
    """The lines of all pages, with a notice of every page that could not be read."""
    from pypdf.errors import LimitReachedError

    lines: list[Line] = []
    problems = []
    letters = 0
    for number, page in enumerate(reader.pages, 1):
        if number > _PAGES:
            raise _TooMuch(f"more than {_PAGES} pages; split it")
        try:
            found = _page(page, number)
        except (_TooMuch, LimitReachedError):
            raise
        except Exception:  # as above; the other pages are read all the same
            what = f"page {number} of the PDF file is damaged; it is left out"
            problems.append(Problem(what, name))
            continue
        lines += found
        letters += sum(len(line.text) for line in found)
        if letters > 2 * TEXT_LIMIT:
            break  # it is refused for its length
    return lines, tuple(problems)


def _page(page: PageObject, number: int) -> list[Line]:
    """The lines of a page, in the order in which it was written."""
    pieces: list[tuple[float, float, float, str]] = []
    steps = 0

    def count(*_: Any) -> None:
        nonlocal steps
        steps += 1
        if steps > _STEPS:
            raise _TooMuch(f"page {number} takes more than {_STEPS:,} steps to draw; nothing read")

    def take(text: str, cm: list[float], tm: list[float], _: Any, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
        pieces.append((x, y, abs(size) * scale, text))

    page.extract_text(visitor_operand_before=count, visitor_text=take)
    lines: list[Line] = []
    open_line: Line | None = None
    for x, y, size, text in pieces:
        for part, piece in enumerate(text.split("\n")):
            if part:
                open_line = None
            if not piece.strip() and open_line is None:
                continue
            if open_line is None:
                open_line = Line(number, x, y, size, piece)
                lines.append(open_line)
            else:
                open_line.text += piece
    return [line for line in lines if line.text.strip()]


def _title(reader: PdfReader) -> str | None:
    """The title that the file states, unless a program wrote it for want of one."""
    try:
        stated = reader.metadata.title if reader.metadata else None
    except Exception:  # as above
        return None
    title = cleaned(str(stated or ""))[:300]
    return title if title and not title.lower().startswith(_NO_TITLE) else None


@contextmanager
def _bounded() -> Iterator[None]:
    """Bound what a file may unfold to, and keep what the library would log: the problems say it."""
    from pypdf import apply_configuration

    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with apply_configuration(
            zlib_maximum_output_length=_STREAM,
            lzw_maximum_output_length=_STREAM,
            run_length_maximum_output_length=_STREAM,
            array_based_stream_maximum_output_length=_STREAM,
            stream_parsing_work_maximum_count=2 * _STEPS,
            xform_maximum_invocations_per_extraction=500,
        ):
            yield
    finally:
        log.setLevel(before)
