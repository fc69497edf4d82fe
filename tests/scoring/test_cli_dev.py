"""``parley dev``: what it prints, in 80 columns, and what it says of faults."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from parley.cli import app
from parley.scoring import LAYERS

TEXTS = {
    "plan": "Chad rejected the plan. Kenya offered 40 lorries on Friday.",
    "port": "The union accepted the offer of 12 percent, its leader said.",
}


def gold_of(name: str, chain: str) -> dict[str, Any]:
    text = TEXTS[name]
    words = {"plan": "the plan", "port": "the offer of 12 percent"}[name]
    number = {"plan": "40", "port": "12"}[name]
    start, at = text.index(words), text.index(number)
    return {
        "document": {"sha256": sha256(text.encode()).hexdigest()},
        "published": "2026-03-08",
        "actors": {"c": {"name": "Chad"}, "u": {"name": "the union"}, "k": {"name": "Kenya"}},
        "statements": [
            {"id": "s1", "content": [start, start + len(words)], "chain": [chain],
             "speech_act": "reject", "act": "reject"},
        ],
        "figures": [
            {"id": "f1", "span": [at, at + 2], "number": [at, at + 2], "comparator": "eq",
             "value": 99},
        ],
        "timexes": [],
    }  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two gold files with their texts, and a second annotation of one of them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PARLEY_SHARED", raising=False)
    (tmp_path / "second").mkdir()
    for name, chain in (("plan", "c"), ("port", "u")):
        (tmp_path / f"{name}.txt").write_text(TEXTS[name], "utf-8")
        (tmp_path / f"{name}.json").write_text(json.dumps(gold_of(name, chain)), "utf-8")
    (tmp_path / "second" / "plan.json").write_text(json.dumps(gold_of("plan", "k")), "utf-8")
    return tmp_path


def parley(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["dev", *arguments], prog_name="parley")


def rows(output: str) -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in output.splitlines() if line.strip()}


@pytest.mark.usefixtures("folder")
def test_scores_pooled_and_by_document_in_80_columns() -> None:
    result = parley("score", "plan.json", "port.json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert max(map(len, result.stdout.splitlines())) <= 80
    head, by_document = result.stdout.split("\n\n")
    assert head.startswith("2 documents\n")
    assert rows(head)["figures"] == ["2", "2", "0", "0.00", "0.00", "0.00", "0.00-0.00"]
    assert rows(head)["figures-found"][:3] == ["2", "2", "2"]
    assert "proposals" not in rows(head)  # the gold has no such kind
    assert [line.split()[0] for line in by_document.splitlines()] == ["F1", "plan", "port"]


@pytest.mark.usefixtures("folder")
def test_errors_are_listed_with_words_and_a_limit() -> None:
    result = parley("score", "plan.json", "port.json", "--layer", "figures", "--errors")
    listed = result.stdout.partition("== figures: value differs (2)\n")[2]
    assert listed.splitlines()[:4] == [
        "plan 38-40",
        "   …Chad rejected the plan. Kenya offered [[40]] lorries on Friday.…",
        "   gold 99",
        "   read 40.0",
    ]
    assert "port 32-34" in listed
    few = parley(
        "score", "plan.json", "port.json", "--layer", "figures", "--errors", "--limit", "1"
    ).stdout
    assert "port 32-34" not in few
    assert "… and 1 more; --limit 0 lists all" in few
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.usefixtures("folder")
def test_json_holds_all_of_it() -> None:
    found = json.loads(
        parley("score", "plan.json", "port.json", "--json", "--errors", "--second", "second").stdout
    )
    assert [each["name"] for each in found["documents"]] == ["plan", "port"]
    figures = found["pooled"]["figures"]
    assert (figures["gold"], figures["right"], figures["f1"]) == (2, 0, 0.0)
    assert figures["intervals"]["f1"] == [0.0, 0.0]
    assert found["pooled"]["times"]["recall"] is None
    assert found["agreement"]["documents"] == ["plan"]
    assert found["agreement"]["layers"]["statements"]["f1"] == 1
    assert found["agreement"]["layers"]["with-source"]["f1"] == 0
    assert {"figures"} <= {each["kind"] for each in found["errors"]}


@pytest.mark.usefixtures("folder")
def test_the_agreement_of_two_people_stands_beside_the_scores() -> None:
    result = parley("score", "plan.json", "port.json", "--second", "second")
    assert result.stdout.startswith("2 documents, 1 of them annotated twice\n")
    found = rows(result.stdout.split("\n\n")[0])
    assert found["statements"][-1] == "1.00"
    assert found["chain"][-1] == "0.00"
    assert found["times"][-1] == "-"
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.usefixtures("folder")
def test_two_people_are_scored_against_one_another() -> None:
    result = parley("agree", "plan.json", "port.json", "--second", "second", "--errors")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 document annotated twice\n")
    assert rows(result.stdout)["statements"] == ["2", "2", "1.00", "-"]
    assert rows(result.stdout)["with-source"] == ["2", "0", "0.00", "-"]
    assert "== statements: source differs (1)" in result.stdout
    plain = json.loads(parley("agree", "plan.json", "--second", "second", "--json").stdout)
    assert plain["pooled"]["figures"]["f1"] == 1


def test_a_fault_is_told_and_the_others_are_scored(folder: Path) -> None:
    (folder / "port.txt").write_text("Another text.", "utf-8")
    result = parley("score", "plan.json", "port.json", "--layer", "figures")
    assert result.exit_code == 1
    assert result.stderr.startswith(
        "port.json: its text is not the one that was annotated: the hash differs: "
    )
    assert result.stdout.startswith("1 document\n")


def test_texts_may_stand_in_a_folder_of_their_own(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "plan.txt").rename(folder / "texts" / "plan.txt")
    assert parley("score", "plan.json").exit_code == 1
    assert parley("score", "plan.json", "--texts", "texts").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["score", "gone.json"], "no such gold file: 'gone.json'"),
        (["score", "."], "no such gold file: '.'"),
        (["score", "plan.json", "--layer", "mean"], "there is no layer 'mean'; the layers are"),
        (["score", "plan.json", "--second", "gone"], "--second names 'gone', which is no folder"),
        (["score", "plan.json", "--texts", "gone"], "--texts names 'gone', which is no folder"),
        (["agree", "plan.json"], "Missing option '--second'"),
        (["score"], "Missing argument 'GOLD...'"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_wrong_call_is_told(arguments: list[str], sentence: str) -> None:
    result = parley(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stdout == ""


def test_help_tells_of_both() -> None:
    result = parley("--help")
    assert "score  " in result.stdout
    assert "agree  " in result.stdout


def test_columns_by_document_fit(folder: Path) -> None:
    """Whatever layers are asked for, and however long a name is."""
    for suffix in (".txt", ".json"):
        (folder / f"plan{suffix}").rename(folder / f"{'long_name_' * 9}{suffix}")
    names = [str(path.name) for path in sorted(folder.glob("*.json"))]
    for count in (1, 11, 12, len(LAYERS)):
        layers = [part for layer in LAYERS[:count] for part in ("--layer", layer.name)]
        lines = parley("score", *names, *layers).stdout.splitlines()
        assert max(map(len, lines)) <= 80
