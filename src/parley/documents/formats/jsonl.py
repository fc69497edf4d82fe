"""JSON lines: one report a line, with what is known of it; or one JSON file of records.

A file of any size is read line by line. A line that cannot be read is a fault with its place,
and the others are read all the same.
"""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from typing import Any

from parley.documents.encoding import decode, printable
from parley.documents.fields import described, field_of
from parley.documents.formats._format import document_format
from parley.documents.invisible import invisible
from parley.documents.source import CONTAINER_LIMIT, TEXT_LIMIT, Source, digest, whole
from parley.errors import Problem

__all__ = ["jsonl"]

LINE_LIMIT = 8 * TEXT_LIMIT
"""Bytes of one line: a text in escapes, and fields that are not read."""
_MARKED = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SHOWN = 30
_MEDIA_TYPE = "application/json"


@document_format(".jsonl", ".ndjson", ".jl", ".json", likely=rb'\s*(\[\s*)?\{\s*("|\}|\Z)')
def jsonl(name: str, stream: BufferedReader) -> Iterator[Source]:
    """Read records, each a report."""
    head = stream.peek(2)
    encoding = next((name for mark, name in _MARKED if head.startswith(mark)), None)
    lines = _lines(stream) if encoding is None else _transcoded(stream, encoding)
    number, empty = 0, True
    for number, line in enumerate(lines, 1):
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if empty and line.strip() in (b"[", b"{", b"[{"):
            yield from _one_file(name, stream, line)
            return
        if line.strip():
            empty = False
            yield _record(name, line, number)
    if empty:
        what = "there is nothing but white space in it" if number else "the file is empty"
        yield Source(name).refused(f"{what}; nothing was read")


def _lines(stream: BufferedReader) -> Iterator[bytes]:
    """Lines without their ends; of one that is too long only as much as shows that it is."""
    while line := stream.readline(LINE_LIMIT + 2):
        rest = line
        while len(rest) > LINE_LIMIT and not rest.endswith(b"\n"):
            rest = stream.readline(LINE_LIMIT + 2)
        yield line.rstrip(b"\r\n")


def _transcoded(stream: BufferedReader, encoding: str) -> Iterator[bytes]:
    """Lines of UTF-16, which Windows writes when output is sent to a file, in UTF-8."""
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    text.read(1)  # its mark
    try:
        while line := text.readline(LINE_LIMIT + 2):
            rest = line
            while len(rest) > LINE_LIMIT and not rest.endswith("\n"):
                rest = text.readline(LINE_LIMIT + 2)
            yield line.rstrip("\r\n").encode(errors="replace")
    finally:
        text.detach()


def _record(name: str, line: bytes, number: int) -> Source:
    source = Source(f"{name}:{number}", line=number, file=name, media_type=_MEDIA_TYPE)
    if len(line) > LINE_LIMIT:
        return source.refused(
            f"a line of more than {LINE_LIMIT // 1_000_000} MB, which is no single report; it is "
            "left out"
        )
    text, problems = decode(line, name)
    if text is None:
        return source.refused(f"{problems[-1].what}; the line is left out")
    source = source.and_problems(*(replace(each, line=number) for each in problems))
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        return _broken(source, error.msg, error.pos, text)
    except RecursionError:
        return _broken(source, "too many brackets in brackets", 0, text)
    except ValueError:
        return _broken(source, "a number of too many digits", 0, text)
    return _report(source, record, line, text)


def _broken(source: Source, why: str, at: int, text: str) -> Source:
    what = f"no JSON ({why[:1].lower()}{why[1:]}); the line is left out"
    problem = Problem(what, source.file, source.line, at + 1, text[at : at + _SHOWN])
    return source.and_problems(problem)


def _report(source: Source, record: Any, data: bytes, line: str = "") -> Source:
    """The report that a record holds."""
    if not isinstance(record, dict):
        return source.refused("a record is an object, { … }, with the field 'text'", line[:_SHOWN])
    found = field_of(record, "text")
    if found is None:
        held = ", ".join(map(repr, list(record)[:5])) or "nothing"
        return source.refused(f"a record needs the field 'text'; this one has {held}")
    key, text = found
    if not isinstance(text, str):
        column = max(line.find(json.dumps(key, ensure_ascii=False)), 0) + 1
        what = f"the field {key!r} holds {type(text).__name__}, not a text"
        return source.and_problems(
            Problem(what, source.file, source.line, column if source.line else 0)
        )
    whole_letters = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if whole_letters != text:
        what = "half letters (surrogates) stand in the text; read as '\ufffd'"
        place = source.line, int(source.line > 0)
        source = source.and_problems(Problem(what, source.file, *place, severity="notice"))
    readable, problems = printable(whole_letters, source.file)
    seen = (*problems, *invisible(readable or "", source.file))
    place = (source.line, 1) if source.line else (0, 0)
    source = described(source, record)
    identity = field_of(record, "id")
    return replace(
        source.and_problems(*(replace(each, line=place[0], column=place[1]) for each in seen)),
        name=f"{source.file}#{_one_line(identity[1])}" if identity else source.name,
        text=readable,
        original=digest(data),
        data=data,
    )


def _one_line(identity: Any) -> str:
    return " ".join(str(identity)[:100].encode(errors="replace").decode().split())


def _one_file(name: str, stream: BufferedReader, first: bytes) -> Iterator[Source]:
    """A JSON file whose records are not a line each: one of them, or a list."""
    source = Source(name, file=name, media_type=_MEDIA_TYPE)
    data = whole(stream, CONTAINER_LIMIT)
    if isinstance(data, str):
        yield source.refused(f"{data}, or write a record a line")
        return
    data = first + b"\n" + data
    text, problems = decode(data, name)
    if text is None:
        yield source.and_problems(*problems)
        return
    source = source.and_problems(*problems)
    try:
        records = json.loads(text)
    except json.JSONDecodeError as error:
        what = f"no JSON ({error.msg[:1].lower()}{error.msg[1:]}); nothing was read"
        shown = text[error.pos : error.pos + _SHOWN].split("\n")[0]
        yield source.and_problems(Problem(what, name, error.lineno, error.colno, shown))
        return
    except (RecursionError, ValueError):
        yield source.refused("no JSON that can be read; nothing was read")
        return
    if not isinstance(records, list):
        yield _report(source, records, data)
        return
    for number, record in enumerate(records, 1):
        one = replace(source, name=f"{name}[{number}]", problems=source.problems * (number == 1))
        own = json.dumps(record, ensure_ascii=False).encode(errors="surrogatepass")
        yield _report(one, record, own)
