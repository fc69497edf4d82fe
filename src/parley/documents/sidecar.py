"""What a file beside a document says of it: ``report.json`` beside ``report.txt``."""

from __future__ import annotations

import json
from dataclasses import replace

from parley.documents.fields import FIELDS, described, field_of
from parley.documents.source import Source
from parley.errors import Problem

__all__ = ["BESIDE", "beside"]

BESIDE = ".json"
"""The ending of such a file's name, in place of the document's own."""


def beside(source: Source, name: str, data: bytes) -> Source:
    """The source with what the file beside it says, which goes before what a page says itself.

    A JSON file that is about something else changes nothing.

    Parameters
    ----------
    source : Source
        A single document.
    name : str
        The file beside it, for problems.
    data : bytes
        What is in it: one JSON object with the fields of a record, none of which is needed.

    Examples
    --------
    >>> given = b'{"publisher": "Harbour Post", "date": "2026-03-31"}'
    >>> source = beside(Source("a.txt", "Talks go on."), "a.json", given)
    >>> source.publisher, source.published
    ('Harbour Post', '2026-03-31')
    """
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        what = f"no JSON ({error.msg[:1].lower()}{error.msg[1:]}); it is left out"
        problem = Problem(what, name, error.lineno, error.colno, severity="notice")
        return source.and_problems(problem)
    except (RecursionError, ValueError):
        what = "no JSON in UTF-8 that can be read; it is left out"
        return source.and_problems(Problem(what, name, severity="notice"))
    fields = [field for field in FIELDS if field not in ("id", "text")]
    if not isinstance(record, dict) or not any(field_of(record, each) for each in fields):
        return source
    told = described(replace(source, file=name, line=0, problems=()), record)
    return replace(told, file=source.file, line=source.line).and_problems(*source.problems)
