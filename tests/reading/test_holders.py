"""Who holds the people that a figure counts."""

from __future__ import annotations

import pytest

from parley.reading import read


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Norland holds 120 Sudlander prisoners.", ["norland"]),
        ("Around 40 hostages held by the Northern Front would be freed.", ["northern_front"]),
        ("Sudland said Norland was holding 40 of its citizens.", ["norland"]),
        ("About 30 teachers were detained by Norland's army on Monday.", ["norland"]),
        ("Norland freed 50 prisoners after 20 people were killed.", ["norland", None]),
        # No holder is told, or more than one.
        ("Some 3,000 detainees are held in the valley.", [None]),
        ("Norland and Sudland hold 120 prisoners.", [None]),
        ("Talks held by Norland drew 300 people.", [None]),
        ("Norland said that 40 hostages are held.", [None]),
    ],
)
def test_the_holder_is_told_by_the_text(text: str, holders: list[str | None]) -> None:
    assert [figure.holder for figure in read(text).figures] == holders
