"""JSON lines: records with what is known of them, and every fault with its place."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import pytest

from parley.documents import Source, sources
from parley.documents.source import digest

TALKS = "The union said on Monday that it would go back to the talks."


def read(*lines: str | bytes | dict[str, Any], name: str = "a.jsonl") -> list[Source]:
    made = [json.dumps(each) if isinstance(each, dict) else each for each in lines]
    data = b"\n".join(each.encode() if isinstance(each, str) else each for each in made)
    return list(sources(name, data))


def said(found: list[Source]) -> list[str]:
    return [str(problem) for each in found for problem in each.problems]


def test_a_record_with_all_that_can_be_said() -> None:
    line = json.dumps(
        {
            "id": 17, "text": TALKS, "title": "Union to  go back", "published": "2026-03-03T10:00Z",
            "publisher": "Norholm Courier", "url": "https://courier.example/1",
            "licence": "CC BY 4.0", "sensitivity": "internal", "words": [1, 2],
        }
    )  # fmt: skip
    (source,) = read(line)
    assert source == Source(
        "a.jsonl#17", TALKS, "Union to go back", "2026-03-03", "given", "Norholm Courier",
        "https://courier.example/1", "CC BY 4.0", "internal", "application/json",
        digest(line.encode()), line.encode(), 1, "a.jsonl",
    )  # fmt: skip


def test_other_names_of_the_fields() -> None:
    first, second = read(
        {
            "MainText": TALKS, "headline": "A", "date_publish": "3 March 2026", "link": "u",
            "source": {"id": None, "name": "The Post"}, "License": "open",
        },
        {"body": "", "content": TALKS, "datePublished": "20260303", "outlet": ["Wire", "Post"]},
    )  # fmt: skip
    assert (first.text, first.title, first.published) == (TALKS, "A", "2026-03-03")
    assert (first.publisher, first.url, first.licence) == ("The Post", "u", "open")
    assert (second.text, second.published, second.publisher) == (TALKS, "2026-03-03", "Wire")
    assert second.name == "a.jsonl:2"


def test_good_lines_are_read_and_every_broken_one_has_its_place() -> None:
    found = read(
        {"text": TALKS},
        '{"text": "cut off',
        "",
        {"title": "no text"},
        "[1, 2]",
        '{"text": 3}',
        "not JSON",
        {"text": " "},
        b"\x00\x01\x02" * 9,
        "[" * 100_000,
        '{"text": "x", "n": ' + "9" * 5_000 + "}",
        {"id": "last", "text": TALKS},
    )
    assert [each.name for each in found if each.text is not None] == ["a.jsonl:1", "a.jsonl#last"]
    left = "; the line is left out"
    assert said(found) == [
        f"a.jsonl:2:10: no JSON (unterminated string starting at){left}: '\"cut off'",
        "a.jsonl:4:1: a record needs the field 'text'; this one has 'title'",
        "a.jsonl:5:1: a record is an object, { … }, with the field 'text': '[1, 2]'",
        "a.jsonl:6:2: the field 'text' holds int, not a text",
        f"a.jsonl:7:1: no JSON (expecting value){left}: 'not JSON'",
        "a.jsonl:8:1: there is nothing but white space in it; nothing was read",
        f"a.jsonl:9:1: this is a binary file, not text{left}",
        f"a.jsonl:10:1: no JSON (too many brackets in brackets){left}: '{'[' * 30}'",
        f"a.jsonl:11:1: no JSON (a number of too many digits){left}: "
        f'\'{{"text": "x", "n": {"9" * 11}\'',
    ]


def test_what_cannot_be_used_is_said_and_the_report_is_read() -> None:
    found = read({"text": TALKS, "date": "03/04/2026", "title": {"a": 1}, "sensitivity": "secret"})
    assert said(found) == [
        "a.jsonl:1:1: notice: the field 'title' holds no line of text; it is left out",
        "a.jsonl:1:1: notice: the field 'date' is no date that has one reading: write it as "
        "2026-03-31: '03/04/2026'",
        "a.jsonl:1:1: notice: the field 'sensitivity' is none of public, internal and restricted; "
        "the report is treated as restricted: 'secret'",
    ]
    assert (found[0].text, found[0].published, found[0].sensitivity) == (TALKS, None, "restricted")


def test_half_letters_are_replaced_and_said() -> None:
    (source,) = read(b'{"text": "The talks \\ud83d go on \\ud83d\\ude00.", "id": "\\udc00"}')
    assert source.text == "The talks \ufffd go on \U0001f600."
    assert said([source]) == [
        "a.jsonl:1:1: notice: half letters (surrogates) stand in the text; read as '\ufffd'"
    ]
    source.name.encode()


def test_a_line_that_is_too_long_is_left_out_without_being_held() -> None:
    class Lines(io.RawIOBase):
        """A good line, one of 200 MB, and a good line."""

        def __init__(self) -> None:
            self._rest = b""
            good = json.dumps({"text": TALKS}).encode()
            self._parts = iter([good + b'\n{"text": "', *[b"x" * 4_000] * 50_000, b'"}\n', good])

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            part = self._rest or next(self._parts, b"")
            part, self._rest = part[: len(buffer)], part[len(buffer) :]
            buffer[: len(part)] = part
            return len(part)

    tracemalloc.start()
    found = list(sources("a.jsonl", io.BufferedReader(Lines())))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [each.line for each in found if each.text] == [1, 3]
    assert said(found) == [
        "a.jsonl:2:1: a line of more than 8 MB, which is no single report; it is left out"
    ]
    assert peak < 60_000_000


def test_a_line_in_another_encoding_is_read_with_its_place() -> None:
    found = read({"text": TALKS}, f'{{"text": "{TALKS} Café’s."}}'.encode("cp1252"))
    assert found[1].text == f"{TALKS} Café’s."
    (notice,) = said(found)
    assert notice.startswith("a.jsonl:2:75: notice: UTF-8 fails here")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark(encoding: str) -> None:
    text = json.dumps({"text": TALKS + " Café."}, ensure_ascii=False) + "\r\n"
    found = list(sources("a.jsonl", (text * 2).encode(encoding)))
    assert [each.text for each in found] == [TALKS + " Café."] * 2
    assert said(found) == []


@pytest.mark.parametrize("indent", [None, 1])
def test_a_list_of_records_in_one_file(indent: int | None) -> None:
    records = [{"id": "a", "text": TALKS}, {"text": TALKS, "title": "B"}, {"title": "C"}]
    found = read(json.dumps(records, indent=indent), name="a.json")
    if indent is None:
        assert said(found) == [
            "a.json:1:1: a record is an object, { … }, with the field 'text': "
            f"{json.dumps(records)[:30]!r}"
        ]
        return
    assert [each.name for each in found] == ["a.json#a", "a.json[2]", "a.json[3]"]
    assert [each.title for each in found] == [None, "B", None]
    assert said(found) == ["a.json: a record needs the field 'text'; this one has 'title'"]


def test_one_record_over_several_lines() -> None:
    (source,) = read(json.dumps({"text": TALKS, "title": "A"}, indent=2), name="a.json")
    assert (source.text, source.title, source.line) == (TALKS, "A", 0)
    (broken,) = read('{\n "text": "a"\n "title": "b"\n}', name="a.json")
    assert said([broken]) == [
        "a.json:3:2: no JSON (expecting ',' delimiter); nothing was read: '\"title\": \"b\"'"
    ]
