"""PDF files: paragraphs from lines, and files that hold no text or are no file at all."""

from __future__ import annotations

import io
import logging
import re
import time

import pytest
from pypdf import PdfReader, PdfWriter

from parley.documents import Source, sources
from tests.documents.pdfs import pdf, report, written

PARAGRAPHS = [
    [
        "The drivers’ union in Norholm said on Monday that it had turned down the",
        "second offer of the bus company, which it called too small, and that nego-",
        "tiations would not go on before a date was set for the long-",
        "term questions.",
    ],
    ["The company said that its offer stood.", "It had asked for talks (twice) since May."],
    [
        "A ministry official told the Norholm Courier that both sides would be",
        "invited again. “We are ready at any hour,” the official said.",
    ],
    ["Around 40 buses stood still, the company said."],
]
TEXT = (
    "The drivers’ union in Norholm said on Monday that it had turned down the second offer of the "
    "bus company, which it called too small, and that negotiations would not go on before a date "
    "was set for the long-term questions.\n\n"
    "The company said that its offer stood. It had asked for talks (twice) since May.\n\n"
    "A ministry official told the Norholm Courier that both sides would be invited again. “We are "
    "ready at any hour,” the official said.\n\n"
    "Around 40 buses stood still, the company said."
)


def read(data: bytes) -> Source:
    (source,) = sources("a.pdf", data)
    return source


def said(source: Source) -> list[str]:
    return [str(problem) for problem in source.problems]


def test_paragraphs_without_running_heads_and_numbers() -> None:
    data = report(PARAGRAPHS, head="Norholm Courier, 3 March 2026", foot="Page {} of 2")
    source = read(data)
    assert source.text == TEXT
    assert (source.media_type, source.data, source.problems) == ("application/pdf", data, ())
    assert (source.published, source.published_basis) == (None, "none")


def test_a_paragraph_goes_on_over_a_page_and_a_column() -> None:
    first, second = PARAGRAPHS[0][:2], PARAGRAPHS[0][2:]
    above = [(72.0, 100.0 - 13 * i, 11.0, line) for i, line in enumerate(first)]
    other = [(72.0, 760.0 - 13 * i, 11.0, line) for i, line in enumerate(second)]
    column = [(330.0, 760.0 - 13 * i, 11.0, line) for i, line in enumerate(second)]
    whole = TEXT.partition("\n\n")[0]
    assert read(pdf([above, other])).text == whole
    assert read(pdf([above + column])).text == whole


def test_a_heading_and_an_indented_paragraph_stand_alone() -> None:
    lines = [
        (72.0, 780.0, 20.0, "Drivers turn down offer"),
        (72.0, 750.0, 11.0, "The union said that it would not go on with the talks at all."),
        (92.0, 737.0, 11.0, "The company said that its offer stood, and that it was its last"),
        (72.0, 724.0, 11.0, "one for the year."),
    ]
    assert read(pdf([lines])).text == (
        "Drivers turn down offer\n\n"
        "The union said that it would not go on with the talks at all.\n\n"
        "The company said that its offer stood, and that it was its last one for the year."
    )


def test_a_running_head_needs_several_pages() -> None:
    assert read(report(PARAGRAPHS[:2], head="Norholm Courier")).text == (
        "Norholm Courier\n\n" + "\n\n".join(TEXT.split("\n\n")[:2])
    )


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Drivers turn down offer", "Drivers turn down offer"),
        ("Microsoft Word - offer3.doc", None),
        ("", None),
    ],
)
def test_the_title_that_a_file_states(stated: str, title: str | None) -> None:
    (source,) = sources("a.pdf", pdf([[(72, 700, 11, "The talks go on.")]], title=stated))
    assert source.title == title


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
def test_a_file_that_is_cut_off(share: float) -> None:
    data = report(PARAGRAPHS)
    source = read(data[: int(len(data) * share)])
    assert source.text is None
    assert said(source) == ["a.pdf: the PDF file is cut off: its end is missing; get it again"]


def test_a_file_that_is_no_pdf() -> None:
    assert said(read(b"The talks go on.")) == [
        "a.pdf: no PDF file: it does not begin as one; nothing was read"
    ]


def _encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(report(PARAGRAPHS))))
    writer.encrypt(password, "the owner's", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_encrypted_file() -> None:
    source = read(_encrypted("secret"))
    assert source.text is None
    assert said(source) == [
        "a.pdf: the PDF file is encrypted: save it without its password; nothing was read"
    ]


def test_a_file_locked_against_changes_only_is_read() -> None:
    assert read(_encrypted("")).text == TEXT


def test_a_scan() -> None:
    source = read(written([b"q 595 0 0 842 0 0 cm 0.5 g 0 0 1 1 re f Q"] * 2))
    assert source.text is None
    assert said(source) == [
        "a.pdf: there is no text in the PDF file: it may be a scan, which is a picture of text"
    ]


def test_a_damaged_page_is_said_and_the_others_are_read() -> None:
    data = report(PARAGRAPHS)
    first = data.index(b"stream\n") + 9
    source = read(data[:first] + b"\xff" * 20 + data[first + 20 :])
    assert source.text is not None
    assert source.text.endswith("Around 40 buses stood still, the company said.")
    assert "second offer" not in source.text


def test_what_its_library_would_log_is_not_printed(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = re.sub(rb"startxref\n\d+", b"startxref\n7", report(PARAGRAPHS))
    with caplog.at_level(logging.DEBUG):
        assert read(broken).text == TEXT
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")


BOMBS = {
    "unfolds": lambda: written([b"q Q " * 10_000_000]),
    "steps": lambda: written([b"BT (The union said no.) Tj ET " * 200_000]),
    "pages": lambda: pdf([[(72, 700, 11, "The talks go on.")]] * 600),
    "brackets": lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 2_000_000 + b"\n%%EOF",
    "circle": lambda: report(PARAGRAPHS).replace(b"/Kids [5 0 R", b"/Kids [2 0 R"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_file_made_to_do_harm_ends_in_seconds(bomb: str) -> None:
    data = BOMBS[bomb]()
    start = time.process_time()
    source = read(data)
    assert time.process_time() - start < 10
    assert source.text is None
    assert len(source.problems) >= 1
