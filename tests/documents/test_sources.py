"""The way in: which format is taken, plain text, and everything that is no report."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.documents import TEXT_LIMIT, Source, sources
from parley.documents.formats import formats
from tests.documents.pages import TEXT as PARAGRAPHS
from tests.documents.pages import semantic
from tests.documents.pdfs import report

TEXT = "\n\n".join(PARAGRAPHS) + "\n"


def one(name: str, data: bytes) -> Source:
    (source,) = sources(name, data)
    return source


def said(source: Source) -> list[str]:
    return [str(problem) for problem in source.problems]


def test_every_format_has_endings_and_says_what_it_is() -> None:
    endings = [suffix for each in formats().values() for suffix in each.suffixes]
    assert len(endings) == len(set(endings))
    assert {".txt", ".html", ".htm", ".pdf", ".jsonl"} <= set(endings)


def test_plain_text_is_stored_as_it_is() -> None:
    text = TEXT.replace("\n", "\r\n")
    source = one("a.txt", text.encode())
    assert (source.text, source.original, source.data, source.problems) == (text, None, None, ())
    assert (source.media_type, source.published_basis) == ("text/plain", "none")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_bytes_that_are_not_simply_the_text_are_kept(encoding: str) -> None:
    data = TEXT.encode(encoding)
    source = one("a.txt", data)
    assert (source.text, source.data) == (TEXT, data)
    assert source.original is not None
    assert len(source.original) == 64


@pytest.mark.parametrize("name", ["report.txt", "report", "-", "report.html", "report.dat"])
def test_the_beginning_goes_before_the_name(name: str) -> None:
    assert one(name, semantic().encode()).media_type == "text/html"
    assert one(name, report([[TEXT[:40]]])).media_type == "application/pdf"


def test_the_name_counts_where_the_beginning_tells_nothing() -> None:
    assert one("a.htm", f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>".encode()).text == (
        f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    )
    assert one("a.txt", b'{"text": "The talks go on."}').text == '{"text": "The talks go on."}'
    assert one("-", b'{"text": "The talks go on."}').text == "The talks go on."


class _Pipe(io.RawIOBase):
    """A stream that cannot be wound back and gives what it has in small pieces."""

    def __init__(self, data: bytes) -> None:
        self._rest = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece = self._rest.read(min(len(buffer), 7))
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize("data", [semantic().encode(), report([["Talks go on."]]), TEXT.encode()])
def test_a_pipe_is_read_like_a_file(data: bytes) -> None:
    (piped,) = sources("-", io.BufferedReader(_Pipe(data)))  # type: ignore[type-var]
    (whole,) = sources("-", data)
    assert piped.text is not None
    assert piped == whole


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.jsonl", "-"])
def test_an_empty_file(name: str) -> None:
    assert said(one(name, b"")) == [f"{name}: the file is empty; nothing was read"]
    assert one(name, b"").text is None
    assert one(name, b" \n\t ").text is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<?xml version='1.0'?><rss></rss>", "an XML file"),
        (b"PK\x03\x04\x14\0", "a Word file or another zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word file"),
        (b"{\\rtf1\\ansi", "an RTF file"),
        (b"\x1f\x8b\x08\0", "a compressed file"),
    ],
)
def test_other_formats_are_named(data: bytes, kind: str) -> None:
    assert said(one("a.txt", data)) == [
        f"a.txt: this is {kind}, which is not read: save its text as a .txt file"
    ]


def test_a_line_of_twenty_megabytes() -> None:
    line = b"The talks go on. " * 1_200_000
    assert said(one("a.txt", line)) == [
        "a.txt: 20.4 MB long; at most 1 MB is read at once: split it"
    ]
    assert said(one("a.html", b"<html><body><p>" + line)) == [
        "a.html: a page of more than a single report; nothing was read"
    ]


def test_the_limit_is_that_of_the_text() -> None:
    pictures = "<img src='data:image/png;base64," + "A" * 2 * TEXT_LIMIT + "'>"
    assert one("a.html", semantic().replace("<figure>", f"<figure>{pictures}").encode()).text == (
        "\n\n".join(PARAGRAPHS)
    )
    long = "<p>The union said that it would not go back to the talks this week.</p>" * 16_000
    assert said(one("a.html", f"<html><body>{long}</body></html>".encode())) == [
        "a.html: its text is 1.1 MB long; at most 1 MB is read at once: split it"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "رفضت النقابة العرض الأخير من أصحاب العمل يوم الاثنين",
        "האיגוד דחה את ההצעה האחרונה של המעסיקים ביום שני",
        "Die Gewerkschaft hat das Angebot der Arbeitgeber am Montag abgelehnt, sagte ein Sprecher.",
    ],
)
def test_another_language_is_said_and_nothing_read(text: str) -> None:
    end = "does not look like English, the only language read so far; nothing was read"
    page = f"<html><body><article><p>{text}</p><p>{text}</p></article></body></html>"
    for name, place, data in (
        ("a.txt", "a.txt:3:2", f"\n\n {text}".encode()),
        ("a.html", "a.html", page.encode()),
        ("a.jsonl", "a.jsonl:1:1", f'{{"text": "{text}"}}'.encode()),
    ):
        source = one(name, data)
        (problem,) = said(source)
        assert source.text is None
        assert problem.startswith(f"{place}: {end}: '{text[:40]}")
        assert len(source.problems[0].words) <= 60


def test_right_to_left_words_in_an_english_text_are_kept() -> None:
    text = "The union, in its own words (النقابة), said on Monday that it had refused the offer.\n"
    assert one("a.txt", text.encode()) == Source("a.txt", text, file="a.txt")


def test_letters_that_nobody_sees_are_said_in_a_text_and_dropped_from_a_page() -> None:
    hidden = PARAGRAPHS[0].replace("crews", "cre\u200bws").replace("Tuesday", "\u202eTuesday\u202c")
    source = one("a.txt", f"Harbour talks.\n{hidden}".encode())
    assert source.text == f"Harbour talks.\n{hidden}"
    (notice,) = said(source)
    assert notice.startswith(
        "a.txt:2:10: notice: 3 invisible letters, of which this is the first ("
    )
    page = f"<html><body><article><p>{hidden}</p><p>{PARAGRAPHS[1]}</p></article></body></html>"
    assert one("a.html", page.encode()).text == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"


def test_one_control_character_is_said_and_many_are_a_fault() -> None:
    (notice,) = said(one("a.txt", TEXT.replace("Norholm", "Nor\x08holm", 1).encode()))
    assert notice.startswith("a.txt:1:19: notice: the control character BS (U+0008) stands here")
    assert one("a.txt", b"\x1b[1mtalks\x1b[0m").text is None
    assert one("a.html", semantic().replace("crews", "cr\x08ews").encode()).text == (
        "\n\n".join(PARAGRAPHS)
    )


def test_mixed_encodings_are_read_and_said() -> None:
    data = "The union’s café said no.\n".encode() + "The port’s café too.\n".encode("cp1252")
    source = one("a.txt", data)
    assert source.text == "The union’s café said no.\nThe port’s café too.\n"
    assert (source.original is not None, source.data) == (True, data)
    (notice,) = said(source)
    assert notice.startswith(
        "a.txt:2:9: notice: 2 places not in UTF-8; read as cp1252, which is assumed: check"
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
@pytest.mark.parametrize("suffix", [".txt", ".html", ".pdf", ".jsonl", ".json", ""])
def test_any_bytes_give_a_text_or_a_problem(suffix: str, data: st.DataObject) -> None:
    begins = {
        ".html": [b"<html>", b"<!doctype html><p>", b"<html><body><table><tr><td>", b"<p a='"],
        ".pdf": [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n"],
        ".jsonl": [b'{"text": "', b'{"text": "The talks go on.", "date": ', b"["],
    }.get(suffix, [b""])
    start = data.draw(st.sampled_from([b"", *begins]))
    middle = data.draw(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
    end = data.draw(st.sampled_from([b"", b"\n%%EOF", b'"}\n', b"</p></body></html>"]))
    for source in sources(f"a{suffix}", start + middle + end):
        assert source.text is not None or source.problems
        if source.text is not None:
            source.text.encode()


@settings(max_examples=100, deadline=None)
@given(st.data())
@pytest.mark.parametrize("suffix", [".html", ".pdf", ".jsonl"])
def test_a_good_file_with_bytes_spoilt(suffix: str, data: st.DataObject) -> None:
    good = {
        ".html": semantic().encode(),
        ".pdf": report([[line] for line in PARAGRAPHS[:3]], head="Norholm Courier"),
        ".jsonl": b'{"text": "The talks go on.", "id": 3}\n{"body": "It ended.", "date": "2026"}\n',
    }[suffix]
    spoilt = bytearray(good)
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(good) - 1), st.integers(0, 255)), max_size=8)
    ):
        spoilt[at] = byte
    cut = data.draw(st.integers(0, len(good)) | st.just(len(good)))
    for source in sources(f"a{suffix}", bytes(spoilt[:cut])):
        assert source.text is not None or source.problems
        if source.text is not None:
            source.text.encode()


def test_plain_text_needs_no_library_of_another_format() -> None:
    program = (
        "import sys, parley.documents as d; list(d.sources('a.txt', b'The talks go on.'));"
        "print([m for m in ('trafilatura', 'pypdf', 'lxml', 'rapidfuzz', 'charset_normalizer')"
        " if m in sys.modules])"
    )
    path = str(Path(__file__).resolve().parents[2] / "src")
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "[]\n"
