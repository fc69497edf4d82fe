"""What changed between two texts, and which text is a later version of which."""

from __future__ import annotations

import dataclasses
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.documents import revision, same_report
from parley.model import Document

OLD = (
    "The union turned down the offer. The port said that it stood.\n\n"
    "Talks go on in Norholm. Nobody gave a date.\n"
)
NEW = (
    "UPDATED at noon.\n\nThe union turned down the second offer. The port said that it stood.\n\n"
    "Talks  go on\nin Norholm."
)


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [
        (each.kind, old[each.old.start : each.old.end], new[each.new.start : each.new.end])
        for each in revision(old, new).changes
    ]


def test_what_came_went_and_reads_otherwise() -> None:
    assert told(OLD, NEW) == [
        ("added", "", "UPDATED at noon."),
        ("replaced", "The union turned down the offer.", "The union turned down the second offer."),
        ("removed", "Nobody gave a date.", ""),
    ]
    assert 0.4 < revision(OLD, NEW).similarity < 0.6


def test_an_empty_span_stands_where_the_sentence_would() -> None:
    changes = revision(OLD, NEW).changes
    assert (changes[0].old.start, changes[0].old.end) == (0, 0)
    assert (changes[2].new.start, changes[2].new.end) == (len(NEW), len(NEW))


SENTENCES = st.lists(st.sampled_from("Talks go on.|No date.|Aid waits.|It ended.".split("|")))


@given(SENTENCES.map(" ".join), SENTENCES.map(" ".join))
def test_the_changes_are_all_that_differs(old: str, new: str) -> None:
    found = revision(old, new)
    assert 0 <= found.similarity <= 1
    assert (found.similarity == 1) == (old == new) == (found.changes == ())
    rest = old
    for change in reversed(found.changes):
        put = new[change.new.start : change.new.end]
        rest = rest[: change.old.start] + f" {put} " + rest[change.old.end :]
    assert rest.split() == new.split()


@given(st.text(), st.text())
def test_any_two_texts(old: str, new: str) -> None:
    for change in revision(old, new).changes:
        assert 0 <= change.old.start <= change.old.end <= len(old)
        assert 0 <= change.new.start <= change.new.end <= len(new)


def test_two_long_texts_without_a_sentence_in_common_are_compared_in_seconds() -> None:
    old = " ".join(f"The union said no to offer {i}." for i in range(20_000))
    new = " ".join(f"The union said yes to bid {i}." for i in range(20_000))
    start = time.process_time()
    assert len(revision(old, new).changes) >= 20_000
    assert time.process_time() - start < 10


def document(text: str, name: str = "a.txt", **known: str) -> Document:
    return dataclasses.replace(Document(str(hash(text)), text, name), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("https://x.example/a/", "http://www.x.example/a?utm_source=b#top", "the same address"),
        ("https://x.example/?id=1", "https://x.example/?id=1", "the same address"),
        ("https://x.example/?id=1", "https://x.example/?id=2", None),
        ("https://x.example/", "https://x.example/", None),
        ("https://x.example/a", "https://y.example/a", None),
        ("http://[", "http://[", None),
    ],
)
def test_by_address(old: str, new: str, reason: str | None) -> None:
    first = document("Talks go on.", "a.txt", url=old)
    assert same_report(first, document("They ended.", "b.txt", url=new)) == reason


def test_by_outlet_and_title() -> None:
    first = document(OLD, "a.txt", publisher="The Post", title="Union turns down offer")
    later = document(NEW, "b.txt", publisher="the post", title="UPDATE 2-Union turns down  offer")
    assert same_report(first, later) == "the same outlet and title"
    other = dataclasses.replace(later, publisher="The Courier")
    assert same_report(first, other) is None
    column = dataclasses.replace(later, text="Nothing in it is as it was. It is a new day.")
    assert same_report(first, column) is None


def test_by_file_name_and_sentences() -> None:
    first = document(OLD, "in/a.txt")
    assert same_report(first, document(OLD + "Aid waits.", "out/a.txt")) == (
        "the same file name and most of its sentences"
    )
    assert same_report(first, document("Aid waits. " + OLD[:32], "a.txt")) is None
    assert same_report(document(OLD, "-"), document(OLD + "Aid waits.", "-")) is None


def test_wording_alone_is_another_outlet_s_copy() -> None:
    assert same_report(document(OLD, "a.txt"), document(OLD + "Aid waits.", "b.txt")) is None


def test_the_same_text_and_an_earlier_date_are_no_later_version() -> None:
    first = document(OLD, url="https://x.example/a", published="2026-03-03")
    assert same_report(first, dataclasses.replace(first, name="b.txt")) is None
    before = document(NEW, url="https://x.example/a", published="2026-03-02")
    assert same_report(first, before) is None
    assert same_report(before, first) == "the same address"
