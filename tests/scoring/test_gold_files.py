"""Gold files find their texts, and every gold file of the project is well formed."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from parley.errors import UsageError
from parley.scoring import faults, load_gold, places_of_texts

TESTS = Path(__file__).parents[1]
OPEN = sorted([*(TESTS / "data" / "gold").glob("*.json"), *(TESTS / "reports").glob("*.json")])
SECOND = sorted((TESTS / "data" / "second").glob("*.json"))
CLOSED = sorted(
    [*(TESTS / "data" / "closed").glob("*.json"), *(TESTS / "reports" / "closed").glob("*.json")]
)
OWN = (TESTS / "reports", TESTS / "reports" / "closed")
TEXT = "Chad rejected the plan.\n"


def gold_of(text: str, **more: Any) -> str:
    return json.dumps({"document": {"sha256": sha256(text.encode()).hexdigest()}, **more})


def test_a_text_stands_beside_its_gold(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(gold_of(TEXT, published="2026-03-08"), "utf-8")
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (one,), problems = load_gold([tmp_path / "a.json"])
    assert problems == ()
    assert (one.name, one.text, one.published) == ("a", TEXT, "2026-03-08")


@pytest.mark.parametrize("folder", ["corpus/news", "seed"])
@pytest.mark.parametrize("name", ["a.txt", "report.txt"])
def test_or_among_the_texts_by_name_or_hash(tmp_path: Path, folder: str, name: str) -> None:
    home = tmp_path / "shared" / folder
    home.mkdir(parents=True)
    (home / name).write_text(TEXT, "utf-8")
    (home / "other.txt").write_text("Another.", "utf-8")
    (tmp_path / "a.json").write_text(gold_of(TEXT), "utf-8")
    (one,), problems = load_gold([tmp_path / "a.json"], places_of_texts(str(tmp_path / "shared")))
    assert (one.text, problems) == (TEXT, ())


def test_what_cannot_be_scored_is_told_and_the_rest_is_loaded(tmp_path: Path) -> None:
    files = {
        "good.json": gold_of(TEXT),
        "good.txt": TEXT,
        "other.json": gold_of(TEXT),
        "other.txt": "Chad accepted the plan.\n",
        "lost.json": gold_of("Nowhere."),
        "broken.json": '{"document":\n  }',
        "list.json": "[]",
        "out.json": gold_of(TEXT, events=[{"id": "e", "trigger": [0, 99]}]),
        "out.txt": TEXT,
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe")
    paths = sorted(tmp_path.glob("*.json"))
    loaded, problems = load_gold([*paths, paths[0]])
    assert [one.name for one in loaded] == ["good"]
    told = {Path(p.file).name: (p.what, p.line, p.column) for p in problems}
    assert told == {
        "broken.json": ("is no JSON: Expecting value", 2, 3),
        "bytes.json": ("is no text in UTF-8, so no gold", 0, 0),
        "list.json": ("is no gold: a JSON object was expected", 0, 0),
        "lost.json": ("its text was found neither beside it nor among the texts", 0, 0),
        "other.json": ("its text is not the one that was annotated: the hash differs", 0, 0),
        "out.json": ("e has a place outside the text: 0-99", 0, 0),
    }


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no such gold file: '.*a.json'\nno such gold file"):
        load_gold([tmp_path / "a.json", tmp_path])


def test_without_a_shared_folder_there_is_nowhere_else_to_look() -> None:
    assert places_of_texts(None) == places_of_texts("") == ()


@pytest.mark.parametrize("path", [*OPEN, *SECOND], ids=lambda path: path.stem)
def test_open_gold_is_well_formed(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt")
    assert faults(gold, path.name) == []
    if text.exists():
        (_,), problems = load_gold([path])
        assert problems == ()


def test_gold_of_shared_texts_has_its_places_there(shared: Path) -> None:
    loaded, problems = load_gold([*OPEN, *SECOND], [*places_of_texts(str(shared)), *OWN])
    assert problems == ()
    assert len(loaded) == len(OPEN) + len(SECOND)


@pytest.mark.parametrize("number", range(len(CLOSED)))
def test_closed_gold_is_well_formed(number: int) -> None:
    """By form alone, and without telling what stands in it."""
    gold = json.loads(CLOSED[number].read_text(encoding="utf-8"))
    count = len(faults(gold, ""))
    assert count == 0
    words = [e for kind in ("statements", "figures") for e in gold[kind] if "words" in e]
    own = CLOSED[number].with_suffix(".txt").exists()
    assert own or not words, "gold of a text that is not our own keeps places, never words"
