"""Which words are quoted: ``quoted`` and ``quote_mode``, over sentences too."""

from __future__ import annotations

import pytest

from parley.model import Reading
from parley.reading import read


def quoted(reading: Reading) -> list[tuple[str, list[str]]]:
    text = reading.document.text
    return [
        (s.quote_mode, [text[q.start : q.end] for q in s.quoted])
        for s in sorted(reading.statements, key=lambda s: s.content)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ana Ruiz said: “We will not sign. We will strike on Monday. Nobody asked us.”",
            [
                ("direct", ["We will not sign"]),
                ("direct", ["We will strike on Monday. Nobody asked us."]),
            ],
        ),
        (
            "“We will not sign. We wait. We will strike on Monday,” said Ana Ruiz.",
            [("direct", ["We will not sign. We wait. We will strike on Monday,"])],
        ),
        (
            "“We will not sign,” said Ana Ruiz. “The port must move. It knows that.”",
            [
                ("direct", ["We will not sign,"]),
                ("direct", ["The port must move. It knows that."]),
            ],
        ),
    ],
)
def test_a_quotation_over_sentences_is_quoted_whole(
    text: str, found: list[tuple[str, list[str]]]
) -> None:
    assert quoted(read(text)) == found


def test_a_mark_that_stands_alone_is_no_statement() -> None:
    reading = read('reportedly " .\n\n "')
    assert [s.rule for s in reading.statements] == ["reportedly"]
    assert quoted(reading) == [("indirect", [])]
