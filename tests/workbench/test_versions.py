"""Later versions of reports, and documents of every format, in a workbench."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import parley.workbench
from parley.workbench import Workbench
from tests.documents.pages import TEXT, semantic
from tests.documents.pdfs import report

pytestmark = pytest.mark.usefixtures("reader")

FIRST = "The union made an offer.\n\nThe port said no. Talks go on in Norholm.\n"
LATER = "The union made a new offer.\n\nThe port said no. Talks go on in Norholm.\n"


@pytest.fixture(params=["memory", "file"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Workbench:
    return parley.workbench.open(None if request.param == "memory" else tmp_path / "talks.db")


def put(folder: Path, name: str, text: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_later_version_revises_the_one_that_is_held(bench: Workbench, tmp_path: Path) -> None:
    old, new = put(tmp_path / "1", "a.txt", FIRST), put(tmp_path / "2", "a.txt", LATER)
    (first,) = bench.read(old).readings
    added = bench.read(new)
    assert [str(problem) for problem in added.problems] == [
        f"{new}: notice: a later version of {old} (the same file name and most of its sentences); "
        "1 sentence changed"
    ]
    assert first.document.revises is None
    assert added.readings[0].document.revises == first.document.id
    assert bench.readings == added.readings
    assert {entry.document for entry in bench.entries()} == {added.readings[0].document.id}
    assert len(bench._ledger.readings(history=True)) == 2


def test_a_file_that_was_changed_in_its_place(bench: Workbench, tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", FIRST)
    bench.read(path)
    put(tmp_path, "a.txt", LATER + "\nAid waits.\n")
    (problem,) = bench.read(path).problems
    assert problem.what == (
        f"a later version of {path} read before (the same file name and most of its sentences); "
        "2 sentences changed"
    )


def test_reading_versions_again_changes_nothing(bench: Workbench, tmp_path: Path) -> None:
    paths = [put(tmp_path / str(i), "a.txt", text) for i, text in enumerate((FIRST, LATER))]
    bench.read(*paths)
    before = bench.readings
    for path in (*paths, *reversed(paths)):
        again = bench.read(path)
        assert (again.documents, again.claims, again.problems) == (0, 0, ())
    assert bench.readings == before


def test_the_chain_of_versions_is_of_the_latest(bench: Workbench, tmp_path: Path) -> None:
    texts = [FIRST, LATER, LATER.replace("new", "third")]
    paths = [put(tmp_path / str(i), "a.txt", text) for i, text in enumerate(texts)]
    first, second, third = (each.document for each in bench.read(*paths).readings)
    assert (first.revises, second.revises, third.revises) == (None, first.id, second.id)


def test_another_outlet_s_copy_is_no_version(bench: Workbench, tmp_path: Path) -> None:
    added = bench.read(put(tmp_path, "a.txt", FIRST), put(tmp_path, "b.txt", LATER))
    assert [each.document.revises for each in added.readings] == [None, None]
    assert added.problems == ()


def test_documents_of_every_format_with_what_is_known(bench: Workbench, tmp_path: Path) -> None:
    line = json.dumps({"id": 9, "text": FIRST, "date": "2026-03-05", "publisher": "The Post"})
    paths = [
        put(tmp_path, "page.html", semantic()),
        put(tmp_path, "report.pdf", report([[each[:60]] for each in TEXT[:2]])),
        put(tmp_path, "archive.jsonl", f"{line}\nbroken\n"),
    ]
    added = bench.read(*paths)
    page, paper, record = (each.document for each in added.readings)
    assert (page.title, page.publisher, page.published, page.media_type) == (
        "Ferry crews turn down second offer", "Norholm Courier", "2026-03-03", "text/html",
    )  # fmt: skip
    assert page.text == "\n\n".join(TEXT)
    assert (paper.media_type, paper.published) == ("application/pdf", None)
    assert (record.name, record.published) == (f"{paths[2]}#9", "2026-03-05")
    errors = [str(each) for each in added.problems if each.severity == "error"]
    assert len(errors) == 1
    assert errors[0].startswith(f"{paths[2]}:2:1: no JSON")
    held = bench._ledger.original(page.id)
    assert held is not None
    assert held.data == semantic().encode()
    assert bench.readings == added.readings


def test_a_date_that_a_person_gives_goes_first(bench: Workbench, tmp_path: Path) -> None:
    path = put(tmp_path, "page.html", semantic())
    put(tmp_path, "page.json", '{"date": "2026-03-04", "publisher": "The Post"}')
    (reading,) = bench.read(path).readings
    assert (reading.document.published, reading.document.publisher) == ("2026-03-04", "The Post")
    (reading,) = bench.read(path, published="2026-03-06").readings
    assert reading.document.published == "2026-03-06"


def test_a_record_beside_a_text(bench: Workbench, tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", FIRST)
    put(tmp_path, "a.json", '{"title": "Union makes offer", "published": "2026-03-04", "url": 3.5}')
    added = bench.read(path)
    (document,) = (each.document for each in added.readings)
    assert (document.title, document.published) == ("Union makes offer", "2026-03-04")
    assert [str(problem) for problem in added.problems] == [
        f"{tmp_path / 'a.json'}: notice: the field 'url' holds no line of text; it is left out"
    ]
