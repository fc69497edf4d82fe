"""How sure a source is, and the words that show it."""

from __future__ import annotations

import pytest

from parley.reading import read


@pytest.mark.parametrize(
    ("text", "value", "hedges"),
    [
        ("The union said that it signed the deal in May.", "CT+", []),
        ("The union said that it may sign the deal.", "PS+", ["may"]),
        ("The envoy said that the sides might meet.", "PS+", ["might"]),
        ("The envoy said that the sides had perhaps met.", "PS+", ["perhaps"]),
        ("The envoy said the truce had probably failed.", "PR+", ["probably"]),
        ("The envoy said that perhaps 30 people had left.", "CT+", []),
        ("The envoy said that the sides had met.", "CT+", []),
        ("The union believes that the talks failed.", "PR+", []),
        ("Norland denied that it had broken the truce.", "CT-", []),
        ("The envoy said the truce holds unless somebody shoots.", "conditional", []),
    ],
)
def test_certainty_and_its_words(text: str, value: str, hedges: list[str]) -> None:
    statement = read(text).statements[0]
    found = [text[span.start : span.end] for span in statement.hedges]
    assert (statement.factuality, found) == (value, hedges)
