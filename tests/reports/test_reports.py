"""The invented reports are what they say: places, hashes, and a swap that leaves good English."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from parley.model import ACTS, SPEECH_ACTS

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
KINDS = (
    "statements", "figures", "timexes", "proposals", "preconditions", "exchanges", "events",
)  # fmt: skip
MAIN_PLACE = {
    "statements": "content", "figures": "span", "timexes": "span",
    "preconditions": "first", "exchanges": "marker", "events": "trigger",
}  # fmt: skip


def load(name: str) -> tuple[str, dict[str, Any]]:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    gold: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return text, gold


def places(node: Any) -> list[list[int]]:
    """Every [start, end] anywhere below."""
    if isinstance(node, list):
        if len(node) == 2 and all(type(end) is int for end in node):
            return [node]
        return [place for item in node for place in places(item)]
    if isinstance(node, dict):
        return [place for item in node.values() for place in places(item)]
    return []


def swapped(text: str, pairs: list[list[str]]) -> str:
    """Exchange each pair, both ways at once, longest first, whole words only."""
    other = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
    longest_first = sorted(other, key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")\b")
    return pattern.sub(lambda found: other[found[1]], text)


def test_there_are_enough_of_them() -> None:
    assert len(NAMES) >= 11
    assert sum(not load(name)[1]["negotiation"] for name in NAMES) == 2
    assert [name for name in NAMES if "swap" in load(name)[1]] == ["swap", "swap_groups"]


@pytest.mark.parametrize("name", NAMES)
def test_text_is_the_one_that_was_read(name: str) -> None:
    text, gold = load(name)
    assert hashlib.sha256(text.encode()).hexdigest() == gold["document"]["sha256"]
    assert len(text) == gold["document"]["chars"]
    assert 60 <= len(text.split()) <= 400


@pytest.mark.parametrize("name", NAMES)
def test_places_hold_their_words(name: str) -> None:
    text, gold = load(name)
    for kind in KINDS:
        assert len(gold[kind]) == gold["counts"][kind]
        for entry in gold[kind]:
            for start, end in places(entry):
                words = text[start:end]
                assert 0 <= start < end <= len(text)
                assert words == words.strip()
                assert not re.match(r"\w", text[end : end + 1]) or not words[-1].isalnum()
            if kind in MAIN_PLACE:
                start, end = entry[MAIN_PLACE[kind]]
                assert entry["words"] == text[start:end]


@pytest.mark.parametrize("name", NAMES)
def test_entries_speak_the_language_of_the_model(name: str) -> None:
    text, gold = load(name)
    known = {*gold["actors"], "unspecified", "publisher"}
    for actor in gold["actors"].values():
        for words in actor.get("also", []):
            assert words in text
    for entry in gold["statements"]:
        assert entry["act"] in ACTS
        assert entry["speech_act"] in SPEECH_ACTS
        assert set(entry["chain"]) <= known
        assert entry["source"] == entry["chain"][-1]
    for entry in gold["proposals"]:
        assert {*entry["by"], *entry["to"]} <= known
        assert set(entry.get("statements", [])) <= {s["id"] for s in gold["statements"]}


@pytest.mark.parametrize("name", ["swap", "swap_groups"])
def test_swap_leaves_good_english_and_can_be_undone(name: str) -> None:
    text, gold = load(name)
    pairs = gold["swap"]
    once = swapped(text, pairs)
    assert once != text
    assert swapped(once, pairs) == text
    assert not re.search(r"\b[Aa] [AEIOUaeiou]", once)
    assert not re.search(r"\b[Aa]n [^AEIOUaeiou]", once)
    for a, b in pairs:
        for word in (a, b):
            assert re.search(rf"\b{word}\b", text), f"{word} stands nowhere"
            assert re.search(rf"\b{word}\b", once), f"{word} is gone"
